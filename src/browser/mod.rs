//! The only place that touches web-sys and gloo. Every call answers with a `Result`: storage can be
//! blocked, the clipboard absent. Must not know the domain.

pub mod address;
pub mod clipboard;
pub mod dialog;
pub mod download;
pub mod drawing;
pub mod editor;
pub mod files;
pub mod keyboard;
pub mod language;
pub mod measure;
pub mod page;
pub mod parts;
pub mod picture;
pub mod pointer;
pub mod screen;
pub mod storage;
pub mod updates;
pub mod worker;

use wasm_bindgen::JsCast as _;
use web_sys::js_sys;

/// A call that the browser refused, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl From<wasm_bindgen::JsValue> for Refused {
    fn from(value: wasm_bindgen::JsValue) -> Self {
        let message = value
            .dyn_ref::<js_sys::Error>()
            .map(|error| String::from(error.message()));
        Self(
            message
                .or_else(|| value.as_string())
                .unwrap_or_else(|| format!("{value:?}")),
        )
    }
}

fn missing(what: &str) -> Refused {
    Refused(format!("no {what}"))
}

fn document() -> Result<web_sys::Document, Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    window.document().ok_or_else(|| missing("document"))
}
