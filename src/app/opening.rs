//! Opening a Blueprint: a file of one's own, pasted text, or one to begin with. Each becomes a new scenario;
//! nothing that is open is lost.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editing;
use super::live::{click, live, typed};
use super::store::{Store, Tab};
use crate::browser::{Refused, files, page as browser};
use crate::plan::open::{BEGINNINGS, scenario_name, text_of};
use crate::plan::{PRESETS, Preset, save};
use crate::words::page;
use crate::yaml::MAX_BYTES;

const MENU: &str = "open-menu";
const FILE: &str = "open-file";
const PASTED: &str = "open-pasted";

/// One byte more than is opened, which shows that a file is too long.
const MOST: usize = MAX_BYTES + 1;

/// What stands in the menu.
pub(super) fn menu(store: Store) -> AnyView {
    let on_render = RwSignal::new(true);
    let pasted = RwSignal::new(String::new());
    let choose = move |_| {
        spawn_local(async move {
            match files::chosen(FILE, MOST).await {
                Ok(Some(contents)) => open_file(store, contents, on_render.get_untracked()),
                Ok(None) => {}
                Err(refused) => say_refused(store, &refused),
            }
        });
    };
    let open_pasted = move || match text_of(&scenario_name(""), pasted.get_untracked().into_bytes()) {
        Ok(text) => {
            pasted.set(String::new());
            open_text(store, "", text, on_render.get_untracked());
        }
        Err(reason) => store.notice.set(Some(reason.to_string())),
    };
    let beginnings = BEGINNINGS.iter().map(|beginning| {
        let begin = move || {
            store.update(|session| session.add(beginning.text, beginning.settings()));
            done(store);
        };
        entry(beginning.id, (beginning.name)().to_string(), begin)
    });
    let presets = PRESETS.iter().map(|preset: &'static Preset| {
        let add = move || {
            store.update(|session| session.add(preset.text, preset.settings()));
            done(store);
        };
        entry(preset.id, (preset.name)().to_string(), add)
    });
    let (beginnings, presets) = (beginnings.collect::<Vec<_>>(), presets.collect::<Vec<_>>());
    view! {
        <details class="menu open" id=MENU on:toggle=move |_| editing::fetch()>
            <summary>{page::open_title().to_string()}</summary>
            <div class="panel wide">
                <p class="title">{page::open_own().to_string()}</p>
                <label class="file-field">
                    <span>{page::open_choose().to_string()}</span>
                    <input type="file" id=FILE accept=".yaml,.yml,text/yaml,application/yaml,text/plain" on:change=choose />
                </label>
                <label>
                    {page::open_paste().to_string()}
                    <textarea
                        id=PASTED
                        data-own-text=""
                        class="mono"
                        rows="4"
                        spellcheck="false"
                        autocomplete="off"
                        placeholder="services:"
                        prop:value=live(move || pasted.get())
                        on:input=typed(move |text| pasted.set(text))
                    ></textarea>
                </label>
                <label class="check">
                    <input
                        type="checkbox"
                        id="open-on-render"
                        prop:checked=live(move || on_render.get())
                        on:change=typed(move |_| on_render.update(|on| *on = !*on))
                    />
                    {page::open_on_render().to_string()}
                </label>
                <small>{page::open_on_render_what().to_string()}</small>
                <div class="row">
                    <button
                        class="text"
                        id="open-pasted-text"
                        disabled=live(move || pasted.with(|text| text.trim().is_empty()))
                        on:click=click(open_pasted)
                    >
                        {page::open_pasted().to_string()}
                    </button>
                </div>
                <p class="title">{page::open_begin().to_string()}</p>
                <div class="row">{beginnings}</div>
                <p class="title">{page::open_presets().to_string()}</p>
                <div class="row">{presets}</div>
                <small>{page::open_drop().to_string()}</small>
            </div>
        </details>
    }
    .into_any()
}

fn entry(id: &'static str, name: String, act: impl Fn() + 'static) -> AnyView {
    view! { <button class="text" id=format!("begin-{id}") on:click=click(act)>{name}</button> }.into_any()
}

/// Takes files that are dropped on the page.
pub(super) fn take_drops(store: Store) {
    let _ = browser::fold_left_menus();
    // Without a window nothing can be dropped.
    let _ = files::on_drop(MOST, move |contents| match contents {
        Ok(contents) => open_file(store, contents, true),
        Err(refused) => say_refused(store, &refused),
    });
}

fn open_file(store: Store, (name, bytes): files::Contents, on_render: bool) {
    match text_of(&name, bytes) {
        Ok(text) if save::is_plan_file(&text) => open_plan(store, &text),
        Ok(text) => open_text(store, &name, text, on_render),
        Err(reason) => store.notice.set(Some(reason.to_string())),
    }
}

/// The scenarios of a plan file take the place of those that are open; undoing brings them back.
fn open_plan(store: Store, text: &str) {
    match save::decode(text) {
        Ok(workspace) => {
            let said = page::open_plan(workspace.scenarios.len()).to_string();
            store.update(|session| session.open_workspace(workspace));
            done(store);
            store.notice.set(Some(said));
        }
        Err(reason) => store.notice.set(Some(reason.to_string())),
    }
}

/// A text with a syntax error is shown at the error.
fn open_text(store: Store, file: &str, text: Arc<str>, on_render: bool) {
    let name = scenario_name(file);
    store.update(|session| session.open(&name, text, on_render));
    done(store);
    let error = store.reading.with_untracked(|shown| {
        let error = shown.error?;
        Some(
            shown
                .tree
                .lines()
                .editor_place(shown.tree.text(), error.span.start),
        )
    });
    if let Some(place) = error {
        editing::edit(store, Some(place));
    }
}

fn say_refused(store: Store, refused: &Refused) {
    let reason = refused.0.as_str();
    store.notice.set(Some(page::open_refused(reason).to_string()));
}

fn done(store: Store) {
    store.tab.set(Tab::Blueprint);
    // A menu that is gone is folded.
    let _ = browser::fold(MENU);
}
