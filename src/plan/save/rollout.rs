//! How far the run books are, in saved form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Unreadable, bad};
use crate::kit::Date;
use crate::plan::rollout::{Mark, Rollout};

/// What is noted; what is not is left out.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SavedRollout {
    #[serde(skip_serializing_if = "Option::is_none")]
    first_day: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    steps: BTreeMap<String, SavedMark>,
}

#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SavedMark {
    #[serde(skip_serializing_if = "super::is_false")]
    done: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    owner: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

impl SavedRollout {
    pub(super) fn of(rollout: &Rollout) -> Self {
        let steps = rollout.marks().map(|(step, mark)| {
            let saved = SavedMark {
                done: mark.done,
                owner: mark.owner.clone(),
                date: mark.date.map(|date| date.to_string()),
            };
            (step.to_owned(), saved)
        });
        Self {
            first_day: rollout.first_day.map(|date| date.to_string()),
            steps: steps.collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What was noted. Steps that no run book has are kept: a later Plano may have written them.
    pub(super) fn restored(self) -> Result<Rollout, Unreadable> {
        let mut rollout = Rollout::default();
        rollout.first_day = date(self.first_day)?;
        for (step, saved) in self.steps {
            let mark = Mark {
                done: saved.done,
                owner: saved.owner,
                date: date(saved.date)?,
            };
            rollout.change(&step, |place| *place = mark);
        }
        Ok(rollout)
    }
}

fn date(text: Option<String>) -> Result<Option<Date>, Unreadable> {
    let Some(text) = text else {
        return Ok(None);
    };
    Date::parse(&text).map(Some).ok_or_else(|| bad(&text))
}
