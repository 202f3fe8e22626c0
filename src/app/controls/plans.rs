//! Plans as choices: with what they give and what they cost.

use crate::app::fields::Choice;
use crate::blueprint::ServiceType;
use crate::price::plans::{self, ServicePlan};
use crate::price::{Price, PriceList, money};
use crate::words::page;

/// Plans of a service of this type.
pub(super) fn service(prices: &PriceList, service_type: ServiceType) -> Vec<Choice> {
    let written_type = match service_type {
        ServiceType::Web => "web",
        ServiceType::PrivateService => "pserv",
        ServiceType::Worker => "worker",
        _ => "cron",
    };
    let table = if service_type == ServiceType::Cron {
        plans::crons()
    } else {
        plans::services()
    };
    let fitting = table
        .iter()
        .filter(|plan| plan.types.is_empty() || plan.types.contains(&written_type));
    let price = |plan: &ServicePlan| match service_type {
        ServiceType::Cron => shown(prices.cron(plan.id), |price| page::plan_minute(price).to_string()),
        _ => shown(prices.service(plan.id), |price| {
            page::plan_each(price).to_string()
        }),
    };
    let label = |plan: &ServicePlan| {
        page::plan_service(
            plan.id,
            plan.cpu.normalize().to_string(),
            size(plan.ram_mb),
            price(plan),
        )
        .to_string()
    };
    fitting
        .map(|plan| Choice {
            value: plan.id.to_owned(),
            label: label(plan),
        })
        .collect()
}

/// Plans of databases.
pub(super) fn postgres(prices: &PriceList) -> Vec<Choice> {
    let unknown = || "?".to_owned();
    let label = |plan: &plans::PostgresPlan| {
        let cpu = plan.cpu.map_or_else(unknown, |cpu| cpu.normalize().to_string());
        let ram = plan.ram_mb.map_or_else(unknown, size);
        let connections = plan
            .max_connections
            .map_or_else(unknown, |count| count.to_string());
        let price = shown(prices.postgres(plan.id).price, |price| price);
        page::plan_database(plan.id, cpu, ram, connections, price).to_string()
    };
    plans::postgres_plans()
        .iter()
        .map(|plan| Choice {
            value: plan.id.to_owned(),
            label: label(plan),
        })
        .collect()
}

/// Plans of Key Value instances.
pub(super) fn key_value(prices: &PriceList) -> Vec<Choice> {
    let label = |plan: &plans::KeyValuePlan| {
        page::plan_key_value(
            plan.id,
            size(plan.memory_mb),
            shown(prices.key_value(plan.id), |price| price),
        )
        .to_string()
    };
    plans::key_values()
        .iter()
        .map(|plan| Choice {
            value: plan.id.to_owned(),
            label: label(plan),
        })
        .collect()
}

/// Workspace plans with a price of their own.
pub(super) fn workspace(prices: &PriceList) -> Vec<Choice> {
    let label = |plan: &plans::WorkspacePlan| {
        let price = prices
            .workspace(plan.id)
            .map_or_else(String::new, |price| shown(price, |price| price));
        page::plan_workspace(plan.name, price).to_string()
    };
    plans::workspaces()
        .iter()
        .map(|plan| Choice {
            value: plan.id.to_owned(),
            label: label(plan),
        })
        .collect()
}

fn shown(price: &Price, sentence: impl Fn(String) -> String) -> String {
    price.known().map_or_else(
        || page::plan_unpriced().to_string(),
        |amount| sentence(money::unit(amount)),
    )
}

/// Memory: `512 MB`, `2 GB`.
fn size(megabytes: u32) -> String {
    if megabytes >= 1024 && megabytes.is_multiple_of(1024) {
        format!("{} GB", megabytes / 1024)
    } else {
        format!("{megabytes} MB")
    }
}
