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
    /// Any other number.
    Float(f64),
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
            Self::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(number as i64),
            _ => None,
        }
    }
}

fn number(text: &str) -> Option<Scalar<'_>> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let valid = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
            return valid.then(|| match i64::from_str_radix(digits, radix) {
                Ok(number) => Scalar::Int(number),
                Err(_) => Scalar::Float(f64::MAX),
            });
        }
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => {
            return Some(Scalar::Float(if text.starts_with('-') {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            }));
        }
        ".nan" | ".NaN" | ".NAN" if unsigned.len() == text.len() => return Some(Scalar::Float(f64::NAN)),
        _ => {}
    }
    if unsigned.is_empty() {
        return None;
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(match text.parse::<i64>() {
            Ok(number) => Scalar::Int(number),
            Err(_) => Scalar::Float(text.parse().unwrap_or(f64::MAX)),
        });
    }
    is_float(unsigned).then(|| Scalar::Float(text.parse().unwrap_or(f64::MAX)))
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
        check("1.50", Float(1.5));
        check(".5", Float(0.5));
        check("5.", Float(5.0));
        check(".", Text("."));
        check("1e3", Float(1000.0));
        check("e3", Text("e3"));
        check("1e", Text("1e"));
        check("-.inf", Float(f64::NEG_INFINITY));
        check("-", Text("-"));
        check("14s", Text("14s"));
        check("123456789012345678901", Float(123456789012345678901.0));
    }

    #[test]
    fn integers_as_json_schema_counts_them() {
        assert_eq!(Scalar::of_plain("3.0").as_integer(), Some(3));
        assert_eq!(Scalar::of_plain("3.5").as_integer(), None);
        assert_eq!(Scalar::of_plain("x").as_integer(), None);
    }
}
