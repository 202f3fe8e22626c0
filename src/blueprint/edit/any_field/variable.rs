//! Environment variables of a service or group by their names: `envVars.NODE_ENV`. They have edits of their
//! own, which keep forms apart and readers in step.

use super::{given, write};
use crate::blueprint::edit::env_var::{add, env_vars, form, rename};
use crate::blueprint::edit::{EditError, EnvValue};
use crate::blueprint::{AnyResource, Blueprint, EnvVar, FORMS, Form};
use crate::spec::{self, Shape};
use crate::words::{alternatives, edits};
use crate::yaml::edit::{Change, quoted};
use crate::yaml::{Path, Tree, Value};

/// The changes for a field that concerns a variable's key or source; none for any other.
pub(super) fn set(
    blueprint: &Blueprint<'_>,
    owner: &Path,
    field: &str,
    text: &str,
) -> Result<Option<Vec<Change>>, EditError> {
    let Some(found) = blueprint.at(owner) else {
        return Ok(None);
    };
    let mut names = field.splitn(3, '.');
    let (Some("envVars"), Some(name), part) = (names.next(), names.next(), names.next()) else {
        return Ok(None);
    };
    let variables = env_vars(found);
    let by_number = name.parse::<usize>().ok();
    let by_name = variables.iter().position(|variable| variable.key == Some(name));
    let present = by_number.or(by_name).and_then(|at| variables.get(at));
    let key = match present {
        Some(variable) => match variable.key {
            Some(key) => key,
            None => return Ok(None),
        },
        // The number after the last; or a group by its name.
        None if by_number.is_some() => return Ok(None),
        None if variables
            .iter()
            .any(|variable| variable.form == Form::FromGroup(name)) =>
        {
            return Ok(None);
        }
        None => name,
    };
    let is_first = present.is_none_or(|own| {
        let first = variables.iter().find(|variable| variable.key == Some(key));
        first.is_some_and(|first| first.fields.node == own.fields.node)
    });
    if !is_first {
        return Ok(None);
    }
    let given = match part {
        None if is_fields(text) => {
            let at = by_number.or(by_name);
            return whole(blueprint, found, (key, at), field, text).map(Some);
        }
        Some("key") if present.is_some() => return rename(blueprint, owner, key, text).map(Some),
        Some("previewValue") if !present.is_some_and(|own| matches!(own.form, Form::Value(_))) => {
            return Err(edits::preview_value(key).into());
        }
        None | Some("value") => EnvValue::Text(text.to_owned()),
        Some("generateValue") if text == "true" => EnvValue::Generated,
        Some("sync") if text == "false" => EnvValue::Prompted,
        Some(part @ ("fromDatabase" | "fromService")) => {
            let kind = match part {
                "fromDatabase" => &spec::FROM_DATABASE,
                _ => &spec::FROM_SERVICE,
            };
            let value = given::value(&Shape::Object(kind), None, field, text)?;
            match source(part, &value) {
                Some(value) => value,
                None => return Ok(None),
            }
        }
        Some(part @ ("fromService.property" | "fromService.envVarKey")) => {
            // One takes the place of the other.
            match present.and_then(|own| other_part(own, part, text)) {
                Some(value) => {
                    given::part(&spec::FROM_SERVICE, part, field, text)?;
                    value
                }
                None => return Ok(None),
            }
        }
        Some(_) => return Ok(None),
    };
    let changes = if present.is_some() {
        form::set(blueprint, owner, key, &given)
    } else {
        add(blueprint, owner, [(key, &given)])
    };
    changes.map(Some)
}

/// The same service with another part of it.
fn other_part(variable: &EnvVar<'_>, part: &str, text: &str) -> Option<EnvValue> {
    let Form::FromService {
        name,
        service_type: Some(service_type),
        ..
    } = variable.form
    else {
        return None;
    };
    let (service_type, name, text) = (service_type.to_owned(), name.to_owned(), text.to_owned());
    Some(if part == "fromService.property" {
        EnvValue::FromServiceProperty {
            service_type,
            name,
            property: text,
        }
    } else {
        EnvValue::FromServiceVariable {
            service_type,
            name,
            key: text,
        }
    })
}

/// Whether a text is meant as a group of fields, and not as a value.
fn is_fields(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// A variable given as a whole; its key may be left out.
fn whole(
    blueprint: &Blueprint<'_>,
    found: AnyResource<'_, '_>,
    (key, present): (&str, Option<usize>),
    field: &str,
    text: &str,
) -> Result<Vec<Change>, EditError> {
    let owner = &found.resource().path;
    let is_group = matches!(found, AnyResource::Group(_));
    let shape = match is_group {
        true => Shape::Object(&spec::ENV_VAR_VALUE),
        false => Shape::Forms(spec::ENV_VAR_FORMS),
    };
    let value = given::value(&shape, None, field, &with_key(key, text))?;
    if let Some(Value::Text(other)) = value.get("key").filter(|own| !own.is(key)) {
        let name = format!("{field}.key");
        return Err(edits::bad_choice(other.as_str(), name, alternatives([key])).into());
    }
    let (form, content) = FORMS
        .iter()
        .find_map(|form| Some((*form, value.get(form)?)))
        .ok_or_else(|| edits::lacks_fields(field, alternatives(FORMS)))?;
    let source = source(form, content).ok_or_else(|| edits::wrong_kind(format!("{field}.{form}")))?;
    let is_alone = matches!(&value, Value::Mapping(fields) if fields.len() == 2);
    let list = owner.then("envVars");
    match present.and_then(|at| Some((at, env_vars(found).get(at)?))) {
        None if is_alone => add(blueprint, owner, [(key, &source)]),
        None => {
            // Refuses what cannot be added; a value for previews comes along.
            let mut changes = add(blueprint, owner, [(key, &source)])?;
            for change in &mut changes {
                match change {
                    Change::Append { value: entry, .. } => *entry = value.clone(),
                    Change::Insert { value: entries, .. } => *entries = Value::Sequence(vec![value.clone()]),
                    _ => {}
                }
            }
            Ok(changes)
        }
        Some((_, variable)) if is_alone && !variable.fields.has("previewValue") => {
            form::set(blueprint, owner, key, &source)
        }
        Some((at, _)) => Ok(write::over(blueprint.tree, &list.then(at), &shape, value)),
    }
}

/// The text with the key that its name gives.
fn with_key(key: &str, text: &str) -> String {
    let (tree, _) = Tree::parse(text);
    let has_key = tree.root().is_some_and(|root| tree.entry(root, "key").is_some());
    match text.trim_start().strip_prefix('{') {
        Some(rest) if !has_key => format!("{{key: {}, {rest}", quoted(key)),
        _ => text.to_owned(),
    }
}

/// What is given for a form, as a source.
fn source(form: &str, value: &Value) -> Option<EnvValue> {
    let text = |name: &str| match value.get(name) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    Some(match (form, value) {
        ("value", Value::Text(text)) => EnvValue::Text(text.clone()),
        ("generateValue", Value::Bool(true)) => EnvValue::Generated,
        ("sync", Value::Bool(false)) => EnvValue::Prompted,
        ("fromDatabase", _) => EnvValue::FromDatabase {
            name: text("name")?,
            property: text("property")?,
        },
        ("fromService", _) => match text("envVarKey") {
            Some(key) => EnvValue::FromServiceVariable {
                service_type: text("type")?,
                name: text("name")?,
                key,
            },
            None => EnvValue::FromServiceProperty {
                service_type: text("type")?,
                name: text("name")?,
                property: text("property")?,
            },
        },
        _ => return None,
    })
}
