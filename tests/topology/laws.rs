//! What must hold of every drawing, read off its SVG: no box lies on another, nothing passes through a box, no two
//! wires lie upon each other, everything is within the frame; and everything that the text refers to is drawn.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a drawing that cannot be read is a failure"
)]

use std::collections::BTreeSet;

use plano::blueprint::{AnyResource, Blueprint, Form};
use plano::chart::{Frame, Variant};
use plano::envvars::{Program, groups};
use plano::topology::{Relation, Topology, topology};
use plano::yaml::Tree;
use roxmltree::{Document, Node};

/// Left, top, right, bottom.
type Area = (i32, i32, i32, i32);
type Point = (i32, i32);

/// Widths at which drawings are looked at.
pub const WIDTHS: [u32; 6] = [240, 340, 390, 700, 900, 1_100];

pub fn svg(topology: &Topology, width: u32, variant: Variant) -> String {
    topology.svg(&Frame {
        id: "t1",
        width,
        height: None,
        variant,
    })
}

/// What is wrong with the drawings of a text, at every width.
pub fn faults(text: &str) -> Vec<String> {
    let (tree, error) = Tree::parse(text);
    if error.is_some() {
        return Vec::new();
    }
    let blueprint = Blueprint::of(&tree);
    let drawn = topology(&blueprint);
    let mut faults = missing(&blueprint, &drawn);
    for width in WIDTHS {
        for variant in [Variant::Page, Variant::Alone] {
            let found = faults_of(&drawn, &svg(&drawn, width, variant), variant);
            faults.extend(
                found
                    .into_iter()
                    .map(|fault| format!("{width} {variant:?}: {fault}")),
            );
        }
    }
    for line in drawn.mermaid().lines() {
        if !is_mermaid(line) {
            faults.push(format!("no line of Mermaid: {line}"));
        }
    }
    let parts = drawn.parts();
    let listed = |path| {
        let mut own = parts.iter().map(|part| &drawn.nodes[part.node]);
        own.any(|node| node.path.as_ref() == Some(path))
    };
    let resources = blueprint.resources();
    for found in resources.filter(|found| !matches!(found, AnyResource::Group(_))) {
        let resource = found.resource();
        if !listed(&resource.path) {
            faults.push(format!("not listed: {}", resource.name));
        }
    }
    for link in parts.iter().flat_map(|part| &part.links) {
        let link = link.to_string();
        if !link.ends_with('.') {
            faults.push(format!("no sentence: {link}"));
        }
    }
    faults
}

/// References and resources without an edge or a node.
fn missing(blueprint: &Blueprint<'_>, drawn: &Topology) -> Vec<String> {
    let mut faults = Vec::new();
    let in_file = groups(blueprint);
    let node = |path| {
        drawn
            .nodes
            .iter()
            .position(|node| node.path.as_ref() == Some(path))
    };
    for database in &blueprint.databases {
        if node(&database.resource.path).is_none() {
            faults.push(format!("no node: {}", database.resource.name));
        }
    }
    for service in &blueprint.services {
        let Some(from) = node(&service.resource.path) else {
            faults.push(format!("no node: {}", service.resource.name));
            continue;
        };
        for (key, variable) in Program::of(&in_file, service).variables() {
            let name = match variable.form {
                Form::FromDatabase { name, .. } | Form::FromService { name, .. } => name,
                _ => continue,
            };
            let is_drawn = drawn.edges.iter().any(|edge| {
                edge.from == from
                    && matches!(edge.relation, Relation::Reads | Relation::Takes)
                    && edge.by.iter().any(|by| by == key)
                    && drawn.nodes[edge.to].name == name
            });
            if !is_drawn {
                faults.push(format!("no edge: {} {key} {name}", service.resource.name));
            }
        }
        if service.disk().is_some() {
            let mounts =
                |edge: &plano::topology::Edge| edge.from == from && edge.relation == Relation::Mounts;
            if !drawn.edges.iter().any(mounts) {
                faults.push(format!("no disk: {}", service.resource.name));
            }
        }
    }
    faults
}

/// What is wrong with a drawing.
pub fn faults_of(drawn: &Topology, svg: &str, variant: Variant) -> Vec<String> {
    let document = match Document::parse(svg) {
        Ok(document) => document,
        Err(error) => return vec![format!("no XML: {error}")],
    };
    let mut faults = Vec::new();
    let root = document.root_element();
    let view: Vec<i32> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split(' ')
        .filter_map(|number| number.parse().ok())
        .collect();
    let Some(group) = root.children().find(|child| child.has_tag_name("g")) else {
        return vec!["no drawing".to_owned()];
    };
    let moved = group.attribute("transform").unwrap_or_default();
    let above = moved.trim_start_matches("translate(.5 ").trim_end_matches(".5)");
    let above: i32 = above.parse().unwrap_or(-1);
    let boxes: Vec<(Area, String)> = group.children().filter_map(node_box).collect();
    if boxes.len() != drawn.nodes.len() {
        faults.push(format!("{} boxes of {}", boxes.len(), drawn.nodes.len()));
    }
    let (left, right) = (view[0], view[0] + view[2]);
    let (top, bottom) = (view[1] - above, view[1] + view[3] - above);
    for (at, (one, title)) in boxes.iter().enumerate() {
        if one.0 < left || one.1 < top || one.2 >= right || one.3 >= bottom {
            faults.push(format!("outside: {title} {one:?} of {view:?}"));
        }
        for (other, second) in &boxes[at + 1..] {
            if one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3 {
                faults.push(format!("{title} lies on {second}"));
            }
        }
    }
    let wires: Vec<Vec<[Point; 2]>> = group
        .children()
        .filter(|child| is_wire(*child, variant))
        .map(pieces)
        .collect();
    for (at, wire) in wires.iter().enumerate() {
        for piece in wire {
            let (from, to) = (piece[0], piece[1]);
            if from.0 != to.0 && from.1 != to.1 {
                faults.push(format!("aslant: {piece:?}"));
            }
            let (x, y) = (
                (from.0.min(to.0), from.0.max(to.0)),
                (from.1.min(to.1), from.1.max(to.1)),
            );
            if x.0 < left || x.1 >= right || y.0 < top || y.1 >= bottom {
                faults.push(format!("a wire outside: {piece:?} of {view:?}"));
            }
            for (area, title) in &boxes {
                if x.0 < area.2 && area.0 < x.1.max(x.0 + 1) && y.0 < area.3 && area.1 < y.1.max(y.0 + 1) {
                    let ends_there = x.0 == area.2 || x.1 == area.0;
                    if !ends_there {
                        faults.push(format!("{piece:?} passes through {title} {area:?}"));
                    }
                }
            }
            for other in wires[at + 1..].iter().flatten() {
                if lie_upon(piece, other) {
                    faults.push(format!("{piece:?} lies upon {other:?}"));
                }
            }
        }
    }
    for text in document.descendants().filter(|node| node.has_tag_name("text")) {
        let number = |name| text.attribute(name).and_then(|number| number.parse::<i32>().ok());
        if number("x").is_none_or(|x| x < left || x > right) {
            faults.push(format!("a text outside: {:?}", text.text()));
        }
    }
    faults
}

fn lie_upon(one: &[Point; 2], other: &[Point; 2]) -> bool {
    let overlap = |a: i32, b: i32, c: i32, d: i32| a.min(b) < c.max(d) && c.min(d) < a.max(b);
    let level = |piece: &[Point; 2]| piece[0].1 == piece[1].1;
    let upright = |piece: &[Point; 2]| piece[0].0 == piece[1].0;
    (level(one)
        && level(other)
        && one[0].1 == other[0].1
        && overlap(one[0].0, one[1].0, other[0].0, other[1].0))
        || (upright(one)
            && upright(other)
            && one[0].0 == other[0].0
            && overlap(one[0].1, one[1].1, other[0].1, other[1].1))
}

fn is_wire(node: Node<'_, '_>, variant: Variant) -> bool {
    node.has_tag_name("path")
        && match variant {
            Variant::Page => node.attribute("class") == Some("topology-wire"),
            Variant::Alone => node.attribute("fill") == Some("none"),
        }
}

/// The straight pieces of a way.
fn pieces(path: Node<'_, '_>) -> Vec<[Point; 2]> {
    let way = path.attribute("d").unwrap_or_default();
    let pieces = way.split('M').skip(1).map(|piece| {
        let (from, to) = piece.split_once('L').expect("two points");
        let point = |text: &str| {
            let (x, y) = text.split_once(' ').expect("two numbers");
            (x.parse().expect("a number"), y.parse().expect("a number"))
        };
        [point(from), point(to)]
    });
    pieces.collect()
}

/// The area of a node's shape, and what it is.
fn node_box(group: Node<'_, '_>) -> Option<(Area, String)> {
    let title = group.children().find(|child| child.has_tag_name("title"))?;
    let path = group.children().find(|child| child.has_tag_name("path"))?;
    let points = outline(path.attribute("d")?);
    let (x, y) = (
        points.iter().map(|point| point.0),
        points.iter().map(|point| point.1),
    );
    let area = (x.clone().min()?, y.clone().min()?, x.max()?, y.max()?);
    Some((area, title.text().unwrap_or_default().to_owned()))
}

/// The points of a way; an arc bulges by its radii at most, which is left out.
fn outline(way: &str) -> Vec<Point> {
    let mut points = Vec::new();
    let (mut x, mut y) = (0, 0);
    let starts: Vec<usize> = way
        .match_indices(|next: char| next.is_alphabetic())
        .map(|(at, _)| at)
        .collect();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(way.len());
        let numbers: Vec<i32> = way[start + 1..end]
            .replace('-', " -")
            .split_whitespace()
            .map(|number| number.parse().expect("a number"))
            .collect();
        match (&way[*start..start + 1], numbers.as_slice()) {
            ("M" | "L", [to_x, to_y]) => (x, y) = (*to_x, *to_y),
            ("h", [by]) => x += by,
            ("v", [by]) => y += by,
            ("l", [by_x, by_y]) | ("a", [_, _, _, _, _, by_x, by_y]) => (x, y) = (x + by_x, y + by_y),
            ("z", []) => {}
            other => panic!("{other:?} in {way}"),
        }
        points.push((x, y));
    }
    points
}

/// Whether a line is one of those that a flowchart has here; a real parser reads them in `tests/kit`.
fn is_mermaid(line: &str) -> bool {
    let line = line.trim_start();
    if line == "flowchart LR" || line == "end" {
        return true;
    }
    let id = |text: &str, begin: char| {
        let rest = text.strip_prefix(begin);
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|next| next.is_ascii_digit()))
    };
    let label = |text: &str| {
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        inner.is_some_and(|inner| !inner.contains('"') && !inner.is_empty())
    };
    if let Some(rest) = line.strip_prefix("subgraph ") {
        let parts = rest.strip_suffix(']').and_then(|rest| rest.split_once('['));
        return parts.is_some_and(|(name, title)| id(name, 'z') && label(title));
    }
    let arrows = [" ==>", " -->", " -.->"];
    if let Some((from, rest)) = arrows.iter().find_map(|arrow| {
        let (from, rest) = line.split_once(arrow)?;
        id(from, 'n').then_some((from, rest))
    }) {
        let (by, to) = rest.rsplit_once(' ').unwrap_or_default();
        let by = by.strip_prefix('|').and_then(|by| by.strip_suffix('|'));
        return id(from, 'n') && id(to, 'n') && by.is_none_or(label);
    }
    let brackets: BTreeSet<(&str, &str)> = [
        ("[(", ")]"),
        ("([", "])"),
        ("{{", "}}"),
        ("[/", "/]"),
        ("[[", "]]"),
        (">", "]"),
        ("[", "]"),
    ]
    .into();
    let Some(at) = line.find('"') else { return false };
    let Some(last) = line.rfind('"') else { return false };
    let (head, tail) = (&line[..at], &line[last + 1..]);
    let digits = head.trim_end_matches(|next: char| !next.is_ascii_digit());
    id(digits, 'n') && brackets.contains(&(&head[digits.len()..], tail)) && label(&line[at..=last])
}
