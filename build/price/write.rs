//! The plans and price lists as Rust. The names are those of `price::plans` and `price::list`.

use super::form::{
    Amount, Basis, CronPlan, Exact, KeyValuePlan, LegacyPostgres, Limit, List, Outside, PlanPrice, Plans,
    PostgresPlan, Price, PriceTier, ServicePlan, Source, WorkspacePlan,
};
use crate::literal::{optional_text, slice, text, text_slice};

pub(super) fn plans(plans: &Plans) -> String {
    let crons = plans.cron.iter().filter_map(|cron| {
        let service = plans.services.iter().find(|service| service.id == cron.id)?;
        Some(cron_plan(cron, service))
    });
    let defaults = &plans.defaults;
    [
        table("SERVICES", "ServicePlan", plans.services.iter().map(service_plan)),
        table("CRONS", "ServicePlan", crons),
        table(
            "POSTGRES",
            "PostgresPlan",
            plans.postgres.iter().map(postgres_plan),
        ),
        table(
            "LEGACY_POSTGRES",
            "PostgresPlan",
            plans.legacy_postgres.iter().map(legacy_postgres),
        ),
        table(
            "KEY_VALUES",
            "KeyValuePlan",
            plans.key_value.iter().map(key_value_plan),
        ),
        table(
            "WORKSPACES",
            "WorkspacePlan",
            plans.workspace.iter().map(workspace_plan),
        ),
        table("PLAN_SOURCES", "Source", plans.sources.iter().map(source)),
        format!(
            "pub(super) static DEFAULTS: Defaults = Defaults {{ service: {:?}, cron: {:?}, postgres: {:?}, \
             key_value: {:?}, disk_gb: {} }};\n",
            defaults.service, defaults.cron, defaults.postgres, defaults.key_value, defaults.disk_gb
        ),
    ]
    .concat()
}

pub(super) fn lists(lists: &[List]) -> String {
    let items: Vec<String> = lists.iter().map(list).collect();
    format!(
        "pub(super) static LISTS: [PriceList; {}] = [{}];\n",
        items.len(),
        items.join(", ")
    )
}

fn table(name: &str, item: &str, items: impl Iterator<Item = String>) -> String {
    format!("pub(super) static {name}: &[{item}] = {};\n", slice(items))
}

fn service_plan(plan: &ServicePlan) -> String {
    format!(
        "ServicePlan {{ id: {:?}, old_name: {}, cpu: {}, ram_mb: {}, types: {}, sources: {} }}",
        plan.id,
        optional_text(plan.old.as_deref()),
        decimal(plan.cpu),
        plan.ram_mb,
        text_slice(&plan.types),
        text_slice(&plan.sources)
    )
}

fn cron_plan(plan: &CronPlan, service: &ServicePlan) -> String {
    format!(
        "ServicePlan {{ id: {:?}, old_name: {}, cpu: {}, ram_mb: {}, types: &[\"cron\"], sources: {} }}",
        plan.id,
        optional_text(plan.old.as_deref()),
        decimal(service.cpu),
        service.ram_mb,
        text_slice(&plan.sources)
    )
}

fn postgres_plan(plan: &PostgresPlan) -> String {
    format!(
        "PostgresPlan {{ id: {:?}, old_name: {}, tier: Tier::{:?}, tier_assumed: {}, cpu: Some({}), \
         ram_mb: Some({}), max_connections: Some({}), disk_gb: Some({}), expires_after_days: {:?}, \
         sources: {} }}",
        plan.id,
        optional_text(plan.old.as_deref()),
        plan.tier,
        plan.tier_assumed,
        decimal(plan.cpu),
        plan.ram_mb,
        plan.max_connections,
        plan.disk_gb,
        plan.expires_after_days,
        text_slice(&plan.sources)
    )
}

fn legacy_postgres(plan: &LegacyPostgres) -> String {
    format!(
        "PostgresPlan {{ id: {:?}, old_name: None, tier: Tier::Legacy, tier_assumed: false, cpu: None, \
         ram_mb: {:?}, max_connections: None, disk_gb: {:?}, expires_after_days: None, sources: {} }}",
        plan.id,
        plan.ram_mb,
        plan.disk_gb,
        text_slice(&plan.sources)
    )
}

fn key_value_plan(plan: &KeyValuePlan) -> String {
    format!(
        "KeyValuePlan {{ id: {:?}, old_name: {}, memory_mb: {}, max_connections: {:?}, persistent: {}, \
         sources: {} }}",
        plan.id,
        optional_text(plan.old.as_deref()),
        plan.memory_mb,
        plan.max_connections,
        plan.persistent,
        text_slice(&plan.sources)
    )
}

fn workspace_plan(plan: &WorkspacePlan) -> String {
    let limits = [
        ("seats", &plan.seats),
        ("services", &plan.services),
        ("bandwidth_gb", &plan.bandwidth_gb),
        ("build_minutes", &plan.build_minutes),
        ("custom_domains", &plan.custom_domains),
        ("environments_per_project", &plan.environments_per_project),
        ("recovery_days", &plan.recovery_days),
        ("log_days", &plan.log_days),
    ];
    let features = [
        ("autoscaling", plan.autoscaling),
        ("high_availability", plan.high_availability),
        ("private_links", plan.private_links),
        ("latency_metrics", plan.latency_metrics),
        ("web_ip_rules", plan.web_ip_rules),
        ("network_isolation", plan.network_isolation),
        ("saml", plan.saml),
    ];
    let limits: String = limits
        .iter()
        .map(|(name, value)| format!("{name}: {}, ", limit(value)))
        .collect();
    let features: String = features
        .iter()
        .map(|(name, has)| format!("{name}: {has:?}, "))
        .collect();
    format!(
        "WorkspacePlan {{ id: {:?}, name: {:?}, {limits}{features}hipaa_surcharge_percent: {:?}, sources: {} }}",
        plan.id,
        plan.name,
        plan.hipaa_surcharge_percent,
        text_slice(&plan.sources)
    )
}

fn limit(limit: &Limit) -> String {
    match limit {
        Limit::UpTo(number) => format!("Limit::UpTo({number})"),
        Limit::Unlimited => "Limit::Unlimited".to_owned(),
        Limit::Unknown => "Limit::Unknown".to_owned(),
    }
}

fn list(list: &List) -> String {
    let (cron, postgres, storage) = (&list.cron, &list.postgres, &list.object_storage);
    let (overage, workflow) = (&list.overage, &list.workflow);
    let workspace = list
        .workspace
        .as_ref()
        .map_or("None".to_owned(), |prices| some(&plan_prices(prices)));
    let monitoring = list
        .monitoring
        .as_ref()
        .map_or("None".to_owned(), |amount| some(&price(amount)));
    let fields = [
        ("id", cow(&list.id)),
        ("title", cow(&list.title)),
        ("date", cow(&list.date)),
        ("currency", cow(&list.currency)),
        ("sources", cows(list.sources.iter().map(source))),
        ("services", plan_prices(&list.services)),
        (
            "cron",
            record(
                "CronPrices",
                &[
                    ("minimum", price(&cron.minimum)),
                    ("plans", plan_prices(&cron.plans)),
                ],
            ),
        ),
        (
            "postgres",
            record(
                "PostgresPrices",
                &[
                    ("storage_included", postgres.storage_included.to_string()),
                    ("storage_gb", price(&postgres.storage_gb)),
                    ("standby", ids(&postgres.standby)),
                    ("replica", ids(&postgres.replica)),
                    ("plans", plan_prices(&postgres.plans)),
                    ("legacy", plan_prices(&postgres.legacy)),
                ],
            ),
        ),
        ("key_value", plan_prices(&list.key_value)),
        ("disk_gb", price(&list.disk_gb)),
        ("static_site", price(&list.static_site)),
        ("workspace", workspace),
        (
            "overage",
            record(
                "Overage",
                &[
                    ("bandwidth_gb", price(&overage.bandwidth_gb)),
                    ("build_1000_minutes", price(&overage.build_1000_minutes)),
                    (
                        "performance_build_1000_minutes",
                        price(&overage.performance_build_1000_minutes),
                    ),
                    ("custom_domain", price(&overage.custom_domain)),
                    ("private_links", price(&overage.private_links)),
                    ("private_link_gb", price(&overage.private_link_gb)),
                    ("outbound_ip_set", price(&overage.outbound_ip_set)),
                ],
            ),
        ),
        (
            "workflow",
            record(
                "WorkflowPrices",
                &[
                    ("smallest_task", price(&workflow.smallest_task)),
                    ("largest_task", price(&workflow.largest_task)),
                    ("flexible_cpu", price(&workflow.flexible_cpu)),
                    ("flexible_gb", price(&workflow.flexible_gb)),
                ],
            ),
        ),
        (
            "object_storage",
            record(
                "ObjectStorage",
                &[
                    ("provider", cow(&storage.provider)),
                    ("region", cow(&storage.region)),
                    ("storage_gb", cows(storage.storage_gb.iter().map(tier))),
                    ("put_1000", price(&storage.put_1000)),
                    ("get_1000", price(&storage.get_1000)),
                    ("egress_gb", cows(storage.egress_gb.iter().map(tier))),
                ],
            ),
        ),
        ("monitoring", monitoring),
        ("outside", cows(list.outside.iter().map(outside))),
    ];
    record("PriceList", &fields)
}

fn source(source: &Source) -> String {
    let fields = [
        ("id", cow(&source.id)),
        ("title", cow(&source.title)),
        ("date", cow(&source.date)),
        ("trust", format!("Trust::{:?}", source.trust)),
        (
            "address",
            source
                .address
                .as_deref()
                .map_or("None".to_owned(), |address| some(&cow(address))),
        ),
    ];
    record("Source", &fields)
}

fn plan_prices(prices: &[PlanPrice]) -> String {
    cows(prices.iter().map(|entry| {
        let price = price_of(entry.price, entry.basis, &entry.sources);
        record("PlanPrice", &[("plan", cow(&entry.plan)), ("price", price)])
    }))
}

fn tier(tier: &PriceTier) -> String {
    let price = price_of(tier.price, tier.basis, &tier.sources);
    record(
        "PriceTier",
        &[("up_to_gb", format!("{:?}", tier.up_to_gb)), ("price", price)],
    )
}

fn outside(outside: &Outside) -> String {
    let billing = outside.billing.as_ref();
    let fields = [
        ("id", cow(&outside.id)),
        ("provider", cow(&outside.provider)),
        ("product", cow(&outside.product)),
        ("unit", format!("Unit::{:?}", outside.unit)),
        (
            "billing",
            billing.map_or("None".to_owned(), |billing| format!("Some(Billing::{billing:?})")),
        ),
        ("free", format!("{:?}", outside.free)),
        ("price", price_of(outside.price, Basis::Direct, &outside.sources)),
    ];
    record("OutsidePrice", &fields)
}

fn price(price: &Price) -> String {
    price_of(price.price, price.basis, &price.sources)
}

fn price_of(amount: Amount, basis: Basis, sources: &[String]) -> String {
    let amount = match amount {
        Amount::Known(exact) => format!("Amount::Known({})", decimal(exact)),
        Amount::Unknown => "Amount::Unknown".to_owned(),
    };
    record(
        "Price",
        &[
            ("amount", amount),
            ("basis", format!("Basis::{basis:?}")),
            ("sources", ids(sources)),
        ],
    )
}

/// An expression for a decimal.
pub fn decimal(exact: Exact) -> String {
    // Two words of 32 bits hold the digits.
    format!(
        "Decimal::from_parts({}, {}, 0, false, {})",
        exact.digits as u32,
        exact.digits >> 32,
        exact.scale
    )
}

fn ids(sources: &[String]) -> String {
    cows(sources.iter().map(|id| cow(id)))
}

fn cow(value: &str) -> String {
    format!("Cow::Borrowed({})", text(value))
}

fn cows(items: impl Iterator<Item = String>) -> String {
    format!("Cow::Borrowed({})", slice(items))
}

fn some(value: &str) -> String {
    format!("Some({value})")
}

fn record(name: &str, fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    format!("{name} {{ {} }}", fields.join(", "))
}
