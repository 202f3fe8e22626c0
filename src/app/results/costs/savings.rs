//! What would make the bill of the scenario on screen smaller.

use leptos::prelude::*;

use crate::app::live::{click, live, memo};
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::plan::Settings;
use crate::savings::{Saving, Setting, Sized, savings as find};
use crate::words::{page, plan as words};

pub(super) fn savings(store: Store) -> AnyView {
    let found = memo(move || {
        let (scenario, demanded) = (store.scenario.get()?, store.demanded.get()?);
        store.analysis.with(|shown| {
            let (settings, setting) = (&scenario.settings, scenario.settings.setting(store.prices()));
            let sized = Sized {
                setting: &setting,
                users: settings.mau,
            };
            let find = || find(&shown.blueprint(), sized, &demanded.usage, settings.on_render);
            shown.is_reckoned().then(find)
        })
    });
    let list = move || {
        found.with(|found| {
            let all = found.iter().flatten();
            all.map(|saving| entry(store, saving)).collect::<Vec<_>>()
        })
    };
    let none = move || found.with(|found| found.as_ref().is_none_or(Vec::is_empty));
    let nothing = move || match store.analysis.with(|shown| shown.is_reckoned()) {
        true => page::savings_none().to_string(),
        false => page::results_not_read().to_string(),
    };
    let prices = move || page::savings_what(store.prices().named()).to_string();
    view! {
        <h2>{page::savings_title().to_string()}</h2>
        <p class="quiet">{live(prices)}</p>
        <p class="empty" hidden=live(move || !none())>{live(nothing)}</p>
        <ul class="savings">{live(list)}</ul>
    }
    .into_any()
}

fn entry(store: Store, saving: &Saving) -> AnyView {
    let amount = match saving.monthly_text() {
        Some(sum) => page::savings_sum(sum).to_string(),
        None => page::savings_no_sum().to_string(),
    };
    let title = saving.title.to_string();
    let act = if saving.can_be_applied() {
        let label = page::savings_apply_one(title.as_str()).to_string();
        let own = saving.clone();
        view! {
            <button type="button" class="text" aria-label=label on:click=click(move || apply(store, &own))>
                {page::savings_apply().to_string()}
            </button>
        }
        .into_any()
    } else {
        view! { <span class="kind">{page::savings_advice().to_string()}</span> }.into_any()
    };
    view! {
        <li data-saving=saving.id>
            <div>
                <h3>{prose(&title)}</h3>
                <p>{prose(&saving.why.to_string())}</p>
            </div>
            <b class:unknown=saving.monthly.is_none()>{amount}</b>
            {act}
        </li>
    }
    .into_any()
}

/// All of it as one step.
fn apply(store: Store, saving: &Saving) {
    let setting = saving.setting.clone();
    let change = move |settings: &mut Settings| match setting {
        Some(Setting::Workspace(plan)) => settings.workspace = plan.to_owned(),
        None => {}
    };
    store.follow(&saving.edits, words::step_saving(saving.title.clone()), change);
}
