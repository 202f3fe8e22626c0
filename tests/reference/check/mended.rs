//! Real files after their safe fixes.

use std::collections::BTreeSet;

use libtest_mimic::Failed;
use plano::check::fix::fix_safe;
use plano::check::{Context, Diagnostic, Severity, check};
use plano::yaml::Tree;

use super::{as_json, blueprints, outcome, validator};

/// What the schema refuses in files that are only old: `plano fix` alone makes those right.
const LEGACY: [&str; 5] = [
    "shape/old-field",
    "shape/boolean-value",
    "shape/unknown-value",
    "shape/wrong-type",
    "shape/extra-key",
];

/// Safe fixes of real files: they can be made, a second time they change nothing, they bring no error; and
/// where every violation of the schema is an old spelling, the schema takes the file afterwards, and only the
/// lines of diagnostics differ.
pub(super) fn mended_corpus() -> Result<(), Failed> {
    let validator = validator()?;
    let mut wrong = Vec::new();
    let mut made_right = 0;
    for (name, text) in blueprints()? {
        let (tree, error) = Tree::parse(text.as_str());
        if error.is_some() {
            continue;
        }
        let before = check(&tree, None, &Context::default());
        let fixed = fix_safe(tree, None, &Context::default());
        if fixed
            .report
            .diagnostics
            .iter()
            .any(|found| found.safe_fix().is_some())
        {
            wrong.push(format!("{name}: a safe fix is left"));
        }
        if fixed.report.count(Severity::Error) > before.count(Severity::Error) {
            wrong.push(format!("{name}: more errors than before"));
        }
        let is_old =
            |found: &Diagnostic| LEGACY.contains(&found.code) && found.fixes.iter().any(|fix| fix.safe);
        let mut refused = before.diagnostics.iter().filter(|found| found.schema).peekable();
        if refused.peek().is_none() || !refused.all(is_old) {
            continue;
        }
        let mended = fixed.tree.text();
        let is_valid = as_json(mended).is_some_and(|value| validator.is_valid(&value));
        made_right += usize::from(is_valid);
        if !is_valid {
            wrong.push(format!("{name}: the schema refuses it after its fixes"));
        }
        let touched: BTreeSet<&str> = before
            .diagnostics
            .iter()
            .filter(|found| found.safe_fix().is_some())
            .map(|found| {
                text.lines()
                    .nth(line_of(&text, found.span.start))
                    .unwrap_or_default()
            })
            .collect();
        let diff = similar::TextDiff::from_lines(text.as_str(), mended);
        for change in diff.iter_all_changes() {
            let gone = change.value().trim_end_matches(['\n', '\r']);
            if change.tag() == similar::ChangeTag::Delete && !touched.contains(gone) {
                wrong.push(format!("{name}: another line was changed: {gone}"));
            }
        }
    }
    if made_right < 15 {
        wrong.push(format!("only {made_right} files were made right"));
    }
    outcome(wrong)
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count()
}
