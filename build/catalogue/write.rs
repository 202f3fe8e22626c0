//! The catalogue as Rust. The names are those of `catalogue::variable` and `catalogue::software`.

use super::form::{
    At, Fact, From, Health, Need, NotRead, SecretNames, SetByRender, Software, Source, Users, Variable, With,
};
use crate::literal::{optional_text, slice, text, text_slice};

pub(super) fn sources(sources: &[Source]) -> String {
    let items = sources.iter().map(|source| {
        format!(
            "Source {{ id: {:?}, title: {:?}, date: {:?} }}",
            source.id, source.title, source.date
        )
    });
    format!("pub(super) static SOURCES: &[Source] = {};\n", slice(items))
}

pub(super) fn variables(variables: &[Variable]) -> String {
    let mut groups: Vec<String> = variables.iter().map(|variable| variable.group.clone()).collect();
    groups.dedup();
    format!(
        "pub(super) static GROUPS: &[&str] = {};\npub(super) static VARIABLES: &[Variable] = {};\n",
        text_slice(&groups),
        slice(variables.iter().map(variable))
    )
}

pub(super) fn software(software: &[Software]) -> String {
    format!(
        "pub(super) static SOFTWARE: &[Software] = {};\n",
        slice(software.iter().map(one_software))
    )
}

pub(super) fn secret_names(names: &SecretNames) -> String {
    format!(
        "pub(super) static SECRET_NAMES: SecretNames = SecretNames {{ words: {}, last: {}, before_key: {}, \
         public: {}, about: {}, values: &[{}] }};\n",
        text_slice(&names.words),
        text_slice(&names.last),
        text_slice(&names.before_key),
        text_slice(&names.public),
        text_slice(&names.about),
        names
            .values
            .iter()
            .map(|value| format!(
                "SecretValue {{ begins: {:?}, letters: {}, of: {:?} }}",
                value.begins, value.letters, value.of
            ))
            .collect::<Vec<_>>()
            .join(", ")
    )
}

fn variable(variable: &Variable) -> String {
    // The check before has called this, too.
    let origin = origin(variable).unwrap_or_default();
    format!(
        "Variable {{ key: {:?}, group: {:?}, read_by: {}, process: Process::{:?}, secret: {}, \
         need: {}, origin: {origin}, command: {}, example: {}, alphanumeric: {}, not_read: {}, \
         set_by_render: {}, sources: {} }}",
        variable.key,
        variable.group,
        text_slice(&variable.read_by),
        variable.process,
        variable.secret,
        need(variable),
        optional_text(variable.command.as_deref()),
        optional_text(variable.example.as_deref()),
        variable.alphanumeric,
        variable.not_read.as_ref().map_or("None".to_owned(), not_read),
        variable
            .set_by_render
            .as_ref()
            .map_or("None".to_owned(), set_by_render),
        text_slice(&variable.sources)
    )
}

/// `Origin::…`; an error if the fields that belong to `from` are not exactly those that are there.
pub(super) fn origin(variable: &Variable) -> Result<String, String> {
    match (&variable.from, &variable.provider, &variable.resource) {
        (From::Made, None, None) => Ok("Origin::Made".to_owned()),
        (From::Console, Some(provider), None) => Ok(format!("Origin::Console({provider:?})")),
        (From::Render, None, None) => Ok("Origin::Render".to_owned()),
        (From::Resource, None, Some(resource)) => Ok(format!("Origin::Resource(Resource::{resource:?})")),
        (From::Chosen, None, None) => Ok("Origin::Chosen".to_owned()),
        _ => Err(
            "`from: console` needs `provider`, `from: resource` needs `resource`, others neither".to_owned(),
        ),
    }
}

fn need(variable: &Variable) -> String {
    match (&variable.need, &variable.with) {
        (Need::RequiredWith, Some(With { key, value })) => {
            format!(
                "Need::RequiredWith {{ key: {key:?}, value: {} }}",
                optional_text(value.as_deref())
            )
        }
        (Need::Required, _) => "Need::Required".to_owned(),
        (Need::Unneeded, _) => "Need::Unneeded".to_owned(),
        (Need::Optional | Need::RequiredWith, _) => "Need::Optional".to_owned(),
    }
}

fn not_read(not_read: &NotRead) -> String {
    let kind = if not_read.is_file() { "File" } else { "Variable" };
    format!("Some(Instead::{kind}({:?}))", not_read.instead)
}

fn set_by_render(set: &SetByRender) -> String {
    format!(
        "Some(SetByRender {{ on: On::{:?}, value: {}, only_at_run_time: {} }})",
        set.on,
        optional_text(set.value.as_deref()),
        set.at == At::Run
    )
}

fn one_software(software: &Software) -> String {
    let number = |fact: &Option<Fact<u32>>| optional_fact(fact, u32::to_string);
    let string = |fact: &Option<Fact<String>>| optional_fact(fact, |value| text(value));
    let strings = |fact: &Option<Fact<Vec<String>>>| optional_fact(fact, |value| text_slice(value));
    let facts = [
        ("default_version", string(&software.default_version)),
        ("storage_path", string(&software.storage_path)),
        ("maxmemory_policy", string(&software.maxmemory_policy)),
        (
            "shutdown_timeout_seconds",
            number(&software.shutdown_timeout_seconds),
        ),
        ("ram_mb", number(&software.ram_mb)),
        ("cpu", number(&software.cpu)),
        ("key_value_mb", number(&software.key_value_mb)),
        ("key_value_version", string(&software.key_value_version)),
        ("database_gb", number(&software.database_gb)),
        ("postgres_extensions", strings(&software.postgres_extensions)),
        ("ruby_version", string(&software.ruby_version)),
        ("node_version", string(&software.node_version)),
        ("pnpm_version", string(&software.pnpm_version)),
        (
            "build_needs_dev_dependencies",
            optional_fact(&software.build_needs_dev_dependencies, bool::to_string),
        ),
        ("migrate_command", string(&software.migrate_command)),
        ("queues", strings(&software.queues)),
    ];
    let facts: String = facts
        .iter()
        .map(|(name, fact)| format!(", {name}: {fact}"))
        .collect();
    format!(
        "Software {{ id: {:?}, name: {:?}, runtimes: {}, words: {}, variables: {}, health: {}, users: {}{facts} }}",
        software.id,
        software.name,
        text_slice(&software.recognised.runtimes),
        text_slice(&software.recognised.words),
        text_slice(&software.recognised.variables),
        software.health.as_ref().map_or("None".to_owned(), health),
        software.users.as_ref().map_or("None".to_owned(), users)
    )
}

fn health(health: &Health) -> String {
    format!(
        "Some(HealthPath {{ path: {:?}, own_controller: {}, sources: {} }})",
        health.path,
        health.own_controller,
        text_slice(&health.sources)
    )
}

fn users(users: &Users) -> String {
    format!(
        "Some(Users {{ place: {:?}, nearer: {}, sources: {} }})",
        users.place,
        text_slice(&users.nearer),
        text_slice(&users.sources)
    )
}

fn optional_fact<T>(fact: &Option<Fact<T>>, write: impl Fn(&T) -> String) -> String {
    fact.as_ref().map_or("None".to_owned(), |fact| {
        format!(
            "Some(Fact {{ value: {}, sources: {} }})",
            write(&fact.value),
            text_slice(&fact.sources)
        )
    })
}
