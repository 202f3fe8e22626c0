//! What is priced by the unit, cron minutes, expected instances, and that every figure leads to its source.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::super::{Bill, CronMinutes, LineItem, Meter, OutsideService, Quantity, Range, Usage, bill};
use super::{PRODUCTION, SCALED, STAGING, blueprint};
use crate::blueprint::Blueprint;
use crate::cost::export::source_text;
use crate::price::{self, money};
use crate::yaml::Tree;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn bill_of(file: &str, prices: &str, usage: &Usage) -> Bill {
    let (tree, error) = Tree::parse(file);
    assert_eq!(error, None);
    bill(&Blueprint::of(&tree), price::list(prices).unwrap(), usage)
}

fn shown(line: &LineItem) -> String {
    let amount = line
        .monthly
        .map_or("unpriced".to_owned(), super::super::range_text);
    let source = source_text(line);
    format!(
        "{}: {} = {amount} by {source}",
        line.item.name(),
        line.quantity.text()
    )
}

/// The lines of an empty Blueprint whose usage is written `bandwidth-gb=30 openai`, with typed unit prices after
/// an `@`, and outside services by name.
#[track_caller]
fn check(prices: &str, workspace: Option<&str>, written: &str, expected: &[&str]) {
    let mut usage = Usage {
        workspace: workspace.map(str::to_owned),
        ..Usage::default()
    };
    for word in written.split_whitespace() {
        let (name, amount) = word
            .split_once('=')
            .map_or((word, None), |(name, amount)| (name, Some(amount)));
        if let Some(service) = OutsideService::ALL
            .into_iter()
            .find(|service| service.id() == name)
        {
            usage.outside.push((service, amount.map(decimal)));
            continue;
        }
        let meter = Meter::ALL.into_iter().find(|meter| meter.id() == name).unwrap();
        let (amount, unit) = amount
            .unwrap()
            .split_once('@')
            .map_or((amount.unwrap(), None), |(n, p)| (n, Some(p)));
        usage.metered.insert(meter, decimal(amount));
        usage.unit_prices.extend(unit.map(|unit| (meter, decimal(unit))));
    }
    let bill = bill_of("services: []", prices, &usage);
    let found: Vec<String> = bill
        .lines
        .iter()
        .filter(|line| line.item != super::super::Item::Workspace)
        .map(shown)
        .collect();
    assert_eq!(found, expected);
}

const RENDER: &str = "Render pricing page, as its Markdown edition (2026-04 to 2026-08)";

#[test]
fn what_is_beyond_the_workspaces_allowance() {
    let with = |text: &str| format!("{text} by {RENDER}");
    check(
        "2026-09",
        Some("pro"),
        "bandwidth-gb=25",
        &[&with("Outbound traffic: 25 GB, of which 25 free = $0.00")],
    );
    check(
        "2026-09",
        Some("pro"),
        "bandwidth-gb=30.5",
        &[&with("Outbound traffic: 30.5 GB, of which 25 free = $0.83")],
    );
    check(
        "2026-09",
        Some("hobby"),
        "bandwidth-gb=30.5",
        &[&with("Outbound traffic: 30.5 GB, of which 5 free = $3.83")],
    );
    check(
        "2026-09",
        Some("hobby"),
        "build-minutes=1500",
        &[&with("Build minutes: 1,500 min, of which 500 free = $5.00")],
    );
    check(
        "2026-09",
        Some("pro"),
        "custom-domains=17",
        &[&with("Custom domains: domains: 17, of which 15 free = $0.50")],
    );
    check(
        "2026-09",
        Some("hobby"),
        "bandwidth-gb=7@1.5",
        &["Outbound traffic: 7 GB, of which 5 free = $3.00 by typed in"],
    );
    // Nobody has said what these allow.
    check(
        "2026-09",
        Some("enterprise"),
        "bandwidth-gb=1",
        &["Outbound traffic: 1 GB = unpriced by "],
    );
    check(
        "2026-09",
        None,
        "bandwidth-gb=1",
        &["Outbound traffic: 1 GB = unpriced by "],
    );
    check(
        "2025-10",
        Some("pro"),
        "bandwidth-gb=1000 build-minutes=1 custom-domains=1",
        &[],
    );
}

#[test]
fn traffic_of_files() {
    let infracost = "Infracost's test data, taken from the AWS price list (2024)";
    let with = |text: &str| format!("{text} by {infracost}");
    check(
        "2026-09",
        None,
        "storage-writes=120000",
        &[&with("Requests that write: requests: 120,000 = $0.60")],
    );
    check(
        "2026-09",
        None,
        "storage-reads=1000000",
        &[&with("Requests that read: requests: 1,000,000 = $0.40")],
    );
    check(
        "2026-09",
        None,
        "storage-egress-gb=100",
        &[
            "Traffic of files: 100 GB, of which 100 free = $0.00 by API Evangelist's profile of Amazon S3 (2026-09-20)",
        ],
    );
    check(
        "2026-09",
        None,
        "storage-egress-gb=150",
        &[&with("Traffic of files: 150 GB, of which 100 free = $4.50")],
    );
    check(
        "2026-09",
        None,
        "storage-egress-gb=150@1",
        &["Traffic of files: 150 GB, of which 100 free = $50.00 by typed in"],
    );
    check(
        "2026-09",
        None,
        "storage-egress-gb=10241",
        &["Traffic of files: 10,241 GB, of which 100 free = unpriced by "],
    );
    check(
        "2025-10",
        None,
        "storage-egress-gb=1 storage-reads=1",
        &[
            "Requests that read: requests: 1 = unpriced by ",
            "Traffic of files: 1 GB = unpriced by ",
        ],
    );
    check(
        "2025-10",
        None,
        "storage-egress-gb=3@2",
        &["Traffic of files: 3 GB = $6.00 by typed in"],
    );
}

#[test]
fn services_of_others() {
    let none = "not stated = unpriced by ";
    check(
        "2026-09",
        None,
        "openai whatsapp mail",
        &[
            &format!("Tokens: {none}"),
            &format!("Messages: {none}"),
            &format!("Sent mail: {none}"),
        ],
    );
    // Used without a price: still one line, which now says how much.
    check(
        "2026-09",
        None,
        "openai openai-million-tokens=2.5",
        &["Tokens: million tokens: 2.5 = unpriced by "],
    );
    check(
        "2026-09",
        None,
        "openai openai-million-tokens=2.5@0.4",
        &["Tokens: million tokens: 2.5 = $1.00 by typed in"],
    );
    check(
        "2026-09",
        None,
        "whatsapp whatsapp-conversations=1000@0.0125",
        &["Messages: conversations: 1,000 = $12.50 by typed in"],
    );
    // A sum goes before what is metered; what is not used has no line.
    check(
        "2026-09",
        None,
        "mail=20 mails=1000@1",
        &["Sent mail: 1 month = $20.00 by typed in"],
    );
    check("2026-09", None, "mails=1000@1", &[]);
    check(
        "2026-09",
        None,
        "sentry",
        &["Errors: 1 month = $26.00 by API Evangelist's profile of Sentry (2026-09-20)"],
    );
    check(
        "2026-09",
        None,
        "datadog datadog-hosts=3 logs logs-gb=40",
        &[
            "Monitored hosts: hosts: 3 = $45.00 by API Evangelist's profile of Datadog (2026-09)",
            "Logs taken in, not indexed: 40 GB = $4.00 by API Evangelist's profile of Datadog (2026-09)",
        ],
    );
    check("2026-09", None, "datadog", &[&format!("Monitored hosts: {none}")]);
    check(
        "2025-10",
        None,
        "sentry monitoring",
        &[
            &format!("Errors: {none}"),
            "Errors and performance: 1 month = $50.00 by The GP Bikes architecture document (2025-10-01)",
        ],
    );
}

/// The minutes of the job `c`.
fn cron_minutes(minutes: &str) -> CronMinutes {
    let mut stated = CronMinutes::default();
    stated.set("c", Some(decimal(minutes)));
    stated
}

#[track_caller]
fn check_cron(plan: &str, prices: &str, minutes: Option<&str>, expected: &str) {
    let file =
        format!("services: [{{type: cron, name: c, runtime: ruby, plan: {plan}, schedule: '0 * * * *'}}]");
    let usage = Usage {
        cron_minutes: minutes.map(cron_minutes).unwrap_or_default(),
        ..Usage::default()
    };
    assert_eq!(bill_of(&file, prices, &usage).total_text(), expected);
}

#[test]
fn a_cron_job_costs_its_minutes_and_never_less_than_the_minimum() {
    check_cron("1c-2g", "2026-09", None, "$1.00 + 1 unpriced");
    check_cron("1c-2g", "2026-09", Some("0"), "$1.00");
    check_cron("1c-2g", "2026-09", Some("1724"), "$1.00");
    check_cron("1c-2g", "2026-09", Some("10000"), "$5.80");
    check_cron("starter", "2026-09", Some("43200"), "$6.91");
    check_cron("8c-64g", "2026-09", Some("10"), "$1.00 + 1 unpriced");
    check_cron("1c-2g", "2025-10", Some("10"), "$0.00 + 2 unpriced");
}

#[test]
fn the_line_of_minutes_counts_those_that_are_charged() {
    let check = |plan: &str, used: &str, expected: &str| {
        let file = format!("services: [{{type: cron, name: c, runtime: ruby, plan: {plan}}}]");
        let usage = Usage {
            cron_minutes: cron_minutes(used),
            ..Usage::default()
        };
        let bill = bill_of(&file, "2026-09", &usage);
        assert_eq!(bill.lines[1].quantity.text().to_string(), expected);
    };
    check("1c-2g", "10000", "8,275.9 min");
    check("0.5c-512mb", "10000", "3,750 min");
    check("1c-2g", "100", "0 min");
    // What one costs is not known.
    check("8c-64g", "100", "100 min");
}

#[test]
fn instances_that_are_expected_to_run() {
    let (tree, _) = Tree::parse(PRODUCTION);
    let web = Blueprint::of(&tree)
        .service("gp-bikes-web")
        .unwrap()
        .resource
        .path
        .clone();
    let worker = Blueprint::of(&tree)
        .service("gp-bikes-worker")
        .unwrap()
        .resource
        .path
        .clone();
    let total = |expected: &[(&crate::yaml::Path, i64)]| {
        let expected_instances = expected
            .iter()
            .map(|(path, count)| ((*path).clone(), *count))
            .collect();
        let bill = bill_of(
            PRODUCTION,
            "2026-09",
            &Usage {
                expected_instances,
                ..super::usage("pro", 200, 0)
            },
        );
        assert_eq!(bill.total_text(), "$344.60–394.60");
        bill.expected_total().map(money::usd)
    };
    assert_eq!(total(&[]), None);
    assert_eq!(total(&[(&web, 3)]).as_deref(), Some("$369.60"));
    assert_eq!(total(&[(&web, 99)]).as_deref(), Some("$394.60"));
    // One worker runs, whatever is expected of it.
    assert_eq!(total(&[(&web, 0), (&worker, 5)]).as_deref(), Some("$344.60"));
}

/// A usage that states everything.
fn rich() -> Usage {
    let metered = Meter::ALL.into_iter().enumerate();
    Usage {
        metered: metered
            .map(|(at, meter)| (meter, Decimal::from(37 * (at + 1))))
            .collect(),
        unit_prices: BTreeMap::from([(Meter::OpenAiTokens, decimal("0.4"))]),
        cron_minutes: cron_minutes("10000"),
        outside: OutsideService::ALL.map(|service| (service, None)).into(),
        ..super::usage("pro", 200, 0)
    }
}

#[test]
fn every_figure_leads_to_its_source() {
    let cron = "services: [{type: cron, name: c, runtime: ruby, schedule: '0 * * * *'}]";
    for file in [
        STAGING,
        PRODUCTION,
        SCALED,
        cron,
        &blueprint(&["kv 3g", "disk 10", "web nonsense"]),
    ] {
        for list in price::lists() {
            let mut usage = rich();
            usage
                .outside
                .retain(|(service, _)| *service != OutsideService::Monitoring);
            usage
                .outside
                .push((OutsideService::Monitoring, Some(decimal("50"))));
            let bill = bill_of(file, &list.id, &usage);
            let mut sum = Range::default();
            for line in &bill.lines {
                match (line.monthly, &line.source) {
                    (None, source) => assert_eq!(source, &None, "{line:?}"),
                    (Some(monthly), Some(source)) => {
                        assert!(
                            list.sources
                                .iter()
                                .any(|own| own.title == source.title && own.date == source.date)
                        );
                        sum = sum.plus(monthly);
                    }
                    (Some(monthly), None) => {
                        assert_eq!(source_text(line), "typed in");
                        assert!(
                            monthly.min == decimal("50")
                                || matches!(
                                    line.quantity,
                                    Quantity::Metered {
                                        meter: Meter::OpenAiTokens,
                                        ..
                                    }
                                ),
                            "{line:?}"
                        );
                        sum = sum.plus(monthly);
                    }
                }
            }
            assert_eq!(sum, bill.total());
        }
    }
}

proptest! {
    /// More usage never costs less, nothing overflows, and no sum is below zero.
    #[test]
    fn more_never_costs_less(at in 0..Meter::ALL.len(), less in 0_u64.., more in 0_u64.., typed in proptest::option::of(0_u64..)) {
        let meter = Meter::ALL[at];
        let total = |used: u64| {
            let mut usage = rich();
            usage.metered.insert(meter, used.into());
            usage.unit_prices.extend(typed.map(|typed| (meter, typed.into())));
            let bill = bill_of("services: []", "2026-09", &usage);
            (bill.total().min, bill.unpriced().count())
        };
        let (low, high) = (total(less.min(more)), total(less.max(more)));
        prop_assert!(low.0 >= Decimal::ZERO);
        prop_assert!(low.0 <= high.0 || high.1 > low.1);
    }
}
