//! Semantic edits: what a control means, turned into changes of the tree.
//!
//! An edit is planned on the view, made by [`crate::yaml::edit`] and read back there; either all of it is
//! made or none.

mod any_field;
mod disk;
mod env_var;
mod error;
mod field;
mod instances;
mod list;
mod paste;
mod structure;

pub use any_field::{remove_field, set_field};
pub use env_var::EnvValue;
pub use error::EditError;
pub use paste::{Outcome, Pasted, PastedLine, paste};
pub use structure::{NewDatabase, NewService, free_name};

use super::{AnyResource, Blueprint};
use crate::spec;
use crate::yaml::edit::{Change, Edited, Refusal};
use crate::yaml::{Path, Tree, Value};

/// One meaning of a user's action. Places are paths, so that an edit outlives other edits.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Gives a scalar field of a resource a value, in the words in which a user writes it. A `name` is set as by
    /// [`Edit::Rename`].
    Set {
        /// The resource.
        resource: Path,
        /// The field: `plan`, `scaling.minInstances`.
        field: String,
        /// The value, as typed; checked against the field's type and choices.
        value: String,
    },
    /// Takes a field away.
    Clear {
        /// The resource.
        resource: Path,
        /// The field.
        field: String,
    },
    /// A fixed number of instances, without autoscaling.
    FixInstances {
        /// The service.
        service: Path,
        /// How many.
        count: i64,
    },
    /// Autoscaling instead of a fixed number, or other bounds and targets for it.
    Autoscale {
        /// The service.
        service: Path,
        /// Fewest instances.
        min: i64,
        /// Most instances.
        max: i64,
        /// CPU target in percent; none takes it away.
        cpu_percent: Option<i64>,
        /// Memory target in percent; none takes it away.
        memory_percent: Option<i64>,
    },
    /// Attaches a disk to a service that has none.
    AttachDisk {
        /// The service.
        service: Path,
        /// The disk's name.
        name: String,
        /// Where it is mounted.
        mount_path: String,
        /// Its size in GB.
        size_gb: i64,
    },
    /// Takes a service's disk away.
    DetachDisk {
        /// The service.
        service: Path,
    },
    /// Lets a range of addresses in.
    AllowAddress {
        /// The service or database.
        resource: Path,
        /// The range: `203.0.113.0/24`.
        source: String,
        /// What it is; may be empty.
        description: String,
    },
    /// Takes an entry off the list of addresses that are let in. The last one leaves an empty list: the
    /// private network only.
    ForbidAddress {
        /// The service or database.
        resource: Path,
        /// The entry, counted from 0.
        at: usize,
    },
    /// Lets in the private network only, where no list of addresses is written yet.
    ClosePublic {
        /// The service or database.
        resource: Path,
    },
    /// Adds a read replica.
    AddReplica {
        /// The database.
        database: Path,
        /// Its name.
        name: String,
    },
    /// Removes a read replica. After the last one an empty list is left, which Render takes as none.
    RemoveReplica {
        /// The database.
        database: Path,
        /// Its name.
        name: String,
    },
    /// Adds a variable to a service or group.
    AddEnvVar {
        /// The service or group.
        owner: Path,
        /// Its key.
        key: String,
        /// Where its value comes from.
        value: EnvValue,
    },
    /// Adds several variables to a service or group at once.
    AddEnvVars {
        /// The service or group.
        owner: Path,
        /// Their keys, and where their values come from.
        variables: Vec<(String, EnvValue)>,
    },
    /// Gives a variable another value, or another source for it.
    SetEnvValue {
        /// The service or group.
        owner: Path,
        /// Its key.
        key: String,
        /// Where its value comes from.
        value: EnvValue,
    },
    /// Takes a variable to another service or group, with its comments. Whoever gets it through a group then
    /// uses the group; whoever read it from the service reads it where it is.
    MoveEnvVar {
        /// The service or group that has it.
        owner: Path,
        /// Its key.
        key: String,
        /// The service or group that it goes to.
        to: Path,
    },
    /// Gives a service the variables of an env group.
    UseGroup {
        /// The service.
        service: Path,
        /// The group's name.
        group: String,
    },
    /// Takes the variables of an env group from a service.
    DropGroup {
        /// The service.
        service: Path,
        /// The group's name.
        group: String,
    },
    /// Removes a variable from a service or group.
    RemoveEnvVar {
        /// The service or group.
        owner: Path,
        /// Its key.
        key: String,
    },
    /// Renames a variable; variables of other services that read it follow.
    RenameEnvVar {
        /// The service or group.
        owner: Path,
        /// The old key.
        from: String,
        /// The new key.
        to: String,
    },
    /// Adds a service at the end of a section.
    AddService {
        /// The root, an environment or `ungrouped`.
        section: Path,
        /// The service.
        service: NewService,
    },
    /// Adds a database at the end of a section, which only the private network reaches.
    AddDatabase {
        /// The root, an environment or `ungrouped`.
        section: Path,
        /// The database.
        database: NewDatabase,
    },
    /// Adds an env group without variables at the end of a section.
    AddGroup {
        /// The root, an environment or `ungrouped`.
        section: Path,
        /// Its name.
        name: String,
    },
    /// Adds a project with one environment behind the others.
    AddProject {
        /// Its name.
        name: String,
        /// Its environment's name.
        environment: String,
    },
    /// Adds an environment to a project.
    AddEnvironment {
        /// The project.
        project: Path,
        /// Its name.
        name: String,
    },
    /// Gives a service, database, group, build source, project or environment another name; what refers to it
    /// follows.
    Rename {
        /// What has the name.
        resource: Path,
        /// The new name.
        to: String,
    },
    /// Removes a service, database or group, or a project or environment with all that is in it. What refers to
    /// it stays; [`references_to`](super::references_to) tells what that is.
    Remove {
        /// What goes.
        resource: Path,
    },
    /// Copies a service, database, group, project or environment right behind itself under another name. What
    /// is in it comes along with names that are free, references inside the copy follow to the copy, and custom
    /// domains stay with the original.
    Duplicate {
        /// The original.
        resource: Path,
        /// The copy's name.
        name: String,
    },
    /// Takes a service, database, group, project or environment to another place of its list.
    Reorder {
        /// What moves.
        resource: Path,
        /// Its place afterwards, counted from 0.
        to: usize,
    },
    /// Takes a service, database or group to the end of another section.
    MoveTo {
        /// What moves.
        resource: Path,
        /// The root, an environment or `ungrouped`.
        section: Path,
    },
}

impl Edit {
    /// Makes the edit.
    ///
    /// # Errors
    /// An [`EditError`] that says what is wrong and what is allowed; the text then stays as it was.
    pub fn apply(&self, tree: &Tree) -> Result<Edited, EditError> {
        let changes = self.changes(&Blueprint::of(tree))?;
        Ok(crate::yaml::edit::edit(tree, &changes)?)
    }

    /// The same for an edit of a field or of instances, which the page needs before the code for all others is
    /// there.
    ///
    /// # Errors
    /// As [`Edit::apply`]; and for any other edit.
    pub fn apply_to_field(&self, tree: &Tree) -> Result<Edited, EditError> {
        let changes = self.changes_of_fields(&Blueprint::of(tree))?;
        Ok(crate::yaml::edit::edit_entries(tree, &changes)?)
    }

    fn changes_of_fields(&self, blueprint: &Blueprint<'_>) -> Result<Vec<Change>, EditError> {
        match self {
            Self::Set {
                resource,
                field,
                value,
            } => field::set(blueprint, resource, field, value),
            Self::Clear { resource, field } => field::clear(blueprint, resource, field),
            Self::FixInstances { service, count } => instances::fix(blueprint, service, *count),
            Self::Autoscale {
                service,
                min,
                max,
                cpu_percent,
                memory_percent,
            } => {
                let targets = [
                    ("targetCPUPercent", *cpu_percent),
                    ("targetMemoryPercent", *memory_percent),
                ];
                instances::autoscale(blueprint, service, (*min, *max), targets)
            }
            _ => Err(Refusal::Unsafe.into()),
        }
    }

    /// The changes that the edit stands for.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn changes(&self, blueprint: &Blueprint<'_>) -> Result<Vec<Change>, EditError> {
        match self {
            Self::Set {
                resource,
                field,
                value,
            } if field == "name" => structure::rename(blueprint, resource, value),
            Self::Set { .. } | Self::Clear { .. } | Self::FixInstances { .. } | Self::Autoscale { .. } => {
                self.changes_of_fields(blueprint)
            }
            Self::AttachDisk {
                service,
                name,
                mount_path,
                size_gb,
            } => disk::attach(blueprint, service, name, mount_path, *size_gb),
            Self::DetachDisk { service } => Ok(vec![Change::Remove {
                path: service.then("disk"),
            }]),
            Self::AllowAddress {
                resource,
                source,
                description,
            } => list::allow(blueprint, resource, source, description),
            Self::ForbidAddress { resource, at } => list::forbid(blueprint, resource, *at),
            Self::ClosePublic { resource } => list::close(blueprint, resource),
            Self::AddReplica { database, name } => list::add_replica(blueprint, database, name),
            Self::RemoveReplica { database, name } => list::remove_replica(blueprint, database, name),
            Self::AddEnvVar { owner, key, value } => env_var::add(blueprint, owner, [(key.as_str(), value)]),
            Self::AddEnvVars { owner, variables } => {
                let variables = variables.iter().map(|(key, value)| (key.as_str(), value));
                env_var::add(blueprint, owner, variables)
            }
            Self::SetEnvValue { owner, key, value } => env_var::form::set(blueprint, owner, key, value),
            Self::MoveEnvVar { owner, key, to } => env_var::relocate::relocate(blueprint, owner, key, to),
            Self::UseGroup { service, group } => env_var::group::enter(blueprint, service, group),
            Self::DropGroup { service, group } => env_var::group::leave(blueprint, service, group),
            Self::RemoveEnvVar { owner, key } => env_var::remove(blueprint, owner, key),
            Self::RenameEnvVar { owner, from, to } => env_var::rename(blueprint, owner, from, to),
            Self::AddService { section, service } => structure::service(blueprint, section, service),
            Self::AddDatabase { section, database } => structure::database(blueprint, section, database),
            Self::AddGroup { section, name } => structure::group(blueprint, section, name),
            Self::AddProject { name, environment } => structure::project(blueprint, name, environment),
            Self::AddEnvironment { project, name } => structure::environment(blueprint, project, name),
            Self::Rename { resource, to } => structure::rename(blueprint, resource, to),
            Self::Remove { resource } => structure::remove(blueprint, resource),
            Self::Duplicate { resource, name } => structure::duplicate(blueprint, resource, name),
            Self::Reorder { resource, to } => structure::reorder(blueprint, resource, *to),
            Self::MoveTo { resource, section } => structure::move_to(blueprint, resource, section),
        }
    }
}

/// The resource at a path.
fn find<'b, 't>(blueprint: &'b Blueprint<'t>, path: &Path) -> Result<AnyResource<'b, 't>, EditError> {
    blueprint.at(path).ok_or_else(|| EditError::NoResource {
        name: path.to_string(),
        names: blueprint
            .resources()
            .map(|resource| resource.resource().name.to_owned())
            .collect(),
    })
}

/// Names of a kind's fields in the order in which they are written.
fn order(kind: &spec::Kind) -> Vec<&'static str> {
    kind.fields.iter().map(|field| field.name).collect()
}

/// Sets an entry of a mapping, whether or not it is there.
fn put(blueprint: &Blueprint<'_>, mapping: &Path, kind: &spec::Kind, key: &str, value: Value) -> Change {
    let path = mapping.then(key);
    if blueprint.tree.at(&path).is_some() {
        Change::Set { path, value }
    } else {
        Change::Insert {
            mapping: mapping.clone(),
            key: key.to_owned(),
            value,
            order: order(kind),
        }
    }
}

#[cfg(test)]
mod tests;
