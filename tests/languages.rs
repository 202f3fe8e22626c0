//! Every language has the sentences of English, and no others: with the same keys, the same arguments and the same
//! words in backquotes; and one sentence of English is never two in it, since the English one finds it.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use plano::blueprint::Blueprint;
use plano::cost::{Quantity, SecondCurrency};
use plano::demand::Set;
use plano::envvars::checklist;
use plano::kit::{self, Date, KitInput, Load};
use plano::plan::output::{Handover, Output};
use plano::plan::{Workspace, analyse};
use plano::price::{all_prices, default_list, money};
use plano::words::{choose_language, plan as steps, savings as titles};
use plano::yaml::Tree;

#[path = "kit/spanish.rs"]
mod spanish;

use spanish::{data, sentences, spanish};

/// What stands between two marks, sorted.
fn between(text: &str, open: char, close: char) -> Vec<String> {
    let parts = text.split(open).skip(1).filter_map(|part| part.split_once(close));
    let mut parts: Vec<String> = parts.map(|(part, _)| part.to_owned()).collect();
    parts.sort();
    parts.dedup();
    parts
}

/// The marks of a document: its conditions and ends in their order, and the values between them, which a language may
/// have in another order.
fn marks(document: &str) -> Vec<Vec<String>> {
    let mut blocks = vec![Vec::new()];
    for line in document.lines() {
        let marks = line.split("@@").skip(1).step_by(2).map(str::to_owned);
        if line.trim().starts_with("@@if ") || line.trim() == "@@end@@" {
            blocks.push(marks.collect());
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.extend(marks);
            block.sort();
        }
    }
    blocks
}

#[test]
fn a_mark_that_differs_is_seen() {
    let document = "@@if web@@\n@@web@@ in @@region@@\n@@end@@\nSee @@url@@.\n";
    let moved = document.replace("@@web@@ in @@region@@", "@@region@@: @@web@@");
    assert_eq!(marks(document), marks(&moved));
    for (from, to) in [
        ("@@if web@@", "@@if not web@@"),
        ("@@if web@@\n", ""),
        ("@@end@@\nSee @@url@@.\n", "See @@url@@.\n@@end@@\n"),
        ("@@region@@", "@@region:shell@@"),
        (" in @@region@@", ""),
        ("@@url@@", "@@health@@"),
    ] {
        assert_ne!(marks(document), marks(&document.replace(from, to)), "{from}");
    }
}

#[test]
fn every_language_is_complete() {
    let english = sentences("en");
    let mut faults = Vec::new();
    for language in std::fs::read_dir(data()).unwrap() {
        let language = language.unwrap().path();
        let id = language.file_name().unwrap().to_string_lossy().into_owned();
        let own = sentences(&id);
        let mut fault = |what: &str, key: &str| faults.push(format!("{id}: {what}: {key}"));
        for (key, sentence) in &english {
            let Some(translated) = own.get(key) else {
                fault("missing", key);
                continue;
            };
            if !key.ends_with(".one") && between(sentence, '{', '}') != between(translated, '{', '}') {
                fault("other arguments", key);
            }
            if key.starts_with("documents.") && marks(sentence) != marks(translated) {
                fault("other marks", key);
            }
            if sentence.matches('`').count() != translated.matches('`').count() {
                fault("other backquotes", key);
            }
        }
        for key in own.keys().filter(|key| !english.contains_key(*key)) {
            fault("unused", key);
        }
        let mut known: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
        for (key, sentence) in &english {
            let Some(translated) = own.get(key) else { continue };
            let (first, before) = *known.entry(sentence).or_insert((key, translated));
            if before != translated {
                fault("two sentences for one of English", &format!("{first} and {key}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Sentences that data files name, beside which the build reads them.
const TABLES: [&str; 10] = [
    "demand.assumption.",
    "demand.source.",
    "documents.",
    "price-lists.",
    "rules.",
    "runbooks.",
    "software.",
    "spec.",
    "troubles.",
    "variables.",
];

/// Sentences are used by the functions that are made of them; those of tables, by what names their keys.
#[test]
fn every_sentence_is_used() {
    let source = read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let unused: Vec<String> = sentences("en")
        .into_keys()
        .filter(|key| !TABLES.iter().any(|table| key.starts_with(table)))
        .filter(|key| {
            let (_, name) = key.split_once('.').unwrap();
            let name = name.trim_end_matches(".one").trim_end_matches(".other");
            !source.contains(&format!("::{}", name.replace(['.', '-'], "_")))
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_source_of_an_assumption_is_cited() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(root.join("src/demand/data/assumptions.yaml")).unwrap();
    let unused: Vec<String> = sentences("en")
        .into_keys()
        .filter_map(|key| key.strip_prefix("demand.source.").map(str::to_owned))
        .filter(|source| !table.contains(&format!("source: {source}}}")))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

fn read_all(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap().path();
        if entry.is_dir() {
            text.push_str(&read_all(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&std::fs::read_to_string(entry).unwrap());
        }
    }
    text
}

/// Everything that can go wrong, with files on S3 and a disk.
const ALL: &str = "\
services:
  - type: web
    name: shop
    runtime: ruby
    startCommand: bin/rails server
    disk: {name: files, mountPath: /files, sizeGB: 20}
    envVars:
      - {key: ACTIVE_STORAGE_SERVICE, value: amazon}
      - {key: ENABLE_ACCOUNT_SIGNUP, value: 'false'}
      - {key: SECRET_KEY_BASE, sync: false}
  - {type: worker, name: jobs, runtime: ruby, startCommand: bundle exec sidekiq}
databases:
  - {name: store}
";

/// Held by a test while it changes the language, which is the whole program's.
static LANGUAGE: Mutex<()> = Mutex::new(());

/// What people type, and the trouble that they mean.
#[test]
fn troubles_are_found_by_everyday_words() {
    let _alone = LANGUAGE.lock().unwrap();
    let (tree, _) = Tree::parse(ALL);
    let blueprint = Blueprint::of(&tree);
    let list = checklist(&blueprint);
    let input = KitInput::of(&blueprint, &list, Load::default(), Date::default());
    let check = |queries: &[(&str, &str)]| {
        let troubles = kit::troubleshooting(&input);
        assert_eq!(troubles.len(), 10, "all can happen");
        for (query, expected) in queries {
            let found = kit::find_troubles(&troubles, query);
            let ids: Vec<&str> = found.iter().map(|trouble| trouble.id).collect();
            let first = ids.get(..3).unwrap_or(&ids);
            assert!(first.contains(expected), "{query} finds {ids:?}");
            assert!(ids.len() < troubles.len(), "{query} finds everything");
        }
        assert_eq!(kit::find_troubles(&troubles, " ").len(), troubles.len());
        assert!(kit::find_troubles(&troubles, "no such words").is_empty());
    };
    check(&[
        ("500", "health"),
        ("502", "memory"),
        ("503", "health"),
        ("timeout", "health"),
        ("timed out", "connections"),
        ("OOM", "memory"),
        ("disk full", "uploads-disk"),
        ("slow", "memory"),
        ("crash", "memory"),
        ("CORS", "uploads"),
        ("deploy failed", "health"),
        ("Build failed", "pnpm"),
        ("queue stuck", "jobs"),
        ("logged out", "session"),
        ("missing variable", "asked"),
        ("too many clients", "connections"),
        ("pgvector", "vector"),
    ]);
    choose_language(Some(spanish()));
    check(&[
        ("500", "health"),
        ("502", "memory"),
        ("timeout", "health"),
        ("tiempo de espera", "connections"),
        ("sin memoria", "memory"),
        ("OOM", "memory"),
        ("disco lleno", "uploads-disk"),
        ("lento", "memory"),
        ("se cae", "memory"),
        ("cors", "uploads"),
        ("fallo el despliegue", "health"),
        ("falló la compilación", "pnpm"),
        ("cola atascada", "jobs"),
        ("contraseña", "session"),
        ("falta una variable", "asked"),
        ("demasiadas conexiones", "connections"),
        ("pgvector", "vector"),
    ]);
    choose_language(None);
}

/// Steps stay in the history when the language changes.
#[test]
fn steps_are_told_in_the_language_in_which_they_are_shown() {
    let peso = SecondCurrency::new("COP", "4000.5".parse().unwrap(), "").unwrap();
    let (_, price, _) = all_prices(default_list()).swap_remove(0);
    let size = "1500.5".parse().unwrap();
    let steps = [
        (
            steps::step_currency(peso.caption()),
            "Second currency: 1 USD is 4,000.5 COP.",
            "Segunda moneda: 1 USD equivale a 4.000,5 COP.",
        ),
        (
            steps::step_saving(titles::workspace_title("Hobby", "Pro")),
            "Saved: Workspace on Hobby instead of Pro",
            "Ahorrado: Espacio de trabajo en Hobby en lugar de Pro",
        ),
        (
            steps::step_assumptions(Set::Published.name()),
            "Assumptions: Published minimums",
            "Supuestos: Mínimos publicados",
        ),
        (
            steps::step_price(price, money::later_unit(30.into())),
            "Service free, each instance a month: $30.00",
            "Servicio free, por instancia al mes: US$30,00",
        ),
        (
            steps::step_prices(default_list().said()),
            "Prices: Render, September 2026",
            "Precios: Render, septiembre de 2026",
        ),
        (
            steps::step_storage(money::later_number(size)),
            "Files: 1,500.5 GB",
            "Archivos: 1.500,5 GB",
        ),
        (
            steps::step_paying_today(money::later_usd(size)),
            "Paid today: $1,500.50 a month",
            "Pago actual: US$1.500,50 al mes",
        ),
        (Quantity::Gigabytes(size).text(), "1,500.5 GB", "1.500,5 GB"),
    ];
    let _alone = LANGUAGE.lock().unwrap();
    let shown = |step: fn(&(_, &'static str, &'static str)) -> &'static str| {
        for own in &steps {
            assert_eq!(own.0.to_string(), step(own));
        }
    };
    shown(|(_, english, _)| english);
    choose_language(Some(spanish()));
    shown(|(.., spanish)| spanish);
    choose_language(None);
}

/// A program that reads the costs need not know in which language somebody looked at them.
#[test]
fn costs_for_programs_are_the_same_in_every_language() {
    let workspace = Workspace::start();
    let own = workspace.on_screen().unwrap();
    let json = || {
        let analysis = analyse(own, workspace.money.prices.list());
        Output::CostsJson.text(&Handover::of(&analysis, &own.settings, &workspace.money), "")
    };
    let _alone = LANGUAGE.lock().unwrap();
    let english = json();
    choose_language(Some(spanish()));
    let spanish = json();
    choose_language(None);
    assert_eq!(english, spanish);
}
