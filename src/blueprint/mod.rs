//! A typed view over the tree: services, databases, env groups and variables, wherever they stand, and
//! the semantic edits of them.
//!
//! Reads what is there and never judges it: a field of the wrong type is simply absent here, and `check`
//! says why. Must not know prices or demand.

pub mod edit;
mod env_var;
mod fields;
mod pairing;
mod projects;
mod references;
mod service;

use env_var::FORMS;
pub use env_var::{EnvVar, Form, ServiceProperty};
pub use fields::Fields;
pub use pairing::{Pair, Pairing, pair};
pub use projects::{Environment, Project};
pub(crate) use references::build_sources;
pub use references::{Reference, references_to};
pub use service::{Disk, Instances, Scaling, Service, ServiceType};

use crate::yaml::{Item, NodeId, Path, Span, Step, Tree};

/// A Blueprint as its resources. Cheap to make; borrow it from the tree when needed.
#[derive(Clone, Debug)]
pub struct Blueprint<'t> {
    /// The tree it reads.
    pub tree: &'t Tree,
    /// Services of all types, Key Value included, in the order written.
    pub services: Vec<Service<'t>>,
    /// Postgres databases.
    pub databases: Vec<Database<'t>>,
    /// Env groups.
    pub groups: Vec<Group<'t>>,
    /// Projects with their environments.
    pub projects: Vec<Project<'t>>,
    /// Everything that can hold resources: the root, each environment, `ungrouped`.
    pub sections: Vec<Section>,
}

/// A mapping that holds resources.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its mapping.
    pub node: NodeId,
    /// Where it is.
    pub path: Path,
    /// What it is.
    pub place: Place,
}

/// Which part of the file holds a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file itself.
    Root,
    /// An environment of a project, both counted from 0.
    Environment {
        /// The project.
        project: usize,
        /// The environment in it.
        environment: usize,
    },
    /// `ungrouped`.
    Ungrouped,
}

/// What services, databases and groups have in common.
#[derive(Clone, Debug)]
pub struct Resource<'t> {
    /// Its fields.
    pub fields: Fields<'t>,
    /// Where it is.
    pub path: Path,
    /// Which part of the file holds it.
    pub place: Place,
    /// Its `name`; empty if there is none.
    pub name: &'t str,
}

impl Resource<'_> {
    /// The span of the name, else of the whole resource's first line.
    pub fn name_span(&self) -> Span {
        let node = self.fields.get("name").unwrap_or(self.fields.node);
        self.fields.tree.node(node).span
    }
}

/// A Postgres database.
#[derive(Clone, Debug)]
pub struct Database<'t> {
    /// Name, place and fields.
    pub resource: Resource<'t>,
}

impl<'t> Database<'t> {
    /// The plan as written.
    pub fn plan(&self) -> Option<&'t str> {
        self.resource.fields.text("plan")
    }

    /// Disk in GB, as written.
    pub fn disk_size_gb(&self) -> Option<i64> {
        self.resource.fields.integer("diskSizeGB")
    }

    /// Whether a standby is kept.
    pub fn high_availability(&self) -> bool {
        self.resource
            .fields
            .object("highAvailability")
            .is_some_and(|object| object.boolean("enabled") == Some(true))
    }

    /// Names of its read replicas.
    pub fn read_replicas(&self) -> Vec<&'t str> {
        self.resource
            .fields
            .objects("readReplicas")
            .filter_map(|replica| replica.text("name"))
            .collect()
    }
}

/// An env group.
#[derive(Clone, Debug)]
pub struct Group<'t> {
    /// Name, place and fields.
    pub resource: Resource<'t>,
    /// Its variables.
    pub env_vars: Vec<EnvVar<'t>>,
}

/// Any of the three kinds of resource.
#[derive(Clone, Copy, Debug)]
pub enum AnyResource<'b, 't> {
    /// A service.
    Service(&'b Service<'t>),
    /// A database.
    Database(&'b Database<'t>),
    /// An env group.
    Group(&'b Group<'t>),
}

impl<'b, 't> AnyResource<'b, 't> {
    /// Name, place and fields.
    pub fn resource(self) -> &'b Resource<'t> {
        match self {
            Self::Service(service) => &service.resource,
            Self::Database(database) => &database.resource,
            Self::Group(group) => &group.resource,
        }
    }

    /// Its kind in the format; none for a service whose type does not exist.
    pub fn kind(self) -> Option<&'static crate::spec::Kind> {
        match self {
            Self::Service(service) => service.kind(),
            Self::Database(_) => Some(&crate::spec::DATABASE),
            Self::Group(_) => Some(&crate::spec::ENV_VAR_GROUP),
        }
    }
}

impl<'t> Blueprint<'t> {
    /// Reads the resources of a tree.
    pub fn of(tree: &'t Tree) -> Self {
        let mut blueprint = Self::without_resources(tree);
        let sections = std::mem::take(&mut blueprint.sections);
        for section in &sections {
            for list in LISTS {
                blueprint.add(list, resources(tree, section, list));
            }
        }
        blueprint.sections = sections;
        blueprint
    }

    /// The same with the resource at a path alone, for whoever looks at no other: a long Blueprint has hundreds.
    pub fn part(tree: &'t Tree, path: &Path) -> Self {
        let mut blueprint = Self::without_resources(tree);
        let found = blueprint
            .sections
            .iter()
            .find_map(|section| resource_at(tree, section, path));
        if let Some((list, resource)) = found {
            blueprint.add(list, std::iter::once(resource));
        }
        blueprint
    }

    fn without_resources(tree: &'t Tree) -> Self {
        Self {
            tree,
            services: Vec::new(),
            databases: Vec::new(),
            groups: Vec::new(),
            projects: projects::of(tree),
            sections: sections(tree),
        }
    }

    /// Adds the resources of a list.
    fn add(&mut self, list: &str, resources: impl Iterator<Item = Resource<'t>>) {
        match list {
            SERVICES => self.services.extend(resources.map(Service::of)),
            DATABASES => {
                let databases = resources.map(|resource| Database { resource });
                self.databases.extend(databases);
            }
            _ => self.groups.extend(resources.map(|resource| {
                let env_vars = env_var::of(&resource.fields);
                Group { resource, env_vars }
            })),
        }
    }

    /// All resources: services, then databases, then groups.
    pub fn resources(&self) -> impl Iterator<Item = AnyResource<'_, 't>> {
        let services = self.services.iter().map(AnyResource::Service);
        let databases = self.databases.iter().map(AnyResource::Database);
        services
            .chain(databases)
            .chain(self.groups.iter().map(AnyResource::Group))
    }

    /// The resource at a path.
    pub fn at(&self, path: &Path) -> Option<AnyResource<'_, 't>> {
        self.resources()
            .find(|resource| resource.resource().path == *path)
    }

    /// The first service of this name.
    pub fn service(&self, name: &str) -> Option<&Service<'t>> {
        self.services.iter().find(|service| service.resource.name == name)
    }

    /// The first database of this name.
    pub fn database(&self, name: &str) -> Option<&Database<'t>> {
        self.databases
            .iter()
            .find(|database| database.resource.name == name)
    }

    /// The first env group of this name.
    pub fn group(&self, name: &str) -> Option<&Group<'t>> {
        self.groups.iter().find(|group| group.resource.name == name)
    }
}

const SERVICES: &str = "services";
const DATABASES: &str = "databases";
/// The lists of resources that a section has.
const LISTS: [&str; 3] = [SERVICES, DATABASES, "envVarGroups"];

fn sections(tree: &Tree) -> Vec<Section> {
    let Some(root) = tree.root() else {
        return Vec::new();
    };
    let root = tree.target(root);
    let top = Path::default();
    let mut sections = vec![Section {
        node: root,
        path: top.clone(),
        place: Place::Root,
    }];
    let items = |node: NodeId, list: &str| {
        tree.get(node, list)
            .map(|list| tree.items(list))
            .unwrap_or_default()
    };
    for (project, item) in items(root, "projects").iter().enumerate() {
        for (environment, inner) in items(tree.target(item.node), "environments").iter().enumerate() {
            let path = top
                .then("projects")
                .then(project)
                .then("environments")
                .then(environment);
            let place = Place::Environment { project, environment };
            sections.push(Section {
                node: tree.target(inner.node),
                path,
                place,
            });
        }
    }
    if let Some(node) = tree.get(root, "ungrouped") {
        sections.push(Section {
            node,
            path: top.then("ungrouped"),
            place: Place::Ungrouped,
        });
    }
    sections
}

fn resources<'t>(
    tree: &'t Tree,
    section: &Section,
    list: &'static str,
) -> impl Iterator<Item = Resource<'t>> {
    let items = tree
        .get(section.node, list)
        .map(|list| tree.items(list))
        .unwrap_or_default();
    let path = section.path.then(list);
    let place = section.place;
    items
        .iter()
        .enumerate()
        .map(move |(at, item)| resource(tree, item, path.then(Step::Index(at)), place))
}

/// The resource at a path, where it stands in a section, and the list that it is in.
fn resource_at<'t>(tree: &'t Tree, section: &Section, path: &Path) -> Option<(&'static str, Resource<'t>)> {
    let [Step::Key(list), Step::Index(at)] = path.0.strip_prefix(section.path.0.as_slice())? else {
        return None;
    };
    let list = LISTS.into_iter().find(|known| known == list)?;
    let item = tree.items(tree.get(section.node, list)?).get(*at)?;
    Some((list, resource(tree, item, path.clone(), section.place)))
}

fn resource<'t>(tree: &'t Tree, item: &Item, path: Path, place: Place) -> Resource<'t> {
    let fields = Fields {
        tree,
        node: tree.target(item.node),
    };
    Resource {
        fields,
        path,
        place,
        name: fields.text("name").unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests;
