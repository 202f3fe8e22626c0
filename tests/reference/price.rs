//! The plans and the newest price list against the official schema's plan names and the researched prices.

use libtest_mimic::{Failed, Trial};
use plano::price::plans::{self, Kind};
use plano::price::{self, Price, PriceTier};
use rust_decimal::Decimal;
use serde_json::Value;

/// What a trial runs.
type Check = fn() -> Result<(), Failed>;

/// One trial for each kind of plan and each part of the list.
pub fn trials() -> Vec<Trial> {
    let trials: [(&str, Check); 9] = [
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
    trials
        .into_iter()
        .map(|(name, run)| Trial::test(format!("price::{name}"), run))
        .collect()
}

fn read(file: &str) -> Result<Value, Failed> {
    Ok(serde_json::from_str(&crate::read(&format!("render/{file}"))?)?)
}

/// The value at a path such as `cron/plans`, or null.
fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    value.pointer(&format!("/{path}")).unwrap_or(&Value::Null)
}

/// Every name of the schema is a plan's, and every plan's name is the schema's.
fn plan_names(definition: &str, kind: Kind) -> Result<(), Failed> {
    let schema = read("render.schema.json")?;
    let names = at(&schema, &format!("definitions/{definition}/enum"))
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
    for plan in array(at(&prices, "service_plans"))? {
        price_is(
            at(plan, "id"),
            list.service(text(at(plan, "id"))?),
            at(plan, "usd_month"),
        )?;
    }
    for plan in array(at(&prices, "cron/plans"))? {
        price_is(
            at(plan, "id"),
            list.cron(text(at(plan, "id"))?),
            at(plan, "usd_minute"),
        )?;
    }
    for plan in array(at(&prices, "postgres/plans"))? {
        price_is(
            at(plan, "id"),
            list.postgres(text(at(plan, "id"))?).price,
            at(plan, "usd_month"),
        )?;
    }
    for plan in array(at(&prices, "key_value/plans"))? {
        price_is(
            at(plan, "id"),
            list.key_value(text(at(plan, "id"))?),
            at(plan, "usd_month"),
        )?;
    }
    for plan in array(at(&prices, "postgres/legacy_plans"))? {
        let ours = list.postgres(text(at(plan, "id"))?);
        // What rests on memory alone is unknown to us.
        let from_memory = *at(plan, "sources") == serde_json::json!(["MEM"]);
        price_is(
            at(plan, "id"),
            ours.price,
            if from_memory {
                &Value::Null
            } else {
                at(plan, "usd_month")
            },
        )?;
        same("storage included", ours.storage_included, true)?;
    }
    Ok(())
}

fn postgres_facts() -> Result<(), Failed> {
    for plan in array(at(&read("prices.json")?, "postgres/plans"))? {
        let id = text(at(plan, "id"))?;
        let ours = plans::postgres(id).ok_or(id)?;
        same(id, ours.cpu, decimal(at(plan, "cpu")))?;
        same(id, ours.ram_mb.map(u64::from), at(plan, "ram_mb").as_u64())?;
        same(
            id,
            ours.max_connections.map(u64::from),
            at(plan, "max_connections").as_u64(),
        )?;
        same(
            id,
            ours.disk_gb.map(u64::from),
            at(plan, "default_disk_gb").as_u64(),
        )?;
        same(
            id,
            format!("{:?}", ours.tier).to_lowercase(),
            text(at(plan, "tier"))?.to_owned(),
        )?;
        old_name_is(id, ours.old_name, at(plan, "legacy"))?;
    }
    Ok(())
}

fn service_and_key_value_facts() -> Result<(), Failed> {
    let prices = read("prices.json")?;
    for plan in array(at(&prices, "service_plans"))? {
        let id = text(at(plan, "id"))?;
        let ours = plans::service(id).ok_or(id)?;
        same(id, Some(ours.cpu), decimal(at(plan, "cpu")))?;
        same(id, Some(u64::from(ours.ram_mb)), at(plan, "ram_mb").as_u64())?;
        same(id, &serde_json::json!(ours.types), at(plan, "types"))?;
        old_name_is(id, ours.old_name, at(plan, "legacy"))?;
    }
    for plan in array(at(&prices, "key_value/plans"))? {
        let id = text(at(plan, "id"))?;
        let ours = plans::key_value(id).ok_or(id)?;
        same(
            id,
            Some(u64::from(ours.memory_mb)),
            at(plan, "memory_mb").as_u64(),
        )?;
        same(
            id,
            ours.max_connections.map(u64::from),
            at(plan, "max_connections").as_u64(),
        )?;
        old_name_is(id, ours.old_name, at(plan, "legacy"))?;
    }
    Ok(())
}

fn workspace() -> Result<(), Failed> {
    for plan in array(at(&read("prices.json")?, "workspace"))? {
        let id = text(at(plan, "id"))?;
        let ours = plans::workspace(id).ok_or(id)?;
        price_is(
            at(plan, "id"),
            price::default_list().workspace(id).ok_or(id)?,
            at(plan, "usd_month"),
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
                limit.number().map(u64::from),
                at(plan, field).as_u64(),
            )?;
        }
        for (has, field) in [
            (ours.autoscaling, "autoscaling"),
            (ours.high_availability, "postgres_ha"),
        ] {
            // Where the table is silent, the reference says in words that Pro and above have both.
            same(
                &format!("{id}: {field}"),
                has,
                at(plan, field).as_bool().or(Some(true)),
            )?;
        }
    }
    Ok(())
}

fn other_prices() -> Result<(), Failed> {
    let prices = read("prices.json")?;
    let list = price::default_list();
    let (overage, s3) = (
        at(&prices, "overage"),
        at(&prices, "external/s3_standard_us_west_2"),
    );
    let storage = list.object_storage.storage_gb.as_ref();
    let egress = list.object_storage.egress_gb.as_ref();
    let tier = |tiers: &[PriceTier], at: usize| tiers.get(at).map(|tier| tier.price.clone()).ok_or("no tier");
    let outside = |id: &str| {
        list.outside(id)
            .map(|outside| outside.price.clone())
            .ok_or("not listed")
    };
    let (sentry, datadog) = (at(&prices, "external/sentry"), at(&prices, "external/datadog"));
    let cases = [
        (
            list.postgres.storage_gb.clone(),
            at(&prices, "postgres/storage_usd_gb_month"),
        ),
        (
            list.cron.minimum.clone(),
            at(&prices, "cron/minimum_usd_month_per_job"),
        ),
        (list.disk_gb.clone(), at(&prices, "persistent_disk/usd_gb_month")),
        (list.static_site.clone(), at(&prices, "static_site/usd_month")),
        (list.overage.bandwidth_gb.clone(), at(overage, "bandwidth_usd_gb")),
        (
            list.overage.build_1000_minutes.clone(),
            at(overage, "build_usd_per_1000_min"),
        ),
        (
            list.overage.performance_build_1000_minutes.clone(),
            at(overage, "perf_build_usd_per_1000_min"),
        ),
        (
            list.overage.custom_domain.clone(),
            at(overage, "custom_domain_usd_month"),
        ),
        (
            list.overage.private_links.clone(),
            at(overage, "private_links_usd_month_up_to_3"),
        ),
        (
            list.overage.private_link_gb.clone(),
            at(overage, "private_link_usd_gb"),
        ),
        (
            list.overage.outbound_ip_set.clone(),
            at(overage, "dedicated_ip_set_usd_month"),
        ),
        (
            list.workflow.flexible_cpu.clone(),
            at(&prices, "workflows/flex_usd_cpu_hour"),
        ),
        (
            list.workflow.flexible_gb.clone(),
            at(&prices, "workflows/flex_usd_gb_hour"),
        ),
        (tier(storage, 0)?, at(s3, "storage_usd_gb_month/0/usd")),
        (tier(storage, 1)?, at(s3, "storage_usd_gb_month/1/usd")),
        (tier(storage, 2)?, at(s3, "storage_usd_gb_month/2/usd")),
        (
            list.object_storage.put_1000.clone(),
            at(s3, "put_copy_post_list_usd_per_1000"),
        ),
        (list.object_storage.get_1000.clone(), at(s3, "get_usd_per_1000")),
        (tier(egress, 1)?, at(s3, "egress_usd_gb_first_10tb")),
        (outside("sentry_team")?, at(sentry, "team_usd_month_annual")),
        (
            outside("datadog_infrastructure_pro")?,
            at(datadog, "infra_pro_usd_host_month_annual"),
        ),
        (
            outside("datadog_apm")?,
            at(datadog, "apm_usd_host_month_ondemand"),
        ),
        (
            outside("datadog_logs_ingested")?,
            at(datadog, "logs_ingest_usd_gb"),
        ),
        (
            outside("datadog_logs_indexed")?,
            at(datadog, "logs_index_usd_million_15d"),
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
        free,
        at(s3, "egress_free_gb_month").as_u64(),
    )
}

fn price_is(what: &Value, ours: &Price, reference: &Value) -> Result<(), Failed> {
    same(&what.to_string(), ours.known(), decimal(reference))
}

fn old_name_is(id: &str, ours: Option<&str>, reference: &Value) -> Result<(), Failed> {
    // The reference calls the old name of an unchanged plan the same name.
    same(id, ours, reference.as_str().filter(|old| *old != id))
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

fn same<T: PartialEq + std::fmt::Debug>(what: &str, ours: T, reference: T) -> Result<(), Failed> {
    match ours == reference {
        true => Ok(()),
        false => Err(format!("{what}: {ours:?} where the reference has {reference:?}").into()),
    }
}
