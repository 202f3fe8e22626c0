//! The tabs Kit and Rollout, whose code is loaded when one of them is opened.

mod files;
mod preview;
mod rollout;
mod step;
mod troubles;

pub(in crate::app) use files::files;
pub(in crate::app) use rollout::rollout;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{loading, not_loaded};
use crate::app::kit::{Kit, load};
use crate::app::later::Loading;
use crate::app::live::{live, memo};
use crate::app::store::Store;
use crate::envvars::Checklist;
use crate::plan::{Analysis, Settings};

/// A view that comes with the kit; loads it.
pub(super) fn view(store: Store, part: fn(Kit) -> fn(Store) -> AnyView) -> AnyView {
    let Some(later) = store.here_now() else {
        return loading();
    };
    let begin = move || {
        spawn_local(async move {
            // Its state says how it went.
            let _ = load(store).await;
        });
    };
    if !matches!(later.kit.get_untracked(), Loading::Here(_)) {
        begin();
    }
    let shown = move || match later.kit.get() {
        Loading::Here(kit) => part(kit)(store),
        Loading::Waiting => loading(),
        Loading::Failed => not_loaded(begin),
    };
    live(shown).into_any()
}

/// Something made of the plan on screen, followed; empty where its text cannot be read.
fn made<T: PartialEq + Send + Sync + 'static>(
    store: Store,
    make: fn(&Analysis, &Settings, &Checklist) -> Vec<T>,
) -> Memo<Arc<Vec<T>>> {
    memo(move || {
        let (scenario, checklist) = (store.scenario.get(), store.checklist.get());
        let made = store.analysis.with(|shown| {
            let (scenario, checklist) = (scenario?, checklist?);
            shown
                .is_reckoned()
                .then(|| make(shown, &scenario.settings, &checklist))
        });
        Arc::new(made.unwrap_or_default())
    })
}
