//! Fields that cannot be changed once the resource exists, and sizes that only grow, as the table of the format
//! says.

use super::super::{Diagnostic, Severity, codes, docs, is_full, shown, shown_name};
use super::{again, name_span, span};
use crate::blueprint::{Fields, Service};
use crate::check::fix::{Fix, mend};
use crate::price::{money, plans};
use crate::spec::{self, Field, Kind, Shape};
use crate::words::check as words;
use crate::yaml::{NodeId, Scalar};

/// Whose fields they are, and the way to the object that has them.
pub(super) struct Owner {
    pub(super) name: String,
    /// Empty, or ends in a point: `disk.`.
    pub(super) way: String,
}

/// Checks the fields of an object and of the objects in it.
pub(super) fn check(
    kind: &'static Kind,
    old: Fields<'_>,
    new: Fields<'_>,
    owner: &Owner,
    found: &mut Vec<Diagnostic>,
) {
    for field in kind.fields {
        if is_full(found) {
            return;
        }
        // Names are what resources are known by, and types are looked at before.
        if matches!(field.name, "name" | "type" | "runtime") {
            continue;
        }
        if let Shape::Object(inner) = field.shape {
            if let (Some(old), Some(new)) = (old.object(field.name), new.object(field.name)) {
                let way = format!("{}{}.", owner.way, field.name);
                let name = owner.name.clone();
                check(inner, old, new, &Owner { name, way }, found);
            }
        } else if field.documented().immutable {
            fixed(field, old, new, owner, found);
        } else if field.documented().grows_only && matches!(field.shape, Shape::Integer { .. }) {
            grows(kind, field, old, new, owner, found);
        }
    }
}

/// A scalar as written, and its node.
fn written<'t>(fields: Fields<'t>, name: &str) -> Option<(&'t str, NodeId)> {
    let node = fields.get(name)?;
    let is_something = fields.tree.scalar(node)? != Scalar::Null;
    let text = fields.tree.scalar_text(node).filter(|_| is_something)?;
    Some((text, node))
}

fn fixed(
    field: &'static Field,
    old: Fields<'_>,
    new: Fields<'_>,
    owner: &Owner,
    found: &mut Vec<Diagnostic>,
) {
    let Some((text, node)) = written(new, field.name) else {
        return;
    };
    let way = format!("{}{}", owner.way, field.name);
    let diagnostic = match written(old, field.name) {
        Some((before, _)) if before == text => return,
        Some((before, _)) => {
            let (old, value) = (shown(before), shown(text));
            let message =
                words::change_fixed_field_what(way, owner.name.as_str(), old.as_str(), value.as_str());
            let help = words::change_fixed_field_help(old, value);
            let diagnostic = Diagnostic::error(codes::FIXED_FIELD, span(new, node), message, help);
            diagnostic.fix(again(new, node, before))
        }
        None if field.default == Some(text) => return,
        // Render chose it, and what it chose is not in the file.
        None => {
            let message = words::change_fixed_field_absent(way, owner.name.as_str());
            let help = words::change_fixed_field_absent_help(shown(text));
            let diagnostic = Diagnostic::warning(codes::FIXED_FIELD, span(new, node), message, help);
            diagnostic.fix(mend::remove(new.tree, node).map(Fix::choice))
        }
    };
    found.push(diagnostic.docs(field.docs()));
}

/// A size in GB that only grows.
fn grows(
    kind: &'static Kind,
    field: &'static Field,
    old: Fields<'_>,
    new: Fields<'_>,
    owner: &Owner,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(size), Some(node)) = (new.integer(field.name), new.get(field.name)) else {
        return;
    };
    let before = old.integer(field.name);
    let Some(least) = before
        .or_else(|| default_size(kind, field, old))
        .filter(|least| size < *least)
    else {
        return;
    };
    let way = format!("{}{}", owner.way, field.name);
    let name = owner.name.as_str();
    let [least_size, new_size] = [least, size].map(|size| money::later_number(size.into()));
    let (severity, message) = match before {
        Some(_) => (
            Severity::Error,
            words::change_shrinks_what(way, name, least_size, new_size),
        ),
        // It may have been made when another size was the default.
        None => (
            Severity::Warning,
            words::change_shrinks_absent(name, way, least_size, new_size),
        ),
    };
    let help = words::change_shrinks_help(least.to_string());
    let fix = mend::write(new.tree, node, least.into()).map(|fix| {
        let title = words::fix_write(least.to_string());
        fix.titled(title).choice()
    });
    let diagnostic = Diagnostic::new(codes::SHRINKS, severity, span(new, node), message, help);
    found.push(diagnostic.docs(field.docs()).fix(fix));
}

/// The size of a disk whose size is not written: that of a database follows from its plan.
fn default_size(kind: &'static Kind, field: &'static Field, old: Fields<'_>) -> Option<i64> {
    if *kind != spec::DATABASE {
        return field.default?.parse().ok();
    }
    let plan = old.text("plan");
    let plan = plan.unwrap_or(plans::default_plan(plans::Kind::Postgres));
    plans::postgres(plan)?.disk_gb.map(i64::from)
}

/// Without its plan in the file a resource keeps the one that it has.
pub(super) fn plan_kept(
    kind: &'static Kind,
    old: Fields<'_>,
    new: Fields<'_>,
    owner: &Owner,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(before), Some(field), false) = (old.text("plan"), kind.field("plan"), new.has("plan")) else {
        return;
    };
    if field.default == Some(before) {
        return;
    }
    let message = words::change_plan_kept_what(owner.name.as_str(), before);
    let help = words::change_plan_kept_help(before);
    let fix = mend::set_field(new.tree, new.node, "plan", before).map(Fix::choice);
    let diagnostic = Diagnostic::note(codes::PLAN_KEPT, name_span(new), message, help);
    found.push(diagnostic.docs(field.docs()).fix(fix));
}

/// Whether a service is still of the same type; a static site stays one, too.
pub(super) fn type_stays(old: &Service<'_>, new: &Service<'_>, found: &mut Vec<Diagnostic>) -> bool {
    let (Some(old_kind), Some(kind)) = (old.kind(), new.kind()) else {
        return true;
    };
    if old.service_type == new.service_type {
        return true;
    }
    let fields = new.fields();
    let name = shown_name(new.resource.name);
    let of_runtime = || written(fields, "runtime").or_else(|| written(fields, "env"));
    let (before, now) = (old.fields().text("type"), written(fields, "type"));
    let diagnostic = match (now, of_runtime()) {
        (Some((now, _)), Some((runtime, node))) if Some(now) == before => {
            let message = words::change_fixed_field_runtime(name, shown(runtime));
            let help = words::change_fixed_field_runtime_help();
            let old_runtime = old.fields().text("runtime").or_else(|| old.fields().text("env"));
            let diagnostic = Diagnostic::error(codes::FIXED_FIELD, span(fields, node), message, help);
            let fix = old_runtime.and_then(|runtime| again(fields, node, runtime));
            // The other fields are those of the new kind.
            let fix = fix.filter(|_| *old_kind == *kind);
            diagnostic.docs(docs(&spec::STATIC_SERVICE, "runtime")).fix(fix)
        }
        (Some((now, node)), _) => {
            let (before, now) = (shown(before.unwrap_or_default()), shown(now));
            let message = words::change_fixed_field_what("type", name, before.as_str(), now.as_str());
            let help = words::change_fixed_field_help(before.as_str(), now);
            let fix = again(fields, node, &before).filter(|_| *old_kind == *kind);
            let diagnostic = Diagnostic::error(codes::FIXED_FIELD, span(fields, node), message, help);
            diagnostic.docs(docs(kind, "type")).fix(fix)
        }
        (None, _) => return true,
    };
    found.push(diagnostic);
    false
}
