//! Where a variable gets its value from, changed in its place: the line, its comment and its style stay.

use super::Fix;
use super::mend::path_of;
use crate::blueprint::{EnvVar, Fields, Form, Service, ServiceType};
use crate::words::check as words;
use crate::yaml::edit::Change;
use crate::yaml::{Kind, Path, Tree, Value};

/// Asks for the value when the Blueprint is created.
pub(in crate::check) fn ask(variable: &EnvVar<'_>) -> Option<Fix> {
    let changes = replaced(variable, "sync", Value::Bool(false))?;
    Some(Fix::changes(words::fix_ask(), changes))
}

/// Reads the value from a variable of a service.
pub(in crate::check) fn read_from(variable: &EnvVar<'_>, service: &Service<'_>, key: &str) -> Option<Fix> {
    let name = service.resource.name;
    let changes = replaced(variable, "fromService", source(service, key)?)?;
    Some(Fix::changes(words::fix_read_from(name), changes))
}

/// The `fromService` of a service's variable.
pub(in crate::check) fn source(service: &Service<'_>, key: &str) -> Option<Value> {
    Some(Value::mapping([
        ("type", Value::from(service.fields().text("type")?)),
        ("name", Value::from(service.resource.name)),
        ("envVarKey", Value::from(key)),
    ]))
}

/// Reads an address through `fromService` that is read through `fromDatabase`.
pub(in crate::check) fn key_value_reference(reference: Fields<'_>) -> Option<Fix> {
    let path = path_of(reference.tree, reference.node)?;
    let (variable, _) = path.split_last()?;
    // With two sources, one of them has to go first; and so does a type that means something else.
    let parent = reference.tree.node(reference.node).parent?;
    if reference.tree.entry(parent, "fromService").is_some() || reference.has("type") {
        return None;
    }
    let rename = Change::Rename {
        path,
        key: "fromService".to_owned(),
    };
    let insert = Change::Insert {
        mapping: variable.then("fromService"),
        key: "type".to_owned(),
        value: Value::from("keyvalue"),
        order: vec!["name", "type"],
    };
    Some(Fix::changes(words::fix_key_value_reference(), vec![rename]).then(vec![insert]))
}

/// The changes that give a variable another source; only where the present one is a single scalar.
fn replaced(variable: &EnvVar<'_>, source: &str, value: Value) -> Option<Vec<Change>> {
    let written = match variable.form {
        Form::Value(_) => "value",
        Form::Generated => "generateValue",
        Form::Prompted => "sync",
        _ => return None,
    };
    let tree: &Tree = variable.fields.tree;
    // A preview's own value may only stand beside a value.
    if variable.fields.has("previewValue") {
        return None;
    }
    let path: Path = path_of(tree, variable.fields.get(written)?)?;
    Some(vec![
        Change::Set {
            path: path.clone(),
            value,
        },
        Change::Rename {
            path,
            key: source.to_owned(),
        },
    ])
}

/// The service as a place for further variables.
pub(in crate::check) fn place(service: &Service<'_>) -> Option<Path> {
    let fields = service.fields();
    let list = fields.get("envVars");
    let takes_more = list.is_none_or(|list| fields.tree.node(list).kind == Kind::Sequence);
    let is_known = service.kind().is_some_and(|kind| kind.field("envVars").is_some());
    let may_change = list.is_none_or(|list| path_of(fields.tree, list).is_some());
    path_of(fields.tree, fields.node).filter(|_| takes_more && is_known && may_change)
}

/// Whether variables of this service can be read by others.
pub(in crate::check) fn has_variables(service: &Service<'_>) -> bool {
    !matches!(
        service.service_type,
        ServiceType::KeyValue | ServiceType::Static | ServiceType::Unknown | ServiceType::Workflow
    )
}
