//! The invariants of ARCHITECTURE.md, read off the sources: each layer uses only layers above it, and
//! everything above `browser` is pure.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the sources fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the top; each may use those before it.
const LAYERS: [&str; 20] = [
    "words",
    "table",
    "chart",
    "yaml",
    "spec",
    "catalogue",
    "blueprint",
    "price",
    "cost",
    "demand",
    "savings",
    "envvars",
    "topology",
    "check",
    "kit",
    "assist",
    "plan",
    "browser",
    "app",
    "cli",
];
/// Layers that run in a browser or on a terminal; all others are pure.
const IMPURE: [&str; 3] = ["browser", "app", "cli"];
/// What a pure layer must not name: the page, the clock, randomness, files.
const IMPURITIES: [&str; 11] = [
    "leptos",
    "web_sys",
    "gloo",
    "wasm_bindgen",
    "std::time",
    "std::fs",
    "std::env",
    // Reading and writing memory is pure.
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "std::net",
];

/// Lines of code of every source file: its layer, its path, the line's number and text.
fn lines() -> Vec<(String, PathBuf, usize, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&source, &mut files);
    let mut lines = Vec::new();
    for file in files {
        let inner = file.strip_prefix(&source).unwrap().to_owned();
        let layer = inner
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .replace(".rs", "");
        if !LAYERS.contains(&layer.as_str()) || inner.ends_with("tests.rs") {
            continue;
        }
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            if line.trim_start().starts_with("#[cfg(test)]") {
                break;
            }
            if !line.trim_start().starts_with("//") {
                lines.push((layer.clone(), inner.clone(), number + 1, line.to_owned()));
            }
        }
    }
    lines
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn each_layer_uses_only_layers_above_it() {
    let rank = |layer: &str| LAYERS.iter().position(|known| *known == layer).unwrap();
    let mut used = 0;
    for (layer, file, number, line) in lines() {
        for other in LAYERS {
            if line.contains(&format!("crate::{other}")) {
                used += 1;
                let place = format!("{}:{number}: {line}", file.display());
                assert!(
                    rank(other) <= rank(&layer),
                    "{layer} uses {other}, which is below it: {place}"
                );
            }
        }
    }
    assert!(used > 50, "the sources were not read");
}

#[test]
fn everything_above_the_browser_is_pure() {
    for (layer, file, number, line) in lines() {
        if IMPURE.contains(&layer.as_str()) {
            continue;
        }
        for impurity in IMPURITIES {
            let place = format!("{}:{number}: {line}", file.display());
            assert!(!line.contains(impurity), "{layer} names {impurity}: {place}");
        }
    }
}

#[test]
fn only_the_browser_layer_touches_the_browser() {
    for (layer, file, number, line) in lines() {
        let touches = line.contains("web_sys") || line.contains("gloo::");
        assert!(
            layer == "browser" || !touches,
            "{}:{number}: {line}",
            file.display()
        );
    }
}
