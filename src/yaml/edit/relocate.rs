//! Giving an entry another key, and taking an item to another sequence.

use super::apply::TextEdit;
use super::insert::{after_line, begin_block, is_to_begin};
use super::layout::{column, dash_offset, last_line};
use super::quote::{Quotes, quoted, with_quotes};
use super::remove::Left;
use super::{Refusal, position, remove, resolve};
use crate::yaml::tree::{Kind, ScalarStyle, Tree};
use crate::yaml::value::{Path, Step, Value};

pub(super) fn rename(tree: &Tree, path: &Path, key: &str, edits: &mut Vec<TextEdit>) -> Result<(), Refusal> {
    let missing = || Refusal::NotFound(path.clone());
    let (parent, last) = path.split_last().ok_or_else(missing)?;
    let Step::Key(old) = last else {
        return Err(missing());
    };
    let mapping = resolve(tree, &parent)?;
    let entry = tree.entry(mapping, old).ok_or_else(missing)?;
    if tree.entry(mapping, key).is_some() {
        return Err(Refusal::Exists(parent.then(key)));
    }
    let node = tree.node(entry.key);
    let repeated = tree.duplicate_keys().iter().any(|(first, _)| *first == entry.key);
    if entry.explicit || repeated || node.tagged || node.anchored || !matches!(node.kind, Kind::Scalar(_)) {
        return Err(Refusal::Unclear(path.clone()));
    }
    // Quotes stay: after one the colon may follow without a blank.
    let quotes = match node.kind {
        Kind::Scalar(ScalarStyle::SingleQuoted) => Quotes::Single,
        Kind::Scalar(ScalarStyle::DoubleQuoted) => Quotes::Double,
        _ => Quotes::AsNeeded,
    };
    edits.push(TextEdit::replace(
        node.span.start,
        node.span.end,
        with_quotes(key, quotes),
    ));
    Ok(())
}

pub(super) fn move_item(
    tree: &Tree,
    path: &Path,
    to: &Path,
    order: &[&str],
    left: Left,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let missing = || Refusal::NotFound(path.clone());
    let unclear = || Refusal::Unclear(path.clone());
    let (parent, last) = path.split_last().ok_or_else(missing)?;
    let Step::Index(index) = last else {
        return Err(missing());
    };
    let source = resolve(tree, &parent)?;
    let dash = tree.items(source).get(*index).ok_or_else(missing)?.dash;
    let dash = dash.ok_or_else(unclear)?;
    let mut removed = Vec::new();
    remove::plan(tree, path, left == Left::Refilled, &mut removed)?;
    if left == Left::Nothing && tree.items(source).len() == 1 {
        remove::plan(tree, &parent, false, edits)?;
    } else {
        edits.extend(removed.iter().cloned());
    }
    // The lines that go, with the comments that are the item's own; blank lines around them stay behind.
    let removed = removed
        .iter()
        .find(|edit| edit.span.start <= dash && dash < edit.span.end);
    let span = removed.ok_or_else(unclear)?.span;
    let text = tree.text().get(span.start..span.end).unwrap_or_default();
    let from_column = column(tree, dash);
    let mut moved = Vec::new();
    for line in text.trim_matches(['\n', '\r']).lines() {
        let content = line.trim_start_matches(' ');
        // What stands left of the dash is not its content, and would change if it were moved.
        let inner = (line.len() - content.len()).checked_sub(from_column);
        moved.push(match inner {
            _ if content.is_empty() => (0, content),
            inner => (inner.ok_or_else(unclear)?, content),
        });
    }
    let lines = |column: usize| -> Vec<String> {
        let line = |&(inner, content): &(usize, &str)| match content {
            "" => String::new(),
            _ => format!("{}{content}", " ".repeat(column + inner)),
        };
        moved.iter().map(line).collect()
    };
    place(tree, to, order, lines, edits)
}

/// Puts the lines of an item at the end of a sequence, which may not be there yet. `lines` are made from the
/// dash's column.
fn place(
    tree: &Tree,
    to: &Path,
    order: &[&str],
    lines: impl Fn(usize) -> Vec<String>,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let unclear = || Refusal::Unclear(to.clone());
    let (parent, last) = to.split_last().ok_or_else(unclear)?;
    let mapping = resolve(tree, &parent)?;
    let Step::Key(key) = last else {
        return Err(unclear());
    };
    if tree.node(mapping).kind != Kind::Mapping || tree.node(mapping).flow {
        return Err(unclear());
    }
    let offset = || dash_offset(tree, mapping, key);
    if tree.entry(mapping, key).is_none() {
        let entries = tree.entries(mapping);
        let keys: Vec<Value> = entries.iter().map(|entry| Value::of(tree, entry.key)).collect();
        let at = position(keys.iter(), key, order);
        let (Some(first), Some(end)) = (entries.first(), at.checked_sub(1).and_then(|at| entries.get(at)))
        else {
            return Err(unclear());
        };
        let column = column(tree, first.start);
        let mut block = lines(column + offset());
        block.insert(0, format!("{}{}:", " ".repeat(column), quoted(key)));
        after_line(
            tree,
            last_line(tree, end.start, end.value),
            end.value,
            &block,
            edits,
        );
        return Ok(());
    }
    let target = resolve(tree, to)?;
    if is_to_begin(tree, target) {
        return begin_block(tree, to, target, |column| lines(column + offset()), edits);
    }
    if tree.node(target).flow {
        return Err(unclear());
    }
    let end = tree.items(target).last();
    let end = end.ok_or_else(|| Refusal::WrongKind(to.clone()))?;
    let end_dash = end.dash.ok_or_else(unclear)?;
    let block = lines(column(tree, end_dash));
    after_line(tree, last_line(tree, end_dash, end.node), end.node, &block, edits);
    Ok(())
}
