//! The checklist as CSV, one line for each variable.

use super::{Checklist, Item, Owner, Source};
use crate::words::envvars as words;

pub(super) fn csv(checklist: &Checklist) -> String {
    let header = [
        words::column_owner(),
        words::column_key(),
        words::column_source(),
        words::column_value(),
        words::column_secret(),
        words::column_need(),
        words::column_what(),
        words::column_where(),
        words::column_command(),
        words::column_example(),
    ]
    .map(|word| word.to_string());
    let rows = checklist
        .owners
        .iter()
        .flat_map(|owner| owner.items.iter().map(move |item| row(owner, item)));
    crate::table::csv([header].into_iter().chain(rows))
}

fn row(owner: &Owner, item: &Item) -> [String; 10] {
    let value = match &item.source {
        Source::SetInFile { value } => value.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
    [
        owner.name.clone(),
        item.key.clone(),
        // The value has a cell of its own.
        item.source.kind().to_string(),
        value,
        if item.secret { words::yes() } else { words::no() }.to_string(),
        item.need.name().map_or_else(String::new, |name| name.to_string()),
        text(item.what),
        item.where_from.clone(),
        text(item.command),
        text(item.example),
    ]
}
