//! The page: wiring and views over the core.
//!
//! Holds no rule and no arithmetic of the domain: a control shows what the Blueprint says and makes a
//! semantic edit; everything else follows from the new text. Must not know web-sys.

mod bar;
mod controls;
mod fields;
mod later;
mod list;
mod live;
mod prose;
mod results;
mod status;
mod store;

use leptos::prelude::*;

use crate::browser::keyboard;
use store::Store;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::new();
    provide_context(store);
    store.load_later();
    // Without a window there is no keyboard either, and nothing to be told.
    let _ = keyboard::on_press(move |press| shortcut(store, press));
    view! {
        {bar::bar(store)}
        <main>{controls::controls(store)} {results::results(store)}</main>
        {status::status(store)}
    }
}

/// Undo and redo from anywhere; in a field too, since a field shows what the text says.
fn shortcut(store: Store, press: &keyboard::Press) -> bool {
    if !press.command {
        return false;
    }
    match (press.key.as_str(), press.shift) {
        ("z", false) => store.undo(),
        ("z", true) | ("y", false) => store.redo(),
        _ => return false,
    }
    true
}
