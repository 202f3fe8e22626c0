//! A template for a `.env` file: comments say what and where; what is typed in stands empty.
//!
//! One file has one value for each key, so a key that two services set stands once, and the second time as
//! a comment.

use std::collections::HashMap;

use super::{Checklist, Item, Source, one_line};
use crate::words::{Message, envvars as words};

pub(super) fn dotenv(checklist: &Checklist) -> String {
    let mut text = String::new();
    comment(&mut text, &words::dotenv_title());
    comment(&mut text, &words::dotenv_fill_in());
    let mut above: HashMap<&str, String> = HashMap::new();
    for owner in &checklist.owners {
        let title = owner.title();
        text.push_str(&format!("\n# --- {title}\n"));
        for group in &owner.groups {
            comment(&mut text, &group.sentence());
        }
        for item in &owner.items {
            text.push('\n');
            match (assignment(item), above.get(item.key.as_str())) {
                (Ok(line), None) => {
                    describe(&mut text, item);
                    text.push_str(&format!("{line}\n"));
                    above.insert(&item.key, title.clone());
                }
                (Ok(line), Some(owner)) => {
                    comment(&mut text, &words::dotenv_elsewhere(owner.as_str()));
                    text.push_str(&format!("# {}\n", one_line(&line)));
                }
                (Err(reason), _) => {
                    describe(&mut text, item);
                    if let Some(reason) = reason {
                        comment(&mut text, &reason);
                    }
                    text.push_str(&format!("# {}=\n", one_line(&item.key)));
                }
            }
        }
    }
    text
}

/// The line that sets a variable; else why there is none, where the source does not say it already.
fn assignment(item: &Item) -> Result<String, Option<Message>> {
    let value = match &item.source {
        Source::TypedIn | Source::Missing { .. } | Source::SetInFile { value: None } => Some(String::new()),
        Source::SetInFile { value: Some(value) } => quoted(value),
        Source::Generated | Source::FromDatabase { .. } | Source::FromService { .. } | Source::Unclear => {
            return Err(None);
        }
    };
    if !is_name(&item.key) {
        return Err(Some(words::dotenv_bad_key()));
    }
    let value = value.ok_or_else(|| Some(words::dotenv_unquotable()))?;
    Ok(format!("{}={value}", item.key))
}

fn describe(text: &mut String, item: &Item) {
    let marks = item.marks();
    let marks = if marks.is_empty() {
        marks
    } else {
        format!(" ({marks})")
    };
    // A value stands in its line, once.
    text.push_str(&format!("# {}{marks}\n", item.source.kind()));
    let where_from = item.source.is_open().then_some(item.where_from.as_str());
    for sentence in item.what.into_iter().chain(where_from) {
        text.push_str(&format!("# {}\n", one_line(sentence)));
    }
    if !item.source.is_open() {
        return;
    }
    if let Some(command) = item.command {
        comment(text, &words::command(command));
    }
    if let Some(example) = item.example {
        comment(text, &words::example(example));
    }
}

fn comment(text: &mut String, message: &Message) {
    text.push_str(&format!("# {}\n", one_line(&message.to_string())));
}

/// A name that a shell takes.
fn is_name(key: &str) -> bool {
    let first = key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    first
        && key
            .chars()
            .all(|next| next.is_ascii_alphanumeric() || next == '_')
}

/// A value as a shell and the usual `.env` readers read it alike; none if there is no such form.
///
/// Plain where no character means anything to them. In single quotes all take text as it stands, but some
/// read `\\` and `\'` as escapes there and put variables in for `${`. In double quotes they differ on
/// backslashes, `$`, backquotes and `!`.
fn quoted(value: &str) -> Option<String> {
    let is_plain = |next: char| next.is_ascii_alphanumeric() || "_-./:@%+,".contains(next);
    if value.chars().all(is_plain) {
        return Some(value.to_owned());
    }
    if value.contains("${") || value.contains(['\r', '\0']) {
        return None;
    }
    if !value.contains('\'') && !value.contains("\\\\") && !value.ends_with('\\') {
        return Some(format!("'{value}'"));
    }
    (!value.contains(['"', '\\', '$', '`', '!'])).then(|| format!("\"{value}\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[track_caller]
    fn check(value: &str, expected: Option<&str>) {
        assert_eq!(quoted(value).as_deref(), expected, "{value}");
    }

    #[test]
    fn quotes() {
        check("", Some(""));
        check(
            "https://shop.example.com:443/a",
            Some("https://shop.example.com:443/a"),
        );
        check("Calle 123, Bogotá", Some("'Calle 123, Bogotá'"));
        check("a#b", Some("'a#b'"));
        check("~/x", Some("'~/x'"));
        check("$HOME", Some("'$HOME'"));
        check("${HOME}", None);
        check("say \"hi\"", Some("'say \"hi\"'"));
        check("it's", Some("\"it's\""));
        check("it's $5", None);
        check("a\\b", Some("'a\\b'"));
        check("a\\\\b", None);
        check("a\\", None);
        check("two\nlines", Some("'two\nlines'"));
        check("two\nline's", Some("\"two\nline's\""));
    }
}
