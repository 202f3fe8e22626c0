//! Edits of the structure in every real Blueprint: each resource, project and environment is copied, put in
//! another order and taken to another section. Another YAML reader, a comparison by lines and the way back look at
//! every result. Names and what goes are proved in `lossless`.

use std::collections::BTreeMap;
use std::ops::Range;

use libtest_mimic::{Failed, Trial};
use plano::blueprint::Blueprint;
use plano::blueprint::edit::{Edit, EditError};
use plano::yaml::edit::{Edited, Refusal, TextEdit, apply};
use plano::yaml::{Path, Step, Tree};
use serde_json::Value;

use crate::check::{as_json, blueprints, preset_files};

mod additions;
mod duplicate;
mod place;

pub(super) use place::keeps_other_lines;

/// Why an edit of a real file may be refused: a key that stands twice in it.
const REASONS: [&str; 1] = ["a repeated key"];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("edits::structure_changes_only_what_is_meant", structure),
        Trial::test("edits::what_is_new_passes_the_schema", additions::new_resources),
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
            duplicate::duplicate(&file, &path, &mut counts)?;
            place::reorder(&file, &path, &mut counts)?;
            place::move_to(&file, &path, &mut counts)?;
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
    let least = [("duplicate", 600), ("reorder", 700), ("move", 100)];
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
