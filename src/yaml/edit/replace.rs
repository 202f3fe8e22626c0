//! Putting a value in the place of any other: a line may become a block, and a block a line. The key's line
//! and the comments behind it stay; what is written in brackets stays in brackets.

use super::apply::TextEdit;
use super::insert::room_under_key;
use super::layout::{self, column, dash_offset, line_break, step};
use super::set::{self, line_text_end};
use super::write::{Indentation, entry_lines, inline, item_lines};
use super::{Refusal, refuse_needed_anchor, resolve};
use crate::yaml::tree::{Entry, Kind, NodeId, ScalarStyle, Span, Tree};
use crate::yaml::value::{Path, Value};

pub(super) fn plan(
    tree: &Tree,
    path: &Path,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let target = resolve(tree, path)?;
    let node = tree.node(target);
    let unclear = || Refusal::Unclear(path.clone());
    let is_collection = matches!(node.kind, Kind::Mapping | Kind::Sequence);
    let inside = tree
        .text()
        .get(node.span.start + 1..node.span.end.saturating_sub(1));
    let is_empty = node.flow && inside.is_some_and(|inside| inside.trim().is_empty());
    let parent = node.parent.ok_or_else(unclear)?;
    let stays_in_brackets = tree.node(parent).flow || node.flow && !is_empty;
    let as_block = value.is_filled() && !stays_in_brackets;
    if !is_collection && !as_block {
        return set::plan(tree, path, value, edits);
    }
    if node.tagged || node.anchored {
        return Err(unclear());
    }
    let span = Span::new(node.properties_start, layout::content_end(tree, target));
    refuse_needed_anchor(tree, span)?;
    if node.flow && !as_block {
        let glued = tree.text().get(..span.start).unwrap_or_default().ends_with(':');
        let blank = if glued { " " } else { "" };
        edits.push(TextEdit::replace(
            span.start,
            span.end,
            format!("{blank}{}", inline(value)),
        ));
        return Ok(());
    }
    match tree.entries(parent).iter().find(|entry| entry.value == target) {
        Some(entry) => below_key(tree, path, parent, entry, value, edits),
        None => behind_dash(tree, path, parent, target, value, edits),
    }
}

fn below_key(
    tree: &Tree,
    path: &Path,
    mapping: NodeId,
    entry: &Entry,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let colon = entry.colon.ok_or_else(|| Refusal::Unclear(path.clone()))?;
    let key = tree.key_text(entry).unwrap_or_default();
    let layout = Indentation {
        step: step(tree),
        dash: dash_offset(tree, mapping, key),
        gap: 1,
    };
    let mut lines = entry_lines(key, value, column(tree, entry.start), layout);
    let below = lines.split_off(lines.len().min(1));
    let node = tree.node(entry.value);
    let (start, end) = (node.span.start, layout::content_end(tree, entry.value));
    let lies_below = tree.lines().line_of(start) > tree.lines().line_of(colon);
    let kept_until = match node.kind {
        // The header goes, and a comment behind it stays.
        Kind::Scalar(ScalarStyle::Block { header_end }) => {
            edits.push(TextEdit::delete(colon + 1, header_end));
            line_text_end(tree, header_end)
        }
        _ if lies_below => line_text_end(tree, colon),
        _ => {
            room_under_key(tree, path, entry.value, 0, layout)?.fill(tree, below, edits);
            return Ok(());
        }
    };
    if below.is_empty() {
        edits.push(TextEdit::insert(colon + 1, format!(" {}", inline(value))));
    }
    let ending = line_break(tree, tree.lines().line_of(colon));
    let text: String = below.iter().map(|line| format!("{ending}{line}")).collect();
    edits.push(TextEdit::replace(kept_until, end.max(kept_until), text));
    Ok(())
}

fn behind_dash(
    tree: &Tree,
    path: &Path,
    sequence: NodeId,
    target: NodeId,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let unclear = || Refusal::Unclear(path.clone());
    let item = tree.items(sequence).iter().find(|item| item.node == target);
    let dash = item.and_then(|item| item.dash).ok_or_else(unclear)?;
    let start = tree.node(target).properties_start;
    let between = tree.text().get(dash + 1..start).ok_or_else(unclear)?;
    if !between.trim().is_empty() || layout::before(tree, dash).contains('\t') {
        return Err(unclear());
    }
    let gap = if between.contains(['\n', '\r']) {
        1
    } else {
        between.len().max(1)
    };
    let layout = Indentation {
        step: step(tree),
        dash: dash_offset(tree, sequence, ""),
        gap,
    };
    let ending = line_break(tree, tree.lines().line_of(dash));
    let lines = item_lines(value, column(tree, dash), layout).join(ending);
    let end = layout::content_end(tree, target).max(dash + 1);
    edits.push(TextEdit::replace(dash, end, lines.trim_start_matches(' ')));
    Ok(())
}
