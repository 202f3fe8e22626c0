//! Setting and clearing a field of a resource that holds one value, checked against the format.
//!
//! The small part of [`any_field`](super::any_field) that the page needs at once.

use super::{EditError, find, order};
use crate::blueprint::Blueprint;
use crate::spec::{Constraint, Field, Kind, Rule, Shape};
use crate::words::{alternatives, edits};
use crate::yaml::edit::Change;
use crate::yaml::{Path, Value};

pub(super) fn set(
    blueprint: &Blueprint<'_>,
    resource: &Path,
    field: &str,
    text: &str,
) -> Result<Vec<Change>, EditError> {
    let steps = resolve(blueprint, resource, field)?;
    let (last, parents) = steps.split_last().ok_or_else(|| edits::not_found(field))?;
    if last.field.name == "type" {
        return Err(edits::fixed_field(field).into());
    }
    let value = typed(&last.field.shape, Some(last.field), field, text)?;
    let mut mapping = resource.clone();
    for (at, step) in parents.iter().enumerate() {
        let inner = mapping.then(step.field.name);
        if blueprint.tree.at(&inner).is_none() {
            let below = steps.get(at + 1..).unwrap_or_default();
            return Ok(vec![Change::Insert {
                mapping,
                key: step.field.name.to_owned(),
                value: nested(below, field, value)?,
                order: order(step.kind),
            }]);
        }
        mapping = inner;
    }
    Ok(vec![super::put(
        blueprint,
        &mapping,
        last.kind,
        last.field.name,
        value,
    )])
}

pub(super) fn clear(
    blueprint: &Blueprint<'_>,
    resource: &Path,
    field: &str,
) -> Result<Vec<Change>, EditError> {
    let steps = resolve(blueprint, resource, field)?;
    if steps.last().is_some_and(is_needed) {
        return Err(edits::needed(field).into());
    }
    let path = steps
        .iter()
        .fold(resource.clone(), |path, step| path.then(step.field.name));
    Ok(vec![Change::Remove { path }])
}

/// Whether a mapping of this kind cannot do without the field.
fn is_needed(step: &Step) -> bool {
    let demanded = |constraint: &Constraint| match constraint.rule {
        Rule::RequiredUnless { field, .. } => field == step.field.name,
        _ => false,
    };
    step.field.required || step.kind.constraints.iter().any(demanded)
}

/// A field on the way to the one that is meant, and the kind that has it.
struct Step {
    kind: &'static Kind,
    field: &'static Field,
}

/// Follows a dotted name through the format.
fn resolve(blueprint: &Blueprint<'_>, resource: &Path, field: &str) -> Result<Vec<Step>, EditError> {
    let found = find(blueprint, resource)?;
    let mut kind = found
        .kind()
        .ok_or_else(|| edits::not_found(format!("{}.type", resource)))?;
    let mut steps = Vec::new();
    let mut names = field.split('.').peekable();
    while let Some(name) = names.next() {
        let known = kind.field(name).ok_or_else(|| {
            edits::unknown_field(
                kind.title,
                name,
                alternatives(kind.fields.iter().map(|field| field.name)),
            )
        })?;
        steps.push(Step { kind, field: known });
        if names.peek().is_some() {
            let Shape::Object(inner) = known.shape else {
                return Err(edits::unknown_field(known.name, names.next().unwrap_or_default(), "").into());
            };
            kind = inner;
        }
    }
    Ok(steps)
}

/// The fields below a mapping that does not exist yet, refused where it would lack a field that it needs.
fn nested(below: &[Step], field: &str, value: Value) -> Result<Value, EditError> {
    let Some((first, rest)) = below.split_first() else {
        return Ok(value);
    };
    let others = first
        .kind
        .fields
        .iter()
        .filter(|other| other.required && other.name != first.field.name);
    let missing: Vec<&str> = others.map(|other| other.name).collect();
    if !missing.is_empty() {
        return Err(edits::needs_first(field, alternatives(missing)).into());
    }
    Ok(Value::mapping([(first.field.name, nested(rest, field, value)?)]))
}

/// A typed value from what a user typed. What the format says of the field alone bounds it further.
pub(super) fn typed(
    shape: &Shape,
    field: Option<&Field>,
    name: &str,
    text: &str,
) -> Result<Value, EditError> {
    match *shape {
        Shape::Text if field.is_some_and(|field| field.forbidden.contains(&text)) => {
            Err(edits::forbidden(text, name).into())
        }
        Shape::Text | Shape::Url | Shape::TextOrNumber => Ok(Value::from(text)),
        Shape::Boolean => match text {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(edits::bad_boolean(text, name).into()),
        },
        Shape::Integer { min, max } => {
            let max = max.or(field.and_then(|field| field.at_most).map(i64::from));
            let step = field.and_then(|field| field.one_or_multiple_of).map(i64::from);
            let bounds = || match (step, max) {
                (Some(step), _) => edits::bounds_step(step.to_string()),
                (None, Some(max)) => edits::bounds_between(min.to_string(), max.to_string()),
                (None, None) => edits::bounds_from(min.to_string()),
            };
            let number = text.trim().parse::<i64>().ok();
            let number = number.filter(|&number| number >= min && max.is_none_or(|max| number <= max));
            let number = number
                .filter(|&number| step.is_none_or(|step| number == 1 || number.checked_rem(step) == Some(0)));
            number
                .map(Value::Int)
                .ok_or_else(|| edits::bad_integer(text, name, bounds()).into())
        }
        Shape::Choice(choice) if choice.values.iter().any(|value| value.name == text) => {
            Ok(Value::from(text))
        }
        Shape::Choice(choice) => {
            let allowed = alternatives(choice.values.iter().map(|value| value.name));
            Err(edits::bad_choice(text, name, allowed).into())
        }
        Shape::Constant(constant) if constant == text => Ok(Value::from(text)),
        Shape::Constant(constant) => Err(edits::bad_choice(text, name, alternatives([constant])).into()),
        Shape::Object(kind) => {
            let fields = kind
                .fields
                .iter()
                .map(|field| format!("{name}.{}", field.name))
                .collect::<Vec<_>>();
            Err(edits::not_a_field(name, alternatives(fields.iter().map(String::as_str))).into())
        }
        Shape::Forms(_) | Shape::List(_) => Err(edits::wrong_kind(name).into()),
    }
}
