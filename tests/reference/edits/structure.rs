//! Edits of the structure in every real Blueprint: each resource, project and environment is renamed, copied,
//! removed, put in another order and taken to another section. Another YAML reader, a comparison by lines and the
//! way back look at every result.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use libtest_mimic::{Failed, Trial};
use plano::blueprint::edit::{Edit, EditError, NewDatabase, NewService, free_name};
use plano::blueprint::{Blueprint, ServiceType};
use plano::check::{Context, Severity, check};
use plano::yaml::edit::{Edited, Refusal, TextEdit, apply};
use plano::yaml::{Path, Step, Tree};
use serde_json::Value;

use crate::check::{as_json, blueprints, preset_files, validator};

/// Why an edit of a real file may be refused: a key that stands twice in it.
const REASONS: [&str; 1] = ["a repeated key"];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("edits::structure_changes_only_what_is_meant", structure),
        Trial::test("edits::what_is_new_passes_the_schema", new_resources),
    ]
}

/// A Blueprint of the corpus as two readers see it.
struct File {
    name: String,
    tree: Tree,
    json: Option<Value>,
}

/// What was made and what was refused, by kind of edit and reason.
#[derive(Default)]
struct Counts {
    made: BTreeMap<&'static str, usize>,
    refused: BTreeMap<(&'static str, String), usize>,
}

fn structure() -> Result<(), Failed> {
    let mut counts = Counts::default();
    for (name, text) in variants()? {
        let (tree, error) = Tree::parse(text.as_str());
        if error.is_some() {
            continue;
        }
        let json = as_json(&text);
        let file = File { name, tree, json };
        for path in everything(&file.tree) {
            rename(&file, &path, &mut counts)?;
            duplicate(&file, &path, &mut counts)?;
            remove(&file, &path, &mut counts)?;
            reorder(&file, &path, &mut counts)?;
            move_to(&file, &path, &mut counts)?;
        }
    }
    eprintln!("made {:?}, refused {:?}", counts.made, counts.refused);
    let unknown: Vec<_> = counts
        .refused
        .keys()
        .filter(|(_, reason)| !REASONS.contains(&reason.as_str()))
        .collect();
    if !unknown.is_empty() {
        return Err(format!("refused for reasons that are not written down: {unknown:?}").into());
    }
    let least = [
        ("rename", 600),
        ("duplicate", 600),
        ("remove", 600),
        ("reorder", 700),
        ("move", 100),
    ];
    for (edit, least) in least {
        if counts.made.get(edit).is_none_or(|made| *made < least) {
            return Err(format!("{edit} was hardly tried: {:?}", counts.made).into());
        }
    }
    Ok(())
}

/// Each file as it is, with the line ends of Windows, and without its final break.
fn variants() -> Result<Vec<(String, String)>, Failed> {
    let files = blueprints()?.into_iter().chain(preset_files()?);
    let variants = files.flat_map(|(name, text)| {
        let unix = text.replace("\r\n", "\n");
        [
            (format!("{name} with CRLF"), unix.replace('\n', "\r\n")),
            (
                format!("{name} without its final break"),
                unix.trim_end().to_owned(),
            ),
            (name, text),
        ]
    });
    Ok(variants.collect())
}

/// Paths of all resources, projects and environments.
fn everything(tree: &Tree) -> Vec<Path> {
    let blueprint = Blueprint::of(tree);
    let resources = blueprint.resources().map(|found| found.resource().path.clone());
    let projects = blueprint.projects.iter().map(|project| project.path.clone());
    let environments = blueprint
        .projects
        .iter()
        .flat_map(|project| &project.environments);
    resources
        .chain(projects)
        .chain(environments.map(|environment| environment.path.clone()))
        .collect()
}

/// Makes an edit, and looks at what every edit must keep: the way back, and what the other reader can read.
/// None where it is refused.
fn made(
    file: &File,
    tree: &Tree,
    kind: &'static str,
    edit: &Edit,
    counts: &mut Counts,
) -> Result<Option<Edited>, Failed> {
    let edited = match edit.apply(tree) {
        Ok(edited) => edited,
        Err(error) => {
            let reason = match error {
                EditError::Refused(Refusal::Unclear(_)) if !tree.duplicate_keys().is_empty() => {
                    "a repeated key".to_owned()
                }
                error => format!("{}: {edit:?}: {error}", file.name),
            };
            *counts.refused.entry((kind, reason)).or_default() += 1;
            return Ok(None);
        }
    };
    *counts.made.entry(kind).or_default() += 1;
    let told = |what: &str| Failed::from(format!("{}: {edit:?}: {what}", file.name));
    let (before, after) = (tree.text(), edited.tree.text());
    if apply(before, &edited.edits) != after {
        return Err(told("the text edits do not make the text"));
    }
    if apply(after, &inverse(before, &edited.edits)) != before {
        return Err(told("the way back does not restore every byte"));
    }
    if file.json.is_some() && as_json(after).is_none() {
        return Err(told("the other reader refuses it"));
    }
    Ok(Some(edited))
}

fn inverse(before: &str, edits: &[TextEdit]) -> Vec<TextEdit> {
    let mut start = 0;
    let mut at = 0;
    let back = edits.iter().map(|edit| {
        start += edit.span.start - at;
        at = edit.span.end;
        let back = TextEdit::replace(
            start,
            start + edit.text.len(),
            &before[edit.span.start..edit.span.end],
        );
        start += edit.text.len();
        back
    });
    back.collect()
}

fn rename(file: &File, path: &Path, counts: &mut Counts) -> Result<(), Failed> {
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
fn follow(value: &mut Value, kind: &str, old: &str, to: &str, places: &mut usize) {
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

fn duplicate(file: &File, path: &Path, counts: &mut Counts) -> Result<(), Failed> {
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
    if copy["name"] != name.as_str() {
        return Err(told("the copy is called something else"));
    }
    let mut original = at_mut(&mut after, path).map(Value::take).unwrap_or_default();
    // What was named anew, or left with the original.
    let old = original["name"].as_str().unwrap_or_default().to_owned();
    let mut places = 0;
    if kind_of(path) == "services" {
        follow(&mut original, "services", &old, &name, &mut places);
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

fn remove(file: &File, path: &Path, counts: &mut Counts) -> Result<(), Failed> {
    let tree = &file.tree;
    let edit = Edit::Remove {
        resource: path.clone(),
    };
    let Some(edited) = made(file, tree, "remove", &edit, counts)? else {
        return Ok(());
    };
    let told = |what: &str| Failed::from(format!("{}: {path} removed: {what}", file.name));
    let (list, at) = list_of(path);
    let stays_empty = edited
        .tree
        .at(&list)
        .is_some_and(|list| edited.tree.items(list).is_empty());
    if !in_flow(tree, path) {
        let mut before: Vec<&str> = tree.text().lines().collect();
        let mut after: Vec<&str> = edited.tree.text().lines().collect();
        if stays_empty {
            // The line of the key is another one.
            let key_line = tree.lines().line_of(
                tree.node(tree.at(&list).ok_or_else(|| told("no list"))?)
                    .properties_start,
            );
            let changed = before.iter().zip(&after).position(|(old, new)| old != new);
            let changed = changed.ok_or_else(|| told("nothing is written of the empty list"))?;
            if changed > key_line || after[changed].replacen(" []", "", 1) != before[changed] {
                return Err(told("the line of its list is not the one that changed"));
            }
            before.remove(changed);
            after.remove(changed);
        }
        let removed = added(&after, &before).ok_or_else(|| told("more than one block of lines"))?;
        let item = tree.at(path).ok_or_else(|| told("no item"))?;
        let own_line = tree.lines().line_of(tree.node(item).properties_start);
        let own = tree.lines().text(tree.text(), own_line);
        let indent = own.len() - own.trim_start().len();
        let comments = before[removed]
            .iter()
            .filter(|line| line.trim_start().starts_with('#'));
        let list_goes = edited.tree.at(&list).is_none();
        for comment in comments {
            if comment.len() - comment.trim_start().len() < indent && !list_goes {
                return Err(told(&format!("a comment of something else: {comment}")));
            }
        }
    }
    let (Some(before), Some(after)) = (&file.json, as_json(edited.tree.text())) else {
        return Ok(());
    };
    let mut expected = before.clone();
    take(&mut expected, &list, at, edited.tree.at(&list).is_none())
        .ok_or_else(|| told("not found by the other reader"))?;
    if expected != after {
        return Err(told("the other reader sees more than it gone"));
    }
    Ok(())
}

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
fn reorder(file: &File, path: &Path, counts: &mut Counts) -> Result<(), Failed> {
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

fn move_to(file: &File, path: &Path, counts: &mut Counts) -> Result<(), Failed> {
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
pub(super) fn keeps_other_lines(before: &str, after: &str) -> bool {
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

/// `services`, `databases`, `envVarGroups`, `projects` or `environments`.
fn kind_of(path: &Path) -> &str {
    match path.0.iter().rev().nth(1) {
        Some(Step::Key(key)) => key,
        _ => "",
    }
}

fn list_of(path: &Path) -> (Path, usize) {
    match path.split_last() {
        Some((list, Step::Index(at))) => (list, *at),
        _ => (path.clone(), 0),
    }
}

/// Whether the list that holds an item is written in brackets.
fn in_flow(tree: &Tree, path: &Path) -> bool {
    let (list, _) = list_of(path);
    tree.at(&list).is_some_and(|list| tree.node(list).flow)
}

fn at_mut<'v>(value: &'v mut Value, path: &Path) -> Option<&'v mut Value> {
    path.0.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key.as_str()),
        Step::Index(index) => value.get_mut(*index),
    })
}

/// The one run of lines that a text has and another one has not; none where they differ in more than that.
fn added(before: &[&str], after: &[&str]) -> Option<Range<usize>> {
    let same = before
        .iter()
        .zip(after)
        .take_while(|(old, new)| old == new)
        .count();
    let rest = before.len() - same;
    let added = after.len().checked_sub(before.len())?;
    let tail = before.iter().rev().zip(after.iter().rev());
    let tail = tail.take_while(|(old, new)| old == new).count();
    (tail >= rest).then_some(same..same + added)
}

fn added_lines(before: &str, after: &str) -> Option<Range<usize>> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    added(&before, &after)
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

/// Everything that can be added, to nothing and to each preset, and copies of all that is there.
fn new_resources() -> Result<(), Failed> {
    let validator = validator()?;
    let texts = [("an empty text", ""), ("no services", "services: []\n")];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
    for (name, text) in texts.into_iter().chain(preset_files()?) {
        let (tree, _) = Tree::parse(text.as_str());
        let mut edits: Vec<Edit> = everything(&tree)
            .into_iter()
            .map(|resource| Edit::Duplicate {
                name: free_name(&Blueprint::of(&tree), "copy"),
                resource,
            })
            .collect();
        edits.extend(additions(&Blueprint::of(&tree), &Path::default()));
        for edit in edits {
            let edited = edit
                .apply(&tree)
                .map_err(|error| format!("{name}: {edit:?}: {error}"))?;
            clean(&validator, &format!("{name}: {edit:?}"), &edited.tree)?;
        }
        // A project, and everything in its environment, one after the other.
        let project = Edit::AddProject {
            name: "added".to_owned(),
            environment: "production".to_owned(),
        };
        let mut tree = project.apply(&tree)?.tree;
        let environment = Blueprint::of(&tree).projects[0].environments[0].path.clone();
        for at in 0..additions(&Blueprint::of(&tree), &environment).len() {
            let edit = additions(&Blueprint::of(&tree), &environment).remove(at);
            tree = edit
                .apply(&tree)
                .map_err(|error| format!("{name}: {edit:?}: {error}"))?
                .tree;
            clean(&validator, &format!("{name}: {edit:?}"), &tree)?;
        }
        let blueprint = Blueprint::of(&tree);
        let copy = Edit::Duplicate {
            resource: blueprint.projects[0].path.clone(),
            name: "again".to_owned(),
        };
        clean(&validator, &format!("{name}: {copy:?}"), &copy.apply(&tree)?.tree)?;
    }
    Ok(())
}

fn additions(blueprint: &Blueprint<'_>, section: &Path) -> Vec<Edit> {
    use ServiceType::{Cron, KeyValue, PrivateService, Static, Web, Worker, Workflow};
    let types = [Web, PrivateService, Worker, Cron, Static, KeyValue, Workflow];
    let mut edits: Vec<Edit> = types
        .into_iter()
        .map(|service_type| {
            let plan = if service_type == KeyValue {
                "256mb"
            } else {
                "0.5c-512mb"
            };
            Edit::AddService {
                section: section.clone(),
                service: NewService::beside(blueprint, service_type, plan),
            }
        })
        .collect();
    edits.push(Edit::AddDatabase {
        section: section.clone(),
        database: NewDatabase::beside(blueprint, "0.1c-256mb"),
    });
    edits.push(Edit::AddGroup {
        section: section.clone(),
        name: free_name(blueprint, "settings"),
    });
    edits
}

/// The schema takes it, and the checks find no error.
fn clean(validator: &jsonschema::Validator, name: &str, tree: &Tree) -> Result<(), Failed> {
    let json = as_json(tree.text()).ok_or_else(|| format!("{name}: the other reader refuses it"))?;
    if let Err(error) = validator.validate(&json) {
        return Err(format!("{name}: the schema refuses it: {error}\n{}", tree.text()).into());
    }
    let report = check(tree, None, &Context::default());
    let error = report
        .diagnostics
        .iter()
        .find(|found| found.severity == Severity::Error);
    match error {
        Some(found) => Err(format!("{name}: {}: {}\n{}", found.code, found.message, tree.text()).into()),
        None => Ok(()),
    }
}
