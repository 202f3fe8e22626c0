//! What no Blueprint holds: workspace plan, services of others.

use std::sync::Arc;

use leptos::prelude::*;

use super::plans;
use crate::app::fields::{self, Select};
use crate::app::later::later;
use crate::app::live::memo;
use crate::app::store::Store;
use crate::words::{page, plan as words};

/// The workspace plan, and services of others.
pub(super) fn around(store: Store) -> AnyView {
    let workspace = memo(move || store.setting(|settings| settings.workspace.clone()));
    let workspace = fields::select(Select {
        id: "workspace".to_owned(),
        label: page::field_workspace().to_string(),
        choices: plans::workspace(store.prices()),
        current: workspace.into(),
        unset: None,
        on_choose: Arc::new(move |plan| {
            store.set(words::step_workspace(plan.as_str()), "", |settings| {
                settings.workspace = plan
            });
        }),
        wide: true,
    });
    view! {
        <div class="card">
            <div class="grid">{workspace}</div>
            {later(store, move |later| (later.outside)(store))}
        </div>
    }
    .into_any()
}
