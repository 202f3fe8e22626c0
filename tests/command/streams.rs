//! What all subcommands share: reading, wrong calls, help, and writing.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use super::{DATA, SMALL, fails, plano, succeeds};

#[test]
fn files_that_cannot_be_read() {
    for command in ["check", "cost", "env"] {
        fails(&[command, "no.yaml"], "", "error: `no.yaml` does not exist.\n");
        fails(
            &[command, "."],
            "",
            "error: `.` is a folder. Name a file, or `-` for standard input.\n",
        );
        let wrong = "error: standard input is not UTF-8 text; the first wrong byte is on line 2.\n";
        fails(&[command, "-"], b"a: b\n\xff\xfe", wrong);
    }
    fails(
        &["set", "no.yaml", "a", "b", "c"],
        "",
        "error: `no.yaml` does not exist.\n",
    );
}

#[test]
fn a_syntax_error_is_shown_with_its_place() {
    for arguments in [
        &["cost", "-"][..],
        &["env", "-"],
        &["set", "-", "a", "plan", "free"],
    ] {
        let ran = plano(arguments, "services:\n\t- a\n");
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.stderr.starts_with("error["), "{}", ran.stderr);
        assert!(ran.stderr.contains(" --> -:2:2\n"), "{}", ran.stderr);
    }
}

#[track_caller]
fn check_usage(arguments: &[&str], wrong: &str, allowed: &str) {
    let ran = plano(arguments, "");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
    let expected = format!("error: {wrong}\n{allowed}");
    assert!(ran.stderr.starts_with(&expected), "{}", ran.stderr);
}

#[test]
fn wrong_calls_name_what_is_allowed() {
    let file = "gp-bikes-staging.yaml";
    for (command, formats) in [
        ("check", "text, json, sarif, github"),
        ("cost", "text, json, csv, md"),
        ("env", "text, json, md, dotenv, csv"),
    ] {
        check_usage(
            &[command, file, "--format", "xml"],
            "invalid value 'xml' for '--format <FORMAT>'",
            &format!("  [possible values: {formats}]\n"),
        );
    }
    for command in ["check", "cost"] {
        check_usage(
            &[command, file, "--workspace", "team"],
            "invalid value 'team' for '--workspace <PLAN>'",
            "  [possible values: hobby, pro, scale, enterprise]\n",
        );
    }
    check_usage(
        &["cost", file, "--prices", "2024-01"],
        "invalid value '2024-01' for '--prices <LIST>': give `2026-09` or `2025-10`, or a file that ends in .yaml",
        "",
    );
    for amount in ["-1", "many", "NaN"] {
        check_usage(
            &["cost", file, "--monitoring", amount],
            &format!(
                "invalid value '{amount}' for '--monitoring <USD>': give a number from 0 up, such as 12.50"
            ),
            "",
        );
    }
    check_usage(&["price", file], "unrecognized subcommand 'price'", "");
    check_usage(
        &["check"],
        "the following required arguments were not provided:",
        "  <FILE>\n",
    );
}

#[test]
fn help_and_version() {
    succeeds(
        &["--version"],
        "",
        concat!("plano ", env!("CARGO_PKG_VERSION"), "\n"),
    );
    for arguments in [
        &["--help"][..],
        &["check", "--help"],
        &["cost", "-h"],
        &["env", "--help"],
        &["kit", "--help"],
        &["set", "--help"],
    ] {
        let ran = plano(arguments, "");
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        assert!(ran.stdout.contains("\nExamples:\n  plano "), "{}", ran.stdout);
        assert!(
            ran.stdout.lines().all(|line| line.chars().count() <= 110),
            "{}",
            ran.stdout
        );
    }
}

/// `plano … | head` closes the pipe before all is written.
#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_plano"))
        .args(["env", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // The reader goes before the command, which waits for its input, can write.
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(SMALL.as_bytes()).expect("the command reads");
    drop(stdin);
    let status = child.wait().expect("the command ends");
    let mut errors = String::new();
    child
        .stderr
        .take()
        .expect("a pipe")
        .read_to_string(&mut errors)
        .expect("text");
    assert_eq!((status.code(), errors.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("the device");
    let output = Command::new(env!("CARGO_BIN_EXE_plano"))
        .current_dir(DATA)
        .args(["env", "gp-bikes-staging.yaml"])
        .stdout(full)
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        errors.starts_with("error: Standard output cannot be written: "),
        "{errors}"
    );
}

#[test]
fn what_is_no_mapping_is_no_blueprint() {
    for text in ["- a\n- b\n", "<html></html>\n", "42\n"] {
        for command in [
            &["cost"][..],
            &["env"],
            &["topology"],
            &["kit", "--list"],
            &["size", "--mau", "5"],
        ] {
            let arguments = [&command[..1], &["-"], &command[1..]].concat();
            fails(
                &arguments,
                text,
                "error: standard input is no Blueprint: it is no mapping, as `services:` with a list below would be.\n",
            );
        }
        assert_eq!(plano(&["check", "-"], text).code, 1, "{text}");
    }
    // Nothing yet is a Blueprint to begin with.
    assert_eq!(plano(&["cost", "-"], "").code, 0);
}
