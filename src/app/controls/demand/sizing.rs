//! How full each resource is with these users, and what to change, with one button for each and one for all.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::{roles, users, workload};
use crate::app::focus;
use crate::app::list::{Row, long_list};
use crate::app::live::{click, live, memo};
use crate::app::prose::prose;
use crate::app::store::{Shared, Store};
use crate::demand::{self, Load, Sizes};
use crate::plan::Demanded;
use crate::price::money;
use crate::words::{Message, page, plan as words, whole};
use crate::yaml::Path;

/// What the focus goes to when a button has done its work and is gone.
const TITLE: &str = "sizing";

pub(super) fn card(store: Store) -> AnyView {
    let rows = move || {
        read(store, |demanded| {
            let resources = demanded.sizing.resources.iter();
            let paths = resources.map(|sizes| sizes.subject.path.clone());
            paths
                .map(|path| Row::new(&path.clone(), move || row(store, &path)))
                .collect()
        })
        .unwrap_or_default()
    };
    let (drawn, more) = long_list(Arc::new(rows));
    focus::answer(store, TITLE.to_owned());
    view! {
        <section class="card sizing" aria-labelledby=TITLE>
            <h3 id=TITLE tabindex="-1">{page::demand_sizing().to_string()}</h3>
            <div class="verdict">
                <div role="status">{live(move || read(store, verdict))}</div>
                {live(move || all(store))}
            </div>
            <ul class="sized">{drawn}</ul>
            {more}
            {files(store)}
            {roles::others(store)}
        </section>
    }
    .into_any()
}

fn read<T>(store: Store, read: impl FnOnce(&Demanded) -> T) -> Option<T> {
    store.demanded.get().map(|demanded| read(&demanded))
}

/// Whether the plan takes its users, in a sentence.
fn verdict(demanded: &Demanded) -> AnyView {
    let sizing = &demanded.sizing;
    if sizing.resources.is_empty() && sizing.object_storage_gb.is_none() {
        return view! { <p class="empty">{page::demand_nothing().to_string()}</p> }.into_any();
    }
    let users = sizing.users;
    let (class, said) = match changes(demanded) {
        _ if demanded.is_satisfied() => ("advice ok", page::demand_fits(whole(users))),
        0 => ("advice short", page::demand_not_enough(users)),
        count => ("advice short", page::demand_short(users, count)),
    };
    view! { <p class=class><b>{said.to_string()}</b></p> }.into_any()
}

/// How many resources the advice would change, object storage among them.
fn changes(demanded: &Demanded) -> usize {
    let resources = demanded.sizing.resources.iter();
    let advised = resources.filter(|sizes| !sizes.edits.is_empty()).count();
    advised + usize::from(demanded.more_object_storage().is_some())
}

/// The button that follows all advice.
fn all(store: Store) -> Option<AnyView> {
    let is_advised = memo(move || read(store, |demanded| changes(demanded) > 0).unwrap_or_default());
    let follow = move || {
        let Some(demanded) = untrack(|| store.demanded.get()) else {
            return;
        };
        let edits: Vec<_> = demanded.sizing.edits().cloned().collect();
        let files = demanded.more_object_storage();
        let step = words::step_follow_all(demanded.sizing.users);
        store.follow(&edits, step, |settings| {
            if files.is_some() {
                settings.object_storage_gb = files;
            }
        });
        focus::wish(store, TITLE.to_owned());
    };
    let button = view! {
        <button type="button" id="apply-all" class="text apply-all" on:click=click(follow)>
            {page::demand_apply_all().to_string()}
        </button>
    };
    is_advised.get().then(|| button.into_any())
}

/// One resource: how full its fullest part is, the rest folded; and what to change.
fn row(store: Store, path: &Path) -> AnyView {
    let own = path.clone();
    let sizes = memo(move || {
        read(store, |demanded| of(demanded, &own))
            .flatten()
            .map(Shared::new)
    });
    let name = store.field(path, "name");
    let with =
        move |draw: fn(Store, &Sizes) -> AnyView| live(move || sizes.get().map(|sizes| draw(store, &sizes)));
    let path = path.clone();
    let opened = RwSignal::new(false);
    let folded = move || {
        let role = || untrack(|| roles::role(store, &path));
        opened.get().then(|| view! { {with(loads)} {role()} }.into_any())
    };
    view! {
        <li>
            <details on:toggle=move |_| opened.set(true)>
                <summary>
                    <code>{live(move || name.get().unwrap_or_default())}</code>
                    {with(fullest)}
                </summary>
                {live(folded)}
            </details>
            {with(advice)}
        </li>
    }
    .into_any()
}

fn of(demanded: &Demanded, path: &Path) -> Option<Sizes> {
    let mut resources = demanded.sizing.resources.iter();
    resources.find(|sizes| sizes.subject.path == *path).cloned()
}

/// How full a resource may be, in percent.
fn mark(store: Store) -> Decimal {
    let head_room = demand::assumption("head-room");
    head_room.map_or(Decimal::ONE_HUNDRED, |known| workload(store).value(known))
}

fn fullest(store: Store, sizes: &Sizes) -> AnyView {
    let fullest = sizes.loads.iter().max_by_key(|load| load.percent);
    let Some(load) = fullest else {
        return ().into_any();
    };
    view! {
        {meter(load, mark(store))}
        <span class="full" class:over=load.over>{percent(load).to_string()}</span>
    }
    .into_any()
}

fn loads(store: Store, sizes: &Sizes) -> AnyView {
    let mark = mark(store);
    let horizon = workload(store).horizon();
    let load = |load: &Load| {
        let name = load.measure.name().to_string();
        let how_much = how_much(load).to_string();
        let percent = percent(load).to_string();
        view! {
            <div class="load">
                <span>{name}</span>
                <span class="full" class:over=load.over>{percent}</span>
                {meter(load, mark)}
                <small>{how_much} " " {when(load, mark, horizon).map(|when| when.to_string())}</small>
            </div>
        }
        .into_any()
    };
    sizes.loads.iter().map(load).collect::<Vec<_>>().into_any()
}

fn how_much(load: &Load) -> Message {
    let amount = demand::amount_text(load.amount);
    match load.capacity {
        Some(capacity) => page::demand_load(amount, demand::amount_text(capacity), load.measure.unit()),
        None => page::demand_load_unknown(amount, load.measure.unit()),
    }
}

fn percent(load: &Load) -> Message {
    match load.percent.map(demand::whole_percent) {
        Some(percent) if load.over => page::demand_over(percent),
        Some(percent) => page::demand_percent(percent),
        None => page::demand_unknown(),
    }
}

/// With how many users it is full, and in which month.
fn when(load: &Load, mark: Decimal, horizon: u32) -> Option<Message> {
    load.capacity?;
    let mark = mark.normalize().to_string();
    Some(match (load.full_at.map(money::count), load.full_in) {
        (None, _) => page::demand_never(mark),
        (Some(users), _) if load.over => page::demand_over_since(mark, users),
        (Some(users), Some(month)) => page::demand_full_in(mark, users, month.to_string()),
        (Some(users), None) => page::demand_full_at(mark, users, horizon.to_string()),
    })
}

/// A bar, with a mark where it is full enough. The number stands beside it.
fn meter(load: &Load, mark: Decimal) -> AnyView {
    let Some(percent) = load.percent else {
        return view! { <span class="meter"></span> }.into_any();
    };
    let used = percent.min(Decimal::ONE_HUNDRED).round_dp(1).normalize();
    let mark = mark.normalize();
    let over = if load.over { " over" } else { "" };
    let bar = format!(
        r#"<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="100" height="8"/><rect class="used{over}" width="{used}" height="8"/><path d="M{mark} 0V8"/></svg>"#
    );
    view! { <span class="meter" inner_html=bar></span> }.into_any()
}

/// What to change and why, with the button that does it; or what else there is to say.
fn advice(store: Store, sizes: &Sizes) -> AnyView {
    let less = sizes
        .less
        .as_ref()
        .map(|less| view! { <small class="less">{prose(&less.to_string())}</small> }.into_any());
    let reason = sizes.reason.as_ref().map(|reason| {
        let reason = prose(&reason.to_string());
        view! { <div class="advice short">
            <span>{reason}</span>
            {apply(store, sizes)}
        </div> }
        .into_any()
    });
    view! {
        {reason}
        {less}
    }
    .into_any()
}

fn apply(store: Store, sizes: &Sizes) -> Option<AnyView> {
    let (edits, name) = (sizes.edits.clone(), sizes.subject.name.clone());
    if edits.is_empty() {
        return None;
    }
    let label = page::demand_apply_to(name.as_str()).to_string();
    let follow = move || {
        let users = untrack(|| users(store));
        store.follow(&edits, words::step_follow(name.as_str(), users), |_| {});
        focus::wish(store, TITLE.to_owned());
    };
    Some(apply_button(label, follow))
}

fn apply_button(label: String, follow: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="text" aria-label=label on:click=click(follow)>
            {page::problems_apply().to_string()}
        </button>
    }
    .into_any()
}

/// What object storage is to hold.
fn files(store: Store) -> AnyView {
    let more = memo(move || read(store, Demanded::more_object_storage).flatten());
    let holds = memo(move || read(store, |demanded| demanded.sizing.object_storage_gb).flatten());
    let said = move || {
        let (users, holds) = (whole(users(store)), demand::amount_text(holds.get()?));
        let Some(gb) = more.get() else {
            let said = page::demand_files(users, holds).to_string();
            return Some(view! { <small class="less">{said}</small> }.into_any());
        };
        let now = store.setting(|settings| settings.object_storage_gb).flatten();
        let now = demand::amount_text(now.unwrap_or_default());
        let said = page::demand_more_files(users, holds, now).to_string();
        let follow = move || {
            let step = words::step_storage(money::later_number(gb));
            store.set(step, "", |settings| settings.object_storage_gb = Some(gb));
            focus::wish(store, TITLE.to_owned());
        };
        let label = page::demand_apply_to(page::controls_files().to_string()).to_string();
        Some(
            view! { <div class="advice short"><span>{said}</span> {apply_button(label, follow)}</div> }
                .into_any(),
        )
    };
    live(said).into_any()
}
