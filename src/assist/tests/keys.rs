//! Keys, and what they bring.

use super::{accepts, at_cursor, check, completed, lacks};
use crate::assist::complete;
use crate::price::default_list;

#[test]
fn keys_of_the_file() {
    check("|", "version previews buildSources projects services databases …");
    check("\n\n|", "version previews …");
    check("# a comment\n|", "version …");
    check("ser|", "version …");
    check("services:\n|", "version previews …");
    check(
        "services: []\nver|\n",
        "version previews buildSources projects databases …",
    );
    check(
        "|\nservices: []\n",
        "version previews buildSources projects databases …",
    );
    check("---\nser|", "version …");
    check("a: 1\n---\nser|\n---\nservices: []\n", "version … services");
    lacks("ser|\nservices: []\n", "services");
    lacks("|", "previewsEnabled");
}

#[test]
fn keys_of_a_service() {
    let web = "services:\n  - type: web\n";
    check(&format!("{web}    |\n"), "name runtime plan region …");
    check(&format!("{web}    pl|\n"), "name runtime plan region …");
    check(&format!("{web}    pl|\n    name: a\n"), "runtime plan region …");
    check(
        &format!("{web}    runtime: node\n    |\n"),
        "name buildCommand startCommand plan region … dockerfilePath",
    );
    check(
        &format!("{web}    buildSource: b\n    |\n"),
        "name plan region rootDir …",
    );
    lacks(&format!("{web}    buildSource: b\n    |\n"), "repo");
    lacks(&format!("{web}    |\n"), "env");
    lacks(&format!("{web}    |\n"), "previewPlan");
    lacks(&format!("{web}    disk:\n      name: d\n    |\n"), "scaling");
    check("services:\n- |", "type name …");
    check("services:\n  - |\n", "type name …");
    check("services:\n  -|\n", "type name …");
    check("services:\n  - ty|\n", "type name …");
    check("services:\n  |", "type name …");
    check(
        "services:\n  - type: keyvalue\n    |",
        "name ipAllowList plan region …",
    );
    check("services:\n  - type: cron\n    |", "name runtime schedule plan …");
    check("services:\n  - schedule: x\n    |", "type name runtime plan …");
    check("services:\n  - |\n    name: a\n", "type runtime …");
    check("services:\n  - ty|\n    name: a\n", "type runtime …");
    check("services:\n  - |\n      name: a\n", "");
    check(
        "services:\n  - type: web\n    env|Vars:\n      - key: A\n",
        "name …",
    );
    check("serv|ices:\n  - type: web\n", "version …");
    // Between the items of a list whose dashes stand under its key.
    check("services:\n- type: web\n|\n- type: web\n", "type name …");
    check("services:\n- type: web\n  disk:\n  |\n    name: d\n", "");
    // Further right or left nothing would be in line.
    check(&format!("{web}      |\n"), "");
    check(&format!("{web}   |\n"), "");
    check(&format!("{web}  |\n"), "type name …");
}

#[test]
fn keys_for_other_services_come_last() {
    let labels = |text: &str| {
        let items = completed(text).1.expect("completions").items;
        items
            .into_iter()
            .map(|item| (item.label, item.detail))
            .collect::<Vec<_>>()
    };
    let worker = labels("services:\n  - type: worker\n    runtime: docker\n    |");
    let at = |label: &str| worker.iter().position(|(own, _)| own == label).unwrap();
    assert!(at("healthCheckPath") > at("envVars"));
    assert_eq!(worker[at("healthCheckPath")].1, "not for a background worker");
    assert!(at("buildCommand") > at("envVars"));
    assert_eq!(worker[at("buildCommand")].1, "not for runtime docker");
    assert_eq!(worker[at("plan")].1, "default 0.5c-512mb");
    assert_eq!(worker[at("name")].1, "required");
}

#[test]
fn keys_inside() {
    let disk = "services:\n  - type: web\n    disk:\n";
    check(&format!("{disk}      |\n"), "name mountPath sizeGB");
    check(&format!("{disk}      name: d\n      |\n"), "mountPath sizeGB");
    check(&format!("{disk}      |\n      name: d\n"), "mountPath sizeGB");
    check(
        &format!("{disk}      name: d\n      m|: /x\n"),
        "mountPath sizeGB",
    );
    check("services:\n  - type: web\n    disk:|\n", "name mountPath sizeGB");
    check("services:\n  - type: web\n    disk: |\n", "name mountPath sizeGB");
    check("services:\n  - type: web\n    disk: |\n      name: d\n", "");
    let variable = "services:\n  - type: web\n    envVars:\n";
    check(
        &format!("{variable}      - |\n"),
        "key value generateValue sync …",
    );
    check(
        &format!("{variable}      - key: A\n        |\n"),
        "value generateValue sync previewValue …",
    );
    check(
        &format!("{variable}      - key: A\n        value: b\n        |\n"),
        "previewValue",
    );
    check(
        &format!("{variable}      - key: A\n        fromService:\n          |\n"),
        "type name property envVarKey",
    );
    check(
        &format!("{variable}      - key: A\n        fromService:\n          property: host\n          |\n"),
        "type name",
    );
    check(
        &format!("{variable}      - key: A\n        fromDatabase:|\n"),
        "name property",
    );
    check(&format!("{variable}    - key: A\n      |\n"), "value …");
    check(
        "envVarGroups:\n  - name: a\n    envVars:\n      - key: B\n        |\n",
        "value generateValue previewValue sync",
    );
    check(
        "projects:\n  - name: a\n    environments:\n      - name: b\n        |",
        "networking permissions services …",
    );
    check("projects:\n  - name: a\n    |", "environments buildSources");
    check("previews:\n  |", "generation expireAfterDays");
    check("databases:\n  - name: a\n    readReplicas:\n      - |", "name");
    check("unknown:\n  |", "");
    check("services:\n  - type: web\n    unknown:\n      |", "");
}

#[test]
fn nothing_in_text() {
    let web = "services:\n  - type: web\n";
    check(&format!("{web}    # pl|\n"), "");
    check(&format!("{web}    |# pl\n"), "");
    check(&format!("{web}    plan: free # an|\n"), "");
    check(&format!("{web}    \"pl|\"\n"), "");
    check(&format!("{web}    'pl|': free\n"), "");
    let block = "services:\n  - type: web\n    buildCommand: ";
    for sign in ["$0", ">", ">-", "$0-", "$0 # why"] {
        let sign = sign.replace("$0", "\u{1}");
        let cursor = |text: &str| {
            let (text, offset) = at_cursor(text);
            let text = text.replace('\u{1}', "|");
            complete(&text, offset, None, default_list())
        };
        assert_eq!(cursor(&format!("{block}{sign}\n      pl|")), None);
        assert_eq!(cursor(&format!("{block}{sign}\n      pl\n\n      |")), None);
        assert_eq!(
            cursor(&format!("{block}{sign}\n  |    pl: x\n    name: a\n")),
            None
        );
        let after = cursor(&format!("{block}{sign}\n      pl: x\n    |")).expect("keys again");
        assert_eq!(after.items[0].label, "name");
    }
    check(&format!("{web}    startCommand: a\n      |\n"), "");
    check(&format!("{web}    plan|  : free\n"), "name runtime plan …");
    check(&format!("{web}    plan |: free\n"), "");
    check(&format!("{web}  |  name: a\n"), "");
    check(&format!("{web}    name: a|\n"), "");
}

#[test]
fn what_a_key_brings() {
    let web = "services:\n  - type: web\n";
    accepts(&format!("{web}    pl|"), "plan", &format!("{web}    plan: "));
    accepts(
        &format!("{web}    |"),
        "disk",
        &format!("{web}    disk:\n      name: "),
    );
    accepts(
        &format!("{web}    |"),
        "registryCredential",
        &format!("{web}    registryCredential:\n      fromRegistryCreds:\n        name: "),
    );
    accepts(
        &format!("{web}    |"),
        "envVars",
        &format!("{web}    envVars:\n      - "),
    );
    accepts(
        &format!("{web}    |"),
        "domains",
        &format!("{web}    domains:\n      - "),
    );
    accepts(
        &format!("{web}    |"),
        "ipAllowList",
        &format!("{web}    ipAllowList:\n      - source: "),
    );
    accepts("|", "services", "services:\n  - type: ");
    accepts("services:\n  |", "type", "services:\n  - type: ");
    accepts("services:\n  -|", "type", "services:\n  - type: ");
    accepts(
        &format!("{web}    d|: free"),
        "plan",
        &format!("{web}    plan: free"),
    );
    accepts(
        &format!("{web}    disk:|\n"),
        "name",
        &format!("{web}    disk:\n      name: \n"),
    );
    accepts(
        &format!("{web}    envVars: |\n"),
        "key",
        &format!("{web}    envVars: \n      - key: \n"),
    );
    // In the file's own layout.
    accepts(
        "services:\n- type: web\n  envVars:\n  - key: A\n  |",
        "domains",
        "services:\n- type: web\n  envVars:\n  - key: A\n  domains:\n  - ",
    );
    accepts(
        "previews:\n    generation: manual\nservices:\n    - type: web\n      |",
        "disk",
        "previews:\n    generation: manual\nservices:\n    - type: web\n      disk:\n          name: ",
    );
    accepts(
        "services:\r\n  - type: web\r\n    |\r\n",
        "plan",
        "services:\r\n  - type: web\r\n    plan: \r\n",
    );
}
