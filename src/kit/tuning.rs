//! Postgres settings for a plan: what is computed from its memory and cores, and which of it can be set on Render.
//!
//! Formulas: the usual rules of thumb for a server of its own, which give the architecture document's figures for
//! its 16 GB and 4 cores.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::facts::{Facts, whole};
use super::quote;
use super::template::{Values, fill};
use super::{Group, KitFile, Language};
use crate::blueprint::{Blueprint, Form, Service};
use crate::envvars::{Program, groups};
use crate::price::money;
use crate::price::plans::{self, PostgresPlan};
use crate::table;
use crate::words::{Message, kit as words, terms};

const ROLE_SETTINGS: &str = include_str!("templates/db/role-settings.sql");

/// A setting of Postgres.
struct Setting {
    name: &'static str,
    value: String,
    formula: Message,
    /// A role or a session can have it; else it is the server's alone.
    per_role: bool,
}

/// The page about the settings, and the SQL that makes those that can be made.
pub(super) fn file(facts: &Facts<'_, '_>, values: &Values) -> Vec<KitFile> {
    let Some(database) = facts.database else {
        return Vec::new();
    };
    let name = database
        .plan()
        .unwrap_or_else(|| plans::default_plan(plans::Kind::Postgres));
    let timeout = facts.variable("POSTGRES_STATEMENT_TIMEOUT");
    let size = plans::postgres(name).and_then(Size::of);
    let settings = size.map(|size| (size, settings(size, timeout)));
    let mut files = vec![KitFile {
        path: "docs/postgres-tuning.md".to_owned(),
        group: Group::Database,
        body: page(facts, database.resource.name, name, settings.as_ref()),
        language: Language::Markdown,
        about: words::about_tuning(),
        executable: false,
    }];
    if let Some((_, settings)) = settings {
        files.push(role_settings(
            database.resource.fields.text("user"),
            &settings,
            values,
        ));
    }
    files
}

/// What is known of a plan.
#[derive(Clone, Copy)]
struct Size {
    ram_mb: u32,
    cpu: Decimal,
    connections: u32,
}

impl Size {
    fn of(plan: &PostgresPlan) -> Option<Self> {
        Some(Self {
            ram_mb: plan.ram_mb?,
            cpu: plan.cpu?,
            connections: plan.max_connections?,
        })
    }
}

/// The settings for a size, and the time after which the plan ends a query.
fn settings(size: Size, statement_timeout: Option<&str>) -> Vec<Setting> {
    let mut settings = Vec::new();
    let mut add = |name, value: String, formula: Message, per_role| {
        settings.push(Setting {
            name,
            value,
            formula,
            per_role,
        });
    };
    let quarter = size.ram_mb / 4;
    let cores = size.cpu.floor().to_u32().unwrap_or(1).max(1);
    let half = cores / 2;
    let work = (quarter / size.connections.max(1)).max(LEAST_WORK_MB);
    let wal_buffers = (quarter / 32).clamp(1, MOST_WAL_BUFFERS_MB);
    add(
        "shared_buffers",
        megabytes(quarter),
        words::tuning_formula_quarter(),
        false,
    );
    add(
        "effective_cache_size",
        megabytes(quarter * 3),
        words::tuning_formula_three_quarters(),
        true,
    );
    add(
        "maintenance_work_mem",
        megabytes((size.ram_mb / 16).max(LEAST_WORK_MB)),
        words::tuning_formula_sixteenth(),
        true,
    );
    add("work_mem", megabytes(work), words::tuning_formula_work(), true);
    add(
        "wal_buffers",
        megabytes(wal_buffers),
        words::tuning_formula_wal_buffers(),
        false,
    );
    let constant = [
        ("min_wal_size", "1GB"),
        ("max_wal_size", "4GB"),
        ("checkpoint_completion_target", "0.9"),
    ];
    for (name, value) in constant {
        add(name, value.to_owned(), words::tuning_formula_constant(), false);
    }
    add(
        "default_statistics_target",
        "100".to_owned(),
        words::tuning_formula_constant(),
        true,
    );
    add(
        "random_page_cost",
        "1.1".to_owned(),
        words::tuning_formula_ssd(),
        true,
    );
    add(
        "effective_io_concurrency",
        "200".to_owned(),
        words::tuning_formula_ssd(),
        true,
    );
    add(
        "max_worker_processes",
        cores.to_string(),
        words::tuning_formula_cores(),
        false,
    );
    add(
        "max_parallel_workers",
        cores.to_string(),
        words::tuning_formula_cores(),
        true,
    );
    for name in [
        "max_parallel_workers_per_gather",
        "max_parallel_maintenance_workers",
    ] {
        add(name, half.to_string(), words::tuning_formula_half_cores(), true);
    }
    add(
        "idle_in_transaction_session_timeout",
        "60s".to_owned(),
        words::tuning_formula_transaction(),
        true,
    );
    if let Some(timeout) = statement_timeout {
        add(
            "statement_timeout",
            timeout.to_owned(),
            words::tuning_formula_statement(),
            true,
        );
    }
    settings
}

/// Postgres' own default, below which sorts go to the disk at once.
const LEAST_WORK_MB: u32 = 4;
/// The size of a WAL segment; more is of no use.
const MOST_WAL_BUFFERS_MB: u32 = 16;

fn megabytes(amount: u32) -> String {
    if amount >= 1024 && amount.is_multiple_of(1024) {
        format!("{}GB", amount / 1024)
    } else {
        format!("{amount}MB")
    }
}

fn page(facts: &Facts<'_, '_>, name: &str, plan: &str, found: Option<&(Size, Vec<Setting>)>) -> String {
    let title = words::tuning_title();
    let (database, plan) = (quote::markdown(name), quote::markdown(plan));
    let Some((size, settings)) = found else {
        return format!("# {title}\n\n{}\n", words::tuning_unknown(plan));
    };
    let intro = words::tuning_intro(
        database,
        plan,
        size.ram_mb.to_string(),
        cores(size.cpu),
        words::amount_connections(whole(size.connections.into())),
    );
    let head = [
        words::tuning_column_setting(),
        words::tuning_column_value(),
        words::tuning_column_formula(),
        words::tuning_column_where(),
    ];
    let mut rows = vec![head.map(|cell| cell.to_string())];
    rows.extend(settings.iter().map(|setting| {
        let place = if setting.per_role {
            words::tuning_per_role()
        } else {
            words::tuning_none()
        };
        [
            setting.name.to_owned(),
            setting.value.clone(),
            setting.formula.to_string(),
            place.to_string(),
        ]
    }));
    format!(
        "# {title}\n\n{intro}\n\n{}\n\n{}\n## {}\n\n{}\n",
        words::tuning_explain(),
        table::markdown(&rows),
        words::tuning_connections_title(),
        connections(facts, name, size.connections),
    )
}

/// `1 core`; of less, `0.5 cores`.
fn cores(number: Decimal) -> Message {
    if number == Decimal::ONE {
        words::amount_core()
    } else {
        words::amount_cores(money::as_written(number.normalize()))
    }
}

/// How many connections the services can open at most, beside how many there are; as far as that is known, which is
/// for the threads of Rails and the jobs of Sidekiq.
fn connections(facts: &Facts<'_, '_>, database: &str, available: u32) -> String {
    let web = facts.web.as_ref().filter(|web| web.runs("rails"));
    let worker = facts.worker.as_ref().filter(|worker| worker.runs("sidekiq"));
    let most = |program: &Program<'_, '_>| u32::try_from(program.service.instances().max).unwrap_or(u32::MAX);
    let mut sentences = Vec::new();
    let mut sum = 0_u32;
    if let Some(web) = web {
        let threads = facts.number("RAILS_MAX_THREADS", 5);
        let processes = facts.number("WEB_CONCURRENCY", 1);
        let own = most(web).saturating_mul(processes).saturating_mul(threads);
        sum = sum.saturating_add(own);
        sentences.push(words::tuning_connections_web(
            terms::instances(whole(most(web).into())),
            words::amount_processes(whole(processes.into())),
            words::amount_threads(whole(threads.into())),
            own.to_string(),
        ));
    }
    if let Some(worker) = worker {
        let jobs = facts.number("SIDEKIQ_CONCURRENCY", 10);
        let own = most(worker).saturating_mul(jobs);
        sum = sum.saturating_add(own);
        sentences.push(words::tuning_connections_worker(
            most(worker).to_string(),
            jobs.to_string(),
            own.to_string(),
        ));
    }
    let is_known = !sentences.is_empty();
    let counted: Vec<&Service<'_>> = web.into_iter().chain(worker).map(|known| known.service).collect();
    let others = readers(facts.input.blueprint, database)
        .into_iter()
        .filter(|reader| !counted.iter().any(|counted| std::ptr::eq(*counted, *reader)));
    let others: Vec<String> = others
        .map(|reader| quote::markdown(reader.resource.name))
        .collect();
    if is_known {
        sentences.push(words::tuning_connections_sum(
            sum.to_string(),
            available.to_string(),
        ));
        sentences.push(words::tuning_connections_deploy());
    }
    if !others.is_empty() {
        sentences.push(words::tuning_connections_others(
            others.join(", "),
            available.to_string(),
        ));
    } else if !is_known {
        sentences.push(words::tuning_connections_nobody(words::amount_connections(
            whole(available.into()),
        )));
    }
    if sum.saturating_mul(2) > available {
        sentences.push(words::tuning_connections_tight());
    } else if is_known && others.is_empty() {
        sentences.push(words::tuning_connections_fit());
    }
    let sentences: Vec<String> = sentences.iter().map(Message::to_string).collect();
    sentences.join(" ")
}

/// The services that read a database by a reference in the file.
fn readers<'b, 't>(blueprint: &'b Blueprint<'t>, database: &str) -> Vec<&'b Service<'t>> {
    let in_file = groups(blueprint);
    let reads = |service: &&Service<'t>| {
        let program = Program::of(&in_file, service);
        let mut variables = program.variables().values();
        variables.any(|variable| matches!(variable.form, Form::FromDatabase { name, .. } if name == database))
    };
    blueprint.services.iter().filter(reads).collect()
}

fn role_settings(user: Option<&str>, settings: &[Setting], values: &Values) -> KitFile {
    let role = user.map_or_else(|| "CURRENT_USER".to_owned(), quote::sql_name);
    let lines = settings.iter().filter(|setting| setting.per_role);
    let lines: Vec<String> = lines
        .map(|setting| {
            format!(
                "ALTER ROLE {role} SET {} = {};",
                setting.name,
                quote::sql(&setting.value)
            )
        })
        .collect();
    let mut values = values.clone();
    values.written("role_settings", lines.join("\n"));
    KitFile {
        path: "db/role-settings.sql".to_owned(),
        group: Group::Database,
        body: fill(ROLE_SETTINGS, Language::Sql, &values),
        language: Language::Sql,
        about: words::about_role_settings(),
        executable: false,
    }
}
