//! Known environment variables and known software, as data with sources, and which names of variables
//! promise a secret.
//!
//! Written from the files under `catalogue/data` at build time. Knows nothing of a Blueprint's tree: it is
//! asked with keys, commands and runtimes.

mod secret;
mod software;
mod variable;

use crate::words;

pub use secret::{SecretKind, is_confidential, is_given, looks_secret, secret_kind};
pub use software::{Clues, Fact, HealthPath, Software, Users};
pub use variable::{Instead, Need, On, Origin, Process, Resource, SetByRender, Variable};

/// Where a fact comes from.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Short, such as `CWD`.
    pub id: &'static str,
    /// What it is.
    pub title: &'static str,
    /// The day or month for which it speaks, or `undated`.
    pub date: &'static str,
}

/// All known variables, group by group.
pub fn variables() -> &'static [Variable] {
    data::VARIABLES
}

/// The known variable with exactly this key.
pub fn variable(key: &str) -> Option<&'static Variable> {
    variables().iter().find(|variable| variable.key == key)
}

/// Ids of the headings that variables stand under, in the order of [`variables`].
pub fn groups() -> &'static [&'static str] {
    data::GROUPS
}

/// The heading of a group.
pub fn group_title(group: &str) -> &'static str {
    words::variable("group", group).unwrap_or_default()
}

/// All known software.
pub fn software() -> &'static [Software] {
    data::SOFTWARE
}

/// The known software with this id.
pub fn software_by_id(id: &str) -> Option<&'static Software> {
    software().iter().find(|software| software.id == id)
}

/// The software that the clues of one service point to.
pub fn recognised<'a>(clues: &'a Clues<'a>) -> impl Iterator<Item = &'static Software> + 'a {
    software()
        .iter()
        .filter(move |software| software.is_recognised(clues))
}

/// The source with this id.
pub fn source(id: &str) -> Option<&'static Source> {
    data::SOURCES.iter().find(|source| source.id == id)
}

/// The tables that the build wrote.
mod data {
    use super::Source;
    use super::secret::{SecretNames, SecretValue};
    use super::software::*;
    use super::variable::*;

    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

#[cfg(test)]
mod tests;
