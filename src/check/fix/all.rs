//! All safe fixes of a file, one after the other, until none is left.

use super::Fix;
use crate::blueprint::Blueprint;
use crate::check::{Context, Diagnostic, Report, check};
use crate::yaml::edit::{Change, edit};
use crate::yaml::{SyntaxError, Tree};

/// How often a file is checked again. Most need two rounds: what is mended can show what stood behind it.
const ROUNDS: usize = 12;

/// A file after its safe fixes.
#[derive(Debug)]
pub struct Fixed {
    /// The text and its tree.
    pub tree: Tree,
    /// What was mended, round by round, each in the order of its text.
    pub made: Vec<Diagnostic>,
    /// How many of these were mended in the text as it was; the places of the rest are of texts in between.
    pub made_at_first: usize,
    /// What is still to be said of the file.
    pub report: Report,
}

/// Makes every safe fix that can be made.
pub fn fix_safe(tree: Tree, error: Option<SyntaxError>, context: &Context<'_>) -> Fixed {
    let mut tree = tree;
    let mut rounds = Vec::new();
    let mut report = check(&tree, error, context);
    while error.is_none() && rounds.len() < ROUNDS {
        let mut made = Vec::new();
        let Some(fixed) = round(&tree, &report, &mut made) else {
            break;
        };
        made.sort_by_key(|diagnostic| diagnostic.span.start);
        rounds.push(made);
        report = check(&fixed, None, context);
        tree = fixed;
    }
    Fixed {
        tree,
        made_at_first: rounds.first().map_or(0, Vec::len),
        made: rounds.concat(),
        report,
    }
}

/// Makes the safe fixes of a report, the last first, so that an entry that goes moves none that is still to
/// be mended: those of one step together, then the others. None if there was nothing to do.
fn round(tree: &Tree, report: &Report, made: &mut Vec<Diagnostic>) -> Option<Tree> {
    let blueprint = Blueprint::of(tree);
    let mut together = Vec::new();
    let mut alone = Vec::new();
    for diagnostic in report.diagnostics.iter().rev() {
        let Some(fix) = diagnostic.safe_fix() else {
            continue;
        };
        match fix.only_step(&blueprint) {
            Some(changes) => together.push((diagnostic, changes)),
            None => alone.push((diagnostic, fix)),
        }
    }
    let mut fixed = make(tree, &together, made);
    for (diagnostic, fix) in alone {
        if let Ok(next) = fix.apply(fixed.as_ref().unwrap_or(tree)) {
            fixed = Some(next);
            made.push(diagnostic.clone());
        }
    }
    fixed
}

/// Makes changes at once, since each time costs another look at the whole file; where some of them cannot be
/// made so, in halves.
fn make(tree: &Tree, fixes: &[(&Diagnostic, Vec<Change>)], made: &mut Vec<Diagnostic>) -> Option<Tree> {
    let (first, rest) = fixes.split_at(fixes.len() / 2);
    let changes: Vec<Change> = fixes
        .iter()
        .flat_map(|(_, changes)| changes.iter().cloned())
        .collect();
    if changes.is_empty() {
        return None;
    }
    if let Ok(edited) = edit(tree, &changes) {
        made.extend(fixes.iter().map(|(diagnostic, _)| (*diagnostic).clone()));
        return Some(edited.tree);
    }
    if first.is_empty() {
        return None;
    }
    let half = make(tree, first, made);
    let whole = make(half.as_ref().unwrap_or(tree), rest, made);
    whole.or(half)
}

impl Diagnostic {
    /// Its fix, if there is one right answer.
    pub fn safe_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.safe)
    }
}
