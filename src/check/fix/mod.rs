//! What mends a diagnostic: changes of the tree with a name, tried and compared before they are shown.
//!
//! Where there is one right answer the fix is safe, and may be made with all others at once; where there are
//! several, each is a choice. A fix is offered only where it can be planned: not inside what an anchor
//! shares, not where a tag or a `? key` makes the place unclear.

mod all;
pub(super) mod mend;
pub(super) mod variable;

pub use all::{Fixed, fix_safe};

use crate::blueprint::Blueprint;
use crate::blueprint::edit::{Edit, EditError};
use crate::words::Message;
use crate::yaml::Tree;
use crate::yaml::edit::{Change, edit};

/// One way to mend a diagnostic.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does.
    pub title: Message,
    /// It is the one right answer, and changes nothing that works.
    pub safe: bool,
    steps: Vec<Step>,
}

/// Changes that are made at once; places are those of the tree before them.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Edit(Edit),
    Changes(Vec<Change>),
}

impl Fix {
    /// The one right answer, as an edit.
    pub(super) fn edit(title: Message, edit: Edit) -> Self {
        Self {
            title,
            safe: true,
            steps: vec![Step::Edit(edit)],
        }
    }

    /// The one right answer, as plain changes.
    pub(super) fn changes(title: Message, changes: Vec<Change>) -> Self {
        Self {
            title,
            safe: true,
            steps: vec![Step::Changes(changes)],
        }
    }

    /// The same as one of several answers.
    pub(super) fn choice(self) -> Self {
        Self { safe: false, ..self }
    }

    /// The same under another name.
    pub(super) fn titled(self, title: Message) -> Self {
        Self { title, ..self }
    }

    /// Further changes after these.
    pub(super) fn then(mut self, changes: Vec<Change>) -> Self {
        self.steps.push(Step::Changes(changes));
        self
    }

    /// A further edit after these.
    pub(super) fn then_edit(mut self, edit: Edit) -> Self {
        self.steps.push(Step::Edit(edit));
        self
    }

    /// The changes of a fix of one step; none where there are more, or where the step is refused.
    fn only_step(&self, blueprint: &Blueprint<'_>) -> Option<Vec<Change>> {
        match self.steps.as_slice() {
            [Step::Edit(edit)] => edit.changes(blueprint).ok(),
            [Step::Changes(changes)] => Some(changes.clone()),
            _ => None,
        }
    }

    /// The tree after the fix.
    ///
    /// # Errors
    /// An [`EditError`] where a change is refused; nothing is changed then.
    pub fn apply(&self, tree: &Tree) -> Result<Tree, EditError> {
        let mut fixed: Option<Tree> = None;
        for step in &self.steps {
            let before = fixed.as_ref().unwrap_or(tree);
            fixed = Some(match step {
                Step::Edit(edit) => edit.apply(before)?.tree,
                Step::Changes(changes) => edit(before, changes)?.tree,
            });
        }
        fixed.ok_or_else(|| crate::yaml::edit::Refusal::NoTree.into())
    }
}
