//! The formulas in words, with the numbers of one workload filled in.

use rust_decimal::{Decimal, RoundingStrategy};

use super::assumption::{Id, Values};
use super::load::Demand;
use super::workload::{MAX_USERS, Workload};
use crate::words::{Message, demand as words};

/// One formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// What it yields.
    pub name: Message,
    /// How, in words.
    pub formula: Message,
    /// The same in numbers: `1,000 × 10 % = 100`.
    pub worked: String,
}

/// All formulas, in the order in which they build on each other.
pub fn formulas(workload: &Workload, users: u32) -> Vec<Formula> {
    let values = workload.values();
    let demand = Demand::at(&values, users.clamp(1, MAX_USERS));
    let worked = Worked {
        values: &values,
        demand: &demand,
    };
    let formula = |name, formula, worked| Formula {
        name,
        formula,
        worked,
    };
    vec![
        formula(
            words::formula_daily_name(),
            words::formula_daily_text(),
            worked.daily(),
        ),
        formula(
            words::formula_messages_name(),
            words::formula_messages_text(),
            worked.messages(),
        ),
        formula(
            words::formula_requests_name(),
            words::formula_requests_text(),
            worked.requests(),
        ),
        formula(
            words::formula_web_name(),
            words::formula_web_text(),
            worked.count(demand.requests(), Id::WebRequests),
        ),
        formula(
            words::formula_jobs_name(),
            words::formula_jobs_text(),
            worked.jobs(),
        ),
        formula(
            words::formula_workers_name(),
            words::formula_workers_text(),
            worked.count(demand.jobs(), Id::WorkerJobs),
        ),
        formula(
            words::formula_cores_name(),
            words::formula_cores_text(),
            worked.cores(),
        ),
        formula(
            words::formula_memory_name(),
            words::formula_memory_text(),
            worked.memory(),
        ),
        formula(
            words::formula_disk_name(),
            words::formula_disk_text(),
            worked.disk(),
        ),
        formula(
            words::formula_key_value_name(),
            words::formula_key_value_text(),
            worked.key_value(),
        ),
        formula(
            words::formula_files_name(),
            words::formula_files_text(),
            worked.files(),
        ),
    ]
}

struct Worked<'a> {
    values: &'a Values,
    demand: &'a Demand<'a>,
}

impl Worked<'_> {
    fn of(&self, id: Id) -> String {
        number(self.values.get(id))
    }

    /// A value that counts from production on.
    fn base(&self, id: Id) -> String {
        number(if self.demand.production {
            self.values.get(id)
        } else {
            Decimal::ZERO
        })
    }

    fn users(&self) -> String {
        number(self.demand.users())
    }

    fn with_head_room(&self, load: Decimal) -> String {
        load.checked_div(self.demand.head_room())
            .map(number)
            .unwrap_or_default()
    }

    fn daily(&self) -> String {
        let daily = number(self.demand.daily_users());
        format!("{} × {} % = {daily}", self.users(), self.of(Id::DailyShare))
    }

    fn messages(&self) -> String {
        format!(
            "{} × {} × {} = {}",
            number(self.demand.daily_users()),
            self.of(Id::MessagesPerDay),
            self.of(Id::DaysPerMonth),
            number(self.demand.messages_a_month()),
        )
    }

    fn requests(&self) -> String {
        let daily = number(self.demand.daily_users());
        let requests = number(self.demand.requests());
        format!("{daily} × {} % = {requests}", self.of(Id::OnlineShare))
    }

    fn count(&self, load: Decimal, one: Id) -> String {
        let usable = self.values.get(one) * self.demand.head_room();
        let count = load
            .checked_div(usable)
            .map(|count| number(count.ceil().max(Decimal::ONE)));
        format!(
            "{} ÷ ({} × {} %) → {}",
            number(load),
            self.of(one),
            self.of(Id::HeadRoom),
            count.unwrap_or_default(),
        )
    }

    fn jobs(&self) -> String {
        format!(
            "{} × {} × {} ÷ 1,440 × ({} + {} % × {}) = {}",
            number(self.demand.daily_users()),
            self.of(Id::MessagesPerDay),
            self.of(Id::PeakFactor),
            self.of(Id::JobsPerMessage),
            self.of(Id::AiShare),
            self.of(Id::JobsPerAiAnswer),
            number(self.demand.jobs()),
        )
    }

    fn cores(&self) -> String {
        format!(
            "({} + {} × {} ÷ 1,000) ÷ {} % = {} cores",
            self.base(Id::DatabaseCoresBase),
            self.of(Id::DatabaseCoresPer1000),
            self.users(),
            self.of(Id::HeadRoom),
            self.with_head_room(self.demand.cores()),
        )
    }

    fn memory(&self) -> String {
        format!(
            "({} + {} × {}) ÷ {} % = {} MB",
            self.base(Id::DatabaseRamBase),
            self.of(Id::DatabaseRamPerUser),
            self.users(),
            self.of(Id::HeadRoom),
            self.with_head_room(self.demand.memory()),
        )
    }

    fn disk(&self) -> String {
        format!(
            "({} + {} × {} × {} ÷ 1,000,000) ÷ {} % = {} GB",
            self.base(Id::DatabaseDiskBase),
            number(self.demand.messages_a_month()),
            self.of(Id::Retention),
            self.of(Id::MessageKb),
            self.of(Id::HeadRoom),
            self.with_head_room(self.demand.data()),
        )
    }

    fn key_value(&self) -> String {
        format!(
            "({} × {} % × {} ÷ 1,024 ÷ {} % + {}) ÷ {} % = {} MB",
            self.users(),
            self.of(Id::SessionsPerUser),
            self.of(Id::SessionKb),
            self.of(Id::SessionMemoryShare),
            self.of(Id::KeyValueBase),
            self.of(Id::HeadRoom),
            self.with_head_room(self.demand.key_value()),
        )
    }

    fn files(&self) -> String {
        format!(
            "{} + {} × {} % × {} × {} ÷ 1,000,000 = {} GB",
            self.base(Id::FilesBase),
            number(self.demand.messages_a_month()),
            self.of(Id::UploadShare),
            self.of(Id::Retention),
            self.of(Id::UploadKb),
            number(self.demand.files()),
        )
    }
}

/// A number for people: at most two decimals, thousands apart.
fn number(value: Decimal) -> String {
    let rounded = value
        .round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
        .normalize();
    let text = rounded.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() {
        grouped
    } else {
        format!("{grouped}.{fraction}")
    }
}
