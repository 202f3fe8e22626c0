//! The bill of the scenario on screen, line by line; each figure with its source.

use leptos::prelude::*;

use super::{amount, item, quantity};
use crate::app::bar::total_text;
use crate::app::live::live;
use crate::app::store::Store;
use crate::cost::{self, LineItem, export};
use crate::words::{cost as words, page};

pub(super) fn bill(store: Store) -> AnyView {
    let rows = move || {
        store
            .bill
            .with(|bill| bill.lines.iter().map(row).collect::<Vec<_>>())
    };
    let total = move || store.analysis.with(|shown| total_text(shown));
    let name = move || {
        let scenario = store.scenario.get();
        scenario.map(|own| own.settings.name.clone()).unwrap_or_default()
    };
    let caption = cost::caption(store.prices()).to_string();
    view! {
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
