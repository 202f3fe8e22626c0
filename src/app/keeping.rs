//! Keeping the workspace in this browser, across reloads: every change is written a moment later, and at once
//! when the page is left. What cannot be read is put aside and never overwritten.

use std::time::Duration;

use leptos::prelude::*;

use super::store::Store;
use crate::browser::{Refused, page, storage};
use crate::words::page as words;

/// The name under which the workspace is kept.
const PLACE: &str = "plano";
/// The name for what could not be read.
const ASIDE: &str = "plano-aside";
/// From a change to its writing: a slider that moves writes once.
const DELAY: Duration = Duration::from_millis(300);
/// The same while a long text is being typed.
const LONG_DELAY: Duration = Duration::from_secs(3);

/// Whether the workspace is kept.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Kept {
    /// Nothing was changed yet, so nothing needs to be.
    Unchanged,
    /// All of it.
    Saved,
    /// A change is about to be.
    Pending,
    /// Not, with the reason in a sentence. It is tried again with the next change.
    Failed(String),
    /// Not, and not tried, so that what is saved stays.
    Off(String),
}

/// What the browser has.
pub(super) enum Found {
    /// Nothing, or nothing that can be had.
    Nothing(Kept),
    /// A saved text.
    Text(String),
}

/// What the browser has kept.
pub(super) fn find() -> Found {
    match storage::read(PLACE) {
        Ok(Some(text)) => Found::Text(text),
        Ok(None) => Found::Nothing(Kept::Unchanged),
        Err(Refused(reason)) => Found::Nothing(Kept::Failed(words::status_not_kept(reason).to_string())),
    }
}

/// Opens a saved text. Where it cannot be read, the page begins as for a first visit and says so.
pub(super) fn open(store: Store, text: &str) {
    let Some(later) = store.here_now() else {
        store
            .kept
            .set(Kept::Off(words::status_saved_not_loaded().to_string()));
        return;
    };
    match (later.decode)(text) {
        Ok(workspace) => store.open(workspace),
        Err(reason) => {
            let said = words::status_saved_unreadable(reason.to_string()).to_string();
            store.kept.set(match storage::write(ASIDE, text) {
                Ok(()) => Kept::Failed(said),
                // It stays where it is.
                Err(_) => Kept::Off(said),
            });
        }
    }
}

/// Writes every change from now on.
pub(super) fn keep(store: Store) {
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let flush = move || {
        if pending.try_update_value(Option::take).flatten().is_some() {
            write(store);
        }
    };
    Effect::new(move |first: Option<()>| {
        store.with_session(|session| session.workspace().money.paying_today);
        // Writing takes long for a long text, so it waits until the typing stops.
        let waits = store.typing.get();
        if first.is_none() || matches!(store.kept.get_untracked(), Kept::Off(_)) {
            return;
        }
        store.kept.set(Kept::Pending);
        let delay = if waits { LONG_DELAY } else { DELAY };
        let timer = set_timeout_with_handle(flush, delay).ok();
        if let Some(earlier) = pending
            .try_update_value(|pending| std::mem::replace(pending, timer))
            .flatten()
        {
            earlier.clear();
        }
    });
    let leave = move || {
        flush();
        // Of what is being typed in a long text, nobody was told yet.
        if store.typing.get_untracked() && !matches!(store.kept.get_untracked(), Kept::Off(_)) {
            write(store);
        }
    };
    // Without a page there is nothing to leave.
    let _ = page::on_hide(leave);
}

fn write(store: Store) {
    let Some(later) = store.here_now() else {
        store.kept.set(Kept::Failed(
            words::status_not_kept(words::results_not_loaded()).to_string(),
        ));
        return;
    };
    let text = store.with_session_untracked(|session| (later.encode)(session.workspace()));
    let failed = match text {
        Ok(text) => storage::write(PLACE, &text).err().map(|Refused(reason)| reason),
        Err(error) => Some(error.to_string()),
    };
    store.kept.set(match failed {
        None => Kept::Saved,
        Some(reason) => Kept::Failed(words::status_not_kept(reason).to_string()),
    });
}
