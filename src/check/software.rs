//! What the software that runs there reads, needs and answers.

use super::facts::{Facts, Owner, is_web, key_span, span};
use super::fix::{Fix, mend, variable};
use super::platform::name_span;
use super::{Diagnostic, codes, docs, is_full, shown, shown_name};
use crate::blueprint::edit::{Edit, EnvValue};
use crate::blueprint::{AnyResource, EnvVar, Fields, Form, ServiceType};
use crate::catalogue::{self, Instead, Software};
use crate::envvars::{Program, Requirement, runtime, written};
use crate::spec;
use crate::words::{alternatives, check as words};

/// Checks every variable against what reads it, and every program against what it needs.
pub(super) fn check(facts: &Facts<'_, '_>, found: &mut Vec<Diagnostic>) {
    for owner in facts.owners() {
        for own in owner.variables {
            if is_full(found) {
                return;
            }
            unread(&owner, own, found);
            node_environment(&owner, own, found);
            public_address(facts, &owner, own, found);
        }
    }
    for program in &facts.programs {
        if is_full(found) {
            return;
        }
        lacking(facts, program, found);
        node_version(program, found);
        health_path(program, found);
    }
    for resource in facts.blueprint.resources() {
        if let AnyResource::Database(database) = resource {
            extensions(facts, database.resource.fields, found);
        }
    }
}

/// The first software of those that run with an owner's variables for which something is known.
fn known_of<T>(
    programs: &[&Program<'_, '_>],
    fact: impl Fn(&'static Software) -> Option<T>,
) -> Option<(&'static Software, T)> {
    let mut all = programs.iter().flat_map(|program| program.software());
    all.find_map(|software| Some((*software, fact(software)?)))
}

/// A variable that nothing reads, though its name promises something.
fn unread(owner: &Owner<'_, '_, '_>, own: &EnvVar<'_>, found: &mut Vec<Diagnostic>) {
    let known = own.key.and_then(catalogue::variable);
    let Some((known, instead)) = known.and_then(|known| Some((known, known.not_read?))) else {
        return;
    };
    // Another program may well read a variable of this name.
    let chatwoot = |software: &'static Software| (software.id == "chatwoot").then_some(());
    let Some((software, ())) = known_of(&owner.programs, chatwoot) else {
        return;
    };
    let mut fixes: Vec<Fix> = mend::remove(own.fields.tree, own.fields.node)
        .map(|fix| fix.titled(words::fix_remove(known.key)))
        .into_iter()
        .collect();
    let (message, help) = match instead {
        Instead::Variable(other) => {
            let message = words::software_unread_variable_what(software.name, known.key);
            if !owner.variables.iter().any(|variable| variable.key == Some(other)) {
                let rename = Edit::RenameEnvVar {
                    owner: owner.path.clone(),
                    from: known.key.to_owned(),
                    to: other.to_owned(),
                };
                // It begins to have an effect then.
                fixes.insert(0, Fix::edit(words::fix_rename(other), rename));
                fixes = fixes.into_iter().map(Fix::choice).collect();
            }
            (message, words::software_unread_variable_help_variable(other))
        }
        Instead::File(file) => (
            words::software_unread_variable_what(software.name, known.key),
            words::software_unread_variable_help_file(file),
        ),
    };
    let diagnostic = Diagnostic::warning(codes::UNREAD_VARIABLE, key_span(own), message, help);
    found.push(diagnostic.docs(spec::ENV_VAR_VALUE.docs).fix(fixes));
}

/// `NODE_ENV: production`, which holds while building, too.
fn node_environment(owner: &Owner<'_, '_, '_>, own: &EnvVar<'_>, found: &mut Vec<Diagnostic>) {
    if own.key != Some("NODE_ENV") || written(own) != Some("production") {
        return;
    }
    let needs = |software: &'static Software| {
        software
            .build_needs_dev_dependencies
            .as_ref()
            .filter(|needs| needs.value)
    };
    let remove =
        mend::remove(own.fields.tree, own.fields.node).map(|fix| fix.titled(words::fix_remove("NODE_ENV")));
    let builds = |program: &&&Program<'_, '_>| !matches!(runtime(program.service), "docker" | "image" | "");
    let diagnostic = match known_of(&owner.programs, needs) {
        Some((software, _)) if owner.programs.iter().any(|program| builds(&program)) => {
            let message = words::software_node_env_what(software.name);
            let help = words::software_node_env_help();
            Diagnostic::warning(codes::NODE_ENV, key_span(own), message, help).fix(remove)
        }
        _ if owner
            .programs
            .iter()
            .any(|program| runtime(program.service) == "node") =>
        {
            let help = words::software_node_env_help_render();
            let message = words::software_node_env_render();
            Diagnostic::note(codes::NODE_ENV, key_span(own), message, help).fix(remove.map(Fix::choice))
        }
        _ => return,
    };
    found.push(diagnostic.docs(spec::ENV_VAR_VALUE.docs));
}

/// `FRONTEND_URL` with the address of a service that is not there.
fn public_address(
    facts: &Facts<'_, '_>,
    owner: &Owner<'_, '_, '_>,
    own: &EnvVar<'_>,
    found: &mut Vec<Diagnostic>,
) {
    const ADDRESS: &str = ".onrender.com";
    let (Some("FRONTEND_URL"), Some(value)) = (own.key, written(own)) else {
        return;
    };
    let host = value.split_once("://").map_or(value, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    let Some(name) = host.strip_suffix(ADDRESS) else {
        return;
    };
    let mut webs = facts.programs.iter().filter(|program| is_web(program.service));
    if webs.clone().any(|web| web.service.resource.name == name) {
        return;
    }
    let web = webs.find(|web| owner.programs.iter().any(|own| own.runs("chatwoot")) && web.runs("chatwoot"));
    let Some((web, node)) = web.zip(own.fields.get("value")) else {
        return;
    };
    let web_name = web.service.resource.name;
    let message = words::software_public_address_what("FRONTEND_URL", shown(value));
    let help = words::software_public_address_help(shown_name(web_name));
    let at = span(own.fields, node);
    let diagnostic = Diagnostic::warning(codes::PUBLIC_ADDRESS, at, message, help);
    // A group takes no references.
    let fix = if owner.is_group || web_name.is_empty() {
        None
    } else {
        variable::read_from(own, web.service, "RENDER_EXTERNAL_URL")
    };
    found.push(diagnostic.docs(docs(&spec::FROM_SERVICE, "envVarKey")).fix(fix));
}

/// A worker without variables that the web service of the same application has.
fn lacking(facts: &Facts<'_, '_>, program: &Program<'_, '_>, found: &mut Vec<Diagnostic>) {
    if !matches!(
        program.service.service_type,
        ServiceType::Worker | ServiceType::Cron
    ) || !program.is_whole()
    {
        return;
    }
    let is_application = |software: &&&'static Software| matches!(software.id, "chatwoot" | "gp-bikes");
    let Some(software) = program.software().iter().find(is_application) else {
        return;
    };
    let Some(web) = facts.web_of(software.id) else {
        return;
    };
    let lacks = |key: &str| {
        let known = catalogue::variable(key)?;
        let reads = program
            .software()
            .iter()
            .any(|software| known.read_by.contains(&software.id));
        // How much of the machine a program takes is its own affair.
        let own_affair = known.group == "performance" || known.set_by_render.is_some();
        let needed = matches!(
            program.requirement(known),
            Requirement::Required | Requirement::Optional
        );
        (reads && needed && !own_affair && !program.variables().contains_key(key)).then_some(known.key)
    };
    let keys: Vec<&str> = web.variables().keys().filter_map(|key| lacks(key)).collect();
    if keys.is_empty() {
        return;
    }
    let quoted = super::shape::all_of(keys.iter().copied());
    let web_name = web.service.resource.name;
    let name = shown_name(program.service.resource.name);
    let message = words::software_lacks_variables_what(name, shown_name(web_name), quoted);
    let help = words::software_lacks_variables_help(shown_name(web_name));
    let fields = program.service.fields();
    let at = fields
        .key("envVars")
        .map_or_else(|| name_span(fields), |key| span(fields, key));
    let diagnostic = Diagnostic::warning(codes::LACKS_VARIABLES, at, message, help);
    let fix = shared(program, web, &keys).filter(|_| !web_name.is_empty());
    found.push(diagnostic.docs(docs(&spec::FROM_SERVICE, "envVarKey")).fix(fix));
}

/// Reads variables of another service; none where one of them is the other's only by a group.
fn shared(program: &Program<'_, '_>, web: &Program<'_, '_>, keys: &[&str]) -> Option<Fix> {
    let owner = variable::place(program.service)?;
    let service_type = web.service.fields().text("type")?;
    let edit = |key: &str| {
        web.service.env_var(key)?;
        Some(Edit::AddEnvVar {
            owner: owner.clone(),
            key: key.to_owned(),
            value: EnvValue::FromServiceVariable {
                service_type: service_type.to_owned(),
                name: web.service.resource.name.to_owned(),
                key: key.to_owned(),
            },
        })
    };
    let (first, rest) = keys.split_first()?;
    let title = words::fix_read_all_from(web.service.resource.name);
    let mut fix = Fix::edit(title, edit(first)?);
    for key in rest {
        fix = fix.then_edit(edit(key)?);
    }
    Some(fix)
}

/// The major version of Node that a build asks for.
fn node_version(program: &Program<'_, '_>, found: &mut Vec<Diagnostic>) {
    if !program.is_whole() || matches!(runtime(program.service), "docker" | "image" | "static" | "") {
        return;
    }
    let Some((software, wanted)) = known_of(&[program], |software| software.node_version.as_ref()) else {
        return;
    };
    let fields = program.service.fields();
    let wanted = wanted.value;
    let name = shown_name(program.service.resource.name);
    let help = words::software_node_version_help(wanted);
    let diagnostic = match program.variables().get("NODE_VERSION") {
        Some(own) => {
            let (Some(version), Some(node)) = (written(own), own.fields.get("value")) else {
                return;
            };
            let major: String = version.chars().take_while(char::is_ascii_digit).collect();
            if major.is_empty() || major == wanted {
                return;
            }
            let message = words::software_node_version_other(name, shown(version), software.name, wanted);
            let fix = mend::set(own.fields.tree, node, wanted);
            Diagnostic::warning(codes::NODE_VERSION, span(own.fields, node), message, help)
                .fix(fix.map(Fix::choice))
        }
        None => {
            let render = catalogue::software_by_id("node").and_then(|node| node.default_version.as_ref());
            let render = render.map_or("", |version| version.value);
            if render.split('.').next() == Some(wanted) {
                return;
            }
            let message = words::software_node_version_what(name, render, software.name, wanted);
            let fix = variable::place(program.service).map(|owner| {
                let add = Edit::AddEnvVar {
                    owner,
                    key: "NODE_VERSION".to_owned(),
                    value: EnvValue::Text(wanted.to_owned()),
                };
                Fix::edit(words::fix_add("`NODE_VERSION`"), add)
            });
            Diagnostic::warning(codes::NODE_VERSION, name_span(fields), message, help).fix(fix)
        }
    };
    found.push(diagnostic.docs(spec::ENV_VAR_VALUE.docs));
}

/// A health check's path that the software does not answer by itself.
fn health_path(program: &Program<'_, '_>, found: &mut Vec<Diagnostic>) {
    let fields = program.service.fields();
    let (Some(path), Some(node)) = (fields.text("healthCheckPath"), fields.get("healthCheckPath")) else {
        return;
    };
    let own = |software: &'static Software| {
        software
            .health
            .as_ref()
            .filter(|health| health.own_controller && health.path == path)
    };
    if known_of(&[program], own).is_none() {
        return;
    }
    let by_itself =
        |software: &'static Software| software.health.as_ref().filter(|health| !health.own_controller);
    let message = words::software_health_path_what(path);
    let at = span(fields, node);
    let diagnostic = match known_of(&[program], by_itself) {
        Some((software, health)) => {
            let help = words::software_health_path_help(software.name, health.path);
            let fix = mend::set(fields.tree, node, health.path).map(Fix::choice);
            Diagnostic::note(codes::HEALTH_PATH, at, message, help).fix(fix)
        }
        None => Diagnostic::note(
            codes::HEALTH_PATH,
            at,
            message,
            words::software_health_path_help_alone(),
        ),
    };
    found.push(diagnostic.docs(docs(&spec::SERVER_SERVICE, "healthCheckPath")));
}

/// Extensions that people list in a field that does not exist: those of another name, and those that the
/// software does without.
fn extensions(facts: &Facts<'_, '_>, database: Fields<'_>, found: &mut Vec<Diagnostic>) {
    /// Names of projects, and what they are called in SQL.
    const NAMES: [(&str, &str); 1] = [("pgvector", "vector")];
    let Some(list) = database.get("postgreSQLExtensions") else {
        return;
    };
    let name = database.text("name").unwrap_or_default();
    let readers = facts.programs.iter().filter(|program| {
        let mut variables = program.variables().values();
        variables
            .any(|variable| matches!(variable.form, Form::FromDatabase { name: read, .. } if read == name))
    });
    let readers: Vec<&Program<'_, '_>> = readers.collect();
    let needed = known_of(&readers, |software| software.postgres_extensions.as_ref());
    for item in database.tree.items(list) {
        let Some(written) = database.tree.str(database.tree.target(item.node)) else {
            continue;
        };
        let at = span(database, item.node);
        let fix = || mend::remove(database.tree, item.node);
        if let Some((_, sql)) = NAMES.iter().find(|(name, _)| *name == written) {
            let message = words::software_extension_name_what(written, *sql);
            let help = words::software_extension_name_help(*sql);
            found.push(
                Diagnostic::warning(codes::EXTENSION_NAME, at, message, help).docs(spec::DATABASE.docs),
            );
        } else if let Some((software, needed)) = needed
            && !needed.value.contains(&written)
        {
            let message = words::software_unneeded_extension_what(software.name, shown(written));
            let help = words::software_unneeded_extension_help(alternatives(needed.value.iter().copied()));
            let diagnostic = Diagnostic::note(codes::UNNEEDED_EXTENSION, at, message, help);
            found.push(diagnostic.docs(spec::DATABASE.docs).fix(fix().map(Fix::choice)));
        }
    }
}
