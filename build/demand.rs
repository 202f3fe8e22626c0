//! The assumptions of a forecast: read, checked, and written as an enum of their ids and a table.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use crate::literal::text;
use crate::price::{Exact, decimal};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    assumptions: Vec<Assumption>,
    planned: Vec<Planned>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planned {
    users: u32,
    role: String,
    plan: String,
    #[serde(default = "one")]
    instances: i64,
    disk: Option<i64>,
}

fn one() -> i64 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Assumption {
    id: String,
    min: Exact,
    max: Exact,
    document: Stated,
    published: Option<Stated>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    value: Exact,
    label: Label,
    source: Option<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Debug)]
#[serde(rename_all = "lowercase")]
enum Label {
    Published,
    Fitted,
    Assumption,
}

/// Writes `assumptions.yaml` as the enums `Id` and `Source` and the table `ASSUMPTIONS`, in the file's order.
pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    let file: File = crate::read(&data.join("assumptions.yaml"))?;
    let (mut variants, mut rows, mut names, mut units) =
        (String::new(), String::new(), String::new(), String::new());
    let mut sources = BTreeSet::new();
    for assumption in &file.assumptions {
        let published = assumption.published.as_ref().unwrap_or(&assumption.document);
        for stated in [&assumption.document, published] {
            check(assumption, stated).map_err(|error| format!("{}: {error}", assumption.id))?;
        }
        let variant = variant(&assumption.id);
        let word = assumption.id.replace('-', "_");
        writeln!(variants, "/// `{}`.\n{variant},", assumption.id)?;
        writeln!(
            rows,
            "Assumption {{ id: Id::{variant}, name: {}, min: {}, max: {}, document: {}, published: {} }},",
            text(&assumption.id),
            decimal(assumption.min),
            decimal(assumption.max),
            stated(&assumption.document),
            stated(published),
        )?;
        for stated in [&assumption.document, published] {
            sources.extend(stated.source.clone());
        }
        writeln!(names, "Id::{variant} => words::assumption_{word}_name(),")?;
        writeln!(units, "Id::{variant} => words::assumption_{word}_unit(),")?;
    }
    let planned: Vec<String> = file
        .planned
        .iter()
        .map(|row| {
            format!(
                "Planned {{ users: {}, role: {}, plan: {}, instances: {}, disk_gb: {:?} }}",
                row.users,
                text(&row.role),
                text(&row.plan),
                row.instances,
                row.disk
            )
        })
        .collect();
    let (mut cited, mut cited_words) = (String::new(), String::new());
    for source in &sources {
        let (variant, word) = (variant(source), source.replace('-', "_"));
        writeln!(cited, "/// `{source}`.\n{variant},")?;
        writeln!(cited_words, "Source::{variant} => words::source_{word}(),")?;
    }
    Ok(format!(
        "pub(in crate::demand) static PLANNED: [Planned; {}] = [{}];\n\
         /// Names an assumption.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub enum Id {{ {variants} }}\n\
         /// Names what an assumption rests on.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\n\
         pub enum Source {{ {cited} }}\n\
         pub(super) static ASSUMPTIONS: [Assumption; {count}] = [{rows}];\n\
         pub(super) fn name(id: Id) -> Message {{ match id {{ {names} }} }}\n\
         pub(super) fn source(source: Source) -> Message {{ match source {{ {cited_words} }} }}\n\
         pub(super) fn unit(id: Id) -> Message {{ match id {{ {units} }} }}\n",
        planned.len(),
        planned.join(", "),
        count = file.assumptions.len(),
    ))
}

fn check(assumption: &Assumption, stated: &Stated) -> Result<(), String> {
    let within = at_most(assumption.min, stated.value) && at_most(stated.value, assumption.max);
    if !within {
        return Err("the value is not between min and max".to_owned());
    }
    if stated.source.is_none() && stated.label != Label::Assumption {
        return Err("what is published or fitted needs a source".to_owned());
    }
    Ok(())
}

/// Whether one is not more than the other.
fn at_most(one: Exact, other: Exact) -> bool {
    let scaled = |exact: Exact, by: u32| u128::from(exact.digits) * 10_u128.pow(by);
    scaled(one, other.scale) <= scaled(other, one.scale)
}

fn stated(stated: &Stated) -> String {
    let source = stated.source.as_deref().map_or_else(
        || "None".to_owned(),
        |source| format!("Some(Source::{})", variant(source)),
    );
    format!(
        "Stated {{ value: {}, label: Label::{:?}, source: {source} }}",
        decimal(stated.value),
        stated.label
    )
}

/// `daily-share` as `DailyShare`.
fn variant(id: &str) -> String {
    id.split('-')
        .map(|part| {
            let (first, rest) = part.split_at(1.min(part.len()));
            first.to_uppercase() + rest
        })
        .collect()
}
