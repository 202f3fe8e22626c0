//! The topology of presets, of the project's own fixtures and of made-up Blueprints.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says why"
)]

mod laws;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use plano::blueprint::Blueprint;
use plano::chart::Variant;
use plano::kit::topology::{Topology, topology};
use plano::plan::PRESETS;
use plano::yaml::Tree;

fn of(text: &str) -> Topology {
    let (tree, error) = Tree::parse(text);
    assert!(error.is_none(), "{error:?}");
    topology(&Blueprint::of(&tree))
}

fn many(services: usize) -> String {
    let mut text = "databases:\n  - name: db\n    highAvailability: {enabled: true}\n    readReplicas: [{name: db-a}, {name: db-b}]\nservices:\n".to_owned();
    for at in 0..services {
        let kind = ["web", "worker", "pserv", "cron"][at % 4];
        let region = ["oregon", "frankfurt"][at / 3 % 2];
        write!(text, "  - type: {kind}\n    name: a-rather-long-service-name-{at}\n    runtime: node\n    region: {region}\n    numInstances: {}\n    envVars:\n      - {{key: DATABASE_URL, fromDatabase: {{name: db, property: connectionString}}}}\n      - {{key: NEXT_URL, fromService: {{type: web, name: a-rather-long-service-name-{}, property: hostport}}}}\n      - {{key: GONE_URL, fromService: {{type: web, name: gone-{}, property: hostport}}}}\n      - {{key: REPLICA_URL, fromDatabase: {{name: db-b, property: connectionString}}}}\n      - {{key: OPENAI_API_KEY, sync: false}}\n      - {{key: SMTP_ADDRESS, value: smtp.example.com}}\n      - {{key: SMTP_PASSWORD, sync: false}}\n", at % 3 + 1, (at * 7 + 1) % services, at % 5).unwrap();
        if kind == "pserv" {
            write!(text, "    disk: {{name: data-{at}, mountPath: /var/data, sizeGB: 5}}\n").unwrap();
        }
    }
    text
}

#[test]
fn write_files() {
    let Ok(folder) = std::env::var("DRAWINGS") else { return };
    let mut texts: Vec<(String, String)> = PRESETS.iter().map(|p| (p.id.to_owned(), p.text.to_owned())).collect();
    texts.push(("many".to_owned(), many(12)));
    texts.push(("empty".to_owned(), "services: []".to_owned()));
    texts.push(("one".to_owned(), "services: [{type: web, runtime: static, name: site}]".to_owned()));
    for (id, text) in &texts {
        let t = of(text);
        for width in [366, 1060] {
            for (v, n) in [(Variant::Page, "page"), (Variant::Alone, "alone")] {
                fs::write(format!("{folder}/{id}-{width}-{n}.svg"), laws::svg(&t, width, v)).unwrap();
            }
        }
        fs::write(format!("{folder}/{id}.mmd"), t.mermaid()).unwrap();
        let s: Vec<String> = t.sentences().iter().map(|s| s.to_string()).collect();
        fs::write(format!("{folder}/{id}.txt"), s.join("\n")).unwrap();
    }
}

#[test]
fn presets_are_drawn_lawfully() {
    for preset in &PRESETS {
        assert_eq!(laws::faults(preset.text), Vec::<String>::new(), "{}", preset.id);
    }
}

#[test]
fn from_none_to_forty_parts() {
    for services in 1..=16 {
        let faults = laws::faults(&many(services));
        assert!(faults.is_empty(), "{services}: {faults:#?}");
    }
    assert_eq!(laws::faults("services: []"), Vec::<String>::new());
}

#[test]
fn fixtures_are_drawn_lawfully() {
    let mut count = 0;
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let faults = laws::faults(&fs::read_to_string(&path).unwrap());
                assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}
