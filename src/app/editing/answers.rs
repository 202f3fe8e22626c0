//! What the editor tells and asks, answered from the session and the core.

use leptos::prelude::*;

use super::marks::plain;
use super::{editor_place, note_text, place_of};
use crate::app::store::Store;
use crate::assist::{self, CompletionKind};
use crate::browser::editor::{Answers, Choice, Help, Offer, OfferedItem, Place, Range};
use crate::plan::Typed;
use crate::words::plan;
use crate::yaml::{Lines, Span};

pub(super) fn answers(store: Store) -> Answers {
    Answers {
        changed: Box::new(move |changes, continues| {
            let changes: Vec<Typed> = changes
                .into_iter()
                .map(|change| Typed {
                    from: editor_place(change.range.0),
                    to: editor_place(change.range.1),
                    text: change.text,
                })
                .collect();
            store.type_text(&changes, continues, || note_text(store));
        }),
        undo: Box::new(move || store.undo()),
        redo: Box::new(move || store.redo()),
        complete: Box::new(move |place| complete(store, place)),
        hover: Box::new(move |place| hover(store, place)),
        fixes: Box::new(move |place| fixes(store, place)),
    }
}

fn complete(store: Store, place: Place) -> Option<Offer> {
    let (text, lines) = store.text_and_lines();
    let offset = lines.offset(&text, editor_place(place));
    let found = store.analysis.with_untracked(|shown| {
        let good = shown.tree.root().map(|_| &shown.tree);
        assist::complete(&text, offset, good, store.prices())
    })?;
    let items = found.items.into_iter().map(|item| OfferedItem {
        label: item.label,
        detail: item.detail,
        info: item.info,
        kind: match item.kind {
            CompletionKind::Key => "key",
            CompletionKind::Value => "value",
            CompletionKind::Plan => "plan",
            CompletionKind::Name => "name",
            CompletionKind::Variable => "variable",
        },
        insert: item.insert,
    });
    Some(Offer {
        range: range_of(&lines, &text, found.span),
        items: items.collect(),
    })
}

/// Help for a word, as long as the text is the one that was read.
fn hover(store: Store, place: Place) -> Option<Help> {
    let text = store.text();
    store.reading.with_untracked(|shown| {
        if *shown.tree.text() != *text {
            return None;
        }
        let lines = shown.tree.lines();
        let offset = lines.offset(&text, editor_place(place));
        let help = assist::hover(&shown.tree, offset, store.prices())?;
        Some(Help {
            range: range_of(lines, &text, help.span),
            title: help.title,
            text: help.text.iter().map(|line| plain(line)).collect(),
            docs: help.docs,
        })
    })
}

/// What mends the problems of a line, as long as the text is the one that was checked.
fn fixes(store: Store, place: Place) -> Vec<Choice> {
    let text = store.text();
    let Some(report) = store.report.get_untracked() else {
        return Vec::new();
    };
    store.reading.with_untracked(|shown| {
        if *shown.tree.text() != *text {
            return Vec::new();
        }
        let lines = shown.tree.lines();
        let of_line = report.diagnostics.iter().filter(|found| {
            let first = lines.line_of(found.span.start);
            let last = lines.line_of(found.span.end.max(found.span.start));
            (first..=last).contains(&place.line) && (first == place.line || found.fixes.len() == 1)
        });
        let fixes = of_line.flat_map(|found| found.fixes.iter().cloned());
        let choices = fixes.map(|fix| {
            let title = plain(&fix.title.to_string());
            let step = plan::step_fix(fix.title.clone());
            let apply: Box<dyn Fn()> = Box::new(move || {
                let made = store.reading.with_untracked(|shown| fix.apply(&shown.tree));
                match made {
                    Ok(tree) => {
                        store.update(|session| session.replace_text(tree.shared_text(), step.clone()));
                    }
                    Err(error) => store.notice.set(Some(error.to_string())),
                }
            });
            (title, apply)
        });
        choices.collect()
    })
}

pub(super) fn range_of(lines: &Lines, text: &str, span: Span) -> Range {
    (
        place_of(lines.editor_place(text, span.start)),
        place_of(lines.editor_place(text, span.end)),
    )
}
