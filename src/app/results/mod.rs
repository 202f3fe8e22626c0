//! The right column: views of what follows from the text, each to copy and download.

mod changes;
mod code;
mod costs;
mod environment;
mod export;
mod fixes;
mod kit;
mod problems;
mod topology;
mod variables;

pub(super) use changes::Base;
pub(super) use code::prices_of_lines;
pub(super) use costs::CostsPart;
pub(super) use export::{archive, download, files, kit_archive};
pub(super) use kit::{files as kit_files, rollout};
pub(super) use problems::row_id;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::later::{Loading, later};
use super::live::{Live, click, live, memo};
use super::store::{Store, Tab};
use crate::check::Severity;
use crate::words::{Message, page};

pub(super) fn results(store: Store) -> impl IntoView {
    let to_fill = memo(move || {
        let list = store.checklist.get();
        let scenario = store.scenario.get();
        list.zip(scenario).map_or(0, |(list, scenario)| {
            let (done, all) = environment::progress(&list, &scenario.settings.ticked);
            all - done
        })
    });
    let problems = memo(move || {
        let report = store.report.get();
        let preview = store.preview.get();
        let counted = [Severity::Error, Severity::Warning].map(|severity| match (&preview, &report) {
            (Some(preview), _) => preview.count(severity),
            (None, Some(report)) => report.count(severity),
            (None, None) => 0,
        });
        counted.iter().sum()
    });
    let pane = move || match (store.tab.get(), store.later.get()) {
        (Tab::Blueprint, _) => code::code(store),
        (_, Loading::Here(later)) => (later.view)(store),
        (_, Loading::Waiting) => loading(),
        (_, Loading::Failed) => not_loaded(move || spawn_local(store.load_later())),
    };
    view! {
        <section class="results" aria-label=page::results_label().to_string()>
            <div class="tabs">
                <div class="views" role="tablist" aria-label=page::results_label().to_string() on:keydown=move |event| arrows(store, &event)>
                    {tab(store, Tab::Blueprint, None)}
                    {tab(store, Tab::Problems, Some(count(problems, page::results_count)))}
                    {tab(store, Tab::Environment, Some(count(to_fill, page::results_to_fill)))}
                    {tab(store, Tab::Costs, None)}
                    {tab(store, Tab::Changes, None)}
                    {tab(store, Tab::Kit, None)}
                    {tab(store, Tab::Rollout, None)}
                    {tab(store, Tab::Topology, None)}
                </div>
                <div class="file">{later(store, move |later| (later.files)(store))}</div>
            </div>
            <div class="pane" id="pane" role="tabpanel" tabindex="0" aria-labelledby=live(move || store.tab.get().id())>
                {live(pane)}
            </div>
        </section>
    }
}

/// What stands in the place of a view that is not here yet.
fn loading() -> AnyView {
    view! { <p class="empty">{page::results_loading().to_string()}</p> }.into_any()
}

/// What stands in the place of a view that did not come.
fn not_loaded(again: impl Fn() + 'static) -> AnyView {
    view! {
        <p class="empty" role="alert">
            {page::results_not_loaded().to_string()} " "
            <button class="text" on:click=click(again)>{page::results_load_again().to_string()}</button>
        </p>
    }
    .into_any()
}

/// The id of what is said of a rule, to be led to.
fn rule_id(code: &str) -> String {
    format!("rule-{}", code.replace('/', "-"))
}

/// The views that came later.
pub(super) fn later_view(store: Store) -> AnyView {
    match store.tab.get() {
        Tab::Blueprint => code::code(store),
        Tab::Problems => problems::problems(store),
        Tab::Environment => environment::environment(store),
        Tab::Costs => costs::costs(store),
        Tab::Changes => changes::changes(store),
        Tab::Kit => kit::view(store, |kit| kit.files_view),
        Tab::Rollout => kit::view(store, |kit| kit.rollout_view),
        Tab::Topology => topology::topology(store),
    }
}

fn count(count: Memo<usize>, word: fn(usize) -> Message) -> AnyView {
    let text: Live<String> = live(move || word(count.get()).to_string());
    view! { <i class="count" hidden=live(move || count.get() == 0)>{text}</i> }.into_any()
}

/// The views, in their order.
pub(super) const TABS: [Tab; 8] = [
    Tab::Blueprint,
    Tab::Problems,
    Tab::Environment,
    Tab::Costs,
    Tab::Changes,
    Tab::Kit,
    Tab::Rollout,
    Tab::Topology,
];

impl Tab {
    /// The id of its button: `tab-` and the name in an address.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Blueprint => "tab-blueprint",
            Self::Problems => "tab-problems",
            Self::Environment => "tab-environment",
            Self::Costs => "tab-costs",
            Self::Changes => "tab-changes",
            Self::Kit => "tab-kit",
            Self::Rollout => "tab-rollout",
            Self::Topology => "tab-topology",
        }
    }

    /// What it is called.
    pub(super) fn label(self) -> Message {
        match self {
            Self::Blueprint => page::results_blueprint(),
            Self::Problems => page::results_problems(),
            Self::Environment => page::results_environment(),
            Self::Costs => page::results_costs(),
            Self::Changes => page::results_changes(),
            Self::Kit => page::results_kit(),
            Self::Rollout => page::results_rollout(),
            Self::Topology => page::results_topology(),
        }
    }
}

fn tab(store: Store, tab: Tab, count: Option<AnyView>) -> AnyView {
    let selected = move || store.tab.get() == tab;
    view! {
        <button
            role="tab"
            id=tab.id()
            aria-controls="pane"
            aria-selected=live(move || selected().to_string())
            tabindex=live(move || if selected() { "0" } else { "-1" })
            on:click=click(move || store.tab.set(tab))
        >
            {tab.label().to_string()}
            {count}
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
