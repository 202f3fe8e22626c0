//! Taking lines to another place of the text.

use std::ops::Range;

use super::apply::TextEdit;
use super::item::{OwnLines, open_scalar, stripped};
use super::layout::{line_break, line_start};
use crate::yaml::tree::Tree;

/// Lines that leave their place, and what stands elsewhere instead.
pub(super) struct Shift {
    /// The lines that go.
    pub cut: Range<usize>,
    /// The line before which they come, outside of `cut`.
    pub to: usize,
    /// What comes there, each line with its break.
    pub text: String,
    /// It ends in a block scalar that reads differently without the break behind it.
    pub open: bool,
}

impl Shift {
    /// The text edits. A text whose last line has no break keeps it so, unless a block scalar would then read
    /// differently.
    pub(super) fn plan(self, tree: &Tree, edits: &mut Vec<TextEdit>) {
        let lines = tree.lines();
        let count = lines.count();
        let end = tree.text().len();
        let start = |line: usize| line_start(tree, lines.start(line));
        let unended = !tree.text().ends_with(['\n', '\r']);
        let without_break = |text: &str| text.trim_end_matches(['\n', '\r']).to_owned();
        let from = start(self.cut.start);
        if unended && self.cut.end == count {
            if self.to == self.cut.start || self.to == self.cut.end {
                edits.push(TextEdit::replace(from, end, without_break(&self.text)));
                return;
            }
            edits.push(TextEdit::insert(start(self.to), self.text));
            let before = self.cut.start.saturating_sub(1);
            let from = if open_scalar(tree, before).is_some() {
                from
            } else {
                lines.start(before) + lines.text(tree.text(), before).len()
            };
            edits.push(TextEdit::delete(from, end));
            return;
        }
        edits.push(TextEdit::delete(from, lines.end(self.cut.end.saturating_sub(1))));
        if unended && self.to == count {
            if let Some(header) = open_scalar(tree, count - 1) {
                edits.push(TextEdit::replace(
                    header.start,
                    header.end,
                    stripped(tree, header),
                ));
            }
            let text = if self.open {
                self.text
            } else {
                without_break(&self.text)
            };
            edits.push(TextEdit::insert(
                end,
                format!("{}{text}", line_break(tree, count - 1)),
            ));
            return;
        }
        edits.push(TextEdit::insert(start(self.to), self.text));
    }
}

/// The lines of an item, each with its break. Where the last one of the text has none, it gets one, and a block
/// scalar that ends there reads as before.
pub(super) fn ended_lines(tree: &Tree, own: &OwnLines) -> String {
    let span = own.span(tree);
    let mut text = tree
        .text()
        .get(span.start..span.end)
        .unwrap_or_default()
        .to_owned();
    if text.ends_with(['\n', '\r']) {
        return text;
    }
    if let Some(header) = open_scalar(tree, own.last) {
        text.replace_range(
            header.start - span.start..header.end - span.start,
            &stripped(tree, header),
        );
    }
    text.push_str(line_break(tree, own.last));
    text
}
