//! Reading and writing what this browser keeps.

use leptos::prelude::*;

use super::{Kept, PLACE, is_known, remember};
use crate::app::store::Store;
use crate::browser::{Refused, storage};
use crate::plan::{Workspace, save};
use crate::words::page as words;

/// The first name for what is put aside; shell/start.js knows it too.
const ASIDE: &str = "plano-aside";

/// Opens a saved text. Where it cannot be read, the page begins as for a first visit and says so.
pub(in crate::app) fn open(store: Store, text: &str) {
    match save::decode(text) {
        Ok(workspace) => store.open(workspace),
        Err(reason) => {
            let said = words::status_saved_unreadable(reason.to_string()).to_string();
            store.kept.set(match put_aside(text) {
                Ok(name) => {
                    store.put_aside.set(Some(name));
                    Kept::Failed(said)
                }
                // It stays where it is.
                Err(_) => Kept::Off(said),
            });
        }
    }
}

/// Writes the workspace, unless another tab has written since this one last did.
pub(in crate::app) fn write(store: Store) {
    if storage::read(PLACE).is_ok_and(|saved| saved.is_some_and(|text| !is_known(store, &text))) {
        store.kept.set(Kept::Elsewhere);
    } else {
        overwrite(store);
    }
}

/// Writes the workspace in the place of whatever is saved.
pub(super) fn overwrite(store: Store) {
    let written =
        encoded(store).and_then(|text| storage::write(PLACE, &text).map(|()| remember(store, text)));
    store.kept.set(match written {
        Ok(()) => Kept::Saved,
        Err(Refused(reason)) if reason == storage::FULL => Kept::Failed(words::status_full().to_string()),
        Err(Refused(reason)) => Kept::Failed(words::status_not_kept(reason).to_string()),
    });
}

/// Opens what another tab has saved; what this one has is put aside.
pub(super) fn take_others(store: Store) {
    store.read_now();
    let taken = encoded(store)
        .and_then(|own| put_aside(&own))
        .and_then(|name| Ok((name, storage::read(PLACE)?.unwrap_or_default())))
        .and_then(|(name, text)| match save::decode(&text) {
            Ok(workspace) => Ok((name, text, workspace)),
            Err(reason) => Err(Refused(reason.to_string())),
        });
    match taken {
        Ok((name, text, workspace)) => begin_with(store, name, text, workspace),
        Err(Refused(reason)) => store
            .notice
            .set(Some(words::status_not_taken(reason).to_string())),
    }
}

fn begin_with(store: Store, name: String, text: String, workspace: Workspace) {
    store.open(workspace);
    remember(store, text);
    store.kept.set(Kept::Saved);
    store.put_aside.set(Some(name));
    store.notice.set(Some(words::status_taken().to_string()));
}

fn encoded(store: Store) -> Result<String, Refused> {
    let text = store.with_session_untracked(|session| save::encode(session.workspace()));
    text.map_err(|error| Refused(error.to_string()))
}

/// Keeps a text beside what is saved, under a name that holds no other one.
fn put_aside(text: &str) -> Result<String, Refused> {
    let further = (2..).map(|count: u32| format!("{ASIDE}-{count}"));
    for name in std::iter::once(ASIDE.to_owned()).chain(further) {
        match storage::read(&name)? {
            None => return storage::write(&name, text).map(|()| name),
            Some(kept) if kept == text => return Ok(name),
            Some(_) => {}
        }
    }
    Err(Refused(String::new()))
}

/// What is kept under a name.
pub(super) fn aside(name: &str) -> Result<String, Refused> {
    Ok(storage::read(name)?.unwrap_or_default())
}
