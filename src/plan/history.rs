//! Undo and redo over everything that a workspace holds.
//!
//! A step keeps what turns the workspace back: the reverse edit of a text, the numbers before, or the
//! list of scenarios before. Turning back a change yields the change that makes it again.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::scenario::{Scenario, ScenarioId, Settings, Workspace};
use super::splice;
use crate::words::Message;
use crate::yaml::edit::{TextEdit, apply};

/// Most bytes that the steps together keep.
const MAX_BYTES: usize = 20 * 1024 * 1024;

/// The steps that can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// One step by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What was done.
    pub name: Message,
    change: Change,
}

#[derive(Clone, Debug, PartialEq)]
enum Change {
    Scenario {
        id: ScenarioId,
        text: Option<TextEdit>,
        settings: Option<Settings>,
    },
    List {
        scenarios: Vec<Arc<Scenario>>,
        active: ScenarioId,
        paying_today: Option<Decimal>,
    },
}

impl History {
    /// Makes a step: the workspace becomes `next`. Nothing is noted where nothing changes.
    pub fn record(&mut self, workspace: &mut Workspace, next: Workspace, name: Message) {
        if let Some(change) = reverse(workspace, &next) {
            self.redo.clear();
            self.undo.push(Step { name, change });
            self.forget_oldest();
        }
        *workspace = next;
    }

    /// Makes the last step go on to `next`, so that both are undone at once.
    pub fn amend(&mut self, workspace: &mut Workspace, next: Workspace, name: Message) {
        if let Some(step) = self.undo.pop() {
            make(workspace, &step.change);
        }
        self.record(workspace, next, name);
    }

    /// The largest scenario id that any step names.
    pub(super) fn newest_id(&self) -> Option<ScenarioId> {
        let steps = self.undo.iter().chain(&self.redo);
        let ids = steps.flat_map(|step| match &step.change {
            Change::Scenario { id, .. } => vec![*id],
            Change::List { scenarios, .. } => scenarios.iter().map(|scenario| scenario.id).collect(),
        });
        ids.max()
    }

    /// The name of the step that would be undone.
    pub fn next_undo(&self) -> Option<&Message> {
        self.undo.last().map(|step| &step.name)
    }

    /// The name of the step that would be redone.
    pub fn next_redo(&self) -> Option<&Message> {
        self.redo.last().map(|step| &step.name)
    }

    /// Undoes the last step; answers its name.
    pub fn undo(&mut self, workspace: &mut Workspace) -> Option<Message> {
        turn(&mut self.undo, &mut self.redo, workspace)
    }

    /// Makes the last undone step again; answers its name.
    pub fn redo(&mut self, workspace: &mut Workspace) -> Option<Message> {
        turn(&mut self.redo, &mut self.undo, workspace)
    }

    fn forget_oldest(&mut self) {
        let mut bytes: usize = self.undo.iter().map(Step::bytes).sum();
        let mut forgotten = 0;
        while bytes > MAX_BYTES
            && let Some(step) = self.undo.get(forgotten)
        {
            bytes -= step.bytes();
            forgotten += 1;
        }
        self.undo.drain(..forgotten);
    }
}

impl Step {
    fn bytes(&self) -> usize {
        let kept = match &self.change {
            Change::Scenario { text, .. } => text.as_ref().map_or(0, |edit| edit.text.len()),
            Change::List { scenarios, .. } => scenarios.iter().map(|scenario| scenario.text.len()).sum(),
        };
        size_of::<Self>() + kept
    }
}

/// Takes the last step from one stack, makes its change and puts the reverse on the other.
fn turn(from: &mut Vec<Step>, to: &mut Vec<Step>, workspace: &mut Workspace) -> Option<Message> {
    let step = from.pop()?;
    let before = workspace.clone();
    make(workspace, &step.change);
    if let Some(change) = reverse(&before, workspace) {
        to.push(Step {
            name: step.name.clone(),
            change,
        });
    }
    Some(step.name)
}

fn make(workspace: &mut Workspace, change: &Change) {
    match change {
        Change::List {
            scenarios,
            active,
            paying_today,
        } => {
            *workspace = Workspace {
                scenarios: scenarios.clone(),
                active: *active,
                paying_today: *paying_today,
            };
        }
        Change::Scenario { id, text, settings } => {
            let Some(mut scenario) = workspace.scenario(*id).map(|scenario| Scenario::clone(scenario)) else {
                return;
            };
            if let Some(edit) = text {
                scenario.text = apply(&scenario.text, std::slice::from_ref(edit)).into();
            }
            if let Some(settings) = settings {
                scenario.settings = settings.clone();
            }
            workspace.replace(scenario);
            workspace.active = *id;
        }
    }
}

/// What turns `after` back into `before`; none where only the scenario on screen differs.
fn reverse(before: &Workspace, after: &Workspace) -> Option<Change> {
    let same_list = before.paying_today == after.paying_today
        && before.scenarios.len() == after.scenarios.len()
        && before
            .scenarios
            .iter()
            .zip(&after.scenarios)
            .all(|(left, right)| left.id == right.id);
    let pairs = || before.scenarios.iter().zip(&after.scenarios);
    let mut changed = pairs().filter(|(left, right)| !Arc::ptr_eq(left, right) && left != right);
    match (same_list, changed.next(), changed.next()) {
        (true, None, _) => None,
        (true, Some((left, right)), None) => Some(Change::Scenario {
            id: left.id,
            text: (left.text != right.text).then(|| splice::between(&right.text, &left.text)),
            settings: (left.settings != right.settings).then(|| left.settings.clone()),
        }),
        _ => Some(Change::List {
            scenarios: before.scenarios.clone(),
            active: before.active,
            paying_today: before.paying_today,
        }),
    }
}
