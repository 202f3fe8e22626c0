//! What can be done with a resource as a whole: another name, a copy, another place, away.

use leptos::prelude::*;

use crate::app::fields::id_of;
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
        // A card of another type is drawn anew, and what is folded in it one frame later.
        request_animation_frame(move || {
            request_animation_frame(move || drop(browser::reveal(&shift_id(&moved, again))));
        });
    };
    let (own, id) = (path.clone(), shift_id(path, by));
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
        let resource = resource.clone();
        store.edit(&[Edit::Remove { resource }], step, "");
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
    let options = move || {
        // A place that was refused is taken back on the screen.
        store.refusals.get();
        let sections = sections.get();
        let own = sections
            .iter()
            .filter(|(section, _)| resource.0.starts_with(&section.0))
            .max_by_key(|(section, _)| section.0.len())
            .map(|(section, _)| section.clone());
        let options = sections.into_iter().enumerate().map(|(at, (section, name))| {
            let selected = own.as_ref() == Some(&section);
            view! { <option value=at.to_string() prop:selected=selected>{name}</option> }.into_any()
        });
        options.collect::<Vec<_>>()
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
        let step = words::step_move_to(store.resource_name(&resource), place);
        let resource = resource.clone();
        store.edit(&[Edit::MoveTo { resource, section }], step, "");
    };
    view! {
        <label hidden=live(move || sections.with(Vec::is_empty))>
            {page::structure_section().to_string()}
            <select on:change=typed(move_to)>{live(options)}</select>
        </label>
    }
    .into_any()
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
