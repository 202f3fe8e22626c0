//! The monthly bill as tiles and as a table; each figure with its source.

use leptos::prelude::*;

use crate::app::live::live;
use crate::app::store::Store;
use crate::cost::{self, LineItem, export, range_text};
use crate::price::money;
use crate::words::{cost as words, page};

pub(super) fn costs(store: Store) -> AnyView {
    let rows = move || {
        store
            .analysis
            .with(|shown| shown.bill.lines.iter().map(row).collect::<Vec<_>>())
    };
    let total = move || store.analysis.with(|shown| shown.bill.total_text());
    let caption = cost::caption(store.prices()).to_string();
    view! {
        <div class="scroll">
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

fn row(line: &LineItem) -> AnyView {
    let amount = match line.monthly {
        Some(range) => view! { <td>{range_text(range)}</td> }.into_any(),
        None => view! { <td class="unknown">{words::unpriced().to_string()}</td> }.into_any(),
    };
    let item = match &line.plan {
        Some(plan) => format!("{}, {plan}", line.item.name()),
        None => line.item.name().to_string(),
    };
    let quantity = match line.unit_price {
        Some(unit) => format!("{} × {}", line.quantity.text(), money::unit(unit)),
        None => line.quantity.text().to_string(),
    };
    view! {
        <tr class:out=line.path.is_none()>
            <th scope="row">{line.resource.clone()}</th>
            <td>{item} <small class="source">{export::source_text(line)}</small></td>
            <td>{quantity}</td>
            {amount}
        </tr>
    }
    .into_any()
}
