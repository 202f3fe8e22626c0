//! Copying and downloading what a view shows.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::store::{Store, Tab};
use crate::browser::{Refused, clipboard, download as browser};
use crate::cost;
use crate::words::page;

/// A file that a view stands for.
struct File {
    name: &'static str,
    media_type: &'static str,
    text: String,
}

/// The buttons at the end of the tabs.
pub(super) fn file(store: Store) -> AnyView {
    let name = move || of_tab(store).name;
    let save = move |_| say(store, save(&of_tab(store)), None);
    let copy = move |_| {
        let text = of_tab(store).text;
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
            <code>{name}</code>
            <button class="text" id="copy" on:click=copy>{page::results_copy().to_string()}</button>
            <button class="text" id="download-view" on:click=save>{page::results_download().to_string()}</button>
        </div>
    }
    .into_any()
}

/// Saves the Blueprint, whatever view is open.
pub(in crate::app) fn download(store: Store) {
    say(store, save(&blueprint(store)), None);
}

fn of_tab(store: Store) -> File {
    match store.tab.get() {
        Tab::Blueprint | Tab::Problems => blueprint(store),
        Tab::Environment => File {
            name: "environment.md",
            media_type: "text/markdown",
            text: store.analysis.with(|shown| shown.checklist.markdown()),
        },
        Tab::Costs => File {
            name: "costs.csv",
            media_type: "text/csv",
            text: store.analysis.with(|shown| cost::export::csv(&shown.bill)),
        },
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
