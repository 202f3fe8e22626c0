//! What stands in and beside the text: problems, what the last change added and removed, prices.

use leptos::prelude::*;

use super::answers::range_of;
use crate::app::results::prices_of_lines;
use crate::app::store::Store;
use crate::browser::editor::{Lines, Mark};
use crate::plan::{ChangedLine, changed_lines};
use crate::words::plan as words;

/// Shows the problems; of a long text that is being typed, those that the worker has found so far.
pub(super) fn diagnostics(store: Store) {
    let Some(report) = store.report.get() else {
        return;
    };
    let preview = store.preview.get();
    store.editor.with_value(|shown| {
        let Some(editor) = &shown.editor else {
            return;
        };
        if let Some(preview) = preview {
            // Of an older text, the editor has its marks at their new places already.
            if !preview.is_old {
                editor.set_diagnostics(preview.marks());
            }
            return;
        }
        store.reading.with(|read| {
            let (tree, text) = (&read.tree, read.tree.text());
            editor.set_diagnostics(report.diagnostics.iter().map(|found| Mark {
                range: range_of(tree.lines(), text, found.span),
                severity: found.severity.id(),
                message: plain(&found.message.to_string()),
                help: plain(&found.help.to_string()),
                code: found.code.to_owned(),
            }));
        });
    });
}

/// A sentence where code cannot be set apart.
pub(super) fn plain(sentence: &str) -> String {
    sentence.replace('`', "")
}

/// Shows what the last change added and removed, and prices. While one types, what was removed is not shown:
/// the lines below would jump.
pub(super) fn lines(store: Store) {
    if store.typing.get() {
        return;
    }
    let change = store.last_change.get();
    // Also where no editor is there yet that would look at it.
    store.reading.track();
    store.editor.with_value(|shown| {
        let Some(editor) = &shown.editor else {
            return;
        };
        store.reading.with(|read| {
            let mut lines = Lines {
                prices: prices_of_lines(read).into_iter().collect(),
                ..Lines::default()
            };
            if let Some(change) = &change {
                let is_typed = change.name == words::step_text();
                add(&mut lines, &change.before.text, read.tree.text(), !is_typed);
            }
            editor.set_lines(lines);
        });
    });
}

fn add(lines: &mut Lines, before: &str, after: &str, with_removed: bool) {
    let mut number = 0;
    for line in changed_lines(before, after) {
        match line {
            ChangedLine::Same(_) => number += 1,
            ChangedLine::Added(_) => {
                lines.added.push(number);
                number += 1;
            }
            ChangedLine::Removed(text) if with_removed => match lines.removed.last_mut() {
                Some((at, texts)) if *at == number => texts.push(text.to_owned()),
                _ => lines.removed.push((number, vec![text.to_owned()])),
            },
            ChangedLine::Removed(_) => {}
        }
    }
}
