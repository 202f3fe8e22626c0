//! Giving an entry another key, and taking an item to another sequence.

use super::apply::TextEdit;
use super::insert::after_line;
use super::layout::{column, last_line};
use super::quote::{Quotes, with_quotes};
use super::{Refusal, remove, resolve};
use crate::yaml::tree::{Kind, ScalarStyle, Tree};
use crate::yaml::value::{Path, Step};

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
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let missing = || Refusal::NotFound(path.clone());
    let unclear = || Refusal::Unclear(path.clone());
    let (parent, last) = path.split_last().ok_or_else(missing)?;
    let Step::Index(index) = last else {
        return Err(missing());
    };
    let source = resolve(tree, &parent)?;
    let target = resolve(tree, to)?;
    if tree.node(source).flow || tree.node(target).flow {
        return Err(unclear());
    }
    let item = tree.items(source).get(*index).ok_or_else(missing)?;
    let end = tree
        .items(target)
        .last()
        .ok_or_else(|| Refusal::WrongKind(to.clone()))?;
    let (Some(dash), Some(end_dash)) = (item.dash, end.dash) else {
        return Err(unclear());
    };
    let planned = edits.len();
    remove::plan(tree, path, edits)?;
    // The lines that go, with the comments that are the item's own; blank lines around them stay behind.
    let removed = edits.get(planned..).unwrap_or_default();
    let removed = removed
        .iter()
        .find(|edit| edit.span.start <= dash && dash < edit.span.end);
    let span = removed.ok_or_else(unclear)?.span;
    let text = tree.text().get(span.start..span.end).unwrap_or_default();
    let (from_column, to_column) = (column(tree, dash), column(tree, end_dash));
    let mut lines = Vec::new();
    for line in text.trim_matches(['\n', '\r']).lines() {
        let content = line.trim_start_matches(' ');
        let lead = line.len() - content.len();
        lines.push(if content.is_empty() {
            String::new()
        } else {
            // What stands left of the dash is not its content, and would change if it were moved.
            let inner = lead.checked_sub(from_column).ok_or_else(unclear)?;
            format!("{}{content}", " ".repeat(to_column + inner))
        });
    }
    after_line(tree, last_line(tree, end_dash, end.node), end.node, &lines, edits);
    Ok(())
}
