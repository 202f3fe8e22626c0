//! The table of `plano::spec` against Render's published schema, both ways, and against the other facts.
//!
//! Schema and table are each turned into statements: short lines about one place in a Blueprint, such as
//! `services[]/2.disk.sizeGB: integer from 1`. Two sets of lines are easily compared, and a difference reads
//! by itself. A place under several containers is stated once for each, as it is in the file.

mod schema;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use libtest_mimic::{Failed, Trial};
use plano::spec::{self, Choice, State};
use serde_json::{Value, json};

use crate::read;

/// Statements by what they are about.
type Statements = BTreeMap<&'static str, BTreeSet<String>>;

/// What statements are about. The schema states few defaults and the documentation many, so of the table's
/// defaults only those are compared whose place has one in the schema.
const ASPECTS: [&str; 7] = [
    "fields",
    "shapes",
    "required",
    "closed",
    "defaults",
    "deprecated",
    "constraints",
];

pub(crate) fn trials() -> Vec<Trial> {
    let aspects =
        ASPECTS.map(|aspect| Trial::test(format!("spec::{aspect}_equal_the_schema"), move || equal(aspect)));
    let others = [
        Trial::test("spec::a_changed_schema_is_noticed", changed_schema),
        Trial::test("spec::old_plan_names_equal_the_facts", old_plans),
        Trial::test("spec::help_is_in_our_own_words", own_words),
    ];
    aspects.into_iter().chain(others).collect()
}

fn official() -> Result<Value, Failed> {
    Ok(serde_json::from_str(&read("render/render.schema.json")?)?)
}

fn equal(aspect: &str) -> Result<(), Failed> {
    let differences = differences(aspect, &schema::statements(&official()?)?, &table::statements());
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences.join("\n").into())
    }
}

/// Every statement about an aspect that only one side makes.
fn differences(aspect: &str, schema: &Statements, table: &Statements) -> Vec<String> {
    let none = BTreeSet::new();
    let schema = schema.get(aspect).unwrap_or(&none);
    let table = table.get(aspect).unwrap_or(&none);
    let lacking = schema
        .difference(table)
        .map(|line| format!("only in the schema: {line}"));
    let extra = table
        .difference(schema)
        .map(|line| format!("only in the table: {line}"));
    if aspect == "defaults" {
        lacking.collect()
    } else {
        lacking.chain(extra).collect()
    }
}

/// Changes the schema in one place at a time and expects the one line that says so.
fn changed_schema() -> Result<(), Failed> {
    let cases = [
        (
            "fields",
            "/definitions/disk/properties/iops",
            json!({"type": "integer", "minimum": 1}),
            "only in the schema: services[]/2.disk: iops",
        ),
        (
            "shapes",
            "/definitions/disk/properties/sizeGB/minimum",
            json!(5),
            "only in the table: services[]/2.disk.sizeGB: integer from 1",
        ),
        (
            "shapes",
            "/definitions/region/enum",
            json!(["oregon"]),
            "only in the schema: databases[].region: one of oregon",
        ),
        (
            "shapes",
            "/definitions/envVarGroup/type",
            json!("object"),
            "only in the schema: envVarGroups[]: mapping",
        ),
        (
            "required",
            "/definitions/cronService/required",
            json!(["type", "name"]),
            "only in the table: services[]/1: schedule",
        ),
        (
            "closed",
            "/definitions/header/additionalProperties",
            json!(false),
            "only in the schema: services[]/3.headers[]",
        ),
        (
            "defaults",
            "/definitions/disk/properties/sizeGB/default",
            json!(20),
            "only in the schema: services[]/2.disk: sizeGB is 20",
        ),
        (
            "deprecated",
            "/definitions/cronService/properties/plan/deprecated",
            json!(true),
            "only in the schema: services[]/1: plan",
        ),
        (
            "constraints",
            "/definitions/buildSource/oneOf",
            json!([{"required": ["git"]}]),
            "only in the table: buildSources[]: exactly one of git, image",
        ),
    ];
    let table = table::statements();
    for (aspect, pointer, value, expected) in cases {
        let changed = changed(pointer, value)?;
        let found = differences(aspect, &schema::statements(&changed)?, &table);
        if !found.iter().any(|line| line == expected) {
            return Err(format!("{pointer}: expected {expected:?}, found {found:#?}").into());
        }
    }
    let unknown = changed("/definitions/disk/dependentRequired", json!({}))?;
    match schema::statements(&unknown) {
        Ok(_) => Err("a keyword that the comparison does not understand went unnoticed".into()),
        Err(_) => Ok(()),
    }
}

/// The schema with one value put in.
fn changed(pointer: &str, value: Value) -> Result<Value, Failed> {
    let mut schema = official()?;
    let (parent, key) = pointer.rsplit_once('/').ok_or("a pointer without a parent")?;
    let parent = schema
        .pointer_mut(parent)
        .and_then(Value::as_object_mut)
        .ok_or("a pointer to nothing")?;
    parent.insert(key.to_owned(), value);
    Ok(schema)
}

/// The old names of plans, and the plans that cannot be made any more, are those of the price facts.
fn old_plans() -> Result<(), Failed> {
    let prices: Value = serde_json::from_str(&read("render/prices.json")?)?;
    let plans = [
        (&spec::choices::SERVER_PLAN, "/service_plans"),
        (&spec::choices::CRON_PLAN, "/cron/plans"),
        (&spec::choices::KEY_VALUE_PLAN, "/key_value/plans"),
        (&spec::choices::POSTGRES_PLAN, "/postgres/plans"),
    ];
    for (choice, pointer) in plans {
        let mut expected = BTreeSet::new();
        for plan in prices.pointer(pointer).and_then(Value::as_array).ok_or(pointer)? {
            let now = plan["id"].as_str().ok_or("a plan without an id")?;
            expected.insert((now, now));
            expected.extend(plan["legacy"].as_str().map(|old| (old, now)));
        }
        let found = choice
            .values
            .iter()
            .filter_map(|value| Some((value.name, value.present()?)))
            .collect();
        same(choice, &expected, &found)?;
    }
    let retired = prices
        .pointer("/postgres/legacy_plans")
        .and_then(Value::as_array)
        .ok_or("no legacy plans")?;
    let expected = retired.iter().filter_map(|plan| plan["id"].as_str()).collect();
    let postgres = &spec::choices::POSTGRES_PLAN;
    let found = postgres
        .values
        .iter()
        .filter(|value| value.state == State::Retired)
        .map(|value| value.name)
        .collect();
    same(postgres, &expected, &found)
}

fn same<T: Ord + std::fmt::Debug>(
    choice: &Choice,
    expected: &BTreeSet<T>,
    found: &BTreeSet<T>,
) -> Result<(), Failed> {
    let differences: Vec<_> = expected.symmetric_difference(found).collect();
    if differences.is_empty() {
        Ok(())
    } else {
        Err(format!("{choice:?}: {differences:?}").into())
    }
}

/// No line of help shares six words in a row with what the schema says.
fn own_words() -> Result<(), Failed> {
    let schema = official()?;
    let mut theirs = BTreeSet::new();
    descriptions(&schema, &mut |text| theirs.extend(runs(text)));
    let mut shared = Vec::new();
    for field in spec::kinds().flat_map(|kind| kind.fields) {
        let help = plano::words::field_help(field.documented().help).ok_or(field.documented().help)?;
        shared.extend(
            runs(help)
                .into_iter()
                .filter(|run| theirs.contains(run))
                .map(|run| format!("{}: {run}", field.documented().help)),
        );
    }
    if shared.is_empty() {
        Ok(())
    } else {
        Err(shared.join("\n").into())
    }
}

fn descriptions(node: &Value, visit: &mut impl FnMut(&str)) {
    if let Some(text) = node.get("description").and_then(Value::as_str) {
        visit(text);
    }
    match node {
        Value::Object(map) => map.values().for_each(|inner| descriptions(inner, visit)),
        Value::Array(items) => items.iter().for_each(|inner| descriptions(inner, visit)),
        _ => {}
    }
}

/// All runs of six words, without case and punctuation.
fn runs(text: &str) -> Vec<String> {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(6).map(|run| run.join(" ")).collect()
}
