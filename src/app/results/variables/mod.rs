//! The environment variables of every service and env group, in tables to change them.

mod adding;
mod form;
mod pasting;

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::controls::waiting;
use crate::app::fields::{Choice, Choosing, choosing, id_of};
use crate::app::list::{Row, list};
use crate::app::live::{click, live, typed};
use crate::app::store::Store;
use crate::blueprint::edit::{Edit, EnvValue};
use crate::blueprint::{AnyResource, Blueprint, EnvVar, Form};
use crate::browser::page as browser;
use crate::words::{page, plan as words, terms};
use crate::yaml::{Path, Step};

/// The tables.
pub(super) fn variables(store: Store) -> AnyView {
    let rows = move || {
        store.analysis.with(|shown| {
            let blueprint = shown.blueprint();
            let owners = owners(&blueprint).map(|(path, _, is_group)| {
                let path = path.clone();
                let kind = blueprint
                    .at(&path)
                    .and_then(|found| found.resource().fields.text("type"));
                let key = (path.clone(), is_group, kind);
                Row::new(&key, move || owner(store, &path, is_group))
            });
            owners.collect::<Vec<_>>()
        })
    };
    let none = move || {
        store
            .analysis
            .with(|shown| owners(&shown.blueprint()).next().is_none())
    };
    let said = move || match store.analysis.with(|shown| shown.is_reckoned()) {
        true => page::variables_no_owner().to_string(),
        false => page::results_not_read().to_string(),
    };
    let tables = view! {
        <p class="empty" hidden=live(move || !none())>{live(said)}</p>
        {list(Arc::new(rows))}
    };
    waiting(store, tables.into_any())
}

/// Everything that can have variables: its path, its variables, and whether it is an env group.
fn owners<'b, 't>(
    blueprint: &'b Blueprint<'t>,
) -> impl Iterator<Item = (&'b Path, &'b [EnvVar<'t>], bool)> + use<'b, 't> {
    blueprint.resources().filter_map(|found| match found {
        AnyResource::Service(service) => {
            let can = service.kind().is_some_and(|kind| kind.field("envVars").is_some());
            can.then_some((&service.resource.path, service.env_vars.as_slice(), false))
        }
        AnyResource::Group(group) => Some((&group.resource.path, group.env_vars.as_slice(), true)),
        AnyResource::Database(_) => None,
    })
}

/// What a row shows, apart from the text of a value.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Variable {
    at: usize,
    key: Option<String>,
    group: Option<String>,
    form: form::Kind,
    value: Option<EnvValue>,
}

fn owner(store: Store, path: &Path, is_group: bool) -> AnyView {
    let name = store.field(path, "name");
    let kind = store
        .analysis
        .with_untracked(|shown| match shown.blueprint().at(path) {
            Some(AnyResource::Service(service)) => service.service_type.name(),
            _ => terms::group(),
        });
    let own = path.clone();
    let rows = move || {
        // What a row offers to choose from, and how often an edit was refused: its choices are drawn anew then.
        let (variables, around) = store.analysis.with(|shown| {
            let blueprint = shown.blueprint();
            (variables_of(&blueprint, &own), around(&blueprint))
        });
        let refusals = store.refusals.get();
        let rows = variables.into_iter().map(|variable| {
            let own = own.clone();
            // The text of a value is followed within its row.
            let known = match &variable.value {
                Some(EnvValue::Text(_)) => Variable {
                    value: None,
                    ..variable.clone()
                },
                _ => variable.clone(),
            };
            let key = (own.clone(), known, around, refusals);
            Row::new(&key, move || row(store, &own, is_group, &variable))
        });
        rows.collect::<Vec<_>>()
    };
    let label = move || page::variables_of(name.get().unwrap_or_default()).to_string();
    view! {
        <section class="variables">
            <h2>{live(move || name.get().unwrap_or_default())} " " <span class="kind">{kind.to_string()}</span></h2>
            <div class="scrolls">
                <table aria-label=live(label)>
                    <thead>
                        <tr>
                            <th scope="col">{page::variables_key().to_string()}</th>
                            <th scope="col">{page::variables_from().to_string()}</th>
                            <th scope="col">{page::variables_value().to_string()}</th>
                            <th scope="col">{page::variables_actions().to_string()}</th>
                        </tr>
                    </thead>
                    <tbody>{list(Arc::new(rows))}</tbody>
                </table>
            </div>
            {adding::adding(store, path, is_group)}
            {pasting::pasting(store, path)}
        </section>
    }
    .into_any()
}

/// What tells one set of resources and variables to choose from from another.
fn around(blueprint: &Blueprint<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for found in blueprint.resources() {
        let resource = found.resource();
        (&resource.path, resource.name, resource.fields.text("type")).hash(&mut hasher);
    }
    for service in &blueprint.services {
        service
            .env_vars
            .iter()
            .for_each(|variable| variable.key.hash(&mut hasher));
    }
    hasher.finish()
}

fn variables_of(blueprint: &Blueprint<'_>, path: &Path) -> Vec<Variable> {
    let own = owners(blueprint).find(|(own, ..)| *own == path);
    let variables = own.map(|(_, variables, _)| variables).unwrap_or_default();
    let variables = variables.iter().enumerate().map(|(at, variable)| Variable {
        at,
        key: variable.key.map(str::to_owned),
        group: match variable.form {
            Form::FromGroup(group) => Some(group.to_owned()),
            _ => None,
        },
        form: form::Kind::of(variable),
        value: variable.value(),
    });
    variables.collect()
}

/// The id of a control of a row.
fn control_id(owner: &Path, at: usize, what: &str) -> String {
    id_of(owner, &format!("envVars-{at}-{what}"))
}

/// Gives the focus back to a control whose row was drawn anew.
fn focus_again(id: String) {
    // A row that is gone needs no focus.
    request_animation_frame(move || drop(browser::reveal(&id)));
}

fn row(store: Store, owner: &Path, is_group: bool, variable: &Variable) -> AnyView {
    if let Some(group) = &variable.group {
        return group_row(store, owner, group);
    }
    let key = variable.key.clone().unwrap_or_default();
    let (own, from, at) = (owner.clone(), key.clone(), variable.at);
    let rename = move |to: String| {
        let to = to.trim().to_owned();
        if to == from {
            return;
        }
        let step = words::step_rename_env_var(store.resource_name(&own), from.as_str(), to.as_str());
        let edit = Edit::RenameEnvVar {
            owner: own.clone(),
            from: from.clone(),
            to,
        };
        store.edit(&[edit], step, "");
        focus_again(control_id(&own, at, "key"));
    };
    view! {
        <tr>
            <th scope="row">
                <input
                    id=control_id(owner, at, "key")
                    class="mono"
                    aria-label=page::variables_key_of(key.as_str()).to_string()
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=key.clone()
                    on:change=typed(rename)
                />
            </th>
            <td>{form::choice(store, owner, is_group, variable)}</td>
            <td class="value">{form::value(store, owner, variable)}</td>
            <td class="actions">{move_to(store, owner, variable)} {remove(store, owner, &key)}</td>
        </tr>
    }
    .into_any()
}

/// All variables of a group, which have no key of their own here.
fn group_row(store: Store, owner: &Path, group: &str) -> AnyView {
    let (own, name) = (owner.clone(), group.to_owned());
    let drop_group = move || {
        let step = words::step_drop_group(store.resource_name(&own), name.as_str());
        let edit = Edit::DropGroup {
            service: own.clone(),
            group: name.clone(),
        };
        store.edit(&[edit], step, "");
        focus_again(adding::key_id(&own));
    };
    let label = page::addresses_remove(group).to_string();
    view! {
        <tr>
            <th scope="row">{page::variables_all_of().to_string()}</th>
            <td>{terms::group().to_string()}</td>
            <td class="value"><code>{group.to_owned()}</code></td>
            <td class="actions">
                <button type="button" class="text" aria-label=label on:click=click(drop_group)>
                    {page::remove().to_string()}
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn remove(store: Store, owner: &Path, key: &str) -> AnyView {
    let (own, gone) = (owner.clone(), key.to_owned());
    let remove = move || {
        let step = words::step_remove_env_var(store.resource_name(&own), gone.as_str());
        let edit = Edit::RemoveEnvVar {
            owner: own.clone(),
            key: gone.clone(),
        };
        store.edit(&[edit], step, "");
        focus_again(adding::key_id(&own));
    };
    let label = page::addresses_remove(key).to_string();
    view! {
        <button type="button" class="text" aria-label=label on:click=click(remove)>
            {page::remove().to_string()}
        </button>
    }
    .into_any()
}

/// A list of where else the variable can stand.
fn move_to(store: Store, owner: &Path, variable: &Variable) -> Option<AnyView> {
    let key = variable.key.clone().unwrap_or_default();
    let others: Vec<(Path, String)> = store.analysis.with_untracked(|shown| {
        let blueprint = shown.blueprint();
        let others = owners(&blueprint).filter(|(path, ..)| *path != owner);
        let named = others.filter_map(|(path, ..)| {
            let name = blueprint.at(path)?.resource().name.to_owned();
            Some((path.clone(), name))
        });
        named.collect()
    });
    if others.is_empty() {
        return None;
    }
    let none = Choice {
        value: String::new(),
        label: page::variables_move().to_string(),
    };
    let named = others.iter().enumerate().map(|(at, (_, name))| Choice {
        value: at.to_string(),
        label: name.clone(),
    });
    let choices: Vec<Choice> = std::iter::once(none).chain(named).collect();
    let label = page::variables_move_of(key.as_str()).to_string();
    let own = owner.clone();
    let act = move |at: String| {
        let to = at.parse().ok().and_then(|at: usize| others.get(at));
        let Some((to, name)) = to else {
            return;
        };
        let step = words::step_move_env_var(key.as_str(), name.as_str());
        let edit = Edit::MoveEnvVar {
            owner: own.clone(),
            key: key.clone(),
            to: to.clone(),
        };
        store.edit(&[edit], step, "");
        focus_again(adding::key_id(&own));
    };
    let choice = choosing(Choosing {
        id: control_id(owner, variable.at, "move"),
        label,
        act_label: page::structure_move(),
        current: Signal::derive(String::new),
        choices: Signal::derive(move || choices.clone()),
        act: Arc::new(act),
    });
    Some(choice)
}

/// Where a variable stands in the text.
fn path_of(owner: &Path, at: usize) -> Path {
    owner.then("envVars").then(Step::Index(at))
}
