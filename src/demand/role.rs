//! What a resource does for the application, guessed from the Blueprint.

use std::collections::BTreeMap;

use crate::blueprint::{Database, Service, ServiceType};
use crate::words::{Message, demand as words};

/// What a resource does for the application; it decides which load it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Answers requests.
    Web,
    /// Does jobs in the background.
    Jobs,
    /// Keeps the data.
    Database,
    /// Keeps sessions, cache and queues.
    KeyValue,
    /// Runs now and then.
    Cron,
    /// Files only.
    Static,
    /// Anything else; carries no load that follows from users.
    Other,
}

/// Roles by resource name, where the guess is not right.
pub type Roles = BTreeMap<String, Role>;

impl Role {
    /// All.
    pub const ALL: [Self; 7] = [
        Self::Web,
        Self::Jobs,
        Self::Database,
        Self::KeyValue,
        Self::Cron,
        Self::Static,
        Self::Other,
    ];

    /// Stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Jobs => "jobs",
            Self::Database => "database",
            Self::KeyValue => "key-value",
            Self::Cron => "cron",
            Self::Static => "static",
            Self::Other => "other",
        }
    }

    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Web => words::role_web(),
            Self::Jobs => words::role_jobs(),
            Self::Database => words::role_database(),
            Self::KeyValue => words::role_key_value(),
            Self::Cron => words::role_cron(),
            Self::Static => words::role_static(),
            Self::Other => words::role_other(),
        }
    }
}

/// Programs that work off a queue.
const WORKERS: [&str; 8] = [
    "sidekiq",
    "celery",
    "resque",
    "delayed_job",
    "good_job",
    "solid_queue",
    "bullmq",
    "queue:work",
];
/// Parts of an image's name that say it keeps data.
const STORES: [&str; 9] = [
    "postgres",
    "mysql",
    "mariadb",
    "redis",
    "valkey",
    "mongo",
    "elasticsearch",
    "clickhouse",
    "minio",
];

/// The role of a service: as the caller says, else as its type, image and command suggest.
pub fn role_of_service(service: &Service<'_>, roles: &Roles) -> Role {
    if let Some(role) = roles.get(service.resource.name) {
        return *role;
    }
    let image = service
        .fields()
        .object("image")
        .and_then(|image| image.text("url"));
    let command = service.fields().text("startCommand").unwrap_or_default();
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    if image.is_some_and(|image| has(image, &STORES)) {
        return Role::Other;
    }
    match service.service_type {
        ServiceType::Web => Role::Web,
        ServiceType::Worker => Role::Jobs,
        ServiceType::PrivateService if has(command, &WORKERS) => Role::Jobs,
        ServiceType::KeyValue => Role::KeyValue,
        ServiceType::Cron => Role::Cron,
        ServiceType::Static => Role::Static,
        ServiceType::PrivateService | ServiceType::Workflow | ServiceType::Unknown => Role::Other,
    }
}

/// The role of a database.
pub fn role_of_database(database: &Database<'_>, roles: &Roles) -> Role {
    roles
        .get(database.resource.name)
        .copied()
        .unwrap_or(Role::Database)
}

/// The roles that a service can have, its guess first: what has no instances and keeps nothing carries no load.
pub fn roles_for_service(service: &Service<'_>) -> Vec<Role> {
    let guess = role_of_service(service, &Roles::new());
    let possible: &[Role] = if service.service_type == ServiceType::KeyValue {
        &[Role::KeyValue, Role::Other]
    } else if service.service_type.has_instances() {
        &[Role::Web, Role::Jobs, Role::Other]
    } else {
        &[]
    };
    let others = possible.iter().copied().filter(|role| *role != guess);
    std::iter::once(guess).chain(others).collect()
}

/// The roles that a database can have, its guess first.
pub fn roles_for_database() -> Vec<Role> {
    vec![Role::Database, Role::Other]
}
