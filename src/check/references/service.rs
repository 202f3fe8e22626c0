//! References through `fromService`: the service, its type, its properties and its variables.

use super::index::Index;
use super::{Absent, COMPARED, absent, text};
use crate::blueprint::{Fields, Service, ServiceType};
use crate::catalogue;
use crate::check::closest::closest;
use crate::check::{Diagnostic, codes, docs, is_detailed, shape, shown};
use crate::spec;
use crate::words::{alternatives, check as words};

impl<'t> Index<'_, 't> {
    /// A reference through `fromService`.
    pub(super) fn service_reference(&self, reference: Fields<'t>, found: &mut Vec<Diagnostic>) {
        let Some((name, node)) = text(reference, "name") else {
            return;
        };
        let written = text(reference, "type");
        let Some(service) = self.services.get(name) else {
            // A Key Value instance among the databases will be a service once it is moved.
            let misplaced = self.databases.get(name);
            if misplaced.is_some_and(|database| shape::is_key_value(self.tree, database.node)) {
                return;
            }
            // `dpg` is the schema's own word for a database here; nothing documents it.
            if self.databases.contains_key(name) && written.is_none_or(|(written, _)| written != "dpg") {
                let message = words::references_wrong_kind_database(shown(name));
                let help = words::references_wrong_kind_database_help(shown(name));
                let diagnostic = Diagnostic::error(codes::WRONG_KIND, self.span(node), message, help);
                found.push(diagnostic.docs(spec::FROM_SERVICE.docs));
            } else if !self.databases.contains_key(name) {
                absent(
                    Absent::Service,
                    name,
                    (self.tree, node),
                    self.services.keys().copied(),
                    found,
                );
                if let Some((written, _)) = written {
                    self.property_of_type(reference, written, None, found);
                }
            }
            return;
        };
        if service.service_type == ServiceType::Unknown {
            return;
        }
        if let Some((written, at)) = written.filter(|(written, _)| !is_type(service.service_type, written)) {
            // A type that does not exist at all is reported with the other values.
            if spec::choices::REFERENCED_TYPE.value(written).is_some() {
                let present = service.fields().text("type").unwrap_or_default();
                let present = if present == "redis" { "keyvalue" } else { present };
                let message = words::references_wrong_type_what(shown(name), present, written);
                let help = words::references_wrong_type_help(present);
                let diagnostic =
                    Diagnostic::error(codes::WRONG_TYPE_OF_SERVICE, self.span(at), message, help);
                found.push(diagnostic.docs(docs(&spec::FROM_SERVICE, "type")));
            }
            return;
        }
        let present = service.fields().text("type").unwrap_or_default();
        self.property_of_type(reference, present, Some(service), found);
        self.variable(reference, service, found);
    }

    /// A property that services of this type do not have.
    fn property_of_type(
        &self,
        reference: Fields<'t>,
        service_type: &str,
        service: Option<&Service<'t>>,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some((property, node)) = text(reference, "property") else {
            return;
        };
        let Some(value) = spec::choices::SERVICE_PROPERTY.value(property) else {
            return;
        };
        let service_type = if service_type == "redis" {
            "keyvalue"
        } else {
            service_type
        };
        let is_static = service.is_some_and(|service| service.service_type == ServiceType::Static);
        let kind = service
            .and_then(Service::kind)
            .or_else(|| spec::service_kind(service_type, None));
        let Some(kind) = kind else { return };
        if value.is_for_type(service_type) && !is_static {
            return;
        }
        let has = |value: &&spec::Value| value.is_for_type(service_type) && !is_static;
        let others: Vec<&str> = spec::choices::SERVICE_PROPERTY
            .values
            .iter()
            .filter(has)
            .map(|value| value.name)
            .collect();
        let title = shape::title(kind, service_type);
        let message = match service {
            Some(service) => {
                words::references_missing_property_what_named(shown(service.resource.name), title, property)
            }
            None => words::references_missing_property_what(title, property),
        };
        let help = if others.is_empty() {
            words::references_missing_property_help_none()
        } else {
            words::references_missing_property_help(alternatives(others))
        };
        // The reference gives `host` to web services; that a static site, of type `web`, has none is said of
        // its network only.
        let span = self.span(node);
        let diagnostic = if is_static {
            Diagnostic::warning(codes::MISSING_PROPERTY, span, message, help)
        } else {
            Diagnostic::error(codes::MISSING_PROPERTY, span, message, help)
        };
        found.push(diagnostic.docs(docs(&spec::FROM_SERVICE, "property")));
    }

    /// A variable of a service that the service does not define. One that was set in the Dashboard is kept by
    /// Render, so this is a warning.
    fn variable(&self, reference: Fields<'t>, service: &Service<'t>, found: &mut Vec<Diagnostic>) {
        let Some((key, node)) = text(reference, "envVarKey") else {
            return;
        };
        let span = self.span(node);
        let name = service.resource.name;
        if service.service_type == ServiceType::KeyValue {
            let message = words::references_missing_property_variables(shown(name));
            let help = words::references_missing_property_variables_help();
            let diagnostic = Diagnostic::error(codes::MISSING_PROPERTY, span, message, help);
            found.push(diagnostic.docs(docs(&spec::FROM_SERVICE, "envVarKey")));
            return;
        }
        if self.variables.contains(&(name, key)) || self.is_in_groups(service, key) {
            return;
        }
        let known = catalogue::variable(key);
        let service_type = service.fields().text("type").unwrap_or_default();
        let runtime = service.fields().text("runtime").unwrap_or_default();
        let set_by_render = known.filter(|variable| variable.set_by_render.is_some());
        let is_set = match set_by_render {
            Some(variable) => variable.is_set_on(service_type, runtime),
            None => key == "RENDER" || key.starts_with("RENDER_"),
        };
        if is_set {
            return;
        }
        let message = words::references_unknown_variable_what(shown(name), shown(key));
        let compared = if is_detailed(found) { COMPARED } else { 0 };
        let keys = service
            .env_vars
            .iter()
            .filter_map(|variable| variable.key)
            .take(compared);
        let help = match (set_by_render, closest(key, keys)) {
            (Some(variable), _) => words::references_unknown_variable_help_render(key, variable.what()),
            (None, Some(close)) => words::references_unknown_variable_meant(close),
            (None, None) => words::references_unknown_variable_help(shown(name)),
        };
        let diagnostic = Diagnostic::warning(codes::UNKNOWN_VARIABLE, span, message, help);
        found.push(diagnostic.docs(docs(&spec::FROM_SERVICE, "envVarKey")));
    }
}

/// Whether a reference may call a service of this type so.
fn is_type(service_type: ServiceType, written: &str) -> bool {
    match service_type {
        ServiceType::Web => written == "web",
        ServiceType::Static => matches!(written, "web" | "static"),
        ServiceType::PrivateService => written == "pserv",
        ServiceType::Worker => written == "worker",
        ServiceType::Cron => written == "cron",
        ServiceType::KeyValue => matches!(written, "keyvalue" | "redis"),
        ServiceType::Workflow => written == "workflow",
        ServiceType::Unknown => true,
    }
}
