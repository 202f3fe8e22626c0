//! Copying and downloading what a view shows.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::live::{click, live};
use crate::app::store::{File, Store, Tab};
use crate::browser::{Refused, clipboard, download as browser};
use crate::cost;
use crate::words::page;

/// The buttons at the end of the tabs.
pub(super) fn file(store: Store) -> AnyView {
    let name = move || name_of(store.tab.get());
    let save = move || {
        if let Some(file) = of_tab(store) {
            say(store, save(&file), None);
        }
    };
    let copy = move || {
        let Some(File { text, .. }) = of_tab(store) else {
            return;
        };
        spawn_local(async move {
            say(
                store,
                clipboard::copy(text).await,
                Some(page::results_copied().to_string()),
            );
        });
    };
    view! {
        <div class="file">
            <code>{live(name)}</code>
            <button class="text" id="copy" on:click=click(copy)>{page::results_copy().to_string()}</button>
            <button class="text" id="download-view" on:click=click(save)>{page::results_download().to_string()}</button>
        </div>
    }
    .into_any()
}

/// Saves the Blueprint, whatever view is open.
pub(in crate::app) fn download(store: Store) {
    say(store, save(&blueprint(store)), None);
}

fn name_of(tab: Tab) -> &'static str {
    match tab {
        Tab::Blueprint | Tab::Problems => "render.yaml",
        Tab::Environment => "environment.md",
        Tab::Costs => "costs.csv",
    }
}

/// The open tab's file; none while the code for it is not here.
fn of_tab(store: Store) -> Option<File> {
    match store.tab.get_untracked() {
        Tab::Blueprint | Tab::Problems => Some(blueprint(store)),
        Tab::Environment | Tab::Costs => untrack(move || store.here()).map(|later| (later.file)(store)),
    }
}

/// The files that are made by what came later.
pub(in crate::app) fn later_file(store: Store) -> File {
    let tab = store.tab.get_untracked();
    let (media_type, text) = match tab {
        Tab::Environment => {
            let list = store.checklist.get_untracked();
            (
                "text/markdown",
                list.map(|list| list.markdown()).unwrap_or_default(),
            )
        }
        _ => (
            "text/csv",
            store
                .analysis
                .with_untracked(|shown| cost::export::csv(&shown.bill)),
        ),
    };
    File {
        name: name_of(tab),
        media_type,
        text,
    }
}

fn blueprint(store: Store) -> File {
    let text = store
        .scenario
        .with_untracked(|scenario| scenario.as_ref().map(|one| one.text.to_string()));
    File {
        name: "render.yaml",
        media_type: "application/yaml",
        text: text.unwrap_or_default(),
    }
}

fn save(file: &File) -> Result<(), Refused> {
    browser::save(file.name, file.media_type, file.text.as_bytes())
}

fn say(store: Store, done: Result<(), Refused>, otherwise: Option<String>) {
    match done {
        Ok(()) => {
            if otherwise.is_some() {
                store.notice.set(otherwise);
            }
        }
        Err(Refused(reason)) => store.notice.set(Some(page::results_refused(reason).to_string())),
    }
}
