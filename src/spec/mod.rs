//! Render's Blueprint format as one table: the kinds of objects, their fields, shapes and rules.
//!
//! The facts stand in `data/`, each with its source; the build script turns them into statics, so a kind
//! refers to another by reference. [`ROOT`] is the file itself; everything is reached from there.
//!
//! Two things are kept apart throughout: what the published JSON Schema says (`shape`, `required`,
//! `closed`, constraints with [`sources::J`]) and what only the documentation says (everything else). A
//! reference test compares the first part with the schema, both ways.
//!
//! This layer must not know trees, prices or the words that a user reads; it only names the key of each
//! field's line of help.

mod lookup;
mod table;

pub use lookup::{choices, env_var_form, kind, kinds, kinds_with, service_kind};
pub use table::*;

include!(concat!(env!("OUT_DIR"), "/spec.rs"));

#[cfg(test)]
mod tests;
