//! How wide an element is, now and whenever that changes.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

use super::{Refused, page};

/// How long a width must stay before it is told: a window is dragged in many small steps.
const PAUSE_MS: u32 = 120;

/// A watch over an element's width; it ends when this is dropped.
pub struct Watch {
    observer: ResizeObserver,
    /// Called by the browser as long as the watch lasts.
    _told: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `act` with the inner width in pixels of the element with an id: at once, and after each change.
///
/// # Errors
/// Where there is no such element, or the browser cannot watch it.
pub fn watch_width(id: &str, act: impl Fn(u32) + 'static) -> Result<Watch, Refused> {
    let found = page::element(id)?;
    let width = |of: &web_sys::HtmlElement| u32::try_from(of.client_width()).unwrap_or_default();
    let known = Rc::new(std::cell::Cell::new(width(&found)));
    act(known.get());
    let act = Rc::new(act);
    let waiting: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let watched = found.clone();
    let told = Closure::new(move || {
        let (act, known, watched) = (Rc::clone(&act), Rc::clone(&known), watched.clone());
        let later = Timeout::new(PAUSE_MS, move || {
            let now = width(&watched);
            // What is not on screen has no width.
            if now > 0 && known.replace(now) != now {
                act(now);
            }
        });
        // The one before is dropped, and so called off.
        waiting.replace(Some(later));
    });
    let observer = ResizeObserver::new(told.as_ref().unchecked_ref())?;
    observer.observe(&found);
    Ok(Watch {
        observer,
        _told: told,
    })
}
