//! A bill: line items of a month from a Blueprint, a price list and the usage that no Blueprint holds.
//!
//! Exact decimals, rounded once, when shown. An unknown price stays unknown and is never counted as zero.
//! Must not know where the usage comes from.

mod change;
mod compare;
mod currency;
mod database;
pub mod export;
mod line;
mod metered;
mod outside;
mod service;
mod sums;
mod usage;

pub use change::CostChange;
pub use compare::{ComparedLine, compare};
pub use currency::{BadCurrency, CurrencyPart, SecondCurrency, in_currency, per_user, per_year};
pub use line::{Item, LineItem, Quantity, Range, Source};
pub use sums::{Sum, sums};
pub use usage::{CronMinutes, Meter, Usage};

use rust_decimal::Decimal;

use crate::blueprint::{Blueprint, Database};
use crate::price::{PriceList, money};
use crate::words::{Message, cost as words};

/// What an application uses outside Render and object storage. What most of it costs depends on a contract or on
/// how much it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutsideService {
    /// Error and performance monitoring.
    Monitoring,
    /// The OpenAI API.
    OpenAi,
    /// WhatsApp messages.
    WhatsApp,
    /// Sending mail.
    Mail,
    /// Sentry, on the plan that the price list has.
    Sentry,
    /// Datadog, by the host.
    Datadog,
    /// Logs taken in by Datadog, by the GB.
    Logs,
}

impl OutsideService {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Monitoring,
        Self::OpenAi,
        Self::WhatsApp,
        Self::Mail,
        Self::Sentry,
        Self::Datadog,
        Self::Logs,
    ];

    /// Stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Monitoring => "monitoring",
            Self::OpenAi => "openai",
            Self::WhatsApp => "whatsapp",
            Self::Mail => "mail",
            Self::Sentry => "sentry",
            Self::Datadog => "datadog",
            Self::Logs => "logs",
        }
    }

    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Monitoring => words::resource_monitoring(),
            Self::OpenAi => words::resource_openai(),
            Self::WhatsApp => words::resource_whatsapp(),
            Self::Mail => words::resource_mail(),
            Self::Sentry => words::resource_sentry(),
            Self::Datadog => words::resource_datadog(),
            Self::Logs => words::resource_logs(),
        }
    }

    /// By what it is priced; none for what has one price a month.
    pub fn meter(self) -> Option<Meter> {
        match self {
            Self::Monitoring | Self::Sentry => None,
            Self::OpenAi => Some(Meter::OpenAiTokens),
            Self::WhatsApp => Some(Meter::WhatsAppConversations),
            Self::Mail => Some(Meter::Mails),
            Self::Datadog => Some(Meter::DatadogHosts),
            Self::Logs => Some(Meter::LogGigabytes),
        }
    }

    /// The entry of a price list that has its price.
    fn listed(self) -> Option<&'static str> {
        match self {
            Self::Monitoring | Self::OpenAi | Self::WhatsApp | Self::Mail => None,
            Self::Sentry => Some("sentry_team"),
            Self::Datadog => Some("datadog_infrastructure_pro"),
            Self::Logs => Some("datadog_logs_ingested"),
        }
    }
}

/// The line items of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The price list's id.
    pub list: String,
    /// The lines: services, databases, then what stands around them.
    pub lines: Vec<LineItem>,
}

/// What a Blueprint costs a month.
pub fn bill(blueprint: &Blueprint<'_>, prices: &PriceList, usage: &Usage) -> Bill {
    let mut lines = Vec::new();
    for service in &blueprint.services {
        service::lines(service, prices, usage, &mut lines);
    }
    for database in &blueprint.databases {
        database::lines(database, prices, &mut lines);
    }
    outside::lines(prices, usage, &mut lines);
    Bill {
        list: prices.id.to_string(),
        lines,
    }
}

/// What one database costs a month.
pub fn of_database(database: &Database<'_>, prices: &PriceList) -> Bill {
    let mut lines = Vec::new();
    database::lines(database, prices, &mut lines);
    Bill {
        list: prices.id.to_string(),
        lines,
    }
}

impl Bill {
    /// The sum of all lines whose price is known.
    pub fn total(&self) -> Range {
        self.lines
            .iter()
            .filter_map(|line| line.monthly)
            .fold(Range::default(), Range::plus)
    }

    /// The sum of all lines whose price is known, with the instances that are expected to run. None where an
    /// autoscaled service has no expected number.
    pub fn expected_total(&self) -> Option<Decimal> {
        let mut total = Decimal::ZERO;
        for line in &self.lines {
            let Some(range) = line.monthly else {
                continue;
            };
            let exact = (range.min == range.max).then_some(range.min);
            total = money::plus(total, line.expected.or(exact)?);
        }
        Some(total)
    }

    /// The lines whose price is not known.
    pub fn unpriced(&self) -> impl Iterator<Item = &LineItem> {
        self.lines.iter().filter(|line| line.monthly.is_none())
    }

    /// The sum of one resource's lines, and whether any of them is unpriced.
    pub fn of_resource(&self, path: &crate::yaml::Path) -> (Range, usize) {
        let own = || self.lines.iter().filter(|line| line.path.as_ref() == Some(path));
        let sum = own()
            .filter_map(|line| line.monthly)
            .fold(Range::default(), Range::plus);
        (sum, own().filter(|line| line.monthly.is_none()).count())
    }

    /// The total for people: `$344.60–394.60 + 2 unpriced`.
    pub fn total_text(&self) -> String {
        with_unpriced(self.total(), self.unpriced().count())
    }
}

/// A sum for people, with the number of lines that are missing from it.
pub fn with_unpriced(sum: Range, unpriced: usize) -> String {
    let sum = range_text(sum);
    if unpriced == 0 {
        sum
    } else {
        words::with_unpriced(sum, unpriced).to_string()
    }
}

/// A range for people, `$344.60–394.60`: one amount where both ends are equal.
pub fn range_text(range: Range) -> String {
    if range.min == range.max {
        return money::usd(range.min);
    }
    words::range(money::usd(range.min), money::usd_again(range.max)).to_string()
}

/// What a change does to a total, for people: `+$25.00 a month`.
pub fn delta_text(before: Range, after: Range) -> String {
    let (min, max) = (after.min - before.min, after.max - before.max);
    let signed = |amount: Decimal| {
        if amount > Decimal::ZERO {
            format!("+{}", money::usd(amount))
        } else {
            money::usd(amount)
        }
    };
    match (min == max, min.is_zero()) {
        (true, true) => words::delta_none(),
        (true, false) => words::delta_exactly(signed(min)),
        (false, _) => words::delta_range(signed(min), signed(max)),
    }
    .to_string()
}

/// The least that a thousand monthly users cost; none without users.
pub fn per_thousand_users(total: Range, users: u32) -> Option<Decimal> {
    money::times(total.min, Decimal::ONE_THOUSAND).checked_div(users.into())
}

/// The sentence above a table of costs.
pub fn caption(prices: &PriceList) -> Message {
    words::caption(prices.currency.to_string(), prices.name(), words::tax())
}

/// When the prices held; none where a list does not say.
pub fn dated(prices: &PriceList) -> Option<Message> {
    (!prices.date.is_empty()).then(|| words::list_of(prices.date.to_string()))
}

#[cfg(test)]
mod tests;
