//! Plans and price lists: read, checked against each other, and written as Rust tables. Numbers go from
//! the text of the file to digits and a scale, never through a float.

mod form;
mod write;

pub use form::Exact;
use form::{Amount, List, PlanPrice, Plans, PriceTier, Source};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
pub use write::decimal;

const PLANS: &str = "plans.yaml";

/// Writes the plans of `plans.yaml` and the lists of all other files, newest first.
pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    let plans: Plans = crate::read(&data.join(PLANS))?;
    check_plans(&plans).map_err(|error| format!("{PLANS}: {error}"))?;

    let mut files: Vec<PathBuf> = std::fs::read_dir(data)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "yaml") && !file.ends_with(PLANS));
    let mut lists: Vec<List> = Vec::new();
    for file in files {
        let list = crate::read(&file)?;
        check_list(&list, &plans).map_err(|error| format!("{}: {error}", file.display()))?;
        lists.push(list);
    }
    unique("list", lists.iter().map(|list| list.id.as_str()))?;
    lists.sort_by(|one, other| other.id.cmp(&one.id));

    Ok(write::plans(&plans) + &write::lists(&lists))
}

fn check_plans(plans: &Plans) -> Result<(), String> {
    names(
        "services",
        plans.services.iter().map(|plan| (&plan.id, &plan.old)),
    )?;
    names("cron", plans.cron.iter().map(|plan| (&plan.id, &plan.old)))?;
    let legacy = plans.legacy_postgres.iter().map(|plan| (&plan.id, &None));
    names(
        "postgres",
        plans
            .postgres
            .iter()
            .map(|plan| (&plan.id, &plan.old))
            .chain(legacy),
    )?;
    names(
        "key_value",
        plans.key_value.iter().map(|plan| (&plan.id, &plan.old)),
    )?;
    unique("workspace", plans.workspace.iter().map(|plan| plan.id.as_str()))?;

    let known = |of: &str, name: &str, is_known: bool| match is_known {
        true => Ok(()),
        false => Err(format!("{of}: there is no plan {name:?}")),
    };
    let defaults = &plans.defaults;
    let service = |id: &str| plans.services.iter().any(|plan| plan.id == id);
    known("defaults.service", &defaults.service, service(&defaults.service))?;
    known(
        "defaults.cron",
        &defaults.cron,
        plans.cron.iter().any(|plan| plan.id == defaults.cron),
    )?;
    let postgres = plans.postgres.iter().any(|plan| plan.id == defaults.postgres);
    known("defaults.postgres", &defaults.postgres, postgres)?;
    let key_value = plans.key_value.iter().any(|plan| plan.id == defaults.key_value);
    known("defaults.key_value", &defaults.key_value, key_value)?;
    for plan in &plans.cron {
        known(
            "cron, of which a service plan gives the CPU",
            &plan.id,
            service(&plan.id),
        )?;
    }

    let mut cited: Vec<&[String]> = vec![&defaults.sources];
    cited.extend(plans.services.iter().map(|plan| plan.sources.as_slice()));
    cited.extend(plans.cron.iter().map(|plan| plan.sources.as_slice()));
    cited.extend(plans.postgres.iter().map(|plan| plan.sources.as_slice()));
    cited.extend(plans.legacy_postgres.iter().map(|plan| plan.sources.as_slice()));
    cited.extend(plans.key_value.iter().map(|plan| plan.sources.as_slice()));
    cited.extend(plans.workspace.iter().map(|plan| plan.sources.as_slice()));
    if cited.iter().any(|sources| sources.is_empty()) {
        return Err("a plan names no source".to_owned());
    }
    check_sources(&plans.sources, &cited)
}

fn check_list(list: &List, plans: &Plans) -> Result<(), String> {
    let ids = |ids: Vec<&String>| -> BTreeSet<String> { ids.into_iter().cloned().collect() };
    let services = ids(plans.services.iter().map(|plan| &plan.id).collect());
    let crons = ids(plans.cron.iter().map(|plan| &plan.id).collect());
    let postgres = ids(plans.postgres.iter().map(|plan| &plan.id).collect());
    let legacy = ids(plans.legacy_postgres.iter().map(|plan| &plan.id).collect());
    let key_values = ids(plans.key_value.iter().map(|plan| &plan.id).collect());
    let workspaces = ids(plans.workspace.iter().map(|plan| &plan.id).collect());
    let no_workspaces = Vec::new();
    let tables = [
        ("services", &list.services, services),
        ("cron", &list.cron.plans, crons),
        ("postgres", &list.postgres.plans, postgres),
        ("postgres.legacy", &list.postgres.legacy, legacy),
        ("key_value", &list.key_value, key_values),
        (
            "workspace",
            list.workspace.as_ref().unwrap_or(&no_workspaces),
            workspaces,
        ),
    ];

    let mut priced = Vec::new();
    for (table, prices, plans) in &tables {
        check_table(table, prices, plans, list.complete)?;
        priced.extend(prices.iter().map(|entry| (*table, entry.price, &entry.sources)));
    }
    unique("outside", list.outside.iter().map(|outside| outside.id.as_str()))?;
    priced.extend(
        list.outside
            .iter()
            .map(|outside| (outside.id.as_str(), outside.price, &outside.sources)),
    );
    let storage = &list.object_storage;
    for (name, tiers) in [
        ("storage_gb", &storage.storage_gb),
        ("egress_gb", &storage.egress_gb),
    ] {
        check_tiers(tiers).map_err(|error| format!("object_storage.{name}: {error}"))?;
        priced.extend(tiers.iter().map(|tier| (name, tier.price, &tier.sources)));
    }
    let (overage, workflow) = (&list.overage, &list.workflow);
    let mut single = vec![
        ("cron.minimum", &list.cron.minimum),
        ("postgres.storage_gb", &list.postgres.storage_gb),
        ("disk_gb", &list.disk_gb),
        ("static_site", &list.static_site),
        ("overage.bandwidth_gb", &overage.bandwidth_gb),
        ("overage.build_1000_minutes", &overage.build_1000_minutes),
        (
            "overage.performance_build_1000_minutes",
            &overage.performance_build_1000_minutes,
        ),
        ("overage.custom_domain", &overage.custom_domain),
        ("overage.private_links", &overage.private_links),
        ("overage.private_link_gb", &overage.private_link_gb),
        ("overage.outbound_ip_set", &overage.outbound_ip_set),
        ("workflow.smallest_task", &workflow.smallest_task),
        ("workflow.largest_task", &workflow.largest_task),
        ("workflow.flexible_cpu", &workflow.flexible_cpu),
        ("workflow.flexible_gb", &workflow.flexible_gb),
        ("put_1000", &storage.put_1000),
        ("get_1000", &storage.get_1000),
    ];
    single.extend(list.monitoring.iter().map(|price| ("monitoring", price)));
    priced.extend(
        single
            .into_iter()
            .map(|(name, price)| (name, price.price, &price.sources)),
    );

    for (name, amount, sources) in &priced {
        if matches!(amount, Amount::Known(_)) && sources.is_empty() {
            return Err(format!("{name}: a known price needs a source"));
        }
    }
    let mut cited: Vec<&[String]> = priced.iter().map(|(_, _, sources)| sources.as_slice()).collect();
    cited.extend([list.postgres.standby.as_slice(), list.postgres.replica.as_slice()]);
    check_sources(&list.sources, &cited)?;
    for source in &list.sources {
        let same = plans.sources.iter().find(|other| other.id == source.id);
        if same.is_some_and(|other| other != source) {
            return Err(format!("source {:?} reads otherwise in {PLANS}", source.id));
        }
    }
    Ok(())
}

/// Each entry names a plan, once; a complete list names every plan.
fn check_table(
    table: &str,
    prices: &[PlanPrice],
    plans: &BTreeSet<String>,
    complete: bool,
) -> Result<(), String> {
    unique(table, prices.iter().map(|entry| entry.plan.as_str()))?;
    let priced: BTreeSet<String> = prices.iter().map(|entry| entry.plan.clone()).collect();
    if let Some(stranger) = priced.difference(plans).next() {
        return Err(format!("{table}: {PLANS} has no plan {stranger:?}"));
    }
    match plans.difference(&priced).next() {
        Some(missing) if complete => Err(format!(
            "{table}: plan {missing:?} is missing; where its price is not known, say `unknown`"
        )),
        _ => Ok(()),
    }
}

/// Tiers ascend; the last one, and only that, has no end.
fn check_tiers(tiers: &[PriceTier]) -> Result<(), String> {
    let ends: Vec<u32> = tiers
        .iter()
        .map(|tier| tier.up_to_gb.unwrap_or(u32::MAX))
        .collect();
    match ends.is_sorted_by(|one, next| one < next) && ends.last().is_none_or(|last| *last == u32::MAX) {
        true => Ok(()),
        false => Err("tiers must ascend, and the last one must have no end".to_owned()),
    }
}

/// Every cited source is listed, and every listed one is cited.
fn check_sources(listed: &[Source], cited: &[&[String]]) -> Result<(), String> {
    unique("source", listed.iter().map(|source| source.id.as_str()))?;
    let listed: BTreeSet<&String> = listed.iter().map(|source| &source.id).collect();
    let cited: BTreeSet<&String> = cited.iter().copied().flatten().collect();
    if let Some(id) = cited.difference(&listed).next() {
        return Err(format!("source {id:?} is not listed"));
    }
    match listed.difference(&cited).next() {
        Some(id) => Err(format!("source {id:?} is listed, but nothing rests on it")),
        None => Ok(()),
    }
}

/// Current and old names of one kind of plan do not clash.
fn names<'a>(
    kind: &str,
    plans: impl Iterator<Item = (&'a String, &'a Option<String>)>,
) -> Result<(), String> {
    unique(
        kind,
        plans
            .flat_map(|(id, old)| std::iter::once(id).chain(old))
            .map(String::as_str),
    )
}

fn unique<'a>(of: &str, names: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(format!("{of}: {name:?} stands twice"));
        }
    }
    Ok(())
}
