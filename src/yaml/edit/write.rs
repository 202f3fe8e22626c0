//! New text for a value: as lines of a block, or in brackets.

use super::quote::quoted;
use crate::yaml::value::Value;

/// How a new block is indented.
#[derive(Clone, Copy)]
pub(super) struct Indentation {
    /// Between a mapping and the mapping below it.
    pub step: usize,
    /// Between a key and the dashes below it.
    pub dash: usize,
    /// Blanks between a dash and its content.
    pub gap: usize,
}

/// A scalar, or a collection in brackets.
pub(super) fn inline(value: &Value) -> String {
    match value {
        Value::Null | Value::Alias { .. } => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(written) => written.clone(),
        Value::Text(text) => quoted(text),
        Value::Sequence(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Mapping(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", inline(key), inline(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The lines of `key: value` at a column; the first line carries its indentation too.
pub(super) fn entry_lines(key: &str, value: &Value, column: usize, layout: Indentation) -> Vec<String> {
    let head = format!("{}{}:", " ".repeat(column), quoted(key));
    match value {
        Value::Mapping(entries) if !entries.is_empty() => {
            let mut lines = vec![head];
            lines.extend(mapping_lines(entries, column + layout.step, layout));
            lines
        }
        Value::Sequence(items) if !items.is_empty() => {
            let mut lines = vec![head];
            lines.extend(
                items
                    .iter()
                    .flat_map(|item| item_lines(item, column + layout.dash, layout)),
            );
            lines
        }
        _ => vec![format!("{head} {}", inline(value))],
    }
}

/// The lines of `- value` with its dash at a column.
pub(super) fn item_lines(value: &Value, column: usize, layout: Indentation) -> Vec<String> {
    let dash = format!("{}-{}", " ".repeat(column), " ".repeat(layout.gap));
    match value {
        Value::Mapping(entries) if !entries.is_empty() => {
            let inner = column + 1 + layout.gap;
            let mut lines = mapping_lines(entries, inner, layout);
            if let Some(first) = lines.first_mut() {
                first.replace_range(..inner, &dash);
            }
            lines
        }
        _ => vec![format!("{dash}{}", inline(value))],
    }
}

fn mapping_lines(entries: &[(Value, Value)], column: usize, layout: Indentation) -> Vec<String> {
    let lines = entries.iter().flat_map(|(key, value)| match key {
        Value::Text(key) => entry_lines(key, value, column, layout),
        _ => vec![format!(
            "{}{}: {}",
            " ".repeat(column),
            inline(key),
            inline(value)
        )],
    });
    lines.collect()
}
