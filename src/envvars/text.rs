//! The checklist for a terminal: one line for what needs nobody's hand, sentences for the rest.

use super::{Checklist, Item, Owner, one_line};
use crate::words::envvars as words;

pub(super) fn text(checklist: &Checklist) -> String {
    let mut text = format!("{}\n", checklist.summary());
    for owner in &checklist.owners {
        text.push('\n');
        write_owner(&mut text, owner);
    }
    text
}

fn write_owner(text: &mut String, owner: &Owner) {
    text.push_str(&format!("{}\n", owner.title()));
    for group in &owner.groups {
        text.push_str(&format!("  {}\n", group.sentence()));
    }
    let keys: Vec<String> = owner.items.iter().map(|item| one_line(&item.key)).collect();
    let width = keys.iter().map(|key| key.chars().count()).max().unwrap_or(0);
    for (item, key) in owner.items.iter().zip(&keys) {
        let mut lines = lines(item).into_iter();
        text.push_str(&format!("  {key:width$}  {}\n", lines.next().unwrap_or_default()));
        for line in lines {
            text.push_str(&format!("  {:width$}  {line}\n", ""));
        }
    }
}

fn lines(item: &Item) -> Vec<String> {
    let marks = item.marks();
    let source = item.source.name().to_string();
    let mut lines = vec![if marks.is_empty() {
        source
    } else {
        format!("{source} ({marks})")
    }];
    if item.source.is_open() {
        lines.extend(item.what.map(str::to_owned));
        lines.push(item.where_from.clone());
        lines.extend(item.command.map(|command| words::command(command).to_string()));
        lines.extend(item.example.map(|example| words::example(example).to_string()));
    }
    lines
}
