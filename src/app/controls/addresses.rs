//! Which addresses may reach a database or Key Value from outside the private network.

use leptos::prelude::*;

use crate::app::fields;
use crate::app::live::{click, live, memo, typed};
use crate::app::store::Store;
use crate::blueprint::edit::Edit;
use crate::words::{page, plan as words};
use crate::yaml::Path;

/// Entries as they are written: range and description; none where no list is written.
type Entries = Option<Vec<(String, String)>>;

pub(super) fn addresses(store: Store, path: &Path) -> AnyView {
    let place = path.clone();
    let entries: Memo<Entries> = memo(move || {
        store.analysis.with(|shown| {
            let blueprint = shown.part(&place);
            let fields = blueprint.at(&place)?.resource().fields;
            fields.has("ipAllowList").then(|| {
                let entries = fields.objects("ipAllowList");
                let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
                entries
                    .map(|entry| (text(entry.text("source")), text(entry.text("description"))))
                    .collect()
            })
        })
    });
    let said = move || match entries.get() {
        None => page::addresses_all().to_string(),
        Some(entries) if entries.is_empty() => page::addresses_private().to_string(),
        Some(entries) => page::addresses_some(entries.len()).to_string(),
    };
    let resource = path.clone();
    let rows = move || {
        let entries = entries.get().unwrap_or_default();
        let rows = entries.into_iter().enumerate();
        rows.map(|(at, entry)| row(store, &resource, at, entry))
            .collect::<Vec<_>>()
    };
    let resource = path.clone();
    let close = move || {
        let resource = resource.clone();
        let name = words::step_close(store.resource_name(&resource));
        let edits = match entries.get_untracked() {
            None => vec![Edit::ClosePublic { resource }],
            Some(entries) => vec![Edit::ForbidAddress { resource, at: 0 }; entries.len()],
        };
        store.edit(&edits, name, "");
    };
    let is_closed = move || entries.get().is_some_and(|entries| entries.is_empty());
    view! {
        <fieldset class="span" id=fields::id_of(path, "ipAllowList")>
            <legend>{page::addresses_legend().to_string()}</legend>
            <p class="quiet span">{live(said)}</p>
            <ul class="rows">{live(rows)}</ul>
            {adder(store, path)}
            <button type="button" class="text" hidden=live(is_closed) on:click=click(close)>
                {page::addresses_close().to_string()}
            </button>
        </fieldset>
    }
    .into_any()
}

fn row(store: Store, resource: &Path, at: usize, (source, description): (String, String)) -> AnyView {
    let resource = resource.clone();
    let label = page::addresses_remove(source.as_str()).to_string();
    let forbidden = source.clone();
    let remove = move || {
        let name = words::step_forbid_address(store.resource_name(&resource), forbidden.as_str());
        let resource = resource.clone();
        store.edit(&[Edit::ForbidAddress { resource, at }], name, "");
    };
    view! {
        <li>
            <code>{source}</code>
            <small>{description}</small>
            <button type="button" class="text" aria-label=label on:click=click(remove)>
                {page::remove().to_string()}
            </button>
        </li>
    }
    .into_any()
}

/// A field for a range and its button. What is refused stays in the field, with the reason under it.
fn adder(store: Store, path: &Path) -> AnyView {
    let typed_in = RwSignal::new(String::new());
    let error: RwSignal<Option<String>> = RwSignal::new(None);
    let id = fields::id_of(path, "new-address");
    let resource = path.clone();
    let add = move || {
        let source = typed_in.get_untracked();
        let edit = Edit::AllowAddress {
            resource: resource.clone(),
            source: source.clone(),
            description: String::new(),
        };
        let name = words::step_allow_address(store.resource_name(&resource), source);
        store.edit(&[edit], name, "");
        error.set(store.notice.get_untracked());
        if error.with_untracked(Option::is_none) {
            typed_in.set(String::new());
        }
    };
    let error_id = format!("{id}-error");
    view! {
        <span class="adder span">
            <input
                id=id
                data-own-text=""
                class="mono"
                aria-label=page::addresses_new().to_string()
                aria-describedby=error_id.clone()
                aria-invalid=live(move || error.with(|error| error.is_some().then_some("true")))
                placeholder="203.0.113.0/24"
                autocomplete="off"
                spellcheck="false"
                prop:value=live(move || typed_in.get())
                on:input=typed(move |text| typed_in.set(text))
            />
            <button type="button" class="text" on:click=click(add)>{page::addresses_add().to_string()}</button>
        </span>
        {fields::error_line(error_id, move || error.get())}
    }
    .into_any()
}
