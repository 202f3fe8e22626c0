//! The page: wiring and views over the core.
//!
//! Holds no rule and no arithmetic of the domain: a control shows what the Blueprint says and makes a
//! semantic edit; everything else follows from the new text. Must not know web-sys.

mod bar;
mod before_download;
mod controls;
mod editing;
mod fields;
mod focus;
mod keeping;
mod kit;
mod language;
mod later;
mod list;
mod live;
mod opening;
mod prose;
mod results;
mod room;
mod sharing;
mod shortcuts;
mod status;
mod steps;
mod store;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{keyboard, page, worker};
use crate::plan::{Session, Workspace};
use crate::words::page as words;
use keeping::{Found, Kept};
use live::live;
use store::Store;

/// Puts the page in the place of the skeleton; in a worker, answers what the page asks.
pub fn start() {
    if worker::is_here() {
        worker::serve(async {
            let later = later::load().await.ok()?;
            Some(later.answer_aside)
        });
    } else if let Ok(place) = page::element("app") {
        leptos::mount::mount_to(place, root).forget();
    }
}

/// The page with what this browser has kept. What was saved is read by code that comes later; until then the
/// skeleton stays.
fn root() -> impl IntoView {
    let (kept, saved) = match keeping::find() {
        Found::Nothing(kept) => (kept, None),
        Found::Text(text) => (Kept::Saved, Some(text)),
    };
    let store = Store::new(kept);
    let language = language::at_first();
    let ready = RwSignal::new(saved.is_none() && language == "en");
    spawn_local(async move {
        if language != "en" {
            language::show(language).await;
            store.speak(crate::words::language());
            if saved.is_none() {
                // The scenarios to begin with have names in that language, too.
                store.update(|session| *session = Session::new(Workspace::start()));
                ready.set(true);
            }
        }
        store.load_later().await;
        if let Some(text) = saved {
            match store.here_now() {
                Some(later) => (later.open)(store, &text),
                None => store
                    .kept
                    .set(Kept::Off(words::status_saved_not_loaded().to_string())),
            }
            keeping::remember(store, text);
            ready.set(true);
        }
        store
            .here_now()
            .into_iter()
            .for_each(|later| (later.receive)(store));
    });
    live(move || {
        ready.get().then(|| {
            // Once, however often the page is drawn anew in another language.
            keeping::keep(store);
            // Without a window there is no keyboard either, and nothing to be told.
            let _ = keyboard::on_press(move |press| shortcuts::answer(store, press));
            language::spoken(store, move || whole(store))
        })
    })
}

fn whole(store: Store) -> AnyView {
    page::remove("skeleton");
    view! {
        {bar::bar(store)}
        {later::later(store, move |later| (later.over)(store))}
        <main>{controls::controls(store)} {results::results(store)}</main>
        {status::status(store)}
    }
    .into_any()
}
