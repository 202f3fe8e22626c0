//! What each number of monthly users costs, with the advice followed: prepared once, then cheap to ask.
//!
//! A resource's size changes at few numbers of users, which are found by bisection and priced once. What stands
//! around the resources changes with every user, but along straight lines, which are found the same way.

mod around;
mod table;

use std::sync::Arc;

use rust_decimal::Decimal;

use super::advice::{Setting, size_text};
use super::load::Demand;
use super::size::{self, Plans};
use super::subject::Size;
use super::workload::{MAX_USERS, Workload};
use crate::blueprint::Blueprint;
use crate::cost::{Item, LineItem, Usage, bill};
use crate::price::money;
use crate::words::{Message, demand as words};
use crate::yaml::Path;
use around::Around;
use table::{Copies, State, Table};

/// Costs by users and by month.
#[derive(Debug)]
pub struct Forecast {
    workload: Workload,
    today: u32,
    fixed: Vec<Line>,
    tables: Vec<Table>,
    around: Around,
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
        (Some(running), Some(price)) => money::times(price, (*running).into()),
        _ => monthly.min,
    })
}

impl Forecast {
    /// Prepares the forecast of a Blueprint from today's monthly users on. `usage` is what is used beside the
    /// Blueprint; what follows from users goes in its place as by [`Used::put_into`](super::usage::Used::put_into).
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
            Table::new(subject, state, |state| {
                copies.priced(subject, state, setting.prices)
            })
        });
        let tables = tables.collect();
        let is_fixed = |line: &&LineItem| {
            let path = line.path.as_ref();
            path.is_some_and(|path| subjects.iter().all(|subject| subject.path != *path))
        };
        let whole = bill(blueprint, setting.prices, usage);
        let fixed = grouped(whole.lines.iter().filter(is_fixed), usage);
        let around = Around::new(setting, values, usage);
        Self {
            workload: setting.workload.clone(),
            today,
            fixed,
            tables,
            around,
        }
    }

    /// What so many monthly users cost, taken as 1 to 1,000,000; without steps.
    pub fn at(&self, users: u32) -> Month {
        let users = users.clamp(1, MAX_USERS);
        let mut lines = Vec::with_capacity(self.fixed.len() + self.tables.len() + 4);
        lines.extend(self.tables.iter().map(|table| table.line(users)));
        lines.extend(self.fixed.iter().cloned());
        self.around.add_to(&mut lines, users);
        Month {
            month: None,
            users,
            total: lines
                .iter()
                .fold(Decimal::ZERO, |sum, line| money::plus(sum, line.known)),
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
                Some(earlier) => {
                    let step = table.step(earlier)?;
                    (step.state.size, step.price())
                }
                None => {
                    let demand = Demand::at(self.around.values(), users);
                    (table.subject.size, table.present_price(&demand))
                }
            };
            if before == after {
                return None;
            }
            let resource = table.name.to_string();
            let [size, old] = [after, before].map(|size| size_text(size, table.subject.role));
            Some(Change {
                resource: Arc::clone(&table.name),
                before,
                after,
                added: reached
                    .price()
                    .zip(paid)
                    .map(|(now, paid)| money::minus(now, paid)),
                message: match month {
                    Some(month) => words::step_month(month.to_string(), users, resource, size, old),
                    None => words::step_users(users, resource, size, old),
                },
            })
        });
        changes.collect()
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
                group.known = money::plus(group.known, known.unwrap_or_default());
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
