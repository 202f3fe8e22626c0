//! `plano topology`.

use super::input::Input;
use super::output::{Failure, Output};
use crate::blueprint::Blueprint;
use crate::topology::topology;

/// Show what runs, where, and who talks to whom by which variable
///
/// No value of a variable is shown, only its key.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  plano topology render.yaml
  plano topology render.yaml --format svg > topology.svg
  plano topology render.yaml --format mermaid > topology.mmd")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Svg,
    Mermaid,
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    let tree = arguments.input.tree()?;
    let drawn = topology(&Blueprint::of(&tree));
    Ok(Output::new(match arguments.format {
        Format::Text => drawn.text(),
        Format::Svg => drawn.file(),
        Format::Mermaid => drawn.mermaid(),
    }))
}
