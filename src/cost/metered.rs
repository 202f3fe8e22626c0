//! Lines of what is priced by how much of it is used. What nobody has stated has no line.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::line::{Item, LineItem, Quantity, Range, Source, line};
use super::outside::tiered;
use super::{Meter, Usage};
use crate::price::plans::{self, Limit};
use crate::price::{Amount, Basis, Price, PriceList, UNKNOWN, money};
use crate::words::cost as words;

/// One of the 1,000 units that a listed price buys.
const THOUSANDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// What the workspace plan allows, and what is beyond it. A list that counts no workspaces has no such lines.
pub(super) fn allowances(prices: &PriceList, usage: &Usage, lines: &mut Vec<LineItem>) {
    if prices.workspace.is_none() {
        return;
    }
    let plan = usage.workspace.as_deref();
    let allowed = plan.and_then(plans::workspace);
    let limit = |of: fn(&plans::WorkspacePlan) -> Limit| allowed.map_or(Limit::Unknown, of);
    let (beyond, one) = (&prices.overage, Decimal::ONE);
    let meters = [
        (
            Meter::Bandwidth,
            Item::Bandwidth,
            (&beyond.bandwidth_gb, one),
            limit(|plan| plan.bandwidth_gb),
        ),
        (
            Meter::BuildMinutes,
            Item::BuildMinutes,
            (&beyond.build_1000_minutes, THOUSANDTH),
            limit(|plan| plan.build_minutes),
        ),
        (
            Meter::CustomDomains,
            Item::CustomDomains,
            (&beyond.custom_domain, one),
            limit(|plan| plan.custom_domains),
        ),
    ];
    let name = words::resource_workspace().to_string();
    for (meter, item, listed, limit) in meters {
        let Some(used) = usage.metered.get(&meter).copied() else {
            continue;
        };
        let free = match limit {
            Limit::UpTo(number) => Decimal::from(number),
            Limit::Unlimited => used,
            Limit::Unknown => Decimal::ZERO,
        };
        let price = match limit {
            Limit::Unknown => UNKNOWN.clone(),
            _ => unit_price(meter, listed, usage),
        };
        let quantity = Quantity::Metered { meter, used, free };
        let mut line = line(&name, None, item, plan, quantity, (&price, prices));
        if limit != Limit::Unknown && used <= free {
            // Nothing is charged, whatever one more would cost: the workspace plan says so.
            line.monthly = Some(Range::default());
            line.source = plan
                .and_then(|plan| prices.workspace(plan))
                .and_then(|price| Source::of(price, prices));
        }
        lines.push(line);
    }
}

/// Requests to object storage, and what it sends to the Internet.
pub(super) fn storage_traffic(prices: &PriceList, usage: &Usage, lines: &mut Vec<LineItem>) {
    let storage = &prices.object_storage;
    let requests = [
        (Meter::StorageWrites, Item::StorageWrites, &storage.put_1000),
        (Meter::StorageReads, Item::StorageReads, &storage.get_1000),
    ];
    for (meter, item, listed) in requests {
        let price = unit_price(meter, (listed, THOUSANDTH), usage);
        if let Some(used) = usage.metered.get(&meter).copied() {
            let quantity = all(meter, used);
            lines.push(line(
                &storage.provider,
                None,
                item,
                None,
                quantity,
                (&price, prices),
            ));
        }
    }
    let meter = Meter::StorageEgress;
    if let Some(used) = usage.metered.get(&meter).copied() {
        let typed = usage.unit_prices.get(&meter).copied();
        let tiers = &storage.egress_gb;
        let is_within = |limit: Option<u32>| limit.is_none_or(|limit| used <= limit.into());
        let reached = tiers.iter().find(|tier| is_within(tier.up_to_gb));
        let listed = reached.map_or(&UNKNOWN, |tier| &tier.price);
        let free = tiers.first().filter(|tier| is_free(&tier.price));
        let free = free
            .and_then(|tier| tier.up_to_gb)
            .map_or(Decimal::ZERO, Decimal::from);
        let price = match typed {
            Some(_) if !is_free(listed) => unit_price(meter, (listed, Decimal::ONE), usage),
            _ => listed.clone(),
        };
        let quantity = Quantity::Metered { meter, used, free };
        let item = Item::StorageEgress;
        let mut line = line(&storage.provider, None, item, None, quantity, (&price, prices));
        line.monthly = tiered(tiers, used, typed).map(Range::exactly);
        line.source = line.monthly.and_then(|_| Source::of(&price, prices));
        lines.push(line);
    }
}

/// So much of it, and none of it free.
pub(super) fn all(meter: Meter, used: Decimal) -> Quantity {
    Quantity::Metered {
        meter,
        used,
        free: Decimal::ZERO,
    }
}

/// The price of one: as typed in, which has no source, else the list's, of which one is such a part.
pub(super) fn unit_price(meter: Meter, (listed, part): (&Price, Decimal), usage: &Usage) -> Price {
    match (usage.unit_prices.get(&meter), listed.known()) {
        (Some(typed), _) => Price {
            amount: Amount::Known(*typed),
            basis: Basis::Direct,
            sources: Cow::Borrowed(&[]),
        },
        (None, Some(amount)) => Price {
            amount: Amount::Known(money::times(amount, part)),
            ..listed.clone()
        },
        (None, None) => UNKNOWN.clone(),
    }
}

/// Whether it costs nothing; not so where the price is not known.
pub(super) fn is_free(price: &Price) -> bool {
    price.known().is_some_and(|price| price.is_zero())
}
