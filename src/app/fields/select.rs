//! One of several values.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::live::{live, memo, typed};

/// A select and what it does.
pub(in crate::app) struct Select {
    pub id: String,
    pub label: String,
    pub choices: Vec<Choice>,
    /// The value now; none where nothing is written.
    pub current: Signal<Option<String>>,
    /// Label of the empty choice, which stands for nothing written.
    pub unset: Option<String>,
    pub on_choose: Arc<dyn Fn(String) + Send + Sync>,
    /// Takes a whole row.
    pub wide: bool,
}

/// A value and how it is shown.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::app) struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn plain(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            label: value.to_owned(),
        }
    }
}

/// The choice is marked on the options: a select's own value is set before its options exist.
pub(in crate::app) fn select(select: Select) -> AnyView {
    let Select {
        id,
        label,
        choices,
        current,
        unset,
        on_choose,
        wide,
    } = select;
    // A choice that was refused is taken back on the screen, too: the options are drawn anew.
    let refused = RwSignal::new(0_u32);
    let known: Vec<String> = choices.iter().map(|choice| choice.value.clone()).collect();
    let unlisted = memo(move || current.get().filter(|value| !known.contains(value)));
    let option = move |value: String, label: String| {
        let own = value.clone();
        let selected = move || current.with(|current| current.as_deref().unwrap_or_default() == own);
        view! { <option value=value prop:selected=live(selected)>{label}</option> }.into_any()
    };
    let options = move || {
        refused.get();
        let empty = unset.iter().map(|label| option(String::new(), label.clone()));
        let choices = choices
            .iter()
            .map(|choice| option(choice.value.clone(), choice.label.clone()));
        empty.chain(choices).collect::<Vec<_>>()
    };
    let written = move || {
        unlisted.get().map(|value| {
            let label = crate::words::page::field_other(value.as_str()).to_string();
            view! { <option value=value prop:selected=true>{label}</option> }.into_any()
        })
    };
    let choose = move |value: String| {
        on_choose(value.clone());
        if current.with_untracked(|now| now.as_deref().unwrap_or_default() != value) {
            refused.update(|count| *count += 1);
        }
    };
    view! {
        <label class:span=wide>
            {label}
            <select id=id on:change=typed(choose)>
                {live(options)} {live(written)}
            </select>
        </label>
    }
    .into_any()
}
