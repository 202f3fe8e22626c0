//! The sentences of `src/words/data/en`: one function per message with its arguments, so that a missing
//! or misspelt argument does not compile; and sorted tables for the files that other data files key into.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use crate::literal::text;

/// Files whose keys come from elsewhere: documents, price lists, rules, run books, fields, troubles, variables, software.
const TABLES: [&str; 8] = [
    "documents",
    "price-lists",
    "rules",
    "runbooks",
    "software",
    "spec",
    "troubles",
    "variables",
];

/// A sentence, its forms by number, or a group of sentences.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Node {
    Sentence(String),
    Group(BTreeMap<String, Node>),
}

pub fn generate(data: &Path) -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    let mut files: Vec<_> = std::fs::read_dir(data.join("en"))?.collect::<Result<_, _>>()?;
    files.sort_by_key(std::fs::DirEntry::path);
    for file in files {
        let path = file.path();
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        let group: BTreeMap<String, Node> = crate::read(&path)?;
        if TABLES.contains(&name) {
            table(&mut code, name, &group)?;
        } else {
            writeln!(
                code,
                "/// Sentences of `{name}.yaml`.\npub mod {} {{",
                identifier(name)
            )?;
            writeln!(code, "#[allow(unused_imports)] use super::{{Argument, Message}};")?;
            messages(&mut code, "", &group)?;
            writeln!(code, "}}")?;
        }
    }
    Ok(code)
}

fn table(code: &mut String, name: &str, group: &BTreeMap<String, Node>) -> Result<(), Box<dyn Error>> {
    let mut rows = Vec::new();
    flatten("", group, &mut rows);
    rows.sort();
    let rows: Vec<String> = rows
        .iter()
        .map(|(key, sentence)| format!("({}, {})", text(key), text(sentence)))
        .collect();
    writeln!(
        code,
        "static {}: &[(&str, &str)] = &[{}];",
        identifier(name).to_uppercase(),
        rows.join(", ")
    )?;
    Ok(())
}

fn flatten(prefix: &str, group: &BTreeMap<String, Node>, rows: &mut Vec<(String, String)>) {
    for (key, node) in group {
        let key = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        match node {
            Node::Sentence(sentence) => rows.push((key, sentence.clone())),
            Node::Group(group) => flatten(&key, group, rows),
        }
    }
}

fn messages(code: &mut String, prefix: &str, group: &BTreeMap<String, Node>) -> Result<(), Box<dyn Error>> {
    for (key, node) in group {
        let name = if prefix.is_empty() {
            identifier(key)
        } else {
            format!("{prefix}_{}", identifier(key))
        };
        match node {
            Node::Sentence(sentence) => message(code, &name, sentence, sentence)?,
            Node::Group(forms) => match (forms.len(), forms.get("one"), forms.get("other")) {
                (2, Some(Node::Sentence(one)), Some(Node::Sentence(other))) => {
                    message(code, &name, one, other)?
                }
                _ => messages(code, &name, forms)?,
            },
        }
    }
    Ok(())
}

fn message(code: &mut String, name: &str, one: &str, other: &str) -> Result<(), Box<dyn Error>> {
    let arguments = arguments(other)?;
    if one != other && !arguments.contains(&"count".to_owned()) {
        return Err(format!("{name}: two forms need the argument count").into());
    }
    let parameters: Vec<String> = arguments
        .iter()
        .map(|argument| {
            format!(
                "{argument}: {}",
                if argument == "count" {
                    "usize"
                } else {
                    "impl Into<Argument>"
                }
            )
        })
        .collect();
    let values: Vec<String> = arguments
        .iter()
        .map(|argument| format!("({}, {argument}.into())", text(argument)))
        .collect();
    writeln!(
        code,
        "/// {}",
        other
            .replace('\n', " ")
            .replace('[', "\\[")
            .replace(']', "\\]")
            .replace('<', "\\<")
    )?;
    writeln!(
        code,
        "#[must_use] pub fn {name}({}) -> Message {{ Message::new({}, {}, vec![{}]) }}",
        parameters.join(", "),
        text(one),
        text(other),
        values.join(", ")
    )?;
    Ok(())
}

/// The names in braces, in the order of their first use.
fn arguments(sentence: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = sentence;
    while let Some((_, after)) = rest.split_once('{') {
        let (name, after) = after
            .split_once('}')
            .ok_or_else(|| format!("unclosed brace in: {sentence}"))?;
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        rest = after;
    }
    Ok(names)
}

fn identifier(key: &str) -> String {
    key.replace('-', "_")
}
