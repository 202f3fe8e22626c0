//! A line of text. It becomes an edit as it is typed; all of one typing is one step.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::live::{live, typed};

/// A text field and what it does.
pub(in crate::app) struct Text {
    pub id: String,
    pub label: String,
    pub current: Signal<Option<String>>,
    pub placeholder: String,
    pub on_input: Arc<dyn Fn(String) + Send + Sync>,
    pub on_end: Arc<dyn Fn() + Send + Sync>,
}

/// A text field under its label, over the whole row.
pub(in crate::app) fn text(field: Text) -> AnyView {
    let Text {
        id,
        label,
        current,
        placeholder,
        on_input,
        on_end,
    } = field;
    view! {
        <label class="span">
            {label}
            <input
                id=id
                class="mono"
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                prop:value=live(move || current.get().unwrap_or_default())
                on:input=typed(move |text| on_input(text))
                on:change=typed(move |_| on_end())
            />
        </label>
    }
    .into_any()
}
