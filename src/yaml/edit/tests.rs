mod items;
mod lists;
mod replace;

use super::{Change, Refusal, edit};
use crate::yaml::{Path, Step, Tree, Value};

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
    check_set("a: |\r  x\r  y\rb: 1\r", "a", "z", "a: z\rb: 1\r");
    check_set("plan: # tbd\nb: 1\n", "plan", "pro", "plan: pro # tbd\nb: 1\n");
    check_set("plan:\t# tbd\n", "plan", "pro", "plan: pro\t# tbd\n");
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
    let append = Change::Append {
        sequence: path("b"),
        value: Value::from("y"),
    };
    let behind = Refusal::ThroughAlias(path("b"));
    check_refused("a: &x [y]\nb: *x\n", append, &behind);
    let insert = Change::Insert {
        mapping: path("b"),
        key: "k".to_owned(),
        value: Value::from("y"),
        order: Vec::new(),
    };
    check_refused("a: &x {y: z}\nb: *x\n", insert, &behind);
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
    check_remove("a: |\n  x\nb: 1", "b", "a: |\n  x\n");
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
