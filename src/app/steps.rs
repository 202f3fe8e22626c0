//! The steps of the history by name, to jump among them.

use leptos::prelude::*;

use super::live::{click, live};
use super::store::Store;
use crate::browser::page as page_browser;
use crate::words::{Message, page};

/// How many steps are listed around the present one: a long session has thousands.
const LISTED: usize = 100;

const MENU: &str = "steps";

/// The list, under a button. It is drawn only while it is open.
pub(super) fn menu(store: Store) -> AnyView {
    let open = RwSignal::new(false);
    let toggled = move |_| open.set(page_browser::is_open(MENU));
    view! {
        <details class="menu steps" id=MENU on:toggle=toggled>
            <summary aria-label=page::steps_title().to_string() title=page::steps_title().to_string()>
                "▾"
            </summary>
            <div class="panel">
                <p class="title">{page::steps_title().to_string()}</p>
                {live(move || open.get().then(|| list(store)))}
            </div>
        </details>
    }
    .into_any()
}

fn list(store: Store) -> AnyView {
    // The state before a step is named by the step before it; the first is the beginning.
    let (names, now): (Vec<String>, usize) = store.with_session(|session| {
        let (steps, now) = session.steps();
        let names = steps.into_iter().map(Message::plain);
        (
            std::iter::once(page::steps_beginning().to_string())
                .chain(names)
                .collect(),
            now,
        )
    });
    let first = now.saturating_sub(LISTED);
    let shown = names.into_iter().enumerate().skip(first).take(2 * LISTED);
    let mut rows = shown
        .map(|(at, name)| {
            let jump = move || store.jump(at);
            let class = if at > now { "undone" } else { "" };
            view! {
                <li class=class>
                    <button
                        type="button"
                        class="text"
                        aria-current=(at == now).then_some("step")
                        on:click=click(jump)
                    >
                        {name}
                    </button>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    rows.reverse();
    view! { <ol>{rows}</ol> }.into_any()
}
