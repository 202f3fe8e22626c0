//! Lossless edits of files that were written to be hard: anchors, brackets, block scalars, comments in odd
//! places. The same proof runs over real Blueprints in `tests/reference`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that finds no file, or looks at a place that is not there, fails"
)]

mod download;
#[allow(dead_code, reason = "the other target that has it uses the rest")]
mod proof;
mod scanner;

use std::fs;
use std::path::Path;

use proof::{Known, Tally, prove, variants};

/// What is not edited in these files.
const REFUSED: &[Known] = &[
    Known {
        file: "anchors.yaml",
        reason: "behind an alias",
        count: 75,
        why: "the place is another one's, where an edit would change both",
    },
    Known {
        file: "anchors.yaml",
        reason: "shared through an anchor",
        count: 155,
        why: "the aliases elsewhere would change too, or lose their anchor",
    },
    Known {
        file: "anchors.yaml",
        reason: "unclear",
        count: 10,
        why: "a tag says what the scalar is, and might not fit another one",
    },
    Known {
        file: "explicit.yaml",
        reason: "unclear",
        count: 44,
        why: "keys written with `?`, and one that stands twice",
    },
    Known {
        file: "explicit.yaml",
        reason: "not read by another reader",
        count: 4,
        why: "a key stands twice",
    },
    Known {
        file: "names.yaml",
        reason: "shared through an anchor",
        count: 10,
        why: "aliases elsewhere would lose their anchor",
    },
    Known {
        file: "old-breaks.yaml",
        reason: "not read by another reader",
        count: 5,
        why: "that reader ends lines at the breaks of YAML 1.1",
    },
    Known {
        file: "tab-lines.yaml",
        reason: "not read by another reader",
        count: 5,
        why: "that reader takes no tab where a line begins, not even in a blank line",
    },
];

/// The files, by name.
fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lossless");
    let paths = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path());
    let mut files: Vec<(String, String)> = paths
        .map(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            (
                name.unwrap_or_default(),
                fs::read_to_string(&path).expect("a text"),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn hard_files_are_edited_losslessly() {
    let mut tally = Tally::default();
    let mut wrong = Vec::new();
    for (file, text) in fixtures() {
        for (variant, text) in variants::of(&text) {
            wrong.extend(prove(&file, variant, &text, &mut tally).err());
        }
    }
    println!("{tally}");
    wrong.extend(tally.holds_only(REFUSED).err());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
