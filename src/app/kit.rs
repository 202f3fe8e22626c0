//! What the page loads with the tabs Kit and Rollout, or with all files: templates, run books, and their views.
//!
//! The build moves all code that only [`split`] reaches into a file of its own, as with `later.rs`. Holds unsafe
//! code, which the attribute writes.
#![allow(unsafe_code)]

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::later::Loading;
use super::results;
use super::store::Store;
use crate::envvars::Checklist;
use crate::kit::KitFile;
use crate::plan::{Analysis, Settings};

/// The entries into the code that comes with the kit.
#[derive(Clone, Copy)]
pub(super) struct Kit {
    /// The files of a plan.
    pub files: fn(&Analysis, &Settings, &Checklist) -> Vec<KitFile>,
    /// The tab with the files.
    pub files_view: fn(Store) -> AnyView,
    /// The tab with run books and troubleshooting.
    pub rollout_view: fn(Store) -> AnyView,
}

#[wasm_split(kit, fallible)]
fn split() -> Result<Kit, SplitLoaderError> {
    Ok(Kit {
        files: Analysis::kit,
        files_view: results::kit_files,
        rollout_view: results::rollout,
    })
}

/// Loads it, or tries so again; none where it does not come.
pub(super) async fn load(store: Store) -> Option<Kit> {
    let state = store.here_now()?.kit;
    if let Loading::Here(kit) = state.get_untracked() {
        return Some(kit);
    }
    state.set(Loading::Waiting);
    let loaded = split().await;
    state.set(match &loaded {
        Ok(kit) => Loading::Here(*kit),
        Err(_) => Loading::Failed,
    });
    loaded.ok()
}
