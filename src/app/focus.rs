//! The focus, where a step draws anew what had it: it is wished for by id, and whichever control of that id is on
//! the page, or comes to it, answers.

use std::time::Duration;

use leptos::prelude::*;

use super::store::Store;
use crate::browser::page as browser;

/// A wish that nothing has answered by then is given up: it must not take the focus from what is done since.
const LAPSES: Duration = Duration::from_secs(1);

/// Wishes the focus for the control with an id, once what was changed is drawn.
pub(super) fn wish(store: Store, id: String) {
    store.wished.set(Some(id.clone()));
    set_timeout(move || give_up(store, &id), LAPSES);
}

/// Has the control with this id answer; said where it is drawn.
pub(super) fn answer(store: Store, id: String) {
    Effect::new(move |_| {
        if is_wished(store, &id) {
            let id = id.clone();
            // What is to go has gone by then, with the same id perhaps.
            request_animation_frame(move || {
                if untrack(|| is_wished(store, &id))
                    && browser::reveal(&id).is_ok()
                    && browser::has_focus(&id)
                {
                    give_up(store, &id);
                }
            });
        }
    });
}

/// Calls `draw` when the focus is wished for a control whose id begins so: what is folded must be drawn then.
pub(super) fn draw_for(store: Store, prefix: String, draw: impl Fn() + Send + Sync + 'static) {
    Effect::new(move |_| {
        let wished = |id: &Option<String>| id.as_ref().is_some_and(|id| id.starts_with(&prefix));
        if store.wished.with(wished) {
            draw();
        }
    });
}

fn is_wished(store: Store, id: &str) -> bool {
    store.wished.with(|wished| wished.as_deref() == Some(id))
}

fn give_up(store: Store, id: &str) {
    if untrack(|| is_wished(store, id)) {
        store.wished.set(None);
    }
}
