//! The env groups that a service uses.

use super::{append, env_vars, kind_with_variables, uses};
use crate::blueprint::edit::{EditError, find};
use crate::blueprint::{AnyResource, Blueprint, Form, Service};
use crate::words::edits;
use crate::yaml::edit::Change;
use crate::yaml::{Path, Value};

pub(in crate::blueprint::edit) fn enter(
    blueprint: &Blueprint<'_>,
    path: &Path,
    group: &str,
) -> Result<Vec<Change>, EditError> {
    let service = service(blueprint, path)?;
    let kind = kind_with_variables(AnyResource::Service(service))?;
    if group.trim().is_empty() {
        return Err(edits::group_unnamed().into());
    }
    if uses(service, group) {
        return Err(edits::group_used(service.resource.name, group).into());
    }
    let entry = Value::mapping([("fromGroup", Value::from(group))]);
    Ok(append(blueprint, path, kind, vec![entry]))
}

pub(in crate::blueprint::edit) fn leave(
    blueprint: &Blueprint<'_>,
    path: &Path,
    group: &str,
) -> Result<Vec<Change>, EditError> {
    let service = service(blueprint, path)?;
    let entries = service.env_vars.iter().enumerate();
    let named = entries.filter(|(_, variable)| variable.form == Form::FromGroup(group));
    let named: Vec<usize> = named.map(|(at, _)| at).collect();
    if named.is_empty() {
        return Err(edits::group_unused(service.resource.name, group).into());
    }
    let list = path.then("envVars");
    if named.len() == service.env_vars.len() {
        return Ok(vec![Change::Remove { path: list }]);
    }
    let removed = named.into_iter().map(|at| Change::Remove { path: list.then(at) });
    Ok(removed.collect())
}

fn service<'b, 't>(blueprint: &'b Blueprint<'t>, path: &Path) -> Result<&'b Service<'t>, EditError> {
    let found = find(blueprint, path)?;
    let name = found.resource().name;
    match found {
        AnyResource::Service(service) => Ok(service),
        other if env_vars(other).is_empty() => Err(edits::no_variables(name).into()),
        _ => Err(edits::group_in_group(name).into()),
    }
}
