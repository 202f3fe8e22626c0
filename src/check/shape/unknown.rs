//! Keys that a kind does not have, and fields that have a successor or no use where they stand.

use super::super::closest::{closest, part_of, respelled};
use super::super::fix::{Fix, mend};
use super::super::{Diagnostic, Severity, codes, shown};
use super::items::SOURCES;
use super::{Place, Scope, Walk, title};
use crate::spec::{self, Field, Kind, Legacy, Level, Remedy, Runtimes, Shape};
use crate::words::{Message, alternatives, check as words};
use crate::yaml::{Entry, NodeId};

/// How many names are listed before a list says less than the reference.
const LISTED: usize = 10;

impl<'t> Walk<'t, '_> {
    /// Reports a key that the kind does not have. Answers the field that was meant, if one is known: its
    /// absence is then no second mistake.
    pub(super) fn unknown(
        &mut self,
        kind: &'static Kind,
        node: NodeId,
        entry: &Entry,
        scope: Scope<'t>,
    ) -> Option<&'static str> {
        let name = self.tree.key_text(entry)?;
        let is_variable = spec::ENV_VAR_FORMS.contains(&kind);
        if is_variable && SOURCES.contains(&name) {
            // Said already: a second source, or a reference in a group.
            return None;
        }
        let owner = self.owner(kind, node);
        if name == "<<" {
            let help = words::shape_merge_key_help();
            let message = words::shape_merge_key_what(owner);
            self.unknown_key(codes::MERGE_KEY, entry, (message, help), None, kind, scope);
            return None;
        }
        if let Some(legacy) = kind.legacy(name) {
            return self.legacy(kind, node, entry, legacy, scope);
        }
        let (advice, meant) = if self.is_detailed() {
            self.advice(kind, name, scope)
        } else {
            (words::shape_unknown_field_none_close(), None)
        };
        let missing = meant
            .and_then(|name| kind.field(name))
            .filter(|field| !self.has(node, field.name));
        let fix = self.renamed(entry, name, missing);
        let message = if *kind == spec::ENV_VAR_FROM_GROUP && name == "key" {
            words::shape_unknown_field_alone()
        } else {
            words::shape_unknown_field_what(shown(name), owner)
        };
        // Where other keys pass, a misspelt one matters to the schema only because the right one is absent.
        if !kind.closed && missing.is_some_and(|field| field.required) {
            let code = codes::UNKNOWN_FIELD;
            let diagnostic = Diagnostic::new(code, scope.severity(), self.span(entry.key), message, advice);
            let diagnostic = diagnostic.schema(scope.schema).docs(kind.docs);
            self.found.push(diagnostic.fix(fix));
        } else {
            let help = if kind.closed {
                advice
            } else {
                words::shape_unknown_field_ignored(advice)
            };
            self.unknown_key(codes::UNKNOWN_FIELD, entry, (message, help), fix, kind, scope);
        }
        missing.map(|field| field.name)
    }

    fn unknown_key(
        &mut self,
        code: &'static str,
        entry: &Entry,
        (message, help): (Message, Message),
        fix: Option<Fix>,
        kind: &'static Kind,
        scope: Scope<'t>,
    ) {
        let schema = scope.schema && kind.closed;
        let severity = if schema {
            Severity::Error
        } else {
            Severity::Warning
        };
        let diagnostic = Diagnostic::new(code, severity, self.span(entry.key), message, help);
        self.found
            .push(diagnostic.schema(schema).docs(kind.docs).fix(fix));
    }

    /// Renames a key to the field that it means: surely where only case and separators differ, as a choice
    /// where it is merely close.
    fn renamed(&self, entry: &Entry, name: &str, meant: Option<&'static Field>) -> Option<Fix> {
        let meant = meant?;
        let fix = mend::rename(self.tree, entry.value, &[meant.name], None)?;
        let is_sure = respelled(name, [meant.name]).is_some();
        Some(if is_sure { fix } else { fix.choice() })
    }

    /// What to do about an unknown key, and the field of this kind that it means.
    fn advice(&self, kind: &'static Kind, name: &str, scope: Scope<'t>) -> (Message, Option<&'static str>) {
        let names = || kind.fields.iter().map(|field| field.name);
        if *kind == spec::ENV_VAR_FROM_GROUP && name == "key" {
            return (words::shape_unknown_field_alone_help(), None);
        }
        if let Some(meant) = respelled(name, names()) {
            return (words::shape_unknown_field_meant(meant), Some(meant));
        }
        if let Some(outer) = holder(kind, name) {
            return (words::shape_unknown_field_inside(outer), None);
        }
        if let Some(parent) = scope.parent.filter(|parent| parent.field(name).is_some()) {
            let service_type = scope.service.map_or("", |service| service.service_type);
            let parent = words::owner_unnamed(title(parent, service_type));
            return (words::shape_unknown_field_outside(parent), None);
        }
        if *kind == spec::STATIC_SERVICE && spec::SERVER_SERVICE.field(name).is_some() {
            return (words::shape_unknown_field_static(), None);
        }
        let homes: Vec<&str> = if is_resource(kind) {
            homes(kind, name)
        } else {
            Vec::new()
        };
        if !homes.is_empty() {
            return (words::shape_unknown_field_elsewhere(homes.join(", ")), None);
        }
        if let Some(meant) = closest(name, names()).or_else(|| part_of(name, names())) {
            return (words::shape_unknown_field_meant(meant), Some(meant));
        }
        if kind.fields.len() <= LISTED {
            return (words::shape_unknown_field_allowed(super::all_of(names())), None);
        }
        (words::shape_unknown_field_none_close(), None)
    }

    /// A name that is known, and that the schema refuses.
    fn legacy(
        &mut self,
        kind: &'static Kind,
        node: NodeId,
        entry: &Entry,
        legacy: &'static Legacy,
        scope: Scope<'t>,
    ) -> Option<&'static str> {
        let name = legacy.name;
        let owner = self.owner(kind, node);
        let (to, meant) = match legacy.remedy {
            Remedy::Rename { to, .. } => (to.join("."), to.first().copied()),
            _ => (String::new(), None),
        };
        let present = self.is_detailed() && meant.is_some_and(|meant| self.has(node, meant));
        let (code, message, help) = match (legacy.remedy, legacy.level) {
            (Remedy::Rename { .. }, Level::Error) => {
                let help = if present {
                    words::shape_unknown_field_rename_present(to)
                } else {
                    words::shape_unknown_field_rename(to)
                };
                (
                    codes::UNKNOWN_FIELD,
                    words::shape_unknown_field_what(name, owner),
                    help,
                )
            }
            (Remedy::Rename { .. }, _) => {
                let help = if present {
                    words::shape_old_field_help_present(to.as_str(), name)
                } else {
                    words::shape_old_field_help(to.as_str())
                };
                (codes::OLD_FIELD, words::shape_old_field_what(name, to), help)
            }
            (Remedy::Remove, Level::Warning) => (
                codes::EXTRA_KEY,
                words::shape_extra_key_what(name, owner),
                words::shape_extra_key_help(),
            ),
            (remedy, _) => {
                let help = match remedy {
                    Remedy::BelongsTo(home) => words::shape_unknown_field_elsewhere(home.title),
                    Remedy::Sql => words::shape_unknown_field_sql(),
                    _ => words::shape_unknown_field_remove(),
                };
                (
                    codes::UNKNOWN_FIELD,
                    words::shape_unknown_field_what(name, owner),
                    help,
                )
            }
        };
        let severity = match legacy.level {
            Level::Error => scope.severity(),
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
        };
        let fix = match legacy.remedy {
            Remedy::Rename { .. } if present => mend::remove(self.tree, entry.value).map(Fix::choice),
            Remedy::Rename { to, values } => self.successor(entry.value, to, values),
            Remedy::BelongsTo(_) => None,
            // The SQL that takes its place is no part of the file.
            Remedy::Sql => mend::remove(self.tree, entry.value).map(Fix::choice),
            Remedy::Remove => mend::remove(self.tree, entry.value),
        };
        let diagnostic = Diagnostic::new(code, severity, self.span(entry.key), message, help);
        let diagnostic = diagnostic.schema(scope.schema && kind.closed).docs(kind.docs);
        self.found.push(diagnostic.fix(fix));
        meant
    }

    /// Writes a field under its new name, with the new value where the old one has a known counterpart.
    fn successor(&self, value: NodeId, to: &[&str], values: &[(&'static str, &'static str)]) -> Option<Fix> {
        if values.is_empty() {
            return mend::rename(self.tree, value, to, None);
        }
        let written = self.tree.scalar_text(value)?;
        let new = values.iter().find(|(old, _)| *old == written)?.1;
        mend::rename(self.tree, value, to, Some(new.into()))
    }

    /// A field that is still taken and has a successor.
    pub(super) fn deprecated(&mut self, place: &Place, value: NodeId) {
        let field = place.field;
        let Some(deprecated) = field.documented().deprecated else {
            return;
        };
        let Remedy::Rename { to, values } = deprecated.remedy else {
            return;
        };
        let path = to.join(".");
        let node = value;
        let value = self.tree.scalar_text(self.tree.target(value)).unwrap_or_default();
        let new = values.iter().find(|(old, _)| *old == value).map(|(_, new)| *new);
        let present = self.is_detailed()
            && to
                .iter()
                .try_fold(place.owner, |node, name| self.tree.get(node, name))
                .is_some();
        let help = match new {
            _ if present => words::shape_deprecated_field_help_present(path.as_str()),
            Some(new) => words::shape_deprecated_field_help_value(path.as_str(), new),
            None => words::shape_deprecated_field_help(path.as_str()),
        };
        let message = words::shape_deprecated_field_what(field.name, path);
        let fix = if present {
            mend::remove(self.tree, node)
        } else {
            self.successor(node, to, values)
        };
        let diagnostic = Diagnostic::note(codes::DEPRECATED_FIELD, place.key, message, help);
        self.found.push(diagnostic.docs(field.docs()).fix(fix));
    }

    /// A field that the documentation gives to other types of services or to other runtimes.
    pub(super) fn narrowed(&mut self, place: &Place, scope: Scope<'t>) {
        let Some(service) = scope.service else { return };
        let field = place.field;
        if !field.is_for_type(service.service_type) {
            let types: Vec<String> = field
                .documented()
                .service_types
                .iter()
                .map(|name| format!("{}s", title(place.kind, name)))
                .collect();
            let owner = self.owner(place.kind, place.owner);
            let message = words::shape_wrong_service_type_what(field.name, owner);
            let help = words::shape_wrong_service_type_help(types.join(", "));
            let diagnostic = Diagnostic::warning(codes::WRONG_SERVICE_TYPE, place.key, message, help);
            self.found.push(diagnostic.docs(field.docs()));
            return;
        }
        let known = |runtime: &&str| spec::choices::RUNTIME.value(runtime).is_some();
        let runtime = service.runtime.filter(|_| !service.built_elsewhere).filter(known);
        let Some(runtime) = runtime else { return };
        if field.documented().runtimes.include(runtime) {
            return;
        }
        let runtimes = match field.documented().runtimes {
            Runtimes::Any => return,
            Runtimes::Only(names) => words::shape_wrong_runtime_only(alternatives(names.iter().copied())),
            Runtimes::Except(names) => words::shape_wrong_runtime_except(alternatives(names.iter().copied())),
        };
        let owner = self.owner(place.kind, place.owner);
        let message = words::shape_wrong_runtime_what(field.name, runtimes, owner, runtime);
        let help = words::shape_wrong_runtime_help(field.name);
        let diagnostic = Diagnostic::warning(codes::WRONG_RUNTIME, place.key, message, help);
        self.found.push(diagnostic.docs(field.docs()));
    }
}

/// The one field of a kind that holds an object with a field of this name.
fn holder(kind: &'static Kind, name: &str) -> Option<&'static str> {
    let holds = |field: &&Field| matches!(field.shape, Shape::Object(inner) if inner.field(name).is_some());
    let mut holders = kind.fields.iter().filter(holds);
    match (holders.next(), holders.next()) {
        (Some(only), None) => Some(only.name),
        _ => None,
    }
}

/// Services of all kinds, databases and env groups: what people put fields of each other into.
fn is_resource(kind: &Kind) -> bool {
    *kind == spec::ROOT || resources().any(|other| other == kind)
}

fn resources() -> impl Iterator<Item = &'static Kind> {
    spec::SERVICE_FORMS
        .iter()
        .copied()
        .chain([&spec::DATABASE, &spec::ENV_VAR_GROUP])
}

/// The resources that have a field of this name, if they are few.
fn homes(kind: &Kind, name: &str) -> Vec<&'static str> {
    const FEW: usize = 3;
    let others = resources().filter(|other| *other != kind && other.field(name).is_some());
    let homes: Vec<&str> = others.map(|other| other.title).collect();
    if homes.len() <= FEW { homes } else { Vec::new() }
}
