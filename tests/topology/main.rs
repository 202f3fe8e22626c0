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
use plano::plan::PRESETS;
use plano::topology::{Kind, Topology, topology};
use plano::yaml::Tree;
use proptest::prelude::*;

fn of(text: &str) -> Topology {
    let (tree, error) = Tree::parse(text);
    assert!(error.is_none(), "{error:?}");
    topology(&Blueprint::of(&tree))
}

/// A service to be made up.
#[derive(Clone, Debug)]
struct Made {
    kind: usize,
    region: usize,
    place: usize,
    instances: usize,
    /// Services that it reads from; those beyond the last are not in the file.
    reads: Vec<usize>,
    disk: bool,
    known: bool,
}

const KINDS: [&str; 6] = ["web", "worker", "pserv", "cron", "keyvalue", "static"];

fn written(made: &[Made]) -> String {
    let list = |place: usize, indent: &str| {
        let mut list = String::new();
        for (at, service) in made
            .iter()
            .enumerate()
            .filter(|(_, service)| service.place == place)
        {
            let kind = KINDS[service.kind];
            let region = ["oregon", "frankfurt"][service.region];
            let instances = service.instances;
            writeln!(
                list,
                "{indent}- type: {kind}\n{indent}  name: a-rather-long-service-name-{at}"
            )
            .unwrap();
            writeln!(
                list,
                "{indent}  region: {region}\n{indent}  numInstances: {instances}"
            )
            .unwrap();
            if service.disk {
                writeln!(list, "{indent}  disk: {{name: data-{at}, mountPath: /var/data}}").unwrap();
            }
            writeln!(list, "{indent}  envVars:").unwrap();
            let mut add = |entry: &str| writeln!(list, "{indent}    - {{{entry}}}").unwrap();
            add("key: DATABASE_URL, fromDatabase: {name: db, property: connectionString}");
            add("key: REPLICA_URL, fromDatabase: {name: db-b, property: connectionString}");
            for (number, other) in service.reads.iter().enumerate() {
                let name = format!("a-rather-long-service-name-{other}");
                add(&format!(
                    "key: URL_{number}, fromService: {{type: web, name: {name}, property: host}}"
                ));
            }
            if service.known {
                add("key: OPENAI_API_KEY, sync: false");
                add("key: SMTP_PASSWORD, sync: false");
                add("key: S3_BUCKET_NAME, value: files");
                add("key: SENTRY_DSN, value: ''");
            }
        }
        list
    };
    let databases = "databases:\n  - name: db\n    highAvailability: {enabled: true}\n    readReplicas: [{name: db-a}, {name: db-b}]\n";
    let environments =
        "projects:\n  - name: shop\n    environments:\n      - name: production\n        services:\n";
    let (root, inner) = (list(0, "  "), list(1, "          "));
    let root = if root.is_empty() {
        root
    } else {
        format!("services:\n{root}")
    };
    let inner = if inner.is_empty() {
        inner
    } else {
        format!("{environments}{inner}")
    };
    format!("{databases}{root}{inner}")
}

fn made() -> impl Strategy<Value = Made> {
    let reads = proptest::collection::vec(0_usize..45, 0..4);
    (
        0_usize..6,
        0_usize..2,
        0_usize..2,
        1_usize..4,
        reads,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(kind, region, place, instances, reads, disk, known)| Made {
            kind,
            region,
            place,
            instances,
            reads,
            disk,
            known,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_deployment_is_drawn_lawfully(services in proptest::collection::vec(made(), 0..40)) {
        let text = written(&services);
        prop_assert!(Tree::parse(text.clone()).1.is_none(), "{}", text);
        prop_assert_eq!(laws::faults(&text), Vec::<String>::new());
    }
}

#[test]
fn presets_are_drawn_lawfully() {
    for preset in &PRESETS {
        assert_eq!(laws::faults(preset.text), Vec::<String>::new(), "{}", preset.id);
    }
}

#[test]
fn production_as_text() {
    let production = of(PRESETS[1].text);
    insta::assert_snapshot!(format!("{}\n{}", production.mermaid(), production.text()));
}

/// A tag a line.
fn lines(drawing: &str) -> String {
    drawing.replace("><", ">\n<")
}

#[test]
fn production_as_a_file() {
    insta::assert_snapshot!(lines(&of(PRESETS[1].text).file()));
}

#[test]
fn staging_on_a_phone() {
    insta::assert_snapshot!(lines(&laws::svg(&of(PRESETS[0].text), 340, Variant::Page)));
}

/// As many services as a large company has.
fn hundreds() -> String {
    let made: Vec<Made> = (0..640)
        .map(|at| Made {
            kind: at % 6,
            region: at % 2,
            place: at / 7 % 2,
            instances: 1 + at % 3,
            reads: vec![(at * 7) % 640, (at * 13 + 5) % 640],
            disk: at % 5 == 0,
            known: at % 3 == 0,
        })
        .collect();
    written(&made)
}

#[test]
fn hundreds_of_services_are_listed_and_can_be_drawn() {
    let drawn = of(&hundreds());
    assert!(drawn.is_large() && !of(PRESETS[2].text).is_large());
    // All but the Internet and the load balancers.
    let kinds = drawn.nodes.iter().map(|node| node.kind);
    let listed = kinds.filter(|kind| !matches!(kind, Kind::Internet | Kind::LoadBalancer));
    assert_eq!(drawn.parts().len(), listed.count());
    assert_eq!(
        laws::faults_of(&drawn, &drawn.file(), Variant::Alone),
        Vec::<String>::new()
    );
}

/// Names that try to be something else.
const HOSTILE: [&str; 9] = [
    "<script>x</script>\n\" n1 --> n2",
    "<img src=x onerror=alert(1)>",
    "]]> --><!-- ",
    "a\"] --> b[\"c",
    "$(reboot) `reboot` %%{init: {}}%%",
    "#quot;&lt;&#60;",
    "two\nlines\r\nand\ttabs",
    "\u{202e}reversed 漢字 🚲 e\u{301}",
    "end",
];

#[test]
fn names_cannot_break_out() {
    for name in HOSTILE {
        let quoted = serde_json::to_string(name).unwrap();
        let text = format!(
            "services:\n  - type: web\n    runtime: node\n    name: {quoted}\n    envVars:\n      \
             - {{key: {quoted}, fromDatabase: {{name: {quoted}, property: host}}}}\n\
             projects:\n  - name: {quoted}\n    environments:\n      - name: {quoted}\n        services:\n          \
             - {{type: pserv, name: inner, region: {quoted}, disk: {{name: {quoted}, mountPath: {quoted}}}}}\n"
        );
        assert_eq!(laws::faults(&text), Vec::<String>::new(), "{name}");
        let drawn = of(&text);
        for written in [
            laws::svg(&drawn, 390, Variant::Page),
            drawn.file(),
            drawn.mermaid(),
        ] {
            assert!(
                !written.contains("<img") && !written.contains("<script"),
                "{written}"
            );
        }
    }
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
