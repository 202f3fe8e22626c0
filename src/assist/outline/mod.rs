//! The outline of a text: its keys, dashes and words with their columns and values, read line by line.
//!
//! One pass over the lines, which no mistake stops: what the tree refuses still has an outline. Quotes,
//! brackets and block scalars are passed over as a whole, and where one is never closed it ends before the
//! first line that is not indented deeper than its key, because the text goes on there in everybody's eyes.

mod read;

use crate::yaml::Span;
use read::{Reader, line_end};

/// A key, a dash, or anything else that begins a part of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub kind: MarkKind,
    /// Bytes between the start of the line and this.
    pub column: usize,
    /// The key with its quotes, the dash, the word.
    pub span: Span,
    /// What stands behind it in its line, and the rest of that where it goes on below.
    pub value: Value,
    /// First byte of its line.
    pub line: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    Key {
        colon: usize,
    },
    Dash,
    /// Neither key nor dash: what is being typed, a further line of a value, or a value in a line of its own.
    Word,
}

/// What stands behind a key or a dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing, or, behind a dash, a key or another dash.
    None,
    Plain(Span),
    /// In quotes; the closing one may be missing.
    Quoted {
        span: Span,
        closed: bool,
    },
    /// A block scalar.
    Block(Span),
    /// In brackets.
    Flow {
        span: Span,
        closed: bool,
    },
}

/// The outline, and the text that it is of.
pub(super) struct Outline<'t> {
    pub text: &'t str,
    pub marks: Vec<Mark>,
    /// The offset that was asked for is in a comment.
    pub in_comment: bool,
}

impl<'t> Outline<'t> {
    /// Reads the document of a text that holds `offset`.
    pub fn of(text: &'t str, offset: usize) -> Self {
        let read = Reader::new(text, offset).read();
        Self {
            text,
            marks: read.marks,
            in_comment: read.in_comment,
        }
    }

    /// The text of a span.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// A key's name. One with escapes is not decoded, since no field's name has any.
    pub fn name(&self, mark: &Mark) -> &'t str {
        unquoted(self.slice(mark.span.start, mark.span.end))
    }

    /// The end of the line that holds a byte, without its break.
    pub fn line_end(&self, at: usize) -> usize {
        line_end(self.text, at)
    }
}

/// The content of a scalar that may be in quotes.
pub(super) fn unquoted(text: &str) -> &str {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}
