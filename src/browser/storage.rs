//! What the browser keeps for this page: one text by name.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};

use super::{Refused, missing};

fn storage() -> Result<web_sys::Storage, Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    window.local_storage()?.ok_or_else(|| missing("storage"))
}

/// The text under a name, if there is one.
///
/// # Errors
/// Where storage is blocked.
pub fn read(name: &str) -> Result<Option<String>, Refused> {
    Ok(storage()?.get_item(name)?)
}

/// Keeps a text under a name, in the place of what was there.
///
/// # Errors
/// Where storage is blocked, or [`FULL`]; what was there stays.
pub fn write(name: &str, text: &str) -> Result<(), Refused> {
    let full = |value: &JsValue| {
        let error = value.dyn_ref::<web_sys::DomException>();
        error.is_some_and(|error| error.code() == web_sys::DomException::QUOTA_EXCEEDED_ERR)
    };
    storage()?
        .set_item(name, text)
        .map_err(|value| match full(&value) {
            true => Refused(FULL.to_owned()),
            false => value.into(),
        })
}

/// The reason where there is no room left.
pub const FULL: &str = "full";

/// Calls `told` whenever another tab has changed what is kept.
///
/// # Errors
/// Where there is no window.
pub fn on_change(told: impl Fn() + 'static) -> Result<(), Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    EventListener::new(&window, "storage", move |_| told()).forget();
    Ok(())
}
