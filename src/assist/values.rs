//! Which values a field can have.

use super::layout::Layout;
use super::{Completion, CompletionKind, Context};
use super::{keys, plans, references, variables};
use crate::spec::{self, Choice, Field, Kind, Shape, Value};
use crate::words::assist as say;
use crate::yaml::edit::quoted;

/// The values of a field, or of an item of its list.
pub(super) fn completions(
    context: &Context<'_, '_>,
    kind: &'static Kind,
    field: &'static Field,
    shape: &'static Shape,
    layout: Layout,
) -> Vec<Completion> {
    let is_service = spec::SERVICE_FORMS.contains(&kind);
    if let Some(referent) = field.documented().refers_to {
        return references::names(context, referent, layout);
    }
    match (shape, field.name) {
        // The type decides which kind it is, so all types are offered; so does `static` among the runtimes.
        (_, "type") if is_service => of_choice(context, field, &spec::choices::REFERENCED_TYPE, |value| {
            !value.schema_only
        }),
        (Shape::Constant(_), "runtime") if is_service => {
            of_choice(context, field, &spec::choices::RUNTIME, |_| true)
        }
        (_, "type") if *kind == spec::FROM_SERVICE => references::types(context)
            .unwrap_or_else(|| of_choice(context, field, &spec::choices::REFERENCED_TYPE, |_| true)),
        (Shape::Choice(choice), "property") => {
            let fits = references::properties(context, kind);
            of_choice(context, field, choice, fits)
        }
        (_, "envVarKey") => variables::of_referred_service(context),
        (_, "key") if spec::ENV_VAR_FORMS.contains(&kind) => variables::known(context),
        (Shape::Choice(choice), _) => {
            let service_type = context.scope.service.and_then(|service| service.service_type);
            of_choice(context, field, choice, |value| {
                service_type.is_none_or(|service_type| value.is_for_type(service_type))
            })
        }
        (Shape::Constant(constant), _) => vec![value(context, field, constant, String::new())],
        (Shape::Boolean, _) => ["true", "false"]
            .map(|written| bare(context, field, written))
            .into(),
        (Shape::Integer { .. }, _) => {
            let default = field.default.map(|written| bare(context, field, written));
            default.into_iter().collect()
        }
        _ => {
            let default = field
                .default
                .map(|written| value(context, field, written, String::new()));
            default.into_iter().collect()
        }
    }
}

/// A value that is no text, so that it has no quotes.
fn bare(context: &Context<'_, '_>, field: &Field, written: &str) -> Completion {
    Completion {
        insert: format!("{}{written}", context.place.lead),
        ..value(context, field, written, String::new())
    }
}

/// The present values of a choice that fit; those of the schema alone last.
fn of_choice(
    context: &Context<'_, '_>,
    field: &Field,
    choice: &'static Choice,
    fits: impl Fn(&Value) -> bool,
) -> Vec<Completion> {
    let mut values: Vec<&Value> = choice.current().filter(|value| fits(value)).collect();
    values.sort_by_key(|value| value.schema_only);
    let completion = |of: &Value| {
        if let Some(facts) = plans::facts(choice, of.name, context.prices) {
            let plan = value(context, field, of.name, facts.what);
            let info = facts
                .old_name
                .map_or_else(String::new, |name| say::old_plan(name).to_string());
            return Completion {
                kind: CompletionKind::Plan,
                info,
                ..plan
            };
        }
        let detail = match choice.name == spec::choices::REFERENCED_TYPE.name && !of.schema_only {
            true => keys::service_name(of.name),
            false => String::new(),
        };
        value(context, field, of.name, detail)
    };
    values.into_iter().map(completion).collect()
}

/// A value, with what is known of it, and whether it is the default.
fn value(context: &Context<'_, '_>, field: &Field, written: &str, detail: String) -> Completion {
    let is_default = field.default == Some(written);
    let marked = match (is_default, detail.is_empty()) {
        (false, _) => detail,
        (true, true) => say::default().to_string(),
        (true, false) => format!("{detail} · {}", say::default()),
    };
    Completion {
        label: written.to_owned(),
        detail: marked,
        info: String::new(),
        kind: CompletionKind::Value,
        insert: format!("{}{}", context.place.lead, quoted(written)),
    }
}
