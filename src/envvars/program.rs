//! What runs in a service: its variables with those of its groups, and the software that these and its
//! commands point to.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Requirement;
use crate::blueprint::{Blueprint, EnvVar, Form, Group, Service, ServiceType};
use crate::catalogue::{self, Clues, Need, Origin, Process, Resource, Software, Variable};

/// The known software of a service, from its runtime, its commands, its image and all of its variables.
pub fn software(blueprint: &Blueprint<'_>, service: &Service<'_>) -> Vec<&'static Software> {
    Program::of(&groups(blueprint), service).software
}

/// The groups of a file by name; the first of each name.
pub type Groups<'b, 't> = HashMap<&'t str, &'b Group<'t>>;

/// The groups of a file by name.
pub fn groups<'b, 't>(blueprint: &'b Blueprint<'t>) -> Groups<'b, 't> {
    blueprint
        .groups
        .iter()
        .rev()
        .map(|group| (group.resource.name, group))
        .collect()
}

/// A service as a running program.
pub struct Program<'b, 't> {
    /// The service.
    pub service: &'b Service<'t>,
    /// The groups it uses in the order written, and whether each is in the file.
    pub groups: Vec<(&'t str, bool)>,
    /// Its own variables, and those of its groups that are in the file.
    variables: BTreeMap<&'t str, EnvVar<'t>>,
    software: Vec<&'static Software>,
}

impl<'b, 't> Program<'b, 't> {
    /// Reads a service with its groups.
    pub fn of(in_file: &Groups<'b, 't>, service: &'b Service<'t>) -> Self {
        let mut groups = Vec::new();
        let mut variables = BTreeMap::new();
        let mut seen = HashSet::new();
        for variable in &service.env_vars {
            if let Form::FromGroup(name) = variable.form
                && seen.insert(name)
            {
                let group = in_file.get(name);
                groups.push((name, group.is_some()));
                let shared = group.into_iter().flat_map(|group| &group.env_vars);
                variables.extend(shared.filter_map(|variable| Some((variable.key?, *variable))));
            }
        }
        // A service's own variable stands before a group's.
        variables.extend(
            service
                .env_vars
                .iter()
                .filter_map(|variable| Some((variable.key?, *variable))),
        );
        let keys: Vec<&str> = variables.keys().copied().collect();
        let software = recognised(service, &keys);
        Self {
            service,
            groups,
            variables,
            software,
        }
    }

    /// Whether software with this id runs here.
    pub fn runs(&self, id: &str) -> bool {
        self.software.iter().any(|software| software.id == id)
    }

    /// The known software that runs here.
    pub fn software(&self) -> &[&'static Software] {
        &self.software
    }

    /// Its variables by key, with those of its groups.
    pub fn variables(&self) -> &BTreeMap<&'t str, EnvVar<'t>> {
        &self.variables
    }

    /// A variable's value, where it is written in the file.
    pub fn value(&self, key: &str) -> Option<&'t str> {
        written(self.variables.get(key)?)
    }

    /// All its groups are in the file, so its variables are known.
    pub fn is_whole(&self) -> bool {
        self.groups.iter().all(|(_, in_file)| *in_file)
    }

    /// The software that reads a variable, of those that run here.
    pub fn reader(&self, variable: &Variable) -> Option<&'static Software> {
        self.software
            .iter()
            .copied()
            .find(|software| variable.read_by.contains(&software.id))
    }

    /// Whether a known variable is about what runs here, as far as that can be told.
    fn concerns(&self, variable: &Variable) -> bool {
        let anybody = variable.read_by.is_empty() || variable.read_by.contains(&"render");
        anybody || self.reader(variable).is_some()
    }

    /// Whether what runs here can do without a known variable.
    pub fn requirement(&self, variable: &Variable) -> Requirement {
        if !self.concerns(variable) {
            return Requirement::Unknown;
        }
        let answers_requests = matches!(
            self.service.service_type,
            ServiceType::Web | ServiceType::PrivateService
        );
        if variable.process == Process::Web && !answers_requests {
            return Requirement::Unneeded;
        }
        match variable.need {
            Need::Required => Requirement::Required,
            Need::Optional => Requirement::Optional,
            Need::RequiredWith { key, value } => self.required_with(key, value),
            // What Render sets elsewhere may well be wanted here.
            Need::Unneeded if variable.set_by_render.is_some() && !self.is_set_by_render(variable) => {
                Requirement::Optional
            }
            Need::Unneeded => Requirement::Unneeded,
        }
    }

    fn required_with(&self, key: &str, wanted: Option<&str>) -> Requirement {
        let Some(other) = self.variables.get(key) else {
            return Requirement::Optional;
        };
        match (wanted, other.form) {
            (None, _) => Requirement::Required,
            (Some(wanted), Form::Value(_)) if written(other) == Some(wanted) => Requirement::Required,
            (Some(_), Form::Value(_)) => Requirement::Optional,
            (Some(_), _) => Requirement::Unknown,
        }
    }

    /// The required variables that this service does not have, with the software that needs each.
    pub(super) fn missing(&self) -> impl Iterator<Item = (&'static Variable, &'static Software)> {
        let runs = !matches!(
            self.service.service_type,
            ServiceType::Static | ServiceType::KeyValue | ServiceType::Unknown
        );
        let all = if runs && self.is_whole() {
            catalogue::variables()
        } else {
            &[]
        };
        all.iter().filter_map(|variable| {
            let lacks = self.requirement(variable) == Requirement::Required
                && !self.variables.contains_key(variable.key)
                && !self.is_set_by_render(variable)
                && !self.has_other_way(variable.origin);
            Some((variable, self.reader(variable).filter(|_| lacks)?))
        })
    }

    fn is_set_by_render(&self, variable: &Variable) -> bool {
        let fields = self.service.fields();
        variable.is_set_on(fields.text("type").unwrap_or_default(), runtime(self.service))
    }

    /// A database or Key Value may be named by other variables than the usual one: part by part, or under a
    /// key of one's own.
    fn has_other_way(&self, origin: Origin) -> bool {
        let resource = match origin {
            Origin::Resource(resource @ (Resource::Postgres | Resource::KeyValue)) => resource,
            _ => return false,
        };
        self.variables.iter().any(|(key, variable)| {
            let known = catalogue::variable(key);
            known.is_some_and(|known| known.origin == Origin::Resource(resource))
                || read_from(variable.form) == Some(resource)
        })
    }
}

/// The kind of resource that a variable is read from.
fn read_from(form: Form<'_>) -> Option<Resource> {
    match form {
        Form::FromDatabase { .. } => Some(Resource::Postgres),
        Form::FromService {
            service_type: Some("keyvalue" | "redis"),
            ..
        } => Some(Resource::KeyValue),
        _ => None,
    }
}

/// A variable's value as it stands in the file.
pub fn written<'t>(variable: &EnvVar<'t>) -> Option<&'t str> {
    variable.fields.tree.scalar_text(variable.fields.get("value")?)
}

/// The commands of a service: those that build, prepare and run it.
pub fn commands<'t>(service: &Service<'t>) -> impl Iterator<Item = &'t str> + use<'t> {
    const COMMANDS: [&str; 5] = [
        "buildCommand",
        "preDeployCommand",
        "startCommand",
        "dockerCommand",
        "initialDeployHook",
    ];
    let fields = service.fields();
    COMMANDS.into_iter().filter_map(move |name| fields.text(name))
}

fn recognised(service: &Service<'_>, keys: &[&str]) -> Vec<&'static Software> {
    let image = service
        .fields()
        .object("image")
        .and_then(|image| image.text("url"));
    let commands: Vec<&str> = commands(service).chain(image).collect();
    catalogue::recognised(&Clues {
        runtime: runtime(service),
        commands: &commands,
        keys,
    })
    .collect()
}

/// A service's runtime, also under its old name.
pub fn runtime<'t>(service: &Service<'t>) -> &'t str {
    let fields = service.fields();
    fields
        .text("runtime")
        .or_else(|| fields.text("env"))
        .unwrap_or_default()
}
