//! SVG text, written piece by piece: presentation attributes and classes only, every text escaped.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::ink::{HATCHES, Ink, SHAPES, sign};
use super::scale::Plot;
use super::{About, Frame, Variant, text};

/// The size of text.
pub(super) const SIZE: i32 = 11;
/// From one line of text to the next.
pub(super) const LEADING: i32 = 15;
/// The margin of a file of its own.
const MARGIN: i32 = 12;
/// The size of a title.
const TITLE_SIZE: i32 = 14;

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A place in tenths of a pixel.
pub(super) type Point = (i32, i32);

/// A drawing that is being made.
pub(super) struct Drawing<'a> {
    pub width: i32,
    /// Where the next part may begin.
    pub top: i32,
    frame: &'a Frame<'a>,
    about: &'a About,
    id: String,
    hatches: BTreeSet<usize>,
    body: String,
}

impl<'a> Drawing<'a> {
    /// An empty drawing; as a file of its own it begins with its title.
    pub fn new(frame: &'a Frame<'a>, about: &'a About) -> Drawing<'a> {
        let safe = |next: &char| next.is_ascii_alphanumeric() || *next == '-';
        let mut drawing = Drawing {
            width: frame.width(),
            top: 4,
            frame,
            about,
            id: frame.id.chars().filter(safe).collect(),
            hatches: BTreeSet::new(),
            body: String::new(),
        };
        if drawing.alone() {
            drawing.width -= 2 * MARGIN;
            drawing.top = MARGIN;
            for line in text::wrap(&about.title, TITLE_SIZE, drawing.width * 7 / 8) {
                drawing.top += 18;
                let place = (0, drawing.top - 4);
                drawing.write_text(place, Anchor::Start, &line, Ink::Strong, TITLE_SIZE);
            }
            drawing.top += 6;
        }
        drawing
    }

    pub fn alone(&self) -> bool {
        self.frame.variant == Variant::Alone
    }

    /// A text whose line stands at a place in whole pixels.
    pub fn text(&mut self, place: (i32, i32), anchor: Anchor, text: &str, ink: Ink) {
        self.write_text(place, anchor, text, ink, SIZE);
    }

    fn write_text(&mut self, (x, y): (i32, i32), anchor: Anchor, text: &str, ink: Ink, size: i32) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if size == TITLE_SIZE {
            " font-weight=\"600\""
        } else {
            ""
        };
        let ink = ink.attributes(self.frame.variant);
        let text = text::escape(text);
        // Writing into a String does not fail.
        let _ = write!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{weight}{ink}>{text}</text>"
        );
    }

    /// A text around a place, moved so that it stays within the drawing.
    pub fn text_around(&mut self, x: i32, y: i32, text: &str, ink: Ink) {
        let half = text::width(text, SIZE) / 2 + 1;
        let x = x.min(self.width - half).max(half);
        self.text((x, y), Anchor::Middle, text, ink);
    }

    /// An open line.
    pub fn line(&mut self, points: &[Point], ink: Ink) {
        if points.len() > 1 {
            let way = way(points, false);
            self.path(&way, ink);
        }
    }

    /// A line between two places in whole pixels, through the middle of the pixels, so that it is sharp.
    pub fn rule(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink) {
        self.rules(&[[from, to]], ink);
    }

    /// Such lines in one.
    pub fn rules(&mut self, rules: &[[(i32, i32); 2]], ink: Ink) {
        let ends = |rule: &[(i32, i32); 2]| way(&rule.map(|(x, y)| (x * 10 + 5, y * 10 + 5)), false);
        let ways: String = rules.iter().map(ends).collect();
        if !ways.is_empty() {
            self.path(&ways, ink);
        }
    }

    /// Areas of the same ink, each with its hatch where it has one.
    pub fn areas(&mut self, areas: &[Plot], ink: Ink) {
        let seen = areas.iter().filter(|area| area.width > 0 && area.height > 0);
        let ways: String = seen.map(|area| way(&corners(*area), true)).collect();
        if ways.is_empty() {
            return;
        }
        self.path(&ways, ink);
        let hatch = match ink {
            Ink::Area(series) => sign(series),
            Ink::Near => 1,
            Ink::Over => 5,
            _ => 0,
        };
        if hatch > 0 {
            self.hatches.insert(hatch);
            let _ = write!(
                self.body,
                "<path d=\"{ways}\" fill=\"url(#{}-hatch-{hatch})\"/>",
                self.id
            );
        }
    }

    /// The outline of an area, through the middle of its pixels.
    pub fn outline(&mut self, area: Plot, ink: Ink) {
        let within = Plot {
            width: area.width - 1,
            height: area.height - 1,
            ..area
        };
        self.closed(&corners(within).map(|(x, y)| (x + 5, y + 5)), ink);
    }

    /// A closed line, or what it encloses.
    pub fn closed(&mut self, points: &[Point], ink: Ink) {
        self.path(&way(points, true), ink);
    }

    /// The shape of a series at a point.
    pub fn shape(&mut self, (x, y): Point, series: usize) {
        let corners = SHAPES.get(sign(series)).copied().unwrap_or_default();
        if corners.is_empty() {
            self.circle((x, y), 35, Ink::Area(series));
        } else {
            let around: Vec<Point> = corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
            self.closed(&around, Ink::Area(series));
        }
    }

    /// A circle; its radius in tenths of a pixel too.
    pub fn circle(&mut self, (x, y): Point, radius: i32, ink: Ink) {
        let ink = ink.attributes(self.frame.variant);
        let (x, y, radius) = (tenths(x), tenths(y), tenths(radius));
        let _ = write!(self.body, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{ink}/>");
    }

    /// A rectangle with round ends.
    pub fn pill(&mut self, area: Plot, ink: Ink) {
        let ink = ink.attributes(self.frame.variant);
        let Plot {
            left,
            top,
            width,
            height,
        } = area;
        let _ = write!(
            self.body,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{}\"{ink}/>",
            height / 2
        );
    }

    /// The present point, with what the page needs to know to move it.
    pub fn handle(&mut self, point: Point, plot: Plot, users: u32, series: usize) {
        let Plot {
            left,
            top,
            width,
            height,
        } = plot;
        let data = format!(
            " data-left=\"{left}\" data-top=\"{top}\" data-width=\"{width}\" data-height=\"{height}\" \
             data-users=\"{users}\" data-series=\"{series}\""
        );
        let ink = Ink::Handle.attributes(self.frame.variant);
        let (x, y) = (tenths(point.0), tenths(point.1));
        let _ = write!(self.body, "<circle cx=\"{x}\" cy=\"{y}\" r=\"6\"{ink}{data}/>");
    }

    fn path(&mut self, way: &str, ink: Ink) {
        let ink = ink.attributes(self.frame.variant);
        let _ = write!(self.body, "<path d=\"{way}\"{ink}/>");
    }

    /// What stands in the place of a chart without figures.
    pub fn empty(mut self) -> String {
        let about = self.about;
        let (from, width) = (self.top, self.width);
        let lines = text::wrap(&about.empty, SIZE, width - 32);
        let height = (lines.len() as i32 * LEADING + 40).max(96);
        let frame = Plot {
            left: 1,
            top: from,
            width: width - 2,
            height,
        };
        self.outline(frame, Ink::OutlineUnknown);
        let first = from + height / 2 + 4 - (lines.len() as i32 - 1) * LEADING / 2;
        for (at, line) in lines.iter().enumerate() {
            self.text_around(width / 2, first + at as i32 * LEADING, line, Ink::Text);
        }
        self.top = from + height + 2;
        self.finish()
    }

    /// How high the whole is.
    pub fn height(&self) -> i32 {
        self.top + if self.alone() { MARGIN } else { 2 }
    }

    /// What was drawn, to lie over another drawing of this height. It says nothing of itself: that one does.
    pub fn over(self, height: i32) -> String {
        let (width, body) = (self.width, &self.body);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\" aria-hidden=\"true\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">{body}</svg>"
        )
    }

    /// The whole text; as high as what was drawn.
    pub fn finish(self) -> String {
        let (id, width) = (&self.id, self.width);
        let margin = if self.alone() { MARGIN } else { 0 };
        let height = self.height();
        let (left, width) = (-margin, width + 2 * margin);
        let class = if self.alone() {
            " font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\""
        } else {
            " class=\"graph\""
        };
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"{class} role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             viewBox=\"{left} 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
            text::escape(&self.about.title),
            text::escape(&self.about.description),
        );
        if !self.hatches.is_empty() {
            svg.push_str("<defs>");
            for hatch in &self.hatches {
                let way = HATCHES.get(*hatch).copied().unwrap_or_default();
                let ink = if self.alone() {
                    " stroke=\"#ffffff\""
                } else {
                    " class=\"graph-hatch\""
                };
                let _ = write!(
                    svg,
                    "<pattern id=\"{id}-hatch-{hatch}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
                     <path d=\"{way}\" fill=\"none\" stroke-width=\"1\" stroke-opacity=\"0.7\"{ink}/></pattern>"
                );
            }
            svg.push_str("</defs>");
        }
        if self.alone() {
            let ink = Ink::Paper.attributes(Variant::Alone);
            let _ = write!(
                svg,
                "<rect x=\"{left}\" y=\"0\" width=\"{width}\" height=\"{height}\"{ink}/>"
            );
        }
        svg.push_str(&self.body);
        svg.push_str("</svg>");
        svg
    }
}

fn corners(area: Plot) -> [Point; 4] {
    let (left, top) = (area.left * 10, area.top * 10);
    let (right, bottom) = (area.right() * 10, area.bottom() * 10);
    [(left, top), (right, top), (right, bottom), (left, bottom)]
}

/// A way through points, as the text of a path.
fn way(points: &[Point], closed: bool) -> String {
    let mut way = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let sign = if at == 0 { 'M' } else { 'L' };
        let _ = write!(way, "{sign}{} {}", tenths(*x), tenths(*y));
    }
    if closed {
        way.push('Z');
    }
    way
}

/// Tenths as a decimal number.
fn tenths(value: i32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.abs() / 10, value.abs() % 10);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}
