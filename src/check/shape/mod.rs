//! The shape of a file: which fields there are, of what type, with which values, and what goes together.
//!
//! The walk follows the kind that was meant: a service's `type` and `runtime`, a variable's mark. What is
//! said is said against that kind alone. Whether the schema refuses a thing, too, is another question,
//! since its forms of services overlap; [`Scope::schema`] carries the answer.

mod items;
mod missing;
mod unknown;
mod value;

pub(super) use crate::words::all_of;
pub(super) use items::is_key_value;

use super::syntax::first_line;
use super::{Diagnostic, Severity, codes, verdict};
use crate::blueprint::Blueprint;
use crate::spec::{self, Field, Kind, Shape};
use crate::words::{Message, check as words, terms};
use crate::yaml::{Entry, Kind as NodeKind, NodeId, Scalar, Span, Tree};

/// Checks the whole file. `running` is what runs on Render already.
pub(super) fn check(tree: &Tree, root: NodeId, running: Option<&Blueprint<'_>>, found: &mut Vec<Diagnostic>) {
    let root = tree.target(root);
    if tree.node(root).kind != NodeKind::Mapping {
        found.push(no_mapping(tree, root));
        return;
    }
    let scope = Scope {
        schema: true,
        also: None,
        parent: None,
        service: None,
    };
    let mut walk = Walk { tree, running, found };
    walk.fields(&spec::ROOT, root, anchor(tree, root, Span::default()), scope);
}

/// The root is something else than a mapping.
fn no_mapping(tree: &Tree, root: NodeId) -> Diagnostic {
    if tree.scalar(root) == Some(Scalar::Null) {
        return super::syntax::empty(tree);
    }
    let span = first_line(tree, tree.node(root).span);
    let message = words::shape_wrong_type_file(value::found(tree, root));
    Diagnostic::error(
        codes::WRONG_TYPE,
        span,
        message,
        words::shape_wrong_type_file_help(),
    )
    .schema(true)
}

/// A walk over the tree along the table of kinds.
struct Walk<'t, 'f> {
    tree: &'t Tree,
    running: Option<&'f Blueprint<'f>>,
    found: &'f mut Vec<Diagnostic>,
}

/// What holds in one part of the file.
#[derive(Clone, Copy)]
struct Scope<'t> {
    /// The schema refuses what breaks its rules here. It does not where the object may be of another form for
    /// the schema than the one that was meant.
    schema: bool,
    /// That other form: what it takes, the schema does not refuse.
    also: Option<&'static Kind>,
    /// The kind of the object around this one.
    parent: Option<&'static Kind>,
    /// The service that this is a part of.
    service: Option<ServiceScope<'t>>,
}

/// What the fields of a service are narrowed by.
#[derive(Clone, Copy)]
struct ServiceScope<'t> {
    /// Its `type`, as written.
    service_type: &'t str,
    /// Its `runtime`, or the old `env`.
    runtime: Option<&'t str>,
    /// A build source says how it is built.
    built_elsewhere: bool,
}

/// A field of an object, as the place of a value.
#[derive(Clone, Copy)]
struct Place {
    /// The kind of the object.
    kind: &'static Kind,
    /// The object.
    owner: NodeId,
    field: &'static Field,
    /// The key; of an item, its dash.
    key: Span,
    /// The value is an item of the field's list.
    item: bool,
}

impl<'t> Scope<'t> {
    /// The scope for one entry.
    fn of_entry(self, tree: &Tree, entry: &Entry) -> Self {
        let refused = self
            .also
            .is_none_or(|other| !verdict::accepts_entry(tree, other, entry));
        Self {
            schema: self.schema && refused,
            also: None,
            ..self
        }
    }

    /// The scope of the objects in an object of this kind.
    fn inside(self, kind: &'static Kind) -> Self {
        Self {
            also: None,
            parent: Some(kind),
            ..self
        }
    }

    /// How much a breach of the schema's rule matters.
    fn severity(self) -> Severity {
        if self.schema {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}

impl<'t> Walk<'t, '_> {
    /// Checks a mapping against its kind. `at` is where things that are absent are reported.
    fn fields(&mut self, kind: &'static Kind, node: NodeId, at: Span, scope: Scope<'t>) {
        let tree = self.tree;
        // Fields that were meant by unknown keys, so that they are not reported as absent.
        let mut meant = Vec::new();
        for entry in tree.entries(node) {
            if super::is_full(self.found) {
                return;
            }
            let Some(name) = tree.key_text(entry) else {
                continue;
            };
            let scope = scope.of_entry(tree, entry);
            match kind.field(name) {
                Some(field) => self.field(kind, field, node, entry, scope),
                None => meant.extend(self.unknown(kind, node, entry, scope)),
            }
        }
        self.missing(kind, node, at, &meant, scope);
        self.rules(kind, node, at, &meant, scope);
    }

    fn field(
        &mut self,
        kind: &'static Kind,
        field: &'static Field,
        owner: NodeId,
        entry: &Entry,
        scope: Scope<'t>,
    ) {
        let place = Place {
            kind,
            owner,
            field,
            key: self.span(entry.key),
            item: false,
        };
        if field.documented().deprecated.is_some() {
            self.deprecated(&place, entry.value);
        } else {
            self.narrowed(&place, scope);
        }
        self.value(&field.shape, &place, entry.value, scope.inside(kind));
    }

    /// Checks a value against a shape.
    fn value(&mut self, shape: &'static Shape, place: &Place, node: NodeId, scope: Scope<'t>) {
        let node = self.tree.target(node);
        match shape {
            Shape::Forms(kinds) if kinds.contains(&&spec::ENV_VAR_VALUE) => {
                self.variable(shape, place, node, scope);
            }
            Shape::Forms(_) => self.service(shape, place, node, scope),
            Shape::Object(kind) if self.tree.node(node).kind != NodeKind::Mapping => {
                // Where the schema does not state that it is a mapping, anything else passes.
                self.wrong_type(shape, place, node, scope.schema && kind.object_stated);
            }
            Shape::Object(kind) if **kind == spec::ENV_VAR_VALUE => self.group_variable(place, node, scope),
            Shape::Object(kind) if **kind == spec::DATABASE => self.database(place, node, scope),
            Shape::Object(kind) => {
                let at = if place.item {
                    anchor(self.tree, node, place.key)
                } else {
                    place.key
                };
                self.fields(kind, node, at, scope);
            }
            Shape::List(item) => self.list(item, shape, place, node, scope),
            _ => self.scalar(shape, place, node, scope),
        }
    }

    fn list(
        &mut self,
        item: &'static Shape,
        shape: &'static Shape,
        place: &Place,
        node: NodeId,
        scope: Scope<'t>,
    ) {
        if self.tree.node(node).kind != NodeKind::Sequence {
            self.wrong_type(shape, place, node, scope.schema);
            return;
        }
        let items = self.tree.items(node);
        self.at_most(place, items.len() as i64, place.key);
        for element in items {
            if super::is_full(self.found) {
                return;
            }
            let key = element.dash.map_or(place.key, |dash| Span::new(dash, dash + 1));
            self.value(
                item,
                &Place {
                    key,
                    item: true,
                    ..*place
                },
                element.node,
                scope,
            );
        }
    }

    fn is_detailed(&self) -> bool {
        super::is_detailed(self.found)
    }

    fn span(&self, node: NodeId) -> Span {
        self.tree.node(node).span
    }

    fn has(&self, node: NodeId, name: &str) -> bool {
        self.tree.entry(node, name).is_some()
    }

    fn text(&self, node: NodeId, name: &str) -> Option<&'t str> {
        self.tree.str(self.tree.get(node, name)?)
    }

    /// How an object is called in a sentence: an item by what it is and its name, any other by its key.
    fn owner(&self, kind: &'static Kind, node: NodeId) -> Message {
        let siblings = self
            .tree
            .node(node)
            .parent
            .map(|parent| self.tree.entries(parent))
            .unwrap_or_default();
        // Nodes are numbered in the order written.
        let at = siblings.binary_search_by_key(&node, |entry| entry.value).ok();
        if let Some(key) = at.and_then(|at| self.tree.key_text(siblings.get(at)?)) {
            return words::owner_field(super::shown(key));
        }
        if !self.is_detailed() {
            return words::owner_unnamed(title(kind, ""));
        }
        let service_type = match *kind == spec::SERVER_SERVICE {
            true => self.text(node, "type").unwrap_or_default(),
            false => "",
        };
        let title = title(kind, service_type);
        match self.name(node) {
            Some(name) => words::owner_named(title, super::shown(name)),
            None => words::owner_unnamed(title),
        }
    }

    /// An object's name: that of a resource, or a variable's key.
    fn name(&self, node: NodeId) -> Option<&'t str> {
        /// Entries of an object that is looked through for its name: all kinds have fewer fields.
        const MOST_ENTRIES: usize = 200;
        if self.tree.entries(node).len() > MOST_ENTRIES {
            return None;
        }
        ["name", "key"]
            .into_iter()
            .find_map(|field| self.text(node, field))
            .filter(|name| !name.is_empty())
    }
}

/// What a kind is called; a service by its type.
pub(super) fn title(kind: &'static Kind, service_type: &str) -> String {
    if spec::ENV_VAR_FORMS.contains(&kind) {
        return spec::ENV_VAR_VALUE.title.to_owned();
    }
    if *kind != spec::SERVER_SERVICE {
        return kind.title.to_owned();
    }
    let name = match service_type {
        "pserv" => terms::service_private(),
        "worker" => terms::service_worker(),
        _ => terms::service_web(),
    };
    name.to_string()
}

/// Where something that an object lacks is reported: at its name, else at its first key.
fn anchor(tree: &Tree, node: NodeId, otherwise: Span) -> Span {
    let named = ["name", "key", "fromGroup"].into_iter().find_map(|field| {
        let value = tree.get(node, field)?;
        tree.str(value).filter(|name| !name.is_empty()).map(|_| value)
    });
    let at = named
        .or_else(|| tree.entries(node).first().map(|entry| entry.key))
        .unwrap_or(node);
    let span = first_line(tree, tree.node(at).span);
    if span.start == span.end { otherwise } else { span }
}
