//! Two plans compared, as text for a terminal and as a comment for a pull request.

use super::{Difference, Problem, Side, Told, in_words, unified};
use crate::check::Severity;
use crate::cost::{Bill, CostChange};
use crate::envvars::one_line;
use crate::table;
use crate::words::diff as words;

/// What differs between two plans, and the patch that leads from one to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What differs, in words.
    pub difference: Difference,
    /// The lines that differ, as `git apply` takes them.
    pub patch: String,
    bills: [Bill; 2],
}

impl Compared {
    /// Compares two plans; the patch is of a file with a name.
    pub fn of(file: &str, (before, after): (Side<'_>, Side<'_>)) -> Self {
        Self {
            difference: in_words(before, after),
            patch: unified(file, file, before.tree.text(), after.tree.text()),
            bills: [before.bill.clone(), after.bill.clone()],
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_nothing(&self) -> bool {
        self.difference.is_empty() && self.patch.is_empty()
    }

    /// The totals, in a line.
    pub fn total(&self) -> Option<String> {
        let [before, after] = &self.bills;
        let total = self.difference.total_text(before, after);
        total.map(|total| total.to_string())
    }

    /// As text for a terminal.
    pub fn text(&self) -> String {
        if self.is_nothing() {
            return format!("{}\n", words::nothing());
        }
        let difference = &self.difference;
        let mut text = String::new();
        let mut line = |line: &str| text.push_str(&format!("{}\n", one_line(line)));
        for told in &difference.lines {
            line(&told.to_string());
        }
        if let Some(total) = self.total() {
            line(&total);
        }
        for (head, list) in problems(difference) {
            line("");
            line(&head);
            for found in list {
                let severity = found.severity.name();
                let sentence = words::comment_problem(
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
    pub fn markdown(&self) -> String {
        if self.is_nothing() {
            return format!("{}\n", words::nothing());
        }
        let difference = &self.difference;
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
        rows.extend(self.total().map(|total| [total, String::new()]));
        let columns = [
            words::comment_change().to_string(),
            words::comment_cost().to_string(),
        ];
        table(String::new(), rows, columns);
        for (head, list) in problems(difference) {
            let rows = list.iter().map(|found| {
                let place = words::comment_place(found.severity.name(), found.line.to_string());
                [
                    place.to_string(),
                    one_line(&format!("{} {}", found.message, found.help)),
                ]
            });
            let columns = [
                words::comment_where().to_string(),
                words::comment_what().to_string(),
            ];
            table(head, rows.collect(), columns);
        }
        let longest = self
            .patch
            .split(|sign| sign != '`')
            .map(str::len)
            .max()
            .unwrap_or(0);
        let fence = "`".repeat((longest + 1).max(3));
        let end = if self.patch.ends_with('\n') { "" } else { "\n" };
        text.push_str(&format!(
            "\n<details><summary>{}</summary>\n\n{fence}diff\n{}{end}{fence}\n\n</details>\n",
            words::comment_lines(),
            self.patch,
        ));
        text
    }
}

fn count(problems: &[Problem], severity: Severity) -> usize {
    problems.iter().filter(|found| found.severity == severity).count()
}

/// The lists of problems with their headings; those alone that hold something.
fn problems(difference: &Difference) -> impl Iterator<Item = (String, &[Problem])> {
    let lists = [
        (words::comment_risks(), &difference.risks),
        (words::comment_gained(), &difference.gained),
        (words::comment_solved(), &difference.solved),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    lists.map(|(head, list)| (head.to_string(), list.as_slice()))
}

/// `2 changes, +$60.00 a month; 1 error, 0 warnings`.
fn summary(difference: &Difference) -> String {
    let cost = difference.total.unwrap_or_default().text();
    let risks = &difference.risks;
    let changes = words::comment_changes(difference.lines.len());
    let counts = [Severity::Error, Severity::Warning].map(|severity| count(risks, severity));
    match counts {
        [0, 0] => words::comment_summary(changes, cost),
        [errors, warnings] => words::comment_summary_risks(
            changes,
            cost,
            crate::words::page::problems_errors(errors),
            crate::words::page::problems_warnings(warnings),
        ),
    }
    .to_string()
}
