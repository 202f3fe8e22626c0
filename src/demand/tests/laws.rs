//! Laws of the advice: nothing falls as users grow, forecast and bill agree, advice followed is advice satisfied.

use proptest::prelude::*;

use super::*;

/// Numbers of users close to each other where much changes, then ever wider apart.
fn grid() -> Vec<u32> {
    let mut users = vec![1];
    while let Some(last) = users.last().copied().filter(|last| *last < MAX_USERS) {
        users.push((last + 1 + last / 60).min(MAX_USERS));
    }
    users
}

#[track_caller]
fn check_monotone(text: &str, workload: &Workload, list: &str, grid: &[u32]) {
    let roles = Roles::new();
    let tree = tree(text);
    let blueprint = Blueprint::of(&tree);
    let setting = Setting {
        prices: price::list(list).expect("the list ships"),
        ..setting(workload, &roles)
    };
    let forecast = Forecast::new(&blueprint, &setting, &base(), 1);
    let mut before: Option<(Month, Vec<[Decimal; 4]>)> = None;
    for users in grid {
        let month = forecast.at(*users);
        let capacities = size(&blueprint, &setting, *users)
            .resources
            .iter()
            .map(|sizes| capacities(sizes.advised, sizes.subject.role))
            .collect::<Vec<_>>();
        if let Some((earlier, smaller)) = before {
            assert!(
                month.total >= earlier.total,
                "{list}: {} users cost {}, {users} cost {}",
                earlier.users,
                earlier.total,
                month.total
            );
            for (before, after) in smaller.iter().zip(&capacities) {
                let falls = before.iter().zip(after).any(|(before, after)| before > after);
                assert!(
                    !falls,
                    "{list}: from {} to {users} users: {before:?} to {after:?}",
                    earlier.users
                );
            }
        }
        before = Some((month, capacities));
    }
}

/// What a size gives: usual instances, cores, memory, disk.
fn capacities(size: Size, role: Role) -> [Decimal; 4] {
    use crate::price::plans;
    let plan = size.plan.unwrap_or_default();
    let disk = size.disk_gb.unwrap_or_default().into();
    let none = Decimal::ZERO;
    match role {
        Role::Web | Role::Jobs => {
            let units = plans::service(plan).map_or(none, super::subject::units);
            [units * Decimal::from(size.max), none, none, disk]
        }
        Role::Database => {
            let plan = plans::postgres(plan).expect("a known plan");
            [
                none,
                plan.cpu.unwrap_or_default(),
                plan.ram_mb.unwrap_or_default().into(),
                disk,
            ]
        }
        _ => [
            plans::key_value(plan).map_or(0, |plan| plan.memory_mb).into(),
            none,
            none,
            none,
        ],
    }
}

/// A file as others write it: one service of each kind, with and without bounds, and a disk.
const MIXED: &str = "\
services:
  - {type: web, name: api, runtime: node, plan: starter, scaling: {minInstances: 1, maxInstances: 3, targetCPUPercent: 60}}
  - {type: web, name: admin, runtime: python, plan: pro, numInstances: 2}
  - {type: web, name: files, runtime: ruby, disk: {name: data, mountPath: /data, sizeGB: 1}}
  - {type: pserv, name: queue, runtime: python, startCommand: celery -A app worker}
  - {type: cron, name: nightly, runtime: node, schedule: 0 4 * * *, startCommand: node nightly.js}
  - {type: redis, name: cache, ipAllowList: []}
databases:
  - {name: main, plan: pro, highAvailability: {enabled: true}}
  - {name: side, plan: 1c-2g, readReplicas: [{name: side-copy}]}
  - {name: tiny, plan: free}
";

#[test]
fn nothing_falls_as_users_grow() {
    for text in [STAGING, PRODUCTION, SCALED, MIXED] {
        for set in Set::ALL {
            for list in ["2026-09", "2025-10"] {
                check_monotone(text, &Workload::of(set), list, &grid());
            }
        }
    }
}

/// The forecast at some users against the bill of the text with the advice followed.
#[track_caller]
fn check_agreement(text: &str, workload: &Workload, users: u32, object_storage: bool) {
    let roles = Roles::new();
    let tree = tree(text);
    let blueprint = Blueprint::of(&tree);
    let setting = Setting {
        object_storage_gb: object_storage.then(|| 200.into()),
        ..setting(workload, &roles)
    };
    let forecast = Forecast::new(&blueprint, &setting, &base(), users);
    let month = forecast.at(users);
    let sizing = size(&blueprint, &setting, users);
    let followed = applied(&tree, &sizing).expect("the advice can be followed");
    let blueprint = Blueprint::of(&followed);
    let usage = usage(&blueprint, &setting, users).put_into(&base());
    let bill = bill(&blueprint, setting.prices, &usage);
    let amounts: Vec<Option<Decimal>> = bill.lines.iter().map(|line| amount(line, &usage)).collect();
    let total: Decimal = amounts.iter().flatten().sum();
    let unpriced = amounts.iter().filter(|amount| amount.is_none()).count();
    assert_eq!((month.total, month.unpriced), (total, unpriced), "{users} users");
    for line in &month.lines {
        let own = bill
            .lines
            .iter()
            .zip(&amounts)
            .filter(|(item, _)| *item.resource == *line.name);
        let known: Decimal = own.filter_map(|(_, amount)| *amount).sum();
        assert_eq!(line.known, known, "{users} users: {}", line.name);
    }
    let again = size(&blueprint, &setting, users);
    assert_eq!(
        again.edits().count(),
        0,
        "{users} users: {:#?}",
        again.edits().collect::<Vec<_>>()
    );
}

#[test]
fn forecast_and_bill_agree_and_advice_followed_is_satisfied() {
    for text in [STAGING, PRODUCTION, SCALED, MIXED] {
        for set in Set::ALL {
            for users in [1, 99, 1_000, 2_097, 2_098, 5_000, 33_333, 1_000_000] {
                check_agreement(text, &Workload::of(set), users, users % 2 == 0);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn laws_hold_for_any_workload(
        users in 1_u32..=MAX_USERS,
        small in 1_u32..20_000,
        changes in prop::collection::vec((0..assumptions().len(), 0_u32..=100), 0..6),
        published: bool,
        text in prop::sample::select(vec![STAGING, PRODUCTION, SCALED, MIXED]),
    ) {
        let mut workload = Workload::of(if published { Set::Published } else { Set::Document });
        for (at, percent) in changes {
            let known = &assumptions()[at];
            // Between its least value and four times the usual one.
            let usual = known.stated(workload.set()).value;
            let value = usual * Decimal::from(percent * 4) / Decimal::ONE_HUNDRED;
            workload.change(known.name, value.clamp(known.min, known.max)).expect("within bounds");
        }
        check_agreement(text, &workload, users, true);
        check_agreement(text, &workload, small, false);
        check_monotone(text, &workload, "2026-09", &[small.min(users), small.max(users)]);
    }
}
