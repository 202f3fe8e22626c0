//! A step of a run book: a box to tick, what to do, and who does it when.

use leptos::prelude::*;

use crate::app::live::{click, live, memo, typed};
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::browser::page as browser;
use crate::kit::{Date, Step};
use crate::plan::Mark;
use crate::words::{Message, page, plan as words};

/// Which step of which run book.
#[derive(Clone)]
pub(super) struct Position {
    pub book: String,
    pub number: usize,
}

pub(super) fn step(store: Store, step: &Step, position: Position) -> AnyView {
    let id = step.id;
    let mark = memo(move || {
        let mark = store.setting(|settings| settings.rollout.mark(id).cloned());
        mark.flatten().unwrap_or_default()
    });
    let done = memo(move || mark.with(|mark| mark.done));
    let named = position.clone();
    let toggle = move |_| {
        let is_done = !done.get_untracked();
        let name = if is_done {
            words::step_step_done
        } else {
            words::step_step_open
        };
        note(
            store,
            id,
            name(named.book.clone(), named.number.to_string()),
            |mark| {
                let today = Date::parse(&browser::today());
                mark.done = is_done;
                if is_done {
                    mark.date = mark.date.or(today);
                } else if mark.date == today {
                    // Most likely the tick's own; any other day stays.
                    mark.date = None;
                }
            },
        );
    };
    let command = step.command.as_ref().map(|command| {
        let label = page::rollout_command().to_string();
        view! { <pre tabindex="0" role="region" aria-label=label><code>{command.clone()}</code></pre> }
            .into_any()
    });
    view! {
        <li class:done=live(move || done.get())>
            <label class="check">
                <input type="checkbox" prop:checked=live(move || done.get()) on:change=typed(toggle) />
                <span>{prose(&step.text.to_string())}</span>
            </label>
            {command}
            {who(store, id, mark, position)}
        </li>
    }
    .into_any()
}

/// Notes something of a step, as a step of the history.
fn note(store: Store, id: &'static str, name: Message, change: impl FnOnce(&mut Mark)) {
    store.set(name, "", |settings| settings.rollout.change(id, change));
    store.end_gesture();
}

/// Owner and date, shown once they are used.
fn who(store: Store, id: &'static str, mark: Memo<Mark>, position: Position) -> AnyView {
    let asked = RwSignal::new(false);
    let used = memo(move || asked.get() || mark.with(|mark| *mark != Mark::default()));
    let number = position.number.to_string();
    let field = |part: &str| format!("{part}-{}", id.replace('.', "-"));
    let (owner_id, date_id) = (field("owner"), field("date"));
    let (to_focus, to_restore) = (owner_id.clone(), date_id.clone());
    let ask = move || {
        asked.set(true);
        let to_focus = to_focus.clone();
        request_animation_frame(move || {
            // Should it not be there, the focus stays where it is.
            let _ = browser::reveal(&to_focus);
        });
    };
    let (of_owner, of_date) = (position.clone(), position);
    let set_owner = move |text: String| {
        let name = words::step_step_owner(of_owner.book.clone(), of_owner.number.to_string());
        note(store, id, name, |mark| mark.owner = text);
    };
    let date = memo(move || mark.with(|mark| mark.date.map(|date| date.to_string()).unwrap_or_default()));
    let set_date = move |text: String| {
        let day = Date::parse(&text);
        if day.is_none() && !text.is_empty() {
            browser::show_text(&to_restore, &date.get_untracked());
            store.notice.set(Some(page::kit_bad_day().to_string()));
            return;
        }
        let name = words::step_step_date(of_date.book.clone(), of_date.number.to_string());
        note(store, id, name, |mark| mark.date = day);
    };
    view! {
        <button
            type="button"
            class="text assign"
            hidden=live(move || used.get())
            aria-label=page::rollout_assign_of(number.as_str()).to_string()
            on:click=click(ask)
        >
            {page::rollout_assign().to_string()}
        </button>
        <span class="who" hidden=live(move || !used.get())>
            <input
                id=owner_id
                autocomplete="off"
                maxlength="80"
                placeholder=page::rollout_owner().to_string()
                aria-label=page::rollout_owner_of(number.as_str()).to_string()
                prop:value=live(move || mark.with(|mark| mark.owner.clone()))
                on:change=typed(set_owner)
            />
            <input
                id=date_id
                type="date"
                class:unset=live(move || date.with(String::is_empty))
                min="1970-01-01"
                max="9999-12-31"
                aria-label=page::rollout_date_of(number.as_str()).to_string()
                prop:value=live(move || date.get())
                on:change=typed(set_date)
            />
        </span>
    }
    .into_any()
}
