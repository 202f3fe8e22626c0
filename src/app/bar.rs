//! The top bar: scenarios with their totals, undo, redo, download.

use std::sync::Arc;

use leptos::prelude::*;

use super::before_download::Taking;
use super::later::later;
use super::list::{Row, list};
use super::live::{click, live, memo, typed};
use super::store::Store;
use crate::plan::{Scenario, ScenarioId};
use crate::words::{page, plan as words, visible};

pub(super) fn bar(store: Store) -> impl IntoView {
    let undo_title = move || {
        store.with_session(|session| match session.history().next_undo() {
            Some(step) => page::bar_undo_step(step.clone()).to_string(),
            None => page::bar_nothing_to_undo().to_string(),
        })
    };
    let redo_title = move || {
        store.with_session(|session| match session.history().next_redo() {
            Some(step) => page::bar_redo_step(step.clone()).to_string(),
            None => page::bar_nothing_to_redo().to_string(),
        })
    };
    let cannot_undo = move || store.with_session(|session| session.history().next_undo().is_none());
    let cannot_redo = move || store.with_session(|session| session.history().next_redo().is_none());
    let scenarios = move || {
        store.with_session(|session| {
            let ids = session.workspace().scenarios.iter().map(|scenario| scenario.id);
            ids.map(|id| Row::new(&id, move || tab(store, id))).collect()
        })
    };
    let reading = move || store.second_reading.get();
    view! {
        <header class="bar">
            <h1 class="brand">
                <svg viewBox="0 0 20 20" aria-hidden="true">
                    <path d="M2.5 2.5h15v15h-15zM2.5 8h9v9.5M11.5 2.5v3M11.5 8v2.5M14 17.5v-5h3.5" />
                </svg>
                {page::brand().to_string()}
            </h1>
            <nav class="scenarios" aria-label=page::bar_scenarios().to_string()>
                {list(Arc::new(scenarios))}
            </nav>
            {later(store, move |later| (later.scenario_menu)(store))}
            <div class="tools">
                {later(store, move |later| (later.open_menu)(store))}
                {later(store, move |later| (later.share_menu)(store))}
                <button
                    id="undo"
                    aria-label=page::bar_undo().to_string()
                    title=live(undo_title)
                    disabled=live(cannot_undo)
                    on:click=click(move || store.undo())
                >
                    "↶"
                </button>
                <button
                    id="redo"
                    aria-label=page::bar_redo().to_string()
                    title=live(redo_title)
                    disabled=live(cannot_redo)
                    on:click=click(move || store.redo())
                >
                    "↷"
                </button>
                {later(store, move |later| (later.steps)(store))}
                <button class="primary" id="download" on:click=click(move || take(store, "download", super::results::download))>
                    {page::bar_download().to_string()}
                </button>
                <button
                    id="download-all"
                    title=page::bar_archive_title().to_string()
                    disabled=live(move || store.here().is_none())
                    on:click=click(move || store.here_now().into_iter().for_each(|later| take(store, "download-all", later.archive)))
                >
                    {page::bar_archive().to_string()}
                </button>
                {later(store, move |later| (later.before_download)(store))}
                <p class="beside" id="second-reading" role="alert" hidden=live(move || reading().is_none())>
                    {live(move || reading().unwrap_or_default())}
                </p>
            </div>
        </header>
    }
}

/// Takes something along; where that would hurt what runs on Render, after it was said.
fn take(store: Store, button: &'static str, take: fn(Store)) {
    let taking = Taking {
        take,
        button,
        is_copied: false,
    };
    match store.here_now() {
        Some(later) => (later.ask_first)(store, taking),
        None => take(store),
    }
}

/// One scenario's tab. Only the scenario on screen is analysed whole; the others need their total alone.
fn tab(store: Store, id: ScenarioId) -> AnyView {
    let scenario =
        memo(move || store.with_session(|session| session.workspace().scenario(id).map(Arc::clone)));
    let current = memo(move || {
        store
            .scenario
            .with(|on_screen| on_screen.as_ref().is_some_and(|one| one.id == id))
    });
    let name = move || {
        scenario.with(|one| {
            one.as_ref()
                .map(|one| visible(&one.settings.name).into_owned())
                .unwrap_or_default()
        })
    };
    let total = memo(move || {
        if current.get() {
            let preview = store.preview.get().and_then(|preview| preview.total);
            return preview.unwrap_or_else(|| total_text(store));
        }
        scenario.with(|one| one.as_ref().map(|one| total_of(store, one)).unwrap_or_default())
    });
    // While a long text is typed, before the worker has told its total.
    let is_behind = memo(move || {
        let told = || {
            store
                .preview
                .with(|preview| preview.as_ref().is_some_and(|own| own.total.is_some()))
        };
        current.get() && store.typing.get() && !told()
    });
    let said = move || {
        let said = format!(" {}", page::bar_total_behind());
        is_behind
            .get()
            .then(|| view! { <span class="sr-only">{said}</span> }.into_any())
    };
    view! {
        <button aria-current=live(move || current.get().then_some("true")) on:click=click(move || store.select(id))>
            {live(name)}
            " "
            <b class=live(move || super::controls::behind_class(is_behind.get()))>
                {live(move || total.get())}
                {live(said)}
            </b>
        </button>
    }
    .into_any()
}

/// The total of the scenario on screen; of a text that never was readable there is none.
pub(super) fn total_text(store: Store) -> String {
    if !store.analysis.with(|shown| shown.is_reckoned()) {
        return page::costs_not_known().to_string();
    }
    store.bill.with(|bill| bill.total_text())
}

fn total_of(store: Store, scenario: &Scenario) -> String {
    let bill = store.bill_of(scenario);
    bill.map_or_else(|| page::costs_not_known().to_string(), |bill| bill.total_text())
}

/// What can be done with scenarios.
pub(super) fn menu(store: Store) -> AnyView {
    let on_screen = memo(move || store.scenario.with(|own| own.as_ref().map(|own| own.id)));
    // The tab of the scenario on screen is in view, however many there are.
    Effect::new(move |_| {
        on_screen.get();
        request_animation_frame(|| drop(crate::browser::page::bring_into_view(".scenarios [aria-current]")));
    });
    let name = memo(move || {
        let scenario = store.scenario.get();
        scenario.map(|own| own.settings.name.clone()).unwrap_or_default()
    });
    let act = move |change: fn(&mut crate::plan::Session)| {
        click(move || {
            store.update(change);
            done();
        })
    };
    let on_render = memo(move || {
        let scenario = store.scenario.get();
        scenario.is_some_and(|own| own.settings.on_render)
    });
    let toggle = move |_| {
        let on = !on_render.get_untracked();
        let own = name.get_untracked();
        let step = if on {
            words::step_on_render(own)
        } else {
            words::step_not_on_render(own)
        };
        store.update(|session| session.set_on_render(on, step));
    };
    let only = move || store.with_session(|session| session.workspace().scenarios.len() < 2);
    view! {
        <details class="menu" id=MENU>
            <summary aria-label=page::bar_scenario_menu().to_string() title=page::bar_scenario_menu().to_string()>
                "⋯"
            </summary>
            <div class="panel">
                <p class="title">{live(move || page::bar_on_screen(name.get()).to_string())}</p>
                <label>
                    {page::bar_name().to_string()}
                    <input
                        id="scenario-name"
                        autocomplete="off"
                        prop:value=live(move || name.get())
                        on:change=typed(move |name| store.update(|session| session.rename(&name)))
                    />
                </label>
                <label class="check">
                    <input
                        type="checkbox"
                        id="on-render"
                        prop:checked=live(move || on_render.get())
                        on:change=typed(toggle)
                    />
                    {page::bar_on_render().to_string()}
                </label>
                <small>{page::bar_on_render_what().to_string()}</small>
                <div class="row">
                    <button class="text" id="duplicate-scenario" on:click=act(crate::plan::Session::duplicate)>
                        {page::bar_duplicate().to_string()}
                    </button>
                    <button
                        class="text"
                        id="delete-scenario"
                        disabled=live(only)
                        on:click=act(crate::plan::Session::delete)
                    >
                        {page::bar_delete().to_string()}
                    </button>
                </div>
            </div>
        </details>
    }
    .into_any()
}

const MENU: &str = "scenario-menu";

fn done() {
    // A menu that is gone is folded.
    let _ = crate::browser::page::fold(MENU);
}
