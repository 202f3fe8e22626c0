//! Where something stands: removed, in another order, in another section.

use super::{EditError, named, order_in};
use crate::blueprint::Blueprint;
use crate::words::edits;
use crate::yaml::edit::{Change, holds_only_its_item};
use crate::yaml::{Path, Step};

/// The last item takes its list along, unless a comment stands there, or nothing else stands beside the list: then
/// `[]` is left. A project keeps its `environments`, of which Render wants at least one.
pub(in crate::blueprint::edit) fn remove(
    blueprint: &Blueprint<'_>,
    path: &Path,
) -> Result<Vec<Change>, EditError> {
    named(blueprint, path)?;
    let list = path.split_last().map(|(list, _)| list);
    let path = match list.filter(|list| goes_with_its_item(blueprint, list)) {
        Some(list) => list,
        None => path.clone(),
    };
    Ok(vec![Change::Remove { path }])
}

fn goes_with_its_item(blueprint: &Blueprint<'_>, list: &Path) -> bool {
    let is_needed = matches!(list.0.last(), Some(Step::Key(key)) if key == "environments");
    !is_needed && holds_only_its_item(blueprint.tree, list)
}

pub(in crate::blueprint::edit) fn reorder(
    blueprint: &Blueprint<'_>,
    path: &Path,
    to: usize,
) -> Result<Vec<Change>, EditError> {
    named(blueprint, path)?;
    Ok(vec![Change::Reorder {
        item: path.clone(),
        to,
    }])
}

pub(in crate::blueprint::edit) fn move_to(
    blueprint: &Blueprint<'_>,
    path: &Path,
    section: &Path,
) -> Result<Vec<Change>, EditError> {
    let known = blueprint.sections.iter().any(|own| own.path == *section);
    if !known || blueprint.at(path).is_none() {
        let absent = if known { path } else { section };
        return Err(edits::not_found(absent.to_string()).into());
    }
    let [before @ .., Step::Key(key), Step::Index(_)] = path.0.as_slice() else {
        return Err(edits::not_found(path.to_string()).into());
    };
    if section.0 == before {
        return Ok(Vec::new());
    }
    let list = Path(before.to_vec()).then(key.as_str());
    Ok(vec![Change::Move {
        item: path.clone(),
        to: section.then(key.as_str()),
        order: order_in(section),
        with_list: goes_with_its_item(blueprint, &list),
    }])
}
