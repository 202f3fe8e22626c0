//! The whole screen for the page, and marks on the page for its style.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Function, Promise, Reflect};
use web_sys::{CssStyleSheet, Element};

use super::{Refused, document, missing};

fn root() -> Result<Element, Refused> {
    document()?.document_element().ok_or_else(|| missing("page"))
}

/// Takes the whole screen.
///
/// # Errors
/// Where the browser has no such thing, or refuses it.
pub async fn fill() -> Result<(), Refused> {
    ask(&root()?.into(), "requestFullscreen").await
}

/// Gives the screen back.
///
/// # Errors
/// Where the page did not have it.
pub async fn give_back() -> Result<(), Refused> {
    ask(&document()?.into(), "exitFullscreen").await
}

/// Calls a function of the browser's that answers later, also by a refusal, which the bindings would lose.
async fn ask(of: &JsValue, name: &str) -> Result<(), Refused> {
    let function: Function = Reflect::get(of, &name.into())?
        .dyn_into()
        .map_err(|_| missing(name))?;
    let answer: Promise = function.call0(of)?.dyn_into().map_err(|_| missing(name))?;
    JsFuture::from(answer).await?;
    Ok(())
}

/// Whether the page has the whole screen.
pub fn is_filled() -> bool {
    document().is_ok_and(|document| document.fullscreen_element().is_some())
}

/// Calls `told` whenever the page takes the whole screen or gives it back, also by the browser's own keys.
///
/// # Errors
/// Where there is no page.
pub fn on_fill(told: impl Fn() + 'static) -> Result<(), Refused> {
    let document = document()?;
    EventListener::new(&document, "fullscreenchange", move |_| told()).forget();
    Ok(())
}

/// Marks the whole page for its style, or takes the mark away.
///
/// # Errors
/// Where there is no page.
pub fn mark(name: &str, value: Option<&str>) -> Result<(), Refused> {
    match value {
        Some(value) => root()?.set_attribute(name, value)?,
        None => root()?.remove_attribute(name)?,
    }
    Ok(())
}

/// Adds a style sheet to the page.
///
/// # Errors
/// Where the browser knows no sheets that a script makes.
pub fn add_style(text: &str) -> Result<(), Refused> {
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(text)?;
    let document = document()?;
    let sheets: Array = document.adopted_style_sheets();
    document.set_adopted_style_sheets(&sheets.concat(&Array::of1(&sheet)));
    Ok(())
}
