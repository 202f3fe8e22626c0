//! The topology in words, part by part, for who cannot see the drawing.

use super::stacked::in_order;
use super::{Edge, Kind, Relation, Topology};
use crate::envvars::one_line;
use crate::words::{Message, topology as words};

/// A part of the deployment in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its place among the nodes.
    pub node: usize,
    /// What it is, its plan, instances or size, between commas.
    pub what: String,
    /// Its environment and region; none for what is not Render's.
    pub place: Option<String>,
    /// Who sends it requests, and what it talks to by which variable.
    pub links: Vec<Message>,
}

impl Topology {
    /// Everything but the Internet and load balancers, which are named where they matter; in the drawing's order.
    pub fn parts(&self) -> Vec<Part> {
        let mut links = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            let owner = match edge.relation {
                Relation::Requests => edge.to,
                _ => edge.from,
            };
            if let Some(links) = links.get_mut(owner) {
                links.extend(self.link(edge));
            }
        }
        let own = in_order(self).into_iter();
        own.filter_map(|at| self.part(at, links.get_mut(at)?)).collect()
    }

    fn part(&self, at: usize, links: &mut Vec<Message>) -> Option<Part> {
        let node = self.nodes.get(at)?;
        if matches!(node.kind, Kind::Internet | Kind::LoadBalancer) {
            return None;
        }
        let what = [node.kind.what()].into_iter().chain(node.details.iter().cloned());
        let what: Vec<String> = what.map(|part| part.to_string()).collect();
        let zone = node.zone.and_then(|zone| self.zones.get(zone));
        Some(Part {
            node: at,
            what: what.join(", "),
            place: zone.map(|zone| zone.title()),
            links: std::mem::take(links),
        })
    }

    /// What an edge says of the node that it is told with: the receiver of requests, else the one that talks.
    fn link(&self, edge: &Edge) -> Option<Message> {
        let (from, to) = (self.nodes.get(edge.from)?, self.nodes.get(edge.to)?);
        let variables = edge.by.join(", ");
        let target = to.title();
        Some(match edge.relation {
            // Told with the service behind it.
            Relation::Requests if to.kind == Kind::LoadBalancer => return None,
            Relation::Requests if from.kind == Kind::LoadBalancer => words::link_balanced(),
            Relation::Requests => words::link_requests(),
            Relation::Reads | Relation::Takes if edge.from == edge.to => words::link_takes_own(variables),
            Relation::Reads if to.kind == Kind::Absent => words::link_reads_absent(target, variables),
            Relation::Reads => words::link_reads(target, variables),
            Relation::Takes => words::link_takes(variables, target),
            Relation::Uses => words::link_uses(target, variables),
            Relation::Mounts if variables.is_empty() => words::link_mounts_somewhere(target),
            Relation::Mounts => words::link_mounts(target, variables),
            Relation::Copies => words::link_copies(target),
        })
    }

    /// The parts as lines of text.
    pub fn text(&self) -> String {
        let parts = self.parts();
        if parts.is_empty() {
            return format!("{}\n", words::empty());
        }
        let mut text = String::new();
        for part in parts {
            let title = self.nodes.get(part.node).map(|node| node.title());
            let said = words::part(title.unwrap_or_default(), part.what);
            let place = part.place.map(|place| words::part_in(place).to_string());
            let lines = place.into_iter().chain(part.links.iter().map(Message::to_string));
            text.push_str(&one_line(&said.to_string()));
            text.push('\n');
            for line in lines {
                text.push_str("  ");
                text.push_str(&one_line(&line));
                text.push('\n');
            }
        }
        text
    }
}
