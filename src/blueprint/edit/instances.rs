//! A fixed number of instances, or autoscaling: one replaces the other.

use super::{EditError, find, put};
use crate::blueprint::{AnyResource, Blueprint, Service};
use crate::spec;
use crate::words::edits;
use crate::yaml::edit::Change;
use crate::yaml::{Path, Value};

pub(super) fn fix(blueprint: &Blueprint<'_>, path: &Path, count: i64) -> Result<Vec<Change>, EditError> {
    let service = with_instances(blueprint, path)?;
    check_count("numInstances", count)?;
    let mut changes = vec![put(
        blueprint,
        path,
        &spec::SERVER_SERVICE,
        "numInstances",
        Value::Int(count),
    )];
    if service.fields().has("scaling") {
        changes.push(Change::Remove {
            path: path.then("scaling"),
        });
    }
    Ok(changes)
}

pub(super) fn autoscale(
    blueprint: &Blueprint<'_>,
    path: &Path,
    (min, max): (i64, i64),
    targets: [(&'static str, Option<i64>); 2],
) -> Result<Vec<Change>, EditError> {
    let service = with_instances(blueprint, path)?;
    check_count("scaling.minInstances", min)?;
    if max < min {
        return Err(edits::bad_integer(
            max.to_string(),
            "scaling.maxInstances",
            edits::bounds_from(min.to_string()),
        )
        .into());
    }
    for (name, target) in targets {
        if target.is_some_and(|target| !(1..=90).contains(&target)) {
            let bounds = edits::bounds_between("1", "90");
            return Err(edits::bad_integer(target.unwrap_or_default().to_string(), name, bounds).into());
        }
    }
    // What takes the place of the number comes first, so that its place is still there to stand behind.
    let number = service.fields().has("numInstances").then(|| Change::Remove {
        path: path.then("numInstances"),
    });
    let mut changes = Vec::new();
    let scaling = path.then("scaling");
    let bounds = [("minInstances", Some(min)), ("maxInstances", Some(max))];
    let fields = bounds.into_iter().chain(targets);
    if !service.fields().has("scaling") {
        let fields = fields.filter_map(|(name, value)| Some((Value::from(name), Value::Int(value?))));
        changes.push(put(
            blueprint,
            path,
            &spec::SERVER_SERVICE,
            "scaling",
            Value::Mapping(fields.collect()),
        ));
        changes.extend(number);
        return Ok(changes);
    }
    for (name, value) in fields {
        match value {
            Some(value) => changes.push(put(blueprint, &scaling, &spec::SCALING, name, Value::Int(value))),
            None if blueprint.tree.at(&scaling.then(name)).is_some() => {
                changes.push(Change::Remove {
                    path: scaling.then(name),
                });
            }
            None => {}
        }
    }
    changes.extend(number);
    Ok(changes)
}

fn with_instances<'b, 't>(blueprint: &'b Blueprint<'t>, path: &Path) -> Result<&'b Service<'t>, EditError> {
    let found = find(blueprint, path)?;
    match found {
        AnyResource::Service(service) if service.service_type.has_instances() => Ok(service),
        other => Err(edits::no_instances(other.kind().map_or("", |kind| kind.title)).into()),
    }
}

fn check_count(name: &str, count: i64) -> Result<(), EditError> {
    if count >= 1 {
        return Ok(());
    }
    Err(edits::bad_integer(count.to_string(), name, edits::bounds_from("1")).into())
}
