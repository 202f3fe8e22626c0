//! How wide a text is, before any browser has drawn it: by the widest of the usual sans-serif fonts, so that a
//! text takes rather less room than was kept for it.

use std::borrow::Cow;

/// Pixels that a text takes, rounded up.
pub(crate) fn width(text: &str, size: i32) -> i32 {
    let thousandths: i32 = text.chars().map(em).fold(0, i32::saturating_add);
    thousandths.saturating_mul(size) / 1_000 + 1
}

/// The width of a character in thousandths of the font's size.
fn em(character: char) -> i32 {
    match character {
        'i' | 'j' | 'l' | 'I' | 'J' | '\'' => 300,
        ' ' | '.' | ',' | '·' | '|' | ':' | ';' | '/' | '\\' => 340,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '!' => 415,
        'c' | 's' | 'z' | '–' | '"' | '?' | '_' | '*' | '`' => 560,
        'a'..='l' | 'n'..='v' | 'x' | 'y' | 'E' | 'F' | 'L' | 'P' | 'S' | 'T' | 'Y' | '0'..='9' | '$' => 640,
        'A' | 'B' | 'C' | 'K' | 'R' | 'V' | 'X' | 'Z' | '{' | '}' => 700,
        'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'U' | '&' => 790,
        'w' | 'M' | '+' | '=' | '<' | '>' | '~' | '^' | '#' => 865,
        '\u{c0}'..='\u{24f}' => 790,
        '\u{370}'..='\u{52f}' => 900,
        // Wide ones, `m`, `W`, `%`, `@`, and what is not known: Chinese, signs.
        _ if character.is_ascii() || character < '\u{2e80}' => 1_000,
        _ => 1_400,
    }
}

/// A text that is not wider than `room`: its end gives way to an ellipsis.
pub(crate) fn fit(text: &str, size: i32, room: i32) -> Cow<'_, str> {
    if width(text, size) <= room {
        return Cow::Borrowed(text);
    }
    let left = room.saturating_mul(1_000) / size.max(1) - em('…') - 1_000 / size.max(1);
    let mut used = 0;
    let kept = text.chars().take_while(|next| {
        used += em(*next);
        used <= left
    });
    let kept: String = kept.collect();
    Cow::Owned(format!("{}…", kept.trim_end()))
}

/// A text as lines that are not wider than `room`.
pub(crate) fn wrap(text: &str, size: i32, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(fit(word, size, room).into_owned()),
        }
    }
    lines
}

/// A text that is safe between tags and in an attribute, and reads in the order in which it is written: without
/// the signs that turn the direction of writing, nor those that XML forbids.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for next in text.chars() {
        match next {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            _ if next.is_control() => {}
            _ => safe.push(next),
        }
    }
    safe
}

/// The text that [`escape`] made safe.
pub(super) fn unescape(safe: &str) -> Cow<'_, str> {
    let Some((before, rest)) = safe.split_once('&') else {
        return Cow::Borrowed(safe);
    };
    let mut text = before.to_owned();
    for piece in rest.split('&') {
        let (sign, after) = piece.split_once(';').unwrap_or((piece, ""));
        text.push(match sign {
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            _ => '&',
        });
        text.push_str(after);
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_its_room() {
        assert_eq!(fit("worker", 11, 60), "worker");
        assert_eq!(fit("a-very-long-service-name", 11, 60), "a-very-l…");
        assert_eq!(fit("worker", 11, 0), "…");
        for room in 15..200 {
            assert!(width(&fit("a WWWide-näme 漢字 of a service", 11, room), 11) <= room);
        }
    }

    #[test]
    fn a_text_is_wrapped_at_its_words() {
        assert_eq!(
            wrap("one two three four five", 11, 64),
            ["one two", "three four", "five"]
        );
        assert_eq!(wrap("", 11, 60), [""; 0]);
    }

    #[test]
    fn markup_and_turns_of_direction_do_not_pass() {
        assert_eq!(
            escape("<img onerror='x' a=\"\u{202e}b\u{2066}\">&\u{0}\n"),
            "&lt;img onerror=&#39;x&#39; a=&quot;b&quot;&gt;&amp; "
        );
    }

    #[test]
    fn what_was_made_safe_is_read_again() {
        for text in ["", "a", "a & b", "&&amp;;", "<a href=\"'\">&lt;", "ñ & 漢字;"] {
            assert_eq!(unescape(&escape(text)), text);
        }
    }
}
