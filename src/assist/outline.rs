//! The outline of a text: its keys, dashes and words with their columns and values, read line by line.
//!
//! One pass over the lines, which no mistake stops: what the tree refuses still has an outline. Quotes,
//! brackets and block scalars are passed over as a whole, and where one is never closed it ends before the
//! first line that is not indented deeper than its key, because the text goes on there in everybody's eyes.

use crate::yaml::Span;

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
    /// In quotes, or a block scalar.
    Text(Span),
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
        let mut reader = Reader {
            text,
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            line: 0,
            offset,
            // Lines of a Blueprint are about thirty bytes.
            marks: Vec::with_capacity(text.len() / 24),
            open: Vec::new(),
            in_comment: false,
        };
        reader.line = reader.at;
        while reader.at < text.len() {
            if reader.document_ends() {
                break;
            }
            reader.line();
        }
        Self {
            text,
            marks: reader.marks,
            in_comment: reader.in_comment,
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

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    at + length.unwrap_or(rest.len())
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    offset: usize,
    marks: Vec<Mark>,
    /// Columns of the keys and dashes that hold what comes next, outermost first.
    open: Vec<usize>,
    in_comment: bool,
}

impl Reader<'_> {
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

    /// Whether the document of the offset ends before this line; another one before it is forgotten.
    fn document_ends(&mut self) -> bool {
        let head = self.text.as_bytes().get(self.at..self.at + 3);
        if !matches!(head, Some(b"---" | b"...")) || !self.is_blank_or_break(self.at + 3) {
            return false;
        }
        if self.offset < self.at {
            return true;
        }
        self.marks.clear();
        self.open.clear();
        false
    }

    fn line(&mut self) {
        self.line = self.at;
        let is_marker = self
            .text
            .as_bytes()
            .get(self.at..self.at + 3)
            .is_some_and(|head| head == b"---" || head == b"...")
            && self.is_blank_or_break(self.at + 3);
        if !is_marker && self.byte(self.at) != Some(b'%') {
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
            _ => self.plain(content),
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
                return Value::Text(Span::new(start, self.at));
            }
            Some(quote @ (b'"' | b'\'')) => {
                let (end, _) = self.quoted(start, quote, inner);
                self.at = end;
                Value::Text(Span::new(start, end))
            }
            Some(b'[' | b'{') => {
                let (end, closed) = self.flow(inner);
                self.at = end;
                let span = Span::new(start, end);
                Value::Flow { span, closed }
            }
            Some(_) => {
                let end = self.plain_value(start);
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

    /// End of a plain scalar that may be a key: before a colon, a comment or the end of the line.
    fn plain(&self, start: usize) -> usize {
        self.plain_until(start, true)
    }

    fn plain_value(&self, start: usize) -> usize {
        self.plain_until(start, false)
    }

    fn plain_until(&self, start: usize, colon_ends: bool) -> usize {
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
