//! The place of an offset in a value in brackets.

use super::outline::{Outline, unquoted};
use super::place::{Entry, Level, Place, Quotes, Slot, Via, inside_quotes, levels_of_value};
use crate::yaml::Span;

/// A bracket, and what was read in it.
struct Frame {
    /// The frame around it, and the entry there whose value it is.
    around: Option<(usize, Option<usize>)>,
    mapping: bool,
    /// Keys with their values, as far as these are scalars.
    entries: Vec<(Span, Option<Span>)>,
    state: State,
}

/// How much of an entry or item was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Nothing,
    /// A key, or a whole item.
    Word,
    Colon,
    Value,
}

/// What the offset is at: a part of an entry, or of an item, of a frame.
struct Found {
    frame: usize,
    /// The entry, if it has been begun.
    entry: Option<usize>,
    is_value: bool,
    span: Span,
    quotes: Option<Quotes>,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    offset: usize,
    frames: Vec<Frame>,
    open: Vec<usize>,
    found: Option<Found>,
}

/// The place of an offset in the brackets that stand behind the mark `at`.
pub(super) fn place<'t>(
    outline: &Outline<'t>,
    at: usize,
    brackets: Span,
    offset: usize,
) -> Option<Place<'t>> {
    let mut reader = Reader {
        text: outline.text,
        at: brackets.start,
        end: brackets.end,
        offset,
        frames: Vec::new(),
        open: Vec::new(),
        found: None,
    };
    while reader.token()? {}
    let found = reader.found?;
    let slice = |span: Span| unquoted(outline.slice(span.start, span.end));
    // From the outermost frame to the one of the offset, each with the entry that leads to the next.
    let mut chain = vec![(found.frame, found.entry)];
    while let Some(around) = chain
        .last()
        .and_then(|(frame, _)| reader.frames.get(*frame)?.around)
    {
        chain.push(around);
    }
    let (mut levels, mut via) = levels_of_value(outline, at)?;
    for (frame, entry) in chain.into_iter().rev() {
        let read = reader.frames.get(frame)?;
        if !read.mapping {
            let Via::Field(name) = via else { return None };
            via = Via::Item(name);
            continue;
        }
        let others = read.entries.iter().enumerate();
        let entries = others
            .filter(|(at, _)| frame != found.frame || Some(*at) != entry)
            .map(|(_, (name, text))| Entry {
                name: slice(*name),
                text: text.map(slice),
            })
            .collect();
        levels.push(Level { via, entries });
        if let Some((name, _)) = entry.and_then(|entry| read.entries.get(entry)) {
            via = Via::Field(slice(*name));
        }
    }
    let slot = if !reader.frames.get(found.frame)?.mapping {
        let entries = Vec::new();
        levels.push(Level { via, entries });
        Slot::Item
    } else if let (true, Via::Field(key)) = (found.is_value, via) {
        Slot::Value { key, filled: false }
    } else {
        // A key in quotes is left alone.
        if found.quotes.is_some() {
            return None;
        }
        let rest = outline.slice(found.span.end, brackets.end).trim_start();
        let colon = rest.starts_with(':');
        Slot::Key { colon }
    };
    let before = outline.slice(brackets.start, found.span.start);
    Some(Place {
        levels,
        slot,
        span: found.span,
        lead: if before.ends_with(':') { " " } else { "" },
        quotes: found.quotes,
        column: 0,
        flow: true,
    })
}

impl Reader<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied().filter(|_| at < self.end)
    }

    /// Reads a token. Answers whether there is more, and none where nothing can be offered.
    fn token(&mut self) -> Option<bool> {
        let gap = self.at;
        self.skip_blanks();
        let start = self.at;
        let next = self.byte(start);
        let is_within = gap <= self.offset && self.offset <= start && self.found.is_none();
        match next {
            Some(b'[' | b'{') => {
                if is_within {
                    return None;
                }
                self.open_frame(next == Some(b'{'));
            }
            None | Some(b']' | b'}' | b',') => {
                if is_within {
                    self.find(Span::new(self.offset, self.offset), None)?;
                }
                match next {
                    Some(b',') => self.state(State::Nothing),
                    _ => {
                        self.open.pop();
                    }
                }
            }
            Some(b':') if self.ends_key(start) => {
                if is_within {
                    return None;
                }
                self.state(State::Colon);
            }
            Some(quote @ (b'"' | b'\'')) => {
                let (end, closed) = self.quoted(start, quote);
                if gap <= self.offset && self.offset <= end && self.found.is_none() {
                    let whole = Span::new(start, end);
                    let (inside, quotes) = inside_quotes(self.text, whole, closed, self.offset)?;
                    self.find(inside, Some(quotes))?;
                }
                self.scalar(Span::new(start, end));
                self.at = end;
                return Some(true);
            }
            Some(_) => {
                let end = self.plain(start);
                let span = Span::new(start, end);
                if self.found.is_none() && gap <= self.offset && self.offset <= end {
                    if self.offset < start {
                        return None;
                    }
                    self.find(span, None)?;
                }
                self.scalar(span);
                self.at = end;
                return Some(true);
            }
        }
        self.at = start + 1;
        Some(next.is_some() && !self.open.is_empty())
    }

    fn skip_blanks(&mut self) {
        loop {
            match self.byte(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'#') => {
                    while !matches!(self.byte(self.at), None | Some(b'\n' | b'\r')) {
                        self.at += 1;
                    }
                }
                _ => return,
            }
        }
    }

    fn top(&mut self) -> Option<&mut Frame> {
        let at = *self.open.last()?;
        self.frames.get_mut(at)
    }

    fn state(&mut self, state: State) {
        if let Some(frame) = self.top() {
            frame.state = state;
        }
    }

    fn open_frame(&mut self, mapping: bool) {
        let at = self.open.last().copied();
        let around = at.map(|at| {
            (
                at,
                self.top().and_then(|frame| frame.entries.len().checked_sub(1)),
            )
        });
        self.state(State::Value);
        self.open.push(self.frames.len());
        self.frames.push(Frame {
            around,
            mapping,
            entries: Vec::new(),
            state: State::Nothing,
        });
    }

    /// Notes that the offset is at this word, or at this gap.
    fn find(&mut self, span: Span, quotes: Option<Quotes>) -> Option<()> {
        let is_gap = span.start == span.end && quotes.is_none();
        let at = *self.open.last()?;
        let frame = self.frames.get(at)?;
        let last = frame.entries.len().checked_sub(1);
        let (entry, is_value) = match frame.state {
            State::Nothing if frame.mapping && !is_gap => (Some(frame.entries.len()), false),
            State::Nothing => (None, false),
            State::Colon if frame.mapping => (last, true),
            State::Colon | State::Word | State::Value => return None,
        };
        self.found = Some(Found {
            frame: at,
            entry,
            is_value,
            span,
            quotes,
        });
        Some(())
    }

    fn scalar(&mut self, span: Span) {
        let Some(frame) = self.top() else { return };
        match (frame.state, frame.mapping) {
            (State::Nothing, true) => {
                frame.entries.push((span, None));
                frame.state = State::Word;
            }
            (State::Colon, true) => {
                if let Some(entry) = frame.entries.last_mut() {
                    entry.1 = Some(span);
                }
                frame.state = State::Value;
            }
            (State::Nothing, false) => frame.state = State::Word,
            _ => {}
        }
    }

    /// Whether the colon at a byte ends a key.
    fn ends_key(&self, at: usize) -> bool {
        let behind_quote = at.checked_sub(1).and_then(|before| self.byte(before));
        matches!(behind_quote, Some(b'"' | b'\''))
            || matches!(
                self.byte(at + 1),
                None | Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}')
            )
    }

    fn plain(&self, start: usize) -> usize {
        let mut at = start;
        let mut end = start;
        while let Some(byte) = self.byte(at) {
            let ends = match byte {
                b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}' => true,
                b':' => self.ends_key(at),
                b'#' => end < at,
                _ => false,
            };
            if ends && at > start {
                break;
            }
            at += 1;
            if !matches!(byte, b' ' | b'\t') {
                end = at;
            }
        }
        end
    }

    /// The end of a quoted scalar, and whether it has its closing quote.
    fn quoted(&self, start: usize, quote: u8) -> (usize, bool) {
        let mut at = start + 1;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'\\' if quote == b'"' => at += 2,
                b'\'' if quote == byte && self.byte(at + 1) == Some(quote) => at += 2,
                _ if byte == quote => return (at + 1, true),
                _ => at += 1,
            }
        }
        (at.min(self.end), false)
    }
}
