//! Edits of the structure: what there is, what it is called, and where it stands.

mod add;
mod duplicate;
mod names;
mod new;
mod place;
mod rename;

pub(super) use add::{database, environment, group, project, service};
pub(super) use duplicate::changes as duplicate;
pub use names::free_name;
pub use new::{NewDatabase, NewService};
pub(super) use place::{move_to, remove, reorder};
pub(super) use rename::{changes as rename, has_name};

use super::{EditError, order};
use crate::blueprint::references::Space;
use crate::blueprint::{AnyResource, Blueprint, Fields};
use crate::spec::{self, Kind};
use crate::words::edits;
use crate::yaml::{Path, Step};

/// Anything of the structure that has a name.
#[derive(Clone, Copy)]
struct Named<'t> {
    space: Space,
    name: &'t str,
    fields: Fields<'t>,
    /// Its kind in the format; none for a service whose type does not exist.
    kind: Option<&'static Kind>,
}

/// The service, database, group, project or environment at a path.
fn named<'t>(blueprint: &Blueprint<'t>, path: &Path) -> Result<Named<'t>, EditError> {
    if let Some(found) = blueprint.at(path) {
        let space = match found {
            AnyResource::Service(_) => Space::Service,
            AnyResource::Database(_) => Space::Database,
            AnyResource::Group(_) => Space::Group,
        };
        return Ok(Named {
            space,
            name: found.resource().name,
            fields: found.resource().fields,
            kind: found.kind(),
        });
    }
    for project in &blueprint.projects {
        if project.path == *path {
            return Ok(Named {
                space: Space::Project,
                name: project.name,
                fields: project.fields,
                kind: Some(&spec::PROJECT),
            });
        }
        let mut environments = project.environments.iter();
        if let Some(found) = environments.find(|environment| environment.path == *path) {
            return Ok(Named {
                space: Space::Environment,
                name: found.name,
                fields: found.fields,
                kind: Some(&spec::ENVIRONMENT),
            });
        }
    }
    Err(edits::not_found(path.to_string()).into())
}

/// Keys of what holds lists, in the order in which they are written.
fn order_in(holder: &Path) -> Vec<&'static str> {
    order(match holder.0.as_slice() {
        [] => &spec::ROOT,
        [Step::Key(_)] => &spec::UNGROUPED,
        [_, _] => &spec::PROJECT,
        _ => &spec::ENVIRONMENT,
    })
}
