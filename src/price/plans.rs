//! What each plan is: its names, CPU, memory, connections and disk. Prices stand in the lists.

use super::data;
use super::list::Source;
use rust_decimal::Decimal;

/// The kinds of resource that have plans of their own. The same name can mean different things to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Web service, private service or background worker.
    Service,
    /// Cron job.
    Cron,
    /// Render Postgres.
    Postgres,
    /// Render Key Value.
    KeyValue,
}

/// A plan of a service or a cron job.
#[derive(Debug, PartialEq, Eq)]
pub struct ServicePlan {
    /// The name that Render documents today.
    pub id: &'static str,
    /// An earlier name that Render still accepts.
    pub old_name: Option<&'static str>,
    /// Cores.
    pub cpu: Decimal,
    /// Memory, in MB of which 1,024 make a GB.
    pub ram_mb: u32,
    /// The Blueprint's service types that may have it.
    pub types: &'static [&'static str],
    /// Ids of the sources; see [`source`].
    pub sources: &'static [&'static str],
}

/// A plan of a Postgres database.
#[derive(Debug, PartialEq, Eq)]
pub struct PostgresPlan {
    /// The name that Render documents today, or that of a legacy type.
    pub id: &'static str,
    /// An earlier name that Render still accepts.
    pub old_name: Option<&'static str>,
    /// The family it belongs to.
    pub tier: Tier,
    /// No source names the tier; it is taken from the ratio of CPU to memory.
    pub tier_assumed: bool,
    /// Cores, where known.
    pub cpu: Option<Decimal>,
    /// Memory in MB, where known.
    pub ram_mb: Option<u32>,
    /// Connections at one time, where known.
    pub max_connections: Option<u32>,
    /// The disk in GB when the Blueprint names none; of a legacy type the fixed disk, where known.
    pub disk_gb: Option<u32>,
    /// Days after which Render removes the database.
    pub expires_after_days: Option<u32>,
    /// Ids of the sources; see [`source`].
    pub sources: &'static [&'static str],
}

impl PostgresPlan {
    /// A type that only databases made long ago have: fixed disk, included in the price.
    pub fn is_legacy(&self) -> bool {
        self.tier == Tier::Legacy
    }
}

/// The families of Postgres plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// Costs nothing and expires.
    Free,
    /// Two GB of memory to a core, about.
    Basic,
    /// Four GB of memory to a core.
    Pro,
    /// Eight GB of memory to a core.
    Accelerated,
    /// No longer offered to new databases.
    Legacy,
}

/// A plan of a Key Value instance.
#[derive(Debug, PartialEq, Eq)]
pub struct KeyValuePlan {
    /// The name that Render documents today.
    pub id: &'static str,
    /// An earlier name that Render still accepts.
    pub old_name: Option<&'static str>,
    /// Memory in MB.
    pub memory_mb: u32,
    /// Connections at one time, where known.
    pub max_connections: Option<u32>,
    /// The data outlive a restart.
    pub persistent: bool,
    /// Ids of the sources; see [`source`].
    pub sources: &'static [&'static str],
}

/// What a workspace plan allows. `None` where no source says.
#[derive(Debug, PartialEq, Eq)]
pub struct WorkspacePlan {
    /// `hobby`, `pro` …
    pub id: &'static str,
    /// Its proper name.
    pub name: &'static str,
    /// Members.
    pub seats: Limit,
    /// Services.
    pub services: Limit,
    /// Outbound GB a month that cost nothing more.
    pub bandwidth_gb: Limit,
    /// Build minutes a month that cost nothing more.
    pub build_minutes: Limit,
    /// Custom domains that cost nothing more.
    pub custom_domains: Limit,
    /// Environments in one project.
    pub environments_per_project: Limit,
    /// Days back to which a paid database can be restored.
    pub recovery_days: Limit,
    /// Days for which logs are kept.
    pub log_days: Limit,
    /// Services may scale by themselves.
    pub autoscaling: Option<bool>,
    /// Databases may have a standby.
    pub high_availability: Option<bool>,
    /// Private links may be made.
    pub private_links: Option<bool>,
    /// Response times are measured.
    pub latency_metrics: Option<bool>,
    /// Web services and static sites may have an `ipAllowList`.
    pub web_ip_rules: Option<bool>,
    /// Environments may be closed to each other.
    pub network_isolation: Option<bool>,
    /// Members may sign in through SAML.
    pub saml: Option<bool>,
    /// Percent that HIPAA adds to the price of compute.
    pub hipaa_surcharge_percent: Option<u32>,
    /// Ids of the sources; see [`source`].
    pub sources: &'static [&'static str],
}

/// How much of something is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// This many.
    UpTo(u32),
    /// As many as one likes.
    Unlimited,
    /// No source says.
    Unknown,
}

impl Limit {
    /// The number, if there is one.
    pub fn number(self) -> Option<u32> {
        match self {
            Limit::UpTo(number) => Some(number),
            Limit::Unlimited | Limit::Unknown => None,
        }
    }
}

/// What a resource gets when its Blueprint leaves the field out.
pub(super) struct Defaults {
    pub(super) service: &'static str,
    pub(super) cron: &'static str,
    pub(super) postgres: &'static str,
    pub(super) key_value: &'static str,
    pub(super) disk_gb: u32,
}

/// The plans of web services, private services and workers, in the order of the table.
pub fn services() -> &'static [ServicePlan] {
    data::SERVICES
}

/// The plans of cron jobs, in the order of the table.
pub fn crons() -> &'static [ServicePlan] {
    data::CRONS
}

/// The plans that a new database can have, in the order of the table.
pub fn postgres_plans() -> &'static [PostgresPlan] {
    data::POSTGRES
}

/// The legacy types that only existing databases have.
pub fn legacy_postgres_plans() -> &'static [PostgresPlan] {
    data::LEGACY_POSTGRES
}

/// The plans of Key Value instances, in the order of the table.
pub fn key_values() -> &'static [KeyValuePlan] {
    data::KEY_VALUES
}

/// The workspace plans, smallest first.
pub fn workspaces() -> &'static [WorkspacePlan] {
    data::WORKSPACES
}

/// The service plan of this name, current or old.
pub fn service(name: &str) -> Option<&'static ServicePlan> {
    services()
        .iter()
        .find(|plan| plan.id == name || plan.old_name == Some(name))
}

/// The cron job's plan of this name, current or old.
pub fn cron(name: &str) -> Option<&'static ServicePlan> {
    crons()
        .iter()
        .find(|plan| plan.id == name || plan.old_name == Some(name))
}

/// The Postgres plan of this name: current, old, or a legacy type.
pub fn postgres(name: &str) -> Option<&'static PostgresPlan> {
    let mut plans = postgres_plans().iter().chain(legacy_postgres_plans());
    plans.find(|plan| plan.id == name || plan.old_name == Some(name))
}

/// The Key Value plan of this name, current or old.
pub fn key_value(name: &str) -> Option<&'static KeyValuePlan> {
    key_values()
        .iter()
        .find(|plan| plan.id == name || plan.old_name == Some(name))
}

/// The workspace plan with this id.
pub fn workspace(id: &str) -> Option<&'static WorkspacePlan> {
    workspaces().iter().find(|plan| plan.id == id)
}

/// The name to write today for a plan's current or old name. `None` for a legacy Postgres type, which
/// has no successor, and for a name that is no plan of this kind.
pub fn current_name(kind: Kind, name: &str) -> Option<&'static str> {
    match kind {
        Kind::Service => service(name).map(|plan| plan.id),
        Kind::Cron => cron(name).map(|plan| plan.id),
        Kind::Postgres => postgres(name)
            .filter(|plan| !plan.is_legacy())
            .map(|plan| plan.id),
        Kind::KeyValue => key_value(name).map(|plan| plan.id),
    }
}

/// The plan of a new resource whose Blueprint names none.
pub fn default_plan(kind: Kind) -> &'static str {
    match kind {
        Kind::Service => data::DEFAULTS.service,
        Kind::Cron => data::DEFAULTS.cron,
        Kind::Postgres => data::DEFAULTS.postgres,
        Kind::KeyValue => data::DEFAULTS.key_value,
    }
}

/// The size in GB of a service's disk when the Blueprint names none.
pub fn default_disk_gb() -> u32 {
    data::DEFAULTS.disk_gb
}

/// The source with this id, among those of the plan facts.
pub fn source(id: &str) -> Option<&'static Source> {
    data::PLAN_SOURCES.iter().find(|source| source.id == id)
}
