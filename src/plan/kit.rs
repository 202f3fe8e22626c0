//! The kit of a scenario: its Blueprint, with the load that its users mean and the day that was typed in.

use super::analysis::Analysis;
use super::scenario::Settings;
use crate::demand;
use crate::envvars::Checklist;
use crate::kit::{self, KitFile, KitInput, Load, Peak, Runbook, Trouble};

impl Settings {
    /// What load tests ask of a scenario.
    fn load(&self) -> Load {
        Load {
            peak: Some(Peak::AtOnce(demand::peak_requests(&self.workload, self.mau))),
            ..Load::default()
        }
    }
}

impl Analysis {
    fn with_kit<T>(
        &self,
        settings: &Settings,
        checklist: &Checklist,
        make: impl FnOnce(&KitInput<'_, '_>) -> T,
    ) -> T {
        let start = settings.rollout.first_day.unwrap_or_default();
        make(&KitInput::of(
            &self.blueprint(),
            checklist,
            settings.load(),
            start,
        ))
    }

    /// The files to hand over with a scenario. `checklist` is its own.
    pub fn kit(&self, settings: &Settings, checklist: &Checklist) -> Vec<KitFile> {
        self.with_kit(settings, checklist, kit::files)
    }

    /// Its run books.
    pub fn runbooks(&self, settings: &Settings, checklist: &Checklist) -> Vec<Runbook> {
        self.with_kit(settings, checklist, kit::runbooks)
    }

    /// What can go wrong with it.
    pub fn troubles(&self, settings: &Settings, checklist: &Checklist) -> Vec<Trouble> {
        self.with_kit(settings, checklist, kit::troubleshooting)
    }
}
