//! Values: of choices, names of resources, variables.

use super::{accepts, at_cursor, check, completed, lacks, taken};
use crate::assist::{CompletionKind, complete};
use crate::price::default_list;

#[test]
fn values() {
    let web = "services:\n  - type: web\n    ";
    check(
        "services:\n  - type: |",
        "web pserv worker cron keyvalue workflow",
    );
    check(
        "services:\n  - type: w|\n    schedule: x\n",
        "web pserv worker cron keyvalue workflow",
    );
    check(
        &format!("{web}region: f|"),
        "oregon ohio virginia frankfurt singapore",
    );
    check(
        &format!("{web}region:|"),
        "oregon ohio virginia frankfurt singapore",
    );
    check(
        &format!("{web}region: | # near"),
        "oregon ohio virginia frankfurt singapore",
    );
    check(&format!("{web}region: &r |"), "");
    check(
        &format!("{web}runtime: |"),
        "node python elixir go ruby rust docker image static",
    );
    check(&format!("{web}plan: |"), "free 0.5c-512mb 1c-2g … 12c-96g");
    check(&format!("{web}plan: pro pl|us\n"), "free 0.5c-512mb …");
    check(&format!("{web}plan:\n      |"), "free 0.5c-512mb …");
    check(
        &format!("{web}previews:\n      generation: |"),
        "off manual automatic",
    );
    check("services:\n  - type: worker\n    plan: |", "0.5c-512mb 1c-2g …");
    check("services:\n  - type: cron\n    plan: |", "0.5c-512mb 1c-2g …");
    check(
        "services:\n  - type: keyvalue\n    plan: |",
        "free 256mb 1g 5g 10g 20g 40g 3g 50g",
    );
    check("databases:\n  - name: a\n    plan: |", "free 0.1c-256mb …");
    check(
        "databases:\n  - name: a\n    postgresMajorVersion: |",
        "18 17 16 15 14 13",
    );
    check(
        "databases:\n  - name: a\n    highAvailability: {enabled: |}",
        "true false",
    );
    check(&format!("{web}numInstances: |"), "1");
    check(&format!("{web}domains:\n      - |"), "");
    check("version: |", "1");
    accepts("version: |\n", "1", "version: \"1\"\n");
    accepts("version:|\n", "1", "version: \"1\"\n");
    accepts(
        &format!("{web}autoDeployTrigger: |"),
        "off",
        &format!("{web}autoDeployTrigger: \"off\""),
    );
    accepts(
        &format!("{web}plan: pro |"),
        "2c-4g",
        &format!("{web}plan: 2c-4g"),
    );
    accepts(
        &format!("{web}plan: st|d # x"),
        "2c-4g",
        &format!("{web}plan: 2c-4g # x"),
    );
}

#[test]
fn values_in_quotes() {
    let web = "services:\n  - type: web\n    ";
    let plans = "free 0.5c-512mb …";
    check(&format!("{web}plan: \"fr|\"\n"), plans);
    check(&format!("{web}plan: 'fr|'\n    name: a\n"), plans);
    check(&format!("{web}plan: \"1c-|\n    name: a\n"), plans);
    check(&format!("{web}plan: \"|\" # why\n"), plans);
    check(&format!("{web}plan: \"\"|\n"), "");
    check(&format!("{web}plan: |\"free\"\n"), "");
    check(&format!("{web}plan: \"fr\n      |ee\"\n"), "");
    // In quotes these would be texts.
    check(&format!("{web}numInstances: \"|\"\n"), "");
    check(
        "databases:\n  - name: a\n    highAvailability: {enabled: \"|\"}",
        "",
    );
    let accepts_plan = |before: &str, after: &str| {
        accepts(&format!("{web}{before}"), "1c-2g", &format!("{web}{after}"));
    };
    accepts_plan("plan: \"pro| plus\" # x", "plan: \"1c-2g\" # x");
    accepts_plan("plan: '|'\n    name: a", "plan: '1c-2g'\n    name: a");
    accepts_plan("plan: \"1c-|\n    name: a", "plan: \"1c-2g\"\n    name: a");
    accepts_plan("plan: '1c-| # x\n", "plan: '1c-2g' # x\n");
    accepts(
        "services: [{type: web, plan: \"1|\"}]",
        "1c-2g",
        "services: [{type: web, plan: \"1c-2g\"}]",
    );
    accepts(
        "services: [{type: web, plan: \"1|}]",
        "1c-2g",
        "services: [{type: web, plan: \"1c-2g\"}]",
    );
    accepts("version: \"|\"\n", "1", "version: \"1\"\n");
    accepts(
        &format!("{web}autoDeployTrigger: '|'"),
        "off",
        &format!("{web}autoDeployTrigger: 'off'"),
    );
    accepts(
        "services:\n  - type: web\n    envVars:\n      - fromGroup: \"sh|\"\n",
        "shared",
        "services:\n  - type: web\n    envVars:\n      - fromGroup: \"shared\"\n",
    );
}

#[test]
fn plans_have_their_prices() {
    let plan = |text: &str, label: &str| {
        let item = taken(text, label).0;
        assert_eq!(item.kind, CompletionKind::Plan);
        (item.detail, item.info)
    };
    assert_eq!(
        plan("services:\n  - type: web\n    plan: |", "1c-2g"),
        (
            "1 CPU, 2 GB · $25.00 each".to_owned(),
            "Its old name is `standard`.".to_owned()
        )
    );
    let (detail, _) = plan("services:\n  - type: web\n    plan: |", "0.5c-512mb");
    assert_eq!(detail, "0.5 CPU, 512 MB · $7.00 each · default");
    let (detail, _) = plan("databases:\n  - plan: |", "4c-16g");
    assert!(detail.starts_with("4 CPU, 16 GB, "), "{detail}");
    let (detail, _) = plan("services:\n  - type: keyvalue\n    plan: |", "1g");
    assert!(detail.starts_with("1 GB memory · $"), "{detail}");
    let (detail, _) = plan("services:\n  - type: cron\n    plan: |", "1c-2g");
    assert!(detail.ends_with(" a minute"), "{detail}");
}

#[test]
fn references() {
    let variable = "services:\n  - type: web\n    name: shop\n    envVars:\n      - key: A\n        ";
    let service = |rest: &str| format!("{variable}fromService:\n          {rest}");
    check(&service("name: |"), "shop inner cache site");
    check(&service("type: keyvalue\n          name: |"), "cache");
    check(&service("type: redis\n          name: ca|"), "cache");
    check(&service("type: web\n          name: |"), "shop site");
    check(&service("type: worker\n          name: |"), "");
    check(&service("type: |\n          name: cache"), "keyvalue");
    check(&service("name: site\n          type: |"), "web");
    check(
        &service("name: elsewhere\n          type: |"),
        "web pserv worker cron keyvalue workflow static dpg job",
    );
    check(
        &service("name: cache\n          property: |"),
        "host port connectionString",
    );
    check(
        &service("type: web\n          name: shop\n          property: h|"),
        "host port hostport",
    );
    check(&service("name: site\n          property: |"), "");
    check(
        &service("property: |"),
        "host port hostport connectionString slug",
    );
    check(
        &service("name: shop\n          envVarKey: |"),
        "SECRET_KEY_BASE OWN_KEY SHARED_KEY …",
    );
    check(&service("name: cache\n          envVarKey: |"), "");
    check(
        &format!("{variable}fromDatabase:\n          name: |"),
        "main main-copy pooled",
    );
    let main = format!("{variable}fromDatabase:\n          name: main\n          property: |");
    check(&main, "connectionString host port user password database");
    check(
        &main.replace("main", "pooled"),
        "connectionString connectionPoolString host …",
    );
    check(
        "services:\n  - type: web\n    envVars:\n      - fromGroup: |",
        "shared",
    );
    check("services:\n  - type: web\n    buildSource: |", "build");
    let (name, _) = taken(&service("type: web\n          name: |"), "shop");
    assert_eq!(
        (name.detail.as_str(), name.info.as_str()),
        ("web service", "line 2")
    );
    // The type of the named service is written with its name, where there is none yet.
    accepts(
        &service("name: |"),
        "cache",
        &service("name: cache\n          type: keyvalue"),
    );
    accepts(
        &service("type: web\n          name: |"),
        "shop",
        &service("type: web\n          name: shop"),
    );
    accepts(
        &format!("{variable}fromService: {{name: |}}"),
        "cache",
        &format!("{variable}fromService: {{name: cache, type: keyvalue}}"),
    );
    let (text, offset) = at_cursor("services:\n  - type: web\n    buildSource: |");
    assert_eq!(complete(&text, offset, None, default_list()), None);
}

#[test]
fn variables() {
    let shop = "services:\n  - type: web\n    name: shop\n    envVars:\n      - key: ";
    let rails = completed(&format!("{shop}|")).1.expect("completions").items;
    assert_eq!(rails[0].kind, CompletionKind::Variable);
    assert_eq!(rails[0].detail, "Ruby on Rails needs it");
    assert!(!rails[0].info.is_empty());
    assert!(rails.iter().any(|item| item.detail == "Ruby on Rails reads it"));
    lacks(&format!("{shop}|"), "SECRET_KEY_BASE");
    check(&format!("{shop}SECRET_KEY_BASE|"), "SECRET_KEY_BASE …");
    let unknown = "services:\n  - type: web\n    name: new\n    envVars:\n      - key: |";
    check(unknown, "… SECRET_KEY_BASE");
    check(
        "envVarGroups:\n  - name: shared\n    envVars:\n      - key: |",
        "… SECRET_KEY_BASE",
    );
}
