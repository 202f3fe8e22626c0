//! The lists of cards. A card is drawn anew only when its resource becomes another.

use std::sync::Arc;

use leptos::prelude::*;

use super::{data, service};
use crate::app::later::later;
use crate::app::list::{Row, long_list};
use crate::app::live::{live, memo};
use crate::app::store::Store;
use crate::blueprint::{Blueprint, ServiceType};
use crate::words::{Message, page};

pub(super) fn services(store: Store) -> AnyView {
    let rows = move |blueprint: &Blueprint<'_>| {
        let services = blueprint.services.iter();
        let services = services.filter(|service| service.service_type != ServiceType::KeyValue);
        let rows = services.map(|service| {
            let (path, service_type) = (service.resource.path.clone(), service.service_type);
            Row::new(&(path.clone(), service_type), move || {
                service::card(store, &path, service_type)
            })
        });
        rows.collect()
    };
    view! {
        {cards(store, rows, page::controls_no_services())}
        {later(store, move |later| (later.add_services)(store))}
    }
    .into_any()
}

pub(super) fn data(store: Store) -> AnyView {
    let rows = move |blueprint: &Blueprint<'_>| {
        let databases = blueprint.databases.iter().map(|database| {
            let path = database.resource.path.clone();
            Row::new(&path.clone(), move || data::database(store, &path))
        });
        let services = blueprint.services.iter();
        let key_values = services.filter(|service| service.service_type == ServiceType::KeyValue);
        let key_values = key_values.map(|service| {
            let path = service.resource.path.clone();
            Row::new(&path.clone(), move || data::key_value(store, &path))
        });
        databases.chain(key_values).collect()
    };
    view! {
        {cards(store, rows, page::controls_no_data())}
        {later(store, move |later| (later.add_data)(store))}
    }
    .into_any()
}

/// Cards of the Blueprint on screen, or a sentence where there are none.
fn cards(
    store: Store,
    rows: impl Fn(&Blueprint<'_>) -> Vec<Row> + Send + Sync + Copy + 'static,
    none: Message,
) -> AnyView {
    let all = memo(move || store.analysis.with(|shown| rows(&shown.blueprint()).len()));
    let rows = move || store.analysis.with(|shown| rows(&shown.blueprint()));
    let (drawn, more) = long_list(Arc::new(rows));
    view! {
        {drawn} {more}
        <p class="empty" hidden=live(move || all.get() > 0 || store.analysis.with(|shown| shown.error.is_some()))>
            {none.to_string()}
        </p>
    }
    .into_any()
}
