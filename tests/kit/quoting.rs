//! Literals read back by the languages that they are written for.

use std::fs;
use std::process::Command;

use plano::kit::quote;
use serde_json::Value;
use sqlparser::ast::{Expr, SelectItem, SetExpr, Statement};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;
use tempfile::TempDir;

use super::inputs::{self, HOSTILE};
use super::tools::run;

/// Texts that want to get out; none has a zero byte, which no argument can hold.
fn texts() -> Vec<String> {
    let short = [
        "",
        " ",
        "'",
        "''",
        "\"",
        "\\",
        "\\'",
        "'\\''",
        "\\\\",
        "$",
        "$(touch pwned)",
        "`touch pwned`",
        "${HOME}",
        "#{exit}",
        "#",
        "!",
        "!!",
        "\n",
        "\r",
        "\r\n",
        "a\n",
        "\t",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{202e}",
        "ñ",
        "🚲",
        "e\u{301}",
        "*/",
        "//",
        "--",
        "/*",
        "<%= 1 %>",
        "%>",
        "</script>",
        "${{ x }}",
        "$'a'",
        "\\u0041",
        "\\n",
        "\\x41",
        "E'",
        "'; DROP TABLE users; --",
        "~",
        "-n",
        "a b",
        "@@web@@",
        "\"\"\"",
        "'''",
        "```",
        "%q(",
        "\\u{41}",
        "é\u{0}x",
    ];
    let mut texts: Vec<String> = short.iter().map(|text| text.replace('\0', "")).collect();
    texts.push(HOSTILE.to_owned());
    // Every pair of signs that mean something.
    let signs = [
        "'", "\"", "\\", "$", "`", "#", "{", "}", "\n", "\r", "u", "0", "/", "*", "%", "<", "ñ",
    ];
    for one in signs {
        for other in signs {
            texts.push(format!("{one}{other}"));
        }
    }
    texts
}

fn check(found: &[u8], what: &str) {
    let found = String::from_utf8(found.to_vec()).expect("UTF-8 comes back");
    let found: Vec<&str> = found.split('\0').collect();
    let expected = texts();
    assert_eq!(found.len(), expected.len() + 1, "{what}");
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{what}");
    }
}

/// Runs a program in an empty folder, which must stay empty.
fn program(command: &mut Command, text: &str) -> Vec<u8> {
    let script = TempDir::new().unwrap();
    let path = script.path().join("program.mjs");
    fs::write(&path, text).unwrap();
    let folder = TempDir::new().unwrap();
    let found = run(command.arg(&path).current_dir(folder.path()));
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        0,
        "something was run"
    );
    found
}

/// In more than one locale, since bash reads bytes by it.
pub fn bash() {
    for locale in ["C", "C.UTF-8"] {
        let lines = texts()
            .iter()
            .map(|text| format!("x={}\nprintf '%s\\0' \"$x\"\n", quote::shell(text)))
            .collect::<String>();
        check(
            &program(Command::new("bash").env("LC_ALL", locale), &lines),
            locale,
        );
    }
}

pub fn ruby() {
    let lines = texts()
        .iter()
        .map(|text| format!("$stdout.write({}, \"\\0\")\n", quote::ruby(text)))
        .collect::<String>();
    check(&program(Command::new("ruby").env("LC_ALL", "C"), &lines), "ruby");
}

pub fn node() {
    let lines = texts()
        .iter()
        .map(|text| format!("process.stdout.write({} + '\\0');\n", quote::js(text)))
        .collect::<String>();
    check(&program(&mut Command::new("node"), &lines), "node");
}

pub fn others() {
    for text in texts() {
        let read: String = serde_json::from_str(&quote::json(&text)).unwrap();
        assert_eq!(read, text, "json");
        let read: String = serde_json::from_str(&quote::js(&text)).unwrap();
        assert_eq!(read, text, "js");
        let literal = quote::yaml(&text);
        let read: String =
            serde_yaml::from_str(&literal).unwrap_or_else(|error| panic!("{literal}: {error}"));
        assert_eq!(read, text, "yaml");
        assert_eq!(
            selected(&quote::sql(&text)).as_deref(),
            Some(text.as_str()),
            "sql {}",
            quote::sql(&text)
        );
        for quote in [
            quote::markdown,
            quote::mermaid,
            quote::plain,
            quote::calendar,
            quote::sql_name,
        ] {
            assert!(
                !quote(&text).contains(['\n', '\r', '\u{2028}']) || quote(&text).contains('\u{2028}'),
                "{text:?}"
            );
            assert!(!quote(&text).contains('\n'), "{text:?}");
        }
        let label = quote::mermaid(&text);
        assert_eq!(label.matches('"').count(), 2, "{label}");
    }
}

/// The string that `SELECT` of a literal gives.
fn selected(literal: &str) -> Option<String> {
    let statements = Parser::parse_sql(&PostgreSqlDialect {}, &format!("SELECT {literal}")).ok()?;
    let [Statement::Query(query)] = statements.as_slice() else {
        return None;
    };
    let SetExpr::Select(select) = query.body.as_ref() else {
        return None;
    };
    let [SelectItem::UnnamedExpr(Expr::Value(value))] = select.projection.as_slice() else {
        return None;
    };
    value.value.clone().into_string()
}

/// The assignments that files begin with, run where they stand.
pub fn in_place() {
    let mut count = 0;
    for made in inputs::all().into_iter().filter(|made| made.hostile) {
        let health = format!("/{HOSTILE}");
        let assigned = |path: &str, start: &str| {
            let file = made
                .file(path)
                .unwrap_or_else(|| panic!("{} has {path}", made.title));
            let line = file
                .body
                .lines()
                .find(|line| line.trim_start().starts_with(start));
            line.unwrap_or_else(|| panic!("{path}: {start}: {}", file.body))
                .trim()
                .to_owned()
        };
        let line = assigned("bin/smoke-test.sh", "health_path=");
        let found = program(
            &mut Command::new("bash"),
            &format!("{line}\nprintf %s \"$health_path\""),
        );
        assert_eq!(String::from_utf8(found).unwrap(), health);
        let line = assigned("load/staging.js", "const healthPath =");
        let found = program(
            &mut Command::new("node"),
            &format!("{line}\nprocess.stdout.write(healthPath)"),
        );
        assert_eq!(String::from_utf8(found).unwrap(), health);
        let line = assigned("config/initializers/rack_attack.rb", "HEALTH_PATH =");
        let found = program(&mut Command::new("ruby"), &format!("{line}\nprint HEALTH_PATH"));
        assert_eq!(String::from_utf8(found).unwrap(), health);
        if made.title.contains("s3") {
            let line = assigned("aws/create-bucket.sh", "bucket=");
            let found = program(
                &mut Command::new("bash"),
                &format!("{line}\nprintf %s \"$bucket\""),
            );
            assert_eq!(String::from_utf8(found).unwrap(), HOSTILE);
            count += 1;
        }
        if let Some(file) = made.file("monitoring/datadog-monitors.json") {
            let read: Value = serde_json::from_str(&file.body).unwrap();
            assert!(
                read[0]["name"].as_str().unwrap().contains(HOSTILE),
                "{}",
                read[0]["name"]
            );
        }
    }
    assert_eq!(count, 6);
}
