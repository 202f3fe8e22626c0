//! `plano kit`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;

use super::input::{Input, Opened};
use super::output::{Failure, Output};
use super::size::Assumptions;
use crate::blueprint::Blueprint;
use crate::demand::{self, MAX_USERS};
use crate::envvars::{checklist, one_line};
use crate::kit::{self, Date, KitFile, KitInput, Load, Peak};
use crate::plan::{Settings, open::MAU};
use crate::words::cli as words;

/// Write the other files of a deployment: scripts, configuration, load tests, notes, run books
///
/// A file that is there already is never overwritten without --force; if there is one, nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  plano kit render.yaml --list
  plano kit render.yaml --out handover
  plano kit render.yaml --out . --from 2026-12-01 --mau 5000
  plano kit plano.yaml --scenario Scaled --out handover

A plano.yaml brings its users, assumptions and first day; what is given here takes their place.")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The folder to write to; it is made if it is not there
    #[arg(long, value_name = "DIR", required_unless_present = "list")]
    out: Option<PathBuf>,
    /// Overwrite files that are there already
    #[arg(long)]
    force: bool,
    /// Name the files, with what each is, and write nothing
    #[arg(long, conflicts_with_all = ["out", "force"])]
    list: bool,
    /// The day from which secrets are changed every 90 days [default: the plan's, else 2026-01-01]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    from: Option<Date>,
    /// Users at the same time in the load test of staging
    #[arg(long, value_name = "USERS", default_value_t = Load::default().staging_users, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    staging_users: u32,
    /// Monthly users, from which the load test of the peak follows [default: the plan's, else 1000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_USERS)))]
    mau: Option<u32>,
    /// What is assumed of the users [default: as in the plan, else document]
    #[arg(long, value_enum)]
    assumptions: Option<Assumptions>,
    /// Requests a second at the busiest time, where they are known, for the load test of the peak
    #[arg(long, value_name = "REQUESTS", value_parser = rate, conflicts_with = "mau")]
    peak_rps: Option<Decimal>,
}

impl Arguments {
    fn peak(&self, settings: Option<&Settings>) -> Peak {
        let workload = Assumptions::workload(self.assumptions, settings);
        let planned = settings.map_or(MAU, |settings| settings.mau);
        let at_once = || Peak::AtOnce(demand::peak_requests(&workload, self.mau.unwrap_or(planned)));
        self.peak_rps.map_or_else(at_once, Peak::PerSecond)
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    let Opened { tree, plan, .. } = arguments.input.sound()?;
    let settings = plan.as_ref().map(|plan| &plan.settings);
    let blueprint = Blueprint::of(&tree);
    let list = checklist(&blueprint);
    let load = Load {
        staging_users: arguments.staging_users,
        peak: Some(arguments.peak(settings)),
    };
    let planned = settings.and_then(|settings| settings.rollout.first_day);
    let start = arguments.from.or(planned).unwrap_or_default();
    let files = kit::files(&KitInput::of(&blueprint, &list, load, start));
    let Some(folder) = &arguments.out else {
        return Ok(Output::new(listed(&files)));
    };
    if !arguments.force {
        refuse_to_overwrite(folder, &files)?;
    }
    for file in &files {
        write(folder, file)
            .map_err(|error| Failure::of(&words::kit_unwritten(file.path.as_str(), error.to_string())))?;
    }
    let written = words::kit_written(files.len(), one_line(&folder.display().to_string()));
    Ok(Output::new(String::new()).with_notes(format!("{written}\n")))
}

fn listed(files: &[KitFile]) -> String {
    let width = files.iter().map(|file| file.path.len()).max().unwrap_or(0);
    let lines = files
        .iter()
        .map(|file| format!("{:width$}  {}\n", file.path, one_line(&file.about.to_string())));
    lines.collect()
}

/// Names all files that are in the way.
fn refuse_to_overwrite(folder: &Path, files: &[KitFile]) -> Result<(), Failure> {
    // A link that leads nowhere is in the way too.
    let is_there = |file: &&KitFile| folder.join(&file.path).symlink_metadata().is_ok();
    let there: Vec<&str> = files
        .iter()
        .filter(is_there)
        .map(|file| file.path.as_str())
        .collect();
    if there.is_empty() {
        return Ok(());
    }
    let folder = one_line(&folder.display().to_string());
    Err(Failure::of(&words::kit_in_the_way(
        there.len(),
        folder,
        there.join(", "),
    )))
}

fn write(folder: &Path, file: &KitFile) -> io::Result<()> {
    let target = folder.join(&file.path);
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&target, &file.body)?;
    set_executable(&target, file.executable)
}

#[cfg(unix)]
fn set_executable(target: &Path, executable: bool) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if !executable {
        return Ok(());
    }
    let mut permissions = fs::metadata(target)?.permissions();
    // Whoever may read it may run it.
    let readable = permissions.mode() & 0o444;
    permissions.set_mode(permissions.mode() | (readable >> 2));
    fs::set_permissions(target, permissions)
}

#[cfg(not(unix))]
fn set_executable(_target: &Path, _executable: bool) -> io::Result<()> {
    Ok(())
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| words::kit_bad_day().to_string())
}

fn rate(text: &str) -> Result<Decimal, String> {
    let most = Decimal::from(1_000_000);
    let number = text.parse::<Decimal>().ok();
    number
        .filter(|number| *number > Decimal::ZERO && *number <= most)
        .ok_or_else(|| words::kit_bad_rate().to_string())
}
