//! A file of the kit as it is: where it goes, what it is, its text in colours, and what can be done with it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::live::click;
use crate::app::prose::prose;
use crate::app::results::export::say;
use crate::app::store::Store;
use crate::browser::{clipboard, download};
use crate::kit::{KitFile, Language, Token, tokens};
use crate::words::page;

pub(super) fn preview(store: Store, file: &Arc<KitFile>) -> AnyView {
    let (copied, saved) = (Arc::clone(file), Arc::clone(file));
    let script = file
        .executable
        .then(|| view! { <span class="kind">{page::kit_script().to_string()}</span> }.into_any());
    view! {
        <section class="kit-file" aria-label=file.path.clone()>
            <div class="kit-file-head">
                <h2><code>{file.path.clone()}</code> " " {script}</h2>
                <button type="button" class="text" id="kit-copy" on:click=click(move || copy(store, copied.body.clone()))>
                    {page::results_copy().to_string()}
                </button>
                <button type="button" class="text" id="kit-download" on:click=click(move || save(store, &saved))>
                    {page::results_download().to_string()}
                </button>
                <p>{prose(&file.about.to_string())}</p>
            </div>
            {text(file)}
        </section>
    }
    .into_any()
}

/// The text of a file, in a box that scrolls by itself.
pub(super) fn text(file: &KitFile) -> AnyView {
    let lines = tokens(file.language, &file.body).into_iter().map(|parts| {
        let parts = parts.into_iter().map(|(token, text)| match class_of(token) {
            "" => text.to_owned().into_any(),
            class => view! { <span class=class>{text.to_owned()}</span> }.into_any(),
        });
        view! { <li>{parts.collect::<Vec<_>>()}</li> }.into_any()
    });
    let lines = lines.collect::<Vec<_>>();
    view! {
        <div class="kit-text" tabindex="0" role="region" aria-label=file.path.clone()>
            <ol class="code">{lines}</ol>
        </div>
    }
    .into_any()
}

fn class_of(token: Token) -> &'static str {
    match token {
        Token::Plain => "",
        Token::Comment => "c",
        Token::Text => "s",
        Token::Key => "k",
        Token::Literal => "n",
    }
}

/// Copies a text and says so.
pub(super) fn copy(store: Store, text: String) {
    spawn_local(async move {
        let copied = clipboard::copy(text).await;
        say(store, copied, Some(page::results_copied().to_string()));
    });
}

/// Saves a file alone, under the last part of its path.
pub(super) fn save(store: Store, file: &KitFile) {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let saved = download::save(name, media_type(file.language), file.body.as_bytes());
    say(store, saved, None);
}

fn media_type(language: Language) -> &'static str {
    match language {
        Language::Markdown => "text/markdown",
        Language::Json => "application/json",
        Language::Yaml => "application/yaml",
        Language::Calendar => "text/calendar",
        Language::JavaScript => "text/javascript",
        Language::Shell | Language::Ruby | Language::Sql | Language::Mermaid | Language::Text => "text/plain",
    }
}
