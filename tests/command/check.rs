//! `plano check`.

use serde_json::{Value, json};

use super::{json_of, plano};

#[test]
fn the_shipped_blueprints_are_valid() {
    for file in [
        "gp-bikes-staging.yaml",
        "gp-bikes-production.yaml",
        "gp-bikes-scaled.yaml",
    ] {
        let found = json_of(&["check", file, "--workspace", "pro", "--format", "json"], "", 0);
        assert_eq!(
            (&found["file"], &found["valid"], &found["schema_valid"]),
            (&json!(file), &json!(true), &json!(true))
        );
        let text = plano(&["check", file, "--workspace", "pro"], "");
        let last = text.stdout.lines().last().unwrap_or_default();
        assert!(last.starts_with(&format!("{file}: 0 errors, ")), "{last}");
        assert!(
            last.ends_with(" In practice: valid. By the published schema: valid."),
            "{last}"
        );
        assert!(!text.stdout.contains('\u{1b}'), "colour is for terminals");
    }
}

#[test]
fn the_blueprint_of_plano_itself_is_clean() {
    let own = include_str!("../../render.yaml");
    let ran = plano(&["check", "-"], own);
    let clean = "-: 0 errors, 0 warnings, 0 notes. In practice: valid. By the published schema: valid.\n";
    assert_eq!((ran.code, ran.stdout.as_str()), (0, clean));
}

/// A file with one error, whose column counts characters and not bytes.
const WRONG_PLAN: &str =
    "services:\n  - {\"name\": \"ñandú\", type: web, runtime: docker, plan: huge, healthCheckPath: /}\n";

#[test]
fn an_error_ends_with_1() {
    let ran = plano(&["check", "-"], WRONG_PLAN);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    assert!(ran.stdout.starts_with("error["), "{}", ran.stdout);
    assert!(ran.stdout.contains("\n --> -:2:57\n"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains(
            "\n2 |   - {\"name\": \"ñandú\", type: web, runtime: docker, plan: huge, healthCheckPath: /}\n"
        ),
        "{}",
        ran.stdout
    );
    let underlined = format!("\n  | {:56}^^^^\n", "");
    assert!(ran.stdout.contains(&underlined), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("\n  = help: ") && ran.stdout.contains("\n  = see: "),
        "{}",
        ran.stdout
    );
    let summary =
        "-: 1 error, 0 warnings, 0 notes. In practice: not valid. By the published schema: not valid.\n";
    assert!(ran.stdout.ends_with(summary), "{}", ran.stdout);
}

#[test]
fn diagnostics_as_json() {
    let found = json_of(&["check", "-", "--format", "json"], WRONG_PLAN, 1);
    assert_eq!(
        (&found["valid"], &found["schema_valid"]),
        (&json!(false), &json!(false))
    );
    let diagnostics = found["diagnostics"].as_array().expect("a list");
    let [diagnostic] = &diagnostics[..] else {
        panic!("{found:#}")
    };
    let keys: Vec<&str> = diagnostic
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let expected = [
        "code",
        "severity",
        "schema",
        "line",
        "column",
        "end_line",
        "end_column",
        "message",
        "help",
        "docs",
        "fixable",
    ];
    assert_eq!(keys, expected);
    let place = ["line", "column", "end_line", "end_column"].map(|key| diagnostic[key].as_u64());
    assert_eq!(place, [Some(2), Some(57), Some(2), Some(61)]);
    assert_eq!(
        (&diagnostic["severity"], &diagnostic["schema"]),
        (&json!("error"), &json!(true))
    );
}

#[test]
fn a_syntax_error_is_a_diagnostic_of_check() {
    let found = json_of(&["check", "-", "--format", "json"], "a: [", 1);
    assert_eq!(
        (&found["valid"], &found["schema_valid"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(found["diagnostics"].as_array().map(Vec::len), Some(1));
    let ran = plano(&["check", "-"], "a: [");
    assert!(
        ran.stdout
            .ends_with("In practice: not valid. By the published schema: not decided.\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn texts_past_the_limit_are_a_diagnostic() {
    // The character at the limit takes two bytes.
    for text in [
        "x".repeat(2_000_000),
        "é".repeat(1_000_000),
        format!("{}é", "x".repeat(1_048_579)),
    ] {
        let found = json_of(&["check", "-", "--format", "json"], &text, 1);
        assert_eq!(found["diagnostics"].as_array().map(Vec::len), Some(1));
    }
}

/// The official shape, as another project's types read it.
#[test]
fn diagnostics_as_sarif() {
    let found = json_of(&["check", "-", "--format", "sarif"], WRONG_PLAN, 1);
    let log: serde_sarif::sarif::Sarif = serde_json::from_value(found).expect("SARIF");
    let [run] = &log.runs[..] else { panic!("one run") };
    let results = run.results.as_deref().expect("results");
    let [result] = results else { panic!("one result") };
    assert_eq!(result.rule_id.as_deref(), Some("shape/unknown-value"));
    let rules = run.tool.driver.rules.as_deref().expect("rules");
    let index = usize::try_from(result.rule_index.expect("an index")).expect("an index");
    assert_eq!(rules[index].id, "shape/unknown-value");
    let location = &result.locations.as_deref().expect("a place")[0];
    let physical = location.physical_location.as_ref().expect("a file");
    let region = physical.region.as_ref().expect("a region");
    assert_eq!(
        (region.start_line, region.start_column, region.end_column),
        (Some(2), Some(57), Some(61))
    );
}

#[test]
fn diagnostics_as_lines_for_github() {
    let ran = plano(&["check", "-", "--format", "github"], WRONG_PLAN);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let start = "::error file=-,line=2,endLine=2,col=57,endColumn=61,title=shape/unknown-value::`huge` is no value of \
                 `plan`. It can be `free`, ";
    assert!(ran.stdout.starts_with(start), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().count(), 1);
    let valid = plano(&["check", "-", "--format", "github"], "services: []\n");
    assert_eq!((valid.code, valid.stdout.as_str()), (0, ""));
}
