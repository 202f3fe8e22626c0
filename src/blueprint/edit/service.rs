//! Adding services and disks.

use super::{EditError, find, order};
use crate::blueprint::{Blueprint, ServiceType};
use crate::spec;
use crate::words::edits;
use crate::yaml::edit::Change;
use crate::yaml::{Path, Value};

/// A service to add: what its type needs, and what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewService {
    /// What it is.
    pub service_type: ServiceType,
    /// Its name.
    pub name: String,
    /// Further text fields such as `runtime`, `plan`, `region`, `startCommand`, `schedule`.
    pub fields: Vec<(&'static str, String)>,
}

pub(super) fn add(
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
    if blueprint.service(&new.name).is_some() {
        return Err(edits::exists(new.name.as_str()).into());
    }
    let given = |name: &str| match name {
        "type" => Some(Value::from(written_type)),
        "name" => Some(Value::from(new.name.as_str())),
        "runtime" if new.service_type == ServiceType::Static => Some(Value::from("static")),
        "ipAllowList" if new.service_type == ServiceType::KeyValue => Some(Value::Sequence(Vec::new())),
        _ => new
            .fields
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, text)| Value::from(text.as_str())),
    };
    let missing = kind
        .fields
        .iter()
        .find(|field| field.required && given(field.name).is_none());
    let missing_runtime = kind.name == spec::SERVER_SERVICE.name && given("runtime").is_none();
    if let Some(name) = missing
        .map(|field| field.name)
        .or(missing_runtime.then_some("runtime"))
    {
        return Err(edits::needs_first(new.name.as_str(), format!("`{name}`")).into());
    }
    let fields = kind
        .fields
        .iter()
        .filter_map(|field| Some((Value::from(field.name), given(field.name)?)));
    let service = Value::Mapping(fields.collect());
    let list = section.then("services");
    if blueprint.tree.at(&list).is_some() {
        return Ok(vec![Change::Append {
            sequence: list,
            value: service,
        }]);
    }
    Ok(vec![Change::Insert {
        mapping: section.clone(),
        key: "services".to_owned(),
        value: Value::Sequence(vec![service]),
        order: order(&spec::ROOT),
    }])
}

pub(super) fn attach_disk(
    blueprint: &Blueprint<'_>,
    service: &Path,
    name: &str,
    mount_path: &str,
    size_gb: i64,
) -> Result<Vec<Change>, EditError> {
    let kind = find(blueprint, service)?.kind();
    let kind = kind.filter(|kind| kind.field("disk").is_some());
    let kind = kind.ok_or_else(|| edits::not_found(service.then("disk").to_string()))?;
    if size_gb < 1 {
        return Err(edits::bad_integer(size_gb.to_string(), "disk.sizeGB", edits::bounds_from("1")).into());
    }
    Ok(vec![Change::Insert {
        mapping: service.clone(),
        key: "disk".to_owned(),
        value: Value::mapping([
            ("name", Value::from(name)),
            ("mountPath", Value::from(mount_path)),
            ("sizeGB", Value::Int(size_gb)),
        ]),
        order: order(kind),
    }])
}

impl NewService {
    /// A private service beside the services that are there: in their region, on their runtime, from their
    /// branch, on the smallest paid plan, with a name that is free. Its commands are still to be written.
    pub fn private_beside(blueprint: &Blueprint<'_>, plan: &str) -> Self {
        let servers = || {
            blueprint.services.iter().filter(|service| {
                matches!(
                    service.service_type,
                    ServiceType::Web | ServiceType::PrivateService | ServiceType::Worker
                )
            })
        };
        let like = |field: &'static str| servers().find_map(|service| service.fields().text(field));
        let runtime = like("runtime")
            .filter(|runtime| *runtime != "image")
            .unwrap_or("docker");
        let built = runtime != "docker";
        let mut fields = vec![("runtime", runtime.to_owned()), ("plan", plan.to_owned())];
        let copied = ["repo", "region", "branch", "autoDeployTrigger"].into_iter();
        let copied = copied.chain(built.then_some("buildCommand"));
        fields.extend(copied.filter_map(|field| Some((field, like(field)?.to_owned()))));
        if built {
            if like("buildCommand").is_none() {
                fields.push(("buildCommand", "./bin/build".to_owned()));
            }
            fields.push(("startCommand", "./bin/private-service".to_owned()));
        }
        let mut names = (1..).map(|number| match number {
            1 => "private-service".to_owned(),
            number => format!("private-service-{number}"),
        });
        let name = names
            .find(|name| blueprint.service(name).is_none())
            .unwrap_or_default();
        Self {
            service_type: ServiceType::PrivateService,
            name,
            fields,
        }
    }
}
