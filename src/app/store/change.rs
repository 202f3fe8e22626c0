//! What changes the session: each as a step, or not at all and the reason said.

use leptos::prelude::*;

use super::{LONG, Store, behind_next_paint};
use crate::app::editing::Stage;
use crate::blueprint::edit::{Edit, EditError};
use crate::plan::files::Kept;
use crate::plan::{ScenarioId, Session, Settings};
use crate::words::{Message, page, plan as words};
use crate::yaml::edit::Refusal;
use crate::yaml::{Path, Tree};

impl Store {
    /// Changes the session in a way that cannot be refused.
    pub fn update(self, change: impl FnOnce(&mut Session)) {
        self.read_now();
        self.notice.set(None);
        self.taking.set(None);
        let before = self.text();
        self.session.update_untracked(change);
        let after = self.text();
        if after.len() > LONG && before != after {
            self.behind.set(true);
            behind_next_paint(move || self.catch_up());
        }
        self.session.notify();
    }

    /// Checks a long text that has come on screen, once its editor is drawn, if that is under way.
    fn catch_up(self) {
        let is_coming = self.stage.get_untracked() == Stage::Coming;
        behind_next_paint(move || {
            if is_coming {
                self.catch_up();
            } else {
                self.behind.set(false);
            }
        });
    }

    /// Makes some edits of the Blueprint on screen as one step; says why, if they are refused.
    pub fn edit(self, edits: &[Edit], name: Message, gesture: &str) {
        self.try_change(|session, tree| session.edit(tree, edits, name, gesture));
    }

    /// The same for an edit of a field or of instances.
    pub fn edit_field(self, edit: &Edit, name: Message, gesture: &str) {
        self.try_change(|session, tree| session.edit_field(tree, edit, name, gesture));
    }

    /// Brings the files onto a disk or onto object storage; says why, if that is refused.
    pub fn keep_files(self, kept: Kept) {
        self.try_change(|session, tree| session.keep_files(tree, kept));
    }

    /// Makes edits and changes numbers of the scenario on screen as one step, as advised; says why, if that is refused.
    pub fn follow(self, edits: &[Edit], name: Message, change: impl FnOnce(&mut Settings)) {
        self.try_change(|session, tree| session.follow(tree, edits, name, change));
    }

    fn try_change(self, change: impl FnOnce(&mut Session, &Tree) -> Result<(), EditError>) {
        // What the control shows is of the text before what was typed.
        let was_typing = self.typing.get_untracked();
        self.read_now();
        self.taking.set(None);
        let mut refusal = None;
        self.session.update(|session| {
            let made = self.reading.with_untracked(|shown| match shown.error {
                Some(_) => Err(Refusal::NoTree.into()),
                None if was_typing => Err(EditError::Invalid(page::results_read_anew())),
                None => change(session, &shown.tree),
            });
            refusal = made.err().map(|error| error.to_string());
        });
        if refusal.is_some() {
            self.refusals.update(|count| *count += 1);
        }
        self.notice.set(refusal);
    }

    /// Sets a field of a resource, or clears it where the value is empty.
    pub fn set_field(self, resource: &Path, field: &str, value: String) {
        let name = self.resource_name(resource);
        let gesture = format!("{resource}.{field}");
        let (edit, step) = if value.is_empty() {
            (
                Edit::Clear {
                    resource: resource.clone(),
                    field: field.to_owned(),
                },
                words::step_clear(name, field),
            )
        } else {
            let step = words::step_set(name, field, value.as_str());
            (
                Edit::Set {
                    resource: resource.clone(),
                    field: field.to_owned(),
                    value,
                },
                step,
            )
        };
        self.edit_field(&edit, step, &gesture);
    }

    /// Changes the numbers beside the Blueprint.
    pub fn set(self, name: Message, gesture: &str, change: impl FnOnce(&mut Settings)) {
        self.update(|session| session.set(name, gesture, change));
    }

    /// Ends a gesture, so that the next step stands for itself.
    pub fn end_gesture(self) {
        self.session.update_untracked(Session::end_gesture);
    }

    /// Puts a scenario on screen.
    pub fn select(self, id: ScenarioId) {
        self.update(|session| session.select(id));
    }

    /// Undoes the last step and says so.
    pub fn undo(self) {
        self.travel(Session::undo, page::status_undone);
    }

    /// Makes the last undone step again and says so.
    pub fn redo(self) {
        self.travel(Session::redo, page::status_redone);
    }

    fn travel(self, travel: fn(&mut Session) -> Option<Message>, said: fn(Message) -> Message) {
        self.read_now();
        self.taking.set(None);
        let mut name = None;
        self.session.update(|session| name = travel(session));
        self.notice.set(name.map(|name| said(name).plain()));
    }

    /// Notes that the text on screen was downloaded.
    pub fn note_download(self) {
        self.session.update(Session::downloaded);
    }

    /// Goes back or on to the state after so many steps.
    pub fn jump(self, to: usize) {
        self.update(|session| session.jump(to));
    }
}
