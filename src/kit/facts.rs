//! What the files need to know of a plan: which service serves, which works off jobs, which database they use;
//! and all of that as values for templates.

use rust_decimal::Decimal;

use super::template::Values;
use super::{KitInput, Peak, calendar, monitors};
use crate::blueprint::{Blueprint, Database, Disk, Form, Instances, Resource, Service, ServiceType};
use crate::catalogue::{self, Software};
use crate::envvars::{Program, Source, groups};
use crate::price::plans;
use crate::words::{Message, kit as words, terms};

/// Where an application keeps its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// On Amazon S3.
    ObjectStorage,
    /// On a disk of the web service.
    Disk,
    /// The text does not say.
    Unstated,
}

/// Where the text of a Blueprint says that files are kept: `ACTIVE_STORAGE_SERVICE` of a web service, itself or by
/// its groups; else a disk of one.
pub fn storage(blueprint: &Blueprint<'_>) -> Storage {
    let in_file = groups(blueprint);
    let webs = || of_type(blueprint, ServiceType::Web);
    let choice = webs().find_map(|service| Program::of(&in_file, service).value("ACTIVE_STORAGE_SERVICE"));
    match choice {
        Some("amazon") => Storage::ObjectStorage,
        Some("local") => Storage::Disk,
        None if webs().any(|service| service.disk().is_some()) => Storage::Disk,
        _ => Storage::Unstated,
    }
}

fn of_type<'b, 't>(
    blueprint: &'b Blueprint<'t>,
    wanted: ServiceType,
) -> impl Iterator<Item = &'b Service<'t>> {
    let services = blueprint.services.iter();
    services.filter(move |service| service.service_type == wanted)
}

/// The parts of a plan that files are about.
pub(super) struct Facts<'b, 't> {
    pub(super) input: KitInput<'b, 't>,
    /// The web service: the first that runs Rails, else the first.
    pub(super) web: Option<Program<'b, 't>>,
    /// The worker: the first that runs Sidekiq, else the first.
    pub(super) worker: Option<Program<'b, 't>>,
    /// The database that the web service reads, else the first.
    pub(super) database: Option<&'b Database<'t>>,
    key_value: Option<&'b Service<'t>>,
    disk: Option<(&'b Service<'t>, Disk<'t>)>,
    /// Known software anywhere in the plan.
    software: Vec<&'static Software>,
}

impl<'b, 't> Facts<'b, 't> {
    pub(super) fn of(input: &KitInput<'b, 't>) -> Self {
        let blueprint = input.blueprint;
        let in_file = groups(blueprint);
        let first = |wanted: ServiceType, software: &str| {
            let mut programs: Vec<_> = of_type(blueprint, wanted)
                .map(|service| Program::of(&in_file, service))
                .collect();
            let at = programs.iter().position(|program| program.runs(software));
            (!programs.is_empty()).then(|| programs.swap_remove(at.unwrap_or(0)))
        };
        let web = first(ServiceType::Web, "rails");
        let worker = first(ServiceType::Worker, "sidekiq");
        let read = web.iter().flat_map(|web| web.variables().values());
        let mut read = read.filter_map(|variable| match variable.form {
            Form::FromDatabase { name, .. } => blueprint.database(name),
            _ => None,
        });
        let disks = blueprint.services.iter();
        let mut disks = disks.filter_map(|service| Some((service, service.disk()?)));
        let mut software: Vec<&'static Software> = Vec::new();
        for service in &blueprint.services {
            let program = Program::of(&in_file, service);
            for known in program.software() {
                if !software.iter().any(|other| other.id == known.id) {
                    software.push(known);
                }
            }
        }
        Self {
            database: read.next().or(blueprint.databases.first()),
            key_value: of_type(blueprint, ServiceType::KeyValue).next(),
            disk: disks.next(),
            input: *input,
            web,
            worker,
            software,
        }
    }

    /// Software with this id runs somewhere in the plan.
    pub(super) fn runs(&self, id: &str) -> bool {
        self.software.iter().any(|software| software.id == id)
    }

    /// A variable as written for the web service, else for the worker.
    pub(super) fn variable(&self, key: &str) -> Option<&'t str> {
        let programs = self.web.iter().chain(&self.worker);
        programs.into_iter().find_map(|program| program.value(key))
    }

    /// A whole number that a variable holds.
    pub(super) fn number(&self, key: &str, otherwise: u32) -> u32 {
        let written = self.variable(key).and_then(|value| value.parse().ok());
        written.unwrap_or(otherwise)
    }

    /// Whether anything has or needs this variable.
    fn has_variable(&self, key: &str) -> bool {
        let owners = self.input.checklist.owners.iter();
        owners.flat_map(|owner| &owner.items).any(|item| item.key == key)
    }

    /// Whether the plan is staging's, by the branch of its application or by its name.
    fn is_staging(&self) -> bool {
        let says = |text: &str| {
            let mut words = text.split(|next: char| !next.is_alphanumeric());
            words.any(|word| word.eq_ignore_ascii_case(STAGING))
        };
        let main = self.web.as_ref().or(self.worker.as_ref());
        match main.map(|program| program.service) {
            Some(service) => says(service.resource.name) || service.fields().text("branch").is_some_and(says),
            None => {
                let mut others = self.input.blueprint.resources();
                others.next().is_some_and(|other| says(other.resource().name))
            }
        }
    }

    /// What templates are filled in with, and what else the plan has: names, in the order of the file.
    pub(super) fn covered(&self) -> (Vec<&'t str>, Vec<&'t str>) {
        let programs = self.web.iter().chain(&self.worker);
        let services = programs.map(|program| program.service).chain(self.key_value);
        let services = services.chain(self.disk.as_ref().map(|(service, _)| *service));
        let chosen: Vec<_> = services
            .map(|service| &service.resource)
            .chain(self.database.map(|database| &database.resource))
            .collect();
        let Blueprint {
            services, databases, ..
        } = self.input.blueprint;
        let all = services.iter().map(|service| &service.resource);
        let all = all.chain(databases.iter().map(|database| &database.resource));
        let (covered, others): (Vec<_>, Vec<_>) =
            all.partition(|one| chosen.iter().any(|chosen| std::ptr::eq(*chosen, *one)));
        let names = |resources: Vec<&'b Resource<'t>>| resources.iter().map(|one| one.name).collect();
        (names(covered), names(others))
    }

    /// The address at which the web service is reached: its own domain, else what `FRONTEND_URL` says, else the name
    /// that Render makes of the service's.
    fn url(&self) -> String {
        let Some(web) = &self.web else {
            return "https://example.onrender.com".to_owned();
        };
        let fields = web.service.fields();
        let domains = fields.get("domains").map(|list| fields.tree.items(list));
        let domain = domains
            .unwrap_or_default()
            .iter()
            .find_map(|item| fields.tree.str(fields.tree.target(item.node)));
        let written = self
            .variable("FRONTEND_URL")
            .filter(|url| url.starts_with("https://"));
        match (domain, written) {
            (Some(domain), _) => format!("https://{domain}"),
            (None, Some(url)) => url.trim_end_matches('/').to_owned(),
            (None, None) => format!("https://{}.onrender.com", slug(web.service.resource.name)),
        }
    }

    /// All values and conditions that templates can name.
    pub(super) fn values(&self) -> Values {
        let mut values = Values::default();
        self.add_services(&mut values);
        self.add_stores(&mut values);
        self.add_software(&mut values);
        self.add_load(&mut values);
        values
    }

    fn add_services(&self, values: &mut Values) {
        let name = |program: &Option<Program<'_, '_>>, otherwise: Message| {
            let name = program.as_ref().map(|program| program.service.resource.name);
            let name = name.filter(|name| !name.is_empty());
            name.map_or_else(|| otherwise.to_string(), str::to_owned)
        };
        let web = self.web.as_ref().map(|program| program.service);
        let worker = self.worker.as_ref().map(|program| program.service);
        let text = |field: &str| web.or(worker).and_then(|service| service.fields().text(field));
        values.condition("web", web.is_some());
        values.condition("worker", worker.is_some());
        values.text("web", name(&self.web, words::unnamed_web()));
        values.text("worker", name(&self.worker, words::unnamed_worker()));
        let branch = text("branch");
        values.text("branch", branch.unwrap_or("main"));
        let is_staging = self.is_staging();
        values.condition("staging", is_staging);
        let own_branch = branch.filter(|_| is_staging).unwrap_or(STAGING);
        values.text("staging_branch", own_branch);
        values.text("region", text("region").unwrap_or("oregon"));
        let url = self.url();
        let host = url.trim_start_matches("https://").to_owned();
        values.condition("own_domain", !host.ends_with(".onrender.com"));
        values.text("host", host);
        let health = web.and_then(|web| web.fields().text("healthCheckPath"));
        values.condition("health_path", health.is_some());
        let health = health.unwrap_or("/");
        values.text("health_url", format!("{url}{health}"));
        values.text("health", health);
        values.text("url", url);
        let plan = |service: Option<&Service<'t>>| {
            let plan = service.and_then(Service::plan);
            plan.unwrap_or_else(|| plans::default_plan(plans::Kind::Service))
                .to_owned()
        };
        values.text("web_plan", plan(web));
        values.text("worker_plan", plan(worker));
        values.written("web_instances", instances(web.map(Service::instances)));
        values.written("worker_instances", instances(worker.map(Service::instances)));
        let services = &self.input.blueprint.services;
        let scales = services.iter().any(|service| service.scaling().is_some());
        values.condition("autoscaling", scales);
        let delay = worker.and_then(|worker| worker.fields().integer("maxShutdownDelaySeconds"));
        let delay = delay.unwrap_or(DEFAULT_SHUTDOWN_DELAY);
        values.written("shutdown_delay", delay);
        values.written("shutdown_time", words::amount_seconds(whole(delay)));
        values.written("at_prompt", words::at_prompt());
        values.written("when_right", words::when_right());
        values.condition("disk", self.disk.is_some());
        values.condition("web_disk", web.is_some_and(|web| web.disk().is_some()));
        if let Some((service, disk)) = self.disk {
            values.text("disk_service", service.resource.name);
            values.text("mount_path", disk.mount_path.unwrap_or("/"));
            values.written("disk_gb", disk.size_gb);
        }
    }

    fn add_stores(&self, values: &mut Values) {
        values.condition("database", self.database.is_some());
        let databases = &self.input.blueprint.databases;
        let standby = databases.iter().any(Database::high_availability);
        values.condition("high_availability", standby);
        let own = self.database.filter(|_| self.is_staging());
        let own = own.map_or("STAGING-DATABASE", |database| database.resource.name);
        values.text("staging_database", own);
        if let Some(database) = self.database {
            let fields = database.resource.fields;
            values.text("database", database.resource.name);
            values.condition("database_user", fields.has("user"));
            values.text("database_user", fields.text("user").unwrap_or_default());
            let plan = database
                .plan()
                .unwrap_or_else(|| plans::default_plan(plans::Kind::Postgres));
            values.text("database_plan", plan);
            values.condition("replica", !database.read_replicas().is_empty());
        }
        values.condition("key_value", self.key_value.is_some());
        if let Some(key_value) = self.key_value {
            values.text("key_value", key_value.resource.name);
            let plan = key_value
                .plan()
                .unwrap_or_else(|| plans::default_plan(plans::Kind::KeyValue));
            values.text("key_value_plan", plan);
            values.condition(
                "persistent",
                plans::key_value(plan).is_none_or(|plan| plan.persistent),
            );
        }
        values.condition("s3", self.input.storage == Storage::ObjectStorage);
        values.condition("disk_files", self.input.storage == Storage::Disk);
        let bucket = self.variable("S3_BUCKET_NAME").unwrap_or("your-bucket");
        let region = self.variable("AWS_REGION").unwrap_or("us-west-2");
        values.condition("bucket_known", self.variable("S3_BUCKET_NAME").is_some());
        values.text("bucket", bucket);
        values.text("bucket_user", format!("{bucket}-uploads"));
        values.text("aws_region", region);
        values.text("bucket_arn", format!("arn:aws:s3:::{bucket}"));
        values.text("bucket_objects", format!("arn:aws:s3:::{bucket}/*"));
        values.text("bucket_public", format!("arn:aws:s3:::{bucket}/public/*"));
        values.text("bucket_host", format!("{bucket}.s3.{region}.amazonaws.com"));
        values.text(
            "bucket_url",
            format!("https://{bucket}.s3.{region}.amazonaws.com"),
        );
    }

    fn add_software(&self, values: &mut Values) {
        const KNOWN: [&str; 4] = ["rails", "sidekiq", "chatwoot", "gp-bikes"];
        for id in KNOWN {
            values.condition(id, self.runs(id));
        }
        let whatsapp = self.has_variable("WHATSAPP_WEBHOOK_VERIFY_TOKEN");
        values.condition("whatsapp", whatsapp);
        let checks = [
            Some(words::smoke_basic()),
            self.runs("rails").then(words::smoke_headers),
            whatsapp.then(words::smoke_webhook),
        ];
        let checks: Vec<String> = checks.iter().flatten().map(Message::to_string).collect();
        values.written("smoke_checks", checks.join(", "));
        values.condition("reminders", calendar::has_entries(&self.input));
        values.condition("monitors", monitors::are_there(self));
        values.condition("request_monitors", monitors::watch_requests(self));
        values.condition("sentry", self.has_variable("SENTRY_DSN"));
        values.condition("openai", self.has_variable("OPENAI_API_KEY"));
        let owners = self.input.checklist.owners.iter();
        let mut items = owners.flat_map(|owner| &owner.items);
        values.condition("typed_in", items.any(|item| item.source == Source::TypedIn));
        values.written(
            "to_type_in",
            words::amount_typed_in(self.input.checklist.to_type_in()),
        );
        let software = |id: &str| catalogue::software_by_id(id).filter(|_| self.runs(id));
        let chatwoot = software("chatwoot");
        let migrate = chatwoot.and_then(|known| known.migrate_command.as_ref());
        values.written(
            "migrate",
            migrate.map_or("bundle exec rails db:prepare", |fact| fact.value),
        );
        let pnpm = chatwoot.and_then(|known| known.pnpm_version.as_ref());
        let pnpm = pnpm.map_or("10", |fact| fact.value);
        values.written("pnpm", pnpm);
        values.written("pnpm_package", format!("pnpm@{pnpm}"));
        let timeout = chatwoot.and_then(|known| known.shutdown_timeout_seconds.as_ref());
        values.written("sidekiq_timeout", timeout.map_or(25, |fact| fact.value));
        let queues = chatwoot.and_then(|known| known.queues.as_ref());
        let queues = queues.map_or(&["default", "mailers"][..], |fact| fact.value);
        let queues: Vec<String> = queues.iter().map(|queue| format!("  - {queue}")).collect();
        values.written("queues", queues.join("\n"));
        let extensions = chatwoot.and_then(|known| known.postgres_extensions.as_ref());
        let extensions = extensions.map_or(&[][..], |fact| fact.value);
        let extensions = extensions.iter().filter(|name| **name != "plpgsql");
        let extensions: Vec<String> = extensions
            .map(|name| format!("CREATE EXTENSION IF NOT EXISTS {};", super::quote::sql_name(name)))
            .collect();
        values.written("extensions", extensions.join("\n"));
        // What can be lowered when memory is short, and down to what.
        for (name, condition, number, least) in [
            ("threads", "many_threads", self.number("RAILS_MAX_THREADS", 5), 3),
            (
                "processes",
                "many_processes",
                self.number("WEB_CONCURRENCY", 1),
                1,
            ),
            (
                "sidekiq_concurrency",
                "many_jobs",
                self.number("SIDEKIQ_CONCURRENCY", 10),
                5,
            ),
        ] {
            values.written(name, number);
            values.condition(condition, number > least);
        }
        values.text(
            "statement_timeout",
            self.variable("POSTGRES_STATEMENT_TIMEOUT").unwrap_or("14s"),
        );
    }

    fn add_load(&self, values: &mut Values) {
        let load = self.input.load;
        values.written("staging_users", load.staging_users);
        let people = whole(load.staging_users.into());
        values.written("staging_people", words::amount_users(people));
        let (per_minute, at_once) = match load.peak {
            Some(Peak::PerSecond(rate)) => {
                let per_minute = (rate * Decimal::from(60)).ceil().max(Decimal::ONE);
                (Some(per_minute), None)
            }
            Some(Peak::AtOnce(count)) => (None, Some(count.max(1))),
            None => (None, None),
        };
        values.condition("peak_rate", per_minute.is_some());
        values.condition("peak_at_once", at_once.is_some());
        values.written("peak_per_minute", per_minute.unwrap_or_default());
        values.written("peak_requests", at_once.unwrap_or_default());
        values.text("start", self.input.start.to_string());
    }
}

/// The word in names and branches by which a plan says that it is staging's, and the branch made for it elsewhere.
const STAGING: &str = "staging";

/// Seconds from SIGTERM to SIGKILL where none are written (Render's Blueprint reference, 2026-09-05).
const DEFAULT_SHUTDOWN_DELAY: i64 = 30;

/// `1 instance`, or `1 to 3 instances`. A service that is not there would have one.
fn instances(count: Option<Instances>) -> Message {
    match count {
        None => terms::instances(1),
        Some(Instances { min, max }) if min == max => terms::instances(whole(max)),
        Some(Instances { min, max }) => terms::instances_range(min.to_string(), max.to_string()),
    }
}

/// A number that chooses between the forms of a sentence; a file can hold one below zero.
pub(super) fn whole(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

/// Lower-case letters, digits and single hyphens.
pub(super) fn slug(name: &str) -> String {
    let words = name.split(|next: char| !next.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    if words.is_empty() {
        "service".to_owned()
    } else {
        words.join("-")
    }
}
