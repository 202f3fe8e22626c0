//! What differs from another text: from the one that was opened, from the last download, from another
//! scenario; in words, and line by line.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::live::{click, live, memo, typed};
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::plan::diff::{Compared, Part, Problem, Row, Side, parts, rows, side_by_side};
use crate::plan::{Scenario, ScenarioId, analyse};
use crate::words::{Message, diff as told, page};

/// What the plan on screen is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum Base {
    /// The text that was opened.
    #[default]
    Original,
    /// The text that was downloaded last.
    Download,
    /// Another scenario.
    Scenario(ScenarioId),
}

impl Base {
    fn id(self) -> String {
        match self {
            Self::Original => "original".to_owned(),
            Self::Download => "download".to_owned(),
            Self::Scenario(ScenarioId(number)) => number.to_string(),
        }
    }
}

/// What there is to compare with, and what it is called; the one that is compared with, or that is likeliest
/// meant, first.
fn bases(store: Store) -> Vec<(Base, String)> {
    let Some(own) = store.scenario.get() else {
        return Vec::new();
    };
    let settings = &own.settings;
    let original = settings
        .original
        .as_ref()
        .map(|_| (Base::Original, page::changes_original()));
    let download = settings
        .downloaded
        .as_ref()
        .map(|_| (Base::Download, page::changes_download()));
    let mut bases: Vec<(Base, String)> = [original, download]
        .into_iter()
        .flatten()
        .map(|(base, name)| (base, name.to_string()))
        .collect();
    store.with_session(|session| {
        let others = session
            .workspace()
            .scenarios
            .iter()
            .filter(|other| other.id != own.id);
        bases.extend(others.map(|other| {
            let name = page::changes_scenario(other.settings.name.as_str());
            (Base::Scenario(other.id), name.to_string())
        }));
    });
    bases
}

/// The base in use: the one that was chosen, where it is there, else the first.
fn base_in_use(store: Store) -> Option<Base> {
    let bases = bases(store);
    let chosen = store.base.get();
    let found = bases.iter().find(|(base, _)| *base == chosen).or(bases.first());
    found.map(|(base, _)| *base)
}

/// The plan that is compared with.
fn other(store: Store, base: Base) -> Option<Scenario> {
    let own = store.scenario.get()?;
    let with_text = |text: &Option<Arc<str>>| {
        let mut other = Scenario::clone(&own);
        other.text = text.clone()?;
        Some(other)
    };
    match base {
        Base::Original => with_text(&own.settings.original),
        Base::Download => with_text(&own.settings.downloaded),
        Base::Scenario(id) => store.with_session(|session| {
            session
                .workspace()
                .scenario(id)
                .map(|other| Scenario::clone(other))
        }),
    }
}

/// Both texts, and what differs.
#[derive(Clone, PartialEq)]
struct Both {
    before: Arc<str>,
    after: Arc<str>,
    compared: Compared,
}

fn compare(store: Store) -> Option<Both> {
    let other = other(store, base_in_use(store)?)?;
    let before = analyse(&other, store.prices());
    let before_report = before.check();
    let report = store.report.get()?;
    let before_bill = store.bill_of(&other).unwrap_or_else(|| before.bill.clone());
    let bill = store.bill.get();
    let compared = store.reading.with(|after| {
        let before = Side {
            bill: &before_bill,
            ..before.side(&before_report)
        };
        let after = Side {
            bill: &bill,
            ..after.side(&report)
        };
        let sides = (before, after);
        Compared::of("render.yaml", sides)
    });
    Some(Both {
        before: before.tree.shared_text(),
        after: store.reading.with(|after| after.tree.shared_text()),
        compared,
    })
}

/// The patch from the base in use to the text on screen, and the comment for a pull request.
pub(super) fn texts(store: Store) -> [String; 2] {
    untrack(|| compare(store)).map_or_else(Default::default, |both| {
        [both.compared.patch.clone(), both.compared.markdown()]
    })
}

/// The view.
pub(super) fn changes(store: Store) -> AnyView {
    let is_split = RwSignal::new(false);
    let both = memo(move || compare(store));
    let options = move || {
        let now = base_in_use(store);
        let options = bases(store).into_iter().map(|(base, name)| {
            view! { <option value=base.id() prop:selected=Some(base) == now>{name}</option> }.into_any()
        });
        options.collect::<Vec<_>>()
    };
    let choose = move |id: String| {
        let found = untrack(|| bases(store))
            .into_iter()
            .find(|(base, _)| base.id() == id);
        if let Some((base, _)) = found {
            store.base.set(base);
        }
    };
    let form = move |split: bool, label: Message| {
        view! {
            <button
                type="button"
                aria-pressed=live(move || (is_split.get() == split).to_string())
                on:click=click(move || is_split.set(split))
            >
                {label.to_string()}
            </button>
        }
    };
    let none = move || bases(store).is_empty();
    view! {
        <p class="empty" hidden=live(move || !none())>{page::changes_no_base().to_string()}</p>
        <div class="changes-head" hidden=live(none)>
            <label>
                {page::changes_against().to_string()}
                <select id="changes-base" on:change=typed(choose)>{live(options)}</select>
            </label>
            <div class="seg" role="group" aria-label=page::changes_form().to_string()>
                {form(false, page::changes_unified())} {form(true, page::changes_split())}
            </div>
        </div>
        {live(move || both.with(|both| both.as_ref().map(|both| in_words(&both.compared))))}
        {live(move || both.with(|both| both.as_ref().map(|both| lines(both, is_split.get()))))}
    }
    .into_any()
}

/// What differs, as a list of sentences.
pub(super) fn in_words(compared: &Compared) -> AnyView {
    if compared.is_nothing() {
        return view! { <p class="empty good">{told::nothing().to_string()}</p> }.into_any();
    }
    let lines = compared.difference.lines.iter();
    let lines = lines.map(|line| view! { <li>{prose(&line.to_string())}</li> }.into_any());
    let lines = lines.collect::<Vec<_>>();
    let lists = [
        (told::comment_risks(), &compared.difference.risks),
        (told::comment_gained(), &compared.difference.gained),
        (told::comment_solved(), &compared.difference.solved),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    let lists = lists
        .map(|(head, list)| problems(&head, list))
        .collect::<Vec<_>>();
    let total = compared.total();
    view! {
        <section class="told" aria-label=page::changes_in_words().to_string()>
            <ul>{lines}</ul>
            <p class="total" hidden=total.is_none()>{total.clone()}</p>
            {lists}
        </section>
    }
    .into_any()
}

fn problems(head: &Message, list: &[Problem]) -> AnyView {
    let rows = list.iter().map(|found| {
        let class = found.severity.id();
        view! {
            <li class=class>
                {prose(&found.message)} " "
                <span class="severity">{found.severity.name().to_string()}</span>
            </li>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <h3>{head.to_string()}</h3>
        <ul class="told-problems">{rows}</ul>
    }
    .into_any()
}

/// Equal lines shown around each change.
const CONTEXT: usize = 3;

fn lines(both: &Both, is_split: bool) -> AnyView {
    let rows = rows(&both.before, &both.after);
    if rows.iter().all(Row::is_same) {
        return ().into_any();
    }
    let parts = parts(&rows, CONTEXT);
    let drawn = parts.into_iter().map(|part| match part {
        Part::Shown(rows) => table(rows, is_split),
        Part::Folded(rows) => folded(rows, is_split),
    });
    let drawn = drawn.collect::<Vec<_>>();
    let class = if is_split { "lines split" } else { "lines" };
    view! {
        <div class=class tabindex="0" role="group" aria-label=page::changes_lines().to_string()>{drawn}</div>
    }
    .into_any()
}

/// Equal lines, drawn when they are asked for.
fn folded(rows: &[Row<'_>], is_split: bool) -> AnyView {
    let open = RwSignal::new(false);
    let first = rows.first().and_then(|row| row.new).unwrap_or(1);
    let shift = rows.first().and_then(|row| Some((row.old?, row.new?)));
    let texts: Vec<String> = rows.iter().map(|row| row.text.to_owned()).collect();
    let count = texts.len();
    let all = move || {
        open.get().then(|| {
            let old = |new: usize| shift.map(|(old, own)| old + new - own);
            let rows: Vec<Row<'_>> = texts
                .iter()
                .zip(first..)
                .map(|(text, new)| Row {
                    old: old(new),
                    new: Some(new),
                    text,
                    ending: "\n",
                })
                .collect();
            table(&rows, is_split)
        })
    };
    view! {
        <button
            type="button"
            class="text unfold"
            hidden=live(move || open.get())
            on:click=click(move || open.set(true))
        >
            {page::changes_unfold(count).to_string()}
        </button>
        {live(all)}
    }
    .into_any()
}

fn table(rows: &[Row<'_>], is_split: bool) -> AnyView {
    let drawn: Vec<AnyView> = if is_split {
        let pairs = side_by_side(rows);
        pairs.into_iter().map(|[old, new]| pair(old, new)).collect()
    } else {
        rows.iter().map(unified).collect()
    };
    view! { <ol class="diff">{drawn}</ol> }.into_any()
}

/// A line's class, and how it is read aloud.
fn state(row: &Row<'_>) -> (&'static str, Option<Message>) {
    match (row.old, row.new) {
        (None, _) => ("add", Some(page::results_line_added())),
        (_, None) => ("gone", Some(page::results_line_removed())),
        _ => ("", None),
    }
}

fn said(state: Option<Message>) -> AnyView {
    let said = state.map(|state| view! { <span class="sr-only">{format!(" ({state})")}</span> });
    said.into_any()
}

fn unified(row: &Row<'_>) -> AnyView {
    let (class, state) = state(row);
    let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
    view! {
        <li class=class>
            <span class="number">{number(row.old)}</span>
            <span class="number">{number(row.new)}</span>
            <span class="line">{row.text.to_owned()}</span>
            {said(state)}
        </li>
    }
    .into_any()
}

fn pair(old: Option<&Row<'_>>, new: Option<&Row<'_>>) -> AnyView {
    let cell = |row: Option<&Row<'_>>, own: fn(&Row<'_>) -> Option<usize>| {
        let Some(row) = row else {
            return view! { <span class="cell none"></span> }.into_any();
        };
        let (class, state) = state(row);
        let number = own(row).map(|number| number.to_string()).unwrap_or_default();
        view! {
            <span class=format!("cell {class}")>
                <span class="number">{number}</span>
                <span class="line">{row.text.to_owned()}</span>
                {said(state)}
            </span>
        }
        .into_any()
    };
    view! {
        <li>{cell(old, |row| row.old)} {cell(new, |row| row.new)}</li>
    }
    .into_any()
}
