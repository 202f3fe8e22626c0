//! What is assumed of the users: a set of assumptions with changes, and how their number grows.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::assumption::{Assumption, Id, Set, Values, assumption, assumptions};
use crate::price::money;
use crate::words::{Message, alternatives, demand as words};

/// Most monthly users.
pub const MAX_USERS: u32 = 1_000_000;
/// Most months of a forecast.
pub const MAX_MONTHS: u32 = 36;
/// Most growth, percent a month.
const MAX_GROWTH: Decimal = Decimal::ONE_HUNDRED;

/// How the number of users grows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Growth {
    /// By so many percent each month.
    Monthly(Decimal),
    /// To so many users in a month, counted from 1, and evenly between.
    Targets(BTreeMap<u32, u32>),
}

/// What is assumed of the users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    set: Set,
    changed: BTreeMap<Id, Decimal>,
    growth: Growth,
    horizon: u32,
}

impl Default for Workload {
    fn default() -> Self {
        Self::of(Set::default())
    }
}

impl Workload {
    /// A set as it is, without growth, for a year.
    pub fn of(set: Set) -> Self {
        Self {
            set,
            changed: BTreeMap::new(),
            growth: Growth::Monthly(Decimal::ZERO),
            horizon: 12,
        }
    }

    /// The set of assumptions.
    pub fn set(&self) -> Set {
        self.set
    }

    /// The same changes on another set.
    pub fn with_set(mut self, set: Set) -> Self {
        self.set = set;
        self
    }

    /// What differs from the set.
    pub fn changed(&self) -> &BTreeMap<Id, Decimal> {
        &self.changed
    }

    /// The value of an assumption, in its unit.
    pub fn value(&self, assumption: &Assumption) -> Decimal {
        let own = self.changed.get(&assumption.id).copied();
        own.unwrap_or(assumption.stated(self.set).value)
    }

    /// Gives an assumption another value.
    ///
    /// # Errors
    /// A sentence that names what is wrong and what is allowed.
    pub fn change(&mut self, name: &str, value: Decimal) -> Result<(), Message> {
        let known = known(name)?;
        if value < known.min || value > known.max {
            return Err(words::bad_value(
                known.title(),
                number(known.min),
                number(known.max),
                known.unit(),
                number(value),
            ));
        }
        self.changed.insert(known.id, value);
        Ok(())
    }

    /// Takes a change back.
    ///
    /// # Errors
    /// A sentence where there is no such assumption.
    pub fn reset(&mut self, name: &str) -> Result<(), Message> {
        self.changed.remove(&known(name)?.id);
        Ok(())
    }

    /// How the users grow.
    pub fn growth(&self) -> &Growth {
        &self.growth
    }

    /// Sets how the users grow.
    ///
    /// # Errors
    /// A sentence that names what is wrong and what is allowed.
    pub fn grow(&mut self, growth: Growth) -> Result<(), Message> {
        match &growth {
            Growth::Monthly(percent) => {
                if *percent < Decimal::ZERO || *percent > MAX_GROWTH {
                    return Err(words::bad_growth(number(*percent)));
                }
            }
            Growth::Targets(targets) => {
                let mut before = 1;
                for (month, users) in targets {
                    checked_months(*month)?;
                    checked_users(*users)?;
                    if *users < before {
                        let (users, before) = (money::count(*users), money::count(before));
                        return Err(words::falling_users(users, month.to_string(), before));
                    }
                    before = *users;
                }
            }
        }
        self.growth = growth;
        Ok(())
    }

    /// Months of the forecast, 1 to 36.
    pub fn horizon(&self) -> u32 {
        self.horizon
    }

    /// Sets the months of the forecast.
    ///
    /// # Errors
    /// A sentence that names what is wrong and what is allowed.
    pub fn look_ahead(&mut self, months: u32) -> Result<(), Message> {
        self.horizon = checked_months(months)?;
        Ok(())
    }

    /// Monthly users in each month of the forecast; the first month has those of today.
    pub fn users_by_month(&self, today: u32) -> Vec<u32> {
        let today = today.clamp(1, MAX_USERS);
        match &self.growth {
            Growth::Monthly(percent) => {
                let factor = Decimal::ONE + *percent / Decimal::ONE_HUNDRED;
                let mut users = Decimal::from(today);
                let mut months = Vec::new();
                for _ in 0..self.horizon {
                    months.push(whole(users));
                    // Kept at ten digits, so that many months stay exact enough and within a decimal.
                    users = (users * factor).round_dp(10).min(MAX_USERS.into());
                }
                months
            }
            Growth::Targets(targets) => {
                let mut points = vec![(1, today)];
                points.extend(targets.iter().map(|(month, users)| (*month, (*users).max(today))));
                (1..=self.horizon).map(|month| between(&points, month)).collect()
            }
        }
    }

    pub(super) fn values(&self) -> Values {
        Values::of(self.set, &self.changed)
    }
}

/// A number of monthly users within bounds.
///
/// # Errors
/// A sentence that names the bounds.
pub fn checked_users(users: u32) -> Result<u32, Message> {
    if (1..=MAX_USERS).contains(&users) {
        Ok(users)
    } else {
        Err(words::bad_users(users.to_string()))
    }
}

fn checked_months(months: u32) -> Result<u32, Message> {
    if (1..=MAX_MONTHS).contains(&months) {
        Ok(months)
    } else {
        Err(words::bad_horizon(months.to_string()))
    }
}

fn known(name: &str) -> Result<&'static Assumption, Message> {
    assumption(name)
        .ok_or_else(|| words::no_assumption(name, alternatives(assumptions().iter().map(|known| known.name))))
}

/// A number as one types it.
fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Users as a whole number within bounds.
fn whole(users: Decimal) -> u32 {
    let rounded = users.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    u32::try_from(rounded).unwrap_or(MAX_USERS).clamp(1, MAX_USERS)
}

/// Users of a month on the straight line between the points around it.
fn between(points: &[(u32, u32)], month: u32) -> u32 {
    let before = points.iter().rev().find(|(at, _)| *at <= month);
    let after = points.iter().find(|(at, _)| *at > month);
    match (before, after) {
        (Some((from, users)), Some((to, goal))) => {
            let gained = Decimal::from(goal.saturating_sub(*users)) * Decimal::from(month - from);
            whole(Decimal::from(*users) + gained / Decimal::from(to - from))
        }
        (Some((_, users)), None) | (None, Some((_, users))) => *users,
        (None, None) => 1,
    }
}
