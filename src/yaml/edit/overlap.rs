//! Parts that are added where others go: one text edit inside another.

use super::apply::TextEdit;
use crate::yaml::tree::Tree;

/// Takes apart what is inserted inside or at the end of a removed part. The edits are sorted by where they start.
///
/// A removed part may reach over what follows or comes before it: a comma, blank lines, the break before the
/// last line of a text without a final one. What is inserted there stands in the removed part's place, and
/// leaves these where they were.
pub(super) fn take_apart(tree: &Tree, edits: &mut [TextEdit]) {
    for at in 1..edits.len() {
        if let Some([removed, new]) = edits.get_mut(at - 1..=at)
            && removed.text.is_empty()
            && new.span.start == new.span.end
            && removed.span.start < new.span.start
            && new.span.start <= removed.span.end
        {
            take_out(tree.text(), removed, new);
        }
    }
}

fn take_out(text: &str, removed: &mut TextEdit, new: &mut TextEdit) {
    let (start, middle, end) = (removed.span.start, new.span.start, removed.span.end);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let (before, after) = (part(start, middle), part(middle, end));
    if middle == end {
        // Lines behind a text without a final break begin with one, which stands there already.
        let lines = new.text.trim_start_matches(['\n', '\r']);
        if end == text.len() && part(0, start).ends_with(['\n', '\r']) {
            new.text = lines.to_owned();
        }
    } else if let (",", Some(entry)) = (after.trim_matches(' '), new.text.strip_prefix(", ")) {
        new.text = entry.to_owned();
        removed.span.end = middle;
    } else if after.trim().is_empty() {
        removed.span.end = middle;
    } else if matches!(before, "\n" | "\r" | "\r\n") && end == text.len() {
        let lines = new.text.strip_suffix(before).unwrap_or(&new.text);
        *removed = TextEdit::insert(middle, lines);
        *new = TextEdit::delete(middle, end);
    }
}
