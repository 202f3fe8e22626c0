//! The lists' figures, and that every figure can be followed to its source.

use super::own::OwnList;
use super::plans::{self, Kind, Limit, Tier};
use super::{PlanPrice, Price, PriceList, UNKNOWN, default_list, list, lists};
use rust_decimal::Decimal;

/// A price as the cases write it: `7`, `0.00016` or `unknown`.
fn written(price: &Price) -> String {
    price
        .known()
        .map_or("unknown".to_owned(), |amount| amount.normalize().to_string())
}

#[track_caller]
fn check(id: &str, lookup: fn(&PriceList, &str) -> String, cases: &[(&str, &str)]) {
    let list = list(id).expect("the list ships");
    for (plan, expected) in cases {
        assert_eq!(lookup(list, plan), *expected, "{id}: {plan}");
    }
}

fn service(list: &PriceList, plan: &str) -> String {
    written(list.service(plan))
}

fn cron(list: &PriceList, plan: &str) -> String {
    written(list.cron(plan))
}

fn key_value(list: &PriceList, plan: &str) -> String {
    written(list.key_value(plan))
}

fn postgres(list: &PriceList, plan: &str) -> String {
    let found = list.postgres(plan);
    let storage = if found.storage_included {
        " with storage"
    } else {
        ""
    };
    format!("{}{storage}", written(found.price))
}

fn workspace(list: &PriceList, plan: &str) -> String {
    list.workspace(plan).map_or("not counted".to_owned(), written)
}

#[test]
fn the_newest_list_is_the_default() {
    assert_eq!(
        lists().iter().map(|list| list.id.as_ref()).collect::<Vec<_>>(),
        ["2026-09", "2025-10"]
    );
    assert_eq!(default_list().id, "2026-09");
    assert_eq!(list("2020-01"), None);
}

#[test]
fn services_of_2026() {
    check(
        "2026-09",
        service,
        &[
            ("free", "0"),
            ("0.5c-512mb", "7"),
            ("starter", "7"),
            ("1c-2g", "25"),
            ("standard", "25"),
            ("pro", "85"),
            ("pro plus", "175"),
            ("pro max", "225"),
            ("pro ultra", "450"),
            ("12c-96g", "1500"),
            ("Starter", "unknown"),
            ("pro_plus", "unknown"),
            ("", "unknown"),
        ],
    );
}

#[test]
fn cron_jobs_of_2026() {
    check(
        "2026-09",
        cron,
        &[
            ("0.5c-512mb", "0.00016"),
            ("starter", "0.00016"),
            ("standard", "0.00058"),
            ("pro", "0.00197"),
            ("pro plus", "0.00405"),
            ("8c-64g", "unknown"),
            // Names of service plans, but not of a cron job's.
            ("free", "unknown"),
            ("pro max", "unknown"),
        ],
    );
    assert_eq!(written(&default_list().cron.minimum), "1");
}

#[test]
fn databases_of_2026() {
    check(
        "2026-09",
        postgres,
        &[
            ("free", "0"),
            ("0.1c-256mb", "6"),
            ("basic-256mb", "6"),
            ("basic-1gb", "19"),
            ("1c-2g", "unknown"),
            ("4c-16g", "200"),
            ("pro-16gb", "200"),
            ("8c-32g", "400"),
            ("accelerated-1024gb", "11000"),
            // Types of old databases.
            ("starter", "7 with storage"),
            ("standard", "20 with storage"),
            ("pro", "95 with storage"),
            ("pro plus", "unknown with storage"),
            ("large", "unknown"),
        ],
    );
    assert_eq!(written(&default_list().postgres.storage_gb), "0.3");
}

#[test]
fn the_rest_of_2026() {
    check(
        "2026-09",
        key_value,
        &[
            ("free", "0"),
            ("256mb", "10"),
            ("starter", "10"),
            ("1g", "32"),
            ("standard", "32"),
            ("3g", "unknown"),
            ("pro ultra", "1100"),
            ("50g", "unknown"),
        ],
    );
    check(
        "2026-09",
        workspace,
        &[
            ("hobby", "0"),
            ("pro", "25"),
            ("scale", "499"),
            ("enterprise", "unknown"),
            ("team", "unknown"),
        ],
    );
    let list = default_list();
    assert_eq!(written(&list.disk_gb), "0.25");
    assert_eq!(written(&list.static_site), "0");
    assert_eq!(written(&list.overage.bandwidth_gb), "0.15");
    assert_eq!(written(&list.object_storage.put_1000), "0.005");
    assert_eq!(list.monitoring, None);
    assert_eq!(
        written(&list.outside("sentry_team").expect("it is listed").price),
        "26"
    );
    assert_eq!(list.outside("unheard_of"), None);
}

#[test]
fn prices_of_the_document() {
    check(
        "2025-10",
        service,
        &[
            ("starter", "7"),
            ("0.5c-512mb", "7"),
            ("1c-2g", "25"),
            ("2c-4g", "unknown"),
            ("free", "unknown"),
        ],
    );
    check(
        "2025-10",
        postgres,
        &[
            ("0.1c-256mb", "7 with storage"),
            ("4c-16g", "90 with storage"),
            ("8c-32g", "200 with storage"),
            ("0.5c-1g", "unknown with storage"),
            ("pro", "unknown with storage"),
        ],
    );
    check(
        "2025-10",
        key_value,
        &[("free", "0"), ("256mb", "10"), ("1g", "50"), ("5g", "unknown")],
    );
    check("2025-10", cron, &[("starter", "unknown")]);
    check(
        "2025-10",
        workspace,
        &[("hobby", "not counted"), ("pro", "not counted")],
    );

    let list = list("2025-10").expect("the list ships");
    assert_eq!(written(&list.disk_gb), "0.25");
    assert_eq!(list.monitoring.as_ref().map(written).as_deref(), Some("50"));
    assert_eq!(written(&list.static_site), "unknown");
    assert_eq!(written(&list.overage.bandwidth_gb), "unknown");
    let [storage] = list.object_storage.storage_gb.as_ref() else {
        panic!("one tier")
    };
    assert_eq!(
        (storage.up_to_gb, written(&storage.price).as_str()),
        (None, "0.025")
    );
}

#[test]
fn a_price_leads_to_titled_and_dated_sources() {
    for list in lists() {
        let plans = [
            &list.services,
            &list.cron.plans,
            &list.postgres.plans,
            &list.key_value,
        ];
        let plans = plans
            .into_iter()
            .flat_map(|table| table.iter())
            .map(|PlanPrice { price, .. }| price);
        let storage = &list.object_storage;
        let tiers = storage
            .storage_gb
            .iter()
            .chain(storage.egress_gb.iter())
            .map(|tier| &tier.price);
        let outside = list.outside.iter().map(|outside| &outside.price);
        for price in plans
            .chain(tiers)
            .chain(outside)
            .chain([&list.disk_gb])
            .chain(&list.monitoring)
        {
            assert!(
                price.known().is_none() || !price.sources.is_empty(),
                "{}: {price:?}",
                list.id
            );
            for id in price.sources.iter() {
                let source = list.source(id).expect("a cited source is listed");
                assert!(!source.title.is_empty() && !source.date.is_empty(), "{id}");
            }
        }
    }
}

#[test]
fn lists_that_ship_are_named_in_every_language() {
    for list in lists() {
        assert_eq!(crate::words::price_list(&list.id), Some(list.title.as_ref()));
    }
    let own = OwnList::copy_of("2026-09", "2026-09", "").expect("a title");
    assert_eq!(own.list().name(), "2026-09");
}

#[test]
fn an_own_list_is_a_value_of_the_same_type() {
    let mut own = default_list().clone();
    let mut services = own.services.into_owned();
    services.retain(|entry| entry.plan != "1c-2g");
    services.push(PlanPrice {
        plan: "1c-2g".to_owned().into(),
        price: Price {
            amount: super::Amount::Known(Decimal::new(1999, 2)),
            ..UNKNOWN.clone()
        },
    });
    own.services = services.into();
    assert_eq!(service(&own, "standard"), "19.99");
    assert_eq!(service(&own, "starter"), "7");
}

#[test]
fn current_names() {
    let cases = [
        (Kind::Service, "starter", Some("0.5c-512mb")),
        (Kind::Service, "pro max", Some("4c-16g")),
        (Kind::Service, "1c-2g", Some("1c-2g")),
        (Kind::Service, "free", Some("free")),
        (Kind::Service, "256mb", None),
        (Kind::Cron, "standard", Some("1c-2g")),
        (Kind::Cron, "pro max", None),
        (Kind::KeyValue, "standard", Some("1g")),
        (Kind::KeyValue, "3g", Some("3g")),
        (Kind::Postgres, "pro-16gb", Some("4c-16g")),
        (Kind::Postgres, "basic-4gb", Some("2c-4g")),
        (Kind::Postgres, "pro", None),
        (Kind::Postgres, "PRO-16GB", None),
    ];
    for (kind, name, expected) in cases {
        assert_eq!(plans::current_name(kind, name), expected, "{kind:?} {name}");
    }
}

#[test]
fn plan_facts() {
    let standard = plans::service("standard").expect("an old name");
    assert_eq!((standard.cpu, standard.ram_mb), (Decimal::ONE, 2048));
    assert_eq!(standard.types, ["web", "pserv", "worker"]);
    assert_eq!(
        plans::service("free").map(|plan| plan.types),
        Some(["web"].as_slice())
    );
    assert_eq!(plans::cron("standard").map(|plan| plan.ram_mb), Some(2048));

    let database = plans::postgres("4c-16g").expect("a current name");
    assert_eq!(
        (database.tier, database.disk_gb, database.max_connections),
        (Tier::Pro, Some(100), Some(400))
    );
    let legacy = plans::postgres("pro").expect("a legacy type");
    assert!(legacy.is_legacy());
    assert_eq!((legacy.ram_mb, legacy.disk_gb), (Some(4096), Some(96)));
    assert_eq!(plans::postgres("pro plus").and_then(|plan| plan.ram_mb), None);
    assert_eq!(
        plans::postgres("free").and_then(|plan| plan.expires_after_days),
        Some(30)
    );

    assert_eq!(
        plans::key_value("starter").and_then(|plan| plan.max_connections),
        Some(250)
    );
    assert_eq!(
        plans::key_value("50g").and_then(|plan| plan.max_connections),
        None
    );

    let hobby = plans::workspace("hobby").expect("it exists");
    assert_eq!(
        (hobby.bandwidth_gb, hobby.autoscaling),
        (Limit::UpTo(5), Some(false))
    );
    assert_eq!(
        plans::workspace("pro").map(|plan| plan.seats),
        Some(Limit::Unlimited)
    );
    assert_eq!(
        plans::workspace("enterprise").map(|plan| plan.build_minutes),
        Some(Limit::Unknown)
    );
}

#[test]
fn defaults() {
    assert_eq!(plans::default_plan(Kind::Service), "0.5c-512mb");
    assert_eq!(plans::default_plan(Kind::Cron), "0.5c-512mb");
    assert_eq!(plans::default_plan(Kind::KeyValue), "256mb");
    assert_eq!(plans::default_plan(Kind::Postgres), "0.1c-256mb");
    assert_eq!(plans::default_disk_gb(), 10);
}

#[test]
fn every_plan_is_priced_or_named_as_unknown() {
    let list = default_list();
    let named = |table: &[PlanPrice], id: &str| table.iter().any(|entry| entry.plan == id);
    assert!(
        plans::services()
            .iter()
            .all(|plan| named(&list.services, plan.id))
    );
    assert!(plans::crons().iter().all(|plan| named(&list.cron.plans, plan.id)));
    assert!(
        plans::postgres_plans()
            .iter()
            .all(|plan| named(&list.postgres.plans, plan.id))
    );
    assert!(
        plans::legacy_postgres_plans()
            .iter()
            .all(|plan| named(&list.postgres.legacy, plan.id))
    );
    assert!(
        plans::key_values()
            .iter()
            .all(|plan| named(&list.key_value, plan.id))
    );
}

#[test]
fn plan_facts_lead_to_sources() {
    let services = plans::services()
        .iter()
        .chain(plans::crons())
        .map(|plan| plan.sources);
    let postgres = plans::postgres_plans()
        .iter()
        .chain(plans::legacy_postgres_plans());
    let key_values = plans::key_values().iter().map(|plan| plan.sources);
    let workspaces = plans::workspaces().iter().map(|plan| plan.sources);
    let all = services
        .chain(postgres.map(|plan| plan.sources))
        .chain(key_values)
        .chain(workspaces);
    for sources in all {
        assert!(!sources.is_empty());
        assert!(
            sources.iter().all(|id| plans::source(id).is_some()),
            "{sources:?}"
        );
    }
}
