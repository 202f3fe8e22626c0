use std::fmt::Write as _;

use proptest::prelude::*;

use super::dotenv::{self, Reason};
use super::{Outcome, Pasted, paste};
use crate::blueprint::Blueprint;
use crate::yaml::{MAX_BYTES, Path, Tree};

/// Keys with their values as Rust writes them, and lines that are none with their reasons.
#[track_caller]
fn check_read(text: &str, expected: &[&str]) {
    let lines = dotenv::read(text).into_iter().map(|line| match line.content {
        Ok(own) => format!("{}: {}={:?}", line.number, own.key, own.value),
        Err(reason) => {
            let reason = match reason {
                Reason::NoSign => "no sign",
                Reason::BadName => "bad name",
                Reason::OpenQuote => "open quote",
                Reason::BehindQuote => "behind quote",
                Reason::Nameless => "nameless",
                Reason::OpenKey => "open key",
            };
            format!("{}: {reason}", line.number)
        }
    });
    assert_eq!(lines.collect::<Vec<_>>(), expected, "{text:?}");
}

#[test]
fn values_without_quotes() {
    check_read("A=x", &["1: A=\"x\""]);
    check_read(
        "\u{feff}# c\n\n  export  A = x y  # c\r\nB=\r\nC= # c",
        &["3: A=\"x y\"", "4: B=\"\"", "5: C=\"\""],
    );
    check_read(
        "A=#fff\nB=x#y\nC=x #y\nD= #y",
        &["1: A=\"#fff\"", "2: B=\"x#y\"", "3: C=\"x\"", "4: D=\"\""],
    );
    check_read(
        "A=it's\nB=a=b\nC=$HOME/\\n${X}",
        &["1: A=\"it's\"", "2: B=\"a=b\"", "3: C=\"$HOME/\\\\n${X}\""],
    );
    check_read(
        "A: x\nB:x\nenvironment:\nC=1\rD=2",
        &[
            "1: A=\"x\"",
            "2: no sign",
            "3: no sign",
            "4: C=\"1\"",
            "5: D=\"2\"",
        ],
    );
    check_read("export=1", &["1: export=\"1\""]);
}

#[test]
fn values_in_quotes() {
    check_read(
        "A='x # y' # c\nB=\"x\"# c\nC=`it's \"q\"`",
        &["1: A=\"x # y\"", "2: B=\"x\"", "3: C=\"it's \\\"q\\\"\""],
    );
    check_read(r#"A="a\nb\"c\\d\$e\qf" "#, &[r#"1: A="a\nb\"c\\d$e\\qf""#]);
    check_read("A='a\\nb'", &["1: A=\"a\\\\nb\""]);
    check_read(
        "A=\"x\r\ny\"\r\nB: 'u\nv'\nC=1",
        &["1: A=\"x\\ny\"", "3: B=\"u\\nv\"", "5: C=\"1\""],
    );
    check_read("A=''\nB=\"\"", &["1: A=\"\"", "2: B=\"\""]);
}

#[test]
fn lines_that_are_none() {
    check_read(
        "hello\n= x\nA B=c\nC=d",
        &["1: no sign", "2: bad name", "3: no sign", "4: C=\"d\""],
    );
    check_read(
        "1A=x\nA-B=x\nA.B=x\nÑ=x",
        &["1: bad name", "2: bad name", "3: bad name", "4: bad name"],
    );
    check_read("A=\"x\" y\nB=1", &["1: behind quote", "2: B=\"1\""]);
    check_read("A=1\nB=\"x\nC=2\n", &["1: A=\"1\"", "2: open quote"]);
    check_read("B=\"x\nC=\"y\"\nD=1", &["1: open quote"]);
    check_read("B=\"x\nC=\"\ny==\n\"\nD=1", &["1: open quote"]);
    check_read("B=\"x\" \"y\nD=1", &["1: open quote"]);
}

#[test]
fn keys_of_several_lines_are_one_value() {
    let key = "-----BEGIN PRIVATE KEY-----\nMIIE==\nMIIF=\n-----END PRIVATE KEY-----";
    check_read(
        &format!("A={key}\nB=1"),
        &[&format!("1: A={key:?}"), "5: B=\"1\""],
    );
    check_read(
        &format!("A=\"{key}\"\nB=1"),
        &[&format!("1: A={key:?}"), "5: B=\"1\""],
    );
    check_read(&format!("{key}\nB=1"), &["1: nameless", "5: B=\"1\""]);
    check_read("A=-----BEGIN PRIVATE KEY-----\nMIIE==\nB=1", &["1: open key"]);
    check_read("-----BEGIN PRIVATE KEY-----\nMIIE==\nB=1", &["1: open key"]);
}

#[test]
fn a_long_text_takes_no_longer_for_its_length() {
    for piece in [
        "A=\"",
        "A='\n",
        "A=x\n",
        "-----BEGIN ",
        "A=-----BEGIN \n",
        "x\n",
        "#",
        "A=://@",
        "\"\\",
    ] {
        let text = piece.repeat(MAX_BYTES / piece.len());
        assert!(dotenv::read(&text).len() <= text.len());
        let (tree, _) = Tree::parse(FILE);
        paste(&Blueprint::of(&tree), &web(), &text);
    }
}

const FILE: &str = "\
services:
  - type: web
    name: web
    runtime: node
    envVars:
      - key: MODE  # c
        value: live
      - key: PORT
        value: 8080
      - key: DB
        fromDatabase: {name: db, property: host}
      - key: MADE_SECRET
        generateValue: true
      - key: API_TOKEN
        sync: false
      - key: OLD_TOKEN
        value: abcdef
databases:
  - name: db
envVarGroups:
  - name: shared
    envVars: []
";

fn web() -> Path {
    Path(vec!["services".into(), 0_usize.into()])
}

fn group() -> Path {
    Path(vec!["envVarGroups".into(), 0_usize.into()])
}

/// The text after the edits.
fn made(text: &str, pasted: &Pasted) -> String {
    let mut text = text.to_owned();
    for edit in &pasted.edits {
        let (tree, _) = Tree::parse(text.as_str());
        text = edit.apply(&tree).unwrap().tree.text().to_owned();
    }
    text
}

/// What became of each line, and the lines that came and went.
#[track_caller]
fn check(owner: Path, dotenv: &str, outcomes: &[&str], changed: &str) {
    let (tree, _) = Tree::parse(FILE);
    let pasted = paste(&Blueprint::of(&tree), &owner, dotenv);
    let told = pasted.lines.iter().map(|line| {
        let outcome = match &line.outcome {
            Outcome::Unreadable(reason) => reason.to_string(),
            other => format!("{other:?}"),
        };
        let key = line.key.as_deref().unwrap_or_default();
        format!("{} {key}: {outcome}", line.line)
    });
    assert_eq!(told.collect::<Vec<_>>(), outcomes, "{dotenv}");
    let after = made(FILE, &pasted);
    let diff = similar::TextDiff::from_lines(FILE, &after);
    let mut lines = String::new();
    for change in diff.iter_all_changes() {
        if change.tag() != similar::ChangeTag::Equal {
            let _ = writeln!(lines, "{}{}", change.tag(), change.value().trim());
        }
    }
    assert_eq!(lines.trim_end(), changed, "{dotenv}");
    assert_unchanged_by(&after, &owner, dotenv);
}

#[track_caller]
fn assert_unchanged_by(text: &str, owner: &Path, dotenv: &str) {
    let (tree, _) = Tree::parse(text);
    let again = paste(&Blueprint::of(&tree), owner, dotenv);
    assert_eq!(again.edits, [], "a second time: {dotenv}");
}

#[test]
fn what_becomes_of_each_line() {
    check(
        web(),
        "MODE=live\nMODE=test\nPORT=8080\nNEW=yes\nhello\nSTRIPE_API_KEY=abc\nEMPTY=",
        &[
            "2 MODE: Changed",
            "3 PORT: Same",
            "4 NEW: Added",
            "5 : This is no `KEY=value`.",
            "6 STRIPE_API_KEY: Prompted",
            "7 EMPTY: Added",
        ],
        "-value: live\n+value: test\n+- key: NEW\n+value: \"yes\"\n+- key: STRIPE_API_KEY\n+sync: false\n+- key: EMPTY\n+value: \"\"",
    );
    check(
        web(),
        "DB=localhost\nMADE_SECRET=x1y2z3\nAPI_TOKEN=q1w2e3\nOLD_TOKEN=abcdef",
        &[
            "1 DB: KeptForm",
            "2 MADE_SECRET: KeptForm",
            "3 API_TOKEN: Same",
            "4 OLD_TOKEN: Prompted",
        ],
        "-value: abcdef\n+sync: false",
    );
    check(
        web(),
        "A=postgres://u:pw@h/d\nB=AKIA0000EXAMPLE00000\nC=\"-----BEGIN PRIVATE KEY-----\n..\"",
        &["1 A: Prompted", "2 B: Prompted", "3 C: Prompted"],
        "+- key: A\n+sync: false\n+- key: B\n+sync: false\n+- key: C\n+sync: false",
    );
    check(
        group(),
        "A=1\nAPI_KEY=secret",
        &["1 A: Added", "2 API_KEY: PromptNeedsService"],
        "-envVars: []\n+envVars:\n+- key: A\n+value: \"1\"",
    );
}

#[test]
fn where_nothing_can_be_pasted() {
    check(
        Path(vec!["databases".into(), 0_usize.into()]),
        "A=1",
        &["1 : `db` cannot have environment variables."],
        "",
    );
    check(
        web(),
        &"#".repeat(MAX_BYTES + 1),
        &["1 : This is longer than 1024 KiB. Paste a part of it."],
        "",
    );
}

#[test]
fn many_variables_are_added_in_parts() {
    let count = 2_500;
    let text: String = (0..count).map(|number| format!("A{number}=x\n")).collect();
    let (tree, _) = Tree::parse(FILE);
    let pasted = paste(&Blueprint::of(&tree), &web(), &text);
    let after = made(FILE, &pasted);
    assert_eq!(
        after.matches("- key: A").count(),
        2_000 + FILE.matches("- key: A").count()
    );
    let last = pasted.lines.last().unwrap();
    assert_eq!(
        last.outcome,
        Outcome::Unreadable(super::words::dotenv_too_many("2000"))
    );
    let (tree, _) = Tree::parse(after.as_str());
    let pasted = paste(&Blueprint::of(&tree), &web(), &text);
    assert_unchanged_by(&made(&after, &pasted), &web(), &text);
}

#[test]
fn a_list_in_brackets_stays_in_brackets() {
    let text = "services:\n  - {type: web, name: web, envVars: [{key: A, value: x}]}\n";
    let (tree, _) = Tree::parse(text);
    let pasted = paste(&Blueprint::of(&tree), &web(), "A=z\nB=1\nC=2");
    assert_eq!(
        made(text, &pasted),
        "services:\n  - {type: web, name: web, envVars: [{key: A, value: z}, {key: B, value: \"1\"}, {key: C, value: \"2\"}]}\n"
    );
}

/// A secret: of its own signs, so that it is found wherever it goes.
fn secret() -> impl Strategy<Value = String> {
    let body = "[QZJX0-9]{24}";
    prop_oneof![
        body.prop_map(|body| format!("sk-{body}7")),
        body.prop_map(|body| format!("postgres://u:{body}@h/d")),
        body.prop_map(|body| format!("redis://:{body}/7@h:1")),
        body.prop_map(|body| format!("--token AKIA{body}7")),
        body.prop_map(|body| format!(
            "-----BEGIN PRIVATE KEY-----\n{body}==\n{body}\n-----END PRIVATE KEY-----"
        )),
    ]
}

/// A line that gives a secret, in any of the ways in which one writes it.
fn secret_line() -> impl Strategy<Value = (String, String)> {
    let named = ("[A-Z]{1,3}_TOKEN", "[QZJX0-9]{16}");
    let any = prop_oneof![
        named.prop_map(|(key, value)| (key, value)),
        ("[A-Z]{1,4}", secret()).prop_map(|(key, value)| (key, value)),
    ];
    (any, 0..6_usize).prop_map(|((key, value), way)| {
        let line = match way {
            0 => format!("{key}={value}"),
            1 => format!("export {key} = {value} # c"),
            2 => format!("{key}: {value}"),
            3 => format!("{key}=\"{value}\""),
            4 => format!("{key}='{value}' # c"),
            _ => format!("{key}=`{value}`"),
        };
        (line, value)
    })
}

fn lines() -> impl Strategy<Value = Vec<(String, String)>> {
    let other = prop_oneof![
        "[a-z]{1,4}=[ -~]{0,12}".prop_map(|line| (line, String::new())),
        "[ -~]{0,12}".prop_map(|line| (line, String::new())),
        // Quotes that take the lines below with them.
        prop::sample::select(vec!["a=\"", "b='", "c=`", "\"", "'", "`", "d=\"\\"])
            .prop_map(|line| (line.to_owned(), String::new())),
    ];
    prop::collection::vec(prop_oneof![1 => secret_line(), 1 => other], 1..8)
}

proptest! {
    #[test]
    fn no_part_of_a_secret_is_kept(lines in lines(), crlf in any::<bool>(), in_group in any::<bool>()) {
        let ending = if crlf { "\r\n" } else { "\n" };
        let mut dotenv: String = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
        dotenv = dotenv.replace('\n', ending);
        let owner = if in_group { group() } else { web() };
        let (tree, _) = Tree::parse(FILE);
        let pasted = paste(&Blueprint::of(&tree), &owner, &dotenv);
        let after = made(FILE, &pasted);
        let told = format!("{pasted:?}\n{after}");
        for (_, secret) in &lines {
            for part in secret.as_bytes().windows(8).filter(|part| part.iter().all(|byte| b"QZJX0123456789".contains(byte))) {
                let part = std::str::from_utf8(part).unwrap();
                prop_assert!(!told.contains(part), "{part} in {told}\n{dotenv}");
            }
        }
        let (tree, _) = Tree::parse(after.as_str());
        let again = paste(&Blueprint::of(&tree), &owner, &dotenv);
        prop_assert_eq!(again.edits, []);
    }

    #[test]
    fn any_text_is_read(text in "(?s).{0,80}", in_group in any::<bool>()) {
        let owner = if in_group { group() } else { web() };
        let (tree, _) = Tree::parse(FILE);
        let pasted = paste(&Blueprint::of(&tree), &owner, &text);
        let after = made(FILE, &pasted);
        let (tree, _) = Tree::parse(after.as_str());
        prop_assert_eq!(paste(&Blueprint::of(&tree), &owner, &text).edits, []);
    }
}
