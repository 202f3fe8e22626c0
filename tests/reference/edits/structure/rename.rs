//! Names, and what refers to them.

use libtest_mimic::Failed;
use plano::blueprint::Blueprint;
use plano::blueprint::edit::{Edit, free_name};
use plano::yaml::Path;
use serde_json::Value;

use super::{Counts, File, at_mut, kind_of, made};
use crate::check::as_json;

pub(super) fn rename(file: &File, path: &Path, counts: &mut Counts) -> Result<(), Failed> {
    let tree = &file.tree;
    let to = free_name(&Blueprint::of(tree), "renamed-resource");
    let edit = Edit::Rename {
        resource: path.clone(),
        to: to.clone(),
    };
    let Some(edited) = made(file, tree, "rename", &edit, counts)? else {
        return Ok(());
    };
    let told = |what: &str| Failed::from(format!("{}: {path} renamed: {what}", file.name));
    let (Some(before), Some(after)) = (&file.json, as_json(edited.tree.text())) else {
        return Ok(());
    };
    let mut expected = before.clone();
    let own = at_mut(&mut expected, path).ok_or_else(|| told("not found by the other reader"))?;
    let old = own["name"].as_str().map(str::to_owned);
    own["name"] = to.as_str().into();
    let mut places = 1;
    if let Some(old) = &old
        && named(before, kind_of(path), old) == 1
    {
        follow(&mut expected, kind_of(path), old, &to, &mut places);
    }
    if expected != after {
        return Err(told("the other reader sees something else"));
    }
    let (gone, come) = changed_lines(tree.text(), edited.tree.text());
    if gone.len() != come.len() || gone.len() > places {
        return Err(told(&format!("{places} places, {} lines", gone.len())));
    }
    for (gone, come) in gone.iter().zip(&come) {
        let old = old.as_deref().unwrap_or_default();
        let replaced = gone
            .match_indices(old)
            .any(|(at, _)| format!("{}{to}{}", &gone[..at], &gone[at + old.len()..]) == **come);
        // Several in one line, in brackets.
        if !replaced && gone.replace(old, &to) != **come {
            return Err(told(&format!("-{gone}\n+{come}")));
        }
    }
    let one_each = tree.ids().all(|id| !tree.node(id).flow);
    if one_each && gone.len() != places {
        return Err(told(&format!("{places} places, {} lines", gone.len())));
    }
    Ok(())
}

/// What refers to a name, as the other reader sees it.
pub(super) fn follow(value: &mut Value, kind: &str, old: &str, to: &str, places: &mut usize) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| follow(item, kind, old, to, places)),
        Value::Object(fields) => {
            let reference = match kind {
                "services" => fields
                    .get_mut("fromService")
                    .filter(|source| source["type"] != "dpg")
                    .and_then(|source| source.get_mut("name")),
                "databases" => fields
                    .get_mut("fromDatabase")
                    .and_then(|source| source.get_mut("name")),
                "envVarGroups" => fields.get_mut("fromGroup"),
                _ => None,
            };
            if let Some(name) = reference.filter(|name| **name == old) {
                *name = to.into();
                *places += 1;
            }
            fields
                .values_mut()
                .for_each(|value| follow(value, kind, old, to, places));
        }
        _ => {}
    }
}

/// How many things of a kind have a name.
fn named(value: &Value, kind: &str, name: &str) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|item| named(item, kind, name)).sum(),
        Value::Object(fields) => {
            let own = fields.get(kind).and_then(Value::as_array);
            let own = own.map_or(0, |items| {
                items.iter().filter(|item| item["name"] == name).count()
            });
            own + fields
                .values()
                .map(|value| named(value, kind, name))
                .sum::<usize>()
        }
        _ => 0,
    }
}

/// The lines that differ between two texts of as many lines.
fn changed_lines(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let diff = similar::TextDiff::from_lines(before, after);
    let with = |tag| {
        let changes = diff.iter_all_changes().filter(move |change| change.tag() == tag);
        changes
            .map(|change| change.value().trim_end_matches(['\n', '\r']).to_owned())
            .collect()
    };
    (with(similar::ChangeTag::Delete), with(similar::ChangeTag::Insert))
}
