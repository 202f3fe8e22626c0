//! Environment variables that came, went, or get their value from elsewhere. No secret is told.

use super::fields::{cut, ordered};
use super::words::{Told, What};
use crate::blueprint::{AnyResource, EnvVar, Form};
use crate::catalogue;
use crate::envvars::{self, Source};
use crate::words::diff as words;
use crate::yaml::Value;

/// Tells what changed in the variables of a service or group.
pub(super) fn compare(name: &str, old: AnyResource<'_, '_>, new: AnyResource<'_, '_>, lines: &mut Vec<Told>) {
    const MOST_PAIRS: usize = 1_000_000;
    let (olds, news) = (variables(old), variables(new));
    let first = lines.len();
    if olds.len().saturating_mul(news.len()) > MOST_PAIRS {
        lines.push(unseen(name));
        return;
    }
    for variable in news {
        match like(olds, variable) {
            Some(old) => lines.extend(changed(name, old, variable)),
            None => lines.extend(one(name, variable, true)),
        }
    }
    for variable in olds.iter().filter(|old| like(news, old).is_none()) {
        lines.extend(one(name, variable, false));
    }
    // Entries without a key, or with one that is there twice.
    let all = |variables: &[EnvVar<'_>]| {
        let mut all: Vec<String> = variables
            .iter()
            .map(|variable| format!("{:?}", whole(variable)))
            .collect();
        all.sort_unstable();
        all
    };
    if lines.len() == first && all(olds) != all(news) {
        lines.push(unseen(name));
    }
}

/// Something among the variables that has no key.
fn unseen(name: &str) -> Told {
    Told::of(name, What::Field, "envVars", words::field_unseen("envVars"))
}

fn whole(variable: &EnvVar<'_>) -> Option<Value> {
    Value::followed(variable.fields.tree, variable.fields.node)
        .as_ref()
        .map(ordered)
}

/// Where a value comes from; of a secret, without the value.
fn source(variable: &EnvVar<'_>) -> String {
    let source = match envvars::source(variable) {
        Source::SetInFile { value: Some(value) } => Source::SetInFile {
            value: catalogue::secret_kind(&value).is_none().then(|| cut(&value)),
        },
        source => source,
    };
    source.name().to_string()
}

fn variables<'b, 't>(resource: AnyResource<'b, 't>) -> &'b [EnvVar<'t>] {
    match resource {
        AnyResource::Service(service) => &service.env_vars,
        AnyResource::Group(group) => &group.env_vars,
        AnyResource::Database(_) => &[],
    }
}

/// The variable of the same key, or the same group.
fn like<'b, 't>(variables: &'b [EnvVar<'t>], wanted: &EnvVar<'_>) -> Option<&'b EnvVar<'t>> {
    variables.iter().find(|own| match (own.key, wanted.key) {
        (Some(own), Some(wanted)) => own == wanted,
        (None, None) => group(own) == group(wanted),
        _ => false,
    })
}

fn group<'t>(variable: &EnvVar<'t>) -> Option<&'t str> {
    match variable.form {
        Form::FromGroup(name) => Some(name),
        _ => None,
    }
}

fn one(name: &str, variable: &EnvVar<'_>, is_new: bool) -> Option<Told> {
    let field = variable.key.or(group(variable))?;
    let source = source(variable);
    let said = match (variable.key, is_new) {
        (Some(key), true) => words::variable_added(key, source.as_str()),
        (Some(key), false) => words::variable_removed(key),
        (None, true) => words::group_added(field),
        (None, false) => words::group_removed(field),
    };
    let source = variable.key.map(|_| source);
    let (before, after) = if is_new { (None, source) } else { (source, None) };
    Some(Told::of(name, What::Variable, field, said).with_values(before, after))
}

fn changed(name: &str, old: &EnvVar<'_>, new: &EnvVar<'_>) -> Option<Told> {
    let key = new.key?;
    if whole(old) == whole(new) {
        return None;
    }
    let (before, after) = (source(old), source(new));
    let said = if before == after {
        words::variable_unseen(key)
    } else {
        words::variable_changed(key, before.as_str(), after.as_str())
    };
    Some(Told::of(name, What::Variable, key, said).with_values(Some(before), Some(after)))
}
