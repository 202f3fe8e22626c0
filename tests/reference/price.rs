//! The plans and the newest price list against the official schema's plan names and the researched prices.

use libtest_mimic::{Failed, Trial};
use plano::price::plans::{self, Kind};
use plano::price::{self, Price, PriceTier};
use rust_decimal::Decimal;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// One trial for each kind of plan and each part of the list; ignored where the reference is absent.
pub fn trials() -> Vec<Trial> {
    let required = std::env::var("PLANO_REFERENCE").is_ok_and(|value| value == "required");
    let ignored = !required && !folder().is_dir();
    let trials: [(&str, fn() -> Result<(), Failed>); 9] = [
        ("service_plan_names", || plan_names("serverPlan", Kind::Service)),
        ("cron_plan_names", || plan_names("cronPlan", Kind::Cron)),
        ("postgres_plan_names", || {
            plan_names("postgresPlan", Kind::Postgres)
        }),
        ("key_value_plan_names", || {
            plan_names("keyValuePlan", Kind::KeyValue)
        }),
        ("plan_prices", plan_prices),
        ("postgres_facts", postgres_facts),
        ("service_and_key_value_facts", service_and_key_value_facts),
        ("workspace", workspace),
        ("other_prices", other_prices),
    ];
    let trial = |(name, run): (&str, fn() -> Result<(), Failed>)| {
        Trial::test(format!("price::{name}"), run).with_ignored_flag(ignored)
    };
    trials.into_iter().map(trial).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/render")
}

fn read(file: &str) -> Result<Value, Failed> {
    Ok(serde_json::from_str(&std::fs::read_to_string(
        folder().join(file),
    )?)?)
}

/// Every name of the schema is a plan's, and every plan's name is the schema's.
fn plan_names(definition: &str, kind: Kind) -> Result<(), Failed> {
    let schema = read("render.schema.json")?;
    let names = schema["definitions"][definition]["enum"]
        .as_array()
        .ok_or("no enum")?;
    let mut official: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
    let mut ours: Vec<&str> = match kind {
        Kind::Service => plans::services()
            .iter()
            .flat_map(|plan| [Some(plan.id), plan.old_name])
            .flatten()
            .collect(),
        Kind::Cron => plans::crons()
            .iter()
            .flat_map(|plan| [Some(plan.id), plan.old_name])
            .flatten()
            .collect(),
        Kind::Postgres => {
            let all = plans::postgres_plans()
                .iter()
                .chain(plans::legacy_postgres_plans());
            all.flat_map(|plan| [Some(plan.id), plan.old_name])
                .flatten()
                .collect()
        }
        Kind::KeyValue => plans::key_values()
            .iter()
            .flat_map(|plan| [Some(plan.id), plan.old_name])
            .flatten()
            .collect(),
    };
    official.sort_unstable();
    ours.sort_unstable();
    same(definition, &ours, &official)
}

fn plan_prices() -> Result<(), Failed> {
    let prices = read("prices.json")?;
    let list = price::default_list();
    for plan in array(&prices["service_plans"])? {
        price_is(&plan["id"], list.service(text(&plan["id"])?), &plan["usd_month"])?;
    }
    for plan in array(&prices["cron"]["plans"])? {
        price_is(&plan["id"], list.cron(text(&plan["id"])?), &plan["usd_minute"])?;
    }
    for plan in array(&prices["postgres"]["plans"])? {
        price_is(
            &plan["id"],
            list.postgres(text(&plan["id"])?).price,
            &plan["usd_month"],
        )?;
    }
    for plan in array(&prices["key_value"]["plans"])? {
        price_is(
            &plan["id"],
            list.key_value(text(&plan["id"])?),
            &plan["usd_month"],
        )?;
    }
    for plan in array(&prices["postgres"]["legacy_plans"])? {
        let ours = list.postgres(text(&plan["id"])?);
        // What rests on memory alone is unknown to us.
        let from_memory = plan["sources"] == serde_json::json!(["MEM"]);
        price_is(
            &plan["id"],
            ours.price,
            if from_memory {
                &Value::Null
            } else {
                &plan["usd_month"]
            },
        )?;
        same("storage included", &ours.storage_included, &true)?;
    }
    Ok(())
}

fn postgres_facts() -> Result<(), Failed> {
    for plan in array(&read("prices.json")?["postgres"]["plans"])? {
        let id = text(&plan["id"])?;
        let ours = plans::postgres(id).ok_or(id)?;
        same(id, &ours.cpu, &decimal(&plan["cpu"]))?;
        same(id, &ours.ram_mb.map(u64::from), &plan["ram_mb"].as_u64())?;
        same(
            id,
            &ours.max_connections.map(u64::from),
            &plan["max_connections"].as_u64(),
        )?;
        same(
            id,
            &ours.disk_gb.map(u64::from),
            &plan["default_disk_gb"].as_u64(),
        )?;
        same(
            id,
            &format!("{:?}", ours.tier).to_lowercase(),
            &text(&plan["tier"])?.to_owned(),
        )?;
        old_name_is(id, ours.old_name, &plan["legacy"])?;
    }
    Ok(())
}

fn service_and_key_value_facts() -> Result<(), Failed> {
    let prices = read("prices.json")?;
    for plan in array(&prices["service_plans"])? {
        let id = text(&plan["id"])?;
        let ours = plans::service(id).ok_or(id)?;
        same(id, &Some(ours.cpu), &decimal(&plan["cpu"]))?;
        same(id, &Some(u64::from(ours.ram_mb)), &plan["ram_mb"].as_u64())?;
        same(id, &serde_json::json!(ours.types), &plan["types"])?;
        old_name_is(id, ours.old_name, &plan["legacy"])?;
    }
    for plan in array(&prices["key_value"]["plans"])? {
        let id = text(&plan["id"])?;
        let ours = plans::key_value(id).ok_or(id)?;
        same(id, &Some(u64::from(ours.memory_mb)), &plan["memory_mb"].as_u64())?;
        same(
            id,
            &ours.max_connections.map(u64::from),
            &plan["max_connections"].as_u64(),
        )?;
        old_name_is(id, ours.old_name, &plan["legacy"])?;
    }
    Ok(())
}

fn workspace() -> Result<(), Failed> {
    for plan in array(&read("prices.json")?["workspace"])? {
        let id = text(&plan["id"])?;
        let ours = plans::workspace(id).ok_or(id)?;
        price_is(
            &plan["id"],
            price::default_list().workspace(id).ok_or(id)?,
            &plan["usd_month"],
        )?;
        let limits = [
            (ours.bandwidth_gb, "bandwidth_gb"),
            (ours.build_minutes, "build_minutes"),
            (ours.custom_domains, "custom_domains"),
            (ours.recovery_days, "pitr_days"),
            (ours.seats, "seats"),
        ];
        for (limit, field) in limits {
            same(
                &format!("{id}: {field}"),
                &limit.number().map(u64::from),
                &plan[field].as_u64(),
            )?;
        }
        for (has, field) in [
            (ours.autoscaling, "autoscaling"),
            (ours.high_availability, "postgres_ha"),
        ] {
            // Where the table is silent, the reference says in words that Pro and above have both.
            same(
                &format!("{id}: {field}"),
                &has,
                &plan[field].as_bool().or(Some(true)),
            )?;
        }
    }
    Ok(())
}

fn other_prices() -> Result<(), Failed> {
    let prices = read("prices.json")?;
    let list = price::default_list();
    let (overage, s3) = (&prices["overage"], &prices["external"]["s3_standard_us_west_2"]);
    let storage = list.object_storage.storage_gb.as_ref();
    let egress = list.object_storage.egress_gb.as_ref();
    let tier = |tiers: &[PriceTier], at: usize| tiers.get(at).map(|tier| tier.price.clone()).ok_or("no tier");
    let outside = |id: &str| {
        list.outside(id)
            .map(|outside| outside.price.clone())
            .ok_or("not listed")
    };
    let (sentry, datadog) = (&prices["external"]["sentry"], &prices["external"]["datadog"]);
    let cases = [
        (
            list.postgres.storage_gb.clone(),
            &prices["postgres"]["storage_usd_gb_month"],
        ),
        (
            list.cron.minimum.clone(),
            &prices["cron"]["minimum_usd_month_per_job"],
        ),
        (list.disk_gb.clone(), &prices["persistent_disk"]["usd_gb_month"]),
        (list.static_site.clone(), &prices["static_site"]["usd_month"]),
        (list.overage.bandwidth_gb.clone(), &overage["bandwidth_usd_gb"]),
        (
            list.overage.build_1000_minutes.clone(),
            &overage["build_usd_per_1000_min"],
        ),
        (
            list.overage.performance_build_1000_minutes.clone(),
            &overage["perf_build_usd_per_1000_min"],
        ),
        (
            list.overage.custom_domain.clone(),
            &overage["custom_domain_usd_month"],
        ),
        (
            list.overage.private_links.clone(),
            &overage["private_links_usd_month_up_to_3"],
        ),
        (
            list.overage.private_link_gb.clone(),
            &overage["private_link_usd_gb"],
        ),
        (
            list.overage.outbound_ip_set.clone(),
            &overage["dedicated_ip_set_usd_month"],
        ),
        (
            list.workflow.flexible_cpu.clone(),
            &prices["workflows"]["flex_usd_cpu_hour"],
        ),
        (
            list.workflow.flexible_gb.clone(),
            &prices["workflows"]["flex_usd_gb_hour"],
        ),
        (tier(storage, 0)?, &s3["storage_usd_gb_month"][0]["usd"]),
        (tier(storage, 1)?, &s3["storage_usd_gb_month"][1]["usd"]),
        (tier(storage, 2)?, &s3["storage_usd_gb_month"][2]["usd"]),
        (
            list.object_storage.put_1000.clone(),
            &s3["put_copy_post_list_usd_per_1000"],
        ),
        (list.object_storage.get_1000.clone(), &s3["get_usd_per_1000"]),
        (tier(egress, 1)?, &s3["egress_usd_gb_first_10tb"]),
        (outside("sentry_team")?, &sentry["team_usd_month_annual"]),
        (
            outside("datadog_infrastructure_pro")?,
            &datadog["infra_pro_usd_host_month_annual"],
        ),
        (outside("datadog_apm")?, &datadog["apm_usd_host_month_ondemand"]),
        (outside("datadog_logs_ingested")?, &datadog["logs_ingest_usd_gb"]),
        (
            outside("datadog_logs_indexed")?,
            &datadog["logs_index_usd_million_15d"],
        ),
    ];
    for (at, (ours, reference)) in cases.iter().enumerate() {
        if reference.is_null() {
            return Err(format!("case {at} names nothing of the reference").into());
        }
        price_is(&Value::from(at), ours, reference)?;
    }
    let free = egress.first().and_then(|tier| tier.up_to_gb).map(u64::from);
    same(
        "egress free of charge",
        &free,
        &s3["egress_free_gb_month"].as_u64(),
    )
}

fn price_is(what: &Value, ours: &Price, reference: &Value) -> Result<(), Failed> {
    same(&what.to_string(), &ours.known(), &decimal(reference))
}

fn old_name_is(id: &str, ours: Option<&str>, reference: &Value) -> Result<(), Failed> {
    // The reference calls the old name of an unchanged plan the same name.
    same(id, &ours, &reference.as_str().filter(|old| *old != id))
}

/// The number exactly as it is written.
fn decimal(number: &Value) -> Option<Decimal> {
    Decimal::from_str_exact(&number.as_number()?.to_string()).ok()
}

fn array(value: &Value) -> Result<&Vec<Value>, Failed> {
    value.as_array().ok_or_else(|| "a list is missing".into())
}

fn text(value: &Value) -> Result<&str, Failed> {
    value.as_str().ok_or_else(|| "a text is missing".into())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, ours: &T, reference: &T) -> Result<(), Failed> {
    match ours == reference {
        true => Ok(()),
        false => Err(format!("{what}: {ours:?} where the reference has {reference:?}").into()),
    }
}
