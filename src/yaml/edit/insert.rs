//! Adding an entry or an item, with the file's own indentation and line ends.

use super::apply::TextEdit;
use super::layout::{self, column, dash_offset, last_line, line_break, step};
use super::write::{Indentation, entry_lines, item_lines};
use super::{Refusal, flow, position, resolve};
use crate::yaml::tree::{Kind, NodeId, ScalarStyle, Tree};
use crate::yaml::value::{Path, Value};

pub(super) fn entry(
    tree: &Tree,
    path: &Path,
    key: &str,
    value: &Value,
    order: &[&str],
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let mapping = resolve(tree, path)?;
    let entries = tree.entries(mapping);
    if tree.entry(mapping, key).is_some() {
        return Err(Refusal::Exists(path.then(key)));
    }
    if is_unwritten(tree, mapping) {
        let layout = Indentation {
            step: step(tree),
            dash: dash_offset(tree, mapping, key),
            gap: 1,
        };
        let lines = |column: usize| entry_lines(key, value, column + layout.step, layout);
        return begin_block(tree, path, mapping, lines, edits);
    }
    match tree.node(mapping).kind {
        Kind::Mapping => {}
        Kind::Alias(_) => return Err(Refusal::ThroughAlias(path.clone())),
        _ => return Err(Refusal::WrongKind(path.clone())),
    }
    let keys: Vec<Value> = entries.iter().map(|entry| Value::of(tree, entry.key)).collect();
    let at = position(keys.iter(), key, order);
    if tree.node(mapping).flow {
        return flow::insert_entry(tree, mapping, at, key, value, edits);
    }
    let (Some(first), Some(before)) = (entries.first(), at.checked_sub(1).and_then(|at| entries.get(at)))
    else {
        return Err(Refusal::Unclear(path.clone()));
    };
    if layout::before(tree, first.start).contains('\t') || before.explicit {
        return Err(Refusal::Unclear(path.clone()));
    }
    let layout = Indentation {
        step: step(tree),
        dash: dash_offset(tree, mapping, key),
        gap: 1,
    };
    let lines = entry_lines(key, value, column(tree, first.start), layout);
    after_line(
        tree,
        last_line(tree, before.start, before.value),
        before.value,
        &lines,
        edits,
    );
    Ok(())
}

pub(super) fn item(
    tree: &Tree,
    path: &Path,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let sequence = resolve(tree, path)?;
    if is_unwritten(tree, sequence) || is_empty_in_block(tree, sequence) {
        let (key, mapping) = key_of(tree, sequence).ok_or_else(|| Refusal::Unclear(path.clone()))?;
        let layout = Indentation {
            step: step(tree),
            dash: dash_offset(tree, mapping, &key),
            gap: 1,
        };
        let lines = |column: usize| item_lines(value, column + layout.dash, layout);
        return begin_block(tree, path, sequence, lines, edits);
    }
    match tree.node(sequence).kind {
        Kind::Sequence => {}
        Kind::Alias(_) => return Err(Refusal::ThroughAlias(path.clone())),
        _ => return Err(Refusal::WrongKind(path.clone())),
    }
    if tree.node(sequence).flow {
        return flow::append_item(tree, sequence, value, edits);
    }
    let items = tree.items(sequence);
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Err(Refusal::Unclear(path.clone()));
    };
    let (Some(first_dash), Some(last_dash)) = (first.dash, last.dash) else {
        return Err(Refusal::Unclear(path.clone()));
    };
    if layout::before(tree, first_dash).contains('\t') {
        return Err(Refusal::Unclear(path.clone()));
    }
    let same_line =
        tree.lines().line_of(last_dash) == tree.lines().line_of(tree.node(last.node).properties_start);
    let gap = if same_line {
        (tree.node(last.node).properties_start - last_dash)
            .saturating_sub(1)
            .max(1)
    } else {
        1
    };
    let layout = Indentation {
        step: step(tree),
        dash: dash_offset(tree, sequence, ""),
        gap,
    };
    let mut lines = item_lines(value, column(tree, first_dash), layout);
    if separated_by_blank_lines(tree, sequence) && !keeps_breaks(tree, last.node) {
        lines.insert(0, String::new());
    }
    after_line(
        tree,
        last_line(tree, last_dash, last.node),
        last.node,
        &lines,
        edits,
    );
    Ok(())
}

/// Inserts lines below a line; `before` is the value that ends there.
pub(super) fn after_line(
    tree: &Tree,
    line: usize,
    before: NodeId,
    lines: &[String],
    edits: &mut Vec<TextEdit>,
) {
    let ending = line_break(tree, line);
    let at = tree.lines().end(line);
    let ends_with_break = tree
        .text()
        .get(..at)
        .is_some_and(|text| text.ends_with(['\n', '\r']));
    let joined = lines.join(ending);
    if ends_with_break {
        edits.push(TextEdit::insert(at, format!("{joined}{ending}")));
        return;
    }
    // Without a final break a block scalar reads differently once a line follows, so its breaks are stripped.
    if let Some(scalar) = layout::trailing_block_scalar(tree, before)
        && let Kind::Scalar(ScalarStyle::Block { header_end }) = tree.node(scalar).kind
    {
        let start = tree.node(scalar).span.start;
        let header = tree
            .text()
            .get(start..header_end)
            .unwrap_or_default()
            .replace(['+', '-'], "");
        edits.push(TextEdit::replace(start, header_end, format!("{header}-")));
    }
    edits.push(TextEdit::insert(at, format!("{ending}{joined}")));
}

/// A value that is not there: nothing, `~` or `null`.
fn is_unwritten(tree: &Tree, node: NodeId) -> bool {
    tree.scalar(node) == Some(crate::yaml::Scalar::Null)
        && key_of(tree, node).is_some()
        && tree
            .node(node)
            .parent
            .is_some_and(|parent| !tree.node(parent).flow)
}

/// `[]` or `{}` without a comment inside, under a key in a block.
fn is_empty_in_block(tree: &Tree, node: NodeId) -> bool {
    let span = tree.node(node).span;
    let inside = tree
        .text()
        .get(span.start + 1..span.end.saturating_sub(1))
        .unwrap_or_default();
    tree.node(node).kind == Kind::Sequence
        && tree.items(node).is_empty()
        && inside.trim().is_empty()
        && key_of(tree, node).is_some()
        && tree
            .node(node)
            .parent
            .is_some_and(|parent| !tree.node(parent).flow)
}

fn key_of(tree: &Tree, node: NodeId) -> Option<(String, NodeId)> {
    let parent = tree.node(node).parent?;
    let entry = tree.entries(parent).iter().find(|entry| entry.value == node)?;
    Some((tree.key_text(entry)?.to_owned(), parent))
}

/// Puts the first lines of a block under a key whose value is null or empty.
fn begin_block(
    tree: &Tree,
    path: &Path,
    node: NodeId,
    lines: impl FnOnce(usize) -> Vec<String>,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let unclear = || Refusal::Unclear(path.clone());
    let parent = tree.node(node).parent.ok_or_else(unclear)?;
    let entry = tree
        .entries(parent)
        .iter()
        .find(|entry| entry.value == node)
        .ok_or_else(unclear)?;
    let colon = entry.colon.ok_or_else(unclear)?;
    let value = tree.node(node);
    if value.tagged || value.anchored || entry.explicit || layout::before(tree, entry.start).contains('\t') {
        return Err(unclear());
    }
    if value.span.end > value.span.start {
        edits.push(TextEdit::delete(colon + 1, value.span.end));
    }
    let lines = lines(column(tree, entry.start));
    after_line(tree, last_line(tree, entry.start, node), node, &lines, edits);
    Ok(())
}

/// Whether a blank line stands between all items of a sequence that has at least two.
fn separated_by_blank_lines(tree: &Tree, sequence: NodeId) -> bool {
    let items = tree.items(sequence);
    let separated = items.windows(2).all(|pair| match pair {
        [left, right] => right.dash.is_some_and(|dash| {
            let between = tree.lines().line_of(tree.node(left.node).span.end) + 1..tree.lines().line_of(dash);
            between
                .into_iter()
                .any(|line| tree.lines().text(tree.text(), line).trim().is_empty())
        }),
        _ => true,
    });
    items.len() > 1 && separated
}

/// Whether a blank line below would become part of the value: it ends with a `|+` or `>+` scalar.
fn keeps_breaks(tree: &Tree, node: NodeId) -> bool {
    layout::trailing_block_scalar(tree, node).is_some_and(|scalar| {
        let Kind::Scalar(ScalarStyle::Block { header_end }) = tree.node(scalar).kind else {
            return false;
        };
        let header = tree
            .text()
            .get(tree.node(scalar).span.start..header_end)
            .unwrap_or_default();
        header.contains('+')
    })
}
