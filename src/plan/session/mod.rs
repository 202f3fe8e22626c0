//! A workspace at work: every action of a user as one named step, with what it changed.

mod keeping_files;
mod scenarios;

use std::sync::Arc;

use super::files;
use super::history::History;
use super::money::Money;
use super::scenario::{Scenario, Settings, Workspace};
use crate::blueprint::edit::{Edit, EditError};
use crate::blueprint::{AnyResource, Blueprint};
use crate::words::{Message, plan as words};
use crate::yaml::Tree;
use crate::yaml::edit::{TextEdit, apply};

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
    /// Steps of one `gesture` that follow each other are one: a number that is typed digit by digit. Steps
    /// without a gesture, `""`, stand for themselves.
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
        if let Some(edited) = files::make(tree, edits)? {
            self.change(name, gesture, |scenario| {
                scenario.text = edited.shared_text();
                edits
                    .iter()
                    .for_each(|edit| follow(tree, edit, &mut scenario.settings));
            });
        }
        Ok(())
    }

    /// The same for a single edit of a field or of instances, which the page needs before the code for all others
    /// is there.
    ///
    /// # Errors
    /// Where the edit is refused; nothing is changed then.
    pub fn edit_field(
        &mut self,
        tree: &Tree,
        edit: &Edit,
        name: Message,
        gesture: &str,
    ) -> Result<(), EditError> {
        let text = edit.apply_to_field(tree)?.tree.shared_text();
        self.change(name, gesture, |scenario| scenario.text = text);
        Ok(())
    }

    /// Puts another text in the place of the one on screen, as one step: what a fix made of it.
    pub fn replace_text(&mut self, text: Arc<str>, name: Message) {
        self.change(name, "", |scenario| scenario.text = text);
    }

    /// Makes changes that were typed in the text, sorted and not overlapping, as one step; with `continues`
    /// together with the typing before it. Answers whether the text has the places that they name: where it
    /// has not, nothing is changed.
    pub fn type_text(&mut self, edits: &[TextEdit], continues: bool) -> bool {
        let Some(own) = self.on_screen() else {
            return false;
        };
        if !fit(&own.text, edits) {
            return false;
        }
        let text: Arc<str> = apply(&own.text, edits).into();
        if !continues {
            self.end_gesture();
        }
        self.change(words::step_text(), TYPING, |scenario| scenario.text = text);
        true
    }

    /// Says whether the resources of the scenario on screen run on Render. One that was not opened, such as a
    /// preset, runs there as it is now.
    pub fn set_on_render(&mut self, on_render: bool, name: Message) {
        self.change(name, "", |scenario| {
            let settings = &mut scenario.settings;
            settings.on_render = on_render;
            if on_render && settings.original.is_none() {
                settings.original = Some(Arc::clone(&scenario.text));
            }
        });
        self.end_gesture();
    }

    /// Notes that the text on screen was downloaded. No step: undoing changes nothing of it.
    pub fn downloaded(&mut self) {
        let Some(own) = self.on_screen() else {
            return;
        };
        let mut scenario = Scenario::clone(own);
        scenario.settings.downloaded = Some(Arc::clone(&scenario.text));
        self.workspace.replace(scenario);
    }

    /// Changes the numbers of the scenario on screen.
    pub fn set(&mut self, name: Message, gesture: &str, change: impl FnOnce(&mut Settings)) {
        self.change(name, gesture, |scenario| change(&mut scenario.settings));
    }

    /// Changes with what all scenarios are priced. Steps of one `gesture` that follow each other are one.
    pub fn set_money(&mut self, name: Message, gesture: &str, change: impl FnOnce(&mut Money)) {
        let mut next = self.workspace.clone();
        change(&mut next.money);
        let is_noted = if !gesture.is_empty() && self.gesture.as_deref() == Some(gesture) {
            self.history.amend(&mut self.workspace, next, name)
        } else {
            self.step(next, name)
        };
        self.gesture = is_noted.then(|| gesture.to_owned());
    }

    /// Makes edits and changes numbers of the scenario on screen as one step: advice that is followed. `tree` is that
    /// scenario's.
    ///
    /// # Errors
    /// The first edit that is refused; nothing is changed then.
    pub fn follow(
        &mut self,
        tree: &Tree,
        edits: &[Edit],
        name: Message,
        change: impl FnOnce(&mut Settings),
    ) -> Result<(), EditError> {
        let edited = files::make(tree, edits)?;
        self.change(name, "", |scenario| {
            if let Some(edited) = edited {
                scenario.text = edited.shared_text();
            }
            change(&mut scenario.settings);
        });
        self.end_gesture();
        Ok(())
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
        let continues = !gesture.is_empty() && self.gesture.as_deref() == Some(gesture);
        let is_noted = if continues {
            self.history.amend(&mut self.workspace, next, name.clone())
        } else {
            self.history.record(&mut self.workspace, next, name.clone())
        };
        let first = self
            .last_change
            .take()
            .filter(|_| continues)
            .map(|last| last.before);
        self.last_change = Some(LastChange {
            name,
            before: first.unwrap_or(before),
        });
        // Back where it began, the gesture has no step that could go on.
        self.gesture = is_noted.then(|| gesture.to_owned());
    }

    /// The steps by name, the oldest first, those that were undone at the end; and how many are done.
    pub fn steps(&self) -> (Vec<&Message>, usize) {
        self.history.steps()
    }

    /// Undoes or makes steps again until this many are done.
    pub fn jump(&mut self, to: usize) {
        self.travel(|history, workspace| history.jump(workspace, to));
    }

    /// Undoes the last step; answers its name.
    pub fn undo(&mut self) -> Option<Message> {
        self.travel(History::undo)
    }

    /// Makes the last undone step again; answers its name.
    pub fn redo(&mut self) -> Option<Message> {
        self.travel(History::redo)
    }

    fn travel(
        &mut self,
        travel: impl FnOnce(&mut History, &mut Workspace) -> Option<Message>,
    ) -> Option<Message> {
        let before = self.workspace.clone();
        let name = travel(&mut self.history, &mut self.workspace)?;
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

    fn step(&mut self, next: Workspace, name: Message) -> bool {
        self.last_change = None;
        self.gesture = None;
        self.history.record(&mut self.workspace, next, name)
    }
}

/// What is said of a resource follows when it is renamed, and holds for its copy.
fn follow(tree: &Tree, edit: &Edit, settings: &mut Settings) {
    let (path, to, is_same) = match edit {
        Edit::Rename { resource, to } => (resource, to, true),
        Edit::Duplicate { resource, name } => (resource, name, false),
        _ => return,
    };
    let blueprint = Blueprint::part(tree, path);
    let Some(found) = blueprint.at(path) else {
        return;
    };
    let from = found.resource().name;
    if !matches!(found, AnyResource::Group(_)) {
        settings.follow_name(from, to);
    }
    // Databases have nothing to tick.
    if is_same && !matches!(found, AnyResource::Database(_)) {
        settings.follow_ticks(from, to);
    }
}

/// The gesture of typing in the text.
const TYPING: &str = "typing";

/// Whether edits stand in a text, one after the other.
fn fit(text: &str, edits: &[TextEdit]) -> bool {
    let mut at = 0;
    edits.iter().all(|edit| {
        let (start, end) = (edit.span.start, edit.span.end);
        let fits = at <= start && text.get(start..end).is_some();
        at = end;
        fits
    })
}
