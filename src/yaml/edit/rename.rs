//! Giving an entry another key.

use super::apply::TextEdit;
use super::quote::{Quotes, with_quotes};
use super::{Refusal, resolve};
use crate::yaml::tree::{Kind, ScalarStyle, Tree};
use crate::yaml::value::{Path, Step};

pub(super) fn plan(tree: &Tree, path: &Path, key: &str, edits: &mut Vec<TextEdit>) -> Result<(), Refusal> {
    let missing = || Refusal::NotFound(path.clone());
    let (parent, last) = path.split_last().ok_or_else(missing)?;
    let Step::Key(old) = last else {
        return Err(missing());
    };
    let mapping = resolve(tree, &parent)?;
    let entry = tree.entry(mapping, old).ok_or_else(missing)?;
    if tree.entry(mapping, key).is_some() {
        return Err(Refusal::Exists(parent.then(key)));
    }
    let node = tree.node(entry.key);
    let repeated = tree.duplicate_keys().iter().any(|(first, _)| *first == entry.key);
    if entry.explicit || repeated || node.tagged || node.anchored || !matches!(node.kind, Kind::Scalar(_)) {
        return Err(Refusal::Unclear(path.clone()));
    }
    // Quotes stay: after one the colon may follow without a blank.
    let quotes = match node.kind {
        Kind::Scalar(ScalarStyle::SingleQuoted) => Quotes::Single,
        Kind::Scalar(ScalarStyle::DoubleQuoted) => Quotes::Double,
        _ => Quotes::AsNeeded,
    };
    edits.push(TextEdit::replace(
        node.span.start,
        node.span.end,
        with_quotes(key, quotes),
    ));
    Ok(())
}
