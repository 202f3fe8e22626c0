//! What refers to what by name: variables to databases, services and groups, services to build sources.

use std::collections::BTreeSet;

use super::{Blueprint, Fields};
use crate::yaml::{NodeId, Path, Span};

/// A place that refers to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference<'t> {
    /// Name of the service, group or build source that has it.
    pub owner: &'t str,
    /// Key of its variable; none for a whole group, and for a service that refers to a build source.
    pub key: Option<&'t str>,
    /// The name there.
    pub span: Span,
}

/// What would refer to nothing if a resource were removed: a service, database or group, or a project or
/// environment with all that is in it. What goes with it does not count, and neither does what another resource
/// of the same name still answers.
pub fn references_to<'t>(blueprint: &Blueprint<'t>, resource: &Path) -> Vec<Reference<'t>> {
    let (gone, left): (Vec<_>, Vec<_>) = definitions(blueprint)
        .into_iter()
        .partition(|definition| definition.path.is_within(resource));
    let names = |definitions: Vec<Definition<'t>>| -> BTreeSet<_> {
        let names = definitions.into_iter();
        names
            .map(|definition| (definition.space, definition.name))
            .collect()
    };
    let (gone, left) = (names(gone), names(left));
    let mentions = mentions(blueprint).into_iter().filter(|mention| {
        let name = (mention.space, mention.name);
        gone.contains(&name) && !left.contains(&name) && !mention.path.is_within(resource)
    });
    mentions
        .map(|mention| Reference {
            owner: mention.owner,
            key: mention.key,
            span: blueprint.tree.node(mention.node).span,
        })
        .collect()
}

/// Names of one space must differ; those of different ones need not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Service,
    /// Databases and their read replicas.
    Database,
    Group,
    BuildSource,
    Project,
    Environment,
}

/// A name that is given to something.
#[derive(Clone, Debug)]
pub(super) struct Definition<'t> {
    pub space: Space,
    pub name: &'t str,
    /// What has the name.
    pub path: Path,
}

/// All names that are given, those that are empty left out.
pub(super) fn definitions<'t>(blueprint: &Blueprint<'t>) -> Vec<Definition<'t>> {
    let mut found = Vec::new();
    let mut add = |space, name, path: Path| found.push(Definition { space, name, path });
    for service in &blueprint.services {
        add(
            Space::Service,
            service.resource.name,
            service.resource.path.clone(),
        );
    }
    for database in &blueprint.databases {
        let resource = &database.resource;
        add(Space::Database, resource.name, resource.path.clone());
        let replicas = resource.fields.objects("readReplicas").enumerate();
        for (at, replica) in replicas {
            let name = replica.text("name").unwrap_or_default();
            add(Space::Database, name, resource.path.then("readReplicas").then(at));
        }
    }
    for group in &blueprint.groups {
        add(Space::Group, group.resource.name, group.resource.path.clone());
    }
    for (source, path) in build_sources(blueprint) {
        add(Space::BuildSource, source.text("name").unwrap_or_default(), path);
    }
    for project in &blueprint.projects {
        add(Space::Project, project.name, project.path.clone());
        for environment in &project.environments {
            add(Space::Environment, environment.name, environment.path.clone());
        }
    }
    found.retain(|definition| !definition.name.is_empty());
    found
}

/// A place that names something defined elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Mention<'t> {
    pub space: Space,
    pub name: &'t str,
    pub owner: &'t str,
    pub key: Option<&'t str>,
    /// The scalar, or the alias that stands for it.
    pub node: NodeId,
    /// The way to it through what has it.
    pub path: Path,
}

/// All places that name something.
pub(super) fn mentions<'t>(blueprint: &Blueprint<'t>) -> Vec<Mention<'t>> {
    let mut found = Vec::new();
    let services = blueprint.services.iter().map(|service| &service.resource);
    let groups = blueprint.groups.iter().map(|group| &group.resource);
    for resource in services.chain(groups) {
        variables(resource.fields, resource.name, &resource.path, &mut found);
    }
    for (source, path) in build_sources(blueprint) {
        if let Some(git) = source.object("git") {
            let name = source.text("name").unwrap_or_default();
            variables(git, name, &path.then("git"), &mut found);
        }
    }
    for service in &blueprint.services {
        let resource = &service.resource;
        let place = (Space::BuildSource, "buildSource");
        let owner = (resource.name, None);
        found.extend(mention(resource.fields, place, owner, &resource.path));
    }
    found
}

fn variables<'t>(fields: Fields<'t>, owner: &'t str, path: &Path, found: &mut Vec<Mention<'t>>) {
    for (at, variable) in fields.objects("envVars").enumerate() {
        let path = path.then("envVars").then(at);
        let owner = (owner, variable.text("key"));
        found.extend(mention(variable, (Space::Group, "fromGroup"), owner, &path));
        if let Some(source) = variable.object("fromDatabase") {
            let path = path.then("fromDatabase");
            found.extend(mention(source, (Space::Database, "name"), owner, &path));
        }
        if let Some(source) = variable.object("fromService") {
            // The schema's word for a database in this place.
            let space = match source.text("type") {
                Some("dpg") => Space::Database,
                _ => Space::Service,
            };
            let path = path.then("fromService");
            found.extend(mention(source, (space, "name"), owner, &path));
        }
    }
}

fn mention<'t>(
    fields: Fields<'t>,
    (space, field): (Space, &str),
    (owner, key): (&'t str, Option<&'t str>),
    path: &Path,
) -> Option<Mention<'t>> {
    Some(Mention {
        space,
        name: fields.text(field)?,
        owner,
        key,
        node: fields.tree.entry(fields.node, field)?.value,
        path: path.then(field),
    })
}

/// All build sources and where they are: at the root, in `ungrouped` and in projects.
pub(crate) fn build_sources<'t>(blueprint: &Blueprint<'t>) -> Vec<(Fields<'t>, Path)> {
    let tree = blueprint.tree;
    let Some(root) = tree.root() else {
        return Vec::new();
    };
    let root = Fields {
        tree,
        node: tree.target(root),
    };
    let top = Path::default();
    let ungrouped = root
        .object("ungrouped")
        .map(|fields| (fields, top.then("ungrouped")));
    let projects = blueprint.projects.iter();
    let projects = projects.map(|project| (project.fields, project.path.clone()));
    let holders = [(root, top)].into_iter().chain(ungrouped).chain(projects);
    holders
        .flat_map(|(holder, path)| {
            let list = path.then("buildSources");
            let sources = holder.objects("buildSources").enumerate();
            sources
                .map(|(at, source)| (source, list.then(at)))
                .collect::<Vec<_>>()
        })
        .collect()
}
