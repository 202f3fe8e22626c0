//! A bill as CSV and as a Markdown table.

use super::{Bill, LineItem};
use crate::price::money;
use crate::words::cost as words;

/// The cells of a line, as text: resource, item, plan, quantity, both amounts, source.
fn cells(line: &LineItem) -> [String; 7] {
    let amount = |pick: fn(super::Range) -> rust_decimal::Decimal| {
        line.monthly.map_or_else(
            || words::unpriced().to_string(),
            |range| money::plain(pick(range)),
        )
    };
    [
        line.resource.clone(),
        line.item.name().to_string(),
        line.plan.clone().unwrap_or_default(),
        line.quantity.text().to_string(),
        amount(|range| range.min),
        amount(|range| range.max),
        source_text(line),
    ]
}

/// Where a line's price comes from: title and date, or that it was typed in.
pub fn source_text(line: &LineItem) -> String {
    match (&line.source, line.monthly) {
        (Some(source), _) => format!("{} ({})", source.title, source.date),
        (None, Some(_)) => words::typed_in().to_string(),
        (None, None) => String::new(),
    }
}

fn header() -> [String; 7] {
    [
        words::column_resource(),
        words::column_item(),
        words::column_plan(),
        words::column_quantity(),
        words::column_monthly_min(),
        words::column_monthly_max(),
        words::column_source(),
    ]
    .map(|word| word.to_string())
}

/// A line each, and the total. Cells that a spreadsheet would run begin with an apostrophe.
pub fn csv(bill: &Bill) -> String {
    let total = bill.total();
    let mut rows = vec![header()];
    rows.extend(bill.lines.iter().map(cells));
    let (min, max) = (money::plain(total.min), money::plain(total.max));
    let empty = String::new;
    rows.push([
        words::total().to_string(),
        empty(),
        empty(),
        empty(),
        min,
        max,
        empty(),
    ]);
    crate::table::csv(rows)
}

/// A Markdown table with its caption and total.
pub fn markdown(bill: &Bill, caption: &str) -> String {
    let mut rows = vec![header()];
    rows.extend(bill.lines.iter().map(cells));
    let table = crate::table::markdown(&rows);
    format!(
        "{caption}\n\n{table}\n**{}: {}**\n",
        words::total(),
        bill.total_text()
    )
}
