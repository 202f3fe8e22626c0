//! Lists of a resource: the addresses that are let in, and read replicas.

use super::{EditError, find, order};
use crate::blueprint::Blueprint;
use crate::spec::Kind;
use crate::words::edits;
use crate::yaml::edit::Change;
use crate::yaml::{Path, Value};

const ADDRESSES: &str = "ipAllowList";
const REPLICAS: &str = "readReplicas";

pub(super) fn allow(
    blueprint: &Blueprint<'_>,
    resource: &Path,
    source: &str,
    description: &str,
) -> Result<Vec<Change>, EditError> {
    let source = source.trim();
    if !is_range(source) {
        return Err(edits::bad_address(source).into());
    }
    let mut entry = vec![("source", Value::from(source))];
    if !description.trim().is_empty() {
        entry.push(("description", Value::from(description.trim())));
    }
    let entry = Value::Mapping(
        entry
            .into_iter()
            .map(|(key, value)| (key.into(), value))
            .collect(),
    );
    append(blueprint, resource, ADDRESSES, entry)
}

/// An IPv4 or IPv6 address, with or without the length of its prefix.
fn is_range(text: &str) -> bool {
    let (address, length) = match text.split_once('/') {
        Some((address, length)) => (address, Some(length)),
        None => (text, None),
    };
    let most = match address.parse::<core::net::IpAddr>() {
        Ok(core::net::IpAddr::V4(_)) => 32,
        Ok(core::net::IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    length.is_none_or(|length| length.parse::<u8>().is_ok_and(|length| length <= most))
}

pub(super) fn forbid(
    blueprint: &Blueprint<'_>,
    resource: &Path,
    at: usize,
) -> Result<Vec<Change>, EditError> {
    let list = resource.then(ADDRESSES);
    let count = length(blueprint, &list);
    if at >= count {
        return Err(edits::not_found(list.then(at).to_string()).into());
    }
    Ok(vec![Change::Remove { path: list.then(at) }])
}

pub(super) fn close(blueprint: &Blueprint<'_>, resource: &Path) -> Result<Vec<Change>, EditError> {
    let kind = kind_with(blueprint, resource, ADDRESSES)?;
    let list = resource.then(ADDRESSES);
    if blueprint.tree.at(&list).is_some() {
        return Err(edits::exists(ADDRESSES).into());
    }
    Ok(vec![Change::Insert {
        mapping: resource.clone(),
        key: ADDRESSES.to_owned(),
        value: Value::Sequence(Vec::new()),
        order: order(kind),
    }])
}

pub(super) fn add_replica(
    blueprint: &Blueprint<'_>,
    database: &Path,
    name: &str,
) -> Result<Vec<Change>, EditError> {
    if names(blueprint, database).any(|own| own == name) {
        return Err(edits::exists(name).into());
    }
    append(
        blueprint,
        database,
        REPLICAS,
        Value::mapping([("name", Value::from(name))]),
    )
}

/// The list stays when the last one goes: Render destroys the replicas of an empty list, and keeps them where
/// there is none.
pub(super) fn remove_replica(
    blueprint: &Blueprint<'_>,
    database: &Path,
    name: &str,
) -> Result<Vec<Change>, EditError> {
    let at = names(blueprint, database).position(|own| own == name);
    let at = at.ok_or_else(|| edits::not_found(name))?;
    Ok(vec![Change::Remove {
        path: database.then(REPLICAS).then(at),
    }])
}

fn names<'t>(blueprint: &Blueprint<'t>, database: &Path) -> impl Iterator<Item = &'t str> + use<'t> {
    let database = blueprint
        .databases
        .iter()
        .find(|own| own.resource.path == *database);
    database
        .map(|own| own.read_replicas())
        .unwrap_or_default()
        .into_iter()
}

fn length(blueprint: &Blueprint<'_>, list: &Path) -> usize {
    let tree = blueprint.tree;
    tree.at(list)
        .map_or(0, |node| tree.items(tree.target(node)).len())
}

fn kind_with(blueprint: &Blueprint<'_>, resource: &Path, field: &str) -> Result<&'static Kind, EditError> {
    let kind = find(blueprint, resource)?
        .kind()
        .filter(|kind| kind.field(field).is_some());
    kind.ok_or_else(|| edits::not_found(resource.then(field).to_string()).into())
}

/// Puts an entry at the end of a list, which may not be there yet.
fn append(
    blueprint: &Blueprint<'_>,
    resource: &Path,
    field: &str,
    entry: Value,
) -> Result<Vec<Change>, EditError> {
    let kind = kind_with(blueprint, resource, field)?;
    let list = resource.then(field);
    Ok(vec![if blueprint.tree.at(&list).is_some() {
        Change::Append {
            sequence: list,
            value: entry,
        }
    } else {
        Change::Insert {
            mapping: resource.clone(),
            key: field.to_owned(),
            value: Value::Sequence(vec![entry]),
            order: order(kind),
        }
    }])
}
