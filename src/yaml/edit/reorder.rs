//! Taking an item to another place of its sequence.
//!
//! Its lines go with the comments that are surely its own, and with one run of the blank lines beside it, so
//! that items which are set apart by blank lines stay so. Everything else stays: a heading over several items
//! remains where it is.

use std::ops::Range;

use super::apply::TextEdit;
use super::item::{OwnLines, Place, open_scalar, refuse_anchor_behind};
use super::shift::{Shift, ended_lines};
use super::{Refusal, flow};
use crate::yaml::tree::{Span, Tree};
use crate::yaml::value::Path;

pub(super) fn plan(tree: &Tree, path: &Path, to: usize, edits: &mut Vec<TextEdit>) -> Result<(), Refusal> {
    let place = Place::of(tree, path)?;
    let Place { sequence, index, .. } = place;
    if to >= tree.items(sequence).len() {
        return Err(Refusal::NotFound(place.list.then(to)));
    }
    if to == index {
        return Ok(());
    }
    if tree.node(sequence).flow {
        return flow::reorder(tree, path, sequence, (index, to), edits);
    }
    let unclear = || Refusal::Unclear(path.clone());
    let lines_of = |index: usize| OwnLines::of(tree, sequence, index).ok_or_else(unclear);
    let own = lines_of(index)?;
    let previous = index.checked_sub(1).map(lines_of).transpose()?;
    let next = (index + 1 < tree.items(sequence).len())
        .then(|| lines_of(index + 1))
        .transpose()?;
    // The item that it comes behind, if any.
    let behind = if to > index { Some(to) } else { to.checked_sub(1) };
    let behind = behind.map(lines_of).transpose()?;
    let target = match &behind {
        Some(behind) => behind.last + 1,
        None => lines_of(0)?.first,
    };
    let target = own.past_blanks(tree, target);
    let blanks = blanks_beside(tree, &own, previous.as_ref(), next.as_ref());
    let cut = own.first.min(blanks.start)..(own.last + 1).max(blanks.end);
    let moved = own.span(tree);
    refuse_anchor_behind(tree, moved, tree.lines().start(target))?;
    let blanks = Span::new(tree.lines().start(blanks.start), tree.lines().start(blanks.end));
    let blanks = tree.text().get(blanks.start..blanks.end).unwrap_or_default();
    let lines = ended_lines(tree, &own);
    // Blank lines right below a scalar that keeps them would become part of it.
    let blanks_first = behind.is_some_and(|behind| !behind.keeps_breaks(tree));
    let text = if blanks_first {
        format!("{blanks}{lines}")
    } else {
        format!("{lines}{blanks}")
    };
    Shift {
        cut,
        to: target,
        text,
        open: open_scalar(tree, own.last).is_some(),
    }
    .plan(tree, edits);
    Ok(())
}

/// The blank lines that go with an item: those above it; those below the first one, and below one that follows
/// a scalar to which they would be joined. None beside a scalar of its own that keeps what follows.
fn blanks_beside(
    tree: &Tree,
    own: &OwnLines,
    previous: Option<&OwnLines>,
    next: Option<&OwnLines>,
) -> Range<usize> {
    let blank = |line: usize| tree.lines().text(tree.text(), line).trim().is_empty();
    let none = own.first..own.first;
    if own.keeps_breaks(tree) {
        return none;
    }
    match (previous, next) {
        (Some(previous), _) if !previous.keeps_breaks(tree) => {
            let mut start = own.first;
            while start > previous.last + 1 && blank(start - 1) {
                start -= 1;
            }
            start..own.first
        }
        (_, Some(next)) => {
            let mut end = own.last + 1;
            while end < next.first && blank(end) {
                end += 1;
            }
            own.last + 1..end
        }
        _ => none,
    }
}
