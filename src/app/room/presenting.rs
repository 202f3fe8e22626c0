//! Presenting: larger type, and nothing but the view or the controls with the total.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Room, room};
use crate::app::bar::total_text;
use crate::app::live::{click, live, memo};
use crate::app::store::Store;
use crate::browser::{page, screen};
use crate::words::room as words;

/// What is large.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Projected {
    Results,
    Controls,
}

/// The mark that the style goes by.
const MARK: &str = "data-presenting";
const LEAVE: &str = "presenting-leave";
const PAGE: &str = "#app";

/// Begins with the view that is open, or ends.
pub(super) fn toggle(store: Store) {
    if !leave(store) {
        show(store, Projected::Results);
        spawn_local(async move {
            // Where there is no whole screen to have, the window does.
            let filled = screen::fill().await.is_ok();
            if filled && !is_on(store) {
                give_back();
            }
        });
        request_animation_frame(|| {
            let _ = page::reveal(LEAVE);
            let _ = page::bring_to_top(PAGE);
        });
    }
}

fn show(store: Store, what: Projected) {
    if let Some(room) = room(store) {
        room.projected.set(Some(what));
        let mark = match what {
            Projected::Results => "results",
            Projected::Controls => "controls",
        };
        let _ = screen::mark(MARK, Some(mark));
        // On a phone from where the reader was, which is elsewhere now.
        request_animation_frame(|| drop(page::bring_to_top(PAGE)));
    }
}

/// Ends it; whether there was something to end.
pub(super) fn leave(store: Store) -> bool {
    let Some(room) = room(store).filter(|_| is_on(store)) else {
        return false;
    };
    room.projected.set(None);
    let _ = screen::mark(MARK, None);
    if screen::is_filled() {
        give_back();
    }
    request_animation_frame(|| drop(page::reveal("palette")));
    true
}

fn is_on(store: Store) -> bool {
    room(store).is_some_and(|room| room.projected.get_untracked().is_some())
}

fn give_back() {
    // One that is gone already needs no more.
    spawn_local(async { drop(screen::give_back().await) });
}

/// Who gives the screen back by the browser's own keys ends it as well.
pub(super) fn follow_the_screen(store: Store) {
    let _ = screen::on_fill(move || {
        if !screen::is_filled() {
            leave(store);
        }
    });
}

/// The strip with the total and the way out.
pub(super) fn strip(store: Store, room: Room) -> AnyView {
    live(move || room.projected.get().map(|what| drawn(store, what))).into_any()
}

fn drawn(store: Store, what: Projected) -> AnyView {
    let name = memo(move || store.setting(|own| own.name.clone()).unwrap_or_default());
    let go = move || {
        leave(store);
    };
    let button = |id: &'static str, projected: Projected, label: crate::words::Message| {
        view! {
            <button
                type="button"
                id=id
                aria-pressed=(what == projected).to_string()
                on:click=click(move || show(store, projected))
            >
                {label.to_string()}
            </button>
        }
        .into_any()
    };
    view! {
        <section class="presenting" aria-label=words::presenting().to_string()>
            <p>
                {live(move || name.get())} " "
                <output>{live(move || total_text(store))}</output>
            </p>
            <div role="group" aria-label=words::present_what().to_string()>
                {button("present-results", Projected::Results, words::present_results())}
                {button("present-controls", Projected::Controls, words::present_controls())}
            </div>
            <button type="button" id=LEAVE class="primary" on:click=click(go)>
                {words::leave().to_string()}
            </button>
        </section>
    }
    .into_any()
}
