//! Replacing a scalar in its place, by another or by a collection in brackets: blanks, quotes and the comment behind it stay.

use super::apply::TextEdit;
use super::quote::{Quotes, with_quotes};
use super::write::inline;
use super::{Refusal, resolve, resolve_shared};
use crate::yaml::tree::{Kind, NodeId, ScalarStyle, Tree};
use crate::yaml::value::{Path, Value};

pub(super) fn plan(
    tree: &Tree,
    path: &Path,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    write(tree, path, resolve(tree, path)?, value, edits)
}

/// The same where an anchor may share the scalar with other places.
pub(super) fn plan_shared(
    tree: &Tree,
    path: &Path,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    write(tree, path, resolve_shared(tree, path)?, value, edits)
}

fn write(
    tree: &Tree,
    path: &Path,
    target: NodeId,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let node = tree.node(target);
    if node.tagged {
        return Err(Refusal::Unclear(path.clone()));
    }
    match node.kind {
        Kind::Mapping | Kind::Sequence => Err(Refusal::WrongKind(path.clone())),
        Kind::Alias(_) => {
            edits.push(TextEdit::replace(node.span.start, node.span.end, inline(value)));
            Ok(())
        }
        Kind::Scalar(ScalarStyle::Block { header_end }) => {
            edits.push(TextEdit::replace(node.span.start, header_end, inline(value)));
            let header_line_end = line_text_end(tree, header_end);
            edits.push(TextEdit::delete(
                header_line_end,
                node.span.end.max(header_line_end),
            ));
            Ok(())
        }
        Kind::Scalar(_) if node.span.start == node.span.end => missing(tree, path, target, value, edits),
        Kind::Scalar(style) => {
            let quotes = match style {
                ScalarStyle::SingleQuoted => Quotes::Single,
                ScalarStyle::DoubleQuoted => Quotes::Double,
                _ => Quotes::AsNeeded,
            };
            let text = match value {
                Value::Text(text) => with_quotes(text, quotes),
                _ => inline(value),
            };
            let glued = node.span.start > 0 && tree.text().as_bytes().get(node.span.start - 1) == Some(&b':');
            let blank = if glued && !text.starts_with(['"', '\'']) {
                " "
            } else {
                ""
            };
            edits.push(TextEdit::replace(
                node.span.start,
                node.span.end,
                format!("{blank}{text}"),
            ));
            Ok(())
        }
    }
}

/// Writes a value where none is written: after the colon, or with a colon after a bare key in braces.
fn missing(
    tree: &Tree,
    path: &Path,
    target: NodeId,
    value: &Value,
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    let at = tree.node(target).span.start;
    let parent = tree
        .node(target)
        .parent
        .ok_or_else(|| Refusal::NotFound(path.clone()))?;
    let entry = tree.entries(parent).iter().find(|entry| entry.value == target);
    let lead = match entry {
        Some(entry) if entry.colon.is_none() => {
            let key = tree.node(entry.key).span;
            if tree.lines().line_of(key.start) != tree.lines().line_of(key.end) {
                return Err(Refusal::Unclear(path.clone()));
            }
            ": "
        }
        _ => " ",
    };
    let closes = tree
        .text()
        .as_bytes()
        .get(at)
        .is_some_and(|next| matches!(next, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r'));
    let tail = if closes || at == tree.text().len() {
        ""
    } else {
        " "
    };
    edits.push(TextEdit::insert(at, format!("{lead}{}{tail}", inline(value))));
    Ok(())
}

/// End of the line that holds `at`, before its break.
pub(super) fn line_text_end(tree: &Tree, at: usize) -> usize {
    let line = tree.lines().line_of(at);
    tree.lines().start(line) + tree.lines().text(tree.text(), line).len()
}
