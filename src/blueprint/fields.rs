//! Reading a mapping's fields by name and type.

use crate::yaml::{NodeId, Scalar, Tree};

/// The fields of one mapping. A field of another type than asked for is absent.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'t> {
    /// The tree.
    pub tree: &'t Tree,
    /// The mapping.
    pub node: NodeId,
}

impl<'t> Fields<'t> {
    /// The value of a field, with an alias followed.
    pub fn get(self, name: &str) -> Option<NodeId> {
        self.tree.get(self.node, name)
    }

    /// Whether the key is there, whatever its value.
    pub fn has(self, name: &str) -> bool {
        self.tree.entry(self.node, name).is_some()
    }

    /// The field's key, to point at.
    pub fn key(self, name: &str) -> Option<NodeId> {
        self.tree.entry(self.node, name).map(|entry| entry.key)
    }

    /// A text.
    pub fn text(self, name: &str) -> Option<&'t str> {
        self.tree.str(self.get(name)?)
    }

    /// A whole number.
    pub fn integer(self, name: &str) -> Option<i64> {
        self.tree.scalar(self.get(name)?)?.as_integer()
    }

    /// A truth value.
    pub fn boolean(self, name: &str) -> Option<bool> {
        match self.tree.scalar(self.get(name)?)? {
            Scalar::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// A mapping; also an empty or missing value under a key, which has no fields.
    pub fn object(self, name: &str) -> Option<Fields<'t>> {
        self.get(name).map(|node| Fields {
            tree: self.tree,
            node,
        })
    }

    /// The items of a sequence as mappings.
    pub fn objects(self, name: &str) -> impl Iterator<Item = Fields<'t>> + use<'t> {
        let tree = self.tree;
        let items = self.get(name).map(|list| tree.items(list)).unwrap_or_default();
        items.iter().map(move |item| Fields {
            tree,
            node: tree.target(item.node),
        })
    }
}
