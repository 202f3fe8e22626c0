//! Keys pressed anywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};

use super::{Refused, missing};

const OWN_TEXT: &str = "[data-own-text]";
const FIELDS: &str = "input, select, textarea, [contenteditable]";

/// A key that was pressed.
pub struct Press {
    /// As the browser names it, in lower case: `z`, `enter`.
    pub key: String,
    /// Ctrl, or Command on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// The focus is in a field that takes letters or digits.
    pub in_field: bool,
    /// The focus is in a field whose text is no part of the plan, and that has an undo of its own; or in a dialog.
    pub in_own_text: bool,
}

/// Calls `answer` for each key until the page closes; where it answers true, nothing else sees the key.
///
/// # Errors
/// Where there is no window.
pub fn on_press(answer: impl Fn(&Press) -> bool + 'static) -> Result<(), Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let in_own_text =
            target.is_some_and(|target| target.closest(OWN_TEXT).is_ok_and(|found| found.is_some()));
        // In an editor, the field is inside of what is told.
        let inner = event.composed_path().get(0).dyn_into::<Element>().ok();
        let in_field = inner.is_some_and(|inner| inner.closest(FIELDS).is_ok_and(|found| found.is_some()));
        let press = Press {
            key: event.key().to_ascii_lowercase(),
            command: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            in_field,
            in_own_text,
        };
        if answer(&press) {
            event.prevent_default();
        }
    });
    listener.forget();
    Ok(())
}
