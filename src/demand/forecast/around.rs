//! What stands around the resources: workspace, object storage, what is priced by the unit. It changes with every
//! user, but along straight lines.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Line, grouped};
use crate::blueprint::Blueprint;
use crate::cost::{Usage, bill};
use crate::demand::advice::Setting;
use crate::demand::assumption::Values;
use crate::demand::load::Demand;
use crate::demand::usage::{Used, metered};
use crate::demand::workload::MAX_USERS;
use crate::price::PriceList;
use crate::yaml::Tree;

/// A span of users over which everything around the resources grows by straight lines.
#[derive(Debug)]
struct Segment {
    from: u32,
    lines: Vec<Line>,
    /// What each line grows by with one user; none where it is not straight and has to be worked out each time.
    slopes: Option<Vec<Decimal>>,
}

/// Most spans; what is left beyond is worked out each time.
const MOST_SEGMENTS: usize = 2_000;

/// What stands around the resources: workspace, object storage, what is priced by the unit.
#[derive(Debug)]
pub(super) struct Around {
    prices: PriceList,
    usage: Usage,
    values: Values,
    object_storage: bool,
    empty: Tree,
    segments: Vec<Segment>,
}

impl Around {
    /// `usage` as for [`super::Forecast::new`].
    pub(super) fn new(setting: &Setting<'_>, values: Values, usage: &Usage) -> Self {
        let mut around = Self {
            prices: setting.prices.clone(),
            usage: usage.clone(),
            values,
            object_storage: setting.object_storage_gb.is_some(),
            empty: Tree::parse("").0,
            segments: Vec::new(),
        };
        let mut segments = Vec::new();
        around.split(1, MAX_USERS, &mut segments);
        around.segments = segments;
        around
    }

    /// What is assumed of the users.
    pub(super) fn values(&self) -> &Values {
        &self.values
    }

    /// Adds its lines for so many users.
    pub(super) fn add_to(&self, lines: &mut Vec<Line>, users: u32) {
        let at = self.segments.partition_point(|segment| segment.from <= users);
        let Some(segment) = at.checked_sub(1).and_then(|at| self.segments.get(at)) else {
            return;
        };
        match &segment.slopes {
            Some(slopes) => {
                let more = Decimal::from(users - segment.from);
                lines.extend(segment.lines.iter().zip(slopes).map(|(line, slope)| Line {
                    name: Arc::clone(&line.name),
                    known: line.known + *slope * more,
                    unpriced: line.unpriced,
                }));
            }
            None => lines.extend(self.at(users)),
        }
    }

    fn at(&self, users: u32) -> Vec<Line> {
        let demand = Demand::at(&self.values, users);
        let used = Used {
            metered: metered(&demand),
            object_storage_gb: self.object_storage.then(|| demand.files()),
            ..Used::default()
        };
        let usage = used.put_into(&self.usage);
        let bill = bill(&Blueprint::of(&self.empty), &self.prices, &usage);
        grouped(bill.lines.iter(), &usage)
    }

    /// Adds the straight parts between two numbers of users.
    fn split(&self, from: u32, to: u32, segments: &mut Vec<Segment>) {
        let lines = self.at(from);
        let slopes = self.slopes(from, to, &lines);
        if slopes.is_some() || segments.len() >= MOST_SEGMENTS {
            segments.push(Segment { from, lines, slopes });
            return;
        }
        let middle = from + (to - from) / 2;
        self.split(from, middle, segments);
        self.split(middle + 1, to, segments);
    }

    /// What each line grows by with one user, if it does so evenly over the whole span.
    fn slopes(&self, from: u32, to: u32, lines: &[Line]) -> Option<Vec<Decimal>> {
        let alike = |others: &[Line]| {
            let same =
                |(one, other): (&Line, &Line)| one.name == other.name && one.unpriced == other.unpriced;
            lines.len() == others.len() && lines.iter().zip(others).all(same)
        };
        if from == to {
            return Some(vec![Decimal::ZERO; lines.len()]);
        }
        let next = self.at(from + 1);
        let grown = |(line, next): (&Line, &Line)| next.known - line.known;
        let slopes: Vec<Decimal> = lines.iter().zip(&next).map(grown).collect();
        let span = to - from;
        let straight = [1, span / 3, span / 2, span - 1, span].into_iter().all(|more| {
            let there = self.at(from + more);
            let on_line = |((line, slope), there): ((&Line, &Decimal), &Line)| {
                line.known + *slope * Decimal::from(more) == there.known
            };
            alike(&there) && lines.iter().zip(&slopes).zip(&there).all(on_line)
        });
        straight.then_some(slopes)
    }
}
