//! The environment's files: the checklist, and a template for each service.

use std::collections::HashSet;

use super::facts::slug;
use super::{Group, KitFile, KitInput, Language};
use crate::envvars::{Checklist, Owner, OwnerKind};
use crate::words::kit as words;

pub(super) fn files(input: &KitInput<'_, '_>) -> Vec<KitFile> {
    let mut files = vec![KitFile {
        path: "docs/checklist.md".to_owned(),
        group: Group::Environment,
        body: input.checklist.markdown(),
        language: Language::Markdown,
        about: words::about_checklist(),
        executable: false,
    }];
    let mut taken = HashSet::new();
    for owner in &input.checklist.owners {
        if matches!(owner.kind, OwnerKind::Service(_)) {
            let name = free_name(&slug(&owner.name), &mut taken);
            files.push(template(input.checklist, owner, &name));
        }
    }
    files
}

/// The name, with a number where another service has it.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    let numbered = (2..).map(|number: usize| format!("{name}-{number}"));
    let mut names = [name.to_owned()].into_iter().chain(numbered);
    names.find(|name| taken.insert(name.clone())).unwrap_or_default()
}

fn template(checklist: &Checklist, service: &Owner, name: &str) -> KitFile {
    let is_used = |owner: &&Owner| {
        owner.kind == OwnerKind::Group && service.groups.iter().any(|group| group.name == owner.name)
    };
    let groups = checklist.owners.iter().filter(is_used);
    let own = Checklist {
        owners: [service].into_iter().chain(groups).cloned().collect(),
    };
    KitFile {
        path: format!("env/{name}.env.example"),
        group: Group::Environment,
        body: own.dotenv(),
        language: Language::Text,
        about: words::about_env(crate::envvars::code(&service.name)),
        executable: false,
    }
}
