//! A plain owned value: what an edit inserts, and what an edited tree must equal.

use std::collections::BTreeMap;

use super::limits::{MAX_DEPTH, MAX_NODES};
use super::scalar::Scalar;
use super::tree::{Kind, NodeId, Span, Tree};

/// How deep values may nest with their aliases followed: an alias leads to its anchor's own depth again.
const MAX_FOLLOWED_DEPTH: usize = 4 * MAX_DEPTH;

/// A value without places.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number, as it is written.
    Float(String),
    /// Text.
    Text(String),
    /// A sequence.
    Sequence(Vec<Value>),
    /// A mapping, in the order written.
    Mapping(Vec<(Value, Value)>),
    /// An alias, by its anchor: the name, which stays true wherever the anchor is moved, and which of the
    /// anchors of this name.
    Alias {
        /// The anchor's name.
        name: String,
        /// How many anchors of this name come before it.
        nth: usize,
    },
}

impl Value {
    /// A mapping from field names and values.
    pub fn mapping<const N: usize>(fields: [(&str, Value); N]) -> Self {
        Self::Mapping(
            fields
                .into_iter()
                .map(|(key, value)| (Self::from(key), value))
                .collect(),
        )
    }

    /// Whether this is a mapping or sequence.
    pub fn is_collection(&self) -> bool {
        matches!(self, Self::Sequence(_) | Self::Mapping(_))
    }

    /// Whether this is a mapping or sequence that holds something.
    pub fn is_filled(&self) -> bool {
        match self {
            Self::Sequence(items) => !items.is_empty(),
            Self::Mapping(entries) => !entries.is_empty(),
            _ => false,
        }
    }

    /// A mapping's value under a key; the first, if it is repeated.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Mapping(entries) => entries
                .iter()
                .find(|(name, _)| name.is(key))
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value at a path.
    pub fn at(&self, path: &Path) -> Option<&Value> {
        path.0.iter().try_fold(self, |value, step| match (step, value) {
            (Step::Key(key), _) => value.get(key),
            (Step::Index(index), Self::Sequence(items)) => items.get(*index),
            _ => None,
        })
    }

    /// The value at a path, to be changed.
    pub fn at_mut(&mut self, path: &Path) -> Option<&mut Value> {
        path.0.iter().try_fold(self, |value, step| match (step, value) {
            (Step::Key(key), Self::Mapping(entries)) => entries
                .iter_mut()
                .find(|(name, _)| name.is(key))
                .map(|(_, value)| value),
            (Step::Index(index), Self::Sequence(items)) => items.get_mut(*index),
            _ => None,
        })
    }

    /// Whether this is a scalar whose key text is `text`.
    pub fn is(&self, text: &str) -> bool {
        matches!(self, Self::Text(own) if own == text)
    }

    /// The value of a node and all below it.
    pub fn of(tree: &Tree, node: NodeId) -> Self {
        Self::build(tree, node, &anchors(tree))
    }

    /// The value of a node and all below it with the values of aliases in their places; none where these are too
    /// many, or lead into themselves.
    pub fn followed(tree: &Tree, node: NodeId) -> Option<Self> {
        let mut left = MAX_NODES;
        Self::follow(tree, node, MAX_FOLLOWED_DEPTH, &mut left)
    }

    fn follow(tree: &Tree, node: NodeId, depth: usize, left: &mut usize) -> Option<Self> {
        let node = tree.target(node);
        *left = left.checked_sub(1)?;
        let depth = depth.checked_sub(1)?;
        let mut inner = |node| Self::follow(tree, node, depth, left);
        Some(match tree.node(node).kind {
            Kind::Sequence => {
                let items = tree.items(node).iter().map(|item| inner(item.node));
                Self::Sequence(items.collect::<Option<_>>()?)
            }
            Kind::Mapping => {
                let entries = tree.entries(node).iter();
                let entries = entries.map(|entry| Some((inner(entry.key)?, inner(entry.value)?)));
                Self::Mapping(entries.collect::<Option<_>>()?)
            }
            _ => tree.scalar(node).map_or(Self::Null, Self::from),
        })
    }

    fn build(tree: &Tree, node: NodeId, anchors: &[Anchor<'_>]) -> Self {
        match tree.node(node).kind {
            Kind::Alias(target) => {
                let at = anchors.binary_search_by_key(&target, |anchor| anchor.node).ok();
                let anchor = at.and_then(|at| anchors.get(at));
                Self::Alias {
                    name: anchor.map_or("", |anchor| anchor.name).to_owned(),
                    nth: anchor.map_or(usize::MAX, |anchor| anchor.nth),
                }
            }
            Kind::Sequence => Self::Sequence(
                tree.items(node)
                    .iter()
                    .map(|item| Self::build(tree, item.node, anchors))
                    .collect(),
            ),
            Kind::Mapping => Self::Mapping(
                tree.entries(node)
                    .iter()
                    .map(|entry| {
                        (
                            Self::build(tree, entry.key, anchors),
                            Self::build(tree, entry.value, anchors),
                        )
                    })
                    .collect(),
            ),
            Kind::Scalar(_) => tree.scalar(node).map_or(Self::Null, Self::from),
        }
    }
}

struct Anchor<'t> {
    node: NodeId,
    name: &'t str,
    /// How many anchors of this name come before it.
    nth: usize,
}

/// The anchors of a tree, in the order written.
fn anchors(tree: &Tree) -> Vec<Anchor<'_>> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let named = tree.anchored().map(|node| {
        let span = tree.anchor_span(node).unwrap_or_default();
        let name = tree.text().get(span.start..span.end).unwrap_or_default();
        let count = seen.entry(name).or_default();
        *count += 1;
        Anchor {
            node,
            name,
            nth: *count - 1,
        }
    });
    named.collect()
}

impl From<Scalar<'_>> for Value {
    fn from(scalar: Scalar<'_>) -> Self {
        match scalar {
            Scalar::Null => Self::Null,
            Scalar::Bool(value) => Self::Bool(value),
            Scalar::Int(value) => Self::Int(value),
            Scalar::Float(written) => Self::Float(written.to_owned()),
            Scalar::Text(text) => Self::Text(text.to_owned()),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// A step from a collection to one of its children.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A mapping's value under this key.
    Key(String),
    /// A sequence's item, from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A way from the root to a node. It stays true over edits elsewhere, unlike a [`NodeId`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// This path and one step more.
    pub fn then(&self, step: impl Into<Step>) -> Self {
        let mut steps = self.0.clone();
        steps.push(step.into());
        Self(steps)
    }

    /// Whether this path is `outer` or leads further into it.
    pub fn is_within(&self, outer: &Self) -> bool {
        self.0.starts_with(&outer.0)
    }

    /// This path seen from `outer`; none where it does not lead into it.
    pub fn inside(&self, outer: &Self) -> Option<Self> {
        self.0
            .strip_prefix(outer.0.as_slice())
            .map(|steps| Self(steps.to_vec()))
    }

    /// A path seen from here as one seen from the root.
    pub fn join(&self, inner: &Self) -> Self {
        Self(self.0.iter().chain(&inner.0).cloned().collect())
    }

    /// The path without its last step, and that step.
    pub fn split_last(&self) -> Option<(Path, &Step)> {
        self.0
            .split_last()
            .map(|(last, before)| (Path(before.to_vec()), last))
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => write!(formatter, "{key}")?,
                Step::Key(key) => write!(formatter, ".{key}")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl Tree {
    /// The nodes that carry an anchor, in the order written.
    pub fn anchored(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.anchored)
            .map(|(at, _)| NodeId(at as u32))
    }

    /// The `&name` of a node that carries an anchor.
    pub fn anchor_span(&self, id: NodeId) -> Option<Span> {
        let node = self.node(id);
        let mut at = node.properties_start;
        // An anchor and a tag, in either order.
        for _ in 0..2 {
            let rest = self.text.get(at..).unwrap_or_default();
            let token = rest.trim_start();
            at += rest.len() - token.len();
            let end = |next: char| next.is_whitespace() || ",[]{}".contains(next) && token.starts_with('&');
            let length = token.find(end).unwrap_or(token.len());
            if node.anchored && token.starts_with('&') {
                return Some(Span::new(at, at + length));
            }
            at += length;
        }
        None
    }

    /// The way from the root to a node; none through a key that is no text. Nodes inside what an anchor names
    /// are found where the anchor stands.
    pub fn path_of(&self, id: NodeId) -> Option<Path> {
        let mut steps = Vec::new();
        let mut at = id;
        while let Some(parent) = self.node(at).parent {
            // Nodes are numbered in the order written.
            let entries = self.entries(parent);
            let entry = entries.binary_search_by_key(&at, |entry| entry.value).ok();
            let step = match entry.and_then(|index| entries.get(index)) {
                Some(entry) => Step::from(self.key_text(entry)?),
                None => Step::Index(
                    self.items(parent)
                        .binary_search_by_key(&at, |item| item.node)
                        .ok()?,
                ),
            };
            steps.push(step);
            at = parent;
        }
        steps.reverse();
        Some(Path(steps))
    }

    /// The node at a path; none where the path leads nowhere or through an alias.
    pub fn at(&self, path: &Path) -> Option<NodeId> {
        path.0.iter().try_fold(self.root?, |node, step| match step {
            Step::Key(key) => self.entry(node, key).map(|entry| entry.value),
            Step::Index(index) => self.items(node).get(*index).map(|item| item.node),
        })
    }
}
