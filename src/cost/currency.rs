//! Amounts beside the bill's own: in a second currency, a year, for each user.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use super::Range;
use crate::price::money;
use crate::words::{Message, cost as words};

/// Months of a year.
const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Most units that a dollar may cost.
const MOST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// From this rate on an amount is written without hundredths, which nobody could pay.
const WHOLE_FROM: Decimal = Decimal::from_parts(100, 0, 0, false, 0);

/// Letters that the text of a date may have.
const LONGEST_DATE: usize = 40;

/// A currency in which amounts are shown beside US dollars, at a rate that somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondCurrency {
    code: String,
    rate: Decimal,
    date: String,
}

/// Why there is no such currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCurrency {
    /// What of it is wrong.
    pub part: CurrencyPart,
    message: Message,
}

/// What is typed of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyPart {
    /// Its code.
    Code,
    /// How many units of it a dollar costs.
    Rate,
    /// When that held.
    Date,
}

impl fmt::Display for BadCurrency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(formatter)
    }
}

impl SecondCurrency {
    /// A currency of three letters such as `COP`, how many units of it a dollar costs, and when.
    ///
    /// # Errors
    /// A code that is not three letters, a rate that is not above zero or beyond a thousand million, a date of
    /// more than a line.
    pub fn new(code: &str, rate: Decimal, date: &str) -> Result<Self, BadCurrency> {
        let bad = |part, message| Err(BadCurrency { part, message });
        let (code, date) = (code.trim().to_ascii_uppercase(), date.trim());
        if code.len() != 3 || !code.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return bad(CurrencyPart::Code, words::currency_bad_code(code));
        }
        if rate <= Decimal::ZERO || rate > MOST {
            return bad(CurrencyPart::Rate, words::currency_bad_rate(rate.to_string()));
        }
        if date.chars().count() > LONGEST_DATE || date.chars().any(char::is_control) {
            return bad(
                CurrencyPart::Date,
                words::currency_bad_date(LONGEST_DATE.to_string()),
            );
        }
        Ok(Self {
            code,
            rate,
            date: date.to_owned(),
        })
    }

    /// Its code: `COP`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// How many units of it a dollar costs.
    pub fn rate(&self) -> Decimal {
        self.rate
    }

    /// When the rate held, as typed; may be empty.
    pub fn date(&self) -> &str {
        &self.date
    }

    /// The same amount in this currency, not rounded.
    pub fn of(&self, range: Range) -> Range {
        range.times(self.rate)
    }

    /// What stands beside the amounts: the rate, and when it held.
    pub fn caption(&self) -> Message {
        let rate = money::later_number(self.rate);
        match self.date.as_str() {
            "" => words::currency_rate(rate, self.code.as_str()),
            date => words::currency_rate_of(rate, self.code.as_str(), date),
        }
    }

    /// Rounded once: to hundredths, or to whole units where a dollar costs a hundred of them or more.
    fn rounded(&self, amount: Decimal) -> Decimal {
        let decimals = if self.rate >= WHOLE_FROM { 0 } else { 2 };
        let mut rounded = amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        if rounded.scale() < decimals {
            rounded.rescale(decimals);
        }
        rounded
    }
}

/// A range of dollars in a second currency, for people: `COP 1,378,400–1,578,400`.
pub fn in_currency(range: Range, currency: &SecondCurrency) -> String {
    let Range { min, max } = currency.of(range);
    let [min, max] = [min, max].map(|amount| money::as_written(currency.rounded(amount)));
    let amounts = if min == max {
        min
    } else {
        words::range(min, max).to_string()
    };
    format!("{} {amounts}", currency.code)
}

/// What a month's amount makes in a year.
pub fn per_year(month: Range) -> Range {
    month.times(MONTHS)
}

/// What each monthly user costs; none without users.
pub fn per_user(month: Range, users: u32) -> Option<Range> {
    let share = |amount: Decimal| amount.checked_div(users.into());
    Some(Range {
        min: share(month.min)?,
        max: share(month.max)?,
    })
}
