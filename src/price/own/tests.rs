use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{MOST_BYTES, OwnList};
use crate::price::{all_prices, default_list, lists};

fn own() -> OwnList {
    OwnList::copy_of("2026-09", "Ours", "2026-11").unwrap()
}

#[test]
fn every_price_has_one_address_and_can_be_changed() {
    for base in lists() {
        let mut own = OwnList::copy_of(&base.id, "Ours", "2026-11").unwrap();
        let addresses: Vec<String> = all_prices(base)
            .into_iter()
            .map(|(address, ..)| address)
            .collect();
        let mut unique = addresses.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), addresses.len());
        for (number, address) in (1..).zip(&addresses) {
            own.set(address, Some(Decimal::from(7_000 + number))).unwrap();
        }
        let changed = all_prices(own.list());
        for (number, (address, name, price)) in (1..).zip(&changed) {
            assert_eq!(price.known(), Some(Decimal::from(7_000 + number)), "{address}");
            assert_eq!(own.list().source(&price.sources[0]).unwrap().title, "Ours");
            let name = name.to_string();
            assert!(!name.is_empty() && !name.contains('{'));
        }
        assert_eq!(changed.len(), addresses.len());
        // All back: what is left of the change is a title.
        for (address, _, price) in all_prices(base) {
            own.set(&address, price.known()).unwrap();
        }
        for ((_, _, own), (address, _, shipped)) in all_prices(own.list()).iter().zip(all_prices(base)) {
            assert_eq!(own, &shipped, "{address}");
        }
    }
}

#[test]
fn a_changed_price_is_the_bills() {
    let mut own = own();
    own.set("services/1c-2g", "19.99".parse().ok()).unwrap();
    own.set("postgres/4c-16g", None).unwrap();
    own.set("outside/sentry_team", Some(Decimal::from(29))).unwrap();
    let list = own.list();
    assert_eq!(list.service("standard").known(), "19.99".parse().ok());
    assert_eq!(list.service("starter"), default_list().service("starter"));
    assert_eq!(list.postgres("pro-16gb").price.known(), None);
    assert_eq!(
        list.outside("sentry_team").unwrap().price.known(),
        Some(Decimal::from(29))
    );
    assert_eq!((list.title.as_ref(), list.date.as_ref()), ("Ours", "2026-11"));
}

#[track_caller]
fn check_refused(yaml: &str, expected: &str) {
    let head = "plano_prices: 1\ntitle: Ours\ndate: ''\nbased_on: 2026-09\n";
    let text = if yaml.starts_with("prices:") {
        format!("{head}{yaml}")
    } else {
        yaml.to_owned()
    };
    assert_eq!(OwnList::from_yaml(&text).unwrap_err().to_string(), expected);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    check_refused(
        "prices:\n  services/1c-2gb: 3",
        "line 6: there is no price `services/1c-2gb`; did you mean `services/1c-2g`?",
    );
    check_refused(
        "prices:\n  services/standard: 3",
        "line 6: there is no price `services/standard`; did you mean `services/1c-2g`?",
    );
    check_refused("prices:\n  nonsense: 3", "line 6: there is no price `nonsense`");
    check_refused(
        "prices:\n  disk_gb: 0.2\n  disk_gb: 0.3",
        "line 7: `disk_gb` stands there already",
    );
    check_refused(
        "prices:\n  disk_gb: cheap",
        "line 6: `cheap` is no price for `disk_gb`; give a number such as 12.50, or `unknown`",
    );
    check_refused(
        "prices:\n  disk_gb: 1e3",
        "line 6: `1e3` is no price for `disk_gb`; give a number such as 12.50, or `unknown`",
    );
    check_refused(
        "prices:\n  disk_gb: [1]",
        "line 6: `` is no price for `disk_gb`; give a number such as 12.50, or `unknown`",
    );
    check_refused(
        "prices:\n  disk_gb: -1",
        "line 6: -1 is no price for `disk_gb`; give 0 to 1,000,000,000 with at most 12 decimals",
    );
    check_refused(
        "prices:\n  disk_gb: 0.0000000000001",
        "line 6: 0.0000000000001 is no price for `disk_gb`; give 0 to 1,000,000,000 with at most 12 decimals",
    );
    check_refused("prices:\n\t- a", "line 6 is no YAML");
    check_refused(
        "plano_prices: 2\ntitle: a",
        "it was written by a newer Plano (format 2; this one reads 1)",
    );
    check_refused(
        "plano_prices: x",
        "`plano_prices` is `x`; it is 1 in a price list of Plano",
    );
    check_refused(
        "plano_prices: 1\ncolour: red",
        "line 2: there is no `colour` in a price list; there is `plano_prices`, `title`, `date`, `based_on` or `prices`",
    );
    check_refused(
        "plano_prices: 1\ntitle: a\ndate: b\nbased_on: 2020-01\nprices: {}",
        "there is no price list `2020-01` to copy; there is `2026-09` or `2025-10`",
    );
    check_refused(
        "plano_prices: 1\ntitle: ' '\ndate: b\nbased_on: 2025-10\nprices: {}",
        "the price list needs a title",
    );
    check_refused("", "a price list needs `plano_prices`");
    check_refused("[]", "a price list needs `plano_prices`");
    check_refused(&" ".repeat(MOST_BYTES + 1), "a price list may have 256 KB");
}

#[test]
fn what_is_not_named_is_the_shipped_lists() {
    let short = "plano_prices: 1\ntitle: Ours\ndate: 2026-11\nbased_on: 2026-09\nprices:\n  disk_gb: 0.2\n";
    let mut expected = own();
    expected.set("disk_gb", "0.2".parse().ok()).unwrap();
    assert_eq!(OwnList::from_yaml(short).unwrap(), expected);
}

proptest! {
    /// A list with any changes comes back from its YAML as it was.
    #[test]
    fn there_and_back(
        base in 0..lists().len(),
        title in "[ -~¡-ÿ]{0,40}[a-z]",
        date in "[ -~]{0,20}",
        changes in proptest::collection::vec((any::<prop::sample::Index>(), proptest::option::of((0_u64..=1_000_000_000_000, 0_u32..=12))), 0..30),
    ) {
        let base = &lists()[base];
        let mut own = OwnList::copy_of(&base.id, &title, &date).unwrap();
        let addresses = all_prices(base);
        for (at, amount) in changes {
            let amount = amount.map(|(digits, scale)| Decimal::from_i128_with_scale(digits.into(), scale));
            let amount = amount.filter(|amount| *amount <= super::MOST);
            own.set(&at.get(&addresses).0, amount).unwrap();
        }
        let text = own.to_yaml().unwrap();
        prop_assert!(text.len() < MOST_BYTES);
        prop_assert_eq!(OwnList::from_yaml(&text).unwrap(), own);
    }

    #[test]
    fn any_text_is_answered(text in "(plano_prices: 1\ntitle: a\ndate: b\nbased_on: 2026-09\nprices:\n)?[ -~\n]{0,80}") {
        let _ = OwnList::from_yaml(&text);
    }
}
