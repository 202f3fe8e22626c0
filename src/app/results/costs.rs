//! Costs: the totals as tiles, the scenarios side by side, and the bill of the one on screen; each figure with
//! its source.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::app::bar::total_text;
use crate::app::fields::{self, Number};
use crate::app::live::{live, memo};
use crate::app::store::Store;
use crate::cost::{self, Bill, LineItem, Range, export, range_text};
use crate::plan::{Analysis, Scenario, ScenarioId, analyse};
use crate::price::money;
use crate::words::{cost as words, page, plan};

/// A scenario with its bill.
#[derive(Clone, PartialEq)]
struct Column {
    id: ScenarioId,
    name: String,
    mau: u32,
    on_screen: bool,
    /// The text can be read, so the bill is one.
    is_known: bool,
    bill: Bill,
}

pub(super) fn costs(store: Store) -> AnyView {
    let columns = columns(store);
    let tiles = move || columns.with(|columns| tiles(columns));
    let compared = move || columns.with(|columns| compared(columns));
    let rows = move || {
        store
            .analysis
            .with(|shown| shown.bill.lines.iter().map(row).collect::<Vec<_>>())
    };
    let total = move || store.analysis.with(|shown| total_text(shown));
    let name = move || {
        let scenario = store.scenario.get();
        scenario.map(|own| own.settings.name.clone()).unwrap_or_default()
    };
    let caption = cost::caption(store.prices()).to_string();
    view! {
        <div class="tiles">{live(tiles)} {today(store)}</div>
        <h2>{page::costs_side_by_side().to_string()}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=page::costs_side_by_side().to_string()>{live(compared)}</div>
        <h2>{live(move || page::costs_bill(name()).to_string())}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=page::results_costs().to_string()>
            <table class="money bill">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::column_resource().to_string()}</th>
                        <th scope="col">{words::column_item().to_string()}</th>
                        <th scope="col">{words::column_quantity().to_string()}</th>
                        <th scope="col">{page::costs_monthly().to_string()}</th>
                    </tr>
                </thead>
                <tbody>{live(rows)}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{words::total().to_string()}</th>
                        <td></td>
                        <td></td>
                        <td id="total">{live(total)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
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
        let column = |scenario: &Arc<Scenario>| column(scenario, &analyse(scenario, store.prices()), false);
        others.with(|others| others.iter().map(column).collect::<Vec<_>>())
    });
    memo(move || {
        let own = store
            .scenario
            .get()
            .map(|own| store.analysis.with(|shown| column(&own, shown, true)));
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

fn column(scenario: &Scenario, analysis: &Analysis, on_screen: bool) -> Column {
    Column {
        id: scenario.id,
        name: scenario.settings.name.clone(),
        mau: scenario.settings.mau,
        on_screen,
        is_known: analysis.error.is_none(),
        bill: analysis.bill.clone(),
    }
}

/// A tile for each scenario, then what a thousand users cost.
fn tiles(columns: &[Column]) -> Vec<AnyView> {
    let own = columns.iter().find(|column| column.on_screen);
    let tiles = columns.iter().map(|column| {
        let total = column.bill.total();
        let unpriced = column.bill.unpriced().count();
        let mut notes = Vec::new();
        let title = page::costs_scenario(column.name.as_str(), money::count(column.mau)).to_string();
        if !column.is_known {
            return tile(
                column.on_screen,
                title,
                page::costs_not_known().to_string(),
                notes,
            );
        }
        if total.min != total.max {
            notes.push(page::costs_up_to(money::usd(total.max)).to_string());
        }
        if unpriced > 0 {
            notes.push(page::costs_unpriced(unpriced).to_string());
        }
        if let Some(own) = own.filter(|own| own.is_known && own.id != column.id) {
            notes.push(
                page::costs_against(cost::delta_text(own.bill.total(), total), own.name.as_str()).to_string(),
            );
        }
        tile(column.on_screen, title, money::usd(total.min), notes)
    });
    let per_users = own
        .filter(|own| own.is_known)
        .and_then(|own| cost::per_thousand_users(own.bill.total(), own.mau))
        .map(|sum| {
            let title = page::costs_per_thousand().to_string();
            tile(
                false,
                title,
                money::usd(sum),
                vec![page::costs_at_least().to_string()],
            )
        });
    tiles.chain(per_users).collect()
}

fn tile(on_screen: bool, title: String, amount: String, notes: Vec<String>) -> AnyView {
    let notes = notes
        .into_iter()
        .map(|note| view! { <span>{note}</span> }.into_any());
    view! {
        <div class:on=on_screen>
            <small>{title}</small>
            <b>{amount}</b>
            {notes.collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}

/// What is paid today, typed in, and the difference to the scenario on screen.
fn today(store: Store) -> AnyView {
    let sum = memo(move || store.with_session(|session| session.workspace().paying_today));
    let field = fields::number(Number {
        id: "paying-today".to_owned(),
        label: page::costs_today().to_string(),
        hidden_label: false,
        class: "num",
        current: sum.into(),
        min: Decimal::ZERO,
        max: Some(Decimal::from(10_000_000)),
        whole: false,
        optional: true,
        placeholder: page::costs_today_unset().to_string(),
        on_input: Arc::new(move |sum| {
            let name = sum.map_or_else(plan::step_not_paying_today, |sum| {
                plan::step_paying_today(money::usd(sum))
            });
            store.update(|session| session.pay_today(sum, name));
        }),
        on_end: Arc::new(move || store.end_gesture()),
        hint: None,
    });
    let difference = move || {
        let sum = sum.get()?;
        let total = store
            .analysis
            .with(|shown| shown.error.is_none().then(|| shown.bill.total()))?;
        Some(page::costs_difference(cost::delta_text(Range::exactly(sum), total)).to_string())
    };
    view! { <div class="today">{field} <span>{live(move || difference().unwrap_or_default())}</span></div> }
        .into_any()
}

/// The scenarios side by side.
fn compared(columns: &[Column]) -> AnyView {
    let own = columns
        .iter()
        .position(|column| column.on_screen)
        .unwrap_or_default();
    let bills: Vec<&Bill> = columns.iter().map(|column| &column.bill).collect();
    let class = |at: usize| if at == own { "on" } else { "" };
    let heads = columns
        .iter()
        .enumerate()
        .map(|(at, column)| view! { <th scope="col" class=class(at)>{column.name.clone()}</th> }.into_any());
    let heads = heads.collect::<Vec<_>>();
    let rows = cost::compare(&bills).into_iter().map(|row| {
        let cells = row.lines.iter().enumerate().map(|(at, line)| {
            let text = line.map_or_else(|| "–".to_owned(), amount);
            let unknown = line.is_some_and(|line| line.monthly.is_none());
            view! { <td class=class(at) class:unknown=unknown>{text}</td> }.into_any()
        });
        let cells = cells.collect::<Vec<_>>();
        let named = row.named_by(own);
        let (resource, item, quantity) = named.map_or_else(Default::default, |line| {
            (line.resource.clone(), item(line), quantity(line))
        });
        let out = named.is_some_and(|line| line.path.is_none());
        view! {
            <tr class:out=out>
                <th scope="row">{resource}</th>
                <td>{item}</td>
                <td>{quantity}</td>
                {cells}
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    let totals = columns.iter().enumerate().map(|(at, column)| {
        let total = if column.is_known {
            column.bill.total_text()
        } else {
            page::costs_not_known().to_string()
        };
        view! { <td class=class(at)>{total}</td> }.into_any()
    });
    let totals = totals.collect::<Vec<_>>();
    view! {
        <table class="money compared" id="compared">
            <thead>
                <tr>
                    <th scope="col">{words::column_resource().to_string()}</th>
                    <th scope="col">{words::column_item().to_string()}</th>
                    <th scope="col">{words::column_quantity().to_string()}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{words::total().to_string()}</th>
                    <td></td>
                    <td></td>
                    {totals}
                </tr>
            </tfoot>
        </table>
    }
    .into_any()
}

fn amount(line: &LineItem) -> String {
    line.monthly
        .map_or_else(|| words::unpriced().to_string(), range_text)
}

fn item(line: &LineItem) -> String {
    match &line.plan {
        Some(plan) => format!("{}, {plan}", line.item.name()),
        None => line.item.name().to_string(),
    }
}

fn quantity(line: &LineItem) -> String {
    match line.unit_price {
        Some(unit) => format!("{} × {}", line.quantity.text(), money::unit(unit)),
        None => line.quantity.text().to_string(),
    }
}

fn row(line: &LineItem) -> AnyView {
    let unknown = line.monthly.is_none();
    view! {
        <tr class:out=line.path.is_none()>
            <th scope="row">{line.resource.clone()}</th>
            <td>{item(line)} <small class="source">{export::source_text(line)}</small></td>
            <td>{quantity(line)}</td>
            <td class:unknown=unknown>{amount(line)}</td>
        </tr>
    }
    .into_any()
}
