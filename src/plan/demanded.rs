//! What a scenario's users mean for it: how full its resources are, what to change, and its bill with what they use.

use rust_decimal::Decimal;

use super::analysis::Analysis;
use super::scenario::Settings;
use crate::blueprint::Blueprint;
use crate::cost::{self, Bill, Meter, Usage};
use crate::demand::{self, Forecast, Set, Setting, Sizing};
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

impl Demanded {
    /// GB to plan on object storage where what is there now is less.
    pub fn more_object_storage(&self) -> Option<Decimal> {
        self.sizing.more_object_storage(self.usage.object_storage_gb)
    }

    /// Whether the plan takes its users as it is.
    pub fn is_satisfied(&self) -> bool {
        self.sizing.is_satisfied() && self.more_object_storage().is_none()
    }
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
            if let (Some(amount), false) = (used.metered.get(&meter), usage.metered.contains_key(&meter)) {
                usage.metered.insert(meter, *amount);
                usage.following.insert(meter);
            }
        }
        usage
    }

    /// What is counted by the unit, whether typed in or not.
    fn meters(&self) -> impl Iterator<Item = Meter> + '_ {
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

    /// The bill with what the users of the scenario use, without what they mean for each resource.
    pub fn bill_at_demand(&self, settings: &Settings, prices: &PriceList) -> Bill {
        let blueprint = self.blueprint();
        let usage = settings.usage_at(&blueprint, prices, settings.mau);
        cost::bill(&blueprint, prices, &usage)
    }

    /// How much of something the users of the scenario use; none where that does not follow from them.
    pub fn used(&self, meter: Meter, settings: &Settings, prices: &PriceList) -> Option<Decimal> {
        let used = demand::usage(&self.blueprint(), &settings.setting(prices), settings.mau);
        used.metered.get(&meter).copied()
    }

    /// The advice under each set of assumptions, with the same changes of them.
    pub fn advice_by_set(&self, settings: &Settings, prices: &PriceList) -> Vec<(Set, Sizing)> {
        let blueprint = self.blueprint();
        let under = |set: Set| {
            let workload = settings.workload.clone().with_set(set);
            let setting = Setting {
                workload: &workload,
                ..settings.setting(prices)
            };
            (set, demand::size(&blueprint, &setting, settings.mau))
        };
        Set::ALL.map(under).into()
    }

    /// What each number of users would cost, with the advice followed.
    pub fn forecast(&self, settings: &Settings, prices: &PriceList) -> Forecast {
        let blueprint = self.blueprint();
        let usage = settings.usage_at(&blueprint, prices, settings.mau);
        Forecast::new(&blueprint, &settings.setting(prices), &usage, settings.mau)
    }
}
