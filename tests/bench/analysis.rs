//! How long reading, checking and pricing a Blueprint take. Criterion measures; then the same run prints the
//! medians beside their stated limits, and what doubling the size costs. Only that ratio can fail the run: it
//! does not depend on the machine.

use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use criterion::Criterion;
use plano::assist::{complete, hover};
use plano::blueprint::Blueprint;
use plano::check::{Context, check};
use plano::cost::bill;
use plano::demand::{Forecast, Growth, Roles, Setting, Workload};
use plano::envvars::checklist;
use plano::plan::open::BEGINNINGS;
use plano::plan::{PRESETS, Scenario, ScenarioId, Settings, analyse};
use plano::price::default_list;
use plano::topology::topology;
use plano::yaml::Tree;

/// Most that twice the size may cost.
const MOST_FOR_DOUBLE: f64 = 2.2;

fn main() -> ExitCode {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(30)
        .without_plots();
    production(&mut criterion);
    forecasts(&mut criterion);
    for (size, services) in [("half", 333), ("whole", 666)] {
        let text = services_text(services);
        let (tree, _) = Tree::parse(text.as_str());
        println!("{size}: {} lines", tree.lines().count());
        criterion.bench_function(&format!("large/read-{size}"), |bench| {
            bench.iter(|| {
                let (tree, _) = Tree::parse(black_box(text.as_str()));
                Blueprint::of(&tree).services.len()
            });
        });
        criterion.bench_function(&format!("large/check-{size}"), |bench| {
            bench.iter(|| check(black_box(&tree), None, &Context::default()));
        });
        assistance(&mut criterion, size, &text, &tree);
        let blueprint = Blueprint::of(&tree);
        criterion.bench_function(&format!("large/topology-{size}"), |bench| {
            bench.iter(|| topology(black_box(&blueprint)));
        });
        let drawn = topology(&blueprint);
        criterion.bench_function(&format!("large/drawing-{size}"), |bench| {
            bench.iter(|| black_box(&drawn).file());
        });
    }
    match summary() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("no summary: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Help at the dearest places of a large text: its end, where a reference, a variable or a key is typed.
fn assistance(criterion: &mut Criterion, size: &str, text: &str, tree: &Tree) {
    let prices = default_list();
    let item = "  - type: web\n    name: last\n    runtime: node\n    envVars:\n      - key: ";
    let typed = [
        ("key", "  - type: web\n    pl".to_owned()),
        ("name", format!("{item}A\n        fromService:\n          name: ")),
        ("variable", item.to_owned()),
    ];
    for (what, typed) in typed {
        let text = format!("{text}{typed}");
        criterion.bench_function(&format!("large/complete-{what}-{size}"), |bench| {
            bench.iter(|| complete(black_box(&text), text.len(), Some(tree), prices));
        });
    }
    let name = text.rfind("shop-").unwrap_or_default();
    criterion.bench_function(&format!("large/hover-{size}"), |bench| {
        bench.iter(|| hover(black_box(tree), name, prices));
    });
}

/// The Production preset, whole and in parts.
fn production(criterion: &mut Criterion) {
    let [_, preset, _] = &PRESETS;
    let scenario = Scenario {
        id: ScenarioId(1),
        text: preset.text.into(),
        settings: preset.settings(),
    };
    let usage = scenario.settings.usage();
    let (tree, _) = Tree::parse(preset.text);
    criterion.bench_function("production/whole", |bench| {
        bench.iter(|| {
            let analysis = analyse(black_box(&scenario), default_list());
            (analysis.check(), analysis.checklist(), analysis.bill)
        });
    });
    criterion.bench_function("production/parse", |bench| {
        bench.iter(|| Tree::parse(black_box(preset.text)))
    });
    criterion.bench_function("production/view", |bench| {
        bench.iter(|| Blueprint::of(black_box(&tree)).services.len())
    });
    criterion.bench_function("production/check", |bench| {
        bench.iter(|| check(black_box(&tree), None, &Context::default()));
    });
    criterion.bench_function("production/cost", |bench| {
        bench.iter(|| bill(&Blueprint::of(black_box(&tree)), default_list(), &usage));
    });
    criterion.bench_function("production/checklist", |bench| {
        bench.iter(|| checklist(&Blueprint::of(black_box(&tree))));
    });
}

/// A sweep: 200 numbers of users over 36 months in five scenarios, and preparing their forecasts.
fn forecasts(criterion: &mut Criterion) {
    let mut workload = Workload::default();
    let grown = workload
        .grow(Growth::Monthly(5.into()))
        .and_then(|()| workload.look_ahead(36));
    debug_assert!(grown.is_ok(), "within bounds");
    let presets = PRESETS.iter().map(|preset| (preset.text, preset.settings()));
    let [_, web, _, _, worker] = &BEGINNINGS;
    let beginnings = [web, worker].map(|beginning| (beginning.text, beginning.settings()));
    let scenarios: Vec<(Tree, Settings)> = presets
        .chain(beginnings)
        .map(|(text, settings)| (Tree::parse(text).0, settings))
        .collect();
    let roles = Roles::new();
    let prepare = || {
        let forecast = |(tree, settings): &(Tree, Settings)| {
            let setting = Setting {
                prices: default_list(),
                workload: &workload,
                roles: &roles,
                object_storage_gb: settings.object_storage_gb,
            };
            Forecast::new(&Blueprint::of(tree), &setting, &settings.usage(), settings.mau)
        };
        black_box(&scenarios).iter().map(forecast).collect::<Vec<_>>()
    };
    criterion.bench_function("forecast/prepare", |bench| bench.iter(prepare));
    let forecasts = prepare();
    criterion.bench_function("forecast/sweep", |bench| {
        bench.iter(|| {
            let mut lines = 0;
            for forecast in &forecasts {
                for point in 1..=200 {
                    for users in workload.users_by_month(point * 100) {
                        lines += forecast.at(black_box(users)).lines.len();
                    }
                }
            }
            lines
        });
    });
}

/// A Blueprint of many services, about 22 lines each.
fn services_text(count: usize) -> String {
    let mut text = "# Many services\nservices:\n".to_owned();
    for at in 0..count {
        let written = write!(
            text,
            "  # Service {at}\n  - type: web\n    name: shop-{at}\n    runtime: node\n    plan: 1c-2g  # enough\n    \
             region: ohio\n    buildCommand: npm ci && npm run build\n    startCommand: node server.js\n    \
             healthCheckPath: /health\n    numInstances: 2\n    envVars:\n      - key: NODE_VERSION\n        \
             value: \"23\"\n      - key: API_TOKEN\n        sync: false\n      - key: PEER\n        fromService:\n          \
             type: web\n          name: shop-{}\n          property: hostport\n      - key: MODE\n        value: fast\n\n",
            at / 2
        );
        debug_assert!(written.is_ok(), "writing to a String");
    }
    text
}

/// Median of a benchmark in milliseconds, from Criterion's own estimates of this run.
fn median(name: &str) -> Result<f64, Box<dyn Error>> {
    let folder = name.replace('/', "_");
    let target = std::env::var("CARGO_TARGET_DIR")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/target").to_owned());
    let text = std::fs::read_to_string(format!("{target}/criterion/{folder}/new/estimates.json"))?;
    let estimates: serde_json::Value = serde_json::from_str(&text)?;
    let nanoseconds = estimates
        .pointer("/median/point_estimate")
        .and_then(serde_json::Value::as_f64);
    Ok(nanoseconds.ok_or("no median")? / 1e6)
}

/// Prints the table; answers whether doubling costs little enough.
fn summary() -> Result<bool, Box<dyn Error>> {
    println!("\nMedians in milliseconds, and the limits that were set for them");
    let rows = [
        ("production/whole", Some(1.0)),
        ("production/parse", None),
        ("production/view", None),
        ("production/check", Some(0.3)),
        ("production/cost", None),
        ("production/checklist", None),
        ("forecast/prepare", None),
        ("forecast/sweep", Some(50.0)),
        ("large/read-whole", Some(30.0)),
        ("large/check-whole", Some(40.0)),
        ("large/complete-key-whole", Some(5.0)),
        ("large/complete-name-whole", Some(5.0)),
        ("large/complete-variable-whole", Some(5.0)),
        ("large/hover-whole", Some(5.0)),
        ("large/topology-whole", Some(30.0)),
        ("large/drawing-whole", None),
    ];
    for (name, limit) in rows {
        let limit = limit.map_or(String::new(), |limit| format!("limit {limit}"));
        println!("  {name:29} {:9.3}  {limit}", median(name)?);
    }
    let mut fits = true;
    for part in [
        "read",
        "check",
        "complete-key",
        "complete-name",
        "complete-variable",
        "hover",
    ] {
        let ratio = median(&format!("large/{part}-whole"))? / median(&format!("large/{part}-half"))?;
        fits &= ratio <= MOST_FOR_DOUBLE;
        println!("  twice the size, {part:17} {ratio:9.2}  at most {MOST_FOR_DOUBLE}");
    }
    Ok(fits)
}
