//! Tests against reference material that is not part of the project: Render's published JSON Schema, the
//! facts that the data files were made from, and real Blueprints. It is looked for in `../shared`, beside
//! the crate.
//!
//! Where it is absent every trial is reported as ignored, so that a plain checkout stays green and says how
//! much it left out. `PLANO_REFERENCE=required` turns the absence into a failure.
//!
//! A new file joins by its `mod` line and its line in `trials`.

#![allow(
    clippy::indexing_slicing,
    reason = "a test that looks at a place that is not there fails"
)]

mod assist;
mod check;
mod demand;
mod diff;
mod edits;
mod lossless;
mod price;
#[path = "../lossless/proof/mod.rs"]
#[allow(dead_code, reason = "the other target that has it uses the rest")]
mod proof;
mod set;
mod spec;
mod topology;
#[path = "../topology/laws.rs"]
#[allow(dead_code, reason = "the other target that has it uses the rest")]
mod topology_laws;

use std::path::PathBuf;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

fn trials() -> Vec<Trial> {
    [
        assist::trials(),
        check::trials(),
        demand::trials(),
        diff::trials(),
        edits::trials(),
        lossless::trials(),
        price::trials(),
        set::trials(),
        spec::trials(),
        topology::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let present = folder().is_dir();
    let required = std::env::var("PLANO_REFERENCE").is_ok_and(|value| value == "required");
    let mut all: Vec<Trial> = trials()
        .into_iter()
        .map(|trial| trial.with_ignored_flag(!present))
        .collect();
    if required {
        all.push(Trial::test("reference::material_is_present", move || {
            if present {
                Ok(())
            } else {
                Err(format!("{} is absent", folder().display()).into())
            }
        }));
    }
    libtest_mimic::run(&arguments, all).exit_code()
}

/// Where the reference material lies.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared")
}

/// One file of the reference material.
fn read(path: &str) -> Result<String, Failed> {
    let path = folder().join(path);
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}
