//! Variables: Render asks only at the creation, changes no value that it generated or was told, and keeps what
//! the file leaves out.

use std::collections::{HashMap, HashSet};

use super::super::{Diagnostic, codes, docs, shape, shown, shown_name};
use super::{name_span, span};
use crate::blueprint::{AnyResource, EnvVar, Fields, Form};
use crate::spec;
use crate::words::check as words;
use crate::yaml::NodeId;

/// Variables of a resource that runs already.
pub(super) fn check(old: AnyResource<'_, '_>, new: AnyResource<'_, '_>, found: &mut Vec<Diagnostic>) {
    let before: HashMap<&str, Form<'_>> = of(old)
        .iter()
        .filter_map(|variable| Some((variable.key?, variable.form)))
        .collect();
    let was = |variable: &EnvVar<'_>| before.get(variable.key?).copied();
    let now = of(new);
    prompts(new, |variable| was(variable).is_none(), found);
    let keeps = |form: Form<'_>| {
        let of_form = now.iter().filter(move |variable| variable.form == form);
        let kept = of_form.filter(|variable| was(variable).is_some_and(|old| old != form));
        kept.collect::<Vec<_>>()
    };
    // In a group no prompt counts.
    if !matches!(new, AnyResource::Group(_)) {
        value_kept(new, &keeps(Form::Prompted), "sync", found);
    }
    value_kept(new, &keeps(Form::Generated), "generateValue", found);
    left_out(old, new, found);
}

/// Variables of a resource that is new in a Blueprint that runs.
pub(super) fn of_new(resource: AnyResource<'_, '_>, found: &mut Vec<Diagnostic>) {
    prompts(resource, |_| true, found);
}

fn of<'b, 't>(resource: AnyResource<'b, 't>) -> &'b [EnvVar<'t>] {
    match resource {
        AnyResource::Service(service) => &service.env_vars,
        AnyResource::Group(group) => &group.env_vars,
        AnyResource::Database(_) => &[],
    }
}

/// Prompts that come too late.
fn prompts(resource: AnyResource<'_, '_>, is_new: impl Fn(&EnvVar<'_>) -> bool, found: &mut Vec<Diagnostic>) {
    // In a group they are ignored in any case, which another rule says.
    let AnyResource::Service(service) = resource else {
        return;
    };
    let asked = service
        .env_vars
        .iter()
        .filter(|variable| variable.form == Form::Prompted);
    let asked: Vec<&EnvVar<'_>> = asked.filter(|variable| is_new(variable)).collect();
    let Some(node) = asked.first().and_then(|first| first.fields.get("sync")) else {
        return;
    };
    let message = words::change_prompt_ignored_what(keys(asked.iter().filter_map(|variable| variable.key)));
    let help = words::change_prompt_ignored_help(shown_name(service.resource.name));
    let diagnostic = Diagnostic::warning(codes::PROMPT_IGNORED, span(service.fields(), node), message, help);
    found.push(diagnostic.docs(docs(&spec::ENV_VAR_VALUE, "sync")));
}

/// Variables that are asked for or generated from now on and have a value already.
fn value_kept(
    resource: AnyResource<'_, '_>,
    kept: &[&EnvVar<'_>],
    field: &'static str,
    found: &mut Vec<Diagnostic>,
) {
    let fields = resource.resource().fields;
    let Some(node) = kept.first().and_then(|first| first.fields.get(field)) else {
        return;
    };
    let names = keys(kept.iter().filter_map(|variable| variable.key));
    let say = match (field, kept.len()) {
        ("sync", 1) => words::change_value_kept_prompted_one,
        ("sync", _) => words::change_value_kept_prompted,
        (_, 1) => words::change_value_kept_generated_one,
        _ => words::change_value_kept_generated,
    };
    let message = say(names, shown_name(resource.resource().name));
    let help = words::change_value_kept_help();
    let diagnostic = Diagnostic::note(codes::VALUE_KEPT, span(fields, node), message, help);
    found.push(diagnostic.docs(docs(&spec::ENV_VAR_VALUE, field)));
}

fn left_out(old: AnyResource<'_, '_>, new: AnyResource<'_, '_>, found: &mut Vec<Diagnostic>) {
    let now: HashSet<&str> = of(new).iter().filter_map(|variable| variable.key).collect();
    let old_keys = of(old).iter().filter_map(|variable| variable.key);
    let gone: Vec<&str> = old_keys.filter(|key| !now.contains(key)).collect();
    if gone.is_empty() {
        return;
    }
    let fields = new.resource().fields;
    let say = match gone.len() {
        1 => words::change_variables_kept_one,
        _ => words::change_variables_kept_what,
    };
    let message = say(keys(gone.iter().copied()), shown_name(new.resource().name));
    let help = words::change_variables_kept_help();
    let diagnostic = Diagnostic::note(codes::VARIABLES_KEPT, list_span(fields), message, help);
    found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, "envVars")));
}

/// Where the list of variables stands, or would.
fn list_span(fields: Fields<'_>) -> crate::yaml::Span {
    let key: Option<NodeId> = fields.key("envVars");
    key.map_or_else(|| name_span(fields), |key| span(fields, key))
}

/// Keys as a list for people; of many the first ones.
fn keys<'k>(keys: impl Iterator<Item = &'k str>) -> String {
    const MOST: usize = 10;
    let keys: Vec<String> = keys.map(shown).collect();
    let list = |keys: &[String]| shape::all_of(keys.iter().map(String::as_str));
    match keys.split_at_checked(MOST) {
        Some((first, rest)) if !rest.is_empty() => {
            let first: Vec<String> = first.iter().map(|key| format!("`{key}`")).collect();
            words::change_more(first.join(", "), rest.len()).to_string()
        }
        _ => list(&keys),
    }
}
