//! Every price of a list under a stable address, such as `services/1c-2g`, `disk_gb` or `outside/sentry_team`.

use std::borrow::Cow;

use super::list::{PlanPrice, Price, PriceList, PriceTier, UNKNOWN};
use super::plans;
use crate::words::{Message, prices as words};

/// A table of plans: the front of its addresses, the plans that have a price there, and where they stand.
pub(super) struct Table {
    pub(super) front: &'static str,
    pub(super) plans: fn() -> Vec<&'static str>,
    name: fn(&str) -> Message,
    of: fn(&PriceList) -> Option<&[PlanPrice]>,
    pub(super) of_mut: fn(&mut PriceList) -> Option<&mut Cow<'static, [PlanPrice]>>,
}

/// The tables of plans, in the order in which they are shown.
pub(super) static TABLES: [Table; 6] = [
    Table {
        front: "services",
        plans: || plans::services().iter().map(|plan| plan.id).collect(),
        name: |plan| words::service(plan),
        of: |list| Some(&list.services),
        of_mut: |list| Some(&mut list.services),
    },
    Table {
        front: "cron",
        plans: || plans::crons().iter().map(|plan| plan.id).collect(),
        name: |plan| words::cron(plan),
        of: |list| Some(&list.cron.plans),
        of_mut: |list| Some(&mut list.cron.plans),
    },
    Table {
        front: "postgres",
        plans: || plans::postgres_plans().iter().map(|plan| plan.id).collect(),
        name: |plan| words::postgres(plan),
        of: |list| Some(&list.postgres.plans),
        of_mut: |list| Some(&mut list.postgres.plans),
    },
    Table {
        front: "postgres_legacy",
        plans: || {
            plans::legacy_postgres_plans()
                .iter()
                .map(|plan| plan.id)
                .collect()
        },
        name: |plan| words::postgres_legacy(plan),
        of: |list| Some(&list.postgres.legacy),
        of_mut: |list| Some(&mut list.postgres.legacy),
    },
    Table {
        front: "key_value",
        plans: || plans::key_values().iter().map(|plan| plan.id).collect(),
        name: |plan| words::key_value(plan),
        of: |list| Some(&list.key_value),
        of_mut: |list| Some(&mut list.key_value),
    },
    Table {
        front: "workspace",
        plans: || plans::workspaces().iter().map(|plan| plan.id).collect(),
        name: |plan| words::workspace(plan),
        of: |list| list.workspace.as_deref(),
        of_mut: |list| list.workspace.as_mut(),
    },
];

/// A price that stands alone.
struct Single {
    address: &'static str,
    name: fn() -> Message,
    of: fn(&PriceList) -> Option<&Price>,
    of_mut: fn(&mut PriceList) -> Option<&mut Price>,
}

macro_rules! single {
    ($address:literal, $name:path, $($field:tt)+) => {
        Single {
            address: $address,
            name: $name,
            of: |list| Some(&list.$($field)+),
            of_mut: |list| Some(&mut list.$($field)+),
        }
    };
}

/// The prices that stand alone, in the order in which they are shown.
static SINGLES: [Single; 18] = [
    single!("cron_minimum", words::cron_minimum, cron.minimum),
    single!(
        "postgres_storage_gb",
        words::postgres_storage_gb,
        postgres.storage_gb
    ),
    single!("disk_gb", words::disk_gb, disk_gb),
    single!("static_site", words::static_site, static_site),
    single!("overage/bandwidth_gb", words::bandwidth_gb, overage.bandwidth_gb),
    single!(
        "overage/build_1000_minutes",
        words::build_1000_minutes,
        overage.build_1000_minutes
    ),
    single!(
        "overage/performance_build_1000_minutes",
        words::performance_build_1000_minutes,
        overage.performance_build_1000_minutes
    ),
    single!(
        "overage/custom_domain",
        words::custom_domain,
        overage.custom_domain
    ),
    single!(
        "overage/private_links",
        words::private_links,
        overage.private_links
    ),
    single!(
        "overage/private_link_gb",
        words::private_link_gb,
        overage.private_link_gb
    ),
    single!(
        "overage/outbound_ip_set",
        words::outbound_ip_set,
        overage.outbound_ip_set
    ),
    single!(
        "workflow/smallest_task",
        words::smallest_task,
        workflow.smallest_task
    ),
    single!(
        "workflow/largest_task",
        words::largest_task,
        workflow.largest_task
    ),
    single!(
        "workflow/flexible_cpu",
        words::flexible_cpu,
        workflow.flexible_cpu
    ),
    single!("workflow/flexible_gb", words::flexible_gb, workflow.flexible_gb),
    single!(
        "object_storage/put_1000",
        words::put_1000,
        object_storage.put_1000
    ),
    single!(
        "object_storage/get_1000",
        words::get_1000,
        object_storage.get_1000
    ),
    Single {
        address: "monitoring",
        name: words::monitoring,
        of: |list| list.monitoring.as_ref(),
        of_mut: |list| list.monitoring.as_mut(),
    },
];

/// The tiers of object storage: the front of their addresses, and where they stand.
type Tiers = (
    &'static str,
    fn(Message) -> Message,
    fn(&PriceList) -> &[PriceTier],
    fn(&mut PriceList) -> &mut Cow<'static, [PriceTier]>,
);

static TIERS: [Tiers; 2] = [
    (
        "object_storage/storage_gb",
        |tier| words::storage_gb(tier),
        |list| &list.object_storage.storage_gb,
        |list| &mut list.object_storage.storage_gb,
    ),
    (
        "object_storage/egress_gb",
        |tier| words::egress_gb(tier),
        |list| &list.object_storage.egress_gb,
        |list| &mut list.object_storage.egress_gb,
    ),
];

/// Every price that the list has or could have: its address, what it is for, and the price. A plan that the list
/// does not name has an unknown one.
pub fn all_prices(list: &PriceList) -> Vec<(String, Message, &Price)> {
    let mut prices = Vec::new();
    for table in &TABLES {
        let Some(entries) = (table.of)(list) else {
            continue;
        };
        for plan in (table.plans)() {
            let entry = entries.iter().find(|entry| entry.plan == plan);
            let price = entry.map_or(&UNKNOWN, |entry| &entry.price);
            prices.push((format!("{}/{plan}", table.front), (table.name)(plan), price));
        }
    }
    for single in &SINGLES {
        if let Some(price) = (single.of)(list) {
            prices.push((single.address.to_owned(), (single.name)(), price));
        }
    }
    for (front, name, of, _) in TIERS {
        for (number, tier) in (1..).zip(of(list)) {
            let end = tier.up_to_gb;
            let end = end.map_or_else(words::above, words::up_to);
            prices.push((format!("{front}/{number}"), name(end), &tier.price));
        }
    }
    for outside in list.outside.iter() {
        let name = words::outside(&*outside.provider, &*outside.product);
        prices.push((format!("outside/{}", outside.id), name, &outside.price));
    }
    prices
}

/// The price at an address, to change it. None where the list has no entry there.
pub(super) fn price_mut<'l>(list: &'l mut PriceList, address: &str) -> Option<&'l mut Price> {
    if let Some(single) = SINGLES.iter().find(|single| single.address == address) {
        return (single.of_mut)(list);
    }
    let (front, last) = address.rsplit_once('/')?;
    if let Some(table) = TABLES.iter().find(|table| table.front == front) {
        let entries = (table.of_mut)(list)?.to_mut();
        let entry = entries.iter_mut().find(|entry| entry.plan == last);
        return entry.map(|entry| &mut entry.price);
    }
    if let Some((_, _, _, of)) = TIERS.into_iter().find(|(own, ..)| *own == front) {
        let at = last.parse::<usize>().ok()?.checked_sub(1)?;
        return of(list).to_mut().get_mut(at).map(|tier| &mut tier.price);
    }
    let outside = list.outside.to_mut().iter_mut();
    let mut outside = outside.filter(|outside| front == "outside" && outside.id == last);
    outside.next().map(|outside| &mut outside.price)
}
