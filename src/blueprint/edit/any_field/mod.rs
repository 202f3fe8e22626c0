//! Setting and removing any field of the format at any place: lists and groups of fields, single items, and
//! fields of items; of resources, projects, environments and the file itself.
//!
//! More than the page needs at once, so nothing that it loads first may call this; for single values of a
//! resource there is [`Edit::Set`](super::Edit::Set).

mod given;
mod variable;
mod walk;
mod write;

use super::EditError;
use crate::blueprint::Blueprint;
use crate::spec::{Constraint, Kind, Rule, SERVICE_FORMS};
use crate::words::edits;
use crate::yaml::Path;
use crate::yaml::edit::Change;
use walk::Place;

/// Gives a field a value, in the words in which a user writes it: single values as they are, lists and groups
/// of fields as YAML.
///
/// `owner` is a resource, a project, an environment, or the file. A field of a field is named after a point, and
/// so is an item of a list, by its number from 0 or its name: `envVars.NODE_ENV.value`. The number after the last
/// adds an item.
///
/// # Errors
/// An [`EditError`] that says what is wrong and what is allowed.
pub fn set_field(
    blueprint: &Blueprint<'_>,
    owner: &Path,
    field: &str,
    text: &str,
) -> Result<Vec<Change>, EditError> {
    let owner = walk::owner(blueprint, owner)?;
    let (resource, rest) = walk::resource(blueprint, &owner, field)?;
    if rest == "name" && super::structure::has_name(blueprint, &resource) {
        return super::structure::rename(blueprint, &resource, text);
    }
    if let Some(changes) = variable::set(blueprint, &resource, rest, text)? {
        return Ok(changes);
    }
    let places = walk::places(blueprint, owner, field)?;
    let Some(last) = places.last() else {
        return Ok(Vec::new());
    };
    let is_service = |kind: &Kind| SERVICE_FORMS.contains(&kind);
    if last.field.is_some_and(|field| field.name == "type") && last.kind.is_some_and(is_service) {
        return Err(edits::fixed_field(field).into());
    }
    let value = given::value(&last.shape, last.field, field, text)?;
    write::put(blueprint, &places, value)
}

/// Takes a field or an item away, and what would be left empty by that. An empty list of addresses stays, since
/// it lets nobody in and none lets in everybody.
///
/// # Errors
/// An [`EditError`] where nothing stands there, or where it is needed.
pub fn remove_field(blueprint: &Blueprint<'_>, owner: &Path, field: &str) -> Result<Vec<Change>, EditError> {
    let owner = walk::owner(blueprint, owner)?;
    let places = walk::places(blueprint, owner, field)?;
    let tree = blueprint.tree;
    let present = |place: &Place| {
        tree.at(&place.path)
            .ok_or_else(|| edits::not_found(place.name.as_str()))
    };
    let mut at = places.len().saturating_sub(1);
    while let (Some(place), Some(container)) =
        (places.get(at), at.checked_sub(1).and_then(|at| places.get(at)))
    {
        present(place)?;
        let is_target = at + 1 == places.len();
        if is_needed(blueprint, place, container) {
            if is_target {
                return Err(edits::needed(field).into());
            }
            break;
        }
        let node = present(container)?;
        let siblings = tree.items(node).len().max(tree.entries(node).len());
        let keeps_empty = container.field.is_some_and(|field| field.name == "ipAllowList");
        if siblings > 1 || at == 1 || keeps_empty {
            return Ok(vec![Change::Remove {
                path: place.path.clone(),
            }]);
        }
        at -= 1;
    }
    // What is left of a part that is needed is empty.
    let emptied = places.get(at + 1).or(places.last());
    let path = emptied.map(|place| place.path.clone()).unwrap_or_default();
    Ok(vec![Change::Remove { path }])
}

/// Whether a mapping of this kind cannot do without the field.
fn is_needed(blueprint: &Blueprint<'_>, place: &Place, container: &Place) -> bool {
    let (Some(field), Some(kind)) = (place.field, place.kind) else {
        return false;
    };
    let tree = blueprint.tree;
    let has = |name: &str| {
        let node = tree.at(&container.path);
        node.is_some_and(|node| tree.entry(node, name).is_some())
    };
    let demands = |constraint: &Constraint| match constraint.rule {
        Rule::RequiredUnless {
            field: needed,
            unless,
        } => needed == field.name && !has(unless),
        Rule::ExactlyOne(fields) => {
            fields.contains(&field.name) && fields.iter().all(|other| *other == field.name || !has(other))
        }
        _ => false,
    };
    field.required || kind.constraints.iter().any(demands)
}

#[cfg(test)]
mod tests;
