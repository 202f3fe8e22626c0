//! What each resource does for the application, where the guess is to be corrected.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::fields::{self, Choice, Select};
use crate::app::list::{Row, list};
use crate::app::live::{live, memo};
use crate::app::store::Store;
use crate::blueprint::Blueprint;
use crate::demand::{Role, roles_for_database, roles_for_service};
use crate::words::{page, plan as words};
use crate::yaml::Path;

/// The select of one resource.
pub(super) fn role(store: Store, path: &Path) -> AnyView {
    let possible = store
        .analysis
        .with_untracked(|shown| possible(&shown.blueprint(), path));
    let Some((name, possible)) = possible.filter(|(_, possible)| possible.len() > 1) else {
        return ().into_any();
    };
    let Some(guess) = possible.first().copied() else {
        return ().into_any();
    };
    let choice = |role: &Role| Choice {
        value: role.id().to_owned(),
        label: role.name().to_string(),
    };
    let choices = possible.iter().map(choice).collect();
    let named = store.field(path, "name");
    let current = memo(move || {
        let name = named.get().unwrap_or_default();
        let own = store
            .setting(|settings| settings.roles.get(&name).copied())
            .flatten();
        Some(own.unwrap_or(guess).id().to_owned())
    });
    let choose = {
        let path = path.clone();
        move |id: String| {
            let role = possible.iter().find(|role| role.id() == id).copied();
            let role = role.unwrap_or(guess);
            let name = store.resource_name(&path);
            store.set(words::step_role(name.as_str(), role.name()), "", |settings| {
                if role == guess {
                    settings.roles.remove(&name);
                } else {
                    settings.roles.insert(name, role);
                }
            });
        }
    };
    let select = fields::select(Select {
        id: fields::id_of(path, "role"),
        label: page::demand_role_of(name).to_string(),
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
        let sized: Vec<Path> = store.demanded.get().map_or_else(Vec::new, |demanded| {
            let resources = demanded.sizing.resources.iter();
            resources.map(|sizes| sizes.subject.path.clone()).collect()
        });
        store.analysis.with(|shown| {
            let blueprint = shown.blueprint();
            let services = blueprint.services.iter().map(|service| &service.resource.path);
            let databases = blueprint.databases.iter().map(|database| &database.resource.path);
            let may_carry =
                |path: &&Path| possible(&blueprint, path).is_some_and(|(_, possible)| possible.len() > 1);
            let others = services.chain(databases).filter(may_carry);
            let others = others.filter(|path| !sized.contains(path));
            others.cloned().collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let row = |path: Path| Row::new(&path.clone(), move || role(store, &path));
        paths.get().into_iter().map(row).collect()
    };
    view! {
        <details class="more" id="other-roles" hidden=live(move || paths.with(Vec::is_empty))>
            <summary>{page::demand_other_roles().to_string()}</summary>
            {list(Arc::new(rows))}
        </details>
    }
    .into_any()
}
