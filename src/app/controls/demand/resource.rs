//! How full one resource is with these users, and what to change of it.
//!
//! Figures change with every move of the users' slider, so that each follows its own memo: what is around them is
//! drawn once.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::sizing::{self, TITLE};
use super::{roles, users, workload};
use crate::app::focus;
use crate::app::list::{Row, list};
use crate::app::live::{live, memo};
use crate::app::prose::prose;
use crate::app::store::{Shared, Store};
use crate::demand::{self, Load, Measure, Sizes};
use crate::plan::Demanded;
use crate::price::money;
use crate::words::{Message, page, plan as words};
use crate::yaml::Path;

/// What is known of the resource now.
type Known = Memo<Option<Shared<Sizes>>>;

/// One resource: how full its fullest part is, the rest folded; and what to change.
pub(super) fn row(store: Store, path: &Path) -> AnyView {
    let own = path.clone();
    let sizes: Known = memo(move || {
        let sizes = sizing::read(store, |demanded| of(demanded, &own)).flatten();
        sizes.map(Shared::new)
    });
    let name = store.field(path, "name");
    let mark = memo(move || mark(store));
    let fullest = memo(move || {
        sizes.with(|sizes| {
            let loads = sizes.as_ref()?.loads.iter();
            loads.max_by_key(|load| load.percent).cloned()
        })
    });
    let path = path.clone();
    let opened = RwSignal::new(false);
    let folded = move || {
        let role = || roles::role(store, &path);
        opened
            .get()
            .then(|| view! { {loads(store, sizes, mark)} {role()} }.into_any())
    };
    view! {
        <li>
            <details on:toggle=move |_| opened.set(true)>
                <summary>
                    <code>{live(move || name.get().unwrap_or_default())}</code>
                    {meter(fullest, mark)}
                    {full(fullest)}
                </summary>
                {live(folded)}
            </details>
            {advice(store, sizes)}
            {less(sizes)}
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

/// A part of what is known, that changes when it is another.
fn part<T: PartialEq + Send + Sync + 'static>(
    sizes: Known,
    get: impl Fn(&Sizes) -> Option<T> + Send + Sync + 'static,
) -> Memo<Option<T>> {
    memo(move || sizes.with(|sizes| sizes.as_ref().and_then(|sizes| get(sizes))))
}

/// All its loads.
fn loads(store: Store, sizes: Known, mark: Memo<Decimal>) -> AnyView {
    let horizon = memo(move || workload(store).horizon());
    let row = move |measure: Measure| {
        Row::new(&measure, move || {
            let own = move |sizes: &Sizes| sizes.loads.iter().find(|load| load.measure == measure).cloned();
            of_load(measure, part(sizes, own), mark, horizon)
        })
    };
    let rows = move || {
        sizes.with(|sizes| {
            let loads = sizes.iter().flat_map(|sizes| &sizes.loads);
            loads.map(|load| row(load.measure)).collect()
        })
    };
    list(Arc::new(rows))
}

fn of_load(measure: Measure, load: Memo<Option<Load>>, mark: Memo<Decimal>, horizon: Memo<u32>) -> AnyView {
    let said = move || {
        load.with(|load| {
            let load = load.as_ref()?;
            let when = when(load, mark.get(), horizon.get());
            let when = when.map(|when| when.to_string()).unwrap_or_default();
            Some(format!("{} {when}", how_much(load)))
        })
    };
    view! {
        <div class="load">
            <span>{measure.name().to_string()}</span>
            {full(load)}
            {meter(load, mark)}
            <small>{live(move || said().unwrap_or_default())}</small>
        </div>
    }
    .into_any()
}

fn how_much(load: &Load) -> Message {
    let amount = demand::amount_text(load.amount);
    match load.capacity {
        Some(capacity) => page::demand_load(amount, demand::amount_text(capacity), load.measure.unit()),
        None => page::demand_load_unknown(amount, load.measure.unit()),
    }
}

/// How full it is, in figures; nothing without a load.
fn full(load: Memo<Option<Load>>) -> AnyView {
    let over = move || load.with(|load| load.as_ref().is_some_and(|load| load.over));
    let said = move || load.with(|load| load.as_ref().map(|load| percent(load).to_string()));
    view! { <span class="full" class:over=live(over)>{live(move || said().unwrap_or_default())}</span> }
        .into_any()
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
fn meter(load: Memo<Option<Load>>, mark: Memo<Decimal>) -> AnyView {
    let used = memo(move || {
        let percent = load.with(|load| load.as_ref().and_then(|load| load.percent));
        percent.map(|percent| percent.min(Decimal::ONE_HUNDRED).round_dp(1).normalize())
    });
    let is_known = memo(move || used.with(Option::is_some));
    let over = move || load.with(|load| load.as_ref().is_some_and(|load| load.over));
    let width = move || used.get().unwrap_or_default().to_string();
    let bar = move || {
        is_known.get().then(|| {
            view! {
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="used" class:over=live(over) width=live(width) height="8" />
                    <path d=live(move || format!("M{} 0V8", mark.get().normalize())) />
                </svg>
            }
            .into_any()
        })
    };
    view! { <span class="meter">{live(bar)}</span> }.into_any()
}

/// What to change and why, with the button that does it.
fn advice(store: Store, sizes: Known) -> AnyView {
    let reason = part(sizes, |sizes| sizes.reason.as_ref().map(Message::to_string));
    let is_short = memo(move || reason.with(Option::is_some));
    let named = part(sizes, |sizes| {
        (!sizes.edits.is_empty()).then(|| sizes.subject.name.clone())
    });
    let button = move || named.get().map(|name| apply(store, sizes, name));
    let advice = move || {
        is_short.get().then(|| {
            view! {
                <div class="advice short">
                    <span>{live(move || reason.with(|reason| reason.as_deref().map(prose)))}</span>
                    {live(button)}
                </div>
            }
            .into_any()
        })
    };
    live(advice).into_any()
}

fn apply(store: Store, sizes: Known, name: String) -> AnyView {
    let label = page::demand_apply_to(name.as_str()).to_string();
    let follow = move || {
        let Some(sizes) = sizes.get_untracked() else {
            return;
        };
        let users = untrack(|| users(store));
        store.follow(&sizes.edits, words::step_follow(name.as_str(), users), |_| {});
        focus::wish(store, TITLE.to_owned());
    };
    sizing::apply_button(label, follow)
}

/// What else there is to say.
fn less(sizes: Known) -> AnyView {
    let less = part(sizes, |sizes| sizes.less.as_ref().map(Message::to_string));
    let said = move || {
        let less = less.get()?;
        Some(view! { <small class="less">{prose(&less)}</small> }.into_any())
    };
    live(said).into_any()
}
