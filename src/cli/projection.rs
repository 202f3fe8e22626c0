//! `plano cost` over several months: the users grow, and the advice is followed.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::output::{self, Failure, Output};
use crate::blueprint::Blueprint;
use crate::cost::{Range, Usage, caption, with_unpriced};
use crate::demand::{Forecast, Growth, MAX_MONTHS, MAX_USERS, Month, Roles, Set, Setting, Workload};
use crate::envvars::one_line;
use crate::plan::{Settings, months};
use crate::price::{PriceList, money};
use crate::table;
use crate::words::cli as words;

/// Users and how they grow.
#[derive(Debug, clap::Args)]
pub(super) struct Users {
    /// Monthly users at first: what each month costs with the advice followed
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_USERS)))]
    pub(super) mau: Option<u32>,
    /// Growth of the users, percent a month
    #[arg(long, value_name = "PERCENT", value_parser = percent, allow_negative_numbers = true, requires = "mau")]
    growth: Option<Decimal>,
    /// Months
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_MONTHS)), requires = "mau")]
    months: Option<u32>,
}

/// In which form the months are told.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    Text,
    Json,
    Csv,
    Markdown,
}

fn percent(text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(text).map_err(|_| words::bad_amount().to_string())
}

impl Users {
    /// The months, if users were given.
    pub(super) fn months(
        &self,
        blueprint: &Blueprint<'_>,
        prices: &PriceList,
        usage: &Usage,
        settings: Option<&Settings>,
        form: Form,
    ) -> Option<Result<Output, Failure>> {
        let users = self.mau?;
        let mut workload = settings.map_or_else(Workload::default, |settings| settings.workload.clone());
        let growth = match (self.growth, settings) {
            (None, Some(_)) => workload.growth().clone(),
            (growth, _) => Growth::Monthly(growth.unwrap_or_default()),
        };
        let none = Roles::new();
        let set = workload
            .grow(growth)
            .and_then(|()| workload.look_ahead(self.months.unwrap_or(1)));
        if let Err(message) = set {
            return Some(Err(Failure::of(&message)));
        }
        let setting = Setting {
            prices,
            workload: &workload,
            roles: settings.map_or(&none, |settings| &settings.roles),
            object_storage_gb: usage.object_storage_gb,
        };
        let months = Forecast::new(blueprint, &setting, usage, users).by_month();
        let caption = format!(
            "{} {}",
            words::size_caption(users, workload.set().name()),
            caption(prices)
        );
        Some(Ok(match form {
            Form::Json => output::json(&as_json(&months, workload.set(), prices)),
            Form::Csv => Output::new(months::csv(&months)),
            Form::Markdown => {
                let rows: Vec<[String; 4]> = months::rows(&months, money::usd).collect();
                Output::new(format!("{}\n{}\n", table::markdown(&rows), caption))
            }
            Form::Text => Output::new(text(&months, &caption)),
        }))
    }
}

fn text(months: &[Month], caption: &str) -> String {
    let head = [
        words::projection_month(),
        words::projection_users(),
        words::cost_monthly(),
    ];
    let mut rows = vec![head.map(|word| word.to_string())];
    rows.extend(months.iter().map(|month| {
        [
            month.month.map(|month| month.to_string()).unwrap_or_default(),
            money::count(month.users),
            with_unpriced(Range::exactly(month.total), month.unpriced),
        ]
    }));
    let mut text = columns(&rows);
    text.push('\n');
    for step in months.iter().flat_map(|month| &month.steps) {
        text.push_str(&one_line(&step.message.to_string()));
        text.push('\n');
    }
    format!("{text}{caption}\n")
}

fn as_json(months: &[Month], set: Set, prices: &PriceList) -> Value {
    let month = |month: &Month| {
        json!({
            "month": month.month,
            "users": month.users,
            "total": money::plain(month.total),
            "unpriced": month.unpriced,
            "lines": month.lines.iter().map(|line| json!({
                "resource": &*line.name,
                "monthly": money::plain(line.known),
                "unpriced": line.unpriced,
            })).collect::<Vec<_>>(),
            "steps": month.steps.iter().map(|step| step.message.to_string()).collect::<Vec<_>>(),
        })
    };
    json!({
        "assumptions": set.id(),
        "prices": prices.id,
        "currency": prices.currency,
        "months": months.iter().map(month).collect::<Vec<_>>(),
    })
}

/// Rows in columns, the last one as it is.
pub(super) fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}
