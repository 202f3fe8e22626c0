//! Problems that came and problems that went, whatever lines they stand on now.

use std::collections::HashMap;

use super::words::Side;
use crate::blueprint::{Blueprint, Pairing};
use crate::check::{Diagnostic, Severity};
use crate::yaml::Span;

/// A diagnostic of one of two plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its code.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Its line in the text of its own plan, from 1.
    pub line: usize,
    /// The name of the resource that it stands in; empty outside of them.
    pub resource: String,
}

/// The new names of renamed resources, with the old ones.
pub(super) struct Names(Vec<(String, String)>);

impl Names {
    pub(super) fn of(pairing: &Pairing<'_, '_, '_>) -> Self {
        let renamed = pairing.renamed.iter();
        let names =
            renamed.map(|(old, new)| (new.resource().name.to_owned(), old.resource().name.to_owned()));
        Self(names.collect())
    }

    /// A sentence with the names that resources had before.
    fn before(&self, text: &str) -> String {
        let renamed = self.0.iter();
        renamed.fold(text.to_owned(), |text, (new, old)| {
            text.replace(&format!("`{new}`"), &format!("`{old}`"))
        })
    }
}

/// The problems of the one and of the other that have no like there: of the same code, at the same resource, with
/// the same sentence but for lines, for sums of money and for the letters of secrets.
pub(super) fn compared(
    (before, old): (Side<'_>, &Blueprint<'_>),
    (after, new): (Side<'_>, &Blueprint<'_>),
    names: &Names,
) -> (Vec<Problem>, Vec<Problem>) {
    let (old, new) = (Spans::of(old), Spans::of(new));
    let key = |found: &Diagnostic, spans: &Spans<'_>| {
        let message = found
            .message
            .without("line")
            .without("amount")
            .without("masked")
            .to_string();
        let resource = format!("`{}`", spans.name_at(found.span));
        (found.code, names.before(&resource), names.before(&message))
    };
    let mut known: HashMap<_, usize> = HashMap::new();
    for found in &before.report.diagnostics {
        *known.entry(key(found, &old)).or_default() += 1;
    }
    let take = |counts: &mut HashMap<_, usize>, key| match counts.get_mut(&key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let mut gained = Vec::new();
    for found in &after.report.diagnostics {
        if !take(&mut known, key(found, &new)) {
            gained.push(problem(found, after, &new));
        }
    }
    // What is left of the old ones, the last of several that are alike.
    let mut solved = Vec::new();
    for found in before.report.diagnostics.iter().rev() {
        if take(&mut known, key(found, &old)) {
            solved.push(problem(found, before, &old));
        }
    }
    solved.reverse();
    (gained, solved)
}

fn problem(found: &Diagnostic, side: Side<'_>, spans: &Spans<'_>) -> Problem {
    Problem {
        code: found.code,
        severity: found.severity,
        message: found.message.to_string(),
        help: found.help.to_string(),
        line: side.tree.lines().line_of(found.span.start) + 1,
        resource: spans.name_at(found.span).to_owned(),
    }
}

/// Where the resources of a text stand.
struct Spans<'t>(Vec<(Span, &'t str)>);

impl<'t> Spans<'t> {
    fn of(blueprint: &Blueprint<'t>) -> Self {
        let resources = blueprint.resources().map(|resource| {
            let own = resource.resource();
            (own.fields.tree.node(own.fields.node).span, own.name)
        });
        let mut spans: Vec<_> = resources.collect();
        spans.sort_unstable();
        Self(spans)
    }

    fn name_at(&self, place: Span) -> &'t str {
        let after = self.0.partition_point(|(span, _)| span.start <= place.start);
        let within = after.checked_sub(1).and_then(|at| self.0.get(at));
        within
            .filter(|(span, _)| place.start < span.end)
            .map_or("", |(_, name)| name)
    }
}
