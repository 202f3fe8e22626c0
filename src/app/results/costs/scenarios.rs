//! The scenarios side by side: line by line, and what differs from the one that all are measured by.

use leptos::prelude::*;

use super::{Column, amount};
use crate::app::live::{live, memo, typed};
use crate::app::results::changes;
use crate::app::store::Store;
use crate::check::Report;
use crate::cost::{self, Bill, CostChange};
use crate::plan::ScenarioId;
use crate::plan::diff::{Compared, Side};
use crate::words::{cost as words, page};

/// The lines of all scenarios in one table; below it, what each does otherwise than the baseline.
pub(super) fn scenarios(store: Store, columns: Memo<Vec<Column>>) -> AnyView {
    let compared = move || columns.with(|columns| compared(columns));
    let options = move || {
        columns.with(|columns| {
            let now = baseline(store, columns).map(|column| column.id);
            let options = columns.iter().map(|column| {
                let (ScenarioId(id), name) = (column.id, column.name.clone());
                view! { <option value=id.to_string() prop:selected=Some(column.id) == now>{name}</option> }
                    .into_any()
            });
            options.collect::<Vec<_>>()
        })
    };
    let choose = move |id: String| store.baseline.set(id.parse().ok().map(ScenarioId));
    let differences = memo(move || columns.with(|columns| differences(store, columns)));
    let told = move || differences.with(|all| all.iter().map(told).collect::<Vec<_>>());
    view! {
        <h2>{page::costs_side_by_side().to_string()}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=page::costs_side_by_side().to_string()>{live(compared)}</div>
        <div class="changes-head">
            <h2>{page::costs_differences().to_string()}</h2>
            <label>
                {page::costs_baseline().to_string()}
                <select id="baseline" on:change=typed(choose)>{live(options)}</select>
            </label>
        </div>
        {live(told)}
    }
    .into_any()
}

/// The scenario that the others are measured by: the one that was chosen, else the one on screen.
fn baseline(store: Store, columns: &[Column]) -> Option<&Column> {
    let chosen = store.baseline.get();
    let chosen = columns.iter().find(|column| Some(column.id) == chosen);
    chosen.or_else(|| columns.iter().find(|column| column.on_screen))
}

/// What a scenario does otherwise than the baseline.
#[derive(Clone, PartialEq)]
struct Differs {
    name: String,
    cost: Option<String>,
    compared: Compared,
}

fn differences(store: Store, columns: &[Column]) -> Vec<Differs> {
    let Some(base) = baseline(store, columns) else {
        return Vec::new();
    };
    let base_report = base.analysis.check();
    let others = columns.iter().filter(|column| column.id != base.id);
    let others = others.map(|column| {
        let report = column.analysis.check();
        let sides = (side(base, &base_report), side(column, &report));
        let is_known = base.is_known && column.is_known;
        Differs {
            name: column.name.clone(),
            cost: is_known.then(|| CostChange::between(&base.bill, &column.bill).text_with_share()),
            compared: Compared::of("render.yaml", sides),
        }
    });
    others.collect()
}

/// A scenario as one of two that are compared, with the bill that its column has.
fn side<'s>(column: &'s Column, report: &'s Report) -> Side<'s> {
    Side {
        bill: &column.bill,
        ..column.analysis.side(report)
    }
}

fn told(differs: &Differs) -> AnyView {
    view! {
        <details class="differs">
            <summary>
                <h3>{differs.name.clone()}</h3>
                <span>{differs.cost.clone().unwrap_or_else(|| page::costs_not_known().to_string())}</span>
            </summary>
            {changes::in_words(&differs.compared)}
        </details>
    }
    .into_any()
}

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
            (line.resource.clone(), line.item_text(), line.quantity_text())
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
