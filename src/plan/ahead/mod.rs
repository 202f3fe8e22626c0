//! What lies ahead of a plan, as charts: cost by month and by users, how full its resources are, and where two ways
//! to the same end cost the same. Makes no figures of its own: they come from the forecast, the sizes and the prices.

mod even;
mod fullness;
mod months;
mod users;

pub use even::{Bigger, DiskOrObjects, bigger_plans, disk_or_objects};
pub use fullness::{Fullness, fullness};
pub use months::{Months, PlannedStep, by_month, stacked};
pub use users::{Course, by_users, point_words};

use rust_decimal::Decimal;

use super::scenario::Settings;
use crate::chart::About;
use crate::price::money;
use crate::words::{Message, ahead as words};

/// The settings as far as a forecast goes: two scenarios that differ in nothing else have the same.
pub fn basis(settings: &Settings) -> Settings {
    Settings {
        name: String::new(),
        mau: 1,
        ticked: Default::default(),
        rollout: Default::default(),
        before_disk: None,
        on_render: false,
        original: None,
        downloaded: None,
        ..settings.clone()
    }
}

fn about(title: Message, description: Message, empty: Message) -> About {
    About {
        title: title.to_string(),
        description: description.to_string(),
        empty: empty.to_string(),
    }
}

/// A percentage, without decimals.
fn percent(number: Decimal) -> String {
    words::percent(crate::demand::whole_percent(number)).to_string()
}

/// A number that need not be exact, since it is not paid.
fn about_number(number: Decimal) -> String {
    money::number(number.round_dp(2))
}

#[cfg(test)]
mod tests;
