use super::{Part, Side, in_words, parts, rows, side_by_side, unified};
use crate::blueprint::Blueprint;
use crate::check::{Context, check};
use crate::cost::{Usage, bill};
use crate::yaml::Tree;

fn sign(old: Option<usize>, new: Option<usize>) -> char {
    match (old, new) {
        (Some(_), Some(_)) => ' ',
        (Some(_), None) => '-',
        _ => '+',
    }
}

#[track_caller]
fn check_rows(old: &str, new: &str, expected: &str) {
    let (old, new) = (old.replace('|', "\n"), new.replace('|', "\n"));
    let rows = rows(&old, &new);
    let shown: Vec<String> = rows
        .iter()
        .map(|row| format!("{}{}", sign(row.old, row.new), row.text))
        .collect();
    assert_eq!(shown.join("|"), expected);
    let side = |number: fn(&super::Row<'_>) -> Option<usize>| {
        let own = rows.iter().filter(|row| number(row).is_some());
        own.map(|row| row.text.to_owned() + row.ending)
            .collect::<String>()
    };
    assert_eq!(
        (side(|row| row.old), side(|row| row.new)),
        (old.clone(), new.clone())
    );
    let numbers =
        |number: fn(&super::Row<'_>) -> Option<usize>| rows.iter().filter_map(number).collect::<Vec<_>>();
    let count = |text: &str| (1..=text.split_inclusive('\n').count()).collect::<Vec<_>>();
    assert_eq!(
        (numbers(|row| row.old), numbers(|row| row.new)),
        (count(&old), count(&new))
    );
}

#[test]
fn rows_hold_both_texts() {
    check_rows("", "", "");
    check_rows("", "a|", "+a");
    check_rows("a|b|c|", "a|x|y|c|", " a|-b|+x|+y| c");
    check_rows("a|b", "a|b|", " a|-b|+b");
    check_rows("a|b\r|", "a|b|", " a|-b|+b");
    check_rows("a\r|", "a\r|b\r|", " a|+b");
}

#[test]
fn whole_items_are_marked() {
    check_rows(
        "s:|  - type: web|    name: a|  - type: web|    name: b|",
        "s:|  - type: web|    name: a|  - type: web|    name: new|  - type: web|    name: b|",
        "s:|  - type: web|    name: a|+  - type: web|+    name: new|  - type: web|    name: b"
            .replace("s:|", " s:|")
            .replace("|  ", "|   ")
            .as_str(),
    );
    check_rows(
        "- a|  x|- b|  x|- c|  x|",
        "- a|  x|- c|  x|",
        " - a|   x|-- b|-  x| - c|   x",
    );
    check_rows(
        "- a|  x||- c|",
        "- a|  x||- b|  x||- c|",
        " - a|   x| |+- b|+  x|+| - c",
    );
}

#[test]
fn what_is_far_is_folded() {
    let old: String = (0..30).map(|line| format!("{line}\n")).collect();
    let new = old
        .replace("\n10\n", "\nten\n")
        .replace("\n14\n", "\nfourteen\n")
        .replace("\n25\n", "\n");
    let rows = rows(&old, &new);
    let shown: Vec<String> = parts(&rows, 2)
        .iter()
        .map(|part| match part {
            Part::Shown(rows) => format!("{}", rows.len()),
            Part::Folded(rows) => format!("({})", rows.len()),
        })
        .collect();
    assert_eq!(shown.join(" "), "(8) 11 (6) 5 (2)");
    assert_eq!(parts(&rows, 0).len(), 7);
    assert!(parts(&[], 3).is_empty());
}

#[test]
fn lines_stand_beside_what_took_their_place() {
    let rows = rows("a\nb\nc\nd\n", "a\nx\nd\ne\n");
    let pairs: Vec<String> = side_by_side(&rows)
        .iter()
        .map(|[old, new]| {
            let text = |row: &Option<&super::Row<'_>>| row.map_or("", |row| row.text).to_owned();
            format!("{}/{}", text(old), text(new))
        })
        .collect();
    assert_eq!(pairs.join(" "), "a/a b/x c/ d/d /e");
}

#[test]
fn a_patch_as_git_writes_it() {
    let patch = |old: &str, new: &str| unified("render.yaml", "render.yaml", old, new);
    let head = "diff --git a/render.yaml b/render.yaml\n--- a/render.yaml\n+++ b/render.yaml\n";
    assert_eq!(patch("a\n", "a\n"), "");
    assert_eq!(patch("a\n", "b\n"), format!("{head}@@ -1 +1 @@\n-a\n+b\n"));
    assert_eq!(
        patch("", "a\nb"),
        format!("{head}@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n")
    );
    assert_eq!(
        patch("a\r\nb\r\n", "a\r\n"),
        format!("{head}@@ -1,2 +1 @@\n a\r\n-b\r\n")
    );
    assert!(
        unified("a b", "a\t\"é", "", "x\n")
            .starts_with("diff --git a/a b \"b/a\\011\\\"é\"\n--- a/a b\t\n+++ \"b/a\\011\\\"é\"\n")
    );
}

/// Cases as data: `tests/fixtures/diff/NAME.txt` holds pairs of small files and what is told of them. A case
/// begins with `== title`; lines with `< ` are the old file, lines with `=> ` what is told.
/// `UPDATE_EXPECT=1` writes these anew.
#[test]
fn differences_are_told() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diff");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 3);
    let mut wrong = String::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut written = String::new();
        for case in text.split("== ").skip(1) {
            let (title, lines) = case.split_once('\n').unwrap();
            let own = |mark: &str| {
                let lines = lines.lines().filter_map(|line| line.strip_prefix(mark));
                lines.map(|line| format!("{line}\n")).collect::<String>()
            };
            let is_new = |line: &&str| !line.starts_with("< ") && !line.starts_with("=> ");
            let new: String = lines
                .lines()
                .filter(is_new)
                .map(|line| format!("{line}\n"))
                .collect();
            let (old, expected) = (own("< "), own("=> "));
            let found = told(&old, &new);
            if found != expected {
                wrong += &format!("{}, {title}:\nexpected\n{expected}found\n{found}", path.display());
            }
            written += &format!("== {title}\n");
            old.lines().for_each(|line| written += &format!("< {line}\n"));
            written += &new;
            found.lines().for_each(|line| written += &format!("=> {line}\n"));
        }
        if update {
            std::fs::write(path, written).unwrap();
        }
    }
    assert!(update || wrong.is_empty(), "{wrong}");
}

fn told(old: &str, new: &str) -> String {
    let (old, new) = (Tree::parse(old), Tree::parse(new));
    let prices = crate::price::default_list();
    let context = Context {
        original: Some(&old.0),
        ..Context::default()
    };
    let read = |(tree, error): &(Tree, Option<crate::yaml::SyntaxError>)| {
        let bill = bill(&Blueprint::of(tree), prices, &Usage::default());
        (bill, check(tree, *error, &context))
    };
    let (before, after) = (read(&old), read(&new));
    let side = |tree, (bill, report)| Side { tree, bill, report };
    let difference = in_words(
        side(&old.0, (&before.0, &before.1)),
        side(&new.0, (&after.0, &after.1)),
    );
    let lines = difference.lines.iter().map(ToString::to_string);
    let problems = [
        ('!', &difference.risks),
        ('+', &difference.gained),
        ('-', &difference.solved),
    ];
    let problems = problems.into_iter().flat_map(|(sign, problems)| {
        problems
            .iter()
            .map(move |found| format!("{sign} {}:{} {}", found.line, found.resource, found.code))
    });
    let mut all: Vec<String> = lines.chain(problems).collect();
    let total = difference.total_text(&before.0, &after.0);
    all.extend(
        total
            .filter(|_| difference.total.as_ref().is_some_and(|total| !total.is_none()))
            .map(|text| text.to_string()),
    );
    all.iter().map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn what_cannot_be_read_solves_and_gains_nothing_else() {
    let sound = "services:\n  - type: web\n    name: shop\n    runtime: node\n    plan: standard\n";
    let broken = sound.replace("runtime: node", "runtime: [node");
    let signs = |told: String| {
        let lines = told.lines().filter(|line| line.starts_with(['+', '-', '!']));
        lines
            .map(|line| line.split(' ').next_back().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let of_sound = signs(told("services: []\n", sound));
    assert!(of_sound.len() > 1, "{of_sound:?}");
    assert_eq!(signs(told(sound, &broken)), ["change/unknown", "syntax/not-yaml"]);
    assert_eq!(signs(told(&broken, sound)), ["syntax/not-yaml"]);
    assert_eq!(signs(told(sound, "")), ["change/unknown", "shape/empty-file"]);
}

/// A change of the bill is told in full by the lines.
#[test]
fn the_lines_sum_up_to_the_total() {
    let presets = &crate::plan::PRESETS;
    let prices = crate::price::default_list();
    for (old, new) in [(0, 1), (1, 2), (2, 0), (1, 1)] {
        let read = |at: usize| {
            let scenario = crate::plan::Scenario {
                id: crate::plan::ScenarioId(1),
                text: presets[at].text.into(),
                settings: presets[at].settings(),
            };
            let analysis = crate::plan::analyse(&scenario, prices);
            let report = analysis.check();
            (analysis, report)
        };
        let (before, after) = (read(old), read(new));
        let difference = in_words(before.0.side(&before.1), after.0.side(&after.1));
        let costs = difference.lines.iter().filter_map(|told| told.cost);
        let sum = costs.fold(crate::cost::Range::default(), |sum, cost| crate::cost::Range {
            min: sum.min + cost.after.min - cost.before.min,
            max: sum.max + cost.after.max - cost.before.max,
        });
        let total = difference.total.unwrap();
        assert_eq!(
            (sum.min, sum.max),
            (
                total.after.min - total.before.min,
                total.after.max - total.before.max
            ),
            "{:#?}",
            difference.lines
        );
    }
}

/// Git makes the new text of the old one: on the pairs of the fixtures, with other line breaks, without the last
/// one, and from and to an empty file.
#[test]
fn git_takes_the_patches() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut texts = Vec::new();
    for folder in ["diff", "check/change"] {
        for file in std::fs::read_dir(root.join(folder)).unwrap() {
            texts.push(std::fs::read_to_string(file.unwrap().path()).unwrap());
        }
    }
    let pairs = texts
        .iter()
        .flat_map(|text| text.split("== ").skip(1))
        .flat_map(|case| {
            let lines = || case.lines().skip(1);
            let old: String = lines()
                .filter_map(|line| line.strip_prefix("< "))
                .map(|line| format!("{line}\n"))
                .collect();
            let is_new = |line: &&str| !line.starts_with("< ") && !line.starts_with("=> ");
            let new: String = lines().filter(is_new).map(|line| format!("{line}\n")).collect();
            let broken = |text: &str| text.replace('\n', "\r\n");
            [
                (broken(&old), broken(&new)),
                (old.clone(), new.trim_end().to_owned()),
                (old.trim_end().to_owned(), new.clone()),
                (broken(&old), new.clone()),
                (old.clone(), String::new()),
                (String::new(), new.clone()),
                (old, new),
            ]
        });
    let pairs: Vec<(String, String)> = pairs.collect();
    assert!(pairs.len() > 300, "{}", pairs.len());
    let folder = tempfile::tempdir().unwrap();
    let mut patch = String::new();
    for (at, (old, new)) in pairs.iter().enumerate() {
        let name = format!("a b {at}.yaml");
        std::fs::write(folder.path().join(&name), old).unwrap();
        patch.push_str(&unified(&name, &name, old, new));
    }
    std::fs::write(folder.path().join("patch"), patch).unwrap();
    let mut git = std::process::Command::new("git");
    let git = git
        .current_dir(folder.path())
        .args(["apply", "--whitespace=nowarn", "patch"]);
    let output = git.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for (at, (_, new)) in pairs.iter().enumerate() {
        let found = std::fs::read_to_string(folder.path().join(format!("a b {at}.yaml"))).unwrap();
        assert_eq!(&found, new, "{at}");
    }
}
