//! The guide to what goes wrong: symptom, how to tell, what mends it, and what the checks say of it beforehand.

use leptos::prelude::*;

use super::made;
use crate::app::live::{click, live, memo, typed};
use crate::app::prose::prose;
use crate::app::store::{Store, Tab};
use crate::browser::page as browser;
use crate::kit::{Step, Trouble, find_troubles};
use crate::plan::Analysis;
use crate::words::{self, Message, kit, page};

pub(super) fn troubles(store: Store) -> AnyView {
    let all = made(store, Analysis::troubles);
    let wanted = RwSignal::new(String::new());
    let found = memo(move || {
        let wanted = wanted.get();
        all.with(|all| {
            find_troubles(all, &wanted)
                .into_iter()
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let count = move || {
        let all = all.with(|all| all.len());
        page::rollout_found(found.with(Vec::len), all.to_string()).to_string()
    };
    let none = move || found.with(Vec::is_empty);
    let list = move || {
        let report = store.report.get();
        let now = |code: &str| {
            let diagnostics = report.iter().flat_map(|report| &report.diagnostics);
            diagnostics.into_iter().any(|diagnostic| diagnostic.code == code)
        };
        found.with(|found| {
            let drawn = found.iter().map(|trouble| draw(store, trouble, &now));
            drawn.collect::<Vec<_>>()
        })
    };
    let print = move || {
        store.notice.set(browser::print().err().map(|refused| refused.0));
    };
    view! {
        <div class="report-tools">
            <label class="find">
                {page::rollout_find().to_string()}
                <input id="find-trouble" type="search" autocomplete="off" on:input=typed(move |text| wanted.set(text)) />
            </label>
            <button type="button" class="text" id="guide-print" on:click=click(print)>
                {page::report_print().to_string()}
            </button>
        </div>
        <p class="progress" role="status" id="troubles-found">{live(count)}</p>
        <p class="empty" hidden=live(move || !none())>{page::rollout_found_none().to_string()}</p>
        <div class="troubles">{live(list)}</div>
    }
    .into_any()
}

fn draw(store: Store, trouble: &Trouble, now: &dyn Fn(&str) -> bool) -> AnyView {
    let rules = trouble.codes.iter().map(|code| rule(store, code, now(code)));
    let rules = rules.collect::<Vec<_>>();
    view! {
        <article class="trouble" id=format!("trouble-{}", trouble.id)>
            <h2>{prose(&trouble.symptom.to_string())}</h2>
            {steps(&kit::guide_checks(), &trouble.checks)}
            {steps(&kit::guide_fix(), &trouble.fix)}
            <h3>{page::rollout_rules().to_string()}</h3>
            <dl>{rules}</dl>
        </article>
    }
    .into_any()
}

fn steps(title: &Message, steps: &[Step]) -> AnyView {
    let steps = steps.iter().map(|step| {
        let command = step.command.as_ref().map(|command| {
            let label = page::rollout_command().to_string();
            view! { <pre tabindex="0" role="region" aria-label=label><code>{command.clone()}</code></pre> }
                .into_any()
        });
        view! { <li>{prose(&step.text.to_string())} {command}</li> }.into_any()
    });
    let steps = steps.collect::<Vec<_>>();
    view! {
        <h3>{title.to_string()}</h3>
        <ol>{steps}</ol>
    }
    .into_any()
}

/// A rule of the checks: what it is about, and whether this plan breaks it.
fn rule(store: Store, code: &'static str, is_broken: bool) -> AnyView {
    let go = move || {
        store.tab.set(Tab::Problems);
        request_animation_frame(move || {
            // Where the list is not there, the tab is.
            let _ = browser::reveal(&crate::app::results::rule_id(code));
        });
    };
    let now =
        is_broken.then(|| view! { <span class="mark">{page::rollout_now().to_string()}</span> }.into_any());
    view! {
        <dt>
            <button
                type="button"
                class="text"
                aria-label=page::rollout_rule(code).to_string()
                on:click=click(go)
            >
                <code>{code}</code>
            </button>
            " "
            {now}
        </dt>
        <dd>{prose(words::rule(code).unwrap_or_default())}</dd>
    }
    .into_any()
}
