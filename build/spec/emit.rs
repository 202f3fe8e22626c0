//! The checked data as Rust statics.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::data::{Choice, ChoiceValue, Constraint, Field, Kind, Legacy, Remedy, Rule, Runtimes, Shape};
use super::{Failure, Table};
use crate::literal::{optional_text, slice, text, text_slice};

/// The page that every anchor belongs to.
const PAGE: &str = "https://render.com/docs/blueprint-spec";

pub(super) fn emit(table: &Table) -> Result<String, Failure> {
    let mut out = String::new();
    writeln!(
        out,
        "/// Where the facts come from.\npub mod sources {{\n    use super::Source;"
    )?;
    for source in &table.sources {
        let (tag, title, address, date) = (
            text(&source.tag),
            text(&source.title),
            text(&source.address),
            text(&source.date),
        );
        writeln!(out, "    /// {}, {}.", source.title, source.date)?;
        writeln!(
            out,
            "    pub static {}: Source = Source {{ tag: {tag}, title: {title}, address: {address}, date: {date} }};",
            identifier(&source.tag)
        )?;
    }
    writeln!(
        out,
        "}}\n\n/// The named choices.\npub mod choices {{\n    use super::{{Choice, State, Value, sources}};"
    )?;
    for (choice, values) in &table.choices {
        let literals = slice(values.iter().map(|item| value(choice, item)));
        writeln!(out, "    /// The choice `{}`.", choice.name)?;
        writeln!(
            out,
            "    pub static {}: Choice = Choice {{ name: {}, values: {literals} }};",
            identifier(&choice.name),
            text(&choice.name)
        )?;
    }
    writeln!(out, "}}")?;
    for forms in &table.forms {
        let kinds = slice(forms.kinds.iter().map(|kind| reference(kind)));
        writeln!(out, "\n/// The forms of `{}`, in the schema's order.", forms.name)?;
        writeln!(
            out,
            "pub static {}_FORMS: &[&Kind] = {kinds};",
            identifier(&forms.name)
        )?;
    }
    let mut fields = 0;
    for kind in &table.kinds {
        writeln!(out, "\n/// The kind `{}`: {}.", kind.name, kind.title)?;
        writeln!(
            out,
            "pub static {}: Kind = {};",
            identifier(&kind.name),
            kind_literal(kind, fields)
        )?;
        fields += kind.fields.len();
    }
    let rows = slice(
        table
            .kinds
            .iter()
            .flat_map(|kind| kind.fields.iter().map(|field| documented(kind, field))),
    );
    writeln!(out, "\nstatic DOCUMENTED: &[Documented] = {rows};")?;
    let kinds = slice(table.kinds.iter().map(|kind| reference(&kind.name)));
    writeln!(out, "\nstatic KINDS: &[&Kind] = {kinds};")?;
    let choices = slice(
        table
            .choices
            .iter()
            .map(|(choice, _)| format!("&choices::{}", identifier(&choice.name))),
    );
    writeln!(out, "\nstatic CHOICES: &[&Choice] = {choices};")?;
    Ok(out)
}

fn value(choice: &Choice, value: &ChoiceValue) -> String {
    let state = match &value.now {
        Some(now) => format!("State::Old {{ now: {} }}", text(now)),
        None if value.retired => "State::Retired".to_owned(),
        None => "State::Current".to_owned(),
    };
    format!(
        "Value {{ name: {}, state: {state}, only_for: {}, schema_only: {}, source: &sources::{} }}",
        text(&value.value),
        text_slice(&value.only_for),
        value.schema_only,
        identifier(value.source.as_ref().unwrap_or(&choice.source))
    )
}

/// `first` is the place of the kind's first field among the fields of all kinds.
fn kind_literal(kind: &Kind, first: usize) -> String {
    format!(
        "Kind {{ name: {}, title: {}, docs: {}, closed: {}, object_stated: {}, mark: {}, fields: {}, constraints: {}, legacy: {} }}",
        text(&kind.name),
        text(&kind.title),
        text(&address(&[&kind.docs])),
        kind.closed,
        kind.object_stated,
        optional_text(kind.mark.as_deref()),
        slice(
            kind.fields
                .iter()
                .zip(first..)
                .map(|(item, place)| field(item, place))
        ),
        slice(kind.constraints.iter().map(constraint)),
        slice(kind.legacy.iter().map(legacy)),
    )
}

fn field(field: &Field, documented: usize) -> String {
    let legacy_values = field.legacy_values.iter().map(|legacy| {
        format!(
            "LegacyValue {{ value: {}, level: Level::{:?}, set: {}, source: &sources::{} }}",
            text(&legacy.value),
            legacy.level,
            pairs(&legacy.set),
            identifier(&legacy.source)
        )
    });
    let parts = [
        ("name", text(&field.name)),
        ("shape", shape(&field.shape)),
        ("required", field.required.to_string()),
        ("default", optional_text(field.default.as_deref())),
        ("at_most", optional(field.at_most.map(|bound| bound.to_string()))),
        (
            "one_or_multiple_of",
            optional(field.one_or_multiple_of.map(|step| step.to_string())),
        ),
        ("forbidden", text_slice(&field.forbidden)),
        ("legacy_values", slice(legacy_values)),
        ("documented", documented.to_string()),
    ];
    literal("Field", &parts)
}

fn documented(kind: &Kind, field: &Field) -> String {
    let deprecated = field.deprecated.as_ref().map(|deprecated| {
        let source = identifier(&deprecated.source);
        format!(
            "Deprecated {{ remedy: {}, source: &sources::{source} }}",
            remedy(&deprecated.remedy)
        )
    });
    let parts = [
        ("help", text(&field.help)),
        ("docs", text(&address(&[&field.docs, &kind.docs]))),
        ("source", format!("&sources::{}", identifier(&field.source))),
        ("required", field.docs_required.to_string()),
        ("immutable", field.immutable.to_string()),
        ("grows_only", field.grows_only.to_string()),
        ("deprecated", optional(deprecated)),
        ("service_types", text_slice(&field.service_types)),
        ("runtimes", runtimes(field.runtimes.as_ref())),
        (
            "needs",
            optional(field.needs.as_ref().map(|need| format!("Need::{need:?}"))),
        ),
        ("starts_with", optional_text(field.starts_with.as_deref())),
        (
            "refers_to",
            optional(field.refers_to.as_ref().map(|to| format!("Referent::{to:?}"))),
        ),
        ("tolerates", optional(field.tolerates.as_ref().map(shape))),
    ];
    literal("Documented", &parts)
}

fn literal(name: &str, parts: &[(&str, String)]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    format!("{name} {{ {} }}", parts.join(", "))
}

fn shape(item: &Shape) -> String {
    match item {
        Shape::Text => "Shape::Text".to_owned(),
        Shape::Url => "Shape::Url".to_owned(),
        Shape::Boolean => "Shape::Boolean".to_owned(),
        Shape::TextOrNumber => "Shape::TextOrNumber".to_owned(),
        Shape::Integer { min, max } => {
            format!(
                "Shape::Integer {{ min: {min}, max: {} }}",
                optional(max.map(|max| max.to_string()))
            )
        }
        Shape::Choice(name) => format!("Shape::Choice(&choices::{})", identifier(name)),
        Shape::Constant(constant) => format!("Shape::Constant({})", text(constant)),
        Shape::Object(kind) => format!("Shape::Object({})", reference(kind)),
        Shape::Forms(name) => format!("Shape::Forms({}_FORMS)", identifier(name)),
        Shape::List(item) => format!("Shape::List(&{})", shape(item)),
    }
}

fn runtimes(runtimes: Option<&Runtimes>) -> String {
    match runtimes {
        None => "Runtimes::Any".to_owned(),
        Some(Runtimes::Only(names)) => format!("Runtimes::Only({})", text_slice(names)),
        Some(Runtimes::Except(names)) => format!("Runtimes::Except({})", text_slice(names)),
    }
}

fn constraint(constraint: &Constraint) -> String {
    let rule = match &constraint.rule {
        Rule::ExactlyOne(fields) => format!("Rule::ExactlyOne({})", text_slice(fields)),
        Rule::AtLeastOne(fields) => format!("Rule::AtLeastOne({})", text_slice(fields)),
        Rule::RequiredUnless { field, unless } => {
            format!(
                "Rule::RequiredUnless {{ field: {}, unless: {} }}",
                text(field),
                text(unless)
            )
        }
        Rule::Excludes { field, others } => {
            format!(
                "Rule::Excludes {{ field: {}, others: {} }}",
                text(field),
                text_slice(others)
            )
        }
        Rule::Demands { fields, other, value } => format!(
            "Rule::Demands {{ fields: {}, other: {}, value: {} }}",
            text_slice(fields),
            text(other),
            text(value)
        ),
    };
    format!(
        "Constraint {{ rule: {rule}, source: &sources::{} }}",
        identifier(&constraint.source)
    )
}

fn legacy(legacy: &Legacy) -> String {
    format!(
        "Legacy {{ name: {}, level: Level::{:?}, remedy: {}, source: &sources::{} }}",
        text(&legacy.name),
        legacy.level,
        remedy(&legacy.remedy),
        identifier(&legacy.source)
    )
}

fn remedy(remedy: &Remedy) -> String {
    match remedy {
        Remedy::Rename { to, values } => {
            format!(
                "Remedy::Rename {{ to: {}, values: {} }}",
                slice(to.split('.').map(text)),
                pairs(values)
            )
        }
        Remedy::BelongsTo(kind) => format!("Remedy::BelongsTo({})", reference(kind)),
        Remedy::Sql => "Remedy::Sql".to_owned(),
        Remedy::Remove => "Remedy::Remove".to_owned(),
    }
}

fn pairs(pairs: &BTreeMap<String, String>) -> String {
    slice(
        pairs
            .iter()
            .map(|(left, right)| format!("({}, {})", text(left), text(right))),
    )
}

fn optional(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

/// The address of the first anchor that is given, else of the page.
fn address(anchors: &[&Option<String>]) -> String {
    let anchor = anchors.iter().find_map(|anchor| anchor.as_deref());
    format!("{PAGE}{}", anchor.unwrap_or_default())
}

/// A kind by reference.
fn reference(kind: &str) -> String {
    format!("&{}", identifier(kind))
}

/// `env-var-group` as `ENV_VAR_GROUP`.
fn identifier(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}
