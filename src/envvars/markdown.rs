//! The checklist as Markdown.

use super::{Checklist, Item, one_line};
use crate::words::envvars as words;

pub(super) fn markdown(checklist: &Checklist) -> String {
    let mut text = format!("# {}\n\n{}\n", words::title(), checklist.summary());
    for owner in &checklist.owners {
        text.push_str(&format!("\n## {}\n\n", escaped(&owner.title())));
        for group in &owner.groups {
            text.push_str(&format!("{}\n\n", group.sentence_with(code)));
        }
        for item in &owner.items {
            text.push_str(&format!("{}\n", line(item)));
        }
    }
    text
}

fn line(item: &Item) -> String {
    let open = item.source.is_open();
    let marks = item.marks();
    let marks = if marks.is_empty() {
        marks
    } else {
        format!(" ({marks})")
    };
    let tick = if open { ' ' } else { 'x' };
    let mut line = format!(
        "- [{tick}] {}: {}{marks}.",
        code(&item.key),
        item.source.name_with(code)
    );
    let where_from = open.then_some(item.where_from.as_str());
    for sentence in item.what.into_iter().chain(where_from) {
        line.push_str(&format!(" {sentence}"));
    }
    if open && let Some(command) = item.command {
        line.push_str(&format!(" {}.", words::command(code(command))));
    }
    if open && let Some(example) = item.example {
        line.push_str(&format!(" {}.", words::example(code(example))));
    }
    line
}

/// Text as a code span, whatever backquotes it holds.
pub(crate) fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|next| next != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Text that cannot become markup.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for next in text.chars() {
        if "\\`*_[]<>&#".contains(next) {
            safe.push('\\');
        }
        safe.push(next);
    }
    safe
}
