//! Taking a variable to another service or env group.

use super::{env_vars, fits, position, uses};
use crate::blueprint::edit::{EditError, find, order};
use crate::blueprint::{AnyResource, Blueprint, EnvVar, Group, Service};
use crate::words::{all_of, edits};
use crate::yaml::edit::{Change, TextEdit, plan};
use crate::yaml::{Kind, Path, Value};

const LIST: &str = "envVars";

pub(in crate::blueprint::edit) fn relocate(
    blueprint: &Blueprint<'_>,
    owner: &Path,
    key: &str,
    to: &Path,
) -> Result<Vec<Change>, EditError> {
    let (at, count) = position(blueprint, owner, key)?;
    let (source, target) = (find(blueprint, owner)?, find(blueprint, to)?);
    let kind = super::kind_with_variables(target)?;
    if env_vars(target).iter().any(|variable| variable.key == Some(key)) {
        return Err(edits::variable_exists(key, target.resource().name).into());
    }
    let around = match target {
        AnyResource::Group(group) => {
            if let Some(variable) = env_vars(source).get(at) {
                let value = variable.value();
                let value = value.ok_or_else(|| edits::group_holds_values(key))?;
                fits(target, key, &value)?;
            }
            into_group(blueprint, source, key, group)?
        }
        AnyResource::Service(service) => into_service(blueprint, source, key, service)?,
        AnyResource::Database(_) => Vec::new(),
    };
    let list = owner.then(LIST);
    let item = list.then(at);
    let mut changes = around;
    if takes_lines(blueprint, &list, to) {
        changes.push(Change::Move {
            item,
            to: to.then(LIST),
            order: order(kind),
            with_list: matches!(source, AnyResource::Service(_)),
        });
        return Ok(changes);
    }
    changes.push(rewritten(blueprint, key, &item, to, order(kind))?);
    // What takes the place of the only variable stands in its brackets.
    for change in &mut changes {
        if let Change::Append { sequence, value } = change
            && *sequence == list
            && count == 1
        {
            let value = std::mem::replace(value, Value::Null);
            *change = Change::Replace { path: item, value };
            return Ok(changes);
        }
    }
    let is_left_empty = count == 1 && matches!(source, AnyResource::Service(_));
    changes.push(Change::Remove {
        path: if is_left_empty { list } else { item },
    });
    Ok(changes)
}

/// Who had the variable gets it through the group; who reads it from the service cannot.
fn into_group(
    blueprint: &Blueprint<'_>,
    source: AnyResource<'_, '_>,
    key: &str,
    group: &Group<'_>,
) -> Result<Vec<Change>, EditError> {
    let name = group.resource.name;
    let users = match source {
        AnyResource::Service(service) => {
            let mut readers = Vec::new();
            for (reader, variable) in readers_of(blueprint, service.resource.name, key) {
                readers.push(format!("{}.{}", reader.resource.name, shown(variable)));
            }
            if !readers.is_empty() {
                let readers = all_of(readers.iter().map(String::as_str));
                return Err(edits::variable_is_read(key, service.resource.name, readers).into());
            }
            vec![service]
        }
        other => users_of(blueprint, other.resource().name, key),
    };
    let lacking = users.into_iter().filter(|service| !uses(service, name));
    let appended = lacking.map(|service| Change::Append {
        sequence: service.resource.path.then(LIST),
        value: Value::mapping([("fromGroup", Value::from(name))]),
    });
    Ok(appended.collect())
}

/// Readers follow to the other service; users of a group that lose the variable are named.
fn into_service(
    blueprint: &Blueprint<'_>,
    source: AnyResource<'_, '_>,
    key: &str,
    target: &Service<'_>,
) -> Result<Vec<Change>, EditError> {
    let name = source.resource().name;
    let AnyResource::Service(_) = source else {
        let users = users_of(blueprint, name, key);
        let others = users
            .iter()
            .filter(|user| user.resource.path != target.resource.path);
        let others: Vec<&str> = others.map(|user| user.resource.name).collect();
        if others.is_empty() {
            return Ok(Vec::new());
        }
        return Err(edits::variable_is_shared(key, all_of(others), name).into());
    };
    let service_type = target.fields().text("type").unwrap_or_default();
    let mut changes = Vec::new();
    for (reader, variable) in readers_of(blueprint, name, key) {
        if reader.resource.path == target.resource.path {
            return Err(
                edits::variable_reads_itself(target.resource.name, key, name, shown(variable)).into(),
            );
        }
        let at = reader
            .env_vars
            .iter()
            .position(|own| own.fields.node == variable.fields.node);
        let reference = reader.resource.path.then(LIST).then(at.unwrap_or_default());
        let reference = reference.then("fromService");
        for (field, value) in [("type", service_type), ("name", target.resource.name)] {
            changes.extend(follow(blueprint, &reference, field, value));
        }
    }
    Ok(changes)
}

/// Sets a field of a reference where it says something else.
fn follow(blueprint: &Blueprint<'_>, reference: &Path, field: &str, value: &str) -> Option<Change> {
    let path = reference.then(field);
    let tree = blueprint.tree;
    let node = tree.at(&path)?;
    (tree.str(tree.target(node)) != Some(value)).then(|| Change::Set {
        path,
        value: Value::from(value),
    })
}

/// The services that use a group, and have no variable of their own with this key.
fn users_of<'b, 't>(blueprint: &'b Blueprint<'t>, group: &str, key: &str) -> Vec<&'b Service<'t>> {
    let users = blueprint.services.iter().filter(|service| {
        uses(service, group) && service.env_vars.iter().all(|variable| variable.key != Some(key))
    });
    users.collect()
}

/// The variables that read a service's variable, with the services that have them.
fn readers_of<'b, 't>(
    blueprint: &'b Blueprint<'t>,
    service: &'b str,
    key: &'b str,
) -> impl Iterator<Item = (&'b Service<'t>, &'b EnvVar<'t>)> {
    let variables = blueprint.services.iter().flat_map(|reader| {
        let variables = reader.env_vars.iter();
        variables.map(move |variable| (reader, variable))
    });
    variables.filter(move |(_, variable)| super::reads(variable, service, key))
}

fn shown<'t>(variable: &EnvVar<'t>) -> &'t str {
    variable.key.unwrap_or_default()
}

/// Whether the lines of a variable can be taken along as they are: both lists are blocks.
fn takes_lines(blueprint: &Blueprint<'_>, list: &Path, to: &Path) -> bool {
    let tree = blueprint.tree;
    let in_brackets = |path: &Path| tree.at(path).is_some_and(|node| tree.node(node).flow);
    let goal = to.then(LIST);
    let is_begun = tree.at(&goal).is_some_and(|node| !tree.items(node).is_empty());
    !in_brackets(list) && !in_brackets(to) && !(is_begun && in_brackets(&goal))
}

/// The variable written anew there, to be taken out here; not where that would lose its comments.
fn rewritten(
    blueprint: &Blueprint<'_>,
    key: &str,
    item: &Path,
    to: &Path,
    order: Vec<&'static str>,
) -> Result<Change, EditError> {
    let tree = blueprint.tree;
    let removed = plan(tree, &[Change::Remove { path: item.clone() }])?;
    let lost = |edit: &TextEdit| {
        let text = tree
            .text()
            .get(edit.span.start..edit.span.end)
            .unwrap_or_default();
        let mut lines = text.lines();
        lines.any(|line| line.trim_start().starts_with('#') || line.contains(" #"))
    };
    if removed.iter().any(lost) {
        return Err(edits::comments_would_go(key).into());
    }
    let missing = || edits::not_found(item.to_string());
    let node = tree.at(item).ok_or_else(missing)?;
    let aliased = tree.aliases().any(|(alias, _)| tree.is_within(alias, node));
    if aliased || tree.node(node).kind != Kind::Mapping {
        return Err(edits::unclear(item.to_string()).into());
    }
    let value = Value::of(tree, node);
    let list = to.then(LIST);
    Ok(if tree.at(&list).is_some() {
        Change::Append {
            sequence: list,
            value,
        }
    } else {
        Change::Insert {
            mapping: to.clone(),
            key: LIST.to_owned(),
            value: Value::Sequence(vec![value]),
            order,
        }
    })
}
