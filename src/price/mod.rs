//! Price lists: dated tables of what plans, storage and outside services cost, with a source for every
//! figure, and what each plan is. Written from the files under `price/data` at build time.
//!
//! A list gives prices of single things. It knows nothing of the resources of a Blueprint, of how much
//! is used, or of totals.

pub mod described;
pub mod money;
pub mod own;
pub mod plans;

mod address;
mod list;

pub use address::all_prices;
pub use list::{
    Amount, Basis, Billing, CronPrices, ObjectStorage, OutsidePrice, Overage, PlanPrice, PostgresPrice,
    PostgresPrices, Price, PriceList, PriceTier, Source, Sources, Text, Trust, UNKNOWN, Unit, WorkflowPrices,
};

/// The lists that ship, newest first.
pub fn lists() -> &'static [PriceList] {
    &data::LISTS
}

/// The list with this id, such as `2026-09`.
pub fn list(id: &str) -> Option<&'static PriceList> {
    lists().iter().find(|list| list.id == id)
}

/// The list that a new plan is priced with: the newest.
pub fn default_list() -> &'static PriceList {
    let [newest, ..] = &data::LISTS;
    newest
}

/// The tables that the build wrote.
mod data {
    use super::list::*;
    use super::plans::*;
    use rust_decimal::Decimal;
    use std::borrow::Cow;

    include!(concat!(env!("OUT_DIR"), "/price.rs"));
}

#[cfg(test)]
mod tests;
