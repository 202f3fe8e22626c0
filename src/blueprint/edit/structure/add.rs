//! Adding services, databases, groups, projects and environments.

use super::{EditError, NewDatabase, NewService, names, order_in};
use crate::blueprint::edit::field::typed;
use crate::blueprint::references::Space;
use crate::blueprint::{Blueprint, ServiceType};
use crate::spec::{self, Kind};
use crate::words::edits;
use crate::yaml::edit::Change;
use crate::yaml::{Path, Step, Value};

pub(in crate::blueprint::edit) fn service(
    blueprint: &Blueprint<'_>,
    section: &Path,
    new: &NewService,
) -> Result<Vec<Change>, EditError> {
    let (kind, written_type) = match new.service_type {
        ServiceType::Web => (&spec::SERVER_SERVICE, "web"),
        ServiceType::PrivateService => (&spec::SERVER_SERVICE, "pserv"),
        ServiceType::Worker => (&spec::SERVER_SERVICE, "worker"),
        ServiceType::Static => (&spec::STATIC_SERVICE, "web"),
        ServiceType::Cron => (&spec::CRON_SERVICE, "cron"),
        ServiceType::KeyValue => (&spec::KEY_VALUE_SERVICE, "keyvalue"),
        ServiceType::Workflow => (&spec::WORKFLOW_SERVICE, "workflow"),
        ServiceType::Unknown => return Err(edits::not_found("type").into()),
    };
    let name = names::checked(blueprint, Space::Service, &new.name, None)?;
    let mut fixed = vec![("type", Value::from(written_type)), ("name", Value::from(name))];
    match new.service_type {
        ServiceType::Static => fixed.push(("runtime", Value::from("static"))),
        ServiceType::KeyValue => fixed.push(("ipAllowList", Value::Sequence(Vec::new()))),
        _ => {}
    }
    let service = written(kind, fixed, &new.fields)?;
    let missing = kind
        .fields
        .iter()
        .map(|field| (field.name, field.required))
        .chain([("runtime", kind.name == spec::SERVER_SERVICE.name)]);
    for (field, required) in missing {
        if required && service.get(field).is_none() {
            return Err(edits::needs_first(name, format!("`{field}`")).into());
        }
    }
    item(blueprint, section, "services", service)
}

/// Only the private network is let in, as with a new Key Value instance; whoever needs more opens it.
pub(in crate::blueprint::edit) fn database(
    blueprint: &Blueprint<'_>,
    section: &Path,
    new: &NewDatabase,
) -> Result<Vec<Change>, EditError> {
    let name = names::checked(blueprint, Space::Database, &new.name, None)?;
    let fixed = vec![
        ("name", Value::from(name)),
        ("ipAllowList", Value::Sequence(Vec::new())),
    ];
    let database = written(&spec::DATABASE, fixed, &new.fields)?;
    item(blueprint, section, "databases", database)
}

pub(in crate::blueprint::edit) fn group(
    blueprint: &Blueprint<'_>,
    section: &Path,
    name: &str,
) -> Result<Vec<Change>, EditError> {
    let name = names::checked(blueprint, Space::Group, name, None)?;
    let group = Value::mapping([
        ("name", Value::from(name)),
        ("envVars", Value::Sequence(Vec::new())),
    ]);
    item(blueprint, section, "envVarGroups", group)
}

pub(in crate::blueprint::edit) fn project(
    blueprint: &Blueprint<'_>,
    name: &str,
    environment: &str,
) -> Result<Vec<Change>, EditError> {
    let name = names::checked(blueprint, Space::Project, name, None)?;
    let environment = names::checked(blueprint, Space::Environment, environment, None)?;
    let environments = Value::Sequence(vec![Value::mapping([("name", Value::from(environment))])]);
    let project = Value::mapping([("name", Value::from(name)), ("environments", environments)]);
    item(blueprint, &Path::default(), "projects", project)
}

pub(in crate::blueprint::edit) fn environment(
    blueprint: &Blueprint<'_>,
    project: &Path,
    name: &str,
) -> Result<Vec<Change>, EditError> {
    if !blueprint.projects.iter().any(|own| own.path == *project) {
        return Err(edits::not_found(project.to_string()).into());
    }
    let name = names::checked(blueprint, Space::Environment, name, None)?;
    let environment = Value::mapping([("name", Value::from(name))]);
    item(blueprint, project, "environments", environment)
}

/// A resource with its fields in the order in which they are written.
fn written(
    kind: &'static Kind,
    fixed: Vec<(&'static str, Value)>,
    given: &[(&'static str, String)],
) -> Result<Value, EditError> {
    let mut fields = Vec::new();
    for field in kind.fields {
        let text = given.iter().find(|(name, _)| *name == field.name);
        let fixed = fixed.iter().find(|(name, _)| *name == field.name);
        match (fixed, text) {
            (Some((name, value)), _) => fields.push((Value::from(*name), value.clone())),
            (None, Some((name, text))) => {
                fields.push((Value::from(*name), typed(&field.shape, Some(field), name, text)?))
            }
            (None, None) => {}
        }
    }
    Ok(Value::Mapping(fields))
}

/// Puts an item at the end of a list, which may not be there yet; neither need `ungrouped`.
fn item(
    blueprint: &Blueprint<'_>,
    holder: &Path,
    list: &'static str,
    value: Value,
) -> Result<Vec<Change>, EditError> {
    let path = holder.then(list);
    if blueprint.tree.at(&path).is_some() {
        return Ok(vec![Change::Append {
            sequence: path,
            value,
        }]);
    }
    let begun = Value::Sequence(vec![value]);
    let top = Path::default();
    let (mapping, key, value) = match holder.0.as_slice() {
        [Step::Key(key)] if key == "ungrouped" && blueprint.tree.at(holder).is_none() => {
            (&top, key.as_str(), Value::mapping([(list, begun)]))
        }
        _ => (holder, list, begun),
    };
    Ok(vec![Change::Insert {
        mapping: mapping.clone(),
        key: key.to_owned(),
        value,
        order: order_in(mapping),
    }])
}
