//! What is new: in nothing, in each preset, and in an environment that is itself new.

use libtest_mimic::Failed;
use plano::blueprint::edit::{Edit, NewDatabase, NewService, free_name};
use plano::blueprint::{Blueprint, ServiceType};
use plano::check::{Context, Severity, check};
use plano::yaml::{Path, Tree};

use super::everything;
use crate::check::{as_json, preset_files, validator};

/// Everything that can be added, to nothing and to each preset, and copies of all that is there.
pub(super) fn new_resources() -> Result<(), Failed> {
    let validator = validator()?;
    let texts = [("an empty text", ""), ("no services", "services: []\n")];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
    for (name, text) in texts.into_iter().chain(preset_files()?) {
        let (tree, _) = Tree::parse(text.as_str());
        let mut edits: Vec<Edit> = everything(&tree)
            .into_iter()
            .map(|resource| Edit::Duplicate {
                name: free_name(&Blueprint::of(&tree), "copy"),
                resource,
            })
            .collect();
        edits.extend(additions(&Blueprint::of(&tree), &Path::default()));
        for edit in edits {
            let edited = edit
                .apply(&tree)
                .map_err(|error| format!("{name}: {edit:?}: {error}"))?;
            clean(&validator, &format!("{name}: {edit:?}"), &edited.tree)?;
        }
        // A project, and everything in its environment, one after the other.
        let project = Edit::AddProject {
            name: "added".to_owned(),
            environment: "production".to_owned(),
        };
        let mut tree = project.apply(&tree)?.tree;
        let environment = first_project(&tree)?.then("environments").then(0);
        for at in 0..additions(&Blueprint::of(&tree), &environment).len() {
            let edit = additions(&Blueprint::of(&tree), &environment).remove(at);
            tree = edit
                .apply(&tree)
                .map_err(|error| format!("{name}: {edit:?}: {error}"))?
                .tree;
            clean(&validator, &format!("{name}: {edit:?}"), &tree)?;
        }
        let copy = Edit::Duplicate {
            resource: first_project(&tree)?,
            name: "again".to_owned(),
        };
        clean(&validator, &format!("{name}: {copy:?}"), &copy.apply(&tree)?.tree)?;
    }
    Ok(())
}

fn first_project(tree: &Tree) -> Result<Path, Failed> {
    let projects = Blueprint::of(tree).projects;
    let first = projects.first().map(|project| project.path.clone());
    first.ok_or_else(|| "there is no project".into())
}

fn additions(blueprint: &Blueprint<'_>, section: &Path) -> Vec<Edit> {
    use ServiceType::{Cron, KeyValue, PrivateService, Static, Web, Worker, Workflow};
    let types = [Web, PrivateService, Worker, Cron, Static, KeyValue, Workflow];
    let mut edits: Vec<Edit> = types
        .into_iter()
        .map(|service_type| {
            let plan = if service_type == KeyValue {
                "256mb"
            } else {
                "0.5c-512mb"
            };
            Edit::AddService {
                section: section.clone(),
                service: NewService::beside(blueprint, service_type, plan),
            }
        })
        .collect();
    edits.push(Edit::AddDatabase {
        section: section.clone(),
        database: NewDatabase::beside(blueprint, "0.1c-256mb"),
    });
    edits.push(Edit::AddGroup {
        section: section.clone(),
        name: free_name(blueprint, "settings"),
    });
    edits
}

/// The schema takes it, and the checks find no error.
fn clean(validator: &jsonschema::Validator, name: &str, tree: &Tree) -> Result<(), Failed> {
    let json = as_json(tree.text()).ok_or_else(|| format!("{name}: the other reader refuses it"))?;
    if let Err(error) = validator.validate(&json) {
        return Err(format!("{name}: the schema refuses it: {error}\n{}", tree.text()).into());
    }
    let report = check(tree, None, &Context::default());
    let error = report
        .diagnostics
        .iter()
        .find(|found| found.severity == Severity::Error);
    match error {
        Some(found) => Err(format!("{name}: {}: {}\n{}", found.code, found.message, tree.text()).into()),
        None => Ok(()),
    }
}
