//! What a change does to a bill.

use super::super::{CostChange, Usage, bill};
use crate::blueprint::Blueprint;
use crate::price;
use crate::yaml::Tree;

/// Databases and services in flow style, before and after.
#[track_caller]
fn check(before: &str, after: &str, expected: &str) {
    let [before, after] = [before, after].map(|text| {
        let (tree, error) = Tree::parse(text);
        assert_eq!(error, None);
        bill(&Blueprint::of(&tree), price::default_list(), &Usage::default())
    });
    let change = CostChange::between(&before, &after);
    assert_eq!(change.text(), expected);
    assert_eq!(change.is_none(), expected == "same cost");
    let back = CostChange::between(&after, &before);
    assert_eq!((back.before, back.after), (change.after, change.before));
}

fn database(name: &str, plan: &str) -> String {
    format!("{{name: {name}, plan: {plan}, diskSizeGB: 10}}")
}

#[test]
fn a_price_that_is_known_on_one_side_only_says_nothing_of_the_difference() {
    let own = |databases: &[String]| format!("databases: [{}]", databases.join(", "));
    let [known, dearer, unknown] = ["0.1c-256mb", "4c-16g", "1c-2g"].map(|plan| database("a", plan));
    let other = database("b", "4c-16g");
    let small = database("b", "0.1c-256mb");
    let one = |database: &String| own(std::slice::from_ref(database));
    check(&one(&known), &one(&known), "same cost");
    check(&one(&known), &one(&dearer), "+$194.00 a month");
    check(&one(&known), &one(&unknown), "cost not known");
    check(&one(&unknown), &one(&unknown), "same cost");
    check(&one(&unknown), "databases: []", "−$3.00 a month + 1 unpriced");
    check(
        &own(&[known, other]),
        &own(&[unknown, small]),
        "−$194.00 a month + 1 unpriced",
    );
}

#[test]
fn a_share_needs_all_prices() {
    let of = |plan: &str| {
        let (tree, _) = Tree::parse(format!("databases: [{}]", database("a", plan)).as_str());
        bill(&Blueprint::of(&tree), price::default_list(), &Usage::default())
    };
    let share = |before: &str, after: &str| CostChange::between(&of(before), &of(after)).text_with_share();
    assert_eq!(share("4c-16g", "0.1c-256mb"), "−$194.00 a month (−96 %)");
    assert_eq!(share("4c-16g", "1c-2g"), "cost not known");
}
