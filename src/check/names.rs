//! Names: of resources, which must be unique in the file, and of variables, which must be in their list.

use std::collections::HashMap;

use super::syntax::line;
use super::{Diagnostic, codes, docs, shape, shown, shown_name};
use crate::blueprint::{self, AnyResource, Blueprint, Fields};
use crate::spec;
use crate::words::{Message, check as words};
use crate::yaml::{NodeId, Tree};

/// Checks that no two resources of one kind, and no two variables of one list, have the same name.
pub(super) fn check(blueprint: &Blueprint<'_>, found: &mut Vec<Diagnostic>) {
    let tree = blueprint.tree;
    let services = blueprint.services.iter().map(|service| service.fields().node);
    unique(tree, services, words::references_duplicate_name_service, found);
    let databases = blueprint
        .databases
        .iter()
        .map(|database| database.resource.fields.node);
    unique(tree, databases, words::references_duplicate_name_database, found);
    let groups = blueprint.groups.iter().map(|group| group.resource.fields.node);
    unique(tree, groups, words::references_duplicate_name_group, found);
    let sources = build_sources(blueprint).into_iter().map(|source| source.node);
    unique(
        tree,
        sources,
        words::references_duplicate_name_build_source,
        found,
    );
    for owner in blueprint.resources() {
        variables(owner, found);
    }
}

/// All build sources: at the root, in projects and in `ungrouped`.
pub(crate) fn build_sources<'t>(blueprint: &Blueprint<'t>) -> Vec<Fields<'t>> {
    let sources = blueprint::build_sources(blueprint).into_iter();
    sources.map(|(source, _)| source).collect()
}

fn unique(
    tree: &Tree,
    resources: impl Iterator<Item = NodeId>,
    message: fn(String, String) -> Message,
    found: &mut Vec<Diagnostic>,
) {
    let mut first = HashMap::new();
    for resource in resources {
        let Some(node) = tree.get(resource, "name") else {
            continue;
        };
        let Some(name) = tree.str(node).filter(|name| !name.is_empty()) else {
            continue;
        };
        let earlier = *first.entry(name).or_insert(node);
        // The same node twice stands behind an alias, and is one resource in two places.
        if earlier != node {
            let message = message(shown(name), line(tree, tree.node(earlier).span));
            let help = words::references_duplicate_name_help();
            let diagnostic = Diagnostic::error(codes::DUPLICATE_NAME, tree.node(node).span, message, help);
            found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, "name")));
        }
    }
}

fn variables(owner: AnyResource<'_, '_>, found: &mut Vec<Diagnostic>) {
    let fields = owner.resource().fields;
    let tree = fields.tree;
    let mut first = HashMap::new();
    for variable in fields.objects("envVars") {
        let Some(node) = variable.get("key") else { continue };
        let Some(key) = tree.str(node).filter(|key| !key.is_empty()) else {
            continue;
        };
        let earlier = *first.entry(key).or_insert(node);
        if earlier != node {
            let service_type = fields.text("type").unwrap_or_default();
            let title = owner
                .kind()
                .map(|kind| shape::title(kind, service_type))
                .unwrap_or_default();
            let owner = words::owner_named(title, shown_name(owner.resource().name));
            let line = line(tree, tree.node(earlier).span);
            let message = words::references_duplicate_variable_what(shown(key), owner, line);
            let help = words::references_duplicate_variable_help();
            let diagnostic =
                Diagnostic::warning(codes::DUPLICATE_VARIABLE, tree.node(node).span, message, help);
            found.push(diagnostic.docs(spec::ENV_VAR_VALUE.docs));
        }
    }
}
