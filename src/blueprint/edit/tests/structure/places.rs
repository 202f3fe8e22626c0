//! What goes, and where the rest stands.

use super::{PLACES, WEB, at, check};
use crate::blueprint::edit::Edit;
use crate::blueprint::edit::tests::FILE;

fn remove(resource: &str) -> Edit {
    Edit::Remove {
        resource: at(resource),
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
