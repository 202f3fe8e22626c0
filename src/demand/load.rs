//! What a number of monthly users asks of each part of the application. Each formula is monotone in the users.

use rust_decimal::Decimal;

use super::assumption::{Id, Values};
use crate::words::{Message, demand as words};

/// KB in a GB where data on disks, files and traffic are meant.
const KB_IN_GB: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
/// KB in a MB, and MB in a GB, where memory is meant.
const KB_IN_MB: Decimal = Decimal::from_parts(1024, 0, 0, false, 0);
const MINUTES_IN_A_DAY: Decimal = Decimal::from_parts(1440, 0, 0, false, 0);

/// What is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Requests at the same time, at the peak.
    Requests,
    /// Jobs a minute, at the peak.
    Jobs,
    /// Cores of a database.
    Cores,
    /// Memory of a database, MB.
    Memory,
    /// Connections to a database.
    Connections,
    /// Data of a database, GB.
    Data,
    /// Memory of a Key Value instance, MB.
    KeyValue,
    /// Files on a service's disk, GB.
    Files,
}

impl Measure {
    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Requests => words::measure_requests(),
            Self::Jobs => words::measure_jobs(),
            Self::Cores => words::measure_cores(),
            Self::Memory => words::measure_memory(),
            Self::Connections => words::measure_connections(),
            Self::Data => words::measure_data(),
            Self::KeyValue => words::measure_key_value(),
            Self::Files => words::measure_files(),
        }
    }

    /// Its unit.
    pub fn unit(self) -> Message {
        match self {
            Self::Requests => words::unit_requests(),
            Self::Jobs => words::unit_jobs(),
            Self::Cores => words::unit_cores(),
            Self::Memory | Self::KeyValue => words::unit_mb(),
            Self::Connections => words::unit_connections(),
            Self::Data | Self::Files => words::unit_gb(),
        }
    }
}

/// What is asked, at one number of monthly users.
#[derive(Clone, Debug)]
pub(super) struct Demand<'a> {
    pub(super) values: &'a Values,
    users: Decimal,
    pub(super) production: bool,
}

impl<'a> Demand<'a> {
    pub(super) fn at(values: &'a Values, users: u32) -> Self {
        let users = Decimal::from(users);
        Self {
            values,
            users,
            production: users >= values.get(Id::ProductionFrom),
        }
    }

    /// A value that counts from production on.
    fn base(&self, id: Id) -> Decimal {
        if self.production {
            self.values.get(id)
        } else {
            Decimal::ZERO
        }
    }

    pub(super) fn daily_users(&self) -> Decimal {
        self.users * self.values.share(Id::DailyShare)
    }

    pub(super) fn messages_a_day(&self) -> Decimal {
        self.daily_users() * self.values.get(Id::MessagesPerDay)
    }

    pub(super) fn messages_a_month(&self) -> Decimal {
        self.messages_a_day() * self.values.get(Id::DaysPerMonth)
    }

    pub(super) fn requests(&self) -> Decimal {
        self.daily_users() * self.values.share(Id::OnlineShare)
    }

    pub(super) fn jobs_per_message(&self) -> Decimal {
        self.values.get(Id::JobsPerMessage)
            + self.values.share(Id::AiShare) * self.values.get(Id::JobsPerAiAnswer)
    }

    pub(super) fn jobs(&self) -> Decimal {
        self.messages_a_day() * self.values.get(Id::PeakFactor) * self.jobs_per_message() / MINUTES_IN_A_DAY
    }

    pub(super) fn cores(&self) -> Decimal {
        self.base(Id::DatabaseCoresBase)
            + self.users * self.values.get(Id::DatabaseCoresPer1000) / Decimal::ONE_THOUSAND
    }

    pub(super) fn memory(&self) -> Decimal {
        self.base(Id::DatabaseRamBase) + self.users * self.values.get(Id::DatabaseRamPerUser)
    }

    /// Of web and workers of the usual size that this demand takes, head-room included.
    pub(super) fn connections(&self) -> Decimal {
        let usual = self.requests() / self.values.get(Id::WebRequests).max(Decimal::ONE)
            + self.jobs() / self.values.get(Id::WorkerJobs).max(Decimal::ONE);
        usual / self.head_room() * self.values.get(Id::Connections)
    }

    fn kept_messages(&self) -> Decimal {
        self.messages_a_month() * self.values.get(Id::Retention)
    }

    pub(super) fn data(&self) -> Decimal {
        self.base(Id::DatabaseDiskBase) + self.kept_messages() * self.values.get(Id::MessageKb) / KB_IN_GB
    }

    pub(super) fn sessions_mb(&self) -> Decimal {
        self.users * self.values.share(Id::SessionsPerUser) * self.values.get(Id::SessionKb) / KB_IN_MB
    }

    pub(super) fn key_value(&self) -> Decimal {
        self.sessions_mb() / self.values.share(Id::SessionMemoryShare) + self.values.get(Id::KeyValueBase)
    }

    pub(super) fn uploads_a_month(&self) -> Decimal {
        self.messages_a_month() * self.values.share(Id::UploadShare)
    }

    pub(super) fn files(&self) -> Decimal {
        let kept = self.uploads_a_month() * self.values.get(Id::Retention);
        self.base(Id::FilesBase) + kept * self.values.get(Id::UploadKb) / KB_IN_GB
    }

    pub(super) fn ai_tokens(&self) -> Decimal {
        let answers = self.messages_a_month() * self.values.share(Id::AiShare);
        answers * self.values.get(Id::TokensPerAiAnswer)
    }

    /// GB of so many KB each message.
    pub(super) fn gb_by_message(&self, kb: Decimal) -> Decimal {
        self.messages_a_month() * kb / KB_IN_GB
    }

    /// GB of so many reads of files.
    pub(super) fn egress(&self) -> Decimal {
        self.reads() * self.values.get(Id::UploadKb) / KB_IN_GB
    }

    pub(super) fn reads(&self) -> Decimal {
        self.uploads_a_month() * self.values.get(Id::ReadsPerUpload)
    }

    pub(super) fn users(&self) -> Decimal {
        self.users
    }

    /// The part of a capacity that may be used.
    pub(super) fn head_room(&self) -> Decimal {
        self.values.share(Id::HeadRoom)
    }

    pub(super) fn of(&self, measure: Measure) -> Decimal {
        match measure {
            Measure::Requests => self.requests(),
            Measure::Jobs => self.jobs(),
            Measure::Cores => self.cores(),
            Measure::Memory => self.memory(),
            Measure::Connections => self.connections(),
            Measure::Data => self.data(),
            Measure::KeyValue => self.key_value(),
            Measure::Files => self.files(),
        }
    }
}
