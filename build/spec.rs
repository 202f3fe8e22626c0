//! Turns `src/spec/data` into the tables of the `spec` layer.
//!
//! Every file may hold `sources`, `choices`, `forms`, `shared` fields and `kinds`; the files are one table.
//! A name that leads nowhere, a name given twice, a default that its shape refuses and a field without a
//! line of help all fail the build. The help itself is the `words` layer's; here it is only looked for.

mod check;
mod data;
mod emit;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value, with::singleton_map_recursive};

use data::{Choice, ChoiceValue, Field, File, Forms, Kind, Source};

type Failure = Box<dyn Error>;
/// Lines of help by kind and field.
type Help = BTreeMap<String, BTreeMap<String, String>>;

/// The pseudo-kind under which the help of shared fields stands.
const SHARED: &str = "shared";

/// Everything that the data files hold, with the shared fields laid into the kinds.
#[derive(Default)]
struct Table {
    sources: Vec<Source>,
    choices: Vec<(Choice, Vec<ChoiceValue>)>,
    forms: Vec<Forms>,
    kinds: Vec<Kind>,
}

/// The Rust source of the tables.
pub fn generate(data: &Path) -> Result<String, Failure> {
    let help: Help = super::read(&data.join("../../words/data/en/spec.yaml"))?;
    emit::emit(&load(data, &help)?)
}

fn load(data: &Path, help: &Help) -> Result<Table, Failure> {
    let mut paths = std::fs::read_dir(data)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, Failure>>()?;
    paths.sort();
    let mut table = Table::default();
    let mut shared: BTreeMap<String, Mapping> = BTreeMap::new();
    let mut kinds = Vec::new();
    for path in paths {
        let file: File = super::read(&path)?;
        table.sources.extend(file.sources);
        table.forms.extend(file.forms);
        for choice in file.choices {
            let place = format!("choice {}", choice.name);
            let values = choice
                .values
                .iter()
                .map(|value| typed(&place, as_mapping(value, "value")));
            let values = values.collect::<Result<_, _>>()?;
            table.choices.push((choice, values));
        }
        for field in file.shared {
            let name = text_of(&field, "name").ok_or("a shared field without a name")?;
            if shared.insert(name.clone(), field).is_some() {
                return Err(format!("shared field {name} is given twice").into());
            }
        }
        kinds.extend(file.kinds);
    }
    let mut unused: BTreeSet<String> = shared.keys().cloned().collect();
    let mut unread: BTreeSet<String> = help
        .iter()
        .flat_map(|(kind, lines)| lines.keys().map(move |field| format!("{kind}.{field}")))
        .collect();
    for value in kinds {
        let whole = as_mapping(&value, "name");
        let place = format!("kind {}", text_of(&whole, "name").unwrap_or_default());
        let mut kind: Kind = typed(&place, whole)?;
        for entry in &kind.entries {
            let own = as_mapping(entry, "name");
            let name = text_of(&own, "name").ok_or(format!("{}: a field without a name", kind.name))?;
            // A field with a shape of its own is its own; any other is laid over the shared one.
            let mut whole = Mapping::new();
            if !own.contains_key("shape") {
                unused.remove(&name);
                whole = shared.get(&name).cloned().unwrap_or_default();
            }
            whole.extend(own);
            let mut field: Field = typed(&format!("{}.{name}", kind.name), whole)?;
            field.help = help_key(help, &kind.name, &name)?;
            unread.remove(&field.help);
            kind.fields.push(field);
        }
        table.kinds.push(kind);
    }
    check::check(&table)?;
    if !unused.is_empty() {
        return Err(format!("no kind takes the shared fields {unused:?}").into());
    }
    if !unread.is_empty() {
        return Err(format!("help for what does not exist: {unread:?}").into());
    }
    Ok(table)
}

/// The key of a field's line of help: the kind's own, else the shared one.
fn help_key(help: &Help, kind: &str, field: &str) -> Result<String, Failure> {
    let home = [kind, SHARED]
        .into_iter()
        .find(|home| help.get(*home).is_some_and(|lines| lines.contains_key(field)));
    let home =
        home.ok_or_else(|| format!("{kind}.{field} has no line of help in words/data/en/spec.yaml"))?;
    Ok(format!("{home}.{field}"))
}

/// A bare scalar stands for a mapping that gives only its name.
fn as_mapping(value: &Value, key: &str) -> Mapping {
    match value {
        Value::Mapping(mapping) => mapping.clone(),
        bare => Mapping::from_iter([(Value::from(key), bare.clone())]),
    }
}

fn text_of(mapping: &Mapping, key: &str) -> Option<String> {
    mapping.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// The typed form of a mapping, naming the place in any error.
fn typed<T: DeserializeOwned>(place: &str, mapping: Mapping) -> Result<T, Failure> {
    singleton_map_recursive::deserialize(Value::Mapping(mapping))
        .map_err(|error| format!("{place}: {error}").into())
}
