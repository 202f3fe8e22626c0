//! Where in the file an offset is: the mappings around it, and what would be written there.
//!
//! Found from the outline alone, whether or not the text parses: what holds a key or a dash is the nearest
//! key or dash above it that stands further left. A tree would serve only where the text is whole, which it
//! hardly ever is while a key is typed, and two ways would disagree; so there is one. The last text that
//! parsed is asked for other things: the names of what stands elsewhere.

use super::flow;
use super::outline::{Mark, MarkKind, Outline, Value, unquoted};
use crate::yaml::Span;

/// The place of an offset.
pub(super) struct Place<'t> {
    /// The mappings around it, from the root to the innermost.
    pub levels: Vec<Level<'t>>,
    pub slot: Slot<'t>,
    /// The word at the offset, which is replaced.
    pub span: Span,
    /// A blank that is missing before the word.
    pub lead: &'static str,
    /// The quotes around the word.
    pub quotes: Option<Quotes>,
    /// Column of the key that is written, or of the one whose value is.
    pub column: usize,
    /// In brackets.
    pub flow: bool,
}

/// Quotes around a value in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotes {
    pub mark: char,
    /// The closing one is there.
    pub closed: bool,
}

/// What a value is replaced by, and the quotes around it.
type Word = (Span, Option<Quotes>);

/// A mapping, and the way to it from the one around it.
pub(super) struct Level<'t> {
    pub via: Via<'t>,
    /// Its other entries: without the one that is being written.
    pub entries: Vec<Entry<'t>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Via<'t> {
    /// The top of the file.
    Root,
    /// The value of this key.
    Field(&'t str),
    /// An item of the list under this key.
    Item(&'t str),
}

/// An entry of a mapping.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'t> {
    pub name: &'t str,
    /// Its value, if that is a scalar in a line.
    pub text: Option<&'t str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot<'t> {
    /// A key of the innermost mapping, or the whole of it where it is none.
    Key {
        /// A colon stands behind it already.
        colon: bool,
    },
    /// An item of a list, of which nothing else is written yet.
    Item,
    /// The value of a key of the innermost mapping.
    Value {
        key: &'t str,
        /// It goes on in the lines below.
        filled: bool,
    },
}

impl<'t> Level<'t> {
    /// The text of an entry's value.
    pub fn text(&self, name: &str) -> Option<&'t str> {
        self.entries.iter().find(|entry| entry.name == name)?.text
    }

    /// Whether there is an entry of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }
}

/// The place of an offset; none in comments, block scalars, keys in quotes, and where nothing can be written.
pub(super) fn place<'t>(outline: &Outline<'t>, offset: usize) -> Option<Place<'t>> {
    if outline.in_comment {
        return None;
    }
    let after = outline.marks.partition_point(|mark| mark.span.start <= offset);
    let Some(at) = after.checked_sub(1) else {
        return blank_line(outline, 0, offset);
    };
    let mark = outline.marks.get(at)?;
    let end = match mark.value {
        Value::Block(span) if span.start <= offset && offset <= span.end => return None,
        Value::Flow { span, closed }
            if span.start < offset && (offset < span.end || !closed && offset == span.end) =>
        {
            return flow::place(outline, at, span, offset);
        }
        Value::None => match mark.kind {
            MarkKind::Key { colon } => colon + 1,
            _ => mark.span.end,
        },
        Value::Plain(span) | Value::Block(span) | Value::Quoted { span, .. } | Value::Flow { span, .. } => {
            span.end
        }
    };
    if offset > outline.line_end(end) {
        return blank_line(outline, after, offset);
    }
    match mark.kind {
        MarkKind::Key { colon } if offset > colon => value(outline, at, colon, offset),
        MarkKind::Key { .. } => key(outline, at, mark.span, true, offset),
        MarkKind::Dash => item(outline, at, offset),
        MarkKind::Word => match mark.value {
            Value::Plain(span) => key(outline, at, span, false, offset),
            _ => None,
        },
    }
}

/// A line of blanks, or an empty one: its column tells what would be written there.
fn blank_line<'t>(outline: &Outline<'t>, after: usize, offset: usize) -> Option<Place<'t>> {
    let end = outline.line_end(offset);
    let start = outline
        .slice(0, offset)
        .rfind(['\n', '\r'])
        .map_or(0, |at| at + 1);
    let before = outline.slice(start, offset).trim_start_matches('\u{feff}');
    let is_blank = before.bytes().all(|byte| byte == b' ')
        && outline
            .slice(offset, end)
            .bytes()
            .all(|byte| matches!(byte, b' ' | b'\t'));
    if !is_blank {
        return None;
    }
    let column = before.len();
    let next = outline
        .marks
        .get(after)
        .filter(|next| next.kind != MarkKind::Word);
    let levels = match next {
        // A key here would take what stands below away from the key above.
        Some(next) if next.column > column => return None,
        // Between the items of a list, whose dashes may stand right under its key.
        Some(next) if next.column == column && next.kind == MarkKind::Dash => {
            levels(outline, Some(list_key(outline, after)?), column, None)?
        }
        _ => levels_of_key(outline, after, None, column)?,
    };
    Some(Place {
        levels,
        slot: Slot::Key { colon: false },
        span: Span::new(offset, offset),
        lead: "",
        quotes: None,
        column,
        flow: false,
    })
}

/// The key or the word at the offset.
fn key<'t>(outline: &Outline<'t>, at: usize, span: Span, colon: bool, offset: usize) -> Option<Place<'t>> {
    let mark = outline.marks.get(at)?;
    let word = outline.slice(span.start, span.end);
    if offset > span.end || word.starts_with(['"', '\'']) || word.contains(' ') {
        return None;
    }
    Some(Place {
        levels: levels_of_key(outline, at, Some(at), mark.column)?,
        slot: Slot::Key { colon },
        span,
        lead: "",
        quotes: None,
        column: mark.column,
        flow: false,
    })
}

/// Behind a dash.
fn item<'t>(outline: &Outline<'t>, at: usize, offset: usize) -> Option<Place<'t>> {
    let dash = outline.marks.get(at)?;
    let goes_on = outline
        .marks
        .get(at + 1)
        .is_some_and(|next| next.line == dash.line);
    if offset == dash.span.start || goes_on {
        return None;
    }
    let (span, quotes) = word(outline, dash.span.end, dash.value, offset)?;
    let column = span.start.max(dash.span.end + 1) - dash.line;
    // The other keys of the item may stand below, and this must be in line with them.
    let below = children(outline, Some(at), None).next();
    if below.is_some_and(|below| below.column != column || below.kind == MarkKind::Word) {
        return None;
    }
    let levels = levels(outline, Some(at), column, Some(at))?;
    Some(Place {
        levels,
        slot: Slot::Item,
        span,
        lead: if span.start == dash.span.end { " " } else { "" },
        quotes,
        column,
        flow: false,
    })
}

/// Behind a key and its colon.
fn value<'t>(outline: &Outline<'t>, at: usize, colon: usize, offset: usize) -> Option<Place<'t>> {
    let mark = outline.marks.get(at)?;
    let (span, quotes) = word(outline, colon + 1, mark.value, offset)?;
    let filled = outline.marks.get(at + 1).is_some_and(|next| {
        next.column > mark.column || next.kind == MarkKind::Dash && next.column == mark.column
    });
    Some(Place {
        levels: levels_of_key(outline, at, Some(at), mark.column)?,
        slot: Slot::Value {
            key: outline.name(mark),
            filled,
        },
        span,
        lead: if span.start == colon + 1 { " " } else { "" },
        quotes,
        column: mark.column,
        flow: false,
    })
}

/// The word at the offset in what stands behind `start`, a colon or a dash; none beside anything else.
fn word(outline: &Outline<'_>, start: usize, value: Value, offset: usize) -> Option<Word> {
    let is_blank = |from: usize, to: usize| outline.slice(from, to).trim().is_empty();
    let span = match value {
        Value::None => {
            let rest = outline.slice(offset, outline.line_end(offset)).trim_start();
            let is_free = is_blank(start, offset) && (rest.is_empty() || rest.starts_with('#'));
            is_free.then_some(Span::new(offset, offset))?
        }
        Value::Plain(span) if offset >= span.start && offset <= span.end => span,
        // A name such as `pro plus` may be under way.
        Value::Plain(span) if offset > span.end && is_blank(span.end, offset) => {
            Span::new(span.start, offset)
        }
        Value::Quoted { span, closed } => {
            let (inside, quotes) = inside_quotes(outline.text, span, closed, offset)?;
            return Some((inside, Some(quotes)));
        }
        _ => return None,
    };
    Some((span, None))
}

/// What stands in the quotes around an offset; none where that is more than a line, or beside them.
pub(super) fn inside_quotes(text: &str, span: Span, closed: bool, offset: usize) -> Option<(Span, Quotes)> {
    let whole = text.get(span.start..span.end)?;
    let mark = whole.chars().next()?;
    let inside = whole.strip_prefix(mark)?;
    let inside = match closed {
        true => inside.strip_suffix(mark)?,
        // What stands behind is not meant: a comment, say, or the end of the brackets.
        false => inside.split([' ', '\t', '\r', '\n', '#', ',', ']', '}']).next()?,
    };
    let start = span.start + mark.len_utf8();
    let end = start + inside.len();
    let is_inside = start <= offset && offset <= end && !inside.contains(['\n', '\r']);
    is_inside.then_some((Span::new(start, end), Quotes { mark, closed }))
}

/// The marks below a key or dash that belong to it, or all at the top; without `slot`, the one in question.
fn children<'o>(
    outline: &'o Outline<'_>,
    holder: Option<usize>,
    slot: Option<usize>,
) -> impl Iterator<Item = &'o Mark> {
    let floor = holder.and_then(|holder| outline.marks.get(holder));
    let start = holder.map_or(0, |holder| holder + 1);
    let below = outline.marks.get(start..).unwrap_or_default().iter().enumerate();
    below
        .take_while(move |(_, mark)| {
            mark.kind == MarkKind::Word || floor.is_none_or(|floor| mark.column > floor.column)
        })
        .filter(move |(at, _)| Some(start + at) != slot)
        .map(|(_, mark)| mark)
}

/// The key or dash that holds what stands in a column, looked for above a mark.
fn holder(outline: &Outline<'_>, above: usize, column: usize) -> Option<usize> {
    let before = outline.marks.get(..above).unwrap_or_default();
    before
        .iter()
        .rposition(|mark| mark.kind != MarkKind::Word && mark.column < column)
}

/// The key of the list that a dash belongs to. It stands further left, or in the same column.
fn list_key(outline: &Outline<'_>, dash: usize) -> Option<usize> {
    let column = outline.marks.get(dash)?.column;
    let before = outline.marks.get(..dash).unwrap_or_default();
    let at = before.iter().rposition(|mark| match mark.kind {
        MarkKind::Key { .. } => mark.column <= column,
        MarkKind::Dash => mark.column < column,
        MarkKind::Word => false,
    })?;
    let owner = outline.marks.get(at)?;
    (owner.kind != MarkKind::Dash && owner.value == Value::None).then_some(at)
}

/// The mappings around a key in a column that stands below `above`; none if it would not be in line with its
/// neighbours.
pub(super) fn levels_of_key<'t>(
    outline: &Outline<'t>,
    above: usize,
    slot: Option<usize>,
    column: usize,
) -> Option<Vec<Level<'t>>> {
    let holder = holder(outline, above, column);
    let is_first = slot.is_some_and(|slot| slot == holder.map_or(0, |holder| holder + 1));
    // What stands below the first key is its own.
    let is_inside = |mark: &&Mark| {
        is_first && (mark.column > column || mark.column == column && mark.kind == MarkKind::Dash)
    };
    if let Some(first) = children(outline, holder, slot).find(|mark| !is_inside(mark))
        && (first.column != column || first.kind == MarkKind::Word)
    {
        return None;
    }
    if let Some(at) = holder {
        let own = outline.marks.get(at)?;
        // Below is a list whose dashes stand under its key, and this is further right.
        let below = outline.marks.get(at + 1);
        let dash = below.filter(|next| next.kind == MarkKind::Dash && next.column == own.column);
        if matches!(own.kind, MarkKind::Key { .. }) && dash.is_some() {
            return None;
        }
    }
    levels(outline, holder, column, slot)
}

/// The mapping that a key or a dash holds, or the one at the top, after all those around it.
pub(super) fn levels<'t>(
    outline: &Outline<'t>,
    holding: Option<usize>,
    column: usize,
    slot: Option<usize>,
) -> Option<Vec<Level<'t>>> {
    let mut levels = Vec::new();
    let (mut holding, mut column) = (holding, column);
    loop {
        let entries = children(outline, holding, slot)
            .filter(|mark| mark.column == column && matches!(mark.kind, MarkKind::Key { .. }))
            .map(|mark| Entry {
                name: outline.name(mark),
                text: scalar(outline, mark.value),
            })
            .collect();
        let Some(at) = holding else {
            let via = Via::Root;
            levels.push(Level { via, entries });
            levels.reverse();
            return Some(levels);
        };
        let mark = outline.marks.get(at)?;
        let is_dash = mark.kind == MarkKind::Dash;
        // Where a value stands already, what is below can only be more of it.
        if mark.value != Value::None && Some(at) != slot {
            return None;
        }
        let key = if is_dash { list_key(outline, at)? } else { at };
        let own = outline.marks.get(key)?;
        let name = outline.name(own);
        let via = if is_dash {
            Via::Item(name)
        } else {
            Via::Field(name)
        };
        levels.push(Level { via, entries });
        column = own.column;
        holding = holder(outline, key, column);
    }
}

fn scalar<'t>(outline: &Outline<'t>, value: Value) -> Option<&'t str> {
    match value {
        Value::Plain(span) => Some(outline.slice(span.start, span.end)),
        Value::Quoted { span, .. } => Some(unquoted(outline.slice(span.start, span.end))),
        Value::None | Value::Block(_) | Value::Flow { .. } => None,
    }
}

/// Where a value in brackets stands: the mappings around it, and the way to it.
pub(super) fn levels_of_value<'t>(outline: &Outline<'t>, at: usize) -> Option<(Vec<Level<'t>>, Via<'t>)> {
    let mark = outline.marks.get(at)?;
    let holding = match mark.kind {
        MarkKind::Word => holder(outline, at, mark.column),
        MarkKind::Key { .. } | MarkKind::Dash => Some(at),
    };
    let Some(at) = holding else {
        return Some((Vec::new(), Via::Root));
    };
    let is_dash = outline.marks.get(at)?.kind == MarkKind::Dash;
    let key = if is_dash { list_key(outline, at)? } else { at };
    let own = outline.marks.get(key)?;
    let name = outline.name(own);
    let around = levels(outline, holder(outline, key, own.column), own.column, Some(key))?;
    let via = if is_dash {
        Via::Item(name)
    } else {
        Via::Field(name)
    };
    Some((around, via))
}
