//! The left column: a card for each resource, and what stands around them.

mod adding;
mod addresses;
mod around;
mod cards;
mod counted;
mod cron;
mod data;
mod demand;
mod disk;
mod files;
mod groups;
mod instances;
mod plans;
mod replicas;
mod service;
mod structure;

pub(super) use adding::{data as add_data, services as add_services};
pub(super) use counted::outside;
pub(super) use cron::minutes as cron_minutes;
pub(super) use data::{database_more, key_value_more};
pub(super) use demand::more as demand_more;
pub(super) use files::choice as files_choice;
pub(super) use groups::groups;
pub(super) use service::service_more;

use leptos::prelude::*;

use super::store::Store;
use crate::app::later::later;
use crate::app::live::{click, live, memo};
use crate::cost::{Item, Range, with_unpriced};
use crate::words::{Message, page, visible};
use crate::yaml::Path;

pub(super) fn controls(store: Store) -> impl IntoView {
    // What the plans cost stands in their lists, which are drawn once.
    let all = live(move || {
        store.prices.track();
        untrack(move || all(store))
    });
    view! {
        <section class="controls" aria-label=page::controls_label().to_string()>
            {waiting(store, all.into_any())}
        </section>
    }
}

fn all(store: Store) -> AnyView {
    let nothing = Signal::derive(String::new);
    let groups = later(store, move |later| (later.groups)(store));
    view! {
        {demand::demand(store)}
        {group(store, page::controls_services(), cards::services(store), services_sum(store))}
        {group(store, page::controls_data(), cards::data(store), data_sum(store))}
        {group(store, page::controls_groups(), groups, nothing)}
        {group(store, page::controls_files(), files::files(store), files_sum(store))}
        {group(store, page::controls_around(), around::around(store), around_sum(store))}
    }
    .into_any()
}

/// Controls that wait while the text has a syntax error, and say so; and that are marked while a long text is typed,
/// which they follow with the next pause.
pub(super) fn waiting(store: Store, controls: AnyView) -> AnyView {
    let is_broken = memo(move || store.broken_line().is_some());
    let behind = move || {
        let said = page::controls_behind().to_string();
        store
            .typing
            .get()
            .then(|| view! { <p class="sr-only">{said}</p> }.into_any())
    };
    view! {
        {live(move || broken(store))}
        {live(behind)}
        <div inert=live(move || is_broken.get()) class=live(move || behind_class(store.typing.get()))>
            {controls}
        </div>
    }
    .into_any()
}

/// The class of what shows an earlier text.
pub(super) fn behind_class(is_behind: bool) -> &'static str {
    if is_behind { "behind" } else { "" }
}

/// What is said while the text has a syntax error and the controls wait.
fn broken(store: Store) -> Option<AnyView> {
    let line = store.broken_line()?.to_string();
    let has_last = store.analysis.with(|shown| shown.error.is_none());
    let said = if has_last {
        page::controls_broken(line)
    } else {
        page::controls_broken_first(line)
    };
    let go = move || {
        let place = store.reading.with_untracked(|shown| {
            let start = shown.error?.span.start;
            Some(shown.tree.lines().editor_place(shown.tree.text(), start))
        });
        if let Some(later) = store.here_now() {
            (later.edit)(store, place);
        }
    };
    let view = view! {
        <p class="broken" role="status">
            {said.to_string()} " "
            <button type="button" class="text" on:click=click(go)>{page::controls_to_error().to_string()}</button>
        </p>
    };
    Some(view.into_any())
}

/// A folded part that is drawn when it is opened first.
fn fold(id: &'static str, summary: Message, draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let opened = RwSignal::new(false);
    let content = move || opened.get().then(|| untrack(&draw));
    let open = move |_| {
        if !opened.get_untracked() {
            opened.set(true);
        }
    };
    view! {
        <details class="more" id=id on:toggle=open>
            <summary>{summary.to_string()}</summary>
            {live(content)}
        </details>
    }
    .into_any()
}

/// A group of cards that can be folded, with its share of the bill.
fn group(_store: Store, title: Message, cards: AnyView, sum: Signal<String>) -> AnyView {
    view! {
        <details class="group" open>
            <summary>
                <h2>{title.to_string()}</h2>
                <span class="sum">{live(move || sum.get())}</span>
            </summary>
            {cards}
        </details>
    }
    .into_any()
}

/// The sum of the bill's lines that a group shows.
fn sum_of(
    store: Store,
    belongs: impl Fn(&crate::cost::LineItem) -> bool + Send + Sync + 'static,
) -> Signal<String> {
    Signal::derive(move || {
        store.bill.with(|bill| {
            let own = || bill.lines.iter().filter(|line| belongs(line));
            if own().next().is_none() {
                return String::new();
            }
            let sum = own()
                .filter_map(|line| line.monthly)
                .fold(Range::default(), Range::plus);
            with_unpriced(sum, own().filter(|line| line.monthly.is_none()).count())
        })
    })
}

fn services_sum(store: Store) -> Signal<String> {
    sum_of(store, |line| line.path.is_some() && !is_data(line))
}

fn data_sum(store: Store) -> Signal<String> {
    sum_of(store, is_data)
}

fn around_sum(store: Store) -> Signal<String> {
    sum_of(store, |line| {
        line.path.is_none() && !line.item.is_of_object_storage()
    })
}

fn files_sum(store: Store) -> Signal<String> {
    sum_of(store, |line| line.item.is_of_object_storage())
}

fn is_data(line: &crate::cost::LineItem) -> bool {
    line.path.is_some()
        && matches!(
            line.item,
            Item::KeyValue
                | Item::Database
                | Item::Storage
                | Item::Standby
                | Item::StandbyStorage
                | Item::Replica(_)
                | Item::ReplicaStorage(_)
        )
}

/// A card's head: what the resource is, its name, its share of the bill.
fn head(store: Store, path: &Path, kind: Message) -> AnyView {
    let name = store.field(path, "name");
    let path = path.clone();
    let cost = move || {
        store.analysis.with(|shown| {
            let (sum, unpriced) = shown.bill.of_resource(&path);
            with_unpriced(sum, unpriced)
        })
    };
    view! {
        <h3>
            <span class="kind">{kind.to_string()}</span>
            {live(move || visible(&name.get().unwrap_or_default()).into_owned())}
            <output>{live(cost)}</output>
        </h3>
    }
    .into_any()
}
