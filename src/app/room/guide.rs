//! The first steps: a small card over the page on the first visit, until it is put away.

use leptos::prelude::*;

use super::{Room, room};
use crate::app::live::{click, live};
use crate::app::store::Store;
use crate::browser::{page, storage};
use crate::words::room as words;

/// The name under which it is kept that the card was put away.
const PLACE: &str = "plano-guide";
const SEEN: &str = "seen";
/// The name under which a plan is kept: who has one is no guest.
const PLAN: &str = "plano";

/// Whether the card is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Guide {
    Away,
    /// It came by itself.
    Shown,
    /// It was asked for.
    Again,
}

pub(super) fn at_first() -> Guide {
    let has = |place| !matches!(storage::read(place), Ok(None) | Err(_));
    if has(PLACE) || has(PLAN) {
        Guide::Away
    } else {
        Guide::Shown
    }
}

/// Shows the card again.
pub(super) fn show_again(store: Store) {
    if let Some(room) = room(store) {
        room.guide.set(Guide::Again);
        request_animation_frame(|| drop(page::reveal("guide-away")));
    }
}

fn put_away(room: Room) {
    if room.guide.get_untracked() == Guide::Again {
        let _ = page::reveal("palette");
    }
    room.guide.set(Guide::Away);
    // Where nothing can be kept, it is away until the page is left.
    let _ = storage::write(PLACE, SEEN);
}

pub(super) fn guide(_store: Store, room: Room) -> AnyView {
    let card = move || {
        (room.guide.get() != Guide::Away).then(|| {
            view! {
                <aside class="guide" aria-label=words::guide().to_string()>
                    <ol>
                        <li>{words::guide_open().to_string()}</li>
                        <li>{words::guide_change().to_string()}</li>
                        <li>{words::guide_take().to_string()}</li>
                    </ol>
                    <button type="button" id="guide-away" on:click=click(move || put_away(room))>
                        {words::guide_away().to_string()}
                    </button>
                </aside>
            }
            .into_any()
        })
    };
    live(card).into_any()
}
