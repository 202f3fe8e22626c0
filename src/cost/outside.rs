//! Lines of what no Blueprint holds: workspace, object storage, services of others.

use rust_decimal::Decimal;

use super::Usage;
use super::line::{Item, LineItem, Quantity, Range, Source, line};
use crate::price::{PriceList, PriceTier};
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
    if let Some(size) = usage.object_storage_gb {
        lines.push(object_storage(prices, size));
    }
    for (service, amount) in &usage.outside {
        lines.push(LineItem {
            resource: service.name().to_string(),
            path: None,
            item: Item::Outside(*service),
            plan: None,
            quantity: if amount.is_some() {
                Quantity::Month
            } else {
                Quantity::Unstated
            },
            unit_price: *amount,
            monthly: amount.map(Range::exactly),
            source: None,
        });
    }
}

fn object_storage(prices: &PriceList, size: Decimal) -> LineItem {
    let storage = &prices.object_storage;
    let first = storage.storage_gb.first();
    let monthly = tiered(&storage.storage_gb, size);
    LineItem {
        resource: storage.provider.to_string(),
        path: None,
        item: Item::ObjectStorage,
        plan: None,
        quantity: Quantity::Gigabytes(size),
        unit_price: first.and_then(|tier| tier.price.known()),
        monthly: monthly.map(Range::exactly),
        source: first.and_then(|tier| Source::of(&tier.price, prices)),
    }
}

/// Each GB at the price of its tier; none where a tier's price is not known.
fn tiered(tiers: &[PriceTier], size: Decimal) -> Option<Decimal> {
    let (mut amount, mut below) = (Decimal::ZERO, Decimal::ZERO);
    for tier in tiers {
        let upper = tier.up_to_gb.map_or(size, |limit| Decimal::from(limit).min(size));
        let within = (upper - below).max(Decimal::ZERO);
        if within > Decimal::ZERO {
            amount = amount.saturating_add(tier.price.known()?.saturating_mul(within));
        }
        below = upper.max(below);
    }
    (!tiers.is_empty()).then_some(amount)
}
