//! Help on keys and values.

use super::{GOOD, at_cursor};
use crate::assist::hover;
use crate::price::default_list;
use crate::yaml::Tree;

#[track_caller]
fn hovers(text: &str, expected: &[&str]) {
    let (text, offset) = at_cursor(text);
    let (tree, error) = Tree::parse(text.as_str());
    assert_eq!(error, None);
    let lines = hover(&tree, offset, default_list()).map(|hover| {
        let mut lines = vec![format!(
            "{} at {}",
            hover.title,
            &text[hover.span.start..hover.span.end]
        )];
        assert!(hover.docs.starts_with("https://"));
        lines.extend(hover.text);
        lines
    });
    assert_eq!(lines.unwrap_or_default(), expected);
}

#[test]
fn help_on_keys() {
    hovers(
        "services:\n  - type: web\n    re|gion: ohio\n",
        &[
            "region at region",
            "Where it runs. Oregon if you leave it out. Fixed once created, and it is best kept the same everywhere.",
            "Without it: `oregon`.",
            "Takes `oregon`, `ohio`, `virginia`, `frankfurt` or `singapore`.",
        ],
    );
    hovers(
        "services:\n  - type: web\n    |name: a\n",
        &[
            "name at name",
            "The resource's name, unique in the workspace. An existing resource of that name is taken over.",
            "It must be here.",
        ],
    );
    hovers(
        "services:\n  - type: web\n    auto|Deploy: true\n",
        &[
            "autoDeploy at autoDeploy",
            "Old form of autoDeployTrigger: true is commit, false is off.",
            "An old form. Write `autoDeployTrigger`.",
            "Takes `true` or `false`.",
        ],
    );
    hovers(
        "services:\n  - type: web\n    en|v: ruby\n",
        &["env at env", "An old name. Write `runtime`."],
    );
    hovers("services:\n  - type: web\n    maxShutdownDelaySeconds|: 3\n", &[]);
    hovers(
        "services:\n  - {type: web, numInst|ances: 3}\n",
        &[
            "numInstances at numInstances",
            "How many copies run, 1 to 100. Default 1. Without effect when scaling is set.",
            "Without it: `1`.",
            "Takes a whole number, 1 to 100.",
        ],
    );
    hovers("services:\n  - type: web\n    unkn|own: 3\n", &[]);
    hovers("services:\n  |- type: web\n", &[]);
    hovers("services:\n  - type: web # no|te\n", &[]);
}

#[test]
fn help_on_values() {
    hovers(
        "services:\n  - type: web\n    plan: stan|dard\n",
        &[
            "standard at standard",
            "An old name of `1c-2g`.",
            "1 CPU, 2 GB · $25.00 each",
            "CPU and memory of each instance. 0.5c-512mb if you leave it out. Free is for web services only.",
        ],
    );
    hovers(
        "services:\n  - type: |pserv\n",
        &[
            "pserv at pserv",
            "private service",
            "web takes requests from the internet, pserv only from your own services, worker from nobody. Fixed once created.",
        ],
    );
    hovers(
        "databases:\n  - name: a\n    plan: \"star|ter\"\n",
        &[
            "starter at \"starter\"",
            "? CPU, 256 MB, ? connections · $7.00",
            "Nothing new can be made with it. What has it keeps it.",
            "CPU and memory. 0.1c-256mb if you leave it out.",
        ],
    );
    hovers("services:\n  - type: web\n    name: sh|op\n", &[]);
    let service = |rest: &str| {
        format!(
            "{GOOD}  - name: b2\n    image: {{url: a}}\nprojects:\n  - name: p\n    environments:\n      - name: e\n        services:\n          - type: web\n            name: w\n            runtime: go\n            envVars:\n              - key: A\n                {rest}\n"
        )
    };
    hovers(
        &service("fromService: {type: web, name: sh|op, property: host}"),
        &["shop at shop", "The web service `shop`, line 2."],
    );
    hovers(
        &service("fromService: {type: web, name: shop, envVarKey: SHARED|_KEY}"),
        &[
            "SHARED_KEY at SHARED_KEY",
            "A variable of the group `shared`, line 31.",
        ],
    );
    hovers(
        &service("fromDatabase: {name: main-|copy, property: host}"),
        &[
            "main-copy at main-copy",
            "A read replica of the database `main`, line 23.",
        ],
    );
    hovers(
        &service("fromDatabase: {name: ot|her, property: host}"),
        &[
            "other at other",
            "`other` is not in this file. Render looks for it in the workspace.",
        ],
    );
    hovers(
        "services:\n  - type: web\n    name: shop\n    runtime: go\n    envVars:\n      - key: UNKN|OWN\n        value: a\n",
        &[],
    );
    let known = "services:\n  - type: web\n    envVars:\n      - key: SECRET_KEY|_BASE\n        value: a\n";
    let (text, offset) = at_cursor(known);
    let help = hover(&Tree::parse(text.as_str()).0, offset, default_list()).expect("a known variable");
    assert_eq!(help.text.len(), 2);
    hovers(
        "x: &r ohio\nservices:\n  - type: web\n    region: *|r\n",
        &[
            "ohio at *r",
            "Where it runs. Oregon if you leave it out. Fixed once created, and it is best kept the same everywhere.",
            "The value of line 1.",
        ],
    );
}
