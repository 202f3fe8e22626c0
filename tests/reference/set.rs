//! Every field of the format is set where it can stand, on a Blueprint with a resource of its kind, and taken
//! away again. Another YAML reader and the published schema look at every result.

use std::collections::BTreeSet;

use jsonschema::Validator;
use libtest_mimic::{Failed, Trial};
use plano::blueprint::Blueprint;
use plano::blueprint::edit::{remove_field, set_field};
use plano::spec::{self, Field, Kind, ROOT, Rule, Shape};
use plano::yaml::edit::edit;
use plano::yaml::{Path, Step, Tree};
use serde_json::{Value, json};

use crate::check::{as_json, validator};

/// What cannot be set: the field under its resource, and why. What a service is cannot be changed; and an env
/// group can ask for no values.
const REFUSED: [&str; 6] = [
    "cron-service: type: fixed",
    "env-var-group: envVars.0.sync: in a group",
    "key-value-service: type: fixed",
    "server-service: type: fixed",
    "static-service: type: fixed",
    "workflow-service: type: fixed",
];
/// Fields that were set, over all places. Falls where the walk loses its way.
const FEWEST: usize = 900;

pub(crate) fn trials() -> Vec<Trial> {
    vec![Trial::test(
        "set::every_field_can_be_set_and_removed",
        every_field,
    )]
}

fn every_field() -> Result<(), Failed> {
    let mut walk = Walk {
        validator: validator()?,
        refused: BTreeSet::new(),
        kinds: BTreeSet::new(),
        set: 0,
    };
    let owner = Owner {
        path: Path::default(),
        kind: &ROOT,
        name: String::new(),
    };
    walk.fields("previews:\n  expireAfterDays: 3\n", &owner, &ROOT)?;
    let refused: Vec<&str> = walk.refused.iter().map(String::as_str).collect();
    if refused != REFUSED {
        return Err(format!("cannot be set: {refused:#?}").into());
    }
    let all: BTreeSet<&str> = spec::kinds().map(|kind| kind.name).collect();
    if walk.kinds != all {
        let left_out: Vec<_> = all.difference(&walk.kinds).collect();
        return Err(format!("kinds that were not reached: {left_out:?}").into());
    }
    if walk.set < FEWEST {
        return Err(format!("{} fields were set", walk.set).into());
    }
    Ok(())
}

struct Walk {
    validator: Validator,
    refused: BTreeSet<String>,
    kinds: BTreeSet<&'static str>,
    set: usize,
}

/// A resource, or the file, and the name of a place in it.
#[derive(Clone)]
struct Owner {
    path: Path,
    kind: &'static Kind,
    name: String,
}

impl Owner {
    fn field(&self, name: &str) -> Self {
        let name = match self.name.as_str() {
            "" => name.to_owned(),
            above => format!("{above}.{name}"),
        };
        Self { name, ..self.clone() }
    }

    /// The place of an item, which may be a resource of its own.
    fn item(&self, kind: &'static Kind) -> Self {
        let item = self.field("0");
        let is_resource =
            spec::SERVICE_FORMS.contains(&kind) || [&spec::DATABASE, &spec::ENV_VAR_GROUP].contains(&kind);
        if !is_resource {
            return item;
        }
        Self {
            path: Path(item.steps()),
            kind,
            name: String::new(),
        }
    }

    fn steps(&self) -> Vec<Step> {
        let names = self.name.split('.').filter(|name| !name.is_empty());
        let steps = names.map(|name| {
            name.parse::<usize>()
                .map_or_else(|_| Step::from(name), Step::from)
        });
        self.path.0.iter().cloned().chain(steps).collect()
    }

    fn pointer(&self) -> String {
        let steps = self.steps();
        let steps = steps.iter().map(|step| match step {
            Step::Key(key) => format!("/{key}"),
            Step::Index(index) => format!("/{index}"),
        });
        steps.collect()
    }
}

impl Walk {
    /// Sets each field of the object at a place, and what is inside.
    fn fields(&mut self, text: &str, place: &Owner, kind: &'static Kind) -> Result<(), Failed> {
        self.kinds.insert(kind.name);
        for field in kind.fields {
            let own = place.field(field.name);
            let value = other(&field.shape, field);
            let Some(after) = self.set(text, &own, kind, &value)? else {
                continue;
            };
            match &field.shape {
                Shape::Object(inner) => self.fields(&after, &own, inner)?,
                Shape::List(Shape::Object(inner)) => self.fields(&after, &own.item(inner), inner)?,
                Shape::List(Shape::Forms(forms)) => {
                    for form in *forms {
                        let items = json!([object(form)]);
                        let Some(after) = self.set(&after, &own, kind, &items)? else {
                            return Err(format!("{} cannot hold a {}", own.name, form.name).into());
                        };
                        self.fields(&after, &own.item(form), form)?;
                    }
                }
                Shape::List(_) => {
                    for at in ["0", "1"] {
                        let value = json!(format!("item {at}"));
                        self.set(&after, &own.field(at), kind, &value)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The text with a field set, as the other reader and the schema agree; none where it is refused.
    fn set(
        &mut self,
        text: &str,
        place: &Owner,
        kind: &'static Kind,
        value: &Value,
    ) -> Result<Option<String>, Failed> {
        let told = |what: String| {
            Failed::from(format!(
                "{}: {} {}: {what}\n{text}",
                place.kind.name,
                place.pointer(),
                value
            ))
        };
        let written = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let after = match changed(text, place, Some(&written)) {
            Ok(after) => after,
            Err(error) => {
                let reason = if error.contains("once the resource exists") {
                    "fixed"
                } else if error.contains("a group holds values") {
                    "in a group"
                } else {
                    return Err(told(error));
                };
                self.refused
                    .insert(format!("{}: {}: {reason}", place.kind.name, place.name));
                return Ok(None);
            }
        };
        self.set += 1;
        let read = |text: &str| as_json(text).ok_or_else(|| told("the other reader refuses it".to_owned()));
        let json = read(&after)?;
        if json.pointer(&place.pointer()) != Some(value) {
            return Err(told(format!("the other reader sees something else in\n{after}")));
        }
        // What a rule shuts out goes, and then the schema takes it.
        let mut fitting = after.clone();
        for other in shut_out(kind, place) {
            if read(&fitting)?.pointer(&other.pointer()).is_some() {
                fitting = changed(&fitting, &other, None).map_err(told)?;
            }
        }
        if let Err(error) = self.validator.validate(&read(&fitting)?) {
            return Err(told(format!("the schema refuses it: {error}\n{fitting}")));
        }
        // A variable's source takes the place of another one, and cannot be taken away.
        let before = read(text)?;
        let is_new = before.pointer(&place.pointer()).is_none();
        if is_new && count(&json) > count(&before) {
            let removed = changed(&after, place, None).map_err(told)?;
            if without_empty(read(&removed)?) != without_empty(before) {
                return Err(told(format!("removing it leaves\n{removed}")));
            }
        }
        Ok(Some(fitting))
    }
}

/// The text with a field set, or removed without a value.
fn changed(text: &str, place: &Owner, value: Option<&str>) -> Result<String, String> {
    let (tree, _) = Tree::parse(text);
    let blueprint = Blueprint::of(&tree);
    let changes = match value {
        Some(value) => set_field(&blueprint, &place.path, &place.name, value),
        None => remove_field(&blueprint, &place.path, &place.name),
    };
    let edited = changes.and_then(|changes| Ok(edit(&tree, &changes)?));
    edited
        .map(|edited| edited.tree.text().to_owned())
        .map_err(|error| error.to_string())
}

/// How many values there are.
fn count(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 1,
    }
}

/// A value without the empty parts, which are taken away with what was their last.
fn without_empty(value: Value) -> Value {
    let is_empty = |value: &Value| {
        value.as_object().is_some_and(serde_json::Map::is_empty)
            || value.as_array().is_some_and(Vec::is_empty)
    };
    match value {
        Value::Object(fields) => {
            let fields = fields
                .into_iter()
                .map(|(name, value)| (name, without_empty(value)));
            Value::Object(fields.filter(|(_, value)| !is_empty(value)).collect())
        }
        Value::Array(items) => {
            let items = items.into_iter().map(without_empty);
            Value::Array(items.filter(|value| !is_empty(value)).collect())
        }
        other => other,
    }
}

/// The fields that may not stand beside one.
fn shut_out(kind: &Kind, place: &Owner) -> Vec<Owner> {
    let (above, name) = place.name.rsplit_once('.').unwrap_or(("", &place.name));
    let above = Owner {
        name: above.to_owned(),
        ..place.clone()
    };
    let rules = kind
        .constraints
        .iter()
        .filter(|constraint| constraint.source == &spec::sources::J);
    let others = rules.flat_map(|constraint| match constraint.rule {
        Rule::ExactlyOne(fields) if fields.contains(&name) => fields,
        Rule::Excludes { field, others } if field == name => others,
        _ => &[],
    });
    others
        .filter(|other| **other != name)
        .map(|other| above.field(other))
        .collect()
}

/// An object with what its kind needs.
fn object(kind: &Kind) -> Value {
    let mut fields = serde_json::Map::new();
    let mut put = |field: &Field| {
        fields.insert(field.name.to_owned(), first(&field.shape));
    };
    kind.fields
        .iter()
        .filter(|field| field.required)
        .for_each(&mut put);
    for constraint in kind.constraints {
        let needed = match constraint.rule {
            Rule::ExactlyOne(names) | Rule::AtLeastOne(names) => names.first().copied(),
            Rule::RequiredUnless { field, .. } => Some(field),
            Rule::Excludes { .. } | Rule::Demands { .. } => None,
        };
        needed
            .and_then(|name| kind.field(name))
            .into_iter()
            .for_each(&mut put);
    }
    Value::Object(fields)
}

/// A value that fits a shape.
fn first(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!("FIRST"),
        Shape::Url => json!("https://example.com"),
        Shape::TextOrNumber => json!("16"),
        Shape::Boolean => json!(true),
        Shape::Integer { min, .. } => json!(min),
        Shape::Choice(choice) => {
            let docker = choice.value("docker").into_iter();
            json!(docker.chain(choice.current()).map(|value| value.name).next())
        }
        Shape::Constant(constant) => json!(constant),
        Shape::Object(kind) => object(kind),
        Shape::Forms(kinds) => kinds.first().map_or(Value::Null, |kind| object(kind)),
        Shape::List(item) => json!([first(item)]),
    }
}

/// Another value for a field.
fn other(shape: &Shape, field: &Field) -> Value {
    match shape {
        Shape::Text => json!("OTHER"),
        Shape::TextOrNumber => json!("1e3"),
        Shape::Boolean if field.name == "sync" => json!(false),
        Shape::Integer { min, .. } if field.one_or_multiple_of.is_some() => json!(min.max(&5)),
        Shape::Integer { min, .. } => json!(min + 1),
        // `static` would make another kind of the service.
        Shape::Choice(choice) => {
            let names = choice
                .current()
                .map(|value| value.name)
                .filter(|name| *name != "static");
            json!(names.last())
        }
        _ => first(shape),
    }
}
