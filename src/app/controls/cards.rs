//! The lists of cards. A card is drawn anew only when its resource becomes another.

use std::sync::Arc;

use leptos::prelude::*;

use super::{data, service};
use crate::app::list::{Row, list};
use crate::app::live::{click, live};
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
    let add = move || {
        store
            .here_now()
            .into_iter()
            .for_each(|later| (later.add_private_service)(store))
    };
    view! {
        {cards(store, rows, page::controls_no_services())}
        <button type="button" class="add" id="add-private-service" on:click=click(add)>
            {page::controls_add_private_service().to_string()}
        </button>
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
    cards(store, rows, page::controls_no_data())
}

/// Cards of the Blueprint on screen, or a sentence where there are none.
fn cards(
    store: Store,
    rows: impl Fn(&Blueprint<'_>) -> Vec<Row> + Send + Sync + Copy + 'static,
    none: Message,
) -> AnyView {
    let rows = move || store.analysis.with(|shown| rows(&shown.blueprint()));
    view! {
        {list(Arc::new(rows))}
        <p class="empty" hidden=live(move || !rows().is_empty())>
            {none.to_string()}
        </p>
    }
    .into_any()
}
