//! The command palette: a field to type in, and a list of what fits to choose from by keys or pointer.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::close;
use super::entries::{Entry, entries};
use crate::app::live::{click, live, memo, typed};
use crate::app::store::Store;
use crate::browser::page as browser;
use crate::words::room as words;
use crate::words::search;

/// Most lines that are drawn: who wants others types more.
const MOST: usize = 60;
const FIELD: &str = "palette-field";
const LIST: &str = "palette-list";
const CHOSEN: &str = "#palette-list [aria-selected=true]";

/// What is chosen from.
#[derive(Clone, Copy)]
struct Choice {
    store: Store,
    entries: StoredValue<Arc<Vec<Entry>>>,
    /// Where the entries stand that fit, the best first.
    fits: Memo<Vec<usize>>,
    /// The place of the chosen one among them.
    at: RwSignal<usize>,
}

pub(super) fn palette(store: Store) -> AnyView {
    let query = RwSignal::new(String::new());
    let all = Arc::new(entries(store));
    let entries = StoredValue::new(all.clone());
    let fits = memo(move || {
        let names: Vec<String> = all.iter().map(Entry::found_by).collect();
        let mut fits = query.with(|query| search::found(query, names.iter().map(String::as_str)));
        fits.truncate(MOST);
        fits
    });
    let choice = Choice {
        store,
        entries,
        fits,
        at: RwSignal::new(0),
    };
    let type_in = move |text| {
        choice.at.set(0);
        query.set(text);
    };
    let rows = move || {
        let rows = choice.fits.get().into_iter().enumerate();
        rows.map(|(row, entry)| option(choice, row, entry))
            .collect::<Vec<_>>()
    };
    let none = move || choice.fits.with(Vec::is_empty);
    let said = move || words::fits(choice.fits.with(Vec::len)).to_string();
    view! {
        <input
            id=FIELD
            role="combobox"
            aria-label=words::palette_field().to_string()
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls=LIST
            aria-activedescendant=live(move || (!none()).then(|| row_id(choice.at.get())))
            placeholder=words::palette_field().to_string()
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            on:input=typed(type_in)
            on:keydown=move |event| choice.press(&event)
        />
        <ul id=LIST role="listbox" aria-label=words::palette().to_string() hidden=live(none)>
            {live(rows)}
        </ul>
        <p role="status" class=live(move || if none() { "empty" } else { "sr-only" })>{live(said)}</p>
    }
    .into_any()
}

fn row_id(row: usize) -> String {
    format!("palette-{row}")
}

fn option(choice: Choice, row: usize, entry: usize) -> AnyView {
    let drawn = choice.entries.with_value(|all| {
        let own = all.get(entry)?;
        Some((own.name.clone(), own.kind.clone()))
    });
    let (name, kind) = drawn.unwrap_or_default();
    view! {
        <li
            role="option"
            id=row_id(row)
            aria-selected=live(move || (choice.at.get() == row).to_string())
            on:click=click(move || choice.take(row))
        >
            <span>{name}</span>
            " "
            <small>{kind}</small>
        </li>
    }
    .into_any()
}

impl Choice {
    fn press(self, event: &KeyboardEvent) {
        let count = self.fits.with_untracked(Vec::len);
        let at = self.at.get_untracked();
        let next = match event.key().as_str() {
            "ArrowDown" => (at + 1).checked_rem(count),
            "ArrowUp" => (at + count).saturating_sub(1).checked_rem(count),
            "PageDown" => Some((at + 8).min(count.saturating_sub(1))),
            "PageUp" => Some(at.saturating_sub(8)),
            "Enter" => {
                event.prevent_default();
                self.take(at);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.at.set(next.unwrap_or_default());
        request_animation_frame(|| drop(browser::bring_into_view(CHOSEN)));
    }

    /// Leaves the palette, and does what was chosen once the focus is back where it was.
    fn take(self, row: usize) {
        let entry = self.fits.with_untracked(|fits| fits.get(row).copied());
        let act = entry.and_then(|entry| {
            self.entries
                .with_value(|all| all.get(entry).map(|own| Arc::clone(&own.act)))
        });
        if let Some(act) = act {
            let store = self.store;
            close(store);
            act(store);
        }
    }
}
