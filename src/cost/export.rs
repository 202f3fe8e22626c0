//! A bill as CSV and as a Markdown table.

use rust_decimal::Decimal;

use super::{Bill, LineItem, caption};
use crate::price::{PriceList, money};
use crate::words::cost as words;

/// The column of expected amounts, among the others.
const EXPECTED: usize = 6;

/// The cells of a line, as text: resource, item, plan, quantity, least, most and expected amount, source.
fn cells(line: &LineItem) -> [String; 8] {
    let amount = |amount: Option<Decimal>| amount.map_or_else(|| words::unpriced().to_string(), money::plain);
    let exact = line.monthly.filter(|range| range.min == range.max);
    let expected = line.expected.or(exact.map(|range| range.min));
    [
        line.resource.clone(),
        line.item.name().to_string(),
        line.plan.clone().unwrap_or_default(),
        line.quantity.text().to_string(),
        amount(line.monthly.map(|range| range.min)),
        amount(line.monthly.map(|range| range.max)),
        match (expected, line.monthly) {
            // A range of which nobody has said what to expect.
            (None, Some(_)) => String::new(),
            (expected, _) => amount(expected),
        },
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

fn header() -> [String; 8] {
    [
        words::column_resource(),
        words::column_item(),
        words::column_plan(),
        words::column_quantity(),
        words::column_monthly_min(),
        words::column_monthly_max(),
        words::column_monthly_expected(),
        words::column_source(),
    ]
    .map(|word| word.to_string())
}

/// The header and a line each. The column of expected amounts is there if a line has one.
fn rows(bill: &Bill) -> Vec<Vec<String>> {
    let rows = std::iter::once(header()).chain(bill.lines.iter().map(cells));
    rows.map(|row| for_bill(bill, row)).collect()
}

fn for_bill(bill: &Bill, row: [String; 8]) -> Vec<String> {
    let is_shown = bill.lines.iter().any(|line| line.expected.is_some());
    let cells = row.into_iter().enumerate();
    let shown = cells.filter(|(column, _)| is_shown || *column != EXPECTED);
    shown.map(|(_, cell)| cell).collect()
}

/// A line each, the total, and which prices these are. Cells that a spreadsheet would run begin with an apostrophe.
pub fn csv(bill: &Bill, prices: &PriceList) -> String {
    let total = bill.total();
    let mut rows = rows(bill);
    let empty = String::new;
    rows.push(for_bill(
        bill,
        [
            words::total().to_string(),
            empty(),
            empty(),
            empty(),
            money::plain(total.min),
            money::plain(total.max),
            bill.expected_total().map_or_else(empty, money::plain),
            format!("{} ({})", prices.title, prices.date),
        ],
    ));
    crate::table::csv(rows)
}

/// A Markdown table with its caption, total, and the date of the prices.
pub fn markdown(bill: &Bill, prices: &PriceList) -> String {
    let table = crate::table::markdown(&rows(bill));
    format!(
        "{}\n\n{table}\n**{}: {}**\n\n{}\n",
        caption(prices),
        words::total(),
        bill.total_text(),
        words::list_of(prices.date.to_string())
    )
}
