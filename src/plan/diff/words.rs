//! What differs between two plans, in words: one list that a page draws and a command prints as text, Markdown
//! or JSON.

use std::fmt;

use super::costs;
use super::problems::{self, Problem};
use super::{fields, resources};
use crate::blueprint::{AnyResource, Blueprint, pair};
use crate::check::{Report, codes};
use crate::cost::{Bill, CostChange, Item, LineItem, compare};
use crate::words::{Message, diff as words};
use crate::yaml::{Tree, Value};

/// One of two plans.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// Its Blueprint.
    pub tree: &'s Tree,
    /// What it costs; both by the same price list.
    pub bill: &'s Bill,
    /// What is wrong with it.
    pub report: &'s Report,
}

/// What differs between two plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// What changed, resource by resource, then what belongs to none.
    pub lines: Vec<Told>,
    /// What that does to the total; none where one of the texts cannot be read.
    pub total: Option<CostChange>,
    /// What a sync would do to what runs.
    pub risks: Vec<Problem>,
    /// Problems that only the new plan has.
    pub gained: Vec<Problem>,
    /// Problems that only the old plan had.
    pub solved: Vec<Problem>,
}

/// One change. Its text is whole but for its cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The name of the resource that it is about; empty for the file as a whole.
    pub resource: String,
    /// What kind of change it is.
    pub what: What,
    /// The field or the variable's key, by its way from the resource; empty where there is none.
    pub field: String,
    /// What was there, as it may be shown.
    pub before: Option<String>,
    /// What is there now, as it may be shown.
    pub after: Option<String>,
    /// What it costs a month, where it costs something else than before.
    pub cost: Option<CostChange>,
    /// In a sentence.
    pub text: Message,
}

/// Kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A resource that is new.
    Added,
    /// A resource that is gone.
    Removed,
    /// A resource with another name.
    Renamed,
    /// A resource in another part of the file.
    Moved,
    /// How many instances run.
    Instances,
    /// A service's disk.
    Disk,
    /// An environment variable, or all of a group.
    Variable,
    /// Any other field.
    Field,
    /// The order of entries.
    Order,
    /// What stands around the resources: workspace, storage, services of others.
    Around,
    /// Comments, blank lines, line breaks, quotes.
    Writing,
    /// One of the texts is no Blueprint.
    Unread,
}

impl What {
    /// Stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Instances => "instances",
            Self::Disk => "disk",
            Self::Variable => "variable",
            Self::Field => "field",
            Self::Order => "order",
            Self::Around => "around",
            Self::Writing => "writing",
            Self::Unread => "unread",
        }
    }
}

impl Told {
    /// A change of a resource, or of the file where its name is empty.
    pub(super) fn of(resource: &str, what: What, field: &str, said: Message) -> Self {
        let text = match resource {
            "" => said,
            name => words::line(name, said),
        };
        Self {
            resource: resource.to_owned(),
            what,
            field: field.to_owned(),
            before: None,
            after: None,
            cost: None,
            text,
        }
    }

    pub(super) fn with_values(self, before: Option<String>, after: Option<String>) -> Self {
        Self {
            before,
            after,
            ..self
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cost {
            Some(cost) => words::with_cost(self.text.clone(), cost.text()).fmt(formatter),
            None => self.text.fmt(formatter),
        }
    }
}

impl Difference {
    /// The totals, in a line.
    pub fn total_text(&self, before: &Bill, after: &Bill) -> Option<Message> {
        let total = self.total?;
        Some(if total.before == total.after && total.unpriced == 0 {
            words::total_same(after.total_text())
        } else {
            words::total(before.total_text(), after.total_text(), total.text())
        })
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        let Self {
            lines,
            risks,
            gained,
            solved,
            ..
        } = self;
        lines.is_empty() && risks.is_empty() && gained.is_empty() && solved.is_empty()
    }
}

/// Tells what leads from one plan to another. What no sentence is made for is told by its path.
pub fn in_words(before: Side<'_>, after: Side<'_>) -> Difference {
    let (old, new) = (Blueprint::of(before.tree), Blueprint::of(after.tree));
    let pairing = pair(&old, &new);
    let names = problems::Names::of(&pairing);
    let (mut gained, mut solved) = problems::compared((before, &old), (after, &new), &names);
    // What cannot be read says nothing of the problems that it has or has not.
    if followed(before).is_none() {
        gained.clear();
    }
    if followed(after).is_none() {
        solved.clear();
    }
    let is_risk = |problem: &Problem| problem.code.starts_with("change/");
    let (risks, gained) = gained.into_iter().partition(is_risk);
    let lines = lines(before, after, &old, &new);
    let total = CostChange::between(before.bill, after.bill);
    let is_read = lines.iter().all(|told| told.what != What::Unread);
    Difference {
        total: is_read.then_some(total),
        lines,
        risks,
        gained,
        solved,
    }
}

/// The text as a value, where it can be read.
fn followed(side: Side<'_>) -> Option<Value> {
    let too_many = |code| side.report.diagnostics.iter().any(|found| found.code == code);
    let root = side.tree.root().filter(|_| !too_many(codes::TOO_MANY_ALIASES))?;
    Value::followed(side.tree, root)
}

fn lines(before: Side<'_>, after: Side<'_>, old: &Blueprint<'_>, new: &Blueprint<'_>) -> Vec<Told> {
    let mut lines = Vec::new();
    match (followed(before), followed(after)) {
        (Some(old_root), Some(new_root)) => {
            let pairing = pair(old, new);
            for (old, new) in pairing.renamed.iter().chain(&pairing.same) {
                let mut own = Vec::new();
                resources::compare((*old, &old_root), (*new, &new_root), &mut own);
                let (old, new) = (&old.resource().path, &new.resource().path);
                costs::attribute((before.bill, old), (after.bill, new), &mut own);
                lines.extend(own);
            }
            let one = |resource: AnyResource<'_, '_>, what, side: Side<'_>| {
                let mut told = resources::whole(resource, what);
                let is_new = what == What::Added;
                let cost = costs::of_one(side.bill, &resource.resource().path, is_new);
                told.cost = (!cost.is_none()).then_some(cost);
                told
            };
            lines.extend(pairing.added.iter().map(|new| one(*new, What::Added, after)));
            lines.extend(pairing.removed.iter().map(|old| one(*old, What::Removed, before)));
            fields::of_file(&old_root, &new_root, &mut lines);
            around(before.bill, after.bill, &mut lines);
            if lines.is_empty() && before.tree.text() != after.tree.text() {
                lines.push(writing(
                    before.tree.text(),
                    after.tree.text(),
                    old_root == new_root,
                ));
            }
        }
        _ if before.tree.text() == after.tree.text() => {}
        _ => lines.push(Told::of("", What::Unread, "", words::unread())),
    }
    lines
}

/// What is no value of the Blueprint.
fn writing(before: &str, after: &str, is_ordered: bool) -> Told {
    let without = |text: &str| text.replace('\r', "");
    let (what, said) = match is_ordered {
        false => (What::Order, words::order_alone()),
        true if without(before) == without(after) => (What::Writing, words::line_ends()),
        true => (What::Writing, words::writing()),
    };
    Told::of("", what, "", said)
}

/// The lines of the bills that belong to no resource.
fn around(before: &Bill, after: &Bill, lines: &mut Vec<Told>) {
    let shown = |line: &LineItem| match (&line.item, &line.plan) {
        (Item::Outside(_), _) => match line.monthly {
            Some(sum) => crate::cost::range_text(sum),
            None => crate::words::cost::unpriced().to_string(),
        },
        (_, Some(plan)) => plan.clone(),
        _ => line.quantity.text().to_string(),
    };
    for row in compare(&[before, after]) {
        let [old, new] = [0, 1].map(|at| row.lines.get(at).copied().flatten());
        let Some(named) = row.named_by(1).filter(|named| named.path.is_none()) else {
            continue;
        };
        let (from, to) = (old.map(shown), new.map(shown));
        if from == to {
            continue;
        }
        let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| words::none().to_string());
        let said = words::around(or_none(&from), or_none(&to));
        let cost = CostChange::of(old.as_slice(), new.as_slice());
        let mut told = Told::of(&named.resource, What::Around, "", said).with_values(from, to);
        told.cost = (!cost.is_none()).then_some(cost);
        lines.push(told);
    }
}
