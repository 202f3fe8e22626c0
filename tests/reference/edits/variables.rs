//! Every variable of every real Blueprint changes its form, and moves. Another reader sees that change alone,
//! and every comment that does not stand in the lines of the variable is still there.

use libtest_mimic::Failed;
use plano::blueprint::edit::{Edit, EditError, EnvValue};
use plano::blueprint::{Blueprint, EnvVar};
use plano::yaml::edit::Refusal;
use plano::yaml::{Path, Step, Tree};
use serde_json::{Map, Value, json};

use crate::check::{as_json, blueprints};

/// Made edits, so that the test notices where it does nothing, and refused ones.
const FEWEST_FORMS: usize = 4_000;
const FEWEST_MOVES: usize = 900;
const MOST_REFUSED: usize = 60;

const FORMS: [&str; 7] = [
    "value",
    "generateValue",
    "sync",
    "fromDatabase",
    "fromService",
    "fromGroup",
    "previewValue",
];

fn values() -> [(EnvValue, &'static str, Value); 5] {
    let text = |text: &str| text.to_owned();
    [
        (EnvValue::Text(text("on: x # y")), "value", json!("on: x # y")),
        (EnvValue::Generated, "generateValue", json!(true)),
        (EnvValue::Prompted, "sync", json!(false)),
        (
            EnvValue::FromDatabase {
                name: text("db-1"),
                property: text("host"),
            },
            "fromDatabase",
            json!({"name": "db-1", "property": "host"}),
        ),
        (
            EnvValue::FromServiceVariable {
                service_type: text("web"),
                name: text("web-1"),
                key: text("A"),
            },
            "fromService",
            json!({"type": "web", "name": "web-1", "envVarKey": "A"}),
        ),
    ]
}

pub(super) fn forms() -> Result<(), Failed> {
    let (mut made, mut refused) = (0, 0);
    for (name, text) in blueprints()? {
        let (tree, error) = Tree::parse(text.as_str());
        let (Some(before), None) = (as_json(&text), error) else {
            continue;
        };
        let blueprint = Blueprint::of(&tree);
        for service in &blueprint.services {
            let mut seen = Vec::new();
            for (at, variable) in service.env_vars.iter().enumerate() {
                let Some(key) = variable.key.filter(|key| !seen.contains(key)) else {
                    continue;
                };
                seen.push(key);
                for (value, form, written) in values() {
                    let edit = Edit::SetEnvValue {
                        owner: service.resource.path.clone(),
                        key: key.to_owned(),
                        value,
                    };
                    let told = |what: &str| Failed::from(format!("{name}: {key} to {form}: {what}"));
                    let after = match edit.apply(&tree) {
                        Ok(edited) => edited.tree.text().to_owned(),
                        Err(error) if is_known(&error, &tree) => {
                            refused += 1;
                            continue;
                        }
                        Err(error) => return Err(told(&error.to_string())),
                    };
                    made += 1;
                    let entry = service.resource.path.then("envVars").then(at);
                    let mut expected = before.clone();
                    let own = expected
                        .pointer_mut(&pointer(&entry))
                        .and_then(Value::as_object_mut);
                    rewrite(
                        own.ok_or_else(|| told("the other reader misses it"))?,
                        form,
                        &written,
                    );
                    let read = as_json(&after).ok_or_else(|| told("the other reader refuses it"))?;
                    if read != expected {
                        return Err(told(&format!("the other reader sees another change\n{after}")));
                    }
                    if let Some(comment) = lost_comment(&tree, variable, &after) {
                        return Err(told(&format!("lost: {comment}\n{after}")));
                    }
                }
            }
        }
    }
    enough(made, FEWEST_FORMS, refused)
}

/// The entry as it is meant to be read.
fn rewrite(own: &mut Map<String, Value>, form: &str, written: &Value) {
    let mut content = written.clone();
    if let (Some(Value::Object(present)), Value::Object(fields)) = (own.get(form), &mut content) {
        for (name, value) in present {
            // What is not known of a reference stays.
            if !["type", "name", "property", "envVarKey"].contains(&name.as_str()) {
                fields.insert(name.clone(), value.clone());
            }
        }
    }
    for other in FORMS {
        if other != form && !(other == "previewValue" && form == "value") {
            own.remove(other);
        }
    }
    own.insert(form.to_owned(), content);
}

pub(super) fn moves() -> Result<(), Failed> {
    let (mut made, mut refused, mut told_why) = (0, 0, 0);
    for (name, text) in blueprints()? {
        let (tree, error) = Tree::parse(text.as_str());
        let (Some(before), None) = (as_json(&text), error) else {
            continue;
        };
        let blueprint = Blueprint::of(&tree);
        for resource in blueprint.resources().map(|found| found.resource()) {
            for service in &blueprint.services {
                let goes = resource.path != service.resource.path;
                for variable in service.env_vars.iter().filter(|own| goes && own.key.is_some()) {
                    let key = variable.key.unwrap_or_default();
                    let edit = Edit::MoveEnvVar {
                        owner: service.resource.path.clone(),
                        key: key.to_owned(),
                        to: resource.path.clone(),
                    };
                    let told =
                        |what: &str| Failed::from(format!("{name}: {key} to {}: {what}", resource.path));
                    let after = match edit.apply(&tree) {
                        Ok(edited) => edited.tree.text().to_owned(),
                        Err(error) if is_known(&error, &tree) => {
                            refused += 1;
                            continue;
                        }
                        // It is there already, is read, cannot be there.
                        Err(EditError::Invalid(_)) => {
                            told_why += 1;
                            continue;
                        }
                        Err(error) => return Err(told(&error.to_string())),
                    };
                    made += 1;
                    let read = as_json(&after).ok_or_else(|| told("the other reader refuses it"))?;
                    let list = |json: &Value, owner: &Path| -> Vec<Value> {
                        let list = json.pointer(&pointer(&owner.then("envVars")));
                        list.and_then(Value::as_array).cloned().unwrap_or_default()
                    };
                    let own = list(&before, &service.resource.path);
                    let moved = own.iter().find(|own| own.get("key") == Some(&json!(key)));
                    let (left, got) = (list(&read, &service.resource.path), list(&read, &resource.path));
                    if got.last() != moved || left.iter().any(|own| own.get("key") == Some(&json!(key))) {
                        return Err(told(&format!("it did not move\n{after}")));
                    }
                    let comments = |text: &str| text.lines().filter(|line| line.contains(" #")).count();
                    if comments(&text) != comments(&after) {
                        return Err(told(&format!("a comment is lost\n{after}")));
                    }
                }
            }
        }
    }
    if told_why == 0 {
        return Err("nothing was refused for a reason".into());
    }
    enough(made, FEWEST_MOVES, refused)
}

fn enough(made: usize, fewest: usize, refused: usize) -> Result<(), Failed> {
    if made >= fewest && refused <= MOST_REFUSED {
        Ok(())
    } else {
        Err(format!("{made} made, {refused} refused").into())
    }
}

/// An anchor that others use, a key that stands twice, a block below an alias.
fn is_known(error: &EditError, tree: &Tree) -> bool {
    match error {
        EditError::Refused(Refusal::Shared { .. } | Refusal::ThroughAlias(_)) => true,
        EditError::Refused(Refusal::Unclear(_)) => {
            !tree.duplicate_keys().is_empty() || tree.ids().any(|id| tree.node(id).anchored)
        }
        _ => false,
    }
}

fn pointer(path: &Path) -> String {
    let steps = path.0.iter().map(|step| match step {
        Step::Key(key) => format!("/{key}"),
        Step::Index(index) => format!("/{index}"),
    });
    steps.collect()
}

/// A line with a comment, outside the lines of a variable, that is not there any more.
fn lost_comment<'t>(tree: &'t Tree, variable: &EnvVar<'_>, after: &str) -> Option<&'t str> {
    let span = tree.node(variable.fields.node).span;
    let lines = tree.lines();
    let own = lines.line_of(span.start)..=lines.line_of(span.end);
    let mut kept = after.lines();
    (0..lines.count())
        .filter(|line| !own.contains(line))
        .map(|line| lines.text(tree.text(), line))
        .filter(|line| line.trim_start().starts_with('#') || line.contains(" #"))
        .find(|line| !kept.any(|own| own == *line))
}
