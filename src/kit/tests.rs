//! Laws of the files: known marks, known conditions, sorted and repeatable, only where the software is.

mod plans;

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::manifest::ENTRIES;
use super::readme::PLAN;
use super::{Date, KitFile, KitInput, Load, Peak, Storage, files, runbooks, storage, troubleshooting};
use crate::blueprint::Blueprint;
use crate::check::codes;
use crate::envvars::checklist;
use crate::plan::PRESETS;
use crate::words::document;
use crate::yaml::Tree;

const SMALL: &str = "\
services:
  - type: web
    name: shop
    runtime: node
    startCommand: npm start
";

fn with<T>(text: &str, look: impl FnOnce(&KitInput<'_, '_>) -> T) -> T {
    let (tree, error) = Tree::parse(text);
    assert!(error.is_none(), "{error:?}");
    let blueprint = Blueprint::of(&tree);
    let list = checklist(&blueprint);
    let start = Date::parse("2026-12-01").unwrap();
    look(&KitInput::of(&blueprint, &list, Load::default(), start))
}

fn of(text: &str) -> BTreeMap<String, KitFile> {
    let files = with(text, files);
    files.into_iter().map(|file| (file.path.clone(), file)).collect()
}

#[test]
fn marks_and_conditions_are_known() {
    let mut names = BTreeSet::new();
    for text in PRESETS.iter().map(|preset| preset.text).chain([DISK]) {
        with(text, |input| {
            let values = Facts::of(input).values();
            names.extend(values.iter().map(|(name, _)| name.to_owned()));
        });
    }
    names.insert("role_settings".to_owned());
    let templates = ENTRIES.iter().map(|entry| entry.template.text().unwrap());
    let templates = templates.chain([
        document(PLAN).unwrap(),
        include_str!("templates/db/role-settings.sql"),
    ]);
    let commands = include_str!("data/runbooks.yaml").lines();
    let commands = commands.chain(include_str!("data/troubles.yaml").lines());
    // `persistent` is set where there is a Key Value instance.
    let is_condition = |condition: &str| {
        with(PRESETS[1].text, |input| {
            Facts::of(input).values().knows(condition)
        })
    };
    for condition in ENTRIES.iter().flat_map(|entry| entry.when) {
        assert!(is_condition(condition), "{condition}");
    }
    for list in commands_when() {
        assert!(is_condition(&list), "{list}");
    }
    for line in templates.flat_map(str::lines).chain(commands) {
        let marks: Vec<&str> = line.split("@@").collect();
        assert_eq!(marks.len() % 2, 1, "a mark is not closed: {line}");
        for mark in marks.iter().skip(1).step_by(2) {
            let name = mark.split(':').next().unwrap();
            let known = match mark.strip_prefix("if ") {
                Some(condition) => is_condition(condition),
                None => names.contains(name) || *mark == "end",
            };
            assert!(known, "{mark} in: {line}");
        }
    }
}

/// Conditions of steps and troubles.
fn commands_when() -> Vec<String> {
    let data = [
        include_str!("data/runbooks.yaml"),
        include_str!("data/troubles.yaml"),
    ];
    let lines = data.into_iter().flat_map(str::lines);
    let lists = lines.filter_map(|line| line.trim().strip_prefix("when: [")?.strip_suffix(']'));
    lists
        .flat_map(|list| list.split(", "))
        .map(str::to_owned)
        .collect()
}

#[test]
fn nothing_is_left_to_fill_in() {
    for text in PRESETS
        .iter()
        .map(|preset| preset.text)
        .chain([DISK, SMALL, "services: []\n"])
    {
        with(text, |input| {
            for file in files(input) {
                assert!(!file.body.contains("@@"), "{}: {}", file.path, file.body);
                assert!(!file.body.is_empty(), "{}", file.path);
            }
            let books = runbooks(input);
            let steps = books.iter().flat_map(|book| &book.steps);
            let troubles = troubleshooting(input);
            let others = troubles
                .iter()
                .flat_map(|trouble| trouble.checks.iter().chain(&trouble.fix));
            for step in steps.chain(others) {
                assert!(!step.text.to_string().contains('{'), "{}", step.text);
            }
        });
    }
}

#[test]
fn the_same_plan_gives_the_same_files_in_order() {
    for preset in &PRESETS {
        let once = with(preset.text, files);
        assert_eq!(once, with(preset.text, files));
        let paths: Vec<&str> = once.iter().map(|file| file.path.as_str()).collect();
        assert!(paths.is_sorted_by(|one, other| one < other), "{paths:?}");
    }
}

#[test]
fn another_stack_gets_the_general_part() {
    let paths: Vec<String> = of(SMALL).into_keys().collect();
    assert_eq!(
        paths,
        [
            ".pre-commit-config.yaml",
            "README.md",
            "bin/smoke-test.sh",
            "docs/checklist.md",
            "docs/further-reading.md",
            "docs/logs.md",
            "docs/notifications.md",
            "docs/post-mortem.md",
            "docs/runbooks.md",
            "docs/topology.mmd",
            "docs/troubleshooting.md",
            "load/peak.js",
            "load/staging.js",
            "monitoring/datadog-monitors.json",
        ]
    );
}

const DISK: &str = "\
services:
  - type: web
    name: shop
    runtime: ruby
    startCommand: bin/rails server
    disk: {name: files, mountPath: /opt/render/project/src/storage, sizeGB: 20}
    envVars:
      - {key: ACTIVE_STORAGE_SERVICE, value: local}
";

#[test]
fn a_disk_has_its_page_and_no_bucket() {
    let found = of(DISK);
    assert!(
        found["docs/disk.md"]
            .body
            .contains("20 GB, mounted at `/opt/render/project/src/storage`")
    );
    assert!(!found.keys().any(|path| path.starts_with("aws/")));
    // Not Chatwoot: no pnpm, no extensions.
    assert!(!found["bin/render-build.sh"].body.contains("pnpm"));
    assert!(!found.contains_key("db/extensions.sql"));
}

#[test]
fn storage_is_read_from_the_text() {
    assert_eq!(with(DISK, |input| input.storage), Storage::Disk);
    assert_eq!(
        with(PRESETS[1].text, |input| storage(input.blueprint)),
        Storage::ObjectStorage
    );
    assert_eq!(with(SMALL, |input| input.storage), Storage::Unstated);
}

#[test]
fn what_the_document_says_of_16_gb_follows_from_the_plan() {
    let found = of(PRESETS[1].text);
    let page = &found["docs/postgres-tuning.md"].body;
    for cells in [
        "shared\\_buffers | 4GB",
        "effective\\_cache\\_size | 12GB",
        "maintenance\\_work\\_mem | 1GB",
        "work\\_mem | 10MB",
        "wal\\_buffers | 16MB",
        "max\\_parallel\\_workers\\_per\\_gather | 2",
    ] {
        assert!(page.contains(cells), "{cells}: {page}");
    }
    assert!(page.contains("Together 50 of 400."), "{page}");
}

#[test]
fn the_load_comes_from_the_caller() {
    let peak = |peak: Option<Peak>| {
        with(SMALL, |input| {
            let load = Load {
                staging_users: 7,
                peak,
            };
            let found = files(&KitInput { load, ..*input });
            let body = |path: &str| found.iter().find(|file| file.path == path).unwrap().body.clone();
            assert!(body("load/staging.js").contains("target: 7 }"));
            body("load/peak.js")
        })
    };
    let rate = |rate: &str| peak(Some(Peak::PerSecond(rate.parse().unwrap())));
    assert!(rate("0.31").contains("PEAK_PER_MINUTE || 19)"));
    assert!(rate("12.5").contains("PEAK_PER_MINUTE || 750)"));
    let at_once = peak(Some(Peak::AtOnce(40)));
    assert!(at_once.contains("PEAK_REQUESTS || 40)"), "{at_once}");
    assert!(!at_once.contains("PEAK_PER_MINUTE"), "{at_once}");
    assert!(peak(None).contains("Nobody has said how busy that is."));
}

#[test]
fn codes_of_troubles_exist() {
    with(PRESETS[1].text, |input| {
        for trouble in troubleshooting(input) {
            for code in trouble.codes {
                assert!(codes::ALL.contains(code), "{}: {code}", trouble.id);
            }
        }
    });
}

#[test]
fn steps_have_ids_of_their_own() {
    with(PRESETS[1].text, |input| {
        let books = runbooks(input);
        let ids: Vec<&str> = books
            .iter()
            .flat_map(|book| &book.steps)
            .map(|step| step.id)
            .collect();
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len());
        assert!(ids.contains(&"rollback.steps.dashboard"));
    });
}

#[test]
fn services_of_one_name_have_files_of_their_own() {
    let text = "\
services:
  - {type: web, name: A b, runtime: node, envVars: [{key: X, value: one}]}
  - {type: worker, name: a-b, runtime: node, envVars: [{key: X, value: two}]}
";
    let found = of(text);
    assert!(found["env/a-b.env.example"].body.contains("X=one"));
    assert!(found["env/a-b-2.env.example"].body.contains("X=two"));
}

#[test]
fn instances_are_said_once_where_they_are_always_as_many() {
    for (count, said) in [
        ("", "1 instance"),
        ("    numInstances: 4\n", "4 instances"),
        (
            "    scaling: {minInstances: 2, maxInstances: 2, targetCPUPercent: 70}\n",
            "2 instances",
        ),
        (
            "    scaling: {minInstances: 1, maxInstances: 3, targetCPUPercent: 70}\n",
            "1 to 3 instances",
        ),
    ] {
        let text = format!("{SMALL}{count}");
        let readme = &of(&text)["README.md"].body;
        assert!(readme.contains(&format!(": {said}, reached")), "{said}: {readme}");
        let books = with(&text, runbooks);
        let steps = books.iter().flat_map(|book| &book.steps);
        let plans = steps
            .into_iter()
            .find(|step| step.id == "pre-deployment.steps.plans");
        let plans = plans.unwrap().text.to_string();
        assert!(plans.ends_with(&format!(", {said}.")), "{plans}");
    }
}

#[test]
fn nothing_is_lowered_that_is_low_already() {
    let lowered = |variables: &str| -> Vec<&str> {
        let text = format!(
            "services:\n  - {{type: web, name: shop, runtime: ruby, startCommand: bin/rails server, envVars: [{variables}]}}\n"
        );
        let troubles = with(&text, troubleshooting);
        let memory = troubles.iter().find(|trouble| trouble.id == "memory");
        memory.unwrap().fix.iter().map(|step| step.id).collect()
    };
    let [threads, processes] = ["memory.fix.threads", "memory.fix.processes"];
    let few = lowered("{key: RAILS_MAX_THREADS, value: 3}");
    assert!(!few.contains(&threads) && !few.contains(&processes), "{few:?}");
    let many = lowered("{key: RAILS_MAX_THREADS, value: 8}, {key: WEB_CONCURRENCY, value: 2}");
    assert!(many.contains(&threads) && many.contains(&processes), "{many:?}");
}
