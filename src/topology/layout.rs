//! Where everything is drawn, in whole pixels: boxes with their lines of text, frames around zones, wires between.

use std::collections::BTreeMap;

use super::{Edge, Kind, Relation, Topology, stacked, wide};
use crate::blueprint::ServiceType;
use crate::chart::Plot;
use crate::chart::text;
use crate::words::topology as words;

/// The size of names.
pub(super) const NAME: i32 = 12;
/// The size of all other text.
pub(super) const SMALL: i32 = 11;
/// From one line of text to the next.
const LEADING: i32 = 15;
/// Between a box and its text.
const PAD: i32 = 10;
/// From a box's upper edge to where wires come in.
pub(super) const ENTRY: i32 = 18;
/// Between boxes.
pub(super) const GAP: i32 = 14;
/// Between a frame and what it holds.
pub(super) const INSET: i32 = 12;
/// The height of a frame's title.
pub(super) const TITLE: i32 = 24;
/// How far the lid of a store bulges.
pub(super) const LID: i32 = 5;

/// A place in whole pixels.
pub(super) type Point = (i32, i32);

/// A drawing with every place in it.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub width: i32,
    pub height: i32,
    pub boxes: Vec<Placed>,
    /// Which of them is a node's.
    of_nodes: BTreeMap<usize, usize>,
    pub frames: Vec<Framed>,
    pub wires: Vec<Wire>,
}

/// A node's box.
#[derive(Debug)]
pub(super) struct Placed {
    pub node: usize,
    pub area: Plot,
    pub lines: Vec<Line>,
    /// Where wires leave on its right: the edge and the height, below the box's upper edge.
    rows: Vec<(usize, i32)>,
}

/// A line of text.
#[derive(Debug)]
pub(super) struct Line {
    /// What is shown, shortened to its room.
    pub text: String,
    /// All of it, where that is more.
    pub whole: Option<String>,
    /// Where it begins, or ends: from the upper left corner of what has it.
    pub place: Point,
    pub role: Role,
}

/// What a line of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Name,
    Detail,
    /// Variables, at the end of the line, where their wire leaves.
    Variables,
    Zone,
}

/// The frame around a zone.
#[derive(Debug)]
pub(super) struct Framed {
    pub area: Plot,
    pub title: Line,
}

/// Lines that lead from some nodes to one, or from one to some.
#[derive(Debug)]
pub(super) struct Wire {
    pub relation: Relation,
    pub pieces: Vec<[Point; 2]>,
    pub arrows: Vec<(Point, Heading)>,
    /// Where pieces join.
    pub joints: Vec<Point>,
}

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    Left,
    Right,
    Down,
}

/// The drawing for a width: columns where they fit, else one below the other.
pub(super) fn layout(topology: &Topology, width: i32) -> Layout {
    wide::layout(topology, width).unwrap_or_else(|| stacked::layout(topology, width))
}

impl Placed {
    /// A box of a width, with its upper left corner at a place.
    pub fn new(topology: &Topology, node: usize, (left, top): Point, width: i32) -> Option<Self> {
        let about = topology.nodes.get(node)?;
        let room = width - 2 * PAD;
        let mut lines = Vec::new();
        let lid = if is_store(about.kind) { LID + 2 } else { 0 };
        let mut y = PAD - 2 + lid;
        let mut add = |y: i32, shown: &str, role: Role, whole: Option<String>| {
            let x = if role == Role::Variables { width - PAD } else { PAD };
            let line = Line::new(shown, room, (x, y), role);
            let whole = whole.or(line.whole);
            lines.push(Line { whole, ..line });
        };
        add(y + 12, &about.title(), Role::Name, None);
        y += LEADING + 1;
        for line in lines_of(&about.sayings(), room) {
            add(y + 11, &line, Role::Detail, None);
            y += LEADING;
        }
        let mut rows = Vec::new();
        for (at, edge) in topology.edges.iter().enumerate() {
            if edge.from == node && edge.has_row() {
                if rows.is_empty() {
                    y += 5;
                }
                let several = (edge.by.len() > 1).then(|| edge.by.join(", "));
                add(y + 11, &edge.variables(room), Role::Variables, several);
                rows.push((at, y + 7));
                y += LEADING;
            }
        }
        let height = (y + PAD - 3).max(2 * ENTRY);
        let area = Plot {
            left,
            top,
            width,
            height,
        };
        Some(Self {
            node,
            area,
            lines,
            rows,
        })
    }

    /// Where wires come in.
    pub fn entry(&self) -> i32 {
        self.area.top + ENTRY
    }

    /// Where the wire of an edge leaves, on the right.
    pub fn exit(&self, edge: usize) -> Option<Point> {
        let row = self.rows.iter().find(|(known, _)| *known == edge)?;
        Some((self.area.right(), self.area.top + row.1))
    }

    /// Where its rows begin, below its upper edge.
    pub fn divider(&self) -> Option<i32> {
        self.rows.first().map(|(_, y)| y - 10)
    }
}

/// What is said of a node as lines, broken between two sayings where they fit.
fn lines_of(sayings: &[String], room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for saying in sayings {
        match lines.last_mut().map(|line| (format!("{line} · {saying}"), line)) {
            Some((longer, line)) if text::width(&longer, SMALL) <= room => *line = longer,
            _ => lines.extend(text::wrap(saying, SMALL, room)),
        }
    }
    lines
}

impl Line {
    pub fn new(whole: &str, room: i32, place: Point, role: Role) -> Self {
        let shown = text::fit(whole, role.measure(), room);
        Self {
            whole: (shown != whole).then(|| whole.to_owned()),
            text: shown.into_owned(),
            place,
            role,
        }
    }
}

impl Role {
    /// The size by which it is measured: names are bold, and so wider than their size.
    pub fn measure(self) -> i32 {
        match self {
            Self::Name => NAME + 1,
            _ => SMALL,
        }
    }
}

impl Edge {
    /// It has a line of its own in the box that it leaves.
    pub(super) fn has_row(&self) -> bool {
        let relation = self.relation;
        // What a service takes from itself goes nowhere.
        self.from != self.to && !matches!(relation, Relation::Requests | Relation::Copies)
    }

    /// Its variables in short; how many there are besides the first is never cut off.
    fn variables(&self, room: i32) -> String {
        match self.by.split_first() {
            Some((only, [])) => only.clone(),
            Some((first, others)) => {
                let more = |first: &str| words::more(first, others.len()).to_string();
                let size = Role::Variables.measure();
                more(&text::fit(first, size, room - text::width(&more(""), size)))
            }
            None => String::new(),
        }
    }
}

impl Layout {
    /// The box of a node.
    pub fn of(&self, node: usize) -> Option<&Placed> {
        self.boxes.get(*self.of_nodes.get(&node)?)
    }

    /// Adds a box and gives its lower edge.
    pub fn push(&mut self, placed: Placed) -> i32 {
        let bottom = placed.area.bottom();
        self.of_nodes.insert(placed.node, self.boxes.len());
        self.boxes.push(placed);
        bottom
    }

    /// The frame of a zone around an area.
    pub fn frame(&mut self, topology: &Topology, zone: usize, area: Plot, room: i32) {
        if let Some(zone) = topology.zones.get(zone) {
            self.frames.push(Framed {
                area,
                title: Line::new(&zone.title(), room, (INSET, 16), Role::Zone),
            });
        }
    }
}

/// Whether something keeps data for others: it is drawn as a drum.
pub(super) fn is_store(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Postgres | Kind::Replica | Kind::Service(ServiceType::KeyValue)
    )
}
