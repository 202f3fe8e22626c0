//! Semantic edits: random sequences from each preset, each proved to change only what it means, with a result
//! that the published schema takes. Real Blueprints are read, priced and checked.

use libtest_mimic::{Failed, Trial};
use plano::blueprint::Blueprint;
use plano::check::{Context, check};
use plano::cost::{Usage, bill};
use plano::envvars::checklist;
use plano::yaml::Tree;

use crate::check::{as_json, blueprints, preset_files, validator};
use crate::proof::{Outcome, prove_edit};

mod random;

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
    let mut trials = vec![Trial::test(
        "edits::real_blueprints_are_read_priced_and_checked",
        read_all,
    )];
    trials.extend(presets);
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
                let proved = prove_edit(&tree, &edit);
                let Outcome::Made(text) = proved.map_err(|what| format!("{name}, seed {seed}: {what}"))?
                else {
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
