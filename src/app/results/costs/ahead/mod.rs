//! Looking ahead: cost by month and by users, how full the resources are, and where two ways cost the same.

mod breakeven;
mod fullness;
mod months;
mod picture;
mod users;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::live::{live, memo};
use crate::app::store::{Shared, Store};
use crate::browser::measure::watch_width;
use crate::demand::Forecast;
use crate::plan::{Scenario, ScenarioId, Settings, ahead as plan, analyse};
use crate::words::ahead as words;

/// The narrowest drawing.
const NARROWEST: u32 = 300;
/// The widest one: wider, the eye loses the line.
const WIDEST: u32 = 900;

/// What the charts follow.
#[derive(Clone, Copy)]
struct Ahead {
    store: Store,
    /// The width of a drawing; none before it is measured.
    width: RwSignal<Option<u32>>,
    /// Monthly users of the scenario on screen.
    users: Memo<u32>,
    /// Its settings as far as a forecast goes.
    basis: Memo<Option<Settings>>,
    /// What any number of users costs in it. Does not depend on the present one, so that the slider is free.
    forecast: Memo<Option<Shared<Forecast>>>,
}

/// What each number of users costs in a scenario, if its text can be read.
#[derive(Clone, PartialEq)]
struct Course {
    id: ScenarioId,
    name: String,
    on_screen: bool,
    forecast: Option<Shared<Forecast>>,
}

pub(super) fn ahead(store: Store) -> AnyView {
    let settings = move |read: fn(&Settings) -> u32| {
        store
            .scenario
            .with(|own| own.as_ref().map_or(0, |own| read(&own.settings)))
    };
    let users = memo(move || settings(|settings| settings.mau));
    let basis = memo(move || {
        store
            .scenario
            .with(|own| own.as_ref().map(|own| plan::basis(&own.settings)))
    });
    let forecast = memo(move || {
        basis.with(|basis| {
            let basis = basis.as_ref()?;
            store.analysis.with(|shown| {
                let is_read = shown.is_reckoned();
                is_read.then(|| Shared::new(shown.forecast(basis, store.prices())))
            })
        })
    });
    let width = RwSignal::new(None);
    let ahead = Ahead {
        store,
        width,
        users,
        basis,
        forecast,
    };
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        let watched = watch_width("ahead", move |now| width.set(Some(now.clamp(NARROWEST, WIDEST))));
        // Where it cannot be measured, the charts are as narrow as may be.
        match watched {
            Ok(watched) => watch.set_value(Some(watched)),
            Err(_) => width.set(Some(NARROWEST)),
        }
    });
    let courses = courses(ahead);
    let is_read = memo(move || forecast.with(Option::is_some));
    let charts = move || match is_read.get() {
        true => [
            months::months(ahead),
            users::users(ahead, courses),
            fullness::fullness(ahead),
            breakeven::disk(ahead),
            breakeven::bigger(ahead),
        ]
        .into_iter()
        .collect::<Vec<_>>()
        .into_any(),
        false => view! { <p class="empty">{words::not_read().to_string()}</p> }.into_any(),
    };
    view! {
        <div class="ahead" id="ahead">
            <p class="ahead-intro">{words::intro().to_string()}</p>
            {live(charts)}
        </div>
    }
    .into_any()
}

/// All scenarios in their order. Those that are not on screen are made anew only when one of them changes.
fn courses(ahead: Ahead) -> Memo<Vec<Course>> {
    let store = ahead.store;
    let on_screen = memo(move || store.scenario.with(|own| own.as_ref().map(|own| own.id)));
    let others: Memo<Vec<Arc<Scenario>>> = memo(move || {
        let on_screen = on_screen.get();
        store.with_session(|session| {
            let scenarios = session.workspace().scenarios.iter();
            let others = scenarios.filter(|scenario| Some(scenario.id) != on_screen);
            others.cloned().collect()
        })
    });
    let of_others = memo(move || {
        let course = |scenario: &Arc<Scenario>| {
            let prices = store.prices();
            let analysis = analyse(scenario, prices);
            let is_read = analysis.is_reckoned();
            Course {
                id: scenario.id,
                name: scenario.settings.name.clone(),
                on_screen: false,
                forecast: is_read.then(|| Shared::new(analysis.forecast(&scenario.settings, prices))),
            }
        };
        others.with(|others| others.iter().map(course).collect::<Vec<_>>())
    });
    memo(move || {
        let mut courses = of_others.get();
        let order: Vec<ScenarioId> = store.with_session(|session| {
            courses.extend(session.on_screen().map(|own| Course {
                id: own.id,
                name: own.settings.name.clone(),
                on_screen: true,
                forecast: ahead.forecast.get(),
            }));
            let scenarios = session.workspace().scenarios.iter();
            scenarios.map(|scenario| scenario.id).collect()
        });
        courses.sort_by_key(|course| order.iter().position(|id| *id == course.id));
        courses
    })
}
