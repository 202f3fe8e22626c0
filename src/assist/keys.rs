//! Which keys can be written in a mapping.

use super::layout::Layout;
use super::place::Level;
use super::scope::{Owner, Scope, narrowed};
use super::{Completion, CompletionKind};
use crate::blueprint::ServiceType;
use crate::spec::{self, Field, Kind, Rule, Shape};
use crate::words::{self, assist as say};

/// A mapping that keys are offered for.
pub(super) struct Mapping<'a, 't> {
    pub kinds: &'a [&'static Kind],
    /// What it holds already; of a new one nothing.
    pub level: Option<&'a Level<'t>>,
    pub scope: &'a Scope<'t>,
}

/// How well a field fits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Required,
    Fits,
    /// The documentation gives it to others.
    Narrowed(String),
}

impl<'a, 't> Mapping<'a, 't> {
    /// The innermost mapping of a place.
    pub fn innermost(scope: &'a Scope<'t>, level: &'a Level<'t>) -> Self {
        Self {
            kinds: &scope.kinds,
            level: Some(level),
            scope,
        }
    }

    /// A mapping of this shape that is yet to be written; none for other shapes.
    pub fn new(
        scope: &'a Scope<'t>,
        shape: &'static Shape,
        kind: &'a mut Vec<&'static Kind>,
    ) -> Option<Self> {
        *kind = match shape {
            Shape::Object(only) => vec![only],
            Shape::Forms(forms) => narrowed(forms, &[]),
            _ => return None,
        };
        Some(Self {
            kinds: kind,
            level: None,
            scope,
        })
    }

    /// The fields that are not there yet: required ones first, then in the order of the table, those that are
    /// for others last.
    fn fields(&self) -> Vec<(Fit, &'static Field)> {
        let mut fields: Vec<(Fit, &'static Field)> = Vec::new();
        for kind in self.kinds {
            for field in kind.fields {
                let is_old = field.documented().deprecated.is_some();
                let is_listed = fields.iter().any(|(_, listed)| listed.name == field.name);
                if !is_old && !is_listed && !self.has(field.name) && !self.is_excluded(kind, field.name) {
                    fields.push((self.fit(kind, field), field));
                }
            }
        }
        let rank = |fit: &Fit| match fit {
            Fit::Required => 0,
            Fit::Fits => 1,
            Fit::Narrowed(_) => 2,
        };
        fields.sort_by_key(|(fit, _)| rank(fit));
        fields
    }

    /// The completions, with what is written before each key, and the column that it then has. With `name`
    /// alone, all that follows the key stands there already.
    pub fn completions(
        &self,
        layout: Layout,
        before: &str,
        column: usize,
        name_alone: bool,
    ) -> Vec<Completion> {
        let completion = |(fit, field): (Fit, &'static Field)| {
            let written = if name_alone {
                field.name.to_owned()
            } else {
                layout.entry(field, column)
            };
            Completion {
                label: field.name.to_owned(),
                detail: detail(fit, field),
                info: help(field),
                kind: CompletionKind::Key,
                insert: format!("{before}{written}"),
            }
        };
        self.fields().into_iter().map(completion).collect()
    }

    /// Whether the field must be there.
    pub fn requires(&self, kind: &Kind, field: &'static Field) -> bool {
        self.fit(kind, field) == Fit::Required
    }

    fn has(&self, name: &str) -> bool {
        self.level.is_some_and(|level| level.has(name))
    }

    fn text(&self, name: &str) -> Option<&'t str> {
        self.level.and_then(|level| level.text(name))
    }

    /// Whether another entry shuts the field out.
    fn is_excluded(&self, kind: &Kind, name: &str) -> bool {
        let any = |fields: &[&str]| fields.iter().any(|field| *field != name && self.has(field));
        kind.constraints.iter().any(|constraint| match constraint.rule {
            Rule::ExactlyOne(fields) => fields.contains(&name) && any(fields),
            Rule::Excludes { field, others } => {
                field == name && any(others) || others.contains(&name) && self.has(field)
            }
            Rule::Demands { fields, other, value } => {
                fields.contains(&name) && self.text(other).is_some_and(|written| written != value)
            }
            Rule::AtLeastOne(_) | Rule::RequiredUnless { .. } => false,
        })
    }

    fn fit(&self, kind: &Kind, field: &'static Field) -> Fit {
        let documented = field.documented();
        let service = self.scope.service;
        if spec::SERVICE_FORMS.contains(&kind) && self.level.is_some() {
            let types = service.and_then(|service| service.service_type);
            if let Some(written) = types.filter(|written| !field.is_for_type(written)) {
                return Fit::Narrowed(say::narrowed_types(service_name(written)).to_string());
            }
            let runtime = service
                .filter(|service| !service.built_elsewhere)
                .and_then(|service| service.runtime)
                .filter(|runtime| spec::choices::RUNTIME.value(runtime).is_some());
            if let Some(runtime) = runtime.filter(|runtime| !documented.runtimes.include(runtime)) {
                return Fit::Narrowed(say::narrowed_runtime(runtime).to_string());
            }
            if documented.required && runtime.is_some() {
                return Fit::Required;
            }
        } else if documented.required && !(*kind == spec::PROJECT && self.has("buildSources")) {
            return Fit::Required;
        }
        let is_in_group = matches!(self.scope.owner, Some(Owner::Group(_)));
        if is_in_group && *kind == spec::ENV_VAR_VALUE && field.name == "sync" {
            return Fit::Narrowed(say::narrowed_group().to_string());
        }
        let in_all = self
            .kinds
            .iter()
            .all(|kind| kind.field(field.name).is_some_and(|field| field.required));
        let demanded = kind.constraints.iter().any(|constraint| {
            matches!(constraint.rule, Rule::RequiredUnless { field: own, unless } if own == field.name && !self.has(unless))
        });
        if in_all || demanded {
            Fit::Required
        } else {
            Fit::Fits
        }
    }
}

/// A field's line of help.
pub(super) fn help(field: &Field) -> String {
    words::field_help(field.documented().help)
        .unwrap_or_default()
        .to_owned()
}

/// What a service of this `type` is called.
pub(super) fn service_name(written: &str) -> String {
    let service_type = match written {
        "web" => ServiceType::Web,
        "static" => ServiceType::Static,
        "pserv" => ServiceType::PrivateService,
        "worker" => ServiceType::Worker,
        "cron" => ServiceType::Cron,
        "keyvalue" | "redis" => ServiceType::KeyValue,
        "workflow" => ServiceType::Workflow,
        _ => ServiceType::Unknown,
    };
    service_type.name().to_string()
}

fn detail(fit: Fit, field: &Field) -> String {
    match (fit, field.default) {
        (Fit::Required, _) => say::required().to_string(),
        (Fit::Narrowed(why), _) => why,
        (Fit::Fits, Some(value)) => say::default_is(value).to_string(),
        (Fit::Fits, None) => shape(&field.shape),
    }
}

fn shape(shape: &Shape) -> String {
    let what = match shape {
        Shape::Text | Shape::Constant(_) => say::kind_text(),
        Shape::Url => say::kind_address(),
        Shape::TextOrNumber => say::kind_text_or_number(),
        Shape::Integer { .. } => say::kind_number(),
        Shape::Boolean => say::kind_boolean(),
        Shape::Choice(choice) => say::kind_choice(choice.current().count()),
        Shape::Object(_) | Shape::Forms(_) => say::kind_fields(),
        Shape::List(_) => say::kind_list(),
    };
    what.to_string()
}
