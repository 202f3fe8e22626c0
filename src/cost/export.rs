//! A bill as CSV, as a Markdown table and as JSON.

use rust_decimal::Decimal;

use super::{Bill, LineItem, caption, dated};
use crate::price::{PriceList, money};
use crate::table::json_string;
use crate::words::cost as words;

/// The column of expected amounts, among the others.
const EXPECTED: usize = 6;

/// The cells of a line, as text: resource, item, plan, quantity, least, most and expected amount, source.
fn cells(line: &LineItem) -> [String; 8] {
    let amount = |amount: Option<Decimal>| amount.map_or_else(|| words::unpriced().to_string(), money::plain);
    [
        line.resource.clone(),
        line.item.name().to_string(),
        line.plan.clone().unwrap_or_default(),
        line.quantity.text().to_string(),
        amount(line.monthly.map(|range| range.min)),
        amount(line.monthly.map(|range| range.max)),
        match (expected(line), line.monthly) {
            // A range of which nobody has said what to expect.
            (None, Some(_)) => String::new(),
            (expected, _) => amount(expected),
        },
        source_text(line),
    ]
}

/// What a line is expected to cost: what somebody said, or the one amount that it can be.
fn expected(line: &LineItem) -> Option<Decimal> {
    let exact = line.monthly.filter(|range| range.min == range.max);
    line.expected.or(exact.map(|range| range.min))
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
    shown(row, bill.lines.iter().any(|line| line.expected.is_some()))
}

/// The cells of a row, with that of the expected amount or without.
fn shown(row: [String; 8], with_expected: bool) -> Vec<String> {
    let cells = row.into_iter().enumerate();
    let shown = cells.filter(|(column, _)| with_expected || *column != EXPECTED);
    shown.map(|(_, cell)| cell).collect()
}

/// The row of a total that is not known.
fn unknown(prices: &PriceList) -> [String; 8] {
    let unknown = || words::not_known().to_string();
    let empty = String::new;
    [
        words::total().to_string(),
        empty(),
        empty(),
        empty(),
        unknown(),
        unknown(),
        unknown(),
        prices.named(),
    ]
}

/// A line each, the total, and which prices these are. Cells that a spreadsheet would run begin with an apostrophe.
/// Without a bill, as the text could not be read, the total is not known.
pub fn csv<'b>(bill: impl Into<Option<&'b Bill>>, prices: &PriceList) -> String {
    let Some(bill) = bill.into() else {
        return crate::table::csv([header(), unknown(prices)].map(|row| shown(row, false)));
    };
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
            prices.named(),
        ],
    ));
    crate::table::csv(rows)
}

/// A Markdown table with its caption, total, and the date of the prices.
/// Without a bill, the total is not known.
pub fn markdown<'b>(bill: impl Into<Option<&'b Bill>>, prices: &PriceList) -> String {
    let (table, total) = match bill.into() {
        Some(bill) => (crate::table::markdown(&rows(bill)), bill.total_text()),
        None => (String::new(), words::not_known().to_string()),
    };
    let total = format!("**{}: {total}**", words::total());
    let dated = dated(prices).map_or_else(String::new, |dated| format!("\n{dated}\n"));
    format!("{}\n\n{table}\n{total}\n{dated}", caption(prices))
}

/// For programs: amounts as decimals in text, null where something is not known.
/// Without a bill, as the text could not be read, nothing is known but the prices.
pub fn json<'b>(bill: impl Into<Option<&'b Bill>>, prices: &PriceList) -> String {
    let bill = bill.into();
    let amount = |amount: Option<Decimal>| or_null(amount.map(money::plain).as_deref());
    let line = |line: &LineItem| {
        object(
            "    ",
            &[
                ("resource", json_string(&line.resource)),
                ("item", json_string(&line.item.name().to_string())),
                ("plan", or_null(line.plan.as_deref())),
                ("quantity", json_string(&line.quantity.text().to_string())),
                (
                    "unit_price",
                    or_null(
                        line.unit_price
                            .map(|price| price.normalize().to_string())
                            .as_deref(),
                    ),
                ),
                ("monthly_min", amount(line.monthly.map(|range| range.min))),
                ("monthly_max", amount(line.monthly.map(|range| range.max))),
                ("monthly_expected", amount(expected(line))),
                (
                    "source",
                    or_null(line.monthly.map(|_| source_text(line)).as_deref()),
                ),
            ],
        )
    };
    let unknown = |line: &LineItem| json_string(&format!("{}: {}", line.resource, line.item.name()));
    let lines = || bill.into_iter().flat_map(|bill| &bill.lines);
    let total = bill.map(Bill::total);
    let all = object(
        "",
        &[
            ("prices", json_string(&prices.id)),
            ("currency", json_string(&prices.currency)),
            ("lines", array(lines().map(line))),
            ("total_min", amount(total.map(|total| total.min))),
            ("total_max", amount(total.map(|total| total.max))),
            ("total_expected", amount(bill.and_then(Bill::expected_total))),
            ("prices_date", json_string(&prices.date)),
            (
                "unknown",
                array(bill.into_iter().flat_map(Bill::unpriced).map(unknown)),
            ),
        ],
    );
    format!("{all}\n")
}

fn or_null(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), json_string)
}

/// An object whose closing brace stands under so much indentation.
fn object(indentation: &str, entries: &[(&str, String)]) -> String {
    let entries = entries
        .iter()
        .map(|(key, value)| format!("{indentation}  \"{key}\": {value}"));
    let entries = entries.collect::<Vec<_>>().join(",\n");
    format!("{{\n{entries}\n{indentation}}}")
}

/// A list in an entry of the outermost object.
fn array(items: impl Iterator<Item = String>) -> String {
    let items = items.map(|item| format!("    {item}")).collect::<Vec<_>>();
    if items.is_empty() {
        return "[]".to_owned();
    }
    format!("[\n{}\n  ]", items.join(",\n"))
}
