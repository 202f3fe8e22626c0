//! What new services and databases begin with, beside those that are there.

use super::names::free;
use crate::blueprint::references::{Space, definitions};
use crate::blueprint::{Blueprint, ServiceType};
use crate::spec::{self, Shape};

/// A service to add: what its type needs, and what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewService {
    /// What it is.
    pub service_type: ServiceType,
    /// Its name.
    pub name: String,
    /// Further fields as they are typed, such as `runtime`, `plan`, `region`, `startCommand`, `schedule`.
    pub fields: Vec<(&'static str, String)>,
}

/// A Postgres database to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDatabase {
    /// Its name.
    pub name: String,
    /// Further fields as they are typed, such as `plan`, `region`, `diskSizeGB`.
    pub fields: Vec<(&'static str, String)>,
}

impl NewService {
    /// A service beside those that are there: in their region, on their runtime, from their branch, on this plan,
    /// with a name that is free. Commands, folder and schedule are placeholders, still to be written.
    pub fn beside(blueprint: &Blueprint<'_>, service_type: ServiceType, plan: &str) -> Self {
        let neighbours = Neighbours { blueprint };
        let mut fields = Vec::new();
        let mut like = |field: &'static str, otherwise: Option<&str>| {
            let found = neighbours.field(service_type, field).or(otherwise);
            fields.extend(found.map(|text| (field, text.to_owned())));
        };
        if service_type != ServiceType::Static {
            like("region", None);
        }
        if service_type != ServiceType::KeyValue {
            like("repo", None);
            like("branch", None);
            like("autoDeployTrigger", None);
        }
        let (wish, command) = match service_type {
            ServiceType::Static => {
                like("buildCommand", Some("./bin/build"));
                like("staticPublishPath", Some("./public"));
                ("static-site", None)
            }
            ServiceType::KeyValue => ("key-value", None),
            ServiceType::Web | ServiceType::Unknown => ("web-service", Some("./bin/web")),
            ServiceType::PrivateService => ("private-service", Some("./bin/private-service")),
            ServiceType::Worker => ("worker", Some("./bin/worker")),
            ServiceType::Cron => ("cron-job", Some("./bin/cron-job")),
            ServiceType::Workflow => ("workflow", Some("./bin/workflow")),
        };
        let mut given = |field, text: &str| fields.push((field, text.to_owned()));
        if !matches!(service_type, ServiceType::Static | ServiceType::Workflow) {
            given("plan", plan);
        }
        if service_type == ServiceType::Cron {
            given("schedule", "0 3 * * *");
        }
        if let Some(command) = command {
            let runtime = neighbours.runtime(service_type);
            given("runtime", runtime);
            if runtime != "docker" {
                let build = neighbours.field(service_type, "buildCommand");
                given("buildCommand", build.unwrap_or("./bin/build"));
                given("startCommand", command);
            }
        }
        // The one field that a workflow must have and others need not.
        if service_type == ServiceType::Workflow && !fields.iter().any(|(field, _)| *field == "region") {
            fields.push(("region", "oregon".to_owned()));
        }
        Self {
            service_type,
            name: neighbours.free_name(Space::Service, wish),
            fields,
        }
    }
}

impl NewDatabase {
    /// A database beside what is there: in the same region, on this plan, with a name that is free.
    pub fn beside(blueprint: &Blueprint<'_>, plan: &str) -> Self {
        let neighbours = Neighbours { blueprint };
        let region = neighbours.region();
        let region = region.map(|region| ("region", region.to_owned()));
        Self {
            name: neighbours.free_name(Space::Database, "postgres"),
            fields: [("plan", plan.to_owned())].into_iter().chain(region).collect(),
        }
    }
}

/// What is there already.
struct Neighbours<'b, 't> {
    blueprint: &'b Blueprint<'t>,
}

impl<'t> Neighbours<'_, 't> {
    /// A field as the first service has it whose value a service of this type can have too. Commands are taken
    /// from services that are built as it is.
    fn field(&self, service_type: ServiceType, field: &str) -> Option<&'t str> {
        if field == "region" {
            return self.region();
        }
        let is_static = service_type == ServiceType::Static;
        let of_its_kind = self.blueprint.services.iter().filter(|service| {
            let alike = (service.service_type == ServiceType::Static) == is_static;
            alike || !matches!(field, "buildCommand" | "staticPublishPath")
        });
        of_its_kind
            .filter_map(|service| service.fields().text(field))
            .find(|text| takes(service_type, field, text))
    }

    fn region(&self) -> Option<&'t str> {
        let services = self.blueprint.services.iter().map(|service| service.fields());
        let databases = self.blueprint.databases.iter();
        services
            .chain(databases.map(|database| database.resource.fields))
            .filter_map(|fields| fields.text("region"))
            .find(|region| spec::choices::REGION.value(region).is_some())
    }

    /// The runtime of the services that are built from a repository; a container where there is none.
    fn runtime(&self, service_type: ServiceType) -> &'t str {
        let mut runtimes = self
            .blueprint
            .services
            .iter()
            .filter_map(|service| service.fields().text("runtime"))
            .filter(|runtime| !matches!(*runtime, "image" | "static"));
        let otherwise = match service_type {
            ServiceType::Workflow => "node",
            _ => "docker",
        };
        runtimes
            .find(|runtime| takes(service_type, "runtime", runtime))
            .unwrap_or(otherwise)
    }

    fn free_name(&self, space: Space, wish: &str) -> String {
        let taken = definitions(self.blueprint);
        free(wish, |name| {
            taken
                .iter()
                .any(|definition| definition.space == space && definition.name == name)
        })
    }
}

/// Whether a field of this type of service can have this text.
fn takes(service_type: ServiceType, field: &str, text: &str) -> bool {
    let kind = match service_type {
        ServiceType::Static => &spec::STATIC_SERVICE,
        ServiceType::Cron => &spec::CRON_SERVICE,
        ServiceType::KeyValue => &spec::KEY_VALUE_SERVICE,
        ServiceType::Workflow => &spec::WORKFLOW_SERVICE,
        _ => &spec::SERVER_SERVICE,
    };
    kind.field(field).is_some_and(|field| match field.shape {
        Shape::Choice(choice) => choice.value(text).is_some(),
        _ => true,
    })
}
