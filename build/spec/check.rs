//! What must hold across the data files before a table is made of them.

use std::collections::BTreeSet;

use super::data::{ChoiceValue, Field, Kind, Remedy, Rule, Shape};
use super::{Failure, SHARED, Table};

/// The first thing that does not hold, as an error that names its place.
pub(super) fn check(table: &Table) -> Result<(), Failure> {
    unique("source", table.sources.iter().map(|source| source.tag.as_str()))?;
    unique(
        "choice",
        table.choices.iter().map(|(choice, _)| choice.name.as_str()),
    )?;
    unique("forms", table.forms.iter().map(|forms| forms.name.as_str()))?;
    unique(
        "kind",
        table.kinds.iter().map(|kind| kind.name.as_str()).chain([SHARED]),
    )?;
    for (choice, values) in &table.choices {
        let place = format!("choice {}", choice.name);
        unique(&place, values.iter().map(|value| value.value.as_str()))?;
        table
            .source(&choice.source)
            .map_err(|error| format!("{place}: {error}"))?;
        for value in values {
            check_value(table, value, values)
                .map_err(|error| format!("{place}, {}: {error}", value.value))?;
        }
    }
    for forms in &table.forms {
        for kind in &forms.kinds {
            table
                .kind(kind)
                .map_err(|error| format!("forms {}: {error}", forms.name))?;
        }
    }
    for kind in &table.kinds {
        check_kind(table, kind).map_err(|error| format!("kind {}: {error}", kind.name))?;
    }
    Ok(())
}

fn check_value(table: &Table, value: &ChoiceValue, values: &[ChoiceValue]) -> Result<(), Failure> {
    if let Some(tag) = &value.source {
        table.source(tag)?;
    }
    let Some(now) = &value.now else { return Ok(()) };
    if value.retired {
        return Err("a value has a present name or is retired, not both".into());
    }
    let present = values.iter().find(|other| other.value == *now);
    if present.is_none_or(|present| present.now.is_some() || present.retired) {
        return Err(format!("{now} is no current value of the same choice").into());
    }
    Ok(())
}

fn check_kind(table: &Table, kind: &Kind) -> Result<(), Failure> {
    let fields = kind.fields.iter().map(|field| field.name.as_str());
    unique(
        "field or legacy name",
        fields.chain(kind.legacy.iter().map(|legacy| legacy.name.as_str())),
    )?;
    for field in &kind.fields {
        check_field(table, kind, field).map_err(|error| format!("{}: {error}", field.name))?;
    }
    let docs = kind.fields.iter().map(|field| &field.docs).chain([&kind.docs]);
    if let Some(docs) = docs.flatten().find(|docs| !docs.starts_with('#')) {
        return Err(format!("{docs} is no anchor").into());
    }
    if let Some(mark) = &kind.mark
        && !kind.field(mark)?.required
    {
        return Err(format!("{mark} marks the kind but may be left out").into());
    }
    for constraint in &kind.constraints {
        table.source(&constraint.source)?;
        for field in constraint.rule.fields() {
            kind.field(field)?;
        }
        if let Rule::Demands { other, value, .. } = &constraint.rule {
            table.fits(&kind.field(other)?.shape, value)?;
        }
    }
    for legacy in &kind.legacy {
        table.source(&legacy.source)?;
        check_remedy(table, kind, &legacy.name, &legacy.remedy)?;
    }
    Ok(())
}

fn check_field(table: &Table, kind: &Kind, field: &Field) -> Result<(), Failure> {
    table.source(&field.source)?;
    table.resolves(&field.shape)?;
    if let Some(default) = &field.default {
        table.fits(&field.shape, default)?;
    }
    if let Some(tolerated) = &field.tolerates {
        table.resolves(tolerated)?;
    }
    if let Some(deprecated) = &field.deprecated {
        table.source(&deprecated.source)?;
        check_remedy(table, kind, &field.name, &deprecated.remedy)?;
    }
    for legacy in &field.legacy_values {
        table.source(&legacy.source)?;
        for (name, value) in &legacy.set {
            table.fits(&kind.field(name)?.shape, value)?;
        }
        if table.fits(&field.shape, &legacy.value).is_ok() {
            return Err(format!("{} is no legacy value: the shape takes it", legacy.value).into());
        }
    }
    Ok(())
}

fn check_remedy(table: &Table, kind: &Kind, name: &str, remedy: &Remedy) -> Result<(), Failure> {
    match remedy {
        Remedy::Sql | Remedy::Remove => Ok(()),
        Remedy::BelongsTo(other) => table.kind(other)?.field(name).map(|_| ()),
        Remedy::Rename { to, values } => {
            let (parents, last) = to.rsplit_once('.').unwrap_or(("", to));
            let mut home = kind;
            for parent in parents.split('.').filter(|parent| !parent.is_empty()) {
                let Shape::Object(inner) = &home.field(parent)?.shape else {
                    return Err(format!("{to}: {parent} holds no object").into());
                };
                home = table.kind(inner)?;
            }
            let target = home.field(last)?;
            values
                .values()
                .try_for_each(|value| table.fits(&target.shape, value))
        }
    }
}

impl Table {
    fn source(&self, tag: &str) -> Result<(), Failure> {
        found(
            self.sources.iter().find(|source| source.tag == tag),
            "source",
            tag,
        )
        .map(|_| ())
    }

    fn kind(&self, name: &str) -> Result<&Kind, Failure> {
        found(self.kinds.iter().find(|kind| kind.name == name), "kind", name)
    }

    fn values(&self, name: &str) -> Result<&[ChoiceValue], Failure> {
        let choice = self.choices.iter().find(|(choice, _)| choice.name == name);
        found(choice.map(|(_, values)| values.as_slice()), "choice", name)
    }

    /// Whether the names in a shape lead somewhere.
    fn resolves(&self, shape: &Shape) -> Result<(), Failure> {
        match shape {
            Shape::Choice(name) => self.values(name).map(|_| ()),
            Shape::Object(kind) => self.kind(kind).map(|_| ()),
            Shape::Forms(name) => found(
                self.forms.iter().find(|forms| forms.name == *name),
                "list of forms",
                name,
            )
            .map(|_| ()),
            Shape::List(item) => self.resolves(item),
            _ => Ok(()),
        }
    }

    /// Whether a value written as text is one that the shape takes.
    fn fits(&self, shape: &Shape, value: &str) -> Result<(), Failure> {
        let fits = match shape {
            Shape::Text | Shape::Url | Shape::TextOrNumber => true,
            Shape::Boolean => matches!(value, "true" | "false"),
            Shape::Integer { min, max } => value
                .parse()
                .is_ok_and(|number: i64| number >= *min && max.is_none_or(|max| number <= max)),
            Shape::Choice(name) => self
                .values(name)?
                .iter()
                .any(|candidate| candidate.value == value),
            Shape::Constant(constant) => constant == value,
            Shape::Object(_) | Shape::Forms(_) | Shape::List(_) => false,
        };
        if fits {
            Ok(())
        } else {
            Err(format!("the shape does not take {value}").into())
        }
    }
}

impl Kind {
    fn field(&self, name: &str) -> Result<&Field, Failure> {
        found(self.fields.iter().find(|field| field.name == name), "field", name)
    }
}

impl Rule {
    fn fields(&self) -> Vec<&String> {
        match self {
            Self::ExactlyOne(fields) | Self::AtLeastOne(fields) => fields.iter().collect(),
            Self::RequiredUnless { field, unless } => vec![field, unless],
            Self::Excludes { field, others } => others.iter().chain([field]).collect(),
            Self::Demands { fields, other, .. } => fields.iter().chain([other]).collect(),
        }
    }
}

fn found<T>(item: Option<T>, what: &str, name: &str) -> Result<T, Failure> {
    item.ok_or_else(|| format!("there is no {what} called {name}").into())
}

fn unique<'a>(place: &str, names: impl IntoIterator<Item = &'a str>) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(format!("{place}: {name} is given twice").into());
        }
    }
    Ok(())
}
