//! Reading a `.env` file: `KEY=value`, line by line.
//!
//! Own code, since the libraries for it (dotenvy and its like) put variables of the process in the place of
//! `$NAME`, drop the numbers of lines, and end at the first line that they cannot read. What they agree on is
//! read as they do; `$NAME` stays as it is, since Render puts nothing in its place either.
//!
//! What a line holds may be a secret, so nothing here can be printed, and a reason never quotes the line. Each
//! byte is looked at a few times at most.

use std::borrow::Cow;

/// One assignment, or a line that is none.
pub(super) struct Line<'t> {
    /// From 1; where it begins.
    pub number: usize,
    pub content: Result<Assignment<'t>, Reason>,
}

/// A key and its value.
pub(super) struct Assignment<'t> {
    pub key: &'t str,
    pub value: Cow<'t, str>,
}

/// Why a line is no assignment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// No `=` where it should be.
    NoSign,
    /// A name that no variable can have.
    BadName,
    /// A quote is not closed, or not where it should be; nothing below was read.
    OpenQuote,
    /// Something stands behind a closing quote.
    BehindQuote,
    /// A key or certificate without a name.
    Nameless,
    /// A key or certificate does not end; nothing below was read.
    OpenKey,
}

/// The lines that hold something.
pub(super) fn read(text: &str) -> Vec<Line<'_>> {
    let mut reader = Reader {
        rest: text.strip_prefix('\u{feff}').unwrap_or(text),
        number: 1,
    };
    let mut lines = Vec::new();
    while !reader.rest.is_empty() {
        let number = reader.number;
        lines.extend(reader.line().map(|content| Line { number, content }));
    }
    lines
}

/// Whether a text can be the name of a variable.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text
            .bytes()
            .all(|next| next.is_ascii_alphanumeric() || next == b'_')
}

const KEY_BEGINS: &str = "-----BEGIN ";
const KEY_ENDS: &str = "-----END ";

struct Reader<'t> {
    rest: &'t str,
    number: usize,
}

impl<'t> Reader<'t> {
    /// Takes this many bytes.
    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        self.number += breaks(taken);
        taken
    }

    /// Takes the rest of the line, and its break.
    fn take_line(&mut self) -> &'t str {
        let length = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
        let line = self.take(length);
        let ending = if self.rest.starts_with("\r\n") { 2 } else { 1 };
        self.take(ending.min(self.rest.len()));
        line
    }

    /// Reads one assignment; none for a line that holds nothing.
    fn line(&mut self) -> Option<Result<Assignment<'t>, Reason>> {
        let length = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
        let line = self.rest.get(..length).unwrap_or_default();
        let content = line.trim_start();
        if content.is_empty() || content.starts_with('#') {
            self.take_line();
            return None;
        }
        let (key, value) = match assignment(content) {
            Ok(parts) => parts,
            Err(reason) => {
                let is_key = line.contains(KEY_BEGINS);
                let reason = if is_key { Reason::Nameless } else { reason };
                return Some(Err(match is_key {
                    true if self.private_key().is_none() => Reason::OpenKey,
                    true => reason,
                    false => {
                        self.take_line();
                        reason
                    }
                }));
            }
        };
        self.take(line.len() - value.len());
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'' | '`')) => self.quoted(quote),
            _ if value.contains(KEY_BEGINS) => match self.private_key() {
                Some(key) => Ok(Cow::Borrowed(key)),
                None => Err(Reason::OpenKey),
            },
            _ => {
                self.take_line();
                let is_set_apart = content
                    .strip_suffix(value)
                    .is_some_and(|before| before.ends_with([' ', '\t']));
                Ok(Cow::Borrowed(without_comment(value, is_set_apart)))
            }
        };
        Some(value.map(|value| Assignment { key, value }))
    }

    /// Takes a key or certificate that is not in quotes, up to the line on which it ends; all, if it does not end.
    fn private_key(&mut self) -> Option<&'t str> {
        let Some(end) = self.rest.find(KEY_ENDS) else {
            self.take(self.rest.len());
            return None;
        };
        let line = self.rest.get(end..).unwrap_or_default();
        let line = line.find(['\n', '\r']).unwrap_or(line.len());
        let key = self.take(end + line).trim_end();
        self.take_line();
        Some(key)
    }

    /// Takes a value in quotes and the rest of its last line; all, if the quote is not closed.
    fn quoted(&mut self, quote: char) -> Result<Cow<'t, str>, Reason> {
        self.take(1);
        let mut escaped = false;
        let end = self.rest.find(|next: char| {
            let closes = next == quote && !escaped;
            escaped = quote == '"' && next == '\\' && !escaped;
            closes
        });
        let Some(end) = end else {
            self.take(self.rest.len());
            return Err(Reason::OpenQuote);
        };
        let value = self.take(end);
        self.take(1);
        let behind = self.take_line().trim_start();
        let is_closed = behind.is_empty() || behind.starts_with('#');
        // Where the quote of another line closes this one, what follows may be the inside of a value.
        let spans_lines = value.contains(['\n', '\r']);
        let closes_another = spans_lines && (!is_closed || value.trim_end().ends_with(['=', ':']));
        if closes_another || !is_closed && (behind.contains(['"', '\'', '`']) || behind.contains(KEY_BEGINS))
        {
            self.take(self.rest.len());
            return Err(Reason::OpenQuote);
        }
        if !is_closed {
            return Err(Reason::BehindQuote);
        }
        Ok(if quote == '"' {
            unescaped(value)
        } else {
            with_plain_breaks(value)
        })
    }
}

/// Line breaks of any kind.
fn breaks(text: &str) -> usize {
    let bytes = text.bytes();
    let next = text.bytes().skip(1).map(Some).chain([None]);
    bytes
        .zip(next)
        .filter(|&(byte, next)| byte == b'\n' || byte == b'\r' && next != Some(b'\n'))
        .count()
}

/// The key, and the value with all that stands behind it: `export KEY = value`, `KEY: value`.
fn assignment(content: &str) -> Result<(&str, &str), Reason> {
    let after_export = content
        .strip_prefix("export")
        .filter(|rest| rest.starts_with([' ', '\t']));
    let content = after_export.unwrap_or(content).trim_start();
    let end = content
        .find(|next: char| matches!(next, '=' | ':') || next.is_whitespace())
        .ok_or(Reason::NoSign)?;
    let (name, rest) = content.split_at_checked(end).ok_or(Reason::NoSign)?;
    let rest = rest.trim_start();
    let value = match rest.strip_prefix('=') {
        Some(value) => value,
        None => rest
            .strip_prefix(':')
            // Nothing behind a colon begins a mapping in YAML.
            .filter(|value| value.starts_with([' ', '\t']) && !value.trim_start().is_empty())
            .ok_or(Reason::NoSign)?,
    };
    if !is_name(name) {
        return Err(Reason::BadName);
    }
    Ok((name, value.trim_start()))
}

/// A value without quotes ends before a `#` that stands apart.
fn without_comment(value: &str, is_set_apart: bool) -> &str {
    let mut before = if is_set_apart { ' ' } else { '=' };
    let comment = value.find(|next: char| {
        let begins = next == '#' && before.is_whitespace();
        before = next;
        begins
    });
    value
        .get(..comment.unwrap_or(value.len()))
        .unwrap_or_default()
        .trim_end()
}

/// Double quotes know the usual escapes; a backslash before anything else is a backslash.
fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('\\') {
        return with_plain_breaks(value);
    }
    let mut text = String::with_capacity(value.len());
    let mut rest = value.chars();
    while let Some(next) = rest.next() {
        if next != '\\' {
            text.push(next);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some(same @ ('"' | '\'' | '`' | '\\' | '$')) => text.push(same),
            Some(other) => text.extend(['\\', other]),
            None => text.push('\\'),
        }
    }
    Cow::Owned(with_plain_breaks(&text).into_owned())
}

/// Written line breaks are the same on every system.
fn with_plain_breaks(value: &str) -> Cow<'_, str> {
    if value.contains("\r\n") {
        Cow::Owned(value.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(value)
    }
}
