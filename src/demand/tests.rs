//! The document's tables come out, roles are guessed, and forecasts say what changes when. Laws stand in `laws`.

mod laws;

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::*;
use crate::blueprint::Blueprint;
use crate::cost::{Meter, Usage, bill};
use crate::price;
use crate::yaml::Tree;

const STAGING: &str = include_str!("../plan/data/gp-bikes-staging.yaml");
const PRODUCTION: &str = include_str!("../plan/data/gp-bikes-production.yaml");
const SCALED: &str = include_str!("../plan/data/gp-bikes-scaled.yaml");

fn tree(text: &str) -> Tree {
    let (tree, error) = Tree::parse(text);
    assert!(error.is_none(), "{error:?}");
    tree
}

fn setting<'a>(workload: &'a Workload, roles: &'a Roles) -> Setting<'a> {
    Setting {
        prices: price::default_list(),
        workload,
        roles,
        object_storage_gb: Some(200.into()),
    }
}

fn sizes(text: &str, workload: &Workload, users: u32) -> String {
    let roles = Roles::new();
    let tree = tree(text);
    let sizing = size(&Blueprint::of(&tree), &setting(workload, &roles), users);
    let mut found = String::new();
    for sizes in &sizing.resources {
        let change = if sizes.edits.is_empty() { "" } else { " <-" };
        let size = size_text(sizes.advised, sizes.subject.role);
        writeln!(found, "{}: {size}{change}", sizes.subject.name).expect("a String takes text");
    }
    let files = sizing
        .object_storage_gb
        .expect("object storage is used")
        .normalize();
    writeln!(found, "files: {files} GB").expect("a String takes text");
    found
}

#[test]
fn a_second_web_instance_has_its_reason() {
    let text = "services:\n- type: web\n  name: shop\n  runtime: node\n  plan: 1c-2g\n";
    let roles = Roles::new();
    let tree = tree(text);
    let workload = Workload::default();
    let sizing = size(&Blueprint::of(&tree), &setting(&workload, &roles), 1_000);
    let reasons = sizing.resources.iter().filter_map(|sizes| sizes.reason.as_ref());
    let reasons: Vec<String> = reasons.map(ToString::to_string).collect();
    let expected = "In production one web instance may fail or restart while another answers: at least 2 instances of `1c-2g`.";
    assert_eq!(reasons, [expected]);
}

#[track_caller]
fn check(text: &str, users: u32, expected: &str) {
    assert_eq!(
        sizes(text, &Workload::default(), users),
        expected,
        "{users} users"
    );
}

#[test]
fn the_documents_tables() {
    check(
        PRODUCTION,
        1_000,
        "gp-bikes-web: 2 to 4 instances of `1c-2g`\ngp-bikes-worker: 1 instance of `1c-2g`\n\
         gp-bikes-redis: `256mb`\ngp-bikes-postgres: `4c-16g` with 100 GB\nfiles: 200 GB\n",
    );
    check(
        PRODUCTION,
        5_000,
        "gp-bikes-web: 2 to 4 instances of `1c-2g`\ngp-bikes-worker: 2 instances of `1c-2g` <-\n\
         gp-bikes-redis: `1g` <-\ngp-bikes-postgres: `8c-32g` with 200 GB <-\nfiles: 400 GB\n",
    );
}

#[test]
fn each_shipped_plan_takes_its_own_users() {
    let tables = [(STAGING, 100), (PRODUCTION, 1_000), (SCALED, 5_000)];
    for (text, users) in tables {
        let found = sizes(text, &Workload::default(), users);
        assert!(!found.contains("<-"), "{users} users: {found}");
    }
}

#[test]
fn key_value_grows_after_2000_users() {
    let size_at = |users: u32| {
        let found = sizes(PRODUCTION, &Workload::default(), users);
        let line = found
            .lines()
            .find_map(|line| line.strip_prefix("gp-bikes-redis: "));
        line.map(str::to_owned)
    };
    assert_eq!(size_at(2_000).as_deref(), Some("`256mb`"));
    assert_eq!(size_at(2_500).as_deref(), Some("`1g` <-"));
}

#[test]
fn published_minimums_raise_staging() {
    let found = sizes(STAGING, &Workload::of(Set::Published), 100);
    insta::assert_snapshot!(found, @r#"
    gp-bikes-web-staging: 1 instance of `1c-2g` <-
    gp-bikes-worker-staging: 1 instance of `1c-2g` <-
    gp-bikes-redis-staging: `256mb` <-
    gp-bikes-postgres-staging: `2c-4g` with 15 GB <-
    files: 5 GB
    "#);
}

#[test]
fn values_out_of_bounds_are_refused_in_words() {
    let mut workload = Workload::default();
    let refused = [
        workload.change("daily-share", 0.into()),
        workload.change("daily-shar", 10.into()),
        workload.look_ahead(37),
        workload.grow(Growth::Monthly((-1).into())),
        workload.grow(Growth::Targets([(1, 100), (6, 50)].into())),
        workload.grow(Growth::Targets([(6, 1_000_001)].into())),
    ];
    let sentences: Vec<String> = refused
        .into_iter()
        .map(|result| result.expect_err("a value out of bounds is refused").to_string())
        .collect();
    assert_eq!(workload, Workload::default());
    let [daily, unknown, months, growth, falling, users] = sentences.try_into().expect("six were refused");
    assert_eq!(
        daily,
        "Users of a day must be from 1 to 100 percent of the monthly users; 0 is not."
    );
    assert!(unknown.starts_with("There is no assumption called `daily-shar`. There are: `daily-share`"));
    assert_eq!(months, "The number of months must be from 1 to 36; 37 is not.");
    assert_eq!(growth, "Growth must be from 0 to 100 percent a month; -1 is not.");
    assert_eq!(
        falling,
        "50 users in month 6 are fewer than the 100 before. A forecast plans for growth: give at least 100."
    );
    assert_eq!(
        users,
        "Monthly users must be a whole number from 1 to 1,000,000; 1000001 is not."
    );
}

#[track_caller]
fn check_growth(growth: Growth, months: u32, today: u32, expected: &[u32]) {
    let mut workload = Workload::default();
    workload.grow(growth).expect("the growth is within bounds");
    workload.look_ahead(months).expect("the horizon is within bounds");
    assert_eq!(workload.users_by_month(today), expected);
}

#[test]
fn users_by_month() {
    check_growth(
        Growth::Monthly(10.into()),
        4,
        1_000,
        &[1_000, 1_100, 1_210, 1_331],
    );
    check_growth(
        Growth::Monthly(100.into()),
        3,
        600_000,
        &[600_000, 1_000_000, 1_000_000],
    );
    check_growth(
        Growth::Targets([(3, 2_000), (5, 5_000)].into()),
        6,
        1_000,
        &[1_000, 1_500, 2_000, 3_500, 5_000, 5_000],
    );
}

#[test]
fn roles_are_guessed_and_overridden() {
    let text = "\
services:
  - {type: web, name: site, runtime: static}
  - {type: pserv, name: queue, runtime: python, startCommand: celery -A app worker}
  - {type: pserv, name: store, runtime: image, image: {url: docker.io/library/postgres}}
  - {type: worker, name: bot, runtime: node}
  - {type: cron, name: nightly, runtime: node}
  - {type: redis, name: cache}
";
    let tree = tree(text);
    let blueprint = Blueprint::of(&tree);
    let found = |roles: &Roles| -> Vec<&str> {
        let services = blueprint.services.iter();
        services
            .map(|service| role_of_service(service, roles).id())
            .collect()
    };
    let guessed = ["static", "jobs", "other", "jobs", "cron", "key-value"];
    assert_eq!(found(&Roles::new()), guessed);
    let own = Roles::from([("bot".to_owned(), Role::Other)]);
    assert_eq!(found(&own)[3], "other");
}

#[test]
fn what_follows_from_users_is_what_their_usage_names() {
    let (workload, roles, tree) = (Workload::default(), Roles::new(), tree(PRODUCTION));
    let used = usage(&Blueprint::of(&tree), &setting(&workload, &roles), 1_000);
    for meter in Meter::ALL {
        assert_eq!(
            follows_users(meter),
            used.metered.contains_key(&meter),
            "{}",
            meter.id()
        );
    }
}

#[test]
fn more_object_storage_is_advised_in_whole_gigabytes_and_never_less() {
    let check = |asked: Option<&str>, now: Option<i64>, expected: Option<i64>| {
        let sizing = Sizing {
            users: 1,
            resources: Vec::new(),
            object_storage_gb: asked.map(|gb| gb.parse().expect("the case is a decimal")),
        };
        let advised = sizing.more_object_storage(now.map(Decimal::from));
        assert_eq!(advised, expected.map(Decimal::from), "{asked:?} {now:?}");
    };
    check(None, None, None);
    check(Some("200"), Some(200), None);
    check(Some("200.01"), Some(200), Some(201));
    check(Some("200.5"), None, Some(201));
    check(Some("10"), Some(200), None);
}

#[test]
fn roles_that_a_resource_can_have_begin_with_the_guess() {
    let tree = tree(
        "services:\n- {type: web, name: a}\n- {type: worker, name: b}\n- {type: pserv, name: c}\n- {type: cron, \
         name: d}\n- {type: keyvalue, name: e}\n",
    );
    let found: Vec<String> = Blueprint::of(&tree)
        .services
        .iter()
        .map(|service| {
            roles_for_service(service)
                .into_iter()
                .map(Role::id)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let expected = [
        "web jobs other",
        "jobs web other",
        "other web jobs",
        "cron",
        "key-value other",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_steps_of_a_growing_year() {
    let mut workload = Workload::default();
    workload.grow(Growth::Monthly(20.into())).expect("within bounds");
    let roles = Roles::new();
    let tree = tree(PRODUCTION);
    let forecast = Forecast::new(&Blueprint::of(&tree), &setting(&workload, &roles), &base(), 1_000);
    let steps: Vec<String> = forecast
        .by_month()
        .iter()
        .flat_map(|month| &month.steps)
        .map(|step| step.message.to_string())
        .collect();
    insta::assert_snapshot!(steps.join("\n"), @r#"
    Month 2, 1,200 users: gp-bikes-postgres takes `4c-16g` with 150 GB instead of `4c-16g` with 100 GB.
    Month 6, 2,488 users: gp-bikes-redis takes `1g` instead of `256mb`.
    Month 8, 3,583 users: gp-bikes-postgres takes `4c-32g` with 200 GB instead of `4c-16g` with 150 GB.
    Month 9, 4,300 users: gp-bikes-worker takes 2 instances of `1c-2g` instead of 1 instance of `1c-2g`.
    Month 9, 4,300 users: gp-bikes-postgres takes `8c-32g` with 200 GB instead of `4c-32g` with 200 GB.
    Month 10, 5,160 users: gp-bikes-postgres takes `8c-32g` with 250 GB instead of `8c-32g` with 200 GB.
    Month 11, 6,192 users: gp-bikes-web takes 2 to 5 instances of `1c-2g` instead of 2 to 4 instances of `1c-2g`.
    Month 12, 7,430 users: gp-bikes-postgres takes `8c-32g` with 300 GB instead of `8c-32g` with 250 GB.
    "#);
}

#[test]
fn what_is_asked_first_is_full_first() {
    let roles = Roles::new();
    let mut workload = Workload::default();
    workload.grow(Growth::Monthly(20.into())).expect("within bounds");
    let tree = tree(PRODUCTION);
    let sizing = size(&Blueprint::of(&tree), &setting(&workload, &roles), 1_000);
    let full: Vec<String> = sizing
        .resources
        .iter()
        .flat_map(|sizes| &sizes.loads)
        .map(|load| {
            let percent = load.percent.map(whole_percent).unwrap_or_default();
            format!(
                "{}: {percent} %, {:?}, {:?}",
                load.measure.name(),
                load.full_at,
                load.full_in
            )
        })
        .collect();
    insta::assert_snapshot!(full.join("\n"), @r#"
    Requests at the same time: 13 %, Some(6001), Some(11)
    Jobs a minute: 21 %, Some(3757), Some(9)
    Sessions, cache and queues: 38 %, Some(2098), Some(6)
    Cores: 53 %, Some(3751), Some(9)
    Memory: 59 %, Some(3277), Some(8)
    Connections: 2 %, Some(34303), None
    Data: 80 %, Some(1001), Some(2)
    "#);
}

/// What is used beside the Blueprint, with something that is priced by the unit.
fn base() -> Usage {
    Usage {
        workspace: Some("pro".to_owned()),
        metered: [(Meter::Bandwidth, 0.into()), (Meter::StorageEgress, 0.into())].into(),
        following: [Meter::Bandwidth, Meter::StorageEgress].into(),
        ..Usage::default()
    }
}

#[test]
fn what_was_typed_in_stays_and_files_never_become_fewer() {
    let (workload, roles) = (Workload::default(), Roles::new());
    let tree = tree(PRODUCTION);
    let blueprint = Blueprint::of(&tree);
    let setting = Setting {
        object_storage_gb: Some(500.into()),
        ..setting(&workload, &roles)
    };
    let typed = Usage {
        metered: [(Meter::Bandwidth, 400.into()), (Meter::StorageEgress, 0.into())].into(),
        following: [Meter::StorageEgress].into(),
        object_storage_gb: Some(500.into()),
        ..Usage::default()
    };
    let used = usage(&blueprint, &setting, 1_000);
    assert_eq!(used.object_storage_gb, Some(200.into()));
    let put = used.put_into(&typed);
    assert_eq!(put.metered[&Meter::Bandwidth], 400.into());
    assert_eq!(
        put.metered[&Meter::StorageEgress],
        used.metered[&Meter::StorageEgress]
    );
    assert_eq!(put.object_storage_gb, Some(500.into()));
}

/// What each step says that it adds, against what the resource costs before and after it.
#[track_caller]
fn check_added(text: &str, today: u32) {
    let mut workload = Workload::default();
    workload.grow(Growth::Monthly(20.into())).expect("within bounds");
    workload.look_ahead(36).expect("within bounds");
    let roles = Roles::new();
    let tree = tree(text);
    let blueprint = Blueprint::of(&tree);
    let setting = setting(&workload, &roles);
    let months = Forecast::new(&blueprint, &setting, &base(), today).by_month();
    let cost = |month: &Month, name: &str| {
        let own = month.lines.iter().find(|line| *line.name == *name);
        own.expect("a step is of a line").known
    };
    for pair in months.windows(2) {
        for step in &pair[1].steps {
            let added = cost(&pair[1], &step.resource) - cost(&pair[0], &step.resource);
            assert_eq!(step.added, Some(added), "{}", step.message);
        }
    }
    // The first month is compared with the file, with as many instances running as these users take of it.
    let usage = usage(&blueprint, &setting, today).put_into(&base());
    let bill = bill(&blueprint, setting.prices, &usage);
    for step in &months[0].steps {
        let own = bill.lines.iter().filter(|line| *line.resource == *step.resource);
        let paid: Decimal = own.filter_map(|line| amount(line, &usage)).sum();
        let added = cost(&months[0], &step.resource) - paid;
        assert_eq!(step.added, Some(added), "{}", step.message);
    }
    assert!(months.iter().any(|month| !month.steps.is_empty()));
}

#[test]
fn a_step_adds_what_its_resource_costs_more() {
    for text in [STAGING, PRODUCTION, SCALED] {
        for today in [100, 1_000, 6_000, 40_000] {
            check_added(text, today);
        }
    }
}

#[test]
fn only_the_months_depend_on_todays_users() {
    let mut workload = Workload::default();
    workload.grow(Growth::Monthly(15.into())).expect("within bounds");
    let roles = Roles::new();
    for text in [STAGING, PRODUCTION, SCALED] {
        let tree = tree(text);
        let blueprint = Blueprint::of(&tree);
        let from = |today| Forecast::new(&blueprint, &setting(&workload, &roles), &base(), today);
        let once = from(1);
        for today in [1, 100, 2_500, 900_000] {
            assert_eq!(once.by_month_from(today), from(today).by_month(), "{today} users");
        }
    }
}
