//! What a scalar means under the YAML 1.2 core schema.

/// A scalar's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'t> {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that fits.
    Int(i64),
    /// Any other number, as it is written: reading it as a float would bring ten kilobytes of tables.
    Float(&'t str),
    /// Text.
    Text(&'t str),
}

impl<'t> Scalar<'t> {
    /// Resolves a plain scalar's text; quoted text is always [`Scalar::Text`].
    pub fn of_plain(text: &'t str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Null,
            "true" | "True" | "TRUE" => return Self::Bool(true),
            "false" | "False" | "FALSE" => return Self::Bool(false),
            _ => {}
        }
        let starts_a_number = text
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
        if starts_a_number {
            number(text).unwrap_or(Self::Text(text))
        } else {
            Self::Text(text)
        }
    }

    /// The text, if this is text.
    pub fn as_text(self) -> Option<&'t str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, also when written as `3.0` or `3e0`, as JSON Schema counts integers.
    pub fn as_integer(self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(number),
            Self::Float(written) => whole(written)
                .and_then(|number| i64::try_from(number).ok())
                .filter(|number| number.unsigned_abs() < EXACT),
            _ => None,
        }
    }

    /// The whole number as far as it can be told, for comparing with bounds: beyond 128 bits it is the
    /// smallest or largest of them.
    pub fn as_wide_integer(self) -> Option<i128> {
        match self {
            Self::Int(number) => Some(number.into()),
            Self::Float(written) => whole(written),
            _ => None,
        }
    }
}

/// Whole numbers below this are whole in every reader that has floats only.
const EXACT: u64 = 9_000_000_000_000_000;

/// The largest power of ten that a float can hold; what is larger is infinite to other readers.
const LARGEST_POWER: i64 = 308;

/// The value of a number that is written as `3.0`, `1.5e1`, `0x1ffffffffffffffff`, if it is whole and finite.
fn whole(written: &str) -> Option<i128> {
    let unsigned = written.strip_prefix(['+', '-']).unwrap_or(written);
    if unsigned.starts_with("0x") || unsigned.starts_with("0o") {
        return Some(i128::MAX);
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [before, after].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    let exponent: i64 = exponent.parse().ok()?;
    let zeros = exponent + i64::try_from(before.len()).ok()? - i64::try_from(significant.len()).ok()?;
    if !(0..=LARGEST_POWER).contains(&zeros) {
        return None;
    }
    let power = 10_i128.checked_pow(u32::try_from(zeros).ok()?);
    let size = power.and_then(|power| significant.parse::<i128>().ok()?.checked_mul(power));
    let size = size.unwrap_or(i128::MAX);
    Some(if written.starts_with('-') { -size } else { size })
}

fn number(text: &str) -> Option<Scalar<'_>> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let valid = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
            return valid.then(|| match i64::from_str_radix(digits, radix) {
                Ok(number) => Scalar::Int(number),
                Err(_) => Scalar::Float(text),
            });
        }
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => {
            return Some(Scalar::Float(text));
        }
        ".nan" | ".NaN" | ".NAN" if unsigned.len() == text.len() => return Some(Scalar::Float(text)),
        _ => {}
    }
    if unsigned.is_empty() {
        return None;
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(match text.parse::<i64>() {
            Ok(number) => Scalar::Int(number),
            Err(_) => Scalar::Float(text),
        });
    }
    is_float(unsigned).then_some(Scalar::Float(text))
}

/// `[0-9]+(\.[0-9]*)?` or `\.[0-9]+`, then an optional exponent.
fn is_float(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
        }
        None => !mantissa.is_empty() && digits(mantissa),
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    mantissa_fits && exponent_fits
}

#[cfg(test)]
mod tests {
    use super::Scalar::{self, Bool, Float, Int, Null, Text};

    #[track_caller]
    fn check(text: &'static str, expected: Scalar<'static>) {
        assert_eq!(Scalar::of_plain(text), expected, "{text}");
    }

    #[test]
    fn core_schema() {
        check("", Null);
        check("~", Null);
        check("null", Null);
        check("nULL", Text("nULL"));
        check("true", Bool(true));
        check("yes", Text("yes"));
        check("off", Text("off"));
        check("012", Int(12));
        check("-3", Int(-3));
        check("+3", Int(3));
        check("0x1f", Int(31));
        check("0o17", Int(15));
        check("0b1", Text("0b1"));
        check("1_000", Text("1_000"));
        check("1:30", Text("1:30"));
        check("2026-11-22", Text("2026-11-22"));
        check("1.50", Float("1.50"));
        check(".5", Float(".5"));
        check("5.", Float("5."));
        check(".", Text("."));
        check("1e3", Float("1e3"));
        check("e3", Text("e3"));
        check("1e", Text("1e"));
        check("-.inf", Float("-.inf"));
        check("-", Text("-"));
        check("14s", Text("14s"));
        check("123456789012345678901", Float("123456789012345678901"));
    }

    #[test]
    fn integers_as_json_schema_counts_them() {
        assert_eq!(Scalar::of_plain("3.0").as_integer(), Some(3));
        let whole = |text| Scalar::of_plain(text).as_integer();
        assert_eq!(
            [".3e1", "-30e-1", "0.0", "+3."].map(whole),
            [Some(3), Some(-3), Some(0), Some(3)]
        );
        assert_eq!(
            ["3.5", "3e-1", ".inf", ".nan", "1e400", "x"].map(whole),
            [None; 6]
        );
        let wide = |text| Scalar::of_plain(text).as_wide_integer();
        assert_eq!(wide("-123456789012345678901"), Some(-123_456_789_012_345_678_901));
        assert_eq!(wide("1e300"), Some(i128::MAX));
    }
}
