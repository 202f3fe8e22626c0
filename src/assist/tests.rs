//! Small texts with a `|` where the cursor is.

use super::{Completion, CompletionKind, Completions, complete, hover};
use crate::price::default_list;
use crate::yaml::Tree;

/// What a Blueprint with one of everything offers to refer to.
const GOOD: &str = "\
services:
  - type: web
    name: shop
    runtime: ruby
    plan: 1c-2g
    startCommand: bundle exec rails server
    envVars:
      - key: SECRET_KEY_BASE
        sync: false
      - key: OWN_KEY
        value: x
      - fromGroup: shared
  - type: pserv
    name: inner
    runtime: image
  - type: keyvalue
    name: cache
    ipAllowList: []
  - type: web
    name: site
    runtime: static
databases:
  - name: main
    readReplicas:
      - name: main-copy
  - name: pooled
    connectionPool: pgbouncer
envVarGroups:
  - name: shared
    envVars:
      - key: SHARED_KEY
        value: y
buildSources:
  - name: build
    image: {url: a/b}
";

/// The text without its cursor, and where that is.
fn at_cursor(text: &str) -> (String, usize) {
    let offset = text.find('|').expect("a cursor");
    let mut text = text.to_owned();
    text.remove(offset);
    (text, offset)
}

fn completed(text: &str) -> (String, Option<Completions>) {
    let (text, offset) = at_cursor(text);
    let (good, error) = Tree::parse(GOOD);
    assert_eq!(error, None);
    let completions = complete(&text, offset, Some(&good), default_list());
    (text, completions)
}

/// Compares the labels. With `…` at the end of `expected` there may be more, with `… x` there is an x later.
#[track_caller]
fn check(text: &str, expected: &str) {
    let (_, completions) = completed(text);
    let items = completions
        .map(|completions| completions.items)
        .unwrap_or_default();
    let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    let expected: Vec<&str> = expected.split_whitespace().collect();
    let Some(more) = expected.iter().position(|label| *label == "…") else {
        assert_eq!(labels, expected, "{text}");
        return;
    };
    assert!(labels.len() >= more, "{text}: {labels:?}");
    assert_eq!(labels[..more], expected[..more], "{text}: {labels:?}");
    for later in &expected[more + 1..] {
        assert!(
            labels[more..].contains(later),
            "{text}: {later} is not in {labels:?}"
        );
    }
}

/// Checks that a label is not offered.
#[track_caller]
fn lacks(text: &str, label: &str) {
    let (_, completions) = completed(text);
    let items = completions.expect("completions").items;
    assert!(items.iter().all(|item| item.label != label), "{text}: {items:?}");
}

/// The completion with this label, and the text once it is taken.
#[track_caller]
fn taken(text: &str, label: &str) -> (Completion, String) {
    let (mut text, completions) = completed(text);
    let completions = completions.unwrap_or_else(|| panic!("nothing at {text}"));
    let items = &completions.items;
    let item = items.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("{label} is not in {items:?}"));
    text.replace_range(completions.span.start..completions.span.end, &item.insert);
    (item.clone(), text)
}

#[track_caller]
fn accepts(text: &str, label: &str, expected: &str) {
    assert_eq!(taken(text, label).1, expected);
}

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
    check(&format!("{web}    plan: \"fr|\"\n"), "");
    check(&format!("{web}    plan: 'fr|'\n    name: a\n"), "");
    check(&format!("{web}    plan: \"fr|\n    name: a\n"), "");
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
    check("a b|", "");
    check("databases:\n  - name: a\n    é|\n", "databaseName user plan …");
}

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
