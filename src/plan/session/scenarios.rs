//! The scenarios of a session: added, opened, copied, renamed, deleted, chosen.

use std::sync::Arc;

use super::Session;
use crate::plan::money::Prices;
use crate::plan::open;
use crate::plan::scenario::{Scenario, ScenarioId, Settings, Workspace};
use crate::plan::share::Shared;
use crate::words::{Message, plan as words};

impl Session {
    /// Puts a scenario on screen.
    pub fn select(&mut self, id: ScenarioId) {
        if self.workspace.scenario(id).is_some() && self.workspace.active != id {
            self.workspace.active = id;
            self.gesture = None;
        }
    }

    /// Adds a scenario behind the others and puts it on screen.
    pub fn add(&mut self, text: &str, settings: Settings) {
        self.add_named(text.into(), settings, words::step_add_scenario, None);
    }

    /// Adds what somebody shared behind the others and puts it on screen. Where it was seen with other prices, these
    /// hold for all scenarios from now on; all of it is one step.
    pub fn add_shared(&mut self, shared: &Shared) {
        let Shared { scenario, prices, .. } = shared;
        let (text, settings) = (Arc::clone(&scenario.text), scenario.settings.clone());
        self.add_named(text, settings, words::step_add_scenario, *prices);
    }

    fn add_named(
        &mut self,
        text: Arc<str>,
        mut settings: Settings,
        name: fn(String) -> Message,
        prices: Option<Prices>,
    ) {
        settings.name = self.free_name(&settings.name);
        let name = name(settings.name.clone());
        let newest = self
            .workspace
            .scenarios
            .iter()
            .map(|scenario| scenario.id)
            .chain([self.newest()])
            .max();
        let id = ScenarioId(newest.map_or(1, |id| id.0 + 1));
        let mut next = self.workspace.clone();
        next.scenarios.push(Arc::new(Scenario { id, text, settings }));
        next.active = id;
        if let Some(prices) = prices {
            next.money.prices = prices;
        }
        self.step(next, name);
    }

    /// Opens a file as a scenario behind the others and puts it on screen. The text is its original, whether or not
    /// it runs on Render; a Blueprint to begin with has none and is added instead.
    pub fn open(&mut self, name: &str, text: Arc<str>, on_render: bool) {
        let settings = open::settings(name, &text, on_render);
        self.add_named(text, settings, words::step_open_scenario, None);
    }

    /// Puts a whole workspace in the place of this one, as one step.
    pub fn open_workspace(&mut self, workspace: Workspace) {
        self.last_change = None;
        self.gesture = None;
        self.history
            .replace(&mut self.workspace, workspace, words::step_open_plan());
    }

    /// Adds a copy of the scenario on screen and shows it.
    pub fn duplicate(&mut self) {
        let Some(own) = self.on_screen().cloned() else {
            return;
        };
        let mut settings = own.settings.clone();
        settings.name = words::scenario_copy(settings.name.as_str()).to_string();
        self.add_named(Arc::clone(&own.text), settings, words::step_add_scenario, None);
    }

    /// Gives the scenario on screen another name; a name of blanks is no name.
    pub fn rename(&mut self, to: &str) {
        let Some(own) = self.on_screen().cloned() else {
            return;
        };
        let to = to.trim();
        if !to.is_empty() && to != own.settings.name {
            let name = words::step_rename_scenario(own.settings.name.as_str(), to);
            self.set(name, "", |settings| settings.name = to.to_owned());
            self.end_gesture();
        }
    }

    /// Deletes the scenario on screen, unless it is the only one.
    pub fn delete(&mut self) {
        let Some(own) = self.on_screen().cloned() else {
            return;
        };
        if self.workspace.scenarios.len() < 2 {
            return;
        }
        let mut next = self.workspace.clone();
        let at = next
            .scenarios
            .iter()
            .position(|scenario| scenario.id == own.id)
            .unwrap_or_default();
        next.scenarios.retain(|scenario| scenario.id != own.id);
        next.active = next
            .scenarios
            .get(at.saturating_sub(1))
            .map_or(own.id, |scenario| scenario.id);
        self.step(next, words::step_remove_scenario(own.settings.name.as_str()));
    }

    /// The newest id that was ever given, so that an undone scenario's id is not given again.
    fn newest(&self) -> ScenarioId {
        self.history.newest_id().unwrap_or(ScenarioId(0))
    }

    fn free_name(&self, wish: &str) -> String {
        let taken = |name: &str| {
            self.workspace
                .scenarios
                .iter()
                .any(|scenario| scenario.settings.name == name)
        };
        let numbered = (2..).map(|number| format!("{wish} {number}"));
        std::iter::once(wish.to_owned())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or_else(|| wish.to_owned())
    }
}
