//! Differences of real Blueprints: Git takes the patches, and what is told sums up.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};
use plano::blueprint::Blueprint;
use plano::blueprint::edit::{Edit, EnvValue};
use plano::check::{Context, check};
use plano::cost::{Range, Usage, bill};
use plano::plan::diff::{Side, in_words, rows, unified};
use plano::price;
use plano::yaml::Tree;
use similar::{ChangeTag, TextDiff};

use crate::check::blueprints;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("diff::git_takes_every_patch", patches),
        Trial::test("diff::what_is_told_sums_up", told),
    ]
}

/// A file after several changes, each in a text of its own.
fn changed(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let without = |at: usize| {
        let kept = lines.iter().enumerate().filter(|(line, _)| *line != at);
        kept.map(|(_, line)| *line).collect::<String>()
    };
    let third = lines.len() / 3;
    let mut texts = vec![
        String::new(),
        format!("# first\n{text}# last, without a break"),
        text.trim_end().to_owned(),
        text.replace('\n', "\r\n"),
        text.replace("\r\n", "\n"),
        without(0),
        without(third),
        without(lines.len().saturating_sub(1)),
        lines.iter().rev().copied().collect(),
        lines.iter().flat_map(|line| [*line, *line]).collect(),
        text.replace("name", "nom").replace('e', "é"),
    ];
    let (tree, _) = Tree::parse(text);
    let edited = edits(&tree).into_iter().filter_map(|edit| edit.apply(&tree).ok());
    texts.extend(edited.map(|edited| edited.tree.text().to_owned()));
    texts
}

/// A few edits of each resource.
fn edits(tree: &Tree) -> Vec<Edit> {
    let blueprint = Blueprint::of(tree);
    let services = blueprint.services.iter().flat_map(|service| {
        let path = service.resource.path.clone();
        let variable = service.env_vars.iter().find_map(|variable| variable.key);
        let remove = variable.map(|key| Edit::RemoveEnvVar {
            owner: path.clone(),
            key: key.to_owned(),
        });
        let add = Edit::AddEnvVar {
            owner: path.clone(),
            key: "PLANO_TEST".to_owned(),
            value: EnvValue::Prompted,
        };
        let scale = Edit::FixInstances {
            service: path.clone(),
            count: 3,
        };
        let gone = Edit::Remove { resource: path };
        remove.into_iter().chain([add, scale, gone])
    });
    let databases = blueprint.databases.iter().map(|database| Edit::Set {
        resource: database.resource.path.clone(),
        field: "plan".to_owned(),
        value: "4c-16g".to_owned(),
    });
    services.chain(databases).collect()
}

/// All patches at once, since each start of Git takes its time.
fn patches() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let mut patch = String::new();
    let mut expected = Vec::new();
    for (number, (name, text)) in blueprints()?.into_iter().enumerate() {
        let mut pairs: Vec<(String, String)> = vec![(String::new(), text.clone())];
        pairs.extend(changed(&text).into_iter().map(|new| (text.clone(), new)));
        for (at, (old, new)) in pairs.into_iter().enumerate() {
            let file = format!("{number} {at}.yaml");
            fs::write(folder.path().join(&file), &old)?;
            patch.push_str(&unified(&file, &file, &old, &new));
            no_longer_than_another(&old, &new).map_err(|told| format!("{name}, {at}: {told}"))?;
            expected.push((name.clone(), file, new));
        }
    }
    apply(folder.path(), &patch)?;
    for (name, file, new) in &expected {
        if fs::read_to_string(folder.path().join(file))? != *new {
            return Err(format!("{name}, {file}: other bytes").into());
        }
    }
    if expected.len() < 1_000 {
        return Err(format!("only {} pairs", expected.len()).into());
    }
    Ok(())
}

/// Another implementation finds no shorter way.
fn no_longer_than_another(old: &str, new: &str) -> Result<(), String> {
    let own = rows(old, new).iter().filter(|row| !row.is_same()).count();
    let other = TextDiff::configure()
        .newline_terminated(true)
        .diff_lines(old, new);
    let other = other
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal);
    let other = other.count();
    match own <= other {
        true => Ok(()),
        false => Err(format!("{own} lines and {other}")),
    }
}

fn apply(folder: &Path, patch: &str) -> Result<(), Failed> {
    let mut git = Command::new("git")
        .current_dir(folder)
        .args(["apply", "--whitespace=nowarn", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdin = git.stdin.take().ok_or("no pipe")?;
    stdin.write_all(patch.as_bytes())?;
    drop(stdin);
    let output = git.wait_with_output()?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned().into()),
    }
}

/// The costs of the lines are those of the totals, and a file does not differ from itself.
fn told() -> Result<(), Failed> {
    let prices = price::default_list();
    let mut lines = 0;
    for (name, text) in blueprints()? {
        let (old, error) = Tree::parse(text.as_str());
        if error.is_some() {
            continue;
        }
        let context = Context {
            original: Some(&old),
            ..Context::default()
        };
        let read = |tree: &Tree| {
            let bill = bill(&Blueprint::of(tree), prices, &Usage::default());
            (bill, check(tree, None, &context))
        };
        let before = read(&old);
        let news = edits(&old)
            .into_iter()
            .filter_map(|edit| Some(edit.apply(&old).ok()?.tree));
        for (at, new) in std::iter::once(old.clone()).chain(news).enumerate() {
            let after = read(&new);
            let side = |tree, (bill, report)| Side { tree, bill, report };
            let difference = in_words(
                side(&old, (&before.0, &before.1)),
                side(&new, (&after.0, &after.1)),
            );
            if at == 0 && !difference.is_empty() {
                return Err(format!("{name} differs from itself: {difference:?}").into());
            }
            if old.text() != new.text() && difference.lines.is_empty() {
                return Err(format!("{name}, edit {at}: nothing is told").into());
            }
            lines += difference.lines.len();
            let costs = difference.lines.iter().filter_map(|told| told.cost);
            let sum = costs.fold(Range::default(), |sum, cost| Range {
                min: sum.min + cost.after.min - cost.before.min,
                max: sum.max + cost.after.max - cost.before.max,
            });
            let total = difference.total.ok_or("a text was not read")?;
            let expected = Range {
                min: total.after.min - total.before.min,
                max: total.after.max - total.before.max,
            };
            if sum != expected {
                return Err(format!("{name}, edit {at}: {sum:?} and {expected:?}").into());
            }
        }
    }
    if lines < 500 {
        return Err(format!("only {lines} lines").into());
    }
    Ok(())
}
