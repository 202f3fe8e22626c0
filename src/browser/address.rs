//! The address of the page and its fragment, and handing an address on.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Reflect;
use web_sys::{Location, ShareData};

use super::{Refused, missing};

fn location() -> Result<Location, Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    Ok(window.location())
}

/// What follows the `#` of the address; nothing where nothing does.
pub fn fragment() -> String {
    let fragment = location().ok().and_then(|location| location.hash().ok());
    fragment.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The address of the page with another fragment.
///
/// # Errors
/// Where the page has no address.
pub fn with_fragment(fragment: &str) -> Result<String, Refused> {
    let location = location()?;
    Ok(format!(
        "{}{}#{fragment}",
        location.origin()?,
        location.pathname()?
    ))
}

/// Takes the fragment out of the address, so that a reload does not open it again.
pub fn forget_fragment() {
    show_fragment("");
}

/// Puts a fragment into the address in the place of the one there, without a step to go back by.
pub fn show_fragment(fragment: &str) {
    if let (Some(window), Ok(location)) = (web_sys::window(), location()) {
        let mut path = location.pathname().unwrap_or_default();
        if !fragment.is_empty() {
            path.push('#');
            path.push_str(fragment);
        }
        // A page whose address stays opens the same link again, and asks again.
        let _ = window
            .history()
            .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&path)));
    }
}

/// Calls `changed` whenever the fragment is another.
pub fn on_fragment(changed: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "hashchange", move |_| changed()).forget();
    }
}

/// Whether the system has a sheet to hand addresses on.
pub fn can_share() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    navigator.is_some_and(|navigator| {
        Reflect::get(&navigator, &JsValue::from_str("share")).is_ok_and(|found| found.is_function())
    })
}

/// Hands an address on by the system's sheet.
///
/// # Errors
/// Where there is none, or the user closed it.
pub async fn share(title: &str, address: &str) -> Result<(), Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(address);
    JsFuture::from(window.navigator().share_with_data(&data)).await?;
    Ok(())
}
