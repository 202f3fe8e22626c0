use super::{Change, Refusal, Value, check_refused, path, run};

#[track_caller]
fn check_replace(before: &str, at: &str, value: impl Into<Value>, after: &str) {
    let change = Change::Replace {
        path: path(at),
        value: value.into(),
    };
    assert_eq!(run(before, change).as_deref(), Ok(after));
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
