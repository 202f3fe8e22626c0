//! The files to hand over with a plan, filled in from its Blueprint: scripts, configuration, load tests, notes,
//! run books and troubleshooting.
//!
//! Templates of what machines read stand under `kit/templates`, run books under `kit/data`, their sentences and the
//! documents in `words`. The same input gives the same bytes. Must not know the page, prices or what a load comes from.

mod calendar;
mod date;
mod environment;
mod facts;
mod find;
mod guide;
mod manifest;
mod monitors;
pub mod quote;
mod readme;
mod template;
mod tokens;
mod tuning;

use rust_decimal::Decimal;

use crate::blueprint::Blueprint;
use crate::envvars::Checklist;
use crate::words::{Message, kit as words};

pub use date::Date;
pub use facts::{Storage, storage};
pub use find::find_troubles;
pub use guide::{
    Progress, Runbook, Step, Trouble, runbooks, runbooks_markdown, troubleshooting, troubleshooting_markdown,
};
pub use tokens::{Token, tokens};

/// What the files are made from.
#[derive(Clone, Copy, Debug)]
pub struct KitInput<'b, 't> {
    /// The Blueprint.
    pub blueprint: &'b Blueprint<'t>,
    /// Its environment variables.
    pub checklist: &'b Checklist,
    /// What the load tests ask of it.
    pub load: Load,
    /// The day from which secrets are changed.
    pub start: Date,
    /// Where the application keeps its files.
    pub storage: Storage,
}

impl<'b, 't> KitInput<'b, 't> {
    /// The input for a Blueprint, with the storage that its text chooses.
    pub fn of(blueprint: &'b Blueprint<'t>, checklist: &'b Checklist, load: Load, start: Date) -> Self {
        Self {
            blueprint,
            checklist,
            load,
            start,
            storage: storage(blueprint),
        }
    }
}

/// What load tests ask of a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Users at the same time in the test of staging.
    pub staging_users: u32,
    /// The busiest time, where somebody knows it.
    pub peak: Option<Peak>,
}

/// How busy the busiest time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peak {
    /// So many requests are under way at the same time.
    AtOnce(u32),
    /// So many requests come in a second.
    PerSecond(Decimal),
}

impl Default for Load {
    /// The architecture document's 100 users; it names no peak.
    fn default() -> Self {
        Self {
            staging_users: 100,
            peak: None,
        }
    }
}

/// A file to hand over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitFile {
    /// Where it goes, from the repository's root, with `/`.
    pub path: String,
    /// What it belongs to.
    pub group: Group,
    /// Its text.
    pub body: String,
    /// What it is written in.
    pub language: Language,
    /// What it is and where it goes, in a sentence.
    pub about: Message,
    /// It is run as a command.
    pub executable: bool,
}

/// What files belong to, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Where to begin.
    Start,
    /// Building and running.
    Build,
    /// Files that the application keeps.
    Storage,
    /// Postgres.
    Database,
    /// Seeing what happens.
    Observability,
    /// Keeping out who does not belong there.
    Security,
    /// Whether it works, and under which load.
    Verification,
    /// Environment variables.
    Environment,
    /// What to do, and when.
    Guides,
}

impl Group {
    /// All, in this order.
    pub const ALL: [Self; 9] = [
        Self::Start,
        Self::Build,
        Self::Storage,
        Self::Database,
        Self::Observability,
        Self::Security,
        Self::Verification,
        Self::Environment,
        Self::Guides,
    ];

    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Start => words::group_start(),
            Self::Build => words::group_build(),
            Self::Storage => words::group_storage(),
            Self::Database => words::group_database(),
            Self::Observability => words::group_observability(),
            Self::Security => words::group_security(),
            Self::Verification => words::group_verification(),
            Self::Environment => words::group_environment(),
            Self::Guides => words::group_guides(),
        }
    }
}

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Bash.
    Shell,
    /// Ruby.
    Ruby,
    /// JavaScript, for k6.
    JavaScript,
    /// SQL, for Postgres.
    Sql,
    /// YAML; with ERB in it, as Rails reads it, where the file is Rails'.
    Yaml,
    /// JSON.
    Json,
    /// iCalendar.
    Calendar,
    /// Markdown.
    Markdown,
    /// A Mermaid diagram.
    Mermaid,
    /// Lines of text, such as a Procfile.
    Text,
}

impl Language {
    /// Its short name, as templates have it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Shell => "shell",
            Self::Ruby => "ruby",
            Self::JavaScript => "js",
            Self::Sql => "sql",
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::Calendar => "calendar",
            Self::Markdown => "markdown",
            Self::Mermaid => "mermaid",
            Self::Text => "text",
        }
    }
}

/// All files, sorted by path.
pub fn files(input: &KitInput<'_, '_>) -> Vec<KitFile> {
    let facts = facts::Facts::of(input);
    let values = facts.values();
    let mut files = manifest::files(&values);
    files.extend(tuning::file(&facts, &values));
    files.extend(monitors::file(&facts));
    files.extend(calendar::file(input));
    files.extend(environment::files(input));
    files.extend(guide::files(&values));
    files.push(KitFile {
        path: "docs/topology.mmd".to_owned(),
        group: Group::Guides,
        body: crate::topology::topology(input.blueprint).mermaid(),
        language: Language::Mermaid,
        about: crate::words::kit::about_topology(),
        executable: false,
    });
    files.push(readme::file(&facts, &values, &files));
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

#[cfg(test)]
mod tests;
