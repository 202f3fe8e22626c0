//! Every Blueprint of the reference material is sized for few and for many users: the advice can be followed, is
//! then satisfied, and spoils no text that the published schema takes.

use libtest_mimic::{Failed, Trial};
use plano::blueprint::Blueprint;
use plano::blueprint::edit::EditError;
use plano::demand::{Roles, Set, Setting, Workload, applied, size};
use plano::price::default_list;
use plano::yaml::Tree;

use crate::check::{as_json, blueprints, preset_files, validator};

/// Texts that were changed, over all sets and users. Falls where nothing is sized.
const FEWEST: usize = 300;

pub(crate) fn trials() -> Vec<Trial> {
    vec![Trial::test("demand::advice_is_followed_and_satisfied", advice)]
}

fn advice() -> Result<(), Failed> {
    let validator = validator()?;
    let mut wrong = Vec::new();
    let mut changed = 0;
    let mut files = blueprints()?;
    files.extend(preset_files()?);
    for (name, text) in files {
        let (tree, error) = Tree::parse(text.as_str());
        let Some(json) = as_json(&text).filter(|_| error.is_none()) else {
            continue;
        };
        let was_valid = validator.is_valid(&json);
        for set in Set::ALL {
            let (workload, roles) = (Workload::of(set), Roles::new());
            let setting = Setting {
                prices: default_list(),
                workload: &workload,
                roles: &roles,
                object_storage_gb: None,
            };
            for users in [1, 100, 1_000, 5_000, 100_000, 1_000_000] {
                let place = format!("{name}, {} set, {users} users", set.id());
                let sizing = size(&Blueprint::of(&tree), &setting, users);
                let followed = match applied(&tree, &sizing) {
                    Ok(followed) => followed,
                    // What stands behind an anchor that others share is theirs to change.
                    Err(EditError::Refused(_)) => continue,
                    Err(error) => {
                        wrong.push(format!("{place}: {error}"));
                        continue;
                    }
                };
                changed += usize::from(followed.text() != tree.text());
                let again = size(&Blueprint::of(&followed), &setting, users);
                if again.edits().count() > 0 {
                    wrong.push(format!("{place}: still {:?}", again.edits().collect::<Vec<_>>()));
                }
                let is_valid = as_json(followed.text()).is_some_and(|json| validator.is_valid(&json));
                if was_valid && !is_valid {
                    wrong.push(format!("{place}: the schema refuses it now"));
                }
            }
        }
    }
    if changed < FEWEST {
        wrong.push(format!("only {changed} texts were changed"));
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n").into())
    }
}
