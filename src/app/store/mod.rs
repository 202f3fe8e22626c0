//! The page's one state: a session, and what is derived from it.

mod change;
mod shared;
mod typing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::before_download::Taking;
use super::editing::{Aside, Preview, Shown, Stage};
use super::keeping::{Keeping, Kept};
use super::later::{self, Later, Loading};
use super::live::memo;
use super::results::{Base, CostsPart};
use crate::check::Report;
use crate::cost::{self, Bill, CronMinutes};
use crate::demand::{Roles, Workload};
use crate::envvars::Checklist;
use crate::plan::share;
use crate::plan::{
    Analysis, Demanded, LastChange, Prices, Rollout, Scenario, ScenarioId, Session, Settings, Workspace,
    analyse,
};
use crate::price::PriceList;
use crate::yaml::{Lines, Path};
use shared::Analysed;
pub(super) use shared::Shared;

/// Handles on the state. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Store {
    session: RwSignal<Session>,
    /// The scenario on screen.
    pub scenario: Memo<Option<Arc<Scenario>>>,
    /// What is derived from its text as it is; without a tree where the text has a syntax error.
    pub reading: Memo<Shared<Analysis>>,
    /// The same of its last text that could be read: what controls and costs show.
    pub analysis: Memo<Shared<Analysis>>,
    /// With what it is priced.
    pub prices: Memo<Prices>,
    /// What its users mean for it; none before the code for that is loaded.
    pub demanded: Memo<Option<Shared<Demanded>>>,
    /// Its bill, with what follows from its users once that is known.
    pub bill: Memo<Shared<Bill>>,
    /// Its diagnostics; none before the checks are loaded.
    pub report: Memo<Option<Shared<Report>>>,
    /// Its variables; none before the checklist is loaded.
    pub checklist: Memo<Option<Shared<Checklist>>>,
    /// What came after the first paint.
    pub later: RwSignal<Loading>,
    /// What the last step changed.
    pub last_change: Memo<Option<LastChange>>,
    /// The last thing said to the user: a refusal, an undone step.
    pub notice: RwSignal<Option<String>>,
    /// What a second reader made of the text that was downloaded last, if it differs.
    pub second_reading: RwSignal<Option<String>>,
    /// Whether the workspace is kept in this browser.
    pub kept: RwSignal<Kept>,
    /// What this tab remembers of that.
    pub keeping: StoredValue<Keeping>,
    /// The name of what was put aside since the page was loaded.
    pub put_aside: RwSignal<Option<String>>,
    /// How many edits were refused: what shows a choice draws itself anew then.
    pub refusals: RwSignal<u32>,
    /// What is about to be taken along, once it is said what that would hurt.
    pub taking: RwSignal<Option<Taking>>,
    /// The id of the control that is to get the focus once it is drawn.
    pub wished: RwSignal<Option<String>>,
    /// What somebody shared, until it is opened or left.
    pub arrived: RwSignal<Option<Arc<share::Shared>>>,
    /// The view on the right.
    pub tab: RwSignal<Tab>,
    /// The language that the page is drawn in.
    pub spoken: RwSignal<&'static str>,
    /// What the view of costs shows below the totals.
    pub costs_part: RwSignal<CostsPart>,
    /// A price list of one's own that is not in use now, or was the last that was.
    pub own_prices: RwSignal<Option<Prices>>,
    /// The date on the report; none before it is shown.
    pub report_date: RwSignal<Option<String>>,
    /// What the other scenarios are measured by; the one on screen unless another is chosen.
    pub baseline: RwSignal<Option<ScenarioId>>,
    /// What the plan on screen is compared with.
    pub base: RwSignal<Base>,
    /// The variables are shown in tables to change them, not as a checklist.
    pub edits_variables: RwSignal<bool>,
    /// A long text is being typed in; what is derived from it waits until that stops.
    pub typing: RwSignal<bool>,
    /// A long text has just come on screen: it is shown before it is checked.
    behind: RwSignal<bool>,
    /// What the worker knows of it meanwhile.
    pub preview: RwSignal<Option<Preview>>,
    /// How far the editor is.
    pub stage: RwSignal<Stage>,
    /// The editor.
    pub editor: StoredValue<Shown, LocalStorage>,
    /// The worker.
    pub aside: StoredValue<Aside, LocalStorage>,
    /// The lines of the text on screen.
    lines: StoredValue<Option<(Arc<str>, Arc<Lines>)>>,
    /// What ends the waiting.
    pause: StoredValue<Option<TimeoutHandle>>,
}

/// Bytes from which on a text is long: reading it takes more of a frame than typing can spare.
const LONG: usize = 32 * 1024;
/// The views on the right.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Blueprint,
    Problems,
    Environment,
    Costs,
    Changes,
    Kit,
    Rollout,
    Topology,
}

impl Store {
    /// The start: the presets.
    pub fn new(kept: Kept) -> Self {
        let session = RwSignal::new(Session::new(Workspace::start()));
        let spoken = RwSignal::new("en");
        let scenario = memo(move || session.with(|session| session.on_screen().cloned()));
        let typing = RwSignal::new(false);
        let prices = memo(move || session.with(|session| session.workspace().money.prices));
        let analysed = memo(move || Analysed(scenario.get().unwrap_or_else(|| Arc::new(empty_scenario()))));
        let reading = Memo::new(move |before: Option<&Shared<Analysis>>| {
            // What is found in a text is said in the language of the page.
            spoken.track();
            match before {
                Some(before) if typing.get() => before.clone(),
                _ => analysed.with(|own| Shared::new(analyse(&own.0, prices.get().list()))),
            }
        });
        let analysis = Memo::new(move |before: Option<&Shared<Analysis>>| {
            let now = reading.get();
            let last_good = before.filter(|before| {
                now.error.is_some() && before.error.is_none() && before.scenario == now.scenario
            });
            last_good.cloned().unwrap_or(now)
        });
        let later = RwSignal::new(Loading::Waiting);
        let behind = RwSignal::new(false);
        let at_hand = move || if behind.get() { None } else { here(later) };
        let report =
            memo(move || at_hand().map(|later| reading.with(|shown| Shared::new((later.check)(shown)))));
        let checklist =
            memo(move || at_hand().map(|later| analysis.with(|shown| Shared::new((later.checklist)(shown)))));
        let demanded =
            memo(move || {
                let later = at_hand()?;
                let scenario = scenario.get()?;
                Some(analysis.with(|shown| {
                    Shared::new((later.demanded)(shown, &scenario.settings, prices.get().list()))
                }))
            });
        let bill = memo(move || match demanded.get() {
            Some(demanded) => Shared::new(demanded.bill.clone()),
            None => analysis.with(|shown| Shared::new(shown.bill.clone())),
        });
        let last_change = memo(move || session.with(|session| session.last_change().cloned()));
        Self {
            session,
            scenario,
            reading,
            analysis,
            prices,
            demanded,
            bill,
            report,
            checklist,
            later,
            last_change,
            notice: RwSignal::new(None),
            second_reading: RwSignal::new(None),
            kept: RwSignal::new(kept),
            keeping: StoredValue::new(Keeping::default()),
            put_aside: RwSignal::new(None),
            refusals: RwSignal::new(0),
            taking: RwSignal::new(None),
            wished: RwSignal::new(None),
            arrived: RwSignal::new(None),
            tab: RwSignal::new(Tab::Blueprint),
            spoken,
            costs_part: RwSignal::new(CostsPart::default()),
            own_prices: RwSignal::new(None),
            report_date: RwSignal::new(None),
            baseline: RwSignal::new(None),
            base: RwSignal::new(Base::default()),
            edits_variables: RwSignal::new(false),
            typing,
            behind,
            preview: RwSignal::new(None),
            stage: RwSignal::new(Stage::Off),
            editor: StoredValue::new_local(Shown::default()),
            aside: StoredValue::new_local(Aside::default()),
            lines: StoredValue::new(None),
            pause: StoredValue::new(None),
        }
    }

    /// Loads what the first paint did without, or tries so again.
    pub async fn load_later(self) {
        self.later.set(Loading::Waiting);
        self.later.set(match later::load().await {
            Ok(later) => {
                (later.begin)(self);
                Loading::Here(later)
            }
            Err(_) => Loading::Failed,
        });
    }

    /// Begins anew with a workspace.
    pub fn open(self, workspace: Workspace) {
        self.session.set(Session::new(workspace));
    }

    /// Draws the page anew in the language in use.
    pub fn speak(self, language: &'static str) {
        self.aside.set_value(Aside::default());
        // What was said was said in the language before.
        self.notice.set(None);
        self.spoken.set(language);
    }

    /// What came later, if it is here.
    pub fn here(self) -> Option<Later> {
        here(self.later)
    }

    /// The same, for once.
    pub fn here_now(self) -> Option<Later> {
        untrack(move || self.here())
    }

    /// The bill of any scenario, with what follows from its users once that is known; none where its text cannot be
    /// read.
    pub fn bill_of(self, scenario: &Scenario) -> Option<Bill> {
        let prices = self.prices();
        // A step that leaves the text alone is priced with what was read of it.
        let shown = self.analysis.get_untracked();
        let shown = if shown.error.is_none() && *shown.tree.text() == *scenario.text {
            shown
        } else {
            Shared::new(analyse(scenario, prices))
        };
        if !shown.is_reckoned() {
            return None;
        }
        Some(match self.here() {
            Some(later) => (later.bill)(&shown, &scenario.settings, prices),
            None => cost::bill(&shown.blueprint(), prices, &scenario.settings.usage()),
        })
    }

    /// The price list in use.
    pub fn prices(self) -> &'static PriceList {
        self.prices.get().list()
    }

    /// Reads the session and follows it.
    pub fn with_session<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with(read)
    }

    /// Reads the session as it is now.
    pub fn with_session_untracked<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(read)
    }

    /// The scenario on screen as it is now: what follows the session may not be told of the last change yet.
    pub fn on_screen_now(self) -> Option<Arc<Scenario>> {
        self.with_session_untracked(|session| session.on_screen().cloned())
    }

    /// A number beside the Blueprint on screen, followed.
    pub fn setting<T>(self, get: impl FnOnce(&Settings) -> T) -> Option<T> {
        self.scenario
            .with(|scenario| scenario.as_ref().map(|scenario| get(&scenario.settings)))
    }

    /// Its text.
    pub fn text(self) -> Arc<str> {
        self.on_screen_now()
            .map_or_else(|| "".into(), |own| own.text.clone())
    }

    /// The line of the syntax error on screen, if there is one.
    pub fn broken_line(self) -> Option<usize> {
        self.reading.with(|shown| {
            let error = shown.error?;
            Some(shown.tree.lines().place(shown.tree.text(), error.span.start).line)
        })
    }

    /// Text of a field, followed as it changes; none where it is not written.
    pub fn field(self, resource: &Path, field: &str) -> Memo<Option<String>> {
        let path = field
            .split('.')
            .fold(resource.clone(), |path, step| path.then(step));
        memo(move || {
            self.analysis.with(|shown| {
                let node = shown.tree.at(&path)?;
                shown.tree.scalar_text(shown.tree.target(node)).map(str::to_owned)
            })
        })
    }

    /// The name now of a resource, a project or an environment.
    pub fn resource_name(self, resource: &Path) -> String {
        self.analysis.with_untracked(|shown| {
            let name = shown.tree.at(&resource.then("name"));
            let name = name.and_then(|name| shown.tree.scalar_text(shown.tree.target(name)));
            name.unwrap_or_default().to_owned()
        })
    }
}

/// Does something once the browser has painted what is on screen now.
fn behind_next_paint(act: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(act, Duration::ZERO));
}

fn here(later: RwSignal<Loading>) -> Option<Later> {
    match later.get() {
        Loading::Here(later) => Some(later),
        Loading::Waiting | Loading::Failed => None,
    }
}

fn empty_scenario() -> Scenario {
    let settings = Settings {
        name: String::new(),
        mau: 0,
        workspace: "hobby".to_owned(),
        object_storage_gb: None,
        outside: BTreeMap::new(),
        metered: BTreeMap::new(),
        unit_prices: BTreeMap::new(),
        cron_minutes: CronMinutes::default(),
        workload: Workload::default(),
        roles: Roles::new(),
        ticked: BTreeSet::new(),
        rollout: Rollout::default(),
        before_disk: None,
        on_render: false,
        original: None,
        downloaded: None,
    };
    Scenario {
        id: ScenarioId(0),
        text: "".into(),
        settings,
    }
}
