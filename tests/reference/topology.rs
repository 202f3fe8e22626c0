//! The topology of real Blueprints, drawn lawfully.

use libtest_mimic::{Failed, Trial};

use super::topology_laws::faults;

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("topology::the_corpus_is_drawn_lawfully", corpus)]
}

fn corpus() -> Result<(), Failed> {
    let mut read = 0;
    for entry in std::fs::read_dir(super::folder().join("corpus"))? {
        let path = entry?.path();
        if !matches!(
            path.extension().and_then(|ending| ending.to_str()),
            Some("yaml" | "yml")
        ) {
            continue;
        }
        let faults = faults(&std::fs::read_to_string(&path)?);
        if !faults.is_empty() {
            return Err(format!("{}: {}", path.display(), faults.join("\n")).into());
        }
        read += 1;
    }
    if read < 50 {
        return Err(format!("only {read} files").into());
    }
    Ok(())
}
