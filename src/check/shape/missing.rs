//! Fields that are absent, and rules over several fields.

use super::super::fix::{Fix, mend};
use super::super::verdict::is_of_schema;
use super::super::{Diagnostic, Severity, codes};
use super::value::allowed;
use super::{Scope, Walk, all_of};
use crate::spec::{self, Constraint, Field, Kind, Rule};
use crate::words::{Message, alternatives, check as words};
use crate::yaml::{NodeId, Span};

impl<'t> Walk<'t, '_> {
    /// Reports the required fields that are absent: in one diagnostic those of the schema, in another those
    /// that only the documentation asks for.
    pub(super) fn missing(
        &mut self,
        kind: &'static Kind,
        node: NodeId,
        at: Span,
        meant: &[&str],
        scope: Scope<'t>,
    ) {
        let is_absent = |name: &str| !self.has(node, name) && !meant.contains(&name);
        let demanded = |field: &&Field| field.required || self.is_demanded(kind, node, field.name);
        // A merge key may bring what is absent; it is refused itself.
        if kind.closed && self.has(node, "<<") {
            return;
        }
        // `type: static` is reported with the two fields to write.
        let legacy = self.tree.entry(node, "type").and_then(|entry| {
            kind.field("type")?
                .legacy_value(self.tree.str(self.tree.target(entry.value))?)
        });
        let is_set = |name: &str| legacy.is_some_and(|legacy| legacy.set.iter().any(|(set, _)| *set == name));
        let required = kind.fields.iter().filter(demanded);
        let required: Vec<&Field> = required
            .filter(|field| is_absent(field.name) && !is_set(field.name))
            .collect();
        let expected = kind
            .fields
            .iter()
            .filter(|field| field.documented().required && is_absent(field.name));
        let expected: Vec<&Field> = expected
            .filter(|field| self.is_expected(kind, node, field, scope))
            .collect();
        if let Some(first) = required.first() {
            let message = words::shape_missing_field_what(self.owner(kind, node), names(&required));
            let help = help(&required);
            self.found.push(
                Diagnostic::new(codes::MISSING_FIELD, scope.severity(), at, message, help)
                    .schema(scope.schema)
                    .docs(first.docs())
                    .fix(self.filled(node, &required)),
            );
        }
        if let Some(first) = expected.first() {
            let message = words::shape_expected_field_what(self.owner(kind, node), names(&expected));
            let help = words::shape_expected_field_help(names(&expected));
            self.found
                .push(Diagnostic::warning(codes::EXPECTED_FIELD, at, message, help).docs(first.docs()));
        }
    }

    /// Adds what is missing, where one value is right for everybody: an empty list of addresses, which Render
    /// demands and which keeps the internet out.
    fn filled(&self, node: NodeId, required: &[&Field]) -> Option<Fix> {
        match required {
            [field] if field.name == "ipAllowList" => mend::private_only(self.tree, node),
            _ => None,
        }
    }

    /// Whether a rule of the schema demands the field here.
    fn is_demanded(&self, kind: &Kind, node: NodeId, name: &str) -> bool {
        kind.constraints.iter().any(|constraint| {
            matches!(constraint.rule, Rule::RequiredUnless { field, unless } if field == name && !self.has(node, unless))
        })
    }

    /// Whether the documentation asks for the field here, where it says that it is required.
    fn is_expected(&self, kind: &'static Kind, node: NodeId, field: &Field, scope: Scope<'t>) -> bool {
        if *kind == spec::PROJECT {
            // The newer schema lets a project hold build sources alone.
            return !self.has(node, "buildSources");
        }
        let Some(service) = scope.service.filter(|_| spec::SERVICE_FORMS.contains(&kind)) else {
            return true;
        };
        let runtime = service
            .runtime
            .filter(|runtime| spec::choices::RUNTIME.value(runtime).is_some());
        !service.built_elsewhere
            && runtime.is_some_and(|runtime| field.documented().runtimes.include(runtime))
    }

    /// Checks the rules over several fields.
    pub(super) fn rules(
        &mut self,
        kind: &'static Kind,
        node: NodeId,
        at: Span,
        meant: &[&str],
        scope: Scope<'t>,
    ) {
        for constraint in kind.constraints {
            match constraint.rule {
                // A variable's sources are checked over all its forms at once, a disk beside autoscaling with
                // the platform's rules.
                Rule::ExactlyOne(_) if *kind == spec::ENV_VAR_VALUE => {}
                Rule::Excludes { .. } if !is_of_schema(constraint) => {}
                Rule::ExactlyOne(fields) | Rule::AtLeastOne(fields) => {
                    let present = fields
                        .iter()
                        .filter(|field| self.has(node, field) || meant.contains(field));
                    match (present.count(), constraint.rule) {
                        (0, _) => self.none_of(kind, node, at, fields, constraint, scope),
                        (2.., Rule::ExactlyOne(_)) => self.several_of(kind, node, fields, constraint, scope),
                        _ => {}
                    }
                }
                Rule::Excludes { field, others } => self.excluded(kind, node, field, others, scope),
                Rule::Demands { fields, other, value } => {
                    self.demanded(kind, node, fields, (other, value), scope);
                }
                // Reported with the other absent fields.
                Rule::RequiredUnless { .. } => {}
            }
        }
    }

    fn none_of(
        &mut self,
        kind: &'static Kind,
        node: NodeId,
        at: Span,
        fields: &[&'static str],
        constraint: &Constraint,
        scope: Scope<'t>,
    ) {
        let schema = scope.schema && is_of_schema(constraint);
        // Autoscaling without a target is asked for in words only; a reference to nothing cannot work.
        let severity = if *kind == spec::SCALING {
            Severity::Warning
        } else {
            Severity::Error
        };
        let message =
            words::shape_missing_choice_what(self.owner(kind, node), alternatives(fields.iter().copied()));
        let diagnostic = Diagnostic::new(
            codes::MISSING_CHOICE,
            severity,
            at,
            message,
            words::shape_missing_choice_help(),
        );
        self.found.push(diagnostic.schema(schema).docs(kind.docs));
    }

    fn several_of(
        &mut self,
        kind: &'static Kind,
        node: NodeId,
        fields: &[&'static str],
        constraint: &Constraint,
        scope: Scope<'t>,
    ) {
        let schema = scope.schema && is_of_schema(constraint);
        let entries = self.tree.entries(node).iter();
        let mut present = entries.filter(|entry| {
            self.tree
                .key_text(entry)
                .is_some_and(|name| fields.contains(&name))
        });
        let (Some(first), Some(second)) = (present.next(), present.next()) else {
            return;
        };
        let quoted = |key: NodeId| {
            format!(
                "`{}`",
                self.tree.scalar_text(self.tree.target(key)).unwrap_or_default()
            )
        };
        let message =
            words::shape_exclusive_fields_what(quoted(second.key), quoted(first.key), self.owner(kind, node));
        let help = words::shape_exclusive_fields_help();
        let diagnostic = Diagnostic::error(codes::EXCLUSIVE_FIELDS, self.span(second.key), message, help);
        self.found.push(diagnostic.schema(schema).docs(kind.docs));
    }

    /// Fields beside one that shuts them out, in one diagnostic at the first of them.
    fn excluded(
        &mut self,
        kind: &'static Kind,
        node: NodeId,
        field: &'static str,
        others: &[&'static str],
        scope: Scope<'t>,
    ) {
        if !self.has(node, field) {
            return;
        }
        let entries = self.tree.entries(node).iter();
        let present: Vec<_> = entries
            .filter_map(|entry| {
                Some((
                    entry.key,
                    self.tree.key_text(entry).filter(|name| others.contains(name))?,
                ))
            })
            .collect();
        let Some(&(key, _)) = present.first() else { return };
        let listed = all_of(present.iter().map(|(_, name)| *name));
        let message =
            words::shape_exclusive_fields_what(listed.as_str(), format!("`{field}`"), self.owner(kind, node));
        let help = words::shape_exclusive_fields_help_build_source(listed);
        let diagnostic = Diagnostic::new(
            codes::EXCLUSIVE_FIELDS,
            scope.severity(),
            self.span(key),
            message,
            help,
        );
        self.found.push(
            diagnostic
                .schema(scope.schema)
                .docs(super::super::docs(kind, field)),
        );
    }

    /// Fields that go with one value of another field, which has a different one.
    fn demanded(
        &mut self,
        kind: &'static Kind,
        node: NodeId,
        fields: &[&'static str],
        (other, value): (&'static str, &'static str),
        scope: Scope<'t>,
    ) {
        let Some(present) = self.text(node, other).filter(|present| *present != value) else {
            return;
        };
        // A value that does not exist is reported by itself.
        if !kind
            .field(other)
            .is_some_and(|field| field.shape.takes_text(present))
        {
            return;
        }
        let Some(entry) = fields.iter().find_map(|field| self.tree.entry(node, field)) else {
            return;
        };
        let field = self.tree.key_text(entry).unwrap_or_default();
        let runtimes = words::shape_wrong_runtime_only(alternatives([value]));
        let message = words::shape_wrong_runtime_what(field, runtimes, self.owner(kind, node), present);
        let help = words::shape_wrong_runtime_help_must(field, value);
        let diagnostic = Diagnostic::new(
            codes::WRONG_RUNTIME,
            scope.severity(),
            self.span(entry.key),
            message,
            help,
        );
        self.found.push(diagnostic.schema(scope.schema).docs(kind.docs));
    }
}

fn names(fields: &[&Field]) -> String {
    all_of(fields.iter().map(|field| field.name))
}

/// What to add: of a single field with what it takes.
fn help(fields: &[&Field]) -> Message {
    let [field] = fields else {
        return words::shape_missing_field_help(names(fields));
    };
    let allowed = allowed(&field.shape);
    match (field.name, allowed) {
        ("ipAllowList", _) => words::shape_missing_field_help_ip_allow_list(),
        (_, Some(allowed)) => words::shape_missing_field_help_choice(field.name, allowed),
        _ => words::shape_missing_field_help(names(fields)),
    }
}
