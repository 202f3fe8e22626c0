//! With what is drawn: a class for the page, light colours for a file of its own; hatches, dashes and shapes.

use super::Variant;

/// The colours of the eight series in a file of its own; the page has them in `style/later/charts.css`.
pub(super) const SERIES: [&str; 8] = [
    "#1d5bd0", "#0e7a80", "#a1610a", "#7a3fd1", "#3d7a20", "#b8336a", "#5c6a85", "#2279b5",
];
/// The dashes of lines, by series.
const DASHES: [&str; 8] = ["", "7 3", "2 3", "9 3 2 3", "12 4", "4 2", "1 2", "10 2 2 2 2 2"];
/// What is drawn over the colour of an area, by series; the first is left plain. In squares of eight pixels.
pub(super) const HATCHES: [&str; 8] = [
    "",
    "M-1 1L1 -1M0 8L8 0M7 9L9 7",
    "M2 2L3.5 2M6 6L7.5 6",
    "M-1 7L1 9M0 0L8 8M7 -1L9 1",
    "M0 4L8 4",
    "M0 0L8 8M0 8L8 0",
    "M4 0L4 8",
    "M0 4L8 4M4 0L4 8",
];
/// The shapes on lines by series, as corners around the point in tenths of a pixel; the first is a circle.
pub(super) const SHAPES: [&[(i32, i32)]; 8] = [
    &[],
    &[(-35, -35), (35, -35), (35, 35), (-35, 35)],
    &[(0, -45), (45, 35), (-45, 35)],
    &[(0, -48), (48, 0), (0, 48), (-48, 0)],
    &[(-45, -35), (45, -35), (0, 45)],
    &[(-14, -45), (14, -45), (14, 45), (-14, 45)],
    &[(-45, -14), (45, -14), (45, 14), (-45, 14)],
    &[(-40, -40), (40, 40), (-40, 40), (40, -40)],
];

/// The place of a series among the eight colours.
pub(super) fn colour(series: usize) -> usize {
    series % 8
}

/// The place of a series among the eight hatches, dashes and shapes: after each eight series by one further
/// than its colour, so that no two series of 64 look alike.
pub(super) fn sign(series: usize) -> usize {
    (series + series / 8) % 8
}

/// What something is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The ground of a file of its own, of marks, and the lines of hatches.
    Paper,
    /// Lines of the grid.
    Grid,
    /// Axes, and lines from a name to what it names.
    Rule,
    /// Dotted lines that lead to a mark.
    Lead,
    /// Text.
    Text,
    /// Text at axes.
    Faint,
    /// Titles.
    Strong,
    /// The line over all, and marks.
    Total,
    /// The line over all where something in it is not known.
    TotalUnknown,
    /// An area of a series.
    Area(usize),
    /// A line of a series.
    Line(usize),
    /// The line of the series that counts.
    StrongLine(usize),
    /// A bar with room left.
    Roomy,
    /// A bar above the mark.
    Near,
    /// A bar beyond its end.
    Over,
    /// The outline of a bar.
    Outline,
    /// The outline of a bar whose figure is not known.
    OutlineUnknown,
    /// A numbered mark.
    Step,
    /// The present point.
    Handle,
}

impl Ink {
    /// The attributes that give the colour, with a space before each.
    pub fn attributes(self, variant: Variant) -> String {
        match variant {
            Variant::Page => format!(" class=\"{}\"{}", self.class(), self.dashes()),
            Variant::Alone => format!("{}{}", self.colours(), self.dashes()),
        }
    }

    fn class(self) -> String {
        match self {
            Ink::Paper => "graph-paper".to_owned(),
            Ink::Grid => "graph-grid".to_owned(),
            Ink::Rule => "graph-rule".to_owned(),
            Ink::Lead => "graph-lead".to_owned(),
            Ink::Text => "graph-text".to_owned(),
            Ink::Faint => "graph-faint".to_owned(),
            Ink::Strong => "graph-strong".to_owned(),
            Ink::Total | Ink::TotalUnknown => "graph-total".to_owned(),
            Ink::Area(series) => format!("series-{}", colour(series) + 1),
            Ink::Line(series) => format!("graph-line series-{}", colour(series) + 1),
            Ink::StrongLine(series) => format!("graph-line graph-own series-{}", colour(series) + 1),
            Ink::Roomy => "graph-roomy".to_owned(),
            Ink::Near => "graph-near".to_owned(),
            Ink::Over => "graph-over".to_owned(),
            Ink::Outline | Ink::OutlineUnknown => "graph-outline".to_owned(),
            Ink::Step => "graph-step".to_owned(),
            Ink::Handle => "handle".to_owned(),
        }
    }

    /// The light colours of `style/tokens.css`.
    fn colours(self) -> String {
        let line = |colour: &str, width: &str| {
            format!(" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"")
        };
        let fill = |colour: &str| format!(" fill=\"{colour}\"");
        let of_series = |series: usize| SERIES.get(colour(series)).copied().unwrap_or_default();
        match self {
            Ink::Paper => fill("#ffffff"),
            Ink::Grid => line("#d9e0ea", "1"),
            Ink::Rule | Ink::Lead | Ink::Outline | Ink::OutlineUnknown => line("#7c8aa5", "1"),
            Ink::Text => fill("#4a5873"),
            Ink::Faint => fill("#5c6a85"),
            Ink::Strong => fill("#16213a"),
            Ink::Total | Ink::TotalUnknown => line("#16213a", "1.5"),
            Ink::Area(series) => fill(of_series(series)),
            Ink::Line(series) => line(of_series(series), "1.75"),
            Ink::StrongLine(series) => line(of_series(series), "3"),
            Ink::Roomy => fill("#1d5bd0"),
            Ink::Near => fill("#8a5a00"),
            Ink::Over => fill("#b3261e"),
            Ink::Step => " fill=\"#ffffff\" stroke=\"#16213a\" stroke-width=\"1\"".to_owned(),
            Ink::Handle => " fill=\"#ffffff\" stroke=\"#1d5bd0\" stroke-width=\"2.5\"".to_owned(),
        }
    }

    fn dashes(self) -> String {
        let dashes = match self {
            Ink::Lead => "2 3",
            Ink::TotalUnknown | Ink::OutlineUnknown => "3 3",
            Ink::Line(series) | Ink::StrongLine(series) => {
                DASHES.get(sign(series)).copied().unwrap_or_default()
            }
            _ => "",
        };
        if dashes.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{dashes}\"")
        }
    }
}
