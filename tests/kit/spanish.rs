//! The sentences of the languages, and Spanish as the page gets it, made as `scripts/words.mjs` makes it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plano::words::Language;
use serde_yaml::Value;

/// The folder of the languages.
pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words/data")
}

/// The files of a language: sentences by file and key.
pub fn sentences(language: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in std::fs::read_dir(data().join(language)).unwrap() {
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

/// Spanish, to be chosen.
pub fn spanish() -> Language {
    let own = sentences("es");
    let pairs: BTreeMap<String, &String> = sentences("en")
        .into_iter()
        .filter_map(|(key, english)| Some((english, own.get(&key)?)))
        .collect();
    let escaped = |text: &str| text.replace('\n', "\\n");
    let lines = pairs
        .iter()
        .map(|(english, own)| format!("{}\t{}\n", escaped(english), escaped(own)));
    Language::read("es", lines.collect())
}
