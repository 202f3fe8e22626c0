//! Resources that are gone, and those that are there under another name.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::super::{Context, Diagnostic, codes, docs, is_full, shown_name};
use super::{name_span, title};
use crate::blueprint::{AnyResource, Blueprint, Fields, Pairing, ServiceType};
use crate::check::fix::{Fix, mend};
use crate::cost::{self, Bill, Usage};
use crate::price::{self, money};
use crate::spec;
use crate::words::check as words;
use crate::yaml::edit::{Change, quoted};
use crate::yaml::{NodeId, Span, Value};

/// Says what becomes of both.
pub(super) fn check(
    running: &Blueprint<'_>,
    blueprint: &Blueprint<'_>,
    pairing: &Pairing<'_, '_, '_>,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let bill = OnceCell::new();
    let costs = |resource: AnyResource<'_, '_>| {
        let prices = context.prices.unwrap_or_else(price::default_list);
        let bill: &Bill = bill.get_or_init(|| cost::bill(running, prices, &Usage::default()));
        let (sum, unpriced) = bill.of_resource(&resource.resource().path);
        let is_known = unpriced == 0 && sum.max > Decimal::ZERO;
        let amount = if sum.min == sum.max {
            money::usd(sum.max)
        } else {
            cost::range_text(sum)
        };
        match is_known {
            true => words::change_amount(amount).to_string(),
            false => String::new(),
        }
    };
    for (old, new) in &pairing.renamed {
        if is_full(found) {
            return;
        }
        renamed(blueprint, *old, *new, costs(*old), found);
    }
    for old in &pairing.removed {
        if is_full(found) {
            return;
        }
        removed(blueprint, *old, costs(*old), found);
    }
}

fn renamed(
    blueprint: &Blueprint<'_>,
    old: AnyResource<'_, '_>,
    new: AnyResource<'_, '_>,
    amount: String,
    found: &mut Vec<Diagnostic>,
) {
    let fields = new.resource().fields;
    let (from, to) = (shown_name(old.resource().name), shown_name(new.resource().name));
    let (message, help) = if let AnyResource::Group(_) = new {
        (
            words::change_renamed_group(from.as_str(), to),
            words::change_renamed_group_help(from),
        )
    } else {
        let message = words::change_renamed_what(from.as_str(), to, title(new));
        let help = match has_data(old) {
            true => words::change_renamed_help_data(from, amount),
            false => words::change_renamed_help(from, amount),
        };
        (message, help)
    };
    let diagnostic = Diagnostic::warning(codes::RENAMED, name_span(fields), message, help);
    let fix = name_again(blueprint, new, old.resource().name);
    found.push(diagnostic.docs(name_docs(new)).fix(fix));
}

fn removed(blueprint: &Blueprint<'_>, old: AnyResource<'_, '_>, amount: String, found: &mut Vec<Diagnostic>) {
    let name = shown_name(old.resource().name);
    let (message, help) = if let AnyResource::Group(_) = old {
        (
            words::change_removed_group(name),
            words::change_removed_group_help(),
        )
    } else {
        let help = match has_data(old) {
            true => words::change_removed_help_data(amount),
            false => words::change_removed_help(amount),
        };
        (words::change_removed_what(title(old), name), help)
    };
    let at = place_of(blueprint, old);
    let diagnostic = Diagnostic::warning(codes::REMOVED, at, message, help);
    found.push(diagnostic.docs(name_docs(old)));
}

/// Where a resource stood: the list, its section, or the beginning of the file.
fn place_of(blueprint: &Blueprint<'_>, old: AnyResource<'_, '_>) -> Span {
    let tree = blueprint.tree;
    let whole = blueprint.sections.first();
    let same = blueprint
        .sections
        .iter()
        .find(|section| section.place == old.resource().place);
    let list = match old {
        AnyResource::Service(_) => "services",
        AnyResource::Database(_) => "databases",
        AnyResource::Group(_) => "envVarGroups",
    };
    let sections = [same, whole].into_iter().flatten();
    let fields = || {
        sections.clone().map(|section| Fields {
            tree,
            node: section.node,
        })
    };
    let key = fields().find_map(|fields| fields.key(list));
    let first = || fields().find_map(|fields| Some(tree.entries(fields.node).first()?.key));
    key.or_else(first).map_or_else(Span::default, |key| {
        super::super::syntax::first_line(tree, tree.node(key).span)
    })
}

/// Whether something is kept in it that a new resource would lack.
fn has_data(resource: AnyResource<'_, '_>) -> bool {
    match resource {
        AnyResource::Database(_) => true,
        AnyResource::Service(service) => {
            service.service_type == ServiceType::KeyValue || service.disk().is_some()
        }
        AnyResource::Group(_) => false,
    }
}

fn name_docs(resource: AnyResource<'_, '_>) -> &'static str {
    match resource {
        AnyResource::Service(_) => docs(&spec::SERVER_SERVICE, "name"),
        AnyResource::Database(_) => docs(&spec::DATABASE, "name"),
        AnyResource::Group(_) => spec::ENV_VAR_GROUP.docs,
    }
}

/// Writes the old name again, where the name stands and wherever it is referred to.
fn name_again(blueprint: &Blueprint<'_>, new: AnyResource<'_, '_>, old: &str) -> Option<Fix> {
    let tree = blueprint.tree;
    let own = new.resource();
    let nodes = std::iter::once(own.fields.get("name")?).chain(references(blueprint, new));
    let change = |node: NodeId| {
        Some(Change::Set {
            path: mend::path_of(tree, node)?,
            value: Value::from(old),
        })
    };
    let changes = nodes.map(change).collect::<Option<Vec<_>>>()?;
    let title = words::fix_write_field("name", quoted(old));
    Some(Fix::changes(title, changes).choice())
}

/// Where a resource is referred to by its name.
fn references(blueprint: &Blueprint<'_>, to: AnyResource<'_, '_>) -> Vec<NodeId> {
    let wanted = to.resource().name;
    let owners = blueprint.resources().map(|resource| resource.resource().fields);
    let builds = super::super::names::build_sources(blueprint);
    let builds = builds.iter().filter_map(|source| source.object("git"));
    let variables = owners.chain(builds).flat_map(|owner| owner.objects("envVars"));
    let node = |variable: Fields<'_>| match to {
        AnyResource::Group(_) => variable.get("fromGroup"),
        AnyResource::Database(_) => variable.object("fromDatabase")?.get("name"),
        AnyResource::Service(_) => variable.object("fromService")?.get("name"),
    };
    let nodes = variables.filter_map(node);
    nodes
        .filter(|node| blueprint.tree.str(*node) == Some(wanted))
        .collect()
}
