//! Turns the data files under `src/*/data` into Rust tables at build time, so that the page neither
//! carries a reader for them nor spends time on reading, and a mistake in a data file fails the build.

mod catalogue;
mod demand;
mod kit;
mod literal;
mod price;
mod spec;
mod words;

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let source = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("src");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build");
    generate(&source.join("words/data"), &out.join("words.rs"), words::generate)?;
    generate(&source.join("spec/data"), &out.join("spec.rs"), spec::generate)?;
    generate(
        &source.join("catalogue/data"),
        &out.join("catalogue.rs"),
        catalogue::generate,
    )?;
    generate(&source.join("kit/data"), &out.join("kit.rs"), kit::generate)?;
    generate(&source.join("price/data"), &out.join("price.rs"), price::generate)?;
    generate(
        &source.join("demand/data"),
        &out.join("demand.rs"),
        demand::generate,
    )?;
    Ok(())
}

/// Runs one generator over a data folder and writes its Rust, naming the folder in any error.
fn generate(
    data: &Path,
    target: &Path,
    generator: fn(&Path) -> Result<String, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", data.display());
    let code = generator(data).map_err(|error| format!("{}: {error}", data.display()))?;
    std::fs::write(target, code)?;
    Ok(())
}

/// Reads one YAML data file into its typed form, naming the file in any error.
fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}
