//! The months of a forecast as rows: a line for each month and resource.

use rust_decimal::Decimal;

use crate::demand::Month;
use crate::envvars::one_line;
use crate::price::money;
use crate::table;
use crate::words::{cli as words, cost};

/// A line for each month and resource, and for each month's total.
pub fn rows(months: &[Month], money: fn(Decimal) -> String) -> impl Iterator<Item = [String; 4]> {
    let head = [
        words::projection_month(),
        words::projection_users(),
        cost::column_resource(),
        words::cost_monthly(),
    ];
    let lines = months.iter().flat_map(move |month| {
        let row = move |name: &str, known: Decimal, unpriced: usize| {
            let amount = match unpriced {
                0 => money(known),
                _ => cost::with_unpriced(money(known), unpriced).to_string(),
            };
            let number = month.month.map(|month| month.to_string()).unwrap_or_default();
            [number, month.users.to_string(), one_line(name), amount]
        };
        let total = row(&cost::total().to_string(), month.total, month.unpriced);
        let lines = month
            .lines
            .iter()
            .map(move |line| match row(&line.name, line.known, line.unpriced) {
                // Nothing of it is known; as a sum it would look as if it were free.
                [number, users, name, _] if line.unpriced > 0 && line.known.is_zero() => {
                    [number, users, name, cost::not_known().to_string()]
                }
                row => row,
            });
        lines.chain(std::iter::once(total))
    });
    std::iter::once(head.map(|word| word.to_string())).chain(lines)
}

/// The rows as CSV.
pub fn csv(months: &[Month]) -> String {
    table::csv(rows(months, money::plain))
}
