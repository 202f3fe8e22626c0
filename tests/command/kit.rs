//! `plano kit`.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{PRODUCTION, Ran, fails, plano};

const SHOP: &str = "\
services:
  - type: web
    name: shop
    runtime: node
    plan: 1c-2g
    startCommand: npm start
";

fn kit(folder: &Path, more: &[&str], stdin: &str) -> Ran {
    let folder = folder.to_str().expect("the folder's name is text");
    plano(&[&["kit", "-", "--out", folder], more].concat(), stdin)
}

fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    entries
        .map(|entry| {
            if entry.path().is_dir() {
                count(&entry.path())
            } else {
                1
            }
        })
        .sum()
}

#[test]
fn kit_lists_and_writes_nothing() {
    let ran = plano(&["kit", "-", "--list"], SHOP);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout.lines().count(), 14, "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("docs/logs.md                      Commands that read the logs,"),
        "{}",
        ran.stdout
    );
}

#[test]
fn kit_writes_the_same_files_each_time() {
    let one = TempDir::new().expect("a folder");
    let other = TempDir::new().expect("a folder");
    for folder in [&one, &other] {
        let ran = kit(folder.path(), &["--from", "2026-12-01"], PRODUCTION);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
        assert!(
            ran.stderr.starts_with("37 files were written to "),
            "{}",
            ran.stderr
        );
        assert_eq!(count(folder.path()), 37);
    }
    for path in [
        "README.md",
        "security/secret-rotation.ics",
        "aws/cors.json",
        "load/peak.js",
    ] {
        let read = |folder: &TempDir| fs::read(folder.path().join(path)).expect("it was written");
        assert_eq!(read(&one), read(&other), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn kit_makes_scripts_executable() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a folder");
    kit(folder.path(), &[], PRODUCTION);
    let is_executable = |path: &str| {
        let metadata = fs::metadata(folder.path().join(path)).expect("it was written");
        metadata.permissions().mode() & 0o100 != 0
    };
    assert!(is_executable("bin/render-build.sh"));
    assert!(is_executable("aws/create-bucket.sh"));
    assert!(!is_executable("README.md"));
}

#[test]
fn kit_overwrites_nothing_unasked() {
    let folder = TempDir::new().expect("a folder");
    let mine = folder.path().join("README.md");
    fs::write(&mine, "mine").expect("it is written");
    fs::create_dir(folder.path().join("docs")).expect("it is made");
    fs::write(folder.path().join("docs/logs.md"), "mine too").expect("it is written");
    let ran = kit(folder.path(), &[], SHOP);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.starts_with("error: 2 files are in "), "{}", ran.stderr);
    assert!(
        ran.stderr
            .ends_with("so nothing was written: README.md, docs/logs.md. Add --force to overwrite them.\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(count(folder.path()), 2);
    assert_eq!(fs::read_to_string(&mine).expect("it is there"), "mine");

    let ran = kit(folder.path(), &["--force"], SHOP);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(count(folder.path()), 14);
    assert!(
        fs::read_to_string(&mine)
            .expect("it is there")
            .starts_with("# What goes where")
    );
}

#[test]
fn kit_takes_the_day_and_the_load() {
    let folder = TempDir::new().expect("a folder");
    let options = [
        "--from",
        "2027-02-28",
        "--staging-users",
        "40",
        "--peak-rps",
        "12.5",
    ];
    let ran = kit(folder.path(), &options, PRODUCTION);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("it was written");
    assert!(read("security/secret-rotation.ics").contains("DTSTART;VALUE=DATE:20270228"));
    assert!(read("load/staging.js").contains("target: 40 }"));
    assert!(read("load/peak.js").contains("|| 750)"));
    let ran = kit(folder.path(), &["--mau", "5000", "--force"], PRODUCTION);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // 500 a day, 40 % of them at the same time.
    assert!(read("load/peak.js").contains("PEAK_REQUESTS || 200)"));
    assert!(read("security/secret-rotation.ics").contains("DTSTART;VALUE=DATE:20260101"));
}

#[test]
fn kit_says_what_it_cannot_take() {
    for options in [
        ["--from", "2026-02-30"],
        ["--peak-rps", "0"],
        ["--staging-users", "0"],
    ] {
        let ran = plano(&[&["kit", "-", "--list"], &options[..]].concat(), SHOP);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{options:?}");
    }
    let ran = plano(&["kit", "-"], SHOP);
    assert_eq!(ran.code, 2, "a folder or --list is needed");
    fails(
        &["kit", "absent.yaml", "--list"],
        "",
        "error: `absent.yaml` does not exist.\n",
    );
}
