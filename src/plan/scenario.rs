//! Scenarios: a Blueprint's text with the numbers that no Blueprint can hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::money::Money;
use super::preset::PRESETS;
use super::rollout::Rollout;
use crate::cost::{CronMinutes, Meter, OutsideService, Usage};
use crate::demand::{Roles, Workload};

/// Names a scenario for as long as the workspace lives; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScenarioId(pub u32);

/// One plan: a text and its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its identity.
    pub id: ScenarioId,
    /// The Blueprint.
    pub text: Arc<str>,
    /// The numbers.
    pub settings: Settings,
}

/// What belongs to a scenario beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What it is called.
    pub name: String,
    /// Monthly active users.
    pub mau: u32,
    /// Workspace plan, by id.
    pub workspace: String,
    /// GB on object storage.
    pub object_storage_gb: Option<Decimal>,
    /// Services of others that it uses, and what they cost a month in US dollars; none if nobody has said.
    pub outside: BTreeMap<OutsideService, Option<Decimal>>,
    /// What is priced by the unit and counted: so much a month as typed in; none where it follows from the users.
    pub metered: BTreeMap<Meter, Option<Decimal>>,
    /// What a unit costs, US dollars, as typed in.
    pub unit_prices: BTreeMap<Meter, Decimal>,
    /// Minutes that cron jobs run a month.
    pub cron_minutes: CronMinutes,
    /// What is assumed of the users.
    pub workload: Workload,
    /// What a resource does for the application, by its name, where the guess is not right.
    pub roles: Roles,
    /// What is done on the checklist: `owner/KEY`.
    pub ticked: BTreeSet<String>,
    /// How far its run books are.
    pub rollout: Rollout,
    /// How the files were kept before they came onto a disk.
    pub before_disk: Option<Arc<BeforeDisk>>,
    /// Its resources run on Render already.
    pub on_render: bool,
    /// The text as it was opened, or when the scenario was marked as running on Render.
    pub original: Option<Arc<str>>,
    /// The text as it was last downloaded.
    pub downloaded: Option<Arc<str>>,
}

/// What it takes to go back from a disk to object storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeDisk {
    /// The text before.
    pub before: Arc<str>,
    /// The text just after.
    pub after: Arc<str>,
    /// GB on object storage before.
    pub object_storage_gb: Option<Decimal>,
}

impl Settings {
    /// What runs on Render, for the checks of what changes; none where nothing does.
    pub fn running(&self) -> Option<&Arc<str>> {
        self.original.as_ref().filter(|_| self.on_render)
    }

    /// Says of a resource under a new name what is said of it under the old one: its role and its minutes. What the
    /// old name has stays: it may be that of another resource, and of the text that this one is compared with.
    pub(super) fn follow_name(&mut self, from: &str, to: &str) {
        match self.roles.get(from).copied() {
            Some(role) => self.roles.insert(to.to_owned(), role),
            None => self.roles.remove(to),
        };
        self.cron_minutes.set(to, self.cron_minutes.get(from));
    }

    /// The same for what is ticked. Where the resource runs on Render, nothing is: under another name it is made there
    /// anew.
    pub(super) fn follow_ticks(&mut self, from: &str, to: &str) {
        let of = |tick: &str, name: &str| Some(tick.strip_prefix(name)?.strip_prefix('/')?.to_owned());
        let done: Vec<String> = self.ticked.iter().filter_map(|tick| of(tick, from)).collect();
        self.ticked.retain(|tick| of(tick, to).is_none());
        if !self.on_render {
            self.ticked.extend(done.iter().map(|key| format!("{to}/{key}")));
        }
    }

    /// The usage that a bill is made with, without what follows from the number of users.
    pub fn usage(&self) -> Usage {
        Usage {
            workspace: Some(self.workspace.clone()),
            object_storage_gb: self.object_storage_gb,
            outside: self
                .outside
                .iter()
                .map(|(service, sum)| (*service, *sum))
                .collect(),
            metered: self
                .metered
                .iter()
                .filter_map(|(meter, amount)| Some((*meter, (*amount)?)))
                .collect(),
            unit_prices: self.unit_prices.clone(),
            cron_minutes: self.cron_minutes.clone(),
            ..Usage::default()
        }
    }
}

/// All scenarios, and the one on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// In the order of their tabs.
    pub scenarios: Vec<Arc<Scenario>>,
    /// The one on screen.
    pub active: ScenarioId,
    /// With what they are priced.
    pub money: Money,
}

impl Workspace {
    /// The GP Bikes scenarios, with Production on screen.
    pub fn start() -> Self {
        let scenarios = (1..).zip(&PRESETS).map(|(id, preset)| {
            Arc::new(Scenario {
                id: ScenarioId(id),
                text: preset.text.into(),
                settings: preset.settings(),
            })
        });
        Self {
            scenarios: scenarios.collect(),
            active: ScenarioId(2),
            money: Money::default(),
        }
    }

    /// A scenario.
    pub fn scenario(&self, id: ScenarioId) -> Option<&Arc<Scenario>> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// The scenario on screen; the first, should it be gone.
    pub fn on_screen(&self) -> Option<&Arc<Scenario>> {
        self.scenario(self.active).or_else(|| self.scenarios.first())
    }

    pub(super) fn replace(&mut self, scenario: Scenario) {
        if let Some(place) = self.scenarios.iter_mut().find(|place| place.id == scenario.id) {
            *place = Arc::new(scenario);
        }
    }
}
