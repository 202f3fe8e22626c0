//! Nothing in the files names a command, field or page that does not exist.

use std::fs;
use std::path::Path;

use super::inputs;

const ABSENT: &str = include_str!("../fixtures/kit/absent.txt");
/// What Render's CLI has (render-oss/cli 2.25.0, 2026-08-27).
const COMMANDS: [&str; 10] = [
    "blueprints",
    "services",
    "deploys",
    "logs",
    "ssh",
    "psql",
    "restart",
    "login",
    "kv-cli",
    "jobs",
];

/// Sentences that go into files and onto the tabs Kit and Rollout, in each language.
fn sentences() -> Vec<(String, String)> {
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words/data");
    let mut found = Vec::new();
    for language in ["en", "es"] {
        for file in ["documents", "kit", "runbooks", "troubles"] {
            let name = format!("{language}/{file}.yaml");
            let text = fs::read_to_string(words.join(&name)).unwrap();
            // Remarks of the file itself are shown to nobody.
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            found.push((name, lines.collect::<Vec<_>>().join("\n")));
        }
    }
    found
}

pub fn absent() {
    let absent: Vec<&str> = ABSENT
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect();
    assert!(absent.len() > 20);
    let mut texts: Vec<(String, String)> = Vec::new();
    for made in inputs::all().into_iter().filter(|made| !made.hostile) {
        texts.extend(
            made.files
                .into_iter()
                .map(|file| (format!("{} {}", made.title, file.path), file.body)),
        );
    }
    texts.extend(sentences());
    for (place, text) in &texts {
        let lower = text.to_lowercase();
        for name in &absent {
            assert!(!lower.contains(&name.to_lowercase()), "{place} names {name}");
        }
        // In Ruby it is Rails' own word.
        let lines = if place.ends_with(".rb") { "" } else { text };
        for line in lines
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with("render "))
        {
            let command = line.split_whitespace().nth(1).unwrap_or_default();
            assert!(COMMANDS.contains(&command), "{place}: {line}");
            assert!(
                command != "logs" || line.contains(" -r "),
                "{place}: logs are asked by id: {line}"
            );
        }
    }
}
