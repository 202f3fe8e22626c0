//! What a Blueprint's parts are, and who talks to whom by which variable.

use std::collections::BTreeMap;

use super::{Edge, Kind, Node, Relation, Topology, Zone, outside};
use crate::blueprint::{Blueprint, Database, Form, Place, Resource, Service, ServiceProperty, ServiceType};
use crate::envvars::{Groups, Program, groups};
use crate::price::{money, plans};
use crate::words::topology as words;
use crate::yaml::Span;

/// The topology that a Blueprint describes: its resources, what its variables point to, and the Internet.
pub fn topology(blueprint: &Blueprint<'_>) -> Topology {
    let mut drawn = Drawn::default();
    for database in &blueprint.databases {
        drawn.add_database(blueprint, database);
    }
    for service in &blueprint.services {
        drawn.add_service(blueprint, service);
    }
    let in_file = groups(blueprint);
    for (at, service) in blueprint.services.iter().enumerate() {
        if let Some(node) = drawn.services.get(at).copied() {
            drawn.add_variables(&in_file, blueprint, service, node);
        }
    }
    drawn.topology
}

/// A topology that is being made.
#[derive(Default)]
struct Drawn<'t> {
    topology: Topology,
    /// The node of each service, in the order written.
    services: Vec<usize>,
    /// Databases and read replicas by name; the first of each name.
    databases: BTreeMap<&'t str, usize>,
    internet: Option<usize>,
    /// Which edge joins two nodes in one way.
    known: BTreeMap<(usize, usize, Relation), usize>,
    /// What is outside, and what is not in the file, by its kind and name.
    others: BTreeMap<(Kind, String), usize>,
}

impl<'t> Drawn<'t> {
    fn node(&mut self, node: Node) -> usize {
        self.topology.nodes.push(node);
        self.topology.nodes.len() - 1
    }

    /// Joins two nodes; another variable for the same is added to the edge that is there.
    fn edge(&mut self, from: usize, to: usize, relation: Relation, by: Option<&str>) {
        let edges = &mut self.topology.edges;
        let at = *self.known.entry((from, to, relation)).or_insert(edges.len());
        if at == edges.len() {
            edges.push(Edge {
                from,
                to,
                relation,
                by: Vec::new(),
            });
        }
        if let Some(edge) = edges.get_mut(at) {
            edge.by.extend(by.map(str::to_owned));
        }
    }

    /// The zone of a resource: its environment and region. What has no region stands with its environment.
    fn zone(&mut self, blueprint: &Blueprint<'t>, resource: &Resource<'t>, regional: bool) -> usize {
        let (project, environment) = match resource.place {
            Place::Environment { project, environment } => {
                let project = blueprint.projects.get(project);
                let environment = project.and_then(|project| project.environments.get(environment));
                let name = |name: Option<&str>| name.unwrap_or_default().to_owned();
                (
                    name(project.map(|project| project.name)),
                    name(environment.map(|environment| environment.name)),
                )
            }
            Place::Root | Place::Ungrouped => Default::default(),
        };
        let region = regional.then(|| {
            resource
                .fields
                .text("region")
                .unwrap_or(DEFAULT_REGION)
                .to_owned()
        });
        let place = resource.place;
        let zones = &mut self.topology.zones;
        let known = zones.iter().position(|zone| {
            zone.place == place && (zone.region == region || zone.region.is_none() || region.is_none())
        });
        if let Some(at) = known {
            if let Some(zone) = zones.get_mut(at) {
                zone.region = zone.region.take().or(region);
            }
            return at;
        }
        zones.push(Zone {
            place,
            project,
            environment,
            region,
        });
        zones.len() - 1
    }

    fn add_database(&mut self, blueprint: &Blueprint<'t>, database: &Database<'t>) {
        let resource = &database.resource;
        let zone = self.zone(blueprint, resource, true);
        let plan = database
            .plan()
            .unwrap_or_else(|| plans::default_plan(plans::Kind::Postgres));
        let mut details = vec![words::plan(plan)];
        details.extend(
            database
                .disk_size_gb()
                .map(|size| words::disk_size(money::later_number(size.into()))),
        );
        if database.high_availability() {
            details.push(words::standby());
        }
        let span = Some(span_of(resource));
        let primary = self.node(Node {
            kind: Kind::Postgres,
            name: resource.name.to_owned(),
            details,
            zone: Some(zone),
            path: Some(resource.path.clone()),
            span,
        });
        self.databases.entry(resource.name).or_insert(primary);
        for name in database.read_replicas() {
            let replica = self.node(Node {
                kind: Kind::Replica,
                name: name.to_owned(),
                details: vec![words::plan(plan)],
                zone: Some(zone),
                path: Some(resource.path.clone()),
                span,
            });
            self.databases.entry(name).or_insert(replica);
            self.edge(replica, primary, Relation::Copies, None);
        }
    }

    fn add_service(&mut self, blueprint: &Blueprint<'t>, service: &Service<'t>) {
        let resource = &service.resource;
        let kind = Kind::Service(service.service_type);
        let regional = service.service_type != ServiceType::Static;
        let zone = self.zone(blueprint, resource, regional);
        let default = match service.service_type {
            ServiceType::Web | ServiceType::PrivateService | ServiceType::Worker => {
                Some(plans::Kind::Service)
            }
            ServiceType::Cron => Some(plans::Kind::Cron),
            ServiceType::KeyValue => Some(plans::Kind::KeyValue),
            ServiceType::Static | ServiceType::Workflow | ServiceType::Unknown => None,
        };
        let plan = service.plan().or(default.map(plans::default_plan));
        let mut details: Vec<_> = plan.map(words::plan).into_iter().collect();
        let instances = service.instances();
        if service.service_type.has_instances() {
            details.push(match usize::try_from(instances.max) {
                Ok(count) if instances.min == instances.max => crate::words::terms::instances(count),
                _ => words::range(instances.min.to_string(), instances.max.to_string()),
            });
        }
        let span = Some(span_of(resource));
        let node = self.node(Node {
            kind,
            name: resource.name.to_owned(),
            details,
            zone: Some(zone),
            path: Some(resource.path.clone()),
            span,
        });
        self.services.push(node);
        self.join_internet(service, node);
        if let Some(disk) = service.disk() {
            let to = self.node(Node {
                kind: Kind::Disk,
                name: disk.name.unwrap_or_default().to_owned(),
                details: vec![words::disk_size(money::later_number(disk.size_gb.into()))],
                zone: Some(zone),
                path: Some(resource.path.clone()),
                span,
            });
            self.edge(node, to, Relation::Mounts, disk.mount_path);
        }
    }

    fn join_internet(&mut self, service: &Service<'t>, node: usize) {
        if !matches!(service.service_type, ServiceType::Web | ServiceType::Static) {
            return;
        }
        let internet = match self.internet {
            Some(internet) => internet,
            None => self.node(Node::plain(Kind::Internet)),
        };
        self.internet = Some(internet);
        let spread = service.scaling().is_some() || service.instances().max > 1;
        if service.service_type == ServiceType::Web && spread {
            let own = self.topology.nodes.get(node);
            let balancer = self.node(Node {
                zone: own.and_then(|own| own.zone),
                path: own.and_then(|own| own.path.clone()),
                span: own.and_then(|own| own.span),
                ..Node::plain(Kind::LoadBalancer)
            });
            self.edge(internet, balancer, Relation::Requests, None);
            self.edge(balancer, node, Relation::Requests, None);
        } else {
            self.edge(internet, node, Relation::Requests, None);
        }
    }

    fn add_variables(
        &mut self,
        in_file: &Groups<'_, 't>,
        blueprint: &Blueprint<'t>,
        service: &Service<'t>,
        node: usize,
    ) {
        let program = Program::of(in_file, service);
        let mut found: Vec<(&str, Span, Target<'t>)> = Vec::new();
        for (key, variable) in program.variables() {
            let span = variable.fields.tree.node(variable.anchor()).span;
            let target = match variable.form {
                Form::FromDatabase { name, .. } => Some(Target::Database(name)),
                Form::FromService {
                    name,
                    // The schema's word for a database in this place.
                    service_type: Some("dpg"),
                    ..
                } => Some(Target::Database(name)),
                Form::FromService { name, property, .. } => Some(match property {
                    ServiceProperty::EnvVar(key) if !is_address(key) => Target::Values(name),
                    _ => Target::Service(name),
                }),
                _ => None,
            };
            found.extend(target.map(|target| (*key, span, target)));
            // A property of a resource is its address; another variable is a value, whoever has it.
            let is_value = match variable.form {
                Form::FromDatabase { .. } => false,
                Form::FromService { property, .. } => matches!(property, ServiceProperty::EnvVar(_)),
                _ => true,
            };
            let target = outside::of(&program, key).filter(|_| is_value);
            found.extend(target.map(|kind| (*key, span, Target::Outside(kind))));
        }
        // Databases first, then services, then what is outside.
        found.sort_by_key(|(_, _, target)| match target {
            Target::Database(_) => 0,
            Target::Service(_) => 1,
            Target::Values(_) => 2,
            Target::Outside(_) => 3,
        });
        for (key, span, target) in found {
            let (to, relation) = match target {
                Target::Database(name) => (self.database(name, span), Relation::Reads),
                Target::Service(name) => (self.service(blueprint, name, span), Relation::Reads),
                Target::Values(name) => (self.service(blueprint, name, span), Relation::Takes),
                Target::Outside(kind) => (self.other(kind, "", span), Relation::Uses),
            };
            self.edge(node, to, relation, Some(key));
        }
    }

    fn database(&mut self, name: &str, span: Span) -> usize {
        match self.databases.get(name) {
            Some(node) => *node,
            None => self.other(Kind::Absent, name, span),
        }
    }

    fn service(&mut self, blueprint: &Blueprint<'t>, name: &str, span: Span) -> usize {
        let mut services = blueprint.services.iter();
        let at = services.position(|service| service.resource.name == name);
        match at.and_then(|at| self.services.get(at)) {
            Some(node) => *node,
            None => self.other(Kind::Absent, name, span),
        }
    }

    fn other(&mut self, kind: Kind, name: &str, span: Span) -> usize {
        let key = (kind, name.to_owned());
        if let Some(known) = self.others.get(&key) {
            return *known;
        }
        let node = self.node(Node {
            name: name.to_owned(),
            span: Some(span),
            ..Node::plain(kind)
        });
        self.others.insert(key, node);
        node
    }
}

fn span_of(resource: &Resource<'_>) -> Span {
    resource.fields.tree.node(resource.fields.node).span
}

/// Whether a variable that Render sets holds where a service is found.
fn is_address(key: &str) -> bool {
    matches!(
        key,
        "RENDER_EXTERNAL_URL" | "RENDER_EXTERNAL_HOSTNAME" | "RENDER_DISCOVERY_SERVICE"
    )
}

/// What a variable points to.
enum Target<'t> {
    Database(&'t str),
    Service(&'t str),
    /// Values of a service's own variables.
    Values(&'t str),
    Outside(Kind),
}

/// Where resources run whose region is not written (Render's Blueprint reference, 2026-09-05).
const DEFAULT_REGION: &str = "oregon";
