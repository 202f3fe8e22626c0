//! What other layers rely on when they look something up.

use std::collections::BTreeSet;

use super::*;
use crate::words;

#[test]
fn a_kind_is_found_by_its_name() {
    assert_eq!(kind("database"), Some(&DATABASE));
    assert_eq!(kind("Database"), None);
    assert_eq!(kinds().filter(|kind| kind.name == "root").count(), 1);
}

#[test]
fn a_field_is_found_by_its_exact_name() {
    let check = |kind: &Kind, name: &str, expected: Option<Shape>| {
        assert_eq!(
            kind.field(name).map(|field| field.shape),
            expected,
            "{kind:?}.{name}"
        );
    };
    check(&DISK, "sizeGB", Some(Shape::Integer { min: 1, max: None }));
    check(
        &SCALING,
        "targetCPUPercent",
        Some(Shape::Integer {
            min: 1,
            max: Some(90),
        }),
    );
    check(
        &SERVER_SERVICE,
        "plan",
        Some(Shape::Choice(&choices::SERVER_PLAN)),
    );
    check(&SERVER_SERVICE, "domains", Some(Shape::List(&Shape::Text)));
    check(&CRON_SERVICE, "type", Some(Shape::Constant("cron")));
    static ITEM: Shape = Shape::Forms(SERVICE_FORMS);
    check(&ROOT, "services", Some(Shape::List(&ITEM)));
    check(
        &DATABASE,
        "highAvailability",
        Some(Shape::Object(&HIGH_AVAILABILITY)),
    );
    check(&ENV_VAR_VALUE, "value", Some(Shape::TextOrNumber));
    check(&SERVER_SERVICE, "Plan", None);
    check(&CRON_SERVICE, "disk", None);
}

#[test]
fn fields_are_written_in_a_fixed_order() {
    let check = |kind: &Kind, names: &[&str]| {
        let ranks: Vec<_> = names.iter().map(|name| kind.rank(name)).collect();
        assert!(
            ranks.iter().all(Option::is_some) && ranks.is_sorted(),
            "{kind:?}: {names:?} at {ranks:?}"
        );
    };
    check(
        &SERVER_SERVICE,
        &[
            "type",
            "name",
            "runtime",
            "plan",
            "region",
            "repo",
            "branch",
            "buildCommand",
        ],
    );
    check(
        &SERVER_SERVICE,
        &[
            "buildCommand",
            "preDeployCommand",
            "startCommand",
            "scaling",
            "disk",
            "envVars",
        ],
    );
    check(
        &DATABASE,
        &[
            "name",
            "databaseName",
            "user",
            "plan",
            "region",
            "diskSizeGB",
            "ipAllowList",
        ],
    );
    check(&ENV_VAR_FROM_SERVICE, &["key", "fromService"]);
    check(&FROM_SERVICE, &["type", "name", "property", "envVarKey"]);
    assert_eq!(SERVER_SERVICE.rank("type"), Some(0));
    assert_eq!(SERVER_SERVICE.rank("schedule"), None);
}

#[test]
fn a_service_is_told_by_its_type_and_runtime() {
    let check = |service_type: &str, runtime: Option<&str>, expected: Option<&Kind>| {
        assert_eq!(
            service_kind(service_type, runtime),
            expected,
            "{service_type}, {runtime:?}"
        );
    };
    check("web", Some("ruby"), Some(&SERVER_SERVICE));
    check("web", None, Some(&SERVER_SERVICE));
    check("web", Some("static"), Some(&STATIC_SERVICE));
    check("pserv", Some("docker"), Some(&SERVER_SERVICE));
    check("worker", Some("static"), Some(&SERVER_SERVICE));
    check("cron", Some("python"), Some(&CRON_SERVICE));
    check("keyvalue", None, Some(&KEY_VALUE_SERVICE));
    check("redis", None, Some(&KEY_VALUE_SERVICE));
    check("workflow", Some("node"), Some(&WORKFLOW_SERVICE));
    check("static", None, Some(&STATIC_SERVICE));
    check("postgres", None, None);
    check("Web", None, None);
}

#[test]
fn an_environment_variable_is_told_by_its_mark() {
    let check = |keys: &[&str], expected: &Kind| {
        assert_eq!(env_var_form(|key| keys.contains(&key)), expected, "{keys:?}");
    };
    check(&["key", "value"], &ENV_VAR_VALUE);
    check(&["key", "sync"], &ENV_VAR_VALUE);
    check(&["key"], &ENV_VAR_VALUE);
    check(&[], &ENV_VAR_VALUE);
    check(&["key", "fromDatabase"], &ENV_VAR_FROM_DATABASE);
    check(&["key", "value", "fromService"], &ENV_VAR_FROM_SERVICE);
    check(&["fromGroup"], &ENV_VAR_FROM_GROUP);
}

#[test]
fn a_misplaced_field_has_a_home() {
    let homes = |field| kinds_with(field).map(|kind| kind.name).collect::<Vec<_>>();
    assert_eq!(homes("maxmemoryPolicy"), ["key-value-service"]);
    assert_eq!(homes("schedule"), ["cron-service"]);
    assert_eq!(homes("diskSizeGB"), ["database"]);
    assert_eq!(homes("postgreSQLExtensions"), [""; 0]);
}

#[test]
fn an_old_plan_has_a_present_name() {
    let check = |choice: &Choice, name: &str, expected: Option<Option<&str>>| {
        assert_eq!(
            choice.value(name).map(Value::present),
            expected,
            "{choice:?}: {name}"
        );
    };
    check(&choices::SERVER_PLAN, "starter", Some(Some("0.5c-512mb")));
    check(&choices::SERVER_PLAN, "1c-2g", Some(Some("1c-2g")));
    check(&choices::KEY_VALUE_PLAN, "starter", Some(Some("256mb")));
    check(&choices::POSTGRES_PLAN, "pro-16gb", Some(Some("4c-16g")));
    check(&choices::POSTGRES_PLAN, "pro", Some(None));
    check(&choices::POSTGRES_PLAN, "Pro", None);
    check(&choices::CRON_PLAN, "free", None);
}

#[test]
fn a_misspelt_value_is_recognised() {
    let check = |choice: &Choice, written: &str, expected: Option<&str>| {
        assert_eq!(
            choice.respelled(written).map(|value| value.name),
            expected,
            "{choice:?}: {written}"
        );
    };
    check(&choices::SERVER_PLAN, "Starter", Some("starter"));
    check(&choices::SERVER_PLAN, "pro_plus", Some("pro plus"));
    check(&choices::SERVER_PLAN, "pro-plus", Some("pro plus"));
    check(&choices::POSTGRES_PLAN, "basic_256mb", Some("basic-256mb"));
    check(&choices::AUTO_DEPLOY_TRIGGER, "checkspass", Some("checksPass"));
    check(&choices::SERVER_PLAN, "starter", None);
    check(&choices::SERVER_PLAN, "huge", None);
}

#[test]
fn legacy_names_lead_to_what_to_write() {
    let check = |kind: &Kind, name: &str, level: Level, remedy: Remedy| {
        let found = kind.legacy(name).map(|legacy| (legacy.level, legacy.remedy));
        assert_eq!(found, Some((level, remedy)), "{kind:?}.{name}");
    };
    let rename = |to| Remedy::Rename { to, values: &[] };
    check(&SERVER_SERVICE, "env", Level::Warning, rename(&["runtime"]));
    check(
        &SERVER_SERVICE,
        "scalingConfig",
        Level::Error,
        rename(&["scaling"]),
    );
    check(
        &DATABASE,
        "version",
        Level::Error,
        rename(&["postgresMajorVersion"]),
    );
    check(&DATABASE, "postgreSQLExtensions", Level::Error, Remedy::Sql);
    check(
        &DATABASE,
        "maxmemoryPolicy",
        Level::Error,
        Remedy::BelongsTo(&KEY_VALUE_SERVICE),
    );
    check(&ENV_VAR_FROM_SERVICE, "sensitive", Level::Warning, Remedy::Remove);
    assert_eq!(SERVER_SERVICE.legacy("runtime"), None);
}

#[test]
fn a_deprecated_field_leads_to_its_successor() {
    let check = |kind: &Kind, name: &str, to: &[&str], values: &[(&str, &str)]| {
        let deprecated = kind
            .field(name)
            .and_then(|field| field.documented().deprecated)
            .map(|deprecated| deprecated.remedy);
        let Some(Remedy::Rename {
            to: found,
            values: mapped,
        }) = deprecated
        else {
            panic!("{kind:?}.{name}: {deprecated:?}")
        };
        assert_eq!((found, mapped), (to, values), "{kind:?}.{name}");
    };
    check(
        &SERVER_SERVICE,
        "autoDeploy",
        &["autoDeployTrigger"],
        &[("false", "off"), ("true", "commit")],
    );
    check(&SERVER_SERVICE, "previewPlan", &["previews", "plan"], &[]);
    check(
        &STATIC_SERVICE,
        "pullRequestPreviewsEnabled",
        &["previews", "generation"],
        &[("true", "automatic")],
    );
    check(
        &ROOT,
        "previewsExpireAfterDays",
        &["previews", "expireAfterDays"],
        &[],
    );
    assert_eq!(
        KEY_VALUE_SERVICE
            .field("previewPlan")
            .and_then(|field| field.documented().deprecated),
        None
    );
}

#[test]
fn fields_are_narrowed_by_type_and_runtime() {
    let field = |name| SERVER_SERVICE.field(name).expect("a field");
    assert!(field("healthCheckPath").is_for_type("web"));
    assert!(!field("healthCheckPath").is_for_type("worker"));
    assert!(field("disk").is_for_type("worker"));
    assert!(field("startCommand").documented().runtimes.include("ruby"));
    assert!(!field("startCommand").documented().runtimes.include("docker"));
    assert!(field("dockerCommand").documented().runtimes.include("image"));
    assert!(!field("dockerCommand").documented().runtimes.include("ruby"));
    assert!(field("plan").documented().runtimes.include("ruby"));
    let free = choices::SERVER_PLAN.value("free").expect("a plan");
    assert!(free.is_for_type("web") && !free.is_for_type("pserv"));
}

/// Service types and runtimes in the data are free text to the build; here they must be real.
#[test]
fn narrowing_names_only_what_exists() {
    let types: BTreeSet<&str> = choices::REFERENCED_TYPE
        .values
        .iter()
        .map(|value| value.name)
        .collect();
    for choice in choices() {
        for value in choice.values {
            assert!(
                value.only_for.iter().all(|name| types.contains(name)),
                "{choice:?}: {value:?}"
            );
        }
    }
    for kind in kinds() {
        for field in kind.fields {
            let place = format!("{kind:?}.{}", field.name);
            assert!(
                field
                    .documented()
                    .service_types
                    .iter()
                    .all(|name| types.contains(name)),
                "{place}"
            );
            if let Runtimes::Only(names) | Runtimes::Except(names) = field.documented().runtimes {
                assert!(
                    names.iter().all(|name| choices::RUNTIME.value(name).is_some()),
                    "{place}"
                );
            }
        }
    }
}

#[test]
fn every_kind_is_reached_from_the_root() {
    fn visit(shape: &Shape, seen: &mut BTreeSet<&str>) {
        let inner: &[&Kind] = match shape {
            Shape::Object(kind) => &[*kind],
            Shape::Forms(kinds) => kinds,
            Shape::List(item) => return visit(item, seen),
            _ => return,
        };
        for kind in inner {
            if seen.insert(kind.name) {
                kind.fields.iter().for_each(|field| visit(&field.shape, seen));
            }
        }
    }
    let mut seen = BTreeSet::new();
    visit(&Shape::Object(&ROOT), &mut seen);
    assert_eq!(seen, kinds().map(|kind| kind.name).collect());
}

#[test]
fn every_line_of_help_is_short_and_found() {
    for kind in kinds() {
        for field in kind.fields {
            let help = words::field_help(field.documented().help)
                .unwrap_or_else(|| panic!("{}: no help", field.documented().help));
            assert!(
                (10..=150).contains(&help.chars().count()),
                "{}: {help}",
                field.documented().help
            );
            assert!(
                help.ends_with('.') && !help.contains('{'),
                "{}: {help}",
                field.documented().help
            );
        }
    }
}

#[test]
fn addresses_are_whole() {
    assert_eq!(SCALING.docs, "https://render.com/docs/blueprint-spec#scaling-1");
    let docs = |name| SERVER_SERVICE.field(name).map(|field| field.docs());
    assert_eq!(docs("plan"), Some("https://render.com/docs/blueprint-spec#plan"));
    assert_eq!(
        docs("previews"),
        Some("https://render.com/docs/blueprint-spec#service-fields")
    );
    assert_eq!(BUILD_SOURCE.docs, "https://render.com/docs/blueprint-spec");
}
