//! Adding, changing, removing, renaming and moving environment variables, and using env groups.

pub(super) mod form;
pub(super) mod group;
pub(super) mod relocate;

use std::collections::BTreeSet;

use super::{EditError, find, order};
use crate::blueprint::{AnyResource, Blueprint, EnvVar, Form, Service, ServiceProperty};
use crate::spec::Kind;
use crate::words::edits;
use crate::yaml::edit::Change;
use crate::yaml::{Path, Value};

/// Where a variable's value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

pub(super) fn add<'v>(
    blueprint: &Blueprint<'_>,
    owner: &Path,
    variables: impl IntoIterator<Item = (&'v str, &'v EnvValue)>,
) -> Result<Vec<Change>, EditError> {
    let found = find(blueprint, owner)?;
    let kind = kind_with_variables(found)?;
    let mut keys: BTreeSet<&str> = env_vars(found).iter().filter_map(|own| own.key).collect();
    let mut entries = Vec::new();
    for (key, value) in variables {
        check_key(key)?;
        fits(found, key, value)?;
        if !keys.insert(key) {
            return Err(edits::variable_exists(key, found.resource().name).into());
        }
        let (form, content) = source(value);
        entries.push(Value::mapping([("key", Value::from(key)), (form, content)]));
    }
    Ok(append(blueprint, owner, kind, entries))
}

/// Puts entries at the end of the list of variables, which may not be there yet.
fn append(blueprint: &Blueprint<'_>, owner: &Path, kind: &Kind, mut entries: Vec<Value>) -> Vec<Change> {
    let list = owner.then("envVars");
    let tree = blueprint.tree;
    let present = tree.at(&list);
    let is_empty = present.is_some_and(|node| tree.items(tree.target(node)).is_empty());
    let appended = |value| Change::Append {
        sequence: list.clone(),
        value,
    };
    match (present, entries.len()) {
        (_, 0) => Vec::new(),
        (None, _) => vec![Change::Insert {
            mapping: owner.clone(),
            key: "envVars".to_owned(),
            value: Value::Sequence(entries),
            order: order(kind),
        }],
        (Some(_), 2..) if is_empty => vec![Change::Replace {
            path: list.clone(),
            value: Value::Sequence(entries),
        }],
        (Some(_), _) => entries.drain(..).map(appended).collect(),
    }
}

/// The kind of a service or group, which can have variables.
pub(super) fn kind_with_variables(owner: AnyResource<'_, '_>) -> Result<&'static Kind, EditError> {
    let kind = owner.kind().filter(|kind| kind.field("envVars").is_some());
    kind.ok_or_else(|| edits::no_variables(owner.resource().name).into())
}

/// Refuses what an env group cannot hold.
fn fits(owner: AnyResource<'_, '_>, key: &str, value: &EnvValue) -> Result<(), EditError> {
    let fits_a_group = matches!(value, EnvValue::Text(_) | EnvValue::Generated);
    if matches!(owner, AnyResource::Group(_)) && !fits_a_group {
        return Err(edits::group_holds_values(key).into());
    }
    Ok(())
}

/// Whether a service uses an env group.
fn uses(service: &Service<'_>, group: &str) -> bool {
    let mut variables = service.env_vars.iter();
    variables.any(|variable| variable.form == Form::FromGroup(group))
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

/// The variables of a service or group.
pub(super) fn env_vars<'b, 't>(owner: AnyResource<'b, 't>) -> &'b [EnvVar<'t>] {
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

/// The entry that says where a value comes from.
fn source(value: &EnvValue) -> (&'static str, Value) {
    match value {
        EnvValue::Text(text) => ("value", Value::from(text.as_str())),
        EnvValue::Generated => ("generateValue", Value::Bool(true)),
        EnvValue::Prompted => ("sync", Value::Bool(false)),
        EnvValue::FromDatabase { name, property } => {
            let source = [
                ("name", Value::from(name.as_str())),
                ("property", Value::from(property.as_str())),
            ];
            ("fromDatabase", Value::mapping(source))
        }
        EnvValue::FromServiceVariable {
            service_type,
            name,
            key,
        } => from_service(service_type, name, ("envVarKey", key)),
        EnvValue::FromServiceProperty {
            service_type,
            name,
            property,
        } => from_service(service_type, name, ("property", property)),
    }
}

fn from_service(service_type: &str, name: &str, what: (&str, &str)) -> (&'static str, Value) {
    let source = [
        ("type", Value::from(service_type)),
        ("name", Value::from(name)),
        (what.0, Value::from(what.1)),
    ];
    ("fromService", Value::mapping(source))
}

#[cfg(test)]
mod tests;
