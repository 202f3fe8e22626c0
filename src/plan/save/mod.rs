//! A workspace as text and back: YAML with a version. Undo history is not kept.
//!
//! Version 2 knows what runs on Render and what was downloaded; version 3 what is assumed of the users, the price
//! list and a second currency; version 4 how far the run books are; version 5 how long cron jobs run. A text of an
//! earlier version is one of a later without these.

mod demand;
mod money;
mod rollout;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::mau;
use super::scenario::{BeforeDisk, Scenario, ScenarioId, Settings, Workspace};
use crate::cost::{CronMinutes, OutsideService};
use crate::demand::{Roles, Workload};
use crate::price::plans;
use crate::words::{Message, plan as words};
use crate::yaml::{Lines, has_aliases};
use demand::SavedDemand;
use money::SavedMoney;
use rollout::SavedRollout;

/// The version that is written, and the newest that is read.
const VERSION: u32 = 5;

/// How an outside service without a price is written.
const UNPRICED: &str = "unpriced";

/// Why saved text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(Message);

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[derive(Deserialize)]
struct Version {
    plano: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedWorkspace {
    plano: u32,
    active: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paying_today: Option<String>,
    #[serde(default, skip_serializing_if = "SavedMoney::is_empty")]
    money: SavedMoney,
    scenarios: Vec<SavedScenario>,
}

/// A scenario as it is saved, and shared.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedScenario {
    id: u32,
    name: String,
    mau: u32,
    workspace: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    object_storage_gb: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    outside: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "SavedDemand::is_empty")]
    demand: SavedDemand,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    ticked: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "SavedRollout::is_empty")]
    rollout: SavedRollout,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before_disk: Option<SavedBeforeDisk>,
    #[serde(default, skip_serializing_if = "is_false")]
    on_render: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    original: Option<SavedText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    downloaded: Option<SavedText>,
    blueprint: String,
}

/// A text that is often the same as another one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
struct SavedText {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    same_as: Option<Same>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// The text that it is the same as.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Same {
    Blueprint,
    Original,
}

fn is_false(value: &bool) -> bool {
    !value
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedBeforeDisk {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    object_storage_gb: Option<String>,
    before: String,
    after: String,
}

/// A workspace as text.
///
/// # Errors
/// The writer's words; none is known that a workspace can cause.
pub fn encode(workspace: &Workspace) -> Result<String, Unreadable> {
    let saved = SavedWorkspace {
        plano: VERSION,
        active: workspace.active.0,
        paying_today: workspace.money.paying_today.map(|sum| sum.to_string()),
        money: SavedMoney::of(&workspace.money)?,
        scenarios: workspace
            .scenarios
            .iter()
            .map(|scenario| saved(scenario))
            .collect(),
    };
    serde_yaml::to_string(&saved).map_err(damaged)
}

pub(super) fn saved(scenario: &Scenario) -> SavedScenario {
    let settings = &scenario.settings;
    let blueprint = (Some(&scenario.text), Same::Blueprint);
    let original = (settings.original.as_ref(), Same::Original);
    let sum = |sum: &Option<Decimal>| sum.map_or_else(|| UNPRICED.to_owned(), |sum| sum.to_string());
    SavedScenario {
        id: scenario.id.0,
        name: settings.name.clone(),
        mau: settings.mau,
        workspace: settings.workspace.clone(),
        object_storage_gb: settings.object_storage_gb.map(|size| size.to_string()),
        outside: settings
            .outside
            .iter()
            .map(|(service, amount)| (service.id().to_owned(), sum(amount)))
            .collect(),
        demand: SavedDemand::of(settings),
        ticked: settings.ticked.clone(),
        rollout: SavedRollout::of(&settings.rollout),
        before_disk: settings.before_disk.as_ref().map(|switch| SavedBeforeDisk {
            object_storage_gb: switch.object_storage_gb.map(|size| size.to_string()),
            before: switch.before.to_string(),
            after: switch.after.to_string(),
        }),
        on_render: settings.on_render,
        original: settings
            .original
            .as_ref()
            .map(|text| saved_text(text, [blueprint])),
        downloaded: settings
            .downloaded
            .as_ref()
            .map(|text| saved_text(text, [blueprint, original])),
        blueprint: scenario.text.to_string(),
    }
}

/// A text, or which of the others it is.
fn saved_text<const N: usize>(text: &Arc<str>, others: [(Option<&Arc<str>>, Same); N]) -> SavedText {
    let same = others.into_iter().find(|(other, _)| *other == Some(text));
    match same {
        Some((_, same)) => SavedText {
            same_as: Some(same),
            text: None,
        },
        None => SavedText {
            same_as: None,
            text: Some(text.to_string()),
        },
    }
}

/// The text that was saved; shared with the one that it is the same as.
fn restored_text(
    saved: Option<SavedText>,
    blueprint: &Arc<str>,
    original: Option<&Arc<str>>,
) -> Option<Arc<str>> {
    let saved = saved?;
    match saved.same_as {
        Some(Same::Blueprint) => Some(Arc::clone(blueprint)),
        Some(Same::Original) => original.cloned(),
        None => saved.text.map(Arc::from),
    }
}

/// Whether a text means to be a saved workspace, and not a Blueprint.
pub fn is_plan_file(text: &str) -> bool {
    text.lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .is_some_and(|line| line.starts_with("plano:"))
}

/// The workspace in a saved text.
///
/// # Errors
/// What is wrong with the text, with its line or its value.
pub fn decode(text: &str) -> Result<Workspace, Unreadable> {
    // What is written here has no aliases, and those of somebody else could take all memory.
    match has_aliases(text) {
        Ok(false) => {}
        Ok(true) => return Err(Unreadable(words::saved_aliases())),
        Err(error) => {
            let line = Lines::new(text).line_of(error.span.start) + 1;
            return Err(Unreadable(words::saved_unread(line.to_string())));
        }
    }
    let version: Version = serde_yaml::from_str(text).map_err(damaged)?;
    if version.plano > VERSION {
        return Err(Unreadable(words::saved_newer(
            version.plano.to_string(),
            VERSION.to_string(),
        )));
    }
    let saved: SavedWorkspace = serde_yaml::from_str(text).map_err(damaged)?;
    let scenarios: Vec<Arc<Scenario>> = saved
        .scenarios
        .into_iter()
        .map(|scenario| restored(scenario).map(Arc::new))
        .collect::<Result<_, _>>()?;
    let ids: BTreeSet<ScenarioId> = scenarios.iter().map(|scenario| scenario.id).collect();
    if scenarios.is_empty() {
        return Err(Unreadable(words::saved_empty()));
    }
    if ids.len() < scenarios.len() {
        return Err(Unreadable(words::saved_twice()));
    }
    Ok(Workspace {
        scenarios,
        active: ScenarioId(saved.active),
        money: saved.money.restored(saved.paying_today)?,
    })
}

pub(super) fn restored(saved: SavedScenario) -> Result<Scenario, Unreadable> {
    let mut outside = BTreeMap::new();
    for (id, sum) in saved.outside {
        let service = OutsideService::ALL.into_iter().find(|service| service.id() == id);
        let service = service.ok_or_else(|| bad(&id))?;
        outside.insert(service, if sum == UNPRICED { None } else { amount(Some(sum))? });
    }
    let before_disk = match saved.before_disk {
        Some(switch) => Some(Arc::new(BeforeDisk {
            before: switch.before.into(),
            after: switch.after.into(),
            object_storage_gb: amount(switch.object_storage_gb)?,
        })),
        None => None,
    };
    if plans::workspace(&saved.workspace).is_none() {
        return Err(bad(&saved.workspace));
    }
    let text: Arc<str> = saved.blueprint.into();
    let original = restored_text(saved.original, &text, None);
    let downloaded = restored_text(saved.downloaded, &text, original.as_ref());
    let mut settings = Settings {
        name: saved.name,
        mau: saved.mau.clamp(mau::MIN, mau::MAX),
        workspace: saved.workspace,
        object_storage_gb: amount(saved.object_storage_gb)?,
        outside,
        metered: BTreeMap::new(),
        unit_prices: BTreeMap::new(),
        cron_minutes: CronMinutes::default(),
        workload: Workload::default(),
        roles: Roles::new(),
        ticked: saved.ticked,
        rollout: saved.rollout.restored()?,
        before_disk,
        on_render: saved.on_render,
        original,
        downloaded,
    };
    saved.demand.put_into(&mut settings)?;
    Ok(Scenario {
        id: ScenarioId(saved.id),
        text,
        settings,
    })
}

/// Largest amount that any field takes.
const MOST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

fn amount(text: Option<String>) -> Result<Option<Decimal>, Unreadable> {
    let Some(text) = text else {
        return Ok(None);
    };
    let amount = text.parse::<Decimal>().ok();
    let amount = amount.filter(|amount| (Decimal::ZERO..=MOST).contains(amount));
    amount.map(Some).ok_or_else(|| bad(&text))
}

fn bad(value: &str) -> Unreadable {
    Unreadable(words::saved_bad(value))
}

fn damaged(error: serde_yaml::Error) -> Unreadable {
    Unreadable(words::saved_damaged(error.to_string()))
}
