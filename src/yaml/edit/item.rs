//! An item of a sequence as lines: what is its own, and what may be done with it.

use super::apply::{TextEdit, apply};
use super::layout::{self, before, column, last_line, starts_its_line};
use super::remove::own_comments;
use super::{Refusal, resolve};
use crate::yaml::tree::{Kind, NodeId, ScalarStyle, Span, Tree};
use crate::yaml::value::{Path, Step};

/// An item that a path names, and the sequence that holds it.
pub(super) struct Place {
    pub list: Path,
    pub sequence: NodeId,
    pub index: usize,
}

impl Place {
    pub(super) fn of(tree: &Tree, path: &Path) -> Result<Self, Refusal> {
        let missing = || Refusal::NotFound(path.clone());
        let (list, last) = path.split_last().ok_or_else(missing)?;
        let Step::Index(index) = last else {
            return Err(missing());
        };
        let sequence = resolve(tree, &list)?;
        if matches!(tree.node(sequence).kind, Kind::Alias(_)) {
            return Err(Refusal::ThroughAlias(list));
        }
        if *index >= tree.items(sequence).len() {
            return Err(missing());
        }
        Ok(Self {
            list,
            sequence,
            index: *index,
        })
    }
}

/// The lines of an item of a block sequence: the comments above that are surely its own, its content, and the
/// deeper comments below.
#[derive(Clone, Copy)]
pub(super) struct OwnLines {
    pub node: NodeId,
    pub dash: usize,
    pub first: usize,
    pub last: usize,
}

impl OwnLines {
    /// None where the item shares its line with another dash, or stands behind a tab.
    pub(super) fn of(tree: &Tree, sequence: NodeId, index: usize) -> Option<Self> {
        let item = tree.items(sequence).get(index)?;
        let dash = item.dash?;
        if !starts_its_line(tree, dash) || before(tree, dash).contains('\t') {
            return None;
        }
        let last = last_line(tree, dash, item.node);
        Some(Self {
            node: item.node,
            dash,
            first: own_comments(tree, tree.lines().line_of(dash), last, column(tree, dash)),
            last,
        })
    }

    /// The bytes of these lines, with their line breaks.
    pub(super) fn span(&self, tree: &Tree) -> Span {
        Span::new(
            layout::line_start(tree, tree.lines().start(self.first)),
            tree.lines().end(self.last),
        )
    }

    /// The line before which these can stand, from another line on: not above blank lines that would become part
    /// of the item.
    pub(super) fn past_blanks(&self, tree: &Tree, line: usize) -> usize {
        let blank = |line: &usize| tree.lines().text(tree.text(), *line).trim().is_empty();
        let blanks = (line..tree.lines().count()).take_while(blank).count();
        line + if self.keeps_breaks(tree) { blanks } else { 0 }
    }

    /// Whether a blank line below would become part of the item.
    pub(super) fn keeps_breaks(&self, tree: &Tree) -> bool {
        layout::keeps_breaks(tree, self.node)
    }
}

/// A part of the text without the anchors in it: a copy must not name anything a second time.
pub(super) fn without_anchors(tree: &Tree, span: Span) -> String {
    let bytes = tree.text().as_bytes();
    let is_blank = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let inside = |anchor: &Span| span.start <= anchor.start && anchor.end <= span.end;
    let anchors = tree.anchored().filter_map(|node| tree.anchor_span(node));
    let edits: Vec<TextEdit> = anchors
        .filter(inside)
        .map(|Span { mut start, mut end }| {
            if is_blank(end) {
                while is_blank(end) {
                    end += 1;
                }
            } else {
                while start > span.start && is_blank(start - 1) {
                    start -= 1;
                }
            }
            TextEdit::delete(start - span.start, end - span.start)
        })
        .collect();
    apply(tree.text().get(span.start..span.end).unwrap_or_default(), &edits)
}

/// The block scalar whose content ends in a line and reads differently with or without a break behind it.
pub(super) fn open_scalar(tree: &Tree, line: usize) -> Option<Span> {
    let end = tree.lines().start(line)..=tree.lines().end(line);
    tree.ids().find_map(|id| {
        let node = tree.node(id);
        let Kind::Scalar(ScalarStyle::Block { header_end }) = node.kind else {
            return None;
        };
        let header = Span::new(node.span.start, header_end);
        let marks = tree.text().get(header.start..header.end)?;
        (end.contains(&node.span.end) && node.span.end > header_end && !marks.contains('-')).then_some(header)
    })
}

/// The header of a block scalar, made to drop the break at its end.
pub(super) fn stripped(tree: &Tree, header: Span) -> String {
    let marks = tree.text().get(header.start..header.end).unwrap_or_default();
    format!("{}-", marks.replace(['+', '-'], ""))
}

/// Refuses to take a part of the text to another place where an alias would then stand before its anchor.
pub(super) fn refuse_anchor_behind(tree: &Tree, moved: Span, to: usize) -> Result<(), Refusal> {
    let place = |at: usize| {
        if moved.start <= at && at < moved.end {
            (to, 0, at)
        } else {
            (at, 1, 0)
        }
    };
    let behind = tree.aliases().find(|&(alias, target)| {
        place(tree.node(target).properties_start) > place(tree.node(alias).span.start)
    });
    match behind {
        Some((alias, _)) => Err(Refusal::AnchorBehind {
            line: tree.lines().line_of(tree.node(alias).span.start) + 1,
        }),
        None => Ok(()),
    }
}
