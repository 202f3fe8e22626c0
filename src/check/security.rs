//! Secrets in the file, secrets that differ where they must not, and doors that stand open.

use std::collections::BTreeMap;

use super::facts::{Facts, Owner, is_prompted, key_span, span};
use super::fix::{Fix, mend, variable};
use super::platform::name_span;
use super::{Diagnostic, codes, docs, is_full, shown, shown_name};
use crate::blueprint::{AnyResource, EnvVar, Form, ServiceType};
use crate::catalogue::{self, SecretKind};
use crate::envvars::{Program, written};
use crate::spec;
use crate::words::check as words;

/// Checks every variable and every list of addresses.
pub(super) fn check(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    for owner in facts.owners() {
        for own in owner.variables {
            if is_full(found) {
                return;
            }
            in_clear_text(&owner, own, found);
            unfit_generated(&owner, own, found);
        }
    }
    repeated(facts, found);
    for program in &facts.programs {
        without_tls(program, found);
    }
    for resource in facts.blueprint.resources() {
        if is_full(found) {
            return;
        }
        addresses(resource, found);
    }
}

/// The beginning of a secret, so that it can be found, and no more.
fn masked(value: &str) -> String {
    const SHOWN: usize = 4;
    let start: String = value.chars().take(SHOWN.min(value.chars().count() / 3)).collect();
    format!("{start}…")
}

/// A secret whose value stands in the file.
fn in_clear_text(owner: &Owner<'_, '_, '_>, own: &EnvVar<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(key), Some(value), Form::Value(_)) = (own.key, written(own), own.form) else {
        return;
    };
    let masked = masked(value);
    let message = match catalogue::secret_kind(value) {
        Some(kind) => {
            let kind = match kind {
                SecretKind::Key(provider) => words::security_secret_in_file_key(provider),
                SecretKind::PrivateKey => words::security_secret_in_file_private_key(),
                SecretKind::Password => words::security_secret_in_file_password(),
            };
            words::security_secret_in_file_what(shown(key), kind, masked)
        }
        None if catalogue::looks_secret(key) && catalogue::is_given(value) => {
            words::security_secret_in_file_name(shown(key), masked)
        }
        None => return,
    };
    let help = if owner.is_group {
        words::security_secret_in_file_help_group()
    } else {
        words::security_secret_in_file_help()
    };
    // The value is lost to the file, so somebody has to have it.
    let fix = if owner.is_group { None } else { variable::ask(own) };
    let at = own
        .fields
        .get("value")
        .map_or_else(|| key_span(own), |node| span(own.fields, node));
    let at = super::syntax::first_line(own.fields.tree, at);
    let diagnostic = Diagnostic::warning(codes::SECRET_IN_FILE, at, message, help);
    let docs = spec::ENV_VAR_VALUE.docs;
    found.push(diagnostic.docs(docs).fix(fix.map(Fix::choice)));
}

/// A generated value where only letters and digits fit.
fn unfit_generated(owner: &Owner<'_, '_, '_>, own: &EnvVar<'_>, found: &mut Vec<Diagnostic>) {
    let known = own
        .key
        .and_then(catalogue::variable)
        .filter(|known| known.alphanumeric);
    let (Some(known), Form::Generated) = (known, own.form) else {
        return;
    };
    // Rails itself takes any text; those who ask for letters and digits are Chatwoot's.
    let software = catalogue::software_by_id("chatwoot");
    let Some(software) =
        software.filter(|software| owner.programs.iter().any(|program| program.runs(software.id)))
    else {
        return;
    };
    let message = words::security_generated_not_alphanumeric_what(known.key, software.name);
    let help =
        words::security_generated_not_alphanumeric_help(known.command.unwrap_or("openssl rand -hex 64"));
    let at = own
        .fields
        .get("generateValue")
        .map_or_else(|| key_span(own), |node| span(own.fields, node));
    let diagnostic = Diagnostic::warning(codes::GENERATED_NOT_ALPHANUMERIC, at, message, help);
    let fix = if owner.is_group { None } else { variable::ask(own) };
    found.push(
        diagnostic
            .docs(docs(&spec::ENV_VAR_VALUE, "generateValue"))
            .fix(fix),
    );
}

/// Secrets that several services have, each from another source.
fn repeated(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<&str, Vec<(&Program<'_, '_>, &EnvVar<'_>)>> = BTreeMap::new();
    for program in &facts.programs {
        if !variable::has_variables(program.service) {
            continue;
        }
        for own in &program.service.env_vars {
            let Some(key) = own.key else { continue };
            if (is_prompted(own) || own.form == Form::Generated) && is_shared(key) {
                owners.entry(key).or_default().push((program, own));
            }
        }
    }
    for (key, owners) in &owners {
        // The web service is where people look for a value, and where it is asked for once.
        let is_web = |owner: &&(&Program<'_, '_>, &EnvVar<'_>)| super::facts::is_web(owner.0.service);
        let Some((first, source)) = owners.iter().find(is_web).or(owners.first()) else {
            continue;
        };
        for (program, own) in owners {
            if is_full(found) {
                return;
            }
            if std::ptr::eq(*program, *first) || !same_application(program, first) {
                continue;
            }
            let (service, other) = (
                shown_name(program.service.resource.name),
                first.service.resource.name,
            );
            let is_asked_twice = is_prompted(own) && is_prompted(source);
            let diagnostic = if is_asked_twice {
                let message = words::security_secret_typed_twice_what(shown(key), shown_name(other));
                let help = words::security_secret_typed_twice_help(service, shown_name(other), shown(key));
                Diagnostic::note(codes::SECRET_TYPED_TWICE, key_span(own), message, help)
            } else {
                let message =
                    words::security_unshared_secret_what(service.as_str(), shown_name(other), shown(key));
                let help = words::security_unshared_secret_help(service, shown_name(other), shown(key));
                Diagnostic::warning(codes::UNSHARED_SECRET, key_span(own), message, help)
            };
            let fix = variable::read_from(own, first.service, key).filter(|_| !other.is_empty());
            // Of a program that is not known, the two values may differ on purpose.
            let fix = match catalogue::variable(key) {
                Some(_) => fix,
                None => fix.map(Fix::choice),
            };
            found.push(diagnostic.docs(docs(&spec::FROM_SERVICE, "envVarKey")).fix(fix));
        }
    }
}

/// Whether a secret of this name is one of the application, so that its parts must agree on it.
fn is_shared(key: &str) -> bool {
    match catalogue::variable(key) {
        // All that is asked for, secret or not: an identifier is no less wrong when it differs.
        Some(known) => known.set_by_render.is_none(),
        None => catalogue::looks_secret(key),
    }
}

/// Whether two services run the same program for the same purpose: from one branch, in one environment, with
/// the same known software beside its language, else from the same folder with the same build.
fn same_application(program: &Program<'_, '_>, other: &Program<'_, '_>) -> bool {
    let text =
        |program: &Program<'_, '_>, field: &str| program.service.fields().text(field).map(str::to_owned);
    let same = |field: &str| text(program, field) == text(other, field);
    if program.service.resource.place != other.service.resource.place || !same("branch") {
        return false;
    }
    let is_application = |id: &str| matches!(id, "chatwoot" | "gp-bikes" | "rails");
    let mut shared = program
        .software()
        .iter()
        .filter(|software| is_application(software.id));
    if shared.any(|software| other.runs(software.id)) {
        return true;
    }
    same("runtime") && same("repo") && same("rootDir") && same("buildCommand") && same("dockerfilePath")
}

/// Chatwoot without TLS.
fn without_tls(program: &Program<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(own) = program.variables().get("FORCE_SSL") else {
        return;
    };
    let value = written(own).filter(|value| matches!(*value, "false" | "0" | "no" | "off"));
    let (Some(value), true) = (
        value,
        super::facts::is_web(program.service) && program.runs("chatwoot"),
    ) else {
        return;
    };
    let Some(node) = own.fields.get("value") else {
        return;
    };
    let message = words::security_force_ssl_what(shown_name(program.service.resource.name), value);
    let diagnostic = Diagnostic::warning(
        codes::FORCE_SSL,
        span(own.fields, node),
        message,
        words::security_force_ssl_help(),
    );
    let fix = mend::set(own.fields.tree, node, "true");
    found.push(diagnostic.docs(spec::ENV_VAR_VALUE.docs).fix(fix));
}

/// Databases and Key Value instances that the internet may reach.
fn addresses(resource: AnyResource<'_, '_>, found: &mut Vec<Diagnostic>) {
    const EVERYBODY: [&str; 2] = ["0.0.0.0/0", "::/0"];
    let (holds_data, kind) = match resource {
        AnyResource::Database(_) => (true, &spec::DATABASE),
        AnyResource::Service(service) => (
            service.service_type == ServiceType::KeyValue,
            &spec::KEY_VALUE_SERVICE,
        ),
        AnyResource::Group(_) => return,
    };
    let fields = resource.resource().fields;
    let name = shown_name(resource.resource().name);
    let is_misplaced = *kind == spec::DATABASE && super::shape::is_key_value(fields.tree, fields.node);
    if !holds_data || is_misplaced {
        return;
    }
    for entry in fields.objects("ipAllowList") {
        let Some(source) = entry.text("source").filter(|source| EVERYBODY.contains(source)) else {
            continue;
        };
        let Some(node) = entry.get("source") else { continue };
        let message = words::security_open_to_all_what(name.as_str(), source);
        let help = words::security_open_to_all_help();
        let diagnostic = Diagnostic::warning(codes::OPEN_TO_ALL, span(fields, node), message, help);
        let fix = mend::remove(fields.tree, entry.node).map(Fix::choice);
        found.push(diagnostic.docs(docs(kind, "ipAllowList")).fix(fix));
    }
    // A Key Value instance without the list is refused, and reported as such.
    if *kind == spec::DATABASE && !fields.has("ipAllowList") {
        let message = words::security_open_by_default_what(name);
        let help = words::security_open_by_default_help();
        let diagnostic = Diagnostic::note(codes::OPEN_BY_DEFAULT, name_span(fields), message, help);
        let fix = mend::private_only(fields.tree, fields.node).map(Fix::choice);
        found.push(diagnostic.docs(docs(kind, "ipAllowList")).fix(fix));
    }
}
