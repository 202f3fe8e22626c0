//! How large a resource must be for a demand: the cheapest size that fits with head-room, and never a smaller one
//! than the resource has.
//!
//! Every answer is monotone: more users never mean less capacity nor a lower cost. A size that is dearer than the
//! present one is only left for one that costs no less.

use rust_decimal::Decimal;

use super::assumption::Id;
use super::load::{Demand, Measure};
use super::role::Role;
use super::subject::{Size, Subject, has_fixed_disk, units};
use crate::price::PriceList;
use crate::price::plans::{self, PostgresPlan};

/// Most instances of a service (Render's API, 2026-08).
const MOST_INSTANCES: i64 = 100;
/// Most GB of a database's storage (Render's documentation: up to 16 TB).
const MOST_DISK_GB: i64 = 16_000;

/// A size, and whether it is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sized {
    pub(super) size: Size,
    /// Whether the demand fits in it.
    pub(super) enough: bool,
}

/// Plans with a known price that may be advised, prepared once.
#[derive(Debug)]
pub(super) struct Plans {
    services: Vec<ServiceChoice>,
    postgres: Vec<(&'static PostgresPlan, Decimal)>,
    key_value: Vec<(&'static plans::KeyValuePlan, Decimal)>,
}

#[derive(Debug)]
struct ServiceChoice {
    plan: &'static plans::ServicePlan,
    units: Decimal,
    price: Decimal,
}

impl Plans {
    pub(super) fn of(prices: &PriceList) -> Self {
        // Free plans sleep, expire or forget: they are nobody's capacity plan.
        let paid = |price: &Decimal| *price > Decimal::ZERO;
        let services = plans::services().iter().filter_map(|plan| {
            let price = prices.service(plan.id).known().filter(paid)?;
            Some(ServiceChoice {
                plan,
                units: units(plan),
                price,
            })
        });
        let postgres = plans::postgres_plans().iter().filter_map(|plan| {
            let price = prices.postgres(plan.id).price.known().filter(paid)?;
            Some((plan, price))
        });
        let key_value = plans::key_values().iter().filter_map(|plan| {
            let price = prices.key_value(plan.id).known().filter(paid)?;
            Some((plan, price))
        });
        Self {
            services: services.collect(),
            postgres: rising(postgres.collect(), |plan| {
                [
                    plan.cpu.unwrap_or_default(),
                    plan.ram_mb.unwrap_or_default().into(),
                    plan.max_connections.unwrap_or_default().into(),
                ]
            }),
            key_value: rising(key_value.collect(), |plan| [Decimal::from(plan.memory_mb)]),
        }
    }
}

/// Plans by price, without those that are smaller in something than a cheaper one.
fn rising<P: Copy, const N: usize>(
    mut plans: Vec<(P, Decimal)>,
    sizes: impl Fn(P) -> [Decimal; N],
) -> Vec<(P, Decimal)> {
    plans.sort_by(|(one, price), (other, dearer)| (price, sizes(*one)).cmp(&(dearer, sizes(*other))));
    let mut largest = [Decimal::ZERO; N];
    plans.retain(|(plan, _)| {
        let own = sizes(*plan);
        let rises = own.iter().zip(&largest).all(|(own, before)| own >= before);
        if rises {
            largest = own;
        }
        rises
    });
    plans
}

/// The size that a resource needs for a demand.
pub(super) fn size(subject: &Subject, demand: &Demand<'_>, plans: &Plans, prices: &PriceList) -> Sized {
    match subject.role {
        Role::Web | Role::Jobs => with_disk(subject, demand, instances(subject, demand, plans, prices)),
        Role::Database => database(subject, demand, plans, prices),
        Role::KeyValue => key_value(subject, demand, plans, prices),
        Role::Cron | Role::Static | Role::Other => Sized {
            size: subject.size,
            enough: true,
        },
    }
}

/// What one usual instance may carry with head-room.
fn carries(role: Role, demand: &Demand<'_>) -> Decimal {
    let id = match role {
        Role::Web => Id::WebRequests,
        _ => Id::WorkerJobs,
    };
    demand.values.get(id) * demand.head_room()
}

/// What loads a service.
pub(super) fn measure_of(role: Role) -> Measure {
    match role {
        Role::Web => Measure::Requests,
        _ => Measure::Jobs,
    }
}

/// Instances of a plan that a demand takes.
fn needed(subject: &Subject, demand: &Demand<'_>, units: Decimal) -> i64 {
    let usable = carries(subject.role, demand) * units;
    let load = demand.of(measure_of(subject.role));
    times(load, usable).max(1)
}

/// Instances of an autoscaled service that run at this demand.
pub(super) fn expected(subject: &Subject, size: Size, demand: &Demand<'_>) -> i64 {
    let known = size.plan.and_then(plans::service);
    let needed = known.map_or(size.min, |plan| needed(subject, demand, units(plan)));
    needed.max(size.min).min(size.max)
}

fn instances(subject: &Subject, demand: &Demand<'_>, plans: &Plans, prices: &PriceList) -> Sized {
    let now = subject.size;
    let Some(present) = now.plan.and_then(plans::service) else {
        let enough = true;
        return Sized { size: now, enough };
    };
    let least_ram = least_ram(subject.role, demand);
    let alone = now.disk_gb.is_some();
    let fewest = match (subject.role, demand.production, alone) {
        (Role::Web, true, false) => whole(demand.values.get(Id::ProductionWeb)),
        _ => 1,
    };
    let fits = Decimal::from(present.ram_mb) >= least_ram
        && needed(subject, demand, units(present)) <= now.max
        && fewest <= now.min;
    if fits {
        return Sized {
            size: now,
            enough: true,
        };
    }
    let most = if alone {
        now.max
    } else {
        MOST_INSTANCES.max(now.max)
    };
    let paid = prices.service(present.id).known().unwrap_or_default() * Decimal::from(now.max);
    // What a service has in memory it goes on to need: no plan with less of it.
    let keeps = |choice: &&ServiceChoice| choice.plan.ram_mb >= present.ram_mb;
    let sizes = plans.services.iter().filter(keeps).filter_map(|choice| {
        if Decimal::from(choice.plan.ram_mb) < least_ram {
            return None;
        }
        let same = choice.plan.id == present.id;
        let no_cheaper = times(paid, choice.price);
        let least = if same { now.min } else { no_cheaper }.max(fewest);
        let count = needed(subject, demand, choice.units).max(least);
        (count <= most).then_some((choice, least, count))
    });
    let cheapest = sizes.min_by_key(|(choice, _, count)| {
        let count = Decimal::from(*count);
        (choice.price * count, -(choice.units * count))
    });
    if let Some((choice, least, count)) = cheapest {
        let max = if choice.plan.id == present.id {
            count.max(now.max)
        } else {
            count
        };
        return Sized {
            size: Size {
                plan: Some(choice.plan.id),
                min: if subject.autoscaled { least } else { max },
                max,
                disk_gb: now.disk_gb,
            },
            enough: true,
        };
    }
    // Nothing is large enough: the largest there is, where that is larger than the present one.
    let largest = plans
        .services
        .iter()
        .filter(keeps)
        .max_by_key(|choice| (choice.units, -choice.price));
    let present_capacity = units(present) * Decimal::from(now.max);
    let size = match largest {
        Some(choice) if choice.units * Decimal::from(most) > present_capacity => Size {
            plan: Some(choice.plan.id),
            min: if subject.autoscaled {
                now.min.max(fewest)
            } else {
                most
            },
            max: most,
            disk_gb: now.disk_gb,
        },
        _ => now,
    };
    Sized { size, enough: false }
}

/// Memory that an instance must have, MB.
fn least_ram(role: Role, demand: &Demand<'_>) -> Decimal {
    let own = demand.values.get(match role {
        Role::Web => Id::WebRam,
        _ => Id::WorkerRam,
    });
    if demand.production {
        own.max(demand.values.get(Id::ProductionRam))
    } else {
        own
    }
}

fn with_disk(subject: &Subject, demand: &Demand<'_>, sized: Sized) -> Sized {
    match subject.size.disk_gb {
        Some(now) if subject.keeps_files => {
            let needed = disk(demand.files(), demand);
            Sized {
                size: Size {
                    disk_gb: Some(now.max(needed.min(MOST_DISK_GB))),
                    ..sized.size
                },
                enough: sized.enough && now.max(MOST_DISK_GB) >= needed,
            }
        }
        _ => sized,
    }
}

fn database(subject: &Subject, demand: &Demand<'_>, plans: &Plans, prices: &PriceList) -> Sized {
    let now = subject.size;
    let Some(present) = now.plan.and_then(plans::postgres) else {
        return Sized {
            size: now,
            enough: true,
        };
    };
    let needed_disk = disk(demand.data(), demand);
    let connections = most_connections(plans).min(demand.connections() / demand.head_room());
    let fits = |plan: &PostgresPlan| {
        // What is not known of a plan is not held against it.
        at_least(plan.cpu, demand.cores() / demand.head_room())
            && at_least(
                plan.ram_mb.map(Decimal::from),
                demand.memory() / demand.head_room(),
            )
            && at_least(plan.max_connections.map(Decimal::from), connections)
    };
    let fixed = has_fixed_disk(present);
    let disk_is_full = now.disk_gb.is_some_and(|size| size < needed_disk);
    let (plan, enough) = if fits(present) && !(fixed && disk_is_full) {
        (present, true)
    } else {
        let price = prices.postgres(present.id).price.known().unwrap_or_default();
        let larger = || {
            plans.postgres.iter().filter(move |(plan, dearer)| {
                *dearer >= price && not_smaller(plan, present) && plan.id != present.id
            })
        };
        match larger().find(|(plan, _)| fits(plan)) {
            Some((plan, _)) => (*plan, true),
            None => (larger().next_back().map_or(present, |(plan, _)| *plan), false),
        }
    };
    let grows = plan.id != present.id || !fixed;
    let disk_gb = match now.disk_gb {
        Some(size) if !grows => Some(size),
        Some(size) if plan.id == present.id && size >= needed_disk => Some(size),
        Some(size) => Some(stepped(size).max(needed_disk.min(MOST_DISK_GB))),
        None => None,
    };
    let holds = disk_gb.is_none_or(|size| size >= needed_disk);
    Sized {
        size: Size {
            plan: Some(plan.id),
            disk_gb,
            ..now
        },
        enough: enough && holds,
    }
}

fn most_connections(plans: &Plans) -> Decimal {
    let most = plans
        .postgres
        .iter()
        .filter_map(|(plan, _)| plan.max_connections)
        .max();
    Decimal::from(most.unwrap_or_default())
}

fn at_least(has: Option<Decimal>, needs: Decimal) -> bool {
    has.is_none_or(|has| has >= needs)
}

fn not_smaller(plan: &PostgresPlan, than: &PostgresPlan) -> bool {
    let cpu = than.cpu.unwrap_or_default();
    let ram = than.ram_mb.unwrap_or_default();
    at_least(plan.cpu, cpu) && plan.ram_mb.is_none_or(|has| has >= ram)
}

fn key_value(subject: &Subject, demand: &Demand<'_>, plans: &Plans, prices: &PriceList) -> Sized {
    let now = subject.size;
    let needs = demand.key_value() / demand.head_room();
    let Some(present) = now.plan.and_then(plans::key_value) else {
        return Sized {
            size: now,
            enough: true,
        };
    };
    if Decimal::from(present.memory_mb) >= needs {
        return Sized {
            size: now,
            enough: true,
        };
    }
    let price = prices.key_value(present.id).known().unwrap_or_default();
    let larger = || {
        plans
            .key_value
            .iter()
            .filter(move |(plan, dearer)| *dearer >= price && plan.memory_mb > present.memory_mb)
    };
    let found = larger().find(|(plan, _)| Decimal::from(plan.memory_mb) >= needs);
    let plan = found.or_else(|| larger().next_back());
    Sized {
        size: Size {
            plan: plan.map_or(now.plan, |(plan, _)| Some(plan.id)),
            ..now
        },
        enough: found.is_some(),
    }
}

/// GB of disk for some data with head-room.
fn disk(data: Decimal, demand: &Demand<'_>) -> i64 {
    data.checked_div(demand.head_room())
        .map_or(i64::MAX, |needed| stepped(whole(needed)))
}

/// GB rounded up to what one would order: by 5 up to 100, by 50 up to 2,000, then by 500. A disk that is changed
/// every month is nobody's plan.
fn stepped(gb: i64) -> i64 {
    let step = match gb {
        ..=100 => 5,
        101..=2_000 => 50,
        _ => 500,
    };
    let gb = gb.max(1);
    gb.saturating_add((step - gb % step) % step)
}

/// The next whole number.
fn whole(value: Decimal) -> i64 {
    i64::try_from(value.ceil()).unwrap_or(i64::MAX)
}

/// How many of a size hold an amount. Exact, and much faster than a quotient with all its digits.
fn times(amount: Decimal, size: Decimal) -> i64 {
    let digits = |value: Decimal, other: Decimal| {
        let shift = 10_i128.checked_pow(other.scale())?;
        value.mantissa().checked_mul(shift)
    };
    let whole_numbers = digits(amount, size).zip(digits(size, amount));
    let count = whole_numbers.and_then(|(amount, size)| amount.checked_add(size - 1)?.checked_div(size));
    match count {
        Some(count) => i64::try_from(count).unwrap_or(i64::MAX),
        None => amount.checked_div(size).map_or(i64::MAX, whole),
    }
}

/// The cheapest plan of the same kind that would do, where it costs less than the present one.
pub(super) fn less(
    subject: &Subject,
    demand: &Demand<'_>,
    plans: &Plans,
    prices: &PriceList,
) -> Option<Less> {
    let now = subject.size;
    match subject.role {
        Role::Web | Role::Jobs => {
            let present = now.plan.and_then(plans::service)?;
            let fewest = match (subject.role, demand.production) {
                (Role::Web, true) if now.disk_gb.is_none() => whole(demand.values.get(Id::ProductionWeb)),
                _ => 1,
            };
            let count = needed(subject, demand, units(present)).max(fewest);
            (!subject.autoscaled && count < now.max).then_some(Less::Instances(count))
        }
        Role::Database => {
            let present = now.plan.and_then(plans::postgres)?;
            let price = prices.postgres(present.id).price.known()?;
            let (least, cheaper) = plans.postgres.iter().find(|(plan, _)| {
                at_least(plan.cpu, demand.cores() / demand.head_room())
                    && at_least(
                        plan.ram_mb.map(Decimal::from),
                        demand.memory() / demand.head_room(),
                    )
            })?;
            (*cheaper < price).then_some(Less::Plan(least.id))
        }
        Role::KeyValue => {
            let price = prices.key_value(now.plan?).known()?;
            let needs = demand.key_value() / demand.head_room();
            let mut plans = plans.key_value.iter();
            let (least, cheaper) = plans.find(|(plan, _)| Decimal::from(plan.memory_mb) >= needs)?;
            (*cheaper < price).then_some(Less::Plan(least.id))
        }
        Role::Cron | Role::Static | Role::Other => None,
    }
}

/// What would do instead of what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Less {
    /// A smaller plan.
    Plan(&'static str),
    /// Fewer instances.
    Instances(i64),
}
