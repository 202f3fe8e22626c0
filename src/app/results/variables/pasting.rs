//! Pasting a `.env`: what would become of each line is shown first.

use leptos::prelude::*;

use super::{adding, focus_again};
use crate::app::fields::id_of;
use crate::app::live::{click, live, typed};
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::blueprint::edit::{Outcome, Pasted, PastedLine, paste};
use crate::words::{page, plan as words};
use crate::yaml::Path;

pub(super) fn pasting(store: Store, owner: &Path) -> AnyView {
    let text = RwSignal::new(String::new());
    let own = owner.clone();
    let read = move || -> Pasted {
        let text = text.get();
        store
            .analysis
            .with(|shown| paste(&shown.blueprint(), &own, &text))
    };
    let (seen, counted) = (read.clone(), read.clone());
    let lines = move || {
        let lines = seen().lines.iter().map(line).collect::<Vec<_>>();
        view! { <ul class="pasted">{lines}</ul> }.into_any()
    };
    let nothing = move || counted().edits.is_empty();
    let own = owner.clone();
    let apply = move || {
        let Pasted { edits, lines } = untrack(&read);
        let taken = lines.iter().filter(|line| {
            matches!(
                line.outcome,
                Outcome::Added | Outcome::Changed | Outcome::Prompted
            )
        });
        let step = words::step_paste(store.resource_name(&own), taken.count());
        store.edit(&edits, step, "");
        if store.notice.with_untracked(Option::is_none) {
            // What was pasted may hold secrets: it is not kept longer than it is needed.
            text.set(String::new());
            focus_again(adding::key_id(&own));
        }
    };
    view! {
        <details class="more paste">
            <summary>{page::variables_paste().to_string()}</summary>
            <textarea
                id=id_of(owner, "pasted")
                data-own-text=""
                class="mono"
                rows="5"
                aria-label=page::variables_paste().to_string()
                placeholder="LOG_LEVEL=info"
                spellcheck="false"
                autocomplete="off"
                prop:value=live(move || text.get())
                on:input=typed(move |typed| text.set(typed))
            ></textarea>
            <small>{page::variables_paste_what().to_string()}</small>
            {live(lines)}
            <button type="button" class="text" disabled=live(nothing) on:click=click(apply)>
                {page::variables_paste_apply().to_string()}
            </button>
        </details>
    }
    .into_any()
}

fn line(line: &PastedLine) -> AnyView {
    let said = match &line.outcome {
        Outcome::Added => page::variables_paste_added(),
        Outcome::Changed => page::variables_paste_changed(),
        Outcome::Same => page::variables_paste_same(),
        Outcome::Prompted => page::variables_paste_prompted(),
        Outcome::KeptForm => page::variables_paste_kept(),
        Outcome::PromptNeedsService => page::variables_paste_needs_service(),
        Outcome::Unreadable(reason) => reason.clone(),
    };
    let name = match &line.key {
        Some(key) => key.clone(),
        None => page::variables_paste_line(line.line.to_string()).to_string(),
    };
    view! {
        <li>
            <code>{name}</code>
            " "
            {prose(&said.to_string())}
        </li>
    }
    .into_any()
}
