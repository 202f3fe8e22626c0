//! Cost against users, on a logarithmic axis.

use rust_decimal::Decimal;

use super::drawing::{Drawing, LEADING, Point};
use super::ink::Ink;
use super::names::{self, Name, Sign};
use super::scale::{FROM_USERS, Linear, Plot, TO_USERS, drawable, tenths_of_users};
use super::{About, Format, Frame, axis};

/// Lines over users from [`FROM_USERS`] to [`TO_USERS`], and the present point on one of them.
#[derive(Debug, Clone)]
pub struct Curve {
    /// What it says of itself.
    pub about: About,
    /// What the horizontal axis counts.
    pub quantity: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the reader is now.
    pub present: Option<Present>,
    /// What a value that is not known is called.
    pub unknown: String,
    /// How numbers of users are written.
    pub users: Format,
    /// How values are written at the axis.
    pub axis: Format,
    /// How values are written in the table.
    pub value: Format,
}

/// One line.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Users, in rising order, and the value there; `None` is not known, and leaves a gap.
    pub points: Vec<(u32, Option<Decimal>)>,
    /// Whether a value holds until the next point; else the line leads straight to it.
    pub stepped: bool,
    /// Whether it is the one that counts, and drawn so.
    pub strong: bool,
}

/// The present point.
#[derive(Debug, Clone)]
pub struct Present {
    /// Users.
    pub users: u32,
    /// The place of its line, from 0.
    pub line: usize,
    /// What stands above it.
    pub label: String,
}

/// How a chart is laid out.
#[derive(Debug)]
pub(super) struct Layout {
    pub plot: Plot,
    pub scale: Linear,
    beside: bool,
    callout: Vec<String>,
    /// Where the callout begins.
    pub top: i32,
}

impl Curve {
    /// The chart.
    pub fn svg(&self, frame: &Frame<'_>) -> String {
        let mut drawing = Drawing::new(frame, &self.about);
        if !self.has_figures() {
            return drawing.empty();
        }
        let layout = self.layout(frame, &drawing);
        self.draw(&mut drawing, &layout, self.present.as_ref());
        drawing.finish()
    }

    /// Whether any value is known.
    pub(super) fn has_figures(&self) -> bool {
        let known = |line: &Line| line.points.iter().any(|point| point.1.is_some());
        self.lines.iter().any(known)
    }

    /// Draws the lines, and the present point where there is one.
    pub(super) fn draw(&self, drawing: &mut Drawing<'_>, layout: &Layout, present: Option<&Present>) {
        let Layout {
            plot,
            scale,
            beside,
            callout,
            top,
        } = layout;
        let plot = *plot;
        axis::vertical(drawing, plot, scale);
        self.decades(drawing, plot);
        if let Some(present) = present {
            let x = (tenths_of_users(plot, present.users) + 5) / 10;
            axis::callout(drawing, plot, x, *top, callout);
        }
        let ways: Vec<Vec<Vec<Point>>> = self.lines.iter().map(|line| line.pieces(plot, scale)).collect();
        for (at, (pieces, line)) in ways.iter().zip(&self.lines).enumerate() {
            let ink = if line.strong {
                Ink::StrongLine(at)
            } else {
                Ink::Line(at)
            };
            for piece in pieces {
                match piece.as_slice() {
                    [point] => drawing.shape(*point, at),
                    points => drawing.line(points, ink),
                }
            }
        }
        // None beside the handle.
        let here = present.map_or(-1_000, |present| tenths_of_users(plot, present.users));
        for (at, pieces) in ways.iter().enumerate() {
            for x in shape_places(plot, at, ways.len()).filter(|x| (x - here).abs() > 110) {
                if let Some(y) = pieces.iter().find_map(|piece| height_at(piece, x)) {
                    drawing.shape((x, y), at);
                }
            }
        }
        if let Some(present) = present {
            let x = tenths_of_users(plot, present.users);
            let pieces = ways.get(present.line);
            if let Some(y) = pieces.and_then(|pieces| pieces.iter().find_map(|piece| height_at(piece, x))) {
                drawing.handle((x, y), plot, present.users, present.line);
            }
        }
        let labels = self.labels(plot);
        let bottom = axis::below(drawing, plot, &labels);
        drawing.top = axis::name(drawing, plot, bottom, &self.quantity);
        if *beside {
            let ends = ways
                .iter()
                .map(|pieces| pieces.last().and_then(|piece| piece.last()));
            let named = ends
                .zip(self.names())
                .filter_map(|(end, name)| end.map(|end| (end.1 / 10, name)));
            names::beside(drawing, plot, named.collect());
        } else {
            let names: Vec<Name<'_>> = self.names().collect();
            names::legend(drawing, 0, &names);
        }
    }

    /// The area within the axes, for [`super::x_to_value`]: the one that [`Curve::svg`] draws in this frame.
    pub fn plot(&self, frame: &Frame<'_>) -> Plot {
        self.layout(frame, &Drawing::new(frame, &self.about)).plot
    }

    /// The same figures: the head, then a row for each number of users that any line has.
    pub fn table(&self) -> Vec<Vec<String>> {
        let mut head = vec![self.quantity.clone()];
        head.extend(self.lines.iter().map(|line| line.name.clone()));
        let mut users: Vec<u32> = self
            .lines
            .iter()
            .flat_map(|line| line.points.iter().map(|point| point.0))
            .collect();
        users.sort_unstable();
        users.dedup();
        let mut rows = vec![head];
        for users in users {
            let mut row = vec![(self.users)(users.into())];
            row.extend(self.lines.iter().map(|line| line.written_at(users, self)));
            rows.push(row);
        }
        rows
    }

    pub(super) fn layout(&self, frame: &Frame<'_>, drawing: &Drawing<'_>) -> Layout {
        let height = frame.plot_height();
        let values = self
            .lines
            .iter()
            .flat_map(|line| line.points.iter().filter_map(|point| point.1));
        let scale = Linear::over(values, axis::steps_for(height), self.axis);
        let left = axis::room(&scale, drawing);
        let names: Vec<Name<'_>> = self.names().collect();
        // A name beside the plot points at the line's end there.
        let ends = |line: &Line| {
            let last = line.points.last();
            last.is_some_and(|(users, value)| value.is_some() && (line.stepped || *users >= TO_USERS))
        };
        let beside = names::room_beside(drawing, &names, height).filter(|_| self.lines.iter().all(ends));
        let label = self.present.as_ref().map(|present| present.label.as_str());
        let callout = axis::callout_lines(drawing, label.unwrap_or_default());
        let top = drawing.top + callout.len() as i32 * LEADING + 12;
        let width = drawing.width - left - beside.unwrap_or(8);
        Layout {
            plot: Plot {
                left,
                top,
                width,
                height,
            },
            scale,
            beside: beside.is_some(),
            callout,
            top: drawing.top,
        }
    }

    fn names(&self) -> impl Iterator<Item = Name<'_>> {
        self.lines.iter().enumerate().map(|(at, line)| Name {
            sign: Sign::Stroke(at),
            text: &line.name,
        })
    }

    /// The tenfolds: lines of the grid, and short strokes at the numbers between them.
    fn decades(&self, drawing: &mut Drawing<'_>, plot: Plot) {
        let x = |users| (tenths_of_users(plot, users) + 5) / 10;
        for decade in decades() {
            drawing.rule((x(decade), plot.top), (x(decade), plot.bottom()), Ink::Grid);
            let between = (2..10)
                .map(|times| decade * times)
                .filter(|users| *users < TO_USERS);
            let strokes = between.map(|users| [(x(users), plot.bottom()), (x(users), plot.bottom() + 3)]);
            drawing.rules(&strokes.collect::<Vec<_>>(), Ink::Rule);
        }
    }

    fn labels(&self, plot: Plot) -> Vec<(i32, String)> {
        let label = |users: u32| {
            let x = (tenths_of_users(plot, users) + 5) / 10;
            (x, (self.users)(users.into()))
        };
        decades().map(label).collect()
    }
}

impl Layout {
    /// How many lines of words have room above the plot.
    pub fn room(&self) -> usize {
        self.callout.len()
    }
}

impl Line {
    /// The line as pieces without a gap, in a plot; to the right end where values hold.
    fn pieces(&self, plot: Plot, scale: &Linear) -> Vec<Vec<Point>> {
        let mut pieces: Vec<Vec<Point>> = Vec::new();
        let mut piece: Vec<Point> = Vec::new();
        // Of the points before the axis begins, the last counts.
        let before = self.points.iter().filter(|point| point.0 <= FROM_USERS).count();
        for (users, value) in self.points.iter().skip(before.saturating_sub(1)) {
            let x = tenths_of_users(plot, *users);
            if self.stepped
                && let Some((_, y)) = piece.last().copied()
            {
                piece.push((x, y));
            }
            match value {
                Some(value) => piece.push((x, scale.y(drawable(*value), plot))),
                None => pieces.push(std::mem::take(&mut piece)),
            }
        }
        if self.stepped
            && let Some((_, y)) = piece.last().copied()
        {
            piece.push((plot.right() * 10, y));
        }
        pieces.push(piece);
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// The value at some users, as the table says it: where values hold, the one before counts.
    fn written_at(&self, users: u32, curve: &Curve) -> String {
        let reached = self.points.iter().rev().find(|point| point.0 <= users);
        match reached {
            Some((at, value)) if self.stepped || *at == users => match value {
                Some(value) => (curve.value)(*value),
                None => curve.unknown.clone(),
            },
            _ => String::new(),
        }
    }
}

/// 100, 1,000 and so on.
fn decades() -> impl Iterator<Item = u32> {
    std::iter::successors(Some(FROM_USERS), |users| users.checked_mul(10))
        .take_while(|users| *users <= TO_USERS)
}

/// Where a line has its shapes: one in each eighth of the plot, and another place there for each line, so that
/// lines which lie upon one another are told apart.
fn shape_places(plot: Plot, line: usize, lines: usize) -> impl Iterator<Item = i32> {
    let part = plot.width * 10 / 8;
    let within = part * (2 * line as i32 + 1) / (2 * lines.max(1) as i32);
    (0..8).map(move |at| plot.left * 10 + at * part + within)
}

/// The height of a line at a place; of two, where it climbs there, the later.
fn height_at(piece: &[Point], x: i32) -> Option<i32> {
    piece.windows(2).rev().find_map(|pair| match pair {
        [(from, before), (to, after)] if *from <= x && x <= *to => {
            let span = i64::from(to - from);
            let rise = i64::from(after - before) * i64::from(x - from);
            Some(rise.checked_div(span).map_or(*after, |rise| before + rise as i32))
        }
        _ => None,
    })
}
