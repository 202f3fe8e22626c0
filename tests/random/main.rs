//! Links, saved states and files that nobody wrote: none may panic, take much memory, or replace a plan by half.
//!
//! `cargo test` tries a few thousand, `scripts/fuzz` a million: PLANO_RANDOM says how many. The same number tries the
//! same ones. Prints how many of each kind were opened.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says why"
)]

#[path = "../bench/counting.rs"]
mod counting;
mod hostile;
mod mutate;
mod seeds;
mod source;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use plano::plan::open::text_of;
use plano::plan::{Session, Workspace, analyse, save, share};

use mutate::Kind;
use seeds::Seeds;
use source::Source;

#[global_allocator]
static ALLOCATOR: counting::Counting = counting::Counting;

/// Most bytes that reading one of them may take beside what is open, and that it may leave behind.
const MOST_BYTES: usize = 100_000_000;

/// How long one may take. Far more than one does, since the machine may be busy.
const MOST_TIME: Duration = Duration::from_secs(10);

/// How many accepted plans of a hundred are priced, sized and saved again; the others were only opened.
const LOOKED_AT: usize = 15;

fn amount() -> usize {
    let wished = std::env::var("PLANO_RANDOM").ok();
    wished.map_or(10_000, |amount| amount.parse().unwrap())
}

/// What became of one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Became {
    Refused,
    Opened,
}

/// What became of those of one kind.
#[derive(Clone, Copy, Default)]
struct Tally {
    tried: usize,
    opened: usize,
    most_bytes: usize,
    longest: Duration,
}

#[test]
fn whatever_comes_opens_whole_or_not_at_all() {
    let seeds = Seeds::new();
    let kinds = Kind::all();
    let mut tallies = vec![Tally::default(); kinds.len()];
    let start = Instant::now();
    let amount = amount();
    for number in 0..amount {
        let at = number % kinds.len();
        let mut source = Source::new(number as u64);
        let what = kinds[at].make(&seeds, &mut source);
        let began = Instant::now();
        let (ended, most) = counting::peak_of(|| {
            catch_unwind(AssertUnwindSafe(|| match kinds[at] {
                Kind::Link(_) => open_link(&what, &mut source),
                Kind::File(_) => open_file(&what, &mut source),
            }))
        });
        let told = || {
            let shown: String = String::from_utf8_lossy(&what).chars().take(4_000).collect();
            format!("number {number}, {:?}: {shown}", kinds[at])
        };
        let became = ended.unwrap_or_else(|_| panic!("a panic at {}", told()));
        let took = began.elapsed();
        assert!(most <= MOST_BYTES, "{most} bytes for {}", told());
        assert!(took <= MOST_TIME, "{took:?} for {}", told());
        let tally = &mut tallies[at];
        tally.tried += 1;
        tally.opened += usize::from(became == Became::Opened);
        tally.most_bytes = tally.most_bytes.max(most);
        tally.longest = tally.longest.max(took);
    }
    println!(
        "{:32} {:>8} {:>8} {:>9} {:>11}",
        "kind", "tried", "opened", "most, MB", "longest, ms"
    );
    for (kind, tally) in kinds.iter().zip(&tallies) {
        println!(
            "{:32} {:8} {:8} {:9.2} {:11.1}",
            kind.name(),
            tally.tried,
            tally.opened,
            tally.most_bytes as f64 / 1e6,
            tally.longest.as_secs_f64() * 1e3
        );
    }
    println!(
        "{amount} in {:.0} s; {:.1} MB are in use at the end",
        start.elapsed().as_secs_f64(),
        counting::used() as f64 / 1e6
    );
    for (kind, tally) in kinds.iter().zip(&tallies) {
        let opens = tally.opened * 100 >= tally.tried;
        assert!(
            amount < 5_000 || opens || !kind.opens_some(),
            "too few of `{}` open to prove anything",
            kind.name()
        );
    }
}

/// The plan that is open when one comes.
fn session() -> Session {
    Session::new(Workspace::start())
}

fn open_link(fragment: &[u8], source: &mut Source) -> Became {
    let fragment = String::from_utf8_lossy(fragment);
    let mut session = session();
    let before = session.workspace().clone();
    let shared = match share::open(&fragment) {
        Ok(shared) => shared,
        Err(reason) => {
            assert!(!reason.to_string().is_empty());
            return Became::Refused;
        }
    };
    session.add_shared(&shared);
    let after = session.workspace();
    let (added, kept) = after.scenarios.split_last().unwrap();
    assert_eq!(kept.len(), before.scenarios.len());
    assert!(
        kept.iter()
            .zip(&before.scenarios)
            .all(|(now, then)| Arc::ptr_eq(now, then))
    );
    assert_eq!(added.text, shared.scenario.text);
    let mut named = shared.scenario.settings.clone();
    named.name.clone_from(&added.settings.name);
    assert_eq!(added.settings, named);
    assert!(added.settings.name.starts_with(&shared.scenario.settings.name));
    assert_eq!(after.on_screen().map(|own| own.id), Some(added.id));
    let prices = shared.prices.unwrap_or(before.money.prices);
    assert_eq!(after.money.prices, prices);
    look_at(&session, source);
    session.undo();
    assert_eq!(session.workspace(), &before);
    Became::Opened
}

/// As the page opens a file, and what its browser has kept.
fn open_file(bytes: &[u8], source: &mut Source) -> Became {
    let mut session = session();
    let before = session.workspace().clone();
    let Ok(text) = text_of("plano.yaml", bytes.to_vec()) else {
        return Became::Refused;
    };
    match save::decode(&text) {
        Ok(workspace) => {
            session.open_workspace(workspace.clone());
            assert_eq!(session.workspace(), &workspace);
            assert!(session.on_screen().is_some());
            look_at(&session, source);
            session.undo();
            assert_eq!(session.workspace(), &before);
            Became::Opened
        }
        Err(reason) => {
            assert!(!reason.to_string().is_empty());
            // What is no saved plan may be a Blueprint, which is opened beside the others.
            if !save::is_plan_file(&text) && source.percent() < LOOKED_AT {
                session.open("render.yaml", Arc::clone(&text), true);
                let scenarios = &session.workspace().scenarios;
                assert_eq!(scenarios.len(), before.scenarios.len() + 1);
                assert_eq!(scenarios.last().unwrap().text, text);
            } else {
                assert_eq!(session.workspace(), &before);
            }
            Became::Refused
        }
    }
}

/// Prices, sizes and checks what is on screen, and saves all of it: what was opened can be used.
fn look_at(session: &Session, source: &mut Source) {
    if source.percent() >= LOOKED_AT {
        return;
    }
    let workspace = session.workspace();
    let saved = save::encode(workspace).unwrap();
    let again = save::decode(&saved).unwrap_or_else(|reason| panic!("{reason}: {saved}"));
    assert_eq!(again.scenarios, workspace.scenarios);
    assert_eq!(again.money.prices.list(), workspace.money.prices.list());
    let own = session.on_screen().unwrap();
    let prices = workspace.money.prices.list();
    let analysis = analyse(own, prices);
    let demanded = analysis.demanded(&own.settings, prices);
    assert!(demanded.bill.total().min <= demanded.bill.total().max);
    assert!(!demanded.bill.total_text().is_empty());
    if source.percent() < LOOKED_AT {
        drop(analysis.forecast(&own.settings, prices).by_month());
        drop((analysis.check(), analysis.checklist()));
        if let Ok(link) = share::link(own, &workspace.money.prices, "en") {
            let shared = share::open(&link.fragment).unwrap();
            assert_eq!(shared.scenario.settings.name, own.settings.name);
        }
    }
}
