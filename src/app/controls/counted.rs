//! Services of others, and what is counted by the unit: whether each is used, how much, and at what price.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::fold;
use crate::app::fields::{self, Choice, Number, Select};
use crate::app::list::{Row, list};
use crate::app::live::{live, memo, typed};
use crate::app::store::Store;
use crate::cost::export::source_text;
use crate::cost::{Item, LineItem, Meter, OutsideService, range_text};
use crate::demand::follows_users;
use crate::plan::Settings;
use crate::price::money;
use crate::words::{Message, cost, page, plan as words};

/// The most of anything, and the highest price, that can be typed.
const MOST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// What is counted beside the services of others.
const METERS: [(Meter, Item); 6] = [
    (Meter::Bandwidth, Item::Bandwidth),
    (Meter::BuildMinutes, Item::BuildMinutes),
    (Meter::CustomDomains, Item::CustomDomains),
    (Meter::StorageWrites, Item::StorageWrites),
    (Meter::StorageReads, Item::StorageReads),
    (Meter::StorageEgress, Item::StorageEgress),
];

const OFF: &str = "off";
const BY_USERS: &str = "users";
const TYPED: &str = "typed";

/// Services of others: whether each is used, and what it costs a month; folded, what is counted.
pub(in crate::app) fn outside(store: Store) -> AnyView {
    let rows = OutsideService::ALL.map(|service| row(store, service));
    view! {
        <fieldset class="outside">
            <legend>{page::controls_outside().to_string()}</legend>
            {rows.into_iter().collect::<Vec<_>>()}
        </fieldset>
        {fold("counted", page::counted_title(), move || counted(store))}
    }
    .into_any()
}

/// What a service costs: none where it is not used, an unknown sum where none was typed in.
fn charge(store: Store, service: OutsideService) -> Option<Option<Decimal>> {
    store
        .setting(|settings| settings.outside.get(&service).copied())
        .flatten()
}

fn row(store: Store, service: OutsideService) -> AnyView {
    let charge = memo(move || charge(store, service));
    let used = move || charge.get().is_some();
    let name = service.name().to_string();
    let set = move |charge: Option<Option<Decimal>>| {
        let name = service.name();
        let step = match charge {
            Some(Some(sum)) => words::step_outside(name, money::later_usd(sum)),
            Some(None) => words::step_outside_unpriced(name),
            None => words::step_no_outside(name),
        };
        store.set(step, service.id(), |settings| {
            match charge {
                Some(charge) => settings.outside.insert(service, charge),
                None => settings.outside.remove(&service),
            };
        });
    };
    let sum = move || {
        used().then(|| {
            fields::number(Number {
                id: service.id().to_owned(),
                label: page::field_sum_of(service.name()).to_string(),
                hidden_label: true,
                class: "num",
                current: Signal::derive(move || charge.get().flatten()),
                min: Decimal::ZERO,
                max: Some(MOST),
                whole: false,
                optional: true,
                placeholder: placeholder(store, service).to_string().into(),
                on_input: Arc::new(move |sum| set(Some(sum))),
                on_end: Arc::new(move || store.end_gesture()),
                hint: None,
            })
        })
    };
    let toggle = move |_| {
        set(if untrack(used) { None } else { Some(None) });
        store.end_gesture();
    };
    let used_now = memo(used);
    let is_counted = move || charge.get() == Some(None);
    view! {
        <div class="outside-row">
            <label class="check">
                <input
                    type="checkbox"
                    id=format!("uses-{}", service.id())
                    prop:checked=live(move || used_now.get())
                    on:change=typed(toggle)
                />
                {name}
            </label>
            {live(move || { used_now.get().then(|| untrack(sum)).flatten() })}
            <small hidden=live(move || !used_now.get())>{page::field_a_month().to_string()}</small>
            {live(move || is_counted().then(|| priced(store, Item::Outside(service))))}
        </div>
    }
    .into_any()
}

/// What stands in the empty box of a sum: whether the list has a price for it.
fn placeholder(store: Store, service: OutsideService) -> Message {
    let item = Item::Outside(service);
    let is_priced = |line: &LineItem| line.item == item && line.monthly.is_some();
    if store.bill.with_untracked(|bill| bill.lines.iter().any(is_priced)) {
        page::counted_by_unit()
    } else {
        page::field_unpriced()
    }
}

/// The amount that follows from a count, beside an empty box; nothing where a price is missing.
fn priced(store: Store, item: Item) -> Option<AnyView> {
    let said = store.bill.with(|bill| {
        let line = bill.lines.iter().find(|line| line.item == item)?;
        Some(page::counted_priced(range_text(line.monthly?), line.quantity.text()).to_string())
    })?;
    Some(view! { <small class="span">{said}</small> }.into_any())
}

/// Services without a sum by their unit, then what else has a price by the unit.
fn counted(store: Store) -> AnyView {
    let services = move || {
        let by_unit = OutsideService::ALL.into_iter().filter_map(|service| {
            let meter = service.meter()?;
            (charge(store, service) == Some(None)).then_some((service, meter))
        });
        by_unit
            .map(|(service, meter)| Row::new(&service.id(), move || of_service(store, service, meter)))
            .collect()
    };
    let meters = METERS.map(|(meter, item)| metered(store, meter, item));
    view! {
        <p class="quiet ends">{page::counted_what().to_string()}</p>
        {list(Arc::new(services))}
        {meters.into_iter().collect::<Vec<_>>()}
    }
    .into_any()
}

/// A service of others: how much of it is used, and what one costs.
fn of_service(store: Store, service: OutsideService, meter: Meter) -> AnyView {
    let quantity =
        (!follows_users(meter)).then(|| amount(store, meter, page::counted_amount_of(service.name()), true));
    let price = fields::number(Number {
        id: format!("unit-{}", meter.id()),
        label: price_label(meter).to_string(),
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || {
            let typed = store.setting(|settings| settings.unit_prices.get(&meter).copied());
            typed.flatten()
        }),
        min: Decimal::ZERO,
        max: Some(MOST),
        whole: false,
        optional: true,
        placeholder: listed(store, service, meter).into(),
        on_input: Arc::new(move |price| {
            let step = match price {
                Some(price) => words::step_unit_price(service.name(), money::later_unit(price)),
                None => words::step_no_unit_price(service.name()),
            };
            store.set(step, meter.id(), |settings| {
                match price {
                    Some(price) => settings.unit_prices.insert(meter, price),
                    None => settings.unit_prices.remove(&meter),
                };
            });
        }),
        on_end: Arc::new(move || store.end_gesture()),
        hint: None,
    });
    view! {
        <div class="counted grid">
            <div>
                <b>{service.name().to_string()}</b>
                {live(move || said(store, &Item::Outside(service)))}
            </div>
            {price}
            {quantity}
        </div>
    }
    .into_any()
}

/// What the box of a unit's price is called.
fn price_label(meter: Meter) -> Message {
    match meter {
        Meter::OpenAiTokens => page::counted_price_tokens(),
        Meter::WhatsAppConversations => page::counted_price_conversation(),
        Meter::Mails => page::counted_price_mail(),
        Meter::DatadogHosts => page::counted_price_host(),
        _ => page::counted_price_gb(),
    }
}

/// What stands in the empty box of a unit's price: the list's, as far as it has one.
fn listed(store: Store, service: OutsideService, meter: Meter) -> String {
    let is_typed = |settings: &Settings| settings.unit_prices.contains_key(&meter);
    if untrack(|| store.setting(is_typed)).unwrap_or_default() {
        return String::new();
    }
    let item = Item::Outside(service);
    let price = store.bill.with_untracked(|bill| {
        let line = bill.lines.iter().find(|line| line.item == item)?;
        line.unit_price
    });
    price.map_or_else(|| page::field_unpriced().to_string(), money::number)
}

/// Something with a price by the unit: not counted, by the users, or as typed in.
fn metered(store: Store, meter: Meter, item: Item) -> AnyView {
    let counted = memo(move || {
        store
            .setting(|settings| settings.metered.get(&meter).copied())
            .flatten()
    });
    let now = memo(move || match counted.get() {
        None => OFF,
        Some(None) => BY_USERS,
        Some(Some(_)) => TYPED,
    });
    let name = item.name();
    let choices = [
        (OFF, page::counted_off()),
        (BY_USERS, page::counted_users()),
        (TYPED, page::counted_typed()),
    ];
    let choices = choices.into_iter();
    let choices = choices.filter(|(way, _)| *way != BY_USERS || follows_users(meter));
    let choices = choices.map(|(value, label)| Choice {
        value: value.to_owned(),
        label: label.to_string(),
    });
    let chosen_item = item.clone();
    let choose = move |way: String| {
        let name = chosen_item.name();
        let (amount, step) = match way.as_str() {
            OFF => (None, words::step_not_counted(name)),
            BY_USERS => (Some(None), words::step_counted_users(name)),
            _ => {
                let amount = used(store, meter).unwrap_or_default();
                (
                    Some(Some(amount)),
                    words::step_counted(name, money::later_number(amount)),
                )
            }
        };
        store.set(step, "", |settings| {
            match amount {
                Some(amount) => settings.metered.insert(meter, amount),
                None => settings.metered.remove(&meter),
            };
        });
    };
    let way = fields::select(Select {
        id: format!("count-{}", meter.id()),
        label: name.to_string(),
        choices: choices.collect(),
        current: Signal::derive(move || Some(now.get().to_owned())),
        unset: None,
        on_choose: Arc::new(choose),
        wide: false,
    });
    let name_of = item.clone();
    let typed = move || {
        (now.get() == TYPED).then(|| {
            let label = page::counted_amount_of(name_of.name());
            untrack(|| amount(store, meter, label, false))
        })
    };
    view! {
        <div class="counted grid">
            {way} {live(typed)}
            {live(move || if now.get() == OFF { None } else { said(store, &item) })}
        </div>
    }
    .into_any()
}

/// So much of it by the users.
fn used(store: Store, meter: Meter) -> Option<Decimal> {
    let scenario = store.on_screen_now()?;
    let prices = untrack(|| store.prices());
    store
        .analysis
        .with_untracked(|shown| shown.used(meter, &scenario.settings, prices))
}

/// The box of an amount that is typed in; `optional` where it may stay unknown.
fn amount(store: Store, meter: Meter, label: Message, optional: bool) -> AnyView {
    let name = label.to_string();
    fields::number(Number {
        id: format!("amount-{}", meter.id()),
        label: name,
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || {
            let typed = store.setting(|settings| settings.metered.get(&meter).copied());
            typed.flatten().flatten()
        }),
        min: Decimal::ZERO,
        max: Some(MOST * Decimal::ONE_THOUSAND),
        whole: false,
        optional,
        placeholder: cost::unit_unstated().to_string().into(),
        on_input: Arc::new(move |amount| {
            let step = match amount {
                Some(amount) => words::step_counted(label.clone(), money::later_number(amount)),
                None => words::step_not_counted(label.clone()),
            };
            let gesture = format!("amount-{}", meter.id());
            store.set(step, &gesture, |settings| {
                match amount {
                    Some(amount) => settings.metered.insert(meter, Some(amount)),
                    None => settings.metered.remove(&meter),
                };
            });
        }),
        on_end: Arc::new(move || store.end_gesture()),
        hint: None,
    })
}

/// What the bill says of it: how much, at what price, and who says so.
fn said(store: Store, item: &Item) -> Option<AnyView> {
    let said = store.bill.with(|bill| {
        let Some(line) = bill.lines.iter().find(|line| line.item == *item) else {
            return page::counted_no_line().to_string();
        };
        let quantity = line.quantity.text();
        let (price, sum) = match (line.unit_price.map(money::unit), line.monthly) {
            (Some(price), Some(sum)) => (price, sum),
            (Some(price), None) => return page::counted_unstated(price).to_string(),
            (None, _) => return page::counted_unpriced(quantity).to_string(),
        };
        let source = source_text(line);
        page::counted_sum(quantity, price, range_text(sum), source).to_string()
    });
    Some(view! { <small class="span">{said}</small> }.into_any())
}
