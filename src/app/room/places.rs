//! Addresses of places: an address opens a view or a problem, and says which view is open.

use leptos::prelude::*;

use super::room;
use crate::app::results::{TABS, row_id};
use crate::app::store::{Store, Tab};
use crate::browser::{address, page};
use crate::check::Report;
use crate::plan::place::Place;
use crate::plan::{Analysis, share};
use crate::words::room as words;

/// Goes to the place that a fragment names; nothing where it names none.
pub(in crate::app) fn go(store: Store, fragment: &str) {
    let Some(place) = Place::read(fragment) else {
        return;
    };
    let tab = match &place {
        Place::Tab(name) => {
            let named = |tab: &&Tab| tab.id().strip_prefix("tab-") == Some(name.as_str());
            TABS.iter().find(named).copied()
        }
        Place::Problem { .. } => Some(Tab::Problems),
    };
    if let Some((tab, room)) = tab.zip(room(store)) {
        store.tab.set(tab);
        room.wanted.set(Some(place));
    }
}

/// Keeps the address with the view, and goes to the place that was wanted once the page stands and is checked.
pub(super) fn follow(store: Store) {
    Effect::new(move |was: Option<()>| {
        let tab = store.tab.get();
        // What the address says at first is read before it is written over.
        if was.is_some() {
            tell(tab);
        }
    });
    Effect::new(move |_| {
        let room = room(store)?;
        let place = room.wanted.get()?;
        let report = store.report.get()?;
        room.wanted.set(None);
        if let Place::Tab(_) = place {
            // On a phone the views stand below the controls.
            request_animation_frame(|| drop(page::bring_to_top(".tabs")));
            return Some(());
        }
        let found = store
            .reading
            .with_untracked(|shown| problem_at(shown, &report, &place));
        match found {
            Some(at) => show_problem(store, at),
            None => store.notice.set(Some(words::no_problem().to_string())),
        }
        Some(())
    });
}

/// Says in the address which view is open.
fn tell(tab: Tab) {
    let now = address::fragment();
    let place = match tab {
        Tab::Blueprint => String::new(),
        other => Place::Tab(other.id().trim_start_matches("tab-").to_owned()).to_string(),
    };
    if now != place && !share::is_link(&now) {
        address::show_fragment(&place);
    }
}

/// Where a problem stands in the report.
fn problem_at(shown: &Analysis, report: &Report, place: &Place) -> Option<usize> {
    let Place::Problem { code, line } = place else {
        return None;
    };
    let same = report.diagnostics.iter().enumerate();
    let same = same.filter(|(_, found)| found.code == code);
    let line_of = |at: usize| shown.tree.lines().place(shown.tree.text(), at).line;
    let mut first = None;
    for (at, found) in same {
        if *line == Some(line_of(found.span.start)) {
            return Some(at);
        }
        first.get_or_insert(at);
    }
    first
}

/// Shows a problem among the others, with the focus in its row.
pub(super) fn show_problem(store: Store, at: usize) {
    store.tab.set(Tab::Problems);
    tell(Tab::Problems);
    // Once the list is drawn.
    request_animation_frame(move || drop(page::reveal(&row_id(at))));
}
