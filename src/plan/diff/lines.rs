//! The lines of two texts beside each other.

use crate::plan::changed_lines::marks;

/// A line of the one text, of the other, or of both. Lines count from 1 and end with LF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'t> {
    /// Its number in the old text; none for an added line.
    pub old: Option<usize>,
    /// Its number in the new text; none for a removed line.
    pub new: Option<usize>,
    /// The line without its break.
    pub text: &'t str,
    /// Its break: LF, CRLF, or nothing at the end of a text.
    pub ending: &'t str,
}

impl Row<'_> {
    /// Whether both texts have the line.
    pub fn is_same(&self) -> bool {
        self.old.is_some() && self.new.is_some()
    }
}

/// Rows that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'r, 't> {
    /// Changed lines with those around them.
    Shown(&'r [Row<'t>]),
    /// Lines far from any change.
    Folded(&'r [Row<'t>]),
}

/// All lines of both texts in order; where some took the place of others, the removed ones first.
pub fn rows<'t>(old: &'t str, new: &'t str) -> Vec<Row<'t>> {
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) = (
        old.split_inclusive('\n').collect(),
        new.split_inclusive('\n').collect(),
    );
    let (mut removed, mut added) = marks(&old_lines, &new_lines);
    settle(&old_lines, &mut removed, &added);
    settle(&new_lines, &mut added, &removed);
    let mut olds = (1..).zip(&old_lines).zip(&removed).peekable();
    let mut news = (1..).zip(&new_lines).zip(&added).peekable();
    let mut rows = Vec::with_capacity(new_lines.len());
    loop {
        while let Some(((number, line), _)) = olds.next_if(|(_, removed)| **removed) {
            rows.push(row(Some(number), None, line));
        }
        while let Some(((number, line), _)) = news.next_if(|(_, added)| **added) {
            rows.push(row(None, Some(number), line));
        }
        match (olds.next(), news.next()) {
            (Some(((old, _), _)), Some(((new, line), _))) => rows.push(row(Some(old), Some(new), line)),
            _ => return rows,
        }
    }
}

fn row(old: Option<usize>, new: Option<usize>, line: &str) -> Row<'_> {
    let text = line.strip_suffix('\n').unwrap_or(line);
    let text = text
        .strip_suffix('\r')
        .filter(|_| text.len() < line.len())
        .unwrap_or(text);
    let (text, ending) = line.split_at_checked(text.len()).unwrap_or((line, ""));
    Row {
        old,
        new,
        text,
        ending,
    }
}

/// Moves runs of lines that only one text has to where they read best. Often a run can stand in several places,
/// because what is before it is also at its end: the one that begins with the least indented line is a whole
/// item then, rather than the end of one and the beginning of another.
fn settle(lines: &[&str], changed: &mut [bool], others: &[bool]) {
    let is = |flags: &[bool], at: usize, value: bool| flags.get(at) == Some(&value);
    let line = |at: usize| lines.get(at);
    let (mut at, mut other) = (0, 0);
    while at < lines.len() {
        if is(changed, at, false) {
            while is(others, other, true) {
                other += 1;
            }
            (at, other) = (at + 1, other + 1);
            continue;
        }
        let mut end = at;
        while is(changed, end, true) {
            end += 1;
        }
        if is(others, other, true) {
            at = end;
            continue;
        }
        let mut up = 0;
        while up < at.min(other)
            && is(changed, at - up - 1, false)
            && is(others, other - up - 1, false)
            && line(at - up - 1) == line(end - up - 1)
        {
            up += 1;
        }
        let mut down = 0;
        while is(changed, end + down, false)
            && is(others, other + down, false)
            && line(at + down) == line(end + down)
        {
            down += 1;
        }
        let starts = (at - up..=at + down).rev();
        let start = starts.min_by_key(|start| line(*start).map_or(usize::MAX, |line| indent(line)));
        let start = start.unwrap_or(at);
        let length = end - at;
        let flags = changed.iter_mut().enumerate().take(end + down).skip(at - up);
        flags.for_each(|(place, flag)| *flag = (start..start + length).contains(&place));
        let moved = start.saturating_sub(at);
        (at, other) = (end + moved, other + moved);
    }
}

/// Blanks before a line's first sign; a blank line begins nothing.
fn indent(line: &str) -> usize {
    if line.trim().is_empty() {
        return usize::MAX;
    }
    line.len() - line.trim_start_matches(' ').len()
}

/// Cuts rows into those within so many lines of a change, and those that may be folded.
pub fn parts<'r, 't>(rows: &'r [Row<'t>], context: usize) -> Vec<Part<'r, 't>> {
    let changes = rows.iter().enumerate().filter(|(_, row)| !row.is_same());
    let mut shown: Vec<(usize, usize)> = Vec::new();
    for (at, _) in changes {
        let (from, to) = (at.saturating_sub(context), (at + 1 + context).min(rows.len()));
        match shown.last_mut() {
            Some((_, end)) if from <= *end => *end = to,
            _ => shown.push((from, to)),
        }
    }
    let mut parts = Vec::new();
    let mut done = 0;
    let part = |from: usize, to: usize| rows.get(from..to).filter(|part| !part.is_empty());
    for (from, to) in shown {
        parts.extend(part(done, from).map(Part::Folded));
        parts.extend(part(from, to).map(Part::Shown));
        done = to;
    }
    parts.extend(part(done, rows.len()).map(Part::Folded));
    parts
}

/// Rows in two columns: the old line and the new one. A removed line stands beside the added one that took its
/// place.
pub fn side_by_side<'r, 't>(rows: &'r [Row<'t>]) -> Vec<[Option<&'r Row<'t>>; 2]> {
    let mut pairs = Vec::with_capacity(rows.len());
    for part in rows.chunk_by(|left, right| left.is_same() == right.is_same()) {
        let is_same = part.iter().all(Row::is_same);
        if is_same {
            pairs.extend(part.iter().map(|row| [Some(row), Some(row)]));
            continue;
        }
        let olds: Vec<_> = part.iter().filter(|row| row.old.is_some()).collect();
        let news: Vec<_> = part.iter().filter(|row| row.new.is_some()).collect();
        let length = olds.len().max(news.len());
        pairs.extend((0..length).map(|at| [olds.get(at).copied(), news.get(at).copied()]));
    }
    pairs
}
