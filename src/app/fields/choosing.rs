//! One of several values, and a button that acts on it: for what moves or replaces something, which must not happen
//! while somebody goes through a list with the arrow keys.

use std::sync::Arc;

use leptos::prelude::*;

use super::Choice;
use crate::app::live::{click, live, memo, typed};
use crate::words::Message;

/// A select, and the button beside it, which is there while another value than the present one is chosen.
pub(in crate::app) struct Choosing {
    pub id: String,
    /// What the select is called.
    pub label: String,
    /// What the button says.
    pub act_label: Message,
    /// The value now.
    pub current: Signal<String>,
    pub choices: Signal<Vec<Choice>>,
    pub act: Arc<dyn Fn(String) + Send + Sync>,
}

pub(in crate::app) fn choosing(choosing: Choosing) -> AnyView {
    let Choosing {
        id,
        label,
        act_label,
        current,
        choices,
        act,
    } = choosing;
    let chosen: RwSignal<Option<String>> = RwSignal::new(None);
    let pending = memo(move || chosen.get().filter(|chosen| *chosen != current.get()));
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        let selected = move || match pending.get() {
            Some(pending) => pending == own,
            None => current.get() == own,
        };
        view! { <option value=choice.value prop:selected=live(selected)>{choice.label}</option> }.into_any()
    };
    let options = move || choices.get().into_iter().map(option).collect::<Vec<_>>();
    let button_label = format!("{act_label}: {label}");
    let act = move || {
        if let Some(value) = pending.get_untracked() {
            // A choice that is refused is taken back on the screen, too.
            chosen.set(None);
            act(value);
        }
    };
    view! {
        <span class="choosing">
            <select id=id aria-label=label on:change=typed(move |value| chosen.set(Some(value)))>
                {live(options)}
            </select>
            <button
                type="button"
                class="text"
                aria-label=button_label
                hidden=live(move || pending.with(Option::is_none))
                on:click=click(act)
            >
                {act_label.to_string()}
            </button>
        </span>
    }
    .into_any()
}
