//! Every language has the sentences of English, and no others: with the same keys, the same arguments and the same
//! words in backquotes; and one sentence of English is never two in it, since the English one finds it.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

/// The files of a language: sentences by file and key.
fn sentences(language: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in std::fs::read_dir(language).unwrap() {
        let file = file.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        collect(&name, &serde_yaml::from_str(&text).unwrap(), &mut found);
    }
    found
}

fn collect(key: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Mapping(entries) => {
            for (name, value) in entries {
                let name = name.as_str().map_or_else(|| format!("{name:?}"), str::to_owned);
                collect(&format!("{key}.{name}"), value, found);
            }
        }
        Value::String(text) => {
            found.insert(key.to_owned(), text.clone());
        }
        other => panic!("{key} is no sentence: {other:?}"),
    }
}

/// What stands between two marks, sorted.
fn between(text: &str, open: char, close: char) -> Vec<String> {
    let parts = text.split(open).skip(1).filter_map(|part| part.split_once(close));
    let mut parts: Vec<String> = parts.map(|(part, _)| part.to_owned()).collect();
    parts.sort();
    parts.dedup();
    parts
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words/data")
}

#[test]
fn every_language_is_complete() {
    let english = sentences(&data().join("en"));
    let mut faults = Vec::new();
    for language in std::fs::read_dir(data()).unwrap() {
        let language = language.unwrap().path();
        let own = sentences(&language);
        let id = language.file_name().unwrap().to_string_lossy().into_owned();
        let mut fault = |what: &str, key: &str| faults.push(format!("{id}: {what}: {key}"));
        for (key, sentence) in &english {
            let Some(translated) = own.get(key) else {
                fault("missing", key);
                continue;
            };
            if !key.ends_with(".one") && between(sentence, '{', '}') != between(translated, '{', '}') {
                fault("other arguments", key);
            }
            if sentence.matches('`').count() != translated.matches('`').count() {
                fault("other backquotes", key);
            }
        }
        for key in own.keys().filter(|key| !english.contains_key(*key)) {
            fault("unused", key);
        }
        let mut known: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
        for (key, sentence) in &english {
            let Some(translated) = own.get(key) else { continue };
            let (first, before) = *known.entry(sentence).or_insert((key, translated));
            if before != translated {
                fault("two sentences for one of English", &format!("{first} and {key}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Sentences that data files name, beside which the build reads them.
const TABLES: [&str; 8] = [
    "demand.assumption.",
    "documents.",
    "rules.",
    "runbooks.",
    "software.",
    "spec.",
    "troubles.",
    "variables.",
];

/// Sentences are used by the functions that are made of them; those of tables, by what names their keys.
#[test]
fn every_sentence_is_used() {
    let source = read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let unused: Vec<String> = sentences(&data().join("en"))
        .into_keys()
        .filter(|key| !TABLES.iter().any(|table| key.starts_with(table)))
        .filter(|key| {
            let (_, name) = key.split_once('.').unwrap();
            let name = name.trim_end_matches(".one").trim_end_matches(".other");
            !source.contains(&format!("::{}", name.replace(['.', '-'], "_")))
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

fn read_all(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap().path();
        if entry.is_dir() {
            text.push_str(&read_all(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&std::fs::read_to_string(entry).unwrap());
        }
    }
    text
}
