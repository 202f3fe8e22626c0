//! The form of the plans' and price lists' files.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plans {
    pub(super) sources: Vec<Source>,
    pub(super) defaults: Defaults,
    pub(super) services: Vec<ServicePlan>,
    pub(super) cron: Vec<CronPlan>,
    pub(super) postgres: Vec<PostgresPlan>,
    pub(super) legacy_postgres: Vec<LegacyPostgres>,
    pub(super) key_value: Vec<KeyValuePlan>,
    pub(super) workspace: Vec<WorkspacePlan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Defaults {
    pub(super) service: String,
    pub(super) cron: String,
    pub(super) key_value: String,
    pub(super) postgres: String,
    pub(super) disk_gb: u32,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServicePlan {
    pub(super) id: String,
    pub(super) old: Option<String>,
    pub(super) cpu: Exact,
    pub(super) ram_mb: u32,
    pub(super) types: Vec<String>,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CronPlan {
    pub(super) id: String,
    pub(super) old: Option<String>,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostgresPlan {
    pub(super) id: String,
    pub(super) old: Option<String>,
    pub(super) tier: Tier,
    #[serde(default)]
    pub(super) tier_assumed: bool,
    pub(super) cpu: Exact,
    pub(super) ram_mb: u32,
    pub(super) max_connections: u32,
    pub(super) disk_gb: u32,
    pub(super) expires_after_days: Option<u32>,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Tier {
    Free,
    Basic,
    Pro,
    Accelerated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LegacyPostgres {
    pub(super) id: String,
    pub(super) ram_mb: Option<u32>,
    pub(super) disk_gb: Option<u32>,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyValuePlan {
    pub(super) id: String,
    pub(super) old: Option<String>,
    pub(super) memory_mb: u32,
    pub(super) max_connections: Option<u32>,
    pub(super) persistent: bool,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkspacePlan {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) seats: Limit,
    #[serde(default)]
    pub(super) services: Limit,
    #[serde(default)]
    pub(super) bandwidth_gb: Limit,
    #[serde(default)]
    pub(super) build_minutes: Limit,
    #[serde(default)]
    pub(super) custom_domains: Limit,
    #[serde(default)]
    pub(super) environments_per_project: Limit,
    #[serde(default)]
    pub(super) recovery_days: Limit,
    #[serde(default)]
    pub(super) log_days: Limit,
    pub(super) autoscaling: Option<bool>,
    pub(super) high_availability: Option<bool>,
    pub(super) private_links: Option<bool>,
    pub(super) latency_metrics: Option<bool>,
    pub(super) web_ip_rules: Option<bool>,
    pub(super) network_isolation: Option<bool>,
    pub(super) saml: Option<bool>,
    pub(super) hipaa_surcharge_percent: Option<u32>,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(try_from = "String")]
pub(super) enum Limit {
    UpTo(u32),
    Unlimited,
    #[default]
    Unknown,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) date: String,
    pub(super) currency: String,
    /// Every plan must be named, be it as unknown.
    pub(super) complete: bool,
    pub(super) sources: Vec<Source>,
    pub(super) services: Vec<PlanPrice>,
    #[serde(default)]
    pub(super) cron: Cron,
    pub(super) postgres: Postgres,
    pub(super) key_value: Vec<PlanPrice>,
    pub(super) disk_gb: Price,
    #[serde(default)]
    pub(super) static_site: Price,
    pub(super) workspace: Option<Vec<PlanPrice>>,
    #[serde(default)]
    pub(super) overage: Overage,
    #[serde(default)]
    pub(super) workflow: Workflow,
    pub(super) object_storage: ObjectStorage,
    pub(super) monitoring: Option<Price>,
    #[serde(default)]
    pub(super) outside: Vec<Outside>,
}

#[derive(Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) date: String,
    pub(super) trust: Trust,
    pub(super) address: Option<String>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Trust {
    High,
    Medium,
    Low,
    None,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Price {
    pub(super) price: Amount,
    #[serde(default)]
    pub(super) basis: Basis,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize, Debug, Default, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(super) enum Basis {
    #[default]
    Direct,
    OldName,
    OtherRegion,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanPrice {
    pub(super) plan: String,
    pub(super) price: Amount,
    #[serde(default)]
    pub(super) basis: Basis,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Cron {
    pub(super) minimum: Price,
    pub(super) plans: Vec<PlanPrice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Postgres {
    pub(super) storage_included: bool,
    #[serde(default)]
    pub(super) storage_gb: Price,
    #[serde(default)]
    pub(super) standby: Vec<String>,
    #[serde(default)]
    pub(super) replica: Vec<String>,
    pub(super) plans: Vec<PlanPrice>,
    #[serde(default)]
    pub(super) legacy: Vec<PlanPrice>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Overage {
    pub(super) bandwidth_gb: Price,
    pub(super) build_1000_minutes: Price,
    pub(super) performance_build_1000_minutes: Price,
    pub(super) custom_domain: Price,
    pub(super) private_links: Price,
    pub(super) private_link_gb: Price,
    pub(super) outbound_ip_set: Price,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Workflow {
    pub(super) smallest_task: Price,
    pub(super) largest_task: Price,
    pub(super) flexible_cpu: Price,
    pub(super) flexible_gb: Price,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectStorage {
    pub(super) provider: String,
    pub(super) region: String,
    pub(super) storage_gb: Vec<PriceTier>,
    #[serde(default)]
    pub(super) put_1000: Price,
    #[serde(default)]
    pub(super) get_1000: Price,
    #[serde(default)]
    pub(super) egress_gb: Vec<PriceTier>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PriceTier {
    pub(super) up_to_gb: Option<u32>,
    pub(super) price: Amount,
    #[serde(default)]
    pub(super) basis: Basis,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outside {
    pub(super) id: String,
    pub(super) provider: String,
    pub(super) product: String,
    pub(super) unit: Unit,
    pub(super) billing: Option<Billing>,
    pub(super) free: Option<u32>,
    pub(super) price: Amount,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Unit {
    Month,
    HostMonth,
    Gb,
    MillionEvents,
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Billing {
    Yearly,
    Monthly,
    OnDemand,
}

/// A price, or the word `unknown`.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(try_from = "String")]
pub(super) enum Amount {
    Known(Exact),
    #[default]
    Unknown,
}

impl TryFrom<String> for Amount {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        match written.as_str() {
            "unknown" => Ok(Amount::Unknown),
            _ => Exact::try_from(written).map(Amount::Known),
        }
    }
}

/// Digits after the point that a `Decimal` holds.
const MAX_SCALE: u32 = 28;

/// A decimal as it is written. Strings are read from the text of a scalar, so no float is involved.
#[derive(Deserialize, Clone, Copy)]
#[serde(try_from = "String")]
pub struct Exact {
    pub digits: u64,
    pub scale: u32,
}

impl TryFrom<String> for Exact {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        let refused = || format!("{written:?} is not a plain decimal such as 7 or 0.00016");
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || (written.contains('.') && !is_number(fraction)) {
            return Err(refused());
        }
        let digits = format!("{whole}{fraction}").parse().map_err(|_| refused())?;
        let scale = u32::try_from(fraction.len())
            .ok()
            .filter(|scale| *scale <= MAX_SCALE);
        let scale = scale.ok_or_else(refused)?;
        Ok(Exact { digits, scale })
    }
}

impl TryFrom<String> for Limit {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        match written.as_str() {
            "unlimited" => Ok(Limit::Unlimited),
            number => number
                .parse()
                .map(Limit::UpTo)
                .map_err(|_| format!("{number:?} is neither a whole number nor `unlimited`")),
        }
    }
}
