//! Templates: files of their own language with a few marks in them.
//!
//! * `@@name@@` is replaced with a value, as a literal of the file's language.
//! * `@@name:how@@` is replaced with the value as `how` has it: `shell`, `ruby`, `js`, `json`, `yaml`, `sql`,
//!   `sqlname`, `calendar`, `markdown`, `mermaid`, or `plain` for comments.
//! * Lines between `@@if name@@` and `@@end@@`, each on a line of its own, stay where the condition holds; with
//!   `@@if not name@@` where it does not. They can be nested.
//!
//! What is put in is never read again, so no value can hold a mark.

use std::collections::BTreeMap;

use super::{Language, quote};

const MARK: &str = "@@";

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Text, which is quoted.
    Text(String),
    /// Digits, or several lines that are written in the file's language already.
    Written(String),
}

/// Everything that templates can ask for.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    values: BTreeMap<&'static str, Value>,
    conditions: BTreeMap<&'static str, bool>,
}

impl Values {
    pub(super) fn text(&mut self, name: &'static str, text: impl Into<String>) {
        self.values.insert(name, Value::Text(text.into()));
    }

    pub(super) fn written(&mut self, name: &'static str, written: impl ToString) {
        self.values.insert(name, Value::Written(written.to_string()));
    }

    pub(super) fn condition(&mut self, name: &'static str, holds: bool) {
        self.conditions.insert(name, holds);
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    pub(super) fn holds(&self, condition: &str) -> bool {
        let holds = |name: &str| self.conditions.get(name).is_some_and(|holds| *holds);
        match condition.strip_prefix("not ") {
            Some(condition) => !holds(condition),
            None => holds(condition),
        }
    }

    pub(super) fn all_hold(&self, conditions: &[&str]) -> bool {
        conditions.iter().all(|condition| self.holds(condition))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.values.iter().map(|(name, value)| (*name, value))
    }

    /// Whether a condition, or its opposite, is one of those that were set.
    #[cfg(test)]
    pub(super) fn knows(&self, condition: &str) -> bool {
        self.conditions.contains_key(condition.trim_start_matches("not "))
    }

    /// A value as it stands in a language; none for a name that is not known.
    fn literal(&self, mark: &str, language: Language) -> Option<String> {
        let (name, how) = mark.split_once(':').unwrap_or((mark, language.id()));
        Some(match self.values.get(name)? {
            Value::Written(written) => written.clone(),
            Value::Text(text) => quoted(text, how)?,
        })
    }
}

fn quoted(text: &str, how: &str) -> Option<String> {
    let quote = match how {
        "shell" => quote::shell,
        "ruby" => quote::ruby,
        "js" => quote::js,
        "json" => quote::json,
        "yaml" => quote::yaml,
        "sql" => quote::sql,
        "sqlname" => quote::sql_name,
        "calendar" => quote::calendar,
        "markdown" => quote::markdown,
        "mermaid" => quote::mermaid,
        "plain" | "text" => quote::plain,
        _ => return None,
    };
    Some(quote(text))
}

/// A template with its values. A mark whose name is not known stays as it is.
pub(super) fn fill(template: &str, language: Language, values: &Values) -> String {
    let mut text = String::with_capacity(template.len());
    let mut open: Vec<bool> = Vec::new();
    for line in template.split_inclusive('\n') {
        match mark_alone(line) {
            Some("end") => {
                open.pop();
            }
            Some(mark) if mark.starts_with("if ") => {
                open.push(values.holds(mark.trim_start_matches("if ")));
            }
            _ if open.contains(&false) => {}
            _ => fill_line(&mut text, line, language, values),
        }
    }
    text
}

/// The mark that has a line to itself.
fn mark_alone(line: &str) -> Option<&str> {
    line.trim().strip_prefix(MARK)?.strip_suffix(MARK)
}

fn fill_line(text: &mut String, line: &str, language: Language, values: &Values) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(MARK) {
        let found = after.split_once(MARK);
        let literal = found.and_then(|(mark, rest)| Some((values.literal(mark, language)?, rest)));
        text.push_str(before);
        match literal {
            Some((literal, after)) => {
                text.push_str(&literal);
                rest = after;
            }
            None => {
                text.push_str(MARK);
                rest = after;
            }
        }
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, expected: &str) {
        let mut values = Values::default();
        values.text("name", "it's @@count@@");
        values.written("count", 3);
        values.condition("web", true);
        assert_eq!(fill(template, Language::Shell, &values), expected);
    }

    #[test]
    fn marks() {
        check("a=@@name@@\n", "a='it'\\''s @@count@@'\n");
        check("# @@name:plain@@ @@count@@\n", "# it's @@count@@ 3\n");
        check("@@unknown@@ @@\n", "@@unknown@@ @@\n");
    }

    #[test]
    fn conditions() {
        check("a\n@@if web@@\nb\n@@end@@\nc\n", "a\nb\nc\n");
        check("@@if not web@@\nb\n@@if web@@\nc\n@@end@@\n@@end@@\nd\n", "d\n");
    }
}
