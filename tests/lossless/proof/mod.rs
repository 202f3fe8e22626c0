//! The proof that an edit changes what it means and nothing else, for every operation of a file: the lines
//! that it may touch are listed beforehand, another reader sees the meant value, comments survive, undo and
//! redo give the exact bytes.
//!
//! Knows an edit by its meaning and the file by its tree; must not know how an edit is planned.

mod before;
pub(crate) mod comments;
pub(crate) mod download;
mod flow;
mod judge;
pub(crate) mod lines;
mod listed;
pub(crate) mod meaning;
mod operations;
mod reading;
mod rename;
mod step;
pub(crate) mod variants;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use plano::blueprint::Blueprint;
use plano::blueprint::edit::Edit;
use plano::yaml::Tree;

use before::Before;
pub(crate) use judge::Outcome;

/// How often each operation was made, and what was refused and why.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    operations: BTreeMap<&'static str, Counts>,
    files: BTreeSet<String>,
    /// By file and reason.
    refused: BTreeMap<(String, String), usize>,
}

/// A refusal that is known.
pub(crate) struct Known {
    pub file: &'static str,
    pub reason: &'static str,
    /// How often, in all variants together.
    pub count: usize,
    pub why: &'static str,
}

/// Where another reader refuses a text before it is edited: values are not compared then.
const NOT_READ: &str = "not read by another reader";

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    made: usize,
    refused: usize,
}

/// Makes one edit and judges it; answers the edited text, or why it was refused.
///
/// # Errors
/// What is not as it must be.
pub(crate) fn prove_edit(tree: &Tree, edit: &Edit) -> Result<Outcome, String> {
    judge::judge(&Before::new(tree), &judge::session(tree.text()), edit)
}

/// Makes every operation of a file and judges it.
///
/// # Errors
/// The first things that are not as they must be, at most ten.
pub(crate) fn prove(file: &str, variant: &str, text: &str, tally: &mut Tally) -> Result<(), String> {
    let mut wrong = Vec::new();
    let (tree, error) = Tree::parse(text);
    if let Some(error) = error {
        return Err(format!("{file}, {variant}: {error:?}"));
    }
    tally.files.insert(file.to_owned());
    let before = Before::new(&tree);
    if before.value.is_none() {
        tally.refuse(file, NOT_READ);
    }
    let session = judge::session(text);
    for operation in operations::of(&tree) {
        let counts = tally.operations.entry(operation.name).or_default();
        match judge::judge(&before, &session, &operation.edit) {
            Ok(Outcome::Refused(reason)) => {
                counts.refused += 1;
                tally.refuse(file, &reason);
            }
            Ok(Outcome::Made(edited)) => {
                counts.made += 1;
                if operation.name == operations::AUTOSCALE
                    && let Err(what) = back_to_fixed(&edited, &operation.edit, tally)
                {
                    wrong.push(what);
                }
            }
            Err(what) => wrong.push(what),
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let count = wrong.len();
    wrong.truncate(10);
    Err(format!("{file}, {variant}: {count} wrong\n{}", wrong.join("\n")))
}

/// A fixed number of instances on the text that was just made to scale by itself.
fn back_to_fixed(text: &str, scaled: &Edit, tally: &mut Tally) -> Result<(), String> {
    let (tree, _) = Tree::parse(text);
    let blueprint = Blueprint::of(&tree);
    let mut services = blueprint.services.iter();
    let own = services
        .find(|own| matches!(scaled, Edit::Autoscale { service, .. } if *service == own.resource.path));
    let edit = operations::fixed_instances(own.ok_or("no way back")?);
    let counts = tally.operations.entry("back to fixed instances").or_default();
    match judge::judge(&Before::new(&tree), &judge::session(text), &edit)? {
        Outcome::Made(_) => counts.made += 1,
        Outcome::Refused(reason) => return Err(format!("no way back: {reason}")),
    }
    Ok(())
}

impl Tally {
    /// Adds what another part of the work counted.
    pub(crate) fn add(&mut self, other: Self) {
        for (name, counts) in other.operations {
            let own = self.operations.entry(name).or_default();
            own.made += counts.made;
            own.refused += counts.refused;
        }
        for (key, count) in other.refused {
            *self.refused.entry(key).or_default() += count;
        }
        self.files.extend(other.files);
    }

    fn refuse(&mut self, file: &str, reason: &str) {
        let key = (file.to_owned(), reason.to_owned());
        *self.refused.entry(key).or_default() += 1;
    }

    /// Whether exactly the known refusals were met in the files that were tried.
    pub(crate) fn holds_only(&self, known: &[Known]) -> Result<(), String> {
        let known = known.iter().filter(|known| self.files.contains(known.file));
        let known = known.map(|known| ((known.file.to_owned(), known.reason.to_owned()), known.count));
        let known: BTreeMap<_, _> = known.collect();
        if known == self.refused {
            return Ok(());
        }
        Err(format!("refused: {:?}\nknown: {known:?}", self.refused))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, counts) in &self.operations {
            writeln!(
                formatter,
                "{name:32} {:6} made {:5} refused",
                counts.made, counts.refused
            )?;
        }
        let made: usize = self.operations.values().map(|counts| counts.made).sum();
        writeln!(
            formatter,
            "{:32} {made:6} made in {} files",
            "all",
            self.files.len()
        )
    }
}
