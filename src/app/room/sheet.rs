//! The sheet of shortcuts, drawn from the tables that the keys follow. Those of the editor are the editor's own; a
//! browser test compares them with its source.

use leptos::prelude::*;

use super::keys::{set_single_keys, shortcuts};
use super::room;
use crate::app::live::{live, typed};
use crate::app::shortcuts::{HISTORY, Key, Keys};
use crate::app::store::Store;
use crate::words::{Message, room as words};

/// Keys of the editor, as its key maps name them, and what they do.
type InEditor = (&'static str, fn() -> Message);

const EDITOR: [InEditor; 11] = [
    ("Ctrl-Space", words::editor_complete),
    ("F1", words::editor_help),
    ("F8", words::editor_next_problem),
    ("Shift-F8", words::editor_previous_problem),
    ("Mod-.", words::editor_fixes),
    ("Mod-f", words::editor_find),
    ("Mod-/", words::editor_comment),
    ("Mod-]", words::editor_indent),
    ("Mod-[", words::editor_outdent),
    ("Shift-Mod-k", words::editor_delete_line),
    ("Tab", words::editor_leave),
];

pub(super) fn sheet(store: Store) -> AnyView {
    let page = HISTORY.iter().chain(shortcuts());
    let page = page.map(|shortcut| row(shortcut.keys.names(), None, (shortcut.name)()));
    let editor = EDITOR.iter().map(|(keys, name)| {
        let names = keys.split('-').map(spelled).collect();
        row(names, Some(*keys), name())
    });
    let (page, editor) = (page.collect::<Vec<_>>(), editor.collect::<Vec<_>>());
    let single = room(store).map(|room| room.single_keys);
    let is_on = move || single.is_some_and(|single| single.get());
    let toggle = move |_| set_single_keys(store, !untrack(is_on));
    view! {
        <h3>{words::everywhere().to_string()}</h3>
        <table id="shortcuts-page">
            <tbody>{page}</tbody>
        </table>
        <label class="check">
            <input type="checkbox" id="single-keys" prop:checked=live(is_on) on:change=typed(toggle) />
            {words::single_keys().to_string()}
        </label>
        <h3>{words::in_editor().to_string()}</h3>
        <table id="shortcuts-editor">
            <tbody>{editor}</tbody>
        </table>
    }
    .into_any()
}

fn row(names: Vec<String>, in_editor: Option<&'static str>, what: Message) -> AnyView {
    let keys = names
        .into_iter()
        .map(|name| view! { <kbd>{name}</kbd> " " }.into_any());
    let keys = keys.collect::<Vec<_>>();
    view! {
        <tr data-keys=in_editor>
            <th scope="row">{keys}</th>
            <td>{what.to_string()}</td>
        </tr>
    }
    .into_any()
}

impl Keys {
    /// As they stand on a keyboard.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        if self.command {
            names.push(spelled("Mod"));
        }
        if self.shift {
            names.push(spelled("Shift"));
        }
        names.push(match self.key {
            Key::Named(name) => spelled(name),
            Key::Digits(most) => format!("1–{most}"),
        });
        names
    }
}

/// What stands on a key.
fn spelled(name: &str) -> String {
    match name {
        "Mod" | "Ctrl" => words::key_ctrl().to_string(),
        "Shift" => words::key_shift().to_string(),
        "Space" => words::key_space().to_string(),
        "escape" => words::key_escape().to_string(),
        letter if letter.len() == 1 => letter.to_uppercase(),
        other => other.to_owned(),
    }
}
