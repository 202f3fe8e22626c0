//! Steps that change a value, and the lines of what they bring.

use plano::yaml::Path;

/// One step. A path leads to what is set or removed, or to the mapping or list that gets something.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Set(Path, New),
    /// What an alias stands for is set elsewhere.
    Echo(Path, New),
    Insert(Path, &'static str, New),
    Append(Path, New),
    Remove(Path),
}

/// A value that an operation brings.
#[derive(Clone, Debug)]
pub(crate) enum New {
    Text(String),
    Int(i64),
    Bool(bool),
    Map(Vec<(&'static str, New)>),
    List(Vec<New>),
}

impl New {
    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// In one line. A text that may stand without quotes and may have them has them where `quoted` says so.
    pub(crate) fn inline(&self, quoted: bool) -> String {
        match self {
            Self::Text(text) if is_plain(text) || (!quoted && may_be_plain(text)) => text.clone(),
            Self::Text(text) => format!("{text:?}"),
            Self::Int(number) => number.to_string(),
            Self::Bool(value) => value.to_string(),
            Self::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {}", value.inline(quoted)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            Self::List(items) => {
                format!(
                    "[{}]",
                    items
                        .iter()
                        .map(|item| item.inline(quoted))
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            }
        }
    }

    /// The lines of `key: value` at a column.
    pub(crate) fn entry(&self, key: &str, column: usize, indent: Indent) -> Vec<String> {
        let lead = " ".repeat(column);
        let below: Vec<String> = match self {
            Self::Map(entries) if !entries.is_empty() => {
                let entries = entries.iter();
                entries
                    .flat_map(|(key, value)| value.entry(key, column + indent.step, indent))
                    .collect()
            }
            Self::List(items) if !items.is_empty() => {
                let items = items.iter();
                items
                    .flat_map(|item| item.item(column + indent.dash, indent))
                    .collect()
            }
            scalar => return vec![format!("{lead}{key}: {}", scalar.inline(indent.quoted))],
        };
        std::iter::once(format!("{lead}{key}:")).chain(below).collect()
    }

    /// The lines of `- value` with the dash at a column.
    pub(crate) fn item(&self, column: usize, indent: Indent) -> Vec<String> {
        let dash = format!("{}-{}", " ".repeat(column), " ".repeat(indent.gap));
        let Self::Map(entries) = self else {
            return vec![format!("{dash}{}", self.inline(indent.quoted))];
        };
        let entries = entries.iter();
        let mut lines: Vec<String> = entries
            .flat_map(|(key, value)| value.entry(key, dash.len(), indent))
            .collect();
        lines[0].replace_range(..dash.len(), &dash);
        lines
    }
}

/// How new lines are written: indented below a key, to the dashes below a key, and behind a dash; in quotes or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Indent {
    pub step: usize,
    pub dash: usize,
    pub gap: usize,
    pub quoted: bool,
}

/// Whether a text is written without quotes: names, plans and keys.
fn is_plain(text: &str) -> bool {
    let safe = |next: char| next.is_alphanumeric() || "_-./".contains(next);
    let is_plan = text.ends_with('b') || text.ends_with('g');
    let begins =
        text.starts_with(|first: char| first.is_ascii_alphabetic() || "_/".contains(first)) || is_plan;
    let reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    begins && text.chars().all(safe) && !reserved.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether a text may stand without quotes; the other reader tells whether it is the same text then.
fn may_be_plain(text: &str) -> bool {
    !text.is_empty() && !text.contains(": ") && !text.contains(" #") && !text.contains(char::is_control)
}
