//! How many users there are, what that means for the resources, and what is assumed.

mod assumptions;
mod growth;
mod resource;
mod roles;
mod sizing;

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::fold;
use crate::app::fields::{self, Number};
use crate::app::later::{is_awaited, later};
use crate::app::live::{live, memo, typed};
use crate::app::store::Store;
use crate::demand::Workload;
use crate::plan::mau;
use crate::words::{Message, page, plan as words};

/// Monthly active users, on a logarithmic slider and in a box.
pub(super) fn demand(store: Store) -> AnyView {
    let users = memo(move || store.setting(|settings| settings.mau).unwrap_or_default());
    let set = move |users: u32| {
        store.set(words::step_mau(users), "mau", |settings| settings.mau = users);
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
        placeholder: String::new().into(),
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
                    // Not at each change: with the arrow keys every key is one.
                    on:pointerup=move |_| store.end_gesture()
                    on:blur=move |_| store.end_gesture()
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
            {live(move || is_awaited(store).then(|| view! { <div class="awaited"></div> }.into_any()))}
            {later(store, move |later| (later.demand_more)(store))}
        </details>
    }
    .into_any()
}

/// What follows from the users, and what is assumed of them.
pub(in crate::app) fn more(store: Store) -> AnyView {
    view! {
        {sizing::card(store)}
        {growth::card(store)}
    }
    .into_any()
}

/// Monthly users now.
fn users(store: Store) -> u32 {
    store.setting(|settings| settings.mau).unwrap_or_default()
}

/// What is assumed of them.
fn workload(store: Store) -> Workload {
    store
        .setting(|settings| settings.workload.clone())
        .unwrap_or_default()
}

/// Changes what is assumed as a step; answers what is wrong where that is refused.
fn assume(
    store: Store,
    step: Message,
    gesture: &str,
    change: impl FnOnce(&mut Workload) -> Result<(), Message>,
) -> Option<Message> {
    let mut workload = store.on_screen_now()?.settings.workload.clone();
    if let Err(wrong) = change(&mut workload) {
        return Some(wrong);
    }
    store.set(step, gesture, |settings| settings.workload = workload);
    None
}
