//! What Plano is: its version, what it knows and from when, and what becomes of what is typed.

use leptos::prelude::*;

use super::{Dialog, close, guide, open};
use crate::app::live::click;
use crate::app::store::Store;
use crate::demand::{self, Set};
use crate::price::{self, PriceList};
use crate::spec::sources;
use crate::words::room as words;

pub(super) fn about(store: Store) -> AnyView {
    let lists = price::lists().iter().map(list).collect::<Vec<_>>();
    let count = demand::assumptions().len();
    let sets = Set::ALL.map(|set| view! { <li>{set.name().to_string()}</li> }.into_any());
    let again = move || {
        close(store);
        guide::show_again(store);
    };
    view! {
        <p>{words::privacy().to_string()}</p>
        <dl>
            <dt>{words::version().to_string()}</dt>
            <dd id="about-version">{env!("CARGO_PKG_VERSION")}</dd>
            <dt>{words::format().to_string()}</dt>
            <dd>
                <a href=sources::J.address target="_blank" rel="noreferrer">{sources::J.title}</a>
                {format!(", {}", sources::J.date)}
            </dd>
            <dt>{words::price_lists().to_string()}</dt>
            <dd>{lists}</dd>
            <dt>{words::assumptions(count).to_string()}</dt>
            <dd>
                <ul>{sets.into_iter().collect::<Vec<_>>()}</ul>
            </dd>
            <dt>{words::licence().to_string()}</dt>
            <dd>"MIT"</dd>
        </dl>
        <div class="row">
            <button type="button" id="guide-again" on:click=click(again)>{words::guide().to_string()}</button>
            <button type="button" id="to-shortcuts" on:click=click(move || open(store, Dialog::Shortcuts))>
                {words::shortcuts().to_string()}
            </button>
        </div>
    }
    .into_any()
}

fn list(list: &'static PriceList) -> AnyView {
    let sources = list.sources.iter().map(|source| {
        let title = match &source.address {
            Some(address) => view! {
                <a href=format!("https://{address}") target="_blank" rel="noreferrer">{source.title.to_string()}</a>
            }
            .into_any(),
            None => source.title.to_string().into_any(),
        };
        view! { <li>{title} {format!(", {}", source.date)}</li> }.into_any()
    });
    let sources = sources.collect::<Vec<_>>();
    view! {
        <details>
            <summary>{format!("{}, {}", list.name(), list.date)}</summary>
            <ul>{sources}</ul>
        </details>
    }
    .into_any()
}
