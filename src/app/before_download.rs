//! What is said before a file is taken along that would hurt what runs on Render.

use leptos::prelude::*;

use super::live::{click, live};
use super::prose::prose;
use super::store::{Store, Tab};
use crate::browser::page as browser;
use crate::check::{Diagnostic, Report, Severity};
use crate::words::page;

/// The family of rules that look at what runs.
const FAMILY: &str = "change/";
/// How many are listed; the others stand among the problems.
const LISTED: usize = 6;
const PANEL: &str = "before-download";

/// Something that can be taken along.
#[derive(Clone, Copy)]
pub(super) struct Taking {
    pub take: fn(Store),
    /// The id of the button that it is asked for with.
    pub button: &'static str,
    /// It goes to the clipboard, not into a file.
    pub is_copied: bool,
}

/// What would hurt, the worst first.
fn hurting(report: &Report) -> Vec<&Diagnostic> {
    let found = report.diagnostics.iter();
    let mut hurting: Vec<&Diagnostic> = found
        .filter(|found| found.code.starts_with(FAMILY) && found.severity != Severity::Note)
        .collect();
    hurting.sort_by_key(|found| found.severity);
    hurting
}

/// Takes something along at once, or, where that would hurt what runs, after it was said.
pub(super) fn ask_first(store: Store, taking: Taking) {
    store.read_now();
    let report = store.report.get_untracked();
    let hurts = report.is_some_and(|report| !hurting(&report).is_empty());
    if !hurts {
        (taking.take)(store);
        return;
    }
    store.taking.set(Some(taking));
    // Once the panel is on the page.
    request_animation_frame(move || drop(browser::reveal(PANEL)));
}

/// The panel, while something is about to be taken along.
pub(super) fn panel(store: Store) -> AnyView {
    live(move || {
        let taking = store.taking.get()?;
        let report = store.report.get()?;
        let hurting = hurting(&report);
        let more = hurting.len().saturating_sub(LISTED);
        let rows = hurting.iter().take(LISTED).map(|found| {
            let class = found.severity.id();
            view! { <li class=class>{prose(&found.message.to_string())}</li> }.into_any()
        });
        let rows = rows.collect::<Vec<_>>();
        let go_on = move || {
            store.taking.set(None);
            (taking.take)(store);
        };
        let go_on_label = if taking.is_copied {
            page::before_copy()
        } else {
            page::before_go_on()
        };
        let see = move || {
            store.taking.set(None);
            store.tab.set(Tab::Problems);
            let _ = browser::reveal("tab-problems");
        };
        let cancel = move || {
            store.taking.set(None);
            let _ = browser::reveal(taking.button);
        };
        let view = view! {
            <div class="beside hurting" id=PANEL role="group" aria-label=page::before_title().to_string()>
                <p><b>{page::before_title().to_string()}</b></p>
                <ul>{rows}</ul>
                <p hidden=more == 0>{page::before_more(more).to_string()}</p>
                <div class="row">
                    <button type="button" class="text" on:click=click(see)>
                        {page::before_see().to_string()}
                    </button>
                    <button type="button" class="text" on:click=click(go_on)>
                        {go_on_label.to_string()}
                    </button>
                    <button type="button" class="text" on:click=click(cancel)>
                        {page::problems_cancel().to_string()}
                    </button>
                </div>
            </div>
        };
        Some(view.into_any())
    })
    .into_any()
}
