//! From a Blueprint to its checklist.

use std::collections::HashMap;

use super::program::{self, Program, written};
use super::{Checklist, GroupUse, Item, Owner, OwnerKind, Requirement, ServicePart, Source};
use crate::blueprint::{Blueprint, EnvVar, Form, Group, Resource, ServiceProperty};
use crate::catalogue::{self, Software, Variable};
use crate::words::envvars as words;

/// The checklist of a Blueprint.
pub fn checklist(blueprint: &Blueprint<'_>) -> Checklist {
    let in_file = program::groups(blueprint);
    let programs: Vec<Program<'_, '_>> = blueprint
        .services
        .iter()
        .map(|service| Program::of(&in_file, service))
        .collect();
    let mut users: HashMap<&str, Vec<&Program<'_, '_>>> = HashMap::new();
    let mut owners: Vec<(usize, Owner)> = Vec::new();
    for program in &programs {
        for (group, _) in &program.groups {
            users.entry(group).or_default().push(program);
        }
        let owner = of_service(program);
        if !owner.items.is_empty() || !owner.groups.is_empty() {
            owners.push((place(&program.service.resource), owner));
        }
    }
    for group in blueprint.groups.iter().filter(|group| !group.env_vars.is_empty()) {
        let users = users
            .get(group.resource.name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        owners.push((place(&group.resource), of_group(group, users)));
    }
    owners.sort_by_key(|(place, _)| *place);
    Checklist {
        owners: owners.into_iter().map(|(_, owner)| owner).collect(),
    }
}

/// Where a resource stands in the text; an alias stands where it is written.
fn place(resource: &Resource<'_>) -> usize {
    let tree = resource.fields.tree;
    tree.node(tree.at(&resource.path).unwrap_or(resource.fields.node))
        .span
        .start
}

fn of_service(program: &Program<'_, '_>) -> Owner {
    let service = program.service;
    let groups = program.groups.iter().map(|(name, in_file)| GroupUse {
        name: (*name).to_owned(),
        in_file: *in_file,
    });
    let own = service.env_vars.iter().filter_map(|variable| {
        let known = variable.key.and_then(catalogue::variable);
        let need = known.map_or(Requirement::Unknown, |known| program.requirement(known));
        item(variable, source(variable), &[program], need)
    });
    let missing = program
        .missing()
        .map(|(variable, software)| missing(variable, software));
    Owner {
        name: service.resource.name.to_owned(),
        kind: OwnerKind::Service(service.service_type),
        path: service.resource.path.clone(),
        groups: groups.collect(),
        items: own.chain(missing).collect(),
    }
}

fn of_group(group: &Group<'_>, users: &[&Program<'_, '_>]) -> Owner {
    let items = group.env_vars.iter().filter_map(|variable| {
        let known = variable.key.and_then(catalogue::variable);
        let needs = known
            .into_iter()
            .flat_map(|known| users.iter().map(|user| user.requirement(known)));
        let need = needs.max().unwrap_or(Requirement::Unknown);
        let found = source(variable);
        // Render takes nothing but values and generated ones in a group.
        let (found, instead) = match found {
            Source::TypedIn => (Source::Unclear, Some(words::where_prompted_in_group())),
            Source::FromDatabase { .. } | Source::FromService { .. } => {
                (Source::Unclear, Some(words::where_reference_in_group()))
            }
            found => (found, None),
        };
        let item = item(variable, found, users, need)?;
        Some(match instead {
            Some(instead) => Item {
                where_from: instead.to_string(),
                ..item
            },
            None => item,
        })
    });
    Owner {
        name: group.resource.name.to_owned(),
        kind: OwnerKind::Group,
        path: group.resource.path.clone(),
        groups: Vec::new(),
        items: items.collect(),
    }
}

/// A variable of the file; none for a whole group and for an entry without a key.
fn item(
    variable: &EnvVar<'_>,
    source: Source,
    programs: &[&Program<'_, '_>],
    need: Requirement,
) -> Option<Item> {
    let key = variable.key?;
    // A command that belongs to one program is of no use to another that has the same key.
    let is_ours = |known: &Variable| {
        known.command.is_none() || programs.iter().any(|program| program.reader(known).is_some())
    };
    let known = catalogue::variable(key).filter(|known| is_ours(known));
    Some(Item {
        key: key.to_owned(),
        span: Some(variable.fields.tree.node(variable.anchor()).span),
        secret: catalogue::looks_secret(key) || source == Source::SetInFile { value: None },
        need,
        what: known.map(Variable::what),
        where_from: where_from(&source, known),
        command: known.and_then(|known| known.command),
        example: known.and_then(|known| known.example),
        source,
    })
}

fn missing(variable: &Variable, software: &Software) -> Item {
    Item {
        key: variable.key.to_owned(),
        span: None,
        source: Source::Missing {
            software: software.name,
        },
        secret: variable.secret,
        need: Requirement::Required,
        what: Some(variable.what()),
        where_from: format!("{} {}", variable.where_from(), words::where_missing()),
        command: variable.command,
        example: variable.example,
    }
}

/// Where a variable's value comes from; of a secret, without the value.
pub fn source(variable: &EnvVar<'_>) -> Source {
    match variable.form {
        Form::Value(_) => match written(variable) {
            Some(text) => Source::SetInFile {
                value: super::shown(variable.key.unwrap_or_default(), text),
            },
            None => Source::Unclear,
        },
        Form::Generated => Source::Generated,
        Form::Prompted => Source::TypedIn,
        Form::FromDatabase { name, property } => Source::FromDatabase {
            name: name.to_owned(),
            property: property.map(str::to_owned),
        },
        Form::FromService { name, property, .. } => Source::FromService {
            name: name.to_owned(),
            part: match property {
                ServiceProperty::Property(property) => ServicePart::Property(property.to_owned()),
                ServiceProperty::EnvVar(key) => ServicePart::Variable(key.to_owned()),
                ServiceProperty::Missing => ServicePart::Unstated,
            },
        },
        // With a key beside it the entry is no group's.
        Form::FromGroup(_) | Form::Unclear => Source::Unclear,
    }
}

/// Where to get the value: as the catalogue says where there is a choice, else as the source says.
fn where_from(source: &Source, known: Option<&Variable>) -> String {
    let known = known.map(Variable::where_from);
    let sentence = match source {
        Source::TypedIn => return known.map_or_else(|| words::where_typed_in().to_string(), str::to_owned),
        Source::SetInFile { value: Some(_) } => {
            return known.map_or_else(|| words::where_set().to_string(), str::to_owned);
        }
        Source::SetInFile { value: None } => words::where_set_hidden(),
        Source::Generated => words::where_generated(),
        Source::FromDatabase { .. } => words::where_from_database(),
        Source::FromService { .. } => words::where_from_service(),
        Source::Unclear => words::where_unclear(),
        Source::Missing { .. } => words::where_missing(),
    };
    sentence.to_string()
}
