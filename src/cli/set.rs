//! `plano set`.

use super::input::Input;
use super::output::{Failure, Output};
use crate::blueprint::edit::{Edit, EditError};
use crate::blueprint::{AnyResource, Blueprint};
use crate::words::{Message, cli as words, terms};
use crate::yaml::Path;

/// Set one field of a service, database or env group and print the edited file
///
/// Comments, order, quotes and every other byte stay as they were. The file itself is not changed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  plano set render.yaml shop plan 2c-4g > edited.yaml
  plano set render.yaml shop scaling.minInstances 2
  plano set render.yaml shop-db diskSizeGB 100

A VALUE that begins with `-` comes after `--`: plano set render.yaml shop dockerCommand -- -v")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Name of the service, database or env group
    resource: String,
    /// The field: plan, disk.sizeGB, scaling.minInstances
    field: String,
    /// The new value
    #[arg(allow_negative_numbers = true)]
    value: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    let tree = arguments.input.tree()?;
    let resource =
        find(&Blueprint::of(&tree), &arguments.resource).map_err(|message| Failure::of(&message))?;
    let edit = Edit::Set {
        resource,
        field: arguments.field.clone(),
        value: arguments.value.clone(),
    };
    let edited = edit.apply(&tree).map_err(|error| Failure::of(&error.message()))?;
    Ok(Output::new(edited.tree.text().to_owned()))
}

/// The one resource of this name.
fn find(blueprint: &Blueprint<'_>, name: &str) -> Result<Path, Message> {
    let named: Vec<_> = blueprint
        .resources()
        .filter(|found| !found.resource().name.is_empty())
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
            Err(words::ambiguous(several.len(), name, places.join(", ")))
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
