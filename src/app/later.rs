//! What the page loads once it stands: the checks, the checklist, and the views and files that are not on
//! screen at first.
//!
//! The build moves all code that only [`load`] reaches into a file of its own; see `scripts/wasm-bindgen`.
//! So a view belongs here when the first paint can do without it. Holds the crate's only unsafe code, which
//! the attribute writes.
#![allow(unsafe_code)]

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::results;
use super::store::{File, Store};
use crate::check::Report;
use crate::envvars::Checklist;
use crate::plan::Analysis;

/// The entries into the code that came later.
#[derive(Clone, Copy)]
pub(super) struct Later {
    pub check: fn(&Analysis) -> Report,
    pub checklist: fn(&Analysis) -> Checklist,
    /// The view of the tab that is open, other than the Blueprint.
    pub view: fn(Store) -> AnyView,
    /// The file that the open tab stands for, other than the Blueprint.
    pub file: fn(Store) -> File,
}

/// How far the loading is.
#[derive(Clone, Copy)]
pub(super) enum Loading {
    /// Not asked for yet, or under way.
    Waiting,
    /// It did not come, for want of a network for example.
    Failed,
    Here(Later),
}

/// Loads what comes later.
#[wasm_split(later, fallible)]
pub(super) fn load() -> Result<Later, SplitLoaderError> {
    Ok(Later {
        check: Analysis::check,
        checklist: Analysis::checklist,
        view: results::later_view,
        file: results::later_file,
    })
}
