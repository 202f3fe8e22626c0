//! Intended changes, and what a tree reads as once they are made.

use super::{Refusal, position};
use crate::yaml::value::{Path, Step, Value};

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
    /// Puts a value in the place of any other, in the layout of the file: a mapping or sequence becomes a block
    /// where it does not stand in brackets.
    Replace {
        /// The place.
        path: Path,
        /// The new value.
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
    /// The same as [`Change::Set`] for a scalar that an anchor may share with other places, which all change.
    SetShared {
        /// The scalar's place, not through an alias.
        path: Path,
        /// The new value.
        value: Value,
    },
    /// Takes an item of a block sequence to the end of another one, with its lines and comments.
    Move {
        /// The item.
        item: Path,
        /// The sequence that it goes to, in block style; where its key is absent it is begun.
        to: Path,
        /// Where a key that is begun goes, as in [`Change::Insert`].
        order: Vec<&'static str>,
        /// The list that it leaves goes too if nothing is left in it.
        with_list: bool,
    },
    /// Copies an item of a sequence right behind itself, with the lines and comments that are its own. Anchors in
    /// it are not copied: aliases in the copy mean the same as before.
    Copy {
        /// The item.
        item: Path,
        /// Further changes of the copy alone; their places are seen from the item.
        changes: Vec<Change>,
    },
    /// Takes an item to another place of its sequence, with the lines and comments that are its own.
    Reorder {
        /// The item.
        item: Path,
        /// The place that it has afterwards, counted from 0.
        to: usize,
    },
}

impl Change {
    /// Makes the change on a plain value: what the edited text must read as.
    pub(super) fn apply(&self, root: &mut Value) -> Result<(), Refusal> {
        match self {
            Self::Set { .. } | Self::Insert { .. } | Self::Remove { .. } => self.apply_to_entry(root)?,
            Self::SetShared { path, value } | Self::Replace { path, value } => set_value(root, path, value)?,
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
            Self::Move {
                item,
                to,
                order,
                with_list,
            } => {
                let missing = || Refusal::NotFound(item.clone());
                let value = root.at(item).ok_or_else(missing)?.clone();
                match (root.at_mut(to), to.split_last()) {
                    (Some(Value::Sequence(items)), _) => items.push(value),
                    (Some(place @ Value::Null), _) => *place = Value::Sequence(vec![value]),
                    (None, Some((section, Step::Key(key)))) => {
                        insert_value(root, &section, key, Value::Sequence(vec![value]), order)?;
                    }
                    _ => return Err(Refusal::WrongKind(to.clone())),
                }
                taken(root, item)?;
                let (list, _) = item.split_last().ok_or_else(missing)?;
                if *with_list && matches!(root.at(&list), Some(Value::Sequence(items)) if items.is_empty()) {
                    taken(root, &list)?;
                }
            }
            Self::Copy { item, changes } => {
                let missing = || Refusal::NotFound(item.clone());
                let mut copy = root.at(item).ok_or_else(missing)?.clone();
                for change in changes {
                    change.apply(&mut copy)?;
                }
                let (list, last) = item.split_last().ok_or_else(missing)?;
                match (root.at_mut(&list), last) {
                    (Some(Value::Sequence(items)), Step::Index(at)) => items.insert(at + 1, copy),
                    _ => return Err(missing()),
                }
            }
            Self::Reorder { item, to } => {
                let missing = || Refusal::NotFound(item.clone());
                let value = taken(root, item)?;
                let (list, _) = item.split_last().ok_or_else(missing)?;
                match root.at_mut(&list) {
                    Some(Value::Sequence(items)) if *to <= items.len() => items.insert(*to, value),
                    _ => return Err(missing()),
                }
            }
        }
        Ok(())
    }

    /// The part of [`Change::apply`] that sets, inserts and removes entries.
    pub(super) fn apply_to_entry(&self, root: &mut Value) -> Result<(), Refusal> {
        match self {
            Self::Set { path, value } => set_value(root, path, value),
            Self::Insert {
                mapping,
                key,
                value,
                order,
            } => insert_value(root, mapping, key, value.clone(), order),
            Self::Remove { path } => taken(root, path).map(drop),
            _ => Err(Refusal::Unsafe),
        }
    }

    /// The change with its places seen from the root, where they were seen from `base`.
    pub(super) fn seen_from(&self, base: &Path) -> Self {
        let mut change = self.clone();
        match &mut change {
            Self::Set { path, .. }
            | Self::SetShared { path, .. }
            | Self::Replace { path, .. }
            | Self::Remove { path }
            | Self::Rename { path, .. }
            | Self::Insert { mapping: path, .. }
            | Self::Append { sequence: path, .. }
            | Self::Copy { item: path, .. }
            | Self::Reorder { item: path, .. } => *path = base.join(path),
            Self::Move { item, to, .. } => {
                *item = base.join(item);
                *to = base.join(to);
            }
        }
        change
    }
}

fn set_value(root: &mut Value, path: &Path, value: &Value) -> Result<(), Refusal> {
    let place = root.at_mut(path).ok_or_else(|| Refusal::NotFound(path.clone()))?;
    *place = value.clone();
    Ok(())
}

/// Adds an entry to a mapping at its place; a mapping that is not written yet is begun.
fn insert_value(
    root: &mut Value,
    mapping: &Path,
    key: &str,
    value: Value,
    order: &[&str],
) -> Result<(), Refusal> {
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
    entries.insert(at, (Value::from(key), value));
    Ok(())
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
