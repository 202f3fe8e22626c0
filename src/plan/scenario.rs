//! Scenarios: a Blueprint's text with the numbers that no Blueprint can hold.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::preset::PRESETS;
use crate::cost::Usage;

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
    /// Monitoring, US dollars a month.
    pub monitoring: Option<Decimal>,
}

impl Settings {
    /// The usage that a bill is made with.
    pub fn usage(&self) -> Usage {
        Usage {
            workspace: Some(self.workspace.clone()),
            object_storage_gb: self.object_storage_gb,
            monitoring: self.monitoring,
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
