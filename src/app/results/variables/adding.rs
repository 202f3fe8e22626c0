//! A new variable, and a group's variables.

use std::sync::Arc;

use leptos::prelude::*;

use super::{control_id, focus_again};
use crate::app::fields::{self, Choice, Choosing, choosing, id_of};
use crate::app::live::{click, live, memo, typed};
use crate::app::store::Store;
use crate::blueprint::edit::{Edit, EnvValue};
use crate::blueprint::{AnyResource, Form};
use crate::words::{page, plan as words};
use crate::yaml::Path;

/// The id of the field for a new key.
pub(super) fn key_id(owner: &Path) -> String {
    id_of(owner, "new-variable")
}

/// The field for a new variable's key, and the list of groups that can be used. What is refused stays in the
/// field, with the reason under it.
pub(super) fn adding(store: Store, owner: &Path, is_group: bool) -> AnyView {
    let key = RwSignal::new(String::new());
    let error: RwSignal<Option<String>> = RwSignal::new(None);
    let own = owner.clone();
    let add = move || {
        let new = key.get_untracked().trim().to_owned();
        let edit = Edit::AddEnvVar {
            owner: own.clone(),
            key: new.clone(),
            value: EnvValue::Text(String::new()),
        };
        let count = store
            .analysis
            .with_untracked(|shown| match shown.blueprint().at(&own) {
                Some(AnyResource::Service(service)) => service.env_vars.len(),
                Some(AnyResource::Group(group)) => group.env_vars.len(),
                _ => 0,
            });
        let step = words::step_env_var(store.resource_name(&own), new);
        store.edit(&[edit], step, "");
        error.set(store.notice.get_untracked());
        if error.with_untracked(Option::is_none) {
            key.set(String::new());
            // On to its value.
            focus_again(control_id(&own, count, "value"));
        }
    };
    let entered = add.clone();
    let error_id = format!("{}-error", key_id(owner));
    view! {
        <div class="adder">
            <input
                id=key_id(owner)
                data-own-text=""
                class="mono"
                aria-label=page::variables_new().to_string()
                aria-describedby=error_id.clone()
                aria-invalid=live(move || error.with(|error| error.is_some().then_some("true")))
                placeholder="NEW_KEY"
                autocomplete="off"
                spellcheck="false"
                prop:value=live(move || key.get())
                on:input=typed(move |text| key.set(text))
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        entered();
                    }
                }
            />
            <button type="button" class="text" on:click=click(add)>{page::variables_add().to_string()}</button>
            {(!is_group).then(|| groups(store, owner))}
            {fields::error_line(error_id, move || error.get())}
        </div>
    }
    .into_any()
}

/// The groups that the service does not use yet.
fn groups(store: Store, owner: &Path) -> AnyView {
    let own = owner.clone();
    let names: Memo<Vec<String>> = memo(move || {
        store.analysis.with(|shown| {
            let blueprint = shown.blueprint();
            let Some(AnyResource::Service(service)) = blueprint.at(&own) else {
                return Vec::new();
            };
            let used = |name: &str| {
                let mut variables = service.env_vars.iter();
                variables.any(|variable| variable.form == Form::FromGroup(name))
            };
            let names = blueprint.groups.iter().map(|group| group.resource.name);
            names.filter(|name| !used(name)).map(str::to_owned).collect()
        })
    });
    let choices = move || {
        let none = Choice {
            value: String::new(),
            label: page::variables_use_group().to_string(),
        };
        let names = names.get();
        let named = names.iter().map(|name| Choice::plain(name));
        std::iter::once(none).chain(named).collect()
    };
    let id = id_of(owner, "use-group");
    let again = id.clone();
    let own = owner.clone();
    let choose = move |group: String| {
        if group.is_empty() {
            return;
        }
        let step = words::step_use_group(store.resource_name(&own), group.as_str());
        let service = own.clone();
        store.edit(&[Edit::UseGroup { service, group }], step, "");
        // Where no group is left the list is hidden.
        let is_left = !names.with_untracked(Vec::is_empty);
        focus_again(if is_left { again.clone() } else { key_id(&own) });
    };
    let choice = choosing(Choosing {
        id,
        label: page::variables_use_group().to_string(),
        act_label: page::variables_use(),
        current: Signal::derive(String::new),
        choices: Signal::derive(choices),
        act: Arc::new(choose),
    });
    view! { <span hidden=live(move || names.with(Vec::is_empty))>{choice}</span> }.into_any()
}
