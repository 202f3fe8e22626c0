//! Services of all types.

use super::env_var::{self, EnvVar};
use super::{Fields, Resource};
use crate::spec;
use crate::words::{Message, terms};

/// A service, Key Value included.
#[derive(Clone, Debug)]
pub struct Service<'t> {
    /// Name, place and fields.
    pub resource: Resource<'t>,
    /// What it is.
    pub service_type: ServiceType,
    /// Its variables.
    pub env_vars: Vec<EnvVar<'t>>,
}

/// What a service is, from its `type` and `runtime`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceType {
    /// `type: web`.
    Web,
    /// `type: web` with `runtime: static`, and the `type: static` that people write.
    Static,
    /// `type: pserv`.
    PrivateService,
    /// `type: worker`.
    Worker,
    /// `type: cron`.
    Cron,
    /// `type: keyvalue`, and its old name `redis`.
    KeyValue,
    /// `type: workflow`.
    Workflow,
    /// Anything else.
    Unknown,
}

impl ServiceType {
    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Web => terms::service_web(),
            Self::Static => terms::service_static(),
            Self::PrivateService => terms::service_private(),
            Self::Worker => terms::service_worker(),
            Self::Cron => terms::service_cron(),
            Self::KeyValue => terms::service_key_value(),
            Self::Workflow => terms::service_workflow(),
            Self::Unknown => terms::service_unknown(),
        }
    }

    /// Whether it runs a number of instances that can be set: web, private service and worker.
    pub fn has_instances(self) -> bool {
        matches!(self, Self::Web | Self::PrivateService | Self::Worker)
    }
}

/// Autoscaling as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaling {
    /// Fewest instances.
    pub min: Option<i64>,
    /// Most instances.
    pub max: Option<i64>,
    /// CPU target in percent.
    pub cpu_percent: Option<i64>,
    /// Memory target in percent.
    pub memory_percent: Option<i64>,
}

/// How many instances run: `min` and `max` are equal without autoscaling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instances {
    /// Fewest.
    pub min: i64,
    /// Most.
    pub max: i64,
}

/// A persistent disk as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disk<'t> {
    /// Its name.
    pub name: Option<&'t str>,
    /// Where it is mounted.
    pub mount_path: Option<&'t str>,
    /// Its size; 10 GB where none is written.
    pub size_gb: i64,
}

impl<'t> Service<'t> {
    pub(super) fn of(resource: Resource<'t>) -> Self {
        let fields = resource.fields;
        let service_type = match (
            fields.text("type"),
            fields.text("runtime").or_else(|| fields.text("env")),
        ) {
            (Some("web"), Some("static")) | (Some("static"), _) => ServiceType::Static,
            (Some("web"), _) => ServiceType::Web,
            (Some("pserv"), _) => ServiceType::PrivateService,
            (Some("worker"), _) => ServiceType::Worker,
            (Some("cron"), _) => ServiceType::Cron,
            (Some("keyvalue" | "redis"), _) => ServiceType::KeyValue,
            (Some("workflow"), _) => ServiceType::Workflow,
            _ => ServiceType::Unknown,
        };
        let env_vars = env_var::of(&fields);
        Self {
            resource,
            service_type,
            env_vars,
        }
    }

    /// Its kind in the format.
    pub fn kind(&self) -> Option<&'static spec::Kind> {
        match self.service_type {
            ServiceType::Web | ServiceType::PrivateService | ServiceType::Worker => {
                Some(&spec::SERVER_SERVICE)
            }
            ServiceType::Static => Some(&spec::STATIC_SERVICE),
            ServiceType::Cron => Some(&spec::CRON_SERVICE),
            ServiceType::KeyValue => Some(&spec::KEY_VALUE_SERVICE),
            ServiceType::Workflow => Some(&spec::WORKFLOW_SERVICE),
            ServiceType::Unknown => None,
        }
    }

    /// Its fields.
    pub fn fields(&self) -> Fields<'t> {
        self.resource.fields
    }

    /// The plan as written.
    pub fn plan(&self) -> Option<&'t str> {
        self.fields().text("plan")
    }

    /// Autoscaling, if written.
    pub fn scaling(&self) -> Option<Scaling> {
        let scaling = self.fields().object("scaling")?;
        Some(Scaling {
            min: scaling.integer("minInstances"),
            max: scaling.integer("maxInstances"),
            cpu_percent: scaling.integer("targetCPUPercent"),
            memory_percent: scaling.integer("targetMemoryPercent"),
        })
    }

    /// How many instances run. Autoscaling overrides `numInstances`; without either it is one.
    ///
    /// A bound that is not written is taken from the other, and never falls below one.
    pub fn instances(&self) -> Instances {
        if let Some(scaling) = self.scaling() {
            let min = scaling.min.or(scaling.max).unwrap_or(1).max(1);
            return Instances {
                min,
                max: scaling.max.unwrap_or(min).max(min),
            };
        }
        let count = self.fields().integer("numInstances").unwrap_or(1).max(1);
        Instances {
            min: count,
            max: count,
        }
    }

    /// Its disk, if written.
    pub fn disk(&self) -> Option<Disk<'t>> {
        let disk = self.fields().object("disk")?;
        Some(Disk {
            name: disk.text("name"),
            mount_path: disk.text("mountPath"),
            size_gb: disk.integer("sizeGB").unwrap_or(DEFAULT_DISK_GB),
        })
    }

    /// The variable of this key, if it is written here and not only in a group.
    pub fn env_var(&self, key: &str) -> Option<&EnvVar<'t>> {
        self.env_vars.iter().find(|variable| variable.key == Some(key))
    }
}

/// Size of a disk whose size is not written (Render's documentation, 2026-09-05).
const DEFAULT_DISK_GB: i64 = 10;
