//! The native command `plano`.

use std::process::ExitCode;

fn main() -> ExitCode {
    plano::cli::run()
}
