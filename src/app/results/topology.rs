//! The topology as a drawing whose parts lead to their controls, the same as a list, and both as files.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export::say;
use crate::app::editing;
use crate::app::fields::id_of;
use crate::app::live::{click, live, memo};
use crate::app::store::{Shared, Store};
use crate::browser::{Refused, download, measure, page as browser, parts, picture};
use crate::chart::{Frame, Variant};
use crate::topology::{Node, Part, Topology, topology as read};
use crate::words::{page, topology as words};

/// The narrowest drawing; what is narrower is scrolled.
const NARROWEST: u32 = 300;
/// The id of what holds the drawing.
const DRAWING: &str = "topology-drawing";
/// The id of the list.
const LIST: &str = "topology-list";

pub(super) fn topology(store: Store) -> AnyView {
    let drawn = memo(move || store.analysis.with(|shown| Shared::new(read(&shown.blueprint()))));
    let width = RwSignal::new(None);
    let held = StoredValue::new_local(None);
    Effect::new(move |_| {
        let watch = measure::watch_width(DRAWING, move |now| width.set(Some(now.max(NARROWEST))));
        // Where it cannot be measured, it is as narrow as may be.
        if watch.is_err() {
            width.set(Some(NARROWEST));
        }
        let chosen = parts::on_choose(DRAWING, "data-node", move |node| {
            if let Ok(at) = node.parse() {
                choose(store, drawn, at);
            }
        });
        held.set_value(Some((watch, chosen)));
    });
    let is_large = memo(move || drawn.with(|drawn| drawn.is_large()));
    let svg = memo(move || {
        let width = width.get().filter(|_| !is_large.get());
        width.map_or_else(String::new, |width| drawn.with(|drawn| drawn.svg(&frame(width))))
    });
    let is_read = memo(move || store.analysis.with(|shown| shown.is_reckoned()));
    // What stands in the place of a drawing.
    let instead = move || match (is_read.get(), is_large.get()) {
        (false, _) => Some(page::results_not_read().to_string()),
        (true, true) => Some(words::many(drawn.with(|drawn| drawn.nodes.len())).to_string()),
        (true, false) => None,
    };
    let is_drawn = move || is_read.get() && !is_large.get();
    view! {
        <div class="topology-view">
            <p class="topology-intro">{words::intro().to_string()}</p>
            <p class="empty" hidden=live(is_drawn)>{live(instead)}</p>
            <div
                class="scroll"
                id=DRAWING
                hidden=live(move || !is_read.get())
                tabindex="0"
                role="region"
                aria-label=words::drawing().to_string()
                inner_html=live(move || svg.get())
            ></div>
            <p class="topology-key" hidden=live(move || !is_drawn())>{words::key().to_string()}</p>
            {list(store, drawn)}
        </div>
    }
    .into_any()
}

/// How it is drawn in the page.
fn frame(width: u32) -> Frame<'static> {
    Frame {
        id: "topology",
        width,
        height: None,
        variant: Variant::Page,
    }
}

/// The same in words, made when it is unfolded.
fn list(store: Store, drawn: Memo<Shared<Topology>>) -> AnyView {
    let open = RwSignal::new(false);
    let toggled = move |_| open.set(browser::is_open(LIST));
    let parts = move || {
        let parts = match open.get() {
            true => drawn.with(|drawn| drawn.parts()),
            false => Vec::new(),
        };
        let rows = parts.into_iter().map(|part| row(store, drawn, part));
        rows.collect::<Vec<_>>()
    };
    view! {
        <details class="twin" id=LIST on:toggle=toggled>
            <summary>{words::list().to_string()}</summary>
            <ul class="topology-parts">{live(parts)}</ul>
        </details>
    }
    .into_any()
}

fn row(store: Store, drawn: Memo<Shared<Topology>>, part: Part) -> AnyView {
    let at = part.node;
    let title = drawn.with_untracked(|drawn| drawn.nodes.get(at).map(Node::title));
    let links = part.links.into_iter();
    let links = links.map(|link| view! { <li>{link.to_string()}</li> }.into_any());
    let place = part.place.map(|place| format!(" · {place}"));
    view! {
        <li>
            <button class="text" on:click=click(move || choose(store, drawn, at))>{title}</button>
            <span>{part.what} {place}</span>
            <ul>{links.collect::<Vec<_>>()}</ul>
        </li>
    }
    .into_any()
}

/// Leads to the control of a part; to the text, where it has none.
fn choose(store: Store, drawn: Memo<Shared<Topology>>, at: usize) {
    let Some(node) = drawn.with_untracked(|drawn| drawn.nodes.get(at).cloned()) else {
        return;
    };
    let fields = [node.field().unwrap_or("plan"), ""].into_iter();
    let mut controls = fields.filter_map(|field| Some(id_of(node.path.as_ref()?, field)));
    if controls.any(|id| browser::reveal(&id).is_ok()) {
        return;
    }
    if let Some(span) = node.span {
        let place = store.analysis.with_untracked(|shown| {
            let text = shown.tree.text();
            shown.tree.lines().editor_place(text, span.start)
        });
        editing::edit(store, Some(place));
    }
}

/// In which form the topology is taken along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawing {
    Svg,
    Png,
    Mermaid,
}

impl Drawing {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Svg => "topology.svg",
            Self::Png => "topology.png",
            Self::Mermaid => "topology.mmd",
        }
    }

    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Mermaid => "text/plain",
        }
    }
}

/// The drawing, or the flowchart for Mermaid, as it is now. A PNG is made of the drawing.
pub(super) fn text(store: Store, drawing: Drawing) -> String {
    let drawn = store.analysis.with_untracked(|shown| read(&shown.blueprint()));
    match drawing {
        Drawing::Svg | Drawing::Png => drawn.file(),
        Drawing::Mermaid => drawn.mermaid(),
    }
}

pub(super) fn save_picture(store: Store) {
    store.read_now();
    let svg = text(store, Drawing::Png);
    spawn_local(async move {
        let form = Drawing::Png;
        let saved: Result<(), Refused> = match picture::png(&svg).await {
            Ok(bytes) => download::save(form.name(), form.media_type(), &bytes),
            Err(refused) => Err(refused),
        };
        say(store, saved, None);
    });
}
