//! Keyed lists. One drawing code for all of them: each shape of list would be another copy in the page.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

use leptos::prelude::*;

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
