//! What a user works on: scenarios, their analysis, and the history of steps.
//!
//! Must not know Leptos or the browser.

pub mod ahead;
mod analysis;
mod changed_lines;
mod demanded;
pub mod diff;
pub mod files;
mod history;
mod kit;
pub mod mau;
mod merge;
mod money;
pub mod months;
pub mod open;
pub mod output;
pub mod place;
mod preset;
pub mod report;
mod rollout;
pub mod save;
mod scenario;
mod session;
pub mod share;
mod splice;
mod typing;

pub use analysis::{Analysis, analyse};
pub use changed_lines::{ChangedLine, changed_lines};
pub use demanded::Demanded;
pub use history::{History, Step};
pub use money::{Money, Prices};
pub use preset::{PRESETS, Preset};
pub use rollout::{Mark, Rollout};
pub use scenario::{BeforeDisk, Scenario, ScenarioId, Settings, Workspace};
pub use session::{LastChange, Session};
pub use typing::{Typed, typed};

#[cfg(test)]
mod tests;
