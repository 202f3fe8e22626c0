//! `docs/demand.md`, written from the assumptions and the formulas.

use std::path::PathBuf;

use super::*;
use crate::blueprint::Blueprint;
use crate::price;
use crate::table::markdown;
use crate::yaml::Tree;

const PRODUCTION: &str = include_str!("../../plan/data/gp-bikes-production.yaml");

fn page() -> String {
    let mut page = "# From users to load and size\n\n\
        Written by `UPDATE_EXPECT=1 cargo test --lib demand` from `src/demand/data/assumptions.yaml` and the formulas \
        of `src/demand`; a test fails where it is old.\n\n\
        A resource is sized so that no load fills it beyond the mark *Full enough*. What is written is never made \
        smaller, and a plan without a known price is never advised. Values *without users* count from *Production \
        begins* on. Two sets of values ship; a value can be changed within its bounds.\n"
        .to_owned();
    let workload = Workload::default();
    for users in [1_000, 5_000] {
        page += &format!("\n## {users} monthly users, the document's set\n\n");
        let mut rows = vec![["Result", "Formula", "Worked"].map(str::to_owned)];
        let formulas = formulas(&workload, users).into_iter();
        rows.extend(formulas.map(|one| [one.name.to_string(), one.formula.to_string(), one.worked]));
        page += &markdown(&rows);
        page += "\nApplied to the Production scenario:\n\n";
        page += &sized(&workload, users);
    }
    for set in Set::ALL {
        page += &format!("\n## Values: {}\n\n", set.name());
        let head = ["Assumption", "Value", "Unit", "Least", "Most", "Label", "Source"];
        let mut rows = vec![head.map(str::to_owned)];
        rows.extend(assumptions().iter().map(|known| {
            let stated = known.stated(set);
            [
                format!("{} ({})", known.title(), known.name),
                stated.value.normalize().to_string(),
                known.unit().to_string(),
                known.min.normalize().to_string(),
                known.max.normalize().to_string(),
                stated.label.name().to_string(),
                stated
                    .source
                    .map(|source| source.text().to_string())
                    .unwrap_or_default(),
            ]
        }));
        page += &markdown(&rows);
    }
    page
}

fn sized(workload: &Workload, users: u32) -> String {
    let roles = Roles::new();
    let (tree, _) = Tree::parse(PRODUCTION);
    let setting = Setting {
        prices: price::default_list(),
        workload,
        roles: &roles,
        object_storage_gb: Some(200.into()),
    };
    let sizing = size(&Blueprint::of(&tree), &setting, users);
    let mut rows = vec![["Resource", "Size", "Why"].map(str::to_owned)];
    rows.extend(sizing.resources.iter().map(|sizes| {
        [
            sizes.subject.name.clone(),
            size_text(sizes.advised, sizes.subject.role).to_string(),
            sizes.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
        ]
    }));
    let files = sizing.object_storage_gb.unwrap_or_default().normalize();
    format!("{}\nObject storage: {files} GB.\n", markdown(&rows))
}

#[test]
fn the_page_in_docs_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/demand.md");
    let expected = page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &expected).expect("the page can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/demand.md is old: UPDATE_EXPECT=1 cargo test --lib demand"
    );
}
