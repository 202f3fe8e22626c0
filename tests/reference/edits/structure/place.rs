//! Where something stands in its list, and in which.

use libtest_mimic::Failed;
use plano::blueprint::Blueprint;
use plano::blueprint::edit::Edit;
use plano::yaml::edit::Edited;
use plano::yaml::{Path, Step, Tree};
use serde_json::Value;

use super::{Counts, File, at_mut, in_flow, kind_of, list_of, made};
use crate::check::as_json;

/// Takes an item out, and its list with it where it was the only one and the list goes too.
fn take(json: &mut Value, list: &Path, at: usize, with_list: bool) -> Option<Value> {
    let items = at_mut(json, list)?.as_array_mut()?;
    let item = items.remove(at);
    if with_list && items.is_empty() {
        let (holder, key) = list.split_last()?;
        let Step::Key(key) = key else { return None };
        at_mut(json, &holder)?.as_object_mut()?.remove(key.as_str());
    }
    Some(item)
}

/// To the end of its list and back.
pub(super) fn reorder(file: &File, path: &Path, counts: &mut Counts) -> Result<(), Failed> {
    let (list, at) = list_of(path);
    let count = file.tree.at(&list).map_or(0, |list| file.tree.items(list).len());
    if count < 2 {
        return Ok(());
    }
    let there = reordered(file, &file.tree, &list, (at, count - 1), counts)?;
    let Some(there) = there else { return Ok(()) };
    let Some(back) = reordered(file, &there.tree, &list, (count - 1, at), counts)? else {
        return Ok(());
    };
    if file.json.is_some() && as_json(back.tree.text()) != file.json {
        return Err(format!("{}: {path} does not come back", file.name).into());
    }
    Ok(())
}

fn reordered(
    file: &File,
    tree: &Tree,
    list: &Path,
    (from, to): (usize, usize),
    counts: &mut Counts,
) -> Result<Option<Edited>, Failed> {
    let edit = Edit::Reorder {
        resource: list.then(from),
        to,
    };
    let Some(edited) = made(file, tree, "reorder", &edit, counts)? else {
        return Ok(None);
    };
    let told = |what: &str| Failed::from(format!("{}: {list}: {from} to {to}: {what}", file.name));
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    if !in_flow(tree, &list.then(from)) && sorted(tree.text()) != sorted(edited.tree.text()) {
        return Err(told("the lines are not the same"));
    }
    if let (Some(mut expected), Some(after)) = (as_json(tree.text()), as_json(edited.tree.text())) {
        let items = at_mut(&mut expected, list).and_then(Value::as_array_mut);
        let items = items.ok_or_else(|| told("not found by the other reader"))?;
        let item = items.remove(from);
        items.insert(to, item);
        if expected != after {
            return Err(told("the other reader sees another order"));
        }
    }
    Ok(Some(edited))
}

pub(super) fn move_to(file: &File, path: &Path, counts: &mut Counts) -> Result<(), Failed> {
    let tree = &file.tree;
    let blueprint = Blueprint::of(tree);
    if blueprint.at(path).is_none() {
        return Ok(());
    }
    let (list, at) = list_of(path);
    for section in &blueprint.sections {
        let target = section.path.then(kind_of(path));
        if target == list {
            continue;
        }
        let edit = Edit::MoveTo {
            resource: path.clone(),
            section: section.path.clone(),
        };
        let Some(edited) = made(file, tree, "move", &edit, counts)? else {
            continue;
        };
        let told = |what: &str| Failed::from(format!("{}: {path} to {target}: {what}", file.name));
        if !keeps_other_lines(tree.text(), edited.tree.text()) {
            return Err(told("lines are lost or new"));
        }
        let (Some(before), Some(after)) = (&file.json, as_json(edited.tree.text())) else {
            continue;
        };
        let mut expected = before.clone();
        let item = at_mut(&mut expected, path).map(|item| item.clone());
        let item = item.ok_or_else(|| told("not found by the other reader"))?;
        let holder = at_mut(&mut expected, &section.path).ok_or_else(|| told("no section"))?;
        if holder.is_null() {
            *holder = Value::Object(Default::default());
        }
        match &mut holder[kind_of(path)] {
            Value::Array(items) => items.push(item),
            begun => *begun = Value::Array(vec![item]),
        }
        take(&mut expected, &list, at, edited.tree.at(&list).is_none());
        if expected != after {
            return Err(told("the other reader sees more than it moved"));
        }
    }
    Ok(())
}

/// Whether two texts have the same lines at any indentation and in any order, apart from blank ones and from
/// where a list begins or is empty.
pub(in crate::edits) fn keeps_other_lines(before: &str, after: &str) -> bool {
    let lines = |text: &str| {
        let begins_list = |line: &str| {
            let key = line.trim_end_matches(" []").trim_end_matches(':');
            matches!(key, "services" | "databases" | "envVarGroups")
        };
        let lines = text.lines().map(|line| line.trim().to_owned());
        let mut lines: Vec<String> = lines
            .filter(|line| !line.is_empty() && !begins_list(line))
            .collect();
        lines.sort();
        lines
    };
    lines(before) == lines(after)
}
