//! What the platform does not allow or does differently: instances, disks, plans, workspaces, queues.

use rust_decimal::Decimal;

use super::{Context, Diagnostic, codes, docs, fix, shown_name};
use crate::blueprint::{Blueprint, Database, Fields, Form, Group, Service, ServiceType};
use crate::catalogue::{self, Clues};
use crate::price::plans;
use crate::spec;
use crate::words::{alternatives, check as words};
use crate::yaml::{Kind, NodeId, Scalar, Span, Tree};

/// Checks every resource against the platform's rules.
pub(super) fn check(blueprint: &Blueprint<'_>, context: &Context, found: &mut Vec<Diagnostic>) {
    for service in &blueprint.services {
        instances(service, found);
        paid_plan(service.fields(), service.kind(), found);
        workspace(service, context, found);
    }
    for database in &blueprint.databases {
        paid_plan(database.resource.fields, Some(&spec::DATABASE), found);
        high_availability(database, context, found);
    }
    for group in &blueprint.groups {
        prompts(group, found);
    }
    queues(blueprint, found);
}

fn span(tree: &Tree, node: NodeId) -> Span {
    tree.node(node).span
}

/// A field's object; none for another value in its place.
fn object<'t>(fields: Fields<'t>, name: &str) -> Option<Fields<'t>> {
    fields
        .object(name)
        .filter(|object| fields.tree.node(object.node).kind == Kind::Mapping)
}

/// A disk allows one instance, and autoscaling overrides a fixed number.
fn instances(service: &Service<'_>, found: &mut Vec<Diagnostic>) {
    if !service.service_type.has_instances() {
        return;
    }
    let fields = service.fields();
    let tree = fields.tree;
    let name = shown_name(service.resource.name);
    let scaling = object(fields, "scaling");
    let count = fields.integer("numInstances");
    let single = || fix::single_instance(tree, fields.node);
    let disk_docs = docs(&spec::SERVER_SERVICE, "disk");
    match (object(fields, "disk"), scaling, count) {
        (Some(_), Some(_), _) => {
            let Some(key) = fields.key("scaling") else { return };
            let message = words::platform_disk_with_scaling_what(name.as_str());
            let help = words::platform_disk_with_scaling_help();
            let diagnostic = Diagnostic::error(codes::DISK_WITH_SCALING, span(tree, key), message, help);
            found.push(diagnostic.docs(disk_docs).fix(single()));
        }
        (Some(_), None, Some(count)) if count > 1 => {
            let Some(value) = fields.get("numInstances") else {
                return;
            };
            let message = words::platform_disk_with_instances_what(
                name.as_str(),
                usize::try_from(count).unwrap_or(usize::MAX),
            );
            let help = words::platform_disk_with_instances_help();
            let diagnostic = Diagnostic::error(codes::DISK_WITH_INSTANCES, span(tree, value), message, help);
            found.push(diagnostic.docs(disk_docs).fix(single()));
        }
        (None, Some(_), Some(_)) => {
            let (Some(key), Some(value)) = (fields.key("numInstances"), fields.get("numInstances")) else {
                return;
            };
            let message = words::platform_instances_ignored_what(name.as_str());
            let help = words::platform_instances_ignored_help();
            let diagnostic = Diagnostic::warning(codes::INSTANCES_IGNORED, span(tree, key), message, help);
            let docs = docs(&spec::SERVER_SERVICE, "numInstances");
            found.push(diagnostic.docs(docs).fix(fix::clear(tree, value)));
        }
        _ => {}
    }
    let Some(scaling) = scaling else { return };
    let (Some(min), Some(max)) = (scaling.integer("minInstances"), scaling.integer("maxInstances")) else {
        return;
    };
    if let Some(value) = scaling.get("maxInstances").filter(|_| min > max && max >= 1) {
        let (min, max) = (min.to_string(), max.to_string());
        let message = words::platform_scaling_bounds_what(name, min.as_str(), max.as_str());
        let help = words::platform_scaling_bounds_help(min, max);
        let diagnostic = Diagnostic::error(codes::SCALING_BOUNDS, span(tree, value), message, help);
        found.push(diagnostic.docs(spec::SCALING.docs));
    }
}

/// Fields that the plan `free` does not have.
fn paid_plan(fields: Fields<'_>, kind: Option<&'static spec::Kind>, found: &mut Vec<Diagnostic>) {
    let Some(kind) = kind.filter(|_| fields.text("plan") == Some("free")) else {
        return;
    };
    let tree = fields.tree;
    let paid = kind
        .fields
        .iter()
        .filter(|field| field.documented().needs == Some(spec::Need::PaidPlan));
    for field in paid {
        let (Some(key), Some(value)) = (fields.key(field.name), fields.get(field.name)) else {
            continue;
        };
        if is_off(tree, value) {
            continue;
        }
        let name = shown_name(fields.text("name").unwrap_or_default());
        if field.name == "persistenceMode" {
            let message = words::platform_needs_paid_plan_persistence(name);
            let help = words::platform_needs_paid_plan_persistence_help();
            let diagnostic = Diagnostic::warning(codes::NEEDS_PAID_PLAN, span(tree, value), message, help);
            found.push(diagnostic.docs(field.docs()));
            continue;
        }
        let message = words::platform_needs_paid_plan_what(field.name, name);
        let help = words::platform_needs_paid_plan_help(field.name);
        // Of disks and maintenance mode the documentation itself says that they need a paid plan; of the
        // others it is known from those who cite it.
        let stated = matches!(field.name, "disk" | "maintenanceMode");
        let diagnostic = if stated {
            Diagnostic::error(codes::NEEDS_PAID_PLAN, span(tree, key), message, help)
        } else {
            Diagnostic::warning(codes::NEEDS_PAID_PLAN, span(tree, key), message, help)
        };
        found.push(diagnostic.docs(field.docs()));
    }
}

/// A value that switches its field off.
fn is_off(tree: &Tree, value: NodeId) -> bool {
    match tree.scalar(value) {
        Some(Scalar::Text(text)) => matches!(text, "off" | "none" | ""),
        Some(scalar) => matches!(scalar, Scalar::Null | Scalar::Bool(false)),
        None => tree
            .get(value, "enabled")
            .is_some_and(|enabled| tree.scalar(enabled) == Some(Scalar::Bool(false))),
    }
}

/// What the workspace's plan does not include; nothing where the plan is not known.
fn workspace(service: &Service<'_>, context: &Context, found: &mut Vec<Diagnostic>) {
    let fields = service.fields();
    if service.service_type.has_instances() && object(fields, "scaling").is_some() {
        needs(
            fields,
            "scaling",
            context,
            |plan| plan.autoscaling,
            spec::SCALING.docs,
            found,
        );
    }
    if matches!(service.service_type, ServiceType::Web | ServiceType::Static) {
        let docs = docs(&spec::SERVER_SERVICE, "ipAllowList");
        needs(
            fields,
            "ipAllowList",
            context,
            |plan| plan.web_ip_rules,
            docs,
            found,
        );
    }
}

fn needs(
    fields: Fields<'_>,
    field: &'static str,
    context: &Context,
    includes: fn(&plans::WorkspacePlan) -> Option<bool>,
    docs: &'static str,
    found: &mut Vec<Diagnostic>,
) {
    let Some(plan) = context.workspace.filter(|plan| includes(plan) == Some(false)) else {
        return;
    };
    let Some(key) = fields.key(field) else { return };
    let larger = plans::workspaces()
        .iter()
        .filter(|plan| includes(plan) == Some(true));
    let larger: Vec<&str> = larger.map(|plan| plan.name).collect();
    let message = words::platform_needs_workspace_what(field, plan.name);
    let help = words::platform_needs_workspace_help(alternatives(larger).replace('`', ""), field);
    let diagnostic = Diagnostic::error(codes::NEEDS_WORKSPACE, span(fields.tree, key), message, help);
    found.push(diagnostic.docs(docs));
}

/// High availability needs a workspace plan, a CPU and a version.
fn high_availability(database: &Database<'_>, context: &Context, found: &mut Vec<Diagnostic>) {
    /// The oldest version that can have it.
    const OLDEST: u32 = 13;
    if !database.high_availability() {
        return;
    }
    let fields = database.resource.fields;
    let tree = fields.tree;
    let name = shown_name(database.resource.name);
    let help_docs = spec::HIGH_AVAILABILITY.docs;
    needs(
        fields,
        "highAvailability",
        context,
        |plan| plan.high_availability,
        help_docs,
        found,
    );
    let plan = database
        .plan()
        .unwrap_or(plans::default_plan(plans::Kind::Postgres));
    let too_small = plans::postgres(plan)
        .and_then(|plan| plan.cpu)
        .is_some_and(|cpu| cpu < Decimal::ONE);
    if too_small {
        let help = words::platform_high_availability_plan_help();
        let code = codes::HIGH_AVAILABILITY_PLAN;
        let diagnostic = match (fields.get("plan"), fields.key("highAvailability")) {
            (Some(node), _) => {
                let message = words::platform_high_availability_plan_what(plan, name.as_str());
                Diagnostic::error(code, span(tree, node), message, help)
            }
            (None, Some(key)) => {
                // A database that exists keeps its plan, which may be larger.
                let message = words::platform_high_availability_plan_absent(name.as_str(), plan);
                Diagnostic::warning(code, span(tree, key), message, help)
            }
            (None, None) => return,
        };
        found.push(diagnostic.docs(help_docs));
    }
    let Some(version) = fields.text("postgresMajorVersion") else {
        return;
    };
    let is_old = version.parse::<u32>().is_ok_and(|version| version < OLDEST);
    if let Some(node) = fields.get("postgresMajorVersion").filter(|_| is_old) {
        let message = words::platform_high_availability_version_what(name, version);
        let help = words::platform_high_availability_version_help();
        let diagnostic = Diagnostic::error(codes::HIGH_AVAILABILITY_VERSION, span(tree, node), message, help);
        found.push(diagnostic.docs(help_docs));
    }
}

/// `sync: false` in an env group.
fn prompts(group: &Group<'_>, found: &mut Vec<Diagnostic>) {
    for variable in group
        .env_vars
        .iter()
        .filter(|variable| variable.form == Form::Prompted)
    {
        let Some(node) = variable.fields.get("sync") else {
            continue;
        };
        let message = words::platform_prompt_in_group_what(shown_name(variable.key.unwrap_or_default()));
        let help = words::platform_prompt_in_group_help();
        let span = span(variable.fields.tree, node);
        let diagnostic = Diagnostic::warning(codes::PROMPT_IN_GROUP, span, message, help);
        found.push(diagnostic.docs(docs(&spec::ENV_VAR_VALUE, "sync")));
    }
}

/// Key Value instances that hold the jobs of a program, yet drop or forget them.
fn queues(blueprint: &Blueprint<'_>, found: &mut Vec<Diagnostic>) {
    let is_store = |service: &&Service<'_>| service.service_type == ServiceType::KeyValue;
    if !blueprint.services.iter().any(|service| is_store(&service)) {
        return;
    }
    // The stores that workers read, each with the first worker and what it needs.
    let workers: Vec<(&Service<'_>, Queue)> = blueprint
        .services
        .iter()
        .filter_map(|service| Some((service, Queue::of(service)?)))
        .collect();
    for store in blueprint.services.iter().filter(is_store) {
        let name = store.resource.name;
        let reads = |worker: &&(&Service<'_>, Queue)| {
            worker.0.env_vars.iter().any(
                |variable| matches!(variable.form, Form::FromService { name: read, .. } if read == name && !name.is_empty()),
            )
        };
        if let Some((worker, queue)) = workers.iter().find(reads) {
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

fn evicting(store: &Service<'_>, worker: &Service<'_>, queue: Queue, found: &mut Vec<Diagnostic>) {
    let fields = store.fields();
    let field = spec::KEY_VALUE_SERVICE.field("maxmemoryPolicy");
    let default = field.and_then(|field| field.default).unwrap_or_default();
    let names = (shown_name(store.resource.name), shown_name(worker.resource.name));
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
            store.resource.name_span(),
            words::platform_evicting_queue_default(names.0, default, names.1, queue.software),
        ),
    };
    let help = words::platform_evicting_queue_help(queue.policy);
    let mended = fix::set_field(fields.tree, fields.node, "maxmemoryPolicy", queue.policy);
    let diagnostic = Diagnostic::warning(codes::EVICTING_QUEUE, at, message, help);
    found.push(
        diagnostic
            .docs(docs(&spec::KEY_VALUE_SERVICE, "maxmemoryPolicy"))
            .fix(mended),
    );
}

fn unpersisted(store: &Service<'_>, worker: &Service<'_>, queue: Queue, found: &mut Vec<Diagnostic>) {
    let fields = store.fields();
    let names = (shown_name(store.resource.name), shown_name(worker.resource.name));
    let forgets = store
        .plan()
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
