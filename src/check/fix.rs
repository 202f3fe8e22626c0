//! Fixes: a node of the tree as the place of a semantic edit.
//!
//! A fix is offered only where the edit can be made: not inside what an anchor shares, not where a tag or
//! a `? key` makes the place unclear.

use crate::blueprint::edit::Edit;
use crate::yaml::{Node, NodeId, Path, Step, Tree};

/// Variables beyond this one in their list get no fix, so that many of them cost no quadratic time.
const LONGEST: usize = 500;

/// Gives the scalar field at this node another value.
pub(super) fn set(tree: &Tree, node: NodeId, value: &str) -> Option<Edit> {
    let (resource, field) = resource_and_field(tree, node)?;
    // A resource's type cannot be edited: most of its fields depend on it.
    (field != "type").then(|| Edit::Set {
        resource,
        field,
        value: value.to_owned(),
    })
}

/// Gives a field of the resource at this node a value, whether or not it is there.
pub(super) fn set_field(tree: &Tree, resource: NodeId, field: &str, value: &str) -> Option<Edit> {
    let resource = resource_path(tree, resource)?;
    Some(Edit::Set {
        resource,
        field: field.to_owned(),
        value: value.to_owned(),
    })
}

/// Runs the service at this node as one instance, without autoscaling; not where `numInstances` holds a
/// mapping or sequence, which no edit overwrites.
pub(super) fn single_instance(tree: &Tree, service: NodeId) -> Option<Edit> {
    if tree
        .get(service, "numInstances")
        .is_some_and(|count| tree.scalar(count).is_none())
    {
        return None;
    }
    resource_path(tree, service).map(|service| Edit::FixInstances { service, count: 1 })
}

/// Takes the field at this node away.
pub(super) fn clear(tree: &Tree, node: NodeId) -> Option<Edit> {
    let (resource, field) = resource_and_field(tree, node)?;
    Some(Edit::Clear { resource, field })
}

/// Writes the `value` of an environment variable, at this node, as text.
pub(super) fn set_variable(tree: &Tree, node: NodeId, value: &str) -> Option<Edit> {
    let Path(mut steps) = path_of(tree, node)?;
    let index = match (steps.pop()?, steps.pop()?, steps.pop()?) {
        (Step::Key(last), Step::Index(index), Step::Key(list)) if last == "value" && list == "envVars" => {
            index
        }
        _ => return None,
    };
    let owner = Some(Path(steps)).filter(|path| resource_length(path) == Some(path.0.len()))?;
    // The edit finds the variable by its key, so the key must be the first of its name.
    let list = tree.get(tree.at(&owner)?, "envVars")?;
    let key_of = |variable: NodeId| tree.scalar_text(tree.get(tree.target(variable), "key")?);
    let key = key_of(tree.items(list).get(index)?.node)?;
    let mut before = tree.items(list).iter().take(index.min(LONGEST));
    let is_first = index < LONGEST && before.all(|item| key_of(item.node) != Some(key));
    is_first.then(|| Edit::SetEnvVar {
        owner,
        key: key.to_owned(),
        value: value.to_owned(),
    })
}

/// The path of a service, database or group, if it may be edited.
fn resource_path(tree: &Tree, node: NodeId) -> Option<Path> {
    path_of(tree, node).filter(|path| resource_length(path) == Some(path.0.len()))
}

fn resource_and_field(tree: &Tree, node: NodeId) -> Option<(Path, String)> {
    let Path(mut steps) = path_of(tree, node)?;
    let length = resource_length(&Path(steps.clone()))?;
    let rest = steps.split_off(length);
    let names: Option<Vec<String>> = rest
        .into_iter()
        .map(|step| match step {
            Step::Key(key) => Some(key),
            Step::Index(_) => None,
        })
        .collect();
    names
        .filter(|names| !names.is_empty())
        .map(|names| (Path(steps), names.join(".")))
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

/// The way from the root to a node, if an edit may go there.
fn path_of(tree: &Tree, node: NodeId) -> Option<Path> {
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
