//! Environment variables and where their values come from.

use super::Fields;
use super::edit::EnvValue;
use crate::yaml::{NodeId, Scalar};

/// One entry of `envVars`.
#[derive(Clone, Copy, Debug)]
pub struct EnvVar<'t> {
    /// The entry.
    pub fields: Fields<'t>,
    /// Its key; none for a whole group.
    pub key: Option<&'t str>,
    /// Where the value comes from.
    pub form: Form<'t>,
}

/// Where a variable's value comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form<'t> {
    /// Written in the file.
    Value(Scalar<'t>),
    /// Made by Render once.
    Generated,
    /// Asked for when the Blueprint is first created.
    Prompted,
    /// Read from a database.
    FromDatabase {
        /// The database.
        name: &'t str,
        /// Which of its properties.
        property: Option<&'t str>,
    },
    /// Read from a service.
    FromService {
        /// The service.
        name: &'t str,
        /// Its type as written.
        service_type: Option<&'t str>,
        /// What of it.
        property: ServiceProperty<'t>,
    },
    /// All variables of a group.
    FromGroup(&'t str),
    /// No form, or more than one.
    Unclear,
}

/// What a variable reads from a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceProperty<'t> {
    /// A property such as `hostport`.
    Property(&'t str),
    /// Another variable.
    EnvVar(&'t str),
    /// Neither is written.
    Missing,
}

impl<'t> EnvVar<'t> {
    /// The node to point at: the key's value, else the entry.
    pub fn anchor(&self) -> NodeId {
        self.fields
            .get("key")
            .or_else(|| self.fields.get("fromGroup"))
            .unwrap_or(self.fields.node)
    }

    /// The value's source as an edit would give it; none for a whole group, or where the form is unclear or
    /// lacks a part.
    pub fn value(&self) -> Option<EnvValue> {
        let text = |text: &str| text.to_owned();
        Some(match self.form {
            Form::Value(Scalar::Null) => EnvValue::Text(String::new()),
            Form::Value(_) => EnvValue::Text(text(self.fields.tree.scalar_text(self.fields.get("value")?)?)),
            Form::Generated => EnvValue::Generated,
            Form::Prompted => EnvValue::Prompted,
            Form::FromDatabase { name, property } => EnvValue::FromDatabase {
                name: text(name),
                property: text(property?),
            },
            Form::FromService {
                name,
                service_type,
                property: ServiceProperty::Property(property),
            } => EnvValue::FromServiceProperty {
                service_type: text(service_type?),
                name: text(name),
                property: text(property),
            },
            Form::FromService {
                name,
                service_type,
                property: ServiceProperty::EnvVar(key),
            } => EnvValue::FromServiceVariable {
                service_type: text(service_type?),
                name: text(name),
                key: text(key),
            },
            Form::FromService { .. } | Form::FromGroup(_) | Form::Unclear => return None,
        })
    }
}

/// The fields that say where a value comes from.
pub(super) const FORMS: [&str; 6] = [
    "value",
    "generateValue",
    "sync",
    "fromDatabase",
    "fromService",
    "fromGroup",
];

/// The variables of a service or group.
pub(super) fn of<'t>(owner: &Fields<'t>) -> Vec<EnvVar<'t>> {
    owner
        .objects("envVars")
        .map(|fields| EnvVar {
            fields,
            key: key(fields),
            form: form(fields),
        })
        .collect()
}

fn key<'t>(fields: Fields<'t>) -> Option<&'t str> {
    fields.get("key").and_then(|key| fields.tree.scalar_text(key))
}

fn form<'t>(fields: Fields<'t>) -> Form<'t> {
    let mut written = FORMS.into_iter().filter(|name| fields.has(name));
    let (Some(first), None) = (written.next(), written.next()) else {
        return Form::Unclear;
    };
    let form = match first {
        "value" => fields
            .get("value")
            .and_then(|value| fields.tree.scalar(value))
            .map(Form::Value),
        "generateValue" => (fields.boolean("generateValue") == Some(true)).then_some(Form::Generated),
        "sync" => (fields.boolean("sync") == Some(false)).then_some(Form::Prompted),
        "fromDatabase" => from_database(fields),
        "fromService" => from_service(fields),
        _ => fields.text("fromGroup").map(Form::FromGroup),
    };
    form.unwrap_or(Form::Unclear)
}

fn from_database<'t>(fields: Fields<'t>) -> Option<Form<'t>> {
    let source = fields.object("fromDatabase")?;
    Some(Form::FromDatabase {
        name: source.text("name")?,
        property: source.text("property"),
    })
}

fn from_service<'t>(fields: Fields<'t>) -> Option<Form<'t>> {
    let source = fields.object("fromService")?;
    let property = match (source.text("property"), source.text("envVarKey")) {
        (Some(property), _) => ServiceProperty::Property(property),
        (None, Some(key)) => ServiceProperty::EnvVar(key),
        (None, None) => ServiceProperty::Missing,
    };
    Some(Form::FromService {
        name: source.text("name")?,
        service_type: source.text("type"),
        property,
    })
}
