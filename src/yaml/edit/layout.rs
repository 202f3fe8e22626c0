//! How a file is laid out around a place: indentation, line ends, and which comments belong to what.

use crate::yaml::tree::{Entry, Kind, NodeId, ScalarStyle, Tree};

/// First byte of the line that holds `at`; after a byte order mark on the first line.
pub(super) fn line_start(tree: &Tree, at: usize) -> usize {
    let start = tree.lines().start(tree.lines().line_of(at));
    if start == 0 && tree.text().starts_with('\u{feff}') {
        3
    } else {
        start
    }
}

/// Column of a byte, counted in bytes of what stands before it in its line.
pub(super) fn column(tree: &Tree, at: usize) -> usize {
    at - line_start(tree, at)
}

/// What stands before a byte in its line.
pub(super) fn before(tree: &Tree, at: usize) -> &str {
    tree.text().get(line_start(tree, at)..at).unwrap_or_default()
}

/// Whether a byte is the first of its line that is not a blank.
pub(super) fn starts_its_line(tree: &Tree, at: usize) -> bool {
    before(tree, at).bytes().all(|byte| byte == b' ')
}

/// The line break to use after a line.
pub(super) fn line_break(tree: &Tree, line: usize) -> &'static str {
    tree.lines().ending(tree.text(), line)
}

/// First byte after a value's content.
pub(super) fn content_end(tree: &Tree, node: NodeId) -> usize {
    tree.node(node).span.end
}

/// Last line of an entry or item: its content, the comment behind it, and the comments below that are
/// indented deeper than its key or dash.
pub(super) fn last_line(tree: &Tree, start: usize, node: NodeId) -> usize {
    let own_column = column(tree, start);
    let mut last = tree.lines().line_of(content_end(tree, node).max(start));
    let mut ahead = last + 1;
    while ahead < tree.lines().count() {
        let text = tree.lines().text(tree.text(), ahead);
        let lead = text.len() - text.trim_start_matches(' ').len();
        let rest = text.get(lead..).unwrap_or_default();
        if rest.starts_with('#') && lead > own_column {
            last = ahead;
        } else if !rest.trim().is_empty() {
            break;
        }
        ahead += 1;
    }
    last
}

/// Step of a file's indentation: the most frequent distance between a block mapping and the block
/// mapping that holds it, 2 if there is none.
pub(super) fn step(tree: &Tree) -> usize {
    let mut votes = [0_usize; 9];
    for id in tree.block_mappings() {
        let Some(first) = tree.entries(id).first() else {
            continue;
        };
        for entry in tree.entries(id) {
            let value = tree.node(entry.value);
            let Some(child) = tree.entries(entry.value).first() else {
                continue;
            };
            if value.flow {
                continue;
            }
            let distance = column(tree, child.start).saturating_sub(column(tree, first.start));
            if let Some(vote) = votes.get_mut(distance) {
                *vote += 1;
            }
        }
    }
    let best = votes
        .iter()
        .enumerate()
        .skip(1)
        .max_by_key(|&(distance, &count)| (count, 9 - distance));
    best.filter(|&(_, &count)| count > 0)
        .map_or(2, |(distance, _)| distance)
}

/// How far a new sequence's dashes stand right of their key: as in the same mapping, else as under the
/// same key elsewhere, else as in most of the file, else one step.
pub(super) fn dash_offset(tree: &Tree, mapping: NodeId, key: &str) -> usize {
    let offset = |entry: &Entry| {
        let dash = tree.items(entry.value).first()?.dash?;
        Some(column(tree, dash).saturating_sub(column(tree, entry.start)))
    };
    if let Some(found) = most_frequent(tree.entries(mapping).iter().filter_map(offset)) {
        return found;
    }
    let everywhere = || tree.block_mappings().flat_map(|id| tree.entries(id));
    most_frequent(
        everywhere()
            .filter(|entry| tree.key_text(entry) == Some(key))
            .filter_map(offset),
    )
    .or_else(|| most_frequent(everywhere().filter_map(offset)))
    .unwrap_or_else(|| step(tree))
}

fn most_frequent(offsets: impl Iterator<Item = usize>) -> Option<usize> {
    let mut votes = [0_usize; 9];
    for offset in offsets {
        if let Some(vote) = votes.get_mut(offset) {
            *vote += 1;
        }
    }
    let best = votes
        .iter()
        .enumerate()
        .max_by_key(|&(offset, &count)| (count, 9 - offset))?;
    (*best.1 > 0).then_some(best.0)
}

/// The last scalar below a node, if it is a block scalar.
pub(super) fn trailing_block_scalar(tree: &Tree, node: NodeId) -> Option<NodeId> {
    let mut at = node;
    loop {
        at = match tree.node(at).kind {
            Kind::Scalar(ScalarStyle::Block { .. }) => return Some(at),
            Kind::Mapping if !tree.node(at).flow => tree.entries(at).last()?.value,
            Kind::Sequence if !tree.node(at).flow => tree.items(at).last()?.node,
            _ => return None,
        };
    }
}

/// Whether a blank line below would become part of the value: it ends with a `|+` or `>+` scalar.
pub(super) fn keeps_breaks(tree: &Tree, node: NodeId) -> bool {
    trailing_block_scalar(tree, node).is_some_and(|scalar| {
        let Kind::Scalar(ScalarStyle::Block { header_end }) = tree.node(scalar).kind else {
            return false;
        };
        let header = tree
            .text()
            .get(tree.node(scalar).span.start..header_end)
            .unwrap_or_default();
        header.contains('+')
    })
}

impl Tree {
    fn block_mappings(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.ids()
            .filter(|&id| self.node(id).kind == Kind::Mapping && !self.node(id).flow)
    }
}
