//! What differs between two drawings, so that the page need not draw the whole anew.
//!
//! Reads what this layer writes: brackets stand around tags and nowhere else, since texts are escaped, and a text is
//! in an element that holds nothing else.

use std::borrow::Cow;
use std::iter::{from_fn, once, zip};

use super::text;

/// What makes one drawing into another: first the values, then the part that is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes<'a> {
    /// Values to set in elements that stay.
    pub values: Vec<Value<'a>>,
    /// Children of the root that give way to others, if any.
    pub replaced: Option<Replaced>,
}

/// A value to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value<'a> {
    /// The element, counted from 0 in the order in which they begin.
    pub element: usize,
    /// The attribute; none where it is the element's text.
    pub attribute: Option<&'a str>,
    /// The new value.
    pub value: Cow<'a, str>,
}

/// Children of the root that give way to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The first of them, counted from 0.
    pub first: usize,
    /// How many go.
    pub removed: usize,
    /// What comes in their place.
    pub markup: String,
}

/// What makes one drawing of this layer into another; none where one of them is no drawing.
pub fn changes<'a>(old: &str, new: &'a str) -> Option<Changes<'a>> {
    let ((old_root, old), (new_root, new)) = (parts(old)?, parts(new)?);
    let same = |(old, new): &(&Part<'_>, &Part<'_>)| have_same_shape(old.text, new.text);
    let before = zip(&old, &new).take_while(same).count();
    let left = old.len().min(new.len()) - before;
    let backwards = zip(old.iter().rev(), new.iter().rev());
    let after = backwards.take(left).take_while(same).count();

    let mut values = Vec::new();
    set_values(0, old_root, new_root, &mut values);
    let mut element = 1;
    for (at, child) in old.iter().enumerate() {
        let from_end = old.len() - at;
        let stays = match at {
            _ if at < before => new.get(at),
            _ if from_end <= after => new.get(new.len() - from_end),
            _ => None,
        };
        if let Some(new) = stays {
            set_values(element, child.text, new.text, &mut values);
        }
        element += child.elements;
    }
    let removed = old.len() - before - after;
    let came = new.get(before..new.len() - after)?;
    let markup: String = came.iter().map(|part| part.text).collect();
    let is_other = removed > 0 || !markup.is_empty();
    Some(Changes {
        values,
        replaced: is_other.then_some(Replaced {
            first: before,
            removed,
            markup,
        }),
    })
}

/// A child of the root with all that it holds.
struct Part<'a> {
    text: &'a str,
    /// How many elements it is.
    elements: usize,
}

/// The tag of the root, and its children.
fn parts(drawing: &str) -> Option<(&str, Vec<Part<'_>>)> {
    let (root, inner) = drawing.split_at_checked(drawing.find('>')? + 1)?;
    let inner = inner.strip_suffix("</svg>")?;
    let mut children = Vec::new();
    let (mut start, mut end) = (0, 0);
    let (mut depth, mut elements) = (0_usize, 0);
    for tag in tags(inner) {
        // The brackets and what stands between them.
        end += tag.inner.len() + 2;
        if !tag.begins() {
            depth = depth.checked_sub(1)?;
        } else {
            elements += 1;
            depth += usize::from(!tag.inner.ends_with('/'));
        }
        if depth == 0 {
            let text = inner.get(start..end)?;
            children.push(Part { text, elements });
            (start, elements) = (end, 0);
        }
        end += tag.text.len();
    }
    Some((root, children))
}

/// Whether two elements differ in nothing but values.
fn have_same_shape(old: &str, new: &str) -> bool {
    if old == new {
        return true;
    }
    let is_same = |(old, new): (Tag<'_>, Tag<'_>)| {
        let new = attributes(new.inner).map(|(name, _)| name);
        attributes(old.inner).map(|(name, _)| name).eq(new)
    };
    tags(old).count() == tags(new).count() && zip(tags(old), tags(new)).all(is_same)
}

/// The values of an element and of all that it holds; it is the one with this number.
fn set_values<'a>(first: usize, old: &str, new: &'a str, values: &mut Vec<Value<'a>>) {
    if old == new {
        return;
    }
    let pairs = zip(tags(old), tags(new)).filter(|(_, new)| new.begins());
    for (element, (old, new)) in (first..).zip(pairs) {
        let mut set = |attribute, value| {
            values.push(Value {
                element,
                attribute,
                value: text::unescape(value),
            });
        };
        for ((_, before), (name, now)) in zip(attributes(old.inner), attributes(new.inner)) {
            if before != now {
                set(Some(name), now);
            }
        }
        if old.text != new.text {
            set(None, new.text);
        }
    }
}

/// A tag, and the text between it and the next.
#[derive(Clone, Copy)]
struct Tag<'a> {
    /// What stands between the brackets.
    inner: &'a str,
    text: &'a str,
}

impl Tag<'_> {
    /// Whether an element begins with it.
    fn begins(&self) -> bool {
        !self.inner.starts_with('/')
    }
}

fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    text.split('<').skip(1).map(|piece| {
        let (inner, text) = piece.split_once('>').unwrap_or((piece, ""));
        Tag { inner, text }
    })
}

/// The name of the element, with nothing for its value, then its attributes.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut parts = rest.split('"');
    let attributes = from_fn(move || {
        let name = parts.next()?.trim_start().trim_end_matches('=');
        Some((name, parts.next()?))
    });
    once((name, "")).chain(attributes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use roxmltree::{Document, Node};

    use super::*;
    use crate::chart::{Variant, samples};

    /// The values as `element attribute: value`, then what is replaced as `first-removed+markup`.
    #[track_caller]
    fn check(old: &str, new: &str, expected: &[&str]) {
        let found = changes(old, new).unwrap();
        let value = |own: &Value<'_>| {
            let attribute = own.attribute.unwrap_or("text");
            format!("{} {attribute}: {}", own.element, own.value)
        };
        let replaced = |own: &Replaced| format!("{}-{}+{}", own.first, own.removed, own.markup);
        let values = found.values.iter().map(value);
        let shown: Vec<String> = values.chain(found.replaced.iter().map(replaced)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn values_that_differ_are_set() {
        let old = "<svg class=\"graph\" width=\"9\"><title id=\"t\">A</title><g><path d=\"M0 0L1 1\"/></g><text x=\"1\" y=\"2\">5 %</text></svg>";
        check(old, old, &[]);
        check(
            old,
            &old.replace("M0 0L1 1", "M0 0L2 1")
                .replace("5 %", "a &lt; b &amp;amp;"),
            &["3 d: M0 0L2 1", "4 text: a < b &amp;"],
        );
        check(
            old,
            &old.replace("width=\"9\"", "width=\"10\"")
                .replace(">A<", ">Costs &#39;&quot;&gt;<")
                .replace("x=\"1\"", "x=\"-0.5\""),
            &["0 width: 10", "1 text: Costs '\">", "4 x: -0.5"],
        );
    }

    #[test]
    fn other_children_of_the_root_are_replaced() {
        let old = "<svg><title>a</title><g><path d=\"M0\"/></g><text x=\"1\">b</text></svg>";
        let with = |middle: &str| format!("<svg><title>c</title>{middle}<text x=\"2\">b</text></svg>");
        let kept = ["1 text: c", "4 x: 2"];
        let check = |middle: &str, replaced: &str| {
            check(old, &with(middle), &[&kept[..], &[replaced]].concat());
        };
        check("", "1-1+");
        check("<g><path d=\"M0\"/></g><path d=\"M1\"/>", "2-0+<path d=\"M1\"/>");
        check("<path d=\"M1\"/><g><path d=\"M0\"/></g>", "1-0+<path d=\"M1\"/>");
        check("<g><path e=\"M0\"/></g>", "1-1+<g><path e=\"M0\"/></g>");
        check(
            "<g><path d=\"M0\" e=\"\"/></g>",
            "1-1+<g><path d=\"M0\" e=\"\"/></g>",
        );
        check("<g/>", "1-1+<g/>");
        check("<g><g/><path d=\"M0\"/></g>", "1-1+<g><g/><path d=\"M0\"/></g>");
        assert_eq!(changes("", old), None);
        assert_eq!(changes(old, ""), None);
    }

    type Element = (BTreeMap<String, String>, String);

    /// What an XML reader finds: for the root and then for each of its children, the elements in it with their
    /// attributes and texts.
    fn read(drawing: &str) -> Vec<Vec<Element>> {
        let document = Document::parse(drawing).unwrap();
        let element = |node: Node<'_, '_>| {
            let attributes = node.attributes();
            let attributes = attributes.map(|own| (own.name().to_owned(), own.value().to_owned()));
            let text = node.text().unwrap_or_default().to_owned();
            (attributes.collect(), text)
        };
        let root = document.root_element();
        let inside = |child: Node<'_, '_>| {
            child
                .descendants()
                .filter(Node::is_element)
                .map(element)
                .collect()
        };
        let children = root.children().map(inside);
        once(vec![element(root)]).chain(children).collect()
    }

    #[test]
    fn the_changes_make_any_drawing_into_any_other() {
        let drawings = || {
            let widths = [700, 690, 320].into_iter();
            widths.flat_map(|width| samples::all(Variant::Page, width))
        };
        let mut set = 0;
        for (from, old) in drawings() {
            for (to, new) in drawings() {
                let changes = changes(&old, &new).unwrap();
                let mut found = read(&old);
                for value in &changes.values {
                    let mut elements = found.iter_mut().flatten();
                    let (attributes, text) = elements.nth(value.element).unwrap();
                    match value.attribute {
                        Some(name) => *attributes.get_mut(name).unwrap() = value.value.to_string(),
                        None => *text = value.value.to_string(),
                    }
                }
                if let Some(replaced) = &changes.replaced {
                    let came = read(&format!("<svg>{}</svg>", replaced.markup));
                    let first = replaced.first + 1;
                    found.splice(first..first + replaced.removed, came.into_iter().skip(1));
                }
                assert_eq!(found, read(&new), "{from} {to}");
                set += changes.values.len();
            }
        }
        assert!(set > 1_000, "{set}");
    }
}
