//! The form of the data files.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::{Mapping, Value};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) sources: Vec<Source>,
    pub(super) choices: Vec<Choice>,
    pub(super) forms: Vec<Forms>,
    pub(super) shared: Vec<Mapping>,
    pub(super) kinds: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) tag: String,
    pub(super) title: String,
    pub(super) address: String,
    pub(super) date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub(super) name: String,
    #[serde(default = "documentation")]
    pub(super) source: String,
    pub(super) values: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceValue {
    pub(super) value: String,
    pub(super) now: Option<String>,
    #[serde(default)]
    pub(super) retired: bool,
    #[serde(default)]
    pub(super) only_for: Vec<String>,
    #[serde(default)]
    pub(super) schema_only: bool,
    pub(super) source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    pub(super) name: String,
    pub(super) kinds: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kind {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) docs: Option<String>,
    pub(super) closed: bool,
    #[serde(default = "yes")]
    pub(super) object_stated: bool,
    pub(super) mark: Option<String>,
    #[serde(rename = "fields")]
    pub(super) entries: Vec<Value>,
    #[serde(skip)]
    pub(super) fields: Vec<Field>,
    #[serde(default)]
    pub(super) constraints: Vec<Constraint>,
    #[serde(default)]
    pub(super) legacy: Vec<Legacy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) shape: Shape,
    pub(super) docs: Option<String>,
    #[serde(default = "documentation")]
    pub(super) source: String,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) docs_required: bool,
    pub(super) default: Option<String>,
    #[serde(default)]
    pub(super) immutable: bool,
    #[serde(default)]
    pub(super) grows_only: bool,
    pub(super) deprecated: Option<Deprecated>,
    #[serde(default)]
    pub(super) service_types: Vec<String>,
    pub(super) runtimes: Option<Runtimes>,
    pub(super) needs: Option<Need>,
    pub(super) at_most: Option<u32>,
    pub(super) one_or_multiple_of: Option<u32>,
    pub(super) starts_with: Option<String>,
    #[serde(default)]
    pub(super) forbidden: Vec<String>,
    pub(super) refers_to: Option<Referent>,
    pub(super) tolerates: Option<Shape>,
    #[serde(default)]
    pub(super) legacy_values: Vec<LegacyValue>,
    #[serde(skip)]
    pub(super) help: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deprecated {
    pub(super) remedy: Remedy,
    pub(super) source: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Runtimes {
    Only(Vec<String>),
    Except(Vec<String>),
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Need {
    PaidPlan,
    ProWorkspace,
    ScaleWorkspace,
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Referent {
    BuildSource,
    Database,
    EnvVarGroup,
    Service,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Constraint {
    pub(super) rule: Rule,
    pub(super) source: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Rule {
    ExactlyOne(Vec<String>),
    AtLeastOne(Vec<String>),
    RequiredUnless {
        field: String,
        unless: String,
    },
    Excludes {
        field: String,
        others: Vec<String>,
    },
    Demands {
        fields: Vec<String>,
        other: String,
        value: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Legacy {
    pub(super) name: String,
    pub(super) level: Level,
    pub(super) remedy: Remedy,
    pub(super) source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LegacyValue {
    pub(super) value: String,
    pub(super) level: Level,
    pub(super) set: BTreeMap<String, String>,
    pub(super) source: String,
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Remedy {
    Rename {
        to: String,
        #[serde(default)]
        values: BTreeMap<String, String>,
    },
    BelongsTo(String),
    Sql,
    Remove,
}

/// What a field holds, as the data files say it: `text`, `url`, `boolean`, `text or number`,
/// `integer from A [to B]`, `choice NAME`, `constant TEXT`, `object KIND`, `forms NAME`, `list of SHAPE`.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) enum Shape {
    Text,
    Url,
    Boolean,
    TextOrNumber,
    Integer { min: i64, max: Option<i64> },
    Choice(String),
    Constant(String),
    Object(String),
    Forms(String),
    List(Box<Shape>),
}

impl TryFrom<String> for Shape {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if let Some(item) = text.strip_prefix("list of ") {
            return Ok(Self::List(Box::new(Self::try_from(item.to_owned())?)));
        }
        if let Some(bounds) = text.strip_prefix("integer from ") {
            let (min, max) = bounds
                .split_once(" to ")
                .map_or((bounds, None), |(min, max)| (min, Some(max)));
            let number = |digits: &str| digits.parse().map_err(|_| format!("not a bound: {digits}"));
            return Ok(Self::Integer {
                min: number(min)?,
                max: max.map(number).transpose()?,
            });
        }
        match text.split_once(' ') {
            None if text == "text" => Ok(Self::Text),
            None if text == "url" => Ok(Self::Url),
            None if text == "boolean" => Ok(Self::Boolean),
            Some(("text", "or number")) => Ok(Self::TextOrNumber),
            Some(("choice", name)) => Ok(Self::Choice(name.to_owned())),
            Some(("constant", value)) => Ok(Self::Constant(value.to_owned())),
            Some(("object", kind)) => Ok(Self::Object(kind.to_owned())),
            Some(("forms", name)) => Ok(Self::Forms(name.to_owned())),
            _ => Err(format!("not a shape: {text}")),
        }
    }
}

fn documentation() -> String {
    "D".to_owned()
}

fn yes() -> bool {
    true
}
