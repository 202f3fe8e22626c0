//! What another name means: for what has it, and for each place that refers to it.

use plano::blueprint::{AnyResource, Blueprint, EnvVar, Form};
use plano::yaml::{Path, Tree};

use super::step::{New, Step};

/// The own name, and all references to it. These stay where something else has the old name too.
pub(super) fn steps(tree: &Tree, blueprint: &Blueprint<'_>, resource: &Path, to: &str) -> Option<Vec<Step>> {
    let own = resource.then("name");
    let Some(name) = tree.at(&own) else {
        return Some(vec![Step::Insert(resource.clone(), "name", New::text(to))]);
    };
    let mut places = vec![own];
    let old = tree.str(tree.target(name)).filter(|old| !old.is_empty());
    if let (Some(found), Some(old)) = (blueprint.at(resource), old)
        && named(blueprint, found, old) == 1
    {
        places.extend(references(blueprint, found, old));
    }
    // Where one place is an alias of another, the line of one changes and both read differently.
    let mut written = Vec::new();
    let mut steps = Vec::new();
    for place in places {
        let node = tree.at(&place)?;
        let target = tree.target(node);
        let value = New::text(to);
        if written.contains(&target) || target != node {
            steps.push(Step::Echo(place, value));
        } else {
            steps.push(Step::Set(place, value));
        }
        written.push(target);
    }
    Some(steps)
}

/// How many resources of a kind have a name; read replicas count as databases.
fn named(blueprint: &Blueprint<'_>, found: AnyResource<'_, '_>, name: &str) -> usize {
    match found {
        AnyResource::Service(_) => {
            let names = blueprint.services.iter().map(|own| own.resource.name);
            names.filter(|own| *own == name).count()
        }
        AnyResource::Group(_) => {
            let names = blueprint.groups.iter().map(|own| own.resource.name);
            names.filter(|own| *own == name).count()
        }
        AnyResource::Database(_) => {
            let names = blueprint
                .databases
                .iter()
                .flat_map(|own| [own.resource.name].into_iter().chain(own.read_replicas()));
            names.filter(|own| *own == name).count()
        }
    }
}

/// The names in `fromService`, `fromDatabase` and `fromGroup` of all variables that lead to a resource.
fn references(blueprint: &Blueprint<'_>, found: AnyResource<'_, '_>, old: &str) -> Vec<Path> {
    let services = blueprint
        .services
        .iter()
        .map(|own| (&own.resource.path, &own.env_vars));
    let groups = blueprint
        .groups
        .iter()
        .map(|own| (&own.resource.path, &own.env_vars));
    let mut places = Vec::new();
    for (owner, variables) in services.chain(groups) {
        for (at, variable) in variables.iter().enumerate() {
            let entry = owner.then("envVars").then(at);
            places.extend(reference(variable, &entry, found, old));
        }
    }
    places
}

fn reference(variable: &EnvVar<'_>, entry: &Path, found: AnyResource<'_, '_>, old: &str) -> Option<Path> {
    let form = match found {
        AnyResource::Group(_) => {
            return (variable.form == Form::FromGroup(old)).then(|| entry.then("fromGroup"));
        }
        AnyResource::Database(_) if variable.fields.has("fromDatabase") => "fromDatabase",
        _ => "fromService",
    };
    let source = variable.fields.object(form)?;
    // The format's word for a database in this place.
    let is_database = form == "fromDatabase" || source.text("type") == Some("dpg");
    let fits = is_database == matches!(found, AnyResource::Database(_)) && source.text("name") == Some(old);
    fits.then(|| entry.then(form).then("name"))
}
