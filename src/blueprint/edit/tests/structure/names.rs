//! What things are called, and what refers to them.

use super::{PLACES, WEB, at, check};
use crate::blueprint::edit::Edit;
use crate::blueprint::edit::tests::{FILE, path};
use crate::blueprint::{Blueprint, references_to};
use crate::yaml::{Path, Tree};

fn rename(resource: Path, to: &str) -> Edit {
    Edit::Rename {
        resource,
        to: to.to_owned(),
    }
}

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
fn services_follow_a_build_source() {
    check(
        "buildSources:\n- name: s\n  git: {runtime: node, repo: r}\nservices:\n- name: s\n  buildSource: s # built once\n",
        rename(at("buildSources[0]"), "built"),
        "-- name: s\n+- name: built\n-  buildSource: s # built once\n+  buildSource: built # built once",
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
