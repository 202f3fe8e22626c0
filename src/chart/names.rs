//! The names of series: beside a plot, where there is room for all of them, else as a legend below it.

use super::drawing::{Anchor, Drawing, SIZE};
use super::ink::Ink;
use super::scale::Plot;
use super::text;

/// A chart that is narrower has no names beside it.
const NARROWEST: i32 = 640;
/// The widest name that may stand beside a plot, with its sign.
const WIDEST: i32 = 200;
/// From one name to the next.
const LINE: i32 = 17;
/// From a plot to the sign of a name beside it.
const LEAD: i32 = 16;
/// Between a sign and its name.
const GAP: i32 = 6;
/// Between two names of a legend's line.
const BETWEEN: i32 = 16;

/// What stands before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A patch of a series' colour and hatch.
    Patch(usize),
    /// A piece of a series' line with its shape.
    Stroke(usize),
    /// A piece of the line over all.
    Total,
}

impl Sign {
    /// Its width.
    fn width(self) -> i32 {
        match self {
            Sign::Patch(_) | Sign::Total => 14,
            Sign::Stroke(_) => 30,
        }
    }
}

/// A name with its sign.
pub(super) struct Name<'a> {
    pub sign: Sign,
    pub text: &'a str,
}

impl Name<'_> {
    /// The width of both.
    fn width(&self) -> i32 {
        self.sign.width() + GAP + text::width(self.text, SIZE)
    }
}

/// Pixels to keep to the right of a plot for the names; `None` when they do not fit there.
pub(super) fn room_beside(drawing: &Drawing<'_>, names: &[Name<'_>], height: i32) -> Option<i32> {
    let widest = names.iter().map(Name::width).max()?;
    let fits = drawing.width >= NARROWEST && widest <= WIDEST && names.len() as i32 * LINE <= height;
    fits.then_some(LEAD + widest + 2)
}

/// The names at the right of a plot, each as near as may be to its place, in whole pixels.
pub(super) fn beside(drawing: &mut Drawing<'_>, plot: Plot, names: Vec<(i32, Name<'_>)>) {
    let mut names = names;
    names.sort_by_key(|(y, _)| *y);
    let wanted: Vec<i32> = names.iter().map(|(y, _)| *y).collect();
    let places = apart(&wanted, plot.top + LINE / 2, plot.bottom() - LINE / 2);
    for ((wanted, name), y) in names.iter().zip(places) {
        let left = plot.right() + LEAD;
        let way = [
            (plot.right() + 2, *wanted),
            (plot.right() + 6, *wanted),
            (left - 4, y),
            (left - 1, y),
        ];
        drawing.line(&way.map(|(x, y)| (x * 10, y * 10)), Ink::Rule);
        sign(drawing, left, y, name.sign);
        drawing.text(
            (left + name.sign.width() + GAP, y + 4),
            Anchor::Start,
            name.text,
            Ink::Text,
        );
    }
}

/// Places in the order of the wanted ones, at least a line apart, between two ends that have room for them.
fn apart(wanted: &[i32], low: i32, high: i32) -> Vec<i32> {
    let mut places = Vec::with_capacity(wanted.len());
    let mut free = low;
    for wanted in wanted {
        let place = free.max(*wanted);
        places.push(place);
        free = place + LINE;
    }
    let mut free = high;
    for place in places.iter_mut().rev() {
        *place = free.min(*place);
        free = *place - LINE;
    }
    places
}

/// The names in lines below each other, from the drawing's top on.
pub(super) fn legend(drawing: &mut Drawing<'_>, from: i32, names: &[Name<'_>]) {
    drawing.top += 8;
    let mut left = from;
    for name in names {
        let before = name.sign.width() + GAP;
        let words = text::fit(name.text, SIZE, drawing.width - from - before - 4);
        let width = before + text::width(&words, SIZE);
        if left > from && left + width > drawing.width {
            left = from;
            drawing.top += LINE;
        }
        sign(drawing, left, drawing.top + LINE / 2, name.sign);
        let place = (left + before, drawing.top + LINE / 2 + 4);
        drawing.text(place, Anchor::Start, &words, Ink::Text);
        left += width + BETWEEN;
    }
    drawing.top += LINE;
}

fn sign(drawing: &mut Drawing<'_>, left: i32, y: i32, sign: Sign) {
    let right = left + sign.width();
    match sign {
        Sign::Patch(series) => {
            let patch = Plot {
                left,
                top: y - 5,
                width: right - left,
                height: 11,
            };
            drawing.areas(&[patch], Ink::Area(series));
        }
        Sign::Stroke(series) => {
            drawing.rule((left, y), (right, y), Ink::Line(series));
            drawing.shape(((left + right) * 5, y * 10 + 5), series);
        }
        Sign::Total => drawing.rule((left, y), (right, y), Ink::Total),
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn names_keep_their_places_or_move_apart() {
        assert_eq!(apart(&[10, 60], 0, 100), [10, 60]);
        assert_eq!(apart(&[50, 52, 54], 0, 100), [50, 67, 84]);
        assert_eq!(apart(&[98, 99, 100], 0, 100), [66, 83, 100]);
        assert_eq!(apart(&[-5, 0], 0, 100), [0, 17]);
    }
}
