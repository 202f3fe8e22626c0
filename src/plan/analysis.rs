//! Everything that is derived from one scenario.

use crate::blueprint::Blueprint;
use crate::check::{self, Context, Report};
use crate::cost::{self, Bill};
use crate::envvars::{self, Checklist};
use crate::price::PriceList;
use crate::yaml::{SyntaxError, Tree};

use super::scenario::{Scenario, Settings};

/// A scenario's text, read, checked and priced.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The tree, with the text.
    pub tree: Tree,
    /// Why there is no tree.
    pub error: Option<SyntaxError>,
    /// Diagnostics and verdicts.
    pub report: Report,
    /// The monthly bill.
    pub bill: Bill,
    /// The variables and where their values come from.
    pub checklist: Checklist,
}

/// Reads, checks and prices a scenario.
pub fn analyse(scenario: &Scenario, prices: &PriceList) -> Analysis {
    let (tree, error) = Tree::parse(scenario.text.clone());
    of_tree(tree, error, &scenario.settings, prices)
}

fn of_tree(tree: Tree, error: Option<SyntaxError>, settings: &Settings, prices: &PriceList) -> Analysis {
    let context = Context {
        workspace: crate::price::plans::workspace(&settings.workspace),
    };
    let report = check::check(&tree, error, &context);
    let blueprint = Blueprint::of(&tree);
    let bill = cost::bill(&blueprint, prices, &settings.usage());
    let checklist = envvars::checklist(&blueprint);
    Analysis {
        bill,
        checklist,
        report,
        error,
        tree,
    }
}

impl Analysis {
    /// The Blueprint in the tree.
    pub fn blueprint(&self) -> Blueprint<'_> {
        Blueprint::of(&self.tree)
    }
}
