//! The report on a plan for who decides about it: what it is, what it costs now and later, what that rests on, and
//! what is left to do. As typed sections, which the page draws, and as Markdown.
//!
//! Nothing is reckoned here; everything comes from what is derived from the plan.

mod months;
mod sections;

use super::output::Handover;
use crate::chart::Stacked;
use crate::envvars::one_line;
use crate::table::{markdown, markdown_text};
use crate::words::{Message, report as words};

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// What holds for all of it: when it was made, with which prices.
    pub about: Vec<String>,
    /// In the order in which they are read.
    pub sections: Vec<Section>,
}

/// A part of the report under a title.
#[derive(Clone, Debug)]
pub struct Section {
    /// Stable name.
    pub id: &'static str,
    /// Its title.
    pub title: Message,
    /// What stands in it.
    pub parts: Vec<Part>,
}

/// What can stand in a section.
#[derive(Clone, Debug)]
pub enum Part {
    /// A paragraph.
    Text(String),
    /// Sentences with their numbers, which are those of the marks in the chart before them.
    List(Vec<String>),
    /// Rows in columns.
    Table(Table),
    /// A chart; the same figures stand in a table beside it.
    Chart(Box<Stacked>),
}

/// Rows of equal length.
#[derive(Clone, Debug)]
pub struct Table {
    /// What the columns are called.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// Rows at the end that are sums.
    pub sums: usize,
    /// Columns at the end that hold amounts.
    pub amounts: usize,
}

/// The report on a plan; `date` as typed, or empty.
pub fn report(handover: &Handover<'_>, date: &str) -> Report {
    let date = one_line(date.trim());
    // Of a text that cannot be read nothing is known, which is not the same as nothing.
    let known = |title: fn() -> Message, id, make: fn(&Handover<'_>) -> Section| {
        if handover.analysis.is_reckoned() {
            make(handover)
        } else {
            sections::not_read(id, title())
        }
    };
    let dated = (!date.is_empty()).then(|| words::dated(date).to_string());
    Report {
        title: words::title(one_line(&handover.settings.name)).to_string(),
        about: dated.into_iter().chain([sections::prices(handover)]).collect(),
        sections: vec![
            sections::plan(handover),
            known(words::section_bill, "bill", sections::bill),
            known(words::section_months, "months", months::months),
            sections::problems(handover),
            known(words::section_checklist, "checklist", sections::checklist),
            sections::assumptions(handover),
        ],
    }
}

impl Report {
    /// As Markdown, without the charts, whose figures stand in tables.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n", markdown_text(&self.title));
        for about in &self.about {
            text.push_str(&format!("\n{}\n", markdown_text(about)));
        }
        for section in &self.sections {
            text.push_str(&format!("\n## {}\n", section.title));
            for part in &section.parts {
                part.write(&mut text);
            }
        }
        text
    }
}

impl Part {
    fn write(&self, text: &mut String) {
        match self {
            Self::Text(paragraph) => text.push_str(&format!("\n{}\n", markdown_text(paragraph))),
            Self::List(items) => {
                text.push('\n');
                for (number, item) in (1..).zip(items) {
                    text.push_str(&format!("{number}. {}\n", markdown_text(item)));
                }
            }
            Self::Table(table) => {
                let rows: Vec<&Vec<String>> = std::iter::once(&table.head).chain(&table.rows).collect();
                text.push_str(&format!("\n{}", markdown(&rows)));
            }
            Self::Chart(_) => {}
        }
    }
}

#[cfg(test)]
mod tests;
