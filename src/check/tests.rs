//! Cases as data: `tests/fixtures/check/FAMILY/NAME.txt` holds small files that have a diagnostic and small
//! files that come close and do not.
//!
//! A case begins with `== ok: title` or `== bad: title`, with a workspace plan in brackets where it matters.
//! Lines that begin with `< ` are the file that runs on Render already, where there is one.
//! A line `@repeat COUNT TEXT` stands for the text that often, in one line. Lines that begin with `=> ` are the
//! file's diagnostics, of the families of advice those of the case's own; a case without them has none.
//! `UPDATE_EXPECT=1` writes these lines anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Context, Diagnostic, Report, Severity, check, codes};
use crate::price::plans;
use crate::yaml::Tree;

struct Case {
    title: String,
    bad: bool,
    /// As it is in the file.
    written: String,
    input: String,
    original: Option<String>,
    expected: String,
}

/// The cases of one code.
struct Fixture {
    path: PathBuf,
    code: String,
    cases: Vec<Case>,
}

impl Case {
    fn original(&self) -> Option<Tree> {
        let (tree, error) = Tree::parse(self.original.as_deref()?);
        assert_eq!(error, None, "{}", self.title);
        Some(tree)
    }

    fn checked(&self) -> (Tree, Report) {
        checked(&self.input, &self.context(&self.original()))
    }

    fn context<'o>(&self, original: &'o Option<Tree>) -> Context<'o> {
        let plan = self
            .title
            .split_once('[')
            .and_then(|(_, rest)| rest.split_once(']'))
            .map(|(plan, _)| plan);
        Context {
            workspace: plan.map(|plan| plans::workspace(plan).unwrap()),
            prices: None,
            original: original.as_ref(),
        }
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/check")
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        let title = line.strip_prefix("== ok: ").map(|title| (title, false));
        if let Some((title, bad)) = title.or(line.strip_prefix("== bad: ").map(|title| (title, true))) {
            cases.push(Case {
                title: title.to_owned(),
                bad,
                written: String::new(),
                input: String::new(),
                original: None,
                expected: String::new(),
            });
            continue;
        }
        let case = cases.last_mut().expect("a case begins with its title");
        if let Some(line) = line.strip_prefix("=> ") {
            writeln!(case.expected, "{line}").unwrap();
            continue;
        }
        writeln!(case.written, "{line}").unwrap();
        if let Some(line) = line.strip_prefix("< ") {
            let original = case.original.get_or_insert_default();
            writeln!(original, "{line}").unwrap();
            continue;
        }
        match line
            .strip_prefix("@repeat ")
            .and_then(|rest| rest.split_once(' '))
        {
            Some((count, text)) => writeln!(case.input, "{}", text.repeat(count.parse().unwrap())).unwrap(),
            None => writeln!(case.input, "{line}").unwrap(),
        }
    }
    cases
}

fn checked(input: &str, context: &Context<'_>) -> (Tree, Report) {
    let (tree, error) = Tree::parse(input);
    let report = check(&tree, error, context);
    (tree, report)
}

fn shown(tree: &Tree, diagnostic: &Diagnostic) -> String {
    let place = tree.lines().place(tree.text(), diagnostic.span.start);
    let schema = if diagnostic.schema { " (schema)" } else { "" };
    format!(
        "{}:{} {}{schema} {}: {} | {}",
        place.line,
        place.column,
        diagnostic.severity.name(),
        diagnostic.code,
        diagnostic.message,
        diagnostic.help
    )
}

/// Families that advise on what is no mistake of the file's form; a case shows only those of its own family.
const ADVICE: [&str; 4] = ["reliability", "security", "software", "cost"];

fn lines(case: &Case, code: &str) -> String {
    let (tree, report) = case.checked();
    let is_shown = |found: &&Diagnostic| {
        let family = |code: &str| code.split('/').next().unwrap_or_default().to_owned();
        found.code == code
            || !ADVICE.contains(&family(found.code).as_str())
                && !matches!(found.code, codes::ASKED_ONCE | codes::REGION_DISTANCE)
            || family(found.code) == family(code) && ADVICE.contains(&family(code).as_str())
    };
    // Of very many only the limit is shown, since all others are alike.
    let many = report.diagnostics.len() > 100;
    report
        .diagnostics
        .iter()
        .filter(is_shown)
        .filter(|found| !many || found.code.starts_with("limits/"))
        .fold(String::new(), |lines, found| lines + &shown(&tree, found) + "\n")
}

/// Every fixture, in order.
fn fixtures() -> Vec<Fixture> {
    let mut found = Vec::new();
    for family in std::fs::read_dir(folder()).unwrap() {
        let family = family.unwrap().path();
        for file in std::fs::read_dir(&family).unwrap() {
            let path = file.unwrap().path();
            let stem = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
            let code = format!("{}/{}", stem(&family), stem(&path));
            let cases = cases(&std::fs::read_to_string(&path).unwrap());
            found.push(Fixture { path, code, cases });
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}

#[test]
fn every_case_has_exactly_its_diagnostics() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = String::new();
    for Fixture { path, code, cases } in fixtures() {
        let mut written = String::new();
        for case in &cases {
            let found = lines(case, &code);
            let kind = if case.bad { "bad" } else { "ok" };
            writeln!(
                written,
                "== {kind}: {}\n{}",
                case.title,
                case.written.trim_end_matches('\n')
            )
            .unwrap();
            found
                .lines()
                .for_each(|line| writeln!(written, "=> {line}").unwrap());
            if found != case.expected {
                writeln!(
                    wrong,
                    "{code}, {}:\nexpected\n{}found\n{found}",
                    case.title, case.expected
                )
                .unwrap();
            }
        }
        if update {
            std::fs::write(path, written).unwrap();
        }
    }
    assert!(update || wrong.is_empty(), "{wrong}");
}

#[test]
fn every_code_has_a_good_and_a_bad_case() {
    let known: BTreeSet<&str> = codes::ALL.iter().copied().collect();
    assert_eq!(known.len(), codes::ALL.len(), "a code is there twice");
    let fixtures = fixtures();
    let covered: BTreeSet<&str> = fixtures.iter().map(|fixture| fixture.code.as_str()).collect();
    assert_eq!(known, covered);
    for Fixture { code, cases, .. } in &fixtures {
        let has = |case: &&Case| {
            case.expected
                .lines()
                .any(|line| line.contains(&format!(" {code}: ")))
        };
        assert!(cases.iter().any(|case| case.bad), "{code} has no bad case");
        assert!(cases.iter().any(|case| !case.bad), "{code} has no good case");
        for case in cases {
            assert_eq!(case.bad, has(&case), "{code}: {}", case.title);
        }
    }
}

/// The schema refuses a file exactly when a diagnostic says so.
#[test]
fn the_schema_flag_agrees_with_the_verdict() {
    for Fixture { code, cases, .. } in fixtures() {
        for case in cases {
            let (_, report) = case.checked();
            let flagged = report.diagnostics.iter().any(|found| found.schema);
            if let Some(valid) = report.schema_valid {
                assert_eq!(valid, !flagged, "{code}: {}", case.title);
            }
        }
    }
}

/// A fix can be made, takes its diagnostic away and brings no error.
#[test]
fn every_fix_mends() {
    let mut mended = BTreeSet::new();
    for Fixture { code, cases, .. } in fixtures() {
        for case in cases {
            let (tree, report) = case.checked();
            for found in report.diagnostics.iter() {
                for fix in &found.fixes {
                    let place = format!("{code}, {}: {}, {}", case.title, shown(&tree, found), fix.title);
                    let edited = fix
                        .apply(&tree)
                        .unwrap_or_else(|error| panic!("{place}: {error}"));
                    let original = case.original();
                    let after = check(&edited, None, &case.context(&original));
                    let same = |report: &Report| {
                        report
                            .diagnostics
                            .iter()
                            .filter(|other| other.code == found.code)
                            .count()
                    };
                    assert!(same(&after) < same(&report), "{place}: it is still there");
                    assert!(
                        after.count(Severity::Error) <= report.count(Severity::Error),
                        "{place}: the fix brings an error"
                    );
                    mended.insert(found.code);
                }
            }
        }
    }
    assert!(mended.len() >= 9, "{mended:?}");
}

#[test]
fn sentences_are_whole() {
    for Fixture { code, cases, .. } in fixtures() {
        for case in cases {
            for found in &case.checked().1.diagnostics {
                for sentence in [found.message.to_string(), found.help.to_string()] {
                    assert!(sentence.ends_with(['.', '?']), "{code}: {sentence}");
                    assert!(
                        !sentence.contains("``") && !sentence.contains("  "),
                        "{code}: {sentence}"
                    );
                    let first = sentence.chars().next().unwrap();
                    assert!(first.is_uppercase() || first == '`', "{code}: {sentence}");
                }
                assert!(
                    found.docs.starts_with("https://render.com/docs"),
                    "{code}: {}",
                    found.docs
                );
            }
        }
    }
}

#[track_caller]
fn verdict(input: &str, expected: Option<bool>) {
    assert_eq!(
        checked(input, &Context::default()).1.schema_valid,
        expected,
        "{input}"
    );
}

#[test]
fn verdicts_of_the_schema() {
    verdict("", Some(false));
    verdict("~", Some(false));
    verdict("[]", Some(false));
    verdict("{}", Some(true));
    verdict("services: []", Some(true));
    verdict("services:", Some(false));
    verdict("version: \"1\"", Some(true));
    verdict("version: 1", Some(false));
    verdict("true: x", Some(false));
    // A group is never said to be a mapping.
    verdict("envVarGroups: [shared]", Some(true));
    // Whole numbers, as JSON Schema counts them.
    let instances =
        |count: &str| format!("services: [{{type: web, name: a, runtime: node, numInstances: {count}}}]");
    verdict(&instances("2.0"), Some(true));
    verdict(&instances("2e0"), Some(true));
    verdict(&instances("123456789012345678901"), Some(true));
    verdict(&instances("2.5"), Some(false));
    verdict(&instances("0"), Some(false));
    verdict(&instances("\"2\""), Some(false));
    verdict(&instances(".inf"), Some(false));
    // Any of the forms: a static site with a plan fits the server's.
    verdict(
        "services: [{type: web, name: a, runtime: static, plan: free}]",
        Some(true),
    );
    verdict(
        "services: [{type: web, name: a, runtime: static, plan: free, staticPublishPath: x}]",
        Some(false),
    );
    // Aliases stand for their node; a merge key is an ordinary one.
    verdict("databases: [&a {name: a}, *a]", Some(true));
    verdict("databases: [&a {name: a}, {<<: *a}]", Some(false));
}

#[test]
fn verdicts_that_cannot_be_given() {
    verdict("a: [", None);
    verdict("a: 1\na: 2", None);
    verdict("&k a: 1\n*k : 2", None);
    verdict("? [a]\n: 1", None);
    verdict("a: 1\n---\nb: 1", None);
    verdict("services: &a [*a]", None);
}

/// Ten levels of ten aliases each stand for ten thousand million nodes.
#[test]
fn aliases_of_aliases_end() {
    let mut text = String::from("a0: &a0 [x, x]\n");
    for level in 1..30 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        writeln!(text, "a{level}: &a{level} [{aliases}]").unwrap();
    }
    let (_, report) = checked(&text, &Context::default());
    assert_eq!(report.schema_valid, None);
    assert_eq!(report.diagnostics.len(), 1);
    assert_eq!(report.diagnostics[0].code, codes::TOO_MANY_ALIASES);
}

#[test]
fn a_service_behind_an_alias_is_reported_once() {
    let text = "ungrouped:\n  services: &s\n    - {type: web, name: a, runtime: cobol}\nservices: *s\n";
    let (_, report) = checked(text, &Context::default());
    let unknown = report
        .diagnostics
        .iter()
        .filter(|found| found.code == codes::UNKNOWN_VALUE);
    assert_eq!(unknown.count(), 1);
}

/// `docs/rules.md`, written from the rules and from their first bad case each.
#[test]
fn the_reference_of_rules_is_fresh() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let written = reference();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let present = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        present == written,
        "docs/rules.md is old: UPDATE_EXPECT=1 cargo test --lib check"
    );
}

fn reference() -> String {
    let fixtures = fixtures();
    let mut text = String::from(
        "# Rules\n\n\
         What `plano check` and the page look at. Written by the tests from `src/words/data/en/rules.yaml` and \
         `tests/fixtures/check`; do not edit it by hand.\n\n\
         An **error** is refused by Render or cannot work. A **warning** works otherwise than was meant, or is \
         refused by the published schema alone. A **note** is old, or worth knowing. *Schema* says that the \
         published schema refuses it, too; *fix* that Plano can mend it, *choice* that there are several ways.\n",
    );
    for family in super::rules::families() {
        assert!(!family.title.is_empty(), "{} has no heading", family.id);
        write!(text, "\n## {}\n", family.title).unwrap();
        for rule in family.rules {
            assert!(!rule.about.is_empty(), "{} has no sentence", rule.code);
            let fixture = fixtures.iter().find(|fixture| fixture.code == rule.code).unwrap();
            let bad = fixture.cases.iter().filter(|case| case.bad);
            let found: Vec<Diagnostic> = bad
                .flat_map(|case| case.checked().1.diagnostics)
                .filter(|found| found.code == rule.code)
                .collect();
            let first = found.first().unwrap();
            let mut marks: Vec<String> = vec![first.severity.name().to_string()];
            if found.iter().any(|found| found.schema) {
                marks.push("schema".to_owned());
            }
            if found.iter().any(|found| found.safe_fix().is_some()) {
                marks.push("fix".to_owned());
            } else if found.iter().any(|found| !found.fixes.is_empty()) {
                marks.push("choice".to_owned());
            }
            write!(
                text,
                "\n### `{}`\n\n*{}* · [Render's documentation]({})\n\n{}\n\n> {}\n>\n> {}\n",
                rule.code,
                marks.join(", "),
                first.docs,
                rule.about,
                first.message,
                first.help
            )
            .unwrap();
        }
    }
    text
}
