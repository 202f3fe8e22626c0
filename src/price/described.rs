//! What a plan gives and what it costs, in a line.

use super::plans::{KeyValuePlan, PostgresPlan, ServicePlan};
use super::{Price, PriceList, money};
use crate::words::plans as words;

/// A plan of a service, priced for each instance.
pub fn service(prices: &PriceList, plan: &ServicePlan) -> String {
    let price = amount(prices.service(plan.id), |price| words::each(price).to_string());
    compute(plan, price)
}

/// A plan of a cron job, priced by the minute.
pub fn cron(prices: &PriceList, plan: &ServicePlan) -> String {
    let price = amount(prices.cron(plan.id), |price| words::minute(price).to_string());
    compute(plan, price)
}

fn compute(plan: &ServicePlan, price: String) -> String {
    words::service(plan.cpu.normalize().to_string(), size(plan.ram_mb), price).to_string()
}

/// A plan of a database.
pub fn postgres(prices: &PriceList, plan: &PostgresPlan) -> String {
    let unknown = || "?".to_owned();
    let cpu = plan.cpu.map_or_else(unknown, |cpu| cpu.normalize().to_string());
    let ram = plan.ram_mb.map_or_else(unknown, size);
    let connections = plan
        .max_connections
        .map_or_else(unknown, |count| count.to_string());
    let price = amount(prices.postgres(plan.id).price, |price| price);
    words::database(cpu, ram, connections, price).to_string()
}

/// A plan of a Key Value instance.
pub fn key_value(prices: &PriceList, plan: &KeyValuePlan) -> String {
    let price = amount(prices.key_value(plan.id), |price| price);
    words::key_value(size(plan.memory_mb), price).to_string()
}

/// A price in a sentence of one's own, or that it is not known.
pub fn amount(price: &Price, sentence: impl Fn(String) -> String) -> String {
    price.known().map_or_else(
        || words::unpriced().to_string(),
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
