//! Edits that change nothing but what they mean to: each is planned as a few text edits on spans,
//! applied, and read again; unless the new tree equals the old one plus the intended change, the text
//! stays as it was.

mod apply;
mod change;
mod copy;
mod flow;
mod insert;
mod item;
mod layout;
mod move_item;
mod overlap;
mod quote;
mod remove;
mod rename;
mod reorder;
mod replace;
mod set;
mod shift;
mod write;

pub use apply::{TextEdit, apply};
pub use change::Change;
pub use quote::quoted;

use super::tree::{Kind, NodeId, Span, Tree};
use super::value::{Path, Step, Value};

/// Why a change was not made. The text stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The text has a syntax error or no content.
    NoTree,
    /// Nothing stands at this path.
    NotFound(Path),
    /// Something stands at this path already.
    Exists(Path),
    /// The place holds a mapping or sequence where a scalar would be replaced, or is of another kind than the change needs.
    WrongKind(Path),
    /// The place is shared through an anchor, and other places would change too.
    Shared {
        /// Line of the first alias, from 1.
        line: usize,
    },
    /// The path leads through an alias.
    ThroughAlias(Path),
    /// The place is written in a way that is not edited safely: a tag, `? key`, a repeated key, a tab.
    Unclear(Path),
    /// An alias would stand before its anchor.
    AnchorBehind {
        /// Line of the alias, from 1.
        line: usize,
    },
    /// The edited text did not read back as intended.
    Unsafe,
}

/// An edited text.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The new tree, with its text.
    pub tree: Tree,
    /// What was edited in the old text: sorted, not overlapping.
    pub edits: Vec<TextEdit>,
}

/// Plans the text edits of some changes without applying them. Sorted, not overlapping.
///
/// # Errors
/// A [`Refusal`] where a place is absent, shared or unclear, or where two changes touch the same bytes.
pub fn plan(tree: &Tree, changes: &[Change]) -> Result<Vec<TextEdit>, Refusal> {
    plan_by(tree, changes, plan_any)
}

/// How one of some changes is planned.
type PlanOne = fn(&Tree, &Change, &[Change], &mut Vec<TextEdit>) -> Result<(), Refusal>;

fn plan_by(tree: &Tree, changes: &[Change], plan_one: PlanOne) -> Result<Vec<TextEdit>, Refusal> {
    let mut edits = Vec::new();
    for change in changes {
        plan_one(tree, change, changes, &mut edits)?;
    }
    // What is inserted where other bytes go comes before them.
    edits.sort_by_key(|edit: &TextEdit| edit.span);
    overlap::take_apart(tree, &mut edits);
    let apart = edits.windows(2).all(|pair| match pair {
        [left, right] => left.span.end <= right.span.start,
        _ => true,
    });
    if apart { Ok(edits) } else { Err(Refusal::Unsafe) }
}

fn plan_any(
    tree: &Tree,
    change: &Change,
    changes: &[Change],
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    match change {
        Change::Replace { path, value } => replace::plan(tree, path, value, edits),
        Change::Append { sequence, value } => insert::item(tree, sequence, value, edits),
        Change::Remove { path } => remove::plan(tree, path, is_refilled(changes, path), edits),
        Change::Rename { path, key } => rename::plan(tree, path, key, edits),
        Change::SetShared { path, value } => set::plan_shared(tree, path, value, edits),
        Change::Move {
            item,
            to,
            order,
            with_list,
        } => {
            let leaves = move_item::Left::of(*with_list, is_refilled(changes, item));
            move_item::plan(tree, item, to, order, leaves, edits)
        }
        Change::Copy { item, changes } => copy::plan(tree, item, changes, edits),
        Change::Reorder { item, to } => reorder::plan(tree, item, *to, edits),
        Change::Set { .. } | Change::Insert { .. } => plan_entry(tree, change, changes, edits),
    }
}

/// The part of [`plan_any`] that sets, inserts and removes entries.
fn plan_entry(
    tree: &Tree,
    change: &Change,
    _changes: &[Change],
    edits: &mut Vec<TextEdit>,
) -> Result<(), Refusal> {
    match change {
        Change::Set { path, value } => set::plan(tree, path, value, edits),
        Change::Insert {
            mapping,
            key,
            value,
            order,
        } => insert::entry(tree, mapping, key, value, order, edits),
        Change::Remove { path } => remove::plan(tree, path, false, edits),
        _ => Err(Refusal::Unsafe),
    }
}

/// Whether the sequence that loses this item gets another one.
fn is_refilled(changes: &[Change], item: &Path) -> bool {
    let list = item.split_last().map(|(list, _)| list);
    let mut filled = changes.iter().filter_map(|change| match change {
        Change::Append { sequence, .. } => Some(sequence),
        _ => None,
    });
    filled.any(|sequence| Some(sequence) == list.as_ref())
}

/// Makes some changes at once, or none of them.
///
/// # Errors
/// A [`Refusal`]; the text then stays as it was.
pub fn edit(tree: &Tree, changes: &[Change]) -> Result<Edited, Refusal> {
    edit_by(tree, changes, plan_any, Change::apply)
}

/// The same for changes that set, insert and remove entries, which the page needs before the code for all others
/// is there.
///
/// # Errors
/// As [`edit`]; and for any other change.
pub fn edit_entries(tree: &Tree, changes: &[Change]) -> Result<Edited, Refusal> {
    edit_by(tree, changes, plan_entry, Change::apply_to_entry)
}

fn edit_by(
    tree: &Tree,
    changes: &[Change],
    plan_one: PlanOne,
    apply_one: fn(&Change, &mut Value) -> Result<(), Refusal>,
) -> Result<Edited, Refusal> {
    let mut expected = match tree.root() {
        Some(root) => Value::of(tree, root),
        None if insert::is_blank(tree) => Value::Null,
        None => return Err(Refusal::NoTree),
    };
    let edits = plan_by(tree, changes, plan_one)?;
    for change in changes {
        apply_one(change, &mut expected)?;
    }
    let (edited, error) = Tree::parse(apply(tree.text(), &edits));
    let reads_as_intended = error.is_none()
        && edited
            .root()
            .is_some_and(|root| Value::of(&edited, root) == expected);
    if reads_as_intended {
        Ok(Edited { tree: edited, edits })
    } else {
        Err(Refusal::Unsafe)
    }
}

/// Whether removing the list at a path would take nothing along but its one item: it is not the only entry of
/// its mapping, and no comment stands in it beside the item.
pub fn holds_only_its_item(tree: &Tree, list: &Path) -> bool {
    tree.at(list)
        .is_some_and(|list| remove::holds_only_its_item(tree, list))
}

/// Where a new key goes: after the present key with the highest rank not above its own, else after the
/// first entry, which may share its line with a dash; a key without a rank goes last.
fn position<'v>(keys: impl Iterator<Item = &'v Value>, key: &str, order: &[&str]) -> usize {
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let own = rank(key);
    let (mut after, mut best, mut count) = (None, None, 0);
    for (at, name) in keys.enumerate() {
        count += 1;
        let Value::Text(name) = name else { continue };
        if let (Some(present), Some(own)) = (rank(name), own)
            && present <= own
            && best.is_none_or(|best| present >= best)
        {
            (after, best) = (Some(at), Some(present));
        }
    }
    match (own, after) {
        (None, _) => count,
        (_, Some(at)) => at + 1,
        (_, None) => count.min(1),
    }
}

/// Finds a node for a change: not through an alias, not inside something shared.
fn resolve(tree: &Tree, path: &Path) -> Result<NodeId, Refusal> {
    let node = resolve_shared(tree, path)?;
    let mut at = Some(node);
    while let Some(id) = at {
        refuse_shared(tree, id)?;
        at = tree.node(id).parent;
    }
    Ok(node)
}

/// Finds a node for a change: not through an alias.
fn resolve_shared(tree: &Tree, path: &Path) -> Result<NodeId, Refusal> {
    let mut node = tree.root().ok_or(Refusal::NoTree)?;
    for (at, step) in path.0.iter().enumerate() {
        if matches!(tree.node(node).kind, Kind::Alias(_)) {
            return Err(Refusal::ThroughAlias(Path(
                path.0.get(..at).unwrap_or_default().to_vec(),
            )));
        }
        let missing = || Refusal::NotFound(path.clone());
        node = match step {
            Step::Key(key) => {
                let entry = tree.entry(node, key).ok_or_else(missing)?;
                let repeated = tree.duplicate_keys().iter().any(|(first, _)| *first == entry.key);
                if entry.explicit || repeated {
                    return Err(Refusal::Unclear(path.clone()));
                }
                entry.value
            }
            Step::Index(index) => tree.items(node).get(*index).ok_or_else(missing)?.node,
        };
    }
    Ok(node)
}

/// Refuses a node whose anchor has aliases.
fn refuse_shared(tree: &Tree, node: NodeId) -> Result<(), Refusal> {
    if !tree.node(node).anchored {
        return Ok(());
    }
    match tree.aliases().find(|&(_, target)| target == node) {
        Some((alias, _)) => Err(Refusal::Shared {
            line: tree.lines().line_of(tree.node(alias).span.start) + 1,
        }),
        None => Ok(()),
    }
}

/// Refuses to remove what an alias elsewhere needs.
fn refuse_needed_anchor(tree: &Tree, removed: Span) -> Result<(), Refusal> {
    let inside = |at: usize| removed.start <= at && at < removed.end;
    let needed = tree.aliases().find(|&(alias, target)| {
        inside(tree.node(target).properties_start) && !inside(tree.node(alias).span.start)
    });
    match needed {
        Some((alias, _)) => Err(Refusal::Shared {
            line: tree.lines().line_of(tree.node(alias).span.start) + 1,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
