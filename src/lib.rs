//! Plano: plan a deployment on Render from the text of its `render.yaml`.
//!
//! The text is the truth. It is parsed into a tree with spans ([`yaml`]), seen as services, databases
//! and groups ([`blueprint`]), checked ([`check`]), priced ([`cost`]), sized for a number of users ([`demand`]) and turned into a checklist
//! ([`envvars`]); a control of the page or a call of the command is a semantic edit that becomes a few
//! text edits. Each module uses only those listed above it; everything above `browser` is pure.
//! `ARCHITECTURE.md` holds the map and the invariants.

#[cfg(feature = "web")]
pub mod app;
pub mod assist;
pub mod blueprint;
#[cfg(feature = "web")]
pub mod browser;
pub mod catalogue;
pub mod chart;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod cost;
pub mod demand;
pub mod envvars;
pub mod kit;
pub mod plan;
pub mod price;
pub mod savings;
pub mod spec;
pub mod table;
pub mod topology;
pub mod words;
pub mod yaml;
