//! A workspace at work: every action of a user as one named step, with what it changed.

use std::sync::Arc;

use super::history::History;
use super::scenario::{Scenario, ScenarioId, Settings, Workspace};
use crate::blueprint::edit::{Edit, EditError};
use crate::words::{Message, plan as words};
use crate::yaml::Tree;

/// The workspace, its history and the last change.
#[derive(Clone, Debug)]
pub struct Session {
    workspace: Workspace,
    history: History,
    last_change: Option<LastChange>,
    /// What the last step was about, while more of the same may follow.
    gesture: Option<String>,
}

/// What the last step changed.
#[derive(Clone, Debug, PartialEq)]
pub struct LastChange {
    /// Its name.
    pub name: Message,
    /// The scenario as it was before.
    pub before: Arc<Scenario>,
}

impl Session {
    /// Begins with a workspace.
    pub fn new(workspace: Workspace) -> Self {
        Self {
            workspace,
            history: History::default(),
            last_change: None,
            gesture: None,
        }
    }

    /// The scenarios.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The steps.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What the last step changed in a scenario; none after another scenario came on screen.
    pub fn last_change(&self) -> Option<&LastChange> {
        self.last_change
            .as_ref()
            .filter(|change| Some(change.before.id) == self.on_screen().map(|own| own.id))
    }

    /// The scenario on screen.
    pub fn on_screen(&self) -> Option<&Arc<Scenario>> {
        self.workspace.on_screen()
    }

    /// Makes some edits of the scenario on screen as one step. `tree` is that scenario's.
    ///
    /// Steps of one `gesture` that follow each other are one: a number that is typed digit by digit.
    ///
    /// # Errors
    /// The first edit that is refused; nothing is changed then.
    pub fn edit(
        &mut self,
        tree: &Tree,
        edits: &[Edit],
        name: Message,
        gesture: &str,
    ) -> Result<(), EditError> {
        let mut edited: Option<Tree> = None;
        for edit in edits {
            edited = Some(edit.apply(edited.as_ref().unwrap_or(tree))?.tree);
        }
        if let Some(edited) = edited {
            self.change(name, gesture, |scenario| scenario.text = edited.shared_text());
        }
        Ok(())
    }

    /// Changes the numbers of the scenario on screen.
    pub fn set(&mut self, name: Message, gesture: &str, change: impl FnOnce(&mut Settings)) {
        self.change(name, gesture, |scenario| change(&mut scenario.settings));
    }

    /// Ends a gesture: the next step stands for itself.
    pub fn end_gesture(&mut self) {
        self.gesture = None;
    }

    fn change(&mut self, name: Message, gesture: &str, change: impl FnOnce(&mut Scenario)) {
        let Some(before) = self.on_screen().cloned() else {
            return;
        };
        let mut after = Scenario::clone(&before);
        change(&mut after);
        if after == *before {
            return;
        }
        let mut next = self.workspace.clone();
        next.replace(after);
        let continues = self.gesture.as_deref() == Some(gesture);
        if continues {
            self.history.amend(&mut self.workspace, next, name.clone());
        } else {
            self.history.record(&mut self.workspace, next, name.clone());
        }
        let first = self
            .last_change
            .take()
            .filter(|_| continues)
            .map(|last| last.before);
        self.last_change = Some(LastChange {
            name,
            before: first.unwrap_or(before),
        });
        self.gesture = Some(gesture.to_owned());
    }

    /// Puts a scenario on screen.
    pub fn select(&mut self, id: ScenarioId) {
        if self.workspace.scenario(id).is_some() && self.workspace.active != id {
            self.workspace.active = id;
            self.gesture = None;
        }
    }

    /// Adds a scenario behind the others and puts it on screen.
    pub fn add(&mut self, text: &str, mut settings: Settings) {
        settings.name = self.free_name(&settings.name);
        let name = words::step_add_scenario(settings.name.as_str());
        let newest = self
            .workspace
            .scenarios
            .iter()
            .map(|scenario| scenario.id)
            .chain([self.newest()])
            .max();
        let id = ScenarioId(newest.map_or(1, |id| id.0 + 1));
        let mut next = self.workspace.clone();
        next.scenarios.push(Arc::new(Scenario {
            id,
            text: text.into(),
            settings,
        }));
        next.active = id;
        self.step(next, name);
    }

    /// Adds a copy of the scenario on screen and shows it.
    pub fn duplicate(&mut self) {
        let Some(own) = self.on_screen().cloned() else {
            return;
        };
        let mut settings = own.settings.clone();
        settings.name = words::scenario_copy(settings.name.as_str()).to_string();
        self.add(&own.text, settings);
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

    /// Undoes the last step; answers its name.
    pub fn undo(&mut self) -> Option<Message> {
        self.turn(History::undo)
    }

    /// Makes the last undone step again; answers its name.
    pub fn redo(&mut self) -> Option<Message> {
        self.turn(History::redo)
    }

    fn turn(&mut self, turn: fn(&mut History, &mut Workspace) -> Option<Message>) -> Option<Message> {
        let before = self.workspace.clone();
        let name = turn(&mut self.history, &mut self.workspace)?;
        self.gesture = None;
        let changed = before.scenarios.iter().find(|old| {
            self.workspace
                .scenario(old.id)
                .is_some_and(|new| !Arc::ptr_eq(new, old) && new != *old)
        });
        self.last_change = changed.map(|before| LastChange {
            name: name.clone(),
            before: before.clone(),
        });
        Some(name)
    }

    fn step(&mut self, next: Workspace, name: Message) {
        self.history.record(&mut self.workspace, next, name);
        self.last_change = None;
        self.gesture = None;
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
