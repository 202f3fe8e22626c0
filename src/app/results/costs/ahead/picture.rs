//! A chart with its title, the same figures as a table, and both as files.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Ahead;
use crate::app::live::{click, live, memo};
use crate::app::results::export::say;
use crate::app::store::{Shared, Store};
use crate::browser::{Refused, download, drawing, page, picture};
use crate::chart::{Changes, Chart, Frame, Variant, changes};
use crate::price::money;
use crate::table;
use crate::words::{Message, ahead as words};

/// The width of a chart as a file.
const FILE_WIDTH: u32 = 800;

/// A chart in the page.
pub(super) struct Picture {
    /// Begins the ids in it; part of the names of its files.
    pub id: String,
    /// Its title.
    pub title: Message,
    /// The chart with its figures.
    pub chart: Memo<Shared<Chart>>,
    /// As it is in a file, where that is another one.
    pub as_file: Option<Memo<Shared<Chart>>>,
    /// What stands in the place of the drawing, where that is more than the drawing.
    pub drawing: Option<AnyView>,
    /// What stands below the drawing.
    pub below: AnyView,
}

/// How a chart is drawn in the page.
pub(super) fn frame(id: &str, width: u32) -> Frame<'_> {
    Frame {
        id,
        width,
        height: None,
        variant: Variant::Page,
    }
}

pub(super) fn picture(ahead: Ahead, picture: Picture) -> AnyView {
    let Picture {
        id,
        title,
        chart,
        as_file,
        drawing,
        below,
    } = picture;
    let drawing = drawing.unwrap_or_else(|| drawn(ahead, id.clone(), chart));
    let kind = [
        (Form::Svg, words::svg_of(title.clone())),
        (Form::Png, words::png_of(title.clone())),
        (Form::Csv, words::csv_of(title.clone())),
    ];
    let buttons = kind.map(|(form, label)| {
        let name = id.clone();
        let save = move || {
            let chart = as_file.unwrap_or(chart).get_untracked();
            save(ahead.store, form, &name, &chart);
        };
        view! {
            <button class="text" id=format!("{id}-{}", form.ending()) aria-label=label.to_string() on:click=click(save)>
                {form.name()}
            </button>
        }
        .into_any()
    });
    view! {
        <figure class="picture" id=id.clone()>
            <figcaption>
                <h2>{title.to_string()}</h2>
                <span class="picture-files">{buttons.into_iter().collect::<Vec<_>>()}</span>
            </figcaption>
            {drawing}
            {below}
            {twin(format!("{id}-table"), title, chart)}
        </figure>
    }
    .into_any()
}

fn drawn(ahead: Ahead, id: String, chart: Memo<Shared<Chart>>) -> AnyView {
    let place = format!("{id}-drawing");
    drawing("drawing", place, move || {
        let width = ahead.width.get();
        width.map_or_else(String::new, |width| {
            chart.with(|chart| chart.svg(&frame(&id, width)))
        })
    })
}

/// A drawing that follows what it reads. Only what differs is set: reading a drawing takes the browser longer than
/// anything else that a move of the slider brings.
pub(super) fn drawing(class: &'static str, id: String, svg: impl Fn() -> String + 'static) -> AnyView {
    let place = id.clone();
    Effect::new(move |before: Option<String>| {
        let svg = svg();
        let changed = before.as_deref().and_then(|before| changes(before, &svg));
        let changed = changed.is_some_and(|Changes { values, replaced }| {
            let values = values.iter();
            let values = values.map(|own| (own.element, own.attribute, &*own.value));
            let replaced = replaced.as_ref();
            let replaced = replaced.map(|own| (own.first, own.removed, own.markup.as_str()));
            drawing::change(&place, values, replaced).is_ok()
        });
        if !changed {
            // Where the page has no place for it any more, nobody misses it.
            let _ = drawing::show(&place, &svg);
        }
        svg
    });
    view! { <div class=class id=id></div> }.into_any()
}

/// The same figures as a table, made when it is unfolded.
fn twin(id: String, title: Message, chart: Memo<Shared<Chart>>) -> AnyView {
    let open = RwSignal::new(false);
    let own = id.clone();
    let toggled = move |_| open.set(page::is_open(&own));
    let rows = memo(move || match open.get() {
        true => chart.with(|chart| chart.table()),
        false => Vec::new(),
    });
    let table = move || {
        open.get().then(|| {
            rows.with(|rows| {
                let mut rows = rows.iter();
                let head = rows.next().into_iter().flatten();
                let head = head.map(|cell| view! { <th scope="col">{cell.clone()}</th> }.into_any());
                let head = head.collect::<Vec<_>>();
                view! {
                    <table class="figures">
                        <thead>
                            <tr>{head}</tr>
                        </thead>
                        <tbody>{rows.map(|cells| row(cells)).collect::<Vec<_>>()}</tbody>
                    </table>
                }
                .into_any()
            })
        })
    };
    view! {
        <details class="twin" id=id on:toggle=toggled>
            <summary>{words::table().to_string()}</summary>
            <div class="scroll twin-scroll" tabindex="0" role="region" aria-label=title.to_string()>
                {live(table)}
            </div>
        </details>
    }
    .into_any()
}

fn row(cells: &[String]) -> AnyView {
    let mut cells = cells.iter().cloned();
    let first = cells.next().unwrap_or_default();
    let rest = cells.map(|cell| view! { <td>{cell}</td> }.into_any());
    let rest = rest.collect::<Vec<_>>();
    view! {
        <tr>
            <th scope="row">{first}</th>
            {rest}
        </tr>
    }
    .into_any()
}

/// In which form a chart is taken along.
#[derive(Clone, Copy)]
enum Form {
    Svg,
    Png,
    Csv,
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Csv => "CSV",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Csv => "csv",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Csv => "text/csv",
        }
    }
}

fn save(store: Store, form: Form, id: &str, chart: &Chart) {
    let name = format!("plano-{id}.{}", form.ending());
    let alone = Frame {
        id,
        width: FILE_WIDTH,
        height: None,
        variant: Variant::Alone,
    };
    let saved = move |bytes: &[u8]| download::save(&name, form.media_type(), bytes);
    match form {
        Form::Svg => say(store, saved(chart.svg(&alone).as_bytes()), None),
        Form::Csv => {
            let rows = chart.clone().written(money::plain, plain_number).table();
            say(store, saved(table::csv(rows).as_bytes()), None);
        }
        Form::Png => {
            let svg = chart.svg(&alone);
            spawn_local(async move {
                let saved: Result<(), Refused> = match picture::png(&svg).await {
                    Ok(bytes) => saved(&bytes),
                    Err(refused) => Err(refused),
                };
                say(store, saved, None);
            });
        }
    }
}

/// As another program reads it.
fn plain_number(number: rust_decimal::Decimal) -> String {
    number.round_dp(2).normalize().to_string()
}
