//! What each resource does for the application, where the guess is to be corrected.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::fields::{self, Choice, Select};
use crate::app::list::{Row, long_list};
use crate::app::live::{live, memo};
use crate::app::store::Store;
use crate::blueprint::Blueprint;
use crate::demand::{Role, roles_for_database, roles_for_service};
use crate::words::{page, plan as words};
use crate::yaml::Path;

/// The select of one resource, drawn anew when another one has its place.
pub(super) fn role(store: Store, path: &Path) -> AnyView {
    let own = path.clone();
    let possible = memo(move || store.analysis.with(|shown| possible(&shown.blueprint(), &own)));
    let path = path.clone();
    let select = move || {
        let (name, possible) = possible.get()?;
        let guess = possible.first().copied().filter(|_| possible.len() > 1)?;
        Some(untrack(|| select(store, &path, name, possible, guess)))
    };
    live(select).into_any()
}

fn select(store: Store, path: &Path, name: String, possible: Vec<Role>, guess: Role) -> AnyView {
    let choice = |role: &Role| Choice {
        value: role.id().to_owned(),
        label: role.name().to_string(),
    };
    let choices = possible.iter().map(choice).collect();
    let label = page::demand_role_of(name.as_str()).to_string();
    let named = name.clone();
    let current = memo(move || {
        let own = store.setting(|settings| settings.roles.get(&named).copied());
        Some(own.flatten().unwrap_or(guess).id().to_owned())
    });
    let choose = move |id: String| {
        let role = possible.iter().find(|role| role.id() == id).copied();
        let role = role.unwrap_or(guess);
        store.set(words::step_role(name.as_str(), role.name()), "", |settings| {
            if role == guess {
                settings.roles.remove(&name);
            } else {
                settings.roles.insert(name.clone(), role);
            }
        });
    };
    let select = fields::select(Select {
        id: fields::id_of(path, "role"),
        label,
        choices,
        current: current.into(),
        unset: None,
        on_choose: Arc::new(choose),
        wide: false,
    });
    view! { <div class="role">{select}</div> }.into_any()
}

/// The name of a resource, and the roles that it can have, the guess first.
fn possible(blueprint: &Blueprint<'_>, path: &Path) -> Option<(String, Vec<Role>)> {
    let mut services = blueprint.services.iter();
    let mut databases = blueprint.databases.iter();
    let service = services
        .find(|service| service.resource.path == *path)
        .map(|service| (service.resource.name, roles_for_service(service)));
    let database = || {
        let database = databases.find(|database| database.resource.path == *path)?;
        Some((database.resource.name, roles_for_database()))
    };
    let (name, roles) = service.or_else(database)?;
    Some((name.to_owned(), roles))
}

/// Resources that carry no load as it is, but could: folded, and not there without any.
pub(super) fn others(store: Store) -> AnyView {
    let paths = memo(move || {
        // Before it is known who carries a load, nobody is another.
        let Some(demanded) = store.demanded.get() else {
            return Vec::new();
        };
        let resources = demanded.sizing.resources.iter();
        let sized: BTreeSet<&Path> = resources.map(|sizes| &sizes.subject.path).collect();
        store.analysis.with(|shown| {
            let blueprint = shown.blueprint();
            let services = blueprint.services.iter();
            let services = services
                .filter(|service| roles_for_service(service).len() > 1)
                .map(|service| &service.resource.path);
            let databases = blueprint.databases.iter().map(|database| &database.resource.path);
            let others = services.chain(databases);
            let others = others.filter(|path| !sized.contains(path));
            others.cloned().collect()
        })
    });
    let rows = move || {
        let row = |path: Path| Row::new(&path.clone(), move || role(store, &path));
        paths.get().into_iter().map(row).collect()
    };
    let (drawn, more) = long_list(Arc::new(rows));
    view! {
        <details class="more" id="other-roles" hidden=live(move || paths.with(Vec::is_empty))>
            <summary>{page::demand_other_roles().to_string()}</summary>
            {drawn} {more}
        </details>
    }
    .into_any()
}
