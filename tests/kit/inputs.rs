//! Plans to make files from: each preset, on S3 and on a disk, with its own names and with hostile ones, in English and
//! in Spanish.

use std::sync::{Mutex, PoisonError};

use plano::blueprint::Blueprint;
use plano::envvars::checklist;
use plano::kit::{self, Date, KitFile, KitInput, Load, Peak};
use plano::plan::{PRESETS, Workspace, analyse, files};
use plano::words::choose_language;
use plano::yaml::Tree;

use super::spanish::spanish;

/// Everything that ends, begins or means something in one of the languages.
pub const HOSTILE: &str = "a b's \"c\" $(touch pwned) `touch pwned` ${HOME} #{exit 1} \"\"\" ''' */ /* // -- <%= exit %> %> <script> </script> --> \\ \\n \\' ; | & ] ) } @@web@@ ñ 🚲 \u{2028} \r\n# next\nEOF\n```\nEND:VCALENDAR\n";

/// A plan and the files made from it.
pub struct Made {
    /// Which one.
    pub title: String,
    /// Its names are hostile.
    pub hostile: bool,
    /// Its files.
    pub files: Vec<KitFile>,
}

impl Made {
    pub fn file(&self, path: &str) -> Option<&KitFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// The language is the whole program's, and trials run side by side: whoever makes files has it alone.
static LANGUAGE: Mutex<()> = Mutex::new(());

/// Files of all plans.
pub fn all() -> Vec<Made> {
    let _alone = LANGUAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut all = in_language("english");
    choose_language(Some(spanish()));
    all.extend(in_language("spanish"));
    choose_language(None);
    all
}

fn in_language(language: &str) -> Vec<Made> {
    let mut all = Vec::new();
    for preset in &PRESETS {
        for (names, text) in [("own", preset.text.to_owned()), ("hostile", hostile(preset.text))] {
            let (tree, error) = Tree::parse(text);
            assert!(error.is_none(), "{names} {}: {error:?}", preset.id);
            let disk = on_disk(&tree);
            for (storage, tree) in [("s3", &tree), ("disk", &disk)] {
                all.push(Made {
                    title: format!("{} {storage} {names} {language}", preset.id),
                    hostile: names == "hostile",
                    // Each kind of peak in half of the plans.
                    files: made(
                        tree,
                        if storage == "s3" {
                            Peak::AtOnce(40)
                        } else {
                            Peak::PerSecond("2.5".parse().unwrap())
                        },
                    ),
                });
            }
        }
    }
    all
}

/// The production preset as the page has it.
pub fn production() -> Made {
    let _alone = LANGUAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let workspace = Workspace::start();
    let own = workspace.on_screen().unwrap();
    let analysis = analyse(own, workspace.money.prices.list());
    Made {
        title: own.settings.name.clone(),
        hostile: false,
        files: analysis.kit(&own.settings, &analysis.checklist()),
    }
}

fn made(tree: &Tree, peak: Peak) -> Vec<KitFile> {
    let blueprint = Blueprint::of(tree);
    let list = checklist(&blueprint);
    let load = Load {
        peak: Some(peak),
        ..Load::default()
    };
    let start = Date::parse("2026-12-01").unwrap();
    kit::files(&KitInput::of(&blueprint, &list, load, start))
}

/// The same plan with its files on a disk.
fn on_disk(tree: &Tree) -> Tree {
    let mut edited = Tree::parse(tree.text().to_owned()).0;
    let edits = {
        let blueprint = Blueprint::of(&edited);
        let found = files::files(&blueprint).expect("the preset says where its files are");
        files::to_disk(&blueprint, &found, 10)
    };
    for edit in edits {
        edited = edit.apply(&edited).expect("the edit is made").tree;
    }
    edited
}

/// The text with its names, and other values that go into files, replaced.
fn hostile(text: &str) -> String {
    let literal = serde_json::to_string(HOSTILE).unwrap();
    let names = [
        "gp-bikes-web",
        "gp-bikes-worker",
        "gp-bikes-postgres",
        "gp-bikes-redis",
        "gp-bikes-shared",
    ];
    let mut text = text.to_owned();
    let staging = names.map(|name| format!("{name}-staging"));
    for name in staging.iter().map(String::as_str).chain(names) {
        // Names must stay different from each other.
        let other = format!("\"{name} {}", &literal[1..]);
        text = replace_values(&text, name, &other);
    }
    for key in ["healthCheckPath", "branch", "region", "user", "databaseName"] {
        text = replace_field(&text, key, &format!("\"/{}", &literal[1..]));
    }
    for key in [
        "S3_BUCKET_NAME",
        "AWS_REGION",
        "POSTGRES_STATEMENT_TIMEOUT",
        "FRONTEND_URL",
    ] {
        text = replace_variable(&text, key, &literal);
    }
    text
}

/// Puts another literal wherever the value stands alone.
fn replace_values(text: &str, value: &str, other: &str) -> String {
    let lines = text.lines().map(|line| {
        let mut line = line.to_owned();
        for (before, after) in [(": ", ","), (": ", "}"), (": ", "")] {
            let written = format!("{before}{value}{after}");
            let ends = after.is_empty() && !line.ends_with(&written);
            if !ends {
                line = line.replace(&written, &format!("{before}{other}{after}"));
            }
        }
        line + "\n"
    });
    lines.collect()
}

fn replace_field(text: &str, key: &str, literal: &str) -> String {
    let lines = text
        .lines()
        .map(|line| match line.split_once(&format!("{key}: ")) {
            Some((before, _)) if before.trim().is_empty() => format!("{before}{key}: {literal}\n"),
            _ => format!("{line}\n"),
        });
    lines.collect()
}

fn replace_variable(text: &str, key: &str, literal: &str) -> String {
    let mut here = false;
    let lines = text.lines().map(|line| {
        let is_value = here && line.trim_start().starts_with("value: ");
        here = line.contains(&format!("key: {key}"));
        if is_value {
            let indent = line.len() - line.trim_start().len();
            format!("{:indent$}value: {literal}\n", "")
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}
