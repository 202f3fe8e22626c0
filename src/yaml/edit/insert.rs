//! Adding an entry or an item, with the file's own indentation and line ends.

use super::apply::TextEdit;
use super::layout::{self, column, dash_offset, last_line, line_break, step};
use super::write::{Indentation, entry_lines, item_lines};
use super::{Refusal, flow, position, resolve};
use crate::yaml::tree::{Kind, NodeId, ScalarStyle, Span, Tree};
use crate::yaml::value::{Path, Value};

/// Where new lines go in a block.
pub(super) struct Room {
    /// The line below which they come.
    pub line: usize,
    /// The value that ends there.
    before: NodeId,
    /// Column of the new key or dash.
    pub column: usize,
    /// Indentation of what is below it.
    pub layout: Indentation,
    /// A blank line sets them apart, as it does the others.
    pub apart: bool,
    /// The `[]` or null that they replace.
    pub replaced: Option<Span>,
}

impl Room {
    pub fn fill(self, tree: &Tree, mut lines: Vec<String>, edits: &mut Vec<TextEdit>) {
        if let Some(Span { start, end }) = self.replaced {
            edits.push(TextEdit::delete(start, end));
        }
        if self.apart {
            lines.insert(0, String::new());
        }
        after_line(tree, self.line, self.before, &lines, edits);
    }
}

pub(super) fn entry(
    tree: &Tree,
    path: &Path,
    key: &str,
    value: &Value,
    order: &[&str],
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    if path.0.is_empty() && is_unwritten_root(tree) {
        begin_text(tree, key, value, edits);
        return Ok(());
    }
    let mapping = resolve(tree, path)?;
    if tree.node(mapping).kind == Kind::Mapping && tree.node(mapping).flow {
        let at = place_in(tree, path, mapping, key, order)?;
        return flow::insert_entry(tree, mapping, at, key, value, edits);
    }
    let room = room_for_entry(tree, path, mapping, key, order)?;
    let lines = entry_lines(key, value, room.column, room.layout);
    room.fill(tree, lines, edits);
    Ok(())
}

/// The place of a new key among the entries.
fn place_in(tree: &Tree, path: &Path, mapping: NodeId, key: &str, order: &[&str]) -> Result<usize, Refusal> {
    if tree.entry(mapping, key).is_some() {
        return Err(Refusal::Exists(path.then(key)));
    }
    let keys = tree.entries(mapping).iter();
    let keys: Vec<Value> = keys.map(|entry| Value::of(tree, entry.key)).collect();
    Ok(position(keys.iter(), key, order))
}

/// Where a new entry of a block mapping goes, which may not be written yet.
pub(super) fn room_for_entry(
    tree: &Tree,
    path: &Path,
    mapping: NodeId,
    key: &str,
    order: &[&str],
) -> Result<Room, Refusal> {
    let at = place_in(tree, path, mapping, key, order)?;
    let layout = Indentation {
        step: step(tree),
        dash: dash_offset(tree, mapping, key),
        gap: 1,
    };
    if is_unwritten(tree, mapping) {
        return room_under_key(tree, path, mapping, layout.step, layout);
    }
    match tree.node(mapping).kind {
        Kind::Mapping => {}
        Kind::Alias(_) => return Err(Refusal::ThroughAlias(path.clone())),
        _ => return Err(Refusal::WrongKind(path.clone())),
    }
    let entries = tree.entries(mapping);
    let (Some(first), Some(before)) = (entries.first(), at.checked_sub(1).and_then(|at| entries.get(at)))
    else {
        return Err(Refusal::Unclear(path.clone()));
    };
    if tree.node(mapping).flow || layout::before(tree, first.start).contains('\t') || before.explicit {
        return Err(Refusal::Unclear(path.clone()));
    }
    Ok(Room {
        line: last_line(tree, before.start, before.value),
        before: before.value,
        column: column(tree, first.start),
        layout,
        apart: entries_apart(tree, mapping) && !layout::keeps_breaks(tree, before.value),
        replaced: None,
    })
}

pub(super) fn item(
    tree: &Tree,
    path: &Path,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let sequence = resolve(tree, path)?;
    let begins = is_unwritten(tree, sequence) || is_empty_in_block(tree, sequence);
    if !begins && tree.node(sequence).kind == Kind::Sequence && tree.node(sequence).flow {
        return flow::append_item(tree, sequence, value, edits);
    }
    let room = room_for_item(tree, path, sequence)?;
    let lines = item_lines(value, room.column, room.layout);
    room.fill(tree, lines, edits);
    Ok(())
}

/// Where a new last item of a block sequence goes, which may be empty or not written yet.
pub(super) fn room_for_item(tree: &Tree, path: &Path, sequence: NodeId) -> Result<Room, Refusal> {
    let unclear = || Refusal::Unclear(path.clone());
    if is_unwritten(tree, sequence) || is_empty_in_block(tree, sequence) {
        let (key, mapping) = key_of(tree, sequence).ok_or_else(unclear)?;
        let layout = Indentation {
            step: step(tree),
            dash: dash_offset(tree, mapping, &key),
            gap: 1,
        };
        return room_under_key(tree, path, sequence, layout.dash, layout);
    }
    match tree.node(sequence).kind {
        Kind::Sequence => {}
        Kind::Alias(_) => return Err(Refusal::ThroughAlias(path.clone())),
        _ => return Err(Refusal::WrongKind(path.clone())),
    }
    let items = tree.items(sequence);
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Err(unclear());
    };
    let (Some(first_dash), Some(last_dash)) = (first.dash, last.dash) else {
        return Err(unclear());
    };
    if layout::before(tree, first_dash).contains('\t') {
        return Err(unclear());
    }
    let content = tree.node(last.node).properties_start;
    let same_line = tree.lines().line_of(last_dash) == tree.lines().line_of(content);
    let gap = if same_line {
        (content - last_dash).saturating_sub(1).max(1)
    } else {
        1
    };
    Ok(Room {
        line: last_line(tree, last_dash, last.node),
        before: last.node,
        column: column(tree, first_dash),
        layout: Indentation {
            step: step(tree),
            dash: dash_offset(tree, sequence, ""),
            gap,
        },
        apart: separated_by_blank_lines(tree, sequence) && !layout::keeps_breaks(tree, last.node),
        replaced: None,
    })
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

/// Where the first lines of a block go, under a key whose value is null or empty.
pub(super) fn room_under_key(
    tree: &Tree,
    path: &Path,
    node: NodeId,
    deeper: usize,
    layout: Indentation,
) -> Result<Room, Refusal> {
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
    Ok(Room {
        line: last_line(tree, entry.start, node),
        before: node,
        column: column(tree, entry.start) + deeper,
        layout,
        apart: false,
        replaced: (value.span.end > value.span.start).then(|| Span::new(colon + 1, value.span.end)),
    })
}

/// Whether nothing but comments is written, so that the first entry begins the content.
fn is_unwritten_root(tree: &Tree) -> bool {
    match tree.root() {
        Some(root) => {
            let node = tree.node(root);
            node.span.start == node.span.end && !node.anchored && !node.tagged && node.kind == PLAIN
        }
        None => is_blank(tree),
    }
}

const PLAIN: Kind = Kind::Scalar(ScalarStyle::Plain);

/// Whether a text has no content: blank lines and comments alone.
pub(super) fn is_blank(tree: &Tree) -> bool {
    let text = tree.text().trim_start_matches('\u{feff}');
    text.lines()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// Writes the first entry below what there is of a text.
fn begin_text(tree: &Tree, key: &str, value: &Value, edits: &mut Vec<TextEdit>) {
    let layout = Indentation {
        step: 2,
        dash: 2,
        gap: 1,
    };
    let text = tree.text();
    let ending = line_break(tree, tree.lines().count().saturating_sub(1));
    let lines = entry_lines(key, value, 0, layout).join(ending);
    let ended = text.trim_start_matches('\u{feff}').is_empty() || text.ends_with(['\n', '\r']);
    let written = if ended {
        format!("{lines}{ending}")
    } else {
        format!("{ending}{lines}")
    };
    edits.push(TextEdit::insert(text.len(), written));
}

/// Whether a blank line sets the entries of a mapping apart; of a single one at the root, its items.
fn entries_apart(tree: &Tree, mapping: NodeId) -> bool {
    let entries = tree.entries(mapping);
    if let [only] = entries {
        let is_root = tree.node(mapping).parent.is_none();
        return is_root && separated_by_blank_lines(tree, only.value);
    }
    entries.windows(2).all(|pair| match pair {
        [left, right] => blank_between(tree, tree.node(left.value).span.end, right.start),
        _ => true,
    })
}

/// Whether a blank line stands between two places.
fn blank_between(tree: &Tree, end: usize, start: usize) -> bool {
    let between = tree.lines().line_of(end) + 1..tree.lines().line_of(start);
    between
        .into_iter()
        .any(|line| tree.lines().text(tree.text(), line).trim().is_empty())
}

/// Whether a blank line stands between all items of a sequence that has at least two.
pub(super) fn separated_by_blank_lines(tree: &Tree, sequence: NodeId) -> bool {
    let items = tree.items(sequence);
    let separated = items.windows(2).all(|pair| match pair {
        [left, right] => right
            .dash
            .is_some_and(|dash| blank_between(tree, tree.node(left.node).span.end, dash)),
        _ => true,
    });
    items.len() > 1 && separated
}
