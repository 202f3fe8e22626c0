//! What would make a bill smaller: edits and settings with what each saves and gives up.
//!
//! Each is tried: its edits are made, the bill is made again, and what it is smaller by is what the saving says. What
//! saves nothing, or needs a price that is not known, is left out. Only what Render can do is named, and nothing that
//! runs is made smaller where that is impossible or loses data, nor below what its users need. Must not know the
//! page.

mod advice;
mod data;
mod instances;
mod needs;
mod workspace;

use rust_decimal::Decimal;

use crate::blueprint::Blueprint;
use crate::blueprint::edit::Edit;
use crate::cost::{Bill, Range, Usage, bill, range_text};
use crate::demand::{self, Sizes};
use crate::price::{PriceList, money};
use crate::words::Message;
use crate::yaml::{Path, Tree};

pub use needs::WorkspaceNeeds;

/// Services and databases that are looked at; a file has rarely more than ten.
const MOST_RESOURCES: usize = 100;

/// Something that would make the bill smaller.
#[derive(Clone, Debug, PartialEq)]
pub struct Saving {
    /// Stable name of its kind: `smaller-database`.
    pub id: &'static str,
    /// What to do.
    pub title: Message,
    /// Why it is cheaper, and what it gives up.
    pub why: Message,
    /// What to do in the file, in this order; empty for advice.
    pub edits: Vec<Edit>,
    /// What to do beside the file.
    pub setting: Option<Setting>,
    /// By how much the lower and the upper end of the bill fall a month. None where nobody can say.
    pub monthly: Option<Range>,
}

/// A change of what no Blueprint holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Another workspace plan, by id.
    Workspace(&'static str),
}

impl Setting {
    /// The usage with the change.
    pub fn applied(&self, usage: &Usage) -> Usage {
        match self {
            Self::Workspace(plan) => Usage {
                workspace: Some((*plan).to_owned()),
                ..usage.clone()
            },
        }
    }
}

impl Saving {
    /// Whether a button can do it.
    pub fn can_be_applied(&self) -> bool {
        !self.edits.is_empty() || self.setting.is_some()
    }

    /// What it saves a month, for people: `$25.00`, or `$0.00–25.00` where it depends on the instances that run.
    pub fn monthly_text(&self) -> Option<String> {
        self.monthly.map(|range| {
            range_text(Range {
                min: range.min.min(range.max),
                max: range.min.max(range.max),
            })
        })
    }
}

/// For whom a Blueprint has to be large enough.
#[derive(Clone, Copy, Debug)]
pub struct Sized<'s> {
    /// With what it is sized; its prices are those of the bill.
    pub setting: &'s demand::Setting<'s>,
    /// Monthly users.
    pub users: u32,
}

impl Sized<'_> {
    /// The resources that are too small.
    fn short(&self, blueprint: &Blueprint<'_>) -> Vec<Path> {
        let sizing = demand::size(blueprint, self.setting, self.users);
        let short = |sizes: &&Sizes| !sizes.enough || !sizes.edits.is_empty();
        let short = sizing.resources.iter().filter(short);
        short.map(|sizes| sizes.subject.path.clone()).collect()
    }
}

/// What savings are looked for in.
struct Search<'s, 't> {
    blueprint: &'s Blueprint<'t>,
    prices: &'s PriceList,
    usage: &'s Usage,
    sized: Sized<'s>,
    before: Bill,
    /// What is too small already.
    short: Vec<Path>,
    /// Its resources run on Render already.
    on_render: bool,
    found: Vec<Saving>,
}

/// What would make the bill of a Blueprint smaller; the largest first, then advice without a sum. Nothing becomes too
/// small for its users that is large enough, and where it runs on Render already, no data that run are made smaller.
pub fn savings(blueprint: &Blueprint<'_>, sized: Sized<'_>, usage: &Usage, on_render: bool) -> Vec<Saving> {
    let prices = sized.setting.prices;
    let mut search = Search {
        blueprint,
        prices,
        usage,
        sized,
        short: sized.short(blueprint),
        before: bill(blueprint, prices, usage),
        on_render,
        found: Vec::new(),
    };
    workspace::search(&mut search);
    instances::search(&mut search);
    data::search(&mut search);
    advice::search(&mut search);
    let mut found = search.found;
    let sum = |saving: &Saving| saving.monthly.map(|range| money::plus(range.min, range.max));
    found.sort_by_key(|saving| std::cmp::Reverse(sum(saving)));
    found
}

impl Search<'_, '_> {
    /// Keeps a saving if its edits make the bill smaller, with how much.
    fn try_out(&mut self, mut saving: Saving) {
        let monthly = self.saved_by(&saving.edits, saving.setting.as_ref());
        if monthly.is_some() && self.is_enough(&saving.edits) {
            saving.monthly = monthly;
            self.found.push(saving);
        }
    }

    /// By how much edits make the bill smaller; none if they do not, or cannot be made, or leave more unpriced.
    fn saved_by(&self, edits: &[Edit], setting: Option<&Setting>) -> Option<Range> {
        let after = match setting {
            Some(setting) => self.bill_after(edits, &setting.applied(self.usage))?,
            None => self.bill_after(edits, self.usage)?,
        };
        if after.unpriced().count() != self.before.unpriced().count() {
            return None;
        }
        let (before, after) = (self.before.total(), after.total());
        let saved = Range {
            min: money::minus(before.min, after.min),
            max: money::minus(before.max, after.max),
        };
        let is_less = saved.min >= Decimal::ZERO && saved.max >= Decimal::ZERO && saved != Range::default();
        is_less.then_some(saved)
    }

    fn bill_after(&self, edits: &[Edit], usage: &Usage) -> Option<Bill> {
        self.after(edits, |after| bill(after, self.prices, usage))
    }

    /// Whether edits leave everything large enough that is so now.
    fn is_enough(&self, edits: &[Edit]) -> bool {
        let short = self.after(edits, |after| self.sized.short(after));
        short.is_some_and(|short| short.iter().all(|path| self.short.contains(path)))
    }

    fn after<T>(&self, edits: &[Edit], of: impl FnOnce(&Blueprint<'_>) -> T) -> Option<T> {
        let mut edited: Option<Tree> = None;
        for edit in edits {
            edited = Some(
                edit.apply(edited.as_ref().unwrap_or(self.blueprint.tree))
                    .ok()?
                    .tree,
            );
        }
        let tree = edited.as_ref().unwrap_or(self.blueprint.tree);
        Some(of(&Blueprint::of(tree)))
    }

    /// What one resource's lines of the bill that fit cost at most; none where one of them is unpriced.
    fn sum_of(&self, path: &Path) -> Option<Decimal> {
        match self.before.of_resource(path) {
            (sum, 0) => Some(sum.max),
            _ => None,
        }
    }
}

/// A field of a resource with another value.
fn set(resource: &Path, field: &str, value: impl ToString) -> Edit {
    Edit::Set {
        resource: resource.clone(),
        field: field.to_owned(),
        value: value.to_string(),
    }
}

#[cfg(test)]
mod tests;
