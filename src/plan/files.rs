//! Where an application keeps its files: on object storage or on a disk of its web service; and the way from
//! the one to the other with all that follows.
//!
//! Knows applications that choose by `ACTIVE_STORAGE_SERVICE`, as Rails ones do.

use crate::blueprint::edit::{Edit, EditError, EnvValue};
use crate::blueprint::{Blueprint, EnvVar, Form, Service, ServiceType};
use crate::catalogue::{self, Need};
use crate::yaml::{Path, Scalar, Tree};

/// The variable that chooses.
const CHOICE: &str = "ACTIVE_STORAGE_SERVICE";
/// Its value for Amazon S3.
const OBJECT_STORAGE: &str = "amazon";
/// Its value for a disk.
const DISK: &str = "local";
/// Rails' folder for files under the native runtimes' source folder (Render's documentation of disks).
const NATIVE_MOUNT_PATH: &str = "/opt/render/project/src/storage";
/// The same in a container that has the application in `/app` (Rails' own Dockerfile layout).
const CONTAINER_MOUNT_PATH: &str = "/app/storage";

/// Smallest disk that is attached without being asked for a size; it can grow and never shrink.
pub const LEAST_DISK_GB: i64 = 10;

/// Where files are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// On object storage, which all services reach.
    ObjectStorage,
    /// On a disk of the web service, which no other service reaches.
    Disk,
}

/// What a Blueprint says of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// Where they are kept.
    pub kept: Kept,
    /// The web service that serves them.
    pub web: Path,
    /// What has the variable that chooses.
    chooser: Path,
}

/// Where a Blueprint keeps its files; none where it does not say, or has no web service that would.
pub fn files(blueprint: &Blueprint<'_>) -> Option<Files> {
    let web = blueprint
        .services
        .iter()
        .filter(|service| service.service_type == ServiceType::Web)
        .find_map(|service| Some((service, choice(blueprint, service)?)));
    let (web, (chooser, kept)) = web?;
    Some(Files {
        kept,
        web: web.resource.path.clone(),
        chooser,
    })
}

/// What chooses for a service, itself or a group of its, and what is chosen.
fn choice(blueprint: &Blueprint<'_>, service: &Service<'_>) -> Option<(Path, Kept)> {
    let own = kept(&service.env_vars).map(|kept| (service.resource.path.clone(), kept));
    own.or_else(|| {
        let mut groups = blueprint
            .groups
            .iter()
            .filter(|group| uses(service, group.resource.name));
        groups.find_map(|group| Some((group.resource.path.clone(), kept(&group.env_vars)?)))
    })
}

fn uses(service: &Service<'_>, group: &str) -> bool {
    service
        .env_vars
        .iter()
        .any(|variable| variable.form == Form::FromGroup(group))
}

fn kept(variables: &[EnvVar<'_>]) -> Option<Kept> {
    let choice = variables.iter().find(|variable| variable.key == Some(CHOICE))?;
    match choice.form {
        Form::Value(Scalar::Text(DISK)) => Some(Kept::Disk),
        Form::Value(Scalar::Text(_)) => Some(Kept::ObjectStorage),
        _ => None,
    }
}

/// Keys of the variables that object storage needs.
fn object_storage_variables() -> impl Iterator<Item = &'static str> {
    catalogue::variables()
        .iter()
        .filter_map(|variable| match variable.need {
            Need::RequiredWith {
                key: CHOICE,
                value: Some(OBJECT_STORAGE),
            } => Some(variable.key),
            _ => None,
        })
}

/// The edits that bring the files onto a disk of the web service: the choice, one instance, the disk, and no
/// variables of object storage.
pub fn to_disk(blueprint: &Blueprint<'_>, files: &Files, size_gb: i64) -> Vec<Edit> {
    let Some(web) = blueprint
        .services
        .iter()
        .find(|service| service.resource.path == files.web)
    else {
        return Vec::new();
    };
    let mut edits = vec![Edit::SetEnvValue {
        owner: files.chooser.clone(),
        key: CHOICE.to_owned(),
        value: EnvValue::Text(DISK.to_owned()),
    }];
    edits.extend(one_instance(web));
    if web.disk().is_none() {
        edits.push(attach(web, size_gb));
    }
    for (owner, variables) in owners(blueprint) {
        let present = object_storage_variables().filter(|key| has(variables, key));
        edits.extend(present.map(|key| Edit::RemoveEnvVar {
            owner: owner.clone(),
            key: key.to_owned(),
        }));
    }
    edits
}

/// The edits that give a service without a disk one, which allows one instance only.
pub fn attach_disk(service: &Service<'_>, size_gb: i64) -> Vec<Edit> {
    one_instance(service)
        .into_iter()
        .chain([attach(service, size_gb)])
        .collect()
}

fn one_instance(service: &Service<'_>) -> Option<Edit> {
    (service.scaling().is_some() || service.instances().max > 1).then(|| Edit::FixInstances {
        service: service.resource.path.clone(),
        count: 1,
    })
}

fn attach(service: &Service<'_>, size_gb: i64) -> Edit {
    let in_container = matches!(service.fields().text("runtime"), Some("docker" | "image"));
    let mount_path = if in_container {
        CONTAINER_MOUNT_PATH
    } else {
        NATIVE_MOUNT_PATH
    };
    Edit::AttachDisk {
        service: service.resource.path.clone(),
        name: format!("{}-storage", service.resource.name),
        mount_path: mount_path.to_owned(),
        size_gb,
    }
}

/// The edits that bring the files onto object storage, for a Blueprint that never had them there: the choice,
/// no disk, and the variables that object storage needs, asked for once on the web service.
pub fn to_object_storage(blueprint: &Blueprint<'_>, files: &Files) -> Vec<Edit> {
    let Some(web) = blueprint
        .services
        .iter()
        .find(|service| service.resource.path == files.web)
    else {
        return Vec::new();
    };
    let mut edits = vec![Edit::SetEnvValue {
        owner: files.chooser.clone(),
        key: CHOICE.to_owned(),
        value: EnvValue::Text(OBJECT_STORAGE.to_owned()),
    }];
    if web.disk().is_some() {
        edits.push(Edit::DetachDisk {
            service: files.web.clone(),
        });
    }
    let in_groups = |key: &str| blueprint.groups.iter().any(|group| has(&group.env_vars, key));
    for key in object_storage_variables().filter(|key| !in_groups(key)) {
        for service in &blueprint.services {
            let chosen = choice(blueprint, service).is_some_and(|(chooser, _)| chooser == files.chooser);
            if !chosen || has(&service.env_vars, key) {
                continue;
            }
            let value = if service.resource.path == files.web {
                EnvValue::Prompted
            } else {
                EnvValue::FromServiceVariable {
                    service_type: "web".to_owned(),
                    name: web.resource.name.to_owned(),
                    key: key.to_owned(),
                }
            };
            edits.push(Edit::AddEnvVar {
                owner: service.resource.path.clone(),
                key: key.to_owned(),
                value,
            });
        }
    }
    edits
}

/// Makes edits one after the other.
///
/// # Errors
/// The first that is refused.
pub(super) fn make(tree: &Tree, edits: &[Edit]) -> Result<Option<Tree>, EditError> {
    let mut edited: Option<Tree> = None;
    for edit in edits {
        edited = Some(edit.apply(edited.as_ref().unwrap_or(tree))?.tree);
    }
    Ok(edited)
}

fn owners<'b, 't>(blueprint: &'b Blueprint<'t>) -> impl Iterator<Item = (&'b Path, &'b [EnvVar<'t>])> {
    let services = blueprint.services.iter();
    let services = services.map(|service| (&service.resource.path, service.env_vars.as_slice()));
    let groups = blueprint.groups.iter();
    services.chain(groups.map(|group| (&group.resource.path, group.env_vars.as_slice())))
}

fn has(variables: &[EnvVar<'_>], key: &str) -> bool {
    variables.iter().any(|variable| variable.key == Some(key))
}
