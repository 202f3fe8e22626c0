//! What the page loads once it stands: the checks, the checklist, and the views, folded parts and files that
//! are not on screen at first.
//!
//! The build moves all code that only [`load`] reaches into a file of its own; see `scripts/trunk`. So a view
//! belongs here when the first paint can do without it. Holds the crate's only unsafe code, which the
//! attribute writes.
#![allow(unsafe_code)]

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::before_download::Taking;
use super::kit::Kit;
use super::room::{self, Room};
use super::shortcuts::Shortcut;
use super::store::Store;
use super::{bar, before_download, controls, editing, keeping, opening, results, sharing, steps};
use crate::blueprint::ServiceType;
use crate::check::Report;
use crate::cost::{Bill, CostChange};
use crate::envvars::Checklist;
use crate::kit::KitFile;
use crate::plan::{Analysis, Demanded, Settings};
use crate::price::PriceList;
use crate::yaml::{EditorPlace, Path, SecondReading, Tree, read_again};

/// The entries into the code that came later.
#[derive(Clone, Copy)]
pub(super) struct Later {
    pub check: fn(&Analysis) -> Report,
    pub checklist: fn(&Analysis) -> Checklist,
    pub demanded: fn(&Analysis, &Settings, &PriceList) -> Demanded,
    pub bill: fn(&Analysis, &Settings, &PriceList) -> Bill,
    /// What a change does to a bill.
    pub cost_change: fn(&Bill, &Bill) -> CostChange,
    pub read_again: fn(&Tree) -> SecondReading,
    /// Opens what this browser has saved.
    pub open: fn(Store, &str),
    /// Saves in this browser.
    pub write: fn(Store),
    /// The choice of the language, and what Plano is.
    pub language: fn(Store) -> AnyView,
    /// What can be done beside the status.
    pub choices: fn(Store) -> AnyView,
    /// The view of the tab that is open, other than the Blueprint.
    pub view: fn(Store) -> AnyView,
    /// What can be done with the files of the tab that is open.
    pub files: fn(Store) -> AnyView,
    /// All files in one.
    pub archive: fn(Store),
    /// The files of the kit in one.
    pub kit_archive: fn(Store, &[KitFile]),
    /// What comes with the tabs Kit and Rollout.
    pub kit: RwSignal<Loading<Kit>>,
    /// Takes something along, after what it would hurt is said.
    pub ask_first: fn(Store, Taking),
    /// What is said then.
    pub before_download: fn(Store) -> AnyView,
    pub scenario_menu: fn(Store) -> AnyView,
    /// The steps of the history.
    pub steps: fn(Store) -> AnyView,
    /// The folded part of a service's card.
    pub service: fn(Store, &Path, ServiceType) -> AnyView,
    /// How long a cron job runs.
    pub cron_minutes: fn(Store, &Path) -> AnyView,
    /// The folded part of a database's card.
    pub database: fn(Store, &Path) -> AnyView,
    /// The folded part of a Key Value's card.
    pub key_value: fn(Store, &Path) -> AnyView,
    /// Buttons that add services.
    pub add_services: fn(Store) -> AnyView,
    /// Buttons that add databases and Key Value.
    pub add_data: fn(Store) -> AnyView,
    /// Env groups and projects.
    pub groups: fn(Store) -> AnyView,
    /// Where the files are kept.
    pub files_choice: fn(Store) -> AnyView,
    /// What follows from the users, and what is assumed of them.
    pub demand_more: fn(Store) -> AnyView,
    /// The services of others.
    pub outside: fn(Store) -> AnyView,
    /// What can be opened.
    pub open_menu: fn(Store) -> AnyView,
    /// How the plan is handed on, and the way to everything else.
    pub share_menu: fn(Store) -> AnyView,
    /// Looks for a shared plan or a place in the address.
    pub receive: fn(Store),
    /// What comes over the page: a shared plan before it is opened, dialogs, the first steps.
    pub over: fn(Store) -> AnyView,
    /// The shortcuts beside those of the history.
    pub shortcuts: fn() -> &'static [Shortcut],
    /// What is shown over the page now.
    pub room: StoredValue<Room>,
    /// Readies the page for these entries, before any is used.
    pub begin: fn(Store),
    /// Brings the editor, with the cursor at a place.
    pub edit: fn(Store, Option<EditorPlace>),
    /// Brings the editor without the focus.
    pub show_editor: fn(Store),
    /// The same where the drawn text was clicked.
    pub edit_at: fn(Store, i32, i32),
    /// The editor.
    pub editor: fn(Store) -> AnyView,
    /// Has a long text read beside the page.
    pub ask_aside: fn(Store),
    /// In a worker: answers about a text.
    pub answer_aside: fn(Vec<String>) -> Vec<String>,
}

/// How far the loading of a part is.
#[derive(Clone, Copy)]
pub(super) enum Loading<Part = Later> {
    /// Not asked for yet, or under way.
    Waiting,
    /// It did not come, for want of a network for example.
    Failed,
    Here(Part),
}

/// Loads what comes later.
#[wasm_split(later, fallible)]
pub(super) fn load() -> Result<Later, SplitLoaderError> {
    Ok(Later {
        check: Analysis::check,
        checklist: Analysis::checklist,
        demanded: Analysis::demanded,
        bill: Analysis::bill_at_demand,
        cost_change: CostChange::between,
        read_again,
        open: keeping::open,
        write: keeping::write,
        language: room::in_status,
        choices: keeping::choices,
        view: results::later_view,
        files: results::files,
        archive: results::archive,
        kit_archive: results::kit_archive,
        kit: RwSignal::new(Loading::Waiting),
        ask_first: before_download::ask_first,
        before_download: before_download::panel,
        scenario_menu: bar::menu,
        steps: steps::menu,
        service: controls::service_more,
        cron_minutes: controls::cron_minutes,
        database: controls::database_more,
        key_value: controls::key_value_more,
        add_services: controls::add_services,
        add_data: controls::add_data,
        groups: controls::groups,
        files_choice: controls::files_choice,
        demand_more: controls::demand_more,
        outside: controls::outside,
        open_menu: opening::menu,
        share_menu: room::in_bar,
        receive: sharing::receive,
        over: room::over,
        shortcuts: room::shortcuts,
        room: Room::new(),
        begin: room::begin,
        edit: editing::edit,
        show_editor: editing::show,
        edit_at: editing::edit_at,
        editor: editing::view,
        ask_aside: editing::ask_aside,
        answer_aside: editing::answer_aside,
    })
}

/// A part of the page that came later; nothing where it is not here yet.
pub(super) fn later(store: Store, part: impl Fn(Later) -> AnyView + Send + 'static) -> AnyView {
    super::live::live(move || store.here().map(&part)).into_any()
}

/// Whether it is still to come, so that its place is kept free.
pub(super) fn is_awaited(store: Store) -> bool {
    matches!(store.later.get(), Loading::Waiting)
}
