//! One price list and its lookups. Every part is `Cow`, so that a list which a user wrote is a value of
//! the same type as those that ship.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::plans::{self, Kind};
use crate::words::{self, Argument};

/// Text of a list.
pub type Text = Cow<'static, str>;

/// Ids of sources; see [`PriceList::source`].
pub type Sources = Cow<'static, [Text]>;

/// A dated list of prices in one currency, before tax. What it does not name is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceList {
    /// Year and month: `2026-09`.
    pub id: Text,
    /// Its name in English, or as its owner typed it; see [`PriceList::name`].
    pub title: Text,
    /// When the prices held.
    pub date: Text,
    /// `USD`.
    pub currency: Text,
    /// Where the figures come from.
    pub sources: Cow<'static, [Source]>,
    /// A month, each instance of a web service, private service or worker.
    pub services: Cow<'static, [PlanPrice]>,
    /// Cron jobs.
    pub cron: CronPrices,
    /// Databases.
    pub postgres: PostgresPrices,
    /// A month, each Key Value instance.
    pub key_value: Cow<'static, [PlanPrice]>,
    /// A month, each GB of a service's disk.
    pub disk_gb: Price,
    /// A month, each static site.
    pub static_site: Price,
    /// A month, the workspace; `None` if the list does not count workspaces at all.
    pub workspace: Option<Cow<'static, [PlanPrice]>>,
    /// What is beyond the workspace plan's allowance.
    pub overage: Overage,
    /// Workflows.
    pub workflow: WorkflowPrices,
    /// Files on S3.
    pub object_storage: ObjectStorage,
    /// A month, all monitoring together; `None` if the list has no such amount.
    pub monitoring: Option<Price>,
    /// Services of other companies.
    pub outside: Cow<'static, [OutsidePrice]>,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Short, such as `P1`; unique within the list.
    pub id: Text,
    /// What it is.
    pub title: Text,
    /// The day, month or span for which it speaks, or `undated`.
    pub date: Text,
    /// How far it can be relied on.
    pub trust: Trust,
    /// Where it was published, without a scheme, if that is known.
    pub address: Option<Text>,
}

/// How far a source can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// The provider's own words.
    High,
    /// A third party that agrees with others.
    Medium,
    /// A third party that others contradict.
    Low,
    /// A claim that nothing supports.
    None,
}

/// What one unit of something costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The amount, if it is known.
    pub amount: Amount,
    /// What the amount rests on.
    pub basis: Basis,
    /// Who says so; of an unknown price, who says that the thing exists.
    pub sources: Sources,
}

impl Price {
    /// The amount, if it is known. Never take an unknown price for nothing.
    pub fn known(&self) -> Option<Decimal> {
        match self.amount {
            Amount::Known(amount) => Some(amount),
            Amount::Unknown => None,
        }
    }
}

/// A price that no source gives.
pub static UNKNOWN: Price = Price {
    amount: Amount::Unknown,
    basis: Basis::Direct,
    sources: Cow::Borrowed(&[]),
};

/// An amount of the list's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Exactly this much.
    Known(Decimal),
    /// Not found in any source.
    Unknown,
}

/// What a price rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The source prints it for this very thing.
    Direct,
    /// The source prints it under the plan's old name, with the same CPU and memory.
    OldName,
    /// The source prints it for another region, or names none.
    OtherRegion,
}

/// The price of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPrice {
    /// The plan's current id.
    pub plan: Text,
    /// Its price.
    pub price: Price,
}

/// The prices of cron jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CronPrices {
    /// The least that a job costs a month.
    pub minimum: Price,
    /// A minute of running.
    pub plans: Cow<'static, [PlanPrice]>,
}

/// The prices of databases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostgresPrices {
    /// The plans' prices hold with any storage; `storage_gb` is not charged.
    pub storage_included: bool,
    /// A month, each GB of provisioned storage.
    pub storage_gb: Price,
    /// Who says that a standby costs what its primary costs, instance and storage. Empty: nobody.
    pub standby: Sources,
    /// The same of a read replica.
    pub replica: Sources,
    /// A month, each instance.
    pub plans: Cow<'static, [PlanPrice]>,
    /// A month, the types of old databases, with their disk.
    pub legacy: Cow<'static, [PlanPrice]>,
}

/// The price of one database's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostgresPrice<'a> {
    /// A month.
    pub price: &'a Price,
    /// The price holds with the storage; no GB is charged.
    pub storage_included: bool,
}

/// What is beyond the workspace plan's allowance, or beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overage {
    /// Each outbound GB.
    pub bandwidth_gb: Price,
    /// Each 1,000 minutes of building.
    pub build_1000_minutes: Price,
    /// Each 1,000 minutes of building on the fast machines.
    pub performance_build_1000_minutes: Price,
    /// A month, each custom domain.
    pub custom_domain: Price,
    /// A month, up to three private links.
    pub private_links: Price,
    /// Each GB through a private link.
    pub private_link_gb: Price,
    /// A month, each set of outbound addresses of one's own.
    pub outbound_ip_set: Price,
}

/// What an hour of a workflow's task costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowPrices {
    /// On the smallest size.
    pub smallest_task: Price,
    /// On the largest size.
    pub largest_task: Price,
    /// Each core, where sizes are free to choose.
    pub flexible_cpu: Price,
    /// Each GB of memory, where sizes are free to choose.
    pub flexible_gb: Price,
}

/// The prices of files on object storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectStorage {
    /// Whose it is.
    pub provider: Text,
    /// The provider's region.
    pub region: Text,
    /// A month, each GB stored.
    pub storage_gb: Cow<'static, [PriceTier]>,
    /// Each 1,000 requests that write or list.
    pub put_1000: Price,
    /// Each 1,000 requests that read.
    pub get_1000: Price,
    /// Each GB sent to the Internet in a month; an allowance is a first tier that costs nothing.
    pub egress_gb: Cow<'static, [PriceTier]>,
}

/// The price of each GB up to some amount. Tiers ascend, and the last one has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceTier {
    /// The month's total at which the next tier begins.
    pub up_to_gb: Option<u32>,
    /// Each GB within the tier.
    pub price: Price,
}

/// The price of another company's service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsidePrice {
    /// Such as `sentry_team`.
    pub id: Text,
    /// The company.
    pub provider: Text,
    /// The product or plan, by its proper name.
    pub product: Text,
    /// What one price buys.
    pub unit: Unit,
    /// How it must be paid to have this price, where the source says.
    pub billing: Option<Billing>,
    /// Units a month that cost nothing.
    pub free: Option<u32>,
    /// The price.
    pub price: Price,
}

/// What one price buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A month.
    Month,
    /// A month of one host.
    HostMonth,
    /// A GB.
    Gb,
    /// A million events.
    MillionEvents,
}

/// How a service is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Billing {
    /// A year at a time; the price is for a month of it.
    Yearly,
    /// A month at a time.
    Monthly,
    /// As it is used.
    OnDemand,
}

impl PriceList {
    /// Its name in the language in use; a list of one's own has the title that it was given.
    pub fn name(&self) -> &str {
        let shipped = match &self.title {
            Cow::Borrowed(_) => words::price_list(&self.id),
            Cow::Owned(_) => None,
        };
        shipped.unwrap_or(&self.title)
    }

    /// The same for a sentence that may be shown in another language than the one in use now.
    pub fn said(&self) -> Argument {
        let shipped = match &self.title {
            Cow::Borrowed(_) => words::price_list_said(&self.id),
            Cow::Owned(_) => None,
        };
        shipped.map_or_else(|| Argument::from(&*self.title), Argument::from)
    }

    /// The same with its date, where it has one: `Render, September 2026 (2026-09)`.
    pub fn named(&self) -> String {
        match self.date.as_ref() {
            "" => self.name().to_owned(),
            date => format!("{} ({date})", self.name()),
        }
    }

    /// A month of one instance of a service, by current or old plan name.
    pub fn service(&self, plan: &str) -> &Price {
        find(&self.services, plans::current_name(Kind::Service, plan))
    }

    /// A minute of a cron job's running, by current or old plan name.
    pub fn cron(&self, plan: &str) -> &Price {
        find(&self.cron.plans, plans::current_name(Kind::Cron, plan))
    }

    /// A month of one database, by current or old plan name or legacy type.
    pub fn postgres(&self, plan: &str) -> PostgresPrice<'_> {
        let (table, legacy) = match plans::postgres(plan) {
            Some(plan) if plan.is_legacy() => (&self.postgres.legacy, true),
            _ => (&self.postgres.plans, false),
        };
        let price = find(table, plans::postgres(plan).map(|plan| plan.id));
        PostgresPrice {
            price,
            storage_included: legacy || self.postgres.storage_included,
        }
    }

    /// A month of one Key Value instance, by current or old plan name.
    pub fn key_value(&self, plan: &str) -> &Price {
        find(&self.key_value, plans::current_name(Kind::KeyValue, plan))
    }

    /// A month of the workspace; `None` if the list does not count workspaces, so that no line is due.
    pub fn workspace(&self, plan: &str) -> Option<&Price> {
        self.workspace.as_ref().map(|table| find(table, Some(plan)))
    }

    /// The price of another company's service, by its id.
    pub fn outside(&self, id: &str) -> Option<&OutsidePrice> {
        self.outside.iter().find(|outside| outside.id == id)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}

fn find<'a>(table: &'a [PlanPrice], plan: Option<&str>) -> &'a Price {
    table
        .iter()
        .find(|entry| Some(entry.plan.as_ref()) == plan)
        .map_or(&UNKNOWN, |entry| &entry.price)
}
