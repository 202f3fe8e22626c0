mod refused;
mod variables;

use super::{remove_field, set_field};
use crate::blueprint::Blueprint;
use crate::yaml::edit::edit;
use crate::yaml::{Path, Tree};

const FILE: &str = "\
services:
  - type: web
    name: shop  # the shop
    runtime: node
    domains:
      - shop.example.com  # main
      - www.example.com
    envVars:
      - key: MODE  # m
        value: live  # v
      - key: HOST
        fromDatabase:
          name: db
          property: host
      - fromGroup: shared
      - key: CACHE
        fromService:
          type: keyvalue
          name: cache
          property: host
  - {type: keyvalue, name: cache, ipAllowList: [{source: 10.0.0.1}]}
  - type: web
    name: site
    runtime: static
    routes:
      - type: rewrite
        source: /a
        destination: /b  # b
databases:
  - name: db
    previewPlan: 1c-4g
envVarGroups:
  - name: shared
    envVars:
      - key: G
        value: g
projects:
  - name: demo
    environments:
      - name: live
        networking:
          isolation: disabled
";

/// The place of an owner: a resource by its name, `.` for the file, else steps apart by `/`.
fn owner(blueprint: &Blueprint<'_>, name: &str) -> Path {
    let found = blueprint.resources().find(|found| found.resource().name == name);
    match found {
        Some(found) => found.resource().path.clone(),
        None => {
            let steps = name.split('/').filter(|step| *step != ".");
            Path(
                steps
                    .map(|step| step.parse::<usize>().map_or_else(|_| step.into(), Into::into))
                    .collect(),
            )
        }
    }
}

/// The lines that a change brings and takes; `None` as the value removes.
fn changed(text: &str, (name, field, value): (&str, &str, Option<&str>)) -> String {
    let (tree, error) = Tree::parse(text);
    assert_eq!(error, None);
    let blueprint = Blueprint::of(&tree);
    let owner = owner(&blueprint, name);
    let changes = match value {
        Some(value) => set_field(&blueprint, &owner, field, value),
        None => remove_field(&blueprint, &owner, field),
    };
    let edited = match changes.and_then(|changes| Ok(edit(&tree, &changes)?)) {
        Ok(edited) => edited.tree.text().to_owned(),
        Err(error) => return format!("refused: {error}"),
    };
    let diff = similar::TextDiff::from_lines(text, &edited);
    let lines = diff
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal);
    lines
        .map(|change| format!("{}{}\n", change.tag(), change.value().trim()))
        .collect()
}

#[track_caller]
fn set(owner: &str, field: &str, value: &str, expected: &str) {
    let changed = changed(FILE, (owner, field, Some(value)));
    assert_eq!(changed.trim_end(), expected, "{owner} {field} {value}");
}

#[track_caller]
fn remove(owner: &str, field: &str, expected: &str) {
    assert_eq!(
        changed(FILE, (owner, field, None)).trim_end(),
        expected,
        "{owner} {field}"
    );
}

#[test]
fn lists_and_groups_of_fields() {
    set(
        "shop",
        "buildFilter",
        "{paths: [src/**], ignoredPaths: [docs]}",
        "+buildFilter:\n+paths:\n+- src/**\n+ignoredPaths:\n+- docs",
    );
    set("shop", "buildFilter.paths", "[a]", "+buildFilter:\n+paths:\n+- a");
    set(
        "shop",
        "disk",
        "name: d\nmountPath: /d\nsizeGB: 5",
        "+disk:\n+name: d\n+mountPath: /d\n+sizeGB: 5",
    );
    set(
        "shop",
        "domains",
        "[shop.example.com, b.example.com]",
        "-- www.example.com\n+- b.example.com",
    );
    set("shop", "domains", "[shop.example.com]", "-- www.example.com");
    set(
        "shop",
        "domains",
        "[www.example.com, a, c]",
        "-- shop.example.com  # main\n+- a\n+- c",
    );
    set(
        "shop",
        "domains",
        "[]",
        "-domains:\n-- shop.example.com  # main\n-- www.example.com\n+domains: []",
    );
    set(
        "cache",
        "ipAllowList",
        "[{source: 10.0.0.2, description: a}]",
        "-- {type: keyvalue, name: cache, ipAllowList: [{source: 10.0.0.1}]}\n\
         +- {type: keyvalue, name: cache, ipAllowList: [{source: \"10.0.0.2\", description: a}]}",
    );
    set("db", "readReplicas", "[{name: r}]", "+readReplicas:\n+- name: r");
}

#[test]
fn items_and_their_fields() {
    set(
        "shop",
        "domains.0",
        "a.example.com",
        "-- shop.example.com  # main\n+- a.example.com  # main",
    );
    set("shop", "domains.2", "a.example.com", "+- a.example.com");
    set(
        "site",
        "routes.0.destination",
        "/c",
        "-destination: /b  # b\n+destination: /c  # b",
    );
    set(
        "site",
        "routes.0.type",
        "redirect",
        "-- type: rewrite\n+- type: redirect",
    );
    set(
        "site",
        "routes.1",
        "{type: redirect, source: /x, destination: /y}",
        "+- type: redirect\n+source: /x\n+destination: /y",
    );
    set("db", "readReplicas.0.name", "r", "+readReplicas:\n+- name: r");
    set(
        "db",
        "ipAllowList.0.source",
        "10.0.0.1/32",
        "+ipAllowList:\n+- source: 10.0.0.1/32",
    );
    set(
        "cache",
        "ipAllowList.0.description",
        "a, b",
        "-- {type: keyvalue, name: cache, ipAllowList: [{source: 10.0.0.1}]}\n\
         +- {type: keyvalue, name: cache, ipAllowList: [{source: 10.0.0.1, description: \"a, b\"}]}",
    );
}

#[test]
fn the_file_projects_and_environments() {
    set(
        ".",
        "previews.generation",
        "automatic",
        "+previews:\n+generation: automatic",
    );
    set(".", "version", "1", "+version: \"1\"");
    set(
        "projects/0/environments/0",
        "networking.isolation",
        "enabled",
        "-isolation: disabled\n+isolation: enabled",
    );
    set(
        ".",
        "projects.demo.environments.live.name",
        "prod",
        "-- name: live\n+- name: prod",
    );
    set(
        "projects/0/environments/0",
        "databases.0",
        "{name: x}",
        "+databases:\n+- name: x",
    );
    set(
        ".",
        "buildSources",
        "[{name: b, git: {runtime: node, repo: r}}]",
        "+buildSources:\n+- name: b\n+git:\n+runtime: node\n+repo: r",
    );
}

#[test]
fn fields_and_items_are_removed() {
    remove("db", "previewPlan", "-previewPlan: 1c-4g");
    remove("shop", "domains.0", "-- shop.example.com  # main");
    remove(
        "shop",
        "domains",
        "-domains:\n-- shop.example.com  # main\n-- www.example.com",
    );
    remove(
        "site",
        "routes.0",
        "-routes:\n-- type: rewrite\n-source: /a\n-destination: /b  # b",
    );
    remove("shop", "envVars.MODE", "-- key: MODE  # m\n-value: live  # v");
    remove("shop", "envVars.shared", "-- fromGroup: shared");
    remove(
        "projects/0/environments/0",
        "networking.isolation",
        "-networking:\n-isolation: disabled",
    );
    remove(
        "cache",
        "ipAllowList.0",
        "-- {type: keyvalue, name: cache, ipAllowList: [{source: 10.0.0.1}]}\n+- {type: keyvalue, name: cache, ipAllowList: []}",
    );
    remove(
        "shared",
        "envVars.G",
        "-envVars:\n-- key: G\n-value: g\n+envVars: []",
    );
    remove(
        "shop",
        "name",
        "refused: `name` is needed, so it cannot be removed.",
    );
    remove(
        "shop",
        "runtime",
        "refused: `runtime` is needed, so it cannot be removed.",
    );
    remove(
        "shop",
        "envVars.MODE.value",
        "refused: `envVars.MODE.value` is needed, so it cannot be removed.",
    );
    remove(
        "shop",
        "envVars.HOST.fromDatabase",
        "refused: `envVars.HOST.fromDatabase` is needed, so it cannot be removed.",
    );
    remove("shop", "plan", "refused: There is no `plan` here.");
    remove(
        "shop",
        "domains.5",
        "refused: `domains` has 2 items, counted from 0. `2` adds one.",
    );
    remove("shop", "domains.2", "refused: There is no `domains.2` here.");
}

#[test]
fn aliases_are_not_followed() {
    let text = "services:\n  - &a\n    type: web\n    name: a\n    runtime: node\n    disk: &d {name: d, mountPath: /d}\n  - type: worker\n    name: b\n    runtime: node\n    disk: *d\n";
    let changed = |owner, field, value| changed(text, (owner, field, Some(value)));
    assert_eq!(
        changed("b", "disk.sizeGB", "5"),
        "refused: `services[1].disk` is an alias of another place. Edit that place, or the text itself."
    );
    assert_eq!(
        changed("b", "disk", "{name: e, mountPath: /e}"),
        "-disk: *d\n+disk:\n+name: e\n+mountPath: /e\n"
    );
    assert_eq!(
        changed("a", "disk.sizeGB", "5"),
        "refused: This part is shared through an anchor with line 10, so the edit would change both. Edit the text itself."
    );
}
