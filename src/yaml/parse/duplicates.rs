//! Keys that are repeated in one mapping.

use std::collections::BTreeMap;

use super::Builder;
use crate::yaml::tree::{Content, NodeId};

impl Builder<'_> {
    /// Notes keys that are repeated, by their text.
    pub(super) fn find_duplicates(&mut self, first: usize, count: usize) {
        let Some(entries) = self.entries.get(first..first + count) else {
            return;
        };
        let text = |id: NodeId| match self.nodes.get(id.0 as usize)?.content {
            Content::Source(span) => self.text.get(span.start..span.end),
            Content::Decoded(index) => self.decoded.get(index).map(|text| &**text),
            _ => None,
        };
        const SMALL: usize = 12;
        if count <= SMALL {
            for (at, entry) in entries.iter().enumerate().skip(1) {
                let Some(key) = text(entry.key) else { continue };
                if let Some(earlier) = entries
                    .iter()
                    .take(at)
                    .find(|earlier| text(earlier.key) == Some(key))
                {
                    self.duplicates.push((earlier.key, entry.key));
                }
            }
            return;
        }
        let mut seen = BTreeMap::new();
        for entry in entries {
            let Some(key) = text(entry.key) else { continue };
            if let Some(&earlier) = seen.get(key) {
                self.duplicates.push((earlier, entry.key));
            } else {
                seen.insert(key, entry.key);
            }
        }
    }
}
