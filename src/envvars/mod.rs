//! The checklist of environment variables: what is typed in, what Render makes or reads from elsewhere,
//! what stands in the file and what is missing.
//!
//! Derived from a Blueprint and the catalogue. Must not know the page. A secret that stands in the file is
//! left out of the checklist, so no export can repeat it.

mod collect;
mod csv;
mod dotenv;
mod markdown;
mod program;
mod text;
mod value;

pub use value::shown;

pub use collect::{checklist, source};
pub(crate) use markdown::code;
pub use program::{Groups, Program, commands, groups, runtime, software, written};

use crate::blueprint::ServiceType;
use crate::words::{Message, envvars as words, terms};
use crate::yaml::{Path, Span};

/// The variables of a Blueprint, service by service and group by group, in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// Services and groups that have variables, use a group, or lack a variable.
    pub owners: Vec<Owner>,
}

/// A service or env group with its variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Its name; empty if it has none.
    pub name: String,
    /// What it is.
    pub kind: OwnerKind,
    /// Where it is.
    pub path: Path,
    /// The groups whose variables it has besides; they are listed under the group.
    pub groups: Vec<GroupUse>,
    /// Its own variables in the order written, then those that are missing.
    pub items: Vec<Item>,
}

/// What can have variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerKind {
    /// A service of this type.
    Service(ServiceType),
    /// An env group.
    Group,
}

/// A group that a service names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupUse {
    /// The group's name.
    pub name: String,
    /// It is in this file; else it must exist in the workspace, and what it holds is not known.
    pub in_file: bool,
}

/// One variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its key.
    pub key: String,
    /// Its key in the file; none for a missing variable.
    pub span: Option<Span>,
    /// Where its value comes from.
    pub source: Source,
    /// Its value must not stand in a file.
    pub secret: bool,
    /// Whether the software that runs there can do without it.
    pub need: Requirement,
    /// What it is, if that is known.
    pub what: Option<&'static str>,
    /// Where to get the value, in a sentence.
    pub where_from: String,
    /// The command that makes or shows the value.
    pub command: Option<&'static str>,
    /// The form of a value; never one that works.
    pub example: Option<&'static str>,
}

/// Where a variable's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Typed in when Render asks: once, when the Blueprint is first created.
    TypedIn,
    /// Made by Render.
    Generated,
    /// Read from a database.
    FromDatabase {
        /// The database.
        name: String,
        /// Which of its properties; none if the file does not say.
        property: Option<String>,
    },
    /// Read from a service.
    FromService {
        /// The service.
        name: String,
        /// What of it.
        part: ServicePart,
    },
    /// Written in the file.
    SetInFile {
        /// The value; none for a secret.
        value: Option<String>,
    },
    /// The file does not say, or says what Render does not accept there.
    Unclear,
    /// It is not in the file, and this software needs it.
    Missing {
        /// The software's proper name.
        software: &'static str,
    },
}

/// What a variable reads from a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServicePart {
    /// A property such as `hostport`.
    Property(String),
    /// Another variable.
    Variable(String),
    /// The file does not say.
    Unstated,
}

/// Whether the software that runs somewhere can do without a variable. From weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Requirement {
    /// Nothing is known about it.
    Unknown,
    /// A Blueprint should leave it out.
    Unneeded,
    /// It can.
    Optional,
    /// It cannot.
    Required,
}

impl Checklist {
    /// How many variables are typed in when the Blueprint is first created.
    pub fn to_type_in(&self) -> usize {
        self.count(|source| *source == Source::TypedIn)
    }

    /// How many variables are missing.
    pub fn missing(&self) -> usize {
        self.count(|source| matches!(source, Source::Missing { .. }))
    }

    /// How many variables have no clear source.
    pub fn unclear(&self) -> usize {
        self.count(|source| *source == Source::Unclear)
    }

    /// How many secrets stand in the file.
    pub fn hidden(&self) -> usize {
        self.count(|source| *source == Source::SetInFile { value: None })
    }

    /// What there is to do, in a few sentences.
    pub fn summary(&self) -> String {
        if self.owners.is_empty() {
            return words::summary_nothing().to_string();
        }
        let typed_in = match self.to_type_in() {
            0 => words::summary_nothing_typed_in(),
            count => words::summary_typed_in(count),
        };
        let counts = [
            (self.missing(), words::summary_missing as fn(usize) -> Message),
            (self.unclear(), words::summary_unclear),
            (self.hidden(), words::summary_hidden),
        ];
        let others = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, say)| say(count));
        let sentences = [typed_in].into_iter().chain(others);
        sentences
            .map(|sentence| sentence.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// For a terminal.
    pub fn text(&self) -> String {
        text::text(self)
    }

    /// A Markdown checklist; what needs nobody's hand is ticked.
    pub fn markdown(&self) -> String {
        markdown::markdown(self)
    }

    /// A line for each variable.
    pub fn csv(&self) -> String {
        csv::csv(self)
    }

    /// A template for a `.env` file: what is typed in stands empty, what comes from elsewhere as a comment.
    pub fn dotenv(&self) -> String {
        dotenv::dotenv(self)
    }

    fn count(&self, wanted: impl Fn(&Source) -> bool) -> usize {
        self.owners
            .iter()
            .flat_map(|owner| &owner.items)
            .filter(|item| wanted(&item.source))
            .count()
    }
}

impl Owner {
    /// Its name and what it is, on one line.
    pub fn title(&self) -> String {
        let name = if self.name.is_empty() {
            words::nameless().to_string()
        } else {
            one_line(&self.name)
        };
        words::owner(name, self.kind.name()).to_string()
    }
}

impl OwnerKind {
    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Service(service_type) => service_type.name(),
            Self::Group => terms::group(),
        }
    }
}

impl GroupUse {
    /// A sentence about it.
    pub fn sentence(&self) -> Message {
        self.sentence_with(backquoted)
    }

    fn sentence_with(&self, code: fn(&str) -> String) -> Message {
        let name = code(&self.name);
        if self.in_file {
            words::with_group(name)
        } else {
            words::with_unknown_group(name)
        }
    }
}

impl Source {
    /// In a few words, with the value: ``from `shop`: `hostport` ``.
    pub fn name(&self) -> Message {
        self.name_with(backquoted)
    }

    /// As [`Source::name`], without the value.
    pub fn kind(&self) -> Message {
        match self {
            Self::SetInFile { value: Some(_) } => words::source_set_in_file(),
            other => other.name(),
        }
    }

    fn name_with(&self, code: fn(&str) -> String) -> Message {
        let unstated = || words::source_unstated().to_string();
        match self {
            Self::TypedIn => words::source_typed_in(),
            Self::Generated => words::source_generated(),
            Self::FromDatabase { name, property } => {
                words::source_from_database(code(name), property.as_deref().map_or_else(unstated, code))
            }
            Self::FromService { name, part } => match part {
                ServicePart::Property(property) => words::source_from_service(code(name), code(property)),
                ServicePart::Variable(key) => words::source_from_variable(code(name), code(key)),
                ServicePart::Unstated => words::source_from_service(code(name), unstated()),
            },
            Self::SetInFile { value: None } => words::source_set_hidden(),
            Self::SetInFile { value: Some(value) } if value.is_empty() => words::source_set_empty(),
            Self::SetInFile { value: Some(value) } => words::source_set(code(value)),
            Self::Unclear => words::source_unclear(),
            Self::Missing { software } => words::source_missing(*software),
        }
    }

    /// Somebody has to do something about it.
    pub fn is_open(&self) -> bool {
        match self {
            Self::TypedIn | Self::Unclear | Self::Missing { .. } => true,
            Self::SetInFile { value } => value.is_none(),
            Self::Generated | Self::FromDatabase { .. } | Self::FromService { .. } => false,
        }
    }
}

impl Requirement {
    /// In a word; none if nothing is known.
    pub fn name(self) -> Option<Message> {
        match self {
            Self::Required => Some(words::need_required()),
            Self::Optional => Some(words::need_optional()),
            Self::Unneeded => Some(words::need_unneeded()),
            Self::Unknown => None,
        }
    }
}

impl Item {
    /// What is to be known at a glance: `secret, required`; empty if there is nothing.
    pub fn marks(&self) -> String {
        let secret = self.secret.then(words::secret);
        let marks: Vec<String> = secret
            .into_iter()
            .chain(self.need.name())
            .map(|mark| mark.to_string())
            .collect();
        marks.join(", ")
    }
}

fn backquoted(text: &str) -> String {
    format!("`{}`", one_line(text))
}

/// Text that stays on its line and cannot steer a terminal or turn the direction of reading.
pub(crate) fn one_line(text: &str) -> String {
    let turns = |next: char| matches!(next, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = |next: char| matches!(next, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.chars()
        .map(|next| match next {
            next if breaks(next) => ' ',
            next if next.is_control() || turns(next) => '\u{fffd}',
            next => next,
        })
        .collect()
}

#[cfg(test)]
mod tests;
