//! A fixed number of instances, or autoscaling.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::app::fields::{self, Number};
use crate::app::live::{click, live, memo};
use crate::app::store::Store;
use crate::blueprint::edit::Edit;
use crate::blueprint::{AnyResource, Instances, Scaling, Service};
use crate::words::{Message, page, plan as words, terms};
use crate::yaml::Path;

/// What the card shows of a service's instances.
#[derive(Clone, Copy, PartialEq)]
struct Now {
    instances: Instances,
    scaling: Option<Scaling>,
}

pub(super) fn instances(store: Store, path: &Path) -> AnyView {
    let place = path.clone();
    let now = memo(move || {
        store.analysis.with(|shown| match shown.part(&place).at(&place) {
            Some(AnyResource::Service(service)) => now_of(service),
            _ => Now {
                instances: Instances { min: 1, max: 1 },
                scaling: None,
            },
        })
    });
    let scales = memo(move || now.get().scaling.is_some());
    let (fix_path, scale_path) = (path.clone(), path.clone());
    let fix = move || fix(store, &fix_path, now.get_untracked().instances.min, "");
    let scale = move || {
        let least = now.get_untracked().instances.min;
        let scaling = Scaling {
            min: Some(least),
            max: Some(least * 2),
            cpu_percent: Some(70),
            memory_percent: None,
        };
        autoscale(store, &scale_path, scaling, "");
    };
    let body_path = path.clone();
    let body = move || {
        if scales.get() {
            scaling_fields(store, &body_path, now)
        } else {
            fixed_field(store, &body_path, now)
        }
    };
    view! {
        <fieldset class="span" id=fields::id_of(path, "numInstances")>
            <legend>{page::field_instances().to_string()}</legend>
            <div class="seg">
                <button type="button" aria-pressed=live(move || (!scales.get()).to_string()) on:click=click(fix)>
                    {page::field_fixed().to_string()}
                </button>
                <button type="button" aria-pressed=live(move || scales.get().to_string()) on:click=click(scale)>
                    {page::field_autoscale().to_string()}
                </button>
            </div>
            {live(body)}
        </fieldset>
    }
    .into_any()
}

fn now_of(service: &Service<'_>) -> Now {
    Now {
        instances: service.instances(),
        scaling: service.scaling(),
    }
}

fn fix(store: Store, path: &Path, count: i64, gesture: &str) {
    let instances = terms::instances(usize::try_from(count).unwrap_or(0));
    let name = words::step_instances(store.resource_name(path), instances);
    let edit = Edit::FixInstances {
        service: path.clone(),
        count,
    };
    store.edit_field(&edit, name, gesture);
}

fn autoscale(store: Store, path: &Path, scaling: Scaling, gesture: &str) {
    let (min, max) = (scaling.min.unwrap_or(1), scaling.max.unwrap_or(1));
    let name = words::step_autoscale(store.resource_name(path), min.to_string(), max.to_string());
    let edit = Edit::Autoscale {
        service: path.clone(),
        min,
        max,
        cpu_percent: scaling.cpu_percent,
        memory_percent: scaling.memory_percent,
    };
    store.edit_field(&edit, name, gesture);
}

/// A number with a button on each side.
fn fixed_field(store: Store, path: &Path, now: Memo<Now>) -> AnyView {
    let count = Signal::derive(move || Some(Decimal::from(now.get().instances.min)));
    let (less_path, more_path, typed_path) = (path.clone(), path.clone(), path.clone());
    let at_least = move || now.get().instances.min <= 1;
    let step = move |path: &Path, by: i64| {
        fix(
            store,
            path,
            (now.get_untracked().instances.min + by).max(1),
            &format!("{path}.numInstances"),
        );
    };
    let field = fields::number(Number {
        id: fields::id_of(path, "instances-count"),
        label: page::field_count().to_string(),
        hidden_label: true,
        class: "num",
        current: count,
        min: Decimal::ONE,
        max: Some(Decimal::ONE_HUNDRED),
        whole: true,
        optional: false,
        placeholder: String::new().into(),
        on_input: Arc::new(move |value| {
            if let Some(count) = value.and_then(|value| value.to_i64()) {
                fix(store, &typed_path, count, &format!("{typed_path}.numInstances"));
            }
        }),
        on_end: Arc::new(move || store.end_gesture()),
        hint: None,
    });
    view! {
        <div class="step">
            <button
                type="button"
                aria-label=page::field_fewer().to_string()
                disabled=live(at_least)
                on:click=click(move || step(&less_path, -1))
            >
                "−"
            </button>
            {field}
            <button type="button" aria-label=page::field_more().to_string() on:click=click(move || step(&more_path, 1))>
                "+"
            </button>
        </div>
    }
    .into_any()
}

/// Bounds and targets.
fn scaling_fields(store: Store, path: &Path, now: Memo<Now>) -> AnyView {
    let part = |name: &'static str,
                label: Message,
                word: Message,
                get: fn(&Scaling) -> Option<i64>,
                set: fn(&mut Scaling, Option<i64>),
                optional: bool| {
        let path = path.clone();
        let limit = if optional { 90 } else { 100 };
        let id = fields::id_of(&path, &format!("scaling.{name}"));
        let field = fields::number(Number {
            id,
            label: label.to_string(),
            hidden_label: true,
            class: "num",
            current: Signal::derive(move || now.get().scaling.as_ref().and_then(get).map(Decimal::from)),
            min: Decimal::ONE,
            max: Some(Decimal::from(limit)),
            whole: true,
            optional,
            placeholder: String::new().into(),
            on_input: Arc::new(move |value| {
                let Some(mut scaling) = now.get_untracked().scaling else {
                    return;
                };
                set(&mut scaling, value.and_then(|value| value.to_i64()));
                autoscale(store, &path, scaling, &format!("{path}.scaling.{name}"));
            }),
            on_end: Arc::new(move || store.end_gesture()),
            hint: None,
        });
        view! { <span class="inline">{word.to_string()} {field} {optional.then(|| page::field_percent().to_string())}</span> }
            .into_any()
    };
    view! {
        {part(
            "minInstances",
            page::field_min(),
            page::field_from(),
            |scaling| scaling.min,
            |scaling, value| {
                scaling.min = value;
                scaling.max = scaling.max.max(value);
            },
            false,
        )}
        {part(
            "maxInstances",
            page::field_max(),
            page::field_to(),
            |scaling| scaling.max,
            |scaling, value| {
                scaling.max = value;
                scaling.min = scaling.min.min(value);
            },
            false,
        )}
        {part(
            "targetCPUPercent",
            page::field_cpu_target(),
            page::field_cpu(),
            |scaling| scaling.cpu_percent,
            |scaling, value| scaling.cpu_percent = value,
            true,
        )}
        {part(
            "targetMemoryPercent",
            page::field_memory_target(),
            page::field_memory(),
            |scaling| scaling.memory_percent,
            |scaling, value| scaling.memory_percent = value,
            true,
        )}
    }
    .into_any()
}
