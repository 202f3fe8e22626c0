//! Keeping the workspace in this browser, across reloads: every change is written a moment later, and at once
//! when the page is left. What cannot be read is put aside and never overwritten, and neither is what another tab
//! has written.
//!
//! This part watches; `saved` reads and writes, and comes later.

mod choices;
mod saved;

use std::time::Duration;

use leptos::prelude::*;

use super::store::Store;
use crate::browser::{Refused, page, storage};
use crate::words::page as words;
pub(super) use choices::choices;
pub(super) use saved::{open, write};

/// The name under which the workspace is kept; shell/start.js knows it too.
const PLACE: &str = "plano";
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
    /// Not, and not tried until somebody chooses: another tab has written meanwhile.
    Elsewhere,
}

/// What the browser has.
pub(super) enum Found {
    /// Nothing, or nothing that can be had.
    Nothing(Kept),
    /// A saved text.
    Text(String),
}

/// What this tab remembers of the keeping.
#[derive(Default)]
pub(super) struct Keeping {
    /// The saved text that this tab has read or written last. Another one is another tab's.
    known: Option<String>,
    /// What is about to write.
    pending: Option<TimeoutHandle>,
}

/// What the browser has kept.
pub(super) fn find() -> Found {
    match storage::read(PLACE) {
        Ok(Some(text)) => Found::Text(text),
        Ok(None) => Found::Nothing(Kept::Unchanged),
        Err(Refused(reason)) => Found::Nothing(Kept::Failed(words::status_not_kept(reason).to_string())),
    }
}

/// Writes every change from now on.
pub(super) fn keep(store: Store) {
    Effect::new(move |first: Option<()>| {
        store.with_session(|session| session.workspace().money.paying_today);
        // Writing takes long for a long text, so it waits until the typing stops.
        let waits = store.typing.get();
        if first.is_none() || !writes(store) {
            return;
        }
        store.kept.set(Kept::Pending);
        let delay = if waits { LONG_DELAY } else { DELAY };
        let timer = set_timeout_with_handle(move || flush(store), delay).ok();
        replace_pending(store, timer);
    });
    // Without a page there is nothing to leave, and no other tab.
    let _ = page::on_hide(move || flush(store));
    let _ = storage::on_change(move || notice_others(store));
}

/// Writes at once what is about to be written.
pub(super) fn flush(store: Store) {
    let waited = replace_pending(store, None);
    // Of what is being typed in a long text, nobody was told yet.
    if (waited || store.typing.get_untracked()) && writes(store) {
        match store.here_now() {
            Some(later) => (later.write)(store),
            None => store.kept.set(Kept::Failed(
                words::status_not_kept(words::results_not_loaded()).to_string(),
            )),
        }
    }
}

/// Whether changes are written.
fn writes(store: Store) -> bool {
    !matches!(store.kept.get_untracked(), Kept::Off(_) | Kept::Elsewhere)
}

/// Stops writing where another tab has.
fn notice_others(store: Store) {
    let ours = match storage::read(PLACE) {
        Ok(Some(text)) => is_known(store, &text),
        Ok(None) | Err(_) => true,
    };
    if !ours && writes(store) {
        replace_pending(store, None);
        store.kept.set(Kept::Elsewhere);
    }
}

/// Whether a saved text is the one that this tab knows of.
fn is_known(store: Store, text: &str) -> bool {
    store
        .keeping
        .with_value(|keeping| keeping.known.as_deref() == Some(text))
}

/// Remembers what the browser has now.
pub(super) fn remember(store: Store, text: String) {
    store.keeping.update_value(|keeping| keeping.known = Some(text));
}

/// Puts a timer in the place of another one, which is ended; whether there was one.
fn replace_pending(store: Store, timer: Option<TimeoutHandle>) -> bool {
    let earlier = store
        .keeping
        .try_update_value(|keeping| std::mem::replace(&mut keeping.pending, timer))
        .flatten();
    let waited = earlier.is_some();
    if let Some(earlier) = earlier {
        earlier.clear();
    }
    waited
}
