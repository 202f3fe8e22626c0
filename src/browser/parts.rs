//! Choosing a part of a drawing, with the pointer or a key.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, KeyboardEvent};

use super::{Refused, page};

/// What listens for a choice; it ends when this is dropped.
pub struct Choosing(#[allow(dead_code, reason = "held so that they go on listening")] [EventListener; 2]);

/// Calls `chosen` with the value of an attribute, where something that has it is clicked, or Enter or the space
/// bar is pressed on it, within the element with an id.
///
/// # Errors
/// Where there is no such element.
pub fn on_choose(
    id: &str,
    attribute: &'static str,
    chosen: impl Fn(String) + 'static,
) -> Result<Choosing, Refused> {
    let around = page::element(id)?;
    let chosen = Rc::new(chosen);
    let clicked = Rc::clone(&chosen);
    let click = EventListener::new(&around, "click", move |event| {
        if let Some(part) = part(event, attribute) {
            clicked(part);
        }
    });
    let options = EventListenerOptions::enable_prevent_default();
    let press = EventListener::new_with_options(&around, "keydown", options, move |event| {
        let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
        if let (Some("Enter" | " "), Some(part)) = (key.as_deref(), part(event, attribute)) {
            event.prevent_default();
            chosen(part);
        }
    });
    Ok(Choosing([click, press]))
}

fn part(event: &Event, attribute: &str) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let part = target.closest(&format!("[{attribute}]")).ok()??;
    part.get_attribute(attribute)
}
