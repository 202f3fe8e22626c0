//! What references can name: services, databases, env groups and build sources of the last text that parsed.

use std::collections::HashSet;

use super::layout::Layout;
use super::{Completion, CompletionKind, Context, keys};
use crate::blueprint::{Blueprint, Fields, Service, ServiceType};
use crate::check::build_sources;
use crate::spec::{self, Kind, Referent, Value};
use crate::words::{assist as say, terms};
use crate::yaml::NodeId;
use crate::yaml::edit::quoted;

/// The names that a reference can have.
pub(super) fn names(context: &Context<'_, '_>, referent: Referent, layout: Layout) -> Vec<Completion> {
    let Some(blueprint) = context.good() else {
        return Vec::new();
    };
    let mut names: Vec<Completion> = Vec::new();
    let mut seen = HashSet::new();
    let mut offer = |name: &str, node: NodeId, detail: String, more: String| {
        if !name.is_empty() && seen.insert(name.to_owned()) {
            names.push(Completion {
                label: name.to_owned(),
                detail,
                info: line_of(blueprint, node),
                kind: CompletionKind::Name,
                insert: format!("{}{}{more}", context.place.lead, quoted(name)),
            });
        }
    };
    match referent {
        Referent::Service => {
            let written = context.entry("type");
            for service in &blueprint.services {
                let Some(of_type) = type_of(service) else { continue };
                if written.is_some_and(|written| !is_type(service, written)) {
                    continue;
                }
                let more = match (written, layout.flow) {
                    (Some(_), _) => String::new(),
                    (None, true) => format!(", type: {of_type}"),
                    (None, false) => format!("\n{}type: {of_type}", " ".repeat(context.place.column)),
                };
                let detail = service.service_type.name().to_string();
                offer(service.resource.name, service.fields().node, detail, more);
            }
        }
        Referent::Database => {
            for database in &blueprint.databases {
                let fields = database.resource.fields;
                let detail = terms::database().to_string();
                offer(database.resource.name, fields.node, detail, String::new());
                for replica in fields.objects("readReplicas") {
                    let detail = say::resource_replica(database.resource.name).to_string();
                    let name = replica.text("name").unwrap_or_default();
                    offer(name, replica.node, detail, String::new());
                }
            }
        }
        Referent::EnvVarGroup => {
            for group in &blueprint.groups {
                let detail = terms::group().to_string();
                offer(
                    group.resource.name,
                    group.resource.fields.node,
                    detail,
                    String::new(),
                );
            }
        }
        Referent::BuildSource => {
            for source in build_sources(blueprint) {
                let name = source.text("name").unwrap_or_default();
                let detail = spec::BUILD_SOURCE.title.to_owned();
                offer(name, source.node, detail, String::new());
            }
        }
    }
    names
}

/// The type of the service that is named beside, if it is in the file.
pub(super) fn types(context: &Context<'_, '_>) -> Option<Vec<Completion>> {
    let service = referred_service(context)?;
    let written = type_of(service)?;
    Some(vec![Completion {
        label: written.to_owned(),
        detail: keys::service_name(written),
        info: say::property_of(service.resource.name).to_string(),
        kind: CompletionKind::Value,
        insert: format!("{}{written}", context.place.lead),
    }])
}

/// Which properties what is named beside has.
pub(super) fn properties<'a>(context: &'a Context<'_, '_>, kind: &Kind) -> impl Fn(&Value) -> bool + use<'a> {
    let is_database = *kind == spec::FROM_DATABASE;
    let database = context
        .entry("name")
        .filter(|_| is_database)
        .and_then(|name| database(context.good()?, name));
    let service = referred_service(context).filter(|_| !is_database);
    let service_type = service
        .and_then(type_of)
        .or_else(|| context.entry("type"))
        .map(present_type);
    move |value: &Value| {
        if is_database {
            let has_pool =
                |database: Fields<'_>| database.text("connectionPool").is_some_and(|pool| pool != "none");
            return value.name != "connectionPoolString" || database.is_none_or(has_pool);
        }
        let is_static = service.is_some_and(|service| service.service_type == ServiceType::Static);
        !is_static && service_type.is_none_or(|service_type| value.is_for_type(service_type))
    }
}

/// The service that is named beside, if it is in the file.
pub(super) fn referred_service<'a>(context: &'a Context<'_, '_>) -> Option<&'a Service<'a>> {
    context.good()?.service(context.entry("name")?)
}

/// The database of this name, or with a replica of this name.
pub(super) fn database<'t>(blueprint: &Blueprint<'t>, name: &str) -> Option<Fields<'t>> {
    let is_named = |fields: &Fields<'t>| {
        let mut replicas = fields.objects("readReplicas");
        fields.text("name") == Some(name) || replicas.any(|replica| replica.text("name") == Some(name))
    };
    let mut databases = blueprint.databases.iter();
    databases
        .find(|database| is_named(&database.resource.fields))
        .map(|database| database.resource.fields)
}

/// The `type` by which a service is referred to.
fn type_of<'t>(service: &Service<'t>) -> Option<&'t str> {
    match service.service_type {
        ServiceType::Unknown => None,
        ServiceType::Static => Some("web"),
        _ => service.fields().text("type").map(present_type),
    }
}

fn present_type(written: &str) -> &str {
    if written == "redis" { "keyvalue" } else { written }
}

/// Whether a reference may call the service so.
fn is_type(service: &Service<'_>, written: &str) -> bool {
    let is_static = service.service_type == ServiceType::Static;
    type_of(service) == Some(present_type(written)) || is_static && written == "static"
}

/// The line of a node, in words.
pub(super) fn line_of(blueprint: &Blueprint<'_>, node: NodeId) -> String {
    say::resource_line(line(blueprint, node).to_string()).to_string()
}

/// The line of a node, from 1.
pub(super) fn line(blueprint: &Blueprint<'_>, node: NodeId) -> usize {
    let tree = blueprint.tree;
    tree.lines().line_of(tree.node(node).span.start) + 1
}
