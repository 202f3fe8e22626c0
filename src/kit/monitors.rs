//! Monitors for Datadog: the document's thresholds as what its API takes.
//!
//! Requests come from Datadog's library in the application, whose names are known here for Rails (`rack`), memory
//! from Render's metrics stream, whose names are in Render's reference of streamed metrics
//! (`render.service.memory.usage`, `service.name`).

use super::facts::Facts;
use super::quote::json;
use super::{Group, KitFile, Language};
use crate::blueprint::Service;
use crate::price::plans;
use crate::words::kit as words;

/// One monitor.
struct Monitor {
    name: String,
    kind: &'static str,
    query: String,
    message: String,
    /// The threshold that the query has too.
    critical: String,
}

/// Whether there is anything to watch, and so the file.
pub(super) fn are_there(facts: &Facts<'_, '_>) -> bool {
    !monitors(facts).is_empty()
}

/// Whether requests are watched: the names of their metrics are known for Rails alone.
pub(super) fn watch_requests(facts: &Facts<'_, '_>) -> bool {
    facts.web.as_ref().is_some_and(|web| web.runs("rails"))
}

fn monitors(facts: &Facts<'_, '_>) -> Vec<Monitor> {
    let web = facts.web.as_ref().map(|program| program.service);
    let worker = facts.worker.as_ref().map(|program| program.service);
    let mut monitors = Vec::new();
    if let Some(web) = web.filter(|_| watch_requests(facts)) {
        monitors.push(errors(web));
        monitors.push(latency(web));
    }
    monitors.extend(web.into_iter().chain(worker).filter_map(memory));
    monitors
}

pub(super) fn file(facts: &Facts<'_, '_>) -> Option<KitFile> {
    let monitors: Vec<String> = monitors(facts).iter().map(write).collect();
    (!monitors.is_empty()).then(|| KitFile {
        path: "monitoring/datadog-monitors.json".to_owned(),
        group: Group::Observability,
        body: format!("[\n{}\n]\n", monitors.join(",\n")),
        language: Language::Json,
        about: words::about_monitors(),
        executable: false,
    })
}

fn errors(web: &Service<'_>) -> Monitor {
    let tag = tag(web.resource.name);
    let sum = |metric: &str| format!("sum:trace.rack.request.{metric}{{service:{tag}}}.as_count()");
    Monitor {
        name: words::monitor_errors(web.resource.name).to_string(),
        kind: "query alert",
        query: format!("sum(last_5m):{} / {} > 0.05", sum("errors"), sum("hits")),
        message: words::monitor_errors_message().to_string(),
        critical: "0.05".to_owned(),
    }
}

fn latency(web: &Service<'_>) -> Monitor {
    let tag = tag(web.resource.name);
    Monitor {
        name: words::monitor_latency(web.resource.name).to_string(),
        kind: "query alert",
        query: format!("percentile(last_5m):p95:trace.rack.request{{service:{tag}}} > 5"),
        message: words::monitor_latency_message().to_string(),
        critical: "5".to_owned(),
    }
}

/// 90 % of the plan's memory; none for a plan whose memory is not known.
fn memory(service: &Service<'_>) -> Option<Monitor> {
    const BYTES_IN_MB: u64 = 1_048_576;
    let plan = service
        .plan()
        .unwrap_or_else(|| plans::default_plan(plans::Kind::Service));
    let ram = u64::from(plans::service(plan)?.ram_mb);
    let limit = ram * 90 / 100;
    let critical = (ram * BYTES_IN_MB * 90 / 100).to_string();
    let tag = tag(service.resource.name);
    Some(Monitor {
        name: words::monitor_memory(service.resource.name).to_string(),
        kind: "metric alert",
        query: format!(
            "avg(last_10m):max:render.service.memory.usage{{service:{tag}}} by {{service.instance.id}} > {critical}"
        ),
        message: words::monitor_memory_message(limit.to_string(), ram.to_string()).to_string(),
        critical,
    })
}

/// A tag's value as Datadog keeps it: lower-case letters, digits and a few signs, all else an underscore.
fn tag(name: &str) -> String {
    let keep = |next: char| next.is_alphanumeric() || matches!(next, '_' | '-' | '.' | '/');
    let letters = name.chars().flat_map(char::to_lowercase);
    letters.map(|next| if keep(next) { next } else { '_' }).collect()
}

fn write(monitor: &Monitor) -> String {
    let Monitor {
        name,
        kind,
        query,
        message,
        critical,
    } = monitor;
    format!(
        "  {{\n    \"name\": {},\n    \"type\": {},\n    \"query\": {},\n    \"message\": {},\n    \"tags\": [\"plano\"],\n    \"options\": {{\n      \"thresholds\": {{ \"critical\": {critical} }},\n      \"include_tags\": true,\n      \"notify_no_data\": false\n    }}\n  }}",
        json(name),
        json(kind),
        json(query),
        json(message),
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn tags() {
        assert_eq!(super::tag("GP bikes{}:*"), "gp_bikes____");
    }
}
