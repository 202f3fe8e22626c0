//! How many instances of which plan.

use rust_decimal::Decimal;

use super::{MOST_RESOURCES, Saving, Search, set};
use crate::blueprint::edit::Edit;
use crate::blueprint::{Service, ServiceType};
use crate::price::money;
use crate::price::plans::{self, Kind, ServicePlan};
use crate::words::savings as words;

/// More instances than a service may have (Render's agent skills, 2026-08-18).
const MOST_INSTANCES: i64 = 100;

/// The CPU target that is written where there was no autoscaling.
const CPU_PERCENT: i64 = 70;

/// More instances in place of one are not proposed: each costs a connection pool and a deploy of its own.
const MOST_FOR_ONE: i64 = 4;

pub(super) fn search(search: &mut Search<'_, '_>) {
    let blueprint = search.blueprint;
    for service in blueprint.services.iter().take(MOST_RESOURCES) {
        if service.service_type.has_instances() {
            quiet_hours(search, service);
            peak_only(search, service);
            smaller_plans(search, service);
        }
    }
}

/// Autoscaling from one instance fewer.
fn quiet_hours(search: &mut Search<'_, '_>, service: &Service<'_>) {
    let (Some(scaling), now) = (service.scaling(), service.instances()) else {
        return;
    };
    if now.min < 2 || now.min == now.max {
        return;
    }
    let count = now.min - 1;
    let (name, written) = (service.resource.name, now.min.to_string());
    let why = if count == 1 {
        words::quiet_alone(written)
    } else {
        words::quiet_why(count.to_string(), written)
    };
    search.try_out(Saving {
        id: "quiet-hours",
        title: words::quiet_title(name, count.to_string()),
        why,
        edits: vec![Edit::Autoscale {
            service: service.resource.path.clone(),
            min: count,
            max: now.max,
            cpu_percent: scaling.cpu_percent,
            memory_percent: scaling.memory_percent,
        }],
        setting: None,
        monthly: None,
    });
}

/// Autoscaling instead of many instances all day, where the workspace has it already.
fn peak_only(search: &mut Search<'_, '_>, service: &Service<'_>) {
    let workspace = search.usage.workspace.as_deref().and_then(plans::workspace);
    let can_scale = workspace.is_some_and(|plan| plan.autoscaling == Some(true));
    let now = service.instances();
    // A queue's length is nothing that Render scales by, so a worker would not follow its load.
    let follows_load = service.service_type != ServiceType::Worker;
    if !can_scale || !follows_load || service.scaling().is_some() || service.disk().is_some() || now.min < 3 {
        return;
    }
    let (count, written) = (now.min.div_euclid(2).max(2), now.min.to_string());
    search.try_out(Saving {
        id: "peak-only",
        title: words::peak_title(service.resource.name, count.to_string()),
        why: words::peak_why(written, count.to_string()),
        edits: vec![Edit::Autoscale {
            service: service.resource.path.clone(),
            min: count,
            max: now.max,
            cpu_percent: Some(CPU_PERCENT),
            memory_percent: None,
        }],
        setting: None,
        monthly: None,
    });
}

/// Several instances of a smaller plan with as much CPU and memory together.
fn smaller_plans(search: &mut Search<'_, '_>, service: &Service<'_>) {
    let from = service.plan().unwrap_or(plans::default_plan(Kind::Service));
    let (Some(from), None) = (plans::service(from), service.disk()) else {
        return;
    };
    let Some(paid) = search.prices.service(from.id).known() else {
        return;
    };
    let now = service.instances();
    let candidates = plans::services().iter().filter_map(|plan| {
        let times = times_for(from, plan).filter(|times| *times <= MOST_FOR_ONE)?;
        let fits = now
            .max
            .checked_mul(times)
            .is_some_and(|most| most <= MOST_INSTANCES);
        let price = search.prices.service(plan.id).known()?;
        let sum = money::times(price, times.into());
        let may_have = plan.types.len() > 1 && plan.id != from.id;
        (fits && may_have && sum < paid).then_some((sum, times, plan))
    });
    let Some((_, times, plan)) = candidates.min_by_key(|(sum, times, _)| (*sum, *times)) else {
        return;
    };
    let path = &service.resource.path;
    let instances = match service.scaling() {
        _ if times == 1 => None,
        Some(scaling) => Some(Edit::Autoscale {
            service: path.clone(),
            min: now.min * times,
            max: now.max * times,
            cpu_percent: scaling.cpu_percent,
            memory_percent: scaling.memory_percent,
        }),
        None => Some(Edit::FixInstances {
            service: path.clone(),
            count: now.max * times,
        }),
    };
    let title = words::smaller_title(
        service.resource.name,
        (now.max * times).to_string(),
        plan.id,
        now.max.to_string(),
        from.id,
    );
    search.try_out(Saving {
        id: "smaller-plan",
        title,
        why: words::smaller_why(plan.ram_mb.to_string()),
        edits: std::iter::once(set(path, "plan", plan.id))
            .chain(instances)
            .collect(),
        setting: None,
        monthly: None,
    });
}

/// How many instances of a plan have the CPU and the memory of one of another.
fn times_for(from: &ServicePlan, plan: &ServicePlan) -> Option<i64> {
    let needed = |all: Decimal, each: Decimal| all.checked_div(each).map(|count| count.ceil());
    let cpu = needed(from.cpu, plan.cpu)?;
    let memory = needed(from.ram_mb.into(), plan.ram_mb.into())?;
    i64::try_from(cpu.max(memory)).ok()
}
