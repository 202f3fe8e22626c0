//! `plano set`.

use super::input::Input;
use super::output::{Failure, Output};
use crate::blueprint::edit::{EditError, remove_field, set_field};
use crate::blueprint::{AnyResource, Blueprint, Place};
use crate::words::{Message, alternatives, cli as words, terms};
use crate::yaml::Path;
use crate::yaml::edit::edit;

/// Set or remove one field, and print the edited file
///
/// Comments, order, quotes and every other byte stay as they were. The file itself is not changed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
RESOURCE may also be
  PROJECT/ENVIRONMENT       an environment
  PROJECT/ENVIRONMENT/NAME  what it holds, where the name is not the only one
  PROJECT/                  a project
  .                         the file itself

FIELD names a field of a field after a point, and so an item of a list: by its name, or by its number
from 0. The number after the last adds an item.

VALUE is a single value as it is. A list or a group of fields is YAML.

Examples:
  plano set render.yaml shop plan 2c-4g > edited.yaml
  plano set render.yaml shop scaling.minInstances 2
  plano set render.yaml shop domains '[shop.example.com, www.example.com]'
  plano set render.yaml shop buildFilter '{paths: [src/**]}'
  plano set render.yaml shop envVars.NODE_ENV production
  plano set render.yaml shop envVars.DB_HOST.fromDatabase '{name: shop-db, property: host}'
  plano set render.yaml shop routes.1.destination /new
  plano set render.yaml my-project/production networking.isolation enabled
  plano set render.yaml . previews.generation automatic
  plano set --remove render.yaml shop envVars.NODE_ENV

A VALUE that begins with `-` comes after `--`: plano set render.yaml shop dockerCommand -- -v")]
pub(super) struct Arguments {
    /// Take the field or item away
    #[arg(long, conflicts_with = "value")]
    remove: bool,
    #[command(flatten)]
    input: Input,
    /// Name of the service, database or env group, or another place: see below
    resource: String,
    /// The field: plan, disk.sizeGB, envVars.NODE_ENV
    field: String,
    /// The new value
    #[arg(allow_negative_numbers = true, required_unless_present = "remove")]
    value: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    let tree = arguments.input.tree()?;
    let blueprint = Blueprint::of(&tree);
    let owner = find(&blueprint, &arguments.resource).map_err(|message| Failure::of(&message))?;
    let field = &arguments.field;
    let changes = match &arguments.value {
        Some(value) => set_field(&blueprint, &owner, field, value),
        None => remove_field(&blueprint, &owner, field),
    };
    let edited = changes.and_then(|changes| Ok(edit(&tree, &changes)?));
    let edited = edited.map_err(|error| Failure::of(&error.message()))?;
    Ok(Output::new(edited.tree.text().to_owned()))
}

/// What a name means: the file, a resource, an environment, a project.
fn find(blueprint: &Blueprint<'_>, name: &str) -> Result<Path, Message> {
    if name == "." {
        return Ok(Path::default());
    }
    let error = match find_resource(blueprint, name) {
        Ok(path) => return Ok(path),
        Err(error) => error,
    };
    let parts: Vec<&str> = name.split('/').collect();
    match parts.as_slice() {
        // Names may have a `/` in them, so what stands in the file is looked at first.
        _ if blueprint.resources().any(|found| found.resource().name == name) => Err(error),
        [project, ""] => find_project(blueprint, project),
        [project, environment] => find_environment(blueprint, project, environment),
        [project, environment, resource @ ..] if !resource.is_empty() => {
            let environment = find_environment(blueprint, project, environment)?;
            find_in(blueprint, &resource.join("/"), |path| {
                is_within(path, &environment)
            })
        }
        _ => Err(error),
    }
}

fn is_within(path: &Path, section: &Path) -> bool {
    path.0.starts_with(&section.0)
}

fn find_project(blueprint: &Blueprint<'_>, name: &str) -> Result<Path, Message> {
    let projects = Path::default().then("projects");
    named(blueprint, &projects, name).map_err(|names| match names.is_empty() {
        true => words::no_projects(name),
        false => words::no_project(name, alternatives(names)),
    })
}

fn find_environment(blueprint: &Blueprint<'_>, project: &str, name: &str) -> Result<Path, Message> {
    let environments = find_project(blueprint, project)?.then("environments");
    named(blueprint, &environments, name).map_err(|names| match names.is_empty() {
        true => words::no_environments(project, name),
        false => words::no_environment(project, name, alternatives(names)),
    })
}

/// The item of a list with this name; else the names that there are.
fn named<'t>(blueprint: &Blueprint<'t>, list: &Path, name: &str) -> Result<Path, Vec<&'t str>> {
    let tree = blueprint.tree;
    let items = tree.at(list).map(|node| tree.items(tree.target(node)));
    let items = items.unwrap_or_default().iter();
    let names: Vec<&str> = items
        .map(|item| {
            let name = tree.get(tree.target(item.node), "name");
            name.and_then(|name| tree.str(name)).unwrap_or_default()
        })
        .collect();
    match names.iter().position(|own| *own == name) {
        Some(at) => Ok(list.then(at)),
        None => Err(names),
    }
}

fn find_resource(blueprint: &Blueprint<'_>, name: &str) -> Result<Path, Message> {
    find_in(blueprint, name, |_| true)
}

/// The one resource of this name, of those whose paths are wanted.
fn find_in(
    blueprint: &Blueprint<'_>,
    name: &str,
    is_wanted: impl Fn(&Path) -> bool,
) -> Result<Path, Message> {
    let named: Vec<_> = blueprint
        .resources()
        .filter(|found| !found.resource().name.is_empty() && is_wanted(&found.resource().path))
        .collect();
    let found: Vec<_> = named
        .iter()
        .filter(|found| found.resource().name == name)
        .collect();
    match found.as_slice() {
        [only] => Ok(only.resource().path.clone()),
        [] => {
            let names = named
                .iter()
                .map(|found| found.resource().name.to_owned())
                .collect();
            Err(EditError::NoResource {
                name: name.to_owned(),
                names,
            }
            .message())
        }
        several => {
            let places: Vec<String> = several
                .iter()
                .map(|found| place(blueprint, **found).to_string())
                .collect();
            let in_environments = several
                .iter()
                .any(|found| matches!(found.resource().place, Place::Environment { .. }));
            let tell = if in_environments {
                words::ambiguous_in_environments
            } else {
                words::ambiguous
            };
            Err(tell(several.len(), name, places.join(", ")))
        }
    }
}

fn place(blueprint: &Blueprint<'_>, found: AnyResource<'_, '_>) -> Message {
    let kind = match found {
        AnyResource::Service(service) => service.service_type.name(),
        AnyResource::Database(_) => terms::database(),
        AnyResource::Group(_) => terms::group(),
    };
    let tree = blueprint.tree;
    let place = tree
        .lines()
        .place(tree.text(), found.resource().name_span().start);
    words::place(kind, place.line.to_string())
}
