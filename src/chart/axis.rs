//! Axes with their labels, and what stands above a plot.

use super::drawing::{Anchor, Drawing, LEADING, SIZE};
use super::ink::Ink;
use super::scale::{Linear, Plot};
use super::text;

/// Pixels between a vertical axis and its labels.
const GAP: i32 = 8;

/// How many steps between ticks a vertical axis has room for.
pub(super) fn steps_for(height: i32) -> i32 {
    (height / 40).clamp(2, 6)
}

/// Pixels that the labels of a vertical axis take to its left.
pub(super) fn room(scale: &Linear, drawing: &Drawing<'_>) -> i32 {
    let widths = scale.ticks.iter().map(|tick| text::width(&tick.1, SIZE));
    (widths.max().unwrap_or(0) + GAP).min(drawing.width / 2)
}

/// A vertical axis: lines of the grid across the plot with their labels.
pub(super) fn vertical(drawing: &mut Drawing<'_>, plot: Plot, scale: &Linear) {
    for (value, label) in &scale.ticks {
        let y = scale.y(*value, plot) / 10;
        let ink = if value.is_zero() { Ink::Rule } else { Ink::Grid };
        drawing.rule((plot.left, y), (plot.right(), y), ink);
        let label = text::fit(label, SIZE, plot.left - GAP);
        drawing.text((plot.left - GAP, y + 4), Anchor::End, &label, Ink::Faint);
    }
}

/// Labels below a plot around their places, in whole pixels from left to right: all of them, or every second,
/// every third, until none touches another. Answers where they end.
pub(super) fn below(drawing: &mut Drawing<'_>, plot: Plot, labels: &[(i32, String)]) -> i32 {
    let most = drawing.width / 4;
    let labels: Vec<(i32, String, i32)> = labels
        .iter()
        .map(|(x, label)| {
            let label = text::fit(label, SIZE, most).into_owned();
            let half = text::width(&label, SIZE) / 2 + 1;
            ((*x).min(drawing.width - half).max(half), label, half)
        })
        .collect();
    let apart = |every: &usize| {
        let shown: Vec<_> = labels.iter().step_by(*every).collect();
        shown
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.0 + a.2 + 6 <= b.0 - b.2))
    };
    let every = (1..labels.len()).find(apart).unwrap_or(labels.len().max(1));
    for (x, label, _) in labels.iter().step_by(every) {
        drawing.text((*x, plot.bottom() + 17), Anchor::Middle, label, Ink::Faint);
    }
    plot.bottom() + 22
}

/// What an axis below a plot counts.
pub(super) fn name(drawing: &mut Drawing<'_>, plot: Plot, top: i32, name: &str) -> i32 {
    if name.is_empty() {
        return top;
    }
    let name = text::fit(name, SIZE, drawing.width - 4).into_owned();
    drawing.text_around(plot.left + plot.width / 2, top + 11, &name, Ink::Text);
    top + LEADING
}

/// The lines of a text above a plot.
pub(super) fn callout_lines(drawing: &Drawing<'_>, words: &str) -> Vec<String> {
    text::wrap(words, SIZE, drawing.width - 8)
}

/// A text above a plot around a place on it, with a dotted line down to the axis.
pub(super) fn callout(drawing: &mut Drawing<'_>, plot: Plot, x: i32, top: i32, lines: &[String]) {
    drawing.rule((x, plot.top - 8), (x, plot.bottom()), Ink::Lead);
    for (at, line) in lines.iter().enumerate() {
        drawing.text_around(x, top + 11 + at as i32 * LEADING, line, Ink::Text);
    }
}
