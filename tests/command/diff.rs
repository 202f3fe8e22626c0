//! `plano diff`.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{PRODUCTION, SMALL, fails, json_of, plano, succeeds};

/// The answer on a pair of files.
fn diff(old: &str, new: &str, format: &str) -> super::Ran {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("old.yaml");
    std::fs::write(&file, old).expect("a file");
    plano(
        &["diff", file.to_str().expect("a name"), "-", "--format", format],
        new,
    )
}

#[test]
fn what_changes_is_told_with_its_cost() {
    let new = SMALL
        .replace("plan: 1c-2g  # enough", "plan: 2c-4g")
        .replace("{key: MODE, value: it's on}", "{key: MODE, value: off}");
    let ran = diff(SMALL, &new, "text");
    let expected = "\
shop: plan 1c-2g → 2c-4g, +$120.00 a month
shop: variable MODE set to `it's on` → set to `off`
Total: $60.50 → $180.50 a month, +$120.00 a month
";
    assert_eq!(
        (ran.code, ran.stderr.as_str(), ran.stdout.as_str()),
        (0, "", expected)
    );
}

#[test]
fn what_cannot_be_changed_ends_with_1() {
    let new = PRODUCTION
        .replace("region: oregon", "region: ohio")
        .replace("name: gp-bikes-redis", "name: gp-bikes-queue");
    let ran = diff(PRODUCTION, &new, "text");
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    for line in [
        "Before you sync:",
        "change/fixed-field: `region` of `gp-bikes-web` is `oregon` and cannot become `ohio`",
        "change/renamed: `gp-bikes-redis` is called `gp-bikes-queue` now, so Render makes another Key Value",
        "Total: ",
    ] {
        assert!(ran.stdout.contains(line), "{line}\n{}", ran.stdout);
    }
}

#[test]
fn nothing_differs() {
    succeeds(
        &["diff", "gp-bikes-production.yaml", "-"],
        PRODUCTION,
        "Nothing differs.\n",
    );
    succeeds(
        &["diff", "gp-bikes-production.yaml", "-", "--format", "patch"],
        PRODUCTION,
        "",
    );
}

#[test]
fn only_one_is_standard_input() {
    fails(
        &["diff", "-", "-"],
        "",
        "error: Only one of the two files can be standard input.\n",
    );
    fails(
        &["diff", "-", "no.yaml"],
        "",
        "error: `no.yaml` does not exist.\n",
    );
    let ran = plano(&["diff", "gp-bikes-staging.yaml", "-"], "a: [");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("syntax/unclosed"), "{}", ran.stderr);
}

#[test]
fn a_comment_for_a_pull_request() {
    let new = SMALL
        .replace("plan: 1c-2g  # enough", "plan: 2c-4g")
        .replace("it's on", "\"```` <b>|\"");
    let ran = diff(SMALL, &new, "md");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(
        lines[..6],
        [
            "**2 changes, +$120.00 a month**",
            "",
            "| Change | A month |",
            "| --- | --- |",
            "| shop: plan 1c-2g → 2c-4g | +$120.00 a month |",
            "| shop: variable MODE set to \\`it's on\\` → set to \\`\\`\\`\\`\\` &lt;b&gt;\\|\\` |  |",
        ]
    );
    assert!(
        ran.stdout
            .contains("\n<details><summary>The lines that change</summary>\n\n`````diff\ndiff --git a/")
    );
    assert!(ran.stdout.ends_with("\n`````\n\n</details>\n"), "{}", ran.stdout);
}

#[test]
fn the_same_for_machines() {
    let new = SMALL
        .replace("diskSizeGB: 15", "diskSizeGB: 10")
        .replace("key: TOKEN", "key: API_TOKEN");
    let ran = diff(SMALL, &new, "json");
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let found: Value = serde_json::from_str(&ran.stdout).expect("the answer is JSON");
    let keys: Vec<&String> = found.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        [
            "old", "new", "prices", "changes", "total", "risks", "gained", "solved", "patch"
        ]
    );
    assert_eq!(
        found["changes"][2],
        json!({
            "resource": "db",
            "what": "field",
            "field": "diskSizeGB",
            "before": "15",
            "after": "10",
            "cost": {
                "before_min": "4.50",
                "before_max": "4.50",
                "after_min": "3.00",
                "after_max": "3.00",
                "unpriced": 0,
            },
            "text": "db: diskSizeGB 15 → 10, −$1.50 a month",
        })
    );
    let codes: Vec<&Value> = found["risks"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|risk| &risk["code"])
        .collect();
    assert_eq!(
        codes,
        ["change/variables-kept", "change/prompt-ignored", "change/shrinks"]
    );
    let same = json_of(
        &[
            "diff",
            "gp-bikes-staging.yaml",
            "gp-bikes-staging.yaml",
            "--format",
            "json",
        ],
        "",
        0,
    );
    assert_eq!(same["changes"], json!([]));
}

#[test]
fn git_takes_the_patch() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("render.yaml");
    std::fs::write(&file, SMALL).expect("a file");
    let new = SMALL
        .replace("1c-2g", "2c-4g")
        .replace("ipAllowList: []}\n", "ipAllowList: []}");
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_plano"))
        .current_dir(folder.path())
        .args(["diff", "render.yaml", "-", "--format", "patch"])
        .write_stdin(new.as_str())
        .output()
        .expect("the command runs");
    let mut git = Command::new("git")
        .current_dir(folder.path())
        .args(["apply", "-"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("git is there");
    let mut input = git.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut input, &output.stdout).expect("git reads");
    drop(input);
    assert!(git.wait().expect("git ends").success());
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), new);
}
