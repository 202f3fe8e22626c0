//! Run books and troubles of `src/kit/data`: checked against their sentences, and written as Rust tables.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use serde::Deserialize;

use crate::literal::{optional_text, slice, text, text_slice};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Runbook {
    id: String,
    #[serde(default)]
    when: Vec<String>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    id: String,
    #[serde(default)]
    when: Vec<String>,
    command: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trouble {
    id: String,
    #[serde(default)]
    when: Vec<String>,
    codes: Vec<String>,
    checks: Vec<Step>,
    fix: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "their being there is what is checked")]
struct RunbookWords {
    title: String,
    about: String,
    steps: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "their being there is what is checked")]
struct TroubleWords {
    symptom: String,
    search: String,
    checks: BTreeMap<String, String>,
    fix: BTreeMap<String, String>,
}

/// Writes `runbooks.yaml` and `troubles.yaml`.
pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    let runbooks: Vec<Runbook> = crate::read(&data.join("runbooks.yaml"))?;
    let troubles: Vec<Trouble> = crate::read(&data.join("troubles.yaml"))?;
    let english = data.join("../../words/data/en");
    let words: BTreeMap<String, RunbookWords> = crate::read(&english.join("runbooks.yaml"))?;
    same("runbooks", runbooks.iter().map(|book| &book.id), words.keys())?;
    for (book, words) in runbooks
        .iter()
        .filter_map(|book| Some((book, words.get(&book.id)?)))
    {
        same(
            &book.id,
            book.steps.iter().map(|step| &step.id),
            words.steps.keys(),
        )?;
    }
    let words: BTreeMap<String, TroubleWords> = crate::read(&english.join("troubles.yaml"))?;
    same(
        "troubles",
        troubles.iter().map(|trouble| &trouble.id),
        words.keys(),
    )?;
    for (trouble, words) in troubles
        .iter()
        .filter_map(|trouble| Some((trouble, words.get(&trouble.id)?)))
    {
        same(
            &trouble.id,
            trouble.checks.iter().map(|step| &step.id),
            words.checks.keys(),
        )?;
        same(
            &trouble.id,
            trouble.fix.iter().map(|step| &step.id),
            words.fix.keys(),
        )?;
    }
    let runbooks = runbooks.iter().map(|book| {
        let steps = steps(&format!("{}.steps", book.id), &book.steps);
        format!(
            "RunbookEntry {{ id: {}, when: {}, steps: {steps} }}",
            text(&book.id),
            text_slice(&book.when)
        )
    });
    let troubles = troubles.iter().map(|trouble| {
        format!(
            "TroubleEntry {{ id: {}, when: {}, codes: {}, checks: {}, fix: {} }}",
            text(&trouble.id),
            text_slice(&trouble.when),
            text_slice(&trouble.codes),
            steps(&format!("{}.checks", trouble.id), &trouble.checks),
            steps(&format!("{}.fix", trouble.id), &trouble.fix),
        )
    });
    Ok(format!(
        "pub(super) static RUNBOOKS: &[RunbookEntry] = {};\npub(super) static TROUBLES: &[TroubleEntry] = {};\n",
        slice(runbooks),
        slice(troubles)
    ))
}

fn steps(prefix: &str, steps: &[Step]) -> String {
    slice(steps.iter().map(|step| {
        format!(
            "StepEntry {{ id: {}, when: {}, command: {} }}",
            text(&format!("{prefix}.{}", step.id)),
            text_slice(&step.when),
            optional_text(step.command.as_deref())
        )
    }))
}

/// The ids are unique, and each has its words and the other way round.
fn same<'a>(
    what: &str,
    ids: impl Iterator<Item = &'a String>,
    words: impl Iterator<Item = &'a String>,
) -> Result<(), Box<dyn Error>> {
    let ids: Vec<&String> = ids.collect();
    let unique: BTreeSet<&String> = ids.iter().copied().collect();
    let words: BTreeSet<&String> = words.collect();
    if unique.len() != ids.len() {
        return Err(format!("{what}: an id stands twice").into());
    }
    match unique.symmetric_difference(&words).next() {
        Some(odd) => Err(format!("{what}: `{odd}` has no words, or no data").into()),
        None => Ok(()),
    }
}
