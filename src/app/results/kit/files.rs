//! The tab Kit: the files by what they belong to, one of them to be read, copied and saved, all of them in a zip.

use std::sync::Arc;

use leptos::prelude::*;

use super::{made, preview};
use crate::app::live::{click, live, memo, typed};
use crate::app::store::Store;
use crate::browser::page as browser;
use crate::kit::{Date, Group, KitFile};
use crate::plan::Analysis;
use crate::words::{page, plan as words};

/// The file that is shown at first.
const FIRST: &str = "README.md";

pub(in crate::app) fn files(store: Store) -> AnyView {
    let all = made(store, Analysis::kit);
    let chosen = RwSignal::new(FIRST.to_owned());
    // The list is drawn anew where files come or go, not with each of their letters.
    let listed = memo(move || all.with(|all| all.iter().map(place).collect::<Vec<_>>()));
    let list = move || {
        let listed = listed.get();
        let groups = Group::ALL.into_iter().filter_map(|group| {
            let own: Vec<&Place> = listed.iter().filter(|place| place.group == group).collect();
            (!own.is_empty()).then(|| draw_group(group, &own, chosen))
        });
        groups.collect::<Vec<_>>()
    };
    let shown = memo(move || {
        let path = chosen.get();
        all.with(|all| {
            let found = all.iter().find(|file| file.path == path);
            found.or(all.first()).cloned()
        })
    });
    let none = memo(move || all.with(|all| all.is_empty()));
    let count = move || page::kit_count(all.with(|all| all.len())).to_string();
    let save_all = move || {
        if let Some(later) = store.here_now() {
            all.with_untracked(|all| (later.kit_archive)(store, all));
        }
    };
    view! {
        <p class="empty" hidden=live(move || !none.get())>{page::kit_none().to_string()}</p>
        <div class="kit" hidden=live(move || none.get())>
            <div class="kit-head">
                <p>{live(count)}</p>
                {first_day(store)}
                <button type="button" class="primary" id="kit-all" on:click=click(save_all)>
                    {page::kit_all().to_string()}
                </button>
            </div>
            <nav class="kit-list" aria-label=page::kit_files().to_string()>{live(list)}</nav>
            <div class="kit-shown">{live(move || shown.get().map(|file| preview::preview(store, &Arc::new(file))))}</div>
        </div>
    }
    .into_any()
}

/// A file as the list knows it.
#[derive(Clone, PartialEq)]
struct Place {
    path: String,
    group: Group,
}

fn place(file: &KitFile) -> Place {
    Place {
        path: file.path.clone(),
        group: file.group,
    }
}

fn draw_group(group: Group, places: &[&Place], chosen: RwSignal<String>) -> AnyView {
    let buttons = places.iter().map(|place| {
        let (own, path) = (place.path.clone(), place.path.clone());
        let current = move || (chosen.with(|chosen| *chosen == own)).to_string();
        let choose = move || chosen.set(path.clone());
        view! {
            <li>
                <button type="button" aria-current=live(current) on:click=click(choose)>
                    {place.path.clone()}
                </button>
            </li>
        }
        .into_any()
    });
    let buttons = buttons.collect::<Vec<_>>();
    view! {
        <h2>{group.name().to_string()}</h2>
        <ul>{buttons}</ul>
    }
    .into_any()
}

/// The day from which the reminders are counted.
fn first_day(store: Store) -> AnyView {
    const ID: &str = "kit-first-day";
    let current = memo(move || {
        let day = store.setting(|settings| settings.rollout.first_day).flatten();
        day.map(|day| day.to_string()).unwrap_or_default()
    });
    let change = move |text: String| {
        let day = Date::parse(&text);
        if day.is_none() && !text.is_empty() {
            browser::show_text(ID, &current.get_untracked());
            store.notice.set(Some(page::kit_bad_day().to_string()));
            return;
        }
        let name = day.map_or_else(words::step_no_first_day, |day| {
            words::step_first_day(day.to_string())
        });
        store.set(name, "", |settings| settings.rollout.first_day = day);
        store.end_gesture();
    };
    view! {
        <label>
            {page::kit_first_day().to_string()}
            <input
                id=ID
                type="date"
                min="1970-01-01"
                max="9999-12-31"
                prop:value=live(move || current.get())
                on:change=typed(change)
            />
        </label>
    }
    .into_any()
}
