//! Writing a text as a scalar: without quotes where every reader of YAML 1.1 and 1.2 takes it for the
//! same text, else quoted.

use std::fmt::Write as _;

/// Quotes to keep when a scalar is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    AsNeeded,
    Single,
    Double,
}

/// A text as a scalar on one line, without quotes if it needs none.
pub fn quoted(text: &str) -> String {
    with_quotes(text, Quotes::AsNeeded)
}

/// A text as a scalar on one line, in the quotes that stood there before where they serve.
pub(super) fn with_quotes(text: &str, quotes: Quotes) -> String {
    match quotes {
        Quotes::AsNeeded if is_plain(text) => text.to_owned(),
        Quotes::Single if !text.chars().any(needs_escape) => format!("'{}'", text.replace('\'', "''")),
        _ => double_quoted(text),
    }
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for next in text.chars() {
        match next {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if needs_escape(next) => {
                let code = u32::from(next);
                let written = if code > 0xffff {
                    write!(quoted, "\\U{code:08X}")
                } else {
                    write!(quoted, "\\u{code:04X}")
                };
                debug_assert!(written.is_ok(), "writing to a String");
            }
            _ => quoted.push(next),
        }
    }
    quoted.push('"');
    quoted
}

/// Controls, and characters that break lines or cannot be seen.
fn needs_escape(next: char) -> bool {
    next.is_control()
        || matches!(
            next,
            '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{ffff}'
        )
}

/// Whether a text is safe without quotes, in block and in flow style, for every reader.
fn is_plain(text: &str) -> bool {
    let first_fits = text.starts_with("./")
        || text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '/')
        || starts_like_a_plan(text)
        || starts_like_an_address_range(text);
    let safe = |next: char| {
        next.is_alphanumeric() && !needs_escape(next) || "_-./+@%=&$()!;~ ^|<>'\"*?".contains(next)
    };
    let inner_fits = text.chars().all(|next| safe(next) || next == ':')
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains("  ");
    first_fits && inner_fits && !is_reserved(text)
}

/// `1c-2g`, `0.5c-1g`, `256mb`: a digit first, yet no number for any reader because letters follow.
///
/// `0x1f`, `1e3`, `0b1`, `0o7`, `1_000`, dates and times stay out: a letter other than `b`, `e`, `o`, `x` must
/// end the leading digits.
fn starts_like_a_plan(text: &str) -> bool {
    let after_digits = |text: &'_ str| text.trim_start_matches(|next: char| next.is_ascii_digit()).len();
    let whole = text.len() - after_digits(text);
    let rest = text.get(whole..).unwrap_or_default();
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction
            .get(fraction.len() - after_digits(fraction)..)
            .unwrap_or_default(),
        None => rest,
    };
    whole > 0 && rest.starts_with(['c', 'g', 'm', 's'])
}

/// `203.0.113.0/24`: a slash after digits and dots makes it no number for any reader.
fn starts_like_an_address_range(text: &str) -> bool {
    let rest = text.trim_start_matches(|next: char| next.is_ascii_digit() || next == '.');
    text.starts_with(|first: char| first.is_ascii_digit()) && rest.starts_with('/')
}

/// Words and forms that YAML 1.1 or 1.2 reads as something else than text.
fn is_reserved(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf",
    ];
    let lower = text.to_ascii_lowercase();
    let exponent_only =
        lower.starts_with('e') && lower.len() > 1 && lower.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    WORDS.contains(&lower.as_str()) || exponent_only
}

#[cfg(test)]
mod tests {
    use super::{Quotes, quoted, with_quotes};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(quoted(text), expected);
    }

    #[test]
    fn plain_where_every_reader_agrees() {
        check("web", "web");
        check("1c-2g", "1c-2g");
        check("256mb", "256mb");
        check("0.5c-512mb", "0.5c-512mb");
        check("pro plus", "pro plus");
        check("./bin/render-build.sh", "./bin/render-build.sh");
        check("/api/v1/health", "/api/v1/health");
        check(
            "bundle exec rails ip_lookup:setup && bin/rails server -p $PORT",
            "bundle exec rails ip_lookup:setup && bin/rails server -p $PORT",
        );
        check("https://example.com", "https://example.com");
        check("Bogotá", "Bogotá");
    }

    #[test]
    fn quoted_where_a_reader_would_see_something_else() {
        for text in [
            "",
            "~",
            "7",
            "16",
            "1.5",
            "1e3",
            "0x1f",
            "0b1",
            "012",
            "1:30",
            "2026-11-22",
            "1_000",
            "-",
            "=",
            "<<",
        ] {
            check(text, &format!("\"{text}\""));
        }
        for text in [
            "true", "No", "off", "ON", "null", "y", "e3", "key: x", "x #y", "a, b", "[x]", "ends:", " x",
            "x ",
        ] {
            check(text, &format!("\"{text}\""));
        }
        check("a\nb\"c\\d\u{200b}\u{7}", "\"a\\nb\\\"c\\\\d\\u200B\\u0007\"");
    }

    #[test]
    fn quotes_are_kept() {
        assert_eq!(with_quotes("it's", Quotes::Single), "'it''s'");
        assert_eq!(with_quotes("a\tb", Quotes::Single), "\"a\\tb\"");
        assert_eq!(with_quotes("web", Quotes::Double), "\"web\"");
    }
}
