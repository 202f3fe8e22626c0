//! A copy right behind the original, under another name.

use std::collections::BTreeSet;

use super::names::{self, derived, free, with_word_replaced};
use super::{EditError, named, order};
use crate::blueprint::references::{Definition, Space, definitions, mentions};
use crate::blueprint::{Blueprint, Service};
use crate::yaml::edit::Change;
use crate::yaml::{Path, Value};

/// The copy has everything that the original has, except for what only one of the two can have:
///
/// * Its name and, in a project or environment, the names of all that is in it, because "Render attempts to apply
///   the Blueprint's configuration to that existing service" where a name comes twice. References inside the copy
///   follow to the copy.
/// * Names of read replicas, which are databases of their own.
/// * `domain`, `domains`, because an address leads to one service; and with them `renderSubdomainPolicy: disabled`,
///   which "requires the service to have at least one custom domain".
///
/// The name of a disk, and a database's `databaseName` and `user`, stay: they are names inside the one service or
/// the one Postgres instance.
pub(in crate::blueprint::edit) fn changes(
    blueprint: &Blueprint<'_>,
    path: &Path,
    name: &str,
) -> Result<Vec<Change>, EditError> {
    let own = named(blueprint, path)?;
    let name = names::checked(blueprint, own.space, name, None)?;
    let mut changes = Vec::new();
    if !own.fields.has("name") {
        changes.push(Change::Insert {
            mapping: Path::default(),
            key: "name".to_owned(),
            value: Value::from(name),
            order: own.kind.map(order).unwrap_or_default(),
        });
    }
    let renamed = new_names(blueprint, path, (own.name, own.space), name);
    let set = |place: Path, name: &str| {
        place.inside(path).map(|path| Change::Set {
            path,
            value: Value::from(name),
        })
    };
    changes.extend(
        renamed
            .iter()
            .filter_map(|(old, new)| set(old.path.then("name"), new)),
    );
    for mention in mentions(blueprint) {
        let follows =
            |(old, _): &&(Definition<'_>, String)| old.space == mention.space && old.name == mention.name;
        if let Some((_, new)) = renamed.iter().find(follows) {
            changes.extend(set(mention.path, new));
        }
    }
    let services = blueprint.services.iter();
    for service in services.filter(|service| service.resource.path.is_within(path)) {
        let base = service.resource.path.inside(path).unwrap_or_default();
        changes.extend(addresses(service).map(|field| Change::Remove {
            path: base.then(field),
        }));
    }
    Ok(vec![Change::Copy {
        item: path.clone(),
        changes,
    }])
}

/// The fields that lead one address to one service.
fn addresses(service: &Service<'_>) -> impl Iterator<Item = &'static str> {
    let fields = service.fields();
    let has_domain = fields.has("domain") || fields.has("domains");
    let policy = has_domain && fields.text("renderSubdomainPolicy") == Some("disabled");
    let written = [
        ("domain", fields.has("domain")),
        ("domains", fields.has("domains")),
        ("renderSubdomainPolicy", policy),
    ];
    written
        .into_iter()
        .filter(|(_, written)| *written)
        .map(|(field, _)| field)
}

/// What everything in the copy is called.
fn new_names<'t>(
    blueprint: &Blueprint<'t>,
    path: &Path,
    (old, space): (&str, Space),
    new: &str,
) -> Vec<(Definition<'t>, String)> {
    let all = definitions(blueprint);
    let mut taken: BTreeSet<(Space, String)> = all
        .iter()
        .map(|definition| (definition.space, definition.name.to_owned()))
        .collect();
    taken.insert((space, new.to_owned()));
    let holds_others = matches!(space, Space::Project | Space::Environment);
    let mut names = Vec::new();
    for part in all.into_iter().filter(|part| part.path.is_within(path)) {
        let name = if part.path == *path {
            new.to_owned()
        } else {
            let wish = if holds_others {
                derived(part.name, old, new)
            } else {
                with_word_replaced(part.name, old, new).unwrap_or_else(|| part.name.to_owned())
            };
            free(&wish, |name| taken.contains(&(part.space, name.to_owned())))
        };
        taken.insert((part.space, name.clone()));
        names.push((part, name));
    }
    names
}
