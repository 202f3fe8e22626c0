//! Two straight lines over a quantity, and where they cross.

use rust_decimal::Decimal;

use super::drawing::{Drawing, LEADING};
use super::ink::Ink;
use super::names::{self, Name, Sign};
use super::scale::{Linear, Plot, drawable};
use super::{About, Format, Frame, axis};

/// What two ways to the same end cost, by how much is needed.
#[derive(Debug, Clone)]
pub struct BreakEven {
    /// What it says of itself.
    pub about: About,
    /// What the horizontal axis counts.
    pub quantity: String,
    /// The two lines.
    pub lines: [Straight; 2],
    /// Where the horizontal axis ends; it begins at zero.
    pub to: Decimal,
    /// What stands at the crossing, by its quantity and value.
    pub label: fn(Decimal, Decimal) -> String,
    /// How quantities are written.
    pub count: Format,
    /// How values are written at the axis.
    pub axis: Format,
    /// How values are written in the table.
    pub value: Format,
}

/// A value that rises evenly.
#[derive(Debug, Clone)]
pub struct Straight {
    /// Its name.
    pub name: String,
    /// The value at zero.
    pub start: Decimal,
    /// By how much it rises with each one more.
    pub each: Decimal,
}

impl Straight {
    fn at(&self, quantity: Decimal) -> Decimal {
        self.each.saturating_mul(quantity).saturating_add(self.start)
    }
}

impl BreakEven {
    /// Where both lines have the same value, within the axis: the quantity and that value. `None` for lines
    /// that never meet there, and for equal ones.
    pub fn crossing(&self) -> Option<(Decimal, Decimal)> {
        let [one, other] = &self.lines;
        let ahead = other.start.checked_sub(one.start)?;
        let quantity = ahead.checked_div(one.each.checked_sub(other.each)?)?;
        let within = quantity >= Decimal::ZERO && quantity <= self.to;
        within.then(|| (quantity, one.at(quantity)))
    }

    /// The chart.
    pub fn svg(&self, frame: &Frame<'_>) -> String {
        let mut drawing = Drawing::new(frame, &self.about);
        if self.to <= Decimal::ZERO {
            return drawing.empty();
        }
        let to = drawable(self.to);
        let height = frame.plot_height();
        let ends = self.lines.iter().flat_map(|line| [line.start, line.at(to)]);
        let scale = Linear::over(ends, axis::steps_for(height), self.axis);
        let left = axis::room(&scale, &drawing);
        let names = || {
            self.lines.iter().enumerate().map(|(at, line)| Name {
                sign: Sign::Stroke(at),
                text: &line.name,
            })
        };
        let beside = names::room_beside(&drawing, &names().collect::<Vec<_>>(), height);
        let crossing = self.crossing();
        let label = crossing.map(|(quantity, value)| (self.label)(quantity, value));
        let callout = axis::callout_lines(&drawing, label.as_deref().unwrap_or_default());
        let above = drawing.top;
        let plot = Plot {
            left,
            top: above + callout.len() as i32 * LEADING + 12,
            width: drawing.width - left - beside.unwrap_or(8),
            height,
        };
        let along = Along { to, plot };

        axis::vertical(&mut drawing, plot, &scale);
        let across = Linear::over([to], (plot.width / 70).clamp(2, 10), self.count);
        let ticks = across.ticks.into_iter().filter(|tick| tick.0 <= to);
        let labels: Vec<(i32, String)> = ticks.map(|(at, label)| (along.tenths(at) / 10, label)).collect();
        for (x, _) in &labels {
            drawing.rule((*x, plot.top), (*x, plot.bottom()), Ink::Grid);
        }
        if let Some((quantity, _)) = crossing {
            axis::callout(&mut drawing, plot, along.tenths(quantity) / 10, above, &callout);
        }
        let mut ends = Vec::new();
        for (at, (line, name)) in self.lines.iter().zip(names()).enumerate() {
            let y = |quantity| scale.y(drawable(line.at(quantity)), plot);
            let end = (plot.right() * 10, y(to));
            drawing.line(&[(plot.left * 10, y(Decimal::ZERO)), end], Ink::Line(at));
            for part in 1..8 {
                let quantity = to * Decimal::from(2 * part - 1 + at) / Decimal::from(16);
                // None beside the crossing.
                let x = along.tenths(quantity);
                if crossing.is_none_or(|(there, _)| (along.tenths(there) - x).abs() > 110) {
                    drawing.shape((x, y(quantity)), at);
                }
            }
            ends.push((end.1 / 10, name));
        }
        if let Some((quantity, value)) = crossing {
            let y = scale.y(drawable(value), plot);
            drawing.rule(
                (plot.left, y / 10),
                (along.tenths(quantity) / 10, y / 10),
                Ink::Lead,
            );
            drawing.circle((along.tenths(quantity), y), 55, Ink::Step);
        }
        let bottom = axis::below(&mut drawing, plot, &labels);
        drawing.top = axis::name(&mut drawing, plot, bottom, &self.quantity);
        if beside.is_some() {
            names::beside(&mut drawing, plot, ends);
        } else {
            names::legend(&mut drawing, 0, &names().collect::<Vec<_>>());
        }
        drawing.finish()
    }

    /// The same figures: the head, then a row for the ends and for the crossing.
    pub fn table(&self) -> Vec<Vec<String>> {
        let mut head = vec![self.quantity.clone()];
        head.extend(self.lines.iter().map(|line| line.name.clone()));
        let crossing = self.crossing().map(|(quantity, _)| quantity);
        let mut quantities = vec![Decimal::ZERO];
        quantities.extend(crossing);
        quantities.push(self.to);
        quantities.dedup();
        let row = |quantity: Decimal| {
            let mut row = vec![(self.count)(quantity)];
            row.extend(self.lines.iter().map(|line| (self.value)(line.at(quantity))));
            row
        };
        std::iter::once(head)
            .chain(quantities.into_iter().map(row))
            .collect()
    }
}

/// A horizontal axis from zero that ends with the plot.
struct Along {
    to: Decimal,
    plot: Plot,
}

impl Along {
    fn tenths(&self, quantity: Decimal) -> i32 {
        self.plot.left * 10 + Linear::exactly(self.to).along(quantity, self.plot.width)
    }
}
