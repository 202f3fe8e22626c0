//! Whether the name of a variable promises a secret, and whether a value is one.

use super::data::SECRET_NAMES;

/// The words that say so; see `secret-names.yaml`.
#[derive(Debug)]
pub(super) struct SecretNames {
    pub(super) words: &'static [&'static str],
    pub(super) last: &'static [&'static str],
    pub(super) before_key: &'static [&'static str],
    pub(super) public: &'static [&'static str],
    pub(super) about: &'static [&'static str],
    pub(super) values: &'static [SecretValue],
}

/// How the keys of a provider look.
#[derive(Debug)]
pub(super) struct SecretValue {
    pub(super) begins: &'static str,
    /// The fewest letters of a whole key.
    pub(super) letters: usize,
    pub(super) of: &'static str,
}

/// What a value is that must not stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// A key of this provider.
    Key(&'static str),
    /// A private key, in its usual armour.
    PrivateKey,
    /// An address with a user and a password.
    Password,
}

/// What secret a value is, told by its form alone.
pub fn secret_kind(value: &str) -> Option<SecretKind> {
    if value.contains("-----BEGIN ") && value.contains("PRIVATE KEY-----") {
        return Some(SecretKind::PrivateKey);
    }
    if let Some(provider) = provider_of(value) {
        return Some(SecretKind::Key(provider));
    }
    let (_, rest) = value.split_once("://")?;
    let (login, _) = rest
        .split_once(['/', '?'])
        .unwrap_or((rest, ""))
        .0
        .rsplit_once('@')?;
    let (_, password) = login.split_once(':')?;
    is_given(password).then_some(SecretKind::Password)
}

/// Whose key this is, told by its form.
fn provider_of(value: &str) -> Option<&'static str> {
    let is_whole = |known: &&SecretValue| {
        let rest = value.strip_prefix(known.begins);
        rest.is_some_and(|rest| {
            value.len() >= known.letters
                && rest.chars().all(is_of_key)
                && rest.bytes().any(|sign| sign.is_ascii_digit())
        })
    };
    SECRET_NAMES.values.iter().find(is_whole).map(|known| known.of)
}

fn is_of_key(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "-_.".contains(sign)
}

/// Whether a variable's value had better not be shown or written down: its name promises a secret, or some part
/// of the value is one. In doubt it is one, where [`secret_kind`] would rather be silent.
pub fn is_confidential(key: &str, value: &str) -> bool {
    let mut parts = value.split(|sign: char| !is_of_key(sign));
    looks_secret(key)
        || value.contains("PRIVATE KEY-----")
        || parts.any(|part| provider_of(part).is_some())
        || holds_password(value)
        || assigns_secret(value)
}

/// Whether something in a value is given under the name of a secret: `--password=…`, `{"token": "…"}`, lines of
/// a file.
fn assigns_secret(value: &str) -> bool {
    let is_around = |next: char| matches!(next, '"' | '\'' | '`') || next.is_whitespace();
    let mut parts = value.split(['=', ':']).map(|part| part.trim_matches(is_around));
    let mut before = parts.next().unwrap_or_default();
    parts.any(|part| {
        let name = before.rsplit(|sign: char| !is_of_key(sign)).next();
        before = part;
        !part.is_empty() && name.is_some_and(|name| promises_secret(&name.to_ascii_uppercase()))
    })
}

/// Whether an address has a user's password in it: `scheme://user:password@host`, also with a `/` in the
/// password, which some write.
fn holds_password(value: &str) -> bool {
    let Some(last_at) = value.rfind('@') else {
        return false;
    };
    value.match_indices("://").any(|(at, sign)| {
        let rest = value.get(at + sign.len()..).unwrap_or_default();
        let authority = rest.split(['/', '?', '#', ' ', '\n']).next().unwrap_or_default();
        let login = authority.rsplit_once('@').map(|(login, _)| login);
        let has_password = |login: &str| {
            login
                .split_once(':')
                .is_some_and(|(_, password)| !password.is_empty())
        };
        let is_port = |authority: &str| {
            authority
                .rsplit_once(':')
                .is_some_and(|(_, port)| port.bytes().all(|sign| sign.is_ascii_digit()))
        };
        match login {
            Some(login) => has_password(login),
            None => last_at > at && has_password(authority) && !is_port(authority),
        }
    })
}

/// Whether a value is more than a place for one: not empty, a switch, a number, or words such as `your-key`.
pub fn is_given(value: &str) -> bool {
    const PLACES: [&str; 12] = [
        "your",
        "change",
        "xxx",
        "example",
        "placeholder",
        "replace",
        "todo",
        "dummy",
        "insert",
        "...",
        "<",
        "${",
    ];
    const SHORTEST: usize = 6;
    let lower = value.to_ascii_lowercase();
    let is_switch = matches!(
        lower.as_str(),
        "true" | "false" | "none" | "null" | "disabled" | "enabled"
    );
    value.len() >= SHORTEST
        && !is_switch
        && !value.bytes().all(|sign| sign.is_ascii_digit() || sign == b'.')
        && !PLACES.iter().any(|place| lower.contains(place))
}

/// Whether a variable's value must not stand in a file: as the catalogue says if it knows the key, else by
/// the words of the name, of any case, apart by `_`, `-` or `.`.
pub fn looks_secret(key: &str) -> bool {
    match super::variable(key) {
        Some(variable) => variable.secret,
        None => promises_secret(&key.to_ascii_uppercase()),
    }
}

pub(super) fn promises_secret(key: &str) -> bool {
    let names = &SECRET_NAMES;
    let words: Vec<&str> = key
        .split(['_', '-', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let Some(last) = words.last() else { return false };
    if names.about.contains(last) || words.iter().any(|word| names.public.contains(word)) {
        return false;
    }
    names.last.contains(last)
        || words.iter().any(|word| names.words.contains(word))
        || words
            .array_windows()
            .any(|[before, word]| *word == "KEY" && names.before_key.contains(before))
}
