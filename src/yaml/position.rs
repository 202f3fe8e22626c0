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

/// A place as editors in browsers count it: both from 0, the column in UTF-16 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditorPlace {
    /// The line.
    pub line: usize,
    /// The column.
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

    /// The line break at a line's end: its own, else that of the line before, else LF.
    pub fn ending(&self, text: &str, line: usize) -> &'static str {
        let own = |line: usize| match text
            .get(self.start(line)..self.end(line))
            .unwrap_or_default()
            .as_bytes()
        {
            [.., b'\r', b'\n'] => Some("\r\n"),
            [.., b'\n'] => Some("\n"),
            [.., b'\r'] => Some("\r"),
            _ => None,
        };
        own(line)
            .or_else(|| line.checked_sub(1).and_then(own))
            .unwrap_or("\n")
    }

    /// The place of a byte as editors count it.
    pub fn editor_place(&self, text: &str, offset: usize) -> EditorPlace {
        let line = self.line_of(offset);
        let before = text.get(self.start(line)..offset).unwrap_or_default();
        EditorPlace {
            line,
            column: before.encode_utf16().count(),
        }
    }

    /// The byte at a place as editors count it. A column past the line's text is its end, a line past the last
    /// the end of the text.
    pub fn offset(&self, text: &str, place: EditorPlace) -> usize {
        let content = self.text(text, place.line);
        let mut column = 0;
        let within = content.char_indices().find(|(_, next)| {
            let reached = column >= place.column;
            column += next.len_utf16();
            reached
        });
        self.start(place.line) + within.map_or(content.len(), |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::{EditorPlace, Lines};

    #[test]
    fn places_as_editors_count_them() {
        let text = "a: \u{1f6b2}é\r\nb\rc";
        let lines = Lines::new(text);
        for (offset, line, column) in [
            (0, 0, 0),
            (3, 0, 3),
            (7, 0, 5),
            (9, 0, 6),
            (11, 1, 0),
            (13, 2, 0),
            (14, 2, 1),
        ] {
            let place = EditorPlace { line, column };
            assert_eq!(lines.editor_place(text, offset), place);
            assert_eq!(lines.offset(text, place), offset);
        }
        // Inside a pair of halves, behind a line's text, behind the last line.
        for (line, column, offset) in [(0, 4, 7), (0, 99, 9), (1, 5, 12), (9, 9, 14)] {
            assert_eq!(lines.offset(text, EditorPlace { line, column }), offset);
        }
    }

    #[test]
    fn line_breaks_are_those_of_the_line() {
        let text = "a\r\nb\nc";
        let lines = Lines::new(text);
        assert_eq!(
            [0, 1, 2].map(|line| lines.ending(text, line)),
            ["\r\n", "\n", "\n"]
        );
        assert_eq!(Lines::new("a").ending("a", 0), "\n");
    }
}
