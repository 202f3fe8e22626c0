//! The page itself: finding, removing and showing elements.

use gloo::events::EventListener;
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, KeyboardEvent, Node, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::{Refused, document, missing};

/// The element with an id.
///
/// # Errors
/// Where there is none.
pub fn element(id: &str) -> Result<HtmlElement, Refused> {
    let found = document()?.get_element_by_id(id).ok_or_else(|| missing(id))?;
    found.dyn_into().map_err(|_| missing(id))
}

/// Whether the element with an id has the focus.
pub fn has_focus(id: &str) -> bool {
    let focused = document().ok().and_then(|document| document.active_element());
    focused.is_some_and(|focused| focused.id() == id)
}

/// Whether what folds is open.
pub fn is_open(id: &str) -> bool {
    element(id).is_ok_and(|found| found.has_attribute("open"))
}

/// Puts a text back into a field that shows another one.
pub fn show_text(id: &str, text: &str) {
    let field = element(id)
        .ok()
        .and_then(|found| found.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        field.set_value(text);
    }
}

/// Whether there is a button with an id that can be pressed.
pub fn can_press(id: &str) -> bool {
    element(id).is_ok_and(|found| !found.has_attribute("disabled"))
}

/// Presses the button with an id.
///
/// # Errors
/// Where there is none.
pub fn press(id: &str) -> Result<(), Refused> {
    element(id)?.click();
    Ok(())
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
    // What folds by this is not around it.
    let around = if found.matches("summary")? {
        found.parent_element().and_then(|own| own.parent_element())
    } else {
        Some(Element::clone(&found))
    };
    while let Some(folded) = match &around {
        Some(around) => around.closest("details:not([open])")?,
        None => None,
    } {
        folded.set_attribute("open", "")?;
    }
    const CONTROLS: &str = "input, select, textarea, button, summary";
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

/// Brings the first element that a selector finds into view, moving as little as it takes; the focus stays.
///
/// # Errors
/// Where there is no such element.
pub fn bring_into_view(selector: &str) -> Result<(), Refused> {
    let found = document()?.query_selector(selector)?;
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    found
        .ok_or_else(|| missing(selector))?
        .scroll_into_view_with_scroll_into_view_options(&options);
    Ok(())
}

/// Scrolls so that the first element that a selector finds stands at the top, as far as there is room; the focus
/// stays.
///
/// # Errors
/// Where there is no such element.
pub fn bring_to_top(selector: &str) -> Result<(), Refused> {
    let found = document()?.query_selector(selector)?;
    found
        .ok_or_else(|| missing(selector))?
        .scroll_into_view_with_bool(true);
    Ok(())
}

/// Which line of a list of text lines, and which UTF-16 column of it, stands at a point of the window. Both
/// count from 0; lines that were removed are not counted.
///
/// # Errors
/// Where no text of the list stands there.
pub fn place_in_list(list: &str, x: i32, y: i32) -> Result<(usize, usize), Refused> {
    let nowhere = || missing("text at this point");
    let document = document()?;
    let caret = document
        .caret_position_from_point(x as f32, y as f32)
        .ok_or_else(nowhere)?;
    let node = caret.offset_node().ok_or_else(nowhere)?;
    let element = match node.dyn_ref::<web_sys::Element>() {
        Some(element) => element.clone(),
        None => node.parent_element().ok_or_else(nowhere)?,
    };
    let line = element.closest(&format!("#{list} > li"))?.ok_or_else(nowhere)?;
    let before = document.create_range()?;
    before.set_start(&line, 0)?;
    before.set_end(&node, caret.offset())?;
    let column = String::from(before.to_string()).encode_utf16().count();
    let mut number = 0;
    let mut at = line.previous_element_sibling();
    while let Some(above) = at {
        number += usize::from(!above.class_list().contains("gone"));
        at = above.previous_element_sibling();
    }
    Ok((number, column))
}

/// Folds what an element is in, and gives the focus to what opened it.
///
/// # Errors
/// Where there is no such element, or it is in nothing that folds.
pub fn fold(id: &str) -> Result<(), Refused> {
    fold_element(&*element(id)?)
}

fn fold_element(folded: &Element) -> Result<(), Refused> {
    folded.remove_attribute("open")?;
    if let Some(summary) = folded.query_selector("summary")? {
        let summary: HtmlElement = summary.dyn_into().map_err(|_| missing("summary"))?;
        summary.focus()?;
    }
    Ok(())
}

/// Folds a menu that is left by Escape, which brings the focus back to its button, or by a press elsewhere.
///
/// # Errors
/// Where there is no page.
pub fn fold_left_menus() -> Result<(), Refused> {
    const OPEN: &str = ".menu[open]";
    let document = document()?;
    let seen = document.clone();
    EventListener::new(&document, "keydown", move |event| {
        let escape = event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|event| event.key() == "Escape" && !event.default_prevented());
        if let (true, Ok(Some(menu))) = (escape, seen.query_selector(OPEN)) {
            // A menu without a button has none to focus.
            let _ = fold_element(&menu);
        }
    })
    .forget();
    let seen = document.clone();
    EventListener::new(&document, "pointerdown", move |event| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if let Ok(Some(menu)) = seen.query_selector(OPEN)
            && !menu.contains(pressed.as_ref())
        {
            let _ = menu.remove_attribute("open");
        }
    })
    .forget();
    Ok(())
}

/// The date of today where the browser is, as `2026-11-25`.
pub fn today() -> String {
    let now = web_sys::js_sys::Date::new_0();
    format!(
        "{:04}-{:02}-{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date()
    )
}

/// Opens the browser's dialogue for printing.
///
/// # Errors
/// Where there is no window, or printing is not allowed.
pub fn print() -> Result<(), Refused> {
    web_sys::window().ok_or_else(|| missing("window"))?.print()?;
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
