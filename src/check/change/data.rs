//! What happens to data: plans that cannot be gone back to or that lose them, and read replicas.

use super::super::{Diagnostic, codes, docs, shape, shown, shown_name};
use super::{again, span};
use crate::blueprint::{Database, Service};
use crate::check::fix::{Fix, mend};
use crate::price::plans;
use crate::spec;
use crate::words::check as words;
use crate::yaml::Value;
use crate::yaml::edit::Change;

/// A database: its plan and its replicas.
pub(super) fn database(old: &Database<'_>, new: &Database<'_>, found: &mut Vec<Diagnostic>) {
    leaves_legacy_plan(old, new, found);
    replicas(old, new, found);
}

fn leaves_legacy_plan(old: &Database<'_>, new: &Database<'_>, found: &mut Vec<Diagnostic>) {
    let fields = new.resource.fields;
    let is_legacy = |plan: &str| plans::postgres(plan).is_some_and(|plan| plan.is_legacy());
    let (Some(before), Some(now), Some(node)) = (old.plan(), new.plan(), fields.get("plan")) else {
        return;
    };
    if !is_legacy(before) || is_legacy(now) || plans::postgres(now).is_none() {
        return;
    }
    let message = words::change_legacy_plan_what(shown_name(new.resource.name), before);
    let help = words::change_legacy_plan_help();
    let diagnostic = Diagnostic::warning(codes::LEGACY_PLAN, span(fields, node), message, help);
    let docs = docs(&spec::DATABASE, "plan");
    found.push(diagnostic.docs(docs).fix(again(fields, node, before)));
}

/// Replicas that are not in the list are destroyed, and all stay where there is no list.
fn replicas(old: &Database<'_>, new: &Database<'_>, found: &mut Vec<Diagnostic>) {
    let fields = new.resource.fields;
    let now = new.read_replicas();
    let mut gone = old.read_replicas();
    gone.retain(|name| !now.contains(name));
    if gone.is_empty() {
        return;
    }
    let name = shown_name(new.resource.name);
    let count = gone.len();
    let gone = shape::all_of(
        gone.iter()
            .map(|name| shown(name))
            .collect::<Vec<_>>()
            .iter()
            .map(String::as_str),
    );
    let docs = docs(&spec::DATABASE, "readReplicas");
    let diagnostic = match fields.key("readReplicas") {
        Some(key) => {
            let what = match count {
                1 => words::change_replicas_destroyed_one(gone, name),
                _ => words::change_replicas_destroyed_what(gone, name),
            };
            let help = words::change_replicas_destroyed_help();
            Diagnostic::warning(codes::REPLICAS_DESTROYED, span(fields, key), what, help)
        }
        None => {
            let message = words::change_replicas_kept_what(name, gone);
            let help = words::change_replicas_kept_help();
            let at = super::name_span(fields);
            Diagnostic::note(codes::REPLICAS_KEPT, at, message, help).fix(empty_list(new))
        }
    };
    found.push(diagnostic.docs(docs));
}

fn empty_list(database: &Database<'_>) -> Option<Fix> {
    let fields = database.resource.fields;
    let mapping = mend::resource_path(fields.tree, fields.node)?;
    let insert = Change::Insert {
        mapping,
        key: "readReplicas".to_owned(),
        value: Value::Sequence(Vec::new()),
        order: spec::DATABASE.fields.iter().map(|field| field.name).collect(),
    };
    let title = words::fix_write_field("readReplicas", "[]");
    Some(Fix::changes(title, vec![insert]).choice())
}

/// The plan of a Key Value instance: it grows only, and the step up from the free one loses the data.
pub(super) fn key_value_plan(old: &Service<'_>, new: &Service<'_>, found: &mut Vec<Diagnostic>) {
    let fields = new.fields();
    let (Some(now), Some(node)) = (new.plan(), fields.get("plan")) else {
        return;
    };
    let before = old.plan().unwrap_or(plans::default_plan(plans::Kind::KeyValue));
    let (Some(from), Some(to)) = (plans::key_value(before), plans::key_value(now)) else {
        return;
    };
    let grows_only = spec::KEY_VALUE_SERVICE
        .field("plan")
        .is_some_and(|field| field.documented().grows_only);
    let name = shown_name(new.resource.name);
    let is_smaller = to.memory_mb < from.memory_mb || !to.persistent && from.persistent;
    let diagnostic = if grows_only && is_smaller {
        let message = words::change_key_value_downgrade_what(name, before, now);
        let help = words::change_key_value_downgrade_help(before);
        Diagnostic::error(codes::KEY_VALUE_DOWNGRADE, span(fields, node), message, help)
    } else if !from.persistent && to.persistent {
        let message = words::change_data_lost_what(name, now);
        let help = words::change_data_lost_help();
        Diagnostic::warning(codes::DATA_LOST, span(fields, node), message, help)
    } else {
        return;
    };
    let docs = docs(&spec::KEY_VALUE_SERVICE, "plan");
    found.push(diagnostic.docs(docs).fix(again(fields, node, before)));
}
