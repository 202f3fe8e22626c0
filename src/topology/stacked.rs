//! The drawing for narrow places: one box below the other, with the wires on their right.

use super::layout::{GAP, Heading, INSET, Layout, Placed, TITLE, Wire};
use super::ports::{Net, lanes};
use super::{Column, Kind, Relation, Topology};
use crate::chart::Plot;

/// Where the wire from the Internet goes down.
const BUS: i32 = 6;
/// Where frames begin.
const LEFT: i32 = 16;
/// Between two wires.
const PITCH: i32 = 6;
/// Before the first wire, and at the right of the last.
const BESIDE: i32 = 10;
/// The narrowest and the widest box.
const WIDTHS: (i32, i32) = (150, 440);
/// The widest balancer.
const BALANCER: i32 = 170;

pub(super) fn layout(topology: &Topology, width: i32) -> Layout {
    let targets = targets(topology);
    let beside = BESIDE + PITCH * targets.len() as i32 + 2;
    let room = width - LEFT - 2 * INSET - beside;
    let column = room.clamp(WIDTHS.0, WIDTHS.1);
    let mut drawn = Layout::default();
    let mut top = 2;
    for node in of(topology, None, Column::Internet) {
        top = place(&mut drawn, topology, node, top, column) + GAP;
    }
    for zone in 0..topology.zones.len() {
        let from = top;
        top += TITLE;
        for node in in_zone(topology, zone) {
            top = place(&mut drawn, topology, node, top, column) + GAP;
        }
        let area = Plot {
            left: LEFT,
            top: from,
            width: column + 2 * INSET,
            height: top - GAP + INSET - from,
        };
        drawn.frame(topology, zone, area, column);
        top = area.top + area.height + GAP;
    }
    for node in of(topology, None, Column::Outside) {
        top = place(&mut drawn, topology, node, top, column) + GAP;
    }
    drawn.width = LEFT + column + 2 * INSET + beside;
    drawn.height = (top - GAP + 4).max(20);
    requests(&mut drawn, topology);
    copies(&mut drawn, topology);
    let first = LEFT + column + 2 * INSET + BESIDE;
    reads(&mut drawn, topology, &targets, first);
    drawn
}

fn place(drawn: &mut Layout, topology: &Topology, node: usize, top: i32, column: i32) -> i32 {
    let balancer = topology.nodes.get(node).map(|node| node.kind) == Some(Kind::LoadBalancer);
    let width = if balancer { column.min(BALANCER) } else { column };
    let Some(placed) = Placed::new(topology, node, (LEFT + INSET, top), width) else {
        return top;
    };
    drawn.push(placed)
}

/// All nodes as they are drawn below each other: the Internet, zone by zone what is Render's, then the rest.
pub(super) fn in_order(topology: &Topology) -> Vec<usize> {
    let mut nodes = of(topology, None, Column::Internet);
    for zone in 0..topology.zones.len() {
        nodes.extend(in_zone(topology, zone));
    }
    nodes.extend(of(topology, None, Column::Outside));
    nodes
}

/// The nodes of a zone: each service after its balancer, then the data.
fn in_zone(topology: &Topology, zone: usize) -> Vec<usize> {
    let mut nodes = Vec::new();
    for service in of(topology, Some(zone), Column::Services) {
        nodes.extend(topology.balancer(service));
        nodes.push(service);
    }
    nodes.extend(of(topology, Some(zone), Column::Data));
    nodes
}

/// The nodes of a zone and column: what answers requests first, then the rest, each in the order written.
pub(super) fn of(topology: &Topology, zone: Option<usize>, column: Column) -> Vec<usize> {
    let nodes = topology.nodes.iter().enumerate();
    let own = nodes.filter(|(_, node)| node.zone == zone && node.kind.column() == column);
    let mut own: Vec<(u8, usize)> = own.map(|(at, node)| (node.kind.rank(), at)).collect();
    own.sort_unstable();
    own.into_iter().map(|(_, at)| at).collect()
}

/// Nodes that edges with a row lead to, each once.
pub(super) fn targets(topology: &Topology) -> Vec<usize> {
    let edges = topology.edges.iter().filter(|edge| edge.has_row());
    let mut targets: Vec<usize> = edges.map(|edge| edge.to).collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

/// From the Internet down on the left; from balancers down to their services.
fn requests(drawn: &mut Layout, topology: &Topology) {
    let mut wire = Wire::new(Relation::Requests);
    let mut heights = Vec::new();
    for edge in topology
        .edges
        .iter()
        .filter(|edge| edge.relation == Relation::Requests)
    {
        let (Some(from), Some(to)) = (drawn.of(edge.from), drawn.of(edge.to)) else {
            continue;
        };
        let left = to.area.left;
        if topology.nodes.get(edge.from).map(|node| node.kind) == Some(Kind::Internet) {
            let entry = to.entry();
            wire.pieces.push([(BUS, entry), (left, entry)]);
            wire.arrows.push(((left, entry), Heading::Right));
            heights.push(entry);
            if heights.len() == 1 {
                wire.pieces
                    .push([(BUS, from.entry()), (from.area.left, from.entry())]);
                heights.push(from.entry());
            }
        } else {
            let middle = from.area.left + from.area.width / 2;
            wire.pieces
                .push([(middle, from.area.top + from.area.height), (middle, to.area.top)]);
            wire.arrows.push(((middle, to.area.top), Heading::Down));
        }
    }
    if let (Some(from), Some(to)) = (heights.iter().min(), heights.iter().max()) {
        wire.pieces.push([(BUS, *from), (BUS, *to)]);
    }
    drawn.add(wire);
}

/// From a database to its replicas, close on their right.
pub(super) fn copies(drawn: &mut Layout, topology: &Topology) {
    let copies = topology
        .edges
        .iter()
        .filter(|edge| edge.relation == Relation::Copies);
    let mut primaries: Vec<usize> = copies.clone().map(|edge| edge.to).collect();
    primaries.dedup();
    let middle = |placed: &Placed| placed.area.bottom() - ENTRY_OF_COPIES;
    for primary in primaries {
        let Some(from) = drawn.of(primary) else { continue };
        let (right, y) = (from.area.right(), middle(from));
        let x = right + INSET / 2;
        let mut wire = Wire::new(Relation::Copies);
        wire.pieces.push([(right, y), (x, y)]);
        let mut lowest = y;
        for replica in copies.clone().filter(|edge| edge.to == primary) {
            let Some(to) = drawn.of(replica.from).map(middle) else {
                continue;
            };
            wire.pieces.push([(x, to), (right, to)]);
            wire.arrows.push(((right, to), Heading::Left));
            lowest = lowest.max(to);
        }
        wire.pieces.push([(x, y), (x, lowest)]);
        drawn.add(wire);
    }
}

/// From a box's lower edge up to where copying leaves it.
const ENTRY_OF_COPIES: i32 = 10;

fn reads(drawn: &mut Layout, topology: &Topology, targets: &[usize], first: i32) {
    let mut nets = Vec::new();
    let mut ends = Vec::new();
    for target in targets {
        let Some(to) = drawn.of(*target) else { continue };
        let sources = drawn.sources(topology, *target);
        let entry = (to.area.left + to.area.width, to.entry());
        let heights = sources.iter().map(|(_, y)| *y).chain([entry.1]);
        nets.push(Net {
            left: heights.collect(),
            right: Vec::new(),
        });
        ends.push((*target, sources, entry));
    }
    for ((lane, net), (target, sources, entry)) in lanes(&nets).into_iter().zip(&nets).zip(ends) {
        let x = first + lane as i32 * PITCH;
        let mut wire = Wire::new(topology.relation_to(target));
        wire.gather(&sources, x, net.span());
        wire.pieces.push([(x, entry.1), entry]);
        wire.arrows.push((entry, Heading::Left));
        drawn.add(wire);
    }
}

impl Topology {
    /// The balancer before a service.
    pub(super) fn balancer(&self, service: usize) -> Option<usize> {
        let mut before = self.edges.iter().filter(|edge| edge.to == service);
        let edge = before
            .find(|edge| self.nodes.get(edge.from).map(|node| node.kind) == Some(Kind::LoadBalancer))?;
        Some(edge.from)
    }

    /// What a node is wanted for.
    pub(super) fn relation_to(&self, target: usize) -> Relation {
        let edges = self.edges.iter();
        let wanted = edges.filter(|edge| edge.to == target && edge.has_row());
        wanted.map(|edge| edge.relation).min().unwrap_or(Relation::Reads)
    }
}

impl Layout {
    /// Where the wires to a node begin.
    pub(super) fn sources(&self, topology: &Topology, target: usize) -> Vec<(i32, i32)> {
        let edges = topology.edges.iter().enumerate();
        let edges = edges.filter(|(_, edge)| edge.to == target && edge.has_row());
        edges
            .filter_map(|(at, edge)| self.of(edge.from)?.exit(at))
            .collect()
    }

    pub(super) fn add(&mut self, wire: Wire) {
        if !wire.pieces.is_empty() {
            self.wires.push(wire);
        }
    }
}

impl Wire {
    pub(super) fn new(relation: Relation) -> Self {
        Self {
            relation,
            pieces: Vec::new(),
            arrows: Vec::new(),
            joints: Vec::new(),
        }
    }

    /// Leads places to a lane, and along it.
    pub(super) fn gather(&mut self, places: &[(i32, i32)], x: i32, (from, to): (i32, i32)) {
        for place in places {
            self.pieces.push([*place, (x, place.1)]);
            if place.1 != from && place.1 != to {
                self.joints.push((x, place.1));
            }
        }
        if from != to {
            self.pieces.push([(x, from), (x, to)]);
        }
    }
}
