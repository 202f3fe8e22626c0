//! Every operation on every service, database and group of every real Blueprint and preset, and of its variants.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use libtest_mimic::{Failed, Trial};

use crate::check::{blueprints, preset_files};
use crate::edits::NOT_YAML;
use crate::proof::{Known, Tally, download, prove, variants};

/// Trials that share the files, so that all cores work.
const SHARDS: usize = 8;

/// What is not edited in the real files.
const REFUSED: &[Known] = &[
    Known {
        file: "065__4444J99__life-my--midst--in__infra-render.yaml",
        reason: "unclear",
        count: 405,
        why: "`services` stands twice, and readers differ in which one counts",
    },
    Known {
        file: "065__4444J99__life-my--midst--in__infra-render.yaml",
        reason: "not read by another reader",
        count: 5,
        why: "the same: that reader takes no repeated keys",
    },
];

static DONE: AtomicUsize = AtomicUsize::new(0);
static TALLY: Mutex<Option<Tally>> = Mutex::new(None);

pub(crate) fn trials() -> Vec<Trial> {
    let shards = (0..SHARDS).map(|shard| {
        let name = format!("lossless::every_operation_changes_only_what_it_means_{shard}");
        Trial::test(name, move || operations(shard))
    });
    let download = Trial::test("lossless::files_come_back_as_they_were_opened", downloads);
    shards.chain([download]).collect()
}

fn downloads() -> Result<(), Failed> {
    for (name, text) in blueprints()? {
        for (variant, text) in variants::of(&text) {
            download::comes_back(&text).map_err(|what| format!("{name}, {variant}: {what}"))?;
        }
    }
    Ok(())
}

fn operations(shard: usize) -> Result<(), Failed> {
    let mut tally = Tally::default();
    let mut wrong = Vec::new();
    let files = blueprints()?.into_iter().chain(preset_files()?);
    let files = files.filter(|(name, _)| name != NOT_YAML);
    for (name, text) in files.skip(shard).step_by(SHARDS) {
        for (variant, text) in variants::of(&text) {
            wrong.extend(prove(&name, variant, &text, &mut tally).err());
        }
    }
    wrong.extend(tally.holds_only(REFUSED).err());
    let mut all = TALLY.lock().map_err(|_| "another trial broke off")?;
    let all = all.get_or_insert_default();
    all.add(tally);
    if DONE.fetch_add(1, Ordering::SeqCst) + 1 == SHARDS {
        println!("{all}");
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n").into())
    }
}
