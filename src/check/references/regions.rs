//! Addresses of the private network that are read in another region, where nobody answers to them.

use std::collections::HashMap;

use crate::blueprint::{Blueprint, Fields, Form, ServiceProperty, ServiceType};
use crate::check::{Diagnostic, codes, docs, shown_name};
use crate::spec;
use crate::words::check as words;

/// A resource's region, where the file says it.
fn region<'t>(fields: Fields<'t>) -> Option<&'t str> {
    fields
        .text("region")
        .filter(|region| spec::choices::REGION.value(region).is_some())
}

/// Compares the regions of who reads an address and of whose it is. Where one of them names none, an existing
/// resource may stand anywhere.
pub(super) fn check(blueprint: &Blueprint<'_>, found: &mut Vec<Diagnostic>) {
    let services = blueprint.services.iter();
    let of_services: HashMap<&str, Fields<'_>> = services
        .clone()
        .filter(|service| service.service_type != ServiceType::Static)
        .map(|service| (service.resource.name, service.fields()))
        .collect();
    let of_databases: HashMap<&str, Fields<'_>> = blueprint
        .databases
        .iter()
        .map(|database| (database.resource.name, database.resource.fields))
        .collect();
    for service in services {
        let Some(own) = region(service.fields()) else {
            continue;
        };
        for variable in &service.env_vars {
            let (target, name, source) = match variable.form {
                Form::FromDatabase { name, .. } => (of_databases.get(name), name, "fromDatabase"),
                Form::FromService {
                    name,
                    property: ServiceProperty::Property(_),
                    ..
                } => (of_services.get(name), name, "fromService"),
                _ => continue,
            };
            let Some(other) = target
                .and_then(|target| region(*target))
                .filter(|other| *other != own)
            else {
                continue;
            };
            let Some(node) = variable
                .fields
                .object(source)
                .and_then(|source| source.get("name"))
            else {
                continue;
            };
            let reader = shown_name(service.resource.name);
            let message = words::references_other_region_what(reader, own, shown_name(name), other);
            let help = words::references_other_region_help();
            let span = variable.fields.tree.node(node).span;
            let diagnostic = Diagnostic::warning(codes::OTHER_REGION, span, message, help);
            found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, "region")));
        }
    }
}
