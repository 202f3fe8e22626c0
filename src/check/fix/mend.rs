//! Fixes at a place: a node of the tree as the place of a semantic edit or of plain changes.

use super::Fix;
use crate::blueprint::edit::Edit;
use crate::words::check as words;
use crate::yaml::edit::{Change, quoted};
use crate::yaml::{Kind, Node, NodeId, Path, Step, Tree, Value};

/// Writes another text in the place of this scalar.
pub(in crate::check) fn set(tree: &Tree, node: NodeId, value: &str) -> Option<Fix> {
    write(tree, node, Value::from(value))
}

/// Writes another value in the place of this scalar.
pub(in crate::check) fn write(tree: &Tree, node: NodeId, value: Value) -> Option<Fix> {
    let title = words::fix_write(match &value {
        Value::Text(text) => quoted(text),
        Value::Bool(value) => value.to_string(),
        _ => tree.scalar_text(node).unwrap_or_default().to_owned(),
    });
    let path = path_of(tree, node)?;
    Some(Fix::changes(title, vec![Change::Set { path, value }]))
}

/// Gives a field of the resource at this node a value, whether or not it is there.
pub(in crate::check) fn set_field(tree: &Tree, resource: NodeId, field: &str, value: &str) -> Option<Fix> {
    let edit = Edit::Set {
        resource: resource_path(tree, resource)?,
        field: field.to_owned(),
        value: value.to_owned(),
    };
    // A number is written bare.
    let shown = value
        .parse::<i64>()
        .map_or_else(|_| quoted(value), |_| value.to_owned());
    Some(Fix::edit(words::fix_write_field(field, shown), edit))
}

/// Runs the service at this node as one instance, without autoscaling; not where `numInstances` holds a
/// mapping or sequence, which no edit overwrites.
pub(in crate::check) fn single_instance(tree: &Tree, service: NodeId) -> Option<Fix> {
    if tree
        .get(service, "numInstances")
        .is_some_and(|count| tree.scalar(count).is_none())
    {
        return None;
    }
    let service = resource_path(tree, service)?;
    let edit = Edit::FixInstances { service, count: 1 };
    Some(Fix::edit(words::fix_single_instance(), edit))
}

/// Takes the entry at this value away; its key is not repeated.
pub(in crate::check) fn remove(tree: &Tree, value: NodeId) -> Option<Fix> {
    let path = path_of(tree, value)?;
    let title = match path.split_last()? {
        (_, Step::Key(key)) => words::fix_remove(key.as_str()),
        (_, Step::Index(_)) => words::fix_remove_item(),
    };
    Some(Fix::changes(title, vec![Change::Remove { path }]))
}

/// Gives the entry at this value another key, and another value where one is known.
pub(in crate::check) fn rename(tree: &Tree, value: NodeId, to: &[&str], new: Option<Value>) -> Option<Fix> {
    let path = path_of(tree, value)?;
    let (mapping, _) = path.split_last()?;
    let title = words::fix_rename(to.join("."));
    let (first, rest) = to.split_first()?;
    if rest.is_empty() {
        let set = new.map(|value| Change::Set {
            path: path.clone(),
            value,
        });
        let rename = Change::Rename {
            path,
            key: (*first).to_owned(),
        };
        return Some(Fix::changes(title, set.into_iter().chain([rename]).collect()));
    }
    // Into an object of its own: only a scalar, and only where that object is not there yet.
    let scalar = new.or_else(|| tree.scalar(value).map(Value::from))?;
    if tree.get(tree.node(value).parent?, first).is_some() {
        return None;
    }
    let inner = rest
        .iter()
        .rev()
        .fold(scalar, |inner, name| Value::mapping([(name, inner)]));
    let insert = Change::Insert {
        mapping,
        key: (*first).to_owned(),
        value: inner,
        order: Vec::new(),
    };
    Some(Fix::changes(title, vec![insert]).then(vec![Change::Remove { path }]))
}

/// Lets in the private network only, where no list of addresses is written.
pub(in crate::check) fn private_only(tree: &Tree, resource: NodeId) -> Option<Fix> {
    let resource = resource_path(tree, resource)?;
    Some(Fix::edit(
        words::fix_private_only(),
        Edit::ClosePublic { resource },
    ))
}

/// Moves an item of `databases` to the `services` beside it, as the Key Value instance that it is.
pub(in crate::check) fn move_key_value(tree: &Tree, item: NodeId) -> Option<Fix> {
    let item_path = resource_path(tree, item)?;
    let (databases, _) = item_path.split_last()?;
    let (section, _) = databases.split_last()?;
    let services = section.then("services");
    // Only lines can be moved, not parts of a line.
    let in_lines = |list: &Path| {
        let list = tree.at(list)?;
        (!tree.node(list).flow && !tree.items(list).is_empty()).then_some(())
    };
    in_lines(&databases)?;
    in_lines(&services)?;
    if tree.node(item).flow {
        return None;
    }
    let absent = |key: &str| tree.entry(item, key).is_none();
    let insert = |key: &str, value: Value| Change::Insert {
        mapping: item_path.clone(),
        key: key.to_owned(),
        value,
        order: vec!["name", "type"],
    };
    let mut changes = Vec::new();
    if absent("type") {
        changes.push(insert("type", Value::from("keyvalue")));
    }
    if absent("ipAllowList") {
        changes.push(insert("ipAllowList", Value::Sequence(Vec::new())));
    }
    let there = Change::Move {
        item: item_path.clone(),
        to: services,
        order: Vec::new(),
        with_list: false,
    };
    let title = words::fix_move_key_value();
    Some(match changes.is_empty() {
        true => Fix::changes(title, vec![there]),
        false => Fix::changes(title, changes).then(vec![there]),
    })
}

/// The path of a service, database or group, if it may be edited.
pub(in crate::check) fn resource_path(tree: &Tree, node: NodeId) -> Option<Path> {
    let is_mapping = tree.node(node).kind == Kind::Mapping;
    path_of(tree, node).filter(|path| is_mapping && resource_length(path) == Some(path.0.len()))
}

/// How many steps lead to the service, database or group in which a path ends.
fn resource_length(path: &Path) -> Option<usize> {
    let is_key = |at: usize, names: &[&str]| matches!(path.0.get(at), Some(Step::Key(key)) if names.contains(&key.as_str()));
    let section = if is_key(0, &["ungrouped"]) {
        1
    } else if is_key(0, &["projects"]) && is_key(2, &["environments"]) {
        4
    } else {
        0
    };
    let list = is_key(section, &["services", "databases", "envVarGroups"]);
    (list && matches!(path.0.get(section + 1), Some(Step::Index(_)))).then_some(section + 2)
}

/// The way from the root to a node, if an edit may go there; nowhere in a file with repeated keys, in which a
/// way is not clear.
pub(in crate::check) fn path_of(tree: &Tree, node: NodeId) -> Option<Path> {
    if !tree.duplicate_keys().is_empty() {
        return None;
    }
    let is_clear = |node: &Node| !node.anchored && !node.tagged;
    let mut steps = Vec::new();
    let mut at = node;
    while let Some(parent) = tree.node(at).parent {
        if !is_clear(tree.node(at)) {
            return None;
        }
        // Nodes are numbered in the order written.
        let entry = tree
            .entries(parent)
            .binary_search_by_key(&at, |entry| entry.value);
        let step = match entry.ok().and_then(|index| tree.entries(parent).get(index)) {
            Some(entry) if entry.explicit => return None,
            Some(entry) => Step::from(tree.key_text(entry)?),
            None => Step::Index(
                tree.items(parent)
                    .binary_search_by_key(&at, |item| item.node)
                    .ok()?,
            ),
        };
        steps.push(step);
        at = parent;
    }
    steps.reverse();
    is_clear(tree.node(at)).then_some(Path(steps))
}
