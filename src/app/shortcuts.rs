//! The shortcuts of the page: tables of keys with what they do, which the keys follow and the sheet shows.

use super::store::Store;
use crate::browser::keyboard::Press;
use crate::words::{Message, page};

/// Keys that do something wherever the page stands.
pub(super) struct Shortcut {
    pub keys: Keys,
    pub name: fn() -> Message,
    /// Does it, with the name of the key; whether there was something to do.
    pub act: fn(Store, &str) -> bool,
}

/// Keys that are pressed together.
pub(super) struct Keys {
    /// With Ctrl, or Command on a Mac.
    pub command: bool,
    /// With Shift. For a key that is no letter this is as the keyboard needs it.
    pub shift: bool,
    pub key: Key,
    /// Where the focus must not be.
    pub not_in: NotIn,
}

/// The key itself.
pub(super) enum Key {
    /// As the browser names it, in lower case.
    Named(&'static str),
    /// A digit from 1 to this one.
    Digits(usize),
}

/// Where the focus must not be.
#[derive(PartialEq, Eq)]
pub(super) enum NotIn {
    Nowhere,
    /// A field whose text is no part of the plan, a dialog.
    OwnText,
    /// Any field.
    Fields,
}

const fn step(shift: bool, key: &'static str) -> Keys {
    Keys {
        command: true,
        shift,
        key: Key::Named(key),
        not_in: NotIn::OwnText,
    }
}

/// Undo and redo; in a field too, since a field shows what the text says.
pub(super) static HISTORY: [Shortcut; 3] = [
    Shortcut {
        keys: step(false, "z"),
        name: page::bar_undo,
        act: undo,
    },
    Shortcut {
        keys: step(true, "z"),
        name: page::bar_redo,
        act: redo,
    },
    Shortcut {
        keys: step(false, "y"),
        name: page::bar_redo,
        act: redo,
    },
];

fn undo(store: Store, _: &str) -> bool {
    store.undo();
    true
}

fn redo(store: Store, _: &str) -> bool {
    store.redo();
    true
}

/// Does what a key is for; whether it was for anything.
pub(super) fn answer(store: Store, press: &Press) -> bool {
    let more = store.here_now().map(|later| (later.shortcuts)());
    let mut known = HISTORY.iter().chain(more.into_iter().flatten());
    known
        .find(|shortcut| shortcut.keys.are(press))
        .is_some_and(|shortcut| (shortcut.act)(store, &press.key))
}

impl Keys {
    fn are(&self, press: &Press) -> bool {
        let is_key = match self.key {
            Key::Named(name) => {
                let is_letter = name.len() == 1 && name.chars().all(char::is_alphabetic);
                press.key == name && (!is_letter || press.shift == self.shift)
            }
            Key::Digits(most) => press.key.parse().is_ok_and(|digit| (1..=most).contains(&digit)),
        };
        let is_kept_out = match self.not_in {
            NotIn::Nowhere => false,
            NotIn::OwnText => press.in_own_text,
            NotIn::Fields => press.in_own_text || press.in_field,
        };
        is_key && press.command == self.command && !is_kept_out
    }
}
