//! The operations of a file: for every service, database and group what a control or the command can do.

use plano::blueprint::edit::{Edit, EnvValue};
use plano::blueprint::{AnyResource, Blueprint, EnvVar, Service};
use plano::spec::{Field, Kind, Rule, Shape};
use plano::yaml::{Path, Tree};

/// An edit and its name.
pub(crate) struct Operation {
    pub name: &'static str,
    pub edit: Edit,
}

pub(crate) const AUTOSCALE: &str = "autoscaling";

pub(crate) fn of(tree: &Tree) -> Vec<Operation> {
    let blueprint = Blueprint::of(tree);
    let mut operations = Vec::new();
    for found in blueprint.resources() {
        let Some(kind) = found.kind() else {
            continue;
        };
        let mut maker = Maker {
            blueprint: &blueprint,
            found,
            kind,
            operations: &mut operations,
        };
        maker.plan();
        maker.env_vars();
        maker.disk();
        maker.instances();
        maker.clear();
        maker.lists();
    }
    operations.extend(of_names(&blueprint));
    operations
}

/// Everything that has a name gets another one, and goes.
fn of_names(blueprint: &Blueprint<'_>) -> Vec<Operation> {
    let resources = blueprint.resources().map(|found| {
        let names = match found {
            AnyResource::Service(_) => ["rename a service", "remove a service"],
            AnyResource::Database(_) => ["rename a database", "remove a database"],
            AnyResource::Group(_) => ["rename a group", "remove a group"],
        };
        (names, found.resource().path.clone())
    });
    let projects = blueprint.projects.iter().flat_map(|project| {
        let environments = project.environments.iter().map(|own| {
            let names = ["rename an environment", "remove an environment"];
            (names, own.path.clone())
        });
        let own = (["rename a project", "remove a project"], project.path.clone());
        [own].into_iter().chain(environments)
    });
    let operations = resources
        .chain(projects)
        .flat_map(|([rename, remove], resource)| {
            let renamed = Edit::Rename {
                resource: resource.clone(),
                to: "plano-renamed".to_owned(),
            };
            [(rename, renamed), (remove, Edit::Remove { resource })]
        });
    operations.map(|(name, edit)| Operation { name, edit }).collect()
}

struct Maker<'m, 't> {
    blueprint: &'m Blueprint<'t>,
    found: AnyResource<'m, 't>,
    kind: &'static Kind,
    operations: &'m mut Vec<Operation>,
}

impl<'m, 't> Maker<'m, 't> {
    fn push(&mut self, name: &'static str, edit: Edit) {
        self.operations.push(Operation { name, edit });
    }

    fn path(&self) -> Path {
        self.found.resource().path.clone()
    }

    /// Whether the resource has a key.
    fn has(&self, key: &str) -> bool {
        self.found.resource().fields.has(key)
    }

    /// Whether the format has a field for it.
    fn may_have(&self, key: &str) -> bool {
        self.kind.field(key).is_some()
    }

    fn set(&mut self, name: &'static str, field: &str, value: impl ToString) {
        let edit = Edit::Set {
            resource: self.path(),
            field: field.to_owned(),
            value: value.to_string(),
        };
        self.push(name, edit);
    }

    fn plan(&mut self) {
        let Some(Shape::Choice(choice)) = self.kind.field("plan").map(|field| field.shape) else {
            return;
        };
        let now = self.found.resource().fields.text("plan");
        let mut plans = choice.current().map(|value| value.name);
        let name = match self.has("plan") {
            true => "another plan",
            false => "a plan where none is written",
        };
        if let Some(plan) = plans.find(|plan| Some(*plan) != now) {
            self.set(name, "plan", plan);
        }
    }

    fn variables(&self) -> &'m [EnvVar<'t>] {
        match self.found {
            AnyResource::Service(service) => &service.env_vars,
            AnyResource::Group(group) => &group.env_vars,
            AnyResource::Database(_) => &[],
        }
    }

    fn env_vars(&mut self) {
        if !self.may_have("envVars") {
            return;
        }
        for (name, value) in self.forms() {
            let owner = self.path();
            let key = "PLANO_ADDED".to_owned();
            self.push(name, Edit::AddEnvVar { owner, key, value });
        }
        let variables = self.variables();
        for (at, variable) in variables.iter().enumerate() {
            let Some(key) = variable.key else { continue };
            if variables[..at].iter().any(|other| other.key == Some(key)) {
                continue;
            }
            let owner = self.path();
            if variable.fields.has("value") {
                let edit = Edit::SetEnvValue {
                    owner: owner.clone(),
                    key: key.to_owned(),
                    value: EnvValue::Text("8081".to_owned()),
                };
                self.push("another value of a variable", edit);
            }
            let edit = Edit::RenameEnvVar {
                owner: owner.clone(),
                from: key.to_owned(),
                to: "PLANO_RENAMED".to_owned(),
            };
            self.push("rename a variable", edit);
            let key = key.to_owned();
            self.push("remove a variable", Edit::RemoveEnvVar { owner, key });
        }
    }

    /// The forms of a variable. References lead to what the file has.
    fn forms(&self) -> Vec<(&'static str, EnvValue)> {
        let mut forms = vec![
            ("add a variable with a value", EnvValue::Text("8080".to_owned())),
            ("add a generated variable", EnvValue::Generated),
        ];
        if matches!(self.found, AnyResource::Group(_)) {
            return forms;
        }
        let database = self
            .blueprint
            .databases
            .first()
            .map_or("db", |own| own.resource.name);
        let service = self.blueprint.services.first();
        let service_type = service.and_then(|own| own.fields().text("type")).unwrap_or("web");
        let service = service.map_or("api", |own| own.resource.name);
        let from_database = EnvValue::FromDatabase {
            name: database.to_owned(),
            property: "connectionString".to_owned(),
        };
        let from_service = EnvValue::FromServiceProperty {
            service_type: service_type.to_owned(),
            name: service.to_owned(),
            property: "hostport".to_owned(),
        };
        let from_variable = EnvValue::FromServiceVariable {
            service_type: service_type.to_owned(),
            name: service.to_owned(),
            key: "API_KEY".to_owned(),
        };
        forms.extend([
            ("add a prompted variable", EnvValue::Prompted),
            ("add a variable from a database", from_database),
            ("add a variable from a service", from_service),
            ("add a variable from another's", from_variable),
        ]);
        forms
    }

    fn disk(&mut self) {
        const SIZE: &str = "another size of a disk";
        let fields = self.found.resource().fields;
        if self.may_have("diskSizeGB") {
            let size = if fields.integer("diskSizeGB") == Some(20) {
                25
            } else {
                20
            };
            self.set(SIZE, "diskSizeGB", size);
        }
        if !self.may_have("disk") {
            return;
        }
        let service = self.path();
        if self.has("disk") {
            let written = fields.object("disk").and_then(|disk| disk.integer("sizeGB"));
            self.set(SIZE, "disk.sizeGB", if written == Some(25) { 30 } else { 25 });
            self.push("remove a disk", Edit::DetachDisk { service });
        } else {
            let edit = Edit::AttachDisk {
                service,
                name: "files".to_owned(),
                mount_path: "/data".to_owned(),
                size_gb: 15,
            };
            self.push("add a disk", edit);
        }
    }

    fn instances(&mut self) {
        let AnyResource::Service(service) = self.found else {
            return;
        };
        if !service.service_type.has_instances() {
            return;
        }
        self.push("fixed instances", fixed_instances(service));
        let edit = Edit::Autoscale {
            service: self.path(),
            min: 2,
            max: 6,
            cpu_percent: Some(65),
            memory_percent: None,
        };
        self.push(AUTOSCALE, edit);
    }

    /// Takes each field away that the resource can do without, and each that a field of it holds.
    fn clear(&mut self) {
        for field in self
            .kind
            .fields
            .iter()
            .filter(|field| !is_needed(self.kind, field))
        {
            if !self.has(field.name) {
                continue;
            }
            self.clear_field(field.name.to_owned());
            let Some(object) = self.found.resource().fields.object(field.name) else {
                continue;
            };
            let Shape::Object(inner) = field.shape else {
                continue;
            };
            for own in inner
                .fields
                .iter()
                .filter(|own| object.has(own.name) && !is_needed(inner, own))
            {
                self.clear_field(format!("{}.{}", field.name, own.name));
            }
        }
    }

    fn clear_field(&mut self, field: String) {
        let resource = self.path();
        self.push("clear a field", Edit::Clear { resource, field });
    }

    /// Addresses that are let in, and read replicas.
    fn lists(&mut self) {
        let fields = self.found.resource().fields;
        if self.may_have("ipAllowList") {
            let edit = Edit::AllowAddress {
                resource: self.path(),
                source: "203.0.113.0/24".to_owned(),
                description: "office".to_owned(),
            };
            self.push("let an address in", edit);
            for at in 0..fields.objects("ipAllowList").count() {
                let resource = self.path();
                self.push("forbid an address", Edit::ForbidAddress { resource, at });
            }
            if !self.has("ipAllowList") {
                let resource = self.path();
                self.push("close to the public", Edit::ClosePublic { resource });
            }
        }
        if let AnyResource::Database(own) = self.found {
            let name = "plano-replica".to_owned();
            let database = self.path();
            self.push("add a replica", Edit::AddReplica { database, name });
            for name in own.read_replicas() {
                let database = self.path();
                let name = name.to_owned();
                self.push("remove a replica", Edit::RemoveReplica { database, name });
            }
        }
    }
}

/// A fixed number of instances that is not the one written.
pub(crate) fn fixed_instances(service: &Service<'_>) -> Edit {
    Edit::FixInstances {
        service: service.resource.path.clone(),
        count: if service.instances().min == 3 { 4 } else { 3 },
    }
}

fn is_needed(kind: &Kind, field: &Field) -> bool {
    let demanded = kind.constraints.iter().any(|constraint| match constraint.rule {
        Rule::RequiredUnless { field: own, .. } => own == field.name,
        _ => false,
    });
    field.required || demanded
}
