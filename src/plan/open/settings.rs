//! The numbers of a scenario that begins with a file of one's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::blueprint::Blueprint;
use crate::cost::CronMinutes;
use crate::demand::{Roles, Workload};
use crate::plan::rollout::Rollout;
use crate::plan::scenario::Settings;
use crate::price::plans;
use crate::savings::WorkspaceNeeds;
use crate::yaml::Tree;

/// Users of a plan about which nothing is known: as many as the first preset that is in production has.
pub const MAU: u32 = 1_000;

/// What a file does not say, as it can be guessed. The workspace is the smallest that allows what the file
/// uses: a file that runs is on one that allows it, and a larger one would put a price on the bill that nothing
/// shows.
pub(in crate::plan) fn settings(name: &str, text: &Arc<str>, on_render: bool) -> Settings {
    let (tree, _) = Tree::parse(Arc::clone(text));
    Settings {
        name: name.to_owned(),
        mau: MAU,
        workspace: least_workspace(&Blueprint::of(&tree)).to_owned(),
        object_storage_gb: None,
        outside: BTreeMap::new(),
        metered: BTreeMap::new(),
        unit_prices: BTreeMap::new(),
        cron_minutes: CronMinutes::default(),
        workload: Workload::default(),
        roles: Roles::new(),
        ticked: BTreeSet::new(),
        rollout: Rollout::default(),
        before_disk: None,
        on_render,
        original: Some(Arc::clone(text)),
        downloaded: None,
    }
}

fn least_workspace(blueprint: &Blueprint<'_>) -> &'static str {
    let needs = WorkspaceNeeds::of(blueprint);
    let mut plans = plans::workspaces().iter();
    let least = plans.find(|plan| needs.are_met_by(plan, true));
    least
        .or(plans::workspaces().first())
        .map_or("hobby", |plan| plan.id)
}

#[cfg(test)]
mod tests {
    use super::settings;

    #[track_caller]
    fn check(text: &str, workspace: &str) {
        assert_eq!(
            settings("shop", &text.into(), true).workspace,
            workspace,
            "{text}"
        );
    }

    #[test]
    fn the_workspace_is_the_smallest_that_allows_the_file() {
        check("", "hobby");
        check("services: [", "hobby");
        check("services: [{type: web, name: a}]", "hobby");
        check(
            "services: [{type: web, name: a, scaling: {minInstances: 1}}]",
            "pro",
        );
        check("databases: [{name: a, highAvailability: {enabled: true}}]", "pro");
        check("services: [{type: web, name: a, ipAllowList: []}]", "scale");
        check(
            "projects: [{name: a, environments: [{name: b, networking: {isolation: enabled}}]}]",
            "pro",
        );
        check(
            "projects: [{name: a, environments: [{name: b}, {name: c}]}]",
            "hobby",
        );
        check(
            "projects: [{name: a, environments: [{name: b}, {name: c}, {name: d}]}]",
            "pro",
        );
        check("services: [{type: keyvalue, name: a, ipAllowList: []}]", "hobby");
        check("previews: {generation: automatic}", "pro");
        check("previews: {generation: manual}", "pro");
        check("previewsEnabled: true", "pro");
        for off in [
            "previews: {generation: off}",
            "previews: {generation: 'off'}",
            "previews: {expireAfterDays: 3}",
            "previewsEnabled: false",
        ] {
            check(off, "hobby");
        }
        let many = |count: usize| {
            let services: String = (0..count)
                .map(|at| format!("  - {{type: web, name: s{at}}}\n"))
                .collect();
            format!("services:\n{services}")
        };
        check(&many(25), "hobby");
        check(&many(26), "pro");
    }
}
