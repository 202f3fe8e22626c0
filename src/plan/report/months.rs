//! The section of what lies ahead: the forecast as a chart and as a table.

use rust_decimal::Decimal;

use super::super::output::Handover;
use super::{Part, Section, Table};
use crate::chart::{About, Stacked};
use crate::cost::{Range, with_unpriced};
use crate::demand::{Growth, Month};
use crate::plan::ahead;
use crate::price::money;
use crate::words::{cli, report as words};

/// Each month of the workload's horizon.
pub(super) fn months(handover: &Handover<'_>) -> Section {
    let months = handover.months();
    let count = months.len();
    let mut parts = vec![Part::Text(format!(
        "{} {}",
        words::months_what(count),
        growth(handover.settings.workload.growth()),
    ))];
    parts.push(Part::Chart(Box::new(chart(&months))));
    let steps: Vec<String> = months
        .iter()
        .flat_map(|month| &month.steps)
        .map(|step| step.message.to_string())
        .collect();
    parts.push(if steps.is_empty() {
        Part::Text(words::months_none().to_string())
    } else {
        Part::List(steps)
    });
    parts.push(Part::Table(table(&months)));
    let sum = months
        .iter()
        .fold(Decimal::ZERO, |sum, month| money::plus(sum, month.total));
    let unpriced = months
        .iter()
        .map(|month| month.unpriced)
        .max()
        .unwrap_or_default();
    let sum = with_unpriced(Range::exactly(sum), unpriced);
    parts.push(Part::Text(words::months_sum(count, sum).to_string()));
    Section {
        id: "months",
        title: words::section_months(),
        parts,
    }
}

fn growth(growth: &Growth) -> String {
    match growth {
        Growth::Monthly(percent) if percent.is_zero() => words::months_level(),
        Growth::Monthly(percent) => words::months_growth(money::number(*percent)),
        Growth::Targets(_) => words::months_targets(),
    }
    .to_string()
}

fn table(months: &[Month]) -> Table {
    Table {
        head: [cli::projection_month(), words::users(), cli::cost_monthly()]
            .map(|word| word.to_string())
            .to_vec(),
        rows: months.chunk_by(is_level).map(row).collect(),
        sums: 0,
        amounts: 2,
    }
}

/// Whether a month is like the one before it.
fn is_level(before: &Month, month: &Month) -> bool {
    (before.users, before.total, before.unpriced) == (month.users, month.total, month.unpriced)
}

/// Months that are alike, in one row.
fn row(months: &[Month]) -> Vec<String> {
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return Vec::new();
    };
    let which = match months.len() {
        1 => number(first),
        _ => format!("{}–{}", number(first), number(last)),
    };
    vec![
        which,
        money::count(first.users),
        with_unpriced(Range::exactly(first.total), first.unpriced),
    ]
}

fn number(month: &Month) -> String {
    month.month.map(|month| month.to_string()).unwrap_or_default()
}

/// The same drawing as among what lies ahead, under the report's own words.
fn chart(months: &[Month]) -> Stacked {
    let ends = [months.first(), months.last()]
        .map(|month| month.map_or_else(String::new, |month| money::usd(month.total)));
    let [first, last] = ends;
    Stacked {
        about: About {
            title: words::months_chart().to_string(),
            description: words::months_chart_what(months.len().to_string(), first, last).to_string(),
            empty: words::months_chart_empty().to_string(),
        },
        // They stand in a list of their own.
        step: String::new(),
        ..ahead::stacked(months)
    }
}
