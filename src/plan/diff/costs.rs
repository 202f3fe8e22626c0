//! What a change does to the bill, told where it is told what changed.

use crate::cost::{Bill, CostChange, Item, LineItem};
use crate::yaml::Path;

use super::words::{Told, What};

/// The parts of a resource that are paid apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paid {
    Compute,
    Disk,
    Storage,
    Standby,
    Replicas,
}

impl Paid {
    const ALL: [Self; 5] = [
        Self::Compute,
        Self::Disk,
        Self::Storage,
        Self::Standby,
        Self::Replicas,
    ];

    fn of(item: &Item) -> Self {
        match item {
            Item::Disk => Self::Disk,
            Item::Storage => Self::Storage,
            Item::Standby | Item::StandbyStorage => Self::Standby,
            Item::Replica(_) | Item::ReplicaStorage(_) => Self::Replicas,
            _ => Self::Compute,
        }
    }

    /// Whether a line of the list tells what changes it.
    fn follows(self, told: &Told) -> bool {
        let field = told.field.split(['.', '[']).next().unwrap_or_default();
        match self {
            Self::Compute => told.what == What::Instances || field == "plan",
            Self::Disk => told.what == What::Disk,
            Self::Storage => field == "diskSizeGB",
            Self::Standby => field == "highAvailability",
            Self::Replicas => field == "readReplicas",
        }
    }
}

/// Adds to the lines about one resource what each of them costs. What no line explains follows from the plan.
pub(super) fn attribute((before, old): (&Bill, &Path), (after, new): (&Bill, &Path), lines: &mut [Told]) {
    let (old, new) = (own(before, old), own(after, new));
    for part in Paid::ALL {
        let of_part = |lines: &[&'_ LineItem]| {
            let lines = lines.iter().filter(|line| Paid::of(&line.item) == part);
            lines.map(|line| LineItem::clone(line)).collect::<Vec<_>>()
        };
        let (old, new) = (of_part(&old), of_part(&new));
        let change = CostChange::of(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>());
        if change.is_none() {
            continue;
        }
        let place = lines.iter().rposition(|told| part.follows(told));
        let place = place.or_else(|| lines.iter().rposition(|told| Paid::Compute.follows(told)));
        let place = place.or(lines.len().checked_sub(1));
        if let Some(told) = place.and_then(|place| lines.get_mut(place)) {
            told.cost = Some(told.cost.unwrap_or_default().plus(change));
        }
    }
}

/// What a resource costs that only one of the two has.
pub(super) fn of_one(bill: &Bill, path: &Path, is_new: bool) -> CostChange {
    let own = own(bill, path);
    if is_new {
        CostChange::of(&[], &own)
    } else {
        CostChange::of(&own, &[])
    }
}

fn own<'b>(bill: &'b Bill, path: &Path) -> Vec<&'b LineItem> {
    bill.lines
        .iter()
        .filter(|line| line.path.as_ref() == Some(path))
        .collect()
}
