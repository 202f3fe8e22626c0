//! `plano check`.

use std::io::{self, IsTerminal};

use serde_json::json;

use super::input::{Input, Opened};
use super::output::{self, Failure, Output};
use super::{annotations, render, workspace_plans};
use crate::check::{Context, Diagnostic, Report, Severity, check};
use crate::envvars::one_line;
use crate::price::plans;
use crate::words::cli as words;
use crate::yaml::Tree;

/// Exit code where an error stands.
pub(super) const REFUSED: u8 = 1;

/// Find what Render would refuse, and what would not do what was meant
///
/// Exit code 1 if a diagnostic is an error, else 0.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  plano check render.yaml --workspace pro\n  plano check - --format json < render.yaml"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The workspace's plan, to check what needs a larger one
    #[arg(long, value_name = "PLAN", value_parser = workspace_plans())]
    workspace: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotation lines of GitHub Actions
    Github,
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    let Opened {
        name: file,
        tree,
        error,
        plan,
    } = arguments.input.open()?;
    let settings = plan.as_ref().map(|plan| &plan.settings);
    let workspace = arguments.workspace.as_ref();
    let workspace = workspace.or(settings.map(|settings| &settings.workspace));
    let running = settings.and_then(|settings| settings.running().cloned());
    let running = running.map(|text| Tree::parse(text).0);
    let context = Context {
        workspace: workspace.and_then(|id| plans::workspace(id)),
        prices: plan.as_ref().map(|plan| plan.prices),
        original: running.as_ref(),
    };
    let report = check(&tree, error, &context);
    let output = match arguments.format {
        Format::Text => Output::new(text(&file, &tree, &report)),
        Format::Json => output::json(&as_json(&file, &tree, &report)),
        Format::Sarif => output::json(&annotations::sarif(&file, &tree, &report)),
        Format::Github => Output::new(annotations::github(&file, &tree, &report)),
    };
    let refused = report.count(Severity::Error) > 0;
    Ok(if refused {
        output.with_code(REFUSED)
    } else {
        output
    })
}

fn text(file: &str, tree: &Tree, report: &Report) -> String {
    let renderer = render::renderer(io::stdout().is_terminal());
    let mut text = String::new();
    for found in &report.diagnostics {
        text.push_str(&render::diagnostic(&renderer, file, tree, found));
        text.push_str("\n\n");
    }
    let verdict = |valid| {
        if valid {
            words::check_valid()
        } else {
            words::check_not_valid()
        }
    };
    let summary = words::check_summary(
        one_line(file),
        words::check_errors(report.count(Severity::Error)),
        words::check_warnings(report.count(Severity::Warning)),
        words::check_notes(report.count(Severity::Note)),
        verdict(report.valid),
        report.schema_valid.map_or_else(words::check_undecided, verdict),
    );
    text.push_str(&format!("{summary}\n"));
    text
}

fn as_json(file: &str, tree: &Tree, report: &Report) -> serde_json::Value {
    let diagnostic = |found: &Diagnostic| {
        let (start, end) = tree.lines().places(tree.text(), found.span);
        json!({
            "code": found.code,
            "severity": found.severity.id(),
            "schema": found.schema,
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            "message": found.message.to_string(),
            "help": found.help.to_string(),
            "docs": found.docs,
            "fixable": !found.fixes.is_empty(),
        })
    };
    json!({
        "file": file,
        "schema_valid": report.schema_valid,
        "valid": report.valid,
        "diagnostics": report.diagnostics.iter().map(diagnostic).collect::<Vec<_>>(),
    })
}
