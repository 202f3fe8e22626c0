//! Costs: the totals as tiles, and below them one of several parts: the bill, what lies ahead, the scenarios side by
//! side, what would save, the prices, the report.

mod ahead;
mod bill;
mod currency;
mod prices;
mod report;
mod savings;
mod scenarios;
mod totals;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::live::{click, live, memo};
use crate::app::store::{Shared, Store};
use crate::cost::{Bill, LineItem, range_text};
use crate::plan::{Analysis, Scenario, ScenarioId, analyse};
use crate::words::{Message, cost as words, page};

/// A part of the view of costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum CostsPart {
    #[default]
    Bill,
    Ahead,
    Scenarios,
    Savings,
    Prices,
    Report,
}

impl CostsPart {
    pub(in crate::app) const ALL: [Self; 6] = [
        Self::Bill,
        Self::Ahead,
        Self::Scenarios,
        Self::Savings,
        Self::Prices,
        Self::Report,
    ];

    pub(in crate::app) fn label(self) -> Message {
        match self {
            Self::Bill => page::costs_part_bill(),
            Self::Ahead => crate::words::ahead::part(),
            Self::Scenarios => page::costs_part_scenarios(),
            Self::Savings => page::costs_part_savings(),
            Self::Prices => page::costs_part_prices(),
            Self::Report => page::costs_part_report(),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Bill => "costs-bill",
            Self::Ahead => "costs-ahead",
            Self::Scenarios => "costs-scenarios",
            Self::Savings => "costs-savings",
            Self::Prices => "costs-prices",
            Self::Report => "costs-report",
        }
    }
}

/// A scenario with its bill.
#[derive(Clone, PartialEq)]
struct Column {
    id: ScenarioId,
    name: String,
    mau: u32,
    on_screen: bool,
    /// The text can be read, so the bill is one.
    is_known: bool,
    analysis: Shared<Analysis>,
    bill: Bill,
}

pub(super) fn costs(store: Store) -> AnyView {
    let columns = columns(store);
    let tiles = move || columns.with(|columns| totals::tiles(columns));
    let part = move || match store.costs_part.get() {
        CostsPart::Bill => bill::bill(store),
        CostsPart::Ahead => ahead::ahead(store),
        CostsPart::Scenarios => scenarios::scenarios(store, columns),
        CostsPart::Savings => savings::savings(store),
        CostsPart::Prices => prices::prices(store),
        CostsPart::Report => report::report(store),
    };
    let choice = CostsPart::ALL.map(|part| {
        view! {
            <button
                type="button"
                id=part.id()
                aria-pressed=live(move || (store.costs_part.get() == part).to_string())
                on:click=click(move || store.costs_part.set(part))
            >
                {part.label().to_string()}
            </button>
        }
        .into_any()
    });
    view! {
        <div class="tiles">{live(tiles)} {totals::today(store)}</div>
        <div class="seg parts" role="group" aria-label=page::costs_parts().to_string()>
            {choice.into_iter().collect::<Vec<_>>()}
        </div>
        {live(part)}
    }
    .into_any()
}

/// The bills of all scenarios. Those that are not on screen are made anew only when one of them changes.
fn columns(store: Store) -> Memo<Vec<Column>> {
    let others: Memo<Vec<Arc<Scenario>>> = memo(move || {
        let on_screen = store.scenario.get().map(|own| own.id);
        store.with_session(|session| {
            let scenarios = session.workspace().scenarios.iter();
            let others = scenarios.filter(|scenario| Some(scenario.id) != on_screen);
            others.cloned().collect()
        })
    });
    let other_bills = memo(move || {
        let column = |scenario: &Arc<Scenario>| {
            let analysis = analyse(scenario, store.prices());
            let bill = analysis.demanded(&scenario.settings, store.prices()).bill;
            column(scenario, Shared::new(analysis), bill, false)
        };
        others.with(|others| others.iter().map(column).collect::<Vec<_>>())
    });
    memo(move || {
        let own = store
            .scenario
            .get()
            .map(|own| column(&own, store.analysis.get(), Bill::clone(&store.bill.get()), true));
        let mut columns = other_bills.get();
        columns.extend(own);
        let place = |id: ScenarioId| {
            store.with_session(|session| {
                let mut scenarios = session.workspace().scenarios.iter();
                scenarios.position(|scenario| scenario.id == id)
            })
        };
        columns.sort_by_key(|column| place(column.id));
        columns
    })
}

fn column(scenario: &Scenario, analysis: Shared<Analysis>, bill: Bill, on_screen: bool) -> Column {
    Column {
        id: scenario.id,
        name: scenario.settings.name.clone(),
        mau: scenario.settings.mau,
        on_screen,
        is_known: analysis.is_reckoned(),
        bill,
        analysis,
    }
}

fn amount(line: &LineItem) -> String {
    line.monthly
        .map_or_else(|| words::unpriced().to_string(), range_text)
}
