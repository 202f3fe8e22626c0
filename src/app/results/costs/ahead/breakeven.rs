//! Where two ways to the same end cost the same.

use leptos::prelude::*;

use super::Ahead;
use super::picture::{Picture, picture};
use crate::app::live::{live, memo};
use crate::app::prose::prose;
use crate::app::store::Shared;
use crate::chart::Chart;
use crate::plan::ahead::{Bigger, bigger_plans, disk_or_objects};
use crate::words::{Message, ahead as words};

/// A disk against object storage.
pub(super) fn disk(ahead: Ahead) -> AnyView {
    let store = ahead.store;
    let found = memo(move || {
        let users = ahead.users.get();
        let found = ahead.basis.with(|basis| {
            let basis = basis.as_ref()?;
            Some(disk_or_objects(basis, store.prices(), users))
        });
        found.map(Shared::new)
    });
    let chart = memo(move || {
        let found = found.get();
        Shared::new(found.map_or_else(Chart::default, |found| Chart::BreakEven(found.chart.clone())))
    });
    let said = memo(move || found.with(|found| found.as_ref().map(|found| found.notes.clone())));
    let below = live(move || said.with(|said| said.as_deref().map(notes)));
    picture(
        ahead,
        Picture {
            id: "disk-or-objects".to_owned(),
            title: words::disk_title(),
            chart,
            as_file: None,
            drawing: None,
            below: below.into_any(),
        },
    )
}

/// For each web service, more instances against a bigger plan.
pub(super) fn bigger(ahead: Ahead) -> AnyView {
    let store = ahead.store;
    let found = memo(move || {
        store
            .analysis
            .with(|shown| Shared::new(bigger_plans(&shown.blueprint(), store.prices())))
    });
    let told = move || {
        let (services, more) = &*found.get();
        let mut views: Vec<AnyView> = (0..)
            .zip(services)
            .map(|(at, own)| of_service(ahead, at, own))
            .collect();
        if *more > 0 {
            let note = words::plan_more_services(*more).to_string();
            views.push(view! { <p class="note">{note}</p> }.into_any());
        }
        views
    };
    live(told).into_any()
}

fn of_service(ahead: Ahead, at: usize, own: &Bigger) -> AnyView {
    let below = notes(&own.notes);
    let title = words::plan_title(own.service.as_str());
    let Some(chart) = own.chart.clone() else {
        return view! {
            <section class="picture">
                <h2>{title.to_string()}</h2>
                {below}
            </section>
        }
        .into_any();
    };
    let chart = Shared::new(Chart::BreakEven(chart));
    picture(
        ahead,
        Picture {
            id: format!("bigger-plan-{}", at + 1),
            title,
            chart: memo(move || chart.clone()),
            as_file: None,
            drawing: None,
            below,
        },
    )
}

fn notes(notes: &[Message]) -> AnyView {
    let notes = notes
        .iter()
        .map(|note| view! { <p class="note">{prose(&note.to_string())}</p> }.into_any());
    notes.collect::<Vec<_>>().into_any()
}
