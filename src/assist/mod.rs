//! What the editor knows: which keys and values can be written at a place of a text, and what stands there.
//!
//! Completions work in a text that is being typed and need not parse: the place is found from its lines
//! ([`outline`], [`place`]), what it is in the format from `spec` ([`scope`]). The names of other resources
//! come from the last text that parsed. Hover help is about a text that parses.
//!
//! Must not know the page, nor how an editor filters and shows what it is given.

mod flow;
mod hover;
mod keys;
mod layout;
mod outline;
mod place;
mod plans;
mod references;
mod scope;
mod values;
mod variables;

use std::cell::OnceCell;

use crate::blueprint::Blueprint;
use crate::price::PriceList;
use crate::spec::Shape;
use crate::yaml::{Span, Tree};
use keys::Mapping;
use layout::Layout;
use outline::Outline;
use place::{Place, Quotes, Slot};
use scope::{Scope, Target};

pub use hover::{Hover, hover};

/// What can be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// The bytes that a completion replaces: the word at the place.
    pub span: Span,
    /// All that fits, best first, whatever the word is.
    pub items: Vec<Completion>,
}

/// One thing that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The key or value.
    pub label: String,
    /// In a few words: its price, its type, that it is required.
    pub detail: String,
    /// A sentence of help.
    pub info: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What is written in place of the span. A `\n` is a line break, with the indentation that it needs.
    pub insert: String,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A field's key.
    Key,
    /// One of the values of a field.
    Value,
    /// A compute plan.
    Plan,
    /// The name of a resource of the file.
    Name,
    /// The key of an environment variable.
    Variable,
}

/// What the completions of one place are made from.
struct Context<'a, 't> {
    place: &'a Place<'t>,
    scope: &'a Scope<'t>,
    /// The word that is replaced.
    word: &'t str,
    good: Option<&'a Tree>,
    /// The resources of `good`, once they are asked for: a key that is typed in a long text mostly asks for none.
    blueprint: OnceCell<Option<Blueprint<'a>>>,
    prices: &'a PriceList,
}

impl<'t> Context<'_, 't> {
    /// The text of an entry beside the one that is written.
    fn entry(&self, name: &str) -> Option<&'t str> {
        self.place.levels.last()?.text(name)
    }

    /// The resources of the last text that parsed.
    fn good(&self) -> Option<&Blueprint<'_>> {
        self.blueprint
            .get_or_init(|| self.good.map(Blueprint::of))
            .as_ref()
    }
}

/// What can be written at a byte of a text. `good` is the last text that parsed.
///
/// In quotes only texts are offered, and what stands in them is replaced. None in comments, in keys with quotes,
/// in block scalars, and where nothing is known to fit.
pub fn complete(text: &str, offset: usize, good: Option<&Tree>, prices: &PriceList) -> Option<Completions> {
    let offset = text.floor_char_boundary(offset.min(text.len()));
    let outline = Outline::of(text, offset);
    let place = place::place(&outline, offset)?;
    let scope = Scope::of(&place)?;
    let layout = Layout::of(&outline, place.flow);
    let mut items = items(&outline, &place, &scope, layout, good, prices);
    if let Some(quotes) = place.quotes {
        items = if scope.target.is_text() {
            items
                .into_iter()
                .filter_map(|item| in_quotes(item, quotes))
                .collect()
        } else {
            Vec::new()
        };
    }
    (!items.is_empty()).then_some(Completions {
        span: place.span,
        items,
    })
}

/// A value as it is written in quotes that are there already; none for one that would need an escape.
fn in_quotes(item: Completion, quotes: Quotes) -> Option<Completion> {
    let is_plain = |letter: char| letter != '\\' && letter != quotes.mark && !letter.is_control();
    if !item.label.chars().all(is_plain) {
        return None;
    }
    let mut insert = item.label.clone();
    if !quotes.closed {
        insert.push(quotes.mark);
    }
    Some(Completion { insert, ..item })
}

fn items(
    outline: &Outline<'_>,
    place: &Place<'_>,
    scope: &Scope<'_>,
    layout: Layout,
    good: Option<&Tree>,
    prices: &PriceList,
) -> Vec<Completion> {
    let Some(level) = place.levels.last() else {
        return Vec::new();
    };
    let mut kinds = Vec::new();
    match scope.target {
        // In brackets an item that is a mapping has brackets of its own.
        Target::Key if place.flow && place.slot == Slot::Item => Vec::new(),
        Target::Key => {
            let name_alone = place.slot == Slot::Key { colon: true };
            let mapping = Mapping::innermost(scope, level);
            mapping.completions(layout, place.lead, place.column, name_alone)
        }
        Target::NewItem(shape) => {
            let (dash, column) = Layout::item(place.column);
            let is_whole = place.slot == Slot::Key { colon: false };
            match Mapping::new(scope, shape, &mut kinds).filter(|_| is_whole) {
                Some(mapping) => mapping.completions(layout, &dash, column, false),
                None => Vec::new(),
            }
        }
        Target::Value(_, _, shape @ (Shape::Object(_) | Shape::Forms(_) | Shape::List(_))) => {
            let is_free =
                matches!(place.slot, Slot::Value { filled: false, .. }) && place.span.start == place.span.end;
            below(scope, shape, layout, place.column)
                .filter(|_| is_free && !layout.flow)
                .unwrap_or_default()
        }
        Target::Value(kind, field, shape) => {
            if place.slot == (Slot::Key { colon: true }) {
                return Vec::new();
            }
            let context = Context {
                place,
                scope,
                word: outline.slice(place.span.start, place.span.end),
                good,
                blueprint: OnceCell::new(),
                prices,
            };
            values::completions(&context, kind, field, shape, layout)
        }
    }
}

/// The keys of a mapping, or of a list's first item, in the line below the key that is to hold it.
fn below(scope: &Scope<'_>, shape: &'static Shape, layout: Layout, column: usize) -> Option<Vec<Completion>> {
    let mut kinds = Vec::new();
    let line = |column: usize| format!("\n{}", " ".repeat(column));
    if let Shape::List(item) = shape {
        let start = column + layout.dash;
        let (dash, column) = Layout::item(start);
        let mapping = Mapping::new(scope, item, &mut kinds)?;
        return Some(mapping.completions(layout, &(line(start) + &dash), column, false));
    }
    let column = column + layout.step;
    let mapping = Mapping::new(scope, shape, &mut kinds)?;
    Some(mapping.completions(layout, &line(column), column, false))
}

#[cfg(test)]
mod tests;
