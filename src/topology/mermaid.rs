//! The topology as a flowchart for Mermaid, which code hosts and editors draw.

use std::fmt::Write as _;

use super::layout::is_store;
use super::{Kind, Node, Relation, Topology};
use crate::envvars::one_line;

impl Topology {
    /// A flowchart with a subgraph for each zone.
    pub fn mermaid(&self) -> String {
        let mut text = "flowchart LR\n".to_owned();
        self.add_nodes(&mut text, None, "  ");
        for (at, zone) in self.zones.iter().enumerate() {
            // Writing into a String does not fail.
            let _ = writeln!(text, "  subgraph z{at}[{}]", quoted(&zone.title()));
            self.add_nodes(&mut text, Some(at), "    ");
            text.push_str("  end\n");
        }
        // What a service takes from itself goes nowhere.
        for edge in self.edges.iter().filter(|edge| edge.from != edge.to) {
            let arrow = match edge.relation {
                Relation::Requests => "==>",
                Relation::Reads | Relation::Mounts => "-->",
                Relation::Takes | Relation::Uses | Relation::Copies => "-.->",
            };
            let label = if edge.by.is_empty() {
                String::new()
            } else {
                format!("|{}|", quoted(&edge.by.join(", ")))
            };
            // Data flow from a database to its copies, as the drawing has it.
            let (from, to) = match edge.relation {
                Relation::Copies => (edge.to, edge.from),
                _ => (edge.from, edge.to),
            };
            let _ = writeln!(text, "  n{from} {arrow}{label} n{to}");
        }
        text
    }

    fn add_nodes(&self, text: &mut String, zone: Option<usize>, indent: &str) {
        let own = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.zone == zone);
        for (at, node) in own {
            let (open, close) = shape(node);
            // Each line is escaped by itself, so that no name can make a line break of its own.
            let mut label = escaped(&node.title());
            let about = node.about();
            if !about.is_empty() {
                label.push_str("<br>");
                label.push_str(&escaped(&about));
            }
            let _ = writeln!(text, "{indent}n{at}{open}\"{label}\"{close}");
        }
    }
}

/// A label for Mermaid: nothing in it ends it or is read as a sign or markup.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for next in one_line(text).chars() {
        match next {
            '"' | '#' | '<' | '>' | '&' | ';' | '`' | '\\' => {
                let _ = write!(label, "#{};", u32::from(next));
            }
            next => label.push(next),
        }
    }
    label
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
