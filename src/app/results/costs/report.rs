//! The report on the plan on screen, as it is printed.

use leptos::prelude::*;

use crate::app::live::{click, live, memo, typed};
use crate::app::prose::prose;
use crate::app::results::export;
use crate::app::store::Store;
use crate::browser::page as browser;
use crate::chart::{Frame, Stacked, Variant};
use crate::plan::report::{Part, Report, Section, Table, report as make};
use crate::words::page;

/// The width of a page of A4 between its margins, in pixels.
const WIDTH: u32 = 680;

pub(super) fn report(store: Store) -> AnyView {
    if store.report_date.with_untracked(Option::is_none) {
        store.report_date.set(Some(browser::today()));
    }
    let date = memo(move || store.report_date.get().unwrap_or_default());
    let currency = memo(move || store.with_session(|session| session.workspace().money.currency.clone()));
    let shown = move || {
        // What it is made of is followed; what it is made from is read once.
        store.scenario.track();
        store.analysis.track();
        store.prices.track();
        let date = date.get();
        currency.track();
        untrack(|| export::with_handover(store, |handover| draw(&make(handover, &date))))
    };
    let print = move || {
        store.notice.set(browser::print().err().map(|refused| refused.0));
    };
    view! {
        <div class="report-tools">
            <label>
                {page::report_date().to_string()}
                <input
                    id="report-date"
                    autocomplete="off"
                    placeholder=page::report_no_date().to_string()
                    prop:value=live(move || date.get())
                    on:change=typed(move |text| store.report_date.set(Some(text)))
                />
            </label>
            <button type="button" class="text" id="report-print" on:click=click(print)>
                {page::report_print().to_string()}
            </button>
            <button type="button" class="text" id="report-download" on:click=click(move || export::save_report(store))>
                {page::report_download().to_string()}
            </button>
        </div>
        <article class="report" id="report">{live(shown)}</article>
    }
    .into_any()
}

fn draw(report: &Report) -> AnyView {
    let about = report
        .about
        .iter()
        .map(|about| view! { <p>{about.clone()}</p> }.into_any());
    let about = about.collect::<Vec<_>>();
    let sections = report.sections.iter().map(section).collect::<Vec<_>>();
    view! {
        <header>
            <h2>{report.title.clone()}</h2>
            {about}
        </header>
        {sections}
    }
    .into_any()
}

fn section(section: &Section) -> AnyView {
    let title = section.title.to_string();
    let parts = section
        .parts
        .iter()
        .map(|part| draw_part(part, &title))
        .collect::<Vec<_>>();
    view! {
        <section class=format!("report-{}", section.id)>
            <h3>{title.clone()}</h3>
            {parts}
        </section>
    }
    .into_any()
}

fn draw_part(part: &Part, title: &str) -> AnyView {
    match part {
        Part::Text(text) => view! { <p>{prose(text)}</p> }.into_any(),
        Part::List(items) => {
            let items = items
                .iter()
                .map(|item| view! { <li>{prose(item)}</li> }.into_any());
            view! { <ol>{items.collect::<Vec<_>>()}</ol> }.into_any()
        }
        Part::Table(rows) => table(rows, title),
        Part::Chart(stacked) => chart(stacked),
    }
}

fn chart(stacked: &Stacked) -> AnyView {
    let svg = stacked.svg(&Frame {
        id: "report-chart",
        width: WIDTH,
        height: Some(200),
        variant: Variant::Page,
    });
    let label = stacked.about.title.clone();
    view! { <div class="scroll" tabindex="0" role="region" aria-label=label inner_html=svg></div> }.into_any()
}

fn table(table: &Table, title: &str) -> AnyView {
    let columns = table.head.len();
    let class = |column: usize| {
        if column + table.amounts >= columns {
            "amount"
        } else {
            ""
        }
    };
    let head =
        table.head.iter().enumerate().map(|(column, name)| {
            view! { <th scope="col" class=class(column)>{name.clone()}</th> }.into_any()
        });
    let row = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let text = prose(cell);
            if column == 0 {
                view! { <th scope="row">{text}</th> }.into_any()
            } else {
                view! { <td class=class(column)>{text}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect::<Vec<_>>()}</tr> }.into_any()
    };
    let split = table.rows.len().saturating_sub(table.sums);
    let (rows, sums) = table.rows.split_at_checked(split).unwrap_or_default();
    // A label takes the empty cells behind it.
    let sum = |row: &Vec<String>| {
        let empty = row.iter().skip(1).take_while(|cell| cell.is_empty()).count();
        let cells = row.iter().enumerate().skip(empty + 1);
        let cells = cells.map(|(column, cell)| {
            let text = prose(cell);
            view! { <td class=class(column)>{text}</td> }.into_any()
        });
        let label = row.first().map(|label| prose(label));
        view! { <tr><th scope="row" colspan=empty + 1>{label}</th> {cells.collect::<Vec<_>>()}</tr> }
            .into_any()
    };
    let sums = sums.iter().map(sum).collect::<Vec<_>>();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=title.to_owned()>
            <table>
                <thead>
                    <tr>{head.collect::<Vec<_>>()}</tr>
                </thead>
                <tbody>{rows.iter().map(row).collect::<Vec<_>>()}</tbody>
                // Not a foot, which would be printed on every page.
                <tbody class="sums">{sums}</tbody>
            </table>
        </div>
    }
    .into_any()
}
