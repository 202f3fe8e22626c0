//! The scenarios side by side, line by line.

use leptos::prelude::*;

use super::{Column, amount, item, quantity};
use crate::app::live::live;
use crate::cost::{self, Bill};
use crate::words::{cost as words, page};

/// The lines of all scenarios in one table.
pub(super) fn scenarios(columns: Memo<Vec<Column>>) -> AnyView {
    let compared = move || columns.with(|columns| compared(columns));
    view! {
        <h2>{page::costs_side_by_side().to_string()}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=page::costs_side_by_side().to_string()>{live(compared)}</div>
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
