//! Services of others, by the known variables that need them.

use super::Kind;
use crate::blueprint::{EnvVar, Form};
use crate::catalogue::{self, Origin};
use crate::envvars::{Program, written};

/// A service of somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outside {
    /// Object storage on Amazon S3.
    S3,
    /// Something else of Amazon.
    Aws,
    /// OpenAI.
    OpenAi,
    /// WhatsApp of Meta.
    WhatsApp,
    /// A server for outgoing mail.
    Mail,
    /// Sentry.
    Sentry,
    /// Datadog.
    Datadog,
    /// New Relic.
    NewRelic,
}

/// What outside a variable of a program is for; none for one that is written empty.
pub(super) fn of(program: &Program<'_, '_>, key: &str) -> Option<Kind> {
    let known = catalogue::variable(key)?;
    let variable = program.variables().get(key)?;
    if matches!(variable.form, Form::Value(_)) && written(variable).is_none_or(str::is_empty) {
        return None;
    }
    let outside = match (known.group, known.origin) {
        ("openai", _) => Outside::OpenAi,
        ("whatsapp", _) => Outside::WhatsApp,
        ("mail", _) => Outside::Mail,
        ("storage", _) => storage(program, key, variable)?,
        (_, Origin::Console("Sentry")) => Outside::Sentry,
        (_, Origin::Console("Datadog")) => Outside::Datadog,
        (_, Origin::Console("New Relic")) => Outside::NewRelic,
        _ => return None,
    };
    Some(Kind::Outside(outside))
}

/// Files are on S3 where a bucket is named or the storage is said to be Amazon's. Keys of Amazon without either
/// may be for anything.
fn storage(program: &Program<'_, '_>, key: &str, variable: &EnvVar<'_>) -> Option<Outside> {
    match key {
        "ACTIVE_STORAGE_SERVICE" => (written(variable) == Some("amazon")).then_some(Outside::S3),
        "DIRECT_UPLOADS_ENABLED" => None,
        _ => match program.value("ACTIVE_STORAGE_SERVICE") {
            Some("amazon") => Some(Outside::S3),
            Some(_) => None,
            None if program.variables().contains_key("S3_BUCKET_NAME") => Some(Outside::S3),
            None => Some(Outside::Aws),
        },
    }
}
