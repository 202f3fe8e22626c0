//! The text editor on the page: when it comes, what it shows, and what typing in it does.
//!
//! The editor holds a copy of the text to draw; what is typed comes as changed ranges and becomes a step of the
//! session, and what the session changes is shown in the editor. Its one history is the session's.

mod answers;
mod aside;
mod marks;
mod phrases;

pub(super) use aside::{Aside, Preview, answer as answer_aside, ask as ask_aside};

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::live::live;
use super::store::{Store, Tab};
use crate::browser::Refused;
use crate::browser::editor::{self, Beginning, Editor, Place, Script};
use crate::browser::page as page_browser;
use crate::words::{editor as words, page};
use crate::yaml::EditorPlace;

/// The element that holds the editor.
const HOST: &str = "editor";

/// How far the editor is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Not asked for: the text is drawn by the page.
    Off,
    /// Its script is under way.
    Coming,
    /// It takes the place of the drawn text.
    On,
    /// Its script did not come; it is asked for again when the text has the focus.
    Failed,
}

/// The editor and what it shows.
#[derive(Default)]
pub(super) struct Shown {
    script: Option<Script>,
    editor: Option<Editor>,
    text: Option<Arc<str>>,
    /// Where the cursor goes once the editor is there.
    place: Option<Place>,
}

impl Shown {
    /// The text that is shown counts for nothing: the session's is shown again.
    pub(super) fn forget_text(&mut self) {
        self.text = None;
    }
}

/// Brings the editor without the focus.
pub(super) fn show(store: Store) {
    if store.stage.get_untracked() == Stage::Off {
        load(store);
    }
}

/// Brings the editor, with the cursor at a place; without one, where it was meant to be, or at the beginning.
pub(super) fn edit(store: Store, place: Option<EditorPlace>) {
    if store.tab.get_untracked() != Tab::Blueprint {
        store.tab.set(Tab::Blueprint);
    }
    let place = place.map(place_of);
    store.editor.update_value(|shown| match (&shown.editor, place) {
        (Some(editor), Some(place)) => editor.reveal(place),
        (Some(editor), None) => editor.focus(),
        (None, Some(place)) => shown.place = Some(place),
        (None, None) => {
            shown.place.get_or_insert(Place { line: 0, column: 0 });
        }
    });
    if matches!(store.stage.get_untracked(), Stage::Off | Stage::Failed) {
        load(store);
    }
}

fn load(store: Store) {
    store.stage.set(Stage::Coming);
    spawn_local(async move {
        match editor::load().await {
            Ok(script) => {
                store.editor.update_value(|shown| shown.script = Some(script));
                store.stage.set(Stage::On);
            }
            Err(refused) => fail(store, refused),
        }
    });
}

fn fail(store: Store, refused: Refused) {
    store.stage.set(Stage::Failed);
    store.notice.set(Some(words::not_loaded(refused.0).to_string()));
}

/// Loads the editor's script ahead, where it is likely to be needed soon.
pub(super) fn fetch() {
    spawn_local(async {
        // Without it the page goes on; it is loaded again, and missed, when it is needed.
        let _ = editor::load().await;
    });
}

/// Brings the editor, with the cursor where the drawn text was clicked.
pub(super) fn edit_at(store: Store, x: i32, y: i32) {
    let place = page_browser::place_in_list("code", x, y).ok();
    edit(store, place.map(|(line, column)| EditorPlace { line, column }));
}

/// The editor's place on the page.
pub(super) fn view(store: Store) -> AnyView {
    // Once the element is on the page.
    request_animation_frame(move || mount(store));
    on_cleanup(move || {
        let gone = store.editor.try_update_value(|shown| shown.editor.take());
        drop(gone);
    });
    Effect::new(move |_| show_text(store));
    Effect::new(move |_| marks::diagnostics(store));
    Effect::new(move |_| marks::lines(store));
    let waits = move || store.typing.get();
    view! {
        <p class="stale" role="status" hidden=live(move || !waits())>{page::results_reading().to_string()}</p>
        <div class="editor" id=HOST></div>
    }
    .into_any()
}

fn mount(store: Store) {
    if page_browser::element(HOST).is_err() {
        // Another tab was opened meanwhile.
        return;
    }
    let text = store.text();
    let Some(script) = store.editor.with_value(|shown| shown.script.clone()) else {
        return;
    };
    let beginning = Beginning {
        text: &text,
        label: page::results_code().to_string(),
        description: words::leave().to_string(),
        phrases: phrases::phrases(),
    };
    match Editor::mount(&script, HOST, beginning, answers::answers(store)) {
        Ok(editor) => {
            let place = store
                .editor
                .try_update_value(|shown| {
                    shown.editor = Some(editor);
                    shown.text = Some(text);
                    shown.place.take()
                })
                .flatten();
            untrack(|| {
                marks::diagnostics(store);
                marks::lines(store);
            });
            if let Some(place) = place {
                store.editor.with_value(|shown| {
                    if let Some(editor) = &shown.editor {
                        editor.reveal(place);
                    }
                });
            }
        }
        Err(refused) => {
            store.stage.set(Stage::Off);
            store.notice.set(Some(words::not_loaded(refused.0).to_string()));
        }
    }
}

/// Shows the session's text where it is another than the editor's.
fn show_text(store: Store) {
    let Some(scenario) = store.scenario.get() else {
        return;
    };
    let own = scenario.text.clone();
    store.editor.update_value(|shown| {
        let Some(editor) = &shown.editor else {
            return;
        };
        if shown
            .text
            .as_ref()
            .is_some_and(|text| Arc::ptr_eq(text, &own) || *text == own)
        {
            return;
        }
        editor.set_text(&own);
        shown.text = Some(own);
    });
}

/// Notes the text that came out of what was typed: the editor shows it already.
fn note_text(store: Store) {
    let text = store.text();
    store.editor.update_value(|shown| shown.text = Some(text));
}

fn place_of(place: EditorPlace) -> Place {
    Place {
        line: place.line,
        column: place.column,
    }
}

fn editor_place(place: Place) -> EditorPlace {
    EditorPlace {
        line: place.line,
        column: place.column,
    }
}
