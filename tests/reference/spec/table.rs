//! Statements of the table. Only what the schema could say: rules of the documentation are left out.

use plano::spec::{Constraint, Field, Kind, ROOT, Rule, Shape, sources};

use super::Statements;
use super::schema::{list, state};

pub(super) fn statements() -> Statements {
    let mut out = Statements::new();
    shape("", &Shape::Object(&ROOT), &mut out);
    out
}

fn shape(place: &str, item: &Shape, out: &mut Statements) {
    let text = match item {
        Shape::Text => "text".to_owned(),
        Shape::Url => "text, format uri".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::TextOrNumber => "text or number".to_owned(),
        Shape::Integer { min, max: None } => format!("integer from {min}"),
        Shape::Integer { min, max: Some(max) } => format!("integer from {min} to {max}"),
        Shape::Constant(constant) => format!("one of {constant}"),
        Shape::Choice(choice) => format!("one of {}", list(choice.values.iter().map(|value| value.name))),
        Shape::List(item) => {
            shape(&format!("{place}[]"), item, out);
            "list".to_owned()
        }
        Shape::Forms(kinds) => {
            for (index, kind) in kinds.iter().enumerate() {
                shape(&format!("{place}/{index}"), &Shape::Object(kind), out);
            }
            format!("{} forms", kinds.len())
        }
        Shape::Object(kind) => {
            object(place, kind, out);
            if kind.object_stated {
                "mapping".to_owned()
            } else {
                "mapping, or anything else".to_owned()
            }
        }
    };
    state(out, "shapes", format!("{place}: {text}"));
}

fn object(place: &str, kind: &Kind, out: &mut Statements) {
    if kind.closed {
        state(out, "closed", place.to_owned());
    }
    for item in kind.fields {
        field(place, item, out);
    }
    for Constraint { rule, source } in kind.constraints {
        if *source == &sources::J {
            state(out, "constraints", format!("{place}: {}", text_of(rule)));
        }
    }
}

fn field(place: &str, field: &Field, out: &mut Statements) {
    let name = field.name;
    state(out, "fields", format!("{place}: {name}"));
    if field.required {
        state(out, "required", format!("{place}: {name}"));
    }
    if let Some(default) = field.default {
        state(out, "defaults", format!("{place}: {name} is {default}"));
    }
    if field
        .documented()
        .deprecated
        .is_some_and(|deprecated| deprecated.source == &sources::J)
    {
        state(out, "deprecated", format!("{place}: {name}"));
    }
    shape(&super::schema::inside(place, name), &field.shape, out);
}

fn text_of(rule: &Rule) -> String {
    let names = |names: &[&str]| list(names.iter().copied());
    match rule {
        Rule::ExactlyOne(fields) => format!("exactly one of {}", names(fields)),
        Rule::AtLeastOne(fields) => format!("at least one of {}", names(fields)),
        Rule::RequiredUnless { field, unless } => format!("{field} required unless {unless}"),
        Rule::Excludes { field, others } => format!("{field} excludes {}", names(others)),
        Rule::Demands { fields, other, value } => format!("{other} is {value} with any of {}", names(fields)),
    }
}
