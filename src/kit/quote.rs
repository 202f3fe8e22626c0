//! Text as a literal of the language that a file is written in. Whatever the text holds, it stays inside its
//! quotes, and on one line.

use std::fmt::Write as _;

use crate::envvars::one_line;

/// A word for bash. Control characters make it `$'…'`, which keeps it on one line.
pub fn shell(text: &str) -> String {
    if !text.chars().any(|next| next.is_control()) {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let mut literal = String::from("$'");
    for next in text.chars() {
        match next {
            // No argument can hold it.
            '\0' => {}
            '\'' | '\\' => {
                literal.push('\\');
                literal.push(next);
            }
            next if next.is_control() => escape_for_shell(&mut literal, next),
            next => literal.push(next),
        }
    }
    literal.push('\'');
    literal
}

/// Three octal digits for each byte: `\u` depends on the locale.
fn escape_for_shell(literal: &mut String, next: char) {
    let mut bytes = [0; 4];
    for byte in next.encode_utf8(&mut bytes).bytes() {
        let _ = write!(literal, "\\{byte:03o}");
    }
}

/// A string for Ruby, without interpolation.
pub fn ruby(text: &str) -> String {
    let mut literal = String::from("\"");
    for next in text.chars() {
        match next {
            '"' | '\\' | '#' => {
                literal.push('\\');
                literal.push(next);
            }
            next if is_unseen(next) => {
                let _ = write!(literal, "\\u{{{:x}}}", u32::from(next));
            }
            next => literal.push(next),
        }
    }
    literal.push('"');
    literal
}

/// A string for JSON.
pub fn json(text: &str) -> String {
    double_quoted(text, |_| false)
}

/// A string for JavaScript. `<` and `/` are escaped, so that no reader sees the end of a script or comment.
pub fn js(text: &str) -> String {
    double_quoted(text, |next| matches!(next, '<' | '>'))
}

/// A double-quoted scalar for YAML, and for the ERB in a YAML file of Rails.
pub fn yaml(text: &str) -> String {
    double_quoted(text, |next| matches!(next, '<' | '>' | '%'))
}

fn double_quoted(text: &str, is_special: fn(char) -> bool) -> String {
    let mut literal = String::from("\"");
    for next in text.chars() {
        match next {
            '"' | '\\' => {
                literal.push('\\');
                literal.push(next);
            }
            next if is_unseen(next) || is_special(next) => {
                let mut units = [0; 2];
                for unit in next.encode_utf16(&mut units) {
                    let _ = write!(literal, "\\u{unit:04x}");
                }
            }
            next => literal.push(next),
        }
    }
    literal.push('"');
    literal
}

/// A string for Postgres. Control characters make it `E'…'`.
pub fn sql(text: &str) -> String {
    let text = text.replace('\0', "");
    let doubled = text.replace('\'', "''");
    if !text.chars().any(char::is_control) {
        return format!("'{doubled}'");
    }
    let mut literal = String::from("E'");
    for next in doubled.chars() {
        match next {
            '\\' => literal.push_str("\\\\"),
            next if next.is_control() => {
                let _ = write!(literal, "\\u{:04x}", u32::from(next));
            }
            next => literal.push(next),
        }
    }
    literal.push('\'');
    literal
}

/// A name for Postgres, such as a role's.
pub fn sql_name(text: &str) -> String {
    format!("\"{}\"", one_line(text).replace('"', "\"\""))
}

/// A value of an iCalendar property of type TEXT.
pub fn calendar(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for next in text.chars() {
        match next {
            '\\' | ';' | ',' => {
                value.push('\\');
                value.push(next);
            }
            '\n' => value.push_str("\\n"),
            '\r' => {}
            next if next.is_control() => value.push(' '),
            next => value.push(next),
        }
    }
    value
}

/// A code span for Markdown, whatever backquotes it holds.
pub fn markdown(text: &str) -> String {
    crate::envvars::code(text)
}

/// A label for Mermaid.
pub fn mermaid(text: &str) -> String {
    crate::topology::quoted(text)
}

/// Plain text on one line, for comments. In a YAML file of Rails, ERB is read in comments too, so its marks are
/// taken apart.
pub fn plain(text: &str) -> String {
    one_line(text).replace("<%", "< %").replace("%>", "% >")
}

/// Characters that an editor does not show, or that some reader takes for the end of a line.
fn is_unseen(next: char) -> bool {
    next.is_control()
        || matches!(next, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(quote: fn(&str) -> String, text: &str, expected: &str) {
        assert_eq!(quote(text), expected, "{text:?}");
    }

    #[test]
    fn literals() {
        check(shell, "it's $(x)", r"'it'\''s $(x)'");
        check(shell, "a'\nb\\", r"$'a\'\012b\\'");
        check(ruby, "#{x} \"\"\" \n", r#""\#{x} \"\"\" \u{a}""#);
        check(json, "a\"\n\u{2028}", r#""a\"\u000a\u2028""#);
        check(js, "</script>*/", r#""\u003c/script\u003e*/""#);
        check(yaml, "<%= 1 %>", r#""\u003c\u0025= 1 \u0025\u003e""#);
        check(sql, "it's\\", r"'it''s\'");
        check(sql, "a\\'\nb", r"E'a\\''\u000ab'");
        check(sql_name, "a\"b", r#""a""b""#);
        check(calendar, "a;b,c\\\nd", r"a\;b\,c\\\nd");
        check(markdown, "a`b", "``a`b``");
        check(plain, "a\n<%= exit %>", "a < %= exit % >");
        check(mermaid, "a\"]<b", "\"a#34;]#60;b\"");
    }
}
