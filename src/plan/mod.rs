//! What a user works on: scenarios, their analysis, and the history of steps.
//!
//! Must not know Leptos or the browser.

mod analysis;
mod history;
pub mod mau;
mod preset;
mod changed_lines;
mod scenario;
mod session;
mod splice;

pub use analysis::{Analysis, analyse};
pub use history::{History, Step};
pub use preset::{PRESETS, Preset};
pub use changed_lines::{ChangedLine, changed_lines};
pub use session::{LastChange, Session};
pub use scenario::{Scenario, ScenarioId, Settings, Workspace};

#[cfg(test)]
mod tests;
