//! A text before an operation, as the lists are made from it: its lines, where parts of it begin and end.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use plano::yaml::{Entry, Kind, NodeId, ScalarStyle, Tree};
use serde_yaml::Value;

use super::comments::{Comment, comments};
use super::lines::{Line, lines};
use super::reading;

pub(crate) struct Before<'t> {
    pub tree: &'t Tree,
    pub lines: Vec<Line<'t>>,
    pub comments: Vec<Comment<'t>>,
    /// As another reader sees it; none where that reader refuses it.
    pub value: Option<Value>,
    /// Distances between a mapping and one below it, where the file has both in block style.
    pub steps: BTreeSet<usize>,
    /// Distances between a key and the dashes below it.
    pub dashes: BTreeSet<usize>,
    /// Last lines of block scalars.
    block_ends: HashMap<usize, NodeId>,
}

impl<'t> Before<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        let lines = lines(tree.text());
        let mut before = Self {
            tree,
            comments: comments(&lines),
            lines,
            value: reading::read(tree.text()),
            steps: BTreeSet::new(),
            dashes: BTreeSet::new(),
            block_ends: HashMap::new(),
        };
        for id in tree.ids() {
            if let Kind::Scalar(ScalarStyle::Block { .. }) = tree.node(id).kind {
                before
                    .block_ends
                    .insert(before.line_of(tree.node(id).span.end), id);
            }
            for entry in tree.entries(id).iter().filter(|_| !tree.node(id).flow) {
                let column = before.column(entry.start);
                if tree.node(entry.value).flow {
                    continue;
                }
                let mapping = tree.entries(entry.value).first().map(|entry| entry.start);
                let step = mapping.and_then(|start| before.column(start).checked_sub(column));
                before.steps.extend(step);
                let dash = tree.items(entry.value).first().and_then(|item| item.dash);
                let offset = dash.and_then(|dash| before.column(dash).checked_sub(column));
                before.dashes.extend(offset);
            }
        }
        if before.steps.is_empty() {
            before.steps.insert(2);
        }
        if before.dashes.is_empty() {
            before.dashes.extend(before.steps.clone());
        }
        before
    }

    /// The line of a byte; a text's end belongs to its last line.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        let after = self.lines.partition_point(|line| line.start <= at);
        after.saturating_sub(1)
    }

    pub(crate) fn column(&self, at: usize) -> usize {
        at - self.lines[self.line_of(at)].start
    }

    pub(crate) fn text(&self, line: usize) -> &'t str {
        self.lines[line].text
    }

    pub(crate) fn is_blank(&self, line: usize) -> bool {
        self.text(line).trim().is_empty()
    }

    /// Column of a line's comment, where the line holds nothing else.
    pub(crate) fn comment_column(&self, line: usize) -> Option<usize> {
        let lead = self.text(line).len() - self.text(line).trim_start_matches(' ').len();
        self.text(line)[lead..].starts_with('#').then_some(lead)
    }

    /// First byte after a line's text.
    pub(crate) fn end_of_text(&self, line: usize) -> usize {
        self.lines[line].start + self.lines[line].text.len()
    }

    /// The lines of an entry or item that begins at `start`: with the comments below it that are deeper.
    pub(crate) fn extent(&self, start: usize, value: NodeId) -> Range<usize> {
        let first = self.line_of(start);
        let content = 1 + self.line_of(self.tree.node(value).span.end.max(start));
        let column = self.column(start);
        let mut end = content;
        for line in content..self.lines.len() {
            match self.comment_column(line) {
                Some(own) if own > column => end = line + 1,
                _ if self.is_blank(line) => {}
                _ => break,
            }
        }
        first..end
    }

    /// The lines above an entry or item that may go with it: the comments directly above in its own column,
    /// and the blank lines above these.
    pub(crate) fn above(&self, start: usize) -> Range<usize> {
        let mut top = self.comments_above(start);
        while top > 0 && self.is_blank(top - 1) {
            top -= 1;
        }
        top..self.line_of(start)
    }

    /// First line of the comments directly above an entry or item in its own column; its own where there are none.
    pub(crate) fn comments_above(&self, start: usize) -> usize {
        let mut top = self.line_of(start);
        while top > 0 && self.comment_column(top - 1) == Some(self.column(start)) {
            top -= 1;
        }
        top
    }

    /// First line of the comments above that are surely those of a part that ends before `end`: nothing that
    /// they might be about as well follows, and they are prose that does not begin the file.
    pub(crate) fn surely_own(&self, start: usize, end: usize) -> usize {
        let (top, first) = (self.comments_above(start), self.line_of(start));
        let lead = |line: usize| self.text(line).len() - self.text(line).trim_start_matches(' ').len();
        let is_comment = |line: usize| self.text(line).trim_start().starts_with('#');
        let ends = |line: usize| self.is_blank(line) || is_comment(line) || lead(line) < self.column(start);
        let begins_file = top == 0 || self.text(top - 1).trim_end() == "---";
        let prose = (top..first).all(|line| is_prose(self.text(line).trim_start().trim_start_matches('#')));
        if (end >= self.lines.len() || ends(end)) && !begins_file && prose {
            top
        } else {
            first
        }
    }

    /// The blank lines from a line on.
    pub(crate) fn blank_below(&self, line: usize) -> Range<usize> {
        let mut end = line;
        while end < self.lines.len() && self.is_blank(end) {
            end += 1;
        }
        line..end
    }

    /// Blank lines below a line that would join the block scalar that ends above `above`.
    pub(crate) fn would_join(&self, above: Range<usize>, below: usize) -> Range<usize> {
        let above = above.start.saturating_sub(1)..above.end;
        let scalar_above = above.into_iter().any(|line| self.block_ends.contains_key(&line));
        if scalar_above {
            self.blank_below(below)
        } else {
            below..below
        }
    }

    /// The block scalar that a text without a final break ends with.
    pub(crate) fn final_block_scalar(&self) -> Option<NodeId> {
        let last = self.lines.len().checked_sub(1)?;
        if !self.lines[last].ending.is_empty() {
            return None;
        }
        self.block_ends.get(&last).copied()
    }

    /// Whether a block scalar ends with a line like this.
    pub(crate) fn ends_block_scalar(&self, text: &str) -> bool {
        self.block_ends.keys().any(|line| self.text(*line) == text)
    }

    /// The entry of a mapping whose value is `value`.
    pub(crate) fn entry_of(&self, value: NodeId) -> Option<&'t Entry> {
        let parent = self.tree.node(value).parent?;
        self.tree
            .entries(parent)
            .iter()
            .find(|entry| entry.value == value)
    }
}

/// Whether a comment is neither empty nor a rule, nor YAML that was switched off.
fn is_prose(comment: &str) -> bool {
    let comment = comment.trim();
    let begins_with_key = comment
        .split_once(':')
        .is_some_and(|(word, _)| !word.is_empty() && word.chars().all(char::is_alphanumeric));
    let is_rule = comment.contains("---") || comment.contains("===");
    !comment.is_empty() && !comment.starts_with("- ") && !begins_with_key && !is_rule
}
