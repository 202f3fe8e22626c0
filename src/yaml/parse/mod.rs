//! From text to tree. The only folder that knows the parser crate.
//!
//! The crate's events carry no place for `-`, `:`, `?`, `,` or a block scalar's header. One cursor
//! moves forward through the text and reads the indicator that the parent expects before each node;
//! it never searches backwards, where quotes and comments would mislead it.

mod aliases;
mod cursor;
mod duplicates;
mod error;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle as Style, StructureStyle, options};

use crate::yaml::limits::{MAX_BYTES, MAX_DEPTH, MAX_NODES};
use crate::yaml::position::Lines;
use crate::yaml::tree::{Content, Entry, Item, Kind, Node, NodeId, ScalarStyle, Span, Tree};

pub use aliases::has_aliases;
use error::kind_of;
pub use error::{SyntaxError, SyntaxErrorKind};

impl Tree {
    /// Parses a text. With an error the tree has no root, and still holds the text.
    pub fn parse(text: impl Into<Arc<str>>) -> (Self, Option<SyntaxError>) {
        let text: Arc<str> = text.into();
        let mut builder = Builder::new(&text);
        let error = builder.run().err();
        let Builder {
            nodes,
            entries,
            items,
            decoded,
            root,
            duplicates,
            ..
        } = builder;
        let lines = Lines::new(&text);
        let root = if error.is_some() { None } else { root };
        (
            Self {
                lines,
                nodes,
                entries,
                items,
                decoded,
                root,
                duplicates,
                text: Arc::clone(&text),
            },
            error,
        )
    }
}

/// A collection that is still open.
struct Frame {
    node: NodeId,
    mapping: bool,
    flow: bool,
    /// Where its children begin in the scratch lists.
    first: usize,
    /// A key that waits for its value.
    key: Option<PendingKey>,
}

#[derive(Clone, Copy)]
struct PendingKey {
    start: usize,
    key: NodeId,
    explicit: bool,
}

/// Indicators read before a node.
#[derive(Clone, Copy, Default)]
struct Lead {
    /// `-` or `:`.
    indicator: Option<usize>,
    /// `?`.
    question: Option<usize>,
}

struct Builder<'t> {
    text: &'t str,
    cursor: usize,
    nodes: Vec<Node>,
    entries: Vec<Entry>,
    items: Vec<Item>,
    /// Entries and items of open collections; moved to the lists above when one closes.
    open_entries: Vec<Entry>,
    open_items: Vec<Item>,
    decoded: Vec<Box<str>>,
    frames: Vec<Frame>,
    leads: Vec<Lead>,
    anchors: BTreeMap<usize, NodeId>,
    root: Option<NodeId>,
    duplicates: Vec<(NodeId, NodeId)>,
    documents: usize,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            cursor: if text.starts_with('\u{feff}') { 3 } else { 0 },
            nodes: Vec::with_capacity(text.len() / 12),
            entries: Vec::with_capacity(text.len() / 24),
            items: Vec::new(),
            open_entries: Vec::new(),
            open_items: Vec::new(),
            decoded: Vec::new(),
            frames: Vec::new(),
            leads: Vec::new(),
            anchors: BTreeMap::new(),
            root: None,
            duplicates: Vec::new(),
            documents: 0,
        }
    }

    fn run(&mut self) -> Result<(), SyntaxError> {
        if self.text.len() > MAX_BYTES {
            return Err(self.error(SyntaxErrorKind::TooLong, MAX_BYTES));
        }
        let options = options! {
            emit_comments: false,
            block_scalar_eof_without_line_feed: true,
        };
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = event.map_err(|error| {
                let at = error.marker().byte_offset().unwrap_or(self.cursor);
                self.error(kind_of(error.kind()), at)
            })?;
            let range = span.byte_range().unwrap_or(self.cursor..self.cursor);
            if self
                .event(event, Span::new(range.start, range.end), span.indent)?
                .is_break()
            {
                break;
            }
        }
        Ok(())
    }

    fn event(
        &mut self,
        event: Event<'t>,
        span: Span,
        indent: Option<usize>,
    ) -> Result<ControlFlow<()>, SyntaxError> {
        match event {
            Event::DocumentStart(explicit, _) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.error(SyntaxErrorKind::SecondDocument, span.start));
                }
                if explicit {
                    self.cursor = span.end;
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                let lead = self.lead();
                let properties = self.properties(anchor != 0, tag.is_some());
                let is_text = tag
                    .as_ref()
                    .is_some_and(|tag| !tag.is_yaml_core_schema_tag("null"));
                let id = self.scalar(&text, style, span, indent, properties, tag.is_some() && is_text)?;
                self.anchor(anchor, id);
                self.attach(id, lead);
            }
            Event::Alias(anchor) => {
                let lead = self.lead();
                let Some(&target) = self.anchors.get(&anchor) else {
                    return Err(self.error(SyntaxErrorKind::UnknownAnchor, span.start));
                };
                self.cursor = span.end;
                let id = self.push(Kind::Alias(target), span, span.start, Content::None)?;
                self.attach(id, lead);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.open(false, style, anchor, tag.is_some(), span)?
            }
            Event::MappingStart(style, anchor, tag) => self.open(true, style, anchor, tag.is_some(), span)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::StreamEnd => return Ok(ControlFlow::Break(())),
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    }

    fn error(&self, kind: SyntaxErrorKind, at: usize) -> SyntaxError {
        let mut start = at.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let width = self.text.get(start..).and_then(|rest| rest.chars().next());
        let width = width
            .filter(|&next| next != '\n' && next != '\r')
            .map_or(0, char::len_utf8);
        SyntaxError {
            kind,
            span: Span::new(start, start + width),
        }
    }

    fn push(
        &mut self,
        kind: Kind,
        span: Span,
        properties_start: usize,
        content: Content,
    ) -> Result<NodeId, SyntaxError> {
        if self.nodes.len() >= MAX_NODES {
            return Err(self.error(SyntaxErrorKind::TooManyNodes, span.start));
        }
        let id = NodeId(self.nodes.len() as u32);
        let parent = self.frames.last().map(|frame| frame.node);
        self.nodes.push(Node {
            kind,
            span,
            properties_start,
            flow: false,
            anchored: false,
            tagged: false,
            parent,
            content,
        });
        Ok(id)
    }

    fn anchor(&mut self, anchor: usize, id: NodeId) {
        if anchor == 0 {
            return;
        }
        self.anchors.insert(anchor, id);
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.anchored = true;
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: Style,
        span: Span,
        indent: Option<usize>,
        properties: Option<usize>,
        tagged: bool,
    ) -> Result<NodeId, SyntaxError> {
        let (style, span) = match style {
            Style::Literal | Style::Folded => self.block_scalar(span, indent),
            _ if span.start == span.end => (ScalarStyle::Plain, Span::new(self.cursor, self.cursor)),
            Style::SingleQuoted => (ScalarStyle::SingleQuoted, span),
            Style::DoubleQuoted => (ScalarStyle::DoubleQuoted, span),
            _ => (ScalarStyle::Plain, span),
        };
        self.cursor = span.end;
        let inner = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                Span::new(span.start + 1, span.end.saturating_sub(1))
            }
            _ => span,
        };
        let content = if span.start == span.end || self.text.get(inner.start..inner.end) == Some(text) {
            Content::Source(inner)
        } else {
            self.decoded.push(text.into());
            Content::Decoded(self.decoded.len() - 1)
        };
        let id = self.push(
            Kind::Scalar(style),
            span,
            properties.unwrap_or(span.start),
            content,
        )?;
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.tagged = tagged;
        }
        Ok(id)
    }

    fn open(
        &mut self,
        mapping: bool,
        style: StructureStyle,
        anchor: usize,
        tagged: bool,
        span: Span,
    ) -> Result<(), SyntaxError> {
        let lead = self.lead();
        let properties = self.properties(anchor != 0, tagged);
        if self.frames.len() >= MAX_DEPTH {
            return Err(self.error(SyntaxErrorKind::TooDeep, span.start));
        }
        let start = self.past_blanks();
        let flow = style == StructureStyle::Flow;
        // A pair in a flow sequence is a mapping without braces: `[key: value]`.
        let bracket =
            flow && self.byte(start) == Some(if mapping { b'{' } else { b'[' }) && span.end > span.start;
        if bracket {
            self.cursor = start + 1;
        }
        let kind = if mapping { Kind::Mapping } else { Kind::Sequence };
        let id = self.push(
            kind,
            Span::new(start, start),
            properties.unwrap_or(start),
            Content::Children { first: 0, count: 0 },
        )?;
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.flow = flow;
            node.tagged = tagged;
        }
        self.anchor(anchor, id);
        let first = if mapping {
            self.open_entries.len()
        } else {
            self.open_items.len()
        };
        self.leads.push(lead);
        self.frames.push(Frame {
            node: id,
            mapping,
            flow,
            first,
            key: None,
        });
        Ok(())
    }

    fn close(&mut self, span: Span) {
        let Some(frame) = self.frames.pop() else { return };
        let (first, count, last) = if frame.mapping {
            let first = self.entries.len();
            self.entries.extend(self.open_entries.drain(frame.first..));
            (
                first,
                self.entries.len() - first,
                self.entries.last().map(|entry| entry.value),
            )
        } else {
            let first = self.items.len();
            self.items.extend(self.open_items.drain(frame.first..));
            (
                first,
                self.items.len() - first,
                self.items.last().map(|item| item.node),
            )
        };
        let last_end = last
            .filter(|_| count > 0)
            .and_then(|id| self.nodes.get(id.0 as usize))
            .map(|node| node.span.end);
        if let Some(node) = self.nodes.get_mut(frame.node.0 as usize) {
            node.content = Content::Children { first, count };
            if frame.flow && span.end > span.start {
                node.span.end = span.end;
                self.cursor = span.end;
            } else {
                node.span.end = last_end.unwrap_or(node.span.start);
            }
        }
        if frame.mapping {
            self.find_duplicates(first, count);
        }
        let lead = self.leads.pop().unwrap_or_default();
        self.attach(frame.node, lead);
    }

    fn attach(&mut self, id: NodeId, lead: Lead) {
        let start = self
            .nodes
            .get(id.0 as usize)
            .map_or(self.cursor, |node| node.properties_start);
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(id);
            return;
        };
        if !frame.mapping {
            self.open_items.push(Item {
                dash: lead.indicator,
                node: id,
            });
            return;
        }
        match frame.key.take() {
            None => {
                let explicit = lead.question.is_some();
                frame.key = Some(PendingKey {
                    start: lead.question.unwrap_or(start),
                    key: id,
                    explicit,
                });
            }
            Some(pending) => self.open_entries.push(Entry {
                start: pending.start,
                key: pending.key,
                value: id,
                colon: lead.indicator,
                explicit: pending.explicit,
            }),
        }
    }
}
