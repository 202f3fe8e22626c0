//! Copying an item right behind itself.
//!
//! What goes with an item when it is removed or moved comes with its copy too: its lines, the comments in it,
//! and the comments above that are surely its own.

use super::apply::{TextEdit, apply};
use super::insert::{after_line, separated_by_blank_lines};
use super::item::{OwnLines, Place, without_anchors};
use super::{Change, Refusal, flow, plan as plan_changes};
use crate::yaml::tree::{Span, Tree};
use crate::yaml::value::Path;

pub(super) fn plan(
    tree: &Tree,
    path: &Path,
    changes: &[Change],
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let place = Place::of(tree, path)?;
    let mut copied = Vec::new();
    if tree.node(place.sequence).flow {
        let item = tree.items(place.sequence).get(place.index);
        let node = tree.node(item.ok_or_else(|| Refusal::NotFound(path.clone()))?.node);
        let text = without_anchors(tree, Span::new(node.properties_start, node.span.end));
        flow::insert_item(tree, place.sequence, place.index + 1, &text, &mut copied)?;
    } else {
        let own = OwnLines::of(tree, place.sequence, place.index);
        let own = own.ok_or_else(|| Refusal::Unclear(path.clone()))?;
        let text = without_anchors(tree, own.span(tree));
        let mut lines: Vec<String> = split_lines(&text).map(str::to_owned).collect();
        if separated_by_blank_lines(tree, place.sequence) && !own.keeps_breaks(tree) {
            lines.insert(0, String::new());
        }
        after_line(tree, own.last, own.node, &lines, &mut copied);
    }
    if !changes.is_empty() {
        change_copy(tree, &place, changes, &mut copied)?;
    }
    edits.append(&mut copied);
    Ok(())
}

/// Lines without their breaks, of which the last line may have none.
fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let text = text
        .strip_suffix("\r\n")
        .or_else(|| text.strip_suffix(['\n', '\r']))
        .unwrap_or(text);
    text.split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// Plans further changes on the text with the copy in it, where the copy is like any other item, and makes them
/// in the text that is inserted.
fn change_copy(
    tree: &Tree,
    place: &Place,
    changes: &[Change],
    copied: &mut [TextEdit],
) -> Result<(), Refusal> {
    let (with_copy, error) = Tree::parse(apply(tree.text(), copied));
    if error.is_some() {
        return Err(Refusal::Unsafe);
    }
    let copy = place.list.then(place.index + 1);
    let changes: Vec<Change> = changes.iter().map(|change| change.seen_from(&copy)).collect();
    let planned = plan_changes(&with_copy, &changes)?;
    let Some((inserted, before)) = copied.split_last_mut() else {
        return Err(Refusal::Unsafe);
    };
    let start = before.iter().fold(inserted.span.start, |at, edit| {
        at + edit.text.len() - (edit.span.end - edit.span.start)
    });
    let end = start + inserted.text.len();
    let inner: Option<Vec<TextEdit>> = planned
        .into_iter()
        .map(|edit| {
            let within = start <= edit.span.start && edit.span.end <= end;
            within.then(|| TextEdit::replace(edit.span.start - start, edit.span.end - start, edit.text))
        })
        .collect();
    inserted.text = apply(&inserted.text, &inner.ok_or(Refusal::Unsafe)?);
    Ok(())
}
