//! Variables that read each other in a circle, so that none of them has a value.

use std::collections::HashMap;

use crate::blueprint::{Blueprint, EnvVar, Form, ServiceProperty};
use crate::check::{Diagnostic, codes, docs, shown};
use crate::spec;
use crate::words::check as words;

/// A service and one of its variables.
type Place<'t> = (&'t str, &'t str);

/// Reports each circle once, at its first variable.
pub(super) fn check(blueprint: &Blueprint<'_>, found: &mut Vec<Diagnostic>) {
    let mut reads: HashMap<Place<'_>, (Place<'_>, &EnvVar<'_>)> = HashMap::new();
    let mut order = Vec::new();
    for service in &blueprint.services {
        for variable in &service.env_vars {
            if let (Some(key), Some(target)) = (variable.key, target(variable)) {
                let place = (service.resource.name, key);
                reads.entry(place).or_insert((target, variable));
                order.push(place);
            }
        }
    }
    // A variable reads one other at most, so every way is a line that ends or closes.
    let mut walked: HashMap<Place<'_>, usize> = HashMap::new();
    for (walk, start) in order.iter().enumerate() {
        let mut at = *start;
        while let Some((next, variable)) = reads.get(&at) {
            match walked.insert(at, walk) {
                None => at = *next,
                Some(earlier) if earlier == walk => {
                    found.push(circle(at, variable, &reads));
                    break;
                }
                Some(_) => break,
            }
        }
    }
}

fn target<'t>(variable: &EnvVar<'t>) -> Option<Place<'t>> {
    match variable.form {
        Form::FromService {
            name,
            property: ServiceProperty::EnvVar(key),
            ..
        } => Some((name, key)),
        _ => None,
    }
}

fn circle(
    at: Place<'_>,
    variable: &EnvVar<'_>,
    reads: &HashMap<Place<'_>, (Place<'_>, &EnvVar<'_>)>,
) -> Diagnostic {
    /// How many steps are named.
    const NAMED: usize = 6;
    let mut steps = vec![format!("`{}` {}", shown(at.1), shown(at.0))];
    let mut next = at;
    while let Some((target, _)) = reads.get(&next).filter(|_| steps.len() <= NAMED) {
        steps.push(format!("`{}` {}", shown(target.1), shown(target.0)));
        next = *target;
        if next == at {
            break;
        }
    }
    let message = words::references_cycle_what(shown(at.1), steps.join(" → "));
    let span = variable.fields.tree.node(variable.anchor()).span;
    let diagnostic = Diagnostic::error(codes::CYCLE, span, message, words::references_cycle_help());
    diagnostic.docs(docs(&spec::FROM_SERVICE, "envVarKey"))
}
