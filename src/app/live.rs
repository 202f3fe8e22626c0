//! What follows the state, in one type each: every type of closure would be another copy of the drawing code
//! in the page.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

/// A part of a view or an attribute that follows what it reads.
pub(super) type Live<T> = Box<dyn FnMut() -> T + Send>;

/// A part of a view that follows what it reads.
pub(super) fn live<T>(read: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Box::new(read)
}

/// A value that is derived from others, and counts as changed when it is another.
pub(super) fn memo<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    boxed_memo(Box::new(read))
}

#[inline(never)]
fn boxed_memo<T: PartialEq + Send + Sync + 'static>(read: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| read())
}

/// What a click does.
pub(super) fn click(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}

/// What a change of a field does, with the field's text.
pub(super) fn typed(act: impl Fn(String) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |event| act(event_target_value(&event)))
}
