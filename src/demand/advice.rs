//! What to change for a number of users, as edits with reasons, and how full each resource is.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::assumption::{Set, Values, planned};
use super::load::{Demand, Measure};
use super::role::{Role, Roles};
use super::size::{self, Less, Plans, Sized, measure_of};
use super::subject::{Size, Subject, has_fixed_disk, subjects, units};
use super::workload::{MAX_USERS, Workload};
use crate::blueprint::Blueprint;
use crate::blueprint::edit::{Edit, EditError};
use crate::price::{PriceList, money, plans};
use crate::words::{Message, demand as words};
use crate::yaml::Tree;

/// With what a Blueprint is sized.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Prices; a plan without a known one is never advised.
    pub prices: &'a PriceList,
    /// What is assumed of the users.
    pub workload: &'a Workload,
    /// Roles that differ from the guess, by resource name.
    pub roles: &'a Roles,
    /// GB kept on object storage today; none where it is not used.
    pub object_storage_gb: Option<Decimal>,
}

impl Setting<'_> {
    pub(super) fn subjects(&self, blueprint: &Blueprint<'_>) -> Vec<Subject> {
        subjects(blueprint, self.roles, self.object_storage_gb.is_some())
    }
}

/// What a number of users means for a Blueprint.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizing {
    /// Monthly users.
    pub users: u32,
    /// Each resource that carries a load: services, then databases.
    pub resources: Vec<Sizes>,
    /// GB that object storage will hold, where it is used.
    pub object_storage_gb: Option<Decimal>,
}

/// What a number of users means for one resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizes {
    /// The resource as it is.
    pub subject: Subject,
    /// Its loads.
    pub loads: Vec<Load>,
    /// Its advised size; the present one where that fits.
    pub advised: Size,
    /// Whether the advised size is enough; if not, nothing with a known price is.
    pub enough: bool,
    /// What to change, in this order.
    pub edits: Vec<Edit>,
    /// Why, in a sentence; none where nothing is to change and nothing is to say.
    pub reason: Option<Message>,
    /// What would do where the present size is larger than needed. Not an edit: what is there is never made smaller.
    pub less: Option<Message>,
}

/// One load of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Of what.
    pub measure: Measure,
    /// How much.
    pub amount: Decimal,
    /// How much the resource takes at its present size, at most; none where no source says.
    pub capacity: Option<Decimal>,
    /// How full it is, in percent.
    pub percent: Option<Decimal>,
    /// Whether it is fuller than the head-room allows.
    pub over: bool,
    /// The fewest monthly users with which it is.
    pub full_at: Option<u32>,
    /// The month of the forecast, counted from 1, in which it first is.
    pub full_in: Option<u32>,
}

impl Sizing {
    /// The edits of all resources, in the order in which they are made.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.resources.iter().flat_map(|sizes| &sizes.edits)
    }

    /// GB to plan on object storage where what is there now is less: whole ones.
    pub fn more_object_storage(&self, now: Option<Decimal>) -> Option<Decimal> {
        let advised = self.object_storage_gb?.ceil();
        (advised > now.unwrap_or_default()).then_some(advised)
    }

    /// Whether the Blueprint takes these users as it is.
    pub fn is_satisfied(&self) -> bool {
        self.resources
            .iter()
            .all(|sizes| sizes.edits.is_empty() && sizes.enough)
    }
}

/// Sizes a Blueprint for a number of monthly users, which is taken as 1 to 1,000,000.
pub fn size(blueprint: &Blueprint<'_>, setting: &Setting<'_>, users: u32) -> Sizing {
    let users = users.clamp(1, MAX_USERS);
    let values = setting.workload.values();
    let demand = Demand::at(&values, users);
    let plans = Plans::of(setting.prices);
    let months = setting.workload.users_by_month(users);
    let mut full = Full::new();
    let resources = setting.subjects(blueprint).into_iter().map(|subject| {
        let sized = size::size(&subject, &demand, &plans, setting.prices);
        let less = size::less(&subject, &demand, &plans, setting.prices);
        let loads = loads(&subject, &demand, &months, &mut full);
        Sizes {
            edits: edits(&subject, sized.size),
            reason: reason(&subject, sized, &loads, &demand, setting.workload.set(), users),
            less: less.map(|less| less_text(less, setting.prices, subject.role)),
            advised: sized.size,
            enough: sized.enough,
            loads,
            subject,
        }
    });
    Sizing {
        users,
        resources: resources.collect(),
        object_storage_gb: setting.object_storage_gb.map(|_| demand.files()),
    }
}

/// A text with the advice followed.
///
/// # Errors
/// As [`Edit::apply`], for the first edit that cannot be made.
pub fn applied(tree: &Tree, sizing: &Sizing) -> Result<Tree, EditError> {
    let mut tree = tree.clone();
    for edit in sizing.edits() {
        tree = edit.apply(&tree)?.tree;
    }
    Ok(tree)
}

/// Capacity of a resource's present size.
fn capacity(subject: &Subject, measure: Measure, values: &Values) -> Option<Decimal> {
    use super::assumption::Id;
    let plan = subject.size.plan?;
    match measure {
        Measure::Requests | Measure::Jobs => {
            let usual = values.get(match measure {
                Measure::Requests => Id::WebRequests,
                _ => Id::WorkerJobs,
            });
            Some(usual * units(plans::service(plan)?) * Decimal::from(subject.size.max))
        }
        Measure::Cores => plans::postgres(plan)?.cpu,
        Measure::Memory => plans::postgres(plan)?.ram_mb.map(Decimal::from),
        Measure::Connections => plans::postgres(plan)?.max_connections.map(Decimal::from),
        Measure::Data | Measure::Files => subject.size.disk_gb.map(Decimal::from),
        Measure::KeyValue => Some(plans::key_value(plan)?.memory_mb.into()),
    }
}

fn measures(subject: &Subject) -> Vec<Measure> {
    match subject.role {
        Role::Web | Role::Jobs => {
            let files = subject.keeps_files.then_some(Measure::Files);
            [measure_of(subject.role)].into_iter().chain(files).collect()
        }
        Role::Database => vec![
            Measure::Cores,
            Measure::Memory,
            Measure::Connections,
            Measure::Data,
        ],
        Role::KeyValue => vec![Measure::KeyValue],
        Role::Cron | Role::Static | Role::Other => Vec::new(),
    }
}

/// The fewest users with which a measure is above a limit: resources of the same size share it.
type Full = BTreeMap<(Measure, Decimal), Option<u32>>;

fn loads(subject: &Subject, demand: &Demand<'_>, months: &[u32], full: &mut Full) -> Vec<Load> {
    let values = demand.values;
    let load = |measure: Measure| {
        let amount = demand.of(measure);
        let capacity = capacity(subject, measure, values);
        let limit = capacity.map(|capacity| capacity * demand.head_room());
        let full_at = limit.and_then(|limit| {
            let is_over = |users: u32| Demand::at(values, users).of(measure) > limit;
            *full.entry((measure, limit)).or_insert_with(|| first(is_over))
        });
        let full_in = full_at.and_then(|full| months.iter().position(|users| *users >= full));
        Load {
            measure,
            amount,
            capacity,
            percent: capacity.and_then(|capacity| (amount * Decimal::ONE_HUNDRED).checked_div(capacity)),
            over: limit.is_some_and(|limit| amount > limit),
            full_at,
            full_in: full_in.and_then(|at| u32::try_from(at + 1).ok()),
        }
    };
    measures(subject).into_iter().map(load).collect()
}

/// The fewest users of whom something holds that holds of all more.
fn first(holds: impl Fn(u32) -> bool) -> Option<u32> {
    if !holds(MAX_USERS) {
        return None;
    }
    let (mut below, mut found) = (0, MAX_USERS);
    while found - below > 1 {
        let middle = below + (found - below) / 2;
        if holds(middle) {
            found = middle;
        } else {
            below = middle;
        }
    }
    Some(found)
}

fn edits(subject: &Subject, advised: Size) -> Vec<Edit> {
    let now = subject.size;
    let set = |field: &str, value: String| Edit::Set {
        resource: subject.path.clone(),
        field: field.to_owned(),
        value,
    };
    let mut edits = Vec::new();
    if let Some(plan) = advised.plan.filter(|_| advised.plan != now.plan) {
        edits.push(set("plan", plan.to_owned()));
    }
    if let Some(disk) = advised.disk_gb {
        let field = if subject.role == Role::Database {
            "diskSizeGB"
        } else {
            "disk.sizeGB"
        };
        // The default disk of another plan is another one: written out, it stays.
        let moves = subject.role == Role::Database && advised.plan != now.plan && !stays_fixed(advised);
        if advised.disk_gb != now.disk_gb || moves {
            edits.push(set(field, disk.to_string()));
        }
    }
    if (advised.min, advised.max) != (now.min, now.max) {
        let service = subject.path.clone();
        let [cpu_percent, memory_percent] = subject.targets;
        edits.push(if subject.autoscaled {
            Edit::Autoscale {
                service,
                min: advised.min,
                max: advised.max,
                cpu_percent,
                memory_percent,
            }
        } else {
            Edit::FixInstances {
                service,
                count: advised.max,
            }
        });
    }
    edits
}

fn stays_fixed(size: Size) -> bool {
    size.plan.and_then(plans::postgres).is_some_and(has_fixed_disk)
}

/// A size for people: "2 to 4 instances of `1c-2g`", "`4c-16g` with 100 GB".
pub fn size_text(size: Size, role: Role) -> Message {
    let plan = size.plan.unwrap_or_default();
    let disk = size.disk_gb.map(|gb| gb.to_string());
    match (role, disk) {
        (Role::Web | Role::Jobs, None) if size.min == size.max => {
            words::size_instances(count(size.max), plan)
        }
        (Role::Web | Role::Jobs, Some(disk)) if size.min == size.max => {
            words::size_instances_disk(count(size.max), plan, disk)
        }
        (Role::Web | Role::Jobs, _) => words::size_range(size.min.to_string(), size.max.to_string(), plan),
        (_, Some(disk)) => words::size_disk(plan, disk),
        (_, None) => words::size_plan(plan),
    }
}

fn count(instances: i64) -> usize {
    usize::try_from(instances).unwrap_or_default()
}

fn reason(
    subject: &Subject,
    sized: Sized,
    loads: &[Load],
    demand: &Demand<'_>,
    set: Set,
    users: u32,
) -> Option<Message> {
    let advised = size_text(sized.size, subject.role);
    if !sized.enough {
        return Some(words::reason_not_enough(users, advised));
    }
    if sized.size == subject.size {
        return None;
    }
    let fullest = loads
        .iter()
        .filter(|load| load.over)
        .max_by_key(|load| load.percent);
    // With room for everyone there is one reason left for more web instances: that one can fail.
    if fullest.is_none() && sized.size.min > subject.size.min {
        return Some(words::reason_spare(advised));
    }
    let planned = planned(subject.role.id(), users).filter(|_| set == Set::Document);
    if let Some(planned) = planned {
        let size = Size {
            plan: Some(planned.plan),
            min: planned.instances,
            max: planned.instances,
            disk_gb: planned.disk_gb,
        };
        let size = size_text(size, subject.role);
        return Some(words::reason_document(users, advised, size, planned.users));
    }
    Some(match fullest {
        Some(load) => words::reason_full(
            load.measure.name(),
            whole_percent(load.percent.unwrap_or_default()),
            users,
            advised,
            demand
                .values
                .get(super::assumption::Id::HeadRoom)
                .normalize()
                .to_string(),
        ),
        None => words::reason_least(users, advised),
    })
}

/// A percentage for people, without decimals.
pub fn whole_percent(percent: Decimal) -> String {
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    money::number(percent.round_dp_with_strategy(0, strategy))
}

/// An amount of a load for people: at most two decimals.
pub fn amount_text(amount: Decimal) -> String {
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    money::number(amount.round_dp_with_strategy(2, strategy))
}

fn less_text(less: Less, prices: &PriceList, role: Role) -> Message {
    match less {
        Less::Instances(fewer) => words::less_instances(count(fewer)),
        Less::Plan(plan) => {
            let price = match role {
                Role::KeyValue => prices.key_value(plan),
                _ => prices.postgres(plan).price,
            };
            let price = price.known().map(money::usd).unwrap_or_default();
            match role {
                Role::KeyValue => words::less_key_value(plan, price),
                _ => words::less_database(plan, price),
            }
        }
    }
}
