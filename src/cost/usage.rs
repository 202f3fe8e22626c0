//! What is used in a month beside what the Blueprint says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::OutsideService;
use crate::price::money;
use crate::words::{Message, cost as words};
use crate::yaml::Path;

/// What is used beside what the Blueprint says. What is not stated has no line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Workspace plan, by id: `hobby`, `pro`, `scale`.
    pub workspace: Option<String>,
    /// GB kept on object storage.
    pub object_storage_gb: Option<Decimal>,
    /// What else is used, and what it costs a month as typed in; none where nobody has said.
    pub outside: Vec<(OutsideService, Option<Decimal>)>,
    /// How much is used a month of what is priced by the unit.
    pub metered: BTreeMap<Meter, Decimal>,
    /// Which of these amounts follow from the users; the others were typed in and stay as they are.
    pub following: BTreeSet<Meter>,
    /// What a unit costs as typed in; goes before the price list.
    pub unit_prices: BTreeMap<Meter, Decimal>,
    /// How many instances of an autoscaled service are expected to run, by its place in the file.
    pub expected_instances: BTreeMap<Path, i64>,
    /// Minutes that cron jobs run a month.
    pub cron_minutes: CronMinutes,
}

/// Minutes that cron jobs run a month, by their names. There are few, and they are copied often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CronMinutes(Arc<[(String, Decimal)]>);

impl CronMinutes {
    /// The most that a job can run: all minutes of a month of 31 days. No run begins while another is under way
    /// (Render's skill *render-cron-jobs*: single concurrent run).
    pub const MOST: Decimal = Decimal::from_parts(31 * 24 * 60, 0, 0, false, 0);

    /// Those of a job, where they were stated.
    pub fn get(&self, name: &str) -> Option<Decimal> {
        self.iter()
            .find(|(own, _)| *own == name)
            .map(|(_, minutes)| minutes)
    }

    /// Each job with its minutes, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Decimal)> {
        self.0.iter().map(|(name, minutes)| (name.as_str(), *minutes))
    }

    /// States the minutes of a job; with none, they are not stated any more.
    pub fn set(&mut self, name: &str, minutes: Option<Decimal>) {
        let others = self.iter().filter(|(own, _)| *own != name);
        let stated = others.chain(minutes.map(|minutes| (name, minutes)));
        let mut stated: Vec<_> = stated.map(|(name, minutes)| (name.to_owned(), minutes)).collect();
        stated.sort();
        self.0 = stated.into();
    }
}

/// What is priced by how much of it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meter {
    /// GB sent by Render to the Internet; what is beyond the workspace plan's allowance is charged.
    Bandwidth,
    /// Minutes of building; what is beyond the workspace plan's allowance is charged.
    BuildMinutes,
    /// Custom domains; those beyond the workspace plan's allowance are charged.
    CustomDomains,
    /// Requests that write to object storage, or list it.
    StorageWrites,
    /// Requests that read from object storage.
    StorageReads,
    /// GB sent by object storage to the Internet.
    StorageEgress,
    /// Hosts under Datadog's monitoring.
    DatadogHosts,
    /// GB of logs taken in.
    LogGigabytes,
    /// Millions of tokens of the OpenAI API, those sent and those answered.
    OpenAiTokens,
    /// WhatsApp conversations.
    WhatsAppConversations,
    /// Mails sent.
    Mails,
}

impl Meter {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
        Self::Bandwidth,
        Self::BuildMinutes,
        Self::CustomDomains,
        Self::StorageWrites,
        Self::StorageReads,
        Self::StorageEgress,
        Self::DatadogHosts,
        Self::LogGigabytes,
        Self::OpenAiTokens,
        Self::WhatsAppConversations,
        Self::Mails,
    ];

    /// Stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Bandwidth => "bandwidth-gb",
            Self::BuildMinutes => "build-minutes",
            Self::CustomDomains => "custom-domains",
            Self::StorageWrites => "storage-writes",
            Self::StorageReads => "storage-reads",
            Self::StorageEgress => "storage-egress-gb",
            Self::DatadogHosts => "datadog-hosts",
            Self::LogGigabytes => "logs-gb",
            Self::OpenAiTokens => "openai-million-tokens",
            Self::WhatsAppConversations => "whatsapp-conversations",
            Self::Mails => "mails",
        }
    }

    /// So much of it, with the unit.
    pub fn amount(self, amount: Decimal) -> Message {
        let amount = money::later_number(amount);
        match self {
            Self::Bandwidth | Self::StorageEgress | Self::LogGigabytes => words::unit_gb(amount),
            Self::BuildMinutes => words::unit_minutes(amount),
            Self::CustomDomains => words::unit_domains(amount),
            Self::StorageWrites | Self::StorageReads => words::unit_requests(amount),
            Self::DatadogHosts => words::unit_hosts(amount),
            Self::OpenAiTokens => words::unit_tokens(amount),
            Self::WhatsAppConversations => words::unit_conversations(amount),
            Self::Mails => words::unit_mails(amount),
        }
    }
}
