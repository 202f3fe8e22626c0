//! Takes the values of variables that look secret out of a text.

use std::sync::Arc;

use crate::blueprint::edit::{Edit, EnvValue};
use crate::blueprint::{AnyResource, Blueprint, EnvVar};
use crate::envvars;
use crate::words::{Message, plan as words};
use crate::yaml::{Path, Tree};

/// The text in which secrets are typed in at creation instead, and the variables that this concerns.
///
/// # Errors
/// Where the text cannot be read, or a secret cannot be taken out of it.
pub(super) fn withhold(text: &Arc<str>) -> Result<(Arc<str>, Vec<String>), Message> {
    let (mut tree, error) = Tree::parse(Arc::clone(text));
    if let Some(error) = error {
        let line = tree.lines().place(tree.text(), error.span.start).line;
        return Err(words::link_unread(line.to_string()));
    }
    let found = found(&Blueprint::of(&tree));
    let mut withheld = Vec::new();
    for (owner, name, key) in found {
        let edit = Edit::SetEnvValue {
            owner,
            key: key.clone(),
            value: EnvValue::Prompted,
        };
        tree = edit
            .apply(&tree)
            .map_err(|reason| words::link_secret_stays(key.as_str(), name.as_str(), reason.to_string()))?
            .tree;
        withheld.push(format!("{name}: {key}"));
    }
    Ok((tree.shared_text(), withheld))
}

/// The owners, their names and the keys of variables with a value that had better not be shown.
fn found(blueprint: &Blueprint<'_>) -> Vec<(Path, String, String)> {
    let secrets = blueprint.resources().flat_map(|owner| {
        let resource = owner.resource();
        let own = variables(owner)
            .iter()
            .filter_map(|variable| secret_key(variable));
        own.map(|key| (resource.path.clone(), resource.name.to_owned(), key.to_owned()))
    });
    secrets.collect()
}

fn variables<'b, 't>(owner: AnyResource<'b, 't>) -> &'b [EnvVar<'t>] {
    match owner {
        AnyResource::Service(service) => &service.env_vars,
        AnyResource::Group(group) => &group.env_vars,
        AnyResource::Database(_) => &[],
    }
}

fn secret_key<'t>(variable: &EnvVar<'t>) -> Option<&'t str> {
    let key = variable.key?;
    match variable.value()? {
        EnvValue::Text(value) => envvars::shown(key, &value).is_none().then_some(key),
        _ => None,
    }
}
