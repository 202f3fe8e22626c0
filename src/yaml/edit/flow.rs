//! Entries and items in brackets.

use super::Refusal;
use super::apply::TextEdit;
use super::item::refuse_anchor_behind;
use super::layout::{before, line_break, line_start, starts_its_line};
use super::quote::quoted;
use super::write::inline;
use crate::yaml::tree::{NodeId, Span, Tree};
use crate::yaml::value::{Path, Value};

pub(super) fn insert_entry(
    tree: &Tree,
    mapping: NodeId,
    at: usize,
    key: &str,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let children: Vec<Child> = tree
        .entries(mapping)
        .iter()
        .map(|entry| Child {
            start: entry.start,
            end: child_end(tree, entry.value, entry.key),
        })
        .collect();
    insert(
        tree,
        mapping,
        &children,
        at,
        &format!("{}: {}", quoted(key), inline(value)),
        edits,
    )
}

pub(super) fn append_item(
    tree: &Tree,
    sequence: NodeId,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    insert_item(tree, sequence, tree.items(sequence).len(), &inline(value), edits)
}

/// Inserts an item, already written. What is pushed last holds its text.
pub(super) fn insert_item(
    tree: &Tree,
    sequence: NodeId,
    at: usize,
    text: &str,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    insert(tree, sequence, &children_of(tree, sequence), at, text, edits)
}

fn children_of(tree: &Tree, sequence: NodeId) -> Vec<Child> {
    let items = tree.items(sequence).iter();
    items
        .map(|item| Child {
            start: tree.node(item.node).properties_start,
            end: tree.node(item.node).span.end,
        })
        .collect()
}

/// Takes an item to another place: commas, blanks and line breaks stay, the items change places between them.
/// Refused where a comment between the brackets would then stand beside another item.
pub(super) fn reorder(
    tree: &Tree,
    path: &Path,
    sequence: NodeId,
    (from, to): (usize, usize),
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let children = children_of(tree, sequence);
    let span = tree.node(sequence).span;
    let starts = children.iter().map(|child| child.start).chain([span.end]);
    let ends = [span.start]
        .into_iter()
        .chain(children.iter().map(|child| child.end));
    let commented = ends
        .zip(starts)
        .any(|(end, start)| tree.text().get(end..start).is_some_and(|gap| gap.contains('#')));
    let (Some(moved), Some(target)) = (children.get(from), children.get(to)) else {
        return Err(Refusal::NotFound(path.clone()));
    };
    if commented {
        return Err(Refusal::Unclear(path.clone()));
    }
    let place = if to > from { target.end } else { target.start };
    refuse_anchor_behind(tree, Span::new(moved.start, moved.end), place)?;
    let mut order: Vec<usize> = (0..children.len()).collect();
    let own = order.remove(from);
    order.insert(to, own);
    for (slot, source) in children.iter().zip(order) {
        let text = children
            .get(source)
            .and_then(|source| tree.text().get(source.start..source.end));
        if source_differs(slot, children.get(source)) {
            edits.push(TextEdit::replace(slot.start, slot.end, text.unwrap_or_default()));
        }
    }
    Ok(())
}

fn source_differs(slot: &Child, source: Option<&Child>) -> bool {
    source.is_none_or(|source| source.start != slot.start)
}

/// An entry or item between brackets.
struct Child {
    start: usize,
    end: usize,
}

/// End of a pair; of its key where no value is written.
fn child_end(tree: &Tree, value: NodeId, key: NodeId) -> usize {
    tree.node(value).span.end.max(tree.node(key).span.end)
}

/// A null that ends in `:` wants a blank before what follows: other readers refuse `{a:, b: 1}`.
fn after_colon(tree: &Tree, at: usize) -> &'static str {
    if at > 0 && tree.text().as_bytes().get(at - 1) == Some(&b':') {
        " "
    } else {
        ""
    }
}

fn insert(
    tree: &Tree,
    collection: NodeId,
    children: &[Child],
    at: usize,
    text: &str,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let span = tree.node(collection).span;
    if !matches!(tree.text().as_bytes().get(span.start), Some(b'{' | b'[')) {
        return Err(Refusal::Unsafe);
    }
    let Some(previous) = at.checked_sub(1).and_then(|at| children.get(at)) else {
        let follows = if children.is_empty() { "" } else { ", " };
        edits.push(TextEdit::insert(span.start + 1, format!("{text}{follows}")));
        return Ok(());
    };
    let comma = comma_after(tree, previous.end, span.end);
    let line = tree.lines().line_of(previous.end);
    let rest_of_line = tree
        .text()
        .get(comma.map_or(previous.end, |comma| comma + 1)..tree.lines().end(line));
    let rest = rest_of_line.unwrap_or_default().trim();
    if (rest.is_empty() || rest.starts_with('#')) && starts_its_line(tree, previous.start) {
        let indent = before(tree, previous.start);
        let ending = line_break(tree, line);
        if comma.is_none() {
            edits.push(TextEdit::insert(
                previous.end,
                format!("{},", after_colon(tree, previous.end)),
            ));
        }
        let follows = if comma.is_some() { "," } else { "" };
        edits.push(TextEdit::insert(
            tree.lines().end(line),
            format!("{indent}{text}{follows}{ending}"),
        ));
        return Ok(());
    }
    edits.push(TextEdit::insert(
        previous.end,
        format!("{}, {text}", after_colon(tree, previous.end)),
    ));
    Ok(())
}

/// The comma behind a child, with nothing but blanks and comments between.
fn comma_after(tree: &Tree, end: usize, limit: usize) -> Option<usize> {
    let mut at = end;
    let bytes = tree.text().as_bytes();
    while at < limit {
        match bytes.get(at)? {
            b',' => return Some(at),
            b'#' => {
                let line = tree.lines().line_of(at);
                at = tree.lines().end(line);
            }
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            _ => return None,
        }
    }
    None
}

/// Removes the entry or item at an index.
pub(super) fn remove(
    tree: &Tree,
    collection: NodeId,
    index: usize,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let children: Vec<Child> = if tree.items(collection).is_empty() {
        let entries = tree.entries(collection).iter();
        entries
            .map(|entry| Child {
                start: entry.start,
                end: child_end(tree, entry.value, entry.key),
            })
            .collect()
    } else {
        children_of(tree, collection)
    };
    let limit = tree.node(collection).span.end;
    let Some(own) = children.get(index) else {
        return Err(Refusal::Unsafe);
    };
    let previous = index.checked_sub(1).and_then(|at| children.get(at));
    let comma = comma_after(tree, own.end, limit);
    let line = tree.lines().line_of(own.end);
    let after = tree
        .text()
        .get(comma.map_or(own.end, |comma| comma + 1)..tree.lines().end(line))
        .unwrap_or_default()
        .trim();
    let alone = starts_its_line(tree, own.start) && (after.is_empty() || after.starts_with('#'));
    if alone {
        edits.push(TextEdit::delete(
            line_start(tree, own.start),
            tree.lines().end(line),
        ));
        if comma.is_none()
            && let Some(comma) = previous.and_then(|previous| comma_after(tree, previous.end, limit))
        {
            edits.push(TextEdit::delete(comma, comma + 1));
        }
        return Ok(());
    }
    match (children.get(index + 1), previous) {
        (Some(next), _) => edits.push(TextEdit::delete(own.start, next.start)),
        (None, Some(previous)) => {
            edits.push(TextEdit::replace(
                previous.end,
                own.end,
                after_colon(tree, previous.end),
            ));
        }
        (None, None) => edits.push(TextEdit::delete(
            own.start,
            comma.map_or(own.end, |comma| comma + 1),
        )),
    }
    Ok(())
}
