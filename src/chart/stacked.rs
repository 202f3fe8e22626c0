//! Cost by month, stacked by what it is for.

use rust_decimal::Decimal;

use super::drawing::{Anchor, Drawing, LEADING, SIZE};
use super::ink::Ink;
use super::names::{self, Name, Sign};
use super::scale::{Linear, Plot, drawable};
use super::{About, Format, Frame, axis, text};

/// The height of a numbered mark.
const MARK: i32 = 16;

/// Columns over months; in each, the series upon one another, with a line over their total.
#[derive(Debug, Clone)]
pub struct Stacked {
    /// What it says of itself.
    pub about: About,
    /// What the months are called in the table.
    pub month: String,
    /// The months' labels, 1 to 36.
    pub months: Vec<String>,
    /// From the lowest upwards.
    pub series: Vec<Series>,
    /// The name of the total.
    pub total: String,
    /// What a value that is not known is called.
    pub unknown: String,
    /// What happens when; the first has number 1. The page lists them below.
    pub steps: Vec<Step>,
    /// What the steps are called in the table.
    pub step: String,
    /// How values are written at the axis.
    pub axis: Format,
    /// How values are written in the table.
    pub value: Format,
}

/// One thing over all months.
#[derive(Debug, Clone)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// A value a month; `None` is not known, and not zero.
    pub values: Vec<Option<Decimal>>,
}

/// Something that happens in a month.
#[derive(Debug, Clone)]
pub struct Step {
    /// The place of the month, from 0.
    pub month: usize,
    /// What happens.
    pub text: String,
}

/// The sum of a month, and whether something in it is not known.
#[derive(Clone, Copy)]
struct Total {
    known: Decimal,
    whole: bool,
}

impl Stacked {
    /// The chart.
    pub fn svg(&self, frame: &Frame<'_>) -> String {
        let mut drawing = Drawing::new(frame, &self.about);
        let known = |series: &Series| series.values.iter().take(self.months.len()).any(Option::is_some);
        if !self.series.iter().any(known) {
            return drawing.empty();
        }
        let height = frame.plot_height();
        let ends = (0..self.months.len()).flat_map(|month| {
            let up = self.values(month).filter(|value| value.is_sign_positive());
            let down = self.values(month).filter(|value| value.is_sign_negative());
            [up.sum::<Decimal>(), down.sum()]
        });
        let scale = Linear::over(ends, axis::steps_for(height), self.axis);
        let left = axis::room(&scale, &drawing);
        let beside = self.room_beside(&drawing, height);
        let width = drawing.width - left - beside.unwrap_or(8);
        let mut plot = Plot {
            left,
            top: drawing.top,
            width,
            height,
        };
        let marks = self.marks(plot, drawing.width);
        let lanes = marks.iter().map(|mark| mark.lane + 1).max().unwrap_or(0);
        plot.top += lanes * (MARK + 3) + 8;

        axis::vertical(&mut drawing, plot, &scale);
        let tops = self.columns(&mut drawing, plot, &scale);
        for mark in &marks {
            let end = scale.y(drawable(self.total(mark.month).known), plot) / 10;
            drawing.rule((mark.x, mark.top(plot)), (mark.x, end), Ink::Lead);
        }
        for mark in &marks {
            mark.draw(&mut drawing, plot);
        }
        let labels: Vec<(i32, String)> = (0..)
            .map(|month| self.middle(plot, month))
            .zip(self.months.clone())
            .collect();
        drawing.top = axis::below(&mut drawing, plot, &labels);
        if beside.is_some() {
            names::beside(&mut drawing, plot, tops);
        } else {
            let names: Vec<Name<'_>> = self.names().collect();
            names::legend(&mut drawing, 0, &names);
        }
        if drawing.alone() {
            self.list(&mut drawing);
        }
        drawing.finish()
    }

    /// The same figures: the head, then a row for each month.
    pub fn table(&self) -> Vec<Vec<String>> {
        let mut head = vec![self.month.clone()];
        head.extend(self.series.iter().map(|series| series.name.clone()));
        head.push(self.total.clone());
        if !self.steps.is_empty() {
            head.push(self.step.clone());
        }
        let mut rows = vec![head];
        for (at, month) in self.months.iter().enumerate() {
            let mut row = vec![month.clone()];
            row.extend(self.series.iter().map(|series| match series.at(at) {
                Some(value) => (self.value)(value),
                None => self.unknown.clone(),
            }));
            row.push(self.write(self.total(at)));
            if !self.steps.is_empty() {
                let now = self.steps.iter().filter(|step| step.month == at);
                row.push(now.map(|step| step.text.as_str()).collect::<Vec<_>>().join("; "));
            }
            rows.push(row);
        }
        rows
    }

    fn write(&self, total: Total) -> String {
        let known = (self.value)(total.known);
        if total.whole {
            known
        } else {
            format!("{known} + {}", self.unknown)
        }
    }

    fn total(&self, month: usize) -> Total {
        let all = self.series.iter().map(|series| series.at(month));
        Total {
            known: all.clone().flatten().fold(Decimal::ZERO, Decimal::saturating_add),
            whole: all.clone().all(|value| value.is_some()),
        }
    }

    /// What is known of a month.
    fn values(&self, month: usize) -> impl Iterator<Item = Decimal> {
        self.series
            .iter()
            .filter_map(move |series| series.at(month))
            .map(drawable)
    }

    /// The names in the order in which they are seen: from the top downwards.
    fn names(&self) -> impl Iterator<Item = Name<'_>> {
        let total = Name {
            sign: Sign::Total,
            text: &self.total,
        };
        let series = self.series.iter().enumerate().rev();
        std::iter::once(total).chain(series.map(|(at, series)| Name {
            sign: Sign::Patch(at),
            text: &series.name,
        }))
    }

    /// The room for names beside the plot, where each of them has something to point at.
    fn room_beside(&self, drawing: &Drawing<'_>, height: i32) -> Option<i32> {
        let last = self.months.len().checked_sub(1)?;
        let pointed = |series: &Series| series.at(last).is_some_and(|value| value > Decimal::ZERO);
        let names: Vec<Name<'_>> = self.names().collect();
        let all = self.series.iter().all(pointed);
        all.then(|| names::room_beside(drawing, &names, height)).flatten()
    }

    /// Where a month begins, in whole pixels.
    fn edge(&self, plot: Plot, month: usize) -> i32 {
        let months = self.months.len().max(1) as i32;
        plot.left + plot.width * month as i32 / months
    }

    fn middle(&self, plot: Plot, month: usize) -> i32 {
        (self.edge(plot, month) + self.edge(plot, month + 1)) / 2
    }

    /// Draws the columns and the line over them. Answers where the names of the last column point.
    fn columns<'a>(&'a self, drawing: &mut Drawing<'_>, plot: Plot, scale: &Linear) -> Vec<(i32, Name<'a>)> {
        let mut areas = vec![Vec::new(); self.series.len()];
        let mut pointed = Vec::new();
        let y = |value| (scale.y(value, plot) + 5) / 10;
        for month in 0..self.months.len() {
            let (from, to) = (self.edge(plot, month), self.edge(plot, month + 1));
            let gap = if to - from >= 14 { 2 } else { 1 };
            let width = (to - from - 2 * gap).clamp(1, 56);
            let left = (from + to - width) / 2;
            let (mut up, mut down) = (Decimal::ZERO, Decimal::ZERO);
            pointed.clear();
            for ((at, series), areas) in self.series.iter().enumerate().zip(&mut areas) {
                let value = series.at(month).map(drawable).unwrap_or_default();
                let side = if value.is_sign_negative() {
                    &mut down
                } else {
                    &mut up
                };
                let start = y(*side);
                *side += value;
                let end = y(*side);
                let (top, bottom) = (start.min(end), start.max(end));
                // A thin line of the ground keeps neighbours apart.
                let top = if bottom - top > 3 { top + 1 } else { top };
                areas.push(Plot {
                    left,
                    top,
                    width,
                    height: bottom - top,
                });
                let name = Name {
                    sign: Sign::Patch(at),
                    text: series.name.as_str(),
                };
                pointed.push(((top + bottom) / 2, name));
            }
        }
        for (series, areas) in areas.iter().enumerate() {
            drawing.areas(areas, Ink::Area(series));
        }
        let top = self.line(drawing, plot, scale);
        pointed.push((
            top,
            Name {
                sign: Sign::Total,
                text: &self.total,
            },
        ));
        pointed
    }

    /// Draws the line over the totals, broken into pieces by what is known. Answers where it ends.
    fn line(&self, drawing: &mut Drawing<'_>, plot: Plot, scale: &Linear) -> i32 {
        let mut pieces: Vec<(bool, Vec<(i32, i32)>)> = Vec::new();
        let mut height = plot.bottom() * 10;
        for month in 0..self.months.len() {
            let total = self.total(month);
            let from = (self.edge(plot, month) * 10, height);
            height = scale.y(drawable(total.known), plot) / 10 * 10;
            let level = [(from.0, height), (self.edge(plot, month + 1) * 10, height)];
            match pieces.last_mut() {
                Some((whole, piece)) if *whole == total.whole => piece.extend(level),
                Some(_) => pieces.push((total.whole, [from].into_iter().chain(level).collect())),
                None => pieces.push((total.whole, level.to_vec())),
            }
        }
        for (whole, piece) in pieces {
            drawing.line(&piece, if whole { Ink::Total } else { Ink::TotalUnknown });
        }
        height / 10
    }

    /// The marks of the steps, one for each month that has any, in lanes above the plot.
    fn marks(&self, plot: Plot, width: i32) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for month in 0..self.months.len() {
            let numbers: Vec<usize> = (1..)
                .zip(&self.steps)
                .filter(|(_, step)| step.month == month)
                .map(|(number, _)| number)
                .collect();
            if numbers.is_empty() {
                continue;
            }
            let text = text::fit(&ranges(&numbers), SIZE, width / 4).into_owned();
            let wide = (text::width(&text, SIZE) + 8).max(MARK);
            let x = self.middle(plot, month);
            let left = (x - wide / 2).min(width - wide - 1).max(1);
            let free = |lane: &i32| {
                let same = marks.iter().filter(|mark| mark.lane == *lane);
                same.map(|mark| mark.left + mark.width + 2).all(|end| end <= left)
            };
            let lane = (0..).find(free).unwrap_or_default();
            marks.push(Mark {
                month,
                x,
                left,
                width: wide,
                lane,
                text,
            });
        }
        marks
    }

    /// The steps with their numbers, as a list below.
    fn list(&self, drawing: &mut Drawing<'_>) {
        drawing.top += 8;
        for (number, step) in (1..).zip(&self.steps) {
            drawing.text(
                (22, drawing.top + 11),
                Anchor::End,
                &format!("{number}."),
                Ink::Text,
            );
            for line in text::wrap(&step.text, SIZE, drawing.width - 36) {
                drawing.text((28, drawing.top + 11), Anchor::Start, &line, Ink::Text);
                drawing.top += LEADING;
            }
        }
    }
}

impl Series {
    fn at(&self, month: usize) -> Option<Decimal> {
        self.values.get(month).copied().flatten()
    }
}

/// A numbered mark above a month.
struct Mark {
    month: usize,
    x: i32,
    left: i32,
    width: i32,
    lane: i32,
    text: String,
}

impl Mark {
    fn top(&self, plot: Plot) -> i32 {
        plot.top - 8 - MARK - self.lane * (MARK + 3)
    }

    fn draw(&self, drawing: &mut Drawing<'_>, plot: Plot) {
        let top = self.top(plot);
        let area = Plot {
            left: self.left,
            top,
            width: self.width,
            height: MARK,
        };
        drawing.pill(area, Ink::Step);
        let place = (self.left + self.width / 2, top + 12);
        drawing.text(place, Anchor::Middle, &self.text, Ink::Strong);
    }
}

/// Numbers in rising order, with a dash between those that follow each other: `1–3, 5`.
fn ranges(numbers: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let written = ranges.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    written.collect::<Vec<_>>().join(", ")
}
