//! New versions of the page. `shell/start.js` has the service worker look for them, marks the page when one is
//! ready, and takes it when asked.

use gloo::events::EventListener;
use web_sys::Event;

use super::{Refused, document, missing};

/// Whether a new version is ready to be used.
pub fn is_ready() -> bool {
    let marked = document().and_then(|document| Ok(document.query_selector("html[data-update]")?));
    marked.is_ok_and(|marked| marked.is_some())
}

/// Calls `told` when a new version becomes ready.
///
/// # Errors
/// Where there is no window.
pub fn on_ready(told: impl Fn() + 'static) -> Result<(), Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    EventListener::new(&window, "plano-update", move |_| told()).forget();
    Ok(())
}

/// Loads the page anew in its new version.
///
/// # Errors
/// Where there is no window, or the browser does not pass it on.
pub fn take() -> Result<(), Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    window.dispatch_event(&Event::new("plano-take-update")?)?;
    Ok(())
}
