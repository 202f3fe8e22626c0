//! Brackets, and texts as they are on the way.

use super::{accepts, check};

#[test]
fn in_brackets() {
    check("services: [{type: web, |", "name runtime plan …");
    check("services: [{type: web, na|", "name runtime plan …");
    check("services: [{type: web, na|}]\n", "name runtime plan …");
    check("services: [{na|, type: keyvalue}]\n", "name ipAllowList plan …");
    check(
        "services:\n  - {type: web, na|\n  - {type: worker}\n",
        "name runtime plan …",
    );
    check("services:\n  - {type: web, plan: |}\n", "free 0.5c-512mb …");
    check("services:\n  - {type: web, plan: pr|}\n", "free 0.5c-512mb …");
    check("services:\n  - {type: |}\n", "web pserv …");
    check(
        "services:\n  - type: web\n    disk: {|}\n",
        "name mountPath sizeGB",
    );
    check(
        "services:\n  - type: web\n    disk: {name: a, |}\n",
        "mountPath sizeGB",
    );
    check(
        "services:\n  - type: web\n    disk: {\n      name: a,\n      |\n    }\n",
        "mountPath sizeGB",
    );
    check("services:\n  - type: web\n    disk: {name: \"a, |\"}\n", "");
    check("services: [{type: web, \"pl|\"}]\n", "");
    check("services:\n  - type: web\n    disk: {name: a}|\n", "");
    check("services:\n  - type: web\n    disk: |{name: a}\n", "");
    check("services:\n  - type: web\n    disk: {name: a |}\n", "");
    check("services:\n  - type: web\n    disk: {name |}\n", "");
    check(
        "services:\n  - type: web\n    disk:\n      {name: a, |}\n",
        "mountPath sizeGB",
    );
    check("services: [|]\n", "");
    check("{|}\n", "version previews …");
    check(
        "{services: [{type: web}], |}\n",
        "version previews buildSources projects databases …",
    );
    accepts("{ser|}\n", "services", "{services: }\n");
    accepts(
        "{previews: {ge|: x}}",
        "generation",
        "{previews: {generation: x}}",
    );
    accepts(
        "services: [{type: web, plan:|}]",
        "free",
        "services: [{type: web, plan: free}]",
    );
}

#[test]
fn odd_texts() {
    check(
        "services:\n  - type: web\n    name: \"a\n    |\n",
        "runtime plan …",
    );
    check(
        "services:\n  - type: web\n    domains: [a, b\n    |\n",
        "name runtime plan …",
    );
    check("services:\n    - type: web\n      pl|\n", "name runtime plan …");
    check("services:\r\n  - type: web\r\n    pl|\r\n", "name runtime plan …");
    check("\u{feff}ser|", "version …");
    check("\u{feff}services:\n  - type: |", "web …");
    check("services:\n  - &a type: web\n    |\n", "name …");
    check("services:\n  - type: wéb\n    name: é\n    |\n", "runtime …");
    check("services:\n\t- |", "");
    check("- |", "");
    check("services:\n  - ty\n    pl|\n", "");
    check("a b|", "");
    check("databases:\n  - name: a\n    é|\n", "databaseName user plan …");
}
