//! Nothing in the files names a command, field or page that does not exist.

use plano::blueprint::Blueprint;
use plano::envvars::checklist;
use plano::kit::{self, Date, KitInput, Load};
use plano::plan::PRESETS;
use plano::yaml::Tree;

use super::inputs;

const ABSENT: &str = include_str!("../fixtures/kit/absent.txt");
/// What Render's CLI has (render-oss/cli 2.25.0, 2026-08-27).
const COMMANDS: [&str; 10] =
    ["blueprints", "services", "deploys", "logs", "ssh", "psql", "restart", "login", "kv-cli", "jobs"];

pub fn absent() {
    let absent: Vec<&str> = ABSENT.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    assert!(absent.len() > 20);
    let mut texts: Vec<(String, String)> = Vec::new();
    for made in inputs::all().into_iter().filter(|made| !made.hostile) {
        texts.extend(made.files.into_iter().map(|file| (format!("{} {}", made.title, file.path), file.body)));
    }
    for preset in &PRESETS {
        let (tree, _) = Tree::parse(preset.text);
        let blueprint = Blueprint::of(&tree);
        let list = checklist(&blueprint);
        let start = Date::parse("2026-12-01").unwrap();
        let input = KitInput::of(&blueprint, &list, Load::default(), start);
        texts.push((preset.id.to_owned(), format!("{:?}{:?}", kit::runbooks(&input), kit::troubleshooting(&input))));
    }
    for (place, text) in &texts {
        let lower = text.to_lowercase();
        for name in &absent {
            assert!(!lower.contains(&name.to_lowercase()), "{place} names {name}");
        }
        for line in text.lines().map(str::trim).filter(|line| line.starts_with("render ")) {
            let command = line.split_whitespace().nth(1).unwrap_or_default();
            assert!(COMMANDS.contains(&command), "{place}: {line}");
            assert!(command != "logs" || line.contains(" -r "), "{place}: logs are asked by id: {line}");
        }
    }
}
