use super::{Saving, Sized, savings};
use crate::blueprint::Blueprint;
use crate::check::{Context, Severity, check};
use crate::cost::{OutsideService, Usage, bill};
use crate::demand::{self, Roles, Workload};
use crate::price::{self, PriceList, plans};
use crate::yaml::Tree;

const STAGING: &str = include_str!("../plan/data/gp-bikes-staging.yaml");
const PRODUCTION: &str = include_str!("../plan/data/gp-bikes-production.yaml");
const SCALED: &str = include_str!("../plan/data/gp-bikes-scaled.yaml");

fn usage(workspace: &str) -> Usage {
    Usage {
        workspace: Some(workspace.to_owned()),
        outside: vec![(OutsideService::OpenAi, None)],
        ..Usage::default()
    }
}

fn of(file: &str, workspace: &str, on_render: bool) -> Vec<Saving> {
    let (tree, error) = Tree::parse(file);
    assert_eq!(error, None);
    for_users(&tree, price::default_list(), &usage(workspace), on_render, 1)
}

fn for_users(tree: &Tree, prices: &PriceList, usage: &Usage, on_render: bool, users: u32) -> Vec<Saving> {
    let (workload, roles) = (Workload::default(), Roles::new());
    let setting = demand::Setting {
        prices,
        workload: &workload,
        roles: &roles,
        object_storage_gb: None,
    };
    let setting = &setting;
    savings(&Blueprint::of(tree), Sized { setting, users }, usage, on_render)
}

#[test]
fn nothing_becomes_too_small_for_its_users() {
    let (tree, _) = Tree::parse(PRODUCTION);
    let titles = |users: u32| {
        let found = for_users(&tree, price::default_list(), &usage("pro"), false, users);
        let made = found.iter().filter(|saving| saving.can_be_applied());
        made.map(|saving| format!("{users}: {}\n", saving.title))
            .collect::<String>()
    };
    insta::assert_snapshot!(titles(100) + &titles(1_000), @"
    100: Without autoscaling, on Hobby instead of Pro
    100: gp-bikes-postgres: 2c-16g instead of 4c-16g
    100: gp-bikes-postgres: begin with 50 GB instead of 100
    100: gp-bikes-web: 1 at quiet hours
    1000: Without autoscaling, on Hobby instead of Pro
    ");
}

/// The savings of each case as `id sum title`; advice without a sum as `id`.
fn found(cases: &[(&str, &str, bool)]) -> String {
    let mut text = String::new();
    for (file, workspace, on_render) in cases {
        let first = file.lines().last().unwrap_or_default();
        let runs = if *on_render { ", runs" } else { "" };
        text.push_str(&format!("== {first} ({workspace}{runs})\n"));
        for saving in of(file, workspace, *on_render) {
            let sum = saving.monthly_text().unwrap_or_default();
            text.push_str(&format!(
                "{} {sum} {}\n    {}\n",
                saving.id, saving.title, saving.why
            ));
        }
    }
    text
}

#[test]
fn savings_of_the_scenarios() {
    insta::assert_snapshot!(found(&[
        (PRODUCTION, "pro", false),
        (PRODUCTION, "pro", true),
        (SCALED, "pro", false),
        (STAGING, "hobby", false),
    ]));
}

#[test]
fn plans_against_counts() {
    let web = |rest: &str| format!("services: [{{type: web, name: w, runtime: ruby, {rest}}}]");
    insta::assert_snapshot!(found(&[
        (&web("plan: 2c-4g"), "hobby", false),
        (&web("plan: 1c-2g, numInstances: 4"), "pro", false),
        (
            &web("plan: 2c-4g, disk: {name: d, mountPath: /d, sizeGB: 100}"),
            "hobby",
            false
        ),
        (&web("plan: 0.5c-512mb"), "hobby", false),
        (&web("plan: 2c-4g, numInstances: 60"), "hobby", false),
    ]));
}

#[test]
fn data_that_cost_less() {
    let database = |rest: &str| format!("databases: [{{name: d, {rest}}}]");
    let ready = "highAvailability: {enabled: true}, readReplicas: [{name: r}]";
    let key_value = "services: [{type: keyvalue, name: k, plan: 1g, ipAllowList: []}]";
    insta::assert_snapshot!(found(&[
        (&database("plan: 8c-32g, diskSizeGB: 10"), "hobby", false),
        (&database("plan: 8c-32g, diskSizeGB: 10"), "hobby", true),
        (
            &database(&format!("plan: 4c-16g, diskSizeGB: 10, {ready}")),
            "pro",
            false
        ),
        (&database("plan: 2c-4g"), "hobby", false),
        (key_value, "hobby", false),
        (key_value, "hobby", true),
    ]));
}

#[test]
fn a_workspace_plan_stays_where_the_file_needs_it() {
    #[track_caller]
    fn check(file: &str, is_cheaper: bool) {
        let found = of(file, "pro", false);
        assert_eq!(found.iter().any(|saving| saving.id == "workspace"), is_cheaper);
    }
    let environment = |rest: &str| {
        let web = "services: [{type: web, name: w, runtime: ruby}]";
        format!("projects: [{{name: p, environments: [{{name: e, {web}{rest}}}]}}]")
    };
    check(&environment(""), true);
    check(&environment(", networking: {isolation: enabled}"), false);
    check("databases: [{name: d, highAvailability: {enabled: true}}]", false);
}

#[test]
fn workers_and_previews() {
    let worker = "services: [{type: worker, name: w, runtime: ruby, startCommand: bundle exec clockwork clock.rb, numInstances: 2}]";
    let web = "services: [{type: web, name: w, runtime: ruby}]";
    let previews = format!("previews: {{generation: automatic}}\n{web}");
    insta::assert_snapshot!(found(&[
        (worker, "hobby", false),
        (&previews, "pro", false),
        (web, "pro", false)
    ]));
}

fn errors(tree: &Tree, workspace: Option<&str>) -> Vec<&'static str> {
    let context = Context {
        workspace: workspace.and_then(plans::workspace),
        ..Context::default()
    };
    let report = check(tree, None, &context);
    let errors = report
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors.map(|found| found.code).collect()
}

/// Makes a saving by itself, and looks at the bill and the problems then.
#[track_caller]
fn check_applied(tree: &Tree, prices: &PriceList, usage: &Usage, saving: &Saving) {
    let before = bill(&Blueprint::of(tree), prices, usage).total();
    let mut edited = tree.clone();
    for edit in &saving.edits {
        edited = edit.apply(&edited).unwrap().tree;
    }
    let changed = saving
        .setting
        .as_ref()
        .map_or_else(|| usage.clone(), |setting| setting.applied(usage));
    let after = bill(&Blueprint::of(&edited), prices, &changed).total();
    if let Some(saved) = saving.monthly {
        assert_eq!(before.min - after.min, saved.min, "{saving:?}");
        assert_eq!(before.max - after.max, saved.max, "{saving:?}");
    } else {
        assert_eq!(before, after, "{saving:?}");
    }
    let new = errors(&edited, changed.workspace.as_deref());
    let old = errors(tree, usage.workspace.as_deref());
    assert!(new.iter().all(|code| old.contains(code)), "{saving:?}: {new:?}");
    // The same is not proposed again.
    let again = for_users(&edited, prices, &changed, false, 1);
    assert!(
        again
            .iter()
            .all(|other| other.edits.is_empty() || other.edits != saving.edits),
        "{saving:?}"
    );
}

#[test]
fn what_is_saved_is_what_the_bill_falls_by() {
    let mut applied = 0;
    let odd = "\
services:
  - {type: web, name: a, runtime: ruby, plan: pro, scaling: {minInstances: 3, maxInstances: 5, targetCPUPercent: 60}}
  - {type: pserv, name: b, runtime: ruby, plan: pro plus, numInstances: 3}
  - {type: worker, name: c, runtime: ruby, plan: 8c-64g}
  - {type: keyvalue, name: k, plan: pro, ipAllowList: []}
databases:
  - {name: d, plan: pro-32gb, highAvailability: {enabled: true}, readReplicas: [{name: e}, {name: f}]}
  - {name: g}
";
    for file in [STAGING, PRODUCTION, SCALED, odd] {
        let (tree, _) = Tree::parse(file);
        for (list, workspace) in price::lists()
            .iter()
            .flat_map(|list| ["hobby", "pro", "scale"].map(|plan| (list, plan)))
        {
            let usage = usage(workspace);
            for saving in for_users(&tree, list, &usage, false, 1) {
                if saving.can_be_applied() {
                    check_applied(&tree, list, &usage, &saving);
                    applied += 1;
                }
            }
        }
    }
    assert!(applied > 50, "{applied}");
}

#[test]
fn nothing_that_runs_is_made_smaller() {
    for file in [STAGING, PRODUCTION, SCALED] {
        let data = [
            "smaller-database",
            "smaller-key-value",
            "less-storage",
            "no-standby",
            "no-replica",
            "object-storage",
        ];
        assert!(
            of(file, "pro", true)
                .iter()
                .all(|saving| !data.contains(&saving.id))
        );
    }
}
