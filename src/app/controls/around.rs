//! What no Blueprint holds: demand, workspace plan, files, monitoring.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::plans;
use crate::app::fields::{self, Number, Select};
use crate::app::live::{live, memo, typed};
use crate::app::store::Store;
use crate::cost::Item;
use crate::plan::{Settings, mau};
use crate::price::money;
use crate::words::{page, plan as words};

/// Monthly active users, on a logarithmic slider and in a box.
pub(super) fn demand(store: Store) -> AnyView {
    let users = memo(move || setting(store, |settings| settings.mau).unwrap_or_default());
    let set = move |users: u32| {
        store.set(words::step_mau(users.to_string()), "mau", |settings| {
            settings.mau = users
        });
    };
    let field = fields::number(Number {
        id: "mau".to_owned(),
        label: page::controls_mau().to_string(),
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || Some(Decimal::from(users.get()))),
        min: Decimal::from(mau::MIN),
        max: Some(Decimal::from(mau::MAX)),
        whole: true,
        optional: false,
        placeholder: String::new(),
        on_input: Arc::new(move |value| {
            if let Some(users) = value.and_then(|value| value.to_u32()) {
                set(users);
            }
        }),
        on_end: Arc::new(move || store.end_gesture()),
        hint: None,
    });
    let slide = move |step: String| {
        if let Ok(step) = step.parse() {
            set(mau::at_step(step));
        }
    };
    view! {
        <details class="group" open>
            <summary>
                <h2>{page::controls_demand().to_string()}</h2>
            </summary>
            <div class="card mau">
                {field}
                <input
                    type="range"
                    id="mau-slider"
                    aria-label=page::controls_mau_slider().to_string()
                    aria-valuetext=live(move || users.get().to_string())
                    min="0"
                    max=mau::STEPS.to_string()
                    step="1"
                    prop:value=live(move || mau::step_of(users.get()).to_string())
                    on:input=typed(slide)
                    on:change=typed(move |_| store.end_gesture())
                />
                <div class="ticks" aria-hidden="true">
                    <span>"100"</span>
                    <span>"1k"</span>
                    <span>"10k"</span>
                    <span>"100k"</span>
                    <span>"1M"</span>
                </div>
                <small class="span">{page::controls_mau_note().to_string()}</small>
            </div>
        </details>
    }
    .into_any()
}

/// Workspace plan, files and monitoring.
pub(super) fn around(store: Store) -> AnyView {
    let workspace = memo(move || setting(store, |settings| settings.workspace.clone()));
    let workspace = fields::select(Select {
        id: "workspace".to_owned(),
        label: page::field_workspace().to_string(),
        choices: plans::workspace(store.prices()),
        current: workspace.into(),
        unset: None,
        on_choose: Arc::new(move |plan| {
            store.set(words::step_workspace(plan.as_str()), "", |settings| {
                settings.workspace = plan
            });
        }),
        wide: true,
    });
    let storage = amount(
        store,
        "object-storage",
        page::field_object_storage().to_string(),
        |settings| settings.object_storage_gb,
        move |size| {
            let name = words::step_storage(size.unwrap_or_default().to_string());
            store.set(name, "object-storage", |settings| {
                settings.object_storage_gb = size
            });
        },
        Some(Signal::derive(move || storage_hint(store))),
    );
    let monitoring = amount(
        store,
        "monitoring",
        page::field_monitoring().to_string(),
        |settings| settings.monitoring,
        move |sum| {
            let name = sum.map_or_else(words::step_no_monitoring, |sum| {
                words::step_monitoring(money::usd(sum))
            });
            store.set(name, "monitoring", |settings| settings.monitoring = sum);
        },
        None,
    );
    view! { <div class="card"><div class="grid">{workspace} {storage} {monitoring}</div></div> }.into_any()
}

fn amount(
    store: Store,
    id: &str,
    label: String,
    get: fn(&Settings) -> Option<Decimal>,
    set: impl Fn(Option<Decimal>) + Send + Sync + 'static,
    hint: Option<Signal<String>>,
) -> AnyView {
    fields::number(Number {
        id: id.to_owned(),
        label,
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || setting(store, get).flatten()),
        min: Decimal::ZERO,
        max: Some(Decimal::from(1_000_000)),
        whole: false,
        optional: true,
        placeholder: page::field_unset().to_string(),
        on_input: Arc::new(set),
        on_end: Arc::new(move || store.end_gesture()),
        hint,
    })
}

fn storage_hint(store: Store) -> String {
    store.analysis.with(|shown| {
        let line = shown
            .bill
            .lines
            .iter()
            .find(|line| line.item == Item::ObjectStorage);
        match line.and_then(|line| line.unit_price.zip(line.monthly)) {
            Some((unit, sum)) => {
                page::hint_object_storage(money::unit(unit), money::usd(sum.min)).to_string()
            }
            None => String::new(),
        }
    })
}

fn setting<T>(store: Store, get: impl Fn(&Settings) -> T) -> Option<T> {
    store
        .scenario
        .with(|scenario| scenario.as_ref().map(|scenario| get(&scenario.settings)))
}
