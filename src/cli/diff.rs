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
use crate::cost::{Bill, Usage, bill};
use crate::envvars::one_line;
use crate::plan::diff::{CostChange, Difference, Problem, Side, Told, in_words, unified};
use crate::price::{self, money, plans};
use crate::table;
use crate::words::{cli as words, diff as told};
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

/// Both files with what was found.
struct Compared {
    patch: String,
    bills: [Bill; 2],
    difference: Difference,
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    if is_stream(&arguments.old) && is_stream(&arguments.new) {
        return Err(Failure::of(&words::diff_one_stream()));
    }
    let old = Input::of(&arguments.old).tree()?;
    let new = Input::of(&arguments.new).tree()?;
    let compared = compared(arguments, &old, &new);
    let output = match arguments.format {
        Format::Text => Output::new(text(&compared)),
        Format::Md => Output::new(markdown(&compared)),
        Format::Json => output::json(&as_json(arguments, &compared)),
        Format::Patch => Output::new(compared.patch.clone()),
    };
    let refused = count(&compared.difference.risks, Severity::Error) > 0;
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
    let difference = in_words(
        side(before, old_bill, old_report),
        side(after, new_bill, new_report),
    );
    let name = name_in_patch(arguments);
    Compared {
        patch: unified(&name, &name, before.text(), after.text()),
        bills,
        difference,
    }
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

fn count(problems: &[Problem], severity: Severity) -> usize {
    problems.iter().filter(|found| found.severity == severity).count()
}

/// The lists of problems with their headings; those alone that hold something.
fn problems(difference: &Difference) -> impl Iterator<Item = (String, &[Problem])> {
    let lists = [
        (words::diff_risks(), &difference.risks),
        (words::diff_gained(), &difference.gained),
        (words::diff_solved(), &difference.solved),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    lists.map(|(head, list)| (head.to_string(), list.as_slice()))
}

impl Compared {
    fn is_nothing(&self) -> bool {
        self.difference.is_empty() && self.patch.is_empty()
    }

    fn total(&self) -> Option<String> {
        let [before, after] = &self.bills;
        self.difference
            .total_text(before, after)
            .map(|total| total.to_string())
    }
}

fn text(compared: &Compared) -> String {
    if compared.is_nothing() {
        return format!("{}\n", told::nothing());
    }
    let difference = &compared.difference;
    let mut text = String::new();
    let mut line = |line: &str| text.push_str(&format!("{}\n", one_line(line)));
    for told in &difference.lines {
        line(&told.to_string());
    }
    if let Some(total) = compared.total() {
        line(&total);
    }
    for (head, list) in problems(difference) {
        line("");
        line(&head);
        for found in list {
            let severity = found.severity.name();
            let sentence = words::diff_problem(
                severity,
                found.line.to_string(),
                found.code,
                found.message.as_str(),
                found.help.as_str(),
            );
            line(&format!("  {sentence}"));
        }
    }
    text
}

/// A comment for a pull request: how much in a line, then what, then the lines of the file.
fn markdown(compared: &Compared) -> String {
    if compared.is_nothing() {
        return format!("{}\n", told::nothing());
    }
    let difference = &compared.difference;
    let mut text = format!("**{}**\n", summary(difference));
    let mut table = |head: String, rows: Vec<[String; 2]>, columns: [String; 2]| {
        let rows: Vec<[String; 2]> = std::iter::once(columns).chain(rows).collect();
        let head = if head.is_empty() {
            head
        } else {
            format!("\n{head}\n")
        };
        text.push_str(&format!("{head}\n{}", table::markdown(&rows)));
    };
    let row = |told: &Told| {
        let cost = told.cost.map(CostChange::text).unwrap_or_default();
        [one_line(&told.text.to_string()), cost]
    };
    let mut rows: Vec<[String; 2]> = difference.lines.iter().map(row).collect();
    rows.extend(compared.total().map(|total| [total, String::new()]));
    let columns = [words::diff_change().to_string(), words::diff_cost().to_string()];
    table(String::new(), rows, columns);
    for (head, list) in problems(difference) {
        let rows = list.iter().map(|found| {
            let place = words::diff_place(found.severity.name(), found.line.to_string());
            [
                place.to_string(),
                one_line(&format!("{} {}", found.message, found.help)),
            ]
        });
        let columns = [words::diff_where().to_string(), words::diff_what().to_string()];
        table(head, rows.collect(), columns);
    }
    let longest = compared
        .patch
        .split(|sign| sign != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    let end = if compared.patch.ends_with('\n') { "" } else { "\n" };
    text.push_str(&format!(
        "\n<details><summary>{}</summary>\n\n{fence}diff\n{}{end}{fence}\n\n</details>\n",
        words::diff_lines(),
        compared.patch,
    ));
    text
}

/// `2 changes, +$60.00 a month; 1 error, 0 warnings`.
fn summary(difference: &Difference) -> String {
    let cost = difference.total.unwrap_or_default().text();
    let risks = &difference.risks;
    let changes = words::diff_changes(difference.lines.len());
    let counts = [Severity::Error, Severity::Warning].map(|severity| count(risks, severity));
    match counts {
        [0, 0] => words::diff_summary(changes, cost),
        [errors, warnings] => words::diff_summary_risks(
            changes,
            cost,
            words::check_errors(errors),
            words::check_warnings(warnings),
        ),
    }
    .to_string()
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
            "severity": match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
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
