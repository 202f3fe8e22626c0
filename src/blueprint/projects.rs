//! Projects and their environments.

use super::Fields;
use crate::yaml::{Path, Tree};

/// A project.
#[derive(Clone, Debug)]
pub struct Project<'t> {
    /// Its `name`; empty if there is none.
    pub name: &'t str,
    /// Where it is.
    pub path: Path,
    /// Its environments, in the order written.
    pub environments: Vec<Environment<'t>>,
    pub(super) fields: Fields<'t>,
}

/// An environment of a project.
#[derive(Clone, Debug)]
pub struct Environment<'t> {
    /// Its `name`; empty if there is none.
    pub name: &'t str,
    /// Where it is.
    pub path: Path,
    pub(super) fields: Fields<'t>,
}

impl<'t> Environment<'t> {
    /// Its fields.
    pub fn fields(&self) -> Fields<'t> {
        self.fields
    }

    /// Whether the other environments cannot reach it over the private network.
    pub fn is_isolated(&self) -> bool {
        let networking = self.fields.object("networking");
        networking.is_some_and(|networking| networking.text("isolation") == Some("enabled"))
    }
}

pub(super) fn of(tree: &Tree) -> Vec<Project<'_>> {
    let Some(root) = tree.root() else {
        return Vec::new();
    };
    let root = Fields {
        tree,
        node: tree.target(root),
    };
    let list = Path::default().then("projects");
    let projects = root.objects("projects").enumerate();
    projects
        .map(|(at, fields)| {
            let path = list.then(at);
            let environments = fields.objects("environments").enumerate();
            let list = path.then("environments");
            Project {
                name: fields.text("name").unwrap_or_default(),
                environments: environments
                    .map(|(at, fields)| Environment {
                        name: fields.text("name").unwrap_or_default(),
                        path: list.then(at),
                        fields,
                    })
                    .collect(),
                path,
                fields,
            }
        })
        .collect()
}
