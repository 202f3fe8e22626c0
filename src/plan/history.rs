//! Undo and redo over everything that a workspace holds.
//!
//! A step keeps what turns the workspace back: the reverse edit of a text, the numbers before, or the
//! list of scenarios before. Turning back a change yields the change that makes it again. What was downloaded is
//! no part of a step, and stays as it is.

use std::sync::Arc;

use super::money::Money;
use super::scenario::{Scenario, ScenarioId, Settings, Workspace};
use super::splice;
use crate::words::Message;
use crate::yaml::edit::{TextEdit, apply};

use Far::{Ahead, Behind};

/// Most bytes that all steps together keep, those that can be undone and those that can be made again.
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
        settings: Option<Box<Settings>>,
    },
    List {
        scenarios: Vec<Arc<Scenario>>,
        active: ScenarioId,
        money: Money,
        /// Another workspace took the place of this one. Scenarios of one id are not the same one then.
        whole: bool,
    },
}

impl History {
    /// Makes a step: the workspace becomes `next`. Answers whether a step was noted; none is where nothing changes.
    pub fn record(&mut self, workspace: &mut Workspace, next: Workspace, name: Message) -> bool {
        let change = reverse(workspace, &next);
        self.note(workspace, next, name, change)
    }

    /// Makes a step that puts another workspace in the place of this one.
    pub fn replace(&mut self, workspace: &mut Workspace, next: Workspace, name: Message) {
        let change = (*workspace != next).then(|| whole(workspace));
        self.note(workspace, next, name, change);
    }

    fn note(
        &mut self,
        workspace: &mut Workspace,
        next: Workspace,
        name: Message,
        change: Option<Change>,
    ) -> bool {
        let is_noted = change.is_some();
        if let Some(change) = change {
            self.redo.clear();
            self.undo.push(Step { name, change });
        }
        *workspace = next;
        self.forget(Behind, workspace);
        is_noted
    }

    /// Makes the last step go on to `next`, so that both are undone at once. Answers whether there still is such a
    /// step: where `next` is what was there before it, it is gone.
    pub fn amend(&mut self, workspace: &mut Workspace, next: Workspace, name: Message) -> bool {
        if let Some(step) = self.undo.pop() {
            make(workspace, &step.change);
        }
        self.record(workspace, next, name)
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

    /// All steps by name in the order in which they were made, and how many of them are done.
    pub fn steps(&self) -> (Vec<&Message>, usize) {
        let steps = self.undo.iter().chain(self.redo.iter().rev());
        (steps.map(|step| &step.name).collect(), self.undo.len())
    }

    /// Undoes or makes steps again until this many are done; answers the name of the last one.
    pub fn jump(&mut self, workspace: &mut Workspace, to: usize) -> Option<Message> {
        let mut name = None;
        while self.undo.len() != to {
            let turned = if self.undo.len() > to {
                turn(&mut self.undo, &mut self.redo, workspace)
            } else {
                turn(&mut self.redo, &mut self.undo, workspace)
            };
            if turned.is_none() {
                break;
            }
            name = turned;
        }
        self.forget(Ahead, workspace);
        name
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
        let name = turn(&mut self.undo, &mut self.redo, workspace);
        self.forget(Ahead, workspace);
        name
    }

    /// Makes the last undone step again; answers its name.
    pub fn redo(&mut self, workspace: &mut Workspace) -> Option<Message> {
        let name = turn(&mut self.redo, &mut self.undo, workspace);
        self.forget(Behind, workspace);
        name
    }

    /// Keeps the steps within their bytes, those next to the present first. What is far goes: the oldest while one
    /// goes on, the newest while one goes back.
    fn forget(&mut self, first: Far, workspace: &Workspace) {
        let mut kept = Kept::beside(workspace);
        let (mut undo, mut redo) = (0, 0);
        let mut keep = |steps: &[Step], count: &mut usize| {
            let near = steps.iter().rev();
            *count = near.take_while(|step| kept.takes(step)).count();
        };
        match first {
            Ahead => {
                keep(&self.undo, &mut undo);
                keep(&self.redo, &mut redo);
            }
            Behind => {
                keep(&self.redo, &mut redo);
                keep(&self.undo, &mut undo);
            }
        }
        self.undo.drain(..self.undo.len() - undo);
        self.redo.drain(..self.redo.len() - redo);
    }
}

/// Which steps are the first to be forgotten.
#[derive(Clone, Copy)]
enum Far {
    /// Those that could be undone.
    Behind,
    /// Those that could be made again.
    Ahead,
}
/// Counts what steps keep. A text that several of them share, or that the workspace has anyway, counts once.
struct Kept {
    bytes: usize,
    /// Where the texts are that are counted, in order.
    shared: Vec<*const u8>,
}

impl Kept {
    fn beside(workspace: &Workspace) -> Self {
        let mut kept = Self {
            bytes: 0,
            shared: Vec::new(),
        };
        workspace
            .scenarios
            .iter()
            .for_each(|scenario| kept.scenario(scenario));
        kept.bytes = 0;
        kept
    }

    /// Counts a step; answers whether it still finds room.
    fn takes(&mut self, step: &Step) -> bool {
        self.bytes += size_of::<Step>();
        match &step.change {
            Change::Scenario { text, settings, .. } => {
                self.bytes += text.as_ref().map_or(0, |edit| edit.text.len());
                settings.iter().for_each(|settings| self.settings(settings));
            }
            Change::List { scenarios, .. } => scenarios.iter().for_each(|scenario| self.scenario(scenario)),
        }
        self.bytes <= MAX_BYTES
    }

    fn scenario(&mut self, scenario: &Scenario) {
        self.text(&scenario.text);
        self.settings(&scenario.settings);
    }

    fn settings(&mut self, settings: &Settings) {
        let ticked = settings.ticked.iter().map(|key| size_of::<String>() + key.len());
        self.bytes += settings.name.len() + settings.workspace.len() + ticked.sum::<usize>();
        let disk = settings
            .before_disk
            .iter()
            .flat_map(|switch| [&switch.before, &switch.after]);
        let texts = settings.original.iter().chain(&settings.downloaded);
        disk.chain(texts).for_each(|text| self.text(text));
    }

    fn text(&mut self, text: &Arc<str>) {
        if let Err(place) = self.shared.binary_search(&text.as_ptr()) {
            self.shared.insert(place, text.as_ptr());
            self.bytes += text.len();
        }
    }
}

/// Takes the last step from one stack, makes its change and puts the reverse on the other.
fn turn(from: &mut Vec<Step>, to: &mut Vec<Step>, workspace: &mut Workspace) -> Option<Message> {
    let step = from.pop()?;
    let before = workspace.clone();
    make(workspace, &step.change);
    let reverse = match step.change {
        Change::List { whole: true, .. } => Some(whole(&before)),
        _ => reverse(&before, workspace),
    };
    if let Some(change) = reverse {
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
            money,
            whole,
        } => {
            let scenarios = scenarios.iter().map(|scenario| {
                if *whole {
                    return Arc::clone(scenario);
                }
                let own = workspace.scenario(scenario.id);
                let downloaded = own.map_or(&scenario.settings.downloaded, |own| &own.settings.downloaded);
                if *downloaded == scenario.settings.downloaded {
                    return Arc::clone(scenario);
                }
                let mut scenario = Scenario::clone(scenario);
                scenario.settings.downloaded.clone_from(downloaded);
                Arc::new(scenario)
            });
            *workspace = Workspace {
                scenarios: scenarios.collect(),
                active: *active,
                money: money.clone(),
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
                let downloaded = scenario.settings.downloaded.take();
                scenario.settings.clone_from(settings);
                scenario.settings.downloaded = downloaded;
            }
            workspace.replace(scenario);
            workspace.active = *id;
        }
    }
}

/// What turns `after` back into `before`; none where only the scenario on screen differs.
fn reverse(before: &Workspace, after: &Workspace) -> Option<Change> {
    let same_list = before.money == after.money
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
            settings: (left.settings != right.settings).then(|| Box::new(left.settings.clone())),
        }),
        _ => Some(Change::List {
            scenarios: before.scenarios.clone(),
            active: before.active,
            money: before.money.clone(),
            whole: false,
        }),
    }
}

/// What puts a workspace back as it is.
fn whole(workspace: &Workspace) -> Change {
    Change::List {
        scenarios: workspace.scenarios.clone(),
        active: workspace.active,
        money: workspace.money.clone(),
        whole: true,
    }
}
