//! Any of the charts, for what is done with all of them alike.

use super::{Bars, BreakEven, Curve, Format, Frame, Stacked};

/// One of the charts.
#[derive(Debug, Clone)]
pub enum Chart {
    /// Cost by month.
    Stacked(Stacked),
    /// Cost against users.
    Curve(Curve),
    /// How full things are.
    Bars(Bars),
    /// Two ways to the same end.
    BreakEven(BreakEven),
}

impl Default for Chart {
    /// One without figures, while there are none.
    fn default() -> Self {
        let none = |_| String::new();
        Self::Bars(Bars {
            about: Default::default(),
            name: String::new(),
            share: String::new(),
            text: String::new(),
            bars: Vec::new(),
            mark: Default::default(),
            unknown: String::new(),
            percent: none,
        })
    }
}

impl Chart {
    /// The chart.
    pub fn svg(&self, frame: &Frame<'_>) -> String {
        match self {
            Self::Stacked(chart) => chart.svg(frame),
            Self::Curve(chart) => chart.svg(frame),
            Self::Bars(chart) => chart.svg(frame),
            Self::BreakEven(chart) => chart.svg(frame),
        }
    }

    /// The same figures as rows; the first is the head.
    pub fn table(&self) -> Vec<Vec<String>> {
        match self {
            Self::Stacked(chart) => chart.table(),
            Self::Curve(chart) => chart.table(),
            Self::Bars(chart) => chart.table(),
            Self::BreakEven(chart) => chart.table(),
        }
    }

    /// The same chart with its values and what they stand over written otherwise in the table.
    pub fn written(mut self, value: Format, count: Format) -> Self {
        match &mut self {
            Self::Stacked(chart) => chart.value = value,
            Self::Curve(chart) => (chart.value, chart.users) = (value, count),
            Self::Bars(chart) => chart.percent = count,
            Self::BreakEven(chart) => (chart.value, chart.count) = (value, count),
        }
        self
    }
}
