//! Taking an item to the end of another sequence, with its lines and comments.

use super::apply::TextEdit;
use super::insert::{room_for_entry, room_for_item};
use super::item::{OwnLines, Place, open_scalar, refuse_anchor_behind};
use super::layout::{column, line_break};
use super::quote::quoted;
use super::remove::Beside;
use super::shift::{Shift, ended_lines};
use super::{Refusal, remove, resolve};
use crate::yaml::tree::{Kind, NodeId, Tree};
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
    let cut = if only && left == Left::Nothing {
        lines_of_list(tree, place.sequence).ok_or_else(unclear)?
    } else {
        if only && left == Left::Brackets {
            let holder = remove::colon_of(tree, place.sequence).ok_or_else(unclear)?;
            edits.push(TextEdit::insert(holder + 1, " []"));
        }
        let items = tree.items(place.sequence).iter();
        let beside = Beside::of(items.map(|item| item.node), place.index);
        remove::part(tree, own.dash, own.node, beside)
    };
    let mut target = own.past_blanks(tree, room.line + 1);
    if cut.start < target && target < cut.end {
        target = cut.end;
    }
    refuse_anchor_behind(tree, own.span(tree), tree.lines().start(target))?;
    let ending = line_break(tree, room.line);
    let mut text = String::new();
    if room.apart {
        text.push_str(ending);
    }
    let dash = match begun_key {
        Some(key) => {
            text.push_str(&format!("{}{}:{ending}", " ".repeat(room.column), quoted(key)));
            room.column + room.layout.dash
        }
        None => room.column,
    };
    for line in ended_lines(tree, &own).lines() {
        let line = indented(line, column(tree, own.dash), dash).ok_or_else(unclear)?;
        text.push_str(&line);
        text.push_str(ending);
    }
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

/// The lines of a list's entry; none where it shares its first line with a dash.
fn lines_of_list(tree: &Tree, sequence: NodeId) -> Option<std::ops::Range<usize>> {
    let mapping = tree.node(sequence).parent?;
    let entries = tree.entries(mapping);
    let at = entries.iter().position(|entry| entry.value == sequence)?;
    let entry = entries.get(at)?;
    let beside = Beside::of(entries.iter().map(|entry| entry.value), at);
    let clear = entries.len() > 1
        && tree.node(mapping).kind == Kind::Mapping
        && super::layout::starts_its_line(tree, entry.start);
    clear.then(|| remove::part(tree, entry.start, sequence, beside))
}
