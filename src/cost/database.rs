//! Lines of databases: compute, storage, standby, read replicas.

use super::line::{Item, LineItem, Quantity, line};
use crate::blueprint::Database;
use crate::price::plans::{self, Kind, Tier};
use crate::price::{Price, PriceList, UNKNOWN};

pub(super) fn lines(database: &Database<'_>, prices: &PriceList, lines: &mut Vec<LineItem>) {
    let plan = database
        .plan()
        .unwrap_or_else(|| plans::default_plan(Kind::Postgres));
    let facts = plans::postgres(plan);
    let compute = prices.postgres(plan);
    let free = facts.is_some_and(|facts| facts.tier == Tier::Free);
    let separate_storage = !compute.storage_included && !free;
    let size = database
        .disk_size_gb()
        .or_else(|| facts.and_then(|facts| facts.disk_gb).map(i64::from));
    let storage = size.map_or(Quantity::Unstated, |size| Quantity::Gigabytes(size.max(0).into()));
    let mut instance = |compute_item: Item, storage_item: Item, price: &Price, storage_price: &Price| {
        let resource = (database.resource.name, Some(&database.resource.path));
        let one = Quantity::Instances { min: 1, max: 1 };
        lines.push(line(
            resource.0,
            resource.1,
            compute_item,
            Some(plan),
            one,
            (price, prices),
        ));
        if separate_storage {
            lines.push(line(
                resource.0,
                resource.1,
                storage_item,
                None,
                storage,
                (storage_price, prices),
            ));
        }
    };
    let storage_price = &prices.postgres.storage_gb;
    instance(Item::Database, Item::Storage, compute.price, storage_price);
    // A copy costs what its primary costs, where a source says so.
    let copy = |sources: &[crate::price::Text]| match sources {
        [] => (&UNKNOWN, &UNKNOWN),
        _ => (compute.price, storage_price),
    };
    if database.high_availability() {
        let (price, storage_price) = copy(&prices.postgres.standby);
        instance(Item::Standby, Item::StandbyStorage, price, storage_price);
    }
    for replica in database.read_replicas() {
        let (price, storage_price) = copy(&prices.postgres.replica);
        instance(
            Item::Replica(replica.to_owned()),
            Item::ReplicaStorage(replica.to_owned()),
            price,
            storage_price,
        );
    }
}
