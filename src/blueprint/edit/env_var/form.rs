//! Giving a variable that is there another value, or another source for it, in its place.

use super::{EnvValue, env_vars, fits, position, source};
use crate::blueprint::edit::{EditError, find, order};
use crate::blueprint::{Blueprint, EnvVar, FORMS, Form};
use crate::spec;
use crate::yaml::edit::{Change, plan};
use crate::yaml::{Kind, Path, Scalar, Value};

/// A preview's own value may only stand beside a value.
const PREVIEW: &str = "previewValue";

pub(in crate::blueprint::edit) fn set(
    blueprint: &Blueprint<'_>,
    owner: &Path,
    key: &str,
    value: &EnvValue,
) -> Result<Vec<Change>, EditError> {
    let (at, _) = position(blueprint, owner, key)?;
    let found = find(blueprint, owner)?;
    fits(found, key, value)?;
    let entry = owner.then("envVars").then(at);
    let Some(variable) = env_vars(found).get(at) else {
        return Ok(Vec::new());
    };
    if is_written(variable, value) {
        return Ok(Vec::new());
    }
    let changes = in_its_place(blueprint, variable, &entry, value);
    let tree = blueprint.tree;
    let in_brackets = tree.at(&entry).is_some_and(|node| tree.node(node).flow);
    if in_brackets && plan(tree, &changes).is_err() {
        // Neighbours in brackets share their commas.
        return Ok(vec![whole(variable, entry, value)]);
    }
    Ok(changes)
}

/// Whether nothing is to be done.
fn is_written(variable: &EnvVar<'_>, value: &EnvValue) -> bool {
    match (variable.form, value) {
        (Form::Value(Scalar::Text(own)), EnvValue::Text(text)) => own == text,
        // A number or a truth value gets quotes.
        (Form::Value(_), EnvValue::Text(_)) => false,
        _ => variable.value().as_ref() == Some(value),
    }
}

/// The forms that are written, and what goes with another form than a value.
fn written<'n>(variable: &EnvVar<'_>, form: &str) -> (Vec<&'n str>, Option<&'n str>) {
    let forms = FORMS.into_iter().filter(|name| variable.fields.has(name));
    let preview = (form != "value" && variable.fields.has(PREVIEW)).then_some(PREVIEW);
    (forms.collect(), preview)
}

fn in_its_place(
    blueprint: &Blueprint<'_>,
    variable: &EnvVar<'_>,
    entry: &Path,
    value: &EnvValue,
) -> Vec<Change> {
    let (form, content) = source(value);
    let (forms, preview) = written(variable, form);
    let same = forms.iter().copied().find(|name| *name == form);
    let Some(kept) = same.or_else(|| forms.first().copied()) else {
        let mut order = order(&spec::ENV_VAR_VALUE);
        order.push(form);
        let insert = Change::Insert {
            mapping: entry.clone(),
            key: form.to_owned(),
            value: content,
            order,
        };
        let preview = preview.map(|name| Change::Remove {
            path: entry.then(name),
        });
        return [insert].into_iter().chain(preview).collect();
    };
    let path = entry.then(kept);
    let mut changes = match &content {
        Value::Mapping(fields) if kept == form => reference(blueprint, &path, form, fields),
        _ => vec![Change::Replace {
            path: path.clone(),
            value: content,
        }],
    };
    if kept != form {
        changes.push(Change::Rename {
            path,
            key: form.to_owned(),
        });
    }
    let others = forms.into_iter().filter(|name| *name != kept).chain(preview);
    changes.extend(others.map(|name| Change::Remove {
        path: entry.then(name),
    }));
    changes
}

/// Another reference of the same form: what is equal stays, and so does what is not known.
fn reference(blueprint: &Blueprint<'_>, path: &Path, form: &str, fields: &[(Value, Value)]) -> Vec<Change> {
    let tree = blueprint.tree;
    let node = tree
        .at(path)
        .filter(|node| tree.node(*node).kind == Kind::Mapping);
    let Some(node) = node.filter(|node| !tree.entries(*node).is_empty()) else {
        return vec![Change::Replace {
            path: path.clone(),
            value: Value::Mapping(fields.to_vec()),
        }];
    };
    let kind = match form {
        "fromDatabase" => &spec::FROM_DATABASE,
        _ => &spec::FROM_SERVICE,
    };
    let mut changes = Vec::new();
    for (name, value) in fields {
        let Value::Text(name) = name else { continue };
        let instead = match name.as_str() {
            "property" => Some("envVarKey"),
            "envVarKey" => Some("property"),
            _ => None,
        };
        let instead = instead.filter(|instead| tree.entry(node, instead).is_some());
        let present = tree.entry(node, name).map(|entry| Value::of(tree, entry.value));
        let replace = |name: &str| Change::Replace {
            path: path.then(name),
            value: value.clone(),
        };
        match (present, instead) {
            (Some(present), instead) => {
                changes.extend((present != *value).then(|| replace(name)));
                changes.extend(instead.map(|name| Change::Remove {
                    path: path.then(name),
                }));
            }
            (None, Some(instead)) => {
                changes.push(replace(instead));
                changes.push(Change::Rename {
                    path: path.then(instead),
                    key: name.clone(),
                });
            }
            (None, None) => changes.push(Change::Insert {
                mapping: path.clone(),
                key: name.clone(),
                value: value.clone(),
                order: order(kind),
            }),
        }
    }
    changes
}

/// The variable written anew, with all that does not belong to its old form.
fn whole(variable: &EnvVar<'_>, entry: Path, value: &EnvValue) -> Change {
    let (form, content) = source(value);
    let (forms, preview) = written(variable, form);
    let mut content = Some(content);
    let mut fields = Vec::new();
    if let Value::Mapping(own) = Value::of(variable.fields.tree, variable.fields.node) {
        for (name, own) in own {
            if forms.iter().any(|form| name.is(form)) {
                fields.extend(content.take().map(|content| (Value::from(form), content)));
            } else if !preview.is_some_and(|preview| name.is(preview)) {
                fields.push((name, own));
            }
        }
    }
    fields.extend(content.map(|content| (Value::from(form), content)));
    Change::Replace {
        path: entry,
        value: Value::Mapping(fields),
    }
}
