//! Amounts of US dollars: added up, and written. They are exact decimals and are rounded here, once, when they are
//! shown. Knows nothing of price lists.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::words::{Amount, cost as words, number_marks};

/// The sum of two amounts. One too large for a decimal stays at the largest, here and below. Each is one function and
/// not a copy wherever it is used, as the compiler would have it: together they would be 5 KB of the page's first load.
#[inline(never)]
pub fn plus(left: Decimal, right: Decimal) -> Decimal {
    left.saturating_add(right)
}

/// What is left of an amount.
pub fn minus(left: Decimal, right: Decimal) -> Decimal {
    plus(left, -right)
}

/// An amount so many times.
#[inline(never)]
pub fn times(left: Decimal, right: Decimal) -> Decimal {
    left.saturating_mul(right)
}

/// A sum for a reader: `$1,234.50`, `−$0.50`. Two decimals, half a cent away from zero.
pub fn usd(amount: Decimal) -> String {
    write(amount, 2, Some(number_marks()), &words::dollar().to_string())
}

/// A sum at the axis of a chart, without cents: `$1,235`.
pub fn whole_usd(amount: Decimal) -> String {
    write(amount, 0, Some(number_marks()), &words::dollar().to_string())
}

/// The same as [`usd`] without the sign of the currency, behind another sum that has it: `1,234.50`.
pub fn usd_again(amount: Decimal) -> String {
    write(amount, 2, Some(number_marks()), "")
}

/// A sum at an axis: `$1,000`, and with cents only where it has some.
pub fn short(amount: Decimal) -> String {
    let decimals = if amount.fract().is_zero() { 0 } else { 2 };
    write(
        amount,
        decimals,
        Some(number_marks()),
        &words::dollar().to_string(),
    )
}

/// A sum for a table or another program: `1234.50`. Rounded like [`usd`].
pub fn plain(amount: Decimal) -> String {
    write(amount, 2, None, "")
}

/// A price for one unit: never rounded, at least two decimals: `$0.00016`, `$7.00`.
pub fn unit(price: Decimal) -> String {
    let decimals = price.normalize().scale().max(2);
    write(
        price,
        decimals,
        Some(number_marks()),
        &words::dollar().to_string(),
    )
}

/// An amount of anything, with all its decimals: `1,234.5`.
pub fn number(amount: Decimal) -> String {
    as_written(amount.normalize())
}

/// The same with the decimals that it has, zeros at the end too: `1,234.50`.
pub fn as_written(amount: Decimal) -> String {
    write(amount, amount.scale(), Some(number_marks()), "")
}

/// An amount in a box where it can be changed: all its decimals, nothing between the thousands. [`typed`] reads it.
pub fn ungrouped(amount: Decimal) -> String {
    let (_, decimal) = number_marks();
    amount
        .normalize()
        .to_string()
        .replace('.', decimal.encode_utf8(&mut [0; 4]))
}

/// An amount as somebody types it in the language in use: digits, perhaps in groups of three, and a fraction. None
/// where it is no amount, or may be meant as another one: `1,5` is no amount in English, and `1.5` none in Spanish.
pub fn typed(text: &str) -> Option<Decimal> {
    read(text, number_marks())
}

fn read(text: &str, (group, decimal): (char, char)) -> Option<Decimal> {
    let (whole, fraction) = match text.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let others: Vec<&str> = groups.collect();
    // In groups an amount has three digits in each but the first, and begins with no zero: `0.023` has a fraction.
    let grouped = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let fits = others.is_empty() || grouped && others.iter().all(|group| group.len() == 3 && digits(group));
    if !fits || !digits(first) || !fraction.is_none_or(digits) {
        return None;
    }
    let mut plain = [&[first], &*others].concat().concat();
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    plain.parse().ok()
}

/// A sum for a sentence that may be shown in another language than the one in use now.
pub fn later_usd(amount: Decimal) -> Amount {
    Amount::new(amount, usd)
}

/// The same of a price for one unit.
pub fn later_unit(price: Decimal) -> Amount {
    Amount::new(price, unit)
}

/// The same of an amount of anything.
pub fn later_number(amount: Decimal) -> Amount {
    Amount::new(amount, number)
}

/// A number of people or things: `1,000`.
pub fn count(number: u32) -> String {
    write(number.into(), 0, Some(number_marks()), "")
}

/// Writes an amount with the marks of a language; without them, as machines read it.
fn write(amount: Decimal, decimals: u32, marks: Option<(char, char)>, symbol: &str) -> String {
    let rounded = amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    // A negative amount that rounds to nothing is written without its sign.
    let sign = match (rounded.is_sign_negative() && !rounded.is_zero(), marks) {
        (false, _) => "",
        // For people a minus, behind which no line ends.
        (true, Some(_)) => "−",
        (true, None) => "-",
    };
    let digits = format!("{:.*}", decimals as usize, rounded.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));

    let mut text = format!("{sign}{symbol}");
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.extend(marks.map(|(group, _)| group));
        }
        text.push(digit);
    }
    if decimals > 0 {
        text.push(marks.map_or('.', |(_, decimal)| decimal));
    }
    text.push_str(fraction);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(write: fn(Decimal) -> String, cases: &[(&str, &str)]) {
        for (amount, expected) in cases {
            let decimal = Decimal::from_str_exact(amount).expect("the case is a decimal");
            assert_eq!(write(decimal), *expected, "{amount}");
        }
    }

    #[test]
    fn sums() {
        check(
            usd,
            &[
                ("0", "$0.00"),
                ("7", "$7.00"),
                ("24.5", "$24.50"),
                ("344.600", "$344.60"),
                ("999.99", "$999.99"),
                ("999.995", "$1,000.00"),
                ("1234.5", "$1,234.50"),
                ("12345678.9", "$12,345,678.90"),
                ("100000", "$100,000.00"),
                ("-25", "−$25.00"),
                ("-1234.5", "−$1,234.50"),
            ],
        );
    }

    /// Amounts as they are typed with a group mark and a decimal mark in place of `'` and `_`.
    #[track_caller]
    fn check_typed((group, decimal): (char, char)) {
        for (text, expected) in [
            ("0", Some("0")),
            ("12", Some("12")),
            ("007", Some("7")),
            ("1'000", Some("1000")),
            ("12'345'678_9", Some("12345678.9")),
            ("1_5", Some("1.5")),
            ("0_023", Some("0.023")),
            ("1_", Some("1")),
            ("_5", Some("0.5")),
            ("1'5", None),
            ("1'50", None),
            ("0'023", None),
            ("00'023", None),
            ("1'0000", None),
            ("1000'000", None),
            ("'100", None),
            ("1''000", None),
            ("1_000'000", None),
            ("1_5_5", None),
            ("", None),
            ("_", None),
            ("-1", None),
            ("1e3", None),
            ("1 000", None),
            ("٣", None),
        ] {
            let text = text
                .replace('\'', &group.to_string())
                .replace('_', &decimal.to_string());
            let expected =
                expected.map(|amount| Decimal::from_str_exact(amount).expect("the case is a decimal"));
            assert_eq!(read(&text, (group, decimal)), expected, "{text}");
        }
    }

    #[test]
    fn typed_amounts() {
        check_typed((',', '.'));
        check_typed(('.', ','));
        assert_eq!(ungrouped(Decimal::new(1_234_550, 2)), "12345.5");
        assert_eq!(typed("12345.5"), Some(Decimal::new(123_455, 1)));
    }

    #[test]
    fn sums_are_rounded_half_a_cent_up() {
        check(
            usd,
            &[
                ("0.004", "$0.00"),
                ("0.0049999999", "$0.00"),
                ("0.005", "$0.01"),
                ("0.015", "$0.02"),
                ("0.025", "$0.03"),
                ("2.675", "$2.68"),
                ("-0.004", "$0.00"),
                ("-0.005", "−$0.01"),
                ("-0", "$0.00"),
            ],
        );
    }

    #[test]
    fn sums_at_an_axis() {
        check(
            short,
            &[
                ("0", "$0"),
                ("1000.00", "$1,000"),
                ("0.5", "$0.50"),
                ("-20", "−$20"),
                ("2.25", "$2.25"),
            ],
        );
    }

    #[test]
    fn plain_sums() {
        check(
            plain,
            &[
                ("0", "0.00"),
                ("1234.5", "1234.50"),
                ("1234567.891", "1234567.89"),
                ("-1234.5", "-1234.50"),
                ("-0.001", "0.00"),
            ],
        );
    }

    #[test]
    fn unit_prices() {
        check(
            unit,
            &[
                ("0", "$0.00"),
                ("7", "$7.00"),
                ("0.25", "$0.25"),
                ("0.3", "$0.30"),
                ("0.300", "$0.30"),
                ("0.023", "$0.023"),
                ("0.0004", "$0.0004"),
                ("0.00016", "$0.00016"),
                ("0.000160", "$0.00016"),
                ("1100", "$1,100.00"),
                ("1234.5678", "$1,234.5678"),
                ("-0.005", "−$0.005"),
            ],
        );
    }
}
