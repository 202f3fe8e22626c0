//! How full things are.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::drawing::{Anchor, Drawing, SIZE};
use super::ink::Ink;
use super::scale::Plot;
use super::{About, Format, Frame, text};

/// A chart that is narrower has the words above each bar, a wider one beside it.
const NARROW: i32 = 520;
/// The height of a bar.
const BAR: i32 = 12;

/// A horizontal bar for each thing, in the order given, with a mark that it should stay below.
#[derive(Debug, Clone)]
pub struct Bars {
    /// What it says of itself.
    pub about: About,
    /// What the things are called in the table.
    pub name: String,
    /// What the share is called in the table.
    pub share: String,
    /// What a bar's text is called in the table.
    pub text: String,
    /// The bars.
    pub bars: Vec<Bar>,
    /// The mark, in percent, 0 to 100.
    pub mark: Decimal,
    /// What a share that is not known is called.
    pub unknown: String,
    /// How a share is written.
    pub percent: Format,
}

/// How full one thing is.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// Percent; `None` is not known.
    pub percent: Option<Decimal>,
    /// The figure in words, beside the bar.
    pub text: String,
}

/// Where the columns of a chart stand.
struct Columns {
    /// The bars; full is `full`, and beyond it is room for what is too much.
    left: i32,
    right: i32,
    full: i32,
    /// Where the words stand beside the bars.
    beside: bool,
}

impl Bars {
    /// The chart.
    pub fn svg(&self, frame: &Frame<'_>) -> String {
        let mut drawing = Drawing::new(frame, &self.about);
        if self.bars.is_empty() {
            return drawing.empty();
        }
        let columns = self.columns(drawing.width);
        let each = if columns.beside { BAR + 12 } else { BAR + 30 };
        let top = drawing.top + 22;
        let bottom = top + self.bars.len() as i32 * each;
        let mark = columns.at(self.mark);

        if columns.beside {
            for x in [columns.left, mark, columns.full] {
                drawing.rule((x, top - 4), (x, bottom), Ink::Grid);
            }
        }
        let over = (self.percent)(self.mark);
        drawing.text_around(mark, top - 10, &over, Ink::Text);
        for (at, bar) in (0..).zip(&self.bars) {
            self.draw(&mut drawing, bar, top + at * each, &columns);
        }
        let ends = [Decimal::ZERO, Decimal::ONE_HUNDRED];
        for (x, value) in [columns.left, columns.full].into_iter().zip(ends) {
            drawing.text_around(x, bottom + 13, &(self.percent)(value), Ink::Faint);
        }
        drawing.top = bottom + 18;
        drawing.finish()
    }

    /// The same figures: the head, then a row for each bar.
    pub fn table(&self) -> Vec<Vec<String>> {
        let head = vec![self.name.clone(), self.share.clone(), self.text.clone()];
        let row = |bar: &Bar| {
            let share = bar.percent.map(self.percent);
            vec![
                bar.name.clone(),
                share.unwrap_or_else(|| self.unknown.clone()),
                bar.text.clone(),
            ]
        };
        std::iter::once(head).chain(self.bars.iter().map(row)).collect()
    }

    fn columns(&self, width: i32) -> Columns {
        let beside = width >= NARROW;
        let widest = |words: fn(&Bar) -> &str| {
            let widths = self.bars.iter().map(|bar| text::width(words(bar), SIZE));
            widths.max().unwrap_or(0)
        };
        let (left, right) = if beside {
            let names = widest(|bar| &bar.name).min(width * 3 / 10);
            let texts = widest(|bar| &bar.text).min(width * 3 / 10);
            (names + 12, width - texts - 12)
        } else {
            (1, width - 1)
        };
        let over = self
            .bars
            .iter()
            .any(|bar| bar.percent.is_some_and(|percent| percent > Decimal::ONE_HUNDRED));
        // Room for the break and a stub after it.
        let full = if over { right - 30 } else { right };
        Columns {
            left,
            right,
            full,
            beside,
        }
    }

    fn draw(&self, drawing: &mut Drawing<'_>, bar: &Bar, top: i32, columns: &Columns) {
        let width = drawing.width;
        let y = if columns.beside {
            let middle = top + 6 + BAR / 2 + 4;
            let name = text::fit(&bar.name, SIZE, columns.left - 12);
            drawing.text((columns.left - 10, middle), Anchor::End, &name, Ink::Text);
            let words = text::fit(&bar.text, SIZE, width - columns.right - 12);
            drawing.text((columns.right + 10, middle), Anchor::Start, &words, Ink::Strong);
            top + 6
        } else {
            let words = text::fit(&bar.text, SIZE, width * 3 / 5);
            let room = width - text::width(&words, SIZE) - 12;
            let name = text::fit(&bar.name, SIZE, room);
            drawing.text((1, top + 14), Anchor::Start, &name, Ink::Text);
            drawing.text((width - 1, top + 14), Anchor::End, &words, Ink::Strong);
            top + 20
        };
        let whole = Plot {
            left: columns.left,
            top: y,
            width: columns.full - columns.left,
            height: BAR,
        };
        match bar.percent {
            Some(percent) => self.fill(drawing, whole, percent, columns),
            None => drawing.outline(whole, Ink::OutlineUnknown),
        }
        let mark = columns.at(self.mark);
        drawing.rule((mark, y - 3), (mark, y + BAR + 2), Ink::Total);
    }

    fn fill(&self, drawing: &mut Drawing<'_>, whole: Plot, percent: Decimal, columns: &Columns) {
        drawing.outline(whole, Ink::Outline);
        let y = whole.top;
        let ink = match percent {
            over if over > Decimal::ONE_HUNDRED => Ink::Over,
            near if near > self.mark => Ink::Near,
            _ => Ink::Roomy,
        };
        let end = if ink == Ink::Over {
            columns.right
        } else {
            columns.at(percent)
        };
        drawing.areas(
            &[Plot {
                width: end - columns.left,
                ..whole
            }],
            ink,
        );
        if ink == Ink::Over {
            // Two strokes across the bar: it is longer than it is drawn.
            let x = columns.full + 10;
            let middle = y + BAR / 2;
            let stroke = [
                (x + 5, y - 3),
                (x + 1, middle - 1),
                (x + 4, middle + 1),
                (x, y + BAR + 3),
            ];
            let back = stroke.iter().rev().map(|(x, y)| (x + 5, *y));
            let gap: Vec<(i32, i32)> = stroke
                .into_iter()
                .chain(back)
                .map(|(x, y)| (x * 10, y * 10))
                .collect();
            drawing.closed(&gap, Ink::Paper);
            let edge = |by: i32| stroke.map(|(x, y)| ((x + by) * 10, y * 10));
            drawing.line(&edge(0), Ink::Rule);
            drawing.line(&edge(5), Ink::Rule);
        }
    }
}

impl Columns {
    /// The place of a share, in whole pixels.
    fn at(&self, percent: Decimal) -> i32 {
        let percent = percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
        let along = percent * Decimal::from(self.full - self.left) / Decimal::ONE_HUNDRED;
        self.left + along.round().to_i32().unwrap_or(0)
    }
}
