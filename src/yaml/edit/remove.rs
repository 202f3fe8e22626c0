//! Removing an entry or an item with its lines and the comments that are surely its own.

use std::ops::Range;

use super::apply::TextEdit;
use super::item::{OwnLines, open_scalar};
use super::layout::{self, column, last_line, line_start, starts_its_line};
use super::{Refusal, flow, refuse_needed_anchor, resolve};
use crate::yaml::tree::{Entry, Item, Kind, NodeId, ScalarStyle, Tree};
use crate::yaml::value::{Path, Step};

/// `refilled` says that the sequence gets another item in the same edit, so that it is not left empty.
pub(super) fn plan(
    tree: &Tree,
    path: &Path,
    refilled: bool,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let (parent_path, last) = path.split_last().ok_or_else(|| Refusal::NotFound(path.clone()))?;
    let parent = resolve(tree, &parent_path)?;
    if matches!(tree.node(parent).kind, Kind::Alias(_)) {
        return Err(Refusal::ThroughAlias(parent_path));
    }
    let planned = edits.len();
    match last {
        Step::Key(key) => entry(tree, path, parent, key, edits)?,
        Step::Index(index) => item(tree, path, parent, *index, refilled, edits)?,
    }
    for edit in edits.iter().skip(planned) {
        refuse_needed_anchor(tree, edit.span)?;
    }
    Ok(())
}

fn entry(
    tree: &Tree,
    path: &Path,
    mapping: NodeId,
    key: &str,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let entries = tree.entries(mapping);
    let missing = || Refusal::NotFound(path.clone());
    let at = entries
        .iter()
        .position(|entry| tree.key_text(entry) == Some(key))
        .ok_or_else(missing)?;
    let own = entries.get(at).ok_or_else(missing)?;
    let repeated = tree.duplicate_keys().iter().any(|(first, _)| *first == own.key);
    if own.explicit || repeated {
        return Err(Refusal::Unclear(path.clone()));
    }
    if tree.node(mapping).flow {
        return flow::remove(tree, mapping, at, edits);
    }
    if entries.len() == 1 {
        edits.push(TextEdit::replace(
            own.start,
            tree.node(own.value).span.end.max(own.start),
            "{}",
        ));
        return Ok(());
    }
    match entries.get(at + 1) {
        Some(next) if !starts_its_line(tree, own.start) => first_beside_dash(tree, own, next, edits),
        _ => {
            let beside = Beside::of_entry(entries, at);
            lines(tree, own.start, own.value, beside, edits);
            Ok(())
        }
    }
}

/// Removes the first key of `- key: …`: the next one moves up to the dash, unless comments stand between.
fn first_beside_dash(
    tree: &Tree,
    own: &Entry,
    next: &Entry,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let last = last_line(tree, own.start, own.value);
    let between = tree
        .text()
        .get(tree.lines().end(last)..line_start(tree, next.start))
        .unwrap_or_default();
    if between.trim().is_empty() {
        edits.push(TextEdit::delete(own.start, next.start));
        return Ok(());
    }
    let end = tree.lines().start(last) + tree.lines().text(tree.text(), last).len();
    let blanks = layout::before(tree, own.start);
    let start = own.start - (blanks.len() - blanks.trim_end_matches(' ').len());
    edits.push(TextEdit::delete(start, end));
    Ok(())
}

fn item(
    tree: &Tree,
    path: &Path,
    sequence: NodeId,
    index: usize,
    refilled: bool,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let items = tree.items(sequence);
    let own = items.get(index).ok_or_else(|| Refusal::NotFound(path.clone()))?;
    if tree.node(sequence).flow {
        return flow::remove(tree, sequence, index, edits);
    }
    let dash = own.dash.ok_or_else(|| Refusal::Unclear(path.clone()))?;
    if !starts_its_line(tree, dash) {
        return Err(Refusal::Unclear(path.clone()));
    }
    if items.len() == 1 && !refilled {
        let colon = colon_of(tree, sequence).ok_or_else(|| Refusal::Unclear(path.clone()))?;
        edits.push(TextEdit::insert(colon + 1, " []"));
    }
    let beside = Beside::of_item(items, index);
    lines(tree, dash, own.node, beside, edits);
    Ok(())
}

/// The colon of the key that holds a list.
pub(super) fn colon_of(tree: &Tree, list: NodeId) -> Option<usize> {
    let parent = tree.node(list).parent?;
    let holder = tree.entries(parent).iter().find(|entry| entry.value == list);
    holder?.colon
}

/// Whether removing a list would take nothing along but its one item: it is not the only entry of its mapping,
/// and no comment stands in it beside the item.
pub(super) fn holds_only_its_item(tree: &Tree, list: NodeId) -> bool {
    let (Some(mapping), [item]) = (tree.node(list).parent, tree.items(list)) else {
        return false;
    };
    let entries = tree.entries(mapping);
    let Some(entry) = entries.iter().find(|entry| entry.value == list) else {
        return false;
    };
    let item = if tree.node(list).flow {
        tree.node(item.node).span
    } else {
        match OwnLines::of(tree, list, 0) {
            Some(own) => own.span(tree),
            None => return false,
        }
    };
    let end = tree.lines().end(last_line(tree, entry.start, list));
    let around = [entry.start..item.start, item.end..end].map(|part| tree.text().get(part));
    let commented = around
        .iter()
        .any(|text| text.is_none_or(|text| text.contains('#')));
    entries.len() > 1 && starts_its_line(tree, entry.start) && !commented
}

/// Deletes whole lines, from the comments above that belong to the part to its last line.
fn lines(tree: &Tree, start: usize, node: NodeId, beside: Beside, edits: &mut Vec<TextEdit>) {
    let Range { start: first, end } = part(tree, start, node, beside);
    let (from, to) = (
        line_start(tree, tree.lines().start(first)),
        tree.lines().end(end.saturating_sub(1)),
    );
    let no_final_break = to == tree.text().len() && !tree.text().ends_with(['\n', '\r']);
    // The break before goes with them, unless a block scalar would then read differently.
    let before = first
        .checked_sub(1)
        .filter(|before| no_final_break && open_scalar(tree, *before).is_none());
    let from = match before {
        Some(before) => tree.lines().start(before) + tree.lines().text(tree.text(), before).len(),
        None => from,
    };
    edits.push(TextEdit::delete(from, to));
}

/// The lines that go with a part: its own, and the blank lines that would be left over. Of the first item of
/// a sequence these are the ones below, of all other parts the ones above.
pub(super) fn part(tree: &Tree, start: usize, node: NodeId, beside: Beside) -> Range<usize> {
    let text = |line: usize| tree.lines().text(tree.text(), line);
    let blank = |line: usize| text(line).trim().is_empty();
    let count = tree.lines().count();
    let mut last = last_line(tree, start, node);
    let mut first = own_comments(tree, tree.lines().line_of(start), last, column(tree, start));
    let mut content = 0;
    if let Some(previous) = beside.previous {
        if let Some(scalar) = layout::trailing_block_scalar(tree, previous) {
            last = swallow_breaks(tree, scalar, last);
        }
        if layout::keeps_breaks(tree, previous) {
            return first..last + 1;
        }
        content = tree.lines().line_of(tree.node(previous).span.end) + 1;
    }
    if last + 1 < count && !blank(last + 1) {
        return first..last + 1;
    }
    let begins = first
        .checked_sub(1)
        .is_none_or(|above| !blank(above) && !text(above).trim_start().starts_with('#'));
    if beside.begins_list && begins {
        while last + 1 < count && blank(last + 1) {
            last += 1;
        }
    }
    while first > content && blank(first - 1) {
        first -= 1;
    }
    first..last + 1
}

/// What stands beside a part of a collection.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    /// The value before.
    previous: Option<NodeId>,
    /// It is the first of several items.
    begins_list: bool,
}

impl Beside {
    pub(super) fn of_entry(entries: &[Entry], at: usize) -> Self {
        let previous = at.checked_sub(1).and_then(|at| entries.get(at));
        Self {
            previous: previous.map(|entry| entry.value),
            begins_list: false,
        }
    }

    pub(super) fn of_item(items: &[Item], at: usize) -> Self {
        let previous = at.checked_sub(1).and_then(|at| items.get(at));
        Self {
            previous: previous.map(|item| item.node),
            begins_list: at == 0 && items.len() > 1,
        }
    }
}

/// First line of the comment run above that surely belongs to the removed part, else its own first line.
pub(super) fn own_comments(tree: &Tree, first: usize, last: usize, own_column: usize) -> usize {
    let text = |line: usize| tree.lines().text(tree.text(), line);
    let lead = |line: usize| text(line).len() - text(line).trim_start_matches(' ').len();
    let is_comment = |line: usize| text(line).trim_start().starts_with('#') && lead(line) == own_column;
    let mut top = first;
    while top > 0 && is_comment(top - 1) {
        top -= 1;
    }
    let follows_ends_it = last + 1 >= tree.lines().count()
        || text(last + 1).trim().is_empty()
        || text(last + 1).trim_start().starts_with('#')
        || lead(last + 1) < own_column;
    let starts_file = top == 0 || text(top - 1).trim_end() == "---";
    let is_banner =
        (top..first).any(|line| is_banner_or_code(text(line).trim_start().trim_start_matches('#')));
    if top < first && follows_ends_it && !starts_file && !is_banner {
        top
    } else {
        first
    }
}

/// A comment that is a rule, empty, or looks like YAML that was switched off.
fn is_banner_or_code(comment: &str) -> bool {
    let comment = comment.trim();
    let is_key = comment
        .split_once(':')
        .is_some_and(|(key, _)| !key.is_empty() && key.chars().all(|next| next.is_alphanumeric()));
    comment.is_empty()
        || comment.contains("---")
        || comment.contains("===")
        || comment.starts_with("- ")
        || is_key
}

/// Takes along blank lines that would otherwise join the block scalar above the removed part.
fn swallow_breaks(tree: &Tree, scalar: NodeId, last: usize) -> usize {
    let Kind::Scalar(ScalarStyle::Block { header_end }) = tree.node(scalar).kind else {
        return last;
    };
    let header = tree
        .text()
        .get(tree.node(scalar).span.start..header_end)
        .unwrap_or_default();
    let keep = header.contains('+');
    let lines = tree.lines();
    let content = lines.line_of(header_end) + 1..=lines.line_of(tree.node(scalar).span.end);
    let content = content.map(|line| lines.text(tree.text(), line));
    let indent = content
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let joins = |line: usize| {
        let text = tree.lines().text(tree.text(), line);
        text.trim().is_empty() && (keep || text.len() > indent)
    };
    let mut last = last;
    while last + 1 < tree.lines().count() && joins(last + 1) {
        last += 1;
    }
    last
}
