//! What a scenario's users mean for it: how full its resources are, what to change, and its bill with what they use.

use super::analysis::Analysis;
use super::scenario::Settings;
use crate::blueprint::Blueprint;
use crate::cost::{self, Bill, Usage};
use crate::demand::{self, Forecast, Setting, Sizing};
use crate::price::PriceList;

/// What follows from a scenario's users.
#[derive(Clone, Debug, PartialEq)]
pub struct Demanded {
    /// Loads and advice, resource by resource.
    pub sizing: Sizing,
    /// What is used.
    pub usage: Usage,
    /// What that costs.
    pub bill: Bill,
}

impl Settings {
    /// With what a Blueprint of this scenario is sized.
    pub fn setting<'a>(&'a self, prices: &'a PriceList) -> Setting<'a> {
        Setting {
            prices,
            workload: &self.workload,
            roles: &self.roles,
            object_storage_gb: self.object_storage_gb,
        }
    }

    /// The usage with what follows from a number of users. Object storage holds what was typed in, and a service that
    /// is used without a sum is counted by the unit.
    pub fn usage_at(&self, blueprint: &Blueprint<'_>, prices: &PriceList, users: u32) -> Usage {
        let used = demand::usage(blueprint, &self.setting(prices), users);
        let mut usage = self.usage();
        usage.expected_instances = used.expected_instances;
        for meter in self.meters() {
            if let Some(amount) = used.metered.get(&meter) {
                usage.metered.entry(meter).or_insert(*amount);
            }
        }
        usage
    }

    /// What is counted by the unit, whether typed in or not.
    fn meters(&self) -> impl Iterator<Item = cost::Meter> + '_ {
        let without_sum = self.outside.iter().filter(|(_, sum)| sum.is_none());
        let services = without_sum.filter_map(|(service, _)| service.meter());
        self.metered.keys().copied().chain(services)
    }
}

impl Analysis {
    /// What the users of the scenario mean for it.
    pub fn demanded(&self, settings: &Settings, prices: &PriceList) -> Demanded {
        let blueprint = self.blueprint();
        let usage = settings.usage_at(&blueprint, prices, settings.mau);
        Demanded {
            sizing: demand::size(&blueprint, &settings.setting(prices), settings.mau),
            bill: cost::bill(&blueprint, prices, &usage),
            usage,
        }
    }

    /// What each number of users would cost, with the advice followed.
    pub fn forecast(&self, settings: &Settings, prices: &PriceList) -> Forecast {
        let blueprint = self.blueprint();
        let usage = settings.usage_at(&blueprint, prices, settings.mau);
        Forecast::new(&blueprint, &settings.setting(prices), &usage, settings.mau)
    }
}
