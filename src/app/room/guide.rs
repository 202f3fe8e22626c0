//! The first steps: a small card over the page on the first visit, until it is put away or another tab is opened.

use leptos::prelude::*;

use super::{Room, room};
use crate::app::live::{click, live};
use crate::app::store::Store;
use crate::browser::{address, page, storage};
use crate::words::room as words;

/// The name under which it is kept that the card was put away.
const PLACE: &str = "plano-guide";
const SEEN: &str = "seen";
/// The name under which a plan is kept: who has one is no guest.
const PLAN: &str = "plano";

/// Whether the card is there when the page opens.
pub(super) fn is_shown_at_first() -> bool {
    let has = |place| !matches!(storage::read(place), Ok(None) | Err(_));
    // Whoever was sent to a place is there for that.
    !has(PLACE) && !has(PLAN) && address::fragment().is_empty()
}

/// Shows the card again.
pub(super) fn show_again(store: Store) {
    if let Some(room) = room(store) {
        room.guide.set(true);
        request_animation_frame(|| drop(page::reveal("guide-away")));
    }
}

fn put_away(room: Room) {
    room.guide.set(false);
    // Where nothing can be kept, it is away until the page is left.
    let _ = storage::write(PLACE, SEEN);
}

pub(super) fn guide(store: Store, room: Room) -> AnyView {
    Effect::new(move |was: Option<()>| {
        store.tab.track();
        if was.is_some() && room.guide.get_untracked() {
            put_away(room);
        }
    });
    let close = move || {
        // From where it can be asked for again.
        let _ = page::reveal("palette");
        put_away(room);
    };
    let card = move || {
        room.guide.get().then(|| {
            view! {
                <aside class="guide" aria-label=words::guide().to_string()>
                    <ol>
                        <li>{words::guide_open().to_string()}</li>
                        <li>{words::guide_change().to_string()}</li>
                        <li>{words::guide_take().to_string()}</li>
                    </ol>
                    <button type="button" id="guide-away" on:click=click(close)>
                        {words::guide_away().to_string()}
                    </button>
                </aside>
            }
            .into_any()
        })
    };
    live(card).into_any()
}
