//! The Blueprint's text, highlighted: prices beside plans, problems in the gutter, and what the last
//! change added and removed.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::editing::Stage;
use crate::app::list::{Row, list};
use crate::app::live::{live, memo};
use crate::app::store::Store;
use crate::check::{Report, Severity};
use crate::cost::Quantity;
use crate::plan::{Analysis, ChangedLine, changed_lines};
use crate::price::money;
use crate::words::{page, plans};
use crate::yaml::{EditorPlace, TokenKind};

/// A line as it is drawn. Lines that are equal keep their place in the page when others change.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Line {
    parts: Vec<(&'static str, String)>,
    state: &'static str,
    problem: &'static str,
    price: Option<String>,
}

/// The text as the page draws it; once it has had the focus, the editor.
pub(super) fn code(store: Store) -> AnyView {
    let shown = move || match (store.stage.get(), store.here_now()) {
        (Stage::On, Some(later)) => (later.editor)(store),
        _ => drawn(store),
    };
    live(shown).into_any()
}

/// Text of more lines than this is not drawn line by line; the editor draws what is on screen.
const MOST_DRAWN: usize = 2_000;

fn drawn(store: Store) -> AnyView {
    let is_long = memo(move || {
        store
            .reading
            .with(|shown| shown.tree.lines().count() > MOST_DRAWN)
    });
    let rows = move || {
        let cut = match (is_long.get(), store.stage.get()) {
            (false, _) => usize::MAX,
            // Without an editor, its beginning.
            (true, Stage::Failed) => MOST_DRAWN,
            (true, _) => return Vec::new(),
        };
        let before = store.last_change.get().map(|change| change.before.text.clone());
        let mut lines = store
            .reading
            .with(|shown| lines_of(shown, store.report.get().as_deref(), before.as_deref()));
        lines.truncate(cut);
        rows(lines)
    };
    // Not before the code for it is here; until then a long text is not shown at all.
    Effect::new(move |_| {
        let Some(later) = store.here() else {
            return;
        };
        if crate::browser::page::has_focus("code") {
            edit(store, None);
        } else if is_long.get() {
            (later.show_editor)(store);
        }
    });
    let at = move |event: leptos::ev::MouseEvent| {
        if let Some(later) = store.here_now() {
            (later.edit_at)(store, event.client_x(), event.client_y());
        }
    };
    view! {
        <ol
            class="code"
            id="code"
            tabindex="0"
            aria-label=page::results_code().to_string()
            aria-description=page::results_code_edit().to_string()
            on:mousedown=at
            on:focus=move |_| edit(store, None)
        >
            {list(Arc::new(rows))}
        </ol>
    }
    .into_any()
}

/// Brings the editor, with the cursor at a place, as soon as the code for it is here.
fn edit(store: Store, place: Option<EditorPlace>) {
    if let Some(later) = store.here_now() {
        (later.edit)(store, place);
    }
}

fn line(line: &Line) -> AnyView {
    let parts = line.parts.iter().map(|(class, text)| match *class {
        "" => text.clone().into_any(),
        class => view! { <span class=class>{text.clone()}</span> }.into_any(),
    });
    let parts = parts.collect::<Vec<_>>();
    let said = match line.state {
        "add" => Some(page::results_line_added()),
        "gone" => Some(page::results_line_removed()),
        _ => None,
    };
    let said = said.map(|said| view! { <span class="sr-only">{format!(" ({said})")}</span> });
    let price = line
        .price
        .clone()
        .map(|price| view! { <span class="price">{price}</span> });
    let class = format!("{} {}", line.state, line.problem);
    view! { <li class=class>{parts} {said} {price}</li> }.into_any()
}

/// Equal lines are told apart by their number among each other.
fn rows(lines: Vec<Line>) -> Vec<Row> {
    let mut seen: BTreeMap<Line, usize> = BTreeMap::new();
    let rows = lines.into_iter().map(|drawn| {
        let count = seen.entry(drawn.clone()).or_default();
        *count += 1;
        let key = (drawn.clone(), *count);
        Row::new(&key, move || line(&drawn))
    });
    rows.collect()
}

fn lines_of(shown: &Analysis, report: Option<&Report>, before: Option<&str>) -> Vec<Line> {
    let text = shown.tree.text();
    let problems = report.map(|report| problems(shown, report)).unwrap_or_default();
    let prices = prices_of_lines(shown);
    let mut parts = parts(shown).into_iter();
    let mut number = 0;
    let mut own = |state: &'static str| {
        let line = Line {
            parts: parts.next().unwrap_or_default(),
            state,
            problem: problems.get(&number).copied().unwrap_or_default(),
            price: prices.get(&number).cloned(),
        };
        number += 1;
        line
    };
    let changed = changed_lines(before.unwrap_or(text), text);
    let drawn = changed.into_iter().map(|line| match line {
        ChangedLine::Same(_) => own(""),
        ChangedLine::Added(_) => own("add"),
        ChangedLine::Removed(line) => Line {
            parts: vec![("", line.to_owned())],
            state: "gone",
            problem: "",
            price: None,
        },
    });
    drawn.collect()
}

/// Each line cut into tokens and what stands between them.
fn parts(shown: &Analysis) -> Vec<Vec<(&'static str, String)>> {
    let text = shown.tree.text();
    let lines = shown.tree.lines();
    let mut tokens = shown.tree.tokens().into_iter().peekable();
    let mut drawn = Vec::with_capacity(lines.count());
    for line in 0..lines.count() {
        let content = lines.text(text, line);
        let (start, end) = (lines.start(line), lines.start(line) + content.len());
        let mut parts = Vec::new();
        let mut at = start;
        while let Some(token) = tokens.peek().copied().filter(|token| token.span.start < end) {
            let (from, to) = (token.span.start.max(start), token.span.end.min(end));
            push(&mut parts, "", text.get(at..from));
            push(&mut parts, class_of(token.kind), text.get(from..to));
            at = to.max(at);
            if token.span.end > end {
                break;
            }
            tokens.next();
        }
        push(&mut parts, "", text.get(at..end));
        drawn.push(parts);
    }
    drawn
}

fn push(parts: &mut Vec<(&'static str, String)>, class: &'static str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        parts.push((class, text.to_owned()));
    }
}

fn class_of(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Key => "k",
        TokenKind::Text => "s",
        TokenKind::Literal => "n",
        TokenKind::Comment => "c",
    }
}

/// The worst problem of each line that has one.
fn problems(shown: &Analysis, report: &Report) -> BTreeMap<usize, &'static str> {
    let mut worst: BTreeMap<usize, Severity> = BTreeMap::new();
    for diagnostic in &report.diagnostics {
        let line = shown.tree.lines().line_of(diagnostic.span.start);
        let entry = worst.entry(line).or_insert(diagnostic.severity);
        *entry = (*entry).min(diagnostic.severity);
    }
    let class = |severity| match severity {
        Severity::Error => "has-error",
        Severity::Warning => "has-warning",
        Severity::Note => "has-note",
    };
    worst
        .into_iter()
        .map(|(line, severity)| (line, class(severity)))
        .collect()
}

/// What stands beside the plans and disks: the price of one, and how many.
pub(in crate::app) fn prices_of_lines(shown: &Analysis) -> BTreeMap<usize, String> {
    let mut prices = BTreeMap::new();
    for item in &shown.bill.lines {
        let (Some(path), Some(field)) = (&item.path, field_of(&item.item)) else {
            continue;
        };
        let place = field.split('.').fold(path.clone(), |path, step| path.then(step));
        let Some(node) = shown.tree.at(&place) else {
            continue;
        };
        let line = shown.tree.lines().line_of(shown.tree.node(node).span.start);
        let price = match (item.unit_price, item.monthly) {
            (Some(unit), Some(_)) => match item.quantity {
                Quantity::Instances { min: 1, max: 1 } => money::usd(unit),
                Quantity::Instances { min, max } if min == max => {
                    page::results_chip(money::usd(unit), min.to_string()).to_string()
                }
                Quantity::Instances { min, max } => {
                    page::results_chip(money::usd(unit), format!("{min}–{max}")).to_string()
                }
                _ => item.monthly.map_or_else(String::new, |sum| money::usd(sum.min)),
            },
            _ => plans::unpriced().to_string(),
        };
        prices.entry(line).or_insert(price);
    }
    prices
}

fn field_of(item: &crate::cost::Item) -> Option<&'static str> {
    use crate::cost::Item;
    match item {
        Item::Instances | Item::Database | Item::KeyValue => Some("plan"),
        Item::Storage => Some("diskSizeGB"),
        Item::Disk => Some("disk.sizeGB"),
        _ => None,
    }
}
