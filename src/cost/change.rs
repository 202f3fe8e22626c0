//! What a change does to a bill. A price that is known on one side only says nothing of the difference, so neither
//! side counts.

use rust_decimal::Decimal;

use super::{Bill, LineItem, Range, compare, delta_text};
use crate::price::money;
use crate::words::cost as words;

/// Amounts a month before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CostChange {
    /// Before, of the lines whose difference is known.
    pub before: Range,
    /// After, of the same lines.
    pub after: Range,
    /// Lines whose difference is not known.
    pub unpriced: usize,
}

impl CostChange {
    /// From one bill to another.
    pub fn between(before: &Bill, after: &Bill) -> Self {
        let mut change = Self::default();
        for row in compare(&[before, after]) {
            let [old, new] = [0, 1].map(|at| row.lines.get(at).copied().flatten());
            change.count(old, new);
        }
        change
    }

    /// From some lines of a resource to others; those of the same item belong together.
    pub fn of(before: &[&LineItem], after: &[&LineItem]) -> Self {
        let mut change = Self::default();
        let mut added = after.to_vec();
        for old in before {
            let same = added.iter().position(|new| new.item == old.item);
            change.count(Some(old), same.map(|at| added.remove(at)));
        }
        for new in added {
            change.count(None, Some(new));
        }
        change
    }

    /// From an amount to what is known of a bill.
    pub fn from_amount(before: Decimal, after: &Bill) -> Self {
        Self {
            before: Range::exactly(before),
            after: after.total(),
            unpriced: after.unpriced().count(),
        }
    }

    fn count(&mut self, old: Option<&LineItem>, new: Option<&LineItem>) {
        let amount = |line: Option<&LineItem>| line.map_or(Some(Range::default()), |line| line.monthly);
        match (amount(old), amount(new)) {
            (Some(before), Some(after)) => {
                self.before = self.before.plus(before);
                self.after = self.after.plus(after);
            }
            (None, None) if old.map(essence) == new.map(essence) => {}
            _ => self.unpriced += 1,
        }
    }

    /// Both changes together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            before: self.before.plus(other.before),
            after: self.after.plus(other.after),
            unpriced: self.unpriced + other.unpriced,
        }
    }

    /// Whether nothing costs something else.
    pub fn is_none(self) -> bool {
        self.before == self.after && self.unpriced == 0
    }

    /// For people: `+$60.00 a month`.
    pub fn text(self) -> String {
        let delta = delta_text(self.before, self.after);
        match (self.unpriced, self.before == self.after) {
            (0, _) => delta,
            (_, true) => words::delta_not_known().to_string(),
            (count, false) => words::delta_unpriced(delta, count).to_string(),
        }
    }

    /// The same with the share of what was paid before: `+$60.00 a month (+17 %)`; without one where that is not
    /// known or nothing.
    pub fn text_with_share(self) -> String {
        let share = |before: Decimal, after: Decimal| {
            let share = money::times(after - before, Decimal::ONE_HUNDRED);
            let share = share.checked_div(before)?.round();
            Some(if share > Decimal::ZERO {
                format!("+{}", money::number(share))
            } else {
                money::number(share)
            })
        };
        let (before, after) = (self.before, self.after);
        let delta = self.text();
        match (share(before.min, after.min), share(before.max, after.max)) {
            _ if self.unpriced > 0 => return delta,
            (Some(min), Some(max)) if min == max => words::delta_share(delta, min),
            (Some(min), Some(max)) => words::delta_share_range(delta, min, max),
            _ => return delta,
        }
        .to_string()
    }
}

/// What two lines have in common that cost the same.
fn essence(line: &LineItem) -> (&Option<String>, super::Quantity) {
    (&line.plan, line.quantity)
}
