//! Text edits: replacing bytes, nothing more.

use crate::yaml::tree::Span;

/// Replaces the bytes of a span by some text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What is replaced, in the old text; empty for an insertion.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

impl TextEdit {
    /// Replaces a span.
    pub fn replace(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self {
            span: Span::new(start, end),
            text: text.into(),
        }
    }

    /// Inserts at a byte.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at, at, text)
    }

    /// Deletes a span.
    pub fn delete(start: usize, end: usize) -> Self {
        Self::replace(start, end, String::new())
    }
}

/// Applies edits that are sorted and do not overlap.
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut new = String::with_capacity(text.len() + grown);
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.span.start).unwrap_or_default());
        new.push_str(&edit.text);
        at = edit.span.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}
