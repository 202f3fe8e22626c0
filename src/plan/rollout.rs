//! How far a plan's run books are: what is done, by whom and when.

use crate::kit::{self, Date, Progress, Runbook};

/// Most characters of a name.
const MOST_OF_NAME: usize = 80;

/// What is noted of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// It is done.
    pub done: bool,
    /// Who does it; empty where nobody is named.
    pub owner: String,
    /// When it was done, or is to be.
    pub date: Option<Date>,
}

/// How far the run books are. Marks of steps that no run book has, or has no more, are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollout {
    /// The day from which the reminders of the kit are counted.
    pub first_day: Option<Date>,
    /// Sorted by step; without those of which nothing is noted.
    marks: Vec<(String, Mark)>,
}

impl Rollout {
    /// What is noted of a step.
    pub fn mark(&self, step: &str) -> Option<&Mark> {
        let at = self.find(step).ok()?;
        self.marks.get(at).map(|(_, mark)| mark)
    }

    /// Whether a step is done.
    pub fn is_done(&self, step: &str) -> bool {
        self.mark(step).is_some_and(|mark| mark.done)
    }

    /// Everything that is noted, by step.
    pub fn marks(&self) -> impl Iterator<Item = (&str, &Mark)> {
        self.marks.iter().map(|(step, mark)| (step.as_str(), mark))
    }

    /// Notes something else of a step.
    pub fn change(&mut self, step: &str, change: impl FnOnce(&mut Mark)) {
        let found = self.find(step);
        let mut mark = self.mark(step).cloned().unwrap_or_default();
        change(&mut mark);
        let owner = mark.owner.trim_start().chars().filter(|next| !next.is_control());
        mark.owner = owner.take(MOST_OF_NAME).collect();
        let is_noted = mark != Mark::default();
        match (found, is_noted) {
            (Ok(at), true) => {
                if let Some((_, place)) = self.marks.get_mut(at) {
                    *place = mark;
                }
            }
            (Ok(at), false) => {
                self.marks.remove(at);
            }
            (Err(at), true) => self.marks.insert(at, (step.to_owned(), mark)),
            (Err(_), false) => {}
        }
    }

    fn find(&self, step: &str) -> Result<usize, usize> {
        self.marks.binary_search_by(|(own, _)| own.as_str().cmp(step))
    }

    /// How many steps of a run book are done.
    pub fn done(&self, book: &Runbook) -> usize {
        book.steps.iter().filter(|step| self.is_done(step.id)).count()
    }

    /// The run books as Markdown, with what is noted of each step.
    pub fn markdown(&self, books: &[Runbook]) -> String {
        kit::runbooks_markdown(books, |step| {
            let mark = self.mark(step.id).cloned().unwrap_or_default();
            let owner = mark.owner.trim().to_owned();
            let date = mark.date.map(|date| date.to_string()).unwrap_or_default();
            let note = [owner, date].into_iter().filter(|part| !part.is_empty());
            let note = note.collect::<Vec<_>>().join(", ");
            Progress {
                done: mark.done,
                note: (!note.is_empty()).then_some(note),
            }
        })
    }
}
