//! A database's read replicas.

use leptos::prelude::*;

use crate::app::fields;
use crate::app::live::{click, live, memo};
use crate::app::store::Store;
use crate::blueprint::AnyResource;
use crate::blueprint::edit::Edit;
use crate::words::{page, plan as words};
use crate::yaml::Path;

pub(super) fn replicas(store: Store, path: &Path) -> AnyView {
    let place = path.clone();
    let names: Memo<Vec<String>> = memo(move || {
        store.analysis.with(|shown| match shown.part(&place).at(&place) {
            Some(AnyResource::Database(database)) => {
                database.read_replicas().into_iter().map(str::to_owned).collect()
            }
            _ => Vec::new(),
        })
    });
    let database = path.clone();
    let rows = move || {
        let names = names.get();
        names
            .into_iter()
            .map(|name| row(store, &database, name))
            .collect::<Vec<_>>()
    };
    let database = path.clone();
    let add = move || {
        let own = store.resource_name(&database);
        let name = names.with_untracked(|taken| {
            let mut names = (1..).map(|number| match number {
                1 => format!("{own}-replica"),
                number => format!("{own}-replica-{number}"),
            });
            names.find(|name| !taken.contains(name)).unwrap_or_default()
        });
        let step = words::step_add_replica(own, name.as_str());
        let database = database.clone();
        store.edit(&[Edit::AddReplica { database, name }], step, "");
    };
    view! {
        <fieldset class="span" id=fields::id_of(path, "readReplicas")>
            <legend>{page::field_replicas().to_string()}</legend>
            <ul class="rows">{live(rows)}</ul>
            <button type="button" class="text" on:click=click(add)>{page::field_add_replica().to_string()}</button>
        </fieldset>
    }
    .into_any()
}

fn row(store: Store, database: &Path, name: String) -> AnyView {
    let database = database.clone();
    let label = page::addresses_remove(name.as_str()).to_string();
    let shown = name.clone();
    let remove = move || {
        let step = words::step_remove_replica(store.resource_name(&database), name.as_str());
        let edit = Edit::RemoveReplica {
            database: database.clone(),
            name: name.clone(),
        };
        store.edit(&[edit], step, "");
    };
    view! {
        <li>
            <code>{shown}</code>
            <button type="button" class="text" aria-label=label on:click=click(remove)>
                {page::remove().to_string()}
            </button>
        </li>
    }
    .into_any()
}
