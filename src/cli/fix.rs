//! `plano fix`.

use std::fs;
use std::path::{Path, PathBuf};

use super::input::Input;
use super::output::{Failure, Output};
use super::workspace_plans;
use crate::check::fix::{Fixed, fix_safe};
use crate::check::{Context, Diagnostic};
use crate::envvars::one_line;
use crate::plan::save;
use crate::price::plans;
use crate::words::cli as words;
use crate::yaml::Tree;

/// Mend what has one right answer and print the file
///
/// Standard error says what was mended, and what is left and why. Run again, it changes nothing more. The file
/// itself is not changed, unless --output names it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  plano fix render.yaml > mended.yaml\n  plano fix render.yaml --output render.yaml"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The workspace's plan, to mend what needs a larger one
    #[arg(long, value_name = "PLAN", value_parser = workspace_plans())]
    workspace: Option<String>,
    /// Write the text to this file instead of printing it
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    let tree = arguments.input.tree()?;
    if let Some(file) = arguments.output.as_deref().filter(|file| holds_a_plan(file)) {
        let file = one_line(&file.display().to_string());
        return Err(Failure::of(&words::fix_over_plan(file)));
    }
    let context = Context {
        workspace: arguments.workspace.as_deref().and_then(plans::workspace),
        ..Context::default()
    };
    let before = tree.clone();
    let fixed = fix_safe(tree, None, &context);
    let report = report(&before, &fixed);
    let text = fixed.tree.text();
    match &arguments.output {
        Some(file) if text != before.text() || !file.exists() => write(file, text)?,
        Some(_) => {}
        None => return Ok(Output::new(text.to_owned()).with_notes(report)),
    }
    Ok(Output::new(String::new()).with_notes(report))
}

/// What was mended and where it was, and what is left and where it is, with the fixes to choose from.
fn report(before: &Tree, fixed: &Fixed) -> String {
    let left = &fixed.report.diagnostics;
    let mut lines = vec![words::fix_made(fixed.made.len()).to_string()];
    let mended = fixed.made.iter().enumerate().map(|(at, found)| {
        let fix = found
            .safe_fix()
            .map(|fix| fix.title.to_string())
            .unwrap_or_default();
        let message = found.message.to_string();
        if at < fixed.made_at_first {
            words::fix_made_at(place(before, found), found.code, message, fix).to_string()
        } else {
            words::fix_made_then(found.code, message, fix).to_string()
        }
    });
    lines.extend(mended);
    lines.push(words::fix_left(left.len()).to_string());
    for found in left {
        let place = place(&fixed.tree, found);
        let choices: Vec<String> = found.fixes.iter().map(|fix| fix.title.to_string()).collect();
        let line = if choices.is_empty() {
            words::fix_left_line(
                place,
                found.code,
                found.message.to_string(),
                found.help.to_string(),
            )
        } else {
            words::fix_left_choice(place, found.code, found.message.to_string(), choices.join("; "))
        };
        lines.push(line.to_string());
    }
    lines.iter().map(|line| one_line(line) + "\n").collect()
}

fn place(tree: &Tree, found: &Diagnostic) -> String {
    let place = tree.lines().place(tree.text(), found.span.start);
    format!("{}:{}", place.line, place.column)
}

/// Whether there is a plano.yaml, of which one Blueprint would be left.
fn holds_a_plan(file: &Path) -> bool {
    fs::read_to_string(file).is_ok_and(|text| save::is_plan_file(&text))
}

/// Writes the file whole or not at all.
fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::of(&words::unwritten(error.to_string()));
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    fs::write(&beside, text).map_err(failed)?;
    if let Ok(metadata) = fs::metadata(file) {
        let _ = fs::set_permissions(&beside, metadata.permissions());
    }
    fs::rename(&beside, file).map_err(failed)
}
