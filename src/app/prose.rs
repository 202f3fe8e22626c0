//! Sentences in the page: what stands in backquotes is drawn as code.

use leptos::prelude::*;

/// A sentence with its names and values as code.
pub(super) fn prose(sentence: &str) -> AnyView {
    let parts = sentence.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => part.to_owned().into_any(),
        _ => view! { <code>{part.to_owned()}</code> }.into_any(),
    });
    parts.collect::<Vec<_>>().into_any()
}
