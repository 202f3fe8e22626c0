//! The checks against Render's published schema, run by another implementation, and against real Blueprints.

mod document;
mod mended;
mod mutate;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jsonschema::Validator;
use libtest_mimic::{Failed, Trial};
use plano::check::{Context, Diagnostic, Report, Severity, check};
use plano::yaml::{Item, Tree};
use serde_json::{Value, json};

use crate::{folder, read};

/// Rules of the documentation that real files break and that are errors all the same, since the schema
/// alone lets them pass. Each with the source that says so.
const PROSE: &[(&str, &str)] = &[(
    "shape/retired-value",
    "LEGACY: new databases cannot be created on a legacy instance type",
)];

/// Mutants of each shard; the shards run side by side.
const MUTANTS: usize = 6_000;
const SHARDS: u64 = 4;

/// Notes that say what to know of a file that is right: asked once, far from its users, health by a controller.
const WORTH_KNOWING: [&str; 3] = [
    "platform/region-distance",
    "software/health-path",
    "platform/asked-once",
];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::test("check::verdicts_equal_the_schema", verdicts),
        Trial::test("check::files_that_the_schema_takes_have_no_error", no_errors),
        Trial::test("check::presets_are_clean", presets),
        Trial::test("check::the_blueprint_of_plano_itself_is_clean", own_blueprint),
        Trial::test("check::the_document_is_judged_row_by_row", document::document),
        Trial::test("check::the_document_can_be_mended", document::mended_document),
        Trial::test("check::old_files_can_be_mended", mended::mended_corpus),
        Trial::test("check::the_corrected_document_is_clean", document::corrected),
    ];
    trials.extend((0..SHARDS).map(|shard| {
        Trial::test(
            format!("check::mutants_are_judged_as_by_the_schema_{shard}"),
            move || mutants(shard),
        )
    }));
    trials
}

pub(crate) fn validator() -> Result<Validator, Failed> {
    let schema: Value = serde_json::from_str(&read("render/render.schema.json")?)?;
    Ok(jsonschema::validator_for(&schema)?)
}

/// Every Blueprint of the reference material, by its name.
pub(crate) fn blueprints() -> Result<Vec<(String, String)>, Failed> {
    let mut files = Vec::new();
    for part in ["corpus", "render"] {
        for entry in std::fs::read_dir(folder().join(part))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                files.push((name.unwrap_or_default(), std::fs::read_to_string(&path)?));
            }
        }
    }
    files.sort();
    Ok(files)
}

pub(crate) fn preset_files() -> Result<Vec<(String, String)>, Failed> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/plan/data");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.starts_with("gp-bikes-") && name.ends_with(".yaml") {
            files.push((name, std::fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// The small files of the unit tests, which have every kind of object.
fn small_files() -> Result<Vec<(String, String)>, Failed> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/check");
    let mut files = Vec::new();
    for family in std::fs::read_dir(folder)? {
        for file in std::fs::read_dir(family?.path())? {
            let path = file?.path();
            let text = std::fs::read_to_string(&path)?;
            for case in text.split("== ").skip(1).filter_map(|case| case.split_once('\n')) {
                let input: Vec<&str> = case
                    .1
                    .lines()
                    .filter(|line| !line.starts_with(['=', '@', '<']))
                    .collect();
                files.push((format!("{}: {}", path.display(), case.0), input.join("\n")));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A file as JSON, read by another reader of YAML. `None` where that reader refuses it.
pub(crate) fn as_json(text: &str) -> Option<Value> {
    fn json(value: serde_yaml::Value) -> Option<Value> {
        use serde_yaml::Value as Yaml;
        Some(match value {
            Yaml::Sequence(items) => Value::Array(items.into_iter().map(json).collect::<Option<_>>()?),
            Yaml::Mapping(entries) => {
                let entries = entries.into_iter().map(|(key, value)| {
                    let key = match key {
                        Yaml::String(text) => text,
                        other => serde_yaml::to_string(&other).ok()?.trim_end().to_owned(),
                    };
                    Some((key, json(value)?))
                });
                Value::Object(entries.collect::<Option<_>>()?)
            }
            Yaml::Tagged(tagged) => json(tagged.value)?,
            scalar => serde_json::to_value(scalar).ok()?,
        })
    }
    json(serde_yaml::from_str(text).ok()?)
}

fn checked(text: &str) -> (Tree, Report) {
    let (tree, error) = Tree::parse(text);
    let report = check(&tree, error, &Context::default());
    (tree, report)
}

fn line(tree: &Tree, found: &Diagnostic) -> String {
    let place = tree.lines().place(tree.text(), found.span.start);
    let schema = if found.schema { " (schema)" } else { "" };
    format!(
        "{}:{} {}{schema} {}: {}",
        place.line,
        place.column,
        found.severity.name(),
        found.code,
        found.message
    )
}

/// The law: the schema refuses a file exactly when a diagnostic says so; and spans lie in the text.
fn law(tree: &Tree, report: &Report) -> Result<(), String> {
    let flagged = report.diagnostics.iter().any(|found| found.schema);
    if report.schema_valid.is_some_and(|valid| valid == flagged) {
        let lines: Vec<String> = report.diagnostics.iter().map(|found| line(tree, found)).collect();
        return Err(format!(
            "verdict {:?}, but diagnostics:\n{}",
            report.schema_valid,
            lines.join("\n")
        ));
    }
    for found in &report.diagnostics {
        if tree.text().get(found.span.start..found.span.end).is_none() {
            return Err(format!("a span outside the text: {}", line(tree, found)));
        }
    }
    Ok(())
}

/// The law for each resource by itself: one that the schema takes alone has no diagnostic that says
/// otherwise, whatever else is wrong with the file, and one that it refuses has one.
fn law_of_parts(validator: &Validator, value: &Value, tree: &Tree, report: &Report) -> Result<(), String> {
    let Some(root) = tree.root().filter(|_| report.schema_valid == Some(false)) else {
        return Ok(());
    };
    for list in ["services", "databases", "envVarGroups"] {
        let (Some(items), Some(node)) = (value.get(list).and_then(Value::as_array), tree.get(root, list))
        else {
            continue;
        };
        for (item, place) in items.iter().zip(tree.items(node)) {
            let refused = !validator.is_valid(&json!({ list: [item] }));
            if flagged(tree, report, place) != refused {
                return Err(format!("refused alone: {refused}, and flagged otherwise: {item}"));
            }
            let (Some(variables), Some(node)) = (
                item.get("envVars").and_then(Value::as_array),
                tree.get(place.node, "envVars"),
            ) else {
                continue;
            };
            for (variable, place) in variables
                .iter()
                .zip(tree.items(node))
                .filter(|_| list == "services")
            {
                let service = json!({"type": "web", "name": "a", "runtime": "docker", "envVars": [variable]});
                let accepted = validator.is_valid(&json!({ "services": [service] }));
                if accepted && flagged(tree, report, place) {
                    return Err(format!("accepted alone, and flagged: {variable}"));
                }
            }
        }
    }
    Ok(())
}

/// Whether a diagnostic within an item, its dash included, says that the schema refuses it.
fn flagged(tree: &Tree, report: &Report, item: &Item) -> bool {
    let span = tree.node(item.node).span;
    let start = item.dash.unwrap_or(span.start);
    let within = |found: &&Diagnostic| start <= found.span.start && found.span.end <= span.end.max(start + 1);
    report.diagnostics.iter().filter(within).any(|found| found.schema)
}

fn verdicts() -> Result<(), Failed> {
    let on_and_off = as_json("[on, off, yes, no, 1_000, 2.0, true, ~]");
    if on_and_off != Some(json!(["on", "off", "yes", "no", "1_000", 2.0, true, null])) {
        return Err(format!("the other reader does not read YAML 1.2: {on_and_off:?}").into());
    }
    let validator = validator()?;
    let mut wrong = Vec::new();
    let mut accepted = 0;
    for (name, text) in blueprints()?.into_iter().chain(preset_files()?) {
        let (tree, report) = checked(&text);
        let expected = as_json(&text).map(|value| validator.is_valid(&value));
        accepted += usize::from(expected == Some(true));
        if report.schema_valid != expected {
            wrong.push(format!(
                "{name}: {:?}, the schema says {expected:?}",
                report.schema_valid
            ));
        }
        if let Err(error) = law(&tree, &report) {
            wrong.push(format!("{name}: {error}"));
        }
    }
    if accepted < 20 {
        wrong.push(format!("only {accepted} files pass the schema"));
    }
    outcome(wrong)
}

fn no_errors() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (name, text) in blueprints()? {
        let (tree, report) = checked(&text);
        if report.schema_valid != Some(true) {
            continue;
        }
        for found in report
            .diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error)
        {
            if PROSE.iter().any(|(code, _)| *code == found.code) {
                used.insert(found.code);
            } else {
                wrong.push(format!("{name}:{}", line(&tree, found)));
            }
        }
    }
    let unused = PROSE.iter().filter(|(code, _)| !used.contains(code));
    wrong.extend(unused.map(|(code, _)| format!("{code} is listed and breaks no file")));
    outcome(wrong)
}

fn presets() -> Result<(), Failed> {
    // The free Key Value instance is the document's own choice for staging, and so is the memory.
    let beside = BTreeMap::from([
        ("gp-bikes-production.yaml", vec![]),
        ("gp-bikes-scaled.yaml", vec![]),
        (
            "gp-bikes-staging.yaml",
            vec![
                "reliability/memory",
                "reliability/memory",
                "platform/unpersisted-queue",
            ],
        ),
    ]);
    let mut wrong = Vec::new();
    let files = preset_files()?;
    if files.len() != beside.len() {
        wrong.push(format!("{} presets", files.len()));
    }
    for (name, text) in files {
        let (_, report) = checked(&text);
        let codes = report.diagnostics.iter().map(|found| found.code);
        let found: Vec<&str> = codes.filter(|code| !WORTH_KNOWING.contains(code)).collect();
        if beside.get(name.as_str()) != Some(&found) {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    outcome(wrong)
}

fn own_blueprint() -> Result<(), Failed> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("render.yaml");
    let json = as_json(&std::fs::read_to_string(path)?).ok_or("render.yaml cannot be read")?;
    let validator = validator()?;
    outcome(
        validator
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect(),
    )
}

fn mutants(shard: u64) -> Result<(), Failed> {
    let validator = validator()?;
    let files = blueprints()?
        .into_iter()
        .chain(preset_files()?)
        .chain(small_files()?);
    let judged = files.filter(|(_, text)| checked(text).1.schema_valid.is_some());
    let bases: Vec<Value> = judged.filter_map(|(_, text)| as_json(&text)).collect();
    let mut wrong = Vec::new();
    let mut refused = 0;
    let mut source = mutate::Source::new(shard, &bases);
    for number in 0..MUTANTS {
        let mutant = source.mutant();
        let text = if number % 2 == 0 {
            mutant.to_string()
        } else {
            serde_yaml::to_string(&mutant)?
        };
        let (tree, report) = checked(&text);
        let expected = validator.is_valid(&mutant);
        refused += usize::from(!expected);
        if report.schema_valid != Some(expected) {
            wrong.push(format!(
                "{:?}, the schema says {expected}:\n{text}",
                report.schema_valid
            ));
        }
        if let Err(error) = law(&tree, &report) {
            wrong.push(format!("{error}\n{text}"));
        }
        if let Err(error) = law_of_parts(&validator, &mutant, &tree, &report) {
            let lines: Vec<String> = report
                .diagnostics
                .iter()
                .map(|found| line(&tree, found))
                .collect();
            wrong.push(format!("{error}\n{}\n{text}", lines.join("\n")));
        }
        // A fix that is offered can be made.
        for found in report.diagnostics.iter().take(3) {
            for fix in &found.fixes {
                if let Err(error) = fix.apply(&tree) {
                    wrong.push(format!(
                        "{}: {}: the fix is refused: {error}\n{text}",
                        line(&tree, found),
                        fix.title
                    ));
                }
            }
        }
        if wrong.len() >= 3 {
            break;
        }
    }
    if refused == MUTANTS || refused < MUTANTS / 2 {
        wrong.push(format!(
            "{refused} of {MUTANTS} mutants are refused: they test little"
        ));
    }
    outcome(wrong)
}

fn outcome(wrong: Vec<String>) -> Result<(), Failed> {
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n").into())
    }
}
