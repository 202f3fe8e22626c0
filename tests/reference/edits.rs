//! Semantic edits: random sequences from each preset, each proved to change only what it means, with a result
//! that the published schema takes. Real Blueprints are read, priced and checked.

use std::collections::BTreeSet;
use std::sync::Arc;

use libtest_mimic::{Failed, Trial};
use plano::blueprint::Blueprint;
use plano::blueprint::edit::Edit;
use plano::check::{Context, check};
use plano::cost::{Usage, bill};
use plano::envvars::checklist;
use plano::yaml::Tree;
use plano::yaml::edit::{TextEdit, plan};
use similar::{ChangeTag, TextDiff};

use crate::check::{as_json, blueprints, preset_files, validator};
use crate::proof::meaning::is_told;
use crate::proof::{Outcome, prove_edit};

mod random;
mod structure;
mod variables;

/// Sequences from each preset, and the most edits in one.
const SEQUENCES: u64 = 1_000;
const LENGTH: usize = 8;
/// The one real file that is not YAML.
pub(crate) const NOT_YAML: &str = "101__Scardubu__taxbridge__render.staging.yaml";

pub(crate) fn trials() -> Vec<Trial> {
    let presets = ["staging", "production", "scaled"].map(|preset| {
        let name = format!("edits::random_sequences_keep_the_schema_and_touch_only_listed_lines_{preset}");
        Trial::test(name, move || sequences(preset))
    });
    let mut trials = vec![
        Trial::test("edits::real_blueprints_are_read_priced_and_checked", read_all),
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
                let edited = edited(&tree, &edit).map_err(|what| format!("{name}, seed {seed}: {what}"))?;
                let Some(text) = edited else {
                    refused += 1;
                    continue;
                };
                made += 1;
                let told = |what: &str| format!("{name}, seed {seed}: {what}\n{edit:?}\n{text}");
                let json = as_json(&text).ok_or_else(|| told("the other reader refuses it"))?;
                let (edited, _) = Tree::parse(text.clone());
                if let Err(error) = validator.validate(&json) {
                    return Err(told(&format!("the schema refuses it: {error}")).into());
                }
                let report = check(&edited, None, &Context::default());
                let shape = report.diagnostics.iter().find(|found| {
                    found.code.starts_with("shape/") && found.severity == plano::check::Severity::Error
                });
                if let Some(found) = shape {
                    return Err(told(&format!("{}: {}", found.code, found.message)).into());
                }
                tree = edited;
            }
        }
    }
    if made < 4 * refused || made < 3_000 {
        return Err(format!("{made} edits made, {refused} refused: too few").into());
    }
    Ok(())
}

/// The edited text, looked at; none where the edit is refused. What takes lines along is compared with the text
/// edits that it lists.
fn edited(tree: &Tree, edit: &Edit) -> Result<Option<Arc<str>>, String> {
    if is_told(tree, edit) {
        return Ok(match prove_edit(tree, edit)? {
            Outcome::Made(text) => Some(text),
            Outcome::Refused(_) => None,
        });
    }
    let Ok(edited) = edit.apply(tree) else {
        return Ok(None);
    };
    let text = edited.tree.text();
    // A line diff may show what stayed as what moved, so these are told by their lines alone.
    if matches!(edit, Edit::Reorder { .. } | Edit::MoveTo { .. }) {
        return match structure::keeps_other_lines(tree.text(), text) {
            true => Ok(Some(text.into())),
            false => Err(format!("{edit:?}: lines are lost or new\n{text}")),
        };
    }
    let listed = listed_edits(tree, edit)?;
    only_listed_lines(tree, text, &listed).map_err(|line| format!("{edit:?}: not listed: {line}\n{text}"))?;
    Ok(Some(text.into()))
}

/// The text edits that an edit will make, before it is made.
fn listed_edits(tree: &Tree, edit: &Edit) -> Result<Vec<TextEdit>, String> {
    let changes = edit
        .changes(&Blueprint::of(tree))
        .map_err(|error| error.to_string())?;
    plan(tree, &changes).map_err(|refusal| format!("{refusal:?}"))
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
