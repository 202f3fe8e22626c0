//! The files that a plan is handed over as.

use std::io::{Cursor, Write};

use super::Analysis;
use crate::cost;
use crate::envvars::Checklist;
use crate::price::PriceList;
use crate::words::{Message, plan as words};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// The Blueprint itself.
    Blueprint,
    /// The checklist of variables as Markdown.
    ChecklistMarkdown,
    /// The checklist as a table.
    ChecklistCsv,
    /// The variables to type in, as a template.
    Dotenv,
    /// The bill as a table.
    CostsCsv,
    /// The bill as Markdown.
    CostsMarkdown,
}

impl Output {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Blueprint,
        Self::ChecklistMarkdown,
        Self::ChecklistCsv,
        Self::Dotenv,
        Self::CostsMarkdown,
        Self::CostsCsv,
    ];

    /// The file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blueprint => "render.yaml",
            Self::ChecklistMarkdown => "environment.md",
            Self::ChecklistCsv => "environment.csv",
            Self::Dotenv => ".env.example",
            Self::CostsMarkdown => "costs.md",
            Self::CostsCsv => "costs.csv",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Blueprint => "application/yaml",
            Self::ChecklistMarkdown | Self::CostsMarkdown => "text/markdown",
            Self::ChecklistCsv | Self::CostsCsv => "text/csv",
            Self::Dotenv => "text/plain",
        }
    }

    /// Its text.
    pub fn text(self, analysis: &Analysis, checklist: &Checklist, prices: &PriceList) -> String {
        match self {
            Self::Blueprint => analysis.tree.text().to_owned(),
            Self::ChecklistMarkdown => checklist.markdown(),
            Self::ChecklistCsv => checklist.csv(),
            Self::Dotenv => checklist.dotenv(),
            Self::CostsMarkdown => cost::export::markdown(&analysis.bill, prices),
            Self::CostsCsv => cost::export::csv(&analysis.bill, prices),
        }
    }
}

/// All files in one archive. The same plan gives the same bytes: no file has a date.
///
/// # Errors
/// The archiver's words; none is known that a plan can cause.
pub fn zip(analysis: &Analysis, checklist: &Checklist, prices: &PriceList) -> Result<Vec<u8>, Message> {
    let packed = || {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for output in Output::ALL {
            archive.start_file(output.name(), zip::write::SimpleFileOptions::default())?;
            archive.write_all(output.text(analysis, checklist, prices).as_bytes())?;
        }
        archive.finish().map(Cursor::into_inner)
    };
    packed().map_err(|error: zip::result::ZipError| words::not_packed(error.to_string()))
}

/// The archive's name, after the scenario's: `plano-gp-bikes-production.zip`.
pub fn zip_name(scenario: &str) -> String {
    let words = scenario.split(|next: char| !next.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let words = ["plano".to_owned()].into_iter().chain(words);
    format!("{}.zip", words.collect::<Vec<_>>().join("-"))
}
