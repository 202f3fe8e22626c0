//! Semantic edits: random sequences from each preset, and a plan set in every real Blueprint. The published
//! schema, another YAML reader and an independent line diff look at every result.

use std::collections::BTreeSet;

use libtest_mimic::{Failed, Trial};
use plano::blueprint::Blueprint;
use plano::blueprint::edit::{Edit, EditError};
use plano::check::{Context, check};
use plano::cost::{Usage, bill};
use plano::envvars::checklist;
use plano::spec::Shape;
use plano::yaml::Tree;
use plano::yaml::edit::{Refusal, TextEdit, plan};
use similar::{ChangeTag, TextDiff};

use crate::check::{as_json, blueprints, preset_files, validator};

mod random;
mod structure;
mod variables;

/// Sequences from each preset, and the most edits in one.
const SEQUENCES: u64 = 1_000;
const LENGTH: usize = 8;
/// The one real file that is not YAML.
const NOT_YAML: &str = "101__Scardubu__taxbridge__render.staging.yaml";

pub(crate) fn trials() -> Vec<Trial> {
    let presets = ["staging", "production", "scaled"].map(|preset| {
        let name = format!("edits::random_sequences_keep_the_schema_and_touch_only_listed_lines_{preset}");
        Trial::test(name, move || sequences(preset))
    });
    let mut trials = vec![
        Trial::test("edits::real_blueprints_are_read_priced_and_checked", read_all),
        Trial::test("edits::a_plan_changes_one_line_and_one_value", plans),
        Trial::test(
            "edits::a_variable_changes_its_form_and_nothing_else",
            variables::forms,
        ),
        Trial::test("edits::a_variable_moves_and_nothing_else", variables::moves),
    ];
    trials.extend(presets);
    trials.extend(structure::trials());
    trials
}

fn sequences(preset: &str) -> Result<(), Failed> {
    let validator = validator()?;
    let (mut made, mut refused) = (0_u32, 0_u32);
    for (name, text) in preset_files()?
        .into_iter()
        .filter(|(name, _)| name.contains(preset))
    {
        for seed in 0..SEQUENCES {
            let mut source = random::Source::new(seed);
            let (mut tree, _) = Tree::parse(text.as_str());
            for _ in 0..1 + seed as usize % LENGTH {
                let edit = source.edit(&Blueprint::of(&tree));
                let Ok(edited) = edit.apply(&tree) else {
                    refused += 1;
                    continue;
                };
                made += 1;
                let told =
                    |what: &str| format!("{name}, seed {seed}: {what}\n{edit:?}\n{}", edited.tree.text());
                let listed = listed_edits(&tree, &edit)?;
                // A line diff may show what stayed as what moved, so these are told by their lines alone.
                let moves = matches!(edit, Edit::Reorder { .. } | Edit::MoveTo { .. });
                if moves && !structure::keeps_other_lines(tree.text(), edited.tree.text()) {
                    return Err(told("lines are lost or new").into());
                }
                if !moves && let Err(line) = only_listed_lines(&tree, edited.tree.text(), &listed) {
                    return Err(told(&format!("not listed: {line}")).into());
                }
                let json = as_json(edited.tree.text()).ok_or_else(|| told("the other reader refuses it"))?;
                if let Err(error) = validator.validate(&json) {
                    return Err(told(&format!("the schema refuses it: {error}")).into());
                }
                let report = check(&edited.tree, None, &Context::default());
                let shape = report.diagnostics.iter().find(|found| {
                    found.code.starts_with("shape/") && found.severity == plano::check::Severity::Error
                });
                if let Some(found) = shape {
                    return Err(told(&format!("{}: {}", found.code, found.message)).into());
                }
                tree = edited.tree;
            }
        }
    }
    if made < 4 * refused || made < 3_000 {
        return Err(format!("{made} edits made, {refused} refused: too few").into());
    }
    Ok(())
}

/// The text edits that an edit will make, before it is made.
fn listed_edits(tree: &Tree, edit: &Edit) -> Result<Vec<TextEdit>, Failed> {
    let changes = edit.changes(&Blueprint::of(tree))?;
    plan(tree, &changes).map_err(|refusal| format!("{refusal:?}").into())
}

/// Whether a line diff finds only lines that the text edits touch or bring.
fn only_listed_lines(tree: &Tree, after: &str, listed: &[TextEdit]) -> Result<(), String> {
    let lines = tree.lines();
    let touched: BTreeSet<usize> = listed
        .iter()
        .flat_map(|edit| lines.line_of(edit.span.start)..=lines.line_of(edit.span.end))
        .collect();
    let old: Vec<&str> = touched
        .iter()
        .map(|line| lines.text(tree.text(), *line))
        .collect();
    let brought: Vec<&str> = listed.iter().flat_map(|edit| edit.text.lines()).collect();
    let diff = TextDiff::from_lines(tree.text(), after);
    for change in diff.iter_all_changes() {
        let line = change.value().trim_end();
        let known = match change.tag() {
            ChangeTag::Equal => true,
            ChangeTag::Delete => old.iter().any(|own| own.trim_end() == line),
            ChangeTag::Insert => {
                let rest = line.trim_start_matches(['-', ' ']);
                brought
                    .iter()
                    .any(|own| line.contains(own.trim()) && !own.trim().is_empty())
                    || old.iter().any(|own| own.contains(rest))
            }
        };
        if !known {
            return Err(format!("{}{line}", change.tag()));
        }
    }
    Ok(())
}

fn read_all() -> Result<(), Failed> {
    let mut broken = Vec::new();
    for (name, text) in blueprints()? {
        let (tree, error) = Tree::parse(text.as_str());
        if tree.text() != text {
            return Err(format!("{name}: the text changed").into());
        }
        if error.is_some() {
            broken.push(name);
        }
        let blueprint = Blueprint::of(&tree);
        check(&tree, error, &Context::default());
        checklist(&blueprint);
        for prices in plano::price::lists() {
            bill(&blueprint, prices, &Usage::default());
        }
    }
    if broken == [NOT_YAML] {
        Ok(())
    } else {
        Err(format!("not read: {broken:?}").into())
    }
}

fn plans() -> Result<(), Failed> {
    let (mut set, mut refused) = (0, 0);
    for (name, text) in blueprints()?.into_iter().chain(preset_files()?) {
        let (tree, error) = Tree::parse(text.as_str());
        if error.is_some() {
            continue;
        }
        for found in Blueprint::of(&tree).resources() {
            let resource = found.resource();
            let Some(Shape::Choice(choice)) = found
                .kind()
                .and_then(|kind| kind.field("plan"))
                .map(|field| field.shape)
            else {
                continue;
            };
            let now = resource.fields.text("plan");
            let new = choice
                .current()
                .map(|value| value.name)
                .find(|plan| Some(*plan) != now);
            let value = new.ok_or("no other plan")?.to_owned();
            let edit = Edit::Set {
                resource: resource.path.clone(),
                field: "plan".to_owned(),
                value: value.clone(),
            };
            let told = |what: &str| Failed::from(format!("{name}: {}: {what}", resource.path));
            let edited = match edit.apply(&tree) {
                Ok(edited) => edited.tree.text().to_owned(),
                // An anchor that others use; a key that stands twice.
                Err(EditError::Refused(Refusal::Shared { .. })) => {
                    refused += 1;
                    continue;
                }
                Err(EditError::Refused(Refusal::Unclear(_))) if !tree.duplicate_keys().is_empty() => {
                    refused += 1;
                    continue;
                }
                Err(error) => return Err(told(&error.to_string())),
            };
            set += 1;
            let diff = TextDiff::from_lines(text.as_str(), &edited);
            let count = |tag| {
                diff.iter_all_changes()
                    .filter(|change| change.tag() == tag)
                    .count()
            };
            let flow = tree.node(resource.fields.node).flow;
            let unwritten = usize::from(resource.fields.has("plan") || flow);
            let no_final_break = !text.ends_with('\n') && count(ChangeTag::Delete) == 1;
            if count(ChangeTag::Insert) != 1 + usize::from(no_final_break && unwritten == 0)
                || count(ChangeTag::Delete) != unwritten.max(usize::from(no_final_break))
            {
                return Err(told(&diff.unified_diff().to_string()));
            }
            let pointer = format!(
                "/{}",
                resource
                    .path
                    .to_string()
                    .replace("].", "/")
                    .replace(['.', '['], "/")
                    .replace(']', "")
            );
            let (Some(before), Some(after)) = (as_json(&text), as_json(&edited)) else {
                continue;
            };
            let mut expected = before;
            let place = expected
                .pointer_mut(&pointer)
                .and_then(serde_json::Value::as_object_mut);
            place
                .ok_or_else(|| told("not found by the other reader"))?
                .insert("plan".to_owned(), value.into());
            if expected != after {
                return Err(told("the other reader sees more than the plan changed"));
            }
        }
    }
    if set > 150 && refused < 10 {
        Ok(())
    } else {
        Err(format!("{set} set, {refused} refused").into())
    }
}
