//! The page itself: finding, removing and showing elements.

use gloo::events::EventListener;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::{Refused, document, missing};

/// The element with an id.
///
/// # Errors
/// Where there is none.
pub fn element(id: &str) -> Result<HtmlElement, Refused> {
    let found = document()?.get_element_by_id(id).ok_or_else(|| missing(id))?;
    found.dyn_into().map_err(|_| missing(id))
}

/// Removes the element with an id, if there is one.
pub fn remove(id: &str) {
    if let Ok(found) = element(id) {
        found.remove();
    }
}

/// Brings an element into view, opens what is folded around it, and gives the focus to it or to the first
/// control in it.
///
/// # Errors
/// Where there is no such element.
pub fn reveal(id: &str) -> Result<(), Refused> {
    let found = element(id)?;
    while let Some(folded) = found.closest("details:not([open])")? {
        folded.set_attribute("open", "")?;
    }
    const CONTROLS: &str = "input, select, textarea, button";
    let control = if found.matches(CONTROLS)? {
        None
    } else {
        found.query_selector(CONTROLS)?
    };
    let control = control
        .and_then(|control| control.dyn_into().ok())
        .unwrap_or(found);
    control.scroll_into_view();
    control.focus()?;
    Ok(())
}

/// Brings the numbered line of a list into view and gives it the focus; lines that were removed are not
/// counted. Counts from 1.
///
/// # Errors
/// Where there is no such line.
pub fn reveal_child(list: &str, number: usize) -> Result<(), Refused> {
    let lines = element(list)?.query_selector_all(":scope > li:not(.gone)")?;
    let at = u32::try_from(number.saturating_sub(1)).map_err(|_| missing("line"))?;
    let line: HtmlElement = lines
        .get(at)
        .ok_or_else(|| missing("line"))?
        .dyn_into()
        .map_err(|_| missing("line"))?;
    line.set_attribute("tabindex", "-1")?;
    line.scroll_into_view();
    line.focus()?;
    Ok(())
}

/// Folds what an element is in, and gives the focus to what opened it.
///
/// # Errors
/// Where there is no such element, or it is in nothing that folds.
pub fn fold(id: &str) -> Result<(), Refused> {
    let folded = element(id)?;
    folded.remove_attribute("open")?;
    if let Some(summary) = folded.query_selector("summary")? {
        let summary: HtmlElement = summary.dyn_into().map_err(|_| missing("summary"))?;
        summary.focus()?;
    }
    Ok(())
}

/// Calls `act` whenever the page is left or put into the background.
///
/// # Errors
/// Where there is no page.
pub fn on_hide(act: impl Fn() + 'static) -> Result<(), Refused> {
    let act = std::rc::Rc::new(act);
    let document = document()?;
    let seen = document.clone();
    let hidden = act.clone();
    EventListener::new(&document, "visibilitychange", move |_| {
        if seen.hidden() {
            hidden();
        }
    })
    .forget();
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    EventListener::new(&window, "pagehide", move |_| act()).forget();
    Ok(())
}
