//! Files of the scenario on screen, brought from object storage onto a disk and back, as one step.

use std::sync::Arc;

use rust_decimal::prelude::ToPrimitive as _;

use super::Session;
use crate::blueprint::Blueprint;
use crate::blueprint::edit::EditError;
use crate::plan::files::{self, Kept};
use crate::plan::merge::merge;
use crate::plan::scenario::{BeforeDisk, Settings};
use crate::words::plan as words;
use crate::yaml::Tree;

impl Session {
    /// Brings the files of the scenario on screen onto a disk of its web service, or back onto object storage
    /// as they were there before. `tree` is that scenario's.
    ///
    /// # Errors
    /// The first edit that is refused; nothing is changed then.
    pub fn keep_files(&mut self, tree: &Tree, kept: Kept) -> Result<(), EditError> {
        let blueprint = Blueprint::of(tree);
        let (Some(own), Some(found)) = (self.on_screen().cloned(), files::files(&blueprint)) else {
            return Ok(());
        };
        if found.kept == kept {
            return Ok(());
        }
        let before = own.settings.before_disk.clone();
        let (text, name) = match kept {
            Kept::Disk => {
                let edits = files::to_disk(&blueprint, &found, disk_size(&own.settings));
                (
                    files::make(tree, &edits)?.map(|tree| tree.shared_text()),
                    words::step_to_disk(),
                )
            }
            Kept::ObjectStorage => {
                let text = match before.as_deref().and_then(|before| restored(&own.text, before)) {
                    Some(text) => Some(text),
                    None => {
                        let edits = files::to_object_storage(&blueprint, &found);
                        files::make(tree, &edits)?.map(|tree| tree.shared_text())
                    }
                };
                (text, words::step_to_object_storage())
            }
        };
        let Some(text) = text else {
            return Ok(());
        };
        self.change(name, "", |scenario| {
            let settings = &mut scenario.settings;
            match kept {
                Kept::Disk => {
                    settings.before_disk = Some(Arc::new(BeforeDisk {
                        before: own.text.clone(),
                        after: text.clone(),
                        object_storage_gb: settings.object_storage_gb.take(),
                    }));
                }
                Kept::ObjectStorage => {
                    settings.before_disk = None;
                    settings.object_storage_gb = before.and_then(|before| before.object_storage_gb);
                }
            }
            scenario.text = text;
        });
        self.end_gesture();
        Ok(())
    }
}

/// A disk for what is on object storage now.
fn disk_size(settings: &Settings) -> i64 {
    let stored = settings.object_storage_gb.and_then(|size| size.ceil().to_i64());
    stored.unwrap_or(0).max(files::LEAST_DISK_GB)
}

/// The text with the change to a disk taken back and all later changes kept; none where both touch.
fn restored(now: &str, switch: &BeforeDisk) -> Option<Arc<str>> {
    let text: Arc<str> = merge(&switch.after, now, &switch.before)?.into();
    let (tree, error) = Tree::parse(text.clone());
    let found = files::files(&Blueprint::of(&tree))?;
    (error.is_none() && found.kept == Kept::ObjectStorage).then_some(text)
}
