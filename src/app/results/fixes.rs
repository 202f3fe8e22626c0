//! Fixes of diagnostics: what one would change is shown first, and made as one step.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::live::{click, live};
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::browser::page as browser;
use crate::check::fix::Fix;
use crate::check::{Diagnostic, Severity};
use crate::plan::{ChangedLine, changed_lines};
use crate::words::{Message, page, plan};

/// How many fixes have a button each; more stand in a list to choose from.
const BUTTONS: usize = 4;

/// What a fix would make of the text.
#[derive(Clone, PartialEq)]
pub(super) struct Proposal {
    of: Of,
    step: Message,
    before: Arc<str>,
    after: Arc<str>,
}

/// What a proposal is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The diagnostic at this place of the list.
    One(usize),
    /// All that have one right answer.
    All,
}

impl Of {
    /// The element with its controls.
    fn id(self) -> String {
        match self {
            Self::One(at) => format!("fixes-{at}"),
            Self::All => "fix-all".to_owned(),
        }
    }
}

/// The fixes of one diagnostic, and the proposal that is open.
pub(super) fn of_one(
    store: Store,
    open: RwSignal<Option<Proposal>>,
    at: usize,
    diagnostic: &Diagnostic,
) -> AnyView {
    let fixes = diagnostic.fixes.clone();
    if fixes.is_empty() {
        return ().into_any();
    }
    let controls = if fixes.len() > BUTTONS {
        choice(store, open, at, fixes)
    } else {
        let button = |fix: Fix| {
            let title = fix.title.to_string();
            let propose = move || propose(store, open, Of::One(at), &fix);
            view! { <button class="text fix" on:click=click(propose)>{prose(&title)}</button> }.into_any()
        };
        fixes.into_iter().map(button).collect::<Vec<_>>().into_any()
    };
    view! {
        <div class="fixes" id=Of::One(at).id()>{controls}</div>
        {live(move || shown(store, open, Of::One(at)))}
    }
    .into_any()
}

fn choice(store: Store, open: RwSignal<Option<Proposal>>, at: usize, fixes: Vec<Fix>) -> AnyView {
    let names = fixes.iter().map(|fix| fix.title.to_string().replace('`', ""));
    let options = names
        .enumerate()
        .map(|(number, name)| view! { <option value=number.to_string()>{name}</option> }.into_any());
    let options = options.collect::<Vec<_>>();
    let choose = move |value: String| {
        if let Some(fix) = value.parse().ok().and_then(|number: usize| fixes.get(number)) {
            propose(store, open, Of::One(at), fix);
        }
    };
    view! {
        <select
            aria-label=page::problems_choose().to_string()
            on:change=move |event| choose(event_target_value(&event))
        >
            <option value="">{page::problems_choose().to_string()}</option>
            {options}
        </select>
    }
    .into_any()
}

/// All safe fixes at once; nothing where there is none.
pub(super) fn of_all(store: Store, open: RwSignal<Option<Proposal>>) -> AnyView {
    let counts = move || {
        let report = store.report.get();
        let diagnostics = report.iter().flat_map(|report| &report.diagnostics);
        let fixable = diagnostics.filter(|found| found.safe_fix().is_some());
        fixable.fold((0, 0), |(all, notes), found| {
            (all + 1, notes + usize::from(found.severity == Severity::Note))
        })
    };
    let label = move || {
        let (all, notes) = counts();
        let label = if all == notes {
            page::problems_fix_notes(all)
        } else {
            page::problems_fix_all(all)
        };
        label.to_string()
    };
    let propose = move || {
        store.read_now();
        let fixed = store.reading.with_untracked(|shown| {
            let fixed = shown.fix_safe();
            let (all, notes) = untrack(counts);
            let step = if all == notes {
                plan::step_fix_notes(fixed.made.len())
            } else {
                plan::step_fix_all(fixed.made.len())
            };
            (shown.tree.shared_text(), fixed.tree.shared_text(), step)
        });
        let (before, after, step) = fixed;
        open.set(Some(Proposal {
            of: Of::All,
            step,
            before,
            after,
        }));
    };
    view! {
        <div class="fix-all" hidden=live(move || counts().0 == 0)>
            <button class="primary" id="fix-all" on:click=click(propose)>{live(label)}</button>
            {live(move || shown(store, open, Of::All))}
        </div>
    }
    .into_any()
}

fn propose(store: Store, open: RwSignal<Option<Proposal>>, of: Of, fix: &Fix) {
    if store.typing.get_untracked() {
        // The fix is of the text before what was typed.
        store.read_now();
        store.notice.set(Some(page::results_read_anew().to_string()));
        return;
    }
    let proposal = store.reading.with_untracked(|shown| {
        let after = fix.apply(&shown.tree)?;
        Ok::<_, crate::blueprint::edit::EditError>(Proposal {
            of,
            step: plan::step_fix(fix.title.clone()),
            before: shown.tree.shared_text(),
            after: after.shared_text(),
        })
    });
    match proposal {
        Ok(proposal) => open.set(Some(proposal)),
        Err(error) => store.notice.set(Some(error.to_string())),
    }
}

/// The proposal, where it is for this.
fn shown(store: Store, open: RwSignal<Option<Proposal>>, of: Of) -> Option<AnyView> {
    let proposal = open.get().filter(|proposal| proposal.of == of)?;
    let rows = rows(&proposal.before, &proposal.after);
    let apply = move || {
        let proposal = proposal.clone();
        open.set(None);
        store.update(|session| session.replace_text(proposal.after, proposal.step));
        // The button is gone with its diagnostic; the tab stays.
        let _ = browser::reveal("tab-problems");
    };
    let cancel = move || {
        open.set(None);
        // Back to where the proposal was asked for.
        let _ = browser::reveal(&of.id());
    };
    let view = view! {
        <div class="proposal" role="group" aria-label=page::problems_preview().to_string()>
            <ol class="diff" tabindex="0" aria-label=page::problems_preview().to_string()>{rows}</ol>
            <button class="primary" on:click=click(apply)>{page::problems_apply().to_string()}</button>
            <button class="text" on:click=click(cancel)>{page::problems_cancel().to_string()}</button>
        </div>
    };
    Some(view.into_any())
}

/// The lines that differ, with their numbers in the text that has them.
fn rows(before: &str, after: &str) -> Vec<AnyView> {
    let (mut old, mut new) = (0, 0);
    let mut rows = Vec::new();
    for line in changed_lines(before, after) {
        let (class, said, number, text) = match line {
            ChangedLine::Same(_) => {
                (old, new) = (old + 1, new + 1);
                continue;
            }
            ChangedLine::Added(text) => {
                new += 1;
                ("add", page::results_line_added(), new, text)
            }
            ChangedLine::Removed(text) => {
                old += 1;
                ("gone", page::results_line_removed(), old, text)
            }
        };
        let said = format!(" ({said})");
        rows.push(
            view! {
                <li class=class>
                    <span class="number">{number.to_string()}</span>
                    {text.to_owned()}
                    <span class="sr-only">{said}</span>
                </li>
            }
            .into_any(),
        );
    }
    rows
}
