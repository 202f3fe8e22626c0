//! Cost by month, and what changes in them.

use leptos::prelude::*;

use super::Ahead;
use super::picture::{Picture, picture};
use crate::app::live::{live, memo};
use crate::app::prose::prose;
use crate::app::store::Shared;
use crate::chart::Chart;
use crate::plan::ahead::{PlannedStep, by_month};
use crate::words::ahead as words;

pub(super) fn months(ahead: Ahead) -> AnyView {
    let months = memo(move || {
        let users = ahead.users.get();
        ahead
            .forecast
            .get()
            .map(|forecast| Shared::new(by_month(&forecast, users)))
    });
    let chart = memo(move || {
        let months = months.get();
        Shared::new(months.map_or_else(Chart::default, |months| Chart::Stacked(months.chart.clone())))
    });
    // Apart from the chart, since most moves of the slider leave them as they are.
    let steps = memo(move || {
        months.with(|months| {
            months.as_ref().map(|months| Steps {
                steps: months.steps.clone(),
                more: months.more_steps,
                grows: months.grows,
            })
        })
    });
    let below = live(move || steps.with(|steps| steps.as_ref().map(told)));
    picture(
        ahead,
        Picture {
            id: "cost-by-month".to_owned(),
            title: words::months_title(),
            chart,
            as_file: None,
            drawing: None,
            below: below.into_any(),
        },
    )
}

#[derive(Clone, PartialEq)]
struct Steps {
    steps: Vec<PlannedStep>,
    more: usize,
    grows: bool,
}

fn told(own: &Steps) -> AnyView {
    let steps = own.steps.iter().map(|step| {
        view! { <li>{prose(&step.text.to_string())} " " <b>{step.added.clone()}</b></li> }.into_any()
    });
    let mut notes = Vec::new();
    if own.steps.is_empty() {
        notes.push(words::months_no_steps());
    }
    if own.more > 0 {
        notes.push(words::months_more_steps(own.more));
    }
    if !own.grows {
        notes.push(words::months_steady());
    }
    let notes = notes
        .iter()
        .map(|note| view! { <p class="note">{note.to_string()}</p> }.into_any());
    let notes = notes.collect::<Vec<_>>();
    view! {
        <ol class="steps-ahead">{steps.collect::<Vec<_>>()}</ol>
        {notes}
    }
    .into_any()
}
