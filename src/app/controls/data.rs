//! The cards of databases and Key Value instances.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::service::{choice, known_field, more};
use super::{addresses, head, plans, replicas, structure};
use crate::app::fields::{self, Number, Place};
use crate::app::live::{live, memo, typed};
use crate::app::store::Store;
use crate::blueprint::ServiceType;
use crate::cost::{Item, Quantity};
use crate::price::money;
use crate::spec;
use crate::words::{page, terms};
use crate::yaml::Path;

pub(super) fn database(store: Store, path: &Path) -> AnyView {
    let kind = &spec::DATABASE;
    let place = |field| Place::new(store, path, kind, field);
    let folded = path.clone();
    view! {
        <article class="card" id=fields::id_of(path, "")>
            {head(store, path, terms::database())}
            <div class="grid">
                {choice(place("plan"), page::field_plan(), plans::postgres(store.prices()), true)}
                {disk(store, path)} {known_field(store, path, kind, "postgresMajorVersion", page::field_version())}
                {high_availability(store, path)}
            </div>
            {more(store, path, page::controls_more_data(), move |later| (later.database)(store, &folded))}
        </article>
    }
    .into_any()
}

/// The disk's size with its price.
fn disk(store: Store, path: &Path) -> AnyView {
    let place = Place::new(store, path, &spec::DATABASE, "diskSizeGB");
    let current = place.current();
    let line_path = path.clone();
    let storage = move || {
        store.analysis.with(|shown| {
            let mut lines = shown.bill.lines.iter();
            let line =
                lines.find(|line| line.path.as_ref() == Some(&line_path) && line.item == Item::Storage)?;
            Some((line.unit_price, line.monthly, line.quantity))
        })
    };
    let storage = memo(storage);
    let hint = move || match storage.get() {
        Some((Some(unit), Some(monthly), _)) => {
            page::hint_disk(money::unit(unit), money::usd(monthly.min)).to_string()
        }
        _ => String::new(),
    };
    let placeholder = move || match storage.get() {
        Some((_, _, Quantity::Gigabytes(size))) => size.normalize().to_string(),
        _ => String::new(),
    };
    fields::number(Number {
        id: place.id(),
        label: page::field_disk_gb().to_string(),
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || current.get().and_then(|text| text.parse().ok())),
        min: Decimal::ONE,
        max: None,
        whole: true,
        optional: true,
        placeholder: Signal::derive(placeholder),
        on_input: Arc::new(move |value| place.set(value.map(|size| size.to_string()).unwrap_or_default())),
        on_end: Arc::new(move || store.end_gesture()),
        hint: Some(Signal::derive(hint)),
    })
}

fn high_availability(store: Store, path: &Path) -> AnyView {
    let place = Place::new(store, path, &spec::DATABASE, "highAvailability.enabled");
    let current = place.current();
    let on = move || current.with(|text| text.as_deref() == Some("true"));
    let on_now = move || untrack(on);
    view! {
        <label class="check">
            <input
                type="checkbox"
                id=place.id()
                prop:checked=live(on)
                on:change=typed(move |_| {
                    place.set((!on_now()).to_string());
                    store.end_gesture();
                })
            />
            {page::field_high_availability().to_string()}
        </label>
    }
    .into_any()
}

pub(super) fn key_value(store: Store, path: &Path) -> AnyView {
    let kind = &spec::KEY_VALUE_SERVICE;
    let place = |field| Place::new(store, path, kind, field);
    let folded = path.clone();
    view! {
        <article class="card" id=fields::id_of(path, "")>
            {head(store, path, ServiceType::KeyValue.name())}
            <div class="grid">
                {choice(place("plan"), page::field_plan(), plans::key_value(store.prices()), true)}
                {known_field(store, path, kind, "maxmemoryPolicy", page::field_eviction())}
                {known_field(store, path, kind, "persistenceMode", page::field_persistence())}
            </div>
            {more(store, path, page::controls_more_data(), move |later| (later.key_value)(store, &folded))}
        </article>
    }
    .into_any()
}

/// The folded part of a database's card.
pub(in crate::app) fn database_more(store: Store, path: &Path) -> AnyView {
    let kind = &spec::DATABASE;
    view! {
        <div class="grid">
            {known_field(store, path, kind, "region", page::field_region())}
            {known_field(store, path, kind, "connectionPool", page::field_connection_pool())}
            {replicas::replicas(store, path)} {addresses::addresses(store, path)}
        </div>
        {structure::actions(store, path)}
    }
    .into_any()
}

/// The folded part of a Key Value's card.
pub(in crate::app) fn key_value_more(store: Store, path: &Path) -> AnyView {
    view! {
        <div class="grid">
            {known_field(store, path, &spec::KEY_VALUE_SERVICE, "region", page::field_region())}
            {addresses::addresses(store, path)}
        </div>
        {structure::actions(store, path)}
    }
    .into_any()
}
