//! The tab Rollout: run books with boxes to tick, and the guide to what goes wrong.

use std::sync::Arc;

use leptos::prelude::*;

use super::step::{Position, step};
use super::{made, preview, troubles};
use crate::app::live::{click, live, memo};
use crate::app::prose::prose;
use crate::app::results::export::say;
use crate::app::store::Store;
use crate::browser::{download, page as browser};
use crate::kit::{KitFile, Runbook};
use crate::plan::{Analysis, Rollout};
use crate::words::{Message, page};

/// The form to write an incident down.
const POST_MORTEM: &str = "docs/post-mortem.md";

pub(in crate::app) fn rollout(store: Store) -> AnyView {
    let guide = RwSignal::new(false);
    let choice = move |shows_guide: bool, id: &'static str, label: Message| {
        view! {
            <button
                type="button"
                id=id
                aria-pressed=live(move || (guide.get() == shows_guide).to_string())
                on:click=click(move || guide.set(shows_guide))
            >
                {label.to_string()}
            </button>
        }
        .into_any()
    };
    let shown = move || {
        if guide.get() {
            troubles::troubles(store)
        } else {
            books(store)
        }
    };
    view! {
        <div class="seg views" role="group" aria-label=page::rollout_parts().to_string()>
            {choice(false, "rollout-books", page::rollout_books())} {choice(true, "rollout-guide", page::rollout_guide())}
        </div>
        {live(shown)}
    }
    .into_any()
}

/// What is noted in the scenario on screen.
fn noted<T>(store: Store, read: impl FnOnce(&Rollout) -> T) -> Option<T> {
    store.setting(|settings| read(&settings.rollout))
}

fn books(store: Store) -> AnyView {
    let books = made(store, Analysis::runbooks);
    let forms = made(store, post_mortem);
    let none = memo(move || books.with(|books| books.is_empty()));
    let done = move || {
        let (done, all) = books.with(|books| {
            let all = books.iter().map(|book| book.steps.len()).sum::<usize>();
            let done = noted(store, |rollout| {
                books.iter().map(|book| rollout.done(book)).sum::<usize>()
            });
            (done.unwrap_or_default(), all)
        });
        page::rollout_done(done.to_string(), all.to_string()).to_string()
    };
    let markdown = move || {
        let text = books.with_untracked(|books| {
            let own = store.on_screen_now();
            own.map(|own| own.settings.rollout.markdown(books))
        });
        text.unwrap_or_default()
    };
    let save = move || {
        let saved = download::save("runbooks.md", "text/markdown", markdown().as_bytes());
        say(store, saved, None);
    };
    let print = move || {
        store.notice.set(browser::print().err().map(|refused| refused.0));
    };
    let drawn = move || {
        let books = books.get();
        // The first that is not done is open.
        let first = untrack(|| {
            noted(store, |rollout| {
                books
                    .iter()
                    .position(|book| rollout.done(book) < book.steps.len())
            })
        });
        let drawn = books
            .iter()
            .enumerate()
            .map(|(at, book)| draw(store, book, first.flatten() == Some(at)));
        drawn.collect::<Vec<_>>()
    };
    let form = move || {
        let forms = forms.get();
        forms.first().map(|file| draw_form(store, file))
    };
    view! {
        <p class="empty" hidden=live(move || !none.get())>{page::kit_none().to_string()}</p>
        <div class="rollout" hidden=live(move || none.get())>
            <div class="report-tools">
                <p class="progress" role="status" id="rollout-done">{live(done)}</p>
                <button type="button" class="text" id="rollout-print" on:click=click(print)>
                    {page::report_print().to_string()}
                </button>
                <button type="button" class="text" id="rollout-copy" on:click=click(move || preview::copy(store, markdown()))>
                    {page::rollout_copy().to_string()}
                </button>
                <button type="button" class="text" id="rollout-download" on:click=click(save)>
                    {page::rollout_download().to_string()}
                </button>
            </div>
            {live(drawn)} {live(form)}
        </div>
    }
    .into_any()
}

/// The form for a post-mortem, among the files of the kit.
fn post_mortem(
    shown: &Analysis,
    settings: &crate::plan::Settings,
    checklist: &crate::envvars::Checklist,
) -> Vec<KitFile> {
    let mut files = shown.kit(settings, checklist);
    files.retain(|file| file.path == POST_MORTEM);
    files
}

fn draw(store: Store, book: &Runbook, open: bool) -> AnyView {
    let steps = book.steps.iter().enumerate().map(|(at, own)| {
        let position = Position {
            book: book.title.to_string(),
            number: at + 1,
        };
        step(store, own, position)
    });
    let steps = steps.collect::<Vec<_>>();
    let all = book.steps.len();
    let counted = book.clone();
    let done = move || {
        let done = noted(store, |rollout| rollout.done(&counted)).unwrap_or_default();
        page::rollout_book_done(done.to_string(), all.to_string()).to_string()
    };
    view! {
        <details class="runbook" id=format!("book-{}", book.id) open=open>
            <summary>
                <h2>{book.title.to_string()}</h2>
                " "
                <span class="book-done">{live(done)}</span>
            </summary>
            <p class="quiet">{prose(&book.about.to_string())}</p>
            <ol class="book-steps">{steps}</ol>
        </details>
    }
    .into_any()
}

fn draw_form(store: Store, file: &KitFile) -> AnyView {
    let saved = Arc::new(file.clone());
    view! {
        <details class="runbook" id="book-post-mortem">
            <summary>
                <h2>{page::rollout_post_mortem().to_string()}</h2>
            </summary>
            <p class="quiet">{prose(&file.about.to_string())}</p>
            <button
                type="button"
                class="text"
                id="post-mortem-download"
                on:click=click(move || preview::save(store, &saved))
            >
                {page::rollout_download().to_string()}
            </button>
            {preview::text(file)}
        </details>
    }
    .into_any()
}
