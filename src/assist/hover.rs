//! What stands at a place: a field with what it takes, or a value with what it means.

use super::keys::{self, Mapping};
use super::place::{Entry, Level, Via};
use super::plans;
use super::references::{self, line};
use super::scope::{Scope, Target};
use crate::blueprint::{Blueprint, EnvVar, Form, Service};
use crate::catalogue::{self, Variable};
use crate::envvars::runtime;
use crate::price::PriceList;
use crate::spec::{self, Choice, Field, Kind, Referent, Remedy, Shape, State};
use crate::words::{Message, alternatives, assist as say, edits, terms};
use crate::yaml::{Kind as NodeKind, NodeId, Span, Tree};

/// Help about a key or a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The key or value.
    pub span: Span,
    /// The key or value in short.
    pub title: String,
    /// Sentences, the most important first.
    pub text: Vec<String>,
    /// Address in Render's documentation.
    pub docs: &'static str,
}

/// What stands at a byte of a text; none where nothing is known of it.
pub fn hover(tree: &Tree, offset: usize, prices: &PriceList) -> Option<Hover> {
    let mut levels = Vec::new();
    let mut via = Via::Root;
    let mut node = tree.root()?;
    loop {
        match tree.node(node).kind {
            NodeKind::Mapping => {
                let entries = tree.entries(node);
                let after = entries.partition_point(|entry| entry.start <= offset);
                let entry = entries.get(after.checked_sub(1)?)?;
                let name = tree.key_text(entry)?;
                levels.push(level(tree, via, node));
                let key = tree.node(entry.key).span;
                if contains(key, offset) {
                    return of_key(&levels, name, key);
                }
                via = Via::Field(name);
                node = entry.value;
            }
            NodeKind::Sequence => {
                let Via::Field(name) = via else { return None };
                let items = tree.items(node);
                let after = items.partition_point(|item| tree.node(item.node).properties_start <= offset);
                via = Via::Item(name);
                node = items.get(after.checked_sub(1)?)?.node;
            }
            NodeKind::Scalar(_) | NodeKind::Alias(_) => {
                let span = tree.node(node).span;
                let written = tree.scalar_text(tree.target(node))?;
                if !contains(span, offset) {
                    return None;
                }
                let around = levels.last()?;
                let entries = around.entries.clone();
                levels.push(Level {
                    via,
                    entries: Vec::new(),
                });
                let scope = Scope::of_levels(&levels)?;
                let Target::Value(kind, field, shape) = scope.target else {
                    return None;
                };
                let value = Value {
                    tree,
                    prices,
                    scope: &scope,
                    around: Level { via, entries },
                    kind,
                    field,
                    written,
                };
                let mut text = value.text(shape)?;
                if let NodeKind::Alias(target) = tree.node(node).kind {
                    let line = tree.lines().line_of(tree.node(target).span.start) + 1;
                    text.push(say::hover_alias(line.to_string()).to_string());
                }
                return Some(Hover {
                    span,
                    title: written.to_owned(),
                    text,
                    docs: field.docs(),
                });
            }
        }
    }
}

fn contains(span: Span, offset: usize) -> bool {
    span.start <= offset && offset < span.end
}

fn level<'t>(tree: &'t Tree, via: Via<'t>, mapping: NodeId) -> Level<'t> {
    let entries = tree.entries(mapping).iter().filter_map(|entry| {
        Some(Entry {
            name: tree.key_text(entry)?,
            text: tree.scalar_text(tree.target(entry.value)),
        })
    });
    Level {
        via,
        entries: entries.collect(),
    }
}

fn of_key(levels: &[Level<'_>], name: &str, span: Span) -> Option<Hover> {
    let scope = Scope::of_levels(levels)?;
    let Target::Key = scope.target else { return None };
    let mapping = Mapping::innermost(&scope, levels.last()?);
    let found = scope
        .kinds
        .iter()
        .find_map(|kind| kind.field(name).map(|field| (*kind, field)));
    let (text, docs) = match found {
        Some((kind, field)) => (of_field(&mapping, kind, field), field.docs()),
        None => {
            let (kind, legacy) = scope
                .kinds
                .iter()
                .find_map(|kind| kind.legacy(name).map(|legacy| (*kind, legacy)))?;
            let text = match legacy.remedy {
                Remedy::Rename { to, .. } => say::hover_old_key(to.join(".")),
                _ => say::hover_no_field(),
            };
            (vec![text.to_string()], kind.docs)
        }
    };
    Some(Hover {
        span,
        title: name.to_owned(),
        text,
        docs,
    })
}

fn of_field(mapping: &Mapping<'_, '_>, kind: &Kind, field: &'static Field) -> Vec<String> {
    let mut text = vec![keys::help(field)];
    let mut say_too = |sentence: Message| text.push(sentence.to_string());
    if let Some(deprecated) = field.documented().deprecated
        && let Remedy::Rename { to, .. } = deprecated.remedy
    {
        say_too(say::hover_deprecated(to.join(".")));
    }
    if mapping.requires(kind, field) {
        say_too(say::hover_required());
    }
    if let Some(default) = field.default {
        say_too(say::hover_default(default));
    }
    match field.shape {
        Shape::Choice(choice) => {
            // The prices of plans say more than their names, and there are many.
            if !plans::is_of_plans(choice) {
                let values = choice.current().filter(|value| !value.schema_only);
                say_too(say::hover_takes(alternatives(values.map(|value| value.name))));
            }
        }
        Shape::Constant(constant) => say_too(say::hover_takes(alternatives([constant]))),
        Shape::Boolean => say_too(say::hover_takes_boolean()),
        Shape::Integer { min, max } => {
            let most = max.or(field.at_most.map(i64::from));
            let bounds = match most {
                Some(most) => edits::bounds_between(min.to_string(), most.to_string()),
                None => edits::bounds_from(min.to_string()),
            };
            say_too(say::hover_takes_number(bounds));
        }
        _ => {}
    }
    text
}

/// A value and its place.
struct Value<'a, 't> {
    tree: &'t Tree,
    prices: &'a PriceList,
    scope: &'a Scope<'t>,
    /// The entries beside it.
    around: Level<'t>,
    kind: &'static Kind,
    field: &'static Field,
    written: &'t str,
}

impl Value<'_, '_> {
    fn text(&self, shape: &Shape) -> Option<Vec<String>> {
        if let Some(referent) = self.field.documented().refers_to {
            return Some(vec![self.referred(referent)]);
        }
        if self.field.name == "envVarKey" {
            return self.referred_variable();
        }
        if self.field.name == "key" && spec::ENV_VAR_FORMS.contains(&self.kind) {
            return catalogue::variable(self.written).map(known);
        }
        if let Some(legacy) = self.field.legacy_value(self.written) {
            let lines: Vec<String> = legacy
                .set
                .iter()
                .map(|(name, value)| format!("{name}: {value}"))
                .collect();
            return Some(vec![say::hover_deprecated(lines.join("`, `")).to_string()]);
        }
        match shape {
            Shape::Choice(choice) => self.of_choice(choice),
            Shape::Constant(constant) if *constant == self.written => Some(
                self.service_type()
                    .into_iter()
                    .chain([keys::help(self.field)])
                    .collect(),
            ),
            _ => None,
        }
    }

    fn service_type(&self) -> Option<String> {
        let names_a_type =
            self.field.name == "type" && (self.scope.service.is_some() || *self.kind == spec::FROM_SERVICE);
        names_a_type.then(|| keys::service_name(self.written))
    }

    fn of_choice(&self, choice: &Choice) -> Option<Vec<String>> {
        let value = choice.value(self.written)?;
        let mut text = Vec::new();
        if let Some(facts) = plans::facts(choice, value.name, self.prices) {
            text.push(facts.what);
        }
        text.extend(self.service_type());
        match value.state {
            State::Current => {}
            State::Old { now } => text.insert(0, say::hover_old_value(now).to_string()),
            State::Retired => text.push(say::hover_retired().to_string()),
        }
        if self.field.default == Some(self.written) {
            text.push(say::hover_is_default().to_string());
        }
        text.push(keys::help(self.field));
        Some(text)
    }

    /// What a name points to.
    fn referred(&self, referent: Referent) -> String {
        let blueprint = Blueprint::of(self.tree);
        let name = self.written;
        let points = |what: String, node: NodeId| {
            say::hover_points_to(what, name, line(&blueprint, node).to_string()).to_string()
        };
        let found = match referent {
            Referent::Service => blueprint
                .service(name)
                .map(|service| points(service.service_type.name().to_string(), service.fields().node)),
            Referent::Database => references::database(&blueprint, name).map(|database| {
                let own = database.text("name").unwrap_or_default();
                if own == name {
                    return points(terms::database().to_string(), database.node);
                }
                say::hover_replica(own, line(&blueprint, database.node).to_string()).to_string()
            }),
            Referent::EnvVarGroup => blueprint
                .group(name)
                .map(|group| points(terms::group().to_string(), group.resource.fields.node)),
            Referent::BuildSource => crate::check::build_sources(&blueprint)
                .into_iter()
                .find(|source| source.text("name") == Some(name))
                .map(|source| points(spec::BUILD_SOURCE.title.to_owned(), source.node)),
        };
        found.unwrap_or_else(|| say::hover_absent(name).to_string())
    }

    fn referred_variable(&self) -> Option<Vec<String>> {
        let blueprint = Blueprint::of(self.tree);
        let name = self.around.text("name")?;
        let service = blueprint.service(name)?;
        let variable = catalogue::variable(self.written);
        let mut text = vec![self.owner_of_variable(&blueprint, service, variable).to_string()];
        text.extend(variable.into_iter().flat_map(known));
        Some(text)
    }

    /// Where a service has the variable from.
    fn owner_of_variable(
        &self,
        blueprint: &Blueprint<'_>,
        service: &Service<'_>,
        known: Option<&Variable>,
    ) -> Message {
        let name = service.resource.name;
        let at = |variable: &EnvVar<'_>| line(blueprint, variable.anchor()).to_string();
        if let Some(own) = service.env_var(self.written) {
            return say::hover_variable_at(name, at(own));
        }
        let shared = service.env_vars.iter().find_map(|variable| {
            let Form::FromGroup(group) = variable.form else {
                return None;
            };
            let own = blueprint.group(group)?;
            let mut variables = own.env_vars.iter();
            variables
                .find(|variable| variable.key == Some(self.written))
                .map(|variable| say::hover_variable_in_group(group, at(variable)))
        });
        let service_type = service.fields().text("type").unwrap_or_default();
        let by_render = known.is_some_and(|known| known.is_set_on(service_type, runtime(service)));
        shared.unwrap_or_else(|| match by_render {
            true => say::hover_variable_by_render(name),
            false => say::hover_variable_absent(name),
        })
    }
}

/// What is known of a variable.
fn known(variable: &'static Variable) -> Vec<String> {
    [variable.what(), variable.where_from()]
        .into_iter()
        .filter(|sentence| !sentence.is_empty())
        .map(str::to_owned)
        .collect()
}
