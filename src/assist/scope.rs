//! What a place is in the format: the kinds of the mappings around it, and the field that is written.

use super::place::{Entry, Level, Place, Slot, Via};
use crate::spec::{self, Field, Kind, Shape};

/// A place in the format.
pub(super) struct Scope<'t> {
    /// The kind of the innermost mapping; all that it may become where that is not decided yet.
    pub kinds: Vec<&'static Kind>,
    pub target: Target,
    /// The service around it.
    pub service: Option<Service<'t>>,
    /// The service, or env group, whose variables these are.
    pub owner: Option<Owner<'t>>,
}

/// What is written.
#[derive(Clone, Copy)]
pub(super) enum Target {
    /// A key of the innermost mapping.
    Key,
    /// A key of the first entry of a new item of this shape, whose dash is missing.
    NewItem(&'static Shape),
    /// A value of this field of the innermost mapping, or, with another shape, an item of its list.
    Value(&'static Kind, &'static Field, &'static Shape),
}

impl Target {
    /// Whether it is a value that may stand in quotes.
    pub fn is_text(self) -> bool {
        let Self::Value(_, _, shape) = self else {
            return false;
        };
        !matches!(
            shape,
            Shape::Boolean | Shape::Integer { .. } | Shape::Object(_) | Shape::Forms(_) | Shape::List(_)
        )
    }
}

/// What the fields of a service are narrowed by.
#[derive(Clone, Copy)]
pub(super) struct Service<'t> {
    /// Its `type`, as written.
    pub service_type: Option<&'t str>,
    /// Its `runtime`, or the old `env`.
    pub runtime: Option<&'t str>,
    /// A build source says how it is built.
    pub built_elsewhere: bool,
}

/// A resource that has variables.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner<'t> {
    Service(&'t str),
    Group(&'t str),
}

impl<'t> Scope<'t> {
    /// What a place is, if the format has it.
    pub fn of(place: &Place<'t>) -> Option<Self> {
        let mut scope = Self::of_levels(&place.levels)?;
        match place.slot {
            Slot::Key { .. } | Slot::Item => {}
            Slot::Value { key, .. } => {
                let Target::Key = scope.target else { return None };
                let (kind, field) = scope.field(key)?;
                scope.target = Target::Value(kind, field, &field.shape);
            }
        }
        Some(scope)
    }

    /// What the innermost of some mappings is, or the value that stands where it would.
    pub fn of_levels(levels: &[Level<'t>]) -> Option<Self> {
        let mut scope = Scope {
            kinds: vec![&spec::ROOT],
            target: Target::Key,
            service: None,
            owner: None,
        };
        for level in levels {
            let Target::Key = scope.target else { return None };
            let (kind, field, shape) = match level.via {
                Via::Root => continue,
                Via::Field(name) => {
                    let (kind, field) = scope.field(name)?;
                    (kind, field, &field.shape)
                }
                Via::Item(name) => {
                    let (kind, field) = scope.field(name)?;
                    let Shape::List(item) = field.shape else {
                        return None;
                    };
                    (kind, field, item)
                }
            };
            match shape {
                Shape::Object(kind) => scope.enter(&[kind], level),
                Shape::Forms(kinds) => scope.enter(kinds, level),
                Shape::List(item) if matches!(level.via, Via::Field(_)) => {
                    scope.target = match item {
                        Shape::Object(_) | Shape::Forms(_) => Target::NewItem(item),
                        _ => return None,
                    };
                }
                _ => scope.target = Target::Value(kind, field, shape),
            }
        }
        Some(scope)
    }

    fn enter(&mut self, forms: &[&'static Kind], level: &Level<'t>) {
        self.kinds = narrowed(forms, &level.entries);
        let is_service = self.kinds.iter().all(|kind| spec::SERVICE_FORMS.contains(kind));
        let name = level.text("name").unwrap_or_default();
        if is_service {
            self.service = Some(Service {
                service_type: level.text("type"),
                runtime: level.text("runtime").or_else(|| level.text("env")),
                built_elsewhere: level.has("buildSource"),
            });
            self.owner = Some(Owner::Service(name));
        } else if self.kinds.contains(&&spec::ENV_VAR_GROUP) {
            self.owner = Some(Owner::Group(name));
        }
    }

    /// The first of the kinds that has a field of this name.
    fn field(&self, name: &str) -> Option<(&'static Kind, &'static Field)> {
        self.kinds
            .iter()
            .find_map(|kind| kind.field(name).map(|field| (*kind, field)))
    }
}

/// The forms that a mapping with these entries may be.
pub(super) fn narrowed(forms: &[&'static Kind], entries: &[Entry<'_>]) -> Vec<&'static Kind> {
    let text = |name: &str| entries.iter().find(|entry| entry.name == name)?.text;
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    if let [only] = forms {
        return vec![only];
    }
    if forms.contains(&&spec::SERVER_SERVICE)
        && let Some(kind) = text("type")
            .and_then(|written| spec::service_kind(written, text("runtime").or_else(|| text("env"))))
    {
        return vec![kind];
    }
    if let Some(marked) = forms.iter().find(|kind| kind.mark.is_some_and(has)) {
        return vec![marked];
    }
    let known = |name: &str| forms.iter().any(|kind| kind.field(name).is_some());
    let takes = |kind: &&&Kind| {
        let mut written = entries.iter().filter(|entry| known(entry.name));
        written.all(|entry| kind.field(entry.name).is_some())
    };
    let mut kinds: Vec<&Kind> = forms.iter().filter(takes).copied().collect();
    if kinds.is_empty() {
        kinds = forms.to_vec();
    }
    // Of services the form with most fields is the most frequent, and gives the order.
    kinds.sort_by_key(|kind| std::cmp::Reverse(*kind == &spec::SERVER_SERVICE));
    kinds
}
