//! One line of a bill.

use rust_decimal::Decimal;

use super::{Meter, OutsideService};
use crate::price::{Price, PriceList, money};
use crate::words::{Message, cost as words};
use crate::yaml::Path;

/// One thing that costs something each month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineItem {
    /// The resource's name, or what stands around the resources.
    pub resource: String,
    /// Where the resource is in the file; none for what is not in the file.
    pub path: Option<Path>,
    /// What of it.
    pub item: Item,
    /// Its plan, as written or the default where none is written.
    pub plan: Option<String>,
    /// How much of it.
    pub quantity: Quantity,
    /// Price of one, if known.
    pub unit_price: Option<Decimal>,
    /// The amount a month; none if the price is not known.
    pub monthly: Option<Range>,
    /// The amount with the instances that are expected to run; none unless somebody expects a number of them.
    pub expected: Option<Decimal>,
    /// Where the price comes from; none for an amount that was typed in, or an unknown price.
    pub source: Option<Source>,
}

impl LineItem {
    /// What of it, with its plan: `Database, 4c-16g`.
    pub fn item_text(&self) -> String {
        match &self.plan {
            Some(plan) => format!("{}, {plan}", self.item.name()),
            None => self.item.name().to_string(),
        }
    }

    /// How much of it, and the price of one where that is known: `100 GB × $0.30`.
    pub fn quantity_text(&self) -> String {
        match self.unit_price {
            Some(unit) => format!("{} × {}", self.quantity.text(), money::unit(unit)),
            None => self.quantity.text().to_string(),
        }
    }

    /// The amount a month with the instances that are expected to run, for people; empty where that is not known.
    pub fn expected_text(&self) -> String {
        let exact = self.monthly.filter(|range| range.min == range.max);
        let expected = self.expected.or(exact.map(|range| range.min));
        expected.map(money::usd).unwrap_or_default()
    }
}

/// What a line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Instances of a web service, private service or worker.
    Instances,
    /// A static site.
    StaticSite,
    /// The least that a cron job costs.
    CronMinimum,
    /// A cron job's minutes above the minimum.
    CronMinutes,
    /// A workflow's task hours.
    Workflow,
    /// A service whose type does not exist.
    UnknownService,
    /// A service's disk.
    Disk,
    /// A database's compute.
    Database,
    /// A database's storage.
    Storage,
    /// The standby of a highly available database.
    Standby,
    /// The standby's storage.
    StandbyStorage,
    /// A read replica of this name.
    Replica(String),
    /// The storage of the read replica of this name.
    ReplicaStorage(String),
    /// A Key Value instance.
    KeyValue,
    /// The workspace.
    Workspace,
    /// What Render sends to the Internet.
    Bandwidth,
    /// Minutes of building.
    BuildMinutes,
    /// Custom domains.
    CustomDomains,
    /// Files on object storage.
    ObjectStorage,
    /// Requests that write to object storage.
    StorageWrites,
    /// Requests that read from object storage.
    StorageReads,
    /// What object storage sends to the Internet.
    StorageEgress,
    /// A service of others.
    Outside(OutsideService),
}

impl Item {
    /// Whether it is about files on object storage: keeping them or reaching them.
    pub fn is_of_object_storage(&self) -> bool {
        matches!(
            self,
            Self::ObjectStorage | Self::StorageWrites | Self::StorageReads | Self::StorageEgress
        )
    }

    /// What it is called.
    pub fn name(&self) -> Message {
        match self {
            Self::Instances => words::item_instances(),
            Self::StaticSite => words::item_static_site(),
            Self::CronMinimum => words::item_cron_minimum(),
            Self::CronMinutes => words::item_cron_minutes(),
            Self::Workflow => words::item_workflow(),
            Self::UnknownService => words::item_unknown_service(),
            Self::Disk => words::item_disk(),
            Self::Database => words::item_database(),
            Self::Storage => words::item_storage(),
            Self::Standby => words::item_standby(),
            Self::StandbyStorage => words::item_standby_storage(),
            Self::Replica(name) => words::item_replica(name.as_str()),
            Self::ReplicaStorage(name) => words::item_replica_storage(name.as_str()),
            Self::KeyValue => words::item_key_value(),
            Self::Workspace => words::item_workspace(),
            Self::Bandwidth => words::item_bandwidth(),
            Self::BuildMinutes => words::item_build_minutes(),
            Self::CustomDomains => words::item_custom_domains(),
            Self::ObjectStorage => words::item_object_storage(),
            Self::StorageWrites => words::item_storage_writes(),
            Self::StorageReads => words::item_storage_reads(),
            Self::StorageEgress => words::item_storage_egress(),
            Self::Outside(OutsideService::Monitoring) => words::item_monitoring(),
            Self::Outside(OutsideService::OpenAi) => words::item_openai(),
            Self::Outside(OutsideService::WhatsApp) => words::item_whatsapp(),
            Self::Outside(OutsideService::Mail) => words::item_mail(),
            Self::Outside(OutsideService::Sentry) => words::item_sentry(),
            Self::Outside(OutsideService::Datadog) => words::item_datadog(),
            Self::Outside(OutsideService::Logs) => words::item_logs(),
        }
    }
}

/// How much a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A number of instances, or a range under autoscaling.
    Instances {
        /// Fewest.
        min: i64,
        /// Most.
        max: i64,
    },
    /// Gigabytes.
    Gigabytes(Decimal),
    /// Minutes of running; those beyond what the minimum charge pays are charged.
    Minutes {
        /// All of them.
        used: Decimal,
        /// What one costs; zero where it is not known.
        each: Decimal,
        /// What is charged in any case.
        minimum: Decimal,
    },
    /// So much of what is priced by the unit.
    Metered {
        /// What.
        meter: Meter,
        /// How much is used.
        used: Decimal,
        /// How much of it costs nothing.
        free: Decimal,
    },
    /// One month of it.
    Month,
    /// Nobody has said how much.
    Unstated,
}

impl Quantity {
    /// For people: `2 to 4 instances`, `100 GB`.
    pub fn text(self) -> Message {
        match self {
            Self::Instances { min, max } if min == max => {
                words::unit_instances(usize::try_from(min).unwrap_or(0))
            }
            Self::Instances { min, max } => words::unit_instance_range(min.to_string(), max.to_string()),
            Self::Gigabytes(size) => words::unit_gb(money::later_number(size)),
            Self::Minutes { used, each, minimum } => {
                let paid = minimum.checked_div(each).unwrap_or_default();
                let beyond = money::minus(used, paid).max(Decimal::ZERO);
                words::unit_minutes(money::later_number(beyond.round_dp(1).normalize()))
            }
            Self::Metered { meter, used, free } if free.is_zero() => meter.amount(used),
            Self::Metered { meter, used, free } => {
                words::unit_beyond(meter.amount(used), money::later_number(free))
            }
            Self::Month => words::unit_month(),
            Self::Unstated => words::unit_unstated(),
        }
    }

    fn bounds(self) -> Option<(Decimal, Decimal)> {
        match self {
            Self::Instances { min, max } => Some((min.into(), max.into())),
            Self::Gigabytes(amount) | Self::Minutes { used: amount, .. } => Some((amount, amount)),
            Self::Metered { used, free, .. } => {
                let beyond = money::minus(used, free).max(Decimal::ZERO);
                Some((beyond, beyond))
            }
            Self::Month => Some((Decimal::ONE, Decimal::ONE)),
            Self::Unstated => None,
        }
    }
}

/// An amount that lies between two bounds; often they are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// At least.
    pub min: Decimal,
    /// At most.
    pub max: Decimal,
}

impl Range {
    /// One amount.
    pub fn exactly(amount: Decimal) -> Self {
        Self {
            min: amount,
            max: amount,
        }
    }

    /// The sum of two ranges; a sum too large for a decimal stays at the largest.
    pub fn plus(self, other: Self) -> Self {
        Self {
            min: money::plus(self.min, other.min),
            max: money::plus(self.max, other.max),
        }
    }

    /// The range so many times over; an amount too large for a decimal stays at the largest.
    pub fn times(self, count: Decimal) -> Self {
        Self {
            min: money::times(self.min, count),
            max: money::times(self.max, count),
        }
    }
}

/// Where a price comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Its date, as far as known.
    pub date: String,
}

impl Source {
    /// The best source of a price: the first that it names.
    pub(super) fn of(price: &Price, prices: &PriceList) -> Option<Self> {
        let source = prices.source(price.sources.first()?)?;
        Some(Self {
            title: source.title.to_string(),
            date: source.date.to_string(),
        })
    }
}

/// A line at so much a unit.
pub(super) fn line(
    resource: &str,
    path: Option<&Path>,
    item: Item,
    plan: Option<&str>,
    quantity: Quantity,
    (price, prices): (&Price, &PriceList),
) -> LineItem {
    let unit_price = price.known();
    let monthly = unit_price.zip(quantity.bounds()).map(|(unit, (min, max))| Range {
        min: money::times(unit, min),
        max: money::times(unit, max),
    });
    LineItem {
        resource: resource.to_owned(),
        path: path.cloned(),
        item,
        plan: plan.map(str::to_owned),
        quantity,
        unit_price,
        source: monthly.and_then(|_| Source::of(price, prices)),
        monthly,
        expected: None,
    }
}
