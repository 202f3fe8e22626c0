//! Nothing in the files names a command, field or page that does not exist.

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
