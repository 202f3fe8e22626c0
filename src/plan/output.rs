//! The files that a plan is handed over as.

use std::io::{Cursor, Write};

use super::{Analysis, Demanded, Money, Settings, months, report};
use crate::check::Report;
use crate::cost;
use crate::demand::Month;
use crate::envvars::Checklist;
use crate::kit::KitFile;
use crate::words::{Message, in_english, plan as words, report as report_words};

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
    /// The bill for programs.
    CostsJson,
    /// What each month ahead costs, a line for each resource.
    CostsByMonth,
    /// The report for who decides about the plan.
    Report,
}

/// A plan with all that is derived from it.
#[derive(Clone, Debug)]
pub struct Handover<'a> {
    /// Its text, read.
    pub analysis: &'a Analysis,
    /// Its numbers.
    pub settings: &'a Settings,
    /// With what it is priced.
    pub money: &'a Money,
    /// What its users mean for it, with the bill.
    pub demanded: Demanded,
    /// What the checks say.
    pub checks: Report,
    /// Its variables.
    pub checklist: Checklist,
}

impl<'a> Handover<'a> {
    /// Derives all from a plan.
    pub fn of(analysis: &'a Analysis, settings: &'a Settings, money: &'a Money) -> Self {
        Self {
            analysis,
            settings,
            money,
            demanded: analysis.demanded(settings, money.prices.list()),
            checks: analysis.check(),
            checklist: analysis.checklist(),
        }
    }

    /// The months ahead.
    pub fn months(&self) -> Vec<Month> {
        self.analysis
            .forecast(self.settings, self.money.prices.list())
            .by_month()
    }
}

impl Output {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Blueprint,
        Self::ChecklistMarkdown,
        Self::ChecklistCsv,
        Self::Dotenv,
        Self::CostsMarkdown,
        Self::CostsCsv,
        Self::CostsJson,
        Self::CostsByMonth,
        Self::Report,
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
            Self::CostsJson => "costs.json",
            Self::CostsByMonth => "costs-by-month.csv",
            Self::Report => "report.md",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Blueprint => "application/yaml",
            Self::ChecklistMarkdown | Self::CostsMarkdown | Self::Report => "text/markdown",
            Self::ChecklistCsv | Self::CostsCsv | Self::CostsByMonth => "text/csv",
            Self::CostsJson => "application/json",
            Self::Dotenv => "text/plain",
        }
    }

    /// Its text. `date` is the report's, as typed, or empty.
    pub fn text(self, plan: &Handover<'_>, date: &str) -> String {
        let is_known = plan.analysis.is_reckoned();
        let (bill, prices) = (is_known.then_some(&plan.demanded.bill), plan.money.prices.list());
        match self {
            Self::Blueprint => plan.analysis.tree.text().to_owned(),
            Self::ChecklistMarkdown if !is_known => format!("{}\n", report_words::not_read()),
            Self::ChecklistMarkdown => plan.checklist.markdown(),
            Self::ChecklistCsv => plan.checklist.csv(),
            Self::Dotenv if !is_known => format!("# {}\n", report_words::not_read()),
            Self::Dotenv => plan.checklist.dotenv(),
            Self::CostsMarkdown => cost::export::markdown(bill, prices),
            Self::CostsCsv => cost::export::csv(bill, prices),
            // What programs read is the same in every language, names of lines too.
            Self::CostsJson => in_english(|| {
                let bill = is_known.then(|| plan.analysis.demanded(plan.settings, prices).bill);
                cost::export::json(bill.as_ref(), prices)
            }),
            Self::CostsByMonth if is_known => months::csv(&plan.months()),
            Self::CostsByMonth => months::csv(&[]),
            Self::Report => report::report(plan, date).markdown(),
        }
    }
}

/// The folder of the kit among all files.
const KIT_FOLDER: &str = "kit/";

/// All files in one archive, those of the kit in a folder of theirs. The same plan gives the same bytes: no file has a
/// date but the one that was typed.
///
/// # Errors
/// The archiver's words; none is known that a plan can cause.
pub fn zip(plan: &Handover<'_>, date: &str, kit: &[KitFile]) -> Result<Vec<u8>, Message> {
    let own = Output::ALL.map(|output| Packed {
        path: output.name().to_owned(),
        text: output.text(plan, date),
        executable: false,
    });
    let kit = kit.iter().map(|file| Packed::of(file, KIT_FOLDER));
    pack(own.into_iter().chain(kit))
}

/// The kit in one archive. The same plan gives the same bytes.
///
/// # Errors
/// The archiver's words; none is known that a plan can cause.
pub fn zip_kit(kit: &[KitFile]) -> Result<Vec<u8>, Message> {
    pack(kit.iter().map(|file| Packed::of(file, "")))
}

/// A file of an archive.
struct Packed {
    path: String,
    text: String,
    executable: bool,
}

impl Packed {
    fn of(file: &KitFile, folder: &str) -> Self {
        Self {
            path: format!("{folder}{}", file.path),
            text: file.body.clone(),
            executable: file.executable,
        }
    }
}

fn pack(files: impl Iterator<Item = Packed>) -> Result<Vec<u8>, Message> {
    let files: Vec<Packed> = files.collect();
    pack_all(&files).map_err(|error| words::not_packed(error.to_string()))
}

fn pack_all(files: &[Packed]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let rights = if file.executable { 0o755 } else { 0o644 };
        let options = zip::write::SimpleFileOptions::default().unix_permissions(rights);
        archive.start_file(file.path.as_str(), options)?;
        archive.write_all(file.text.as_bytes())?;
    }
    archive.finish().map(Cursor::into_inner)
}

/// The archive's name, after the scenario's: `plano-gp-bikes-production.zip`.
pub fn zip_name(scenario: &str) -> String {
    format!("{}.zip", name(scenario))
}

/// The same of the kit's: `plano-gp-bikes-production-kit.zip`.
pub fn kit_name(scenario: &str) -> String {
    format!("{}-kit.zip", name(scenario))
}

fn name(scenario: &str) -> String {
    let words = scenario.split(|next: char| !next.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let words = ["plano".to_owned()].into_iter().chain(words);
    words.collect::<Vec<_>>().join("-")
}
