//! Lines and columns of byte offsets. A line ends with LF, CRLF or a lone CR, as in YAML.

use super::tree::Span;

/// A place for people: both numbers count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Bytes of the first line of a text, its break included.
pub(super) fn first_line_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    match text.find(['\n', '\r']) {
        Some(at) if bytes.get(at..at + 2) == Some(b"\r\n") => at + 2,
        Some(at) => at + 1,
        None => bytes.len(),
    }
}

/// Where each line of a text starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<usize>,
    length: usize,
}

impl Lines {
    /// Finds the line starts of `text`.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let mut bytes = text.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.peek().is_none_or(|&(_, next)| next != b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at + 1);
            }
        }
        Self {
            starts,
            length: text.len(),
        }
    }

    /// Number of lines; a final line break does not start another.
    pub fn count(&self) -> usize {
        match self.starts.last() {
            Some(&last) if last == self.length && self.starts.len() > 1 => self.starts.len() - 1,
            _ => self.starts.len(),
        }
    }

    /// Index of the line, from 0, that holds the byte `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|&start| start <= offset)
            .saturating_sub(1)
    }

    /// First byte of a line; the text's end for a line past the last.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.length)
    }

    /// First byte after a line's break.
    pub fn end(&self, line: usize) -> usize {
        self.start(line + 1)
    }

    /// A line without its break.
    pub fn text<'t>(&self, text: &'t str, line: usize) -> &'t str {
        text.get(self.start(line)..self.end(line))
            .unwrap_or_default()
            .trim_end_matches(['\n', '\r'])
    }

    /// The place of a byte for people. A byte order mark is not counted.
    pub fn place(&self, text: &str, offset: usize) -> LineColumn {
        let line = self.line_of(offset);
        let before = text.get(self.start(line)..offset).unwrap_or_default();
        LineColumn {
            line: line + 1,
            column: before.trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }

    /// The places of a span's first byte and of the byte after its last.
    pub fn places(&self, text: &str, span: Span) -> (LineColumn, LineColumn) {
        (self.place(text, span.start), self.place(text, span.end))
    }
}
