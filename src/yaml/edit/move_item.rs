//! Taking an item to the end of another sequence, with its lines and comments.

use std::ops::Range;

use super::apply::TextEdit;
use super::insert::{room_for_entry, room_for_item};
use super::item::{OwnLines, Place, open_scalar, refuse_anchor_behind};
use super::layout::{column, last_line, line_break, starts_its_line};
use super::quote::quoted;
use super::remove::{Beside, own_comments};
use super::shift::{Shift, ended_lines};
use super::{Refusal, remove, resolve};
use crate::yaml::tree::{NodeId, Tree};
use crate::yaml::value::{Path, Step};

/// What becomes of a list that loses its only item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// It goes, too.
    Nothing,
    /// `[]` stays.
    Brackets,
    /// It gets another item in the same edit.
    Another,
}

impl Left {
    pub(super) fn of(with_list: bool, refilled: bool) -> Self {
        match (refilled, with_list) {
            (true, _) => Self::Another,
            (false, true) => Self::Nothing,
            (false, false) => Self::Brackets,
        }
    }
}

pub(super) fn plan(
    tree: &Tree,
    path: &Path,
    to: &Path,
    order: &[&str],
    left: Left,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let place = Place::of(tree, path)?;
    let unclear = || Refusal::Unclear(path.clone());
    if tree.node(place.sequence).flow {
        return Err(unclear());
    }
    let own = OwnLines::of(tree, place.sequence, place.index).ok_or_else(unclear)?;
    let (room, begun_key) = match resolve(tree, to) {
        Ok(list) if tree.node(list).flow && !tree.items(list).is_empty() => {
            return Err(Refusal::Unclear(to.clone()));
        }
        Ok(list) => (room_for_item(tree, to, list)?, None),
        Err(Refusal::NotFound(_)) => {
            let missing = || Refusal::NotFound(to.clone());
            let (section, last) = to.split_last().ok_or_else(missing)?;
            let Step::Key(key) = last else {
                return Err(missing());
            };
            let mapping = resolve(tree, &section)?;
            (room_for_entry(tree, &section, mapping, key, order)?, Some(key))
        }
        Err(refusal) => return Err(refusal),
    };
    let only = tree.items(place.sequence).len() == 1;
    let list = if only && left == Left::Nothing {
        Some(WholeList::of(tree, place.sequence).ok_or_else(unclear)?)
    } else {
        None
    };
    let cut = match &list {
        Some(list) => list.cut.clone(),
        None => {
            if only && left == Left::Brackets {
                let colon = remove::colon_of(tree, place.sequence).ok_or_else(unclear)?;
                edits.push(TextEdit::insert(colon + 1, " []"));
            }
            let beside = Beside::of_item(tree.items(place.sequence), place.index);
            remove::part(tree, own.dash, own.node, beside)
        }
    };
    let mut target = own.past_blanks(tree, room.line + 1);
    if cut.start < target && target < cut.end {
        target = cut.end;
    }
    refuse_anchor_behind(tree, own.span(tree), tree.lines().start(target))?;
    let ending = line_break(tree, room.line);
    let mut lines = Vec::new();
    if room.apart {
        lines.push(String::new());
    }
    // What heads the list that goes heads the item, or the list that is begun for it.
    let heading = list.map_or(Some(Vec::new()), |list| list.heading(tree, room.column));
    lines.extend(heading.ok_or_else(unclear)?);
    let dash = match begun_key {
        Some(key) => {
            lines.push(format!("{}{}:", " ".repeat(room.column), quoted(key)));
            room.column + room.layout.dash
        }
        None => room.column,
    };
    let own_lines = ended_lines(tree, &own);
    let from = column(tree, own.dash);
    let own_lines = own_lines.lines().map(|line| indented(line, from, dash));
    lines.extend(own_lines.collect::<Option<Vec<_>>>().ok_or_else(unclear)?);
    let text = lines.iter().map(|line| format!("{line}{ending}")).collect();
    if let Some(replaced) = room.replaced {
        edits.push(TextEdit::delete(replaced.start, replaced.end));
    }
    Shift {
        cut,
        to: target,
        text,
        open: open_scalar(tree, own.last).is_some(),
    }
    .plan(tree, edits);
    Ok(())
}

/// A line at another indentation. None where it is content that stands left of its item.
fn indented(line: &str, from: usize, to: usize) -> Option<String> {
    let content = line.trim_start_matches(' ');
    let lead = line.len() - content.len();
    if content.trim().is_empty() && lead <= from {
        return Some(content.to_owned());
    }
    let inner = match lead.checked_sub(from) {
        Some(inner) => inner,
        None if content.starts_with('#') => 0,
        None => return None,
    };
    Some(format!("{}{content}", " ".repeat(to + inner)))
}

/// A list that goes with its one item.
struct WholeList {
    start: usize,
    /// The comments above that are surely its own.
    comments: Range<usize>,
    /// All lines that go.
    cut: Range<usize>,
}

impl WholeList {
    /// None where it is alone in its mapping, or shares its first line with a dash.
    fn of(tree: &Tree, sequence: NodeId) -> Option<Self> {
        let mapping = tree.node(sequence).parent?;
        let entries = tree.entries(mapping);
        let at = entries.iter().position(|entry| entry.value == sequence)?;
        let start = entries.get(at)?.start;
        if entries.len() < 2 || !starts_its_line(tree, start) {
            return None;
        }
        let key = tree.lines().line_of(start);
        let last = last_line(tree, start, sequence);
        let beside = Beside::of_entry(entries, at);
        Some(Self {
            start,
            comments: own_comments(tree, key, last, column(tree, start))..key,
            cut: remove::part(tree, start, sequence, beside),
        })
    }

    /// Its comments at another column.
    fn heading(&self, tree: &Tree, to: usize) -> Option<Vec<String>> {
        let from = column(tree, self.start);
        let comments = self.comments.clone();
        comments
            .map(|line| indented(tree.lines().text(tree.text(), line), from, to))
            .collect()
    }
}
