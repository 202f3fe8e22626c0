//! A value as a user gives it, checked against its shape: all of a list or a group of fields, down to the last
//! value.

use std::collections::BTreeSet;

use crate::blueprint::edit::EditError;
use crate::blueprint::edit::field::typed;
use crate::spec::{self, Field, Kind, Rule, Shape};
use crate::words::{Message, all_of, alternatives, edits};
use crate::yaml::{Kind as NodeKind, NodeId, Scalar, Tree, Value};

/// The value that a text stands for at a place of this shape.
pub(super) fn value(
    shape: &Shape,
    field: Option<&Field>,
    name: &str,
    text: &str,
) -> Result<Value, EditError> {
    if !is_collection(shape) {
        return typed(shape, field, name, text);
    }
    let (tree, error) = Tree::parse(text);
    if error.is_some() {
        return Err(edits::bad_yaml(text, name, example(shape)).into());
    }
    let Some(root) = tree.root() else {
        return Err(wrong_kind(shape, name, text).into());
    };
    if tree
        .ids()
        .any(|id| tree.node(id).anchored || tree.node(id).tagged)
    {
        return Err(edits::shared_value(name).into());
    }
    if let Some((key, _)) = tree.duplicate_keys().first() {
        return Err(edits::repeated_field(tree.scalar_text(*key).unwrap_or_default(), name).into());
    }
    Given { tree: &tree, text }.checked(shape, field, name, root)
}

/// The value of a kind's field, whose name may have others before it.
pub(super) fn part(kind: &Kind, part: &str, name: &str, text: &str) -> Result<Value, EditError> {
    let field = part.rsplit('.').next().and_then(|last| kind.field(last));
    let field = field.ok_or_else(|| edits::not_found(name))?;
    value(&field.shape, Some(field), name, text)
}

fn is_collection(shape: &Shape) -> bool {
    matches!(shape, Shape::Object(_) | Shape::Forms(_) | Shape::List(_))
}

struct Given<'t> {
    tree: &'t Tree,
    text: &'t str,
}

impl Given<'_> {
    fn checked(
        &self,
        shape: &Shape,
        field: Option<&Field>,
        name: &str,
        node: NodeId,
    ) -> Result<Value, EditError> {
        let tree = self.tree;
        let wrong = || wrong_kind(shape, name, self.shown(node));
        match (shape, tree.node(node).kind) {
            (Shape::List(item), NodeKind::Sequence) => {
                let items = tree.items(node);
                let most = field.and_then(|field| field.at_most);
                if let Some(most) = most.filter(|most| items.len() > *most as usize) {
                    return Err(edits::too_many(name, most.to_string()).into());
                }
                let items = items.iter().enumerate().map(|(at, element)| {
                    let name = format!("{name}.{at}");
                    self.checked(item, None, &name, element.node)
                });
                Ok(Value::Sequence(items.collect::<Result<_, _>>()?))
            }
            (Shape::Object(kind), NodeKind::Mapping) => self.fields(kind, name, node),
            (Shape::Forms(kinds), NodeKind::Mapping) => {
                let kind = self.form(kinds, name, node)?;
                self.fields(kind, name, node)
            }
            (Shape::List(_) | Shape::Object(_) | Shape::Forms(_), _) => Err(wrong().into()),
            (_, NodeKind::Scalar(_)) if tree.scalar(node) != Some(Scalar::Null) => {
                typed(shape, field, name, tree.scalar_text(node).unwrap_or_default())
            }
            (_, NodeKind::Scalar(_)) => Err(edits::empty_value(name).into()),
            _ => Err(edits::not_one_value(self.shown(node), name).into()),
        }
    }

    fn shown(&self, node: NodeId) -> &str {
        let span = self.tree.node(node).span;
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The form of an object, told by its fields.
    fn form(&self, kinds: &[&'static Kind], name: &str, node: NodeId) -> Result<&'static Kind, EditError> {
        let tree = self.tree;
        if kinds.contains(&&spec::ENV_VAR_VALUE) {
            return Ok(spec::env_var_form(|mark| tree.entry(node, mark).is_some()));
        }
        let text = |field: &str| tree.scalar_text(tree.get(node, field)?);
        let service_type = text("type").ok_or_else(|| edits::lacks_fields(name, alternatives(["type"])))?;
        spec::service_kind(service_type, text("runtime")).ok_or_else(|| {
            let types = kinds.iter().filter_map(|kind| kind.field("type"));
            let types: BTreeSet<&str> = types.flat_map(|field| offered(&field.shape)).collect();
            edits::bad_choice(service_type, format!("{name}.type"), alternatives(types)).into()
        })
    }

    fn fields(&self, kind: &'static Kind, name: &str, node: NodeId) -> Result<Value, EditError> {
        let tree = self.tree;
        let mut fields = Vec::new();
        for entry in tree.entries(node) {
            let key = tree.key_text(entry).unwrap_or_default();
            let field = kind.field(key).ok_or_else(|| {
                let names = alternatives(kind.fields.iter().map(|field| field.name));
                edits::unknown_field(kind.title, key, names)
            })?;
            let name = format!("{name}.{key}");
            let value = self.checked(&field.shape, Some(field), &name, entry.value)?;
            fields.push((Value::from(key), value));
        }
        let has = |name: &str| fields.iter().any(|(key, _)| key.is(name));
        let missing = kind
            .fields
            .iter()
            .filter(|field| field.required && !has(field.name));
        let missing: Vec<&str> = missing.map(|field| field.name).collect();
        if !missing.is_empty() {
            return Err(edits::lacks_fields(name, all_of(missing)).into());
        }
        let value = |name: &str| {
            let field = fields.iter().find(|(key, _)| key.is(name));
            field.map(|(_, value)| value)
        };
        let mut rules = kind.constraints.iter().map(|constraint| constraint.rule);
        match rules.find_map(|rule| broken(rule, name, value)) {
            Some(message) => Err(message.into()),
            None => Ok(Value::Mapping(fields)),
        }
    }
}

/// What is wrong under a rule over several fields.
fn broken<'v>(rule: Rule, name: &str, value: impl Fn(&str) -> Option<&'v Value>) -> Option<Message> {
    let present = |fields: &'static [&'static str]| -> Vec<&'static str> {
        fields
            .iter()
            .copied()
            .filter(|field| value(field).is_some())
            .collect()
    };
    match rule {
        Rule::ExactlyOne(fields) => {
            let fits = present(fields).len() == 1;
            (!fits).then(|| edits::one_of(name, alternatives(fields.iter().copied())))
        }
        Rule::AtLeastOne(fields) => {
            let fits = !present(fields).is_empty();
            (!fits).then(|| edits::some_of(name, alternatives(fields.iter().copied())))
        }
        Rule::RequiredUnless { field, unless } => {
            let fits = value(field).is_some() || value(unless).is_some();
            (!fits).then(|| edits::lacks_fields(name, alternatives([field, unless])))
        }
        Rule::Excludes { field, others } => {
            let shut_out = present(others);
            let breaks = value(field).is_some() && !shut_out.is_empty();
            breaks.then(|| edits::not_beside(name, all_of(shut_out), field))
        }
        Rule::Demands {
            fields,
            other,
            value: wanted,
        } => {
            let demanding = present(fields);
            let fits = demanding.is_empty() || value(other).is_none_or(|value| value.is(wanted));
            (!fits).then(|| edits::demands(name, all_of(demanding), other, wanted))
        }
    }
}

/// The texts that a shape offers today.
fn offered(shape: &Shape) -> Vec<&'static str> {
    match shape {
        Shape::Choice(choice) => choice.current().map(|value| value.name).collect(),
        Shape::Constant(constant) => vec![constant],
        _ => Vec::new(),
    }
}

fn wrong_kind(shape: &Shape, name: &str, text: &str) -> Message {
    let kind = match shape {
        Shape::Object(kind) => Some(*kind),
        Shape::Forms(kinds) => kinds.first().copied(),
        _ => None,
    };
    match kind {
        Some(kind) => {
            let fields = alternatives(kind.fields.iter().map(|field| field.name));
            edits::bad_object(text, name, example(shape), fields)
        }
        None => edits::bad_list(text, name, example(shape)),
    }
}

/// How a value of this shape is written.
fn example(shape: &Shape) -> String {
    format!("`{}`", written(shape))
}

fn written(shape: &Shape) -> String {
    match shape {
        Shape::List(item) => format!("[{}]", written(item)),
        Shape::Object(kind) => fields_written(kind),
        Shape::Forms(kinds) => kinds.first().map(|kind| fields_written(kind)).unwrap_or_default(),
        _ => "…".to_owned(),
    }
}

fn fields_written(kind: &Kind) -> String {
    let required = kind.fields.iter().filter(|field| field.required);
    let mut names: Vec<String> = required.map(|field| format!("{}: …", field.name)).collect();
    if names.is_empty() {
        names.extend(kind.fields.first().map(|field| format!("{}: …", field.name)));
    }
    format!("{{{}}}", names.join(", "))
}
