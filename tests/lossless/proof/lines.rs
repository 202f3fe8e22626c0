//! A text as lines with their breaks.

pub(crate) const MARK: char = '\u{feff}';

/// A line and its break: LF, CRLF or a lone CR; none at the end of a text without a final break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    pub start: usize,
    pub text: &'t str,
    pub ending: &'t str,
}

/// The lines of a text. A byte order mark before them is none of them.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = text.len() - text.trim_start_matches(MARK).len();
    while start < text.len() {
        let rest = &text[start..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let ending = match &rest[length..] {
            after if after.starts_with("\r\n") => 2,
            after => usize::from(!after.is_empty()),
        };
        lines.push(Line {
            start,
            text: &rest[..length],
            ending: &rest[length..length + ending],
        });
        start += length + ending;
    }
    lines
}
