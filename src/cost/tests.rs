mod change;
mod currency;
mod metered;

use rust_decimal::Decimal;

use super::{Usage, bill};
use crate::blueprint::Blueprint;
use crate::price;
use crate::yaml::Tree;

const STAGING: &str = include_str!("../plan/data/gp-bikes-staging.yaml");
const PRODUCTION: &str = include_str!("../plan/data/gp-bikes-production.yaml");
const SCALED: &str = include_str!("../plan/data/gp-bikes-scaled.yaml");

fn usage(workspace: &str, storage_gb: i64, monitoring: i64) -> Usage {
    let some = |amount: i64| (amount > 0).then(|| Decimal::from(amount));
    Usage {
        workspace: Some(workspace.to_owned()),
        object_storage_gb: some(storage_gb),
        outside: some(monitoring)
            .map(|sum| (super::OutsideService::Monitoring, Some(sum)))
            .into_iter()
            .collect(),
        ..Usage::default()
    }
}

#[track_caller]
fn check(file: &str, prices: &str, usage: &Usage, expected: &str) {
    let (tree, error) = Tree::parse(file);
    assert_eq!(error, None);
    let bill = bill(&Blueprint::of(&tree), price::list(prices).unwrap(), usage);
    assert_eq!(bill.total_text(), expected, "{:#?}", bill.lines);
}

#[test]
fn the_three_scenarios_on_both_lists() {
    check(STAGING, "2026-09", &usage("hobby", 0, 0), "$24.50");
    check(PRODUCTION, "2026-09", &usage("pro", 200, 0), "$344.60–394.60");
    check(SCALED, "2026-09", &usage("pro", 400, 50), "$676.20–726.20");
    check(STAGING, "2025-10", &usage("hobby", 0, 0), "$21.00");
    check(PRODUCTION, "2025-10", &usage("pro", 200, 0), "$180.00–230.00");
    check(SCALED, "2025-10", &usage("pro", 400, 50), "$410.00–460.00");
}

/// Services, databases and Key Value in short: `web 1c-2g*2`, `db 4c-16g/100`, `kv 256mb`, `disk 10`.
fn blueprint(parts: &[&str]) -> String {
    let (mut services, mut databases) = ("services:\n".to_owned(), "databases:\n".to_owned());
    for (at, part) in parts.iter().enumerate() {
        let (kind, plan) = part.split_once(' ').unwrap();
        match kind {
            "db" => {
                let (plan, size) = plan.split_once('/').map_or((plan, None), |(plan, size)| (plan, Some(size)));
                let size = size.map_or(String::new(), |size| format!(", diskSizeGB: {size}"));
                databases.push_str(&format!("  - {{name: r{at}, plan: {plan}{size}}}\n"));
            }
            "kv" => services.push_str(&format!("  - {{type: keyvalue, name: r{at}, plan: {plan}, ipAllowList: []}}\n")),
            "disk" => services.push_str(&format!(
                "  - {{type: web, name: r{at}, runtime: ruby, plan: free, disk: {{name: d, mountPath: /d, sizeGB: {plan}}}}}\n"
            )),
            _ => {
                let (plan, count) = plan.split_once('*').unwrap_or((plan, "1"));
                services.push_str(&format!(
                    "  - {{type: {kind}, name: r{at}, runtime: ruby, plan: {plan}, numInstances: {count}}}\n"
                ));
            }
        }
    }
    services + &databases
}

#[test]
fn worked_totals_of_the_price_notes() {
    let none = Usage::default();
    let staging = ["web 0.5c-512mb", "worker 0.5c-512mb", "kv free"];
    let with = |database: &'static str| [&staging[..], &[database]].concat();
    check(&blueprint(&with("db 0.1c-256mb")), "2026-09", &none, "$24.50");
    check(&blueprint(&with("db 0.1c-256mb/1")), "2026-09", &none, "$20.30");
    check(&blueprint(&with("db 0.5c-1g")), "2026-09", &none, "$37.50");
    let production = ["web 1c-2g*2", "worker 1c-2g", "db 4c-16g/100", "kv 256mb"];
    check(
        &blueprint(&production),
        "2026-09",
        &usage("pro", 200, 0),
        "$344.60",
    );
    check(
        &blueprint(&production),
        "2026-09",
        &usage("hobby", 200, 0),
        "$319.60",
    );
    let scaled = ["web 1c-2g*4", "worker 1c-2g*2", "db 8c-32g/200", "kv 1g"];
    check(&blueprint(&scaled), "2026-09", &usage("pro", 400, 50), "$726.20");
    check(&blueprint(&scaled), "2025-10", &usage("pro", 400, 50), "$460.00");
    // The published template's cost breakdown leaves the database's storage out: 75.50 without these 4.50.
    let template = [
        "web standard",
        "web standard",
        "worker starter",
        "kv starter",
        "db basic-256mb",
        "disk 10",
    ];
    check(&blueprint(&template), "2026-09", &none, "$80.00");
}

#[test]
fn unknown_prices_are_never_zero() {
    let none = Usage::default();
    check(
        &blueprint(&["kv 3g", "web 1c-2g"]),
        "2026-09",
        &none,
        "$25.00 + 1 unpriced",
    );
    check(&blueprint(&["web 2c-4g"]), "2025-10", &none, "$0.00 + 1 unpriced");
    check(
        &blueprint(&["web nonsense"]),
        "2026-09",
        &none,
        "$0.00 + 1 unpriced",
    );
    let cron = "services: [{type: cron, name: c, runtime: ruby, schedule: '0 * * * *'}]";
    check(cron, "2026-09", &none, "$1.00 + 1 unpriced");
}

#[test]
fn standby_and_replicas_cost_what_their_primary_costs() {
    let database = "databases: [{name: d, plan: 4c-16g, diskSizeGB: 100, highAvailability: {enabled: true}}]";
    check(database, "2026-09", &Usage::default(), "$460.00");
    check(
        "databases: [{name: d, plan: free}]",
        "2026-09",
        &Usage::default(),
        "$0.00",
    );
}

#[test]
fn the_lines_add_up_and_lead_to_their_sources() {
    let (tree, _) = Tree::parse(PRODUCTION);
    let bill = bill(
        &Blueprint::of(&tree),
        price::default_list(),
        &usage("pro", 200, 0),
    );
    let minimum: Decimal = bill.lines.iter().map(|line| line.monthly.unwrap().min).sum();
    assert_eq!(minimum, bill.total().min);
    for line in &bill.lines {
        let source = line.source.as_ref().unwrap();
        assert!(!source.title.is_empty() && !source.date.is_empty(), "{line:?}");
    }
}

#[test]
fn exports() {
    let (tree, _) =
        Tree::parse("services: [{type: web, name: '=shop', runtime: ruby, plan: 1c-2g, numInstances: 2}]");
    let bill = bill(&Blueprint::of(&tree), price::default_list(), &Usage::default());
    let prices = price::default_list();
    insta::assert_snapshot!(super::export::csv(&bill, prices));
    insta::assert_snapshot!(super::export::markdown(&bill, prices));
    insta::assert_snapshot!(super::export::json(&bill, prices));
}

#[test]
fn sums_of_a_bill() {
    use super::{OutsideService, SecondCurrency, Sum, sums};
    let (tree, _) = Tree::parse(PRODUCTION);
    let usage = Usage {
        outside: vec![(OutsideService::OpenAi, None)],
        ..usage("pro", 200, 0)
    };
    let bill = bill(&Blueprint::of(&tree), price::default_list(), &usage);
    let pesos = SecondCurrency::new("cop", "4000".parse().unwrap(), "").unwrap();
    let told = |sum: &Sum| {
        format!(
            "{}: {} = {}",
            sum.name,
            sum.amount,
            sum.in_currency.clone().unwrap_or_default()
        )
    };
    let found: Vec<String> = sums(&bill, 2_000, Some(&pesos)).iter().map(told).collect();
    assert_eq!(
        found,
        [
            "Total: $344.60–394.60 + 1 unpriced = COP 1,378,400–1,578,400",
            "A year: $4,135.20–4,735.20 + 1 unpriced = COP 16,540,800–18,940,800",
            "For each of 2,000 users: $0.17–0.20 + 1 unpriced = COP 689–789",
        ]
    );
    assert_eq!(sums(&bill, 0, None).len(), 2);
}

#[test]
fn exports_with_what_is_expected() {
    let (tree, _) = Tree::parse(
        "services: [{type: web, name: shop, runtime: ruby, plan: 1c-2g, scaling: {minInstances: 2, maxInstances: 4}}]",
    );
    let blueprint = Blueprint::of(&tree);
    let path = blueprint.services[0].resource.path.clone();
    let usage = Usage {
        expected_instances: [(path, 3)].into(),
        ..usage("pro", 0, 0)
    };
    let prices = price::default_list();
    insta::assert_snapshot!(super::export::csv(&bill(&blueprint, prices, &usage), prices));
}
