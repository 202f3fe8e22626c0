//! Items that are copied, put in another order, or taken to another sequence.

use super::{check_refused, path, run};
use crate::yaml::Value;
use crate::yaml::edit::{Change, Refusal};

#[track_caller]
fn check_copy(before: &str, at: &str, changes: Vec<Change>, after: &str) {
    let item = path(at);
    assert_eq!(run(before, Change::Copy { item, changes }).as_deref(), Ok(after));
}

#[track_caller]
fn check_reorder(before: &str, at: &str, to: usize, after: &str) {
    let item = path(at);
    assert_eq!(run(before, Change::Reorder { item, to }).as_deref(), Ok(after));
}

fn moved(at: &str, to: &str, with_list: bool) -> Change {
    Change::Move {
        item: path(at),
        to: path(to),
        order: vec!["x", "s", "d"],
        with_list,
    }
}

#[track_caller]
fn check_move(before: &str, at: &str, to: &str, after: &str) {
    assert_eq!(run(before, moved(at, to, true)).as_deref(), Ok(after));
}

fn named(name: &str) -> Vec<Change> {
    vec![Change::Set {
        path: path("name"),
        value: Value::from(name),
    }]
}

#[test]
fn a_copy_has_the_same_lines() {
    check_copy(
        "s:\n  # one\n  - name: a  # x\n    # in\n    k: 'v'\n\n  - name: b\nt: 1\n",
        "s[0]",
        named("c"),
        "s:\n  # one\n  - name: a  # x\n    # in\n    k: 'v'\n\n  # one\n  - name: c  # x\n    # in\n    k: 'v'\n\n  - name: b\nt: 1\n",
    );
    check_copy("s:\n- a\n- b\n", "s[1]", vec![], "s:\n- a\n- b\n- b\n");
    check_copy(
        "s:\r\n- a: 1\r\n  b: 2",
        "s[0]",
        vec![],
        "s:\r\n- a: 1\r\n  b: 2\r\n- a: 1\r\n  b: 2",
    );
    check_copy("- a\n", "[0]", vec![], "- a\n- a\n");
    // What heads more than this item stays alone.
    check_copy(
        "s:\n  # --- all ---\n  - a\n  - b\n",
        "s[0]",
        vec![],
        "s:\n  # --- all ---\n  - a\n  - a\n  - b\n",
    );
    // Deeper comments below are the item's own.
    check_copy(
        "s:\n- a: 1\n  # b: 2\n- c\n",
        "s[0]",
        vec![],
        "s:\n- a: 1\n  # b: 2\n- a: 1\n  # b: 2\n- c\n",
    );
}

#[test]
fn a_copy_of_block_scalars() {
    check_copy("- |\n  x\n- b\n", "[0]", vec![], "- |\n  x\n- |\n  x\n- b\n");
    check_copy("- a: |\n    x", "[0]", vec![], "- a: |-\n    x\n- a: |\n    x");
    check_copy(
        "- |+\n  x\n\n- b\n",
        "[0]",
        vec![],
        "- |+\n  x\n\n- |+\n  x\n\n- b\n",
    );
    check_copy("- |+\n  x\n\n", "[0]", vec![], "- |+\n  x\n\n- |+\n  x\n\n");
}

#[test]
fn a_copy_in_brackets() {
    check_copy(
        "s: [{name: a}, {name: b}]\n",
        "s[0]",
        named("c"),
        "s: [{name: a}, {name: c}, {name: b}]\n",
    );
    check_copy("s: [a]\n", "s[0]", vec![], "s: [a, a]\n");
    check_copy(
        "{\"s\": [\n  {\"name\": \"a\"}\n]}\n",
        "s[0]",
        named("c"),
        "{\"s\": [\n  {\"name\": \"a\"},\n  {\"name\": \"c\"}\n]}\n",
    );
    check_copy(
        "s:\n  - {name: a}\n",
        "s[0]",
        named("c"),
        "s:\n  - {name: a}\n  - {name: c}\n",
    );
}

#[test]
fn a_copy_names_no_anchor_again() {
    check_copy(
        "s:\n- name: &n a\n  e: &e\n    k: *n\n- e: *e\n",
        "s[0]",
        named("b"),
        "s:\n- name: &n a\n  e: &e\n    k: *n\n- name: b\n  e:\n    k: *n\n- e: *e\n",
    );
    check_copy("s: [&x a, *x]\n", "s[0]", vec![], "s: [&x a, a, *x]\n");
    check_copy(
        "s:\n- &x {a: 1}\n- *x\n",
        "s[0]",
        vec![],
        "s:\n- &x {a: 1}\n- {a: 1}\n- *x\n",
    );
    let copy = |at: &str| Change::Copy {
        item: path(at),
        changes: named("b"),
    };
    check_refused(
        "s: &s\n- name: a\nt: *s\n",
        copy("s[0]"),
        &Refusal::Shared { line: 3 },
    );
    check_refused(
        "s:\n- &x {name: a}\n- *x\n",
        copy("s[1]"),
        &Refusal::ThroughAlias(path("s[2]")),
    );
    check_refused(
        "- - a\n  - b\n",
        copy("[0].[0]"),
        &Refusal::Unclear(path("[0].[0]")),
    );
}

#[test]
fn items_change_places_with_their_comments() {
    let spaced = "s:\n  # one\n  - a: 1\n    b: 1\n\n  - c\n\n  # three\n  - d # x\nt: 1\n";
    check_reorder(
        spaced,
        "s[0]",
        2,
        "s:\n  - c\n\n  # three\n  - d # x\n\n  # one\n  - a: 1\n    b: 1\nt: 1\n",
    );
    check_reorder(
        spaced,
        "s[2]",
        0,
        "s:\n  # three\n  - d # x\n\n  # one\n  - a: 1\n    b: 1\n\n  - c\nt: 1\n",
    );
    check_reorder(
        spaced,
        "s[1]",
        0,
        "s:\n  - c\n\n  # one\n  - a: 1\n    b: 1\n\n  # three\n  - d # x\nt: 1\n",
    );
    check_reorder(spaced, "s[1]", 1, spaced);
    check_reorder(
        "s:\n- a\n- b\n- c\n\nt: 1\n",
        "s[0]",
        1,
        "s:\n- b\n- a\n- c\n\nt: 1\n",
    );
    // A heading over several items stays.
    check_reorder(
        "s:\n# --- x ---\n- a\n- b\n",
        "s[0]",
        1,
        "s:\n# --- x ---\n- b\n- a\n",
    );
    check_refused(
        "s: [a]\n",
        Change::Reorder {
            item: path("s[0]"),
            to: 1,
        },
        &Refusal::NotFound(path("s[1]")),
    );
}

#[test]
fn order_at_the_end_of_a_text() {
    check_reorder("- a\n- b", "[1]", 0, "- b\n- a");
    check_reorder("- a\n- b", "[0]", 1, "- b\n- a");
    check_reorder("- a\r\n\r\n- b", "[0]", 1, "- b\r\n\r\n- a");
    check_reorder("- a\n- |\n  x", "[1]", 0, "- |-\n  x\n- a");
    check_reorder("- |\n  x\n- b", "[0]", 1, "- b\n- |\n  x\n");
    check_reorder("- |\n  x\n- b", "[1]", 0, "- b\n- |\n  x\n");
    check_reorder("- a\n- |\n  x", "[0]", 1, "- |-\n  x\n- a");
}

#[test]
fn order_of_scalars_that_keep_blank_lines() {
    check_reorder("- |+\n  x\n\n- b\n\n- c\n", "[0]", 1, "- b\n\n- |+\n  x\n\n- c\n");
    check_reorder("- a\n\n- |+\n  x\n\n- c\n", "[0]", 1, "- |+\n  x\n\n- a\n\n- c\n");
    check_reorder("- a\n\n- |+\n  x\n\n- c\n", "[2]", 0, "- c\n- a\n\n- |+\n  x\n\n");
}

#[test]
fn order_in_brackets() {
    check_reorder("s: [a, bb,c]\n", "s[0]", 2, "s: [bb, c,a]\n");
    check_reorder(
        "[\n  {\"a\": 1},\n  {\"b\": 2}\n]\n",
        "[1]",
        0,
        "[\n  {\"b\": 2},\n  {\"a\": 1}\n]\n",
    );
    check_refused(
        "[\n  a, # one\n  b\n]\n",
        Change::Reorder {
            item: path("[0]"),
            to: 1,
        },
        &Refusal::Unclear(path("[0]")),
    );
}

#[test]
fn an_anchor_stays_before_its_aliases() {
    let reorder = |at: &str, to| Change::Reorder { item: path(at), to };
    check_refused(
        "- &x a\n- *x\n",
        reorder("[0]", 1),
        &Refusal::AnchorBehind { line: 2 },
    );
    check_refused(
        "[&x a, *x]\n",
        reorder("[1]", 0),
        &Refusal::AnchorBehind { line: 1 },
    );
    check_reorder(
        "- a: &x 1\n  b: *x\n- c: &y 1\n  d: *y\n",
        "[0]",
        1,
        "- c: &y 1\n  d: *y\n- a: &x 1\n  b: *x\n",
    );
    // The same name twice would come to mean another place.
    check_refused(
        "- a: &x 1\n  b: *x\n- c: &x 2\n- d: *x\n",
        reorder("[0]", 1),
        &Refusal::Unsafe,
    );
}

#[test]
fn items_move_to_another_sequence() {
    let two = "x:\n  s:\n    # own\n    - a: 1\n      b: |\n        t\n      # c: 1\n\n    - z\ns:\n- y\n";
    check_move(
        two,
        "x.s[0]",
        "s",
        "x:\n  s:\n    - z\ns:\n- y\n# own\n- a: 1\n  b: |\n    t\n  # c: 1\n",
    );
    // The list that is left empty goes, and one that is not there is begun.
    check_move(
        "x:\n  n: p\n  s:\n    - a: 1\ns:\n- y\n",
        "s[0]",
        "x.s",
        "x:\n  n: p\n  s:\n    - a: 1\n    - y\n",
    );
    check_move(
        "x:\n    n: p\n\ns:\n    - a: 1\n      b: 2\n    - c\n",
        "s[0]",
        "x.s",
        "x:\n    n: p\n    s:\n        - a: 1\n          b: 2\n\ns:\n    - c\n",
    );
    check_move(
        "x:\n  n: p\n  s:\n  - a\n",
        "x.s[0]",
        "s",
        "x:\n  n: p\ns:\n- a\n",
    );
    check_move("x:\n  n: p\n  s:\n  - a", "x.s[0]", "s", "x:\n  n: p\ns:\n- a");
    check_move(
        "x:\n  s: []\ns:\n  - a\n  - b",
        "s[1]",
        "x.s",
        "x:\n  s:\n    - b\ns:\n  - a",
    );
    check_move(
        "x:\ns:\n  - a\n  - b\n",
        "s[0]",
        "x.d",
        "x:\n  d:\n    - a\ns:\n  - b\n",
    );
    check_move(
        "x:\n  s:\n  - a\ns:\n- b",
        "s[0]",
        "x.s",
        "x:\n  s:\n  - a\n  - b",
    );
    check_move(
        "x:\n  n: p\n  # two\n  s:\n  # one\n  - a\n\n  t: 1\n",
        "x.s[0]",
        "s",
        "x:\n  n: p\n\n  t: 1\n# two\ns:\n# one\n- a\n",
    );
    let list_stays = moved("s[0]", "x.s", false);
    assert_eq!(
        run("x:\n  s:\n  - a\ns:\n- b\n", list_stays).as_deref(),
        Ok("x:\n  s:\n  - a\n  - b\ns: []\n")
    );
    assert_eq!(
        run("x:\r\n  s:\r\n  - a\r\ns:\r\n- b", moved("x.s[0]", "s", false)).as_deref(),
        Ok("x:\r\n  s: []\r\ns:\r\n- b\r\n- a")
    );
}

#[test]
fn items_move_only_as_lines() {
    check_refused(
        "s: [a]\nd:\n- b\n",
        moved("s[0]", "d", true),
        &Refusal::Unclear(path("s[0]")),
    );
    check_refused(
        "s: [a]\nd:\n- b\n",
        moved("d[0]", "s", true),
        &Refusal::Unclear(path("s")),
    );
    check_refused(
        "s:\n- *y\nd: &y\n- b\n"
            .replace("*y", "&x a")
            .replace("&y", "")
            .as_str(),
        moved("s[0]", "t.u", true),
        &Refusal::NotFound(path("t")),
    );
    check_refused(
        "s:\n- &x a\n- *x\nd:\n- b\n",
        moved("s[0]", "d", true),
        &Refusal::AnchorBehind { line: 3 },
    );
}

#[test]
fn a_shared_scalar_changes_everywhere() {
    let set = |at: &str| Change::SetShared {
        path: path(at),
        value: Value::from("b"),
    };
    assert_eq!(
        run("x: &x 'a'\ny: *x\n", set("x")).as_deref(),
        Ok("x: &x 'b'\ny: *x\n")
    );
    check_refused(
        "x: &x {k: a}\ny: *x\n",
        set("y.k"),
        &Refusal::ThroughAlias(path("y")),
    );
}

#[test]
fn a_text_without_content_is_begun() {
    let insert = |before: &str| {
        run(
            before,
            Change::Insert {
                mapping: path(""),
                key: "s".to_owned(),
                value: Value::Sequence(vec![Value::from("a")]),
                order: vec![],
            },
        )
    };
    assert_eq!(insert("").as_deref(), Ok("s:\n  - a\n"));
    assert_eq!(insert("# c\r\n\r\n").as_deref(), Ok("# c\r\n\r\ns:\r\n  - a\r\n"));
    assert_eq!(insert("# c").as_deref(), Ok("# c\ns:\n  - a"));
    assert_eq!(insert("---\n").as_deref(), Ok("---\ns:\n  - a\n"));
    assert_eq!(insert("{}\n").as_deref(), Ok("{s: [a]}\n"));
}

#[test]
fn entries_set_apart_by_blank_lines_stay_so() {
    let insert = |before: &str| {
        run(
            before,
            Change::Insert {
                mapping: path(""),
                key: "d".to_owned(),
                value: Value::Sequence(vec![Value::from("a")]),
                order: vec!["s", "d", "t"],
            },
        )
    };
    assert_eq!(
        insert("s:\n- b\n\nt: 1\n").as_deref(),
        Ok("s:\n- b\n\nd:\n- a\n\nt: 1\n")
    );
    assert_eq!(
        insert("s:\n- b\n\n- c\n").as_deref(),
        Ok("s:\n- b\n\n- c\n\nd:\n- a\n")
    );
    assert_eq!(
        insert("s:\n- b\nt: 1\n").as_deref(),
        Ok("s:\n- b\nd:\n- a\nt: 1\n")
    );
}
