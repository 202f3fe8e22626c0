//! How full the resources are.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{about, about_number, percent};
use crate::chart::{Bar, Bars};
use crate::demand::{Load, Sizing, Workload, assumption};
use crate::price::money;
use crate::words::{Message, ahead as words, cost as terms};

/// Most bars.
const MOST: usize = 24;

/// How full the resources are.
#[derive(Clone, Debug)]
pub struct Fullness {
    /// A bar for each load, in the order of the file.
    pub chart: Bars,
    /// Says so where only the fullest are shown.
    pub note: Option<Message>,
}

/// How full the resources are with their users, as they stand in the file.
pub fn fullness(sizing: &Sizing, workload: &Workload) -> Fullness {
    let mark = assumption("head-room").map_or(Decimal::ONE_HUNDRED, |known| workload.value(known));
    let resources = sizing.resources.iter();
    let mut loads: Vec<(&str, &Load)> = resources
        .flat_map(|sizes| sizes.loads.iter().map(|load| (sizes.subject.name.as_str(), load)))
        .collect();
    let all = loads.len();
    if all > MOST {
        let mut fullest: Vec<Option<Decimal>> = loads.iter().map(|(_, load)| load.percent).collect();
        fullest.sort_by_key(|percent| Reverse(*percent));
        let least = fullest.get(MOST - 1).copied().flatten();
        loads.retain(|(_, load)| load.percent >= least);
        loads.truncate(MOST);
    }
    let bars = loads.iter().map(|(name, load)| Bar {
        name: (*name).to_owned(),
        percent: load.percent,
        text: taken(load).to_string(),
    });
    Fullness {
        note: (all > MOST).then(|| words::fullness_fullest(MOST, all.to_string())),
        chart: Bars {
            about: about(
                words::fullness_title(),
                words::fullness_description(money::count(sizing.users), percent(mark)),
                words::fullness_empty(),
            ),
            name: terms::column_resource().to_string(),
            share: words::fullness_share().to_string(),
            text: words::fullness_text().to_string(),
            bars: bars.collect(),
            mark,
            unknown: words::unknown().to_string(),
            percent,
        },
    }
}

fn taken(load: &Load) -> Message {
    let (amount, unit) = (about_number(load.amount), load.measure.unit());
    match load.capacity {
        Some(capacity) => words::fullness_taken(amount, about_number(capacity), unit),
        None => words::fullness_no_capacity(amount, unit),
    }
}
