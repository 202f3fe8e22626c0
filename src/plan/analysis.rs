//! Everything that is derived from one scenario.

use std::sync::Arc;

use crate::blueprint::Blueprint;
use crate::check::fix::{Fixed, fix_safe};
use crate::check::{self, Context, Report};
use crate::cost::{self, Bill};
use crate::envvars::{self, Checklist};
use crate::price::plans::{self, WorkspacePlan};
use crate::price::{self, PriceList};
use crate::yaml::{Path, SyntaxError, Tree};

use super::diff::Side;
use super::scenario::{Scenario, ScenarioId};

/// A scenario's text, read and priced. The checks and the checklist are asked for on their own, so that the
/// page can stand before it has the code for them.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Whose text it is.
    pub scenario: ScenarioId,
    /// The tree, with the text.
    pub tree: Tree,
    /// Why there is no tree.
    pub error: Option<SyntaxError>,
    /// The monthly bill.
    pub bill: Bill,
    /// What runs on Render already.
    running: Option<Arc<str>>,
    workspace: Option<&'static WorkspacePlan>,
}

/// Reads and prices a scenario.
pub fn analyse(scenario: &Scenario, prices: &PriceList) -> Analysis {
    let (tree, error) = Tree::parse(scenario.text.clone());
    let bill = cost::bill(&Blueprint::of(&tree), prices, &scenario.settings.usage());
    Analysis {
        scenario: scenario.id,
        tree,
        error,
        bill,
        running: scenario.settings.running().cloned(),
        workspace: plans::workspace(&scenario.settings.workspace),
    }
}

impl Analysis {
    /// The Blueprint in the tree.
    pub fn blueprint(&self) -> Blueprint<'_> {
        Blueprint::of(&self.tree)
    }

    /// Whether the text can be reckoned with: it can be read, and is a Blueprint or nothing yet.
    pub fn is_reckoned(&self) -> bool {
        self.error.is_none() && self.tree.is_mapping_or_empty()
    }

    /// The part of the Blueprint that is one resource.
    pub fn part(&self, resource: &Path) -> Blueprint<'_> {
        Blueprint::part(&self.tree, resource)
    }

    /// Diagnostics and verdicts.
    pub fn check(&self) -> Report {
        self.with_running(|running| check::check(&self.tree, self.error, &self.context(running)))
    }

    /// The Blueprint after all safe fixes.
    pub fn fix_safe(&self) -> Fixed {
        self.with_running(|running| fix_safe(self.tree.clone(), self.error, &self.context(running)))
    }

    /// Does something with the tree of what runs on Render, which is read for it.
    fn with_running<T>(&self, then: impl FnOnce(Option<&Tree>) -> T) -> T {
        match &self.running {
            Some(running) if **running == *self.tree.text() => then(Some(&self.tree)),
            Some(running) => then(Some(&Tree::parse(Arc::clone(running)).0)),
            None => then(None),
        }
    }

    fn context<'o>(&self, original: Option<&'o Tree>) -> Context<'o> {
        Context {
            workspace: self.workspace,
            prices: price::list(&self.bill.list),
            original,
        }
    }

    /// The plan as one of two that are compared, with its report.
    pub fn side<'s>(&'s self, report: &'s Report) -> Side<'s> {
        Side {
            tree: &self.tree,
            bill: &self.bill,
            report,
        }
    }

    /// The variables and where their values come from.
    pub fn checklist(&self) -> Checklist {
        envvars::checklist(&self.blueprint())
    }
}
