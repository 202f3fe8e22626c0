//! Blueprints to start from.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::rollout::Rollout;
use super::scenario::Settings;
use crate::cost::{CronMinutes, OutsideService};
use crate::demand::{Roles, Workload};
use crate::words::{Message, plan as words};

/// A Blueprint to start from, with the numbers that it cannot hold.
pub struct Preset {
    /// Stable name.
    pub id: &'static str,
    /// Its Blueprint.
    pub text: &'static str,
    /// Which text of the preset that is. A text that is changed gets the next number, and the one before it goes
    /// to `earlier`, because links name it.
    pub version: u32,
    /// The texts before, with their versions.
    pub earlier: &'static [(u32, &'static str)],
    /// What it is called.
    pub name: fn() -> Message,
    /// Monthly active users.
    pub mau: u32,
    /// Workspace plan.
    pub workspace: &'static str,
    /// GB on object storage.
    pub object_storage_gb: Option<u32>,
    /// Services of others and what the document says that they cost, US dollars a month.
    pub outside: &'static [(OutsideService, Option<u32>)],
}

/// What the application uses and no source gives a monthly price for.
const UNPRICED: [(OutsideService, Option<u32>); 3] = [
    (OutsideService::OpenAi, None),
    (OutsideService::WhatsApp, None),
    (OutsideService::Mail, None),
];

/// The same beside monitoring, for which the document's largest plan has a sum.
const SCALED: [(OutsideService, Option<u32>); 4] = [
    (OutsideService::Monitoring, Some(50)),
    (OutsideService::OpenAi, None),
    (OutsideService::WhatsApp, None),
    (OutsideService::Mail, None),
];

/// The three GP Bikes scenarios. Figures beside the Blueprints: the architecture document's cost tables,
/// whose staging table has neither object storage nor monitoring.
pub static PRESETS: [Preset; 3] = [
    Preset {
        id: "gp-bikes-staging",
        text: include_str!("data/gp-bikes-staging.yaml"),
        version: 1,
        earlier: &[],
        name: words::scenario_staging,
        mau: 100,
        workspace: "hobby",
        object_storage_gb: None,
        outside: &UNPRICED,
    },
    Preset {
        id: "gp-bikes-production",
        text: include_str!("data/gp-bikes-production.yaml"),
        version: 1,
        earlier: &[],
        name: words::scenario_production,
        mau: 1_000,
        workspace: "pro",
        object_storage_gb: Some(200),
        outside: &UNPRICED,
    },
    Preset {
        id: "gp-bikes-scaled",
        text: include_str!("data/gp-bikes-scaled.yaml"),
        version: 1,
        earlier: &[],
        name: words::scenario_scaled,
        mau: 5_000,
        workspace: "pro",
        object_storage_gb: Some(400),
        outside: &SCALED,
    },
];

impl Preset {
    /// Its text of a version.
    pub fn text_of(&self, version: u32) -> Option<&'static str> {
        let earlier = || self.earlier.iter().find(|(own, _)| *own == version);
        if version == self.version {
            Some(self.text)
        } else {
            earlier().map(|(_, text)| *text)
        }
    }

    /// The numbers that a scenario of this preset starts with.
    pub fn settings(&self) -> Settings {
        Settings {
            name: (self.name)().to_string(),
            mau: self.mau,
            workspace: self.workspace.to_owned(),
            object_storage_gb: self.object_storage_gb.map(Decimal::from),
            outside: self
                .outside
                .iter()
                .map(|(service, sum)| (*service, sum.map(Decimal::from)))
                .collect(),
            metered: BTreeMap::new(),
            unit_prices: BTreeMap::new(),
            cron_minutes: CronMinutes::default(),
            workload: Workload::default(),
            roles: Roles::new(),
            ticked: BTreeSet::new(),
            rollout: Rollout::default(),
            before_disk: None,
            on_render: false,
            original: None,
            downloaded: None,
        }
    }
}
