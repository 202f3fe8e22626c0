//! The topology as sentences, for who cannot see the drawing.

use super::{Edge, Kind, Node, Relation, Topology};
use crate::words::{Message, topology as words};

impl Topology {
    /// What there is and where, then who talks to whom.
    pub fn sentences(&self) -> Vec<Message> {
        let parts = self.nodes.iter().filter_map(|node| self.part(node));
        let edges = self.edges.iter().filter_map(|edge| self.connection(edge));
        parts.chain(edges).collect()
    }

    /// A part of Render's; the others are named where they are used.
    fn part(&self, node: &Node) -> Option<Message> {
        let zone = self.zones.get(node.zone?)?;
        if node.kind == Kind::LoadBalancer {
            return None;
        }
        let about = [node.kind.what()].into_iter().chain(node.details.iter().cloned());
        let about: Vec<String> = about.map(|part| part.to_string()).collect();
        let about = about.join(", ");
        Some(if self.zones.len() > 1 {
            words::sentence_part_in(node.title(), about, zone.title())
        } else {
            words::sentence_part(node.title(), about)
        })
    }

    fn connection(&self, edge: &Edge) -> Option<Message> {
        let (from, to) = (self.nodes.get(edge.from)?, self.nodes.get(edge.to)?);
        let variables = edge.by.join(", ");
        let (source, target) = (from.title(), to.title());
        Some(match edge.relation {
            Relation::Requests if to.kind == Kind::LoadBalancer => {
                let mut behind = self.edges.iter().filter(|next| next.from == edge.to);
                let service = self.nodes.get(behind.next()?.to)?;
                words::sentence_to_balancer(service.title())
            }
            Relation::Requests if from.kind == Kind::LoadBalancer => words::sentence_balanced(target),
            Relation::Requests => words::sentence_requests(target),
            Relation::Reads if edge.from == edge.to => words::sentence_reads_own(source, variables),
            Relation::Reads if to.kind == Kind::Absent => {
                words::sentence_reads_absent(source, variables, target)
            }
            Relation::Reads => words::sentence_reads(source, variables, target),
            Relation::Uses => words::sentence_uses(source, target, variables),
            Relation::Mounts if variables.is_empty() => words::sentence_mounts_somewhere(source, target),
            Relation::Mounts => words::sentence_mounts(source, target, variables),
            Relation::Copies => words::sentence_copies(source, target),
        })
    }
}
