//! Why an edit was not made, in words.

use std::fmt;

use crate::words::{Message, alternatives, edits};
use crate::yaml::edit::Refusal;

/// Why an edit was not made. The text stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The tree cannot be changed there.
    Refused(Refusal),
    /// No resource of this name; the names that exist.
    NoResource {
        /// What was asked for.
        name: String,
        /// What there is.
        names: Vec<String>,
    },
    /// Several resources of this name.
    Ambiguous {
        /// The name.
        name: String,
        /// How many.
        count: usize,
    },
    /// Anything about a field or value; the sentence says it.
    Invalid(Message),
}

impl EditError {
    /// What happened and what to do, for people.
    pub fn message(&self) -> Message {
        match self {
            Self::Invalid(message) => message.clone(),
            Self::Ambiguous { name, count } => edits::ambiguous(*count, name.as_str()),
            Self::NoResource { name, names } if names.is_empty() => edits::no_resource_at_all(name.as_str()),
            Self::NoResource { name, names } => {
                edits::no_resource(name.as_str(), alternatives(names.iter().map(String::as_str)))
            }
            Self::Refused(refusal) => match refusal {
                Refusal::NoTree => edits::no_tree(),
                Refusal::NotFound(path) => edits::not_found(path.to_string()),
                Refusal::Exists(path) => edits::exists(path.to_string()),
                Refusal::WrongKind(path) => edits::wrong_kind(path.to_string()),
                Refusal::Shared { line } => edits::shared(line.to_string()),
                Refusal::ThroughAlias(path) => edits::through_alias(path.to_string()),
                Refusal::Unclear(path) => edits::unclear(path.to_string()),
                Refusal::AnchorBehind { line } => edits::anchor_behind(line.to_string()),
                Refusal::Unsafe => edits::misread(),
            },
        }
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(formatter)
    }
}

impl std::error::Error for EditError {}

impl From<Refusal> for EditError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Message> for EditError {
    fn from(message: Message) -> Self {
        Self::Invalid(message)
    }
}
