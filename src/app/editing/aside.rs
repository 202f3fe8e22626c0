//! A long text that is being typed, read and checked beside the page, so that typing never waits. The worker
//! gets the whole text, one question at a time; what was typed meanwhile is asked next.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::marks::plain;
use crate::app::store::Store;
use crate::browser::editor::{Mark, Place};
use crate::browser::worker::Worker;
use crate::check::Severity;
use crate::plan::{Money, Prices, Scenario, ScenarioId, Settings, Workspace, analyse, save};
use crate::words::{Language, choose_language, language, language_list};
use crate::yaml::{EditorPlace, Tree};

/// What is known of a text that the page itself has not read yet.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::app) struct Preview {
    /// Whether Render can be expected to take it.
    pub valid: bool,
    /// Its monthly total in words; none where it cannot be read.
    pub total: Option<String>,
    /// It is of a text that was typed on since, so that the places of its problems are others now.
    pub is_old: bool,
    found: Vec<Found>,
}

#[derive(Clone, PartialEq, Eq)]
struct Found {
    range: [usize; 4],
    severity: Severity,
    message: String,
    help: String,
    code: String,
}

/// The worker and what it is doing.
#[derive(Default)]
pub(in crate::app) struct Aside {
    worker: Option<Worker>,
    /// It has a question, or is not ready yet.
    busy: bool,
    /// It was told in which language to answer.
    knows_language: bool,
    /// What was typed since.
    asked_again: bool,
    /// What the question is about.
    asked: Option<(ScenarioId, Arc<str>)>,
    /// The last answer: most keys change nothing of it, and the page then has nothing to do.
    last: Vec<String>,
}

impl Preview {
    /// How many problems have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    }

    /// The problems as the editor shows them.
    pub fn marks(&self) -> impl Iterator<Item = Mark> + '_ {
        self.found.iter().map(|found| {
            let [from_line, from_column, to_line, to_column] = found.range;
            let place = |line, column| Place { line, column };
            Mark {
                range: (place(from_line, from_column), place(to_line, to_column)),
                severity: found.severity.id(),
                message: found.message.clone(),
                help: found.help.clone(),
                code: found.code.clone(),
            }
        })
    }
}

/// Asks about the text on screen; at once if the worker is free, else as soon as it is.
pub(in crate::app) fn ask(store: Store) {
    let is_free = store.aside.try_update_value(|aside| {
        if aside.busy {
            aside.asked_again = true;
            return false;
        }
        aside.busy = true;
        true
    });
    if is_free != Some(true) {
        return;
    }
    let has_worker = store.aside.with_value(|aside| aside.worker.is_some());
    if has_worker {
        question(store);
        return;
    }
    // It answers once by itself, when it is ready.
    match Worker::start(
        move |texts| answered(store, &texts),
        move || set_timeout(move || store.aside.set_value(Aside::default()), Duration::ZERO),
    ) {
        Ok(worker) => store.aside.update_value(|aside| {
            aside.worker = Some(worker);
            aside.asked_again = true;
        }),
        // Without one, the page reads the text when the typing stops.
        Err(_) => store.aside.update_value(|aside| aside.busy = false),
    }
}

fn question(store: Store) {
    let Some(scenario) = store.on_screen_now() else {
        return;
    };
    let money = store.with_session_untracked(|session| session.workspace().money.clone());
    let numbers = save::encode(&alone(&scenario, money));
    let original = scenario.settings.running().map(|text| text.to_string());
    store
        .aside
        .update_value(|aside| aside.asked = Some((scenario.id, scenario.text.clone())));
    let asked = store.aside.with_value(|aside| match (&aside.worker, numbers) {
        (Some(worker), Ok(numbers)) => {
            let question = [numbers, scenario.text.to_string()].into_iter().chain(original);
            worker.ask(question).is_ok()
        }
        _ => false,
    });
    if !asked {
        store.aside.update_value(|aside| aside.busy = false);
    }
}

/// A workspace of one scenario without its texts.
fn alone(scenario: &Scenario, money: Money) -> Workspace {
    let settings = Settings {
        original: None,
        downloaded: None,
        before_disk: None,
        ..scenario.settings.clone()
    };
    let scenario = Scenario {
        id: scenario.id,
        text: "".into(),
        settings,
    };
    Workspace {
        active: scenario.id,
        scenarios: vec![Arc::new(scenario)],
        money,
    }
}

fn answered(store: Store, texts: &[String]) {
    if tells_language(store) {
        return;
    }
    let on_screen = store.on_screen_now().map(|own| own.id);
    let text = store.text();
    let known = store.aside.try_update_value(|aside| {
        let asked = aside.asked.take().filter(|(id, _)| Some(*id) == on_screen);
        let is_old = asked.map(|(_, asked)| !Arc::ptr_eq(&asked, &text));
        let is_new = aside.last != texts || store.preview.with_untracked(Option::is_none);
        aside.last = texts.to_vec();
        is_old.filter(|_| is_new)
    });
    // While the page still waits to read the text itself.
    if let (true, Some(is_old)) = (store.typing.get_untracked(), known.flatten()) {
        store.preview.set(decode(texts, is_old));
    }
    let again = store.aside.try_update_value(|aside| {
        aside.busy = false;
        std::mem::take(&mut aside.asked_again)
    });
    if again == Some(true) && store.typing.get_untracked() {
        ask(store);
    }
}

/// Tells a worker that is ready in which language to answer; it then answers once without texts.
fn tells_language(store: Store) -> bool {
    let told = store.aside.try_update_value(|aside| {
        if std::mem::replace(&mut aside.knows_language, true) {
            return false;
        }
        let told = aside.worker.as_ref().zip(language_list());
        told.is_some_and(|(worker, list)| {
            let question = [LANGUAGE, language(), list].map(str::to_owned);
            worker.ask(question).is_ok()
        })
    });
    told == Some(true)
}

/// In the worker: what is to be known of a text. The first text of a question holds the scenario's numbers,
/// the second is its Blueprint, the third the one that runs on Render, if any does.
pub(in crate::app) fn answer(question: Vec<String>) -> Vec<String> {
    if let [LANGUAGE, id, list] = question.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        choose_language(Some(Language::read(id, list.to_owned())));
        return Vec::new();
    }
    let mut texts = question.into_iter().map(Arc::<str>::from);
    let (Some(numbers), Some(text)) = (texts.next(), texts.next()) else {
        return Vec::new();
    };
    let Some((alone, prices)) = decoded(numbers) else {
        return Vec::new();
    };
    let mut scenario = Scenario::clone(&alone);
    scenario.text = text;
    scenario.settings.original = texts.next();
    let analysis = analyse(&scenario, prices.list());
    let report = analysis.check();
    let total = if analysis.is_reckoned() {
        let bill = analysis.bill_at_demand(&scenario.settings, prices.list());
        bill.total_text()
    } else {
        String::new()
    };
    let found = report.diagnostics.iter().map(|found| {
        let place = |at| place_in(&analysis.tree, at);
        let (from, to) = (place(found.span.start), place(found.span.end));
        let numbers = [from.line, from.column, to.line, to.column].map(|number| number.to_string());
        let [from_line, from_column, to_line, to_column] = numbers;
        let texts = [
            from_line,
            from_column,
            to_line,
            to_column,
            found.severity.id().to_owned(),
            plain(&found.message.to_string()),
            plain(&found.help.to_string()),
            found.code.to_owned(),
        ];
        texts.map(|text| text.replace(SEPARATOR, " ")).join(SEPARATOR)
    });
    let found = found.collect::<Vec<_>>().join(SEPARATOR);
    vec![report.valid.to_string(), total, found]
}

/// The first text of a question that is none, but says in which language to answer.
const LANGUAGE: &str = "language";

/// What a question was read as.
type Read = (Arc<str>, Arc<Scenario>, Prices);

/// The scenario and the prices in a question. They are the same from key to key, and a list of one's own is read once.
fn decoded(numbers: Arc<str>) -> Option<(Arc<Scenario>, Prices)> {
    thread_local! {
        static LAST: RefCell<Option<Read>> = const { RefCell::new(None) };
    }
    let known = LAST.with_borrow(|last| {
        let (_, scenario, prices) = last.as_ref().filter(|(own, ..)| *own == numbers)?;
        Some((Arc::clone(scenario), *prices))
    });
    known.or_else(|| {
        let workspace = save::decode(&numbers).ok()?;
        let (scenario, prices) = (workspace.on_screen()?.clone(), workspace.money.prices);
        LAST.set(Some((numbers, Arc::clone(&scenario), prices)));
        Some((scenario, prices))
    })
}

/// Stands between the parts of all problems, which go from the worker to the page as one text.
const SEPARATOR: &str = "\u{1f}";

fn place_in(tree: &Tree, at: usize) -> EditorPlace {
    tree.lines().editor_place(tree.text(), at)
}

fn decode(texts: &[String], is_old: bool) -> Option<Preview> {
    let [valid, total, found] = texts else {
        return None;
    };
    let parts: Vec<&str> = found.split(SEPARATOR).collect();
    let found = parts.as_chunks::<8>().0.iter().filter_map(|texts| {
        let [
            from_line,
            from_column,
            to_line,
            to_column,
            name,
            message,
            help,
            code,
        ] = *texts;
        let number = |text: &str| text.parse().unwrap_or_default();
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        Some(Found {
            range: [from_line, from_column, to_line, to_column].map(number),
            severity: severities.into_iter().find(|own| own.id() == name)?,
            message: message.to_owned(),
            help: help.to_owned(),
            code: code.to_owned(),
        })
    });
    Some(Preview {
        valid: valid == "true",
        total: Some(total.clone()).filter(|total| !total.is_empty()),
        is_old,
        found: found.collect(),
    })
}
