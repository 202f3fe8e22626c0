//! The card of a service.

use std::sync::Arc;

use leptos::prelude::*;

use super::{head, instances, plans};
use crate::app::fields::{self, Choice, Place, Select, Text};
use crate::app::store::Store;
use crate::blueprint::ServiceType;
use crate::spec::{self, Kind, Shape};
use crate::words::{Message, page};
use crate::yaml::Path;

pub(super) fn card(store: Store, path: &Path, service_type: ServiceType) -> AnyView {
    let (kind, place) = match service_type {
        ServiceType::Static => (&spec::STATIC_SERVICE, path.clone()),
        ServiceType::Cron => (&spec::CRON_SERVICE, path.clone()),
        ServiceType::Workflow => (&spec::WORKFLOW_SERVICE, path.clone()),
        _ => (&spec::SERVER_SERVICE, path.clone()),
    };
    let has_plan = service_type.has_instances() || service_type == ServiceType::Cron;
    let plan = has_plan.then(|| {
        choice(
            Place::new(store, path, kind, "plan"),
            page::field_plan(),
            plans::service(store.prices(), service_type),
            true,
        )
    });
    let instances = service_type
        .has_instances()
        .then(|| instances::instances(store, path));
    view! {
        <article class="card" id=fields::id_of(path, "")>
            {head(store, path, service_type.name())}
            <div class="grid">
                {plan} {instances} {known_field(store, path, kind, "schedule", page::field_schedule())}
                {known_field(store, path, kind, "region", page::field_region())}
                {(service_type == ServiceType::Web)
                    .then(|| known_field(store, path, kind, "healthCheckPath", page::field_health_check()))}
            </div>
            <details class="more">
                <summary>{page::controls_more().to_string()}</summary>
                <div class="grid">
                    {known_field(store, path, kind, "branch", page::field_branch())}
                    {known_field(store, path, kind, "autoDeployTrigger", page::field_auto_deploy())}
                    {known_field(store, path, kind, "buildCommand", page::field_build_command())}
                    {known_field(store, path, kind, "preDeployCommand", page::field_pre_deploy_command())}
                    {known_field(store, &place, kind, "startCommand", page::field_start_command())}
                    {known_field(store, path, kind, "staticPublishPath", page::field_publish_path())}
                </div>
            </details>
        </article>
    }
    .into_any()
}

/// A field that the kind has, with the control that its shape asks for; nothing where the kind lacks it.
pub(super) fn known_field(
    store: Store,
    path: &Path,
    kind: &'static Kind,
    field: &'static str,
    label: Message,
) -> Option<AnyView> {
    let place = Place::new(store, path, kind, field);
    let control = match place.spec?.shape {
        Shape::Choice(values) => {
            let choices = values.current().map(|value| Choice::plain(value.name)).collect();
            choice(place, label, choices, false)
        }
        Shape::Text | Shape::TextOrNumber | Shape::Url => text(place, label),
        _ => return None,
    };
    Some(control)
}

/// A select over a field.
pub(super) fn choice(place: Place, label: Message, choices: Vec<Choice>, wide: bool) -> AnyView {
    let current = place.current();
    fields::select(Select {
        id: place.id(),
        label: label.to_string(),
        choices,
        current: current.into(),
        unset: Some(place.unset_label()),
        on_choose: Arc::new(move |value| {
            place.set(value);
            place.store.end_gesture();
        }),
        wide,
    })
}

fn text(place: Place, label: Message) -> AnyView {
    let current = place.current();
    let store = place.store;
    fields::text(Text {
        id: place.id(),
        label: label.to_string(),
        current: current.into(),
        placeholder: place.unset_label(),
        on_input: Arc::new(move |value| place.set(value)),
        on_end: Arc::new(move || store.end_gesture()),
    })
}
