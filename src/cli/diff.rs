//! `plano diff`.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::check::REFUSED;
use super::cost::price_lists;
use super::input::Input;
use super::output::{self, Failure, Output};
use super::workspace_plans;
use crate::blueprint::Blueprint;
use crate::check::{Context, Report, Severity, check};
use crate::cost::{CostChange, Usage, bill};
use crate::plan::diff::{Compared, Problem, Side, Told};
use crate::price::{self, money, plans};
use crate::words::cli as words;
use crate::yaml::Tree;

/// Tell what differs between two Blueprints, what it costs, and what a sync would do to what runs
///
/// OLD is what runs on Render, NEW is what shall. Exit code 1 if Render cannot make a change, such as another
/// region or a smaller disk, else 0.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  git show main:render.yaml | plano diff - render.yaml
  plano diff old.yaml render.yaml --format md > comment.md
  plano diff render.yaml new.yaml --format patch | git apply")]
pub(super) struct Arguments {
    /// The Blueprint that runs on Render; `-` reads standard input
    old: PathBuf,
    /// The Blueprint that shall; `-` reads standard input
    new: PathBuf,
    /// The scenario of NEW, where it is a plano.yaml [default: the one that was on screen]
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,
    /// The scenario of OLD, where that is one
    #[arg(long, value_name = "NAME")]
    old_scenario: Option<String>,
    /// The workspace's plan, to check what needs a larger one
    #[arg(long, value_name = "PLAN", value_parser = workspace_plans())]
    workspace: Option<String>,
    /// Price list, by its month
    #[arg(long, value_name = "LIST", value_parser = price_lists(), default_value = price::default_list().id.as_ref())]
    prices: String,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    /// A comment for a pull request
    Md,
    Json,
    /// A patch of OLD, as `git apply` takes it
    Patch,
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    if is_stream(&arguments.old) && is_stream(&arguments.new) {
        return Err(Failure::of(&words::diff_one_stream()));
    }
    let old = Input::with_scenario(&arguments.old, arguments.old_scenario.as_deref()).tree()?;
    let new = Input::with_scenario(&arguments.new, arguments.scenario.as_deref()).tree()?;
    let compared = compared(arguments, &old, &new);
    let output = match arguments.format {
        Format::Text => Output::new(compared.text()),
        Format::Md => Output::new(compared.markdown()),
        Format::Json => output::json(&as_json(arguments, &compared)),
        Format::Patch => Output::new(compared.patch.clone()),
    };
    let risks = compared.difference.risks.iter();
    let refused = risks.filter(|found| found.severity == Severity::Error).count() > 0;
    Ok(if refused {
        output.with_code(REFUSED)
    } else {
        output
    })
}

fn is_stream(file: &Path) -> bool {
    file == Path::new("-")
}

fn compared(arguments: &Arguments, old: &Tree, new: &Tree) -> Compared {
    let prices = price::list(&arguments.prices).unwrap_or_else(price::default_list);
    let usage = Usage {
        workspace: arguments.workspace.clone(),
        ..Usage::default()
    };
    let context = Context {
        workspace: arguments.workspace.as_deref().and_then(plans::workspace),
        prices: Some(prices),
        original: Some(old),
    };
    let reports: [Report; 2] = [old, new].map(|tree| check(tree, None, &context));
    let bills = [old, new].map(|tree| bill(&Blueprint::of(tree), prices, &usage));
    let [before, after] = [old, new];
    let ([old_bill, new_bill], [old_report, new_report]) = (&bills, &reports);
    let side = |tree, bill, report| Side { tree, bill, report };
    Compared::of(
        &name_in_patch(arguments),
        (
            side(before, old_bill, old_report),
            side(after, new_bill, new_report),
        ),
    )
}

/// The file that the patch changes: the old one, as seen from where the command runs.
fn name_in_patch(arguments: &Arguments) -> String {
    let file = match is_stream(&arguments.old) {
        true => &arguments.new,
        false => &arguments.old,
    };
    let name = file.display().to_string();
    let name = name.trim_start_matches("./").trim_start_matches('/');
    name.to_owned()
}

fn as_json(arguments: &Arguments, compared: &Compared) -> Value {
    let cost = |cost: &CostChange| {
        json!({
            "before_min": money::plain(cost.before.min),
            "before_max": money::plain(cost.before.max),
            "after_min": money::plain(cost.after.min),
            "after_max": money::plain(cost.after.max),
            "unpriced": cost.unpriced,
        })
    };
    let change = |told: &Told| {
        json!({
            "resource": told.resource,
            "what": told.what.id(),
            "field": told.field,
            "before": told.before,
            "after": told.after,
            "cost": told.cost.as_ref().map(cost),
            "text": told.to_string(),
        })
    };
    let problem = |found: &Problem| {
        json!({
            "code": found.code,
            "severity": found.severity.id(),
            "resource": found.resource,
            "line": found.line,
            "message": found.message,
            "help": found.help,
        })
    };
    let list = |problems: &[Problem]| problems.iter().map(problem).collect::<Vec<_>>();
    let difference = &compared.difference;
    json!({
        "old": arguments.old.display().to_string(),
        "new": arguments.new.display().to_string(),
        "prices": arguments.prices,
        "changes": difference.lines.iter().map(change).collect::<Vec<_>>(),
        "total": difference.total.as_ref().map(cost),
        "risks": list(&difference.risks),
        "gained": list(&difference.gained),
        "solved": list(&difference.solved),
        "patch": compared.patch,
    })
}
