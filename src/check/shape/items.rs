//! Items that may take several forms: services, variables, and databases with what is put among them.

use super::super::fix::mend;
use super::super::{Diagnostic, codes, shown, shown_name, verdict};
use super::{Place, Scope, ServiceScope, Walk, anchor};
use crate::spec::{self, Kind, Shape};
use crate::words::{Message, alternatives, check as words};
use crate::yaml::{Entry, Kind as NodeKind, NodeId, Scalar, Span, Tree};

/// Where a variable's value can come from.
pub(super) const SOURCES: [&str; 6] = [
    "value",
    "generateValue",
    "sync",
    "fromDatabase",
    "fromService",
    "fromGroup",
];

/// Names that people give to the type of a database.
const DATABASE_TYPES: [&str; 6] = ["database", "db", "dpg", "pg", "postgres", "postgresql"];

/// Whether an item of `databases` is written as a Key Value instance.
pub(in crate::check) fn is_key_value(tree: &Tree, item: NodeId) -> bool {
    misplaced(tree, item).is_some_and(|(_, kind)| *kind == spec::KEY_VALUE_SERVICE)
}

/// The key that shows that an item of `databases` is a service, and of which kind.
fn misplaced(tree: &Tree, item: NodeId) -> Option<(NodeId, &'static Kind)> {
    tree.entries(item).iter().find_map(|entry| {
        let name = tree.key_text(entry)?;
        let kind = match name {
            "type" => spec::service_kind(tree.str(tree.target(entry.value))?, None)?,
            _ if spec::DATABASE.field(name).is_some() => return None,
            _ => Some(&spec::KEY_VALUE_SERVICE).filter(|kind| kind.field(name).is_some())?,
        };
        Some((entry.key, kind))
    })
}

impl<'t> Walk<'t, '_> {
    /// Checks an item of `services`.
    pub(super) fn service(&mut self, shape: &'static Shape, place: &Place, node: NodeId, scope: Scope<'t>) {
        let tree = self.tree;
        if tree.node(node).kind != NodeKind::Mapping {
            self.wrong_type(shape, place, node, scope.schema);
            return;
        }
        let schema = scope.schema;
        let at = anchor(tree, node, place.key);
        let Some(entry) = tree.entry(node, "type") else {
            self.service_without_type(node, at, schema);
            return;
        };
        let service_type = tree.target(entry.value);
        let runtime = self.text(node, "runtime").or_else(|| self.text(node, "env"));
        let Some(text) = tree.str(service_type) else {
            let written = tree.scalar_text(service_type).filter(|text| !text.is_empty());
            if let Some(text) = written {
                self.unknown_service_type(node, self.span(service_type), text, schema);
            } else if let Some(field) = spec::SERVER_SERVICE.field("type") {
                let place = Place {
                    kind: &spec::SERVER_SERVICE,
                    owner: node,
                    field,
                    key: self.span(entry.key),
                    item: false,
                };
                self.wrong_type(&field.shape, &place, service_type, schema);
            }
            return;
        };
        let Some(kind) = spec::service_kind(text, runtime) else {
            self.unknown_service_type(node, self.span(service_type), text, schema);
            return;
        };
        let could_be_server =
            *kind == spec::STATIC_SERVICE && verdict::keys_and_rules_hold(tree, &spec::SERVER_SERVICE, node);
        let service = ServiceScope {
            service_type: text,
            runtime,
            built_elsewhere: self.has(node, "buildSource"),
        };
        // To the schema a static site may be a server, as long as it has no field of its own.
        let scope = Scope {
            also: could_be_server.then_some(&spec::SERVER_SERVICE),
            service: Some(service),
            ..scope
        };
        self.fields(kind, node, at, scope);
        let takes_any_runtime = *kind == spec::SERVER_SERVICE || *kind == spec::CRON_SERVICE;
        if takes_any_runtime && self.text(node, "runtime") == Some("static") {
            self.static_elsewhere(node, text);
        }
    }

    /// `runtime: static` on another type than `web`, which the schema takes.
    fn static_elsewhere(&mut self, node: NodeId, service_type: &str) {
        let Some(runtime) = self.tree.get(node, "runtime") else {
            return;
        };
        let name = self.name(node).unwrap_or_default();
        let message = words::shape_wrong_runtime_static(shown_name(name), service_type);
        let help = words::shape_wrong_runtime_static_help();
        let docs = super::super::docs(&spec::STATIC_SERVICE, "runtime");
        self.found
            .push(Diagnostic::warning(codes::WRONG_RUNTIME, self.span(runtime), message, help).docs(docs));
    }

    fn service_without_type(&mut self, node: NodeId, at: Span, schema: bool) {
        let of_database = |entry: &&Entry| {
            self.tree.key_text(entry).is_some_and(|name| {
                spec::DATABASE.field(name).is_some()
                    && spec::SERVICE_FORMS.iter().all(|kind| kind.field(name).is_none())
            })
        };
        if let Some(entry) = self.tree.entries(node).iter().find(of_database) {
            self.database_among_services(node, self.span(entry.key), schema);
            return;
        }
        // A misspelt `type` is the mistake, not its absence.
        let respelled = self.tree.entries(node).iter().find(|entry| {
            self.tree
                .key_text(entry)
                .is_some_and(|name| name.eq_ignore_ascii_case("type") || name == "tpye")
        });
        let diagnostic = match respelled.and_then(|entry| Some((entry.key, self.tree.key_text(entry)?))) {
            Some((key, name)) => {
                let owner = words::owner_unnamed(words::shape_service());
                let message = words::shape_unknown_field_what(shown(name), owner);
                let help = words::shape_unknown_field_meant("type");
                Diagnostic::error(codes::UNKNOWN_FIELD, self.span(key), message, help)
            }
            None => {
                let owner = match self.name(node) {
                    Some(name) => words::owner_named(words::shape_service(), shown(name)),
                    None => words::owner_unnamed(words::shape_service()),
                };
                let message = words::shape_missing_field_what(owner, "`type`");
                let help = words::shape_missing_field_help_choice("type", service_types());
                Diagnostic::error(codes::MISSING_FIELD, at, message, help)
            }
        };
        self.found.push(
            diagnostic
                .schema(schema)
                .docs(super::super::docs(&spec::SERVER_SERVICE, "type")),
        );
    }

    fn unknown_service_type(&mut self, node: NodeId, span: Span, text: &str, schema: bool) {
        let folded = text.to_lowercase();
        if DATABASE_TYPES.contains(&folded.as_str()) {
            self.database_among_services(node, span, schema);
            return;
        }
        let known = || service_type_names().chain(["static"]);
        let meant = super::super::closest::closest(text, known());
        let help = match meant {
            Some(name) => words::shape_unknown_service_type_meant(name, service_types()),
            None => words::shape_unknown_service_type_help(service_types()),
        };
        let message = words::shape_unknown_service_type_what(shown(text));
        let diagnostic = Diagnostic::error(codes::UNKNOWN_SERVICE_TYPE, span, message, help);
        self.found.push(
            diagnostic
                .schema(schema)
                .docs(super::super::docs(&spec::SERVER_SERVICE, "type")),
        );
    }

    fn database_among_services(&mut self, node: NodeId, span: Span, schema: bool) {
        let message = words::shape_wrong_section_database(self.item(node));
        let help = words::shape_wrong_section_database_help();
        let diagnostic = Diagnostic::error(codes::WRONG_SECTION, span, message, help);
        self.found.push(
            diagnostic
                .schema(schema)
                .docs(super::super::docs(&spec::ROOT, "databases")),
        );
    }

    /// Checks an item of `databases`.
    pub(super) fn database(&mut self, place: &Place, node: NodeId, scope: Scope<'t>) {
        let at = anchor(self.tree, node, place.key);
        let Some((key, kind)) = misplaced(self.tree, node) else {
            self.fields(&spec::DATABASE, node, at, scope);
            return;
        };
        let item = self.item(node);
        if *kind != spec::KEY_VALUE_SERVICE {
            let (message, help) = (
                words::shape_wrong_section_service(item),
                words::shape_wrong_section_service_help(),
            );
            let diagnostic = Diagnostic::error(codes::WRONG_SECTION, self.span(key), message, help);
            self.found.push(diagnostic.schema(scope.schema).docs(kind.docs));
            return;
        }
        let (message, help) = (
            words::shape_wrong_section_key_value(item),
            words::shape_wrong_section_key_value_help(),
        );
        let diagnostic = Diagnostic::error(codes::WRONG_SECTION, at, message, help);
        let diagnostic = diagnostic.schema(scope.schema).docs(kind.docs);
        self.found
            .push(diagnostic.fix(mend::move_key_value(self.tree, node)));
        let schema = scope.schema;
        // Its fields are read as what it was meant to be; what the schema says of it is said already.
        let scope = Scope {
            schema: false,
            also: None,
            ..scope
        };
        for entry in self.tree.entries(node) {
            let Some(name) = self.tree.key_text(entry) else {
                continue;
            };
            match kind.field(name) {
                Some(field) => self.field(kind, field, node, entry, scope),
                // A key that neither of the two has is a mistake of its own.
                None => drop(self.unknown(kind, node, entry, Scope { schema, ..scope })),
            }
        }
        if !self.has(node, "ipAllowList") {
            let (owner, list) = (self.owner(kind, node), "`ipAllowList`");
            let message = words::shape_missing_field_what(owner, list);
            let help = words::shape_missing_field_help_ip_allow_list();
            let diagnostic = Diagnostic::error(codes::MISSING_FIELD, at, message, help);
            self.found
                .push(diagnostic.docs(super::super::docs(kind, "ipAllowList")));
        }
    }

    /// An item at the beginning of a sentence.
    fn item(&self, node: NodeId) -> Message {
        match self.name(node) {
            Some(name) => words::shape_field(shown(name)),
            None => words::shape_wrong_section_item(),
        }
    }

    /// Checks a variable of a service or a build.
    pub(super) fn variable(&mut self, shape: &'static Shape, place: &Place, node: NodeId, scope: Scope<'t>) {
        let tree = self.tree;
        if tree.node(node).kind != NodeKind::Mapping {
            self.wrong_type(shape, place, node, scope.schema);
            return;
        }
        let kind = spec::env_var_form(|name| self.has(node, name));
        self.sources(node, scope);
        self.fields(kind, node, anchor(tree, node, place.key), scope);
    }

    /// Checks a variable of an env group, which holds written and generated values only.
    pub(super) fn group_variable(&mut self, place: &Place, node: NodeId, scope: Scope<'t>) {
        let reference = self.tree.entries(node).iter().find_map(|entry| {
            let name = self.tree.key_text(entry)?;
            let mark = spec::ENV_VAR_FORMS.iter().any(|kind| kind.mark == Some(name));
            mark.then_some((entry.key, name))
        });
        if let Some((key, name)) = reference {
            let message = words::shape_reference_in_group_what(name);
            let help = words::shape_reference_in_group_help();
            let diagnostic = Diagnostic::error(codes::REFERENCE_IN_GROUP, self.span(key), message, help);
            self.found
                .push(diagnostic.schema(scope.schema).docs(spec::ENV_VAR_GROUP.docs));
            return;
        }
        self.sources(node, scope);
        self.fields(
            &spec::ENV_VAR_VALUE,
            node,
            anchor(self.tree, node, place.key),
            scope,
        );
    }

    /// A variable's value must come from exactly one place. The schema knows that of references only; Render
    /// refuses a variable without a value, and one with a value and `sync`, in words of its own.
    fn sources(&mut self, node: NodeId, scope: Scope<'t>) {
        let tree = self.tree;
        let key = self.name(node);
        let is_source = |entry: &&Entry| tree.key_text(entry).is_some_and(|name| SOURCES.contains(&name));
        let mut sources = tree.entries(node).iter().filter(is_source);
        let docs = spec::ENV_VAR_VALUE.docs;
        match (sources.next(), sources.next()) {
            (Some(first), Some(second)) => {
                let name = |entry| tree.key_text(entry).unwrap_or_default();
                let message = match key {
                    Some(key) => {
                        words::shape_variable_with_several_values_what(shown(key), name(first), name(second))
                    }
                    None => words::shape_variable_with_several_values_unnamed(name(first), name(second)),
                };
                let marks = spec::ENV_VAR_FORMS.iter().filter_map(|kind| kind.mark);
                let refused = marks.into_iter().any(|mark| self.has(node, mark));
                let help = words::shape_variable_with_several_values_help();
                self.found.push(
                    Diagnostic::error(
                        codes::VARIABLE_WITH_SEVERAL_VALUES,
                        self.span(second.key),
                        message,
                        help,
                    )
                    .schema(scope.schema && refused)
                    .docs(docs),
                );
            }
            (Some(only), None) => self.source_without_effect(only, key.unwrap_or_default()),
            (None, _) => {
                // Without a key, or beside an unknown one, there is another mistake to mend first.
                let known = |entry: &Entry| {
                    tree.key_text(entry).is_some_and(|name| {
                        let kind = &spec::ENV_VAR_VALUE;
                        kind.field(name).is_some() || kind.legacy(name).is_some()
                    })
                };
                let Some(name) = key.filter(|_| tree.entries(node).iter().all(known)) else {
                    return;
                };
                let span = tree
                    .get(node, "key")
                    .map_or_else(Span::default, |key| self.span(key));
                let message = words::shape_variable_without_value_what(shown(name));
                let help = words::shape_variable_without_value_help(alternatives(
                    SOURCES.into_iter().filter(|source| *source != "fromGroup"),
                ));
                self.found
                    .push(Diagnostic::error(codes::VARIABLE_WITHOUT_VALUE, span, message, help).docs(docs));
            }
        }
    }

    /// `sync: true` and `generateValue: false`, which the schema takes and which say nothing.
    fn source_without_effect(&mut self, entry: &Entry, key: &str) {
        let value = self.tree.target(entry.value);
        let (message, help) = match (self.tree.key_text(entry), self.tree.scalar(value)) {
            (Some("sync"), Some(Scalar::Bool(true))) => (
                words::shape_variable_without_value_prompt(shown_name(key)),
                words::shape_variable_without_value_prompt_help(),
            ),
            (Some("generateValue"), Some(Scalar::Bool(false))) => (
                words::shape_variable_without_value_generate(shown_name(key)),
                words::shape_variable_without_value_generate_help(),
            ),
            _ => return,
        };
        let code = codes::VARIABLE_WITHOUT_VALUE;
        let diagnostic = Diagnostic::warning(code, self.span(value), message, help);
        self.found.push(diagnostic.docs(spec::ENV_VAR_VALUE.docs));
    }
}

/// The types that a service can have today.
fn service_type_names() -> impl Iterator<Item = &'static str> {
    let types = spec::choices::REFERENCED_TYPE.current();
    types.filter(|value| !value.schema_only).map(|value| value.name)
}

fn service_types() -> String {
    alternatives(service_type_names())
}
