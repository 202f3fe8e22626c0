//! What each number of monthly users costs, with the advice followed: prepared once, then cheap to ask.
//!
//! A resource's size changes at few numbers of users, which are found by bisection and priced once. What stands
//! around the resources changes with every user, but along straight lines, which are found the same way.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::advice::{Setting, size_text};
use super::assumption::Values;
use super::load::Demand;
use super::role::Role;
use super::size::{self, Plans};
use super::subject::{Size, Subject};
use super::usage::{Used, metered};
use super::workload::{MAX_USERS, Workload};
use crate::blueprint::{AnyResource, Blueprint};
use crate::cost::{Bill, Item, LineItem, Usage, bill};
use crate::price::{PriceList, money};
use crate::words::{Message, demand as words};
use crate::yaml::{Path, Tree};

/// Costs by users and by month.
#[derive(Debug)]
pub struct Forecast {
    workload: Workload,
    today: u32,
    fixed: Vec<Line>,
    tables: Vec<Table>,
    around: Around,
    segments: Vec<Segment>,
}

/// A month of a forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Which, counted from 1; none where no month was asked for.
    pub month: Option<u32>,
    /// Monthly users.
    pub users: u32,
    /// The sum of all lines whose price is known, with the instances that are expected to run.
    pub total: Decimal,
    /// Lines whose price is not known.
    pub unpriced: usize,
    /// What each resource costs, then what stands around them.
    pub lines: Vec<Line>,
    /// What changes against the month or number before; against the file for the first.
    pub steps: Vec<Change>,
}

/// What one resource costs a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub name: Arc<str>,
    /// The sum of its lines whose price is known.
    pub known: Decimal,
    /// Its lines whose price is not known.
    pub unpriced: usize,
}

/// A resource that gets another size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name.
    pub resource: Arc<str>,
    /// Its size before.
    pub before: Size,
    /// Its size now.
    pub after: Size,
    /// What it costs more a month than it did before; none where a price of it is not known.
    pub added: Option<Decimal>,
    /// The same in a sentence.
    pub message: Message,
}

/// A resource's sizes by users.
#[derive(Debug)]
struct Table {
    name: Arc<str>,
    /// The resource as it is.
    subject: Subject,
    /// What it costs as it is, with its fewest instances running and with its most.
    present: [Line; 2],
    /// In ascending order; the first is for one user.
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    from: u32,
    state: State,
    known: Decimal,
    unpriced: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct State {
    size: Size,
    /// Instances that run; where Render does not choose, all.
    running: i64,
}

/// A span of users over which everything around the resources grows by straight lines.
#[derive(Debug)]
struct Segment {
    from: u32,
    lines: Vec<Line>,
    /// What each line grows by with one user; none where it is not straight and has to be worked out each time.
    slopes: Option<Vec<Decimal>>,
}

/// Most spans; what is left beyond is worked out each time.
const MOST_SEGMENTS: usize = 2_000;

/// What a line costs, with the instances that are expected to run; none if its price is not known.
pub fn amount(line: &LineItem, usage: &Usage) -> Option<Decimal> {
    let monthly = line.monthly?;
    let running = match line.item {
        Item::Instances => line
            .path
            .as_ref()
            .and_then(|path| usage.expected_instances.get(path)),
        _ => None,
    };
    Some(match (running, line.unit_price) {
        (Some(running), Some(price)) => price.saturating_mul((*running).into()),
        _ => monthly.min,
    })
}

impl Forecast {
    /// Prepares the forecast of a Blueprint from today's monthly users on. `usage` is what is used beside the
    /// Blueprint; what follows from users goes in its place as by [`Used::put_into`].
    pub fn new(blueprint: &Blueprint<'_>, setting: &Setting<'_>, usage: &Usage, today: u32) -> Self {
        let values = setting.workload.values();
        let plans = Plans::of(setting.prices);
        let subjects = setting.subjects(blueprint);
        let tables = subjects.iter().map(|subject| {
            let copies = Copies::of(blueprint, subject);
            let state = |users: u32| {
                let demand = Demand::at(&values, users);
                let size = size::size(subject, &demand, &plans, setting.prices).size;
                let running = match subject.autoscaled {
                    true => size::expected(subject, size, &demand),
                    false => size.max,
                };
                State { size, running }
            };
            let priced = |state: State| copies.priced(subject, state, setting.prices);
            let price = |from: u32, state: State| {
                let line = priced(state);
                Step {
                    from,
                    state,
                    known: line.known,
                    unpriced: line.unpriced,
                }
            };
            Table {
                name: subject.name.as_str().into(),
                present: [subject.size.min, subject.size.max].map(|running| {
                    priced(State {
                        size: subject.size,
                        running,
                    })
                }),
                subject: subject.clone(),
                steps: steps(state)
                    .into_iter()
                    .map(|(from, state)| price(from, state))
                    .collect(),
            }
        });
        let tables = tables.collect();
        let is_fixed = |line: &&LineItem| {
            let path = line.path.as_ref();
            path.is_some_and(|path| subjects.iter().all(|subject| subject.path != *path))
        };
        let whole = bill(blueprint, setting.prices, usage);
        let fixed = grouped(whole.lines.iter().filter(is_fixed), usage);
        let around = Around {
            prices: setting.prices.clone(),
            usage: usage.clone(),
            values,
            object_storage: setting.object_storage_gb.is_some(),
            empty: Tree::parse("").0,
        };
        Self {
            workload: setting.workload.clone(),
            today,
            fixed,
            tables,
            segments: around.segments(),
            around,
        }
    }

    /// What so many monthly users cost, taken as 1 to 1,000,000; without steps.
    pub fn at(&self, users: u32) -> Month {
        let users = users.clamp(1, MAX_USERS);
        let mut lines = Vec::with_capacity(self.fixed.len() + self.tables.len() + 4);
        lines.extend(self.tables.iter().map(|table| table.line(users)));
        lines.extend(self.fixed.iter().cloned());
        self.around_at(users, &mut lines);
        Month {
            month: None,
            users,
            total: lines
                .iter()
                .fold(Decimal::ZERO, |sum, line| sum.saturating_add(line.known)),
            unpriced: lines.iter().map(|line| line.unpriced).sum(),
            lines,
            steps: Vec::new(),
        }
    }

    /// Each month of the workload's horizon, with what changes in it.
    pub fn by_month(&self) -> Vec<Month> {
        self.by_month_from(self.today)
    }

    /// The same as if so many users were today's: only the months depend on today's number.
    pub fn by_month_from(&self, today: u32) -> Vec<Month> {
        let mut before = None;
        (1..)
            .zip(self.workload.users_by_month(today))
            .map(|(month, users)| {
                let steps = self.changes(before, users, Some(month));
                before = Some(users);
                Month {
                    month: Some(month),
                    steps,
                    ..self.at(users)
                }
            })
            .collect()
    }

    /// Each of some numbers of users, with what changes from one to the next.
    pub fn by_mau(&self, points: &[u32]) -> Vec<Month> {
        let mut before = None;
        points
            .iter()
            .map(|users| {
                let steps = self.changes(before, *users, None);
                before = Some(*users);
                Month {
                    steps,
                    ..self.at(*users)
                }
            })
            .collect()
    }

    fn changes(&self, before: Option<u32>, users: u32, month: Option<u32>) -> Vec<Change> {
        let changes = self.tables.iter().filter_map(|table| {
            let reached = table.step(users)?;
            let after = reached.state.size;
            let (before, paid) = match before {
                Some(users) => {
                    let step = table.step(users)?;
                    (step.state.size, step.price())
                }
                None => {
                    let demand = Demand::at(&self.around.values, users);
                    (table.subject.size, table.present_price(&demand))
                }
            };
            if before == after {
                return None;
            }
            let words = (
                money::count(users),
                table.name.to_string(),
                size_text(after, table.subject.role),
                size_text(before, table.subject.role),
            );
            let (users, resource, size, old) = words;
            Some(Change {
                resource: Arc::clone(&table.name),
                before,
                after,
                added: reached
                    .price()
                    .zip(paid)
                    .map(|(now, paid)| now.saturating_sub(paid)),
                message: match month {
                    Some(month) => words::step_month(month.to_string(), users, resource, size, old),
                    None => words::step_users(users, resource, size, old),
                },
            })
        });
        changes.collect()
    }

    fn around_at(&self, users: u32, lines: &mut Vec<Line>) {
        let at = self.segments.partition_point(|segment| segment.from <= users);
        let Some(segment) = at.checked_sub(1).and_then(|at| self.segments.get(at)) else {
            return;
        };
        match &segment.slopes {
            Some(slopes) => {
                let more = Decimal::from(users - segment.from);
                lines.extend(segment.lines.iter().zip(slopes).map(|(line, slope)| Line {
                    name: Arc::clone(&line.name),
                    known: line.known + *slope * more,
                    unpriced: line.unpriced,
                }));
            }
            None => lines.extend(self.around.at(users)),
        }
    }
}

impl Step {
    fn price(&self) -> Option<Decimal> {
        (self.unpriced == 0).then_some(self.known)
    }
}

impl Table {
    /// What the resource costs as it is, at a demand.
    fn present_price(&self, demand: &Demand<'_>) -> Option<Decimal> {
        let [fewest, most] = &self.present;
        if fewest.unpriced + most.unpriced > 0 {
            return None;
        }
        let Size { min, max, .. } = self.subject.size;
        let running = size::expected(&self.subject, self.subject.size, demand);
        let each = (most.known - fewest.known).checked_div(max.saturating_sub(min).into());
        let more = if self.subject.autoscaled {
            each.unwrap_or_default()
                .saturating_mul(running.saturating_sub(min).into())
        } else {
            Decimal::ZERO
        };
        Some(fewest.known.saturating_add(more))
    }

    fn step(&self, users: u32) -> Option<&Step> {
        let at = self.steps.partition_point(|step| step.from <= users);
        self.steps.get(at.checked_sub(1)?)
    }

    fn line(&self, users: u32) -> Line {
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

/// Sums by resource, in the order in which they first appear.
fn grouped<'l>(lines: impl Iterator<Item = &'l LineItem>, usage: &Usage) -> Vec<Line> {
    let mut groups: Vec<(Option<&Path>, Line)> = Vec::new();
    for line in lines {
        let known = amount(line, usage);
        let place = groups
            .iter()
            .position(|(path, group)| *path == line.path.as_ref() && *group.name == *line.resource);
        match place.and_then(|at| groups.get_mut(at)) {
            Some((_, group)) => {
                group.known = group.known.saturating_add(known.unwrap_or_default());
                group.unpriced += usize::from(known.is_none());
            }
            None => groups.push((
                line.path.as_ref(),
                Line {
                    name: line.resource.as_str().into(),
                    known: known.unwrap_or_default(),
                    unpriced: usize::from(known.is_none()),
                },
            )),
        }
    }
    groups.into_iter().map(|(_, line)| line).collect()
}

/// What the price of a resource depends on beside its size.
struct Copies {
    kind: String,
    standby: bool,
    replicas: usize,
}

impl Copies {
    fn of(blueprint: &Blueprint<'_>, subject: &Subject) -> Self {
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
    fn priced(&self, subject: &Subject, state: State, prices: &PriceList) -> Line {
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

/// What stands around the resources: workspace, object storage, what is priced by the unit.
#[derive(Debug)]
struct Around {
    prices: PriceList,
    usage: Usage,
    values: Values,
    object_storage: bool,
    empty: Tree,
}

impl Around {
    fn at(&self, users: u32) -> Vec<Line> {
        let demand = Demand::at(&self.values, users);
        let used = Used {
            metered: metered(&demand),
            object_storage_gb: self.object_storage.then(|| demand.files()),
            ..Used::default()
        };
        let usage = used.put_into(&self.usage);
        let bill = bill(&Blueprint::of(&self.empty), &self.prices, &usage);
        grouped(bill.lines.iter(), &usage)
    }

    fn segments(&self) -> Vec<Segment> {
        let mut segments = Vec::new();
        self.split(1, MAX_USERS, &mut segments);
        segments
    }

    /// Adds the straight parts between two numbers of users.
    fn split(&self, from: u32, to: u32, segments: &mut Vec<Segment>) {
        let lines = self.at(from);
        let slopes = self.slopes(from, to, &lines);
        if slopes.is_some() || segments.len() >= MOST_SEGMENTS {
            segments.push(Segment { from, lines, slopes });
            return;
        }
        let middle = from + (to - from) / 2;
        self.split(from, middle, segments);
        self.split(middle + 1, to, segments);
    }

    /// What each line grows by with one user, if it does so evenly over the whole span.
    fn slopes(&self, from: u32, to: u32, lines: &[Line]) -> Option<Vec<Decimal>> {
        let alike = |others: &[Line]| {
            let same =
                |(one, other): (&Line, &Line)| one.name == other.name && one.unpriced == other.unpriced;
            lines.len() == others.len() && lines.iter().zip(others).all(same)
        };
        if from == to {
            return Some(vec![Decimal::ZERO; lines.len()]);
        }
        let next = self.at(from + 1);
        let grown = |(line, next): (&Line, &Line)| next.known - line.known;
        let slopes: Vec<Decimal> = lines.iter().zip(&next).map(grown).collect();
        let span = to - from;
        let straight = [1, span / 3, span / 2, span - 1, span].into_iter().all(|more| {
            let there = self.at(from + more);
            let on_line = |((line, slope), there): ((&Line, &Decimal), &Line)| {
                line.known + *slope * Decimal::from(more) == there.known
            };
            alike(&there) && lines.iter().zip(&slopes).zip(&there).all(on_line)
        });
        straight.then_some(slopes)
    }
}
