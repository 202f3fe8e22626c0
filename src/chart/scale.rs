//! From values to positions: a linear scale with round ticks, and a logarithmic one for users.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Format;

/// The fewest users on a logarithmic axis.
pub const FROM_USERS: u32 = 100;
/// The most users on a logarithmic axis.
pub const TO_USERS: u32 = 1_000_000;

/// The area within the axes, in pixels of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plot {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Plot {
    /// Right edge.
    pub fn right(self) -> i32 {
        self.left + self.width
    }

    /// Lower edge.
    pub fn bottom(self) -> i32 {
        self.top + self.height
    }
}

/// Where a number of users stands on the logarithmic axis of a plot: pixels from the drawing's left edge. What
/// lies beyond the ends is put at them.
pub fn value_to_x(plot: Plot, users: u32) -> i32 {
    (tenths_of_users(plot, users) + 5) / 10
}

/// The number of users that stands nearest to a place, in pixels from the drawing's left edge.
pub fn x_to_value(plot: Plot, x: i32) -> u32 {
    let wanted = x.clamp(plot.left, plot.right()) * 10;
    let (mut low, mut high) = (FROM_USERS, TO_USERS);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if tenths_of_users(plot, middle) <= wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    let before = wanted - tenths_of_users(plot, low);
    let after = tenths_of_users(plot, high) - wanted;
    if before <= after { low } else { high }
}

/// [`value_to_x`] in tenths of a pixel.
pub(super) fn tenths_of_users(plot: Plot, users: u32) -> i32 {
    let from = log10(FROM_USERS);
    let along = log10(users.clamp(FROM_USERS, TO_USERS)) - from;
    let span = log10(TO_USERS) - from;
    let width = i64::from(plot.width) * 10;
    plot.left * 10 + (width * i64::from(along) / i64::from(span)) as i32
}

/// Bits after the point of [`log10`].
const LOG_BITS: u32 = 20;

/// The decimal logarithm in units of 2⁻²⁰, rounded down; of 0 it is 0.
///
/// The whole part counts tenths taken off until one digit is left before the point. Each bit of the fraction
/// is whether the square of the rest has two digits there, since log x² = 2 log x.
pub(super) fn log10(value: u32) -> u32 {
    // Squares below 10³⁸ fit into the 128 bits.
    const ONE: u128 = 1_000_000_000_000_000_000;
    let mut rest = u128::from(value.max(1)) * ONE;
    let mut log = 0;
    while rest >= 10 * ONE {
        rest /= 10;
        log += 1;
    }
    for _ in 0..LOG_BITS {
        rest = rest * rest / ONE;
        log *= 2;
        if rest >= 10 * ONE {
            rest /= 10;
            log += 1;
        }
    }
    log
}

/// A value that can be drawn: what is larger than any sum of money ends at a quadrillion.
pub(super) fn drawable(value: Decimal) -> Decimal {
    value.clamp(-largest(), largest())
}

fn largest() -> Decimal {
    Decimal::from(1_000_000_000_000_000_i64)
}

/// A linear scale that begins and ends at ticks.
#[derive(Debug)]
pub(super) struct Linear {
    low: Decimal,
    high: Decimal,
    /// The ticks from low to high, as they are written.
    pub ticks: Vec<(Decimal, String)>,
}

impl Linear {
    /// A scale from zero over all values, with at most `most` steps between ticks: each 1, 2 or 5 times a power
    /// of ten, and so large that no two neighbours are written alike.
    pub fn over(values: impl IntoIterator<Item = Decimal>, most: i32, format: Format) -> Linear {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        for value in values.into_iter().map(drawable) {
            low = low.min(value);
            high = high.max(value);
        }
        if low == high {
            high = Decimal::ONE;
        }
        let most = Decimal::from(most.max(2));
        let mut size = Decimal::new(1, 6);
        let mut factors = [Decimal::TWO, Decimal::new(25, 1), Decimal::TWO]
            .into_iter()
            .cycle();
        loop {
            let steps = (high / size).ceil() - (low / size).floor();
            if steps <= most {
                let ticks = ticks(low, high, size, format);
                let alike = ticks.windows(2).any(|pair| matches!(pair, [a, b] if a.1 == b.1));
                if !alike || size > largest() {
                    let ends = (ticks.first().map(|tick| tick.0), ticks.last().map(|tick| tick.0));
                    return Linear {
                        low: ends.0.unwrap_or(low),
                        high: ends.1.unwrap_or(high),
                        ticks,
                    };
                }
            }
            size *= factors.next().unwrap_or(Decimal::TEN);
        }
    }

    /// A scale from zero to a value above it, without ticks.
    pub fn exactly(high: Decimal) -> Linear {
        Linear {
            low: Decimal::ZERO,
            high,
            ticks: Vec::new(),
        }
    }

    /// Tenths of a pixel from the lower end, of `length` pixels; within them.
    pub fn along(&self, value: Decimal, length: i32) -> i32 {
        let value = value.clamp(self.low, self.high);
        let share = (value - self.low) / (self.high - self.low);
        (share * Decimal::from(length * 10)).round().to_i32().unwrap_or(0)
    }

    /// The place of a value in a plot whose vertical axis this is, in tenths of a pixel.
    pub fn y(&self, value: Decimal, plot: Plot) -> i32 {
        plot.bottom() * 10 - self.along(value, plot.height)
    }
}

fn ticks(low: Decimal, high: Decimal, size: Decimal, format: Format) -> Vec<(Decimal, String)> {
    let mut ticks = Vec::new();
    let mut at = (low / size).floor() * size;
    loop {
        ticks.push((at.normalize(), format(at.normalize())));
        if at >= high {
            return ticks;
        }
        at += size;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(value: Decimal) -> String {
        format!("{:.0}", value)
    }

    #[track_caller]
    fn check(values: &[&str], expected: &str) {
        let values = values.iter().map(|value| Decimal::from_str_exact(value).unwrap());
        let scale = Linear::over(values, 5, whole);
        let written: Vec<String> = scale.ticks.into_iter().map(|tick| tick.1).collect();
        assert_eq!(written.join(" "), expected);
    }

    #[test]
    fn ticks_are_round() {
        check(&["344.60"], "0 100 200 300 400");
        check(&["676.20", "12"], "0 200 400 600 800");
        check(&["1000"], "0 200 400 600 800 1000");
        check(&["41", "-7"], "-20 0 20 40 60");
    }

    #[test]
    fn nothing_little_and_much_have_ticks_too() {
        check(&[], "0 1");
        check(&["0", "0"], "0 1");
        check(&["0.3"], "0 1");
        check(&["1.4"], "0 1 2");
        check(
            &["1000000000000"],
            "0 200000000000 400000000000 600000000000 800000000000 1000000000000",
        );
        check(
            &["79228162514264337593543950335"],
            "0 200000000000000 400000000000000 600000000000000 800000000000000 1000000000000000",
        );
    }

    #[test]
    fn logarithms_are_those_of_the_tables() {
        // From a table of logarithms with six places.
        for (value, millionths) in [
            (1, 0),
            (2, 301_030),
            (3, 477_121),
            (7, 845_098),
            (10, 1_000_000),
            (99, 1_995_635),
            (100, 2_000_000),
            (5_000, 3_698_970),
            (999_999, 5_999_999),
            (1_000_000, 6_000_000),
        ] {
            let found = (u64::from(log10(value)) * 1_000_000) >> LOG_BITS;
            assert!(found.abs_diff(millionths) <= 2, "{value}: {found}");
        }
    }

    proptest! {
        #[test]
        fn more_users_never_stand_further_left(a in 0_u32..2_000_000, b in 0_u32..2_000_000, width in 60_i32..2_000) {
            let plot = Plot { left: 50, top: 0, width, height: 100 };
            prop_assert!(tenths_of_users(plot, a.min(b)) <= tenths_of_users(plot, a.max(b)));
            prop_assert!(log10(a.min(b)) <= log10(a.max(b)));
        }

        #[test]
        fn a_place_is_found_again(x in 0_i32..1_200, width in 60_i32..1_200) {
            let plot = Plot { left: 50, top: 0, width, height: 100 };
            let x = x.clamp(plot.left, plot.right());
            prop_assert!((value_to_x(plot, x_to_value(plot, x)) - x).abs() <= 1);
        }

        #[test]
        fn users_are_found_again_to_a_pixel(users in 100_u32..=1_000_000) {
            let plot = Plot { left: 50, top: 0, width: 600, height: 100 };
            let x = value_to_x(plot, users);
            prop_assert!((value_to_x(plot, x_to_value(plot, x)) - x).abs() <= 1);
        }
    }
}
