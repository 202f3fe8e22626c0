//! A cheaper workspace plan, where nothing in the file needs the dearer one.

use super::{MOST_RESOURCES, Saving, Search, Setting, WorkspaceNeeds};
use crate::blueprint::Service;
use crate::blueprint::edit::Edit;
use crate::price::plans::{self, WorkspacePlan};
use crate::words::savings as words;

pub(super) fn search(search: &mut Search<'_, '_>) {
    let Some(from) = search.usage.workspace.as_deref().and_then(plans::workspace) else {
        return;
    };
    let Some(paid) = search
        .prices
        .workspace(from.id)
        .and_then(crate::price::Price::known)
    else {
        return;
    };
    let price = |plan: &WorkspacePlan| search.prices.workspace(plan.id)?.known();
    let mut cheaper: Vec<_> = plans::workspaces()
        .iter()
        .filter_map(|plan| {
            price(plan)
                .filter(|price| *price < paid)
                .map(|price| (price, plan))
        })
        .collect();
    cheaper.sort_by_key(|(price, _)| *price);
    let scaled: Vec<&Service<'_>> = search
        .blueprint
        .services
        .iter()
        .filter(|service| service.scaling().is_some())
        .collect();
    let needs = WorkspaceNeeds::of(search.blueprint);
    let least = |needs: WorkspaceNeeds| {
        let plans = cheaper.iter().map(|(_, plan)| *plan);
        // What no source says is not allowed.
        plans.into_iter().find(|plan| needs.are_met_by(plan, false))
    };
    let as_it_is = least(needs);
    let without_scaling = least(needs.without_autoscaling());
    // Fixed numbers for the autoscaled services, where that alone stands against a still cheaper plan.
    let fixed = without_scaling.filter(|plan| as_it_is != Some(*plan) && scaled.len() <= MOST_RESOURCES);
    let fixes: Vec<Edit> = scaled
        .iter()
        .map(|service| Edit::FixInstances {
            service: service.resource.path.clone(),
            count: service.instances().min,
        })
        .collect();
    if let Some(to) = as_it_is {
        search.try_out(Saving {
            id: "workspace",
            title: words::workspace_title(to.name, from.name),
            why: words::workspace_why(from.name, to.name),
            edits: Vec::new(),
            setting: Some(Setting::Workspace(to.id)),
            monthly: None,
        });
    }
    if let Some(to) = fixed {
        search.try_out(Saving {
            id: "no-autoscaling",
            title: words::fixed_title(to.name, from.name),
            why: words::fixed_why(from.name, to.name),
            edits: fixes,
            setting: Some(Setting::Workspace(to.id)),
            monthly: None,
        });
    }
}
