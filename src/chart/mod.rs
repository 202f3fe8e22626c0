//! Charts: figures as SVG text, and the same figures as rows of a table. Must not know what the figures mean,
//! nor the page: names, sentences and ways to write a number come from the caller.
//!
//! A chart is laid out for the width that it is asked for. Colour is never the only sign: each series has a
//! hatch, or a dash and a shape, and a name. Positions are whole pixels or tenths of them; there are no floats.

mod any;
mod axis;
mod bars;
mod break_even;
mod changes;
mod curve;
mod drawing;
mod ink;
mod names;
mod point;
#[cfg(test)]
mod samples;
mod scale;
mod stacked;
#[cfg(test)]
mod tests;
pub(crate) mod text;

use rust_decimal::Decimal;

pub use any::Chart;
pub use bars::{Bar, Bars};
pub use break_even::{BreakEven, Straight};
pub use changes::{Changes, changes};
pub use curve::{Curve, Line, Present};
pub use point::Ground;
pub use scale::{FROM_USERS, Plot, TO_USERS, value_to_x, x_to_value};
pub use stacked::{Series, Stacked, Step};

/// How a number is written.
pub type Format = fn(Decimal) -> String;

/// Where a drawing will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// In the page, which gives the colours to the classes.
    Page,
    /// As a file of its own: with its title, and light colours as attributes.
    Alone,
}

/// The place for a chart.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Begins every `id` of the drawing; another for each drawing of a page.
    pub id: &'a str,
    /// Pixels; taken as 240 to 2,400.
    pub width: u32,
    /// Pixels of the plot alone, without labels and legend; taken as 80 to 1,200. `None` follows the width.
    /// Bars have the height of their number.
    pub height: Option<u32>,
    /// Where it will stand.
    pub variant: Variant,
}

/// What a chart says of itself.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Its title.
    pub title: String,
    /// What it shows, for who cannot see it.
    pub description: String,
    /// What stands in its place while there is nothing to draw.
    pub empty: String,
}

impl Frame<'_> {
    pub(crate) fn width(&self) -> i32 {
        self.width.clamp(240, 2_400) as i32
    }

    fn plot_height(&self) -> i32 {
        match self.height {
            Some(height) => height.clamp(80, 1_200) as i32,
            None => (self.width() * 2 / 5).clamp(170, 300),
        }
    }
}
