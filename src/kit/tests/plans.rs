//! What the kit says and leaves out by what a plan has: each statement holds, each file that is named is there.

use super::{DISK, PRESETS, SMALL, of, with};
use crate::kit::{files, runbooks};

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
