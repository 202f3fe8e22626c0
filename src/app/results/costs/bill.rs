//! The bill of the scenario on screen, line by line; each figure with its source; and its sums.

use leptos::prelude::*;

use super::{amount, currency};
use crate::app::bar::total_text;
use crate::app::live::{live, memo};
use crate::app::store::Store;
use crate::cost::{self, Bill, LineItem, SecondCurrency, Sum, export};
use crate::words::{cost as words, page, visible};

pub(super) fn bill(store: Store) -> AnyView {
    let name = move || {
        let scenario = store.scenario.get();
        scenario.map(|own| own.settings.name.clone()).unwrap_or_default()
    };
    let users = memo(move || {
        let scenario = store.scenario.get();
        scenario.map_or(0, |own| own.settings.mau)
    });
    let second = memo(move || store.with_session(|session| session.workspace().money.currency.clone()));
    let is_known = memo(move || store.analysis.with(|shown| shown.is_reckoned()));
    let table = move || {
        let sums = is_known.get().then(|| {
            second.with(|second| {
                store
                    .bill
                    .with(|bill| cost::sums(bill, users.get(), second.as_ref()))
            })
        });
        store.bill.with(|bill| table(store, bill, sums))
    };
    let caption = move || second.with(|second| second.as_ref().map(|own| own.caption().to_string()));
    view! {
        <h2>{live(move || page::costs_bill(name()).to_string())}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=page::results_costs().to_string()>{live(table)}</div>
        <p class="rate" hidden=live(move || second.with(Option::<SecondCurrency>::is_none))>
            {live(move || caption().unwrap_or_default())}
        </p>
        {currency::form(store, second)}
    }
    .into_any()
}

fn table(store: Store, bill: &Bill, sums: Option<Vec<Sum>>) -> AnyView {
    let prices = store.prices();
    let dated = cost::dated(prices).map(|dated| format!(" {dated}"));
    let caption = format!("{}{}", cost::caption(prices), dated.unwrap_or_default());
    let has_expected = bill.lines.iter().any(|line| line.expected.is_some());
    let sources = Sources::of(bill);
    let rows = bill.lines.iter().map(|line| row(line, &sources, has_expected));
    let rows = rows.collect::<Vec<_>>();
    let foot = match sums {
        Some(sums) => sums
            .into_iter()
            .enumerate()
            .map(|(at, sum)| sum_row(sum, at == 0, has_expected))
            .collect::<Vec<_>>(),
        None => {
            let total = total_text(store);
            let row = view! {
                <tr>
                    <th scope="row">{words::total().to_string()}</th>
                    <td></td>
                    <td></td>
                    <td id="total">{total}</td>
                    {has_expected.then(|| view! { <td></td> })}
                </tr>
            };
            vec![row.into_any()]
        }
    };
    let expected = has_expected.then(|| {
        let title = page::costs_expected_what().to_string();
        view! { <th scope="col" title=title>{page::costs_expected().to_string()}</th> }.into_any()
    });
    view! {
        <table class="money bill" class:expects=has_expected>
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::column_resource().to_string()}</th>
                    <th scope="col">{words::column_item().to_string()}</th>
                    <th scope="col">{words::column_quantity().to_string()}</th>
                    <th scope="col">{page::costs_monthly().to_string()}</th>
                    {expected}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>{foot}</tfoot>
        </table>
        {sources.list()}
    }
    .into_any()
}

/// Where the prices of a bill come from, each once, in the order of its lines.
struct Sources(Vec<String>);

impl Sources {
    fn of(bill: &Bill) -> Self {
        let mut sources = Vec::new();
        for line in bill.lines.iter().filter(|line| line.source.is_some()) {
            let source = export::source_text(line);
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        Self(sources)
    }

    /// The number of a line's source in the list below the table; what was typed in says so itself.
    fn mark(&self, line: &LineItem) -> AnyView {
        let source = export::source_text(line);
        match self.0.iter().position(|own| *own == source) {
            Some(at) => {
                let name = format!(" {} ", words::column_source());
                view! { <sup><span class="sr-only">{name}</span>{at + 1}</sup> }.into_any()
            }
            None => view! { <small>" " {source}</small> }.into_any(),
        }
    }

    fn list(&self) -> AnyView {
        let items = self.0.iter();
        let items = items.map(|source| view! { <li>{source.clone()}</li> }.into_any());
        let items = items.collect::<Vec<_>>();
        view! { <ol class="sources" aria-label=words::column_source().to_string()>{items}</ol> }.into_any()
    }
}

fn row(line: &LineItem, sources: &Sources, has_expected: bool) -> AnyView {
    let unknown = line.monthly.is_none();
    // On narrow screens it stands below the amount.
    let below = line.expected.map(|_| {
        let expected = page::costs_expected_sum(line.expected_text()).to_string();
        view! { <small class="narrow">{expected}</small> }.into_any()
    });
    view! {
        <tr class:out=line.path.is_none()>
            <th scope="row">{visible(&line.resource).into_owned()}</th>
            <td>{line.item_text()} {sources.mark(line)}</td>
            <td>{line.quantity_text()}</td>
            <td class:unknown=unknown>{amount(line)} {below}</td>
            {has_expected.then(|| view! { <td>{line.expected_text()}</td> }.into_any())}
        </tr>
    }
    .into_any()
}

fn sum_row(sum: Sum, is_total: bool, has_expected: bool) -> AnyView {
    let second = |amount: Option<String>| amount.map(|amount| view! { <small>{amount}</small> }.into_any());
    let below = sum.expected.clone().filter(|_| has_expected).map(|expected| {
        let expected = page::costs_expected_sum(expected).to_string();
        view! { <small class="narrow">{expected}</small> }.into_any()
    });
    let expected = has_expected.then(|| {
        view! { <td>{sum.expected.unwrap_or_default()} {second(sum.expected_in_currency)}</td> }.into_any()
    });
    view! {
        <tr>
            <th scope="row">{sum.name.to_string()}</th>
            <td></td>
            <td></td>
            <td>
                <span id=is_total.then_some("total")>{sum.amount}</span>
                {second(sum.in_currency)}
                {below}
            </td>
            {expected}
        </tr>
    }
    .into_any()
}
