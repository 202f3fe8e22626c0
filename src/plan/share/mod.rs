//! A plan in the fragment of an address, which no server is sent: one scenario with its numbers, compressed.
//!
//! Values of variables that look secret never go along, and neither do the texts that were opened or downloaded.
//! What a link holds is checked like a file of somebody else: bounded, and never run into a panic.

mod fragment;
mod preset;
pub mod qr;
mod secrets;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::rollout::Rollout;
use super::save::{self, SavedScenario};
use super::scenario::Scenario;
use crate::words::{Message, plan as words};
use crate::yaml::Tree;
use preset::SharedPreset;

/// The form that is written, and the newest that is read. A later one keeps reading the earlier.
const VERSION: u32 = 1;

/// Most characters of a fragment that is made: what mail and chat programs leave whole.
pub const MAX_LINK: usize = 8_000;

/// Most characters of a fragment that is opened.
const MAX_OPENED: usize = 64 * 1024;

/// Most bytes that a fragment may unfold to.
const MAX_UNFOLDED: usize = 1024 * 1024;

/// The fragment of a shared plan, and what was kept back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What follows the `#` of the address.
    pub fragment: String,
    /// The variables whose values did not go along: `service: KEY`.
    pub withheld: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedPlan {
    link: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    preset: Option<SharedPreset>,
    scenario: SavedScenario,
}

/// Makes a link to a scenario.
///
/// # Errors
/// In words, where its text cannot be read, so that its secrets cannot be told from the rest; and where the plan is
/// too long for an address.
pub fn link(scenario: &Scenario) -> Result<Link, Message> {
    let (text, withheld) = secrets::withhold(&scenario.text)?;
    let mut own = Scenario::clone(scenario);
    own.settings.original = None;
    own.settings.downloaded = None;
    own.settings.before_disk = None;
    // Who does what is for those who have the plan itself.
    own.settings.rollout = Rollout::default();
    let preset = SharedPreset::nearest(&text);
    own.text = match preset {
        Some(_) => "".into(),
        None => Arc::clone(&text),
    };
    let plan = SharedPlan {
        link: VERSION,
        preset,
        scenario: save::saved(&own),
    };
    let plan = serde_yaml::to_string(&plan).map_err(|error| words::link_damaged(error.to_string()))?;
    let fragment = fragment::fold(&plan);
    if fragment.len() > MAX_LINK {
        let most = MAX_LINK.to_string();
        return Err(words::link_too_long(fragment.len().to_string(), most));
    }
    Ok(Link { fragment, withheld })
}

/// Whether a fragment means to be a shared plan.
pub fn is_link(fragment: &str) -> bool {
    fragment::is_plan(fragment)
}

/// The scenario in a link. Its id means nothing.
///
/// # Errors
/// In words, where the link is damaged, made by a newer Plano, or holds more than a plan may.
pub fn open(fragment: &str) -> Result<Scenario, Message> {
    if fragment.len() > MAX_OPENED {
        let most = MAX_OPENED.to_string();
        return Err(words::link_too_long(fragment.len().to_string(), most));
    }
    let plan = fragment::unfold(fragment, MAX_UNFOLDED)?;
    let plan = read(&plan)?;
    let preset = plan.preset;
    let mut scenario =
        save::restored(plan.scenario).map_err(|reason| words::link_damaged(reason.to_string()))?;
    if let Some(preset) = preset {
        scenario.text = preset.text()?;
    }
    if scenario.settings.on_render {
        scenario.settings.original = Some(Arc::clone(&scenario.text));
    }
    Ok(scenario)
}

fn read(plan: &str) -> Result<SharedPlan, Message> {
    // Aliases could unfold to more than there is memory for; a link that was made here has none.
    let (tree, error) = Tree::parse(plan);
    if error.is_some() || tree.aliases().next().is_some() {
        return Err(words::link_broken());
    }
    #[derive(Deserialize)]
    struct Version {
        link: u32,
    }
    let damaged = |error: serde_yaml::Error| words::link_damaged(error.to_string());
    let Version { link } = serde_yaml::from_str(plan).map_err(damaged)?;
    if link > VERSION {
        return Err(words::link_newer());
    }
    serde_yaml::from_str(plan).map_err(damaged)
}

#[cfg(test)]
mod tests;
