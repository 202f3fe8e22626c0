//! What is assumed of the users, and what is counted by the unit, in saved form.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Unreadable, amount, bad};
use crate::cost::{CronMinutes, Meter};
use crate::demand::{Growth, Role, Roles, Set, Workload, assumptions};
use crate::plan::Settings;
use crate::words::Message;

/// How an amount is written that follows from the users.
const FOLLOWS: &str = "by users";

/// What belongs to the demand of a scenario; what is as it is at first is left out.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SavedDemand {
    #[serde(skip_serializing_if = "Option::is_none")]
    assumptions: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    changed: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    growth_percent: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    targets: BTreeMap<u32, u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<u32>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    roles: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    used: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    unit_prices: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    cron_minutes: BTreeMap<String, String>,
}

impl SavedDemand {
    pub(super) fn of(settings: &Settings) -> Self {
        let workload = &settings.workload;
        let first = Workload::default();
        let changed = assumptions().iter().filter_map(|known| {
            let own = workload.changed().get(&known.id)?;
            Some((known.name.to_owned(), own.to_string()))
        });
        let (growth_percent, targets) = match workload.growth() {
            growth if growth == first.growth() => (None, BTreeMap::new()),
            Growth::Monthly(percent) => (Some(percent.to_string()), BTreeMap::new()),
            Growth::Targets(targets) => (None, targets.clone()),
        };
        let by_id = |prices: &BTreeMap<Meter, Decimal>| {
            let prices = prices.iter();
            prices
                .map(|(meter, price)| (meter.id().to_owned(), price.to_string()))
                .collect()
        };
        let used = settings.metered.iter().map(|(meter, amount)| {
            let amount = amount.map_or_else(|| FOLLOWS.to_owned(), |amount| amount.to_string());
            (meter.id().to_owned(), amount)
        });
        Self {
            assumptions: (workload.set() != first.set()).then(|| workload.set().id().to_owned()),
            changed: changed.collect(),
            growth_percent,
            targets,
            months: (workload.horizon() != first.horizon()).then(|| workload.horizon()),
            roles: settings
                .roles
                .iter()
                .map(|(name, role)| (name.clone(), role.id().to_owned()))
                .collect(),
            used: used.collect(),
            unit_prices: by_id(&settings.unit_prices),
            cron_minutes: settings
                .cron_minutes
                .iter()
                .map(|(name, minutes)| (name.to_owned(), minutes.to_string()))
                .collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts it into a scenario's settings.
    pub(super) fn put_into(self, settings: &mut Settings) -> Result<(), Unreadable> {
        settings.workload = self.workload()?;
        for (meter, used) in self.used {
            let used = if used == FOLLOWS {
                None
            } else {
                amount(Some(used))?
            };
            settings.metered.insert(meter_of(&meter)?, used);
        }
        for (meter, price) in self.unit_prices {
            let price = amount(Some(price))?.unwrap_or_default();
            settings.unit_prices.insert(meter_of(&meter)?, price);
        }
        for (name, minutes) in self.cron_minutes {
            let stated = amount(Some(minutes.clone()))?;
            let stated = stated.filter(|stated| *stated <= CronMinutes::MOST);
            settings
                .cron_minutes
                .set(&name, Some(stated.ok_or_else(|| bad(&minutes))?));
        }
        settings.roles = self
            .roles
            .into_iter()
            .map(|(name, id)| {
                let role = Role::ALL.into_iter().find(|role| role.id() == id);
                Ok((name, role.ok_or_else(|| bad(&id))?))
            })
            .collect::<Result<Roles, Unreadable>>()?;
        Ok(())
    }

    fn workload(&self) -> Result<Workload, Unreadable> {
        let mut workload = Workload::default();
        if let Some(id) = &self.assumptions {
            let set = Set::ALL.into_iter().find(|set| set.id() == id);
            workload = workload.with_set(set.ok_or_else(|| bad(id))?);
        }
        let said = |reason: Message| bad(&reason.to_string());
        for (name, value) in &self.changed {
            let value = value.parse().map_err(|_| bad(value))?;
            workload.change(name, value).map_err(said)?;
        }
        if let Some(percent) = &self.growth_percent {
            let percent = percent.parse().map_err(|_| bad(percent))?;
            workload.grow(Growth::Monthly(percent)).map_err(said)?;
        }
        if !self.targets.is_empty() {
            workload
                .grow(Growth::Targets(self.targets.clone()))
                .map_err(said)?;
        }
        if let Some(months) = self.months {
            workload.look_ahead(months).map_err(said)?;
        }
        Ok(workload)
    }
}

fn meter_of(id: &str) -> Result<Meter, Unreadable> {
    let meter = Meter::ALL.into_iter().find(|meter| meter.id() == id);
    meter.ok_or_else(|| bad(id))
}
