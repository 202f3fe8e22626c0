//! Buttons that add a resource beside those that are there.

use leptos::prelude::*;

use crate::app::live::click;
use crate::app::store::Store;
use crate::blueprint::edit::{Edit, NewDatabase, NewService, free_name};
use crate::blueprint::{Blueprint, ServiceType};
use crate::price::plans;
use crate::words::{Message, page, plan as words, terms};
use crate::yaml::Path;

/// Buttons for the types of services.
pub(in crate::app) fn services(store: Store) -> AnyView {
    let types = [
        ServiceType::Web,
        ServiceType::PrivateService,
        ServiceType::Worker,
        ServiceType::Cron,
        ServiceType::Static,
    ];
    row(types.map(|service_type| service_button(store, service_type)))
}

/// Buttons for databases and Key Value.
pub(in crate::app) fn data(store: Store) -> AnyView {
    row([
        database_button(store),
        service_button(store, ServiceType::KeyValue),
    ])
}

/// Buttons for env groups and projects.
pub(in crate::app) fn groups(store: Store) -> AnyView {
    let add_group = move || {
        let (section, name) = store.analysis.with_untracked(|shown| {
            let blueprint = shown.blueprint();
            (section_of_first(&blueprint), free_name(&blueprint, "env-group"))
        });
        let step = words::step_add(name.as_str());
        store.edit(&[Edit::AddGroup { section, name }], step, "");
    };
    let add_project = move || {
        let (name, environment) = store.analysis.with_untracked(|shown| {
            let blueprint = shown.blueprint();
            (
                free_name(&blueprint, "project"),
                free_name(&blueprint, "production"),
            )
        });
        let step = words::step_add(name.as_str());
        store.edit(&[Edit::AddProject { name, environment }], step, "");
    };
    row([
        button("add-group", terms::group(), add_group),
        button("add-project", page::structure_project(), add_project),
    ])
}

fn row(buttons: impl IntoIterator<Item = AnyView>) -> AnyView {
    let buttons = buttons.into_iter().collect::<Vec<_>>();
    view! {
        <div class="adding" role="group" aria-label=page::structure_add_group().to_string()>
            <span aria-hidden="true">{page::structure_add().to_string()}</span>
            {buttons}
        </div>
    }
    .into_any()
}

fn button(id: &'static str, name: Message, add: impl Fn() + 'static) -> AnyView {
    let name = name.to_string();
    let label = page::structure_add_one(name.as_str()).to_string();
    view! {
        <button type="button" class="text" id=id aria-label=label on:click=click(add)>
            {name}
        </button>
    }
    .into_any()
}

fn service_button(store: Store, service_type: ServiceType) -> AnyView {
    let id = match service_type {
        ServiceType::Web => "add-web",
        ServiceType::PrivateService => "add-private-service",
        ServiceType::Worker => "add-worker",
        ServiceType::Cron => "add-cron",
        ServiceType::Static => "add-static",
        _ => "add-key-value",
    };
    let add = move || {
        let (section, service) = store.analysis.with_untracked(|shown| {
            let blueprint = shown.blueprint();
            let service = NewService::beside(&blueprint, service_type, smallest_paid(service_type));
            (section_of_first(&blueprint), service)
        });
        let step = words::step_add(service.name.as_str());
        store.edit(&[Edit::AddService { section, service }], step, "");
    };
    button(id, service_type.name(), add)
}

fn database_button(store: Store) -> AnyView {
    let add = move || {
        let (section, database) = store.analysis.with_untracked(|shown| {
            let blueprint = shown.blueprint();
            let plans = plans::postgres_plans().iter();
            let plan = plans.map(|plan| plan.id).find(|id| *id != FREE);
            let database = NewDatabase::beside(&blueprint, plan.unwrap_or_default());
            (section_of_first(&blueprint), database)
        });
        let step = words::step_add(database.name.as_str());
        store.edit(&[Edit::AddDatabase { section, database }], step, "");
    };
    button("add-database", terms::database(), add)
}

const FREE: &str = "free";

/// The smallest plan that is not free, for a type that has plans.
fn smallest_paid(service_type: ServiceType) -> &'static str {
    let paid = |id: &&str| *id != FREE;
    let first = match service_type {
        ServiceType::KeyValue => plans::key_values().iter().map(|plan| plan.id).find(paid),
        ServiceType::Cron => plans::crons().iter().map(|plan| plan.id).find(paid),
        _ => plans::services().iter().map(|plan| plan.id).find(paid),
    };
    first.unwrap_or_default()
}

/// What is added stands beside the first resource: in its environment, if it is in one.
fn section_of_first(blueprint: &Blueprint<'_>) -> Path {
    let first = blueprint.resources().next().map(|found| found.resource().place);
    let mut sections = blueprint.sections.iter();
    let section = sections.find(|section| first.is_none_or(|place| section.place == place));
    section.map(|section| section.path.clone()).unwrap_or_default()
}
