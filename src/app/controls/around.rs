//! What no Blueprint holds: demand, workspace plan, services of others.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::plans;
use crate::app::fields::{self, Number, Select};
use crate::app::later::later;
use crate::app::live::{live, memo, typed};
use crate::app::store::Store;
use crate::cost::OutsideService;
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

/// The workspace plan, and services of others.
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
    view! {
        <div class="card">
            <div class="grid">{workspace}</div>
            {later(store, move |later| (later.outside)(store))}
        </div>
    }
    .into_any()
}

/// Services of others: whether each is used, and what it costs a month.
pub(in crate::app) fn outside(store: Store) -> AnyView {
    let rows = OutsideService::ALL.map(|service| row(store, service));
    view! {
        <fieldset class="outside">
            <legend>{page::controls_outside().to_string()}</legend>
            {rows.into_iter().collect::<Vec<_>>()}
        </fieldset>
    }
    .into_any()
}

fn row(store: Store, service: OutsideService) -> AnyView {
    let charge = memo(move || setting(store, |settings| settings.outside.get(&service).copied()).flatten());
    let used = move || charge.get().is_some();
    let name = service.name().to_string();
    let set = move |charge: Option<Option<Decimal>>| {
        let name = service.name();
        let step = match charge {
            Some(Some(sum)) => words::step_outside(name, money::usd(sum)),
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
                max: Some(Decimal::from(1_000_000)),
                whole: false,
                optional: true,
                placeholder: page::field_unpriced().to_string(),
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
        </div>
    }
    .into_any()
}

fn setting<T>(store: Store, get: impl Fn(&Settings) -> T) -> Option<T> {
    store
        .scenario
        .with(|scenario| scenario.as_ref().map(|scenario| get(&scenario.settings)))
}
