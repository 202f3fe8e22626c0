//! What the command palette leads to: views, scenarios, resources, problems, and what can be done.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Dialog, guide, open, places, presenting};
use crate::app::editing;
use crate::app::fields::id_of;
use crate::app::language;
use crate::app::results::{CostsPart, TABS};
use crate::app::store::{Store, Tab};
use crate::blueprint::{AnyResource, ServiceType};
use crate::browser::page as browser;
use crate::check::Severity;
use crate::words::{Message, page, room as words, share, terms};

/// One line of the palette.
pub(super) struct Entry {
    pub name: String,
    /// What it is.
    pub kind: String,
    pub act: Arc<dyn Fn(Store) + Send + Sync>,
}

impl Entry {
    fn new(name: impl ToString, kind: &Message, act: impl Fn(Store) + Send + Sync + 'static) -> Self {
        Self {
            name: name.to_string(),
            kind: kind.to_string(),
            act: Arc::new(act),
        }
    }

    /// What is typed to find it.
    pub fn found_by(&self) -> String {
        format!("{} {}", self.name, self.kind)
    }
}

/// All of them, as the plan is now.
pub(super) fn entries(store: Store) -> Vec<Entry> {
    let mut entries = views();
    entries.extend(scenarios(store));
    entries.extend(actions());
    entries.extend(resources(store));
    entries.extend(problems(store));
    entries
}

fn views() -> Vec<Entry> {
    let kind = words::kind_view();
    let tabs = TABS.map(|tab| Entry::new(tab.label(), &kind, move |store| store.tab.set(tab)));
    let parts = CostsPart::ALL.map(|part| {
        let name = format!("{}: {}", page::results_costs(), part.label());
        Entry::new(name, &kind, move |store| {
            store.costs_part.set(part);
            store.tab.set(Tab::Costs);
        })
    });
    tabs.into_iter().chain(parts).collect()
}

fn scenarios(store: Store) -> Vec<Entry> {
    let kind = words::kind_scenario();
    store.with_session_untracked(|session| {
        let own = session.workspace().scenarios.iter();
        own.map(|own| {
            let id = own.id;
            Entry::new(&own.settings.name, &kind, move |store| store.select(id))
        })
        .collect()
    })
}

/// What can be done: by the button that is there for it, where there is one that can be pressed now.
fn actions() -> Vec<Entry> {
    let kind = words::kind_action();
    let add = |name: Message| page::structure_add_one(name.to_string());
    let buttons = [
        ("undo", page::bar_undo()),
        ("redo", page::bar_redo()),
        ("download", page::bar_download()),
        ("download-all", page::bar_archive_title()),
        ("copy", words::copy_view()),
        ("download-view", words::download_view()),
        ("duplicate-scenario", words::duplicate()),
        ("add-web", add(ServiceType::Web.name())),
        ("add-private-service", add(ServiceType::PrivateService.name())),
        ("add-worker", add(ServiceType::Worker.name())),
        ("add-cron", add(ServiceType::Cron.name())),
        ("add-static", add(ServiceType::Static.name())),
        ("add-database", add(terms::database())),
        ("add-key-value", add(ServiceType::KeyValue.name())),
        ("add-group", add(terms::group())),
        ("add-project", add(page::structure_project())),
    ];
    let pressed = buttons.into_iter().filter(|(id, _)| browser::can_press(id));
    let pressed = pressed.map(|(id, name)| Entry::new(name, &kind, move |_| drop(browser::press(id))));
    // What opens below a button, with the focus in it.
    let menus = [
        ("open-file", format!("{}: render.yaml", page::open_title())),
        ("share-file", share::title().to_string()),
        ("scenario-name", page::bar_scenario_menu().to_string()),
    ];
    let menus = menus.map(|(id, name)| Entry::new(name, &kind, move |_| drop(browser::reveal(id))));
    let dialogs = [
        Entry::new(words::present(), &kind, presenting::toggle),
        Entry::new(words::shortcuts(), &kind, |store| open(store, Dialog::Shortcuts)),
        Entry::new(words::guide(), &kind, guide::show_again),
        Entry::new(words::about(), &kind, |store| open(store, Dialog::About)),
    ];
    let spoken = language::LANGUAGES.map(|(id, name)| {
        let name = format!("{}: {name}", page::status_language());
        Entry::new(name, &kind, move |store| language::choose(store, id.to_owned()))
    });
    pressed.chain(menus).chain(dialogs).chain(spoken).collect()
}

fn resources(store: Store) -> Vec<Entry> {
    store.analysis.with_untracked(|shown| {
        let blueprint = shown.blueprint();
        let resources = blueprint.resources().map(|found| {
            let kind = match found {
                AnyResource::Service(service) => service.service_type.name(),
                AnyResource::Database(_) => terms::database(),
                AnyResource::Group(_) => terms::group(),
            };
            let own = found.resource();
            let card = id_of(&own.path, "");
            let place = shown
                .tree
                .lines()
                .editor_place(shown.tree.text(), own.name_span().start);
            // What has no card, or none that is drawn, stands in the text all the same.
            Entry::new(own.name, &kind, move |store| {
                if browser::reveal(&card).is_err() {
                    editing::edit(store, Some(place));
                }
            })
        });
        resources.collect()
    })
}

fn problems(store: Store) -> Vec<Entry> {
    let report = store.report.get_untracked();
    let found = report.iter().flat_map(|report| &report.diagnostics);
    let entries = found.enumerate().map(|(at, found)| {
        let kind = match found.severity {
            Severity::Error => page::problems_error(),
            Severity::Warning => page::problems_warning(),
            Severity::Note => page::problems_note(),
        };
        let name = found.message.to_string().replace('`', "");
        Entry::new(name, &kind, move |store| places::show_problem(store, at))
    });
    entries.collect()
}
