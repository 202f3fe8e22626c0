//! Dragging over a drawing.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, PointerEvent};

use super::{Refused, missing, page};

/// What listens for a drag; it ends when this is dropped.
pub struct Dragging(#[allow(dead_code, reason = "held so that they go on listening")] Vec<EventListener>);

/// Calls `moved` with the place across the drawing in the element with an id, in the drawing's own pixels, while
/// it is pressed and dragged; then `ended`. The field in the element takes the focus.
///
/// # Errors
/// Where there is no such element.
pub fn on_drag(
    id: &str,
    moved: impl Fn(i32) + 'static,
    ended: impl Fn() + 'static,
) -> Result<Dragging, Refused> {
    let around = page::element(id)?;
    let held = Rc::new(Cell::new(false));
    let moved = Rc::new(moved);
    let options = EventListenerOptions::enable_prevent_default();

    let (here, pressed, told) = (around.clone(), Rc::clone(&held), Rc::clone(&moved));
    let down = EventListener::new_with_options(&around, "pointerdown", options, move |event| {
        let Some(event) = event
            .dyn_ref::<PointerEvent>()
            .filter(|event| event.button() == 0)
        else {
            return;
        };
        let Ok(place) = across(&here, event) else {
            return;
        };
        // Without it the drag ends at the drawing's edge; nothing worse.
        let _ = here.set_pointer_capture(event.pointer_id());
        pressed.set(true);
        told(place);
    });
    // The focus comes with this one, and would go to what is around.
    let here = around.clone();
    let focus = EventListener::new_with_options(&around, "mousedown", options, move |event| {
        event.prevent_default();
        let field = here.query_selector("input").ok().flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            // A field that does not take the focus can still be dragged.
            let _ = field.focus();
        }
    });
    let (here, pressed) = (around.clone(), Rc::clone(&held));
    let along = EventListener::new(&around, "pointermove", move |event| {
        let place = event.dyn_ref::<PointerEvent>().map(|event| across(&here, event));
        if let (true, Some(Ok(place))) = (pressed.get(), place) {
            moved(place);
        }
    });
    let ended = Rc::new(ended);
    let ends = ["pointerup", "pointercancel"].map(|name| {
        let (held, ended) = (Rc::clone(&held), Rc::clone(&ended));
        EventListener::new(&around, name, move |_| {
            if held.replace(false) {
                ended();
            }
        })
    });
    let mut listening = vec![down, focus, along];
    listening.extend(ends);
    Ok(Dragging(listening))
}

/// The place of a pointer across the drawing within an element, in the drawing's own pixels.
fn across(around: &Element, event: &PointerEvent) -> Result<i32, Refused> {
    let drawing = around.query_selector("svg")?.ok_or_else(|| missing("drawing"))?;
    let own: f64 = drawing
        .get_attribute("width")
        .and_then(|width| width.parse().ok())
        .ok_or_else(|| missing("width"))?;
    let seen = drawing.get_bounding_client_rect();
    let place = (f64::from(event.client_x()) - seen.left()) * own / seen.width().max(1.0);
    // Beyond what a whole number holds, it is held at its end.
    Ok(place.round() as i32)
}
