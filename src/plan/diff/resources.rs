//! What changed in one resource.

use super::fields::Walk;
use super::variables;
use super::words::{Told, What};
use crate::blueprint::{AnyResource, Place, Service};
use crate::words::{Message, diff as words, terms};
use crate::yaml::{Path, Value};

/// A resource that only one of the two plans has.
pub(super) fn whole(resource: AnyResource<'_, '_>, what: What) -> Told {
    let (kind, name) = (kind(resource), resource.resource().name);
    let text = match what {
        What::Added => words::added(kind, name),
        _ => words::removed(kind, name),
    };
    Told {
        resource: name.to_owned(),
        ..Told::of("", what, "", text)
    }
}

fn kind(resource: AnyResource<'_, '_>) -> Message {
    match resource {
        AnyResource::Service(service) => service.service_type.name(),
        AnyResource::Database(_) => terms::database(),
        AnyResource::Group(_) => terms::group(),
    }
}

/// Tells what changed in a resource that both have. The roots hold the values with their aliases followed.
pub(super) fn compare(
    (old, old_root): (AnyResource<'_, '_>, &Value),
    (new, new_root): (AnyResource<'_, '_>, &Value),
    lines: &mut Vec<Told>,
) {
    let name = new.resource().name;
    let (from, to) = (old.resource().name, name);
    if from != to {
        let told = Told::of("", What::Renamed, "name", words::renamed(kind(new), from, to));
        let told = told.with_values(Some(from.to_owned()), Some(to.to_owned()));
        lines.push(Told {
            resource: name.to_owned(),
            ..told
        });
    }
    let (before, after) = (place(old, old_root), place(new, new_root));
    if before != after {
        let told = Told::of(name, What::Moved, "", words::moved(after.as_str()));
        lines.push(told.with_values(Some(before), Some(after)));
    }
    let (Some(old_value), Some(new_value)) = (
        old_root.at(&old.resource().path),
        new_root.at(&new.resource().path),
    ) else {
        return;
    };
    let (mut counts, mut whole_disk) = (false, false);
    if let (AnyResource::Service(old), AnyResource::Service(new)) = (old, new) {
        counts = instances(old, new, lines);
        whole_disk = disk(old, new, lines);
    }
    let skips = |way: &str, key: &str| {
        is_told(way, key) || counts && is_count(way, key) || whole_disk && way.is_empty() && key == "disk"
    };
    Walk {
        resource: name,
        skips: &skips,
        lines,
    }
    .compare("", old_value, new_value);
    variables::compare(name, old, new, lines);
}

/// Fields that have sentences of their own.
fn is_told(way: &str, key: &str) -> bool {
    way.is_empty() && matches!(key, "name" | "envVars") || way == "disk" && key == "sizeGB"
}

/// Fields that say how many instances run.
fn is_count(way: &str, key: &str) -> bool {
    way.is_empty() && key == "numInstances"
        || way == "scaling" && matches!(key, "minInstances" | "maxInstances")
}

/// Where a resource stands, by the names of its project and environment.
fn place(resource: AnyResource<'_, '_>, root: &Value) -> String {
    match resource.resource().place {
        Place::Root => words::place_root().to_string(),
        Place::Ungrouped => words::place_ungrouped().to_string(),
        Place::Environment { project, environment } => {
            let name = |path: &Path, at: usize| match root.at(&path.then("name")) {
                Some(Value::Text(name)) => name.clone(),
                _ => (at + 1).to_string(),
            };
            let project_path = Path::default().then("projects").then(project);
            let path = project_path.then("environments").then(environment);
            words::place_environment(name(&project_path, project), name(&path, environment)).to_string()
        }
    }
}

/// How many instances run; answers whether that changed.
fn instances(old: &Service<'_>, new: &Service<'_>, lines: &mut Vec<Told>) -> bool {
    if !old.service_type.has_instances() || !new.service_type.has_instances() {
        return false;
    }
    let shown = |service: &Service<'_>| {
        let instances = service.instances();
        match instances.min == instances.max {
            true => terms::instances(usize::try_from(instances.min).unwrap_or(usize::MAX)),
            false => words::instances_range(instances.min.to_string(), instances.max.to_string()),
        }
        .to_string()
    };
    if old.instances() == new.instances() {
        return false;
    }
    let (before, after) = (shown(old), shown(new));
    let said = words::instances(before.as_str(), after.as_str());
    let told = Told::of(new.resource.name, What::Instances, "", said);
    lines.push(told.with_values(Some(before), Some(after)));
    true
}

/// A disk that came, went or has another size; answers whether only one of the two has it.
fn disk(old: &Service<'_>, new: &Service<'_>, lines: &mut Vec<Told>) -> bool {
    let size = |service: &Service<'_>| service.disk().map(|disk| disk.size_gb.to_string());
    let (before, after) = (size(old), size(new));
    let said = match (before.as_deref(), after.as_deref()) {
        (None, Some(size)) => words::disk_added(size),
        (Some(size), None) => words::disk_removed(size),
        (Some(before), Some(after)) if before != after => words::disk_changed(before, after),
        _ => return false,
    };
    let is_whole = before.is_none() || after.is_none();
    lines.push(Told::of(new.resource.name, What::Disk, "disk", said).with_values(before, after));
    is_whole
}
