//! A cheaper workspace plan, where nothing in the file needs the dearer one.

use super::{MOST_RESOURCES, Saving, Search, Setting};
use crate::blueprint::edit::Edit;
use crate::blueprint::{Service, ServiceType};
use crate::price::plans::{self, Limit, WorkspacePlan};
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
    let enough = |plan: &WorkspacePlan| is_enough(search, plan);
    let without_scaling = cheaper.iter().map(|(_, plan)| *plan).find(|plan| enough(plan));
    let as_it_is = cheaper
        .iter()
        .map(|(_, plan)| *plan)
        .find(|plan| enough(plan) && (scaled.is_empty() || plan.autoscaling == Some(true)));
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

/// Whether a workspace plan allows all that is in the file, autoscaling aside. What no source says is not allowed.
fn is_enough(search: &Search<'_, '_>, plan: &WorkspacePlan) -> bool {
    let blueprint = search.blueprint;
    let within = |limit: Limit, count: usize| match limit {
        Limit::UpTo(most) => count <= most as usize,
        // The larger plans have no limit that a source names.
        Limit::Unlimited | Limit::Unknown => true,
    };
    let standby = blueprint
        .databases
        .iter()
        .any(|database| database.high_availability());
    let environments = blueprint
        .projects
        .iter()
        .map(|project| project.environments.len())
        .max();
    // Rules of addresses on what the Internet reaches need a plan of their own.
    let has_rules = blueprint.services.iter().any(|service| {
        matches!(service.service_type, ServiceType::Web | ServiceType::Static)
            && service.fields().has("ipAllowList")
    });
    // Whole copies of the file for each pull request.
    let has_previews = blueprint.tree.root().is_some_and(|root| {
        blueprint.tree.get(root, "previews").is_some()
            || blueprint.tree.get(root, "previewsEnabled").is_some()
    });
    within(plan.services, blueprint.services.len())
        && within(plan.environments_per_project, environments.unwrap_or_default())
        && (!standby || plan.high_availability == Some(true))
        && (!has_rules || plan.web_ip_rules == Some(true))
        && (!has_previews || plan.autoscaling == Some(true))
}
