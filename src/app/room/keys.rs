//! The shortcuts beside those of the history, and whether keys that stand alone do anything.

use leptos::prelude::*;

use super::{Dialog, close, open, presenting, room};
use crate::app::results::TABS;
use crate::app::shortcuts::{Key, Keys, NotIn, Shortcut};
use crate::app::store::Store;
use crate::browser::storage;
use crate::words::room as words;

/// The name under which it is kept that keys alone do nothing. Who speaks to the browser, or rests a hand on the
/// keys, needs that.
const PLACE: &str = "plano-single-keys";
const OFF: &str = "off";

static SHORTCUTS: [Shortcut; 5] = [
    Shortcut {
        keys: Keys {
            command: true,
            shift: false,
            key: Key::Named("k"),
            not_in: NotIn::Nowhere,
        },
        name: words::palette,
        act: palette,
    },
    Shortcut {
        keys: alone(Key::Digits(TABS.len())),
        name: words::to_tab,
        act: tab,
    },
    Shortcut {
        keys: alone(Key::Named("p")),
        name: words::present,
        act: present,
    },
    Shortcut {
        keys: alone(Key::Named("?")),
        name: words::shortcuts,
        act: sheet,
    },
    Shortcut {
        keys: Keys {
            command: false,
            shift: false,
            key: Key::Named("escape"),
            not_in: NotIn::OwnText,
        },
        name: words::leave,
        act: leave,
    },
];

/// All of them.
pub(in crate::app) fn shortcuts() -> &'static [Shortcut] {
    &SHORTCUTS
}

const fn alone(key: Key) -> Keys {
    Keys {
        command: false,
        shift: false,
        key,
        not_in: NotIn::Fields,
    }
}

pub(super) fn single_keys_at_first() -> bool {
    !matches!(storage::read(PLACE), Ok(Some(kept)) if kept == OFF)
}

/// Has keys that stand alone do something, or nothing.
pub(super) fn set_single_keys(store: Store, on: bool) {
    if let Some(room) = room(store) {
        room.single_keys.set(on);
        // Where nothing can be kept, it holds until the page is left.
        let _ = storage::write(PLACE, if on { "on" } else { OFF });
    }
}

fn single_keys(store: Store) -> bool {
    room(store).is_some_and(|room| room.single_keys.get_untracked())
}

fn palette(store: Store, _: &str) -> bool {
    let dialog = room(store).and_then(|room| room.dialog.get_untracked());
    match dialog {
        Some(Dialog::Palette) => close(store),
        _ => open(store, Dialog::Palette),
    }
    true
}

fn tab(store: Store, key: &str) -> bool {
    let at = key.parse::<usize>().ok().and_then(|digit| digit.checked_sub(1));
    let tab = at.and_then(|at| TABS.get(at)).filter(|_| single_keys(store));
    tab.into_iter().for_each(|tab| store.tab.set(*tab));
    tab.is_some()
}

fn present(store: Store, _: &str) -> bool {
    let on = single_keys(store);
    if on {
        presenting::toggle(store);
    }
    on
}

fn sheet(store: Store, _: &str) -> bool {
    let on = single_keys(store);
    if on {
        open(store, Dialog::Shortcuts);
    }
    on
}

fn leave(store: Store, _: &str) -> bool {
    presenting::leave(store)
}
