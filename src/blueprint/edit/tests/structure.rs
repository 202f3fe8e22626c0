//! What there is, what it is called, and where it stands.

use super::{FILE, changed_in, path};
use crate::blueprint::edit::{Edit, NewDatabase, NewService};
use crate::blueprint::{Blueprint, ServiceType, references_to};
use crate::yaml::{Path, Step, Tree};

const PLACES: &str = "\
# The shop

projects:
  - name: shop
    environments:
      - name: production
        services:
          # What visitors see
          - type: web
            name: web-production
            runtime: node
            domains:
              - shop.example
            renderSubdomainPolicy: disabled
            envVars:
              - key: DB
                fromDatabase: {name: \"data\", property: host}
              - key: SELF
                fromService: {type: web, name: 'web-production', envVarKey: DB}
              - fromGroup: common
        databases:
          - name: data
            readReplicas:
              - name: data-copy

      - name: staging

ungrouped:
  envVarGroups:
    - name: common
      envVars: []
services:
  - type: cron
    name: report
    runtime: node
    schedule: \"0 3 * * *\"
    envVars:
      - {key: WEB, fromService: {type: web, name: web-production, property: hostport}}
";

#[track_caller]
fn check(text: &str, edit: Edit, expected: &str) {
    assert_eq!(changed_in(text, &edit).trim_end(), expected);
}

/// `projects[0].environments[1]` as a path.
fn at(text: &str) -> Path {
    let steps = text.split(['.', '[']).filter(|part| !part.is_empty());
    Path(
        steps
            .map(|part| match part.strip_suffix(']') {
                Some(index) => Step::Index(index.parse().unwrap()),
                None => Step::from(part),
            })
            .collect(),
    )
}

fn rename(resource: Path, to: &str) -> Edit {
    Edit::Rename {
        resource,
        to: to.to_owned(),
    }
}

fn remove(resource: &str) -> Edit {
    Edit::Remove {
        resource: at(resource),
    }
}

fn duplicate(resource: &str, name: &str) -> Edit {
    Edit::Duplicate {
        resource: at(resource),
        name: name.to_owned(),
    }
}

fn reorder(resource: &str, to: usize) -> Edit {
    Edit::Reorder {
        resource: at(resource),
        to,
    }
}

fn move_to(resource: &str, section: &str) -> Edit {
    Edit::MoveTo {
        resource: at(resource),
        section: at(section),
    }
}

const WEB: &str = "projects[0].environments[0].services[0]";

#[test]
fn references_follow_a_name() {
    check(
        FILE,
        rename(path("shop"), " store "),
        "-    name: shop  # the shop\n+    name: store  # the shop\n-          name: shop\n+          name: store",
    );
    check(
        PLACES,
        rename(at(WEB), "web"),
        "-            name: web-production\n+            name: web\n\
         -                fromService: {type: web, name: 'web-production', envVarKey: DB}\n\
         +                fromService: {type: web, name: 'web', envVarKey: DB}\n\
         -      - {key: WEB, fromService: {type: web, name: web-production, property: hostport}}\n\
         +      - {key: WEB, fromService: {type: web, name: web, property: hostport}}",
    );
    check(
        PLACES,
        rename(at("projects[0].environments[0].databases[0]"), "on"),
        "-                fromDatabase: {name: \"data\", property: host}\n\
         +                fromDatabase: {name: \"on\", property: host}\n\
         -          - name: data\n+          - name: \"on\"",
    );
    check(
        PLACES,
        rename(at("ungrouped.envVarGroups[0]"), "shared"),
        "-              - fromGroup: common\n+              - fromGroup: shared\n\
         -    - name: common\n+    - name: shared",
    );
    check(
        PLACES,
        rename(at("projects[0]"), "store"),
        "-  - name: shop\n+  - name: store",
    );
    check(
        PLACES,
        rename(at("projects[0].environments[1]"), "test"),
        "-      - name: staging\n+      - name: test",
    );
}

#[test]
fn a_name_is_set_as_any_field() {
    let set = Edit::Set {
        resource: path("shop"),
        field: "name".to_owned(),
        value: "store".to_owned(),
    };
    check(
        FILE,
        set,
        "-    name: shop  # the shop\n+    name: store  # the shop\n-          name: shop\n+          name: store",
    );
}

#[test]
fn names_of_a_kind_differ() {
    check(
        FILE,
        rename(path("shop"), " "),
        "refused: Write a name: it is empty.",
    );
    check(
        FILE,
        rename(path("shop"), "jobs"),
        "refused: `jobs` is taken already. Choose another name.",
    );
    // A database may be called as a service is.
    check(FILE, rename(path("db"), "jobs"), "-  - name: db\n+  - name: jobs");
    check(FILE, rename(path("db"), "db"), "");
    check(
        PLACES,
        rename(at("projects[0].environments[0].databases[0]"), "data-copy"),
        "refused: `data-copy` is taken already. Choose another name.",
    );
    check(
        PLACES,
        rename(at("projects[0].environments[1]"), "production"),
        "refused: `production` is taken already. Choose another name.",
    );
    check(
        PLACES,
        rename(at("services[7]"), "x"),
        "refused: There is no `services[7]` here.",
    );
    // With a second service of the old name, references stay with that.
    check(
        "services:\n- {type: web, name: a}\n- {type: web, name: a, envVars: [{key: K, fromService: {type: web, name: a, envVarKey: L}}]}\n",
        rename(at("services[0]"), "b"),
        "-- {type: web, name: a}\n+- {type: web, name: b}",
    );
}

#[test]
fn names_behind_anchors() {
    // A list that two services share follows once.
    check(
        "databases:\n- name: db\nservices:\n- name: a\n  envVars: &env\n  - key: DB\n    fromDatabase:\n      name: db\n- name: b\n  envVars: *env\n",
        rename(at("databases[0]"), "data"),
        "-- name: db\n+- name: data\n-      name: db\n+      name: data",
    );
    // So does a name that its references share.
    check(
        "databases:\n- name: &db db\nservices:\n- name: a\n  envVars:\n  - key: DB\n    fromDatabase: {name: *db}\n",
        rename(at("databases[0]"), "data"),
        "-- name: &db db\n+- name: &db data",
    );
    // Something else that uses the same scalar would change with it.
    check(
        "databases:\n- name: &db db\n  databaseName: *db\n",
        rename(at("databases[0]"), "data"),
        "refused: This part is shared through an anchor with line 3, so the edit would change both. Edit the text itself.",
    );
    check(
        "services:\n- &a\n  name: a\n- *a\n",
        rename(at("services[0]"), "b"),
        "refused: This part is shared through an anchor with line 4, so the edit would change both. Edit the text itself.",
    );
}

#[test]
fn build_sources_hold_references_too() {
    check(
        "databases:\n- name: db\nbuildSources:\n- name: s\n  git:\n    runtime: node\n    repo: r\n    envVars:\n    - key: A\n      fromDatabase: {name: db, property: host}\nservices:\n- name: a\n  envVars:\n  - {key: B, fromService: {type: dpg, name: db, property: host}}\n",
        rename(at("databases[0]"), "data"),
        "-- name: db\n+- name: data\n\
         -      fromDatabase: {name: db, property: host}\n+      fromDatabase: {name: data, property: host}\n\
         -  - {key: B, fromService: {type: dpg, name: db, property: host}}\n\
         +  - {key: B, fromService: {type: dpg, name: data, property: host}}",
    );
}

#[test]
fn removed_with_what_is_its_own() {
    check(FILE, remove("databases[0]"), "-databases:\n-  - name: db");
    check(
        PLACES,
        remove("projects[0].environments[0].databases[0]"),
        "-        databases:\n-          - name: data\n-            readReplicas:\n-              - name: data-copy",
    );
    check(
        PLACES,
        remove("ungrouped.envVarGroups[0]"),
        "-  envVarGroups:\n-    - name: common\n-      envVars: []\n+  envVarGroups: []",
    );
    check(
        PLACES,
        remove("projects[0].environments[1]"),
        "-      - name: staging\n-",
    );
    // Render wants a project to have an environment, so the list stays to be filled.
    check(
        "projects:\n- name: p\n  environments:\n  - name: e\n",
        remove("projects[0].environments[0]"),
        "-  environments:\n-  - name: e\n+  environments: []",
    );
    check(
        "services:\n- name: a\n",
        remove("services[0]"),
        "-services:\n-- name: a\n+services: []",
    );
    check(
        "services:\n- name: a\ndatabases:\n# all of them\n\n- name: b\n",
        remove("databases[0]"),
        "-databases:\n+databases: []\n-\n-- name: b",
    );
    check(
        "services: [{name: a}]\ndatabases: [{name: b}, {name: c}]\n",
        remove("services[0]"),
        "-services: [{name: a}]",
    );
    check(
        "services: [{name: a}]\ndatabases: [{name: b}, {name: c}]\n",
        remove("databases[0]"),
        "-databases: [{name: b}, {name: c}]\n+databases: [{name: c}]",
    );
    check(
        "services:\n- &a {name: a}\n- <<: *a\n",
        remove("services[0]"),
        "refused: This part is shared through an anchor with line 3, so the edit would change both. Edit the text itself.",
    );
    check(
        PLACES,
        remove("services"),
        "refused: There is no `services` here.",
    );
}

#[test]
fn a_copy_stands_behind_the_original() {
    check(
        FILE,
        duplicate("services[1]", "more-jobs"),
        "+\n+  - type: worker\n+    name: more-jobs\n+    runtime: node\n+    envVars:\n+      - key: A\n\
         +        fromService:\n+          type: web\n+          name: shop\n+          envVarKey: A",
    );
    // Addresses stay with the original, and a variable of its own is read from the copy.
    check(
        PLACES,
        duplicate(WEB, "web-2"),
        "+          # What visitors see\n+          - type: web\n+            name: web-2\n+            runtime: node\n\
         +            envVars:\n+              - key: DB\n\
         +                fromDatabase: {name: \"data\", property: host}\n+              - key: SELF\n\
         +                fromService: {type: web, name: 'web-2', envVarKey: DB}\n+              - fromGroup: common",
    );
    check(
        PLACES,
        duplicate("projects[0].environments[0].databases[0]", "archive"),
        "+          - name: archive\n+            readReplicas:\n+              - name: archive-copy",
    );
    check(
        PLACES,
        duplicate("ungrouped.envVarGroups[0]", "more"),
        "+    - name: more\n+      envVars: []",
    );
    check(
        "databases:\r\n    - name: a\r\n      readReplicas:\r\n          - name: r",
        duplicate("databases[0]", "b"),
        "-          - name: r+          - name: r\r\n+    - name: b\r\n+      readReplicas:\r\n+          - name: r-2",
    );
    check(
        "services: [{type: web, name: a}]\n",
        duplicate("services[0]", "b"),
        "-services: [{type: web, name: a}]\n+services: [{type: web, name: a}, {type: web, name: b}]",
    );
    check(
        FILE,
        duplicate("services[1]", "shop"),
        "refused: `shop` is taken already. Choose another name.",
    );
    check(
        FILE,
        duplicate("services[1]", ""),
        "refused: Write a name: it is empty.",
    );
}

#[test]
fn a_copy_of_what_is_shared() {
    let text = "services:\n- name: a\n  envVars: &env\n  - key: K\n    fromService: {type: web, name: a, envVarKey: L}\n- name: b\n  envVars: *env\n";
    check(
        text,
        duplicate("services[0]", "c"),
        "+- name: c\n+  envVars:\n+  - key: K\n+    fromService: {type: web, name: c, envVarKey: L}",
    );
    check(
        text,
        duplicate("services[1]", "c"),
        "+- name: c\n+  envVars: *env",
    );
}

#[test]
fn a_copied_environment_repeats_no_name() {
    check(
        PLACES,
        duplicate("projects[0].environments[0]", "Test 2"),
        "+      - name: Test 2\n+        services:\n+          # What visitors see\n+          - type: web\n\
         +            name: web-test-2\n+            runtime: node\n+            envVars:\n+              - key: DB\n\
         +                fromDatabase: {name: \"data-test-2\", property: host}\n+              - key: SELF\n\
         +                fromService: {type: web, name: 'web-test-2', envVarKey: DB}\n\
         +              - fromGroup: common\n+        databases:\n+          - name: data-test-2\n\
         +            readReplicas:\n+              - name: data-copy-test-2\n+",
    );
    check(
        "projects:\n- name: p\n  buildSources:\n  - name: s\n    image: {url: u}\n  environments:\n  - name: e\n    services:\n    - name: a\n      buildSource: s\n",
        duplicate("projects[0]", "q"),
        "+- name: q\n+  buildSources:\n+  - name: s-q\n+    image: {url: u}\n+  environments:\n+  - name: e-q\n\
         +    services:\n+    - name: a-q\n+      buildSource: s-q",
    );
}

#[test]
fn order_within_a_list() {
    check(
        "databases:\n  - name: a\n\n  # about b\n  - name: b\n\n  - name: c\n",
        reorder("databases[1]", 0),
        "-  - name: a\n-\n+  - name: a\n+",
    );
    check(
        PLACES,
        reorder("projects[0].environments[1]", 0),
        "+      - name: staging\n+\n-\n-      - name: staging",
    );
    check(
        "services: [{name: a}, {name: b}]\n",
        reorder("services[0]", 1),
        "-services: [{name: a}, {name: b}]\n+services: [{name: b}, {name: a}]",
    );
    check(
        FILE,
        reorder("services[0]", 2),
        "refused: There is no `services[2]` here.",
    );
    check(
        "services:\n- name: a\n  envVars: &env []\n- name: b\n  envVars: *env\n",
        reorder("services[0]", 1),
        "refused: The alias in line 5 would then stand before its anchor. Edit the text itself.",
    );
}

#[test]
fn to_another_section() {
    check(
        PLACES,
        move_to(
            "projects[0].environments[0].databases[0]",
            "projects[0].environments[1]",
        ),
        // The environment now begins before its database.
        "+\n+      - name: staging\n-\n-      - name: staging",
    );
    check(PLACES, move_to(WEB, "projects[0].environments[0]"), "");
    check(
        PLACES,
        move_to("services[0]", "ungrouped"),
        "-services:\n-  - type: cron\n-    name: report\n-    runtime: node\n-    schedule: \"0 3 * * *\"\n\
         -    envVars:\n\
         -      - {key: WEB, fromService: {type: web, name: web-production, property: hostport}}\n\
         +  services:\n+    - type: cron\n+      name: report\n+      runtime: node\n+      schedule: \"0 3 * * *\"\n\
         +      envVars:\n\
         +        - {key: WEB, fromService: {type: web, name: web-production, property: hostport}}",
    );
    check(
        "services:\r\n# own\r\n- name: a\r\n\r\n- name: b\r\nungrouped:\r\n  services:\r\n    - name: c",
        move_to("services[0]", "ungrouped"),
        "-# own\r\n-- name: a\r\n-\r\n-    - name: c+    - name: c\r\n+    # own\r\n+    - name: a",
    );
    check(
        PLACES,
        move_to("services[0]", "projects[0]"),
        "refused: There is no `projects[0]` here.",
    );
    check(
        PLACES,
        move_to("projects[0].environments[1]", ""),
        "refused: There is no `projects[0].environments[1]` here.",
    );
}

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

#[test]
fn references_that_would_be_left() {
    let left = |resource: &str| {
        let (tree, _) = Tree::parse(PLACES);
        let found = references_to(&Blueprint::of(&tree), &at(resource));
        let lines = found.iter().map(|reference| {
            let line = tree.lines().line_of(reference.span.start) + 1;
            format!(
                "{}.{} in line {line}",
                reference.owner,
                reference.key.unwrap_or("-")
            )
        });
        lines.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(left(WEB), "report.WEB in line 38");
    assert_eq!(
        left("projects[0].environments[0].databases[0]"),
        "web-production.DB in line 17"
    );
    assert_eq!(left("ungrouped.envVarGroups[0]"), "web-production.- in line 20");
    assert_eq!(left("projects[0].environments[0]"), "report.WEB in line 38");
    assert_eq!(left("projects[0].environments[1]"), "");
    assert_eq!(left("services[0]"), "");
}
