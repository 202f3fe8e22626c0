//! Laws of the files: known marks, known conditions, sorted and repeatable, only where the software is.

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

/// Plans that lack what most have, in the ways in which real ones do.
const FEW: [&str; 9] = [
    "services: []\n",
    "services:\n  - {type: cron, name: scaler, runtime: docker, schedule: '0 9 * * 1-5', envVars: [{key: RENDER_API_KEY, sync: false}]}\n",
    "services:\n  - {type: pserv, name: search, runtime: docker, disk: {name: d, mountPath: /data, sizeGB: 10}}\n",
    "databases:\n  - {name: db, plan: basic-1gb}\n",
    "services:\n  - {type: worker, name: jobs, runtime: ruby, startCommand: bundle exec sidekiq}\n",
    "services:\n  - {type: web, name: shop, runtime: ruby, plan: of-tomorrow, startCommand: bin/rails server}\n",
    "services:\n  - {type: web, name: shop, runtime: node, plan: of-tomorrow, startCommand: npm start}\n",
    "services:\n  - {type: web, name: site, runtime: static}\n  - {type: pserv, name: api, runtime: go}\n",
    "services:\n  - {type: web, name: chat, image: {url: docker.io/chatwoot/chatwoot}, runtime: image}\n",
];

#[test]
fn every_file_that_is_named_is_there() {
    const FOLDERS: [&str; 10] = [
        "app",
        "aws",
        "bin",
        "config",
        "db",
        "docs",
        "env",
        "load",
        "monitoring",
        "security",
    ];
    const ENDINGS: [&str; 10] = [
        "sh", "md", "json", "ics", "js", "sql", "yml", "rb", "mmd", "example",
    ];
    /// Files of the application, into which lines of the kit go.
    const OWN: [&str; 3] = [
        "config/database.yml",
        "config/routes.rb",
        "config/environments/production.rb",
    ];
    let is_path = |word: &str| {
        let parts = word.split_once('/').zip(word.rsplit_once('.'));
        parts.is_some_and(|((folder, _), (_, ending))| FOLDERS.contains(&folder) && ENDINGS.contains(&ending))
    };
    let mut count = 0;
    let texts = PRESETS.iter().map(|preset| preset.text);
    for text in texts.chain([DISK, SMALL]).chain(FEW) {
        with(text, |input| {
            let files = files(input);
            for file in &files {
                let is_of_path = |next: char| next.is_ascii_alphanumeric() || "_./-".contains(next);
                let words = file.body.split(|next| !is_of_path(next));
                let words = words.map(|word| word.trim_end_matches('.'));
                for named in words.filter(|word| is_path(word) && !OWN.contains(word)) {
                    let is_there = files.iter().any(|other| other.path == named);
                    assert!(
                        is_there,
                        "{} names {named}, of which there is none: {text}",
                        file.path
                    );
                    count += 1;
                }
            }
        });
    }
    assert!(count > 200, "{count}");
}

/// Ids of the steps of a plan's run books.
fn steps(text: &str) -> Vec<&'static str> {
    let books = with(text, runbooks);
    books
        .iter()
        .flat_map(|book| &book.steps)
        .map(|step| step.id)
        .collect()
}

#[test]
fn a_plan_of_staging_has_no_run_books_of_production() {
    let books = |text: &str| -> Vec<&str> { with(text, runbooks).iter().map(|book| book.id).collect() };
    let own = ["staging", "rollback", "days-1-3", "week-1", "ongoing"];
    for text in [
        PRESETS[0].text,
        "services:\n  - {type: web, name: shop, branch: staging, runtime: node}\n",
        "services:\n  - {type: web, name: shop_staging, runtime: node}\n",
        "databases:\n  - {name: staging-db}\n",
    ] {
        assert_eq!(books(text), own, "{text}");
        let steps = steps(text);
        for step in ["staging.steps.own", "staging.steps.bucket", "ongoing.steps.load"] {
            assert!(!steps.contains(&step), "{step}");
        }
    }
    assert!(steps(PRESETS[0].text).contains(&"staging.steps.bucket-own"));
    for text in [PRESETS[1].text, SMALL] {
        assert_eq!(books(text).len(), 10, "{text}");
        assert!(steps(text).contains(&"staging.steps.own"));
    }
}

#[test]
fn a_bucket_of_stagings_own_is_no_matter_of_one_name_in_a_script() {
    let books = with(PRESETS[1].text, runbooks);
    let mut all = books.iter().flat_map(|book| &book.steps);
    let bucket = all.find(|step| step.id == "staging.steps.bucket").unwrap();
    let text = bucket.text.to_string();
    for place in [
        "create-bucket.sh",
        "bucket-policy.json",
        "iam-policy.json",
        "gp-bikes",
    ] {
        assert!(text.contains(place), "{text}");
    }
    assert_eq!(bucket.command, None);
    // Nor does any other command for staging name what is production's.
    let staging = books.iter().find(|book| book.id == "staging").unwrap();
    for command in staging.steps.iter().filter_map(|step| step.command.as_ref()) {
        assert!(!command.contains("gp-bikes"), "{command}");
    }
}

#[test]
fn only_the_disk_of_the_web_service_makes_a_gap() {
    let worker = "  - {type: worker, name: jobs, runtime: node, disk: {name: d, mountPath: /d, sizeGB: 1}}\n";
    let on_worker = steps(&format!("{SMALL}{worker}"));
    let on_web = steps(DISK);
    for (step, of_web) in [
        ("deployment.steps.switch", false),
        ("deployment.steps.switch-disk", true),
        ("staging.steps.done-gap", false),
    ] {
        assert_eq!(on_web.contains(&step), of_web, "{step}");
        assert_eq!(on_worker.contains(&step), !of_web, "{step}");
    }
}

#[test]
fn a_workspace_with_pro_is_asked_for_whatever_needs_it() {
    let worker = "  - {type: worker, name: jobs, runtime: node, scaling: {minInstances: 1, maxInstances: 2, targetCPUPercent: 70}}\n";
    let standby = "databases:\n  - {name: db, plan: 1c-4g, highAvailability: {enabled: true}}\n";
    for (more, expected) in [
        ("", None),
        (worker, Some("pre-deployment.steps.workspace")),
        (standby, Some("pre-deployment.steps.workspace-standby")),
    ] {
        let steps = steps(&format!("{SMALL}{more}"));
        let found = steps.iter().find(|step| step.contains(".workspace"));
        assert_eq!(found.copied(), expected);
    }
}

#[test]
fn what_is_not_rails_has_no_figures_of_rails() {
    let database = "databases:\n  - {name: db, plan: 1c-4g}\n";
    let reads = "    envVars: [{key: DATABASE_URL, fromDatabase: {name: db, property: connectionString}}]\n";
    let found = of(&format!("{SMALL}{reads}{database}"));
    let page = &found["docs/postgres-tuning.md"].body;
    assert!(page.contains("these open is not known here: `shop`."), "{page}");
    assert!(!page.contains("threads") && !page.contains("That fits"), "{page}");
    let monitors = &found["monitoring/datadog-monitors.json"].body;
    assert!(
        !monitors.contains("rack") && monitors.contains("memory"),
        "{monitors}"
    );
    let notes = &found["docs/notifications.md"].body;
    assert!(
        !notes.contains("| Response time") && notes.contains("| Memory"),
        "{notes}"
    );

    let nobody = of(database);
    let page = &nobody["docs/postgres-tuning.md"].body;
    assert!(page.contains("does not say who uses the database"), "{page}");
    assert!(!page.contains("That fits"), "{page}");
    // A second reader, whose connections nobody knows, leaves the question open.
    let more = PRESETS[1].text.replace(
        "\ndatabases:",
        "\n  - {type: pserv, name: extra, runtime: go, envVars: [{key: D, fromDatabase: {name: gp-bikes-postgres, property: host}}]}\n\ndatabases:",
    );
    let page = &of(&more)["docs/postgres-tuning.md"].body;
    assert!(
        page.contains("Together 50 of 400.") && page.contains("`extra`"),
        "{page}"
    );
    assert!(!page.contains("That fits"), "{page}");
}

#[test]
fn where_no_health_path_is_written_none_is_made_up() {
    let found = of(SMALL);
    let script = &found["bin/smoke-test.sh"].body;
    assert!(
        script.contains("answers 2xx or 3xx") && !script.contains("= 200"),
        "{script}"
    );
    assert!(!found["docs/logs.md"].body.contains("--text"));
    assert!(!found["load/staging.js"].body.contains("healthPath"));
    let with_path = of(&format!("{SMALL}    healthCheckPath: /up\n"));
    assert!(
        with_path["bin/smoke-test.sh"]
            .body
            .contains("[ \"$status\" = 200 ]")
    );
    assert!(with_path["docs/logs.md"].body.contains("--text '/up'"));
    let smoke = |text: &str| {
        let books = with(text, runbooks);
        let mut all = books.iter().flat_map(|book| &book.steps);
        let step = all.find(|step| step.id == "verification.steps.smoke");
        step.unwrap().text.to_string()
    };
    assert!(!smoke(SMALL).contains("headers"));
    assert!(smoke(PRESETS[1].text).contains("security headers, the webhook's token."));
}

#[test]
fn the_readme_says_for_what_the_kit_is_filled_in() {
    let text = format!(
        "{SMALL}  - {{type: web, name: admin, runtime: node}}\n  - {{type: worker, name: jobs, runtime: node}}\n"
    );
    let readme = &of(&text)["README.md"].body;
    assert!(readme.contains("filled in for: `shop`, `jobs`."), "{readme}");
    assert!(
        readme.contains("no script or step here names: `admin`."),
        "{readme}"
    );
    let readme = &of(PRESETS[1].text)["README.md"].body;
    assert!(!readme.contains("The plan has more"), "{readme}");
    let readme = &of(FEW[1])["README.md"].body;
    assert!(readme.contains("names what the plan has: `scaler`."), "{readme}");
    assert!(!of(FEW[0])["README.md"].body.contains("names what the plan has"));
    assert!(
        readme.starts_with("# What goes where\n\nFiles for the plan of `scaler`."),
        "{readme}"
    );
}

#[test]
fn the_flowchart_points_to_copies_as_the_drawing_does() {
    let text = "databases:\n  - {name: db, plan: 1c-4g, readReplicas: [{name: copy}]}\n";
    let chart = &of(text)["docs/topology.mmd"].body;
    let node = |name: &str| {
        let line = chart
            .lines()
            .find(|line| line.contains(&format!("\"{name}")))
            .unwrap();
        line.trim().split('[').next().unwrap().to_owned()
    };
    let arrow = format!("  {} -.-> {}\n", node("db"), node("copy"));
    assert!(chart.contains(&arrow), "{arrow}: {chart}");
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
