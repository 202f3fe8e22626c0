//! What can be done beside the status: choose between two tabs, have what was put aside, take a new version.

use leptos::prelude::*;

use super::{Kept, flush, saved};
use crate::app::live::{click, live};
use crate::app::store::Store;
use crate::browser::{Refused, download, updates};
use crate::words::page;

const FILE: &str = "plano-saved.yaml";
const MEDIA_TYPE: &str = "application/yaml";

/// The choices that there are now.
pub(in crate::app) fn choices(store: Store) -> AnyView {
    let ready = RwSignal::new(updates::is_ready());
    // A browser that tells of no new version shows it with the next visit.
    let _ = updates::on_ready(move || ready.set(true));
    let tabs = live(move || {
        (store.kept.get() == Kept::Elsewhere).then(|| {
            view! {
                <button id="keep-mine" on:click=click(move || saved::overwrite(store))>{page::status_keep_mine().to_string()}</button>
                <button id="take-others" on:click=click(move || saved::take_others(store))>{page::status_take_others().to_string()}</button>
            }
            .into_any()
        })
    });
    let aside = live(move || {
        store.put_aside.get().map(|name| {
            view! {
                <button id="save-aside" on:click=click(move || save_aside(store, &name))>{page::status_save_aside().to_string()}</button>
            }
            .into_any()
        })
    });
    let warned = RwSignal::new(false);
    let update = live(move || {
        ready.get().then(|| {
            view! {
                <span id="update" role="status">{page::update_ready().to_string()}</span>
                <button id="take-update" on:click=click(move || take_update(store, warned))>{page::update_take().to_string()}</button>
            }
            .into_any()
        })
    });
    view! { {tabs} {aside} {update} }.into_any()
}

fn save_aside(store: Store, name: &str) {
    let offered = saved::aside(name).and_then(|text| download::save(FILE, MEDIA_TYPE, text.as_bytes()));
    if let Err(Refused(reason)) = offered {
        store.notice.set(Some(reason));
    }
}

/// Loads the page anew in its new version, once all is saved; where that fails, at the second press.
fn take_update(store: Store, warned: RwSignal<bool>) {
    store.read_now();
    flush(store);
    let unsaved = matches!(
        store.kept.get_untracked(),
        Kept::Elsewhere | Kept::Failed(_) | Kept::Off(_)
    );
    if unsaved && !warned.get_untracked() {
        warned.set(true);
        store.notice.set(Some(page::update_not_saved().to_string()));
    } else if let Err(Refused(reason)) = updates::take() {
        store.notice.set(Some(reason));
    }
}
