//! What a Blueprint needs of its workspace plan.

use crate::blueprint::{Blueprint, Environment, ServiceType};
use crate::price::plans::{Limit, WorkspacePlan};
use crate::yaml::{Path, Tree};

/// What a Blueprint uses that not every workspace plan has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkspaceNeeds {
    /// Services that scale by themselves.
    autoscaling: bool,
    standby: bool,
    ip_rules: bool,
    isolation: bool,
    /// A copy of all that is in the file for pull requests.
    previews: bool,
    services: usize,
    environments_per_project: usize,
}

impl WorkspaceNeeds {
    /// What a Blueprint needs.
    pub fn of(blueprint: &Blueprint<'_>) -> Self {
        let services = || blueprint.services.iter();
        let environments = || blueprint.projects.iter().map(|project| &project.environments);
        Self {
            autoscaling: services().any(|service| service.scaling().is_some()),
            standby: blueprint
                .databases
                .iter()
                .any(|database| database.high_availability()),
            // On what the Internet does not reach, rules of addresses need no plan of their own.
            ip_rules: services().any(|service| {
                matches!(service.service_type, ServiceType::Web | ServiceType::Static)
                    && service.fields().has("ipAllowList")
            }),
            isolation: environments().flatten().any(Environment::is_isolated),
            previews: has_previews(blueprint.tree),
            services: services().count(),
            environments_per_project: environments().map(Vec::len).max().unwrap_or_default(),
        }
    }

    /// What is left where the number of instances is fixed everywhere.
    pub fn without_autoscaling(self) -> Self {
        Self {
            autoscaling: false,
            ..self
        }
    }

    /// Whether a workspace plan has all of it. `doubtful` is the answer where no source says whether it has a part.
    pub fn are_met_by(&self, plan: &WorkspacePlan, doubtful: bool) -> bool {
        let within = |limit: Limit, count: usize| match limit {
            Limit::UpTo(most) => count <= most as usize,
            // The larger plans have no limit that a source names.
            Limit::Unlimited | Limit::Unknown => true,
        };
        let parts = [
            (self.autoscaling, plan.autoscaling),
            (self.standby, plan.high_availability),
            (self.ip_rules, plan.web_ip_rules),
            (self.isolation, plan.network_isolation),
            // Both came with the same plan, Pro, and stand together in the list of what it has.
            (self.previews, plan.autoscaling),
        ];
        let has = |(used, has): &(bool, Option<bool>)| !used || has.unwrap_or(doubtful);
        parts.iter().all(has)
            && within(plan.services, self.services)
            && within(plan.environments_per_project, self.environments_per_project)
    }
}

/// Whether the file has preview environments; they are off where it does not say.
fn has_previews(tree: &Tree) -> bool {
    let text = |path: Path| {
        let found = tree.at(&path)?;
        tree.scalar_text(tree.target(found))
    };
    let generation = text(Path::default().then("previews").then("generation"));
    generation.is_some_and(|generation| generation != "off")
        || text(Path::default().then("previewsEnabled")) == Some("true")
}
