//! A diagnostic as compilers show it: message, place, the line with the span underlined, help.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::check::{Diagnostic, Severity};
use crate::envvars::one_line;
use crate::words::cli as words;
use crate::yaml::{Span, Tree};

/// In colour for a terminal, unless `NO_COLOR` is set to anything.
pub(super) fn renderer(is_terminal: bool) -> Renderer {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if is_terminal && !refused {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
}

/// A diagnostic of a file, without a line break at the end.
pub(super) fn diagnostic(renderer: &Renderer, file: &str, tree: &Tree, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (line, source, span) = first_line(tree, diagnostic.span);
    let snippet = Snippet::source(source)
        .path(one_line(file))
        .line_start(line + 1)
        .annotation(AnnotationKind::Primary.span(span.start..span.end));
    let mut group = level
        .primary_title(one_line(&diagnostic.message.to_string()))
        .id(diagnostic.code)
        .element(snippet);
    let help = one_line(&diagnostic.help.to_string());
    if !help.is_empty() {
        group = group.element(Level::HELP.message(help));
    }
    if !diagnostic.docs.is_empty() {
        group = group.element(
            Level::NOTE
                .with_name(words::check_see().to_string())
                .message(diagnostic.docs),
        );
    }
    renderer.render(&[group])
}

/// The first line of a span: its number from 0, its text, and the span's part of it.
fn first_line(tree: &Tree, span: Span) -> (usize, &str, Span) {
    let lines = tree.lines();
    let line = lines.line_of(span.start);
    let source = lines.text(tree.text(), line);
    // As in `Lines::place`, a byte order mark is not counted.
    let mark = source.len() - source.trim_start_matches('\u{feff}').len();
    let start = lines.start(line) + mark;
    let source = source.get(mark..).unwrap_or_default();
    let within = |offset: usize| offset.saturating_sub(start).min(source.len());
    (line, source, Span::new(within(span.start), within(span.end)))
}
