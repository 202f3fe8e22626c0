//! Lines of what no Blueprint holds: workspace, object storage, services of others.

use rust_decimal::Decimal;

use super::line::{Item, LineItem, Quantity, Range, Source, line};
use super::{OutsideService, Usage, metered};
use crate::price::{PriceList, PriceTier, UNKNOWN, money};
use crate::words::cost as words;

pub(super) fn lines(prices: &PriceList, usage: &Usage, lines: &mut Vec<LineItem>) {
    if let Some(plan) = usage.workspace.as_deref()
        && let Some(price) = prices.workspace(plan)
    {
        let name = words::resource_workspace().to_string();
        lines.push(line(
            &name,
            None,
            Item::Workspace,
            Some(plan),
            Quantity::Month,
            (price, prices),
        ));
    }
    metered::allowances(prices, usage, lines);
    if let Some(size) = usage.object_storage_gb {
        lines.push(object_storage(prices, size));
    }
    metered::storage_traffic(prices, usage, lines);
    for (service, amount) in &usage.outside {
        lines.push(match amount {
            Some(amount) => typed(*service, *amount),
            None => outside(*service, prices, usage),
        });
    }
}

/// A service of others for a sum that was typed in.
fn typed(service: OutsideService, amount: Decimal) -> LineItem {
    LineItem {
        resource: service.name().to_string(),
        path: None,
        item: Item::Outside(service),
        plan: None,
        quantity: Quantity::Month,
        unit_price: Some(amount),
        monthly: Some(Range::exactly(amount)),
        expected: None,
        source: None,
    }
}

/// A service of others by how much of it is used and what one costs; without a price where either is not known.
fn outside(service: OutsideService, prices: &PriceList, usage: &Usage) -> LineItem {
    let listed = service.listed().and_then(|id| prices.outside(id));
    let sum = (service == OutsideService::Monitoring)
        .then_some(prices.monitoring.as_ref())
        .flatten();
    let price = listed.map(|listed| &listed.price).or(sum).unwrap_or(&UNKNOWN);
    let product = listed.map(|listed| listed.product.as_ref());
    let (quantity, price) = match service.meter() {
        Some(meter) => {
            let used = usage.metered.get(&meter).copied();
            let quantity = used.map_or(Quantity::Unstated, |used| metered::all(meter, used));
            (
                quantity,
                &metered::unit_price(meter, (price, Decimal::ONE), usage),
            )
        }
        None if price.known().is_some() => (Quantity::Month, price),
        None => (Quantity::Unstated, price),
    };
    let name = service.name().to_string();
    line(
        &name,
        None,
        Item::Outside(service),
        product,
        quantity,
        (price, prices),
    )
}

fn object_storage(prices: &PriceList, size: Decimal) -> LineItem {
    let storage = &prices.object_storage;
    let first = storage.storage_gb.first();
    let monthly = tiered(&storage.storage_gb, size, None);
    LineItem {
        resource: storage.provider.to_string(),
        path: None,
        item: Item::ObjectStorage,
        plan: None,
        quantity: Quantity::Gigabytes(size),
        unit_price: first.and_then(|tier| tier.price.known()),
        monthly: monthly.map(Range::exactly),
        expected: None,
        source: first.and_then(|tier| Source::of(&tier.price, prices)),
    }
}

/// Each GB at the price of its tier; none where a tier's price is not known. A price that was typed in holds in
/// every tier that costs something.
pub(super) fn tiered(tiers: &[PriceTier], size: Decimal, typed: Option<Decimal>) -> Option<Decimal> {
    let (mut amount, mut below) = (Decimal::ZERO, Decimal::ZERO);
    for tier in tiers {
        let upper = tier.up_to_gb.map_or(size, |limit| Decimal::from(limit).min(size));
        let within = money::minus(upper, below).max(Decimal::ZERO);
        if within > Decimal::ZERO {
            let typed = typed.filter(|_| !metered::is_free(&tier.price));
            let price = typed.or(tier.price.known())?;
            amount = money::plus(amount, money::times(price, within));
        }
        below = upper.max(below);
    }
    match (tiers, typed) {
        ([], typed) => typed.map(|price| money::times(price, size)),
        _ => Some(amount),
    }
}
