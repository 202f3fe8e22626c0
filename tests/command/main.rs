//! The command `plano` as a user runs it: exit codes, streams and exact texts.
#![cfg(feature = "cli")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says why"
)]

mod check;
mod cost;
mod diff;
mod env;
mod fix;
mod kit;
mod plan;
mod set;
mod size;
mod streams;
mod topology;

use serde_json::Value;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/plan/data");
const PRODUCTION: &str = include_str!("../../src/plan/data/gp-bikes-production.yaml");

/// What a run left behind.
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Runs the command in the folder of the shipped Blueprints.
fn plano(arguments: &[&str], stdin: impl AsRef<[u8]>) -> Ran {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_plano"))
        .current_dir(DATA)
        .args(arguments)
        .write_stdin(stdin.as_ref())
        .output()
        .expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command writes UTF-8");
    Ran {
        code: output.status.code().expect("the command ends by itself"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// Succeeds with exactly this text.
#[track_caller]
fn succeeds(arguments: &[&str], stdin: &str, expected: &str) {
    let ran = plano(arguments, stdin);
    assert_eq!(
        (ran.code, ran.stderr.as_str(), ran.stdout.as_str()),
        (0, "", expected),
        "{arguments:?}"
    );
}

/// Fails with exit code 2, exactly this error, and nothing on standard output.
#[track_caller]
fn fails(arguments: &[&str], stdin: impl AsRef<[u8]>, expected: &str) {
    let ran = plano(arguments, stdin);
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (2, "", expected),
        "{arguments:?}"
    );
}

/// Succeeds with JSON.
#[track_caller]
fn json_of(arguments: &[&str], stdin: &str, code: i32) -> Value {
    let ran = plano(arguments, stdin);
    assert_eq!((ran.code, ran.stderr.as_str()), (code, ""), "{arguments:?}");
    assert!(ran.stdout.ends_with("}\n"), "{}", ran.stdout);
    serde_json::from_str(&ran.stdout).expect("the answer is JSON")
}

const SMALL: &str = "\
services:
  - type: web
    name: shop
    runtime: node
    plan: 1c-2g  # enough
    numInstances: 2
    envVars:
      - {key: TOKEN, sync: false}
      - {key: HOST, fromDatabase: {name: db, property: host}}
      - {key: MODE, value: it's on}
databases:
  - {name: db, plan: 0.1c-256mb, diskSizeGB: 15, ipAllowList: []}
";
