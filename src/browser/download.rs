//! Saving bytes as a file.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::{Refused, document, missing};

/// How long a file's address lives. Some browsers read it well after the click.
const ADDRESS_LIFE_MS: u32 = 90_000;

/// Offers bytes for saving under a name.
///
/// # Errors
/// The browser's words where it refuses to make the file.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), Refused> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = document()?;
    let link = document.create_element("a")?;
    let link: HtmlAnchorElement = link.dyn_into().map_err(|_| missing("anchor"))?;
    link.set_href(&address);
    link.set_download(name);
    let body = document.body().ok_or_else(|| missing("body"))?;
    body.append_child(&link)?;
    link.click();
    body.remove_child(&link)?;
    Timeout::new(ADDRESS_LIFE_MS, move || {
        // An address that is gone already needs no more.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}
