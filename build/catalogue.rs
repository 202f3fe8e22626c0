//! Variables, software and the words of secret names: read, checked against each other and against the
//! words, and written as Rust tables.

mod form;
mod write;

use form::{Need, SecretNames, Software, Source, Variable};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

/// What reads a variable besides software.
const RENDER: &str = "render";

/// The words of one variable; of the key `group`, the headings of the groups.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    Variable(VariableWords),
    Groups(BTreeMap<String, String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VariableWords {
    what: String,
    r#where: String,
}

/// Writes `variables.yaml`, `software.yaml`, `secret-names.yaml` and `sources.yaml`.
pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    let sources: Vec<Source> = crate::read(&data.join("sources.yaml"))?;
    let variables: Vec<Variable> = crate::read(&data.join("variables.yaml"))?;
    let software: Vec<Software> = crate::read(&data.join("software.yaml"))?;
    let secret_names: SecretNames = crate::read(&data.join("secret-names.yaml"))?;

    unique("source", sources.iter().map(|source| source.id.as_str()))?;
    unique("variable", variables.iter().map(|variable| variable.key.as_str()))?;
    check_groups(&variables)?;
    unique("software", software.iter().map(|software| software.id.as_str()))?;
    for variable in &variables {
        check_variable(variable, &variables, &software)
            .map_err(|error| format!("{}: {error}", variable.key))?;
    }
    for software in &software {
        check_software(software).map_err(|error| format!("{}: {error}", software.id))?;
    }
    check_sources(&sources, &variables, &software)?;

    let english = data.join("../../words/data/en");
    check_variable_words(&crate::read(&english.join("variables.yaml"))?, &variables)
        .map_err(|error| format!("the words of variables: {error}"))?;
    let software_words: BTreeMap<String, String> = crate::read(&english.join("software.yaml"))?;
    check_same(
        software.iter().map(|software| &software.id).collect(),
        software_words.keys().collect(),
    )
    .map_err(|error| format!("the words of software: {error}"))?;

    Ok([
        write::sources(&sources),
        write::variables(&variables),
        write::software(&software),
        write::secret_names(&secret_names),
    ]
    .concat())
}

fn check_variable(variable: &Variable, all: &[Variable], software: &[Software]) -> Result<(), String> {
    let is_variable = |key: &str| all.iter().any(|other| other.key == key);
    for reader in &variable.read_by {
        if reader != RENDER && !software.iter().any(|software| &software.id == reader) {
            return Err(format!("no software is called {reader:?}"));
        }
    }
    if variable.with.is_some() != matches!(variable.need, Need::RequiredWith) {
        return Err("`with` and `need: required_with` belong together".to_owned());
    }
    if let Some(with) = &variable.with
        && !is_variable(&with.key)
    {
        return Err(format!(
            "it is required with {:?}, which is no variable",
            with.key
        ));
    }
    if let Some(not_read) = &variable.not_read {
        if !matches!(variable.need, Need::Unneeded) || !variable.read_by.is_empty() {
            return Err("what nothing reads is unneeded and has no reader".to_owned());
        }
        if !not_read.is_file() && !is_variable(&not_read.instead) {
            return Err(format!("{:?} is neither a variable nor a file", not_read.instead));
        }
    }
    write::origin(variable).map(drop)
}

fn check_software(software: &Software) -> Result<(), String> {
    let recognised = &software.recognised;
    match recognised.runtimes.is_empty() && recognised.words.is_empty() && recognised.variables.is_empty() {
        true => Err("nothing says how it is recognised".to_owned()),
        false => Ok(()),
    }
}

/// Every variable and every fact has a source, every source is listed, and every listed one is cited.
fn check_sources(sources: &[Source], variables: &[Variable], software: &[Software]) -> Result<(), String> {
    let mut cited: BTreeSet<&String> = BTreeSet::new();
    let variables = variables
        .iter()
        .map(|variable| (&variable.key, &variable.sources));
    let facts = software.iter().flat_map(|software| {
        software
            .cited()
            .into_iter()
            .map(move |sources| (&software.id, sources))
    });
    for (of, sources) in variables.chain(facts) {
        if sources.is_empty() {
            return Err(format!("{of}: a source is missing"));
        }
        cited.extend(sources);
    }
    check_same(sources.iter().map(|source| &source.id).collect(), cited)
        .map_err(|error| format!("sources: {error}"))
}

fn check_variable_words(words: &BTreeMap<String, Words>, variables: &[Variable]) -> Result<(), String> {
    let mut groups = None;
    let mut described = BTreeSet::new();
    for (key, words) in words {
        match words {
            Words::Groups(headings) if key == "group" => groups = Some(headings),
            Words::Variable(words) if !words.what.is_empty() && !words.r#where.is_empty() => {
                described.insert(key);
            }
            _ => return Err(format!("{key}: it needs `what` and `where`")),
        }
    }
    check_same(
        variables.iter().map(|variable| &variable.key).collect(),
        described,
    )?;

    let headings = groups.ok_or("the headings under `group` are missing")?;
    check_same(
        variables.iter().map(|variable| &variable.group).collect(),
        headings.keys().collect(),
    )
}

/// The variables of a group stand together.
fn check_groups(variables: &[Variable]) -> Result<(), String> {
    let mut groups: Vec<&str> = variables.iter().map(|variable| variable.group.as_str()).collect();
    groups.dedup();
    unique("group", groups.into_iter())
}

/// Both sets have the same members.
fn check_same(expected: BTreeSet<&String>, found: BTreeSet<&String>) -> Result<(), String> {
    if let Some(missing) = expected.difference(&found).next() {
        return Err(format!("{missing:?} is missing"));
    }
    match found.difference(&expected).next() {
        Some(stranger) => Err(format!("{stranger:?} belongs to nothing")),
        None => Ok(()),
    }
}

fn unique<'a>(of: &str, names: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(format!("{of} {name:?} stands twice"));
        }
    }
    Ok(())
}
