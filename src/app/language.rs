//! The language of the page: the one that was chosen, else the one that the browser prefers, else English.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::live::{live, typed};
use super::store::Store;
use crate::browser::{language as browser, storage};
use crate::words::{Language, choose_language, language, page};

/// The name under which the choice is kept.
const PLACE: &str = "plano-language";

/// The languages, each under its own name.
pub(super) const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("es", "Español")];

/// The language to begin with.
pub(super) fn at_first() -> &'static str {
    let kept = storage::read(PLACE).ok().flatten();
    let wished = kept.into_iter().chain(browser::preferred());
    let known = wished.filter_map(|id| LANGUAGES.iter().find(|(own, _)| *own == id));
    known.map(|(id, _)| *id).next().unwrap_or("en")
}

/// Shows all sentences in a language from now on; stays with the one in use where its sentences do not come.
pub(super) async fn show(id: &str) {
    if id == "en" {
        choose_language(None);
    } else if let Ok(list) = browser::sentences(id).await {
        choose_language(Some(Language::read(id, list)));
    }
    browser::tell(language(), &page::title().to_string());
}

/// The choice of the language; what is on the page is drawn anew in it.
pub(super) fn choice(store: Store) -> AnyView {
    let options = LANGUAGES.map(|(id, name)| {
        view! { <option value=id lang=id selected=id == language()>{name}</option> }.into_any()
    });
    let name = page::status_language().to_string();
    view! {
        <select id="language" aria-label=name on:change=typed(move |id| choose(store, id))>
            {options.into_iter().collect::<Vec<_>>()}
        </select>
    }
    .into_any()
}

/// Speaks the language of a plan that somebody shared, where none was chosen here; once the plan is opened it stays,
/// else the browser's comes back with the next visit.
pub(super) fn follow(store: Store, code: Option<&str>) {
    let is_chosen = !matches!(storage::read(PLACE), Ok(None));
    let known = LANGUAGES.iter().find(|(own, _)| Some(*own) == code);
    if let Some((id, _)) = known.filter(|(id, _)| !is_chosen && *id != language()) {
        spawn_local(async move {
            show(id).await;
            store.speak(language());
        });
    }
}

/// Keeps the language in use as the one that was chosen.
pub(super) fn keep() {
    // Where nothing can be kept, it holds until the page is left.
    let _ = storage::write(PLACE, language());
}

/// Shows the page in a language, and keeps the choice.
pub(super) fn choose(store: Store, id: String) {
    spawn_local(async move {
        show(&id).await;
        keep();
        store.speak(language());
    });
}

/// A view that is drawn anew when the language is another.
pub(super) fn spoken(store: Store, draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    live(move || {
        store.spoken.get();
        untrack(&draw)
    })
    .into_any()
}
