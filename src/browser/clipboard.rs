//! Copying text.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Reflect;

use super::{Refused, missing};

/// Puts text on the clipboard.
///
/// # Errors
/// Where there is none, as on a page without TLS, or where the browser refuses.
pub async fn copy(text: String) -> Result<(), Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    let navigator = window.navigator();
    let absent =
        Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|found| found.is_undefined());
    if absent {
        return Err(missing("clipboard"));
    }
    JsFuture::from(navigator.clipboard().write_text(&text)).await?;
    Ok(())
}
