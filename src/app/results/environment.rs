//! The checklist of environment variables, per service and group: what is left to do, with boxes to tick, then
//! what needs nobody's hand.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::variables;
use crate::app::live::{click, live, memo, typed};
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::envvars::{Checklist, Item, Owner};
use crate::words::{Message, envvars, page, plan as words, visible};

pub(super) fn environment(store: Store) -> AnyView {
    let choice = move |edits: bool, label: Message| {
        view! {
            <button
                type="button"
                aria-pressed=live(move || (store.edits_variables.get() == edits).to_string())
                on:click=click(move || store.edits_variables.set(edits))
            >
                {label.to_string()}
            </button>
        }
    };
    let shown = move || {
        if store.edits_variables.get() {
            variables::variables(store)
        } else {
            checklist(store)
        }
    };
    view! {
        <div class="seg views" role="group" aria-label=page::variables_views().to_string()>
            {choice(false, page::variables_checklist())} {choice(true, page::variables_table())}
        </div>
        {live(shown)}
    }
    .into_any()
}

/// What is left to do.
fn checklist(store: Store) -> AnyView {
    let owners = move || {
        let list = store.checklist.get();
        let owners = list.iter().flat_map(|list| &list.owners);
        owners.map(|own| owner(store, own)).collect::<Vec<_>>()
    };
    let none = move || store.checklist.get().is_none_or(|list| list.owners.is_empty());
    let said = move || match store.analysis.with(|shown| shown.is_reckoned()) {
        true => page::environment_none().to_string(),
        false => page::results_not_read().to_string(),
    };
    let progress = move || {
        let list = store.checklist.get()?;
        let (done, all) = progress(&list, &ticked(store));
        (all > 0)
            .then(|| page::environment_progress(done.to_string(), all.to_string(), all - done).to_string())
    };
    view! {
        <p class="empty" hidden=live(move || !none())>{live(said)}</p>
        <p class="progress" role="status" id="progress">{live(move || progress().unwrap_or_default())}</p>
        {live(owners)}
    }
    .into_any()
}

/// What is ticked in the scenario on screen.
fn ticked(store: Store) -> BTreeSet<String> {
    let scenario = store.scenario.get();
    scenario
        .map(|own| own.settings.ticked.clone())
        .unwrap_or_default()
}

/// How many open variables are ticked, of how many.
pub(super) fn progress(list: &Checklist, ticked: &BTreeSet<String>) -> (usize, usize) {
    let open = list.owners.iter().flat_map(|owner| {
        let open = owner.items.iter().filter(|item| item.source.is_open());
        open.map(move |item| tick_of(owner, item))
    });
    open.fold((0, 0), |(done, all), tick| {
        (done + usize::from(ticked.contains(&tick)), all + 1)
    })
}

fn tick_of(owner: &Owner, item: &Item) -> String {
    format!("{}/{}", owner.name, item.key)
}

fn owner(store: Store, owner: &Owner) -> AnyView {
    let groups: Vec<String> = owner.groups.iter().map(|group| group.name.clone()).collect();
    let groups = (!groups.is_empty()).then(|| page::environment_groups(groups.join(", ")).to_string());
    let (open, settled): (Vec<&Item>, Vec<&Item>) =
        owner.items.iter().partition(|item| item.source.is_open());
    let open = open
        .into_iter()
        .map(|item| open_item(store, owner, item))
        .collect::<Vec<_>>();
    let folded = page::environment_settled(settled.len()).to_string();
    let nothing_open = open.is_empty();
    let settled = settled.into_iter().map(settled_item).collect::<Vec<_>>();
    let none_settled = settled.is_empty();
    view! {
        <section>
            <h2>{visible(&owner.name).into_owned()} " " <span class="kind">{owner.kind.name().to_string()}</span></h2>
            <p class="quiet" hidden=groups.is_none()>{groups.clone()}</p>
            <ul class="checklist" hidden=nothing_open>{open}</ul>
            <details class="settled" hidden=none_settled open=nothing_open>
                <summary>{folded}</summary>
                <ul class="checklist">{settled}</ul>
            </details>
        </section>
    }
    .into_any()
}

/// What somebody has to do something about.
fn open_item(store: Store, owner: &Owner, item: &Item) -> AnyView {
    let tick = tick_of(owner, item);
    let seen = tick.clone();
    let done = memo(move || ticked(store).contains(&seen));
    let key = item.key.clone();
    let name = key.clone();
    let toggle = move |_| {
        let (tick, was_done) = (tick.clone(), done.get_untracked());
        let step = if was_done {
            words::step_unticked(name.as_str())
        } else {
            words::step_ticked(name.as_str())
        };
        store.set(step, "", |settings| {
            if !settings.ticked.remove(&tick) {
                settings.ticked.insert(tick);
            }
        });
        store.end_gesture();
    };
    let command = item
        .command
        .map(|command| view! { <p>{envvars::command("").to_string()} <code>{command}</code></p> }.into_any());
    let example = item
        .example
        .map(|example| view! { <p>{envvars::example("").to_string()} <code>{example}</code></p> }.into_any());
    view! {
        <li class:done=live(move || done.get())>
            <label class="check">
                <input type="checkbox" prop:checked=live(move || done.get()) on:change=typed(toggle) />
                <code>{key}</code>
            </label>
            {marks(item)}
            <p>{prose(item.what.unwrap_or_default())} " " {prose(&item.where_from)}</p>
            {command} {example}
        </li>
    }
    .into_any()
}

/// Where the value comes from, and whether it is secret or required.
fn marks(item: &Item) -> AnyView {
    let marks = item.marks();
    let marks = (!marks.is_empty()).then(|| view! { <span class="mark">{marks}</span> }.into_any());
    view! { <span class="source">{prose(&item.source.name().to_string())} " " {marks}</span> }.into_any()
}

fn settled_item(item: &Item) -> AnyView {
    view! {
        <li>
            <code>{item.key.clone()}</code>
            {marks(item)}
            <p>{prose(item.what.unwrap_or_default())}</p>
        </li>
    }
    .into_any()
}
