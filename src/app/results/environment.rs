//! The checklist of environment variables, per service and group.

use leptos::prelude::*;

use crate::app::live::live;
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::envvars::{Item, Owner};
use crate::words::page;

pub(super) fn environment(store: Store) -> AnyView {
    let owners = move || {
        let list = store.checklist.get();
        list.iter()
            .flat_map(|list| &list.owners)
            .map(owner)
            .collect::<Vec<_>>()
    };
    let none = move || store.checklist.get().is_none_or(|list| list.owners.is_empty());
    view! {
        <p class="empty" hidden=live(move || !none())>{page::environment_none().to_string()}</p>
        {live(owners)}
    }
    .into_any()
}

fn owner(owner: &Owner) -> AnyView {
    let groups: Vec<String> = owner.groups.iter().map(|group| group.name.clone()).collect();
    let groups = (!groups.is_empty()).then(|| page::environment_groups(groups.join(", ")).to_string());
    let items = owner.items.iter().map(item).collect::<Vec<_>>();
    view! {
        <section>
            <h2>{owner.name.clone()} " " <span class="kind">{owner.kind.name().to_string()}</span></h2>
            <p class="quiet" hidden=groups.is_none()>{groups.clone()}</p>
            <ul class="checklist">{items}</ul>
        </section>
    }
    .into_any()
}

fn item(item: &Item) -> AnyView {
    let what = item.what.unwrap_or_default();
    view! {
        <li>
            <code>{item.key.clone()}</code>
            <span class="source">{prose(&item.source.name().to_string())}</span>
            <p>{what} " " {prose(&item.where_from)}</p>
        </li>
    }
    .into_any()
}
