//! Writing a value to a place, with as few changes as say the difference.

use super::walk::Place;
use crate::blueprint::Blueprint;
use crate::blueprint::edit::{EditError, order};
use crate::spec::{Kind, Shape};
use crate::words::{alternatives, edits};
use crate::yaml::edit::{Change, edit};
use crate::yaml::{Kind as NodeKind, NodeId, Path, Step, Tree, Value};

/// Puts a value at the last of these places; those before it are made where they are not there.
pub(super) fn put(
    blueprint: &Blueprint<'_>,
    places: &[Place],
    value: Value,
) -> Result<Vec<Change>, EditError> {
    let tree = blueprint.tree;
    let name = places.last().map(|last| last.name.as_str()).unwrap_or_default();
    let there = places.iter().rposition(|place| tree.at(&place.path).is_some());
    let there = there.unwrap_or_default();
    let missing = places.get(there + 1..).unwrap_or_default();
    let (Some(container), Some((first, below))) = (places.get(there), missing.split_first()) else {
        return Ok(places
            .last()
            .map(|last| over(tree, &last.path, &last.shape, value))
            .unwrap_or_default());
    };
    let value = nested(below, name, value)?;
    Ok(vec![match first.path.split_last() {
        Some((sequence, Step::Index(_))) => Change::Append { sequence, value },
        Some((mapping, Step::Key(key))) => Change::Insert {
            mapping,
            key: key.clone(),
            value,
            order: first.kind.map(order).unwrap_or_default(),
        },
        None => Change::Replace {
            path: container.path.clone(),
            value,
        },
    }])
}

/// The places below one that does not exist yet, refused where a group of fields would lack one that it needs.
fn nested(below: &[Place], name: &str, value: Value) -> Result<Value, EditError> {
    let Some((first, rest)) = below.split_first() else {
        return Ok(value);
    };
    let inner = nested(rest, name, value)?;
    let Some(field) = first.field else {
        return Ok(Value::Sequence(vec![inner]));
    };
    let kinds = first.kind.into_iter().flat_map(|kind| kind.fields);
    let others = kinds.filter(|other| other.required && other.name != field.name);
    let missing: Vec<&str> = others.map(|other| other.name).collect();
    if missing.is_empty() {
        Ok(Value::mapping([(field.name, inner)]))
    } else {
        Err(edits::needs_first(name, alternatives(missing)).into())
    }
}

/// Writes a value over what stands at a place.
pub(super) fn over(tree: &Tree, path: &Path, shape: &Shape, value: Value) -> Vec<Change> {
    let whole = || Change::Replace {
        path: path.clone(),
        value: value.clone(),
    };
    if !value.is_filled() {
        return vec![whole()];
    }
    let fine = tree.at(path).and_then(|node| {
        let mut changes = Vec::new();
        differences(tree, node, path, shape, &value, &mut changes).then_some(changes)
    });
    match fine {
        // Neighbours may share commas or comments.
        Some(changes) if edit(tree, &changes).is_ok() => changes,
        _ => vec![whole()],
    }
}

/// The changes that make a value of another one, or `false` where it had better be written anew.
fn differences(
    tree: &Tree,
    node: NodeId,
    path: &Path,
    shape: &Shape,
    value: &Value,
    changes: &mut Vec<Change>,
) -> bool {
    if Value::of(tree, node) == *value {
        return true;
    }
    match (tree.node(node).kind, value) {
        (NodeKind::Mapping, Value::Mapping(fields)) => {
            let kind = match shape {
                Shape::Object(kind) => Some(*kind),
                _ => None,
            };
            fields_differ(tree, node, path, kind, fields, changes)
        }
        (NodeKind::Sequence, Value::Sequence(items)) => {
            let item = match shape {
                Shape::List(item) => *item,
                _ => return false,
            };
            items_differ(tree, node, path, item, items, changes)
        }
        (NodeKind::Scalar(_), _) if !value.is_collection() => {
            changes.push(Change::Set {
                path: path.clone(),
                value: value.clone(),
            });
            true
        }
        _ => false,
    }
}

fn fields_differ(
    tree: &Tree,
    node: NodeId,
    path: &Path,
    kind: Option<&'static Kind>,
    fields: &[(Value, Value)],
    changes: &mut Vec<Change>,
) -> bool {
    let mut kept = false;
    for (name, value) in fields {
        let Value::Text(name) = name else { return false };
        let field = kind.and_then(|kind| kind.field(name));
        match tree.entry(node, name) {
            Some(entry) => {
                kept = true;
                let shape = field.map_or(Shape::Text, |field| field.shape);
                let path = path.then(name.as_str());
                if !differences(tree, entry.value, &path, &shape, value, changes) {
                    changes.push(Change::Replace {
                        path,
                        value: value.clone(),
                    });
                }
            }
            None => changes.push(Change::Insert {
                mapping: path.clone(),
                key: name.clone(),
                value: value.clone(),
                order: kind.map(order).unwrap_or_default(),
            }),
        }
    }
    for entry in tree.entries(node) {
        let Some(name) = tree.key_text(entry) else {
            return false;
        };
        if !fields.iter().any(|(key, _)| key.is(name)) {
            changes.push(Change::Remove {
                path: path.then(name),
            });
        }
    }
    kept
}

/// Items that are equal stay, with their comments: where as many stand there, each against its own; else where
/// some were taken out, and others put behind.
fn items_differ(
    tree: &Tree,
    node: NodeId,
    path: &Path,
    shape: &Shape,
    items: &[Value],
    changes: &mut Vec<Change>,
) -> bool {
    let present = tree.items(node);
    if present.len() == items.len() {
        return present
            .iter()
            .zip(items)
            .enumerate()
            .all(|(at, (item, value))| differences(tree, item.node, &path.then(at), shape, value, changes));
    }
    if tree.node(node).flow {
        return false;
    }
    let mut rest = items;
    let mut removed = Vec::new();
    for (at, item) in present.iter().enumerate() {
        match rest.split_first() {
            Some((first, behind)) if Value::of(tree, item.node) == *first => rest = behind,
            _ => removed.push(path.then(at)),
        }
    }
    if removed.len() == present.len() {
        return false;
    }
    // From the last, so that the numbers of the others stay.
    changes.extend(removed.into_iter().rev().map(|path| Change::Remove { path }));
    changes.extend(rest.iter().map(|value| Change::Append {
        sequence: path.clone(),
        value: value.clone(),
    }));
    true
}
