//! Finding kinds, fields and values by name.

use std::fmt;

use super::{
    CHOICES, Choice, DOCUMENTED, Documented, ENV_VAR_FORMS, ENV_VAR_VALUE, Field, KINDS, Kind, Legacy,
    LegacyValue, Runtimes, SERVICE_FORMS, Shape, State, Value,
};

/// All kinds, in the order of the data files.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().copied()
}

/// All named choices.
pub fn choices() -> impl Iterator<Item = &'static Choice> {
    CHOICES.iter().copied()
}

/// The kind with this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    kinds().find(|kind| kind.name == name)
}

/// The kinds that have a field of this name: where a misplaced field may belong.
pub fn kinds_with(field: &str) -> impl Iterator<Item = &'static Kind> {
    kinds().filter(move |kind| kind.field(field).is_some())
}

/// The kind of a service with this `type` and `runtime`, also for the old `type: redis` and for
/// `type: static`, which the schema refuses. `None` when no service has that type.
///
/// The schema lets a static site pass as a server service too; here `runtime: static` decides.
pub fn service_kind(service_type: &str, runtime: Option<&str>) -> Option<&'static Kind> {
    let of_type = || {
        SERVICE_FORMS
            .iter()
            .copied()
            .filter(|kind| kind.is_written_with(service_type))
    };
    let is_fixed = |kind: &&Kind| {
        let shape = kind.field("runtime").map(|field| field.shape);
        matches!(shape, Some(Shape::Constant(constant)) if Some(constant) == runtime)
    };
    of_type().find(is_fixed).or_else(|| of_type().next())
}

/// The form of an environment variable, told by the field that marks it; without one, a plain value.
pub fn env_var_form(has_key: impl Fn(&str) -> bool) -> &'static Kind {
    let marked = ENV_VAR_FORMS
        .iter()
        .copied()
        .find(|kind| kind.mark.is_some_and(&has_key));
    marked.unwrap_or(&ENV_VAR_VALUE)
}

impl Kind {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The place of a field in the order in which fields are written, from 0.
    pub fn rank(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// What is known of a name that the schema refuses here.
    pub fn legacy(&self, name: &str) -> Option<&'static Legacy> {
        self.legacy.iter().find(|legacy| legacy.name == name)
    }

    /// Whether a service with this `type` is of this kind, well or badly written.
    fn is_written_with(&self, service_type: &str) -> bool {
        let field = self.field("type");
        field.is_some_and(|field| {
            field.shape.takes_text(service_type) || field.legacy_value(service_type).is_some()
        })
    }
}

impl Field {
    /// What the documentation says of it.
    #[allow(
        clippy::indexing_slicing,
        reason = "the build script numbers the rows that it writes"
    )]
    pub fn documented(&self) -> &'static Documented {
        &DOCUMENTED[usize::from(self.documented)]
    }

    /// Address in Render's documentation.
    pub fn docs(&self) -> &'static str {
        self.documented().docs
    }

    /// What is known of a value that the schema refuses here.
    pub fn legacy_value(&self, value: &str) -> Option<&'static LegacyValue> {
        self.legacy_values.iter().find(|legacy| legacy.value == value)
    }

    /// Whether the field is for this type of service, per the documentation.
    pub fn is_for_type(&self, service_type: &str) -> bool {
        let types = self.documented().service_types;
        types.is_empty() || types.contains(&service_type)
    }
}

impl Runtimes {
    /// Whether a field is for this runtime, per the documentation.
    pub fn include(&self, runtime: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(names) => names.contains(&runtime),
            Self::Except(names) => !names.contains(&runtime),
        }
    }
}

impl Shape {
    /// Whether the schema takes this string here. Says nothing of other scalars.
    pub fn takes_text(&self, text: &str) -> bool {
        match self {
            Self::Text | Self::Url | Self::TextOrNumber => true,
            Self::Choice(choice) => choice.value(text).is_some(),
            Self::Constant(constant) => *constant == text,
            Self::Boolean | Self::Integer { .. } | Self::Object(_) | Self::Forms(_) | Self::List(_) => false,
        }
    }

    /// The choice, if it is one.
    pub fn choice(&self) -> Option<&'static Choice> {
        match self {
            Self::Choice(choice) => Some(choice),
            _ => None,
        }
    }
}

impl Choice {
    /// The value with exactly this name.
    pub fn value(&self, name: &str) -> Option<&'static Value> {
        self.values.iter().find(|value| value.name == name)
    }

    /// The values of today.
    pub fn current(&self) -> impl Iterator<Item = &'static Value> {
        self.values.iter().filter(|value| value.state == State::Current)
    }

    /// The value that was meant by a name with the wrong case or separator, such as `Starter`,
    /// `pro_plus` or `basic_256mb`. `None` for a name that is right already.
    pub fn respelled(&self, name: &str) -> Option<&'static Value> {
        if self.value(name).is_some() {
            return None;
        }
        let folded = fold(name);
        self.values.iter().find(|value| fold(value.name) == folded)
    }
}

impl Value {
    /// The name to write today; `None` when nothing new can be made with the value.
    pub fn present(&self) -> Option<&'static str> {
        match self.state {
            State::Current => Some(self.name),
            State::Old { now } => Some(now),
            State::Retired => None,
        }
    }

    /// Whether the value is for this type of service, per the documentation.
    pub fn is_for_type(&self, service_type: &str) -> bool {
        self.only_for.is_empty() || self.only_for.contains(&service_type)
    }
}

/// A name without case and with one kind of separator.
fn fold(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', ' '], "-")
}

// Kinds refer to kinds, so comparing or printing all that they hold would walk the whole format.

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kind({})", self.name)
    }
}

impl PartialEq for Choice {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Choice {}

impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Choice({})", self.name)
    }
}
