//! Dialogs over the page: while one is open, the rest can be neither reached nor read aloud.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlDialogElement;

use super::{Refused, missing, page};

fn dialog(id: &str) -> Result<HtmlDialogElement, Refused> {
    page::element(id)?.dyn_into().map_err(|_| missing(id))
}

/// Opens a dialog; the focus goes to what asks for it in it, else to its first control.
///
/// # Errors
/// Where there is no such dialog, or it is open.
pub fn open(id: &str) -> Result<(), Refused> {
    Ok(dialog(id)?.show_modal()?)
}

/// Closes a dialog, and gives the focus back to what had it before.
///
/// # Errors
/// Where there is no such dialog.
pub fn close(id: &str) -> Result<(), Refused> {
    dialog(id)?.close();
    Ok(())
}
