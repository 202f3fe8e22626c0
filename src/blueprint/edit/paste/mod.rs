//! Pasting a `.env` file into a service or env group.
//!
//! A secret is asked for when the Blueprint is created: its value goes no further than this file, and is in no
//! edit, outcome or message. In doubt a value is a secret.

mod dotenv;

use std::collections::BTreeMap;

use super::env_var::{env_vars, kind_with_variables};
use super::{Edit, EnvValue, find};
use crate::blueprint::{AnyResource, Blueprint, EnvVar, Form};
use crate::catalogue;
use crate::words::{Message, edits as words};
use crate::yaml::{MAX_BYTES, Path};
use dotenv::{Assignment, Reason};

/// The most variables that are added at once: far more than anybody has, and few enough to be written soon.
const MOST_ADDED: usize = 2_000;

/// What becomes of a `.env` file.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// The edits, to be made one after the other.
    pub edits: Vec<Edit>,
    /// What became of each variable, and which lines were not read. Of a key that stands there twice the last
    /// counts, and it alone is told.
    pub lines: Vec<PastedLine>,
}

/// What becomes of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedLine {
    /// Its number, from 1.
    pub line: usize,
    /// The variable, where there is one.
    pub key: Option<String>,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What becomes of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It gets another value.
    Changed,
    /// It is there with this value; or it is asked for already.
    Same,
    /// Its value is a secret, and is asked for when the Blueprint is created.
    Prompted,
    /// It is there, and its value comes from elsewhere: it stays so.
    KeptForm,
    /// Its value is a secret, and an env group can ask for none: it is left out.
    PromptNeedsService,
    /// The line is no assignment.
    Unreadable(Message),
}

/// Reads a `.env` file for a service or env group. Pasting it twice changes nothing the second time.
pub fn paste(blueprint: &Blueprint<'_>, owner: &Path, text: &str) -> Pasted {
    let found = find(blueprint, owner).and_then(|found| kind_with_variables(found).map(|_| found));
    let found = match found {
        Ok(found) => found,
        Err(error) => return Pasted::nothing(error.message()),
    };
    if text.len() > MAX_BYTES {
        return Pasted::nothing(words::dotenv_too_long((MAX_BYTES / 1024).to_string()));
    }
    let mut present: BTreeMap<&str, &EnvVar<'_>> = BTreeMap::new();
    for variable in env_vars(found) {
        if let Some(key) = variable.key {
            present.entry(key).or_insert(variable);
        }
    }
    let lines = dotenv::read(text);
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        if let Ok(Assignment { key, .. }) = &line.content {
            last.insert(key, line.number);
        }
    }
    let mut pasted = Pasted {
        edits: Vec::new(),
        lines: Vec::new(),
    };
    let mut added = Vec::new();
    for line in &lines {
        let (key, outcome) = match &line.content {
            Err(reason) => (None, Outcome::Unreadable(told(*reason))),
            Ok(own) if last.get(own.key) != Some(&line.number) => continue,
            Ok(own) => {
                let key = own.key.to_owned();
                let (mut outcome, value) = outcome(found, present.get(own.key).copied(), own);
                match value {
                    Some(value) if present.contains_key(own.key) => pasted.edits.push(Edit::SetEnvValue {
                        owner: owner.clone(),
                        key: key.clone(),
                        value,
                    }),
                    Some(value) if added.len() < MOST_ADDED => added.push((key.clone(), value)),
                    Some(_) => {
                        outcome = Outcome::Unreadable(words::dotenv_too_many(MOST_ADDED.to_string()));
                    }
                    None => {}
                }
                (Some(key), outcome)
            }
        };
        pasted.lines.push(PastedLine {
            line: line.number,
            key,
            outcome,
        });
    }
    pasted.edits.extend(additions(blueprint, owner, added));
    pasted
}

impl Pasted {
    /// Nothing can be read, for one reason.
    fn nothing(reason: Message) -> Self {
        Self {
            edits: Vec::new(),
            lines: vec![PastedLine {
                line: 1,
                key: None,
                outcome: Outcome::Unreadable(reason),
            }],
        }
    }
}

/// What becomes of a variable, and the value that it gets.
fn outcome(
    owner: AnyResource<'_, '_>,
    present: Option<&EnvVar<'_>>,
    own: &Assignment<'_>,
) -> (Outcome, Option<EnvValue>) {
    let is_secret = catalogue::is_confidential(own.key, &own.value);
    let is_group = matches!(owner, AnyResource::Group(_));
    match present.map(|variable| variable.form) {
        None | Some(Form::Value(_)) if is_secret && is_group => (Outcome::PromptNeedsService, None),
        None | Some(Form::Value(_)) if is_secret => (Outcome::Prompted, Some(EnvValue::Prompted)),
        Some(Form::Prompted) if is_secret => (Outcome::Same, None),
        None => (
            Outcome::Added,
            Some(EnvValue::Text(own.value.clone().into_owned())),
        ),
        Some(Form::Value(_)) => {
            let value = EnvValue::Text(own.value.clone().into_owned());
            if present.and_then(EnvVar::value).as_ref() == Some(&value) {
                (Outcome::Same, None)
            } else {
                (Outcome::Changed, Some(value))
            }
        }
        Some(_) => (Outcome::KeptForm, None),
    }
}

/// The edits that add variables: one, or one for each where they share the commas of a list in brackets.
fn additions(blueprint: &Blueprint<'_>, owner: &Path, added: Vec<(String, EnvValue)>) -> Vec<Edit> {
    let tree = blueprint.tree;
    let list = tree.at(&owner.then("envVars"));
    let in_brackets = list.is_some_and(|list| tree.node(list).flow && !tree.items(list).is_empty());
    if added.is_empty() {
        return Vec::new();
    }
    if !in_brackets {
        return vec![Edit::AddEnvVars {
            owner: owner.clone(),
            variables: added,
        }];
    }
    let each = added.into_iter().map(|(key, value)| Edit::AddEnvVar {
        owner: owner.clone(),
        key,
        value,
    });
    each.collect()
}

fn told(reason: Reason) -> Message {
    match reason {
        Reason::NoSign => words::dotenv_no_sign(),
        Reason::BadName => words::dotenv_bad_name(),
        Reason::OpenQuote => words::dotenv_open_quote(),
        Reason::BehindQuote => words::dotenv_behind_quote(),
        Reason::Nameless => words::dotenv_nameless(),
        Reason::OpenKey => words::dotenv_open_key(),
    }
}

#[cfg(test)]
mod tests;
