//! The language that the browser prefers, and the sentences of one, which lie beside the page.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::{Refused, document, missing};

/// The languages that the browser prefers, the first before the others: `es`, `en`.
pub fn preferred() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages());
    let languages = languages.iter().flat_map(|languages| languages.iter());
    let codes = languages.filter_map(|language| language.as_string());
    codes
        .map(|code| code.split('-').next().unwrap_or_default().to_owned())
        .collect()
}

/// Tells the document, and so what reads it aloud, its language, and its title in it.
pub fn tell(id: &str, title: &str) {
    let Ok(document) = document() else {
        return;
    };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        // A page without the attribute is read aloud all the same.
        let _ = root.set_attribute("lang", id);
    }
}

/// The list of sentences of a language.
///
/// # Errors
/// Where the page has none, or it cannot be fetched.
pub async fn sentences(id: &str) -> Result<String, Refused> {
    let name = format!("meta[name=words-{id}]");
    let place = document()?.query_selector(&name)?;
    let address = place.and_then(|place| place.get_attribute("content"));
    let address = address.ok_or_else(|| missing(&name))?;
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    let answer: Response = JsFuture::from(window.fetch_with_str(&address))
        .await?
        .dyn_into()
        .map_err(|_| missing(&address))?;
    if !answer.ok() {
        return Err(missing(&address));
    }
    let text = JsFuture::from(answer.text()?).await?;
    text.as_string().ok_or_else(|| missing(&address))
}
