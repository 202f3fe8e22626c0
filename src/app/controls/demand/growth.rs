//! How the number of users grows, how far the forecast looks, and by which assumptions.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{assume, assumptions, fold, users, workload};
use crate::app::fields::{self, Choice, Number, Select, error_line};
use crate::app::list::{Row, list};
use crate::app::live::{click, live, memo};
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::demand::{self, Growth, MAX_MONTHS, MAX_USERS, Set as AssumptionSet, Sizing};
use crate::price::money;
use crate::words::{Message, cost, page, plan as words};

const BY_PERCENT: &str = "percent";
const BY_TARGETS: &str = "targets";

pub(super) fn card(store: Store) -> AnyView {
    let by_targets = memo(move || matches!(workload(store).growth(), Growth::Targets(_)));
    let body = move || {
        if by_targets.get() {
            targets(store)
        } else {
            percent(store)
        }
    };
    let ends = move || {
        let workload = workload(store);
        let last = workload.users_by_month(users(store)).last().copied();
        let last = money::count(last.unwrap_or_default());
        page::demand_ends(last, workload.horizon().to_string()).to_string()
    };
    view! {
        <section class="card" aria-labelledby="growth-title">
            <h3 id="growth-title">{page::demand_growth_title().to_string()}</h3>
            <div class="grid">
                {way(store, by_targets)} {live(body)} {horizon(store)} {set(store)}
            </div>
            <p class="quiet ends">{live(ends)}</p>
            <p class="quiet ends">{live(move || explained(workload(store).set()).to_string())}</p>
            {fold("both-sets", page::demand_both(), move || both(store))}
            {fold("assumptions", page::demand_assumptions(), move || assumptions::all(store))}
            {fold("formulas", page::demand_formulas(), move || assumptions::formulas(store))}
        </section>
    }
    .into_any()
}

/// By a percentage or by targets.
fn way(store: Store, by_targets: Memo<bool>) -> AnyView {
    let choice = |value: &str, label: Message| Choice {
        value: value.to_owned(),
        label: label.to_string(),
    };
    let choose = move |way: String| {
        let (growth, step) = if way == BY_TARGETS {
            (Growth::Targets(BTreeMap::new()), words::step_targets())
        } else {
            (Growth::Monthly(Decimal::ZERO), words::step_growth("0"))
        };
        assume(store, step, "", |workload| workload.grow(growth));
    };
    let current = memo(move || {
        let way = if by_targets.get() { BY_TARGETS } else { BY_PERCENT };
        Some(way.to_owned())
    });
    fields::select(Select {
        id: "growth-way".to_owned(),
        label: page::demand_growth().to_string(),
        choices: vec![
            choice(BY_PERCENT, page::demand_by_percent()),
            choice(BY_TARGETS, page::demand_by_targets()),
        ],
        current: current.into(),
        unset: None,
        on_choose: Arc::new(choose),
        wide: false,
    })
}

fn percent(store: Store) -> AnyView {
    fields::number(Number {
        id: "growth".to_owned(),
        label: page::demand_percent_a_month().to_string(),
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || match workload(store).growth() {
            Growth::Monthly(percent) => Some(*percent),
            Growth::Targets(_) => None,
        }),
        min: Decimal::ZERO,
        max: Some(Decimal::ONE_HUNDRED),
        whole: false,
        optional: false,
        placeholder: String::new().into(),
        on_input: Arc::new(move |percent| {
            let percent = percent.unwrap_or_default();
            assume(
                store,
                words::step_growth(money::later_number(percent)),
                "growth",
                |workload| workload.grow(Growth::Monthly(percent)),
            );
        }),
        on_end: Arc::new(move || store.end_gesture()),
        hint: None,
    })
}

fn horizon(store: Store) -> AnyView {
    fields::number(Number {
        id: "horizon".to_owned(),
        label: page::demand_horizon().to_string(),
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || Some(workload(store).horizon().into())),
        min: Decimal::ONE,
        max: Some(MAX_MONTHS.into()),
        whole: true,
        optional: false,
        placeholder: String::new().into(),
        on_input: Arc::new(move |months| {
            let months = months.and_then(|months| months.to_u32()).unwrap_or_default();
            assume(
                store,
                words::step_horizon(months as usize),
                "horizon",
                |workload| workload.look_ahead(months),
            );
        }),
        on_end: Arc::new(move || store.end_gesture()),
        hint: None,
    })
}

fn set(store: Store) -> AnyView {
    let choices = AssumptionSet::ALL.map(|set| Choice {
        value: set.id().to_owned(),
        label: set.name().to_string(),
    });
    let choose = move |id: String| {
        if let Some(set) = AssumptionSet::ALL.into_iter().find(|set| set.id() == id) {
            assume(store, words::step_assumptions(set.name()), "", |workload| {
                *workload = workload.clone().with_set(set);
                Ok(())
            });
        }
    };
    fields::select(Select {
        id: "assumed-set".to_owned(),
        label: page::demand_set().to_string(),
        choices: choices.into(),
        current: Signal::derive(move || Some(workload(store).set().id().to_owned())),
        unset: None,
        on_choose: Arc::new(choose),
        wide: false,
    })
}

fn explained(set: AssumptionSet) -> Message {
    match set {
        AssumptionSet::Document => page::demand_set_document(),
        AssumptionSet::Published => page::demand_set_published(),
    }
}

fn goals(store: Store) -> BTreeMap<u32, u32> {
    match workload(store).growth() {
        Growth::Targets(targets) => targets.clone(),
        Growth::Monthly(_) => BTreeMap::new(),
    }
}

/// The users of some months, and a line to add one.
fn targets(store: Store) -> AnyView {
    let rows = move || {
        let months = goals(store).into_keys();
        months
            .map(|month| Row::new(&month, move || target(store, month)))
            .collect()
    };
    view! {
        <div class="span targets">
            <ul class="rows">{list(Arc::new(rows))}</ul>
            {adder(store)}
        </div>
    }
    .into_any()
}

/// Sets the users of a month, or forgets them.
fn aim(store: Store, month: u32, users: Option<u32>, gesture: &str) -> Option<Message> {
    let mut goals = untrack(|| goals(store));
    let step = match users {
        Some(users) => {
            goals.insert(month, users);
            words::step_target(month.to_string(), users)
        }
        None => {
            goals.remove(&month);
            words::step_no_target(month.to_string())
        }
    };
    assume(store, step, gesture, |workload| {
        workload.grow(Growth::Targets(goals))
    })
}

fn target(store: Store, month: u32) -> AnyView {
    let wrong: RwSignal<Option<String>> = RwSignal::new(None);
    let field = users_box(
        format!("target-{month}"),
        page::demand_month_users(month.to_string()),
        Signal::derive(move || goals(store).get(&month).copied().map(Decimal::from)),
        Arc::new(move |users| {
            let users = users.and_then(|users| users.to_u32());
            let gesture = format!("target-{month}");
            let refused = users.and_then(|users| aim(store, month, Some(users), &gesture));
            wrong.set(refused.map(|refused| refused.to_string()));
        }),
        Arc::new(move || store.end_gesture()),
    );
    let remove = move || {
        aim(store, month, None, "");
    };
    view! {
        <li>
            {field}
            <button
                type="button"
                class="text"
                aria-label=page::demand_remove_target(month.to_string()).to_string()
                on:click=click(remove)
            >
                {page::remove().to_string()}
            </button>
            {error_line(format!("target-{month}-refused"), move || wrong.get())}
        </li>
    }
    .into_any()
}

fn users_box(
    id: String,
    label: Message,
    current: Signal<Option<Decimal>>,
    on_input: Arc<dyn Fn(Option<Decimal>) + Send + Sync>,
    on_end: Arc<dyn Fn() + Send + Sync>,
) -> AnyView {
    fields::number(Number {
        id,
        label: label.to_string(),
        hidden_label: false,
        class: "num",
        current,
        min: Decimal::ONE,
        max: Some(MAX_USERS.into()),
        whole: true,
        optional: false,
        placeholder: String::new().into(),
        on_input,
        on_end,
        hint: None,
    })
}

fn adder(store: Store) -> AnyView {
    let month = RwSignal::new(Some(Decimal::from(untrack(|| workload(store)).horizon().max(2))));
    let goal = RwSignal::new(Some(Decimal::from(untrack(|| users(store)))));
    let wrong: RwSignal<Option<String>> = RwSignal::new(None);
    let add = move || {
        let at = |value: RwSignal<Option<Decimal>>| value.get_untracked().and_then(|value| value.to_u32());
        if let (Some(month), Some(users)) = (at(month), at(goal)) {
            let refused = aim(store, month, Some(users), "");
            wrong.set(refused.map(|refused| refused.to_string()));
        }
    };
    let month_box = fields::number(Number {
        id: "new-target-month".to_owned(),
        label: page::demand_month().to_string(),
        hidden_label: false,
        class: "num",
        current: month.into(),
        // The first month has the users of today.
        min: Decimal::TWO,
        max: Some(MAX_MONTHS.into()),
        whole: true,
        optional: false,
        placeholder: String::new().into(),
        on_input: Arc::new(move |value| month.set(value)),
        on_end: Arc::new(|| {}),
        hint: None,
    });
    let goal_box = users_box(
        "new-target-users".to_owned(),
        page::demand_goal(),
        goal.into(),
        Arc::new(move |value| goal.set(value)),
        Arc::new(|| {}),
    );
    view! {
        <div class="target-adder">
            {month_box} {goal_box}
            <button type="button" id="add-target" class="text" on:click=click(add)>
                {page::structure_add().to_string()}
            </button>
            {error_line("new-target-refused".to_owned(), move || wrong.get())}
        </div>
    }
    .into_any()
}

/// What each set advises for each resource.
fn both(store: Store) -> AnyView {
    let advised = memo(move || {
        let prices = store.prices();
        let both =
            store.setting(|settings| store.analysis.with(|shown| shown.advice_by_set(settings, prices)));
        both.unwrap_or_default()
    });
    let rows = move || {
        advised.with(|both| {
            let names = both.first().map(|(_, sizing)| sizing.resources.iter());
            let names = names
                .into_iter()
                .flatten()
                .map(|sizes| sizes.subject.name.clone());
            let resources = names.enumerate().map(|(at, name)| {
                let cells = both.iter().map(|(_, sizing)| size_at(sizing, at));
                set_row(name, cells.collect())
            });
            let files = both.iter().map(|(_, sizing)| {
                let gb = sizing.object_storage_gb?.ceil();
                Some(page::demand_gb(demand::amount_text(gb)).to_string())
            });
            let files: Option<Vec<String>> = files.collect();
            let files = files.map(|cells| set_row(page::controls_files().to_string(), cells));
            resources.chain(files).collect::<Vec<_>>()
        })
    };
    let heads =
        AssumptionSet::ALL.map(|set| view! { <th scope="col">{set.name().to_string()}</th> }.into_any());
    view! {
        <table class="sets">
            <caption>{live(move || page::demand_both_caption(money::count(users(store))).to_string())}</caption>
            <thead>
                <tr>
                    <th scope="col">{cost::column_resource().to_string()}</th>
                    {heads.into_iter().collect::<Vec<_>>()}
                </tr>
            </thead>
            <tbody>{live(rows)}</tbody>
        </table>
    }
    .into_any()
}

fn size_at(sizing: &Sizing, at: usize) -> String {
    let sizes = sizing.resources.get(at);
    let text = sizes.map(|sizes| demand::size_text(sizes.advised, sizes.subject.role).to_string());
    text.unwrap_or_default()
}

fn set_row(name: String, cells: Vec<String>) -> AnyView {
    let cell = |text: String| view! { <td>{prose(&text)}</td> }.into_any();
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells.into_iter().map(cell).collect::<Vec<_>>()}
        </tr>
    }
    .into_any()
}
