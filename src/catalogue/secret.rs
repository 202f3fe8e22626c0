//! Whether the name of a variable promises a secret.

use super::data::SECRET_NAMES;

/// The words that say so; see `secret-names.yaml`.
#[derive(Debug)]
pub(super) struct SecretNames {
    pub(super) words: &'static [&'static str],
    pub(super) last: &'static [&'static str],
    pub(super) before_key: &'static [&'static str],
    pub(super) public: &'static [&'static str],
    pub(super) about: &'static [&'static str],
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
