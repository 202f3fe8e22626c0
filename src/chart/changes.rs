//! What differs between two drawings of the same make, so that the page need not draw the whole anew.

use std::borrow::Cow;
use std::iter::once;

use super::text;

/// A value to set in a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The element, counted from 0 in the order in which they begin.
    pub element: usize,
    /// The attribute; none where it is the element's text.
    pub attribute: Option<&'a str>,
    /// The new value.
    pub value: Cow<'a, str>,
}

/// What makes one drawing of this module into another; none where their elements are not the same.
pub fn changes<'a>(old: &str, new: &'a str) -> Option<Vec<Change<'a>>> {
    let mut changes = Vec::new();
    let (mut old, mut new) = (tags(old), tags(new).peekable());
    let mut begun = 0;
    loop {
        let (before, now) = match (old.next(), new.next()) {
            (None, None) => return Some(changes),
            (before, now) => (before?, now?),
        };
        if now.inner.starts_with('/') {
            if now != before {
                return None;
            }
            continue;
        }
        let element = begun;
        begun += 1;
        if now == before {
            continue;
        }
        let mut before_attributes = attributes(before.inner);
        for (name, value) in attributes(now.inner) {
            let (name_before, value_before) = before_attributes.next()?;
            if name != name_before {
                return None;
            }
            if value != value_before {
                changes.push(Change {
                    element,
                    attribute: (!name.is_empty()).then_some(name),
                    value: text::unescape(value),
                });
            }
        }
        if before_attributes.next().is_some() {
            return None;
        }
        if now.text != before.text {
            // Only an element that holds nothing else has a text to set.
            new.peek().filter(|next| next.inner.starts_with('/'))?;
            changes.push(Change {
                element,
                attribute: None,
                value: text::unescape(now.text),
            });
        }
    }
}

/// A tag, and the text between it and the next.
#[derive(Clone, Copy, PartialEq)]
struct Tag<'a> {
    /// What stands between the brackets.
    inner: &'a str,
    text: &'a str,
}

/// In a drawing, brackets stand around tags and nowhere else: texts are escaped.
fn tags(drawing: &str) -> impl Iterator<Item = Tag<'_>> {
    drawing.split('<').skip(1).map(|piece| {
        let (inner, text) = piece.split_once('>').unwrap_or((piece, ""));
        Tag { inner, text }
    })
}

/// The name of the element, with nothing for its value, then its attributes.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut parts = rest.split('"');
    let attributes = std::iter::from_fn(move || {
        let name = parts.next()?.trim_start().trim_end_matches('=');
        Some((name, parts.next()?))
    });
    once((name, "")).chain(attributes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::chart::{Variant, samples};

    #[track_caller]
    fn check(old: &str, new: &str, expected: Option<&[(usize, &str, &str)]>) {
        let found = changes(old, new);
        let found = found.as_ref().map(|changes| {
            let shown = changes.iter().map(|change| {
                let attribute = change.attribute.unwrap_or("text");
                (change.element, attribute, &*change.value)
            });
            shown.collect::<Vec<_>>()
        });
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn values_that_differ_are_set() {
        let old = "<svg class=\"graph\" width=\"9\"><title id=\"t\">A</title><path d=\"M0 0L1 1\"/><text x=\"1\" y=\"2\">5 %</text></svg>";
        check(old, old, Some(&[]));
        check(
            old,
            &old.replace("M0 0L1 1", "M0 0L2 1")
                .replace("5 %", "a &lt; b &amp;amp;"),
            Some(&[(2, "d", "M0 0L2 1"), (3, "text", "a < b &amp;")]),
        );
        check(
            old,
            &old.replace("width=\"9\"", "width=\"10\"")
                .replace(">A<", ">Costs &#39;&quot;&gt;<")
                .replace("x=\"1\"", "x=\"-0.5\""),
            Some(&[(0, "width", "10"), (1, "text", "Costs '\">"), (3, "x", "-0.5")]),
        );
    }

    #[test]
    fn other_elements_are_drawn_anew() {
        let old = "<svg><g><path d=\"M0\"/></g><text x=\"1\">a</text></svg>";
        for new in [
            "",
            "<svg></svg>",
            "<svg><g><path d=\"M0\"/></g><text x=\"1\">a</text><path d=\"M0\"/></svg>",
            "<svg><g><rect d=\"M0\"/></g><text x=\"1\">a</text></svg>",
            "<svg><g><path e=\"M0\"/></g><text x=\"1\">a</text></svg>",
            "<svg><g><path d=\"M0\" e=\"\"/></g><text x=\"1\">a</text></svg>",
            "<svg><g><path/></g><text x=\"1\">a</text></svg>",
            "<svg><g><path d=\"M0\"></g></path><text x=\"1\">a</text></svg>",
            "<svg>text<g><path d=\"M0\"/></g><text x=\"1\">a</text></svg>",
            "<svg><g><path d=\"M0\"/></g>text<text x=\"1\">a</text></svg>",
        ] {
            check(old, new, None);
            check(new, old, None);
        }
    }
    /// What an XML reader finds: each element with its attributes and its own text.
    fn read(drawing: &str) -> Vec<(BTreeMap<String, String>, String)> {
        let document = roxmltree::Document::parse(drawing).unwrap();
        let elements = document.descendants().filter(roxmltree::Node::is_element);
        let element = |node: roxmltree::Node<'_, '_>| {
            let attributes = node.attributes();
            let attributes = attributes.map(|own| (own.name().to_owned(), own.value().to_owned()));
            (attributes.collect(), node.text().unwrap_or_default().to_owned())
        };
        elements.map(element).collect()
    }

    #[test]
    fn the_changes_make_the_one_drawing_into_the_other() {
        let mut changed = 0;
        for ((name, old), (_, new)) in samples::all(Variant::Page, 700)
            .into_iter()
            .zip(samples::all(Variant::Page, 690))
        {
            let Some(changes) = changes(&old, &new) else {
                continue;
            };
            let mut found = read(&old);
            for change in &changes {
                let (attributes, text) = &mut found[change.element];
                match change.attribute {
                    Some(attribute) => {
                        attributes.insert(attribute.to_owned(), change.value.to_string());
                    }
                    None => *text = change.value.to_string(),
                }
            }
            assert_eq!(found, read(&new), "{name}");
            changed += usize::from(!changes.is_empty());
        }
        assert!(changed > 5, "{changed}");
    }
}
