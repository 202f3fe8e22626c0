//! Giving something another name, with everything that refers to it.

use std::collections::BTreeSet;

use super::{EditError, Named, named, names, order};
use crate::blueprint::Blueprint;
use crate::blueprint::edit::field::typed;
use crate::blueprint::references::{Space, build_sources, definitions, mentions};
use crate::spec;
use crate::yaml::edit::{Change, Refusal};
use crate::yaml::{NodeId, Path, Tree, Value};

/// All places change, or none. Where something else has the old name too, references stay with that.
pub(in crate::blueprint::edit) fn changes(
    blueprint: &Blueprint<'_>,
    path: &Path,
    to: &str,
) -> Result<Vec<Change>, EditError> {
    let tree = blueprint.tree;
    let found = found(blueprint, path)?;
    let to = names::checked(blueprint, found.space, to, Some(path))?;
    if let Some(field) = found.kind.and_then(|kind| kind.field("name")) {
        typed(&field.shape, Some(field), "name", to)?;
    }
    let Some(own) = tree.entry(found.fields.node, "name").map(|entry| entry.value) else {
        return Ok(vec![Change::Insert {
            mapping: path.clone(),
            key: "name".to_owned(),
            value: Value::from(to),
            order: found.kind.map(order).unwrap_or_default(),
        }]);
    };
    refuse_shared_holder(tree, own)?;
    let written: BTreeSet<NodeId> = [own]
        .into_iter()
        .chain(followers(blueprint, &found, path))
        .collect();
    let scalars: BTreeSet<NodeId> = written.iter().map(|node| tree.target(*node)).collect();
    let mut changes = Vec::new();
    for scalar in scalars {
        refuse_other_users(tree, scalar, &written)?;
        changes.push(Change::SetShared {
            path: tree
                .path_of(scalar)
                .ok_or_else(|| Refusal::Unclear(path.clone()))?,
            value: Value::from(to),
        });
    }
    Ok(changes)
}

/// Whether what is at a path can be renamed.
pub(in crate::blueprint::edit) fn has_name(blueprint: &Blueprint<'_>, path: &Path) -> bool {
    found(blueprint, path).is_ok()
}

/// What has the name. A build source is not a part of the structure, and yet services refer to it.
fn found<'t>(blueprint: &Blueprint<'t>, path: &Path) -> Result<Named<'t>, EditError> {
    let source = build_sources(blueprint).into_iter().find(|(_, own)| own == path);
    let Some((fields, _)) = source else {
        return named(blueprint, path);
    };
    Ok(Named {
        space: Space::BuildSource,
        name: fields.text("name").unwrap_or_default(),
        fields,
        kind: Some(&spec::BUILD_SOURCE),
    })
}

/// The places that refer to what is renamed.
fn followers(blueprint: &Blueprint<'_>, found: &Named<'_>, path: &Path) -> Vec<NodeId> {
    let is_it = |space, name: &str| space == found.space && name == found.name && !name.is_empty();
    let has_other = definitions(blueprint)
        .into_iter()
        .any(|other| is_it(other.space, other.name) && other.path != *path);
    if has_other {
        return Vec::new();
    }
    let mentions = mentions(blueprint).into_iter();
    mentions
        .filter(|mention| is_it(mention.space, mention.name))
        .map(|mention| mention.node)
        .collect()
}

/// Refuses where the mapping that has the name stands for something else too, which would be renamed with it.
fn refuse_shared_holder(tree: &Tree, name: NodeId) -> Result<(), Refusal> {
    let mut at = tree.node(name).parent;
    while let Some(id) = at {
        let alias = tree.aliases().find(|&(_, target)| target == id);
        if let Some((alias, _)) = alias.filter(|_| tree.node(id).anchored) {
            return Err(shared(tree, alias));
        }
        at = tree.node(id).parent;
    }
    Ok(())
}

/// Refuses where a place uses the same scalar for something else than this name.
fn refuse_other_users(tree: &Tree, scalar: NodeId, written: &BTreeSet<NodeId>) -> Result<(), Refusal> {
    if !tree.node(scalar).anchored {
        return Ok(());
    }
    let is_name = written.contains(&scalar);
    let mut users = tree.aliases().filter(|&(_, target)| target == scalar);
    match users.find(|(alias, _)| !is_name || !written.contains(alias)) {
        Some((alias, _)) => Err(shared(tree, alias)),
        None => Ok(()),
    }
}

fn shared(tree: &Tree, alias: NodeId) -> Refusal {
    Refusal::Shared {
        line: tree.lines().line_of(tree.node(alias).span.start) + 1,
    }
}
