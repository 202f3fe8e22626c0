//! The card of a service.

use std::sync::Arc;

use leptos::prelude::*;

use super::{disk, head, instances, plans as choices, structure};
use crate::app::fields::{self, Choice, Place, Select};
use crate::app::focus;
use crate::app::later::{Later, later};
use crate::app::live::{live, memo};
use crate::app::store::Store;
use crate::blueprint::ServiceType;
use crate::spec::{self, Kind, Shape};
use crate::words::{Message, page};
use crate::yaml::Path;

pub(super) fn card(store: Store, path: &Path, service_type: ServiceType) -> AnyView {
    let kind = kind_of(service_type);
    let has_plan = service_type.has_instances() || service_type == ServiceType::Cron;
    let plan = has_plan.then(|| {
        choice(
            Place::new(store, path, kind, "plan"),
            page::field_plan(),
            choices::service(store.prices(), service_type),
            true,
        )
    });
    let instances = service_type
        .has_instances()
        .then(|| instances::instances(store, path));
    let minutes = (service_type == ServiceType::Cron).then(|| {
        let path = path.clone();
        later(store, move |later| (later.cron_minutes)(store, &path))
    });
    let folded = path.clone();
    view! {
        <article class="card" id=fields::id_of(path, "")>
            {head(store, path, service_type.name())}
            <div class="grid">
                {plan} {instances} {known_field(store, path, kind, "schedule", page::field_schedule())} {minutes}
                {known_field(store, path, kind, "region", page::field_region())}
                {(service_type == ServiceType::Web)
                    .then(|| known_field(store, path, kind, "healthCheckPath", page::field_health_check()))}
            </div>
            {more(store, path, page::controls_more(), move |later| (later.service)(store, &folded, service_type))}
        </article>
    }
    .into_any()
}

fn kind_of(service_type: ServiceType) -> &'static Kind {
    match service_type {
        ServiceType::Static => &spec::STATIC_SERVICE,
        ServiceType::Cron => &spec::CRON_SERVICE,
        ServiceType::Workflow => &spec::WORKFLOW_SERVICE,
        _ => &spec::SERVER_SERVICE,
    }
}

/// With more lines on the bill than this, what is folded in a card is drawn when it is opened.
const FEW: usize = 30;

/// The folded part of a card, which comes later.
pub(super) fn more(
    store: Store,
    path: &Path,
    title: Message,
    part: impl Fn(Later) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let is_long = store
        .analysis
        .with_untracked(|shown| shown.bill.lines.len() > FEW);
    let drawn = RwSignal::new(!is_long);
    focus::answer(store, more_id(path));
    let part = Arc::new(part);
    // Drawn again, it would lose the focus that came to it with the opening.
    let draw = move || {
        if !drawn.get_untracked() {
            drawn.set(true);
        }
    };
    focus::draw_for(store, fields::id_of(path, ""), draw);
    let body = move || {
        let part = part.clone();
        drawn.get().then(|| later(store, move |here| part(here)))
    };
    view! {
        <details class="more" on:toggle=move |_| draw()>
            <summary id=more_id(path)>{title.to_string()}</summary>
            {live(body)}
        </details>
    }
    .into_any()
}

/// The id of what opens the folded part of a card.
pub(super) fn more_id(path: &Path) -> String {
    fields::id_of(path, "more")
}

/// The folded part of a service's card.
pub(in crate::app) fn service_more(store: Store, path: &Path, service_type: ServiceType) -> AnyView {
    let kind = kind_of(service_type);
    let runtime = store.field(path, "runtime");
    let known = |field, label| known_field(store, path, kind, field, label);
    let in_container =
        memo(move || runtime.with(|runtime| matches!(runtime.as_deref(), Some("docker" | "image"))));
    let commands_path = path.clone();
    let commands = move || {
        let known = |field, label| known_field(store, &commands_path, kind, field, label);
        if in_container.get() {
            vec![known("dockerCommand", page::field_docker_command())]
        } else {
            vec![
                known("buildCommand", page::field_build_command()),
                known("startCommand", page::field_start_command()),
            ]
        }
    };
    let disk = kind.field("disk").is_some().then(|| disk::disk(store, path));
    view! {
        <div class="grid">
            {known("branch", page::field_branch())} {known("autoDeployTrigger", page::field_auto_deploy())}
            {live(commands)} {known("preDeployCommand", page::field_pre_deploy_command())}
            {known("staticPublishPath", page::field_publish_path())}
            {known("maxShutdownDelaySeconds", page::field_shutdown_delay())} {disk}
        </div>
        {structure::actions(store, path)}
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
        Shape::Text | Shape::TextOrNumber | Shape::Url => fields::place_text(place, label),
        Shape::Integer { min, max } => fields::whole_number(place, label, min, max),
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
