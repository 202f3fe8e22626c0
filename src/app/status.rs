//! The status line: verdict, problems, what the last change did to the cost, prices.

use leptos::prelude::*;

use super::keeping::Kept;
use super::later::later;
use super::live::live;
use super::store::Store;
use crate::check::Severity;
use crate::words::page;

pub(super) fn status(store: Store) -> impl IntoView {
    let valid = move || match store.preview.get() {
        Some(preview) => Some(preview.valid),
        None => store.report.get().map(|report| report.valid),
    };
    let verdict = move || {
        match valid() {
            Some(true) => page::status_valid(),
            Some(false) => page::status_invalid(),
            None => page::status_checking(),
        }
        .to_string()
    };
    let verdict_class = move || match valid() {
        Some(true) => "good",
        Some(false) => "bad",
        None => "",
    };
    let counts = move || {
        if let Some(preview) = store.preview.get() {
            return counts(|severity| preview.count(severity));
        }
        let report = store.report.get();
        report
            .map(|report| counts(|severity| report.count(severity)))
            .unwrap_or_default()
    };
    let change = move || {
        store
            .notice
            .get()
            .or_else(|| last_change(store))
            .unwrap_or_default()
    };
    let kept = move || match store.kept.get() {
        Kept::Unchanged | Kept::Pending => String::new(),
        Kept::Saved => page::status_kept().to_string(),
        Kept::Failed(reason) | Kept::Off(reason) => reason,
        Kept::Elsewhere => page::status_elsewhere().to_string(),
    };
    let kept_class = move || match store.kept.get() {
        Kept::Failed(_) | Kept::Off(_) | Kept::Elsewhere => "bad",
        _ => "",
    };
    let prices = move || page::status_prices(store.prices().name()).to_string();
    view! {
        <footer class="status">
            <span class=live(verdict_class)>{live(verdict)}</span>
            <span>{live(counts)}</span>
            <span class="delta" role="status" id="last-change">{live(change)}</span>
            <span class=live(kept_class) id="kept" role="status">{live(kept)}</span>
            {later(store, move |later| (later.choices)(store))}
            {later(store, move |later| (later.language)(store))}
            <span class="right">{live(prices)} ", " {page::status_tax().to_string()}</span>
        </footer>
    }
}

/// `1 warning, 2 notes`.
pub(super) fn counts(count: impl Fn(Severity) -> usize) -> String {
    let parts = [
        (count(Severity::Error), page::problems_errors as fn(usize) -> _),
        (count(Severity::Warning), page::problems_warnings),
        (count(Severity::Note), page::problems_notes),
    ];
    let said = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| word(count).to_string());
    said.collect::<Vec<_>>().join(", ")
}

/// The last step in words, with what it did to the bill.
fn last_change(store: Store) -> Option<String> {
    let change = store.last_change.get()?;
    if store.typing.get() {
        return Some(change.name.plain());
    }
    let (Some(before), Some(later)) = (store.bill_of(&change.before), store.here()) else {
        return Some(change.name.plain());
    };
    let cost = store.bill.with(|after| (later.cost_change)(&before, after));
    Some(format!("{}: {}", change.name.plain(), cost.text()))
}
