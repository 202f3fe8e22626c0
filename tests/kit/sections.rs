//! Every heading of the architecture document has what it asks for: a file of the kit with content of that section,
//! or a tab of the page that shows it (`tests/browser/sections.spec.ts` looks there).

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::inputs;

/// What stands for each section.
const SECTIONS: &str = include_str!("../fixtures/kit/sections.json");

#[derive(Deserialize)]
struct Section {
    heading: String,
    file: Option<String>,
    says: Option<String>,
    tab: Option<String>,
    shows: Option<String>,
}

/// The document, where it stands beside the checkout.
fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/architecture-document.md")
}

/// Whether the document is there.
pub fn is_there() -> bool {
    document().is_file()
}

/// Headings outside of code, without what is not text before their words.
fn headings(document: &str) -> Vec<String> {
    let mut in_code = false;
    let mut found = Vec::new();
    for line in document.lines() {
        in_code ^= line.starts_with("```");
        let heading = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#'));
        if let (false, Some(heading)) = (in_code, heading.and_then(|rest| rest.strip_prefix(' '))) {
            let words = heading.trim_start_matches(|next: char| !next.is_alphanumeric());
            found.push(words.trim().to_owned());
        }
    }
    found
}

pub fn headings_have_files_or_tabs() {
    let sections: Vec<Section> = serde_json::from_str(SECTIONS).unwrap();
    let text = fs::read_to_string(document()).unwrap();
    let expected: Vec<&str> = sections.iter().map(|section| section.heading.as_str()).collect();
    assert_eq!(headings(&text), expected, "a heading has come, gone or moved");

    let production = inputs::production();
    for section in &sections {
        match (&section.file, &section.says, &section.tab, &section.shows) {
            (Some(path), Some(says), None, None) => {
                let file = production.file(path);
                let file = file.unwrap_or_else(|| panic!("{}: there is no {path}", section.heading));
                assert!(
                    file.body.contains(says.as_str()),
                    "{}: {path} does not say {says:?}:\n{}",
                    section.heading,
                    file.body
                );
            }
            (None, None, Some(tab), Some(shows)) => {
                let tabs = [
                    "blueprint",
                    "problems",
                    "environment",
                    "costs",
                    "changes",
                    "kit",
                    "rollout",
                    "topology",
                ];
                assert!(tabs.contains(&tab.as_str()) && !shows.is_empty(), "{tab}");
            }
            _ => panic!("{} has neither a file nor a tab", section.heading),
        }
    }
}
