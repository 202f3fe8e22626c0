//! The numbers of a scenario that begins with a file of one's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::blueprint::{Blueprint, Environment, ServiceType};
use crate::cost::CronMinutes;
use crate::demand::{Roles, Workload};
use crate::plan::rollout::Rollout;
use crate::plan::scenario::Settings;
use crate::price::plans::{self, WorkspacePlan};
use crate::words::whole;
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
    let services = || blueprint.services.iter();
    let scales = services().any(|service| service.scaling().is_some());
    let is_public = |kind| matches!(kind, ServiceType::Web | ServiceType::Static);
    let closes =
        services().any(|service| is_public(service.service_type) && service.fields().has("ipAllowList"));
    let has_standby = blueprint
        .databases
        .iter()
        .any(|database| database.high_availability());
    let environments = || blueprint.projects.iter().map(|project| &project.environments);
    let isolates = environments().flatten().any(Environment::is_isolated);
    let most = environments().map(Vec::len).max().unwrap_or_default();
    let allows = |plan: &&WorkspacePlan| {
        let limit = plan.environments_per_project.number();
        let parts = [
            (scales, plan.autoscaling),
            (closes, plan.web_ip_rules),
            (has_standby, plan.high_availability),
            (isolates, plan.network_isolation),
            (true, limit.map(|limit| most <= whole(limit))),
        ];
        parts
            .iter()
            .all(|(used, allowed)| !used || *allowed != Some(false))
    };
    let least = plans::workspaces().iter().find(allows);
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
    }
}
