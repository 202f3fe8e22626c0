//! Adding, changing, removing and renaming environment variables.

use super::{EditError, find, order};
use crate::blueprint::{AnyResource, Blueprint, EnvVar, Form, ServiceProperty};
use crate::words::edits;
use crate::yaml::edit::Change;
use crate::yaml::{Path, Value};

/// Where a new variable's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnvValue {
    /// This text.
    Text(String),
    /// Made by Render.
    Generated,
    /// Typed in when the Blueprint is first created.
    Prompted,
    /// A database's property.
    FromDatabase {
        /// The database.
        name: String,
        /// The property.
        property: String,
    },
    /// Another service's variable.
    FromServiceVariable {
        /// The service's type as written.
        service_type: String,
        /// The service.
        name: String,
        /// Its variable.
        key: String,
    },
    /// A service's property.
    FromServiceProperty {
        /// The service's type as written.
        service_type: String,
        /// The service.
        name: String,
        /// The property.
        property: String,
    },
}

pub(super) fn add(
    blueprint: &Blueprint<'_>,
    owner: &Path,
    key: &str,
    value: &EnvValue,
) -> Result<Vec<Change>, EditError> {
    let found = find(blueprint, owner)?;
    check_key(key)?;
    if env_vars(found).iter().any(|variable| variable.key == Some(key)) {
        return Err(edits::variable_exists(key, found.resource().name).into());
    }
    let fits_a_group = matches!(value, EnvValue::Text(_) | EnvValue::Generated);
    if matches!(found, AnyResource::Group(_)) && !fits_a_group {
        return Err(edits::group_holds_values(key).into());
    }
    let kind = found.kind().filter(|kind| kind.field("envVars").is_some());
    let kind = kind.ok_or_else(|| edits::not_found(owner.then("envVars").to_string()))?;
    let entry = written(key, value);
    let list = owner.then("envVars");
    if blueprint.tree.at(&list).is_some() {
        return Ok(vec![Change::Append {
            sequence: list,
            value: entry,
        }]);
    }
    Ok(vec![Change::Insert {
        mapping: owner.clone(),
        key: "envVars".to_owned(),
        value: Value::Sequence(vec![entry]),
        order: order(kind),
    }])
}

pub(super) fn set(
    blueprint: &Blueprint<'_>,
    owner: &Path,
    key: &str,
    value: &str,
) -> Result<Vec<Change>, EditError> {
    let (at, _) = position(blueprint, owner, key)?;
    let path = owner.then("envVars").then(at).then("value");
    let variable = env_vars(find(blueprint, owner)?).get(at).copied();
    if !variable.is_some_and(|variable| variable.fields.has("value")) {
        return Err(edits::not_found(path.to_string()).into());
    }
    Ok(vec![Change::Set {
        path,
        value: Value::from(value),
    }])
}

pub(super) fn remove(blueprint: &Blueprint<'_>, owner: &Path, key: &str) -> Result<Vec<Change>, EditError> {
    let (at, count) = position(blueprint, owner, key)?;
    let list = owner.then("envVars");
    let is_group = matches!(find(blueprint, owner)?, AnyResource::Group(_));
    // A group needs its list, even an empty one; a service does not.
    let path = if count == 1 && !is_group {
        list
    } else {
        list.then(at)
    };
    Ok(vec![Change::Remove { path }])
}

pub(super) fn rename(
    blueprint: &Blueprint<'_>,
    owner: &Path,
    from: &str,
    to: &str,
) -> Result<Vec<Change>, EditError> {
    let (at, _) = position(blueprint, owner, from)?;
    check_key(to)?;
    let found = find(blueprint, owner)?;
    if from != to && env_vars(found).iter().any(|variable| variable.key == Some(to)) {
        return Err(edits::variable_exists(to, found.resource().name).into());
    }
    let renamed = |path: Path| Change::Set {
        path,
        value: Value::from(to),
    };
    let mut changes = vec![renamed(owner.then("envVars").then(at).then("key"))];
    if let AnyResource::Service(service) = found {
        for reader in blueprint.services.iter() {
            for (at, variable) in reader.env_vars.iter().enumerate() {
                if reads(variable, service.resource.name, from) {
                    let entry = reader.resource.path.then("envVars").then(at);
                    changes.push(renamed(entry.then("fromService").then("envVarKey")));
                }
            }
        }
    }
    Ok(changes)
}

fn reads(variable: &EnvVar<'_>, service: &str, key: &str) -> bool {
    matches!(variable.form, Form::FromService { name, property: ServiceProperty::EnvVar(own), .. }
        if name == service && own == key)
}

fn env_vars<'b, 't>(owner: AnyResource<'b, 't>) -> &'b [EnvVar<'t>] {
    match owner {
        AnyResource::Service(service) => &service.env_vars,
        AnyResource::Group(group) => &group.env_vars,
        AnyResource::Database(_) => &[],
    }
}

/// Where a variable stands in its list, and how long the list is.
fn position(blueprint: &Blueprint<'_>, owner: &Path, key: &str) -> Result<(usize, usize), EditError> {
    let found = find(blueprint, owner)?;
    let variables = env_vars(found);
    let at = variables.iter().position(|variable| variable.key == Some(key));
    let at = at.ok_or_else(|| edits::variable_absent(found.resource().name, key))?;
    Ok((at, variables.len()))
}

fn check_key(key: &str) -> Result<(), EditError> {
    let first_fits = key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    if first_fits
        && key
            .chars()
            .all(|next| next.is_ascii_alphanumeric() || next == '_')
    {
        return Ok(());
    }
    Err(edits::bad_key(key).into())
}

fn written(key: &str, value: &EnvValue) -> Value {
    let key = ("key", Value::from(key));
    match value {
        EnvValue::Text(text) => Value::mapping([key, ("value", Value::from(text.as_str()))]),
        EnvValue::Generated => Value::mapping([key, ("generateValue", Value::Bool(true))]),
        EnvValue::Prompted => Value::mapping([key, ("sync", Value::Bool(false))]),
        EnvValue::FromDatabase { name, property } => {
            let source = [
                ("name", Value::from(name.as_str())),
                ("property", Value::from(property.as_str())),
            ];
            Value::mapping([key, ("fromDatabase", Value::mapping(source))])
        }
        EnvValue::FromServiceVariable {
            service_type,
            name,
            key: variable,
        } => from_service(key, service_type, name, ("envVarKey", variable)),
        EnvValue::FromServiceProperty {
            service_type,
            name,
            property,
        } => from_service(key, service_type, name, ("property", property)),
    }
}

fn from_service(key: (&str, Value), service_type: &str, name: &str, what: (&str, &str)) -> Value {
    let source = [
        ("type", Value::from(service_type)),
        ("name", Value::from(name)),
        (what.0, Value::from(what.1)),
    ];
    Value::mapping([key, ("fromService", Value::mapping(source))])
}
