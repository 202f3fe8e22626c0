//! The lists of cards.

use leptos::prelude::*;

use super::{CardKey, data, service};
use crate::app::store::Store;
use crate::blueprint::ServiceType;
use crate::words::{Message, page};

pub(super) fn services(store: Store) -> AnyView {
    let keys = move || {
        store.analysis.with(|shown| {
            let blueprint = shown.blueprint();
            let services = blueprint
                .services
                .iter()
                .filter(|service| service.service_type != ServiceType::KeyValue);
            services
                .map(|service| CardKey::of(&service.resource.path, Some(service.service_type)))
                .collect::<Vec<_>>()
        })
    };
    let card =
        move |key: CardKey| service::card(store, &key.path, key.service_type.unwrap_or(ServiceType::Unknown));
    view! {
        <For each=keys key=CardKey::clone children=card />
        {empty(move || keys().is_empty(), page::controls_no_services())}
    }
    .into_any()
}

pub(super) fn data(store: Store) -> AnyView {
    let keys = move || {
        store.analysis.with(|shown| {
            let blueprint = shown.blueprint();
            let databases = blueprint
                .databases
                .iter()
                .map(|database| CardKey::of(&database.resource.path, None));
            let key_values = blueprint
                .services
                .iter()
                .filter(|service| service.service_type == ServiceType::KeyValue);
            let key_values =
                key_values.map(|service| CardKey::of(&service.resource.path, Some(ServiceType::KeyValue)));
            databases.chain(key_values).collect::<Vec<_>>()
        })
    };
    let card = move |key: CardKey| match key.service_type {
        Some(_) => data::key_value(store, &key.path),
        None => data::database(store, &key.path),
    };
    view! {
        <For each=keys key=CardKey::clone children=card />
        {empty(move || keys().is_empty(), page::controls_no_data())}
    }
    .into_any()
}

fn empty(is_empty: impl Fn() -> bool + Send + Sync + 'static, sentence: Message) -> AnyView {
    let is_empty = Memo::new(move |_| is_empty());
    view! { <p class="empty" hidden=move || !is_empty.get()>{sentence.to_string()}</p> }.into_any()
}

impl CardKey {
    fn of(path: &crate::yaml::Path, service_type: Option<ServiceType>) -> Self {
        Self {
            path: path.clone(),
            service_type,
        }
    }
}
