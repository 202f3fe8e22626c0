//! The resources of a Blueprint that carry a load, as they are written: role, plan, instances, disk.

use rust_decimal::Decimal;

use super::role::{Role, Roles, role_of_database, role_of_service};
use crate::blueprint::{Blueprint, Database, Service};
use crate::price::plans::{self, Kind};
use crate::yaml::Path;

/// How large a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its plan, by its current name or that of a legacy type; none where the file names no known plan.
    pub plan: Option<&'static str>,
    /// Fewest instances; 1 for what has one.
    pub min: i64,
    /// Most instances.
    pub max: i64,
    /// Disk in GB: of a database, or of a service that has one.
    pub disk_gb: Option<i64>,
}

/// A resource that carries a load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its name.
    pub name: String,
    /// Its place in the file.
    pub path: Path,
    /// What it does.
    pub role: Role,
    /// How large it is.
    pub size: Size,
    /// Render chooses the number of its instances between bounds.
    pub autoscaled: bool,
    /// It keeps the files that users send on its disk.
    pub(super) keeps_files: bool,
    /// Autoscaling targets as written: CPU and memory, in percent.
    pub(super) targets: [Option<i64>; 2],
}

/// The resources of a Blueprint that carry a load; files go to the first disk where they are not on object storage.
pub(super) fn subjects(blueprint: &Blueprint<'_>, roles: &Roles, object_storage: bool) -> Vec<Subject> {
    let services = blueprint
        .services
        .iter()
        .filter_map(|service| of_service(service, roles));
    let databases = blueprint
        .databases
        .iter()
        .filter_map(|database| of_database(database, roles));
    let mut subjects: Vec<Subject> = services.chain(databases).collect();
    let with_disk = |subject: &&mut Subject| {
        matches!(subject.role, Role::Web | Role::Jobs) && subject.size.disk_gb.is_some()
    };
    if !object_storage && let Some(first) = subjects.iter_mut().find(with_disk) {
        first.keeps_files = true;
    }
    subjects
}

fn of_service(service: &Service<'_>, roles: &Roles) -> Option<Subject> {
    let role = role_of_service(service, roles);
    let kind = match role {
        Role::Web | Role::Jobs if service.service_type.has_instances() => Kind::Service,
        Role::KeyValue if service.kind() == Some(&crate::spec::KEY_VALUE_SERVICE) => Kind::KeyValue,
        _ => return None,
    };
    let plan = service.plan().unwrap_or_else(|| plans::default_plan(kind));
    let instances = service.instances();
    let of_instances = kind == Kind::Service;
    let scaling = service.scaling().filter(|_| of_instances);
    Some(Subject {
        name: service.resource.name.to_owned(),
        path: service.resource.path.clone(),
        role,
        size: Size {
            plan: plans::current_name(kind, plan),
            min: if of_instances { instances.min } else { 1 },
            max: if of_instances { instances.max } else { 1 },
            disk_gb: service
                .disk()
                .filter(|_| of_instances)
                .map(|disk| disk.size_gb.max(0)),
        },
        autoscaled: scaling.is_some(),
        keeps_files: false,
        targets: [
            scaling.and_then(|scaling| scaling.cpu_percent),
            scaling.and_then(|scaling| scaling.memory_percent),
        ],
    })
}

fn of_database(database: &Database<'_>, roles: &Roles) -> Option<Subject> {
    if role_of_database(database, roles) != Role::Database {
        return None;
    }
    let plan = database
        .plan()
        .unwrap_or_else(|| plans::default_plan(Kind::Postgres));
    let facts = plans::postgres(plan);
    let fixed = facts.filter(|facts| has_fixed_disk(facts));
    let disk = match fixed {
        Some(facts) => facts.disk_gb.map(i64::from),
        None => database
            .disk_size_gb()
            .map(|size| size.max(0))
            .or_else(|| facts.and_then(|facts| facts.disk_gb).map(i64::from)),
    };
    Some(Subject {
        name: database.resource.name.to_owned(),
        path: database.resource.path.clone(),
        role: Role::Database,
        size: Size {
            plan: facts.map(|facts| facts.id),
            min: 1,
            max: 1,
            disk_gb: disk,
        },
        autoscaled: false,
        keeps_files: false,
        targets: [None, None],
    })
}

/// Whether the disk comes with the plan and cannot grow: the free plan and the legacy types.
pub(super) fn has_fixed_disk(plan: &plans::PostgresPlan) -> bool {
    plan.is_legacy() || plan.tier == plans::Tier::Free
}

/// How many of the usual instance, `1c-2g`, a service's plan is worth: by the scarcer of cores and memory.
pub(super) fn units(plan: &plans::ServicePlan) -> Decimal {
    const USUAL_MB: Decimal = Decimal::from_parts(2048, 0, 0, false, 0);
    plan.cpu.min(Decimal::from(plan.ram_mb) / USUAL_MB)
}
