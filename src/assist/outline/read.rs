//! Reading the outline: forward through the text, once.

use super::{Mark, MarkKind, Value};
use crate::yaml::Span;

pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    at + length.unwrap_or(rest.len())
}

pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    offset: usize,
    pub marks: Vec<Mark>,
    /// Columns of the keys and dashes that hold what comes next, outermost first.
    open: Vec<usize>,
    /// The offset is in a comment.
    pub in_comment: bool,
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str, offset: usize) -> Self {
        Self {
            text,
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            line: 0,
            offset,
            // Lines of a Blueprint are about thirty bytes.
            marks: Vec::with_capacity(text.len() / 24),
            open: Vec::new(),
            in_comment: false,
        }
    }

    /// Reads the document that holds the offset.
    pub fn read(mut self) -> Self {
        while self.at < self.text.len() && !self.document_ends() {
            self.line();
        }
        self
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn is_blank(&self, at: usize) -> bool {
        matches!(self.byte(at), Some(b' ' | b'\t'))
    }

    fn is_break(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b'\n' | b'\r'))
    }

    fn is_blank_or_break(&self, at: usize) -> bool {
        self.is_blank(at) || self.is_break(at)
    }

    fn skip_blanks(&mut self) {
        while self.is_blank(self.at) {
            self.at += 1;
        }
    }

    /// The first byte of the next line.
    fn after_break(&self, end: usize) -> usize {
        match (self.byte(end), self.byte(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => end + 2,
            (Some(_), _) => end + 1,
            (None, _) => end,
        }
    }

    /// Whether a line is a mark between documents.
    fn is_document_mark(&self) -> bool {
        let head = self.text.as_bytes().get(self.at..self.at + 3);
        matches!(head, Some(b"---" | b"...")) && self.is_blank_or_break(self.at + 3)
    }

    /// Whether the document of the offset ends before this line; another one before it is forgotten.
    fn document_ends(&mut self) -> bool {
        let ends = self.is_document_mark() && self.offset < self.at;
        if self.is_document_mark() && !ends {
            self.marks.clear();
            self.open.clear();
        }
        ends
    }

    fn line(&mut self) {
        self.line = self.at;
        if !self.is_document_mark() && self.byte(self.at) != Some(b'%') {
            while self.byte(self.at) == Some(b' ') {
                self.at += 1;
            }
            // A tab indents nothing.
            if self.byte(self.at) != Some(b'\t') {
                self.content();
            }
        }
        self.at = line_end(self.text, self.at);
        self.at = self.after_break(self.at);
    }

    /// The rest of a line: dashes, then a key or a value.
    fn content(&mut self) {
        loop {
            self.skip_blanks();
            match self.byte(self.at) {
                None | Some(b'\n' | b'\r') => return,
                Some(b'#') => return self.comment(),
                Some(b'-') if self.is_blank_or_break(self.at + 1) => {
                    self.mark(MarkKind::Dash, self.at, self.at + 1);
                    self.at += 1;
                }
                Some(b'?' | b':') if self.is_blank_or_break(self.at + 1) => self.at += 1,
                Some(_) => return self.key_or_value(),
            }
        }
    }

    fn key_or_value(&mut self) {
        let start = self.at;
        self.properties();
        match self.byte(self.at) {
            None | Some(b'\n' | b'\r') => return,
            Some(b'#') => return self.comment(),
            _ => {}
        }
        let content = self.at;
        let end = match self.byte(content) {
            Some(quote @ (b'"' | b'\'')) => {
                let (end, _) = self.quoted(content, quote, self.inner(start));
                end
            }
            Some(b'[' | b'{' | b'|' | b'>') => content,
            _ => self.plain(content, true),
        };
        let mut colon = end;
        while self.is_blank(colon) {
            colon += 1;
        }
        if end > content && self.byte(colon) == Some(b':') && self.is_blank_or_break(colon + 1) {
            let column = start - self.line;
            self.holds(column);
            self.marks.push(Mark {
                kind: MarkKind::Key { colon },
                column,
                span: Span::new(content, end),
                value: Value::None,
                line: self.line,
            });
            self.at = colon + 1;
            let value = self.value(column + 1);
            if let Some(key) = self.marks.last_mut() {
                key.value = value;
            }
            return;
        }
        // Behind a dash it is the item, else a word of its own.
        let line = self.line;
        let item = self
            .marks
            .last()
            .filter(|mark| mark.line == line && mark.kind == MarkKind::Dash)
            .map(|dash| dash.column + 1);
        self.at = content;
        match item {
            Some(inner) => {
                let value = self.value(inner);
                if let Some(dash) = self.marks.last_mut() {
                    dash.value = value;
                }
            }
            None => {
                let inner = self.inner(start);
                let at = self.marks.len();
                self.mark(MarkKind::Word, content, content);
                let value = self.value(inner);
                if let Some(word) = self.marks.get_mut(at) {
                    word.value = value;
                    if let Value::Plain(span) = value {
                        word.span = span;
                    }
                }
            }
        }
    }

    /// The least column of the further lines of something that begins a line.
    fn inner(&self, start: usize) -> usize {
        let column = start - self.line;
        let holder = self.open.iter().rev().find(|open| **open < column);
        holder.map_or(0, |open| open + 1)
    }

    fn holds(&mut self, column: usize) {
        while self.open.last().is_some_and(|open| *open >= column) {
            self.open.pop();
        }
        self.open.push(column);
    }

    fn mark(&mut self, kind: MarkKind, start: usize, end: usize) {
        if kind == MarkKind::Dash {
            self.holds(start - self.line);
        }
        self.marks.push(Mark {
            kind,
            column: start - self.line,
            span: Span::new(start, end),
            value: Value::None,
            line: self.line,
        });
    }

    /// What stands behind a key or dash. Further lines belong to it from the column `inner` on.
    fn value(&mut self, inner: usize) -> Value {
        self.skip_blanks();
        self.properties();
        let start = self.at;
        let value = match self.byte(start) {
            None | Some(b'\n' | b'\r') => return Value::None,
            Some(b'#') => {
                self.comment();
                return Value::None;
            }
            Some(b'|' | b'>') => {
                self.block(inner);
                return Value::Block(Span::new(start, self.at));
            }
            Some(quote @ (b'"' | b'\'')) => {
                let (end, closed) = self.quoted(start, quote, inner);
                self.at = end;
                let span = Span::new(start, end);
                Value::Quoted { span, closed }
            }
            Some(b'[' | b'{') => {
                let (end, closed) = self.flow(inner);
                self.at = end;
                let span = Span::new(start, end);
                Value::Flow { span, closed }
            }
            Some(_) => {
                let end = self.plain(start, false);
                self.at = end;
                Value::Plain(Span::new(start, end))
            }
        };
        self.skip_blanks();
        if self.byte(self.at) == Some(b'#') {
            self.comment();
        }
        value
    }

    /// Anchors and tags.
    fn properties(&mut self) {
        while matches!(self.byte(self.at), Some(b'&' | b'!')) {
            while !self.is_blank_or_break(self.at) {
                self.at += 1;
            }
            self.skip_blanks();
        }
    }

    fn comment(&mut self) {
        let end = line_end(self.text, self.at);
        if self.at <= self.offset && self.offset <= end {
            self.in_comment = true;
        }
        self.at = end;
    }

    /// End of a plain scalar: before a comment or the end of the line, and of a key before its colon.
    fn plain(&self, start: usize, colon_ends: bool) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let mut end = start;
        let mut blank = false;
        for (at, byte) in rest.iter().enumerate() {
            match byte {
                b'\n' | b'\r' => break,
                b'#' if blank => break,
                b':' if colon_ends && self.is_blank_or_break(start + at + 1) => break,
                _ => {}
            }
            blank = matches!(byte, b' ' | b'\t');
            if !blank {
                end = start + at + 1;
            }
        }
        end
    }

    /// The first byte of the next line that is not blank, if the line belongs to a value whose lines begin
    /// at the column `inner`.
    fn continued(&self, end: usize, inner: usize) -> Option<usize> {
        let mut start = self.after_break(end);
        loop {
            let mut at = start;
            while self.byte(at) == Some(b' ') {
                at += 1;
            }
            if self.is_break(at) && at < self.text.len() {
                start = self.after_break(at);
                continue;
            }
            let closes = matches!(self.byte(at), Some(b']' | b'}')) && at - start + 1 >= inner;
            return (at < self.text.len() && (at - start >= inner || closes)).then_some(at);
        }
    }

    /// The end of a quoted scalar, and whether it has its closing quote.
    fn quoted(&self, start: usize, quote: u8, inner: usize) -> (usize, bool) {
        let mut at = start + 1;
        loop {
            match self.byte(at) {
                None | Some(b'\n' | b'\r') => match self.continued(at, inner) {
                    Some(next) => at = next,
                    None => return (at, false),
                },
                Some(b'\\') if quote == b'"' && !self.is_break(at + 1) => at += 2,
                Some(byte) if byte == quote => {
                    if quote == b'\'' && self.byte(at + 1) == Some(quote) {
                        at += 2;
                    } else {
                        return (at + 1, true);
                    }
                }
                Some(_) => at += 1,
            }
        }
    }

    /// The end of a value in brackets, and whether all of them are closed.
    fn flow(&mut self, inner: usize) -> (usize, bool) {
        let mut at = self.at;
        let mut depth = 0_usize;
        let mut fresh = true;
        loop {
            let byte = self.byte(at);
            match byte {
                None | Some(b'\n' | b'\r') => match self.continued(at, inner) {
                    Some(next) => {
                        at = next;
                        fresh = true;
                        continue;
                    }
                    None => return (at, false),
                },
                Some(b'[' | b'{') => depth += 1,
                Some(b']' | b'}') => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return (at + 1, true);
                    }
                }
                Some(quote @ (b'"' | b'\'')) if fresh => {
                    let (end, closed) = self.quoted(at, quote, inner);
                    if !closed {
                        return (end, false);
                    }
                    at = end;
                    fresh = false;
                    continue;
                }
                Some(b'#') if at > 0 && self.is_blank_or_break(at - 1) => {
                    self.at = at;
                    self.comment();
                    at = self.at;
                    continue;
                }
                Some(_) => {}
            }
            fresh = matches!(byte, Some(b'[' | b'{' | b',' | b':'))
                || fresh && matches!(byte, Some(b' ' | b'\t'));
            at += 1;
        }
    }

    /// Passes over a block scalar: its header, and the lines that are blank or indented.
    fn block(&mut self, inner: usize) {
        let mut end = line_end(self.text, self.at);
        if let Some(header) = self.text.get(self.at..end)
            && let Some(comment) = header.find(" #")
        {
            self.at += comment + 1;
            self.comment();
        }
        while let Some(next) = self.continued(end, inner) {
            // A bracket may close what is in brackets further left, and no block scalar.
            let start = self.line_start(next);
            if next - start < inner {
                break;
            }
            end = line_end(self.text, next);
        }
        self.at = end;
    }

    fn line_start(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let back = before.iter().rev().position(|byte| matches!(byte, b'\n' | b'\r'));
        back.map_or(0, |back| at - back)
    }
}
