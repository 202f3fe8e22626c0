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

use super::money::Prices;
use super::rollout::Rollout;
use super::save::{self, SavedScenario};
use super::scenario::Scenario;
use crate::price::own::OwnList;
use crate::words::{Message, plan as words};
use crate::yaml::Tree;
use preset::SharedPreset;

/// The form that is written, and the newest that is read. A later one keeps reading the earlier. Version 2 knows the
/// price list and the language, version 3 how long cron jobs run.
const VERSION: u32 = 3;

/// Most characters of a fragment that is made: what mail and chat programs leave whole.
pub const MAX_LINK: usize = 8_000;

/// Most characters of a fragment that is opened.
const MAX_OPENED: usize = 64 * 1024;

/// Most bytes that a fragment may unfold to.
const MAX_UNFOLDED: usize = 1024 * 1024;

/// Most characters of the code of a language.
const MAX_LANGUAGE: usize = 12;

/// The fragment of a shared plan, and what was kept back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What follows the `#` of the address.
    pub fragment: String,
    /// The variables whose values did not go along: `service: KEY`.
    pub withheld: Vec<String>,
}

/// What a link holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The scenario. Its id means nothing.
    pub scenario: Scenario,
    /// With which prices it was seen; none where the link does not say, or names a list that is not here.
    pub prices: Option<Prices>,
    /// The price list that it names and that is not here.
    pub unknown_prices: Option<String>,
    /// The code of the language in which it was seen.
    pub language: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedPlan {
    link: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// The id of a list that ships.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prices: Option<String>,
    /// What a list of one's own changes, as its own file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own_prices: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    preset: Option<SharedPreset>,
    scenario: SavedScenario,
}

/// Makes a link to a scenario as it is seen: with these prices, and in the language with this code.
///
/// # Errors
/// In words, where its text cannot be read, so that its secrets cannot be told from the rest; and where the plan is
/// too long for an address.
pub fn link(scenario: &Scenario, prices: &Prices, language: &str) -> Result<Link, Message> {
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
    let damaged = |reason: String| words::link_damaged(reason);
    let (prices, own_prices) = match prices {
        Prices::Own(own) => {
            let changed = own.changes_to_yaml();
            (None, Some(changed.map_err(|error| damaged(error.to_string()))?))
        }
        shipped => (Some(shipped.list().id.to_string()), None),
    };
    let plan = SharedPlan {
        link: VERSION,
        language: Some(language.to_owned()),
        prices,
        own_prices,
        preset,
        scenario: save::saved(&own),
    };
    let plan = serde_yaml::to_string(&plan).map_err(|error| damaged(error.to_string()))?;
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

/// What is in a link.
///
/// # Errors
/// In words, where the link is damaged, made by a newer Plano, or holds more than a plan may.
pub fn open(fragment: &str) -> Result<Shared, Message> {
    if fragment.len() > MAX_OPENED {
        let most = MAX_OPENED.to_string();
        return Err(words::link_too_much(fragment.len().to_string(), most));
    }
    let plan = fragment::unfold(fragment, MAX_UNFOLDED)?;
    let plan = read(&plan)?;
    let mut scenario =
        save::restored(plan.scenario).map_err(|reason| words::link_damaged(reason.to_string()))?;
    if let Some(preset) = plan.preset {
        scenario.text = preset.text()?;
    }
    if scenario.settings.on_render {
        scenario.settings.original = Some(Arc::clone(&scenario.text));
    }
    let known = |id: &String| Prices::shipped(id);
    let prices = match plan.own_prices {
        Some(text) => {
            let own = OwnList::from_yaml(&text).map_err(|error| words::link_damaged(error.to_string()))?;
            Some(Prices::own(own))
        }
        None => plan.prices.as_ref().and_then(known),
    };
    Ok(Shared {
        scenario,
        unknown_prices: plan.prices.filter(|_| prices.is_none()),
        prices,
        language: plan.language.filter(|code| is_code(code)),
    })
}

/// Whether a text may be the code of a language.
fn is_code(text: &str) -> bool {
    let sign = |sign: u8| sign.is_ascii_alphanumeric() || sign == b'-';
    text.len() <= MAX_LANGUAGE && text.bytes().all(sign)
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
