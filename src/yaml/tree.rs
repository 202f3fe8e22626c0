//! The tree: nodes in one arena, each with its span; text is taken from the source where it can be.

use std::sync::Arc;

use super::position::Lines;
use super::scalar::Scalar;

/// Bytes of the text, `start..end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// A span from its two ends.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// Names a node of one tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes.
    Plain,
    /// `'…'`.
    SingleQuoted,
    /// `"…"`.
    DoubleQuoted,
    /// `|` or `>`; the span starts at that sign and `header_end` is the byte after the header.
    Block {
        /// Byte after `|`, `>` and their marks.
        header_end: usize,
    },
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A scalar in one of the four styles.
    Scalar(ScalarStyle),
    /// A mapping.
    Mapping,
    /// A sequence.
    Sequence,
    /// An alias and the node that its anchor names.
    Alias(NodeId),
}

/// A node and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its content, without anchor and tag. A null that is not written has an empty span where it would stand.
    pub span: Span,
    /// First byte of its anchor or tag; the span's start if it has neither.
    pub properties_start: usize,
    /// A collection written with brackets.
    pub flow: bool,
    /// It carries an anchor.
    pub anchored: bool,
    /// It carries a tag.
    pub tagged: bool,
    /// The collection that holds it.
    pub parent: Option<NodeId>,
    pub(super) content: Content,
}

/// What a node holds: a scalar's text, or a range of the tree's entries or items.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    /// The text is this part of the source.
    Source(Span),
    /// The text had escapes or folds; index of its decoded form.
    Decoded(usize),
    /// First entry or item, and their number.
    Children { first: usize, count: usize },
    /// An alias has none of its own.
    None,
}

/// One `key: value` of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// First byte: the key's properties, or `?`.
    pub start: usize,
    /// The key.
    pub key: NodeId,
    /// The value.
    pub value: NodeId,
    /// The `:`, if written.
    pub colon: Option<usize>,
    /// Written with `?`.
    pub explicit: bool,
}

/// One element of a sequence.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The `-`, in block style.
    pub dash: Option<usize>,
    /// The element.
    pub node: NodeId,
}

/// A parsed text.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(super) text: Arc<str>,
    pub(super) lines: Lines,
    pub(super) nodes: Vec<Node>,
    pub(super) entries: Vec<Entry>,
    pub(super) items: Vec<Item>,
    pub(super) decoded: Vec<Box<str>>,
    pub(super) root: Option<NodeId>,
    pub(super) duplicates: Vec<(NodeId, NodeId)>,
}

impl Tree {
    /// The text that was parsed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    pub fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Line starts of the text.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The top node; none for a text without content or with a syntax error.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// Whether the text is a mapping, or has no content: all else is no file of settings.
    pub fn is_mapping_or_empty(&self) -> bool {
        let root = self.root.map(|root| self.node(self.target(root)).kind);
        root.is_none_or(|kind| kind == Kind::Mapping)
    }

    /// Keys written twice in one mapping: the first key and the repeated one.
    pub fn duplicate_keys(&self) -> &[(NodeId, NodeId)] {
        &self.duplicates
    }

    /// A node.
    ///
    /// An id of another tree answers with this tree's placeholder null; ids are never made up.
    pub fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(&MISSING)
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The entries of a mapping; none for any other node.
    pub fn entries(&self, id: NodeId) -> &[Entry] {
        match (self.node(id).kind, self.node(id).content) {
            (Kind::Mapping, Content::Children { first, count }) => {
                self.entries.get(first..first + count).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The items of a sequence; none for any other node.
    pub fn items(&self, id: NodeId) -> &[Item] {
        match (self.node(id).kind, self.node(id).content) {
            (Kind::Sequence, Content::Children { first, count }) => {
                self.items.get(first..first + count).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The node itself, or what an alias stands for.
    pub fn target(&self, id: NodeId) -> NodeId {
        match self.node(id).kind {
            Kind::Alias(target) => target,
            _ => id,
        }
    }

    /// The entry of a mapping with this key; the first, if the key is repeated.
    pub fn entry(&self, mapping: NodeId, key: &str) -> Option<&Entry> {
        self.entries(mapping)
            .iter()
            .find(|entry| self.key_text(entry) == Some(key))
    }

    /// The value under a key, with an alias followed.
    pub fn get(&self, mapping: NodeId, key: &str) -> Option<NodeId> {
        self.entry(mapping, key).map(|entry| self.target(entry.value))
    }

    /// A key's text; none for a collection as key.
    pub fn key_text(&self, entry: &Entry) -> Option<&str> {
        self.scalar_text(self.target(entry.key))
    }

    /// A scalar's text, decoded; none for other nodes.
    pub fn scalar_text(&self, id: NodeId) -> Option<&str> {
        match self.node(id).content {
            Content::Source(span) => self.text.get(span.start..span.end),
            Content::Decoded(index) => self.decoded.get(index).map(|text| &**text),
            Content::Children { .. } | Content::None => None,
        }
    }

    /// A scalar's value; none for other nodes. A tag makes text of it, as `!!str` does.
    pub fn scalar(&self, id: NodeId) -> Option<Scalar<'_>> {
        let text = self.scalar_text(id)?;
        let node = self.node(id);
        match node.kind {
            Kind::Scalar(ScalarStyle::Plain) if !node.tagged => Some(Scalar::of_plain(text)),
            Kind::Scalar(_) => Some(Scalar::Text(text)),
            _ => None,
        }
    }

    /// A scalar's text if its value is text.
    pub fn str(&self, id: NodeId) -> Option<&str> {
        self.scalar(id).and_then(Scalar::as_text)
    }

    /// Every node, in the order written.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len()).map(|at| NodeId(at as u32))
    }

    /// Every alias of the tree with its target.
    pub fn aliases(&self) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        self.nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| match node.kind {
                Kind::Alias(target) => Some((NodeId(at as u32), target)),
                _ => None,
            })
    }

    /// Whether `id` is `ancestor` or stands inside it.
    pub fn is_within(&self, id: NodeId, ancestor: NodeId) -> bool {
        let mut at = Some(id);
        while let Some(node) = at {
            if node == ancestor {
                return true;
            }
            at = self.node(node).parent;
        }
        false
    }
}

static MISSING: Node = Node {
    kind: Kind::Scalar(ScalarStyle::Plain),
    span: Span::new(0, 0),
    properties_start: 0,
    flow: false,
    anchored: false,
    tagged: false,
    parent: None,
    content: Content::None,
};
