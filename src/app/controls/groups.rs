//! Env groups, projects and environments: what holds other things.

use std::sync::Arc;

use leptos::prelude::*;

use super::service::more_id;
use super::structure;
use crate::app::fields::id_of;
use crate::app::focus;
use crate::app::list::{Row, list};
use crate::app::live::{click, live};
use crate::app::store::Store;
use crate::blueprint::edit::{Edit, free_name};
use crate::words::{Message, page, plan as words, terms, visible};
use crate::yaml::Path;

/// The cards of env groups, projects and environments, and the buttons that add some.
pub(in crate::app) fn groups(store: Store) -> AnyView {
    let rows = move || {
        store.analysis.with(|shown| {
            let blueprint = shown.blueprint();
            let groups = blueprint.groups.iter().map(|group| {
                let (path, count) = (group.resource.path.clone(), group.env_vars.len());
                Row::new(&(&path, count), {
                    let path = path.clone();
                    move || {
                        card(
                            store,
                            &path,
                            terms::group(),
                            Some(page::structure_variables(count)),
                        )
                    }
                })
            });
            let projects = blueprint.projects.iter().flat_map(|project| {
                let own = project.path.clone();
                let count = project.environments.len();
                let row = Row::new(&(&own, count), {
                    let own = own.clone();
                    move || project_card(store, &own, count)
                });
                let environments = project.environments.iter().map(|environment| {
                    let path = environment.path.clone();
                    Row::new(&path.clone(), move || {
                        card(store, &path, page::structure_environment(), None)
                    })
                });
                std::iter::once(row).chain(environments)
            });
            groups.chain(projects).collect::<Vec<_>>()
        })
    };
    view! {
        {list(Arc::new(rows))}
        {super::adding::groups(store)}
    }
    .into_any()
}

fn card(store: Store, path: &Path, kind: Message, said: Option<Message>) -> AnyView {
    let name = store.field(path, "name");
    focus::answer(store, more_id(path));
    view! {
        <article class="card small" id=id_of(path, "")>
            <h3>
                <span class="kind">{kind.to_string()}</span>
                {live(move || visible(&name.get().unwrap_or_default()).into_owned())}
                <output>{said.map(|said| said.to_string())}</output>
            </h3>
            <details class="more">
                <summary id=more_id(path)>{page::structure_change().to_string()}</summary>
                {structure::actions(store, path)}
            </details>
        </article>
    }
    .into_any()
}

fn project_card(store: Store, path: &Path, environments: usize) -> AnyView {
    let project = path.clone();
    let add = move || {
        let name = store
            .analysis
            .with_untracked(|shown| free_name(&shown.blueprint(), "staging"));
        let step = words::step_add(name.as_str());
        let project = project.clone();
        store.edit(&[Edit::AddEnvironment { project, name }], step, "");
    };
    view! {
        {card(store, path, page::structure_project(), Some(page::structure_environments(environments)))}
        <button type="button" class="text add-environment" on:click=click(add)>
            {page::structure_add_one(page::structure_environment()).to_string()}
        </button>
    }
    .into_any()
}
