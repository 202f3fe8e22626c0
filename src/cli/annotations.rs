//! Diagnostics for machines that show them in a review: SARIF 2.1.0, and the lines that GitHub Actions reads.

use serde_json::{Value, json};

use crate::check::{Diagnostic, Report, Severity, codes};
use crate::yaml::Tree;

/// The version of SARIF, and where its schema stands.
const VERSION: &str = "2.1.0";
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A log with one run, as SARIF 2.1.0 has it.
pub(super) fn sarif(file: &str, tree: &Tree, report: &Report) -> Value {
    let rules: Vec<&str> = codes::ALL.to_vec();
    let results = report.diagnostics.iter().map(|found| {
        let (start, end) = tree.lines().places(tree.text(), found.span);
        json!({
            "ruleId": found.code,
            "ruleIndex": rules.iter().position(|code| *code == found.code),
            "level": found.severity.id(),
            "message": {"text": format!("{} {}", found.message, found.help)},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": uri(file)},
                "region": {
                    "startLine": start.line,
                    "startColumn": start.column,
                    "endLine": end.line,
                    "endColumn": end.column,
                },
            }}],
            "properties": {"schema": found.schema, "fixable": !found.fixes.is_empty()},
        })
    });
    let results: Vec<Value> = results.collect();
    let rules = rules.iter().map(|code| json!({"id": code, "name": code}));
    json!({
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<_>>(),
            }},
            // Columns count characters, not the units of UTF-16 that SARIF has unless told otherwise.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A line for each diagnostic, as GitHub Actions makes annotations of them.
pub(super) fn github(file: &str, tree: &Tree, report: &Report) -> String {
    let line = |found: &Diagnostic| {
        let (start, end) = tree.lines().places(tree.text(), found.span);
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        // Columns are taken only within one line.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        format!(
            "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
            property(file),
            start.line,
            end.line,
            property(found.code),
            data(&format!("{} {}", found.message, found.help)),
        )
    };
    report.diagnostics.iter().map(line).collect()
}

/// A path as a reference of a URI: everything but what may stand in it is written in percent.
fn uri(file: &str) -> String {
    let sign = |byte: u8| match byte {
        b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    file.bytes().map(sign).collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
