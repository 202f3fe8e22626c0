//! What a sync would do to what runs on Render already: what cannot be changed, what is made anew, what is lost,
//! and what stays in spite of the file.
//!
//! Resources are known by kind and name. What the facts do not say of Render is told as not known.

mod data;
mod fields;
mod names;
mod service;
mod variables;

use super::fix::Fix;
use super::platform::name_span;
use super::{Context, Diagnostic, is_full, shape, shown, shown_name};
use crate::blueprint::{AnyResource, Blueprint, Fields, Place, pair};
use crate::spec;
use crate::words::check as words;
use crate::yaml::{NodeId, Span, Tree};

/// That a text which cannot be read in full was not compared with what runs: silence would be taken for consent.
pub(super) fn unknown(tree: &Tree, context: &Context<'_>) -> Option<Diagnostic> {
    let running = context.running()?;
    let differs = context.original?.text() != tree.text();
    (differs && running.resources().next().is_some()).then(|| {
        Diagnostic::error(
            super::codes::CHANGE_UNKNOWN,
            Span::new(0, 0),
            words::change_unknown_what(),
            words::change_unknown_help(),
        )
    })
}

/// Compares a Blueprint with the one that runs.
pub(super) fn check(
    running: &Blueprint<'_>,
    blueprint: &Blueprint<'_>,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let pairing = pair(running, blueprint);
    names::check(running, blueprint, &pairing, context, found);
    for resource in pairing.renamed.iter().map(|(_, new)| new).chain(&pairing.added) {
        variables::of_new(*resource, found);
    }
    for (old, new) in pairing.same {
        if is_full(found) {
            return;
        }
        same(old, new, found);
    }
    build_sources(running, blueprint, found);
}

fn same(old: AnyResource<'_, '_>, new: AnyResource<'_, '_>, found: &mut Vec<Diagnostic>) {
    place(old, new, found);
    match (old, new) {
        (AnyResource::Service(old), AnyResource::Service(new)) => {
            // Another type is another service, of which nothing else is to be said.
            if !fields::type_stays(old, new, found) {
                return;
            }
            service::check(old, new, found);
        }
        (AnyResource::Database(old), AnyResource::Database(new)) => data::database(old, new, found),
        _ => {}
    }
    if let Some(kind) = new.kind() {
        let (old, new) = (old.resource().fields, new.resource().fields);
        let owner = fields::Owner {
            name: shown_name(new.text("name").unwrap_or_default()),
            way: String::new(),
        };
        fields::check(kind, old, new, &owner, found);
        fields::plan_kept(kind, old, new, &owner, found);
    }
    variables::check(old, new, found);
}

/// A resource that leaves its environment.
fn place(old: AnyResource<'_, '_>, new: AnyResource<'_, '_>, found: &mut Vec<Diagnostic>) {
    if !matches!(old.resource().place, Place::Environment { .. }) {
        return;
    }
    let name = shown_name(new.resource().name);
    let (message, help) = match new.resource().place {
        Place::Environment { .. } => return,
        Place::Ungrouped => (
            words::change_environment_ungrouped(name),
            words::change_environment_ungrouped_help(),
        ),
        Place::Root => (
            words::change_environment_root(name),
            words::change_environment_root_help(),
        ),
    };
    let span = name_span(new.resource().fields);
    let diagnostic = Diagnostic::note(super::codes::ENVIRONMENT, span, message, help);
    found.push(diagnostic.docs(spec::UNGROUPED.docs));
}

/// What cannot be changed of a build source.
fn build_sources(running: &Blueprint<'_>, blueprint: &Blueprint<'_>, found: &mut Vec<Diagnostic>) {
    let old = super::names::build_sources(running);
    for new in super::names::build_sources(blueprint) {
        let Some(name) = new.text("name") else { continue };
        if let Some(old) = old.iter().find(|old| old.text("name") == Some(name)) {
            let owner = fields::Owner {
                name: shown(name),
                way: String::new(),
            };
            fields::check(&spec::BUILD_SOURCE, *old, new, &owner, found);
        }
    }
}

/// What a resource is called in a sentence: `web service`.
fn title(resource: AnyResource<'_, '_>) -> String {
    let service_type = resource.resource().fields.text("type").unwrap_or_default();
    match resource.kind() {
        Some(kind) => shape::title(kind, service_type),
        None => words::shape_service().to_string(),
    }
}

/// Where a value of the new Blueprint stands.
fn span(fields: Fields<'_>, node: NodeId) -> Span {
    super::syntax::first_line(fields.tree, fields.tree.node(node).span)
}

/// Writes what was there before, as a choice: another resource is the other one.
fn again(fields: Fields<'_>, node: NodeId, old: &str) -> Option<Fix> {
    super::fix::mend::set(fields.tree, node, old).map(Fix::choice)
}
