//! Everything that is derived from one scenario.

use crate::blueprint::Blueprint;
use crate::check::fix::{Fixed, fix_safe};
use crate::check::{self, Context, Report};
use crate::cost::{self, Bill};
use crate::envvars::{self, Checklist};
use crate::price::plans::{self, WorkspacePlan};
use crate::price::{self, PriceList};
use crate::yaml::{SyntaxError, Tree};

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
        workspace: plans::workspace(&scenario.settings.workspace),
    }
}

impl Analysis {
    /// The Blueprint in the tree.
    pub fn blueprint(&self) -> Blueprint<'_> {
        Blueprint::of(&self.tree)
    }

    /// Diagnostics and verdicts.
    pub fn check(&self) -> Report {
        check::check(&self.tree, self.error, &self.context())
    }

    /// The Blueprint after all safe fixes.
    pub fn fix_safe(&self) -> Fixed {
        fix_safe(self.tree.clone(), self.error, &self.context())
    }

    fn context(&self) -> Context {
        Context {
            workspace: self.workspace,
            prices: price::list(&self.bill.list),
        }
    }

    /// The variables and where their values come from.
    pub fn checklist(&self) -> Checklist {
        envvars::checklist(&self.blueprint())
    }
}
