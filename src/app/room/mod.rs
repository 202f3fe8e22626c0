//! For people in one room with the plan: the command palette, the sheet of shortcuts, presenting, addresses of
//! places, what Plano is, and the first steps. Comes later.

mod about;
mod entries;
mod guide;
mod keys;
mod palette;
mod places;
mod presenting;
mod sheet;

pub(super) use keys::shortcuts;
pub(super) use places::go;

use leptos::prelude::*;

use super::live::{click, live};
use super::store::Store;
use super::{language, opening, sharing};
use crate::browser::{dialog as browser, page, screen};
use crate::words::room as words;
use presenting::Projected;

/// The style of what comes later.
const STYLE: &str = concat!(
    include_str!("../../../style/later/changes.css"),
    include_str!("../../../style/later/menu.css"),
    include_str!("../../../style/later/room.css"),
    include_str!("../../../style/later/structure.css"),
    include_str!("../../../style/later/variables.css"),
);

const DIALOG: &str = "dialog";

/// What is shown over the page.
#[derive(Clone, Copy)]
pub(super) struct Room {
    dialog: RwSignal<Option<Dialog>>,
    /// What is large, while somebody presents.
    projected: RwSignal<Option<Projected>>,
    /// The first steps are shown.
    guide: RwSignal<bool>,
    /// Keys that stand alone do something.
    single_keys: RwSignal<bool>,
    /// Where the address led to, until that can be shown.
    wanted: RwSignal<Option<crate::plan::place::Place>>,
}

/// One of the dialogs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialog {
    Palette,
    Shortcuts,
    About,
}

impl Room {
    /// Nothing but the page, and the first steps on a first visit.
    pub fn new() -> StoredValue<Self> {
        StoredValue::new(Self {
            dialog: RwSignal::new(None),
            projected: RwSignal::new(None),
            guide: RwSignal::new(guide::is_shown_at_first()),
            single_keys: RwSignal::new(keys::single_keys_at_first()),
            wanted: RwSignal::new(None),
        })
    }
}

/// The room, once it is here.
fn room(store: Store) -> Option<Room> {
    store.here_now().map(|later| later.room.get_value())
}

/// Readies the page for what came later.
pub(super) fn begin(store: Store) {
    // Without it all is there, and less well drawn.
    let _ = screen::add_style(STYLE);
    opening::take_drops(store);
    presenting::follow_the_screen(store);
}

/// What stands in the bar: how the plan is handed on, and the way to everything.
pub(super) fn in_bar(store: Store) -> AnyView {
    view! {
        {sharing::menu(store)}
        <button
            id="palette"
            aria-label=words::palette().to_string()
            title=format!("{} (Ctrl+K)", words::palette())
            aria-haspopup="dialog"
            on:click=click(move || open(store, Dialog::Palette))
        >
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2zM10.6 10.6 14 14" />
            </svg>
        </button>
    }
    .into_any()
}

/// What stands in the status line: the language, and what Plano is.
pub(super) fn in_status(store: Store) -> AnyView {
    view! {
        {language::choice(store)}
        <button id="about" aria-haspopup="dialog" on:click=click(move || open(store, Dialog::About))>
            {words::about().to_string()}
        </button>
    }
    .into_any()
}

/// What comes over the page.
pub(super) fn over(store: Store) -> AnyView {
    places::follow(store);
    let Some(room) = room(store) else {
        return ().into_any();
    };
    let dialog = live(move || room.dialog.get().map(|which| shown(store, which)));
    view! {
        {sharing::arrived(store)}
        {guide::guide(store, room)}
        {presenting::strip(store, room)}
        {dialog}
    }
    .into_any()
}

/// Opens a dialog, in the place of another one.
fn open(store: Store, which: Dialog) {
    if let Some(room) = room(store) {
        close(store);
        room.dialog.set(Some(which));
    }
}

/// Closes the dialog; what had the focus before has it again.
fn close(store: Store) {
    if let Some(room) = room(store)
        && untrack(|| room.dialog.get()).is_some()
    {
        // One that is not drawn yet needs no closing.
        let _ = browser::close(DIALOG);
        room.dialog.set(None);
    }
}

fn shown(store: Store, which: Dialog) -> AnyView {
    Effect::new(move |_| {
        // Where it is not on the page yet, it is with the next frame.
        if browser::open(DIALOG).is_err() {
            request_animation_frame(|| drop(browser::open(DIALOG)));
        }
    });
    let (class, title, body) = match which {
        Dialog::Palette => ("palette", words::palette(), palette::palette(store)),
        Dialog::Shortcuts => ("sheet", words::shortcuts(), sheet::sheet(store)),
        Dialog::About => ("about", words::about(), about::about(store)),
    };
    // It is told late: another dialog may have taken the place of this one.
    let closed = move |_| {
        if let Some(room) = room(store).filter(|_| !page::is_open(DIALOG)) {
            room.dialog.set(None);
        }
    };
    let has_head = which != Dialog::Palette;
    let head = has_head.then(|| {
        view! {
            <header>
                <h2>{title.to_string()}</h2>
                <button type="button" aria-label=words::close().to_string() on:click=click(move || close(store))>
                    "✕"
                </button>
            </header>
        }
        .into_any()
    });
    view! {
        <dialog id=DIALOG class=class data-own-text="" aria-label=title.to_string() on:close=closed>
            {head}
            {body}
        </dialog>
    }
    .into_any()
}
