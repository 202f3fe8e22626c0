//! What a number of users uses in a month, for the bill.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::advice::Setting;
use super::assumption::Id;
use super::load::Demand;
use super::size::expected;
use super::subject::Subject;
use super::workload::{MAX_USERS, Workload};
use crate::blueprint::Blueprint;
use crate::cost::{Meter, Usage};
use crate::yaml::Path;

/// What a number of monthly users uses in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// How much of what is priced by the unit. Build minutes, custom domains and hosts do not follow from users.
    pub metered: BTreeMap<Meter, Decimal>,
    /// Instances of autoscaled services that run.
    pub expected_instances: BTreeMap<Path, i64>,
    /// GB on object storage; none where it is not used.
    pub object_storage_gb: Option<Decimal>,
}

impl Used {
    /// A bill's usage with what follows from users put in: only meters that the usage says follow them, and object
    /// storage only where it is more than is planned.
    pub fn put_into(&self, usage: &Usage) -> Usage {
        let mut usage = usage.clone();
        for meter in &usage.following {
            if let Some(used) = self.metered.get(meter) {
                usage.metered.insert(*meter, *used);
            }
        }
        usage.expected_instances.clone_from(&self.expected_instances);
        usage.object_storage_gb = self.object_storage_gb.max(usage.object_storage_gb);
        usage
    }
}

/// What a number of monthly users uses in a month, on a Blueprint as it is.
pub fn usage(blueprint: &Blueprint<'_>, setting: &Setting<'_>, users: u32) -> Used {
    let values = setting.workload.values();
    let demand = Demand::at(&values, users.clamp(1, MAX_USERS));
    let subjects = setting.subjects(blueprint);
    let autoscaled = subjects.iter().filter(|subject| subject.autoscaled);
    Used {
        metered: metered(&demand),
        expected_instances: autoscaled
            .map(|subject: &Subject| (subject.path.clone(), expected(subject, subject.size, &demand)))
            .collect(),
        object_storage_gb: setting.object_storage_gb.map(|_| demand.files()),
    }
}

/// Requests that are under way at the same time when the application is busiest, as the sizes of web services are
/// reckoned from, rounded up.
pub fn peak_requests(workload: &Workload, users: u32) -> u32 {
    let values = workload.values();
    let requests = Demand::at(&values, users.clamp(1, MAX_USERS)).requests();
    requests.ceil().to_u32().unwrap_or(u32::MAX)
}

/// Whether an amount follows from the users; the others have to be typed in.
pub fn follows_users(meter: Meter) -> bool {
    !matches!(
        meter,
        Meter::BuildMinutes | Meter::CustomDomains | Meter::DatadogHosts
    )
}

pub(super) fn metered(demand: &Demand<'_>) -> BTreeMap<Meter, Decimal> {
    let values = demand.values;
    let requests = values.get(Id::RequestsPerMessage);
    let million = Decimal::from(1_000_000);
    [
        (
            Meter::Bandwidth,
            demand.gb_by_message(requests * values.get(Id::ResponseKb)),
        ),
        (Meter::StorageWrites, demand.uploads_a_month()),
        (Meter::StorageReads, demand.reads()),
        (Meter::StorageEgress, demand.egress()),
        (
            Meter::LogGigabytes,
            demand.gb_by_message(values.get(Id::LogKbPerMessage)),
        ),
        (Meter::OpenAiTokens, demand.ai_tokens() / million),
        // One conversation for each day on which a user writes.
        (
            Meter::WhatsAppConversations,
            demand.daily_users() * values.get(Id::DaysPerMonth),
        ),
        (Meter::Mails, demand.users() * values.get(Id::MailsPerUser)),
    ]
    .into()
}
