//! Texts that are no YAML, limits that are passed, and keys that are not clear.

use std::collections::{HashMap, HashSet};

use super::verdict::BUDGET;
use super::{Diagnostic, MOST_DIAGNOSTICS, codes, shown};
use crate::words::check as words;
use crate::yaml::{
    Kind, MAX_BYTES, MAX_DEPTH, MAX_NODES, NodeId, Span, SyntaxError, SyntaxErrorKind as Error, Tree,
};

/// Why the text has no tree.
pub(super) fn error(tree: &Tree, error: SyntaxError) -> Diagnostic {
    let (code, message, help) = match error.kind {
        Error::Tab => (codes::TAB, words::syntax_tab_what(), words::syntax_tab_help()),
        Error::Indentation => (
            codes::INDENTATION,
            words::syntax_indentation_what(),
            words::syntax_indentation_help(),
        ),
        Error::Unclosed => (
            codes::UNCLOSED,
            words::syntax_unclosed_what(),
            words::syntax_unclosed_help(),
        ),
        Error::Key => (codes::KEY, words::syntax_key_what(), words::syntax_key_help()),
        Error::Escape => (
            codes::ESCAPE,
            words::syntax_escape_what(),
            words::syntax_escape_help(),
        ),
        Error::Character => {
            let sign = tree
                .text()
                .get(error.span.start..error.span.end)
                .unwrap_or_default();
            (
                codes::CHARACTER,
                words::syntax_character_what(sign),
                words::syntax_character_help(),
            )
        }
        Error::UnknownAnchor => return unknown_anchor(tree, error.span.start),
        Error::SecondDocument => (
            codes::SECOND_DOCUMENT,
            words::syntax_second_document_what(),
            words::syntax_second_document_help(),
        ),
        Error::Other => (
            codes::NOT_YAML,
            words::syntax_not_yaml_what(),
            words::syntax_not_yaml_help(),
        ),
        Error::TooLong => (
            codes::TOO_LONG,
            words::limits_too_long_what((MAX_BYTES / 1024).to_string()),
            words::limits_too_long_help(),
        ),
        Error::TooDeep => (
            codes::TOO_DEEP,
            words::limits_too_deep_what(MAX_DEPTH.to_string()),
            words::limits_too_deep_help(),
        ),
        Error::TooManyNodes => (
            codes::TOO_MANY_VALUES,
            words::limits_too_many_values_what(thousands(MAX_NODES)),
            words::limits_too_many_values_help(),
        ),
    };
    Diagnostic::error(code, error.span, message, help)
}

/// An alias without its anchor, mostly a text such as a cron schedule that should be quoted.
fn unknown_anchor(tree: &Tree, start: usize) -> Diagnostic {
    let rest = tree.text().get(start..).unwrap_or_default();
    let end = rest
        .find(|next: char| next.is_whitespace() || ",[]{}".contains(next))
        .unwrap_or(rest.len());
    let alias = rest.get(..end).unwrap_or_default();
    Diagnostic::error(
        codes::UNKNOWN_ANCHOR,
        Span::new(start, start + end),
        words::syntax_unknown_anchor_what(shown(alias)),
        words::syntax_unknown_anchor_help(),
    )
}

/// A file without content.
pub(super) fn empty(tree: &Tree) -> Diagnostic {
    let end = tree.text().len();
    let message = words::shape_empty_file_what();
    Diagnostic::error(
        codes::EMPTY_FILE,
        Span::new(end, end),
        message,
        words::shape_empty_file_help(),
    )
    .schema(true)
}

/// Aliases that stand for too much; or, without any alias, simply too much.
pub(super) fn over_budget(tree: &Tree, at: NodeId) -> Diagnostic {
    let limit = thousands(BUDGET);
    let (code, message, help) = if tree.aliases().next().is_some() {
        let message = words::limits_too_many_aliases_what(limit);
        (
            codes::TOO_MANY_ALIASES,
            message,
            words::limits_too_many_aliases_help(),
        )
    } else {
        let message = words::limits_too_many_values_what(limit);
        (
            codes::TOO_MANY_VALUES,
            message,
            words::limits_too_many_values_help(),
        )
    };
    Diagnostic::error(code, first_line(tree, tree.node(at).span), message, help)
}

/// A round number of thousands with a comma: `100,000`.
fn thousands(number: usize) -> String {
    format!("{},{:03}", number / 1000, number % 1000)
}

/// Keys that are repeated or no scalars; answers whether there is none.
pub(super) fn keys(tree: &Tree, found: &mut Vec<Diagnostic>) -> bool {
    let before = found.len();
    for &(first, repeated) in tree.duplicate_keys() {
        duplicate(tree, first, repeated, found);
    }
    let reported: HashSet<NodeId> = tree
        .duplicate_keys()
        .iter()
        .map(|&(_, repeated)| repeated)
        .collect();
    for node in tree.ids() {
        let entries = tree.entries(node);
        let mut by_alias = false;
        for entry in entries {
            let key = tree.target(entry.key);
            by_alias |= key != entry.key;
            if !matches!(tree.node(key).kind, Kind::Scalar(_)) {
                let span = first_line(tree, tree.node(entry.key).span);
                let message = words::syntax_collection_key_what();
                let help = words::syntax_collection_key_help();
                found.push(Diagnostic::error(codes::COLLECTION_KEY, span, message, help));
            }
        }
        if by_alias {
            repeated_through_alias(tree, node, &reported, found);
        }
    }
    found.len() == before
}

/// The parser compares keys as they are written; an alias can repeat one, too.
fn repeated_through_alias(
    tree: &Tree,
    mapping: NodeId,
    reported: &HashSet<NodeId>,
    found: &mut Vec<Diagnostic>,
) {
    let mut seen = HashMap::new();
    for entry in tree.entries(mapping) {
        let Some(text) = tree.key_text(entry) else {
            continue;
        };
        let first = *seen.entry(text).or_insert(entry.key);
        if first != entry.key && !reported.contains(&entry.key) {
            duplicate(tree, first, entry.key, found);
        }
    }
}

fn duplicate(tree: &Tree, first: NodeId, repeated: NodeId, found: &mut Vec<Diagnostic>) {
    let key = tree.scalar_text(tree.target(repeated)).unwrap_or_default();
    let line = line(tree, tree.node(first).span);
    let message = words::syntax_duplicate_key_what(shown(key), line);
    let help = words::syntax_duplicate_key_help();
    found.push(Diagnostic::error(
        codes::DUPLICATE_KEY,
        tree.node(repeated).span,
        message,
        help,
    ));
}

/// A span's line, from 1, as it is named in a sentence.
pub(super) fn line(tree: &Tree, span: Span) -> String {
    (tree.lines().line_of(span.start) + 1).to_string()
}

/// The part of a span that stands in its first line.
pub(super) fn first_line(tree: &Tree, span: Span) -> Span {
    let text = tree.text().get(span.start..span.end).unwrap_or_default();
    let end = text
        .find(['\n', '\r'])
        .map_or(span.end, |length| span.start + length);
    Span::new(span.start, end)
}

/// Cuts a list of diagnostics that is too long, and says so. Should the schema refuse the file for what is cut,
/// that is said here.
pub(super) fn cut(tree: &Tree, verdict: Option<bool>, found: &mut Vec<Diagnostic>) {
    if found.len() < MOST_DIAGNOSTICS {
        return;
    }
    found.truncate(MOST_DIAGNOSTICS - 1);
    let refused = verdict == Some(false) && !found.iter().any(|found| found.schema);
    let at = tree.root().map_or_else(Span::default, |root| {
        let first = tree.entries(root).first().map_or(root, |entry| entry.key);
        first_line(tree, tree.node(first).span)
    });
    let message = words::limits_too_many_diagnostics_what((MOST_DIAGNOSTICS - 1).to_string());
    let help = words::limits_too_many_diagnostics_help();
    found.push(Diagnostic::error(codes::TOO_MANY_DIAGNOSTICS, at, message, help).schema(refused));
}
