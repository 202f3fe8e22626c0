use super::{Checklist, checklist};
use crate::blueprint::Blueprint;
use crate::yaml::Tree;

const STAGING: &str = include_str!("../plan/data/gp-bikes-staging.yaml");
const PRODUCTION: &str = include_str!("../plan/data/gp-bikes-production.yaml");
const SCALED: &str = include_str!("../plan/data/gp-bikes-scaled.yaml");

fn of(file: &str) -> Checklist {
    let (tree, error) = Tree::parse(file);
    assert_eq!(error, None);
    checklist(&Blueprint::of(&tree))
}

/// One line for each variable: owner, key, source, marks.
#[track_caller]
fn check(file: &str, expected: &[&str]) {
    let list = of(file);
    let mut found = Vec::new();
    for owner in &list.owners {
        for group in &owner.groups {
            found.push(format!(
                "{} +{}{}",
                owner.name,
                group.name,
                if group.in_file { "" } else { "?" }
            ));
        }
        for item in &owner.items {
            found.push(format!(
                "{} {}: {} [{}]",
                owner.name,
                item.key,
                item.source.name(),
                item.marks()
            ));
        }
    }
    assert_eq!(found, expected, "{list:#?}");
}

/// A service with these fields and variables.
fn service(fields: &str, variables: &[&str]) -> String {
    let list: String = variables
        .iter()
        .map(|variable| format!("      - {{{variable}}}\n"))
        .collect();
    format!("services:\n  - name: s\n    {fields}\n    envVars:\n{list}")
}

#[test]
fn sources() {
    let file = service(
        "type: web",
        &[
            "key: A, sync: false",
            "key: B, generateValue: true",
            "key: C, fromDatabase: {name: db, property: host}",
            "key: D, fromDatabase: {name: db}",
            "key: E, fromService: {type: pserv, name: api, property: hostport}",
            "key: F, fromService: {type: web, name: s, envVarKey: RENDER_EXTERNAL_URL}",
            "key: G, fromService: {type: web, name: s}",
            "key: H, value: 1.50",
            "key: I, value: ''",
            "key: J",
            "key: K, value: x, sync: false",
            "key: L, value: [x]",
            "key: M, sync: true",
            "value: nameless",
        ],
    );
    check(
        &file,
        &[
            "s A: to type in []",
            "s B: made by Render []",
            "s C: from database `db`: `host` []",
            "s D: from database `db`: not stated []",
            "s E: from `api`: `hostport` []",
            "s F: from `s`: variable `RENDER_EXTERNAL_URL` []",
            "s G: from `s`: not stated []",
            "s H: set to `1.50` []",
            "s I: set to nothing []",
            "s J: unclear []",
            "s K: unclear []",
            "s L: unclear []",
            "s M: unclear []",
        ],
    );
}

#[test]
fn secrets_are_left_out() {
    let file = service(
        "type: web",
        &[
            "key: API_KEY, value: abc",
            "key: FEED, value: 'https://u:pw@host'",
        ],
    );
    check(
        &file,
        &[
            "s API_KEY: set in the file, not shown [secret]",
            "s FEED: set in the file, not shown [secret]",
        ],
    );
    let list = of(&file);
    for export in [
        list.text(),
        list.markdown(),
        list.csv(),
        list.dotenv(),
        format!("{list:?}"),
    ] {
        assert!(!export.contains("abc") && !export.contains("pw"), "{export}");
    }
}

#[test]
fn groups_are_listed_once_and_in_the_order_of_the_file() {
    let file = "\
envVarGroups:
  - name: g
    envVars:
      - {key: A, value: x}
      - {key: B, generateValue: true}
      - {key: C, sync: false}
      - {key: D, fromDatabase: {name: db, property: host}}
services:
  - {type: web, name: s, envVars: [{fromGroup: g}, {fromGroup: elsewhere}, {fromGroup: g}]}
  - {type: worker, name: w, envVars: [{fromGroup: g}]}
  - {type: worker, name: silent}
";
    check(
        file,
        &[
            "g A: set to `x` []",
            "g B: made by Render []",
            "g C: unclear []",
            "g D: unclear []",
            "s +g",
            "s +elsewhere?",
            "w +g",
        ],
    );
    let list = of(file);
    let [_, _, prompted, reference] = &list.owners[0].items[..] else {
        panic!("{list:?}")
    };
    assert!(
        prompted.where_from.contains("ignores `sync: false`"),
        "{prompted:?}"
    );
    assert!(
        reference.where_from.contains("Put it on a service"),
        "{reference:?}"
    );
}

#[test]
fn needs_follow_the_software() {
    let sidekiq = "type: worker, runtime: ruby, startCommand: bundle exec sidekiq";
    let file = format!("services: [{{name: s, {sidekiq}, envVars: [{{key: REDIS_URL, sync: false}}]}}]");
    check(&file, &["s REDIS_URL: to type in [secret, required]"]);
    check(
        &service("type: worker", &["key: REDIS_URL, sync: false"]),
        &["s REDIS_URL: to type in [secret]"],
    );
    check(
        &service("type: web", &["key: SOURCE_VERSION, value: x"]),
        &["s SOURCE_VERSION: set to `x` [not needed]"],
    );
    let node = |runtime: &str| {
        let fields = format!("type: web\n    runtime: {runtime}\n    dockerCommand: node app.js");
        service(&fields, &["key: NODE_ENV, value: production"])
    };
    check(&node("node"), &["s NODE_ENV: set to `production` [not needed]"]);
    check(&node("docker"), &["s NODE_ENV: set to `production` [optional]"]);
}

#[test]
fn a_command_is_told_to_its_own_program_only() {
    let key = ["key: SECRET_KEY_BASE, sync: false"];
    let phoenix = of(&service("type: web\n    runtime: elixir", &key));
    assert_eq!(phoenix.owners[0].items[0].command, None);
    assert_eq!(
        phoenix.owners[0].items[0].where_from,
        "Render asks for it once, when the Blueprint is first created."
    );
    let rails = of(&service("type: web\n    startCommand: bin/rails server", &key));
    assert_eq!(rails.owners[0].items[0].command, Some("bin/rails secret"));
}

#[track_caller]
fn check_missing(file: &str, expected: &[&str]) {
    let list = of(file);
    let missing = list
        .owners
        .iter()
        .flat_map(|owner| &owner.items)
        .filter(|item| item.span.is_none());
    assert_eq!(
        missing.map(|item| item.key.as_str()).collect::<Vec<_>>(),
        expected
    );
    assert_eq!(list.missing(), expected.len());
}

#[test]
fn what_the_software_needs_and_nobody_sets() {
    let rails = "type: web\n    runtime: ruby\n    startCommand: bin/rails server";
    check_missing(
        &service(rails, &["key: A, value: x"]),
        &["SECRET_KEY_BASE", "RAILS_MASTER_KEY", "DATABASE_URL"],
    );
    check_missing(
        &service(
            rails,
            &[
                "key: SECRET_KEY_BASE, sync: false",
                "key: DB, fromDatabase: {name: d, property: host}",
            ],
        ),
        &["RAILS_MASTER_KEY"],
    );
    // A group that is elsewhere may hold them; a static site runs nothing.
    check_missing(&service(rails, &["fromGroup: elsewhere"]), &[]);
    let site = "type: web\n    runtime: static\n    buildCommand: bundle exec rails assets:precompile";
    check_missing(&service(site, &["key: A, value: x"]), &[]);
    check_missing(
        &service("type: web\n    runtime: node", &["key: A, value: x"]),
        &[],
    );

    let mail = |address: &str| {
        let chatwoot = "type: worker\n    runtime: docker\n    dockerCommand: ip_lookup:setup";
        let set = ["REDIS_URL", "FRONTEND_URL"].map(|key| format!("key: {key}, sync: false"));
        service(chatwoot, &[&set[0], &set[1], address])
    };
    check_missing(&mail("key: SMTP_DOMAIN, value: x"), &[]);
    check_missing(
        &mail("key: SMTP_ADDRESS, value: x"),
        &[
            "SMTP_PORT",
            "SMTP_USERNAME",
            "SMTP_PASSWORD",
            "MAILER_SENDER_EMAIL",
        ],
    );
    check_missing(&mail("key: ACTIVE_STORAGE_SERVICE, value: local"), &[]);
    check_missing(
        &mail("key: ACTIVE_STORAGE_SERVICE, value: amazon"),
        &[
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_REGION",
            "S3_BUCKET_NAME",
        ],
    );
}

#[test]
fn the_scenarios_lack_nothing() {
    for (file, to_type_in) in [(STAGING, 10), (PRODUCTION, 11), (SCALED, 11)] {
        let list = of(file);
        assert_eq!(
            (list.to_type_in(), list.missing(), list.unclear()),
            (to_type_in, 0, 0)
        );
        let items = || list.owners.iter().flat_map(|owner| &owner.items);
        for item in items() {
            assert!(item.what.is_some() && !item.where_from.is_empty(), "{item:?}");
        }
    }
}

#[test]
fn hostile_names_stay_on_their_line() {
    let file =
        r#"services: [{type: web, name: "a\n# b\e[31m", envVars: [{key: "x\ny`", value: "`|\u202e\nz"}]}]"#;
    let list = of(file);
    for export in [list.text(), list.markdown(), list.dotenv()] {
        assert!(
            !export.contains(['\u{1b}', '\u{202e}']) && !export.contains("\nz"),
            "{export}"
        );
    }
    assert!(
        list.markdown()
            .contains("- [x] `` x y` ``: set to `` `|\u{fffd} z ``."),
        "{}",
        list.markdown()
    );
    assert!(
        list.dotenv()
            .ends_with("# A shell takes no variable of this name.\n# x y`=\n"),
        "{}",
        list.dotenv()
    );
}

const SMALL: &str = "\
services:
  - type: web
    name: shop
    runtime: ruby
    startCommand: bundle exec puma && bin/rails server
    envVars:
      - fromGroup: shared
      - {key: SECRET_KEY_BASE, sync: false}
      - {key: DATABASE_URL, fromDatabase: {name: db, property: connectionString}}
      - {key: GREETING, value: it's me}
      - {key: LICENCE_TOKEN, value: abc}
  - type: worker
    name: jobs
    envVars:
      - {key: GREETING, value: hello there}
envVarGroups:
  - name: shared
    envVars:
      - {key: SALT, generateValue: true}
      - {key: TEMPLATE, value: '${HOME}'}
";

#[test]
fn exports() {
    let list = of(SMALL);
    insta::assert_snapshot!("text", list.text());
    insta::assert_snapshot!("markdown", list.markdown());
    insta::assert_snapshot!("csv", list.csv());
    insta::assert_snapshot!("dotenv", list.dotenv());
    assert_eq!(
        of("services: []").text(),
        "This file sets no environment variables.\n"
    );
}
