//! Cost by users, with the present point to drag.

use leptos::prelude::*;

use super::picture::{Picture, drawing, frame, picture};
use super::{Ahead, Course};
use crate::app::live::{live, memo, typed};
use crate::app::store::Shared;
use crate::browser::pointer::on_drag;
use crate::chart::{Chart, Curve, Ground, Present, x_to_value};
use crate::demand::{Forecast, Month};
use crate::plan::ahead::{self as plan, by_users, point_words};
use crate::plan::mau;
use crate::words::{ahead as words, plan as steps};

const ID: &str = "cost-by-users";
const FIELD: &str = "cost-by-users-field";

pub(super) fn users(ahead: Ahead, courses: Memo<Vec<Course>>) -> AnyView {
    let curve = memo(move || courses.with(|courses| Shared::new(curve(courses))));
    let chart = memo(move || Shared::new(Chart::Curve(Curve::clone(&curve.get()))));
    let as_file = memo(move || Shared::new(Chart::Curve(with_point(&curve.get(), month(ahead).as_ref()))));
    // The lines stay while the point moves.
    let ground = memo(move || {
        let width = ahead.width.get()?;
        Some(Shared::new(curve.with(|curve| curve.ground(&frame(ID, width)))))
    });
    let line = memo(move || curve.with(|curve| curve.present.as_ref().map(|present| present.line)));
    let point = move || {
        let (ground, month) = ground.get().zip(month(ahead))?;
        Some(ground.point(month.users, month.total, &point_words(&month), line.get()?))
    };
    let said = memo(move || month(ahead).map(|month| point_words(&month)).unwrap_or_default());
    let svg = move || ground.with(|ground| ground.as_ref().map(|ground| ground.svg.clone()));
    let set = move |users: u32| {
        ahead.store.set(steps::step_mau(users), "mau", |settings| {
            settings.mau = users;
        });
    };
    let slide = move |step: String| {
        if let Ok(step) = step.parse() {
            set(mau::at_step(step));
        }
    };
    let end = move || ahead.store.end_gesture();
    let dragging = StoredValue::new_local(None);
    Effect::new(move |_| {
        let moved = move |x: i32| {
            let plot =
                ground.with_untracked(|ground| ground.as_ref().and_then(|ground| Ground::plot(ground)));
            let users = plot.map(|plot| mau::at_step(mau::step_of(x_to_value(plot, x))));
            if let Some(users) = users.filter(|users| *users != ahead.users.get_untracked()) {
                set(users);
            }
        };
        // Without it there are still the arrow keys.
        dragging.set_value(on_drag(FIELD, moved, end).ok());
    });
    let field = view! {
        <div class="graph-field" id=FIELD>
            {drawing("drawing", format!("{ID}-drawing"), move || svg().unwrap_or_default())}
            {drawing("graph-point", format!("{ID}-drawn-point"), move || point().unwrap_or_default())}
            <input
                type="range"
                id="cost-by-users-point"
                aria-label=words::users_slider().to_string()
                aria-valuetext=live(move || said.get())
                aria-describedby="cost-by-users-hint"
                min="0"
                max=mau::STEPS.to_string()
                step="1"
                prop:value=live(move || mau::step_of(ahead.users.get()).to_string())
                on:input=typed(slide)
                // Not at each change: with the arrow keys every key is one.
                on:blur=move |_| end()
            />
        </div>
    };
    let below = view! { <p class="note" id="cost-by-users-hint">{words::users_hint().to_string()}</p> };
    picture(
        ahead,
        Picture {
            id: ID.to_owned(),
            title: words::users_title(),
            chart,
            as_file: Some(as_file),
            drawing: Some(field.into_any()),
            below: below.into_any(),
        },
    )
}

/// What the present users cost.
fn month(ahead: Ahead) -> Option<Month> {
    let users = ahead.users.get();
    ahead
        .forecast
        .with(|forecast| forecast.as_ref().map(|forecast| forecast.at(users)))
}

fn curve(courses: &[Course]) -> Curve {
    let courses: Vec<plan::Course<'_>> = courses
        .iter()
        .map(|course| plan::Course {
            name: &course.name,
            forecast: course.forecast.as_ref().map(|shared| -> &Forecast { shared }),
            on_screen: course.on_screen,
        })
        .collect();
    by_users(&courses)
}

/// The chart with the point where it is now.
fn with_point(curve: &Curve, month: Option<&Month>) -> Curve {
    let mut curve = curve.clone();
    curve.present = curve.present.zip(month).map(|(present, month)| Present {
        users: month.users,
        label: point_words(month),
        line: present.line,
    });
    curve
}
