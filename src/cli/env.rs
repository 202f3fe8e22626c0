//! `plano env`.

use serde_json::{Value, json};

use super::input::{Input, Opened};
use super::output::{self, Failure, Output};
use crate::blueprint::Blueprint;
use crate::envvars::{Checklist, Item, Owner, ServicePart, Source, checklist};

/// List the environment variables: what to type in, what Render fills in, what is missing
///
/// A secret that stands in the file is named and never repeated.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  plano env render.yaml
  plano env render.yaml --format md > env-checklist.md
  plano env render.yaml --format dotenv > .env.example")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Md,
    Dotenv,
    Csv,
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    let Opened { name, tree, .. } = arguments.input.sound()?;
    let list = checklist(&Blueprint::of(&tree));
    Ok(match arguments.format {
        Format::Text => Output::new(list.text()),
        Format::Json => output::json(&as_json(&name, &list)),
        Format::Md => Output::new(list.markdown()),
        Format::Dotenv => Output::new(list.dotenv()),
        Format::Csv => Output::new(list.csv()),
    })
}

fn as_json(file: &str, list: &Checklist) -> Value {
    json!({
        "file": file,
        "to_type_in": list.to_type_in(),
        "missing": list.missing(),
        "unclear": list.unclear(),
        "secrets_in_file": list.hidden(),
        "owners": list.owners.iter().map(owner).collect::<Vec<_>>(),
    })
}

fn owner(owner: &Owner) -> Value {
    let groups = owner
        .groups
        .iter()
        .map(|group| json!({"name": group.name, "in_file": group.in_file}));
    json!({
        "name": owner.name,
        "kind": owner.kind.name().to_string(),
        "groups": groups.collect::<Vec<_>>(),
        "variables": owner.items.iter().map(item).collect::<Vec<_>>(),
    })
}

fn item(item: &Item) -> Value {
    json!({
        "key": item.key,
        "source": source(&item.source),
        "secret": item.secret,
        "need": item.need.name().map(|name| name.to_string()),
        "what": item.what,
        "where": item.where_from,
        "command": item.command,
        "example": item.example,
    })
}

fn source(source: &Source) -> Value {
    match source {
        Source::TypedIn => json!({"kind": "typed_in"}),
        Source::Generated => json!({"kind": "generated"}),
        Source::FromDatabase { name, property } => {
            json!({"kind": "database", "name": name, "property": property})
        }
        Source::FromService { name, part } => match part {
            ServicePart::Property(property) => json!({"kind": "service", "name": name, "property": property}),
            ServicePart::Variable(key) => json!({"kind": "service", "name": name, "variable": key}),
            ServicePart::Unstated => json!({"kind": "service", "name": name}),
        },
        Source::SetInFile { value } => json!({"kind": "set", "value": value}),
        Source::Unclear => json!({"kind": "unclear"}),
        Source::Missing { software } => json!({"kind": "missing", "software": software}),
    }
}
