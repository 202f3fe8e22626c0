use crate::blueprint::Blueprint;
use crate::blueprint::edit::{Edit, EnvValue};
use crate::yaml::{Path, Tree};

/// A file with these variables on the service `web`, and a worker, a group and a database beside it.
fn file(variables: &str) -> String {
    let variables: String = variables.lines().map(|line| format!("      {line}\n")).collect();
    format!(
        "services:\n  - type: web\n    name: web\n    runtime: node\n    envVars:\n{variables}  - type: worker\n    \
         name: jobs\n    runtime: node\nenvVarGroups:\n  - name: shared\n    envVars:\n      - key: G\n        value: g\n\
         databases:\n  - name: db\n"
    )
}

fn path(blueprint: &Blueprint<'_>, name: &str) -> Path {
    let found = blueprint.resources().find(|found| found.resource().name == name);
    found.unwrap().resource().path.clone()
}

/// The lines that an edit removes and brings, or why it is refused.
fn changed(text: &str, edit: impl Fn(&dyn Fn(&str) -> Path) -> Edit) -> String {
    let (tree, error) = Tree::parse(text);
    assert_eq!(error, None, "{text}");
    let blueprint = Blueprint::of(&tree);
    let edit = edit(&|name| path(&blueprint, name));
    let edited = match edit.apply(&tree) {
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
fn check_set(variables: &str, value: EnvValue, expected: &str) {
    let changed = changed(&file(variables), |path| Edit::SetEnvValue {
        owner: path("web"),
        key: "A".to_owned(),
        value: value.clone(),
    });
    assert_eq!(changed.trim_end(), expected, "{variables}");
}

fn text(text: &str) -> EnvValue {
    EnvValue::Text(text.to_owned())
}

fn from_database(name: &str, property: &str) -> EnvValue {
    EnvValue::FromDatabase {
        name: name.to_owned(),
        property: property.to_owned(),
    }
}

fn from_service(property: &str) -> EnvValue {
    EnvValue::FromServiceProperty {
        service_type: "worker".to_owned(),
        name: "jobs".to_owned(),
        property: property.to_owned(),
    }
}

fn from_variable(key: &str) -> EnvValue {
    EnvValue::FromServiceVariable {
        service_type: "worker".to_owned(),
        name: "jobs".to_owned(),
        key: key.to_owned(),
    }
}

#[test]
fn another_text_is_one_scalar() {
    check_set(
        "- key: A # a\n  value: 'x' # b\n  previewValue: y",
        text("z"),
        "-value: 'x' # b\n+value: 'z' # b",
    );
    check_set("- key: A\n  value: x", text("x"), "");
    check_set(
        "- key: A\n  value: 8080",
        text("8080"),
        "-value: 8080\n+value: \"8080\"",
    );
    check_set(
        "- key: A\n  value: true",
        text("false"),
        "-value: true\n+value: \"false\"",
    );
    check_set("- key: A\n  value:", text("z"), "-value:\n+value: z");
    check_set(
        "- {key: A, value: b, previewValue: c} # d",
        text("x, y"),
        "-- {key: A, value: b, previewValue: c} # d\n+- {key: A, value: \"x, y\", previewValue: c} # d",
    );
}

#[test]
fn another_form_takes_the_place_of_the_old_one() {
    check_set(
        "# own\n- key: A # a\n  value: x # b\n  description: d\n  previewValue: y",
        EnvValue::Generated,
        "-value: x # b\n+generateValue: true # b\n-previewValue: y",
    );
    check_set(
        "- key: A\n  value: |\n    x\n    y\n- key: B\n  value: b",
        EnvValue::Prompted,
        "-value: |\n-x\n-y\n+sync: false",
    );
    check_set(
        "- key: A\n  sync: false # b",
        from_database("db", "host"),
        "-sync: false # b\n+fromDatabase: # b\n+name: db\n+property: host",
    );
    check_set(
        "- key: A\n  fromDatabase: # b\n    name: db\n    property: host\n  # c\n- key: B\n  value: b",
        text("x"),
        "-fromDatabase: # b\n-name: db\n-property: host\n+value: x # b",
    );
    check_set(
        "- fromDatabase: {name: db, property: host} # b\n  key: A",
        from_service("host"),
        "-- fromDatabase: {name: db, property: host} # b\n+- fromService: {type: worker, name: jobs, property: host} # b",
    );
    check_set(
        "- {key: A, value: b, previewValue: c}",
        EnvValue::Generated,
        "-- {key: A, value: b, previewValue: c}\n+- {key: A, generateValue: true}",
    );
    check_set(
        "- {key: 'A', generateValue: true}",
        from_database("db", "host"),
        "-- {key: 'A', generateValue: true}\n+- {key: 'A', fromDatabase: {name: db, property: host}}",
    );
}

#[test]
fn another_reference_changes_what_differs() {
    let reads =
        "- key: A\n  fromService:\n    name: jobs # n\n    type: worker\n    property: host\n    note: x";
    check_set(reads, from_service("host"), "");
    check_set(reads, from_service("port"), "-property: host\n+property: port");
    check_set(reads, from_variable("B"), "-property: host\n+envVarKey: B");
    check_set(
        "- key: A\n  fromDatabase:\n    name: db",
        from_database("db", "host"),
        "+property: host",
    );
    check_set(
        "- {key: A, fromService: {type: web, name: x, property: host, envVarKey: C}}",
        from_variable("B"),
        "-- {key: A, fromService: {type: web, name: x, property: host, envVarKey: C}}\n\
         +- {key: A, fromService: {type: worker, name: jobs, envVarKey: B}}",
    );
}

#[test]
fn an_unclear_form_becomes_clear() {
    check_set("- key: A # a", text("x"), "+value: x");
    check_set("- key: A\n  description: d", EnvValue::Prompted, "+sync: false");
    check_set(
        "- {key: A}",
        EnvValue::Generated,
        "-- {key: A}\n+- {key: A, generateValue: true}",
    );
    check_set(
        "- key: A\n  sync: true",
        EnvValue::Prompted,
        "-sync: true\n+sync: false",
    );
    check_set(
        "- key: A\n  value: x\n  sync: false",
        EnvValue::Prompted,
        "-value: x",
    );
    check_set(
        "- key: A\n  value: x # b\n  sync: false\n  fromGroup: g",
        from_database("db", "host"),
        "-value: x # b\n-sync: false\n-fromGroup: g\n+fromDatabase: # b\n+name: db\n+property: host",
    );
    check_set(
        "- {key: A, description: 'd', value: x, sync: false, previewValue: p}",
        EnvValue::Generated,
        "-- {key: A, description: 'd', value: x, sync: false, previewValue: p}\n+- {key: A, description: d, generateValue: true}",
    );
}

#[test]
fn refused_values() {
    check_set(
        "- key: B\n  value: x",
        text("y"),
        "refused: `web` has no variable `A`.",
    );
    let in_group = changed(&file("- key: A\n  value: x"), |path| Edit::SetEnvValue {
        owner: path("shared"),
        key: "G".to_owned(),
        value: EnvValue::Prompted,
    });
    assert_eq!(
        in_group.trim_end(),
        "refused: `G` cannot stand in an env group that way: a group holds values and generated values only. Put it on a service."
    );
    check_set(
        "- &v\n  key: A\n  value: x\n- *v",
        text("y"),
        "refused: This part is shared through an anchor with line 9, so the edit would change both. Edit the text itself.",
    );
}

#[test]
fn the_present_form_can_be_written_again() {
    let text = file(
        "- key: A\n  value: 1.50\n- key: B\n  generateValue: true\n- key: C\n  sync: false\n\
         - {key: D, fromDatabase: {name: db, property: host}}\n- {key: E, fromService: {type: web, name: web, property: port}}\n\
         - {key: F, fromService: {type: web, name: web, envVarKey: A}}\n- key: H\n  value:",
    );
    let (tree, _) = Tree::parse(text.as_str());
    let blueprint = Blueprint::of(&tree);
    let variables = &blueprint.service("web").unwrap().env_vars;
    assert_eq!(variables[0].value(), Some(self::text("1.50")));
    assert_eq!(variables[6].value(), Some(self::text("")));
    for variable in &variables[1..6] {
        let edit = Edit::SetEnvValue {
            owner: path(&blueprint, "web"),
            key: variable.key.unwrap().to_owned(),
            value: variable.value().unwrap(),
        };
        assert_eq!(edit.apply(&tree).unwrap().tree.text(), text);
    }
    let (tree, _) = Tree::parse(file(
        "- key: A\n- fromGroup: shared\n- {key: B, fromDatabase: {name: db}}",
    ));
    let blueprint = Blueprint::of(&tree);
    let variables = &blueprint.service("web").unwrap().env_vars;
    assert!(variables.iter().all(|variable| variable.value().is_none()));
}

#[track_caller]
fn check_move(text: &str, (from, key, to): (&str, &str, &str), expected: &str) {
    let changed = changed(text, |path| Edit::MoveEnvVar {
        owner: path(from),
        key: key.to_owned(),
        to: path(to),
    });
    assert_eq!(changed.trim_end(), expected, "{text}");
}

#[test]
fn a_variable_moves_with_its_comments() {
    check_move(
        &file("- key: B\n  value: b\n# own\n- key: A # a\n  value: x # b"),
        ("web", "A", "shared"),
        "-# own\n-- key: A # a\n-value: x # b\n+- fromGroup: shared\n+# own\n+- key: A # a\n+value: x # b",
    );
    check_move(
        &file("- key: A\n  value: x\n- fromGroup: shared"),
        ("web", "A", "shared"),
        "-- key: A\n-value: x\n+- key: A\n+value: x",
    );
    check_move(
        &file("- key: A # a\n  sync: false\n- key: B\n  value: b"),
        ("web", "A", "jobs"),
        "-- key: A # a\n-sync: false\n+envVars:\n+- key: A # a\n+sync: false",
    );
    check_move(
        &file("- key: A\n  generateValue: true"),
        ("web", "A", "shared"),
        "-- key: A\n-generateValue: true\n+- fromGroup: shared\n+- key: A\n+generateValue: true",
    );
    check_move(
        &file("- {key: B, value: b}").replace(
            "    envVars:\n      - {key: B, value: b}",
            "    envVars: [{key: A, value: 'x'}]",
        ),
        ("web", "A", "shared"),
        "-envVars: [{key: A, value: 'x'}]\n+envVars: [{fromGroup: shared}]\n+- key: A\n+value: x",
    );
}

const READ: &str = "services:\n  - type: web\n    name: web\n    envVars:\n      - key: A\n        value: x\n  \
                    - type: worker\n    name: jobs\n    envVars:\n      - key: B\n        fromService:\n          type: web\n          \
                    name: web\n          envVarKey: A\n  - type: pserv\n    name: api\n    envVars:\n      - fromGroup: other\n\
                    envVarGroups:\n  - name: shared\n    envVars: []\n  - name: other\n    envVars:\n      - key: G\n        value: g\n      \
                    - key: H\n        value: h\n";

#[test]
fn readers_follow_to_a_service() {
    check_move(
        READ,
        ("web", "A", "api"),
        "-envVars:\n-- key: A\n-value: x\n-type: web\n-name: web\n+type: pserv\n+name: api\n+- key: A\n+value: x",
    );
    check_move(
        READ,
        ("web", "A", "jobs"),
        "refused: `jobs` reads `A` of `web` as `B`, and would then read from itself. Remove `B` first.",
    );
    check_move(
        READ,
        ("web", "A", "shared"),
        "refused: `A` of `web` is read by `jobs.B`, and nothing can read a variable of an env group. Change the readers first.",
    );
}

#[test]
fn users_of_a_group_are_not_forgotten() {
    check_move(
        READ,
        ("other", "G", "api"),
        "+- key: G\n+value: g\n-- key: G\n-value: g",
    );
    check_move(
        READ,
        ("other", "G", "jobs"),
        "refused: `G` would be gone from `api`, where the env group `other` is used. Add it there first, or leave it in the group.",
    );
    check_move(
        READ,
        ("other", "G", "shared"),
        "+- fromGroup: shared\n-envVars: []\n-- name: other\n+- name: other\n+envVars:",
    );
}

#[test]
fn refused_moves() {
    let text = file("- key: A\n  sync: false\n- key: G\n  value: x\n- key: U");
    check_move(
        &text,
        ("web", "A", "shared"),
        "refused: `A` cannot stand in an env group that way: a group holds values and generated values only. Put it on a service.",
    );
    check_move(
        &text,
        ("web", "U", "shared"),
        "refused: `U` cannot stand in an env group that way: a group holds values and generated values only. Put it on a service.",
    );
    check_move(
        &text,
        ("web", "G", "shared"),
        "refused: `G` stands in `shared` already.",
    );
    check_move(
        &text,
        ("web", "G", "web"),
        "refused: `G` stands in `web` already.",
    );
    check_move(
        &text,
        ("web", "G", "db"),
        "refused: `db` cannot have environment variables.",
    );
    check_move(&text, ("web", "Z", "jobs"), "refused: `web` has no variable `Z`.");
    check_move(
        &file("- key: A # a\n  value: x").replace(
            "envVars:\n      - key: G\n        value: g",
            "envVars: [{key: G, value: g}]",
        ),
        ("web", "A", "shared"),
        "refused: `A` has comments, for which there is no place in brackets. Move it in the text itself.",
    );
}

#[test]
fn groups_are_used_and_dropped() {
    let check = |text: &str, used: bool, (service, group): (&str, &str), expected: &str| {
        let changed = changed(text, |path| match used {
            true => Edit::UseGroup {
                service: path(service),
                group: group.to_owned(),
            },
            false => Edit::DropGroup {
                service: path(service),
                group: group.to_owned(),
            },
        });
        assert_eq!(changed.trim_end(), expected);
    };
    let text = file("- key: A\n  value: x\n- fromGroup: shared # s");
    check(&text, true, ("jobs", "shared"), "+envVars:\n+- fromGroup: shared");
    check(&text, true, ("web", "on"), "+- fromGroup: \"on\"");
    check(
        &text,
        true,
        ("web", "shared"),
        "refused: `web` uses the env group `shared` already.",
    );
    check(
        &text,
        true,
        ("shared", "shared"),
        "refused: `shared` is an env group, and groups cannot use other groups. Choose a service.",
    );
    check(
        &text,
        true,
        ("db", "shared"),
        "refused: `db` cannot have environment variables.",
    );
    check(&text, false, ("web", "shared"), "-- fromGroup: shared # s");
    check(
        &text,
        false,
        ("web", "other"),
        "refused: `web` does not use the env group `other`.",
    );
    check(
        &file("- fromGroup: shared\n- fromGroup: shared"),
        false,
        ("web", "shared"),
        "-envVars:\n-- fromGroup: shared\n-- fromGroup: shared",
    );
}

#[test]
fn several_are_added_at_once() {
    let add = |path: &dyn Fn(&str) -> Path, owner: &str| Edit::AddEnvVars {
        owner: path(owner),
        variables: vec![("X".to_owned(), text("1")), ("Z".to_owned(), EnvValue::Generated)],
    };
    let lines = "+- key: X\n+value: \"1\"\n+- key: Z\n+generateValue: true\n";
    let text = file("- key: A\n  value: x");
    assert_eq!(changed(&text, |path| add(path, "web")), lines);
    assert_eq!(
        changed(&text, |path| add(path, "jobs")),
        format!("+envVars:\n{lines}")
    );
    let empty = text.replace("envVars:\n      - key: G\n        value: g", "envVars: []");
    assert_eq!(
        changed(&empty, |path| add(path, "shared")),
        format!("-envVars: []\n+envVars:\n{lines}")
    );
    assert_eq!(
        changed(&file("- key: X\n  value: x"), |path| add(path, "web")),
        "refused: `X` stands in `web` already."
    );
}
