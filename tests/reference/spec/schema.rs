//! Statements of a JSON Schema, read generically: references followed, `allOf` merged. A keyword that is not
//! understood is an error, so nothing that the schema says is passed over.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Statements;

/// Keywords that say nothing of what a file may hold.
const PROSE: [&str; 6] = [
    "$schema",
    "$id",
    "title",
    "description",
    "definitions",
    "deprecated",
];

pub(super) fn statements(root: &Value) -> Result<Statements, String> {
    let mut out = Statements::new();
    shape(root, "", root, &mut out)?;
    Ok(out)
}

/// Adds one statement.
pub(super) fn state(out: &mut Statements, aspect: &'static str, line: String) {
    out.entry(aspect).or_default().insert(line);
}

/// Names in a fixed order.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>()
        .join(", ")
}

/// The place of a field.
pub(super) fn inside(place: &str, name: &str) -> String {
    if place.is_empty() {
        name.to_owned()
    } else {
        format!("{place}.{name}")
    }
}

/// What a mapping may hold, merged from a schema and the parts that it refers to.
#[derive(Default)]
struct Object<'a> {
    stated: bool,
    closed: bool,
    fields: Vec<(&'a str, &'a Value)>,
    required: BTreeSet<&'a str>,
    rules: Vec<String>,
}

fn shape(root: &Value, place: &str, node: &Value, out: &mut Statements) -> Result<(), String> {
    let node = follow(root, node)?;
    let text = if node.get("properties").is_some() || node.get("allOf").is_some() {
        let object = object(root, place, node)?;
        let stated = object.stated;
        mapping(root, place, object, out)?;
        if stated {
            "mapping".to_owned()
        } else {
            "mapping, or anything else".to_owned()
        }
    } else if let Some(forms) = node.get("anyOf") {
        understood(place, node, &["anyOf"])?;
        alternatives(root, place, items(place, forms)?, out)?
    } else {
        match node.get("type").and_then(Value::as_str) {
            Some("string") => text(place, node)?,
            Some("boolean") => understood(place, node, &["type"]).map(|()| "boolean".to_owned())?,
            Some("number") => understood(place, node, &["type"]).map(|()| "number".to_owned())?,
            Some("integer") => integer(place, node)?,
            Some("array") => {
                understood(place, node, &["type", "items"])?;
                shape(
                    root,
                    &format!("{place}[]"),
                    node.get("items").ok_or(format!("{place}: no items"))?,
                    out,
                )?;
                "list".to_owned()
            }
            other => return Err(format!("{place}: type {other:?} is not understood")),
        }
    };
    state(out, "shapes", format!("{place}: {text}"));
    Ok(())
}

fn text(place: &str, node: &Value) -> Result<String, String> {
    understood(place, node, &["type", "enum", "const", "format"])?;
    if let Some(values) = node.get("enum") {
        return Ok(format!("one of {}", list(names(place, values)?)));
    }
    if let Some(constant) = node.get("const") {
        return Ok(format!(
            "one of {}",
            constant
                .as_str()
                .ok_or(format!("{place}: a constant that is no text"))?
        ));
    }
    Ok(node
        .get("format")
        .and_then(Value::as_str)
        .map_or("text".to_owned(), |format| format!("text, format {format}")))
}

fn integer(place: &str, node: &Value) -> Result<String, String> {
    understood(place, node, &["type", "minimum", "maximum"])?;
    let bound = |keyword| node.get(keyword).and_then(Value::as_i64);
    match (bound("minimum"), bound("maximum")) {
        (Some(min), None) => Ok(format!("integer from {min}")),
        (Some(min), Some(max)) => Ok(format!("integer from {min} to {max}")),
        _ => Err(format!("{place}: an integer without a lower bound")),
    }
}

/// Several shapes: scalars by name, mappings as numbered forms.
fn alternatives(root: &Value, place: &str, forms: &[Value], out: &mut Statements) -> Result<String, String> {
    let types: Vec<_> = forms
        .iter()
        .map(|form| form.get("type").and_then(Value::as_str))
        .collect();
    if types == [Some("string"), Some("number")] {
        forms
            .iter()
            .try_for_each(|form| understood(place, form, &["type"]))?;
        return Ok("text or number".to_owned());
    }
    for (index, form) in forms.iter().enumerate() {
        shape(root, &format!("{place}/{index}"), form, out)?;
    }
    Ok(format!("{} forms", forms.len()))
}

fn mapping(root: &Value, place: &str, object: Object, out: &mut Statements) -> Result<(), String> {
    if object.closed {
        state(out, "closed", place.to_owned());
    }
    for name in object.required {
        state(out, "required", format!("{place}: {name}"));
    }
    for rule in object.rules {
        state(out, "constraints", format!("{place}: {rule}"));
    }
    for (name, node) in object.fields {
        state(out, "fields", format!("{place}: {name}"));
        // What is said of the field itself stands beside a reference, or where the reference leads.
        let either = |keyword: &str| Ok::<_, String>(node.get(keyword).or(follow(root, node)?.get(keyword)));
        if either("deprecated")? == Some(&Value::Bool(true)) {
            state(out, "deprecated", format!("{place}: {name}"));
        }
        if let Some(default) = either("default")? {
            let text = default
                .as_str()
                .map_or_else(|| default.to_string(), str::to_owned);
            state(out, "defaults", format!("{place}: {name} is {text}"));
        }
        shape(root, &inside(place, name), node, out)?;
    }
    Ok(())
}

fn object<'a>(root: &'a Value, place: &str, node: &'a Value) -> Result<Object<'a>, String> {
    let keywords = [
        "type",
        "properties",
        "required",
        "additionalProperties",
        "unevaluatedProperties",
        "allOf",
        "anyOf",
        "oneOf",
    ];
    understood(place, node, &keywords)?;
    let mut object = Object::default();
    if let Some(stated) = node.get("type") {
        object.stated = stated == "object";
    }
    if let Some(fields) = node.get("properties") {
        let fields = fields
            .as_object()
            .ok_or(format!("{place}: properties that are no mapping"))?;
        object
            .fields
            .extend(fields.iter().map(|(name, field)| (name.as_str(), field)));
    }
    if let Some(required) = node.get("required") {
        object.required.extend(names(place, required)?);
    }
    if let Some(choices) = node.get("anyOf") {
        object
            .rules
            .push(format!("at least one of {}", list(presences(place, choices)?)));
    }
    if let Some(choices) = node.get("oneOf") {
        object
            .rules
            .push(format!("exactly one of {}", list(presences(place, choices)?)));
    }
    let refuses = |keyword| node.get(keyword) == Some(&Value::Bool(false));
    object.closed = refuses("additionalProperties") || refuses("unevaluatedProperties");
    for part in node
        .get("allOf")
        .map_or(Ok(&[] as &[Value]), |parts| items(place, parts))?
    {
        if part.get("if").is_some() {
            object.rules.push(conditional(place, part)?);
            continue;
        }
        let inner = self::object(root, place, follow(root, part)?)?;
        if inner.closed || refuses("additionalProperties") {
            return Err(format!("{place}: closed by a part that does not see all fields"));
        }
        object.stated |= inner.stated;
        object.fields.extend(inner.fields);
        object.required.extend(inner.required);
        object.rules.extend(inner.rules);
    }
    Ok(object)
}

/// The three forms of `if … then …` that the schema uses.
fn conditional(place: &str, node: &Value) -> Result<String, String> {
    understood(place, node, &["if", "then"])?;
    let not_understood = || format!("{place}: a condition that is not understood");
    let condition = node.get("if").ok_or_else(not_understood)?;
    let then = node.get("then").ok_or_else(not_understood)?;
    if let Some(absent) = condition.get("not") {
        understood(place, condition, &["not"])?;
        understood(place, then, &["required"])?;
        let field = names(place, then.get("required").ok_or_else(not_understood)?)?;
        return Ok(format!(
            "{} required unless {}",
            list(field),
            presence(place, absent)?
        ));
    }
    understood(place, then, &["properties"])?;
    let fields = then
        .get("properties")
        .and_then(Value::as_object)
        .ok_or_else(not_understood)?;
    if let Some(any) = condition.get("anyOf") {
        understood(place, condition, &["anyOf"])?;
        let [(other, demand)] = fields.iter().collect::<Vec<_>>()[..] else {
            return Err(not_understood());
        };
        understood(place, demand, &["const"])?;
        let value = demand
            .get("const")
            .and_then(Value::as_str)
            .ok_or_else(not_understood)?;
        return Ok(format!(
            "{other} is {value} with any of {}",
            list(presences(place, any)?)
        ));
    }
    if fields.values().any(|field| *field != Value::Bool(false)) {
        return Err(not_understood());
    }
    Ok(format!(
        "{} excludes {}",
        presence(place, condition)?,
        list(fields.keys().map(String::as_str))
    ))
}

/// The one field of `{"required": [field]}`.
fn presence<'a>(place: &str, node: &'a Value) -> Result<&'a str, String> {
    understood(place, node, &["required"])?;
    match names(
        place,
        node.get("required").ok_or(format!("{place}: no presence"))?,
    )?[..]
    {
        [field] => Ok(field),
        _ => Err(format!("{place}: more than one field in a presence")),
    }
}

fn presences<'a>(place: &str, node: &'a Value) -> Result<Vec<&'a str>, String> {
    items(place, node)?
        .iter()
        .map(|choice| presence(place, choice))
        .collect()
}

fn items<'a>(place: &str, node: &'a Value) -> Result<&'a [Value], String> {
    node.as_array()
        .map(Vec::as_slice)
        .ok_or(format!("{place}: no list"))
}

fn names<'a>(place: &str, node: &'a Value) -> Result<Vec<&'a str>, String> {
    let name = |item: &'a Value| item.as_str().ok_or(format!("{place}: a name that is no text"));
    items(place, node)?.iter().map(name).collect()
}

/// The schema that a reference leads to; any other schema itself.
fn follow<'a>(root: &'a Value, node: &'a Value) -> Result<&'a Value, String> {
    let Some(reference) = node.get("$ref").and_then(Value::as_str) else {
        return Ok(node);
    };
    understood(reference, node, &["$ref"])?;
    let target = reference
        .strip_prefix('#')
        .and_then(|pointer| root.pointer(pointer));
    target.ok_or(format!("{reference} leads nowhere"))
}

/// Fails on a keyword that nobody looks at.
fn understood(place: &str, node: &Value, keywords: &[&str]) -> Result<(), String> {
    let node = node
        .as_object()
        .ok_or(format!("{place}: a schema that is no mapping"))?;
    let known = |key: &&String| {
        keywords.contains(&key.as_str()) || PROSE.contains(&key.as_str()) || *key == "default"
    };
    match node.keys().find(|key| !known(key)) {
        Some(key) => Err(format!("{place}: the keyword {key} is not understood")),
        None => Ok(()),
    }
}
