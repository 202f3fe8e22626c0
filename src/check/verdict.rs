//! What Render's published JSON Schema says, exactly: the schema's half of `spec`, walked without words.
//!
//! The rules that stand only in the documentation, the old names and the tolerated shapes are no part of it.
//! A value that the schema's `anyOf` offers several forms is accepted when any of them fits.

use crate::spec::{self, Kind, Rule, Shape, sources};
use crate::yaml::{Entry, Kind as NodeKind, NodeId, Scalar, Tree};

/// How many nodes are visited when aliases are followed.
pub(super) const BUDGET: usize = 100_000;

/// Where the budget is passed when every alias is followed; `None` if it suffices.
///
/// An anchor that stands inside itself would never end, and a few lines of aliases of aliases can stand for
/// billions of nodes. The walks after this one follow aliases freely.
pub(super) fn over_budget(tree: &Tree, root: NodeId) -> Option<NodeId> {
    if tree.node_count() <= BUDGET && tree.aliases().next().is_none() {
        return None;
    }
    let mut waiting = vec![root];
    let mut visited = 0;
    while let Some(node) = waiting.pop() {
        visited += 1;
        let target = tree.target(node);
        waiting.extend(tree.items(target).iter().rev().map(|item| item.node));
        waiting.extend(
            tree.entries(target)
                .iter()
                .rev()
                .flat_map(|entry| [entry.value, entry.key]),
        );
        // Whatever waits will be visited.
        if visited + waiting.len() > BUDGET {
            return Some(node);
        }
    }
    None
}

/// Whether the schema takes this node in a place of this shape.
pub(super) fn accepts(tree: &Tree, shape: &Shape, node: NodeId) -> bool {
    let node = tree.target(node);
    let scalar = || tree.scalar(node);
    match shape {
        Shape::Text | Shape::Url => matches!(scalar(), Some(Scalar::Text(_))),
        Shape::TextOrNumber => {
            matches!(
                scalar(),
                Some(Scalar::Text(_) | Scalar::Int(_) | Scalar::Float(_))
            )
        }
        Shape::Boolean => matches!(scalar(), Some(Scalar::Bool(_))),
        Shape::Choice(_) | Shape::Constant(_) => tree.str(node).is_some_and(|text| shape.takes_text(text)),
        Shape::Integer { min, max } => scalar().is_some_and(|number| in_bounds(number, *min, *max)),
        Shape::Object(kind) => accepts_kind(tree, kind, node),
        Shape::Forms(kinds) => kinds.iter().any(|kind| accepts_kind(tree, kind, node)),
        Shape::List(item) => {
            tree.node(node).kind == NodeKind::Sequence
                && tree
                    .items(node)
                    .iter()
                    .all(|element| accepts(tree, item, element.node))
        }
    }
}

/// Whether the schema takes this node as an object of this kind.
pub(super) fn accepts_kind(tree: &Tree, kind: &Kind, node: NodeId) -> bool {
    let node = tree.target(node);
    if tree.node(node).kind != NodeKind::Mapping {
        return !kind.object_stated;
    }
    kind.fields
        .iter()
        .all(|field| !field.required || tree.entry(node, field.name).is_some())
        && rules_hold(tree, kind, node)
        && tree
            .entries(node)
            .iter()
            .all(|entry| accepts_entry(tree, kind, entry))
}

/// Whether the schema takes this key with this value in an object of this kind.
pub(super) fn accepts_entry(tree: &Tree, kind: &Kind, entry: &Entry) -> bool {
    match tree.key_text(entry).and_then(|name| kind.field(name)) {
        Some(field) => accepts(tree, &field.shape, entry.value),
        None => !kind.closed,
    }
}

/// Whether every key has a place in this kind and the schema's rules over several fields hold.
pub(super) fn keys_and_rules_hold(tree: &Tree, kind: &Kind, node: NodeId) -> bool {
    let known = |entry: &Entry| {
        tree.key_text(entry)
            .is_some_and(|name| kind.field(name).is_some())
    };
    tree.entries(node).iter().all(known) && rules_hold(tree, kind, node)
}

fn rules_hold(tree: &Tree, kind: &Kind, node: NodeId) -> bool {
    let rules = kind
        .constraints
        .iter()
        .filter(|constraint| is_of_schema(constraint));
    rules
        .map(|constraint| constraint.rule)
        .all(|rule| holds(tree, rule, node))
}

/// Whether a rule is the schema's own.
pub(super) fn is_of_schema(constraint: &spec::Constraint) -> bool {
    *constraint.source == sources::J
}

fn holds(tree: &Tree, rule: Rule, node: NodeId) -> bool {
    let has = |name: &str| tree.entry(node, name).is_some();
    let count = |names: &[&str]| names.iter().filter(|name| has(name)).count();
    match rule {
        Rule::ExactlyOne(names) => count(names) == 1,
        Rule::AtLeastOne(names) => count(names) > 0,
        Rule::RequiredUnless { field, unless } => has(field) || has(unless),
        Rule::Excludes { field, others } => !has(field) || count(others) == 0,
        Rule::Demands { fields, other, value } => {
            count(fields) == 0
                || tree
                    .get(node, other)
                    .is_none_or(|other| tree.str(other) == Some(value))
        }
    }
}

/// JSON Schema counts `2.0` and numbers beyond 64 bits as whole numbers.
pub(super) fn in_bounds(number: Scalar<'_>, min: i64, max: Option<i64>) -> bool {
    number
        .as_wide_integer()
        .is_some_and(|number| number >= i128::from(min) && max.is_none_or(|max| number <= i128::from(max)))
}
