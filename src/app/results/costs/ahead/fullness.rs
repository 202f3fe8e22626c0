//! How full the resources are.

use leptos::prelude::*;

use super::Ahead;
use super::picture::{Picture, picture};
use crate::app::live::{live, memo};
use crate::app::store::Shared;
use crate::chart::Chart;
use crate::plan::ahead::fullness as full;
use crate::words::ahead as words;

pub(super) fn fullness(ahead: Ahead) -> AnyView {
    let found = memo(move || {
        let demanded = ahead.store.demanded.get()?;
        ahead.basis.with(|basis| {
            let basis = basis.as_ref()?;
            Some(Shared::new(full(&demanded.sizing, &basis.workload)))
        })
    });
    let chart = memo(move || {
        let found = found.get();
        Shared::new(found.map_or_else(Chart::default, |found| Chart::Bars(found.chart.clone())))
    });
    let note = memo(move || {
        let note = found.with(|found| found.as_ref().and_then(|found| found.note.clone()));
        note.map(|note| note.to_string())
    });
    let below = live(move || {
        note.get()
            .map(|note| view! { <p class="note">{note}</p> }.into_any())
    });
    picture(
        ahead,
        Picture {
            id: "how-full".to_owned(),
            title: words::fullness_title(),
            chart,
            as_file: None,
            drawing: None,
            below: below.into_any(),
        },
    )
}
