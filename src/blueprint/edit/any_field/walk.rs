//! The way from the file to a field: along the format, and along what is written.

use crate::blueprint::edit::EditError;
use crate::blueprint::{AnyResource, Blueprint};
use crate::spec::{self, Field, Kind, ROOT, Shape};
use crate::words::{alternatives, edits};
use crate::yaml::edit::Refusal;
use crate::yaml::{Kind as NodeKind, NodeId, Path, Step};

/// A place in the format, whether or not something stands there.
#[derive(Clone)]
pub(super) struct Place {
    pub path: Path,
    pub shape: Shape,
    /// The field, with what bounds its value; none for an item, and for the file.
    pub field: Option<&'static Field>,
    /// The kind that has the field.
    pub kind: Option<&'static Kind>,
    /// As the user calls it.
    pub name: String,
}

/// The place of a resource, a project, an environment or the file.
pub(super) fn owner(blueprint: &Blueprint<'_>, path: &Path) -> Result<Place, EditError> {
    let mut place = Place {
        path: Path::default(),
        shape: Shape::Object(&ROOT),
        field: None,
        kind: None,
        name: String::new(),
    };
    for step in &path.0 {
        place = match step {
            Step::Key(key) => next(blueprint, &place, key)?,
            Step::Index(index) => next(blueprint, &place, &index.to_string())?,
        };
    }
    place.name.clear();
    Ok(place)
}

/// The owner, and the place of each part of the name.
pub(super) fn places(blueprint: &Blueprint<'_>, owner: Place, field: &str) -> Result<Vec<Place>, EditError> {
    let mut places = vec![owner];
    for name in field.split('.') {
        if let Some(last) = places.last() {
            let place = next(blueprint, last, name)?;
            places.push(place);
        }
    }
    Ok(places)
}

/// The innermost resource on the way to a field, and the rest of the name from there.
pub(super) fn resource<'n>(
    blueprint: &Blueprint<'_>,
    owner: &Place,
    field: &'n str,
) -> Result<(Path, &'n str), EditError> {
    let mut place = owner.clone();
    let mut rest = field;
    while blueprint.at(&place.path).is_none() {
        let Some((name, below)) = rest.split_once('.') else {
            break;
        };
        place = next(blueprint, &place, name)?;
        rest = below;
    }
    Ok((place.path, rest))
}

/// One step further.
pub(super) fn next(blueprint: &Blueprint<'_>, place: &Place, name: &str) -> Result<Place, EditError> {
    let tree = blueprint.tree;
    let node = tree.at(&place.path);
    if node.is_some_and(|node| matches!(tree.node(node).kind, NodeKind::Alias(_))) {
        return Err(Refusal::ThroughAlias(place.path.clone()).into());
    }
    match place.shape {
        Shape::Object(kind) => field_of(place, kind, name),
        Shape::Forms(kinds) => {
            let kind = form(blueprint, place, node, kinds, name);
            let kind = kind.ok_or_else(|| edits::not_found(format!("{}.type", place.path)))?;
            field_of(place, kind, name)
        }
        Shape::List(item) => Ok(Place {
            path: place.path.then(index(blueprint, place, node, name)?),
            shape: *item,
            field: None,
            kind: None,
            name: below(place, name),
        }),
        _ => Err(edits::no_fields(place.name.as_str(), name).into()),
    }
}

fn field_of(place: &Place, kind: &'static Kind, name: &str) -> Result<Place, EditError> {
    let field = kind.field(name).ok_or_else(|| {
        let names = alternatives(kind.fields.iter().map(|field| field.name));
        edits::unknown_field(kind.title, name, names)
    })?;
    Ok(Place {
        path: place.path.then(name),
        shape: field.shape,
        field: Some(field),
        kind: Some(kind),
        name: below(place, name),
    })
}

fn below(place: &Place, name: &str) -> String {
    match place.name.as_str() {
        "" => name.to_owned(),
        above => format!("{above}.{name}"),
    }
}

/// The form that an object has, or gets by a field of this name.
fn form(
    blueprint: &Blueprint<'_>,
    place: &Place,
    node: Option<NodeId>,
    kinds: &'static [&'static Kind],
    name: &str,
) -> Option<&'static Kind> {
    if !kinds.contains(&&spec::ENV_VAR_VALUE) {
        return blueprint.at(&place.path).and_then(AnyResource::kind);
    }
    let tree = blueprint.tree;
    let has = |mark: &str| node.is_some_and(|node| tree.entry(node, mark).is_some());
    let present = spec::env_var_form(has);
    // A variable with a key may get another form; a whole group may not.
    let other = kinds.iter().copied().find(|kind| {
        let is_of_group = *kind == &spec::ENV_VAR_FROM_GROUP;
        kind.field(name).is_some() && is_of_group != has("key")
    });
    present.field(name).map(|_| present).or(other).or(Some(present))
}

/// An item by its number or its name.
fn index(
    blueprint: &Blueprint<'_>,
    place: &Place,
    node: Option<NodeId>,
    name: &str,
) -> Result<usize, EditError> {
    let tree = blueprint.tree;
    let items = node.map(|node| tree.items(node)).unwrap_or_default();
    if let Ok(index) = name.parse::<usize>() {
        return if index <= items.len() {
            Ok(index)
        } else {
            Err(edits::no_index(place.name.as_str(), items.len()).into())
        };
    }
    let name_of = |node: NodeId| {
        let node = tree.target(node);
        let named = tree.get(node, "key").or_else(|| tree.get(node, "name"));
        tree.scalar_text(named.or_else(|| tree.get(node, "fromGroup"))?)
    };
    let names = || items.iter().filter_map(|item| name_of(item.node));
    let mut found = items
        .iter()
        .enumerate()
        .filter(|(_, item)| name_of(item.node) == Some(name));
    match (found.next(), found.next()) {
        (Some((at, _)), None) => Ok(at),
        (Some(_), Some(_)) => Err(edits::ambiguous_item(place.name.as_str(), name).into()),
        (None, _) if names().next().is_none() => Err(edits::no_items(place.name.as_str(), name).into()),
        (None, _) => Err(edits::no_item(place.name.as_str(), name, alternatives(names())).into()),
    }
}
