//! What a service loses or keeps when fields leave the file.

use super::super::{Diagnostic, codes, docs, shown_name};
use super::{data, name_span, span};
use crate::blueprint::{Fields, Service, ServiceType};
use crate::check::fix::{Fix, mend};
use crate::spec::{self, Kind};
use crate::words::check as words;
use crate::yaml::edit::Change;
use crate::yaml::{Kind as NodeKind, Value};

/// Checks a service against the one that runs.
pub(super) fn check(old: &Service<'_>, new: &Service<'_>, found: &mut Vec<Diagnostic>) {
    if new.service_type == ServiceType::KeyValue {
        data::key_value_plan(old, new, found);
    }
    disk_removed(old, new, found);
    scaling_kept(old, new, found);
    build_filter_cleared(old, new, found);
    first_deploy_over(old, new, found);
    for field in ["headers", "routes"] {
        rules_kept(field, old, new, found);
    }
}

fn name(service: &Service<'_>) -> String {
    shown_name(service.resource.name)
}

fn disk_removed(old: &Service<'_>, new: &Service<'_>, found: &mut Vec<Diagnostic>) {
    let fields = new.fields();
    let Some(disk) = old.disk().filter(|_| !fields.has("disk")) else {
        return;
    };
    let message = words::change_disk_removed_what(name(new), disk.size_gb.to_string());
    let help = words::change_disk_removed_help();
    let diagnostic = Diagnostic::warning(codes::DISK_REMOVED, name_span(fields), message, help);
    found.push(diagnostic.docs(spec::DISK.docs));
}

fn scaling_kept(old: &Service<'_>, new: &Service<'_>, found: &mut Vec<Diagnostic>) {
    let fields = new.fields();
    if old.scaling().is_none() || fields.has("scaling") {
        return;
    }
    let message = words::change_scaling_kept_what(name(new));
    let help = words::change_scaling_kept_help();
    let at = fields
        .get("numInstances")
        .map_or_else(|| name_span(fields), |node| span(fields, node));
    let diagnostic = Diagnostic::note(codes::SCALING_KEPT, at, message, help);
    found.push(diagnostic.docs(spec::SCALING.docs));
}

fn build_filter_cleared(old: &Service<'_>, new: &Service<'_>, found: &mut Vec<Diagnostic>) {
    let fields = new.fields();
    let filters = |fields: Fields<'_>| {
        let filter = fields.object("buildFilter")?;
        let is_mapping = filter.tree.node(filter.node).kind == NodeKind::Mapping;
        let lists = ["paths", "ignoredPaths"];
        let has_paths = lists.iter().any(|list| filter.objects(list).next().is_some());
        (is_mapping && has_paths).then(|| Value::followed(filter.tree, filter.node))?
    };
    let Some(before) = filters(old.fields()).filter(|_| !fields.has("buildFilter")) else {
        return;
    };
    let message = words::change_build_filter_cleared_what(name(new));
    let help = words::change_build_filter_cleared_help();
    let fix = new
        .kind()
        .and_then(|kind| write_again(fields, kind, "buildFilter", before));
    let diagnostic = Diagnostic::warning(codes::BUILD_FILTER_CLEARED, name_span(fields), message, help);
    let docs = docs(&spec::SERVER_SERVICE, "buildFilter");
    found.push(diagnostic.docs(docs).fix(fix));
}

/// Writes a field as it was, if it may stand there.
fn write_again(fields: Fields<'_>, kind: &'static Kind, key: &'static str, value: Value) -> Option<Fix> {
    let built_elsewhere = fields.has("buildSource");
    kind.field(key).filter(|_| !built_elsewhere)?;
    let insert = Change::Insert {
        mapping: mend::resource_path(fields.tree, fields.node)?,
        key: key.to_owned(),
        value,
        order: kind.fields.iter().map(|field| field.name).collect(),
    };
    let title = words::fix_write_again(key);
    Some(Fix::changes(title, vec![insert]).choice())
}

/// A hook that is there only now, or is another one.
fn first_deploy_over(old: &Service<'_>, new: &Service<'_>, found: &mut Vec<Diagnostic>) {
    const HOOK: &str = "initialDeployHook";
    let fields = new.fields();
    let (Some(now), Some(node)) = (fields.text(HOOK), fields.get(HOOK)) else {
        return;
    };
    let before = old.fields().text(HOOK);
    if before.or_else(|| old.fields().text("afterFirstDeployCommand")) == Some(now) {
        return;
    }
    let message = words::change_first_deploy_over_what(name(new));
    let help = words::change_first_deploy_over_help();
    let diagnostic = Diagnostic::note(codes::FIRST_DEPLOY_OVER, span(fields, node), message, help);
    found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, HOOK)));
}

/// Headers and routes that are left out.
fn rules_kept(field: &'static str, old: &Service<'_>, new: &Service<'_>, found: &mut Vec<Diagnostic>) {
    let fields = new.fields();
    let rules = |fields: Fields<'_>| {
        let rules = fields.objects(field).map(|rule| identity(field, rule));
        rules.collect::<Vec<_>>()
    };
    let now = rules(fields);
    let gone = rules(old.fields()).iter().any(|rule| !now.contains(rule));
    if new.service_type != ServiceType::Static || !gone {
        return;
    }
    let message = words::change_rules_kept_what(field, name(new));
    let help = words::change_rules_kept_help();
    let at = fields
        .key(field)
        .map_or_else(|| name_span(fields), |key| span(fields, key));
    let diagnostic = Diagnostic::note(codes::RULES_KEPT, at, message, help);
    found.push(diagnostic.docs(docs(&spec::STATIC_SERVICE, field)));
}

/// What a header or route is known by.
fn identity(field: &str, rule: Fields<'_>) -> [Option<String>; 2] {
    let text = |name: &str| rule.text(name).map(str::to_owned);
    match field {
        "headers" => [text("path"), text("name")],
        _ => [text("source"), None],
    }
}
