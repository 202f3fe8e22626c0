//! How long a cron job runs, which no Blueprint says and its price depends on.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::app::fields::{self, Number};
use crate::app::store::Store;
use crate::cost::CronMinutes;
use crate::price::money;
use crate::words::{cost, page, plan as words};
use crate::yaml::Path;

/// The minutes of a month that its runs take together.
pub(in crate::app) fn minutes(store: Store, path: &Path) -> AnyView {
    let name = store.field(path, "name");
    let stated = move || {
        let name = name.get()?;
        store
            .setting(|settings| settings.cron_minutes.get(&name))
            .flatten()
    };
    let gesture = format!("{path}.minutes");
    let set = move |minutes: Option<Decimal>| {
        let Some(name) = name.get_untracked() else {
            return;
        };
        let step = match minutes {
            Some(minutes) => words::step_cron_minutes(name.as_str(), money::later_number(minutes)),
            None => words::step_no_cron_minutes(name.as_str()),
        };
        store.set(step, &gesture, |settings| {
            settings.cron_minutes.set(&name, minutes);
        });
    };
    let hint = page::hint_cron_minutes().to_string();
    fields::number(Number {
        id: fields::id_of(path, "minutes"),
        label: page::field_cron_minutes().to_string(),
        hidden_label: false,
        class: "num",
        current: Signal::derive(stated),
        min: Decimal::ZERO,
        max: Some(CronMinutes::MOST),
        whole: false,
        optional: true,
        placeholder: cost::unit_unstated().to_string().into(),
        on_input: Arc::new(set),
        on_end: Arc::new(move || store.end_gesture()),
        hint: Some(Signal::derive(move || hint.clone())),
    })
}
