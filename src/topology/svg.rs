//! The topology as SVG text: presentation attributes and classes only, every text escaped.

use std::fmt::Write as _;

use super::layout::{
    Framed, Heading, LID, Layout, Line, NAME, Placed, Point, Role, SMALL, Wire, is_store, layout,
};
use super::{Kind, Node, Relation, Topology};
use crate::blueprint::ServiceType;
use crate::chart::text::{escape, wrap};
use crate::chart::{Frame, Plot, Variant};
use crate::words::topology as words;

/// The most parts that a drawing shows clearly, and draws while somebody types.
const MOST: usize = 200;
/// The width of a file of its own, where the drawing does not need more.
const FILE_WIDTH: u32 = 1_120;
/// The margin of a file of its own.
const MARGIN: i32 = 12;
/// The height of a line of the title of a file of its own.
const TITLE: i32 = 20;

impl Topology {
    /// It has more parts than a drawing can show clearly.
    pub fn is_large(&self) -> bool {
        self.nodes.len() > MOST
    }

    /// The drawing as a file of its own.
    pub fn file(&self) -> String {
        self.svg(&Frame {
            id: "topology",
            width: FILE_WIDTH,
            height: None,
            variant: Variant::Alone,
        })
    }

    /// The drawing: columns from left to right where the frame is wide enough, else one box below the other. It may
    /// be narrower than the frame, and wider where boxes and wires need more. The frame's height is not used.
    ///
    /// In the page, what stands in the text can be chosen: its `data-node` is its place among the nodes.
    pub fn svg(&self, frame: &Frame<'_>) -> String {
        let alone = frame.variant == Variant::Alone;
        let margin = if alone { MARGIN } else { 0 };
        // Its last line is a pixel wide.
        let drawn = layout(self, frame.width() - 2 * margin - 1);
        let mut pen = Pen {
            variant: frame.variant,
            body: String::new(),
        };
        let width = drawn.width.max(if self.nodes.is_empty() { 320 } else { 0 });
        let title = words::title().to_string();
        let mut above = margin;
        if alone {
            above += TITLE;
            pen.text((0, MARGIN + 12), &title, Ink::Title, 14);
        }
        if self.nodes.is_empty() {
            for (at, line) in (1..).zip(wrap(&words::empty().to_string(), SMALL, width)) {
                pen.text((0, above + 15 * at), &line, Ink::Detail, SMALL);
            }
        }
        // Lines are one pixel wide: through the middle of pixels they are sharp.
        let _ = write!(pen.body, "<g transform=\"translate(.5 {above}.5)\">");
        self.draw(&mut pen, &drawn);
        pen.body.push_str("</g>");
        self.framed(
            frame,
            &title,
            pen.body,
            (width, drawn.height.max(48) + above, margin),
        )
    }

    fn framed(
        &self,
        frame: &Frame<'_>,
        title: &str,
        body: String,
        (width, height, margin): (i32, i32, i32),
    ) -> String {
        let safe = |next: &char| next.is_ascii_alphanumeric() || *next == '-';
        let id: String = frame.id.chars().filter(safe).collect();
        let (left, width, height) = (-margin, width + 2 * margin + 1, height + margin + 1);
        let description = words::description(self.nodes.len().to_string(), self.edges.len().to_string());
        let (attributes, paper) = match frame.variant {
            Variant::Page => (" class=\"topology\" role=\"group\"", String::new()),
            Variant::Alone => (
                " role=\"img\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\"",
                format!(
                    "<rect x=\"{left}\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"
                ),
            ),
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"{attributes} aria-labelledby=\"{id}-title {id}-desc\" \
             viewBox=\"{left} 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{paper}{body}</svg>",
            escape(title),
            escape(&description.to_string()),
        )
    }

    fn draw(&self, pen: &mut Pen, drawn: &Layout) {
        for frame in &drawn.frames {
            pen.frame(frame);
        }
        for wire in &drawn.wires {
            pen.wire(wire);
        }
        for placed in &drawn.boxes {
            if let Some(node) = self.nodes.get(placed.node) {
                let about = [node.title(), node.about()];
                let about: Vec<&str> = about
                    .iter()
                    .map(String::as_str)
                    .filter(|part| !part.is_empty())
                    .collect();
                pen.node(placed, node, &about.join(", "));
            }
        }
    }
}

/// What something is drawn with.
#[derive(Clone, Copy)]
enum Ink {
    Title,
    Name,
    Detail,
    Variables,
    Zone,
    Frame,
    Wire,
    Arrow,
    Service,
    Store,
    Outside,
    Plain,
    Inner,
}

impl Ink {
    fn class(self) -> &'static str {
        match self {
            Self::Title | Self::Name => "topology-name",
            Self::Detail => "topology-detail",
            Self::Variables => "topology-variables",
            Self::Zone => "topology-zone",
            Self::Frame => "topology-frame",
            Self::Wire => "topology-wire",
            Self::Arrow => "topology-arrow",
            Self::Service => "topology-service",
            Self::Store => "topology-store",
            Self::Outside => "topology-outside",
            Self::Plain => "topology-plain",
            Self::Inner => "topology-inner",
        }
    }

    /// The light colours of `style/tokens.css`, for a file of its own.
    fn colours(self) -> &'static str {
        match self {
            Self::Title | Self::Name => "fill=\"#16213a\"",
            Self::Detail | Self::Zone => "fill=\"#4a5873\"",
            Self::Variables => "fill=\"#1d5bd0\"",
            Self::Frame => "fill=\"none\" stroke=\"#d9e0ea\"",
            Self::Wire => "fill=\"none\" stroke=\"#5c6a85\"",
            Self::Arrow => "fill=\"#5c6a85\"",
            Self::Service => "fill=\"#e9f0fd\" stroke=\"#1d5bd0\"",
            Self::Store => "fill=\"#e4f5ec\" stroke=\"#12734a\"",
            Self::Outside => "fill=\"#fdf3dc\" stroke=\"#8a5a00\"",
            Self::Plain => "fill=\"#ffffff\" stroke=\"#7c8aa5\"",
            Self::Inner => "fill=\"none\" stroke=\"#7c8aa5\"",
        }
    }
}

/// Writes the drawing.
struct Pen {
    variant: Variant,
    body: String,
}

impl Pen {
    fn ink(&self, ink: Ink) -> String {
        match self.variant {
            Variant::Page => format!("class=\"{}\"", ink.class()),
            Variant::Alone => ink.colours().to_owned(),
        }
    }

    fn path(&mut self, way: &str, ink: Ink, dashes: &str) {
        let ink = self.ink(ink);
        let dashes = if dashes.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{dashes}\"")
        };
        // Writing into a String does not fail.
        let _ = write!(self.body, "<path d=\"{way}\" {ink}{dashes}/>");
    }

    fn text(&mut self, (x, y): Point, text: &str, ink: Ink, size: i32) {
        let weight = match ink {
            Ink::Title | Ink::Name | Ink::Zone => " font-weight=\"600\"",
            _ => "",
        };
        let anchor = match ink {
            Ink::Variables => " text-anchor=\"end\"",
            _ => "",
        };
        let ink = self.ink(ink);
        let text = escape(text);
        let _ = write!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{weight} {ink}>{text}</text>"
        );
    }

    fn line(&mut self, line: &Line, (left, top): Point) {
        let (ink, size) = match line.role {
            Role::Name => (Ink::Name, NAME),
            Role::Detail => (Ink::Detail, SMALL),
            Role::Variables => (Ink::Variables, SMALL),
            Role::Zone => (Ink::Zone, SMALL),
        };
        let place = (left + line.place.0, top + line.place.1);
        match &line.whole {
            Some(whole) => {
                let _ = write!(self.body, "<g><title>{}</title>", escape(whole));
                self.text(place, &line.text, ink, size);
                self.body.push_str("</g>");
            }
            None => self.text(place, &line.text, ink, size),
        }
    }

    fn frame(&mut self, frame: &Framed) {
        let Plot {
            left,
            top,
            width,
            height,
        } = frame.area;
        let ink = self.ink(Ink::Frame);
        let _ = write!(
            self.body,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"6\" {ink}/>"
        );
        self.line(&frame.title, (left, top));
    }

    fn wire(&mut self, wire: &Wire) {
        let dashes = match wire.relation {
            Relation::Requests | Relation::Reads | Relation::Mounts => "",
            Relation::Takes => "1 3",
            Relation::Uses => "5 3",
            Relation::Copies => "2 2",
        };
        let mut way = String::new();
        for [from, to] in wire.pieces.iter().filter(|[from, to]| from != to) {
            let _ = write!(way, "M{} {}L{} {}", from.0, from.1, to.0, to.1);
        }
        self.path(&way, Ink::Wire, dashes);
        let mut way = String::new();
        for ((x, y), heading) in &wire.arrows {
            let sides = match heading {
                Heading::Right => "l-7 -4v8z",
                Heading::Left => "l7 -4v8z",
                Heading::Down => "l-4 -7h8z",
            };
            let _ = write!(way, "M{x} {y}{sides}");
        }
        for (x, y) in &wire.joints {
            let _ = write!(way, "M{} {y}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z", x - 2);
        }
        self.path(&way, Ink::Arrow, "");
    }

    fn node(&mut self, placed: &Placed, node: &Node, about: &str) {
        let about = escape(about);
        let _ = match (self.variant, node.span) {
            (Variant::Page, Some(_)) => write!(
                self.body,
                "<g class=\"topology-node\" role=\"link\" tabindex=\"0\" data-node=\"{}\">",
                placed.node
            ),
            _ => write!(self.body, "<g>"),
        };
        let _ = write!(self.body, "<title>{about}</title>");
        let area = placed.area;
        self.outline(area, node.kind);
        if let Some(y) = placed.divider() {
            self.path(
                &format!("M{} {}h{}", area.left + 1, area.top + y, area.width - 2),
                Ink::Inner,
                "",
            );
        }
        for line in &placed.lines {
            self.line(line, (area.left, area.top));
        }
        self.body.push_str("</g>");
    }

    /// The shape that tells what kind it is.
    fn outline(&mut self, area: Plot, kind: Kind) {
        let Plot {
            left,
            top,
            width,
            height,
        } = area;
        let (right, bottom) = (left + width, top + height);
        if is_store(kind) {
            // A drum.
            let (half, side) = (width / 2, height - 2 * LID);
            let y = top + LID;
            let lid = format!("M{left} {y}a{half} {LID} 0 0 1 {width} 0");
            self.path(
                &format!("{lid}v{side}a{half} {LID} 0 0 1 -{width} 0z"),
                Ink::Store,
                "",
            );
            self.path(
                &format!("M{left} {y}a{half} {LID} 0 0 0 {width} 0"),
                Ink::Inner,
                "",
            );
            return;
        }
        match kind {
            Kind::Internet => {
                let round = height / 2;
                let side = width - 2 * round;
                self.path(
                    &format!(
                        "M{} {top}h{side}a{round} {round} 0 0 1 0 {height}h-{side}a{round} {round} 0 0 1 0 -{height}z",
                        left + round
                    ),
                    Ink::Plain,
                    "",
                );
            }
            Kind::LoadBalancer => {
                let (cut, middle) = (8, top + height / 2);
                let way = format!(
                    "M{left} {middle}L{} {top}L{} {top}L{right} {middle}L{} {bottom}L{} {bottom}z",
                    left + cut,
                    right - cut,
                    right - cut,
                    left + cut
                );
                self.path(&way, Ink::Plain, "");
            }
            Kind::Disk => {
                // A sheet with a corner turned down.
                let way = format!(
                    "M{left} {top}L{} {top}l10 10L{right} {bottom}L{left} {bottom}z",
                    right - 10
                );
                self.path(&way, Ink::Store, "");
                self.path(&format!("M{} {top}v10h10", right - 10), Ink::Inner, "");
            }
            Kind::Outside(_) => self.rectangle(area, Ink::Outside, ""),
            Kind::Absent => self.rectangle(area, Ink::Plain, "3 3"),
            _ => {
                self.rectangle(area, Ink::Service, "");
                match kind {
                    Kind::Service(ServiceType::PrivateService) => {
                        self.path(&format!("M{} {top}v{height}", left + 4), Ink::Inner, "");
                    }
                    Kind::Service(ServiceType::Worker | ServiceType::Cron | ServiceType::Workflow) => {
                        let way = format!("M{} {top}v{height}M{} {top}v{height}", left + 4, right - 4);
                        self.path(&way, Ink::Inner, "");
                    }
                    _ => {}
                }
            }
        }
    }

    fn rectangle(&mut self, area: Plot, ink: Ink, dashes: &str) {
        let Plot {
            left,
            top,
            width,
            height,
        } = area;
        self.path(&format!("M{left} {top}h{width}v{height}h-{width}z"), ink, dashes);
    }
}
