//! The right column: views of what follows from the text, each to copy and download.

mod code;
mod costs;
mod environment;
mod export;
mod problems;

pub(super) use export::download;

use leptos::prelude::*;

use super::store::{Store, Tab};
use crate::words::{Message, page};

pub(super) fn results(store: Store) -> impl IntoView {
    let to_fill = Memo::new(move |_| store.analysis.with(|shown| shown.checklist.to_type_in()));
    let problems = Memo::new(move |_| store.analysis.with(|shown| shown.report.diagnostics.len()));
    let count = |count: Memo<usize>, word: fn(usize) -> Message| {
        view! { <i class="count" hidden=move || count.get() == 0>{move || word(count.get()).to_string()}</i> }
    };
    let pane = move || match store.tab.get() {
        Tab::Blueprint => code::code(store),
        Tab::Problems => problems::problems(store),
        Tab::Environment => environment::environment(store),
        Tab::Costs => costs::costs(store),
    };
    view! {
        <section class="results" aria-label=page::results_label().to_string()>
            <div class="tabs">
                <div class="views" role="tablist" aria-label=page::results_label().to_string() on:keydown=move |event| arrows(store, &event)>
                    {tab(store, Tab::Blueprint, page::results_blueprint(), ())}
                    {tab(store, Tab::Problems, page::results_problems(), count(problems, page::results_count))}
                    {tab(store, Tab::Environment, page::results_environment(), count(to_fill, page::results_to_fill))}
                    {tab(store, Tab::Costs, page::results_costs(), ())}
                </div>
                {export::file(store)}
            </div>
            <div class="pane" id="pane" role="tabpanel" tabindex="0" aria-labelledby=move || store.tab.get().id()>
                {pane}
            </div>
        </section>
    }
}

const TABS: [Tab; 4] = [Tab::Blueprint, Tab::Problems, Tab::Environment, Tab::Costs];

impl Tab {
    fn id(self) -> &'static str {
        match self {
            Self::Blueprint => "tab-blueprint",
            Self::Problems => "tab-problems",
            Self::Environment => "tab-environment",
            Self::Costs => "tab-costs",
        }
    }
}

fn tab(store: Store, tab: Tab, label: Message, count: impl IntoView + 'static) -> AnyView {
    let selected = move || store.tab.get() == tab;
    view! {
        <button
            role="tab"
            id=tab.id()
            aria-controls="pane"
            aria-selected=move || selected().to_string()
            tabindex=move || if selected() { "0" } else { "-1" }
            on:click=move |_| store.tab.set(tab)
        >
            {label.to_string()}
            {count.into_any()}
        </button>
    }
    .into_any()
}

/// Left and right go from tab to tab, as everywhere.
fn arrows(store: Store, event: &leptos::ev::KeyboardEvent) {
    let at = TABS
        .iter()
        .position(|tab| *tab == store.tab.get_untracked())
        .unwrap_or_default();
    let next = match event.key().as_str() {
        "ArrowRight" => (at + 1) % TABS.len(),
        "ArrowLeft" => (at + TABS.len() - 1) % TABS.len(),
        "Home" => 0,
        "End" => TABS.len() - 1,
        _ => return,
    };
    if let Some(tab) = TABS.get(next) {
        event.prevent_default();
        store.tab.set(*tab);
        // The button is there; should it not be, the focus stays where it is.
        let _ = crate::browser::page::reveal(tab.id());
    }
}
