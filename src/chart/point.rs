//! The present point apart from the lines below it: it moves with each key, they stay.

use rust_decimal::Decimal;

use super::curve::{Curve, Layout};
use super::drawing::Drawing;
use super::scale::{Plot, drawable, tenths_of_users};
use super::{About, Frame, Variant, axis};

/// The lines of a chart for the page, and where a point may lie on them.
#[derive(Debug)]
pub struct Ground {
    /// The lines, without the present point but with room for its words.
    pub svg: String,
    width: u32,
    height: i32,
    /// None while there is nothing to draw.
    layout: Option<Layout>,
}

impl Curve {
    /// The chart without its present point, which [`Ground::point`] draws over it.
    pub fn ground(&self, frame: &Frame<'_>) -> Ground {
        let mut drawing = Drawing::new(frame, &self.about);
        let layout = self
            .has_figures()
            .then(|| self.layout(frame, &drawing))
            .inspect(|layout| self.draw(&mut drawing, layout, None));
        let height = drawing.height();
        Ground {
            svg: match layout {
                Some(_) => drawing.finish(),
                None => drawing.empty(),
            },
            width: frame.width,
            height,
            layout,
        }
    }
}

impl Ground {
    /// The area within the axes; none while there is nothing to draw.
    pub fn plot(&self) -> Option<Plot> {
        Some(self.layout.as_ref()?.plot)
    }

    /// The present point at some users and a value, with words above it, as a drawing to lie over the lines.
    pub fn point(&self, users: u32, value: Decimal, words: &str, line: usize) -> String {
        let Some(layout) = &self.layout else {
            return String::new();
        };
        let frame = Frame {
            id: "",
            width: self.width,
            height: None,
            variant: Variant::Page,
        };
        let about = About::default();
        let mut drawing = Drawing::new(&frame, &about);
        let plot = layout.plot;
        let x = tenths_of_users(plot, users);
        let lines: Vec<String> = axis::callout_lines(&drawing, words);
        // The lines below were drawn with room for so many.
        let lines = lines.get(..layout.room().min(lines.len())).unwrap_or_default();
        axis::callout(&mut drawing, plot, (x + 5) / 10, layout.top, lines);
        let y = layout.scale.y(drawable(value), plot);
        drawing.handle((x, y), plot, users, line);
        drawing.over(self.height)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::super::samples::{curve, frame, line, scenarios};
    use super::super::{Present, TO_USERS, Variant};

    #[test]
    fn the_point_lies_where_the_whole_chart_has_it() {
        let mut chart = scenarios();
        let words = "5,000 users: $60.00";
        chart.present = Some(Present {
            users: TO_USERS,
            line: 0,
            label: words.to_owned(),
        });
        for width in [300, 358, 700, 900] {
            let frame = frame(width, Variant::Page);
            let ground = chart.ground(&frame);
            assert!(!ground.svg.contains("handle"));
            let mut whole = chart.clone();
            whole.present = chart.present.clone().map(|present| Present {
                users: 5_000,
                ..present
            });
            let over = ground.point(5_000, Decimal::from(60), words, 0);
            let whole = whole.svg(&frame);
            let (_, handle) = over.split_once("<circle").expect("there is a handle");
            let (handle, _) = handle.split_once("/>").expect("it ends");
            assert!(whole.contains(handle), "{width}: {handle}");
            let height = |svg: &str| {
                let (_, rest) = svg.split_once("height=\"").expect("a height");
                rest.split_once('"').expect("its end").0.to_owned()
            };
            assert_eq!(height(&over), height(&ground.svg));
            roxmltree::Document::parse(&over).expect("well-formed");
        }
    }

    #[test]
    fn nothing_lies_over_an_empty_chart() {
        let chart = curve(vec![line("None", true, &[])], None);
        let ground = chart.ground(&frame(400, Variant::Page));
        assert_eq!(ground.plot(), None);
        assert_eq!(ground.point(1_000, Decimal::ONE, "words", 0), "");
        assert!(ground.svg.contains("There is nothing to draw yet."));
    }
}
