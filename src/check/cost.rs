//! What costs without need or notice.

use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

use super::facts::{Facts, value_span};
use super::fix::mend;
use super::platform::name_span;
use super::{Diagnostic, codes, docs, is_full, shown_name};
use crate::blueprint::{Database, Form, Resource, ServiceType};
use crate::cost::{self, Bill, Item, Range, Usage};
use crate::envvars::written;
use crate::price::{money, plans};
use crate::spec;
use crate::words::check as words;
use crate::yaml::Path;

/// Checks what stands in the bill.
pub(super) fn check(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    unused(facts, found);
    for database in &facts.blueprint.databases {
        if is_full(found) {
            return;
        }
        high_availability(facts, database, found);
        disk_size(facts, database, found);
    }
}

/// The bill's lines of one database alone.
fn bill_of(facts: &Facts<'_, '_>, database: &Database<'_>) -> Bill {
    cost::of_database(database, facts.prices)
}

/// Databases and Key Value instances that nothing in the file reads.
fn unused(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    let blueprint = facts.blueprint;
    // Without a program, the file is about data alone.
    if !blueprint
        .services
        .iter()
        .any(|service| service.service_type != ServiceType::KeyValue)
    {
        return;
    }
    let mut read = HashSet::new();
    let mut words_of_texts = HashSet::new();
    for variable in facts.owners().flat_map(|owner| owner.variables) {
        match variable.form {
            Form::FromDatabase { name, .. } | Form::FromService { name, .. } => {
                read.insert(name);
            }
            _ => {
                let text = written(variable).unwrap_or_default();
                words_of_texts
                    .extend(text.split(|sign: char| !(sign.is_alphanumeric() || "-_".contains(sign))));
            }
        }
    }
    let stores = blueprint
        .services
        .iter()
        .filter(|service| service.service_type == ServiceType::KeyValue)
        .map(|service| (&service.resource, service.resource.name));
    let databases = blueprint
        .databases
        .iter()
        .map(|database| (&database.resource, database.resource.name));
    let replicas: HashSet<&str> = blueprint
        .databases
        .iter()
        .filter(|database| {
            database
                .read_replicas()
                .iter()
                .any(|replica| read.contains(replica))
        })
        .map(|database| database.resource.name)
        .collect();
    let idle: Vec<&Resource<'_>> = stores
        .chain(databases)
        .filter(|(_, name)| !name.is_empty() && !read.contains(name) && !replicas.contains(name))
        .filter(|(_, name)| !words_of_texts.contains(name))
        .map(|(resource, _)| resource)
        .collect();
    if idle.is_empty() {
        return;
    }
    let bill = cost::bill(blueprint, facts.prices, &Usage::default());
    let mut sums: HashMap<&Path, (Range, usize)> = HashMap::new();
    for line in &bill.lines {
        let Some(path) = &line.path else { continue };
        let (sum, unpriced) = sums.entry(path).or_default();
        match line.monthly {
            Some(monthly) => *sum = sum.plus(monthly),
            None => *unpriced += 1,
        }
    }
    for resource in idle {
        if is_full(found) {
            return;
        }
        let (sum, unpriced) = sums.get(&resource.path).copied().unwrap_or_default();
        if sum.max == Decimal::ZERO && unpriced == 0 {
            continue;
        }
        let name = shown_name(resource.name);
        let message = if unpriced == 0 {
            words::cost_unused_what(name, cost::range_text(sum))
        } else {
            words::cost_unused_unpriced(name)
        };
        let diagnostic = Diagnostic::note(
            codes::UNUSED,
            name_span(resource.fields),
            message,
            words::cost_unused_help(),
        );
        found.push(diagnostic.docs(spec::FROM_DATABASE.docs));
    }
}

fn high_availability(facts: &Facts<'_, '_>, database: &Database<'_>, found: &mut Vec<Diagnostic>) {
    if !database.high_availability() {
        return;
    }
    let bill = bill_of(facts, database);
    let standby = bill
        .lines
        .iter()
        .filter(|line| matches!(line.item, Item::Standby | Item::StandbyStorage));
    let amounts: Option<Vec<Decimal>> = standby.map(|line| Some(line.monthly?.max)).collect();
    let Some(sum) = amounts.map(|amounts| amounts.iter().sum::<Decimal>()) else {
        return;
    };
    if sum == Decimal::ZERO {
        return;
    }
    let fields = database.resource.fields;
    let Some(key) = fields.key("highAvailability") else {
        return;
    };
    let message = words::cost_high_availability_what(shown_name(database.resource.name), money::usd(sum));
    let at = fields.tree.node(key).span;
    let help = words::cost_high_availability_help();
    let diagnostic = Diagnostic::note(codes::STANDBY, at, message, help);
    found.push(diagnostic.docs(spec::HIGH_AVAILABILITY.docs));
}

/// A paid database whose size is left to Render.
fn disk_size(facts: &Facts<'_, '_>, database: &Database<'_>, found: &mut Vec<Diagnostic>) {
    let fields = database.resource.fields;
    let plan = database
        .plan()
        .unwrap_or(plans::default_plan(plans::Kind::Postgres));
    let Some(facts_of_plan) = plans::postgres(plan) else {
        return;
    };
    if fields.has("diskSizeGB") || plan == "free" || super::shape::is_key_value(fields.tree, fields.node) {
        return;
    }
    let name = shown_name(database.resource.name);
    let help = words::cost_default_disk_size_help();
    let size = facts_of_plan.disk_gb.filter(|_| !facts_of_plan.is_legacy());
    let bill = bill_of(facts, database);
    let storage = bill
        .lines
        .iter()
        .find(|line| line.item == Item::Storage)
        .and_then(|line| line.monthly);
    let message = match (size, storage) {
        (Some(size), Some(storage)) => words::cost_default_disk_size_priced(
            name,
            money::later_number(size.into()),
            cost::range_text(storage),
        ),
        (Some(size), None) => words::cost_default_disk_size_what(name, money::later_number(size.into())),
        (None, _) => words::cost_default_disk_size_plain(name),
    };
    // One that runs may be larger already.
    let fix = size.filter(|_| facts.is_new);
    let fix = fix.and_then(|size| mend::set_field(fields.tree, fields.node, "diskSizeGB", &size.to_string()));
    let diagnostic = Diagnostic::note(
        codes::DEFAULT_DISK_SIZE,
        value_span(fields, "plan"),
        message,
        help,
    );
    // A database that exists keeps its size, which may be another one.
    let fix = fix.map(super::fix::Fix::choice);
    found.push(diagnostic.docs(docs(&spec::DATABASE, "diskSizeGB")).fix(fix));
}
