//! How full each resource is with these users, and what to change, with one button for each and one for all.

use std::sync::Arc;

use leptos::prelude::*;

use super::{resource, roles, users};
use crate::app::focus;
use crate::app::list::{Row, long_list};
use crate::app::live::{click, live, memo};
use crate::app::store::Store;
use crate::demand;
use crate::plan::Demanded;
use crate::price::money;
use crate::words::{page, plan as words, whole};

/// What the focus goes to when a button has done its work and is gone.
pub(super) const TITLE: &str = "sizing";

pub(super) fn card(store: Store) -> AnyView {
    let rows = move || {
        read(store, |demanded| {
            let resources = demanded.sizing.resources.iter();
            let paths = resources.map(|sizes| sizes.subject.path.clone());
            paths
                .map(|path| Row::new(&path.clone(), move || resource::row(store, &path)))
                .collect()
        })
        .unwrap_or_default()
    };
    let (drawn, more) = long_list(Arc::new(rows));
    focus::answer(store, TITLE.to_owned());
    view! {
        <section class="card sizing" aria-labelledby=TITLE>
            <h3 id=TITLE tabindex="-1">{page::demand_sizing().to_string()}</h3>
            <div class="verdict">
                <div role="status">{live(move || read(store, verdict))}</div>
                {live(move || all(store))}
            </div>
            <ul class="sized">{drawn}</ul>
            {more}
            {files(store)}
            {roles::others(store)}
        </section>
    }
    .into_any()
}

pub(super) fn read<T>(store: Store, read: impl FnOnce(&Demanded) -> T) -> Option<T> {
    store.demanded.get().map(|demanded| read(&demanded))
}

/// Whether the plan takes its users, in a sentence.
fn verdict(demanded: &Demanded) -> AnyView {
    let sizing = &demanded.sizing;
    if sizing.resources.is_empty() && sizing.object_storage_gb.is_none() {
        return view! { <p class="empty">{page::demand_nothing().to_string()}</p> }.into_any();
    }
    let users = sizing.users;
    let (class, said) = match changes(demanded) {
        _ if demanded.is_satisfied() => ("advice ok", page::demand_fits(whole(users))),
        0 => ("advice short", page::demand_not_enough(users)),
        count => ("advice short", page::demand_short(users, count)),
    };
    view! { <p class=class><b>{said.to_string()}</b></p> }.into_any()
}

/// How many resources the advice would change, object storage among them.
fn changes(demanded: &Demanded) -> usize {
    let resources = demanded.sizing.resources.iter();
    let advised = resources.filter(|sizes| !sizes.edits.is_empty()).count();
    advised + usize::from(demanded.more_object_storage().is_some())
}

/// The button that follows all advice.
fn all(store: Store) -> Option<AnyView> {
    let is_advised = memo(move || read(store, |demanded| changes(demanded) > 0).unwrap_or_default());
    let follow = move || {
        let Some(demanded) = untrack(|| store.demanded.get()) else {
            return;
        };
        let edits: Vec<_> = demanded.sizing.edits().cloned().collect();
        let files = demanded.more_object_storage();
        let step = words::step_follow_all(demanded.sizing.users);
        store.follow(&edits, step, |settings| {
            if files.is_some() {
                settings.object_storage_gb = files;
            }
        });
        focus::wish(store, TITLE.to_owned());
    };
    let button = view! {
        <button type="button" id="apply-all" class="text apply-all" on:click=click(follow)>
            {page::demand_apply_all().to_string()}
        </button>
    };
    is_advised.get().then(|| button.into_any())
}

pub(super) fn apply_button(label: String, follow: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="text" aria-label=label on:click=click(follow)>
            {page::problems_apply().to_string()}
        </button>
    }
    .into_any()
}

/// What object storage is to hold.
fn files(store: Store) -> AnyView {
    let more = memo(move || read(store, Demanded::more_object_storage).flatten());
    let holds = memo(move || read(store, |demanded| demanded.sizing.object_storage_gb).flatten());
    let said = move || {
        let (users, holds) = (whole(users(store)), demand::amount_text(holds.get()?));
        let Some(gb) = more.get() else {
            let said = page::demand_files(users, holds).to_string();
            return Some(view! { <small class="less">{said}</small> }.into_any());
        };
        let now = store.setting(|settings| settings.object_storage_gb).flatten();
        let now = demand::amount_text(now.unwrap_or_default());
        let said = page::demand_more_files(users, holds, now).to_string();
        let follow = move || {
            let step = words::step_storage(money::later_number(gb));
            store.set(step, "", |settings| settings.object_storage_gb = Some(gb));
            focus::wish(store, TITLE.to_owned());
        };
        let label = page::demand_apply_to(page::controls_files().to_string()).to_string();
        Some(
            view! { <div class="advice short"><span>{said}</span> {apply_button(label, follow)}</div> }
                .into_any(),
        )
    };
    live(said).into_any()
}
