//! References: to databases, services and their variables, env groups and build sources.
//!
//! Render looks in the workspace, too, so a name that is not in the file is a warning. A name that is in the
//! file and means something else is an error.

mod cycles;
mod index;
mod regions;
mod service;

use std::collections::HashSet;

use index::Index;

use super::closest::closest;
use super::fix::{Fix, mend, variable};
use super::{Diagnostic, codes, docs, is_detailed, names, shape, shown};
use crate::blueprint::{Blueprint, Fields, Service, ServiceType};
use crate::spec;
use crate::words::{Message, check as words};
use crate::yaml::{NodeId, Tree};

/// How many names are compared for a suggestion, and how many groups of a service are looked through.
const COMPARED: usize = 200;

/// Checks every reference of the file.
pub(super) fn check<'t>(blueprint: &Blueprint<'t>, found: &mut Vec<Diagnostic>) {
    let sources = names::build_sources(blueprint);
    let index = Index::of(blueprint, &sources);
    let mut used = HashSet::new();
    let owners = blueprint.services.iter().map(Service::fields);
    let builds = sources.iter().filter_map(|source| source.object("git"));
    for variable in owners.chain(builds).flat_map(|owner| owner.objects("envVars")) {
        if let Some(reference) = variable.object("fromDatabase") {
            index.database_reference(reference, found);
        }
        if let Some(reference) = variable.object("fromService") {
            index.service_reference(reference, found);
        }
        if let Some((name, node)) = text(variable, "fromGroup") {
            used.insert(name);
            if !index.groups.contains_key(name) {
                let known = index.groups.keys().copied();
                absent(Absent::Group, name, (blueprint.tree, node), known, found);
            }
        }
    }
    for service in &blueprint.services {
        let Some((name, node)) = text(service.fields(), "buildSource") else {
            continue;
        };
        if !index.build_sources.contains(name) {
            let known = index.build_sources.iter().copied();
            absent(Absent::BuildSource, name, (blueprint.tree, node), known, found);
        }
    }
    cycles::check(blueprint, found);
    regions::check(blueprint, found);
    for group in blueprint
        .groups
        .iter()
        .filter(|group| !group.resource.name.is_empty())
    {
        let name = group.resource.name;
        if !used.contains(name) {
            let message = words::references_unused_group_what(shown(name));
            let help = words::references_unused_group_help(shown(name));
            let diagnostic = Diagnostic::note(codes::UNUSED_GROUP, group.resource.name_span(), message, help);
            found.push(diagnostic.docs(spec::ENV_VAR_GROUP.docs));
        }
    }
}

/// A field's text, and the node to point at.
fn text<'t>(fields: Fields<'t>, name: &str) -> Option<(&'t str, NodeId)> {
    let node = fields.get(name)?;
    fields.tree.str(node).map(|text| (text, node))
}

/// What a name stands for that is not in the file.
enum Absent {
    Database,
    Service,
    Group,
    BuildSource,
}

fn absent<'n>(
    what: Absent,
    name: &str,
    (tree, node): (&Tree, NodeId),
    known: impl Iterator<Item = &'n str>,
    found: &mut Vec<Diagnostic>,
) {
    let written = shown(name);
    let (code, message, docs) = match what {
        Absent::Database => (
            codes::UNKNOWN_DATABASE,
            words::references_unknown_database(written),
            spec::FROM_DATABASE.docs,
        ),
        Absent::Service => (
            codes::UNKNOWN_SERVICE,
            words::references_unknown_service(written),
            spec::FROM_SERVICE.docs,
        ),
        Absent::Group => (
            codes::UNKNOWN_GROUP,
            words::references_unknown_group(written),
            spec::ENV_VAR_GROUP.docs,
        ),
        Absent::BuildSource => (
            codes::UNKNOWN_BUILD_SOURCE,
            words::references_unknown_build_source(written),
            spec::BUILD_SOURCE.docs,
        ),
    };
    let compared = if is_detailed(found) { COMPARED } else { 0 };
    let close = closest(name, known.take(compared));
    let help = match close {
        Some(close) => words::references_unknown_meant(close),
        None => words::references_unknown_help(),
    };
    let fix = close
        .and_then(|close| mend::set(tree, node, close))
        .map(Fix::choice);
    let diagnostic = Diagnostic::warning(code, tree.node(node).span, message, help);
    found.push(diagnostic.docs(docs).fix(fix));
}

impl<'t> Index<'_, 't> {
    /// A reference through `fromDatabase`.
    fn database_reference(&self, reference: Fields<'t>, found: &mut Vec<Diagnostic>) {
        let Some((name, node)) = text(reference, "name") else {
            return;
        };
        let span = self.span(node);
        let mut wrong_kind = |message: Message, help: Message, fix: Option<Fix>| {
            let diagnostic = Diagnostic::error(codes::WRONG_KIND, span, message, help);
            found.push(diagnostic.docs(spec::FROM_DATABASE.docs).fix(fix));
        };
        if let Some(database) = self.databases.get(name) {
            if shape::is_key_value(self.tree, database.node) {
                let message = words::references_wrong_kind_key_value(shown(name));
                wrong_kind(
                    message,
                    words::references_wrong_kind_key_value_help(shown(name)),
                    variable::key_value_reference(reference),
                );
            } else {
                self.pool(reference, name, *database, found);
            }
            return;
        }
        match self.services.get(name).map(|service| service.service_type) {
            Some(ServiceType::KeyValue) => {
                let message = words::references_wrong_kind_key_value(shown(name));
                wrong_kind(
                    message,
                    words::references_wrong_kind_key_value_help(shown(name)),
                    variable::key_value_reference(reference),
                );
            }
            Some(_) => {
                let message = words::references_wrong_kind_service(shown(name));
                wrong_kind(message, words::references_wrong_kind_service_help(), None);
            }
            None => absent(
                Absent::Database,
                name,
                (self.tree, node),
                self.databases.keys().copied(),
                found,
            ),
        }
    }

    /// Only a database with a connection pool has the pool's address. Where `connectionPool` is left out, a
    /// database that exists may have one.
    fn pool(&self, reference: Fields<'t>, name: &str, database: Fields<'t>, found: &mut Vec<Diagnostic>) {
        let Some((property, node)) = text(reference, "property") else {
            return;
        };
        let pool = database.text("connectionPool");
        if property != "connectionPoolString" || pool.is_some_and(|pool| pool != "none") {
            return;
        }
        let message = words::references_missing_property_pool(shown(name));
        let help = words::references_missing_property_pool_help();
        let diagnostic = match pool {
            Some(_) => Diagnostic::error(codes::MISSING_PROPERTY, self.span(node), message, help),
            None => Diagnostic::warning(codes::MISSING_PROPERTY, self.span(node), message, help),
        };
        found.push(diagnostic.docs(docs(&spec::DATABASE, "connectionPool")));
    }
}
