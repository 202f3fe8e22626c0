//! The drawing for wide places: the Internet, balancers, services, data and what is outside, from left to right.

use super::layout::{ENTRY, GAP, Heading, INSET, Layout, Placed, TITLE, Wire};
use super::ports::{Net, Taken, lanes};
use super::stacked::{copies, of, targets};
use super::{Column, Kind, Relation, Topology};
use crate::chart::Plot;

/// The narrowest and the widest boxes of each column.
const WIDTHS: [(i32, i32); 5] = [(76, 92), (126, 160), (184, 270), (156, 224), (136, 190)];
/// Between two wires.
const PITCH: i32 = 7;
/// From a column to its first wire, and from the last wire to the next column.
const BESIDE: (i32, i32) = (12, 18);
/// From balancers to their services.
const NEAR: i32 = 30;
/// Below this width everything is stacked.
const LEAST: i32 = 680;

/// Left edges and widths of the columns.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    left: [i32; 5],
    width: [i32; 5],
    /// The right edge of all.
    right: i32,
}

impl Columns {
    /// The columns in a width; none if they do not fit.
    fn of(topology: &Topology, within: i32) -> Option<Self> {
        let has = |column: Column| topology.nodes.iter().any(|node| node.kind.column() == column);
        let present = ALL.map(has);
        let targets = targets(topology);
        let outside = targets
            .iter()
            .filter(|target| topology.column(**target) == Some(Column::Outside));
        let lanes = |count: usize| BESIDE.0 + BESIDE.1 + PITCH * (count.max(1) - 1) as i32;
        let [internet, balancers, services, data, beyond] = present;
        // The gap after each column; a frame ends before and after some.
        let gaps = [
            if internet { lanes(1) + INSET } else { 0 },
            if balancers { NEAR } else { 0 },
            match (services, data) {
                (true, true) => lanes(targets.len()),
                (true, false) if beyond || !targets.is_empty() => lanes(targets.len()) + INSET,
                _ => 0,
            },
            if data && beyond {
                lanes(outside.count()) + INSET
            } else {
                0
            },
            0,
        ];
        let least: i32 = WIDTHS
            .iter()
            .zip(present)
            .map(|((least, _), is)| if is { *least } else { 0 })
            .sum();
        let ends = if internet { 0 } else { INSET } + if beyond { 0 } else { INSET };
        let spare = within - 4 - ends - least - gaps.iter().sum::<i32>();
        if within < LEAST || spare < 0 {
            return None;
        }
        let mut columns = Self::default();
        let mut spare = spare;
        // Services say most, and so get first what is to spare.
        for column in [
            Column::Services,
            Column::Data,
            Column::Outside,
            Column::Balancers,
            Column::Internet,
        ] {
            let at = column as usize;
            if let (Some(width), Some((from, to)), Some(true)) =
                (columns.width.get_mut(at), WIDTHS.get(at), present.get(at))
            {
                // Even, so that half of it is whole.
                *width = (from + spare.min(to - from)) / 2 * 2;
                spare -= *width - from;
            }
        }
        let mut x = 2 + if internet { 0 } else { INSET };
        for ((left, width), gap) in columns.left.iter_mut().zip(columns.width).zip(gaps) {
            *left = x;
            x += if width > 0 { width + gap } else { 0 };
        }
        columns.right = x + 2 + if beyond { 0 } else { INSET };
        Some(columns)
    }

    fn left(&self, column: Column) -> i32 {
        self.left.get(column as usize).copied().unwrap_or_default()
    }

    fn width(&self, column: Column) -> i32 {
        self.width.get(column as usize).copied().unwrap_or_default()
    }

    fn right(&self, column: Column) -> i32 {
        self.left(column) + self.width(column)
    }
}

const ALL: [Column; 5] = [
    Column::Internet,
    Column::Balancers,
    Column::Services,
    Column::Data,
    Column::Outside,
];

/// The drawing; none if it does not fit.
pub(super) fn layout(topology: &Topology, width: i32) -> Option<Layout> {
    let mut rows = topology.edges.iter().filter(|edge| edge.has_row());
    // Wires begin at services only; no valid Blueprint gives variables to anything else.
    if rows.any(|edge| topology.column(edge.from) != Some(Column::Services)) {
        return None;
    }
    let columns = Columns::of(topology, width)?;
    let mut drawn = Layout::default();
    let mut top = 2;
    for zone in 0..topology.zones.len() {
        top = place_zone(&mut drawn, topology, zone, columns, top) + GAP;
    }
    let mut beyond = 2 + TITLE;
    for node in of(topology, None, Column::Outside) {
        beyond = place(&mut drawn, topology, columns, node, beyond) + GAP;
    }
    for node in of(topology, None, Column::Internet) {
        let mut first = topology.edges.iter().filter(|edge| edge.from == node);
        let entry = first.find_map(|edge| Some(drawn.of(edge.to)?.entry()));
        let top = entry.map_or(2, |entry| entry - ENTRY);
        beyond = beyond.max(place(&mut drawn, topology, columns, node, top) + GAP);
    }
    drawn.width = columns.right;
    requests(&mut drawn, topology, columns);
    copies(&mut drawn, topology);
    reads(&mut drawn, topology, columns);
    let wires = drawn.wires.iter().flat_map(|wire| wire.pieces.iter().flatten());
    let lowest = wires.map(|(_, y)| *y + 6).max().unwrap_or(0);
    drawn.height = (top - GAP).max(beyond - GAP).max(lowest).max(16) + 4;
    Some(drawn)
}

fn place(drawn: &mut Layout, topology: &Topology, columns: Columns, node: usize, top: i32) -> i32 {
    let column = topology.column(node).unwrap_or(Column::Services);
    let corner = (columns.left(column), top);
    let Some(placed) = Placed::new(topology, node, corner, columns.width(column)) else {
        return top;
    };
    drawn.push(placed)
}

/// Places a zone and gives its lower edge.
fn place_zone(drawn: &mut Layout, topology: &Topology, zone: usize, columns: Columns, top: i32) -> i32 {
    let (mut services, mut data) = (top + TITLE, top + TITLE);
    for node in of(topology, Some(zone), Column::Services) {
        if let Some(balancer) = topology.balancer(node) {
            place(drawn, topology, columns, balancer, services);
        }
        services = place(drawn, topology, columns, node, services) + GAP;
    }
    for node in of(topology, Some(zone), Column::Data) {
        data = place(drawn, topology, columns, node, data) + GAP;
    }
    let bottom = services.max(data) - GAP + INSET;
    let left = columns.left(Column::Balancers) - INSET;
    let ends = [Column::Balancers, Column::Services, Column::Data].map(|column| columns.right(column));
    let right = ends.into_iter().max().unwrap_or_default() + INSET;
    let area = Plot {
        left,
        top,
        width: right - left,
        height: bottom - top,
    };
    // The wires between services and data pass beside the title.
    let room = [columns.right(Column::Services), columns.right(Column::Balancers)];
    let room = room.into_iter().max().unwrap_or_default();
    let room = if room > left + INSET { room } else { right - INSET };
    drawn.frame(topology, zone, area, room - left - INSET);
    bottom
}

/// From the Internet to the right, and from balancers to their services.
fn requests(drawn: &mut Layout, topology: &Topology, columns: Columns) {
    let x = columns.right(Column::Internet) + BESIDE.0;
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
        let entry = (to.area.left, to.entry());
        if topology.nodes.get(edge.from).map(|node| node.kind) == Some(Kind::Internet) {
            if heights.is_empty() {
                wire.pieces.push([
                    (from.area.left + from.area.width, from.entry()),
                    (x, from.entry()),
                ]);
                heights.push(from.entry());
            }
            heights.push(entry.1);
            wire.pieces.push([(x, entry.1), entry]);
        } else {
            wire.pieces
                .push([(from.area.left + from.area.width, entry.1), entry]);
        }
        wire.arrows.push((entry, Heading::Right));
    }
    if let (Some(from), Some(to)) = (heights.iter().min(), heights.iter().max())
        && from != to
    {
        wire.pieces.push([(x, *from), (x, *to)]);
    }
    drawn.add(wire);
}

/// A wire to a node: where it begins, and the heights at which it passes and ends.
struct Way {
    target: usize,
    sources: Vec<(i32, i32)>,
    column: Column,
    /// Where it passes the column of data, on its way out.
    pass: Option<i32>,
    entry: i32,
}

fn reads(drawn: &mut Layout, topology: &Topology, columns: Columns) {
    let data = columns.width(Column::Data) > 0;
    let ways = ways(drawn, topology, data);
    // Without data the frame ends here.
    let first = columns.right(Column::Services) + BESIDE.0 + if data { 0 } else { INSET };
    let inner: Vec<Net> = ways.iter().map(Way::inner).collect();
    let passing: Vec<&Way> = ways.iter().filter(|way| way.is_bent()).collect();
    let outer: Vec<Net> = passing
        .iter()
        .map(|way| Net {
            left: way.pass.into_iter().collect(),
            right: vec![way.entry],
        })
        .collect();
    let outer: Vec<(usize, usize)> = passing.iter().map(|way| way.target).zip(lanes(&outer)).collect();
    for ((way, net), lane) in ways.iter().zip(&inner).zip(lanes(&inner)) {
        let x = first + PITCH * lane as i32;
        let mut wire = Wire::new(topology.relation_to(way.target));
        wire.gather(&way.sources, x, net.span());
        let side = if way.column == Column::Services {
            (columns.right(Column::Services), Heading::Left)
        } else {
            (columns.left(way.column), Heading::Right)
        };
        let end = (side.0, way.entry);
        match (way.pass, outer.iter().find(|(target, _)| *target == way.target)) {
            (Some(pass), Some((_, lane))) => {
                let outer = columns.right(Column::Data) + INSET + BESIDE.0 + PITCH * *lane as i32;
                wire.pieces.push([(x, pass), (outer, pass)]);
                wire.pieces.push([(outer, pass), (outer, way.entry)]);
                wire.pieces.push([(outer, way.entry), end]);
            }
            _ => wire.pieces.push([(x, way.entry), end]),
        }
        wire.arrows.push((end, side.1));
        drawn.add(wire);
    }
}

impl Way {
    fn inner(&self) -> Net {
        let mut net = Net {
            left: self.sources.iter().map(|(_, y)| *y).collect(),
            right: Vec::new(),
        };
        if self.column == Column::Services {
            net.left.push(self.entry);
        } else {
            net.right.push(self.pass.unwrap_or(self.entry));
        }
        net
    }

    /// It passes the data at another height than its end's.
    fn is_bent(&self) -> bool {
        self.pass.is_some_and(|pass| pass != self.entry)
    }
}

/// The ways to all targets, with no two at the same height where they could meet.
fn ways(drawn: &Layout, topology: &Topology, data: bool) -> Vec<Way> {
    let mut ways = Vec::new();
    let mut taken = Taken::default();
    for target in targets(topology) {
        let (Some(to), Some(column)) = (drawn.of(target), topology.column(target)) else {
            continue;
        };
        let sources = drawn.sources(topology, target);
        for (_, y) in &sources {
            taken.take(*y);
        }
        if column == Column::Services {
            taken.take(to.entry());
        }
        ways.push(Way {
            target,
            sources,
            column,
            pass: None,
            entry: to.entry(),
        });
    }
    let is_direct = |way: &Way| way.column == Column::Data || (way.column == Column::Outside && !data);
    for way in ways.iter_mut().filter(|way| is_direct(way)) {
        if let Some(to) = drawn.of(way.target) {
            let (least, most) = (to.area.top + 8, to.area.top + to.area.height - 8);
            way.entry = taken.nearest(way.entry, least, Some(most));
        }
    }
    for placed in &drawn.boxes {
        if topology.column(placed.node) == Some(Column::Data) {
            taken.block(placed.area.top - 5, placed.area.top + placed.area.height + 5);
        }
    }
    for frame in &drawn.frames {
        let (top, bottom) = (frame.area.top, frame.area.top + frame.area.height);
        taken.block(top - 3, top + 3);
        taken.block(bottom - 3, bottom + 3);
    }
    let out = |way: &&mut Way| way.column == Column::Outside && data;
    let ends: Vec<(usize, i32)> = ways
        .iter()
        .filter(|way| way.column == Column::Outside)
        .map(|way| (way.target, way.entry))
        .collect();
    for way in ways.iter_mut().filter(out) {
        // Other wires end at these heights.
        let mut here = taken.clone();
        for (target, entry) in &ends {
            if *target != way.target {
                here.take(*entry);
            }
        }
        let pass = here.nearest(way.entry, 6, None);
        taken.take(pass);
        way.pass = Some(pass);
    }
    ways
}

impl Topology {
    /// The column of a node.
    fn column(&self, node: usize) -> Option<Column> {
        self.nodes.get(node).map(|node| node.kind.column())
    }
}
