//! Completions and hover help at every kind of place of the real Blueprints, in whole and in cut texts.

use std::collections::BTreeSet;

use libtest_mimic::{Failed, Trial};
use plano::assist::{Completions, complete, hover};
use plano::check::{Context, check};
use plano::price::default_list;
use plano::spec::{self, Shape};
use plano::yaml::{Kind, NodeId, ScalarStyle, Span, Tree};

use crate::check::blueprints;

/// Offsets between those that are tried in a text.
const STRIDE: usize = 7;
/// Places between those where every completion is taken.
const SAMPLE: usize = 5;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("assist::any_offset_of_any_text_is_answered", any_offset),
        Trial::test("assist::what_stands_there_is_offered", what_stands_there),
        Trial::test("assist::a_text_parses_with_what_was_offered", still_parses),
    ]
}

fn at(text: &str, offset: usize, good: &Tree) -> Option<Completions> {
    complete(text, offset, Some(good), default_list())
}

fn is_within(text: &str, span: Span) -> bool {
    span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
}

/// Every seventh byte, and all of the first, of a text as it is, cut off there, and with other line ends.
fn any_offset() -> Result<(), Failed> {
    for (name, text) in blueprints()? {
        let (good, _) = Tree::parse(text.as_str());
        let other = text.replace('\n', "\r\n");
        for offset in (0..=text.len()).filter(|at| *at < 200 || at % STRIDE == 0) {
            let cut = text.get(..offset).unwrap_or_default();
            for text in [text.as_str(), cut, other.as_str()] {
                if let Some(found) = at(text, offset, &good) {
                    if !is_within(text, found.span) || found.items.is_empty() {
                        return Err(format!("{name}, {offset}: {found:?}").into());
                    }
                    let labels: BTreeSet<&str> = found.items.iter().map(|item| item.label.as_str()).collect();
                    if labels.len() != found.items.len() {
                        return Err(format!("{name}, {offset}: a label twice in {labels:?}").into());
                    }
                }
            }
            if let Some(help) = hover(&good, offset, default_list())
                && (!is_within(&text, help.span)
                    || help.text.is_empty()
                    || help.text.contains(&String::new()))
            {
                return Err(format!("{name}, {offset}: {help:?}").into());
            }
        }
    }
    Ok(())
}

/// A key or a value without quotes, that the checks say nothing of.
struct Written<'t> {
    span: Span,
    text: &'t str,
    is_key: bool,
    /// The bytes of the entry with the comment behind it, of a key that can be taken out with its value.
    entry: Option<Span>,
}

/// The keys of known kinds, and the values of choices, that nothing is wrong with.
fn written(tree: &Tree) -> Vec<Written<'_>> {
    let report = check(tree, None, &Context::default());
    let is_wrong = |code: &str| {
        ["shape/", "references/", "platform/free-plan"]
            .iter()
            .any(|wrong| code.starts_with(wrong))
    };
    let mut reported: BTreeSet<Span> = report
        .diagnostics
        .iter()
        .filter(|found| is_wrong(found.code))
        .map(|found| found.span)
        .collect();
    let repeated = tree
        .duplicate_keys()
        .iter()
        .flat_map(|(first, again)| [*first, *again]);
    reported.extend(repeated.map(|key| tree.node(key).span));
    let mut found = Vec::new();
    if let Some(root) = tree.root() {
        collect(tree, &[&spec::ROOT], root, &mut found);
    }
    found.retain(|written| !reported.contains(&written.span));
    found
}

/// Walks along the table, in a way of its own.
fn collect<'t>(tree: &'t Tree, forms: &[&'static spec::Kind], node: NodeId, found: &mut Vec<Written<'t>>) {
    let text = |name: &str| tree.str(tree.get(node, name)?);
    let kind = match forms {
        [only] => Some(*only),
        _ if forms.contains(&&spec::SERVER_SERVICE) => {
            text("type").and_then(|written| spec::service_kind(written, text("runtime").or(text("env"))))
        }
        _ => Some(spec::env_var_form(|name| tree.entry(node, name).is_some())),
    };
    let Some(kind) = kind else { return };
    for entry in tree.entries(node) {
        let name = tree.key_text(entry).unwrap_or_default();
        let Some(field) = kind.field(name) else { continue };
        let key = tree.node(entry.key);
        let value = tree.node(entry.value);
        if key.kind == Kind::Scalar(ScalarStyle::Plain) && field.documented().deprecated.is_none() {
            let is_plain = value.kind == Kind::Scalar(ScalarStyle::Plain);
            let is_last = |end: usize| {
                tree.text()[end..]
                    .trim_start_matches(' ')
                    .starts_with(['\n', '\r', '#'])
            };
            let line = tree.lines().line_of(value.span.end);
            let end = tree.lines().start(line) + tree.lines().text(tree.text(), line).len();
            let whole = (is_plain && is_last(value.span.end)).then_some(end);
            found.push(Written {
                span: key.span,
                text: name,
                is_key: true,
                entry: whole.map(|end| Span::new(key.span.start, end)),
            });
        }
        match field.shape {
            Shape::Choice(choice) if value.kind == Kind::Scalar(ScalarStyle::Plain) => {
                let text = tree.scalar_text(entry.value).unwrap_or_default();
                let is_current = choice.current().any(|value| value.name == text);
                if is_current {
                    found.push(Written {
                        span: value.span,
                        text,
                        is_key: false,
                        entry: None,
                    });
                }
            }
            Shape::Object(kind) => collect(tree, &[kind], tree.target(entry.value), found),
            Shape::List(item) => {
                let forms: &[&spec::Kind] = match item {
                    Shape::Object(kind) => &[kind],
                    Shape::Forms(kinds) => kinds,
                    _ => &[],
                };
                for item in tree.items(entry.value) {
                    if !forms.is_empty() && matches!(tree.node(item.node).kind, Kind::Mapping) {
                        collect(tree, forms, item.node, found);
                    }
                }
            }
            _ => {}
        }
    }
}

fn offers(found: &Option<Completions>, label: &str) -> bool {
    let items = found.iter().flat_map(|found| &found.items);
    items.map(|item| item.label.as_str()).any(|own| own == label)
}

fn what_stands_there() -> Result<(), Failed> {
    let (mut keys, mut values, mut taken_out) = (0_u32, 0_u32, 0_u32);
    let mut failed = Vec::new();
    for (name, text) in blueprints()? {
        let (tree, _) = Tree::parse(text.as_str());
        for written in written(&tree) {
            let place = tree.lines().place(&text, written.span.start);
            let mut fail = |what: &str| {
                failed.push(format!(
                    "{name}:{}:{}: {} {what}",
                    place.line, place.column, written.text
                ));
            };
            let middle = written.span.start + 1;
            let found = at(&text, middle, &tree);
            if !offers(&found, written.text) || found.map(|found| found.span) != Some(written.span) {
                fail("is not offered");
            }
            if middle < written.span.end && hover(&tree, middle, default_list()).is_none() {
                fail("has no help");
            }
            keys += u32::from(written.is_key);
            values += u32::from(!written.is_key);
            // Taken out, and half typed.
            if let Some(entry) = written.entry {
                taken_out += 1;
                for left in ["", &written.text[..1]] {
                    let mut without = text.clone();
                    without.replace_range(entry.start..entry.end, left);
                    let found = at(&without, entry.start + left.len(), &tree);
                    if !offers(&found, written.text) {
                        fail(&format!("is not offered where it was and `{left}` is left"));
                    }
                }
            }
        }
    }
    if !failed.is_empty() {
        failed.truncate(20);
        return Err(failed.join("\n").into());
    }
    let counts = format!("{keys} keys, {values} values, {taken_out} taken out");
    if keys < 4_000 || values < 600 || taken_out < 3_000 {
        return Err(format!("{counts}: too few").into());
    }
    Ok(())
}

/// Takes all that is offered at blank and other places of texts that parse.
fn still_parses() -> Result<(), Failed> {
    let mut taken = 0_u32;
    for (name, text) in blueprints()? {
        let (tree, error) = Tree::parse(text.as_str());
        if error.is_some() {
            continue;
        }
        for offset in (0..=text.len()).filter(|at| at % (STRIDE * SAMPLE) == 0) {
            taken += takes_all(&name, &text, offset, &tree)?;
        }
        // A new line behind every tenth, where its neighbour begins.
        for line in (0..tree.lines().count()).step_by(10) {
            let own = tree.lines().text(&text, line);
            let indent = own.len() - own.trim_start_matches(' ').len();
            let mut longer = text.clone();
            let start = tree.lines().start(line);
            longer.insert_str(start, &format!("{}\n", " ".repeat(indent)));
            let (tree, error) = Tree::parse(longer.as_str());
            if error.is_none() {
                taken += takes_all(&name, &longer, start + indent, &tree)?;
            }
        }
    }
    if taken < 10_000 {
        return Err(format!("only {taken} completions were taken").into());
    }
    Ok(())
}

fn takes_all(name: &str, text: &str, offset: usize, tree: &Tree) -> Result<u32, Failed> {
    let Some(found) = at(text, offset, tree) else {
        return Ok(0);
    };
    for item in &found.items {
        let mut after = text.to_owned();
        after.replace_range(found.span.start..found.span.end, &item.insert);
        if let (_, Some(error)) = Tree::parse(after.as_str()) {
            let place = tree.lines().place(text, offset);
            return Err(format!("{name}, {place:?}: {item:?} does not parse: {error:?}").into());
        }
    }
    Ok(u32::try_from(found.items.len())?)
}
