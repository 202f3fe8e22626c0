//! Which environment variables can be named: those that are known, and those of another service.

use std::collections::BTreeSet;

use super::references::{line_of, referred_service};
use super::scope::Owner;
use super::{Completion, CompletionKind, Context};
use crate::blueprint::{Blueprint, Form, Service, ServiceType};
use crate::catalogue::{self, Software, Variable};
use crate::envvars::{Program, Requirement, groups, runtime};
use crate::words::assist as say;
use crate::yaml::edit::quoted;

/// How many services of a group are looked at for the software that they run.
const MOST_PROGRAMS: usize = 20;

/// How well a known variable fits, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Software that runs here needs it.
    Needed,
    /// Software that runs here reads it.
    Read,
    /// Anything may read it.
    General,
    /// Other software reads it.
    Other,
}

/// The known variables that the list does not have yet; those that its software needs come first.
pub(super) fn known(context: &Context<'_, '_>) -> Vec<Completion> {
    let programs = context
        .good()
        .map(|good| programs(context, good))
        .unwrap_or_default();
    let present = context
        .good()
        .map(|good| present(context, good))
        .unwrap_or_default();
    let mut ranked: Vec<(Rank, &Variable, Option<&Software>)> = catalogue::variables()
        .iter()
        .filter(|variable| variable.key == context.word || !present.contains(variable.key))
        .filter_map(|variable| {
            let (rank, software) = rank(&programs, variable)?;
            Some((rank, variable, software))
        })
        .collect();
    ranked.sort_by_key(|(rank, ..)| *rank);
    let completion = |(rank, variable, software): (Rank, &Variable, Option<&Software>)| {
        let reader = software.map(|software| software.name);
        let detail = match (rank, reader) {
            (Rank::Needed, Some(name)) => say::variable_needed(name).to_string(),
            (_, Some(name)) => say::variable_read(name).to_string(),
            (_, None) => String::new(),
        };
        variable_named(context, variable.key, detail, variable.what().to_owned())
    };
    ranked.into_iter().map(completion).collect()
}

/// The variables of the service that is named beside.
pub(super) fn of_referred_service(context: &Context<'_, '_>) -> Vec<Completion> {
    let (Some(blueprint), Some(service)) = (context.good(), referred_service(context)) else {
        return Vec::new();
    };
    if service.service_type == ServiceType::KeyValue {
        return Vec::new();
    }
    let mut keys: Vec<Completion> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut offer = |key: &str, detail: String, info: String| {
        if !key.is_empty() && seen.insert(key.to_owned()) {
            keys.push(variable_named(context, key, detail, info));
        }
    };
    for variable in &service.env_vars {
        match (variable.key, variable.form) {
            (Some(key), _) => {
                let detail = line_of(blueprint, variable.anchor());
                let known = catalogue::variable(key);
                offer(
                    key,
                    detail,
                    known.map(Variable::what).unwrap_or_default().to_owned(),
                );
            }
            (None, Form::FromGroup(name)) => {
                let shared = blueprint
                    .group(name)
                    .into_iter()
                    .flat_map(|group| &group.env_vars);
                for key in shared.filter_map(|variable| variable.key) {
                    let known = catalogue::variable(key);
                    let what = known.map(Variable::what).unwrap_or_default();
                    offer(key, say::variable_of_group(name).to_string(), what.to_owned());
                }
            }
            (None, _) => {}
        }
    }
    let service_type = service.fields().text("type").unwrap_or_default();
    for variable in catalogue::variables() {
        if variable.is_set_on(service_type, runtime(service)) {
            let detail = say::variable_by_render().to_string();
            offer(variable.key, detail, variable.what().to_owned());
        }
    }
    keys
}

fn variable_named(context: &Context<'_, '_>, key: &str, detail: String, info: String) -> Completion {
    Completion {
        label: key.to_owned(),
        detail,
        info,
        kind: CompletionKind::Variable,
        insert: format!("{}{}", context.place.lead, quoted(key)),
    }
}

/// What runs with the variables of this list.
fn programs<'a>(context: &Context<'_, '_>, blueprint: &'a Blueprint<'a>) -> Vec<Program<'a, 'a>> {
    let groups = groups(blueprint);
    let uses = |service: &&Service<'_>, group: &str| {
        let mut variables = service.env_vars.iter();
        variables.any(|variable| variable.form == Form::FromGroup(group))
    };
    let program = |service| Program::of(&groups, service);
    match context.scope.owner {
        Some(Owner::Service(name)) => blueprint.service(name).map(program).into_iter().collect(),
        Some(Owner::Group(name)) => {
            let services = blueprint.services.iter().filter(|service| uses(service, name));
            services.take(MOST_PROGRAMS).map(program).collect()
        }
        None => Vec::new(),
    }
}

/// The keys that the list has already.
fn present<'a>(context: &Context<'_, '_>, blueprint: &'a Blueprint<'a>) -> BTreeSet<&'a str> {
    let variables = match context.scope.owner {
        Some(Owner::Service(name)) => blueprint.service(name).map(|service| &service.env_vars),
        Some(Owner::Group(name)) => blueprint.group(name).map(|group| &group.env_vars),
        None => None,
    };
    let variables = variables.into_iter().flatten();
    variables.filter_map(|variable| variable.key).collect()
}

/// How well a variable fits what runs; none for one that a Blueprint should leave out.
fn rank(
    programs: &[Program<'_, '_>],
    variable: &'static Variable,
) -> Option<(Rank, Option<&'static Software>)> {
    if variable.not_read.is_some() {
        return None;
    }
    let mut best: Option<(Rank, Option<&'static Software>)> = None;
    for program in programs {
        let reader = program.reader(variable);
        let rank = match program.requirement(variable) {
            Requirement::Required => Rank::Needed,
            Requirement::Optional if reader.is_some() => Rank::Read,
            Requirement::Optional => Rank::General,
            Requirement::Unknown => Rank::Other,
            Requirement::Unneeded => continue,
        };
        if best.is_none_or(|(known, _)| rank < known) {
            best = Some((rank, reader));
        }
    }
    if programs.is_empty() {
        let is_needed = variable.need != catalogue::Need::Unneeded;
        let rank = if variable.read_by.is_empty() {
            Rank::General
        } else {
            Rank::Other
        };
        best = is_needed.then_some((rank, None));
    }
    let (rank, reader) = best?;
    let other = variable
        .read_by
        .iter()
        .find_map(|id| catalogue::software_by_id(id));
    Some((rank, reader.or(other.filter(|_| rank == Rank::Other))))
}
