//! The diagnostics in words; a click leads to the line and, where there is one, to the control.

use leptos::prelude::*;

use super::fixes::{self, Proposal};
use crate::app::editing;
use crate::app::fields::id_of;
use crate::app::live::{click, live};
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::browser::page as browser;
use crate::check::{Diagnostic, Severity, rules};
use crate::plan::Analysis;
use crate::plan::place::Place;
use crate::words::page;

pub(super) fn problems(store: Store) -> AnyView {
    let open = RwSignal::new(None);
    let list = move || {
        // A proposal is for the text as it was.
        open.set(None);
        let report = store.report.get();
        let diagnostics = report.iter().flat_map(|report| &report.diagnostics);
        store.reading.with(|shown| {
            let rows = diagnostics
                .enumerate()
                .map(|(at, diagnostic)| row(store, shown, open, at, diagnostic));
            rows.collect::<Vec<_>>()
        })
    };
    let none = move || {
        let report = store.report.get()?;
        let notes = report.count(Severity::Note);
        if notes < report.diagnostics.len() {
            return None;
        }
        let sentence = match (notes, report.schema_valid) {
            (0, Some(true)) => page::problems_none(),
            (0, _) => page::problems_none_but_schema(),
            (notes, _) => page::problems_notes_only(notes),
        };
        Some(sentence.to_string())
    };
    view! {
        <p class="empty good" hidden=live(move || none().is_none())>{live(none)}</p>
        {fixes::of_all(store, open)}
        <ul class="problems">{live(list)}</ul>
        {rules()}
    }
    .into_any()
}

/// Everything that is looked at, to be read.
fn rules() -> AnyView {
    let families = rules::families();
    let count = families.iter().map(|family| family.rules.len()).sum::<usize>();
    let families = families.into_iter().map(|family| {
        let rules = family.rules.into_iter().map(|rule| {
            view! {
                <dt id=super::rule_id(rule.code) tabindex="-1"><code>{rule.code}</code></dt>
                <dd>{prose(rule.about)}</dd>
            }
            .into_any()
        });
        let rules = rules.collect::<Vec<_>>();
        view! {
            <h3>{family.title}</h3>
            <dl>{rules}</dl>
        }
        .into_any()
    });
    let families = families.collect::<Vec<_>>();
    view! {
        <details class="rules" id="rules">
            <summary>{page::problems_rules(count).to_string()}</summary>
            {families}
        </details>
    }
    .into_any()
}

fn row(
    store: Store,
    shown: &Analysis,
    open: RwSignal<Option<Proposal>>,
    at: usize,
    diagnostic: &Diagnostic,
) -> AnyView {
    let class = diagnostic.severity.id();
    let severity = match diagnostic.severity {
        Severity::Error => page::problems_error(),
        Severity::Warning => page::problems_warning(),
        Severity::Note => page::problems_note(),
    };
    let (lines, text) = (shown.tree.lines(), shown.tree.text());
    let place = lines.place(text, diagnostic.span.start);
    let in_editor = lines.editor_place(text, diagnostic.span.start);
    let control = control_of(shown, diagnostic);
    let link = Place::Problem {
        code: diagnostic.code.to_owned(),
        line: Some(place.line),
    };
    let go = move || {
        // Without a control of its own, the problem is shown in the text.
        if control.as_deref().is_none_or(|id| browser::reveal(id).is_err()) {
            editing::edit(store, Some(in_editor));
        }
    };
    view! {
        <li class=class id=row_id(at)>
            <h3>{prose(&diagnostic.message.to_string())}</h3>
            <p>{prose(&diagnostic.help.to_string())}</p>
            <p>
                <span class="severity">{severity.to_string()}</span>
                " "
                <button class="text where" on:click=click(go)>
                    {page::problems_where(place.line.to_string(), place.column.to_string()).to_string()}
                </button>
                " "
                <a href=diagnostic.docs target="_blank" rel="noreferrer">{page::problems_docs().to_string()}</a>
                " "
                <a class="code-of-rule" href=format!("#{link}") title=page::problems_link().to_string()>
                    <code>{diagnostic.code}</code>
                </a>
            </p>
            {fixes::of_one(store, open, at, diagnostic)}
        </li>
    }
    .into_any()
}

/// The id of the row of a problem, by where it stands in the report.
pub(in crate::app) fn row_id(at: usize) -> String {
    format!("problem-{at}")
}

/// The id of the control that could mend a problem: of the field that the span stands in.
fn control_of(shown: &Analysis, diagnostic: &Diagnostic) -> Option<String> {
    let blueprint = shown.blueprint();
    let tree = &shown.tree;
    let within = |node: crate::yaml::NodeId| {
        let span = tree.node(node).span;
        span.start <= diagnostic.span.start && diagnostic.span.start < span.end
    };
    let found = blueprint
        .resources()
        .find(|found| within(found.resource().fields.node))?;
    let resource = found.resource();
    let entry = tree
        .entries(resource.fields.node)
        .iter()
        .find(|entry| within(entry.key) || within(entry.value))?;
    let field = tree.key_text(entry)?;
    let field = if field == "scaling" { "numInstances" } else { field };
    Some(id_of(&resource.path, field))
}
