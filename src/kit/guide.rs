//! Run books and troubleshooting: what to do, step by step, with the plan's own names.
//!
//! Which steps there are stands in `kit/data`, their sentences in `words`.

use super::facts::Facts;
use super::template::{Value, Values, fill};
use super::{Group, KitFile, KitInput, Language, quote};
use crate::words::{self, Argument, Message, kit};

/// What to do at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runbook {
    /// Stable, such as `staging`.
    pub id: &'static str,
    /// Its heading.
    pub title: Message,
    /// What it is for.
    pub about: Message,
    /// In this order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Stable and unique among all: `staging.steps.load`.
    pub id: &'static str,
    /// What to do or to see. Names are in backquotes.
    pub text: Message,
    /// The command for it, for bash; may have several lines.
    pub command: Option<String>,
}

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Stable, such as `memory`.
    pub id: &'static str,
    /// What is seen.
    pub symptom: Message,
    /// Words by which people look for it, which are not shown.
    pub search: Message,
    /// How to tell the cause.
    pub checks: Vec<Step>,
    /// What mends it.
    pub fix: Vec<Step>,
    /// Codes of the diagnostics that warn of it beforehand.
    pub codes: &'static [&'static str],
}

/// The run books, from staging to incidents, with the steps that concern the plan.
pub fn runbooks(input: &KitInput<'_, '_>) -> Vec<Runbook> {
    runbooks_with(&Facts::of(input).values())
}

/// The troubles that the plan can have.
pub fn troubleshooting(input: &KitInput<'_, '_>) -> Vec<Trouble> {
    troubles_with(&Facts::of(input).values())
}

/// How far a step is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// It is done.
    pub done: bool,
    /// By whom and when, as far as that is known.
    pub note: Option<String>,
}

/// Run books as Markdown, with boxes to tick.
pub fn runbooks_markdown(runbooks: &[Runbook], progress: impl Fn(&Step) -> Progress) -> String {
    let mut text = format!("# {}\n", kit::guide_runbooks());
    for book in runbooks {
        text.push_str(&format!("\n## {}\n\n{}\n\n", book.title, book.about));
        for step in &book.steps {
            let Progress { done, note } = progress(step);
            let note = note.map(|note| format!(" ({})", quote::markdown(&note)));
            let note = note.unwrap_or_default();
            write_step(&mut text, step, if done { "- [x] " } else { "- [ ] " }, &note);
        }
    }
    text
}

/// Troubles as Markdown.
pub fn troubleshooting_markdown(troubles: &[Trouble]) -> String {
    let mut text = format!("# {}\n", kit::guide_troubleshooting());
    for trouble in troubles {
        text.push_str(&format!("\n## {}\n", trouble.symptom));
        for (title, steps) in [
            (kit::guide_checks(), &trouble.checks),
            (kit::guide_fix(), &trouble.fix),
        ] {
            text.push_str(&format!("\n{title}:\n\n"));
            for step in steps {
                write_step(&mut text, step, "- ", "");
            }
        }
        let codes: Vec<String> = trouble.codes.iter().map(|code| quote::markdown(code)).collect();
        text.push_str(&format!("\n{}\n", kit::guide_codes(codes.join(", "))));
    }
    text
}

fn write_step(text: &mut String, step: &Step, bullet: &str, note: &str) {
    text.push_str(&format!("{bullet}{}{note}\n", step.text));
    if let Some(command) = &step.command {
        let lines = command.lines().map(|line| format!("  {line}\n"));
        text.push_str(&format!("\n  ```bash\n{}  ```\n\n", lines.collect::<String>()));
    }
}

pub(super) fn files(values: &Values) -> Vec<KitFile> {
    let file = |path: &str, body, about| KitFile {
        path: path.to_owned(),
        group: Group::Guides,
        body,
        language: Language::Markdown,
        about,
        executable: false,
    };
    vec![
        file(
            "docs/runbooks.md",
            runbooks_markdown(&runbooks_with(values), |_| Progress::default()),
            kit::about_runbooks(),
        ),
        file(
            "docs/troubleshooting.md",
            troubleshooting_markdown(&troubles_with(values)),
            kit::about_troubleshooting(),
        ),
    ]
}

/// Looks a sentence up and puts values in.
type Sentence = fn(&str, Vec<(&'static str, Argument)>) -> Option<Message>;

fn runbooks_with(values: &Values) -> Vec<Runbook> {
    let books = data::RUNBOOKS.iter().filter(|book| values.all_hold(book.when));
    let books = books.filter_map(|book| {
        let sentence = |part: &str| words::runbook(&format!("{}.{part}", book.id), arguments(values));
        Some(Runbook {
            id: book.id,
            title: sentence("title")?,
            about: sentence("about")?,
            steps: steps(book.steps, values, words::runbook),
        })
    });
    books.filter(|book| !book.steps.is_empty()).collect()
}

fn troubles_with(values: &Values) -> Vec<Trouble> {
    let troubles = data::TROUBLES
        .iter()
        .filter(|trouble| values.all_hold(trouble.when));
    let troubles = troubles.filter_map(|trouble| {
        let sentence = |part: &str| words::trouble(&format!("{}.{part}", trouble.id), arguments(values));
        Some(Trouble {
            id: trouble.id,
            symptom: sentence("symptom")?,
            search: sentence("search")?,
            checks: steps(trouble.checks, values, words::trouble),
            fix: steps(trouble.fix, values, words::trouble),
            codes: trouble.codes,
        })
    });
    troubles.collect()
}

fn steps(entries: &'static [data::StepEntry], values: &Values, sentence: Sentence) -> Vec<Step> {
    let entries = entries.iter().filter(|entry| values.all_hold(entry.when));
    let steps = entries.filter_map(|entry| {
        Some(Step {
            id: entry.id,
            text: sentence(entry.id, arguments(values))?,
            command: entry
                .command
                .map(|command| fill(command, Language::Shell, values)),
        })
    });
    steps.collect()
}

/// The plan's values as arguments of sentences: names in backquotes.
fn arguments(values: &Values) -> Vec<(&'static str, Argument)> {
    let arguments = values.iter().map(|(name, value)| match value {
        Value::Text(text) => (name, Argument::Text(quote::markdown(text))),
        Value::Written(written) => (name, Argument::Text(written.clone())),
    });
    arguments.collect()
}

/// The tables that the build wrote.
mod data {
    /// A run book, with what must hold of the plan.
    pub(super) struct RunbookEntry {
        pub(super) id: &'static str,
        pub(super) when: &'static [&'static str],
        pub(super) steps: &'static [StepEntry],
    }

    /// A step, with what must hold of the plan.
    pub(super) struct StepEntry {
        pub(super) id: &'static str,
        pub(super) when: &'static [&'static str],
        pub(super) command: Option<&'static str>,
    }

    /// A trouble.
    pub(super) struct TroubleEntry {
        pub(super) id: &'static str,
        pub(super) when: &'static [&'static str],
        pub(super) codes: &'static [&'static str],
        pub(super) checks: &'static [StepEntry],
        pub(super) fix: &'static [StepEntry],
    }

    include!(concat!(env!("OUT_DIR"), "/kit.rs"));
}
