//! The topology of a deployment, read off its Blueprint: what runs, what it keeps data in, what is outside, and who
//! talks to whom by which variable; as a drawing, as Mermaid text and as sentences.
//!
//! Must not know the page. A value of a variable is never shown, only its key.

mod graph;
mod layout;
mod list;
mod mermaid;
mod outside;
mod ports;
mod stacked;
mod svg;
#[cfg(test)]
mod tests;
mod wide;

use crate::blueprint::{Place, ServiceType};
use crate::words::{Message, terms, topology as words};
use crate::yaml::{Path, Span};

pub use graph::topology;
pub use list::Part;
pub use mermaid::quoted;
pub use outside::Outside;

/// What there is, and how it hangs together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topology {
    /// Everything that is drawn as a box.
    pub nodes: Vec<Node>,
    /// Who talks to whom.
    pub edges: Vec<Edge>,
    /// The environments and regions that nodes stand in.
    pub zones: Vec<Zone>,
}

/// A part of the deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its name as written; empty for what has none. [`Node::title`] is for people.
    pub name: String,
    /// Plan, instances, size.
    pub details: Vec<Message>,
    /// Its place among [`Topology::zones`]; none for what is not Render's.
    pub zone: Option<usize>,
    /// The resource that says so; none for what is not Render's.
    pub path: Option<Path>,
    /// Where the text says so: the resource, or the first variable that needs it.
    pub span: Option<Span>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Users.
    Internet,
    /// Render's load balancer before several instances.
    LoadBalancer,
    /// A service, Key Value included.
    Service(ServiceType),
    /// A Postgres database.
    Postgres,
    /// Its copy to read from.
    Replica,
    /// A disk of a service.
    Disk,
    /// A service of somebody else.
    Outside(Outside),
    /// What a variable reads from, but the file does not have.
    Absent,
}

/// Somebody talks to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Place among the nodes.
    pub from: usize,
    /// Place among the nodes; may be the same.
    pub to: usize,
    /// What for.
    pub relation: Relation,
    /// Keys of the variables that say where; the mount path of a disk. In order, none twice.
    pub by: Vec<String>,
}

/// What somebody talks to another for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Requests go there.
    Requests,
    /// Variables hold its address, or how to connect.
    Reads,
    /// Variables have the values of its own.
    Takes,
    /// Variables hold what gives access to it.
    Uses,
    /// It is its disk.
    Mounts,
    /// It is copied all the time.
    Copies,
}

/// An environment of a project, or what stands in none, in one region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    pub(crate) place: Place,
    /// The project's name; empty where there is none.
    pub project: String,
    /// The environment's name; empty where there is none.
    pub environment: String,
    /// The region as written or by default; none if all in it run everywhere.
    pub region: Option<String>,
}

impl Node {
    fn plain(kind: Kind) -> Self {
        Self {
            kind,
            name: String::new(),
            details: Vec::new(),
            zone: None,
            path: None,
            span: None,
        }
    }

    /// The field of its resource that makes it what it is; none where that is the whole resource.
    pub fn field(&self) -> Option<&'static str> {
        match self.kind {
            Kind::LoadBalancer => Some("numInstances"),
            Kind::Replica => Some("readReplicas"),
            Kind::Disk => Some("disk"),
            _ => None,
        }
    }

    /// What it is called for people: its name, else what it is.
    pub fn title(&self) -> String {
        if self.name.is_empty() {
            self.kind.name().to_string()
        } else {
            self.name.clone()
        }
    }

    /// What it is, then its details.
    fn sayings(&self) -> Vec<String> {
        let kind = (!self.name.is_empty() || matches!(self.kind, Kind::Outside(_))).then(|| self.kind.what());
        let parts = kind.into_iter().chain(self.details.iter().cloned());
        parts.map(|part| part.to_string()).collect()
    }

    /// What it is, then its details, between dots.
    pub fn about(&self) -> String {
        self.sayings().join(" · ")
    }
}

impl Kind {
    /// What it is called where it has no name of its own.
    fn name(self) -> Message {
        match self {
            Self::Outside(outside) => outside.name(),
            Self::LoadBalancer => words::load_balancer(),
            other => other.what(),
        }
    }

    /// What it is.
    pub fn what(self) -> Message {
        match self {
            Self::Internet => words::internet(),
            Self::LoadBalancer => words::load_balancer(),
            Self::Service(service) => service.name(),
            Self::Postgres => terms::database(),
            Self::Replica => words::replica(),
            Self::Disk => words::disk(),
            Self::Outside(outside) => outside.what(),
            Self::Absent => words::absent(),
        }
    }

    /// Its place within its column.
    fn rank(self) -> u8 {
        match self {
            Self::Service(ServiceType::Worker | ServiceType::Workflow) => 2,
            Self::Service(ServiceType::Cron) => 3,
            Self::Service(ServiceType::PrivateService) => 1,
            // A disk stands below what several services use.
            Self::Disk => 1,
            _ => 0,
        }
    }

    /// Its column: the Internet, balancers, services, data, what is outside.
    fn column(self) -> Column {
        match self {
            Self::Internet => Column::Internet,
            Self::LoadBalancer => Column::Balancers,
            Self::Service(ServiceType::KeyValue) | Self::Postgres | Self::Replica | Self::Disk => {
                Column::Data
            }
            Self::Service(_) => Column::Services,
            Self::Outside(_) | Self::Absent => Column::Outside,
        }
    }
}

/// Where a node stands, from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Internet,
    Balancers,
    Services,
    Data,
    Outside,
}

impl Outside {
    /// Its proper name.
    pub fn name(self) -> Message {
        match self {
            Self::S3 => words::outside_s3(),
            Self::Aws => words::outside_aws(),
            Self::OpenAi => words::outside_openai(),
            Self::WhatsApp => words::outside_whatsapp(),
            Self::Mail => words::outside_mail(),
            Self::Sentry => words::outside_sentry(),
            Self::Datadog => words::outside_datadog(),
            Self::NewRelic => words::outside_new_relic(),
        }
    }

    /// What it is for.
    fn what(self) -> Message {
        match self {
            Self::S3 => words::purpose_storage(),
            Self::Aws => words::purpose_cloud(),
            Self::OpenAi => words::purpose_model(),
            Self::WhatsApp => words::purpose_messages(),
            Self::Mail => words::purpose_mail(),
            Self::Sentry => words::purpose_errors(),
            Self::Datadog | Self::NewRelic => words::purpose_monitoring(),
        }
    }
}

impl Zone {
    /// What it is called: project and environment, then the region.
    pub fn title(&self) -> String {
        let names = [&self.project, &self.environment];
        let names: Vec<&str> = names
            .into_iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect();
        let place = if names.is_empty() {
            words::zone().to_string()
        } else {
            names.join(" / ")
        };
        match &self.region {
            Some(region) => format!("{place} · {region}"),
            None => place,
        }
    }
}
