//! All safe fixes of a file, one after the other, until none is left.

use super::Fix;
use crate::check::{Context, Diagnostic, Report, check};
use crate::yaml::{SyntaxError, Tree};

/// How often a file is checked again. Most need two rounds: what is mended can show what stood behind it.
const ROUNDS: usize = 12;

/// A file after its safe fixes.
#[derive(Debug)]
pub struct Fixed {
    /// The text and its tree.
    pub tree: Tree,
    /// What was mended, in the order in which it was.
    pub made: Vec<Diagnostic>,
    /// What is still to be said of the file.
    pub report: Report,
}

/// Makes every safe fix that can be made.
pub fn fix_safe(tree: Tree, error: Option<SyntaxError>, context: &Context) -> Fixed {
    let mut tree = tree;
    let mut made = Vec::new();
    let mut report = check(&tree, error, context);
    if error.is_some() {
        return Fixed { tree, made, report };
    }
    for _ in 0..ROUNDS {
        let Some(fixed) = round(&tree, &report, &mut made) else {
            break;
        };
        report = check(&fixed, None, context);
        tree = fixed;
    }
    Fixed { tree, made, report }
}

/// Makes the safe fixes of a report, the last first, so that an entry that goes moves none that is still to
/// be mended. None if there was nothing to do.
fn round(tree: &Tree, report: &Report, made: &mut Vec<Diagnostic>) -> Option<Tree> {
    let mut current: Option<Tree> = None;
    for diagnostic in report.diagnostics.iter().rev() {
        let Some(fix) = diagnostic.safe_fix() else {
            continue;
        };
        if let Ok(fixed) = fix.apply(current.as_ref().unwrap_or(tree)) {
            current = Some(fixed);
            made.push(diagnostic.clone());
        }
    }
    current
}

impl Diagnostic {
    /// Its fix, if there is one right answer.
    pub fn safe_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.safe)
    }
}
