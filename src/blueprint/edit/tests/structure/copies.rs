//! Copies behind their original.

use super::{PLACES, WEB, at, check};
use crate::blueprint::edit::Edit;
use crate::blueprint::edit::tests::FILE;

fn duplicate(resource: &str, name: &str) -> Edit {
    Edit::Duplicate {
        resource: at(resource),
        name: name.to_owned(),
    }
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
