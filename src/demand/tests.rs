//! The document's tables come out, advice followed is advice satisfied, and nothing falls as users grow.

use std::fmt::Write as _;

use super::*;
use crate::blueprint::Blueprint;
use crate::price;
use crate::yaml::Tree;

const STAGING: &str = include_str!("../plan/data/gp-bikes-staging.yaml");
const PRODUCTION: &str = include_str!("../plan/data/gp-bikes-production.yaml");
const SCALED: &str = include_str!("../plan/data/gp-bikes-scaled.yaml");

fn tree(text: &str) -> Tree {
    let (tree, error) = Tree::parse(text);
    assert!(error.is_none(), "{error:?}");
    tree
}

fn setting<'a>(workload: &'a Workload, roles: &'a Roles) -> Setting<'a> {
    Setting {
        prices: price::default_list(),
        workload,
        roles,
        object_storage_gb: Some(200.into()),
    }
}

fn sizes(text: &str, workload: &Workload, users: u32) -> String {
    let roles = Roles::new();
    let tree = tree(text);
    let sizing = size(&Blueprint::of(&tree), &setting(workload, &roles), users);
    let mut found = String::new();
    for sizes in &sizing.resources {
        let change = if sizes.edits.is_empty() { "" } else { " <-" };
        let size = size_text(sizes.advised, sizes.subject.role);
        writeln!(found, "{}: {size}{change}", sizes.subject.name).expect("a String takes text");
    }
    let files = sizing.object_storage_gb.expect("object storage is used").normalize();
    writeln!(found, "files: {files} GB").expect("a String takes text");
    found
}

#[track_caller]
fn check(text: &str, users: u32, expected: &str) {
    assert_eq!(sizes(text, &Workload::default(), users), expected, "{users} users");
}

#[test]
fn the_documents_tables() {
    check(
        PRODUCTION,
        1_000,
        "gp-bikes-web: 2 to 4 instances of `1c-2g`\ngp-bikes-worker: 1 instance of `1c-2g`\n\
         gp-bikes-redis: `256mb`\ngp-bikes-postgres: `4c-16g` with 100 GB\nfiles: 200 GB\n",
    );
    check(
        PRODUCTION,
        5_000,
        "gp-bikes-web: 2 to 4 instances of `1c-2g`\ngp-bikes-worker: 2 instances of `1c-2g` <-\n\
         gp-bikes-redis: `1g` <-\ngp-bikes-postgres: `8c-32g` with 200 GB <-\nfiles: 400 GB\n",
    );
}
