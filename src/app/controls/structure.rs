//! What can be done with a resource as a whole: another name, a copy, another place, away.

use std::sync::Arc;

use leptos::prelude::*;

use super::service::more_id;
use crate::app::fields::{Choice, Choosing, choosing, id_of};
use crate::app::focus;
use crate::app::live::{click, live, memo, typed};
use crate::app::store::Store;
use crate::blueprint::edit::{Edit, free_name};
use crate::blueprint::{Blueprint, Place, references_to};
use crate::browser::page as browser;
use crate::words::{page, plan as words};
use crate::yaml::{Path, Step};

/// The actions of a service, database, env group, project or environment.
pub(in crate::app) fn actions(store: Store, path: &Path) -> AnyView {
    let name = store.field(path, "name");
    let id = id_of(path, "name");
    let renamed = path.clone();
    let rename = move |to: String| {
        let to = to.trim().to_owned();
        let from = store.resource_name(&renamed);
        if !to.is_empty() && to != from {
            let step = words::step_rename(from, to.as_str());
            let resource = renamed.clone();
            store.edit(&[Edit::Rename { resource, to }], step, "");
        }
        // What was refused does not stay in the field.
        browser::show_text(&id_of(&renamed, "name"), &store.resource_name(&renamed));
    };
    view! {
        <div class="structure">
            <label>
                {page::structure_name().to_string()}
                <input
                    id=id
                    class="mono"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=live(move || name.get().unwrap_or_default())
                    on:change=typed(rename)
                />
            </label>
            {section_choice(store, path)}
            <div class="row">
                {duplicate(store, path)} {shift(store, path, -1)} {shift(store, path, 1)} {remove(store, path)}
            </div>
            {read_by(store, path)}
        </div>
    }
    .into_any()
}

fn duplicate(store: Store, path: &Path) -> AnyView {
    let resource = path.clone();
    let act = move || {
        let own = store.resource_name(&resource);
        let name = store
            .analysis
            .with_untracked(|shown| free_name(&shown.blueprint(), &format!("{own}-copy")));
        let step = words::step_add(name.as_str());
        let resource = resource.clone();
        store.edit(&[Edit::Duplicate { resource, name }], step, "");
    };
    button(page::structure_duplicate().to_string(), act)
}

/// One place up or down in its list.
fn shift(store: Store, path: &Path, by: isize) -> AnyView {
    let resource = path.clone();
    let act = move || {
        let Some((list, to)) = untrack(|| shifted(store, &resource, by)) else {
            return;
        };
        let name = store.resource_name(&resource);
        let step = if by < 0 {
            words::step_up(name)
        } else {
            words::step_down(name)
        };
        let resource = resource.clone();
        store.edit(&[Edit::Reorder { resource, to }], step, "");
        let moved = list.then(Step::Index(to));
        // At the end of the list the same button is of no more use.
        let again = match untrack(|| shifted(store, &moved, by)) {
            Some(_) => by,
            None => -by,
        };
        // A card of another type is drawn anew.
        focus::wish(store, shift_id(&moved, again));
    };
    let (own, id) = (path.clone(), shift_id(path, by));
    focus::answer(store, id.clone());
    let label = if by < 0 {
        page::structure_up()
    } else {
        page::structure_down()
    };
    let label = label.to_string();
    view! {
        <button
            type="button"
            class="text"
            id=id
            disabled=live(move || shifted(store, &own, by).is_none())
            on:click=click(act)
        >
            {label}
        </button>
    }
    .into_any()
}

fn shift_id(path: &Path, by: isize) -> String {
    id_of(path, if by < 0 { "up" } else { "down" })
}

/// The list that a resource stands in, and its place there after a shift; none where the list ends.
fn shifted(store: Store, path: &Path, by: isize) -> Option<(Path, usize)> {
    let (list, Step::Index(at)) = path.split_last()? else {
        return None;
    };
    let count = store.analysis.with(|shown| {
        let list = shown.tree.at(&list)?;
        Some(shown.tree.items(shown.tree.target(list)).len())
    })?;
    let to = at.checked_add_signed(by).filter(|to| *to < count)?;
    Some((list, to))
}

fn remove(store: Store, path: &Path) -> AnyView {
    let resource = path.clone();
    let act = move || {
        let step = words::step_remove(store.resource_name(&resource));
        let next = untrack(|| beside(store, &resource));
        let resource = resource.clone();
        store.edit(&[Edit::Remove { resource }], step, "");
        if let Some(next) = next.filter(|_| store.notice.with_untracked(Option::is_none)) {
            focus::wish(store, next);
        }
    };
    let name = store.field(path, "name");
    let label = move || page::structure_remove(name.get().unwrap_or_default()).to_string();
    view! {
        <button type="button" class="text remove" aria-label=live(label) on:click=click(act)>
            {page::remove().to_string()}
        </button>
    }
    .into_any()
}

/// The id of what gets the focus once a resource is gone: of the next one in its list, else of the one before,
/// else of what adds another.
fn beside(store: Store, path: &Path) -> Option<String> {
    let (list, Step::Index(at)) = path.split_last()? else {
        return None;
    };
    if shifted(store, path, 1).is_some() {
        return Some(more_id(path));
    }
    if let Some(before) = at.checked_sub(1) {
        return Some(more_id(&list.then(Step::Index(before))));
    }
    let (holder, Step::Key(key)) = list.split_last()? else {
        return None;
    };
    match key.as_str() {
        "services" => Some("add-web".to_owned()),
        "databases" => Some("add-database".to_owned()),
        "envVarGroups" => Some("add-group".to_owned()),
        "projects" => Some("add-project".to_owned()),
        _ => Some(more_id(&holder)),
    }
}

fn button(label: String, act: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class="text" on:click=click(act)>{label}</button> }.into_any()
}

/// What would be left without its source if the resource went.
fn read_by(store: Store, path: &Path) -> AnyView {
    let path = path.clone();
    let readers: Memo<Vec<String>> = memo(move || {
        store.analysis.with(|shown| {
            let references = references_to(&shown.blueprint(), &path).into_iter();
            references
                .map(|reference| match reference.key {
                    Some(key) => format!("{} {key}", reference.owner),
                    None => reference.owner.to_owned(),
                })
                .collect()
        })
    });
    let said = move || {
        readers.with(|readers| {
            const SHOWN: usize = 4;
            let first = readers
                .iter()
                .take(SHOWN)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", ");
            let more = readers.len().saturating_sub(SHOWN);
            match (readers.len(), more) {
                (0, _) => String::new(),
                (count, 0) => page::structure_read_by(count, first).to_string(),
                (count, more) => page::structure_read_by_more(count, first, more.to_string()).to_string(),
            }
        })
    };
    view! { <small hidden=live(move || readers.with(Vec::is_empty))>{live(said)}</small> }.into_any()
}

/// Which environment it is in, where there are several places.
fn section_choice(store: Store, path: &Path) -> AnyView {
    let resource = path.clone();
    // A section's path, and what it is called.
    let sections: Memo<Vec<(Path, String)>> = memo(move || {
        store.analysis.with(|shown| {
            let blueprint = shown.part(&resource);
            let is_resource = blueprint.at(&resource).is_some();
            if !is_resource || blueprint.sections.len() < 2 {
                return Vec::new();
            }
            let sections = blueprint.sections.iter();
            sections
                .map(|section| (section.path.clone(), section_name(&blueprint, section.place)))
                .collect()
        })
    });
    let resource = path.clone();
    let current = move || {
        sections.with(|sections| {
            let around = sections.iter().enumerate();
            let around = around.filter(|(_, (section, _))| resource.0.starts_with(&section.0));
            let own = around.max_by_key(|(_, (section, _))| section.0.len());
            own.map(|(at, _)| at.to_string()).unwrap_or_default()
        })
    };
    let choices = move || {
        let sections = sections.get().into_iter().enumerate();
        let choices = sections.map(|(at, (_, label))| Choice {
            value: at.to_string(),
            label,
        });
        choices.collect()
    };
    let resource = path.clone();
    let move_to = move |at: String| {
        let section = at
            .parse()
            .ok()
            .and_then(|at: usize| sections.with_untracked(|all| all.get(at).cloned()));
        let Some((section, place)) = section else {
            return;
        };
        let name = store.resource_name(&resource);
        let step = words::step_move_to(name.as_str(), place);
        let resource = resource.clone();
        store.edit(&[Edit::MoveTo { resource, section }], step, "");
        let moved = store.analysis.with_untracked(|shown| {
            let blueprint = shown.blueprint();
            let moved = blueprint.resources().find(|own| own.resource().name == name);
            moved.map(|own| own.resource().path.clone())
        });
        if let Some(moved) = moved {
            focus::wish(store, section_id(&moved));
        }
    };
    let id = section_id(path);
    focus::answer(store, id.clone());
    let choice = choosing(Choosing {
        id,
        label: page::structure_section().to_string(),
        act_label: page::structure_move(),
        current: Signal::derive(current),
        choices: Signal::derive(choices),
        act: Arc::new(move_to),
    });
    view! {
        <div class="section" hidden=live(move || sections.with(Vec::is_empty))>
            <span aria-hidden="true">{page::structure_section().to_string()}</span>
            {choice}
        </div>
    }
    .into_any()
}

fn section_id(path: &Path) -> String {
    id_of(path, "section")
}

fn section_name(blueprint: &Blueprint<'_>, place: Place) -> String {
    match place {
        Place::Root => page::structure_root().to_string(),
        Place::Ungrouped => page::structure_ungrouped().to_string(),
        Place::Environment { project, environment } => {
            let project = blueprint.projects.get(project);
            let name = |name: Option<&str>| name.unwrap_or_default().to_owned();
            let own = project.and_then(|project| project.environments.get(environment));
            page::structure_environment_of(
                name(project.map(|project| project.name)),
                name(own.map(|environment| environment.name)),
            )
            .to_string()
        }
    }
}
