//! What the platform does not allow or does differently: instances, disks, plans, workspaces, queues.

mod advice;
mod queues;

pub(super) use advice::check as advise;

use rust_decimal::Decimal;

use super::fix::{Fix, mend};
use super::{Context, Diagnostic, codes, docs, shown_name};
use crate::blueprint::edit::Edit;
use crate::blueprint::{Blueprint, Database, Fields, Form, Group, Project, Service, ServiceType};
use crate::price::plans::{self, Limit};
use crate::spec;
use crate::words::{alternatives, check as words};
use crate::yaml::{Kind, NodeId, Scalar, Span, Tree};

/// Checks every resource against the platform's rules.
pub(super) fn check(blueprint: &Blueprint<'_>, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
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
    for project in &blueprint.projects {
        environments(project, context, found);
    }
    queues::check(blueprint, found);
}

fn span(tree: &Tree, node: NodeId) -> Span {
    tree.node(node).span
}

/// Where the name of a resource stands.
pub(super) fn name_span(fields: Fields<'_>) -> Span {
    span(fields.tree, fields.get("name").unwrap_or(fields.node))
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
    let scaling = object(fields, "scaling").or_else(|| {
        // Also under the names that it never had, as it will be renamed.
        let legacy = spec::SERVER_SERVICE.legacy.iter();
        let mut meant =
            legacy.filter(|legacy| matches!(legacy.remedy, spec::Remedy::Rename { to: ["scaling"], .. }));
        meant.find_map(|legacy| object(fields, legacy.name))
    });
    let count = fields.integer("numInstances");
    let single = || mend::single_instance(tree, fields.node);
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
        (None, Some(scaling), Some(_)) => {
            let (Some(key), Some(value)) = (fields.key("numInstances"), fields.get("numInstances")) else {
                return;
            };
            let message = words::platform_instances_ignored_what(name.as_str());
            let help = words::platform_instances_ignored_help();
            let diagnostic = Diagnostic::warning(codes::INSTANCES_IGNORED, span(tree, key), message, help);
            let docs = docs(&spec::SERVER_SERVICE, "numInstances");
            found.push(diagnostic.docs(docs).fix(without_count(fields, scaling, value)));
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

/// Takes `numInstances` out; where the minimum of autoscaling is below it, that number is perhaps what was
/// meant as the minimum.
fn without_count(fields: Fields<'_>, scaling: Fields<'_>, value: NodeId) -> Vec<Fix> {
    let Some(remove) = mend::remove(fields.tree, value) else {
        return Vec::new();
    };
    let raised = || {
        let count = fields.integer("numInstances")?;
        let (min, max) = (scaling.integer("minInstances")?, scaling.integer("maxInstances")?);
        let service = mend::resource_path(fields.tree, fields.node)?;
        (min < count && count <= max).then(|| {
            let edit = Edit::Set {
                resource: service,
                field: "scaling.minInstances".to_owned(),
                value: count.to_string(),
            };
            remove
                .clone()
                .titled(words::fix_minimum(count.to_string()))
                .then_edit(edit)
        })
    };
    match raised() {
        Some(raised) => vec![raised.choice(), remove.choice()],
        None => vec![remove],
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
fn workspace(service: &Service<'_>, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
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

/// How many environments a project may have, and whether they may be closed to each other.
fn environments(project: &Project<'_>, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for environment in &project.environments {
        let networking = object(environment.fields(), "networking");
        if let Some(networking) = networking.filter(|_| environment.is_isolated()) {
            let includes = |plan: &plans::WorkspacePlan| plan.network_isolation;
            let docs = spec::ENVIRONMENT.docs;
            needs(networking, "isolation", context, includes, docs, found);
        }
    }
    let Some(plan) = context.workspace else { return };
    let Limit::UpTo(most) = plan.environments_per_project else {
        return;
    };
    let count = project.environments.len();
    let beyond = usize::try_from(most)
        .ok()
        .and_then(|most| project.environments.get(most));
    if let Some(environment) = beyond {
        let name = shown_name(project.name);
        let message = words::platform_needs_workspace_environments(name, count, plan.name, most);
        let help = words::platform_needs_workspace_environments_help(most);
        let span = name_span(environment.fields());
        let diagnostic = Diagnostic::error(codes::NEEDS_WORKSPACE, span, message, help);
        found.push(diagnostic.docs(spec::ENVIRONMENT.docs));
    }
}

fn needs(
    fields: Fields<'_>,
    field: &'static str,
    context: &Context<'_>,
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
fn high_availability(database: &Database<'_>, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
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
