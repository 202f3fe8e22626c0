//! Edits that change nothing but what they mean to: each is planned as a few text edits on spans,
//! applied, and read again; unless the new tree equals the old one plus the intended change, the text
//! stays as it was.

mod apply;
mod flow;
mod insert;
mod layout;
mod overlap;
mod quote;
mod relocate;
mod remove;
mod set;
mod write;

pub use apply::{TextEdit, apply};
pub use quote::quoted;

use super::tree::{Kind, NodeId, Span, Tree};
use super::value::{Path, Step, Value};

/// One intended change of a tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Replaces a scalar, an alias or a missing value by another value, in its line.
    Set {
        /// The scalar's place.
        path: Path,
        /// The new value; a mapping or sequence is written in brackets.
        value: Value,
    },
    /// Adds an entry to a mapping, at its place in `order`.
    Insert {
        /// The mapping.
        mapping: Path,
        /// The new key.
        key: String,
        /// Its value.
        value: Value,
        /// Keys in the order in which they are written; others come last.
        order: Vec<&'static str>,
    },
    /// Adds an item at the end of a sequence; a missing or null sequence under a key is begun.
    Append {
        /// The sequence.
        sequence: Path,
        /// The new item.
        value: Value,
    },
    /// Removes an entry or an item with the comments that belong to it.
    Remove {
        /// The entry or item.
        path: Path,
    },
    /// Gives an entry another key. After a [`Change::Set`] of the same entry, not before.
    Rename {
        /// The entry, under its old key.
        path: Path,
        /// The new key.
        key: String,
    },
    /// Takes an item of a block sequence to the end of another one, with its lines and comments.
    Move {
        /// The item.
        item: Path,
        /// The sequence that it goes to; block style, and not empty.
        to: Path,
    },
}

/// Why a change was not made. The text stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The text has a syntax error or no content.
    NoTree,
    /// Nothing stands at this path.
    NotFound(Path),
    /// Something stands at this path already.
    Exists(Path),
    /// The place holds a mapping or sequence where a scalar would be replaced, or is of another kind than the change needs.
    WrongKind(Path),
    /// The place is shared through an anchor, and other places would change too.
    Shared {
        /// Line of the first alias, from 1.
        line: usize,
    },
    /// The path leads through an alias.
    ThroughAlias(Path),
    /// The place is written in a way that is not edited safely: a tag, `? key`, a repeated key, a tab.
    Unclear(Path),
    /// The edited text did not read back as intended.
    Unsafe,
}

/// An edited text.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The new tree, with its text.
    pub tree: Tree,
    /// What was edited in the old text: sorted, not overlapping.
    pub edits: Vec<TextEdit>,
}

/// Plans the text edits of some changes without applying them. Sorted, not overlapping.
///
/// # Errors
/// A [`Refusal`] where a place is absent, shared or unclear, or where two changes touch the same bytes.
pub fn plan(tree: &Tree, changes: &[Change]) -> Result<Vec<TextEdit>, Refusal> {
    let mut edits = Vec::new();
    for change in changes {
        match change {
            Change::Set { path, value } => set::plan(tree, path, value, &mut edits)?,
            Change::Insert {
                mapping,
                key,
                value,
                order,
            } => {
                insert::entry(tree, mapping, key, value, order, &mut edits)?;
            }
            Change::Append { sequence, value } => insert::item(tree, sequence, value, &mut edits)?,
            Change::Remove { path } => remove::plan(tree, path, &mut edits)?,
            Change::Rename { path, key } => relocate::rename(tree, path, key, &mut edits)?,
            Change::Move { item, to } => relocate::move_item(tree, item, to, &mut edits)?,
        }
    }
    edits.sort_by_key(|edit: &TextEdit| edit.span.start);
    overlap::take_apart(tree, &mut edits);
    let apart = edits.windows(2).all(|pair| match pair {
        [left, right] => left.span.end <= right.span.start,
        _ => true,
    });
    if apart { Ok(edits) } else { Err(Refusal::Unsafe) }
}

/// Makes some changes at once, or none of them.
///
/// # Errors
/// A [`Refusal`]; the text then stays as it was.
pub fn edit(tree: &Tree, changes: &[Change]) -> Result<Edited, Refusal> {
    let root = tree.root().ok_or(Refusal::NoTree)?;
    let edits = plan(tree, changes)?;
    let mut expected = Value::of(tree, root);
    for change in changes {
        change.apply(&mut expected)?;
    }
    let (edited, error) = Tree::parse(apply(tree.text(), &edits));
    let reads_as_intended = error.is_none()
        && edited
            .root()
            .is_some_and(|root| Value::of(&edited, root) == expected);
    if reads_as_intended {
        Ok(Edited { tree: edited, edits })
    } else {
        Err(Refusal::Unsafe)
    }
}

impl Change {
    /// Makes the change on a plain value: what the edited text must read as.
    fn apply(&self, root: &mut Value) -> Result<(), Refusal> {
        match self {
            Self::Set { path, value } => {
                let place = root.at_mut(path).ok_or_else(|| Refusal::NotFound(path.clone()))?;
                *place = value.clone();
            }
            Self::Insert {
                mapping,
                key,
                value,
                order,
            } => {
                let place = root
                    .at_mut(mapping)
                    .ok_or_else(|| Refusal::NotFound(mapping.clone()))?;
                if matches!(place, Value::Null) {
                    *place = Value::Mapping(Vec::new());
                }
                let Value::Mapping(entries) = place else {
                    return Err(Refusal::WrongKind(mapping.clone()));
                };
                let at = position(entries.iter().map(|(name, _)| name), key, order);
                entries.insert(at, (Value::from(key.as_str()), value.clone()));
            }
            Self::Append { sequence, value } => {
                let place = root
                    .at_mut(sequence)
                    .ok_or_else(|| Refusal::NotFound(sequence.clone()))?;
                match place {
                    Value::Null => *place = Value::Sequence(vec![value.clone()]),
                    Value::Sequence(items) => items.push(value.clone()),
                    _ => return Err(Refusal::WrongKind(sequence.clone())),
                }
            }
            Self::Remove { path } => {
                taken(root, path)?;
            }
            Self::Rename { path, key } => {
                let missing = || Refusal::NotFound(path.clone());
                let (parent, last) = path.split_last().ok_or_else(missing)?;
                let (Some(Value::Mapping(entries)), Step::Key(old)) = (root.at_mut(&parent), last) else {
                    return Err(missing());
                };
                if entries.iter().any(|(name, _)| name.is(key)) {
                    return Err(Refusal::Exists(parent.then(key.as_str())));
                }
                let entry = entries.iter_mut().find(|(name, _)| name.is(old));
                entry.ok_or_else(missing)?.0 = Value::from(key.as_str());
            }
            Self::Move { item, to } => {
                let item = taken(root, item)?;
                match root.at_mut(to).ok_or_else(|| Refusal::NotFound(to.clone()))? {
                    Value::Sequence(items) => items.push(item),
                    _ => return Err(Refusal::WrongKind(to.clone())),
                }
            }
        }
        Ok(())
    }
}

/// Takes an entry's value or an item out.
fn taken(root: &mut Value, path: &Path) -> Result<Value, Refusal> {
    let missing = || Refusal::NotFound(path.clone());
    let (parent, last) = path.split_last().ok_or_else(missing)?;
    match (root.at_mut(&parent).ok_or_else(missing)?, last) {
        (Value::Mapping(entries), Step::Key(key)) => {
            let at = entries.iter().position(|(name, _)| name.is(key));
            Ok(entries.remove(at.ok_or_else(missing)?).1)
        }
        (Value::Sequence(items), Step::Index(index)) if *index < items.len() => Ok(items.remove(*index)),
        _ => Err(missing()),
    }
}

/// Where a new key goes: after the present key with the highest rank not above its own, else after the
/// first entry, which may share its line with a dash; a key without a rank goes last.
fn position<'v>(keys: impl Iterator<Item = &'v Value>, key: &str, order: &[&str]) -> usize {
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let own = rank(key);
    let (mut after, mut best, mut count) = (None, None, 0);
    for (at, name) in keys.enumerate() {
        count += 1;
        let Value::Text(name) = name else { continue };
        if let (Some(present), Some(own)) = (rank(name), own)
            && present <= own
            && best.is_none_or(|best| present >= best)
        {
            (after, best) = (Some(at), Some(present));
        }
    }
    match (own, after) {
        (None, _) => count,
        (_, Some(at)) => at + 1,
        (_, None) => count.min(1),
    }
}

/// Finds a node for a change: not through an alias, not inside something shared.
fn resolve(tree: &Tree, path: &Path) -> Result<NodeId, Refusal> {
    let mut node = tree.root().ok_or(Refusal::NoTree)?;
    refuse_shared(tree, node)?;
    for (at, step) in path.0.iter().enumerate() {
        if matches!(tree.node(node).kind, Kind::Alias(_)) {
            return Err(Refusal::ThroughAlias(Path(
                path.0.get(..at).unwrap_or_default().to_vec(),
            )));
        }
        let missing = || Refusal::NotFound(path.clone());
        node = match step {
            Step::Key(key) => {
                let entry = tree.entry(node, key).ok_or_else(missing)?;
                let repeated = tree.duplicate_keys().iter().any(|(first, _)| *first == entry.key);
                if entry.explicit || repeated {
                    return Err(Refusal::Unclear(path.clone()));
                }
                entry.value
            }
            Step::Index(index) => tree.items(node).get(*index).ok_or_else(missing)?.node,
        };
        refuse_shared(tree, node)?;
    }
    Ok(node)
}

/// Refuses a node whose anchor has aliases.
fn refuse_shared(tree: &Tree, node: NodeId) -> Result<(), Refusal> {
    if !tree.node(node).anchored {
        return Ok(());
    }
    match tree.aliases().find(|&(_, target)| target == node) {
        Some((alias, _)) => Err(Refusal::Shared {
            line: tree.lines().line_of(tree.node(alias).span.start) + 1,
        }),
        None => Ok(()),
    }
}

/// Refuses to remove what an alias elsewhere needs.
fn refuse_needed_anchor(tree: &Tree, removed: Span) -> Result<(), Refusal> {
    let inside = |at: usize| removed.start <= at && at < removed.end;
    let needed = tree.aliases().find(|&(alias, target)| {
        inside(tree.node(target).properties_start) && !inside(tree.node(alias).span.start)
    });
    match needed {
        Some((alias, _)) => Err(Refusal::Shared {
            line: tree.lines().line_of(tree.node(alias).span.start) + 1,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
