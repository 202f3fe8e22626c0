//! The totals as tiles: a scenario each, what a thousand users cost, and what is paid today.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::Column;
use crate::app::fields::{self, Number};
use crate::app::live::{live, memo};
use crate::app::store::Store;
use crate::cost::{self, CostChange};
use crate::price::money;
use crate::words::{page, plan};

/// A tile for each scenario, then what a thousand users cost.
pub(super) fn tiles(columns: &[Column]) -> Vec<AnyView> {
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
                page::costs_against(
                    CostChange::between(&own.bill, &column.bill).text(),
                    own.name.as_str(),
                )
                .to_string(),
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
pub(super) fn today(store: Store) -> AnyView {
    let sum = memo(move || store.with_session(|session| session.workspace().money.paying_today));
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
        placeholder: page::costs_today_unset().to_string().into(),
        on_input: Arc::new(move |sum| {
            let name = sum.map_or_else(plan::step_not_paying_today, |sum| {
                plan::step_paying_today(money::later_usd(sum))
            });
            store.update(|session| session.set_money(name, "paying-today", |money| money.paying_today = sum));
        }),
        on_end: Arc::new(move || store.end_gesture()),
        hint: None,
    });
    let difference = move || {
        let sum = sum.get()?;
        let is_known = store.analysis.with(|shown| shown.is_reckoned());
        let change = is_known.then(|| store.bill.with(|bill| CostChange::from_amount(sum, bill)))?;
        Some(page::costs_difference(change.text()).to_string())
    };
    view! { <div class="today">{field} <span>{live(move || difference().unwrap_or_default())}</span></div> }
        .into_any()
}
