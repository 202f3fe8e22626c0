//! Copies behind their original.

use std::collections::BTreeSet;
use std::ops::Range;

use libtest_mimic::Failed;
use plano::blueprint::Blueprint;
use plano::blueprint::edit::{Edit, free_name};
use plano::yaml::Path;
use serde_json::Value;

use super::{Counts, File, added, at_mut, in_flow, kind_of, list_of, made};
use crate::check::as_json;

pub(super) fn duplicate(file: &File, path: &Path, counts: &mut Counts) -> Result<(), Failed> {
    let tree = &file.tree;
    let name = free_name(&Blueprint::of(tree), "copied-resource");
    let edit = Edit::Duplicate {
        resource: path.clone(),
        name: name.clone(),
    };
    let Some(edited) = made(file, tree, "duplicate", &edit, counts)? else {
        return Ok(());
    };
    let told = |what: &str| Failed::from(format!("{}: {path} copied: {what}", file.name));
    if !in_flow(tree, path) && added_lines(tree.text(), edited.tree.text()).is_none() {
        return Err(told("more than one block of lines"));
    }
    let (Some(before), Some(mut after)) = (&file.json, as_json(edited.tree.text())) else {
        return Ok(());
    };
    let names = |json: &Value| -> usize {
        ["services", "databases", "envVarGroups", "readReplicas"]
            .iter()
            .map(|kind| repeated(json, kind))
            .sum()
    };
    if names(before) != names(&after) {
        return Err(told("a name stands twice"));
    }
    let (list, at) = list_of(path);
    let copy = at_mut(&mut after, &list)
        .and_then(Value::as_array_mut)
        .map(|items| items.remove(at + 1));
    let mut copy = copy.ok_or_else(|| told("there is no copy"))?;
    if after != *before {
        return Err(told("the other reader sees more than a copy"));
    }
    if copy.get("name") != Some(&Value::from(name.as_str())) {
        return Err(told("the copy is called something else"));
    }
    let mut original = at_mut(&mut after, path).map(Value::take).unwrap_or_default();
    // What was named anew, or left with the original.
    let old = original
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    if kind_of(path) == "services" {
        follow(&mut original, &old, &name);
    }
    let holds_others = matches!(kind_of(path), "projects" | "environments");
    for value in [&mut original, &mut copy] {
        without_names(value, holds_others);
    }
    if original != copy {
        return Err(told(&format!("the copy differs:\n{original}\n{copy}")));
    }
    Ok(())
}

/// What refers to a service, as the other reader sees it.
fn follow(value: &mut Value, old: &str, to: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| follow(item, old, to)),
        Value::Object(fields) => {
            let source = fields
                .get_mut("fromService")
                .filter(|source| source["type"] != "dpg");
            let name = source.and_then(|source| source.get_mut("name"));
            if let Some(name) = name.filter(|name| **name == old) {
                *name = to.into();
            }
            fields.values_mut().for_each(|value| follow(value, old, to));
        }
        _ => {}
    }
}

/// Takes away what a copy has of its own: its name, and those of all that is in it.
fn without_names(value: &mut Value, and_references: bool) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| without_names(item, and_references)),
        Value::Object(fields) => {
            let is_resource = !fields.contains_key("mountPath") && !fields.contains_key("property");
            let is_reference = fields.contains_key("property") || fields.contains_key("envVarKey");
            if is_resource && !is_reference || is_reference && and_references {
                fields.remove("name");
            }
            if and_references {
                fields.remove("fromGroup");
                fields.remove("buildSource");
            }
            let had_domain = fields.remove("domain").is_some() | fields.remove("domains").is_some();
            if had_domain {
                fields.remove("renderSubdomainPolicy");
            }
            fields
                .values_mut()
                .for_each(|value| without_names(value, and_references));
        }
        _ => {}
    }
}

/// How many names of a kind stand more than once.
fn repeated(json: &Value, kind: &str) -> usize {
    fn collect<'v>(value: &'v Value, kind: &str, names: &mut Vec<&'v str>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, kind, names)),
            Value::Object(fields) => {
                let own = fields.get(kind).and_then(Value::as_array).into_iter().flatten();
                names.extend(own.filter_map(|item| item["name"].as_str()));
                fields.values().for_each(|value| collect(value, kind, names));
            }
            _ => {}
        }
    }
    let mut names = Vec::new();
    collect(json, kind, &mut names);
    let distinct: BTreeSet<_> = names.iter().collect();
    names.len() - distinct.len()
}

fn added_lines(before: &str, after: &str) -> Option<Range<usize>> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    added(&before, &after)
}
