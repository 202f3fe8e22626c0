//! Plans as choices: with what they give and what they cost.

use crate::app::fields::Choice;
use crate::blueprint::ServiceType;
use crate::price::plans::{self, ServicePlan};
use crate::price::{PriceList, described};
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
    let what = |plan: &ServicePlan| match service_type {
        ServiceType::Cron => described::cron(prices, plan),
        _ => described::service(prices, plan),
    };
    fitting.map(|plan| choice(plan.id, plan.id, what(plan))).collect()
}

/// Plans of databases.
pub(super) fn postgres(prices: &PriceList) -> Vec<Choice> {
    let all = plans::postgres_plans().iter();
    all.map(|plan| choice(plan.id, plan.id, described::postgres(prices, plan)))
        .collect()
}

/// Plans of Key Value instances.
pub(super) fn key_value(prices: &PriceList) -> Vec<Choice> {
    let all = plans::key_values().iter();
    all.map(|plan| choice(plan.id, plan.id, described::key_value(prices, plan)))
        .collect()
}

/// Workspace plans with a price of their own.
pub(super) fn workspace(prices: &PriceList) -> Vec<Choice> {
    let price = |plan: &plans::WorkspacePlan| {
        let price = prices.workspace(plan.id);
        price.map_or_else(String::new, |price| described::amount(price, |price| price))
    };
    let all = plans::workspaces().iter();
    all.map(|plan| choice(plan.id, plan.name, price(plan))).collect()
}

fn choice(id: &str, name: &str, what: String) -> Choice {
    Choice {
        value: id.to_owned(),
        label: page::plan_option(name, what).to_string(),
    }
}
