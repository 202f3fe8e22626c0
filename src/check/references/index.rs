//! The resources of a file by name, for those that refer to them.
//!
//! The maps whose names are offered as suggestions are sorted, so that these are always the same.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::COMPARED;
use crate::blueprint::{Blueprint, Fields, Service};
use crate::yaml::{NodeId, Span, Tree};

/// What the file holds, by name.
pub(super) struct Index<'b, 't> {
    pub(super) tree: &'t Tree,
    pub(super) services: BTreeMap<&'t str, &'b Service<'t>>,
    /// Databases and their read replicas, each with the database.
    pub(super) databases: BTreeMap<&'t str, Fields<'t>>,
    /// Variables of env groups.
    pub(super) groups: BTreeMap<&'t str, HashSet<&'t str>>,
    pub(super) build_sources: BTreeSet<&'t str>,
    /// Variables of services by service, without those of groups.
    pub(super) variables: HashSet<(&'t str, &'t str)>,
    /// The groups that a service uses.
    groups_of: HashMap<&'t str, Vec<&'t str>>,
}

impl<'b, 't> Index<'b, 't> {
    /// Reads a Blueprint and its build sources.
    pub(super) fn of(blueprint: &'b Blueprint<'t>, sources: &[Fields<'t>]) -> Self {
        let mut services = BTreeMap::new();
        let mut variables = HashSet::new();
        let mut groups_of: HashMap<_, Vec<_>> = HashMap::new();
        for service in &blueprint.services {
            services.entry(service.resource.name).or_insert(service);
            let keys = service.env_vars.iter().filter_map(|variable| variable.key);
            variables.extend(keys.map(|key| (service.resource.name, key)));
            let groups = service
                .env_vars
                .iter()
                .filter_map(|variable| variable.fields.text("fromGroup"));
            groups_of.entry(service.resource.name).or_default().extend(groups);
        }
        let mut databases = BTreeMap::new();
        for database in &blueprint.databases {
            let fields = database.resource.fields;
            let replicas = database.read_replicas();
            for name in [database.resource.name].into_iter().chain(replicas) {
                databases.entry(name).or_insert(fields);
            }
        }
        let mut groups: BTreeMap<_, HashSet<_>> = BTreeMap::new();
        for group in &blueprint.groups {
            let keys = group.env_vars.iter().filter_map(|variable| variable.key);
            groups.entry(group.resource.name).or_default().extend(keys);
        }
        let build_sources = sources.iter().filter_map(|source| source.text("name")).collect();
        Self {
            tree: blueprint.tree,
            services,
            databases,
            groups,
            build_sources,
            variables,
            groups_of,
        }
    }

    pub(super) fn span(&self, node: NodeId) -> Span {
        self.tree.node(node).span
    }

    /// Whether one of the service's groups defines the variable. A group that is not in the file may, and so
    /// may one of very many.
    pub(super) fn is_in_groups(&self, service: &Service<'t>, key: &str) -> bool {
        let groups = self
            .groups_of
            .get(service.resource.name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        groups
            .iter()
            .take(COMPARED)
            .any(|group| self.groups.get(group).is_none_or(|keys| keys.contains(key)))
            || groups.len() > COMPARED
    }
}
