//! Files of data before readers of their formats.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use ical::IcalParser;
use plano::kit::Language;
use serde_json::{Value, json};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;

use super::inputs::{self, HOSTILE, Made};
use super::tools;

fn each(language: Language, look: impl Fn(&Made, &str, &str)) {
    let mut count = 0;
    for made in inputs::all() {
        for file in made.files.iter().filter(|file| file.language == language) {
            look(&made, &file.path, &file.body);
            count += 1;
        }
    }
    assert!(count >= 12, "{language:?}: {count}");
}

fn read_json(made: &Made, path: &str) -> Option<Value> {
    let file = made.file(path)?;
    Some(serde_json::from_str(&file.body).unwrap_or_else(|error| panic!("{path}: {error}: {}", file.body)))
}

pub fn json() {
    each(Language::Json, |made, path, body| {
        let read: Result<Value, _> = serde_json::from_str(body);
        assert!(read.is_ok(), "{} {path}: {read:?}\n{body}", made.title);
    });
}

/// The bucket lets everybody read `public/` alone, the application read and write, and the own address upload.
pub fn policies() {
    let mut count = 0;
    for made in inputs::all() {
        let Some(public) = read_json(&made, "aws/bucket-policy.json") else {
            assert!(made.title.contains("disk"), "{}", made.title);
            continue;
        };
        count += 1;
        let statement = &public["Statement"][0];
        assert_eq!(public["Version"], "2012-10-17");
        assert_eq!(public["Statement"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&statement["Effect"], &statement["Principal"]),
            (&json!("Allow"), &json!("*"))
        );
        assert_eq!(statement["Action"], "s3:GetObject");
        let resource = statement["Resource"].as_str().unwrap();
        assert!(
            resource.starts_with("arn:aws:s3:::") && resource.ends_with("/public/*"),
            "{resource}"
        );
        let bucket = resource
            .trim_start_matches("arn:aws:s3:::")
            .trim_end_matches("/public/*");
        assert_eq!(bucket == HOSTILE, made.hostile, "{bucket}");

        let user = read_json(&made, "aws/iam-policy.json").unwrap();
        for statement in user["Statement"].as_array().unwrap() {
            assert!(
                statement.get("Principal").is_none(),
                "a user's policy names no principal"
            );
            for action in statement["Action"].as_array().unwrap() {
                let action = action.as_str().unwrap();
                assert!(action.starts_with("s3:") && !action.contains('*'), "{action}");
            }
            let resource = statement["Resource"].as_str().unwrap();
            assert!(
                resource.starts_with(&format!("arn:aws:s3:::{bucket}")),
                "{resource}"
            );
        }
        let cors = read_json(&made, "aws/cors.json").unwrap();
        assert_eq!(cors.as_object().unwrap().len(), 1);
        assert_eq!(cors["CORSRules"].as_array().unwrap().len(), 1);
        let rule = &cors["CORSRules"][0];
        cors_rule(rule);
        let origins: Vec<&str> = rule["AllowedOrigins"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert!(
            origins.len() == 1 && origins[0].starts_with("https://"),
            "{origins:?}"
        );
        let lifecycle = read_json(&made, "aws/lifecycle.json").unwrap();
        let ids: BTreeSet<&str> = lifecycle["Rules"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|rule| rule["ID"].as_str())
            .collect();
        assert_eq!(ids.len(), 2);
        let cloudfront = read_json(&made, "aws/cloudfront.json").unwrap();
        assert_eq!(
            cloudfront["DefaultCacheBehavior"]["TargetOriginId"],
            cloudfront["Origins"]["Items"][0]["Id"]
        );
    }
    assert_eq!(count, 12);
}

/// A rule as S3 takes it: known fields of the right kinds, methods that exist, no origin for everybody.
fn cors_rule(rule: &Value) {
    for (field, value) in rule.as_object().unwrap() {
        let list = || {
            value
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item.as_str().unwrap())
        };
        match field.as_str() {
            "AllowedMethods" => {
                assert!(list().count() > 0);
                assert!(list().all(|method| ["GET", "PUT", "POST", "DELETE", "HEAD"].contains(&method)));
            }
            "AllowedOrigins" => assert!(list().count() > 0 && list().all(|origin| !origin.contains('*'))),
            "AllowedHeaders" | "ExposeHeaders" => assert!(list().all(|header| !header.is_empty())),
            "MaxAgeSeconds" => assert!(value.as_u64().is_some()),
            "ID" => assert!(value.as_str().is_some_and(|id| id.len() <= 255)),
            other => panic!("S3 knows no {other}"),
        }
    }
    for field in ["AllowedMethods", "AllowedOrigins"] {
        assert!(rule.get(field).is_some(), "{field} is required");
    }
}

pub fn monitors() {
    for made in inputs::all() {
        let monitors = read_json(&made, "monitoring/datadog-monitors.json").expect("there is a web service");
        let monitors = monitors.as_array().unwrap();
        assert_eq!(monitors.len(), 4, "errors, latency, memory of web and worker");
        for monitor in monitors {
            let critical = monitor["options"]["thresholds"]["critical"].to_string();
            let query = monitor["query"].as_str().unwrap();
            assert!(query.ends_with(&format!("> {critical}")), "{query}");
            // A name cannot leave its tag.
            let tags = query.matches("service:").count();
            let braces = query.matches('{').count();
            assert_eq!(braces, tags + query.matches("by {").count(), "{query}");
        }
    }
}

pub fn yaml() {
    each(Language::Yaml, |made, path, body| {
        let read: Result<serde_yaml::Value, _> = serde_yaml::from_str(&without_erb(body));
        assert!(read.is_ok(), "{} {path}: {read:?}\n{body}", made.title);
    });
}

/// Rails and Sidekiq put values in for ERB before the YAML is read.
fn without_erb(body: &str) -> String {
    let mut plain = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("<%=") {
        let (_, after) = after.split_once("%>").expect("ERB is closed");
        plain += before;
        plain += "1";
        rest = after;
    }
    plain + rest
}

/// Read as Sidekiq reads it: through ERB, then YAML.
pub fn sidekiq() {
    let folder = tempfile::TempDir::new().unwrap();
    for made in inputs::all() {
        let path = folder.path().join("sidekiq.yml");
        fs::write(&path, &made.file("config/sidekiq.yml").unwrap().body).unwrap();
        let script = "require 'erb'; require 'yaml'; require 'json'; \
            puts JSON.dump(YAML.load(ERB.new(File.read(ARGV[0], encoding: 'UTF-8')).result, permitted_classes: [Symbol]))";
        let found = tools::run(
            Command::new("ruby")
                .args(["-W0", "-e", script])
                .arg(&path)
                .env_remove("SIDEKIQ_CONCURRENCY")
                .env("SIDEKIQ_SHUTDOWN_TIMEOUT", "90"),
        );
        let found: Value = serde_json::from_slice(&found).unwrap();
        let queues = found["queues"].as_array().unwrap();
        assert_eq!(queues.len(), 16, "{found}");
        assert_eq!(
            (&queues[0], &queues[15]),
            (&json!("critical"), &json!("action_mailbox_incineration"))
        );
        assert_eq!(found["timeout"], 90);
        assert_eq!(found["max_retries"], 3);
    }
}

pub fn sql() {
    each(Language::Sql, |made, path, body| {
        let read = Parser::parse_sql(&PostgreSqlDialect {}, body);
        let statements = read.unwrap_or_else(|error| panic!("{} {path}: {error}\n{body}", made.title));
        let expected = if path == "db/extensions.sql" { 4 } else { 11 };
        assert_eq!(statements.len(), expected, "{} {path}\n{body}", made.title);
        for statement in statements {
            let statement = statement.to_string();
            let known = ["CREATE EXTENSION IF NOT EXISTS ", "ALTER ROLE "];
            assert!(
                known.iter().any(|start| statement.starts_with(start)),
                "{statement}"
            );
            assert!(
                !statement.contains("uuid-ossp") && !statement.contains("pgvector"),
                "{statement}"
            );
        }
    });
}

pub fn calendar() {
    each(Language::Calendar, |made, _, body| {
        assert!(body.lines().all(|line| line.len() <= 75), "{body}");
        assert_eq!(body.matches('\n').count(), body.matches("\r\n").count());
        let calendars: Vec<_> = IcalParser::new(body.as_bytes()).collect();
        assert_eq!(calendars.len(), 1, "{}", made.title);
        let calendar = calendars.into_iter().next().unwrap().unwrap();
        assert!(calendar.events.len() >= 6, "{}", calendar.events.len());
        let mut identities = BTreeSet::new();
        for event in &calendar.events {
            let value = |name: &str| {
                let property = event.properties.iter().find(|property| property.name == name);
                property
                    .and_then(|property| property.value.clone())
                    .unwrap_or_default()
            };
            assert!(identities.insert(value("UID")), "a UID stands twice");
            assert_eq!(value("DTSTART"), "20261201");
            assert_eq!(value("RRULE"), "FREQ=DAILY;INTERVAL=90");
            assert_eq!(
                value("SUMMARY").contains("END:VCALENDAR"),
                made.hostile,
                "{}",
                value("SUMMARY")
            );
            assert_eq!(event.properties.len(), 7);
        }
    });
}

pub fn procfile() {
    for made in inputs::all() {
        let file = made.file("Procfile").unwrap();
        let lines: Vec<&str> = file.body.lines().filter(|line| !line.starts_with('#')).collect();
        let names: Vec<&str> = lines
            .iter()
            .filter_map(|line| Some(line.split_once(": ")?.0))
            .collect();
        assert_eq!(names, ["release", "web", "worker"]);
        // Each line is a name of letters, digits and hyphens, a colon, and a command that bash reads.
        assert_eq!(names.len(), lines.len(), "{lines:?}");
        for line in &lines {
            let (name, command) = line.split_once(": ").unwrap();
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            );
            tools::run(Command::new("bash").args(["-n", "-c", command]));
        }
        assert!(file.body.contains("Render does not read this file"));
    }
}

/// A name cannot add a heading, a fence or a row.
pub fn notes() {
    let all = inputs::all();
    let shape = |body: &str| {
        let count = |start: &str| {
            body.lines()
                .filter(|line| line.trim_start().starts_with(start))
                .count()
        };
        [count("#"), count("```"), count("- "), count("| "), count("<")]
    };
    let mut compared = 0;
    for own in all.iter().filter(|made| !made.hostile) {
        let title = own.title.replace(" own", " hostile");
        let other = all.iter().find(|made| made.title == title).unwrap();
        for file in own
            .files
            .iter()
            .filter(|file| file.language == Language::Markdown)
        {
            let Some(same) = other.file(&file.path) else {
                panic!("{title} has no {}", file.path);
            };
            // The checklist's own tests are beside it; env files have other names here.
            if !["README.md", "docs/checklist.md"].contains(&file.path.as_str()) {
                let (left, right) = (shape(&file.body), shape(&same.body));
                assert_eq!(left[..4], right[..4], "{title} {}\n{}", file.path, same.body);
                compared += 1;
            }
        }
    }
    assert!(compared >= 36, "{compared}");
}

/// Lines that people read are not the same in both languages, unless they hold no words.
pub fn spanish() {
    /// What is called the same.
    const SAME: [&str; 1] = ["# Staging"];
    let all = inputs::all();
    let mut compared = 0;
    for own in all.iter().filter(|made| made.title.ends_with("own spanish")) {
        let title = own.title.replace("spanish", "english");
        let english = all.iter().find(|made| made.title == title).unwrap();
        for file in &own.files {
            let is_read = matches!(file.language, Language::Markdown | Language::Calendar);
            if !is_read && !file.path.ends_with(".env.example") {
                continue;
            }
            let english = &english.file(&file.path).unwrap().body;
            let english: BTreeSet<&str> = english.lines().collect();
            let mut in_code = false;
            for line in file.body.lines() {
                in_code ^= line.trim_start().starts_with("```");
                let is_remark = line.trim_start().starts_with("# ");
                let is_same = english.contains(line) && !SAME.contains(&line);
                assert!(
                    !is_same || (in_code && !is_remark) || !has_words(line),
                    "{title} {}: {line}",
                    file.path
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared}");
}

/// Two words in a row, outside of code.
fn has_words(line: &str) -> bool {
    let prose: String = line.split('`').step_by(2).collect();
    let mut words = prose.split_whitespace().map(|word| {
        let letters = word.trim_matches(['.', ',', ':', ';', '(', ')']);
        letters.len() > 1 && letters.chars().all(char::is_alphabetic)
    });
    let mut before = false;
    words.any(|is_word| std::mem::replace(&mut before, is_word) && is_word)
}

/// No `1 instances`, and no range from a number to itself.
pub fn numbers() {
    let mut ranges = 0;
    for made in inputs::all() {
        let notes = made.files.iter();
        for file in notes.filter(|file| file.language == Language::Markdown) {
            let words: Vec<&str> = file
                .body
                .split_whitespace()
                .map(|word| word.trim_matches(|next: char| !next.is_alphanumeric()))
                .collect();
            for three in words.windows(3) {
                let many = [
                    "instances",
                    "instancias",
                    "processes",
                    "procesos",
                    "threads",
                    "hilos",
                ];
                let place = format!("{} {}: {three:?}", made.title, file.path);
                assert!(three[0] != "1" || !many.contains(&three[1]), "{place}");
                let is_number = three[0].parse::<u32>().is_ok() && three[2].parse::<u32>().is_ok();
                if is_number && ["to", "a"].contains(&three[1]) {
                    assert!(three[0] != three[2], "{place}");
                    ranges += 1;
                }
            }
        }
    }
    assert!(ranges > 0);
}
