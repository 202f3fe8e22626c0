//! The GP Bikes document's own Blueprint: each of its errors is reported on its line, and can be mended.

use std::collections::BTreeSet;

use libtest_mimic::Failed;
use plano::check::fix::{Fix, fix_safe};
use plano::check::{Context, Diagnostic, Severity};
use plano::yaml::Tree;

use super::{WORTH_KNOWING, as_json, checked, line, outcome, validator};
use crate::read;

/// What is said of the document's own Blueprint: the row of the list of its errors, the line, the level and the
/// code. Rows 4 to 6 are one block of text: a Key Value instance among the databases, its `version`, its list.
const DOCUMENT: &[(u32, usize, &str, &str)] = &[
    (1, 121, "error (schema)", "shape/unknown-field"),
    (2, 15, "warning", "platform/instances-ignored"),
    (4, 223, "error (schema)", "shape/wrong-section"),
    (5, 227, "error (schema)", "shape/unknown-field"),
    (6, 223, "error", "shape/missing-field"),
    (7, 61, "error", "references/wrong-kind"),
    (7, 169, "error", "references/wrong-kind"),
    (8, 212, "error (schema)", "shape/unknown-field"),
    (9, 216, "error (schema)", "shape/unknown-field"),
    (10, 217, "warning", "software/extension-name"),
    (11, 220, "note", "software/unneeded-extension"),
    (12, 210, "error", "shape/retired-value"),
    (13, 224, "note", "shape/old-value"),
    (14, 14, "note", "shape/old-value"),
    (14, 133, "note", "shape/old-value"),
    (15, 32, "warning (schema)", "shape/boolean-value"),
    (15, 34, "warning (schema)", "shape/boolean-value"),
    (15, 46, "warning (schema)", "shape/boolean-value"),
    (15, 148, "warning (schema)", "shape/boolean-value"),
    (16, 20, "note", "shape/deprecated-field"),
    (16, 138, "note", "shape/deprecated-field"),
    (17, 173, "warning", "security/unshared-secret"),
    (18, 66, "warning", "security/generated-not-alphanumeric"),
    (19, 68, "note", "platform/asked-once"),
    (20, 175, "note", "security/secret-typed-twice"),
    (20, 179, "note", "security/secret-typed-twice"),
    (20, 185, "note", "security/secret-typed-twice"),
    (20, 187, "note", "security/secret-typed-twice"),
    (20, 197, "note", "security/secret-typed-twice"),
    (21, 141, "warning", "software/lacks-variables"),
    (22, 44, "warning", "software/public-address"),
    (23, 12, "warning", "reliability/no-migration"),
    (25, 35, "warning", "software/unread-variable"),
    (25, 149, "warning", "software/unread-variable"),
    (26, 155, "warning", "software/unread-variable"),
    (26, 157, "warning", "software/unread-variable"),
    (27, 131, "note", "reliability/shutdown-delay"),
    (28, 226, "warning", "platform/evicting-queue"),
    (33, 19, "note", "software/health-path"),
    (34, 210, "note", "cost/default-disk-size"),
    (35, 29, "warning", "software/node-env"),
    (36, 12, "warning", "software/node-version"),
    (36, 131, "warning", "software/node-version"),
];

/// The rows that concern the document's own file.
const ROWS: [u32; 30] = [
    1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 27, 28, 33, 34,
    35, 36,
];

/// What is said of it beside those rows.
const BESIDE: &[(usize, &str)] = &[(16, "platform/region-distance")];

/// Every row is reported, and nothing that no row says.
pub(super) fn document() -> Result<(), Failed> {
    let (tree, report) = checked(&read("render/document-blueprint.yaml")?);
    let mut wrong = Vec::new();
    let mut expected: Vec<(usize, String)> = DOCUMENT
        .iter()
        .map(|(_, line, level, code)| (*line, format!("{level} {code}")))
        .collect();
    for found in &report.diagnostics {
        let at = tree.lines().place(tree.text(), found.span.start).line;
        let schema = if found.schema { " (schema)" } else { "" };
        let said = (at, format!("{}{schema} {}", found.severity.name(), found.code));
        match expected.iter().position(|expected| *expected == said) {
            Some(index) => drop(expected.remove(index)),
            None if BESIDE.contains(&(at, found.code)) => {}
            None => wrong.push(format!("no row says: {}", line(&tree, found))),
        }
    }
    wrong.extend(
        expected
            .iter()
            .map(|(line, said)| format!("not reported: {line} {said}")),
    );
    let rows: BTreeSet<u32> = DOCUMENT.iter().map(|(row, ..)| *row).collect();
    if rows != BTreeSet::from(ROWS) {
        wrong.push(format!("{rows:?}"));
    }
    outcome(wrong)
}

/// The fixes that a person chooses for the document, beside the safe ones: code and name of the fix.
const CHOICES: &[(&str, &str)] = &[
    (
        "platform/instances-ignored",
        "Take it out, and start at 2 instances",
    ),
    ("shape/retired-value", "Write `4c-16g`"),
    ("shape/unknown-field", "Take `postgreSQLExtensions` out"),
    ("software/unread-variable", "Rename it to `LOG_LEVEL`"),
    ("software/unread-variable", "Take `SIDEKIQ_TIMEOUT` out"),
    ("cost/default-disk-size", "Write `diskSizeGB: 100`"),
];

/// Comments of the document that speak of what the fixes took out or changed.
const NO_LONGER_HOLD: &[&str] = &[
    "# Auto-generate on first deploy",
    "# Enable pgvector extension (CRITICAL for AI embeddings)",
];

fn comments(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| {
            let at = line
                .find(" #")
                .map(|at| at + 1)
                .or_else(|| line.starts_with('#').then_some(0))?;
            line.get(at..).map(str::trim_end)
        })
        .collect()
}

/// The safe fixes and the choices make the document's file right, and keep its comments.
pub(super) fn mended_document() -> Result<(), Failed> {
    let text = read("render/document-blueprint.yaml")?;
    let (tree, error) = Tree::parse(text.as_str());
    let mut fixed = fix_safe(tree, error, &Context::default());
    // Until no choice is left: one variable of that name stands in each of two services.
    for _ in 0..10 {
        let choice = fixed.report.diagnostics.iter().find_map(|found| {
            let chosen = |fix: &&Fix| CHOICES.contains(&(found.code, fix.title.to_string().as_str()));
            found.fixes.iter().find(chosen)
        });
        let Some(choice) = choice else { break };
        let tree = choice.apply(&fixed.tree).map_err(|error| error.to_string())?;
        fixed = fix_safe(tree, None, &Context::default());
    }
    let mended = fixed.tree.text();
    let mut wrong = Vec::new();
    let value = as_json(mended).ok_or("it is no YAML")?;
    if !validator()?.is_valid(&value) {
        wrong.push("the schema refuses it".to_owned());
    }
    let left = fixed
        .report
        .diagnostics
        .iter()
        .filter(|found| found.severity != Severity::Note);
    wrong.extend(left.map(|found| line(&fixed.tree, found)));
    let kept = comments(mended);
    for comment in comments(&text) {
        if !kept.contains(&comment) && !NO_LONGER_HOLD.contains(&comment) {
            wrong.push(format!("a comment is gone: {comment}"));
        }
    }
    if !wrong.is_empty() {
        wrong.push(mended.to_owned());
    }
    outcome(wrong)
}

/// The corrected file has nothing but what is worth knowing.
pub(super) fn corrected() -> Result<(), Failed> {
    let (tree, report) = checked(&read("render/document-blueprint-corrected.yaml")?);
    let worth_knowing = |found: &&Diagnostic| !WORTH_KNOWING.contains(&found.code);
    let rest = report.diagnostics.iter().filter(worth_knowing);
    outcome(rest.map(|found| line(&tree, found)).collect())
}
