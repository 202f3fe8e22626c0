//! The sizes of one resource by users, each priced once.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Line, grouped};
use crate::blueprint::{AnyResource, Blueprint};
use crate::cost::{Bill, Usage, bill};
use crate::demand::load::Demand;
use crate::demand::role::Role;
use crate::demand::size;
use crate::demand::subject::{Size, Subject};
use crate::demand::workload::MAX_USERS;
use crate::price::{PriceList, money};
use crate::yaml::{Path, Tree};

/// A resource's sizes by users.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: Arc<str>,
    /// The resource as it is.
    pub(super) subject: Subject,
    /// What it costs as it is, with its fewest instances running and with its most.
    present: [Line; 2],
    /// In ascending order; the first is for one user.
    steps: Vec<Step>,
}

/// A size from a number of users on.
#[derive(Debug)]
pub(super) struct Step {
    from: u32,
    pub(super) state: State,
    known: Decimal,
    unpriced: usize,
}

/// How large a resource is, and how much of it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) size: Size,
    /// Instances that run; where Render does not choose, all.
    pub(super) running: i64,
}

impl Step {
    /// None where a price is not known.
    pub(super) fn price(&self) -> Option<Decimal> {
        (self.unpriced == 0).then_some(self.known)
    }
}

impl Table {
    pub(super) fn new(
        subject: &Subject,
        state: impl Fn(u32) -> State,
        priced: impl Fn(State) -> Line,
    ) -> Self {
        let size = subject.size;
        let steps = steps(state).into_iter().map(|(from, state)| {
            let line = priced(state);
            Step {
                from,
                state,
                known: line.known,
                unpriced: line.unpriced,
            }
        });
        Self {
            name: subject.name.as_str().into(),
            steps: steps.collect(),
            present: [size.min, size.max].map(|running| priced(State { size, running })),
            subject: subject.clone(),
        }
    }

    /// What the resource costs as it is, at a demand.
    pub(super) fn present_price(&self, demand: &Demand<'_>) -> Option<Decimal> {
        let [fewest, most] = &self.present;
        if fewest.unpriced + most.unpriced > 0 {
            return None;
        }
        let Size { min, max, .. } = self.subject.size;
        let running = size::expected(&self.subject, self.subject.size, demand);
        let each = (most.known - fewest.known).checked_div(max.saturating_sub(min).into());
        let more = if self.subject.autoscaled {
            money::times(each.unwrap_or_default(), running.saturating_sub(min).into())
        } else {
            Decimal::ZERO
        };
        Some(money::plus(fewest.known, more))
    }

    /// The size that so many users take.
    pub(super) fn step(&self, users: u32) -> Option<&Step> {
        let at = self.steps.partition_point(|step| step.from <= users);
        self.steps.get(at.checked_sub(1)?)
    }

    pub(super) fn line(&self, users: u32) -> Line {
        let step = self.step(users);
        Line {
            name: Arc::clone(&self.name),
            known: step.map_or(Decimal::ZERO, |step| step.known),
            unpriced: step.map_or(0, |step| step.unpriced),
        }
    }
}

/// Where a value that never comes back to what it was changes, from 1 to the most users.
fn steps<S: Copy + PartialEq>(state: impl Fn(u32) -> S) -> Vec<(u32, S)> {
    let mut from = 1;
    let mut now = state(from);
    let mut found = vec![(from, now)];
    // The next change is about as far as the last one.
    let mut stride = 1_u32;
    loop {
        let (mut same, mut other) = (from, None);
        while other.is_none() && same < MAX_USERS {
            let probe = same.saturating_add(stride).min(MAX_USERS);
            if state(probe) == now {
                same = probe;
                stride = stride.saturating_mul(2);
            } else {
                other = Some(probe);
            }
        }
        let Some(mut other) = other else {
            return found;
        };
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            if state(middle) == now {
                same = middle;
            } else {
                other = middle;
            }
        }
        stride = (other - from).max(1);
        from = other;
        now = state(from);
        found.push((from, now));
    }
}

/// What the price of a resource depends on beside its size.
pub(super) struct Copies {
    kind: String,
    standby: bool,
    replicas: usize,
}

impl Copies {
    pub(super) fn of(blueprint: &Blueprint<'_>, subject: &Subject) -> Self {
        match blueprint.at(&subject.path) {
            Some(AnyResource::Database(database)) => Self {
                kind: String::new(),
                standby: database.high_availability(),
                replicas: database.read_replicas().len(),
            },
            Some(AnyResource::Service(service)) => Self {
                kind: service.fields().text("type").unwrap_or_default().to_owned(),
                standby: false,
                replicas: 0,
            },
            _ => Self {
                kind: String::new(),
                standby: false,
                replicas: 0,
            },
        }
    }

    /// What a resource of this size costs: the bill of a Blueprint that has nothing else.
    pub(super) fn priced(&self, subject: &Subject, state: State, prices: &PriceList) -> Line {
        // No plan of this name exists, as none of the name in the file does.
        let plan = state.size.plan.unwrap_or("unknown-plan");
        let disk = state.size.disk_gb;
        let (text, path) = if subject.role == Role::Database {
            let disk = disk.map_or_else(String::new, |disk| format!(", diskSizeGB: {disk}"));
            let replicas: Vec<String> = (0..self.replicas)
                .map(|at| format!("{{name: copy-{at}}}"))
                .collect();
            let text = format!(
                "databases: [{{name: it, plan: {plan}{disk}, highAvailability: {{enabled: {}}}, readReplicas: [{}]}}]",
                self.standby,
                replicas.join(", "),
            );
            (text, Path::default().then("databases").then(0))
        } else {
            let Size { min, max, .. } = state.size;
            let disk = disk.map_or_else(String::new, |disk| format!(", disk: {{sizeGB: {disk}}}"));
            let instances = if subject.autoscaled {
                format!("scaling: {{minInstances: {min}, maxInstances: {max}}}")
            } else {
                format!("numInstances: {max}")
            };
            let text = format!(
                "services: [{{name: it, type: {}, plan: {plan}, {instances}{disk}}}]",
                self.kind
            );
            (text, Path::default().then("services").then(0))
        };
        let mut usage = Usage::default();
        if subject.autoscaled {
            usage.expected_instances.insert(path.clone(), state.running);
        }
        let (tree, _) = Tree::parse(text);
        let Bill { lines, .. } = bill(&Blueprint::of(&tree), prices, &usage);
        let own = lines.iter().filter(|line| line.path.as_ref() == Some(&path));
        grouped(own, &usage).into_iter().next().unwrap_or_else(|| Line {
            name: "".into(),
            known: Decimal::ZERO,
            unpriced: 0,
        })
    }
}
