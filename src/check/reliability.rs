//! What keeps running, and what is lost: migrations, shutdown, health checks, connections, memory.

use std::collections::HashMap;

use super::facts::{Facts, is_web, span, value_span};
use super::fix::mend;
use super::platform::name_span;
use super::{Diagnostic, codes, docs, is_full, shown_name};
use crate::blueprint::{Database, Form, Service, ServiceType};
use crate::catalogue::Software;
use crate::envvars::{Program, commands};
use crate::price::plans;
use crate::spec;
use crate::words::check as words;

/// Checks every program and every database.
pub(super) fn check(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    migrations(facts, found);
    for program in &facts.programs {
        if is_full(found) {
            return;
        }
        shutdown(program, found);
        health_check(program, found);
        one_instance(facts, program, found);
        worker_memory(program, found);
    }
    whole_memory(facts, found);
    for database in &facts.blueprint.databases {
        if is_full(found) {
            return;
        }
        free_database(database, found);
    }
    connections(facts, found);
}

/// Commands that bring a Rails database up to date.
const MIGRATIONS: [&str; 5] = [
    "db:migrate",
    "db:prepare",
    "db:setup",
    "db:schema:load",
    "db:chatwoot_prepare",
];

/// A Rails application whose database nothing prepares.
fn migrations(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    let rails = || facts.running("rails");
    let mut commands = rails().flat_map(|program| commands(program.service));
    // An image brings commands of its own, and a script before the deploy is there for this.
    let elsewhere = rails().any(|program| {
        let fields = program.service.fields();
        fields.has("preDeployCommand")
            || matches!(crate::envvars::runtime(program.service), "docker" | "image")
    });
    let Some(web) = rails().find(|program| is_web(program.service)) else {
        return;
    };
    if elsewhere || commands.any(|command| MIGRATIONS.iter().any(|known| command.contains(known))) {
        return;
    }
    let fields = web.service.fields();
    let name = shown_name(web.service.resource.name);
    let known = web
        .software()
        .iter()
        .find_map(|software| software.migrate_command.as_ref());
    let command = known.map_or("bundle exec rails db:migrate", |known| known.value);
    let has_script = fields
        .text("buildCommand")
        .is_some_and(|command| command.contains(".sh") || command.contains("bin/"));
    let is_free = fields.text("plan") == Some("free");
    let fix = mend::set_field(fields.tree, fields.node, "preDeployCommand", command)
        .filter(|_| !is_free)
        .map(|fix| if known.is_some() { fix } else { fix.choice() });
    let code = codes::NO_MIGRATION;
    let at = name_span(fields);
    let diagnostic = match (known, has_script) {
        // Chatwoot migrates by its Procfile, so that its own build script does not.
        (Some(_), _) => Diagnostic::warning(
            code,
            at,
            words::reliability_no_migration_what(name),
            words::reliability_no_migration_help(command),
        ),
        (None, false) => Diagnostic::note(
            code,
            at,
            words::reliability_no_migration_what(name),
            words::reliability_no_migration_help(command),
        ),
        (None, true) => Diagnostic::note(
            code,
            at,
            words::reliability_no_migration_script(name),
            words::reliability_no_migration_help_script(command),
        ),
    };
    let docs = docs(&spec::SERVER_SERVICE, "preDeployCommand");
    found.push(diagnostic.docs(docs).fix(fix));
}

/// A worker that is stopped before its jobs may end.
fn shutdown(program: &Program<'_, '_>, found: &mut Vec<Diagnostic>) {
    /// Seconds between asking a program to stop and stopping it, where the file does not say, and at most.
    const DEFAULT: i64 = 30;
    const MOST: i64 = 300;
    let fields = program.service.fields();
    if program.service.service_type != ServiceType::Worker || !program.runs("sidekiq") {
        return;
    }
    let known = program.software().iter().find_map(|software| {
        let timeout = software.shutdown_timeout_seconds.as_ref()?;
        Some((software.name, i64::from(timeout.value)))
    });
    let Some((software, timeout)) = known else { return };
    let written = program.value("SIDEKIQ_SHUTDOWN_TIMEOUT");
    let timeout = match written.map(str::parse::<i64>) {
        Some(Ok(seconds)) => seconds,
        Some(Err(_)) => return,
        None if program.variables().contains_key("SIDEKIQ_SHUTDOWN_TIMEOUT") => return,
        None => timeout,
    };
    let field = "maxShutdownDelaySeconds";
    let delay = fields.integer(field).unwrap_or(DEFAULT);
    if delay > timeout || (fields.has(field) && fields.integer(field).is_none()) {
        return;
    }
    let wanted = timeout.saturating_add(DEFAULT).min(MOST).to_string();
    let name = shown_name(program.service.resource.name);
    let (delay, timeout) = (delay.to_string(), timeout.to_string());
    let help = words::reliability_shutdown_delay_help(wanted.as_str());
    let code = codes::SHUTDOWN_DELAY;
    let diagnostic = match fields.get(field) {
        Some(node) => {
            let message = words::reliability_shutdown_delay_what(name, delay, software, timeout);
            Diagnostic::warning(code, span(fields, node), message, help)
        }
        None => {
            let message = words::reliability_shutdown_delay_default(name, delay, software, timeout);
            Diagnostic::note(code, name_span(fields), message, help)
        }
    };
    let fix = mend::set_field(fields.tree, fields.node, field, &wanted);
    found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, field)).fix(fix));
}

fn health_check(program: &Program<'_, '_>, found: &mut Vec<Diagnostic>) {
    let fields = program.service.fields();
    if !is_web(program.service) || fields.has("healthCheckPath") {
        return;
    }
    let known = program.software().iter().find_map(|software| {
        let health = software.health.as_ref().filter(|health| !health.own_controller)?;
        Some((software.name, health.path))
    });
    let message = words::reliability_no_health_check_what(shown_name(program.service.resource.name));
    let help = match known {
        Some((software, path)) => words::reliability_no_health_check_help_known(path, software),
        None => words::reliability_no_health_check_help(),
    };
    let fix = known.and_then(|(_, path)| mend::set_field(fields.tree, fields.node, "healthCheckPath", path));
    let diagnostic = Diagnostic::note(codes::NO_HEALTH_CHECK, name_span(fields), message, help);
    found.push(
        diagnostic
            .docs(docs(&spec::SERVER_SERVICE, "healthCheckPath"))
            .fix(fix),
    );
}

fn one_instance(facts: &Facts<'_, '_>, program: &Program<'_, '_>, found: &mut Vec<Diagnostic>) {
    let service = program.service;
    let is_free = service.plan() == Some("free");
    if !is_web(service) || is_free || service.instances().min > 1 || !facts.is_production(program) {
        return;
    }
    let fields = service.fields();
    let help = if fields.has("disk") {
        words::reliability_one_instance_help_disk()
    } else {
        words::reliability_one_instance_help()
    };
    let message = words::reliability_one_instance_what(shown_name(service.resource.name));
    let at = value_span(fields, "numInstances");
    let diagnostic = Diagnostic::note(codes::ONE_INSTANCE, at, message, help);
    found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, "numInstances")));
}

/// MB of memory of one instance, where the plan is known and the service can have it.
fn ram(service: &Service<'_>) -> Option<u32> {
    let plan = service
        .plan()
        .unwrap_or(plans::default_plan(plans::Kind::Service));
    let written = service.fields().text("type").unwrap_or_default();
    let plan = plans::service(plan).filter(|plan| plan.types.contains(&written));
    plan.map(|plan| plan.ram_mb)
}

fn worker_memory(program: &Program<'_, '_>, found: &mut Vec<Diagnostic>) {
    let service = program.service;
    if service.service_type != ServiceType::Worker {
        return;
    }
    let of_process = |software: &&'static Software| software.id == "sidekiq";
    let Some(software) = program.software().iter().copied().find(of_process) else {
        return;
    };
    let (Some(need), Some(ram)) = (&software.ram_mb, ram(service)) else {
        return;
    };
    if ram >= need.value {
        return;
    }
    let name = shown_name(service.resource.name);
    let message =
        words::reliability_memory_worker(name, ram.to_string(), software.name, need.value.to_string());
    let at = value_span(service.fields(), "plan");
    let diagnostic = Diagnostic::note(codes::MEMORY, at, message, words::reliability_memory_help());
    found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, "plan")));
}

/// The memory of an installation of several programs, against what its makers ask for.
fn whole_memory(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (software, first) in &facts.software {
        // A process's own need is another rule.
        let (Some(need), None) = (&software.ram_mb, &software.maxmemory_policy) else {
            continue;
        };
        let mut sum = 0;
        let mut parts = Vec::new();
        for program in facts.running(software.id) {
            let service = program.service;
            if !service.service_type.has_instances() {
                continue;
            }
            let Some(ram) = ram(service) else { return };
            let instances = service.instances().min;
            sum += i64::from(ram) * instances;
            let name = shown_name(service.resource.name);
            let part = words::reliability_memory_part(name, ram.to_string(), instances.to_string());
            parts.push(part.to_string());
        }
        let Some(program) = facts.programs.get(*first) else {
            continue;
        };
        if parts.is_empty() || sum >= i64::from(need.value) {
            continue;
        }
        let message = words::reliability_memory_whole(
            software.name,
            need.value.to_string(),
            sum.to_string(),
            parts.join(" + "),
        );
        let at = value_span(program.service.fields(), "plan");
        let diagnostic = Diagnostic::note(codes::MEMORY, at, message, words::reliability_memory_help());
        found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, "plan")));
    }
}

fn free_database(database: &Database<'_>, found: &mut Vec<Diagnostic>) {
    let expires = database
        .plan()
        .and_then(plans::postgres)
        .and_then(|plan| plan.expires_after_days);
    let Some(days) = expires else { return };
    let fields = database.resource.fields;
    let message = words::reliability_free_database_what(shown_name(database.resource.name), days.to_string());
    let diagnostic = Diagnostic::warning(
        codes::FREE_DATABASE,
        value_span(fields, "plan"),
        message,
        words::reliability_free_database_help(),
    );
    found.push(diagnostic.docs(docs(&spec::DATABASE, "plan")));
}

/// The connections that a program can open on each of its instances: processes and threads.
fn connections_of(program: &Program<'_, '_>) -> Option<(i64, i64)> {
    /// Jobs at a time in Chatwoot's `sidekiq.yml`, unless the variable says otherwise.
    const CHATWOOT_CONCURRENCY: i64 = 10;
    let number = |key: &str| program.value(key).and_then(|value| value.parse::<i64>().ok());
    match program.service.service_type {
        ServiceType::Web | ServiceType::PrivateService if program.runs("puma") => {
            Some((number("WEB_CONCURRENCY")?, number("RAILS_MAX_THREADS")?))
        }
        ServiceType::Worker if program.runs("sidekiq") => {
            let default = program.runs("chatwoot").then_some(CHATWOOT_CONCURRENCY);
            Some((1, number("SIDEKIQ_CONCURRENCY").or(default)?))
        }
        _ => None,
    }
}

/// Services that can open more connections than their database takes.
fn connections(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    // The programs that read each database, not through its pool.
    let mut readers: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, program) in facts.programs.iter().enumerate() {
        for variable in program.variables().values() {
            if let Form::FromDatabase { name, property } = variable.form
                && property != Some("connectionPoolString")
            {
                let readers = readers.entry(name).or_default();
                if readers.last() != Some(&at) {
                    readers.push(at);
                }
            }
        }
    }
    for database in &facts.blueprint.databases {
        let name = database.resource.name;
        let plan = database
            .plan()
            .unwrap_or(plans::default_plan(plans::Kind::Postgres));
        let limit = plans::postgres(plan).and_then(|plan| plan.max_connections);
        let (Some(limit), Some(readers)) = (limit, readers.remove(name)) else {
            continue;
        };
        let mut sum: i64 = 0;
        let mut parts = Vec::new();
        for program in readers.iter().filter_map(|at| facts.programs.get(*at)) {
            let Some((processes, threads)) = connections_of(program) else {
                continue;
            };
            let instances = program.service.instances().max;
            sum = sum.saturating_add(processes.saturating_mul(threads).saturating_mul(instances));
            let part = words::reliability_connections_part(
                shown_name(program.service.resource.name),
                processes.to_string(),
                threads.to_string(),
                instances.to_string(),
            );
            parts.push(part.to_string());
        }
        if sum <= i64::from(limit) {
            continue;
        }
        let message = words::reliability_connections_what(
            shown_name(name),
            limit.to_string(),
            sum.to_string(),
            parts.join(" + "),
        );
        let at = value_span(database.resource.fields, "plan");
        let help = words::reliability_connections_help();
        let diagnostic = Diagnostic::warning(codes::CONNECTIONS, at, message, help);
        found.push(diagnostic.docs(docs(&spec::DATABASE, "connectionPool")));
    }
}
