//! What is new.

use super::{PLACES, at, check};
use crate::blueprint::edit::{Edit, NewDatabase, NewService};
use crate::blueprint::{Blueprint, ServiceType};
use crate::yaml::Tree;

#[test]
fn new_resources() {
    let database = |section: &str| Edit::AddDatabase {
        section: at(section),
        database: NewDatabase {
            name: "data".to_owned(),
            fields: vec![("plan", "1c-2g".to_owned()), ("diskSizeGB", "20".to_owned())],
        },
    };
    check(
        "services:\n  - name: a\n",
        database(""),
        "+databases:\n+  - name: data\n+    plan: 1c-2g\n+    diskSizeGB: 20\n+    ipAllowList: []",
    );
    check(
        "services: []\nungrouped:\n",
        database("ungrouped"),
        "+  databases:\n+    - name: data\n+      plan: 1c-2g\n+      diskSizeGB: 20\n+      ipAllowList: []",
    );
    check(
        "services: []\n",
        Edit::AddGroup {
            section: at("ungrouped"),
            name: "common".to_owned(),
        },
        "+ungrouped:\n+  envVarGroups:\n+    - name: common\n+      envVars: []",
    );
    check(
        "",
        Edit::AddProject {
            name: "shop".to_owned(),
            environment: "production".to_owned(),
        },
        "+projects:\n+  - name: shop\n+    environments:\n+      - name: production",
    );
    check(
        PLACES,
        Edit::AddEnvironment {
            project: at("projects[0]"),
            name: "test".to_owned(),
        },
        "+      - name: test\n+",
    );
    check(
        PLACES,
        Edit::AddEnvironment {
            project: at("projects[1]"),
            name: "test".to_owned(),
        },
        "refused: There is no `projects[1]` here.",
    );
    check(
        "services: []\n",
        Edit::AddService {
            section: at(""),
            service: NewService {
                service_type: ServiceType::KeyValue,
                name: "cache".to_owned(),
                fields: vec![("plan", "256mb".to_owned())],
            },
        },
        "-services: []\n+services:\n+  - type: keyvalue\n+    name: cache\n+    plan: 256mb\n+    ipAllowList: []",
    );
    check(
        "services:\n  - name: a\n",
        Edit::AddDatabase {
            section: at("projects[0].environments[0]"),
            database: NewDatabase {
                name: "data".to_owned(),
                fields: Vec::new(),
            },
        },
        "refused: There is no `projects[0].environments[0]` here.",
    );
}

#[test]
fn new_services_are_like_their_neighbours() {
    let fields = |text: &str, service_type| {
        let (tree, _) = Tree::parse(text);
        let new = NewService::beside(&Blueprint::of(&tree), service_type, "0.5c-512mb");
        let fields = new.fields.iter().map(|(field, text)| format!("{field}={text}"));
        format!("{}: {}", new.name, fields.collect::<Vec<_>>().join(" "))
    };
    let neighbours = "services:\n- {type: web, name: worker, runtime: ruby, region: ohio, branch: main, buildCommand: make}\n- {type: keyvalue, name: key-value}\n";
    assert_eq!(
        fields(neighbours, ServiceType::Worker),
        "worker-2: region=ohio branch=main plan=0.5c-512mb runtime=ruby buildCommand=make startCommand=./bin/worker"
    );
    assert_eq!(
        fields(neighbours, ServiceType::KeyValue),
        "key-value-2: region=ohio plan=0.5c-512mb"
    );
    assert_eq!(
        fields(neighbours, ServiceType::Static),
        "static-site: branch=main buildCommand=./bin/build staticPublishPath=./public"
    );
    assert_eq!(
        fields("", ServiceType::Cron),
        "cron-job: plan=0.5c-512mb schedule=0 3 * * * runtime=docker"
    );
    let (tree, _) = Tree::parse(neighbours);
    let database = NewDatabase::beside(&Blueprint::of(&tree), "1c-2g");
    assert_eq!(
        (database.name.as_str(), database.fields),
        (
            "postgres",
            vec![("plan", "1c-2g".to_owned()), ("region", "ohio".to_owned())]
        )
    );
}
