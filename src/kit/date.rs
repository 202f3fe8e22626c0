//! A day in the calendar. Whoever has a clock says which.

use std::fmt;

/// A day of the Gregorian calendar between 1970 and 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Default for Date {
    /// The day from which reminders are counted where nobody has said another one.
    fn default() -> Self {
        Self {
            year: 2026,
            month: 1,
            day: 1,
        }
    }
}

impl Date {
    /// Reads `2026-12-01`; none for a day that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits)?;
            let digits_only = part.bytes().all(|byte| byte.is_ascii_digit());
            digits_only.then(|| part.parse::<u32>().ok()).flatten()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let exists = year >= 1970 && (1..=days_in(year, month)?).contains(&day);
        (exists && parts.next().is_none()).then_some(Self { year, month, day })
    }

    /// As iCalendar writes it: `20261201`.
    pub fn compact(self) -> String {
        format!("{:04}{:02}{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in(year: u32, month: u32) -> Option<u32> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if is_leap(year) { 29 } else { 28 }),
        _ => None,
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[track_caller]
    fn check(text: &str, compact: &str) {
        let date = Date::parse(text).unwrap();
        assert_eq!(
            (date.to_string(), date.compact()),
            (text.to_owned(), compact.to_owned())
        );
    }

    #[test]
    fn days() {
        check("1970-01-01", "19700101");
        check("2000-02-29", "20000229");
        check("9999-12-31", "99991231");
        assert_eq!(Date::default().to_string(), "2026-01-01");
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "2026-01-01-",
            "+026-01-01",
            "1969-12-31",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
