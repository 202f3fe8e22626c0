//! Cost by month.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::about;
use crate::chart::{About, Series, Stacked, Step};
use crate::cost::{self, Range};
use crate::demand::{Change, Forecast, Month};
use crate::price::money;
use crate::words::{Message, ahead as words, cost as terms};

/// Most resources that are told apart; the others are one.
const MOST_SERIES: usize = 12;
/// Most steps that are told.
const MOST_STEPS: usize = 60;

/// The months ahead.
#[derive(Clone, Debug)]
pub struct Months {
    /// The cost of each, by resource.
    pub chart: Stacked,
    /// What changes in them, in the order of the chart's numbers.
    pub steps: Vec<PlannedStep>,
    /// How many steps are not told.
    pub more_steps: usize,
    /// The number of users changes.
    pub grows: bool,
}

/// A resource that becomes larger in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// What happens when.
    pub text: Message,
    /// What it adds a month, for people.
    pub added: String,
}

/// The months from so many monthly users on.
pub fn by_month(forecast: &Forecast, users: u32) -> Months {
    let months = forecast.by_month_from(users);
    let planned = |(_, change): (usize, &Change)| PlannedStep {
        text: change.message.clone(),
        added: added(change),
    };
    Months {
        chart: Stacked {
            about: about(
                words::months_title(),
                words::months_description(money::count(users)),
                words::months_empty(),
            ),
            ..stacked(&months)
        },
        steps: changes(&months).take(MOST_STEPS).map(planned).collect(),
        more_steps: changes(&months).count().saturating_sub(MOST_STEPS),
        grows: months
            .windows(2)
            .any(|pair| matches!(pair, [one, next] if one.users != next.users)),
    }
}

/// The cost of each month by resource, with what changes in them; it says nothing of itself.
pub fn stacked(months: &[Month]) -> Stacked {
    let told = |(month, change): (usize, &Change)| Step {
        month,
        text: format!("{} {}", change.message, added(change)).replace('`', ""),
    };
    let number = |month: &Month| words::month(month.month.unwrap_or_default().to_string()).to_string();
    Stacked {
        about: About::default(),
        month: words::months_head().to_string(),
        months: months.iter().map(number).collect(),
        series: series(months),
        total: terms::total().to_string(),
        unknown: words::unknown().to_string(),
        steps: changes(months).take(MOST_STEPS).map(told).collect(),
        step: words::months_steps().to_string(),
        axis: money::short,
        value: money::usd,
    }
}

/// What changes, with the place of its month.
fn changes(months: &[Month]) -> impl Iterator<Item = (usize, &Change)> {
    let months = months.iter().enumerate();
    months.flat_map(|(at, month)| month.steps.iter().map(move |step| (at, step)))
}

fn added(change: &Change) -> String {
    match change.added {
        Some(added) => cost::delta_text(Range::default(), Range::exactly(added)),
        None => words::months_not_priced().to_string(),
    }
}

/// What each resource costs in each month, the dearest lowest, and last what has no price.
fn series(months: &[Month]) -> Vec<Series> {
    let mut all = by_resource(months);
    let unpriced = months.iter().any(|month| month.unpriced > 0);
    // What has no price at all is in the last series only.
    all.retain(|series| series.values.iter().any(Option::is_some));
    let most = |series: &Series| series.values.iter().flatten().max().copied();
    all.sort_by_key(|series| std::cmp::Reverse(most(series)));
    if all.len() > MOST_SERIES {
        let others = all.split_off(MOST_SERIES - 1);
        all.push(together(&others));
    }
    if unpriced {
        all.push(Series {
            name: words::months_unpriced().to_string(),
            values: months
                .iter()
                .map(|month| (month.unpriced == 0).then_some(Decimal::ZERO))
                .collect(),
        });
    }
    all
}

/// What is known of each resource's cost; none in a month in which nothing of it is.
fn by_resource(months: &[Month]) -> Vec<Series> {
    let mut sums: Vec<(&str, Vec<(Decimal, usize)>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, month) in months.iter().enumerate() {
        for line in &month.lines {
            let place = *places.entry(&line.name).or_insert(sums.len());
            if place == sums.len() {
                sums.push((&line.name, vec![(Decimal::ZERO, 0); months.len()]));
            }
            let sum = sums.get_mut(place).and_then(|(_, sums)| sums.get_mut(at));
            if let Some((known, unpriced)) = sum {
                *known = money::plus(*known, line.known);
                *unpriced += line.unpriced;
            }
        }
    }
    let known = |(known, unpriced): (Decimal, usize)| (unpriced == 0 || !known.is_zero()).then_some(known);
    sums.into_iter()
        .map(|(name, values)| Series {
            name: name.to_owned(),
            values: values.into_iter().map(known).collect(),
        })
        .collect()
}

/// Several series as one. What is not known of them is in the series of what has no price.
fn together(series: &[Series]) -> Series {
    let months = series.iter().map(|series| series.values.len()).max().unwrap_or(0);
    let sum = |month: usize| {
        let values = series
            .iter()
            .filter_map(|series| series.values.get(month).copied().flatten());
        values.fold(Decimal::ZERO, money::plus)
    };
    Series {
        name: words::months_others(series.len()).to_string(),
        values: (0..months).map(|month| Some(sum(month))).collect(),
    }
}
