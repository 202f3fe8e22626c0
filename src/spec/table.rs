//! The types of the table: what can be said of a kind of object and of its fields.
//!
//! Plain data with public fields, all `'static`. Only the build script makes values of these types.

/// One place that facts were read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Short name, as used in the data files.
    pub tag: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Where it is.
    pub address: &'static str,
    /// When it was published or read, as exactly as is known, or `undated`.
    pub date: &'static str,
}

/// One kind of object in a Blueprint. Two kinds are equal when their names are.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Identifier, such as `server-service`; unique.
    pub name: &'static str,
    /// What it is, in plain words.
    pub title: &'static str,
    /// Address in Render's documentation; the page itself where no heading is about this kind.
    pub docs: &'static str,
    /// The schema refuses keys that are not in [`Kind::fields`].
    pub closed: bool,
    /// The schema says that it is a mapping. Where it does not, a value that is no mapping passes.
    pub object_stated: bool,
    /// The field whose presence tells this form from the other forms in its place.
    pub mark: Option<&'static str>,
    /// The fields in the order in which they are written.
    pub fields: &'static [Field],
    /// Rules over several fields.
    pub constraints: &'static [Constraint],
    /// Names that people write here and that the schema refuses.
    pub legacy: &'static [Legacy],
}

/// One field of a kind: what it takes to read and to write it.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key in the file.
    pub name: &'static str,
    /// What the schema lets it hold.
    pub shape: Shape,
    /// The schema demands it.
    pub required: bool,
    /// What a new resource gets when the field is left out, as one would write it. An existing resource
    /// mostly keeps what it has. `None` when there is no default, or none that is the same for all.
    pub default: Option<&'static str>,
    /// Bound that the schema lacks: the value of an integer, the length of a list.
    pub at_most: Option<u32>,
    /// The value must be 1 or a multiple of this, which the schema does not check.
    pub one_or_multiple_of: Option<u32>,
    /// Texts that Render refuses and the schema takes.
    pub forbidden: &'static [&'static str],
    /// Values that people write here and that the schema refuses.
    pub legacy_values: &'static [LegacyValue],
    /// The row of [`Field::documented`].
    pub(super) documented: u16,
}

/// What the documentation says of a field. Apart from [`Field`], so that the page can load it with the checks.
#[derive(Clone, Copy, Debug)]
pub struct Documented {
    /// Key of its line of help, for [`words::field_help`](crate::words::field_help).
    pub help: &'static str,
    /// Address in Render's documentation: its own heading, else its kind's.
    pub docs: &'static str,
    /// Where the rules come from that the schema lacks.
    pub source: &'static Source,
    /// The documentation demands it where `runtimes` and `service_types` let it stand, and the schema does not.
    pub required: bool,
    /// Cannot be changed once the resource exists.
    pub immutable: bool,
    /// Can be raised later and never lowered.
    pub grows_only: bool,
    /// Still taken, with something better to write.
    pub deprecated: Option<Deprecated>,
    /// The service types that it is for; empty for all types of its kind.
    pub service_types: &'static [&'static str],
    /// The runtimes that it is for.
    pub runtimes: Runtimes,
    /// What Render asks for before it can be used.
    pub needs: Option<Need>,
    /// What the text must start with, which the schema does not check.
    pub starts_with: Option<&'static str>,
    /// What the text names.
    pub refers_to: Option<Referent>,
    /// A shape that the schema refuses while Render's own templates use it.
    pub tolerates: Option<Shape>,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A string that should be an absolute address. The schema notes it as a format and, like most
    /// validators, does not enforce it.
    Url,
    /// `true` or `false`.
    Boolean,
    /// A string or a number.
    TextOrNumber,
    /// A whole number; both bounds are inclusive. JSON Schema counts `3.0` as one.
    Integer {
        /// Smallest value.
        min: i64,
        /// Largest value, if there is one.
        max: Option<i64>,
    },
    /// One of several strings.
    Choice(&'static Choice),
    /// Exactly this string.
    Constant(&'static str),
    /// A mapping of this kind.
    Object(&'static Kind),
    /// A mapping of any of these kinds, tried in this order.
    Forms(&'static [&'static Kind]),
    /// A sequence whose items all have this shape.
    List(&'static Shape),
}

/// A named set of strings. Two choices are equal when their names are.
#[derive(Clone, Copy)]
pub struct Choice {
    /// Identifier, such as `server-plan`; unique.
    pub name: &'static str,
    /// All values that the schema takes, in the order in which they are offered.
    pub values: &'static [Value],
}

/// One value of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// As written in the file: exact, case included.
    pub name: &'static str,
    /// Whether it is a name of today.
    pub state: State,
    /// The service types that it is for, per the documentation; empty for all.
    pub only_for: &'static [&'static str],
    /// In the schema and in no documentation that was found.
    pub schema_only: bool,
    /// Where `state` and `only_for` come from.
    pub source: &'static Source,
}

/// Whether a value is a name of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The present name.
    Current,
    /// An old name that is still taken.
    Old {
        /// The present name of the same thing, a current value of the same choice.
        now: &'static str,
    },
    /// Kept for what exists: the schema takes it, and nothing new can be made with it.
    Retired,
}

/// A rule over several fields of one kind. The schema's own rules have [`sources::J`](super::sources::J).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// What must hold.
    pub rule: Rule,
    /// Who says so.
    pub source: &'static Source,
}

/// What must hold between fields. A field is present when its key is, whatever its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// One of the fields is present, and no other of them.
    ExactlyOne(&'static [&'static str]),
    /// One or more of the fields are present.
    AtLeastOne(&'static [&'static str]),
    /// The field must be present where the other is not.
    RequiredUnless {
        /// The field that is required.
        field: &'static str,
        /// The field that excuses it.
        unless: &'static str,
    },
    /// Where the field is present, none of the others may be.
    Excludes {
        /// The field that rules.
        field: &'static str,
        /// The fields that it shuts out.
        others: &'static [&'static str],
    },
    /// Where any of the fields is present, the other field, if present, must have the value.
    Demands {
        /// The fields that demand.
        fields: &'static [&'static str],
        /// The field that they look at.
        other: &'static str,
        /// The value that it must have.
        value: &'static str,
    },
}

/// How much a legacy name or value matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Works; something better exists.
    Note,
    /// The schema refuses it, while Render's own templates or documentation use it.
    Warning,
    /// Render refuses it.
    Error,
}

/// A name that the schema refuses in this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Legacy {
    /// The key as people write it.
    pub name: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What to do instead.
    pub remedy: Remedy,
    /// Who says so.
    pub source: &'static Source,
}

/// A value that the schema refuses in this field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegacyValue {
    /// The value as people write it.
    pub value: &'static str,
    /// How much it matters.
    pub level: Level,
    /// The fields of the same object, each with the value to write instead.
    pub set: &'static [(&'static str, &'static str)],
    /// Who says so.
    pub source: &'static Source,
}

/// A field that is still taken; its level is always [`Level::Note`]. [`sources::J`](super::sources::J) is
/// the source exactly where the schema itself marks the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// What to do instead.
    pub remedy: Remedy,
    /// Who says so.
    pub source: &'static Source,
}

/// What to do about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Write it under another name.
    Rename {
        /// The way from the same object to the field: one name, or more to go down into objects.
        to: &'static [&'static str],
        /// Old value and new value where they differ. When this is not empty, a value that is not in it
        /// has no known counterpart.
        values: &'static [(&'static str, &'static str)],
    },
    /// A field of this other kind of object.
    BelongsTo(&'static Kind),
    /// No field does it: SQL in the database does.
    Sql,
    /// No field does it: take it out.
    Remove,
}

/// The runtimes that a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runtimes {
    /// All of them.
    Any,
    /// These alone.
    Only(&'static [&'static str]),
    /// All but these.
    Except(&'static [&'static str]),
}

/// What Render asks for before a field can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The resource is on a paid compute plan.
    PaidPlan,
    /// The workspace is Pro or higher.
    ProWorkspace,
    /// The workspace is Scale or Enterprise.
    ScaleWorkspace,
}

/// What a name in the file points to. It need not be in the same file: Render looks in the workspace too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    /// An entry of `buildSources`.
    BuildSource,
    /// An entry of `databases`, or a read replica of one.
    Database,
    /// An entry of `envVarGroups`.
    EnvVarGroup,
    /// An entry of `services`.
    Service,
}
