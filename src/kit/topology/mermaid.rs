//! The topology as a flowchart for Mermaid, which code hosts and editors draw.

use std::fmt::Write as _;

use super::layout::is_store;
use super::{Kind, Node, Relation, Topology};
use crate::kit::quote;

impl Topology {
    /// A flowchart with a subgraph for each zone.
    pub fn mermaid(&self) -> String {
        let mut text = "flowchart LR\n".to_owned();
        self.add_nodes(&mut text, None, "  ");
        for (at, zone) in self.zones.iter().enumerate() {
            // Writing into a String does not fail.
            let _ = writeln!(text, "  subgraph z{at}[{}]", quote::mermaid(&zone.title()));
            self.add_nodes(&mut text, Some(at), "    ");
            text.push_str("  end\n");
        }
        for edge in &self.edges {
            let arrow = match edge.relation {
                Relation::Requests => "==>",
                Relation::Reads | Relation::Mounts => "-->",
                Relation::Uses | Relation::Copies => "-.->",
            };
            let label = if edge.by.is_empty() {
                String::new()
            } else {
                format!("|{}|", quote::mermaid(&edge.by.join(", ")))
            };
            let _ = writeln!(text, "  n{} {arrow}{label} n{}", edge.from, edge.to);
        }
        text
    }

    fn add_nodes(&self, text: &mut String, zone: Option<usize>, indent: &str) {
        for (at, node) in self.nodes.iter().enumerate() {
            if node.zone == zone {
                let (open, close) = shape(node);
                let label = [node.title(), node.about()].join("\n");
                let label: Vec<String> = label.lines().map(quote::mermaid).collect();
                // Each line is quoted by itself, so that no name can make a line break of its own.
                let label: Vec<&str> = label.iter().map(|line| line.trim_matches('"')).collect();
                let label = label.join("<br>");
                let _ = writeln!(text, "{indent}n{at}{open}\"{label}\"{close}");
            }
        }
    }
}

/// The brackets that give a node its shape.
fn shape(node: &Node) -> (&'static str, &'static str) {
    if is_store(node.kind) {
        return ("[(", ")]");
    }
    match node.kind {
        Kind::Internet => ("([", "])"),
        Kind::LoadBalancer => ("{{", "}}"),
        Kind::Disk => ("[/", "/]"),
        Kind::Outside(_) => ("[[", "]]"),
        Kind::Absent => (">", "]"),
        _ => ("[", "]"),
    }
}
