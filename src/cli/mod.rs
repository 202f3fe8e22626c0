//! The native command `plano`: arguments, files and streams around the core.
//!
//! One file for each subcommand, none with rules of its own. Must not know the page. Everything is computed
//! before the first byte is written, so a failure leaves standard output empty.

mod annotations;
mod check;
mod cost;
mod diff;
mod env;
mod fix;
mod input;
mod kit;
mod output;
mod projection;
mod render;
mod set;
mod size;
mod topology;

use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};

use crate::price::plans;
use output::{Failure, Output};

/// Check, price and edit a render.yaml without changing what an edit does not concern
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  plano check render.yaml
  plano fix render.yaml > mended.yaml
  plano diff old.yaml render.yaml
  plano cost render.yaml --workspace pro --object-storage-gb 200
  plano size render.yaml --mau 5000
  plano env render.yaml --format dotenv > .env.example
  plano kit render.yaml --out handover
  plano topology render.yaml --format svg > topology.svg
  plano cost plano.yaml --scenario Scaled
  plano set render.yaml shop plan 2c-4g > edited.yaml

FILE may be `-` for standard input. Wherever a render.yaml is read, a plano.yaml of the page may stand:
--scenario NAME chooses one of its scenarios. A file that cannot be read, or used as asked, ends with
exit code 2.";

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Cost(Box<cost::Arguments>),
    Diff(diff::Arguments),
    Env(env::Arguments),
    Fix(fix::Arguments),
    Kit(kit::Arguments),
    Set(set::Arguments),
    Size(size::Arguments),
    Topology(topology::Arguments),
}

/// Runs the command with the arguments and streams of this process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help goes to standard output, an error to standard error; a closed stream is no matter.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(output::MISUSE));
        }
    };
    let result = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Cost(arguments) => cost::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Env(arguments) => env::run(&arguments),
        Command::Fix(arguments) => fix::run(&arguments),
        Command::Kit(arguments) => kit::run(&arguments),
        Command::Set(arguments) => set::run(&arguments),
        Command::Size(arguments) => size::run(&arguments),
        Command::Topology(arguments) => topology::run(&arguments),
    };
    result.and_then(Output::write).unwrap_or_else(Failure::report)
}

/// Takes the id of a workspace plan; one without a public price is shown as unpriced.
fn workspace_plans() -> PossibleValuesParser {
    PossibleValuesParser::new(plans::workspaces().iter().map(|plan| plan.id))
}
