//! Job queues in Key Value instances that drop or forget them.

use std::collections::HashMap;

use super::{name_span, span};
use crate::blueprint::{Blueprint, Fields, Form, Service, ServiceType};
use crate::catalogue::{self, Clues};
use crate::check::fix::mend;
use crate::check::{Diagnostic, codes, docs, shape, shown_name};
use crate::price::plans;
use crate::spec;
use crate::words::check as words;

/// A Key Value instance, also one that stands among the databases by mistake.
struct Store<'t> {
    fields: Fields<'t>,
    name: &'t str,
}

fn stores<'t>(blueprint: &Blueprint<'t>) -> Vec<Store<'t>> {
    let is_store = |service: &&Service<'_>| service.service_type == ServiceType::KeyValue;
    let services = blueprint.services.iter().filter(is_store);
    let misplaced = blueprint
        .databases
        .iter()
        .filter(|database| shape::is_key_value(blueprint.tree, database.resource.fields.node));
    services
        .map(|service| &service.resource)
        .chain(misplaced.map(|database| &database.resource))
        .map(|resource| Store {
            fields: resource.fields,
            name: resource.name,
        })
        .collect()
}

/// Key Value instances that hold the jobs of a program, yet drop or forget them.
pub(super) fn check(blueprint: &Blueprint<'_>, found: &mut Vec<Diagnostic>) {
    let stores = stores(blueprint);
    if stores.is_empty() {
        return;
    }
    // The first worker that reads each resource, and what it needs.
    let mut readers: HashMap<&str, (&Service<'_>, Queue)> = HashMap::new();
    for service in &blueprint.services {
        let Some(queue) = Queue::of(service) else { continue };
        for variable in &service.env_vars {
            if let Form::FromService { name, .. } | Form::FromDatabase { name, .. } = variable.form {
                readers.entry(name).or_insert((service, queue));
            }
        }
    }
    for store in stores.iter().filter(|store| !store.name.is_empty()) {
        if let Some((worker, queue)) = readers.get(store.name) {
            evicting(store, worker, *queue, found);
            unpersisted(store, worker, *queue, found);
        }
    }
}

/// A program that keeps jobs in a Key Value instance.
#[derive(Clone, Copy)]
struct Queue {
    software: &'static str,
    /// The eviction policy that it needs.
    policy: &'static str,
}

impl Queue {
    fn of(service: &Service<'_>) -> Option<Self> {
        let fields = service.fields();
        let commands: Vec<&str> = ["startCommand", "dockerCommand"]
            .into_iter()
            .filter_map(|name| fields.text(name))
            .collect();
        let clues = Clues {
            commands: &commands,
            ..Clues::default()
        };
        let mut recognised = catalogue::recognised(&clues);
        recognised.find_map(|software| {
            let policy = software.maxmemory_policy.as_ref()?;
            Some(Self {
                software: software.name,
                policy: policy.value,
            })
        })
    }
}

fn evicting(store: &Store<'_>, worker: &Service<'_>, queue: Queue, found: &mut Vec<Diagnostic>) {
    let fields = store.fields;
    let field = spec::KEY_VALUE_SERVICE.field("maxmemoryPolicy");
    let default = field.and_then(|field| field.default).unwrap_or_default();
    let names = (shown_name(store.name), shown_name(worker.resource.name));
    let (at, message) = match (fields.get("maxmemoryPolicy"), fields.text("maxmemoryPolicy")) {
        (Some(_), None) => return,
        (Some(node), Some(policy)) => {
            let is_known = spec::choices::EVICTION_POLICY.value(policy).is_some();
            if policy == queue.policy || !is_known {
                return;
            }
            (
                span(fields.tree, node),
                words::platform_evicting_queue_what(names.0, policy, names.1, queue.software),
            )
        }
        (None, _) => (
            name_span(fields),
            words::platform_evicting_queue_default(names.0, default, names.1, queue.software),
        ),
    };
    let help = words::platform_evicting_queue_help(queue.policy);
    let mended = match fields.get("maxmemoryPolicy") {
        Some(written) => mend::set(fields.tree, written, queue.policy),
        // Among the databases there is no such field; the instance has to be moved first.
        None if fields.text("type").is_none() => None,
        None => mend::set_field(fields.tree, fields.node, "maxmemoryPolicy", queue.policy),
    };
    let diagnostic = Diagnostic::warning(codes::EVICTING_QUEUE, at, message, help);
    found.push(
        diagnostic
            .docs(docs(&spec::KEY_VALUE_SERVICE, "maxmemoryPolicy"))
            .fix(mended),
    );
}

fn unpersisted(store: &Store<'_>, worker: &Service<'_>, queue: Queue, found: &mut Vec<Diagnostic>) {
    let fields = store.fields;
    let names = (shown_name(store.name), shown_name(worker.resource.name));
    let forgets = fields
        .text("plan")
        .and_then(plans::key_value)
        .is_some_and(|plan| !plan.persistent);
    let (node, message) = if forgets {
        (
            fields.get("plan"),
            words::platform_unpersisted_queue_free(names.0, names.1, queue.software),
        )
    } else if fields.text("persistenceMode") == Some("off") {
        (
            fields.get("persistenceMode"),
            words::platform_unpersisted_queue_off(names.0, names.1, queue.software),
        )
    } else {
        return;
    };
    let Some(node) = node else { return };
    let help = words::platform_unpersisted_queue_help();
    let diagnostic = Diagnostic::warning(codes::UNPERSISTED_QUEUE, span(fields.tree, node), message, help);
    found.push(diagnostic.docs(docs(&spec::KEY_VALUE_SERVICE, "persistenceMode")));
}
