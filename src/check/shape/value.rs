//! Values: their type, the choices, bounds and forms of texts.

use super::super::closest::{closest, respelled};
use super::super::fix::{Fix, mend};
use super::super::{Diagnostic, Severity, codes, shown, verdict};
use super::{Place, Scope, Walk, first_line, title};
use crate::spec::{self, Choice, Shape, State, Value};
use crate::words::{Message, alternatives, check as words};
use crate::yaml::edit::quoted;
use crate::yaml::{Kind as NodeKind, NodeId, Scalar, Span, Tree};

/// What a value is, in a sentence.
pub(super) fn found(tree: &Tree, node: NodeId) -> Message {
    let written = || shown(tree.scalar_text(node).unwrap_or_default());
    match (tree.node(node).kind, tree.scalar(node)) {
        (NodeKind::Mapping, _) => words::shape_is_object(),
        (NodeKind::Sequence, _) => words::shape_is_list(),
        (_, Some(Scalar::Text(_))) => words::shape_is_text(written()),
        (_, Some(Scalar::Int(_) | Scalar::Float(_))) => words::shape_is_number(written()),
        _ => words::shape_is_boolean(written()),
    }
}

fn expected(shape: &Shape) -> Message {
    match shape {
        Shape::Text | Shape::Url | Shape::Choice(_) | Shape::Constant(_) => words::shape_expects_text(),
        Shape::TextOrNumber => words::shape_expects_number(),
        Shape::Integer { .. } => words::shape_expects_whole(),
        Shape::Boolean => words::shape_expects_boolean(),
        Shape::List(_) => words::shape_expects_list(),
        Shape::Object(_) | Shape::Forms(_) => words::shape_expects_object(),
    }
}

/// The texts that a shape offers today, as a list for people.
pub(super) fn allowed(shape: &Shape) -> Option<String> {
    match shape {
        Shape::Choice(choice) => Some(names(choice)),
        Shape::Constant(constant) => Some(alternatives([quoted(constant).as_str()])),
        _ => None,
    }
}

/// The values of today as they are written, with the quotes that some of them need.
fn names(choice: &Choice) -> String {
    let names: Vec<String> = choice.current().map(|value| quoted(value.name)).collect();
    alternatives(names.iter().map(String::as_str))
}

impl<'t> Walk<'t, '_> {
    /// A value of another type than the field takes; `schema` says whether the schema refuses it.
    pub(super) fn wrong_type(&mut self, shape: &'static Shape, place: &Place, node: NodeId, schema: bool) {
        let tree = self.tree;
        let field = if place.item {
            words::shape_item(place.field.name)
        } else {
            words::shape_field(place.field.name)
        };
        let empty = tree.scalar(node) == Some(Scalar::Null);
        let scalar = matches!(tree.node(node).kind, NodeKind::Scalar(_));
        let message = if empty {
            words::shape_wrong_type_empty(field, expected(shape))
        } else {
            words::shape_wrong_type_what(field, expected(shape), found(tree, node))
        };
        let text = tree.scalar_text(node).unwrap_or_default();
        let mended = mended(shape, tree.scalar(node), text);
        let help = match (shape, mended) {
            (Shape::List(_), _) if empty => words::shape_wrong_type_empty_list(),
            _ if empty && place.item => words::shape_wrong_type_empty_item(),
            (Shape::Text | Shape::TextOrNumber, _) if empty => words::shape_wrong_type_empty_text(),
            _ if empty => words::shape_wrong_type_empty_value(),
            (_, Some(Mended::Quoted)) => words::shape_wrong_type_quote(shown(text)),
            (_, Some(Mended::Bare)) => words::shape_wrong_type_unquote(text),
            (Shape::Boolean, Some(Mended::Truth(_)) | None) => words::shape_wrong_type_boolean(),
            (Shape::List(_), None) => words::shape_wrong_type_list(),
            (Shape::Object(_) | Shape::Forms(_), None) => words::shape_wrong_type_object(),
            _ => match allowed(shape) {
                Some(allowed) => words::shape_unknown_value_help(allowed),
                None => words::shape_wrong_type_value(expected(shape)),
            },
        };
        // A list or mapping is reported at its key, or at the brackets of an item that has no dash.
        let span = first_line(tree, self.span(node));
        let is_short = scalar || place.item && tree.node(node).flow;
        let span = if is_short && span.start < span.end {
            span
        } else {
            place.key
        };
        self.found.push(
            Diagnostic::error(codes::WRONG_TYPE, span, message, help)
                .schema(schema)
                .docs(place.field.docs())
                .fix(mended.and_then(|mended| mend::write(tree, node, mended.value(text)))),
        );
    }

    /// Checks a value where a scalar is expected.
    pub(super) fn scalar(&mut self, shape: &'static Shape, place: &Place, node: NodeId, scope: Scope<'t>) {
        match (shape, self.tree.scalar(node)) {
            (Shape::Text | Shape::Url, Some(Scalar::Text(text))) => self.checked_text(place, node, text),
            (Shape::TextOrNumber, Some(Scalar::Text(_) | Scalar::Int(_) | Scalar::Float(_))) => {}
            (Shape::Boolean, Some(Scalar::Bool(_))) => {}
            (Shape::Integer { min, max }, Some(number)) if verdict::in_bounds(number, i64::MIN, None) => {
                self.integer(place, node, number, (*min, *max), scope);
            }
            (Shape::Choice(choice), Some(Scalar::Text(text))) => match choice.value(text) {
                Some(value) => self.known_value(choice, value, place, node, scope),
                None => self.unknown_value(shape, place, node, text, scope),
            },
            (Shape::Constant(constant), Some(Scalar::Text(text))) => {
                if *constant != text {
                    self.unknown_value(shape, place, node, text, scope);
                }
            }
            _ if place
                .field
                .documented()
                .tolerates
                .is_some_and(|shape| verdict::accepts(self.tree, &shape, node)) =>
            {
                self.tolerated(place, node, scope);
            }
            _ => self.wrong_type(shape, place, node, scope.schema),
        }
    }

    /// A bare `true` or `false` as a variable's value.
    fn tolerated(&mut self, place: &Place, node: NodeId, scope: Scope<'t>) {
        let value = self.tree.scalar_text(node).unwrap_or_default();
        let key = self.name(place.owner).unwrap_or(place.field.name);
        let message = words::shape_boolean_value_what(shown(key), value);
        let help = words::shape_boolean_value_help(value);
        self.found.push(
            Diagnostic::warning(codes::BOOLEAN_VALUE, self.span(node), message, help)
                .schema(scope.schema)
                .docs(place.field.docs())
                .fix(mend::set(self.tree, node, value)),
        );
    }

    fn checked_text(&mut self, place: &Place, node: NodeId, text: &str) {
        let field = place.field;
        let span = first_line(self.tree, self.span(node));
        if let Some(start) = field
            .documented()
            .starts_with
            .filter(|start| !text.starts_with(start))
        {
            // "Always starts with" is all that the reference says; whether Render refuses it is not known.
            let message = words::shape_path_start_what(field.name, shown(text), start);
            let help = words::shape_path_start_help(start, shown(text));
            let mended = mend::set(self.tree, node, &format!("{start}{text}"));
            let diagnostic = Diagnostic::warning(codes::PATH_START, span, message, help);
            self.found.push(diagnostic.docs(field.docs()).fix(mended));
        }
        let folder = if text.len() > 1 {
            text.trim_end_matches('/')
        } else {
            text
        };
        if field.forbidden.contains(&folder) {
            let message = words::shape_forbidden_path_what(shown(text));
            let example = format!("{}/data", folder.trim_end_matches('/'));
            let help = words::shape_forbidden_path_help(example);
            self.found
                .push(Diagnostic::error(codes::FORBIDDEN_PATH, span, message, help).docs(field.docs()));
        }
    }

    fn integer(
        &mut self,
        place: &Place,
        node: NodeId,
        number: Scalar<'_>,
        (min, max): (i64, Option<i64>),
        scope: Scope<'t>,
    ) {
        let field = place.field;
        let span = self.span(node);
        if !verdict::in_bounds(number, min, max) {
            let value = shown(self.tree.scalar_text(node).unwrap_or_default());
            let message = words::shape_out_of_range_what(words::shape_field(field.name), value);
            let help = match max {
                Some(max) => words::shape_out_of_range_between(min.to_string(), max.to_string()),
                None => words::shape_out_of_range_from(min.to_string()),
            };
            let diagnostic = Diagnostic::new(codes::OUT_OF_RANGE, scope.severity(), span, message, help);
            self.found
                .push(diagnostic.schema(scope.schema).docs(field.docs()));
            return;
        }
        let Some(value) = number.as_integer() else { return };
        self.at_most(place, value, span);
        let step = field.one_or_multiple_of.map(i64::from);
        if let Some(step) = step.filter(|step| value != 1 && value % step != 0) {
            let message = words::shape_size_step_what(field.name, value.to_string(), step.to_string());
            let below = (value - value % step).max(1);
            let above = value - value % step + step;
            let help = words::shape_size_step_help(below.to_string(), above.to_string(), step.to_string());
            self.found
                .push(Diagnostic::error(codes::SIZE_STEP, span, message, help).docs(field.docs()));
        }
    }

    /// A bound that only the documentation knows: of a number, or of a list's length.
    pub(super) fn at_most(&mut self, place: &Place, value: i64, span: Span) {
        let field = place.field;
        let Some(most) = field.at_most.filter(|&most| value > i64::from(most)) else {
            return;
        };
        let (value, most) = (value.to_string(), most.to_string());
        let (code, message, help) = if matches!(field.shape, Shape::List(_)) {
            let message = words::platform_too_many_replicas_what(field.name, value, most.as_str());
            (
                codes::TOO_MANY_REPLICAS,
                message,
                words::platform_too_many_replicas_help(most),
            )
        } else {
            let message = words::platform_too_many_instances_what(field.name, value, most.as_str());
            (
                codes::TOO_MANY_INSTANCES,
                message,
                words::platform_too_many_instances_help(most),
            )
        };
        self.found
            .push(Diagnostic::error(code, span, message, help).docs(field.docs()));
    }

    /// A value that the schema takes, and that may be old, retired or for other services.
    fn known_value(
        &mut self,
        choice: &'static Choice,
        value: &'static Value,
        place: &Place,
        node: NodeId,
        scope: Scope<'t>,
    ) {
        let span = self.span(node);
        match value.state {
            State::Current => {}
            State::Old { now } => {
                let message = words::shape_old_value_what(value.name);
                let diagnostic =
                    Diagnostic::note(codes::OLD_VALUE, span, message, words::shape_old_value_help(now));
                self.found.push(
                    diagnostic
                        .docs(place.field.docs())
                        .fix(mend::set(self.tree, node, now)),
                );
            }
            State::Retired => self.retired(choice, value, place, node),
        }
        // What the values of the other choices are for depends on the service that is referred to.
        let service = scope.service.filter(|_| *choice == spec::choices::SERVER_PLAN);
        if let Some(service) = service.filter(|service| !value.is_for_type(service.service_type)) {
            let others = choice
                .current()
                .filter(|other| other.is_for_type(service.service_type));
            let allowed = alternatives(others.map(|other| other.name));
            let diagnostic = free_plan(title(place.kind, service.service_type), value, allowed, span);
            let others = choice
                .current()
                .filter(|other| other.is_for_type(service.service_type));
            let fixes = self.choices(node, others.map(|other| other.name));
            self.found.push(diagnostic.docs(place.field.docs()).fix(fixes));
        }
    }

    /// Nothing new can be made with the value. A plan is mostly written for a new database, from an old
    /// example; a version mostly for one that exists, whose version cannot be changed.
    fn retired(&mut self, choice: &'static Choice, value: &'static Value, place: &Place, node: NodeId) {
        let span = self.span(node);
        let allowed = names(choice);
        let is_plan = *choice != spec::choices::POSTGRES_VERSION;
        let plans = choice.current().filter(|_| is_plan);
        let fixes = self.choices(node, plans.map(|plan| plan.name));
        let running = self.running.zip(self.name(place.owner));
        let kept = running
            .and_then(|(running, name)| running.database(name))
            .is_some_and(|database| database.plan() == Some(value.name));
        let (severity, message, help) = if is_plan && kept {
            let name = shown(self.name(place.owner).unwrap_or_default());
            let message = words::shape_retired_value_kept(name, value.name);
            (Severity::Warning, message, words::shape_retired_value_kept_help())
        } else if !is_plan {
            let message = words::shape_retired_value_version(value.name);
            (
                Severity::Warning,
                message,
                words::shape_retired_value_version_help(allowed),
            )
        } else {
            let message = words::shape_retired_value_what(value.name);
            (Severity::Error, message, words::shape_retired_value_help(allowed))
        };
        let diagnostic = Diagnostic::new(codes::RETIRED_VALUE, severity, span, message, help);
        self.found.push(diagnostic.docs(place.field.docs()).fix(fixes));
    }

    fn unknown_value(
        &mut self,
        shape: &'static Shape,
        place: &Place,
        node: NodeId,
        text: &str,
        scope: Scope<'t>,
    ) {
        let field = place.field;
        let allowed = allowed(shape).unwrap_or_default();
        let span = first_line(self.tree, self.span(node));
        // A cron job's plans lack those that are for web services alone.
        let is_cron_plan = shape.choice() == Some(&spec::choices::CRON_PLAN);
        let of_server = spec::choices::SERVER_PLAN
            .value(text)
            .filter(|value| !value.only_for.is_empty());
        if let (true, Some(value)) = (is_cron_plan, of_server) {
            let diagnostic = free_plan(place.kind.title.to_owned(), value, allowed, span);
            self.found
                .push(diagnostic.schema(scope.schema).docs(field.docs()));
            return;
        }
        let all: &[Value] = shape.choice().map_or(&[], |choice| choice.values);
        let constant = if let Shape::Constant(constant) = shape {
            Some(*constant)
        } else {
            None
        };
        let known = || all.iter().map(|value| value.name).chain(constant);
        let is_type = field.name == "type" && place.kind.mark.is_none() && scope.service.is_some();
        let of_name = |name: &str| all.iter().find(|value| value.name == name);
        let spelled = respelled(text, known());
        let meant = spelled.or_else(|| closest(text, known()));
        let present = meant.and_then(|name| of_name(name).map_or(constant, Value::present));
        let help = match (field.legacy_value(text), spelled, meant, present) {
            (Some(legacy), ..) => {
                let fields: Vec<String> = legacy
                    .set
                    .iter()
                    .map(|(name, value)| format!("{name}: {value}"))
                    .collect();
                words::shape_unknown_service_type_set(super::all_of(fields.iter().map(String::as_str)))
            }
            (_, Some(spelled), _, Some(present)) if spelled == present => {
                words::shape_unknown_value_spelled(present)
            }
            (_, Some(spelled), _, Some(present)) => words::shape_unknown_value_spelled_old(present, spelled),
            (_, Some(spelled), _, None) => words::shape_unknown_value_retired(spelled, allowed),
            (_, None, Some(_), Some(present)) => words::shape_unknown_value_meant(present, allowed),
            _ => words::shape_unknown_value_help(allowed),
        };
        let (code, message) = if is_type {
            (
                codes::UNKNOWN_SERVICE_TYPE,
                words::shape_unknown_service_type_what(shown(text)),
            )
        } else {
            (
                codes::UNKNOWN_VALUE,
                words::shape_unknown_value_what(shown(text), field.name),
            )
        };
        let fixes = match present {
            _ if field.legacy_value(text).is_some() || is_type => Vec::new(),
            Some(name) if spelled.is_some() => mend::set(self.tree, node, name).into_iter().collect(),
            Some(name) => self.choices(node, [name]),
            None => {
                let current = shape.choice().into_iter().flat_map(Choice::current);
                self.choices(node, current.map(|value| value.name))
            }
        };
        let diagnostic = Diagnostic::new(code, scope.severity(), span, message, help);
        self.found
            .push(diagnostic.schema(scope.schema).docs(field.docs()).fix(fixes));
    }

    /// A choice for each of these values; none after many diagnostics, of which nobody reads all.
    fn choices<'n>(&self, node: NodeId, values: impl IntoIterator<Item = &'n str>) -> Vec<Fix> {
        if !self.is_detailed() {
            return Vec::new();
        }
        let fixes = values
            .into_iter()
            .filter_map(|value| mend::set(self.tree, node, value));
        fixes.map(Fix::choice).collect()
    }
}

/// A plan on a service that cannot have it.
fn free_plan(kind: String, value: &'static Value, allowed: String, span: Span) -> Diagnostic {
    let types: Vec<String> = value
        .only_for
        .iter()
        .map(|name| format!("{}s", title(&spec::SERVER_SERVICE, name)))
        .collect();
    let message = words::platform_free_plan_what(kind, value.name);
    let help = words::platform_free_plan_help(types.join(", "), allowed);
    Diagnostic::error(codes::FREE_PLAN, span, message, help)
}

/// How a scalar of the wrong type becomes right without another meaning.
#[derive(Clone, Copy)]
enum Mended {
    /// By quotes around it.
    Quoted,
    /// Without its quotes.
    Bare,
    /// As the truth value that it is a word for.
    Truth(bool),
}

impl Mended {
    fn value(self, text: &str) -> crate::yaml::Value {
        match self {
            Self::Quoted => text.into(),
            Self::Bare => Scalar::of_plain(text).into(),
            Self::Truth(value) => value.into(),
        }
    }
}

fn mended(shape: &Shape, scalar: Option<Scalar<'_>>, text: &str) -> Option<Mended> {
    let bare = Scalar::of_plain(text);
    match (shape, scalar?) {
        (Shape::Text | Shape::Url, Scalar::Bool(_) | Scalar::Int(_) | Scalar::Float(_)) => {
            Some(Mended::Quoted)
        }
        (Shape::Choice(_) | Shape::Constant(_), Scalar::Bool(_) | Scalar::Int(_) | Scalar::Float(_)) => {
            shape.takes_text(text).then_some(Mended::Quoted)
        }
        (Shape::Boolean, Scalar::Text(_)) => match text {
            _ if matches!(bare, Scalar::Bool(_)) => Some(Mended::Bare),
            "yes" | "on" => Some(Mended::Truth(true)),
            "no" | "off" => Some(Mended::Truth(false)),
            _ => None,
        },
        (Shape::Integer { min, max }, Scalar::Text(_)) => {
            verdict::in_bounds(bare, *min, *max).then_some(Mended::Bare)
        }
        _ => None,
    }
}
