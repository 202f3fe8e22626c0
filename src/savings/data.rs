//! Databases, Key Value and disks. Nothing here is said of what runs: storage and Key Value never shrink, and a
//! replica that is taken away is destroyed.

use rust_decimal::Decimal;

use super::{MOST_RESOURCES, Saving, Search, set};
use crate::blueprint::edit::Edit;
use crate::blueprint::{Database, Service, ServiceType};
use crate::cost::{Item, Range, Usage};
use crate::price::money;
use crate::price::plans::{self, Kind, Tier};
use crate::words::{Message, savings as words};

/// The smallest storage of which less is proposed, and the step of sizes, in GB.
const SMALLEST_STORAGE: i64 = 20;
const STORAGE_STEP: i64 = 5;

pub(super) fn search(search: &mut Search<'_, '_>) {
    let blueprint = search.blueprint;
    if search.on_render {
        return;
    }
    for service in blueprint.services.iter().take(MOST_RESOURCES) {
        match service.service_type {
            ServiceType::KeyValue => smaller_key_value(search, service),
            _ if service.service_type.has_instances() => disk(search, service),
            _ => {}
        }
    }
    for database in blueprint.databases.iter().take(MOST_RESOURCES) {
        smaller_database(search, database);
        less_storage(search, database);
        standby(search, database);
        replicas(search, database);
    }
}

fn edited(id: &'static str, title: Message, why: Message, edits: Vec<Edit>) -> Saving {
    Saving {
        id,
        title,
        why,
        edits,
        setting: None,
        monthly: None,
    }
}

/// The next smaller plan of a Key Value instance that keeps its data.
fn smaller_key_value(search: &mut Search<'_, '_>, service: &Service<'_>) {
    let from = service.plan().unwrap_or(plans::default_plan(Kind::KeyValue));
    let Some(from) = plans::key_value(from) else {
        return;
    };
    let smaller = plans::key_values().iter().filter(|plan| {
        let is_priced = search.prices.key_value(plan.id).known().is_some();
        plan.memory_mb < from.memory_mb && plan.persistent && is_priced
    });
    if let Some(plan) = smaller.max_by_key(|plan| plan.memory_mb) {
        search.try_out(edited(
            "smaller-key-value",
            words::key_value_title(service.resource.name, plan.id, from.id),
            words::key_value_why(plan.id, plan.memory_mb.to_string()),
            vec![set(&service.resource.path, "plan", plan.id)],
        ));
    }
}

/// A plan with the same memory that costs less.
fn smaller_database(search: &mut Search<'_, '_>, database: &Database<'_>) {
    let from = database.plan().unwrap_or(plans::default_plan(Kind::Postgres));
    let Some(from) = plans::postgres(from).filter(|plan| !plan.is_legacy()) else {
        return;
    };
    let (Some(cpu), Some(paid)) = (from.cpu, search.prices.postgres(from.id).price.known()) else {
        return;
    };
    // A standby needs a whole core.
    let least = if database.high_availability() {
        Decimal::ONE
    } else {
        Decimal::ZERO
    };
    let cheaper = plans::postgres_plans().iter().filter_map(|plan| {
        let price = search.prices.postgres(plan.id).price.known()?;
        let cpu = plan.cpu.filter(|cpu| *cpu >= least)?;
        // A free database expires.
        let is_kept = plan.tier != Tier::Free;
        (is_kept && plan.ram_mb == from.ram_mb && price < paid).then_some((price, cpu, plan))
    });
    let Some((_, less, plan)) = cheaper.min_by_key(|(price, ..)| *price) else {
        return;
    };
    let path = &database.resource.path;
    let mut edits = vec![set(path, "plan", plan.id)];
    // Another family of plans would bring another size.
    if let (None, Some(size)) = (database.disk_size_gb(), from.disk_gb) {
        edits.push(set(path, "diskSizeGB", size));
    }
    let shown = |cpu: Decimal| cpu.normalize().to_string();
    search.try_out(edited(
        "smaller-database",
        words::database_title(database.resource.name, plan.id, from.id),
        words::database_why(shown(less), shown(cpu)),
        edits,
    ));
}

/// Half of the storage, which can grow; more where its users need more.
fn less_storage(search: &mut Search<'_, '_>, database: &Database<'_>) {
    let plan = plans::postgres(database.plan().unwrap_or(plans::default_plan(Kind::Postgres)));
    let by_default = plan
        .filter(|plan| !plan.is_legacy())
        .and_then(|plan| plan.disk_gb);
    let Some(now) = database.disk_size_gb().or(by_default.map(i64::from)) else {
        return;
    };
    if now < SMALLEST_STORAGE {
        return;
    }
    let with = |size: i64| vec![set(&database.resource.path, "diskSizeGB", size)];
    let mut sizes = (now.div_euclid(2 * STORAGE_STEP)..)
        .map(|steps| steps.saturating_mul(STORAGE_STEP))
        .take_while(|size| *size < now);
    let Some(size) = sizes.find(|size| search.is_enough(&with(*size))) else {
        return;
    };
    search.try_out(edited(
        "less-storage",
        words::storage_title(database.resource.name, size.to_string(), now.to_string()),
        words::storage_why(),
        with(size),
    ));
}

fn standby(search: &mut Search<'_, '_>, database: &Database<'_>) {
    if database.high_availability() {
        search.try_out(edited(
            "no-standby",
            words::standby_title(database.resource.name),
            words::standby_why(),
            vec![set(&database.resource.path, "highAvailability.enabled", false)],
        ));
    }
}

/// A replica's price is often not known; then the saving has no sum.
fn replicas(search: &mut Search<'_, '_>, database: &Database<'_>) {
    for replica in database.read_replicas().into_iter().take(MOST_RESOURCES) {
        let edits = vec![Edit::RemoveReplica {
            database: database.resource.path.clone(),
            name: replica.to_owned(),
        }];
        let saving = edited(
            "no-replica",
            words::replica_title(database.resource.name, replica),
            words::replica_why(),
            edits,
        );
        let own = |line: &&crate::cost::LineItem| {
            line.path.as_ref() == Some(&database.resource.path)
                && line.item == Item::Replica(replica.to_owned())
        };
        let is_priced = search
            .before
            .lines
            .iter()
            .find(own)
            .is_some_and(|line| line.monthly.is_some());
        if is_priced {
            search.try_out(saving);
        } else if search.bill_after(&saving.edits, search.usage).is_some() {
            search.found.push(saving);
        }
    }
}

/// Files of a disk on object storage: advice, because the app has to be told and files have to be copied.
fn disk(search: &mut Search<'_, '_>, service: &Service<'_>) {
    let Some(disk) = service.disk() else {
        return;
    };
    let path = &service.resource.path;
    let of_disk = |line: &&crate::cost::LineItem| line.path.as_ref() == Some(path) && line.item == Item::Disk;
    let paid = search
        .before
        .lines
        .iter()
        .find(of_disk)
        .and_then(|line| line.monthly);
    let size = Decimal::from(disk.size_gb.max(0));
    let stored = search.usage.object_storage_gb.unwrap_or_default();
    let with = Usage {
        object_storage_gb: Some(money::plus(stored, size)),
        ..search.usage.clone()
    };
    let detach = [Edit::DetachDisk {
        service: path.clone(),
    }];
    let (Some(paid), Some(after)) = (paid, search.bill_after(&detach, &with)) else {
        return;
    };
    if after.unpriced().count() != search.before.unpriced().count() {
        return;
    }
    let (before, after) = (search.before.total(), after.total());
    let saved = money::minus(before.min, after.min);
    if saved <= Decimal::ZERO || money::minus(before.max, after.max) != saved {
        return;
    }
    let storage = money::minus(paid.min, saved);
    search.found.push(Saving {
        monthly: Some(Range::exactly(saved)),
        ..edited(
            "object-storage",
            words::disk_title(service.resource.name),
            words::disk_why(
                disk.size_gb.to_string(),
                money::usd(paid.min),
                money::usd(storage),
            ),
            Vec::new(),
        )
    });
}
