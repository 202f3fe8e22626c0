//! What is wrong with a Blueprint, in words: where it is, why, and what to do about it.
//!
//! Two verdicts are kept apart. `schema_valid` is what Render's published JSON Schema says of the file, and
//! nothing else; [`verdict`] walks the schema's own rules. `valid` is whether Render can be expected to take
//! the file. A diagnostic that the schema shares is marked as such, and the schema refuses a file exactly
//! when it has one of those.
//!
//! Owns the rules and their severities; the facts behind them stand in `spec`, `price` and `catalogue`.
//! Must not know the page or the command.

pub mod codes;
pub mod fix;
pub mod rules;

mod change;
mod cost;
mod facts;
mod names;
mod platform;
mod references;
mod reliability;
mod security;
mod shape;
mod software;
mod syntax;
mod verdict;

use crate::blueprint::Blueprint;
use crate::price::PriceList;
use crate::price::plans::WorkspacePlan;
use crate::spec;
use crate::words::closest;
use crate::words::{self, Message};
use crate::yaml::{Span, SyntaxError, Tree};
use facts::Facts;
use fix::Fix;

pub(crate) use names::build_sources;

/// One thing that is wrong or could be better.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// One of [`codes`].
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Render's published schema refuses it, too.
    pub schema: bool,
    /// The key or value that it is about.
    pub span: Span,
    /// What is wrong, with the value and the place.
    pub message: Message,
    /// What to do, and what is allowed.
    pub help: Message,
    /// Address in Render's documentation.
    pub docs: &'static str,
    /// What mends it: one safe fix where there is one right answer, else choices.
    pub fixes: Vec<Fix>,
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Render refuses it, or it cannot work.
    Error,
    /// The schema refuses it while Render's own templates use it; or it works and does something else than
    /// was meant.
    Warning,
    /// It is deprecated, has an old name, or could be better.
    Note,
}

impl Severity {
    /// Its name for programs: in JSON, in SARIF, as a class of the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Error => words::check::severity_error(),
            Self::Warning => words::check::severity_warning(),
            Self::Note => words::check::severity_note(),
        }
    }
}

/// What is known beside the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'o> {
    /// The plan of the workspace; without it, what depends on it is not reported.
    pub workspace: Option<&'static WorkspacePlan>,
    /// The prices in which costs are said; the newest where none are given.
    pub prices: Option<&'static PriceList>,
    /// The Blueprint that runs on Render; without it, nothing does, and nothing is said of what changes.
    pub original: Option<&'o Tree>,
}

impl<'o> Context<'o> {
    /// What runs on Render, if it can be read in full.
    fn running(&self) -> Option<Blueprint<'o>> {
        let tree = self.original?;
        let root = tree.root()?;
        verdict::over_budget(tree, root)
            .is_none()
            .then(|| Blueprint::of(tree))
    }
}

/// All diagnostics of a file, and the two verdicts.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Sorted by place, then code.
    pub diagnostics: Vec<Diagnostic>,
    /// What the published schema says of the file. `None` where it cannot be asked: the text is no YAML, a
    /// limit is passed, a key is repeated, there is a second document, or a key is no scalar.
    pub schema_valid: Option<bool>,
    /// The text is YAML and no diagnostic is an error.
    pub valid: bool,
}

impl Report {
    /// How many diagnostics have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }
}

/// Checks a parsed text.
pub fn check(tree: &Tree, error: Option<SyntaxError>, context: &Context<'_>) -> Report {
    let mut found = Vec::new();
    if let Some(error) = error {
        found.push(syntax::error(tree, error));
        found.extend(change::unknown(tree, context));
        return report(found, None);
    }
    let keys_are_clear = syntax::keys(tree, &mut found);
    let Some(root) = tree.root() else {
        found.push(syntax::empty(tree));
        found.extend(change::unknown(tree, context));
        return report(found, Some(false));
    };
    // Whatever follows walks through aliases, so this comes first.
    if let Some(at) = verdict::over_budget(tree, root) {
        found.push(syntax::over_budget(tree, at));
        found.extend(change::unknown(tree, context));
        return report(found, None);
    }
    let verdict = keys_are_clear.then(|| verdict::accepts_kind(tree, &spec::ROOT, root));
    let running = context.running();
    shape::check(tree, root, running.as_ref(), &mut found);
    let blueprint = Blueprint::of(tree);
    // What stands under a repeated key is not in the view, and would be said to be absent.
    if keys_are_clear && !is_full(&found) {
        references::check(&blueprint, &mut found);
    }
    if !is_full(&found) {
        names::check(&blueprint, &mut found);
        platform::check(&blueprint, context, &mut found);
    }
    match &running {
        Some(running) if keys_are_clear && !is_full(&found) => {
            change::check(running, &blueprint, context, &mut found);
        }
        _ => found.extend(change::unknown(tree, context)),
    }
    if !is_full(&found) {
        let facts = Facts::of(&blueprint, context);
        platform::advise(&facts, &mut found);
        reliability::check(&facts, &mut found);
        security::check(&facts, &mut found);
        software::check(&facts, &mut found);
        cost::check(&facts, &mut found);
    }
    syntax::cut(tree, verdict, &mut found);
    report(found, verdict)
}

fn report(mut diagnostics: Vec<Diagnostic>, schema_valid: Option<bool>) -> Report {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    // What stands behind an alias is met once for each place that uses it.
    diagnostics.dedup_by(|later, earlier| {
        (later.span, later.code) == (earlier.span, earlier.code) && later.message == earlier.message
    });
    let valid = diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity != Severity::Error);
    Report {
        diagnostics,
        schema_valid,
        valid,
    }
}

impl Diagnostic {
    fn new(code: &'static str, severity: Severity, span: Span, message: Message, help: Message) -> Self {
        Self {
            code,
            severity,
            schema: false,
            span,
            message,
            help,
            docs: spec::ROOT.docs,
            fixes: Vec::new(),
        }
    }

    fn error(code: &'static str, span: Span, message: Message, help: Message) -> Self {
        Self::new(code, Severity::Error, span, message, help)
    }

    fn warning(code: &'static str, span: Span, message: Message, help: Message) -> Self {
        Self::new(code, Severity::Warning, span, message, help)
    }

    fn note(code: &'static str, span: Span, message: Message, help: Message) -> Self {
        Self::new(code, Severity::Note, span, message, help)
    }

    fn docs(self, docs: &'static str) -> Self {
        Self { docs, ..self }
    }

    fn schema(self, schema: bool) -> Self {
        Self { schema, ..self }
    }

    fn fix(mut self, fix: impl IntoIterator<Item = Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }
}

/// Whether enough is said of a file: what comes after this many diagnostics is not looked for.
fn is_full(found: &[Diagnostic]) -> bool {
    found.len() >= MOST_DIAGNOSTICS
}

/// Most diagnostics of one file. A Blueprint has a few dozen; with more than this the file is none.
const MOST_DIAGNOSTICS: usize = 1_000;

/// Whether names and suggestions are still looked for, which takes a look through the whole object. After
/// many diagnostics the file is no Blueprint, and the time must stay linear.
fn is_detailed(found: &[Diagnostic]) -> bool {
    const DETAILED: usize = 500;
    found.len() < DETAILED
}

/// A text as it is named in a sentence: its first line, cut where it is long.
fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let mut shown: String = line.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// A resource's name as it is shown in a sentence, also of one that lacks it.
fn shown_name(name: &str) -> String {
    if name.is_empty() {
        words::check::owner_nameless().to_string()
    } else {
        shown(name)
    }
}

/// A field's address in Render's documentation.
fn docs(kind: &'static spec::Kind, field: &str) -> &'static str {
    kind.field(field).map_or(kind.docs, |field| field.docs())
}

#[cfg(test)]
mod tests;
