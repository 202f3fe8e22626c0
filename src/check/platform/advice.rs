//! What is worth knowing before the first sync, once a file.

use super::span;
use crate::blueprint::Form;
use crate::check::facts::Facts;
use crate::check::{Diagnostic, codes, docs, shape};
use crate::spec;
use crate::words::check as words;
use crate::yaml::NodeId;

/// Says what a right file does not show.
pub(in crate::check) fn check(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    if facts.is_new {
        asked_once(facts, found);
    }
    distance(facts, found);
}

/// Values are asked for at the creation alone.
fn asked_once(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    let services = facts.blueprint.services.iter();
    let asked: Vec<NodeId> = services
        .flat_map(|service| &service.env_vars)
        .filter(|variable| variable.form == Form::Prompted)
        .filter_map(|variable| variable.fields.get("sync"))
        .collect();
    let Some(first) = asked.first() else { return };
    let message = words::platform_asked_once(asked.len());
    let help = words::platform_asked_once_help();
    let at = span(facts.blueprint.tree, *first);
    let diagnostic = Diagnostic::note(codes::ASKED_ONCE, at, message, help);
    found.push(diagnostic.docs(docs(&spec::ENV_VAR_VALUE, "sync")));
}

/// A region that is farther from the users of known software than another one.
fn distance(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (software, first) in &facts.software {
        let (Some(users), Some(program)) = (&software.users, facts.programs.get(*first)) else {
            continue;
        };
        let fields = program.service.fields();
        let (Some(region), Some(node)) = (fields.text("region"), fields.get("region")) else {
            continue;
        };
        let is_region = spec::choices::REGION.value(region).is_some();
        if !is_region || users.nearer.contains(&region) {
            continue;
        }
        let nearer = shape::all_of(users.nearer.iter().copied());
        let message = words::platform_region_distance_what(region, software.name, users.place, nearer);
        let help = words::platform_region_distance_help();
        let at = span(fields.tree, node);
        let diagnostic = Diagnostic::note(codes::REGION_DISTANCE, at, message, help);
        found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, "region")));
    }
}
