//! Keyed lists. One drawing code for all of them: each shape of list would be another copy in the page.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

use leptos::prelude::*;

use super::live::{click, live, memo};
use crate::words::page;

/// How many entries of a long list are drawn without being asked for: each has several fields.
const DRAWN: usize = 40;

/// One entry: drawn once, and kept in its place as long as its key is in the list.
#[derive(Clone)]
pub(super) struct Row {
    key: u64,
    draw: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

impl Row {
    /// An entry that is known by all that it shows.
    pub fn new(key: &impl Hash, draw: impl Fn() -> AnyView + Send + Sync + 'static) -> Self {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        Self {
            key: hasher.finish(),
            draw: Arc::new(draw),
        }
    }
}

/// Entries that stay while their keys stay.
pub(super) fn list(rows: Arc<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! { <For each=move || rows() key=|row| row.key children=|row: Row| (row.draw)() /> }.into_any()
}

/// The first entries of a list that may be long, and a button for more of them.
pub(super) fn long_list(rows: Arc<dyn Fn() -> Vec<Row> + Send + Sync>) -> (AnyView, AnyView) {
    let most = RwSignal::new(DRAWN);
    let all = {
        let rows = rows.clone();
        memo(move || rows().len())
    };
    let drawn = move || {
        let mut rows = rows();
        rows.truncate(most.get());
        rows
    };
    let left = move || all.get().saturating_sub(most.get());
    let more = view! {
        <button
            type="button"
            class="text"
            hidden=live(move || left() == 0)
            on:click=click(move || most.update(|most| *most += DRAWN))
        >
            {live(move || page::controls_more_cards(left()).to_string())}
        </button>
    };
    (list(Arc::new(drawn)), more.into_any())
}
