//! The second currency, and a year's and a user's share.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::super::{Range, SecondCurrency, in_currency, per_user, per_year};

fn range(min: &str, max: &str) -> Range {
    Range {
        min: min.parse().unwrap(),
        max: max.parse().unwrap(),
    }
}

#[track_caller]
fn check((code, rate): (&str, &str), (min, max): (&str, &str), expected: &str) {
    let currency = SecondCurrency::new(code, rate.parse().unwrap(), "2026-11").unwrap();
    assert_eq!(in_currency(range(min, max), &currency), expected);
}

#[test]
fn amounts_in_a_second_currency() {
    check(("COP", "4000"), ("344.60", "344.60"), "COP 1,378,400");
    check(("cop", "4000"), ("344.60", "394.60"), "COP 1,378,400–1,578,400");
    check(("COP", "4012.37"), ("24.50", "24.50"), "COP 98,303");
    check(("EUR", "0.92"), ("24.5", "24.5"), "EUR 22.54");
    check(("EUR", "0.9"), ("1", "1"), "EUR 0.90");
    check(("EUR", "0.005"), ("1", "1"), "EUR 0.01");
    check(("COP", "4000"), ("-0.0001", "0"), "COP 0");
}

#[test]
fn the_rate_is_said() {
    let with = |date| {
        SecondCurrency::new("COP", Decimal::from(4012), date)
            .unwrap()
            .caption()
            .to_string()
    };
    assert_eq!(with("2026-11-20"), "1 USD is 4,012 COP (2026-11-20).");
    assert_eq!(with(" "), "1 USD is 4,012 COP.");
}

#[test]
fn no_such_currency() {
    let refused = |code: &str, rate: &str, date: &str| {
        SecondCurrency::new(code, rate.parse().unwrap(), date)
            .unwrap_err()
            .to_string()
    };
    assert!(refused("PESO", "1", "").contains("`PESO`"));
    assert!(refused("$", "1", "").contains("such as COP"));
    assert!(refused("COP", "0", "").contains("more than 0"));
    assert!(refused("COP", "-1", "").contains("a rate of -1"));
    assert!(refused("COP", "1000000001", "").contains("at most"));
    assert!(refused("COP", "1", "a\nb").contains("a line"));
    assert!(refused("COP", "1", &"1".repeat(41)).contains("40 letters"));
}

#[test]
fn a_year_and_a_user() {
    let month = range("344.60", "394.60");
    assert_eq!(per_year(month), range("4135.20", "4735.20"));
    assert_eq!(per_user(month, 1000), Some(range("0.3446", "0.3946")));
    assert_eq!(per_user(month, 0), None);
}

proptest! {
    #[test]
    fn every_amount_can_be_said(units in any::<i128>(), scale in 0_u32..=28, rate in 1_i64..=1_000_000_000) {
        let amount = Decimal::try_from_i128_with_scale(units >> 32, scale).unwrap_or(Decimal::MAX);
        let currency = SecondCurrency::new("COP", rate.into(), "").unwrap();
        let text = in_currency(Range::exactly(amount), &currency);
        prop_assert!(text.starts_with("COP "));
        prop_assert!(per_year(Range::exactly(amount)).min.abs() >= amount.abs());
    }
}
