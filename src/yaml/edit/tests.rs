use super::{Change, Refusal, edit};
use crate::yaml::{Path, Step, Tree, Value};

mod items;

const ORDER: &[&str] = &[
    "type",
    "name",
    "runtime",
    "plan",
    "region",
    "numInstances",
    "scaling",
    "envVars",
];

/// `services[0].plan` as a path.
fn path(text: &str) -> Path {
    let mut steps = Vec::new();
    for part in text.split('.').filter(|part| !part.is_empty()) {
        let (key, index) = part
            .split_once('[')
            .map_or((part, None), |(key, index)| (key, Some(index)));
        if !key.is_empty() {
            steps.push(Step::from(key));
        }
        if let Some(index) = index {
            steps.push(Step::from(index.trim_end_matches(']').parse::<usize>().unwrap()));
        }
    }
    Path(steps)
}

fn run(before: &str, change: Change) -> Result<String, Refusal> {
    let (tree, error) = Tree::parse(before);
    assert_eq!(error, None, "{before}");
    edit(&tree, &[change]).map(|edited| edited.tree.text().to_owned())
}

#[track_caller]
fn check_set(before: &str, at: &str, value: impl Into<Value>, after: &str) {
    assert_eq!(
        run(
            before,
            Change::Set {
                path: path(at),
                value: value.into()
            }
        )
        .as_deref(),
        Ok(after)
    );
}

#[track_caller]
fn check_replace(before: &str, at: &str, value: impl Into<Value>, after: &str) {
    let change = Change::Replace {
        path: path(at),
        value: value.into(),
    };
    assert_eq!(run(before, change).as_deref(), Ok(after));
}

#[track_caller]
fn check_move(before: &str, item: &str, to: &str, after: &str) {
    let change = Change::Move {
        item: path(item),
        to: path(to),
        order: Vec::new(),
        with_list: false,
    };
    assert_eq!(run(before, change).as_deref(), Ok(after));
}

#[track_caller]
fn check_insert(before: &str, at: &str, key: &str, value: impl Into<Value>, after: &str) {
    let change = Change::Insert {
        mapping: path(at),
        key: key.to_owned(),
        value: value.into(),
        order: ORDER.to_vec(),
    };
    assert_eq!(run(before, change).as_deref(), Ok(after));
}

#[track_caller]
fn check_append(before: &str, at: &str, value: impl Into<Value>, after: &str) {
    assert_eq!(
        run(
            before,
            Change::Append {
                sequence: path(at),
                value: value.into()
            }
        )
        .as_deref(),
        Ok(after)
    );
}

#[track_caller]
fn check_remove(before: &str, at: &str, after: &str) {
    assert_eq!(
        run(before, Change::Remove { path: path(at) }).as_deref(),
        Ok(after)
    );
}

#[track_caller]
fn check_refused(before: &str, change: Change, expected: &Refusal) {
    assert_eq!(run(before, change).as_ref(), Err(expected));
}

#[test]
fn set_keeps_what_surrounds_the_scalar() {
    check_set("plan:    free   # c\n", "plan", "pro", "plan:    pro   # c\n");
    check_set("plan: 'free'\n", "plan", "pro", "plan: 'pro'\n");
    check_set("plan: \"free\"\n", "plan", "pro", "plan: \"pro\"\n");
    check_set("name: web\n", "name", "on", "name: \"on\"\n");
    check_set("version: x\n", "version", "16", "version: \"16\"\n");
    check_set("disk: 10", "disk", 20, "disk: 20");
    check_set("{\"k\":1}", "k", "pro", "{\"k\": pro}");
    check_set("{\"k\":\"a\"}", "k", "pro", "{\"k\":\"pro\"}");
    check_set("a: one\n  two\nb: 1\n", "a", "x", "a: x\nb: 1\n");
}

#[test]
fn set_replaces_block_scalars_and_nulls() {
    check_set("a: |- # hdr\n  x\n  y\nb: 1\n", "a", "x", "a: x # hdr\nb: 1\n");
    check_set("a: |\n  x\n\nb: 1\n", "a", "z", "a: z\n\nb: 1\n");
    check_set("plan: # tbd\nb: 1\n", "plan", "pro", "plan: pro # tbd\nb: 1\n");
    check_set("plan:\n", "plan", "pro", "plan: pro\n");
    check_set("plan:", "plan", "pro", "plan: pro");
    check_set("plan: ~\n", "plan", "pro", "plan: pro\n");
    check_set("{p: , q}", "p", "x", "{p: x , q}");
    check_set("{z}", "z", "x", "{z: x}");
    check_set("{p:}", "p", "x", "{p: x}");
    check_set("- \n- b\n", "[0]", "x", "- x \n- b\n");
    check_set("a: &x web\nb: *x\n", "b", "c", "a: &x web\nb: c\n");
}

#[test]
fn set_refuses_what_is_shared_or_unclear() {
    let set = |at: &str| Change::Set {
        path: path(at),
        value: Value::from("z"),
    };
    check_refused("a: &x web\nb: *x\n", set("a"), &Refusal::Shared { line: 2 });
    check_refused("a: &x {k: 1}\nb: *x\n", set("a.k"), &Refusal::Shared { line: 2 });
    check_refused(
        "a: &x {k: 1}\nb: *x\n",
        set("b.k"),
        &Refusal::ThroughAlias(path("b")),
    );
    check_refused("a: !t web\n", set("a"), &Refusal::Unclear(path("a")));
    check_refused("? a\n: web\n", set("a"), &Refusal::Unclear(path("a")));
    check_refused("a: 1\na: 2\n", set("a"), &Refusal::Unclear(path("a")));
    check_refused("a: [1]\n", set("a"), &Refusal::WrongKind(path("a")));
    check_refused("a: 1\n", set("b"), &Refusal::NotFound(path("b")));
}

#[test]
fn insert_finds_the_place_and_the_indentation() {
    let service = "services:\n  - type: web\n    name: a # n\n    region: oregon\n";
    check_insert(
        service,
        "services[0]",
        "plan",
        "1c-2g",
        "services:\n  - type: web\n    name: a # n\n    plan: 1c-2g\n    region: oregon\n",
    );
    check_insert("b: 1\n", "", "type", "x", "b: 1\ntype: x\n");
    check_insert(
        "type: x\nzz: 1\n",
        "",
        "unknown",
        1,
        "type: x\nzz: 1\nunknown: 1\n",
    );
    check_insert(
        "type: x\r\nplan: p\r\n",
        "",
        "name",
        "a",
        "type: x\r\nname: a\r\nplan: p\r\n",
    );
    check_insert("type: x", "", "name", "a", "type: x\nname: a");
    check_insert(
        "type: x\nscaling:\n  min: 1\n  # max: 3\n# next\n",
        "",
        "envVars",
        1,
        "type: x\nscaling:\n  min: 1\n  # max: 3\nenvVars: 1\n# next\n",
    );
    check_insert(
        "s:\n    a:\n        b: 1\n",
        "s.a",
        "scaling",
        Value::mapping([("min", Value::Int(1)), ("max", Value::Int(2))]),
        "s:\n    a:\n        b: 1\n        scaling:\n            min: 1\n            max: 2\n",
    );
}

#[test]
fn insert_in_braces() {
    check_insert("{a: 1}\n", "", "k", "v", "{a: 1, k: v}\n");
    check_insert("x: {}\n", "x", "k", "v", "x: {k: v}\n");
    check_insert("{\n  a: 1 # c\n}\n", "", "k", "v", "{\n  a: 1, # c\n  k: v\n}\n");
    check_insert("{\n  a: 1,\n}\n", "", "k", "v", "{\n  a: 1,\n  k: v,\n}\n");
    check_insert("{a: }\n", "", "k", "v", "{a: , k: v }\n");
}

#[test]
fn insert_after_block_scalar_without_final_break() {
    check_insert("a: |\n  x", "", "k", "v", "a: |-\n  x\nk: v");
    check_append("a:\n- |+\n  x\n\n", "a", "z", "a:\n- |+\n  x\n\n- z\n");
}

#[test]
fn append_follows_the_dashes() {
    check_append(
        "e:\n-   key: A\n",
        "e",
        Value::mapping([("key", "B".into())]),
        "e:\n-   key: A\n-   key: B\n",
    );
    check_append("e:\n  - a\n\n  - b\n", "e", "c", "e:\n  - a\n\n  - b\n\n  - c\n");
    check_append("e: []  # none\nf: 1\n", "e", "c", "e:  # none\n  - c\nf: 1\n");
    check_append("e: [a]\n", "e", "c", "e: [a, c]\n");
    check_append(
        "e: # todo\n  # - key: A\nf: 1\n",
        "e",
        "c",
        "e: # todo\n  # - key: A\n  - c\nf: 1\n",
    );
    check_append("e: null\n", "e", "c", "e:\n  - c\n");
    check_append("f:\n- x\ne: []\n", "e", "c", "f:\n- x\ne:\n- c\n");
    check_append("f:\n- x", "f", "c", "f:\n- x\n- c");
    check_append(
        "f:\n- x # one\n# header of g\ng: 1\n",
        "f",
        "c",
        "f:\n- x # one\n- c\n# header of g\ng: 1\n",
    );
}

#[test]
fn remove_takes_whole_lines_and_own_comments() {
    check_remove("a: 1\nb: 2 # x\nc: 3\n", "b", "a: 1\nc: 3\n");
    check_remove("a: 1\nb:\n  c: 1\n  # in b\nd: 1\n", "b", "a: 1\nd: 1\n");
    check_remove("a: 1\n\n# about b\nb: 2\n\nc: 3\n", "b", "a: 1\n\nc: 3\n");
    check_remove(
        "a: 1\n# for all five\nb: 2\nc: 3\n",
        "b",
        "a: 1\n# for all five\nc: 3\n",
    );
    check_remove("a: 1\n# --- part ---\nb: 2\n", "b", "a: 1\n# --- part ---\n");
    check_remove("a: 1\nb: 2", "b", "a: 1");
    check_remove("a: |\n  x\nb: 2", "b", "a: |\n  x\n");
    check_remove("s:\n- a\n\n- b\n\n- c\n", "s[0]", "s:\n- b\n\n- c\n");
    check_remove("s:\n- |\n  x\n\n- b\n\n- c\n", "s[1]", "s:\n- |\n  x\n\n- c\n");
    check_remove("- type: web\n  name: a\n", "[0].type", "- name: a\n");
    check_remove(
        "- type: web\n  # c\n  name: a\n",
        "[0].type",
        "-\n  # c\n  name: a\n",
    );
    check_remove("x:\n  a: 1\ny: 1\n", "x.a", "x:\n  {}\ny: 1\n");
    check_remove("e:\n  - a\n  - b\n", "e[0]", "e:\n  - b\n");
    check_remove("e: # c\n  - a\nf: 1\n", "e[0]", "e: [] # c\nf: 1\n");
    check_remove("a: |+\n  x\nb: 1\n\nc: 2\n", "b", "a: |+\n  x\nc: 2\n");
}

#[test]
fn remove_in_brackets() {
    check_remove("{a: 1, b: 2, c: 3}", "a", "{b: 2, c: 3}");
    check_remove("{a: 1, b: 2}", "b", "{a: 1}");
    check_remove("{a: , b: 2}", "b", "{a: }");
    check_remove("[a]", "[0]", "[]");
    check_remove("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "b", "{\n  \"a\": 1\n}\n");
    check_remove("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "a", "{\n  \"b\": 2\n}\n");
}

#[test]
fn remove_refuses_an_anchor_that_is_needed() {
    let remove = |at: &str| Change::Remove { path: path(at) };
    check_refused("a: &x web\nb: *x\n", remove("a"), &Refusal::Shared { line: 2 });
    check_refused(
        "- - a\n  - b\n",
        remove("[0].[0]"),
        &Refusal::Unclear(path("[0].[0]")),
    );
}

#[test]
fn several_changes_at_once() {
    let before = "type: web\nname: a\nnumInstances: 2\n";
    let (tree, _) = Tree::parse(before);
    let scaling = Value::mapping([("minInstances", Value::Int(2))]);
    let changes = [
        Change::Remove {
            path: path("numInstances"),
        },
        Change::Insert {
            mapping: path(""),
            key: "scaling".to_owned(),
            value: scaling,
            order: ORDER.to_vec(),
        },
    ];
    let edited = edit(&tree, &changes).unwrap();
    assert_eq!(
        edited.tree.text(),
        "type: web\nname: a\nscaling:\n  minInstances: 2\n"
    );
}

fn list(items: &[&str]) -> Value {
    Value::Sequence(items.iter().map(|item| Value::from(*item)).collect())
}

#[test]
fn replace_makes_a_block_of_a_line() {
    let object = || Value::mapping([("a", Value::from("x")), ("b", list(&["w"]))]);
    check_replace(
        "k: v # c\nz: 1\n",
        "k",
        object(),
        "k: # c\n  a: x\n  b:\n    - w\nz: 1\n",
    );
    check_replace("k: v", "k", list(&["w"]), "k:\n  - w");
    check_replace("k: [] # none\n", "k", list(&["w"]), "k: # none\n  - w\n");
    check_replace("k: {}\r\nz: 1\r\n", "k", list(&["w"]), "k:\r\n  - w\r\nz: 1\r\n");
    check_replace(
        "k: |- # c\n  x\n\nz: 1\n",
        "k",
        list(&["w"]),
        "k: # c\n  - w\n\nz: 1\n",
    );
    check_replace("k: |\n  x", "k", list(&["w"]), "k:\n  - w");
    check_replace(
        "k:\n  \"v\" # c\nz: 1\n",
        "k",
        list(&["w"]),
        "k:\n  - w # c\nz: 1\n",
    );
    check_replace("a: &x 1\nk: *x\n", "k", list(&["w"]), "a: &x 1\nk:\n  - w\n");
    check_replace("k: [ # c\n]\n", "k", list(&["w"]), "k: [w]\n");
}

#[test]
fn replace_makes_a_line_of_a_block() {
    check_replace(
        "k: # c\n  a: x\n  # d\nz: 1\n",
        "k",
        "v",
        "k: v # c\n  # d\nz: 1\n",
    );
    check_replace(
        "k:\n- a\n- b\nz: 1\n",
        "k",
        Value::Sequence(Vec::new()),
        "k: []\nz: 1\n",
    );
    check_replace("k:\n  a: |\n    x", "k", 1, "k: 1");
}

#[test]
fn replace_keeps_the_style() {
    check_replace(
        "k: # c\n  - a\n  - b\nz: 1\n",
        "k",
        list(&["w"]),
        "k: # c\n  - w\nz: 1\n",
    );
    check_replace("k: [a, b] # c\n", "k", list(&["w"]), "k: [w] # c\n");
    check_replace("{k: v, z: 1}", "k", list(&["w"]), "{k: [w], z: 1}");
    check_replace("{\"k\":[1], z: 1}", "k", "v", "{\"k\": v, z: 1}");
    check_replace("k: 'v'\n", "k", "w", "k: 'w'\n");
    let object = || Value::mapping([("a", Value::from("x")), ("b", Value::from("w"))]);
    check_replace(
        "l:\n  -   a: 1 # c\n  - z\n",
        "l[0]",
        object(),
        "l:\n  -   a: x\n      b: w # c\n  - z\n",
    );
    check_replace(
        "l:\n  - a # c\n  - z\n",
        "l[0]",
        object(),
        "l:\n  - a: x\n    b: w # c\n  - z\n",
    );
    check_replace("l:\n  - a: 1\n    b: 2\n", "l[0]", "x", "l:\n  - x\n");
    check_replace(
        "l:\n  - {a: 1} # c\n",
        "l[0]",
        object(),
        "l:\n  - {a: x, b: w} # c\n",
    );
}

#[test]
fn replace_refuses_what_is_needed_elsewhere() {
    let replace = || Change::Replace {
        path: path("k"),
        value: Value::from("v"),
    };
    check_refused("k:\n  a: &x 1\nz: *x\n", replace(), &Refusal::Shared { line: 3 });
    check_refused("k: !t\n  a: 1\n", replace(), &Refusal::Unclear(path("k")));
}

#[test]
fn move_begins_a_list_that_is_not_there() {
    let from = "a:\n  l:\n    - z\n    # own\n    - k: 1 # c\n      v: 2\n";
    let rest = "a:\n  l:\n    - z\n";
    let moved = "    # own\n    - k: 1 # c\n      v: 2\n";
    check_move(
        &format!("{from}b:\n  name: x # d\n"),
        "a.l[1]",
        "b.l",
        &format!("{rest}b:\n  name: x # d\n  l:\n{moved}"),
    );
    check_move(
        &format!("{from}b:\n  l: [] # none\n  name: x\n"),
        "a.l[1]",
        "b.l",
        &format!("{rest}b:\n  l: # none\n{moved}  name: x\n"),
    );
    check_move(
        &format!("b:\n  l:\n{from}"),
        "a.l[1]",
        "b.l",
        &format!("b:\n  l:\n{moved}{rest}"),
    );
    let flow = Change::Move {
        item: path("a[0]"),
        to: path("b"),
        order: Vec::new(),
        with_list: false,
    };
    check_refused("a:\n  - x\nb: [w]\n", flow, &Refusal::Unclear(path("b")));
}

#[test]
fn a_list_that_gets_another_item_is_not_left_empty() {
    let (tree, _) = Tree::parse("a:\n  - x # c\nb:\n  - w\n");
    let changes = [
        Change::Move {
            item: path("a[0]"),
            to: path("b"),
            order: Vec::new(),
            with_list: false,
        },
        Change::Append {
            sequence: path("a"),
            value: Value::from("z"),
        },
    ];
    let edited = edit(&tree, &changes).map(|edited| edited.tree.text().to_owned());
    assert_eq!(edited.as_deref(), Ok("a:\n  - z\nb:\n  - w\n  - x # c\n"));
}
