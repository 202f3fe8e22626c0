//! Copying and downloading what a view shows, and all of it in one archive.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::topology::{self, Drawing};
use crate::app::before_download::{Taking, ask_first};
use crate::app::kit::{self, Kit};
use crate::app::live::{click, live, memo, typed};
use crate::app::store::{Store, Tab};
use crate::browser::{Refused, clipboard, download as browser};
use crate::kit::KitFile;
use crate::plan::Analysis;
use crate::plan::output::{self, Handover, Output};
use crate::words::{Message, page};
use crate::yaml::SecondReading;

/// A file that can be taken along.
#[derive(Clone, Copy, PartialEq, Eq)]
enum File {
    /// A file of the plan.
    Plan(Output),
    /// What differs, as git takes it.
    Patch,
    /// What differs, as a comment for a pull request.
    Comment,
    /// The topology.
    Topology(Drawing),
}

impl File {
    fn name(self) -> &'static str {
        match self {
            Self::Plan(output) => output.name(),
            Self::Patch => "changes.patch",
            Self::Comment => "changes.md",
            Self::Topology(drawing) => drawing.name(),
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Plan(output) => output.media_type(),
            Self::Patch => "text/x-diff",
            Self::Comment => "text/markdown",
            Self::Topology(drawing) => drawing.media_type(),
        }
    }
}

/// The forms in which the open tab can be taken along; the first is taken unless another is chosen.
fn forms(tab: Tab) -> &'static [File] {
    use File::Plan;
    match tab {
        Tab::Blueprint | Tab::Problems => &[Plan(Output::Blueprint)],
        Tab::Environment => &[
            Plan(Output::ChecklistMarkdown),
            Plan(Output::ChecklistCsv),
            Plan(Output::Dotenv),
        ],
        Tab::Costs => &[
            Plan(Output::CostsMarkdown),
            Plan(Output::CostsCsv),
            Plan(Output::CostsJson),
            Plan(Output::CostsByMonth),
            Plan(Output::Report),
        ],
        Tab::Changes => &[File::Patch, File::Comment],
        // Their views have buttons of their own.
        Tab::Kit | Tab::Rollout => &[],
        Tab::Topology => &[
            File::Topology(Drawing::Svg),
            File::Topology(Drawing::Png),
            File::Topology(Drawing::Mermaid),
        ],
    }
}

/// The form, copying and downloading, at the end of the tabs.
pub(in crate::app) fn files(store: Store) -> AnyView {
    let chosen = RwSignal::new(0_usize);
    let form = memo(move || {
        let forms = forms(store.tab.get());
        forms
            .get(chosen.get())
            .or(forms.first())
            .copied()
            .unwrap_or(File::Plan(Output::Blueprint))
    });
    Effect::new(move |_| {
        store.tab.get();
        chosen.set(0);
    });
    let name = move || match forms(store.tab.get()) {
        [] => ().into_any(),
        [only] => view! { <code>{only.name()}</code> }.into_any(),
        several => {
            let options = several.iter().enumerate().map(|(at, form)| {
                view! { <option value=at.to_string() selected=at == 0>{form.name()}</option> }.into_any()
            });
            view! {
                <select
                    id="file-form"
                    aria-label=page::results_form().to_string()
                    on:change=typed(move |at| chosen.set(at.parse().unwrap_or_default()))
                >
                    {options.collect::<Vec<_>>()}
                </select>
            }
            .into_any()
        }
    };
    let download = move || {
        let asking = |take| Taking {
            take,
            button: "download-view",
            is_copied: false,
        };
        match form.get_untracked() {
            File::Plan(Output::Blueprint) => ask_first(store, asking(download)),
            File::Patch => ask_first(store, asking(|store| save(store, File::Patch))),
            File::Topology(Drawing::Png) => topology::save_picture(store),
            form => save(store, form),
        }
    };
    let copy = move || {
        let asking = |take| Taking {
            take,
            button: "copy",
            is_copied: true,
        };
        match form.get_untracked() {
            File::Plan(Output::Blueprint) => {
                ask_first(store, asking(|store| copy(store, File::Plan(Output::Blueprint))));
            }
            File::Patch => ask_first(store, asking(|store| copy(store, File::Patch))),
            form => copy(store, form),
        }
    };
    let none = move || forms(store.tab.get()).is_empty();
    view! {
        {live(name)}
        <button
            class="text"
            id="copy"
            hidden=live(move || none() || form.get() == File::Topology(Drawing::Png))
            on:click=click(copy)
        >
            {page::results_copy().to_string()}
        </button>
        <button class="text" id="download-view" hidden=live(none) on:click=click(download)>
            {page::results_download().to_string()}
        </button>
    }
    .into_any()
}

fn save(store: Store, file: File) {
    let text = text(store, file);
    let saved = browser::save(file.name(), file.media_type(), text.as_bytes());
    say(store, saved, None);
}

fn copy(store: Store, file: File) {
    let text = text(store, file);
    spawn_local(async move {
        let copied = clipboard::copy(text).await;
        say(store, copied, Some(page::results_copied().to_string()));
    });
}

fn text(store: Store, file: File) -> String {
    store.read_now();
    let output = match file {
        File::Plan(Output::Blueprint) => return store.text().to_string(),
        File::Plan(output) => output,
        File::Topology(drawing) => return topology::text(store, drawing),
        File::Patch | File::Comment => {
            let [patch, comment] = super::changes::texts(store);
            return if file == File::Patch { patch } else { comment };
        }
    };
    let date = store.report_date.get_untracked().unwrap_or_default();
    with_handover(store, |plan| output.text(plan, &date)).unwrap_or_default()
}

/// The plan on screen with all that is derived from it, as it is now.
pub(super) fn with_handover<T>(store: Store, then: impl FnOnce(&Handover<'_>) -> T) -> Option<T> {
    let scenario = store.scenario.get_untracked()?;
    let money = store.with_session_untracked(|session| session.workspace().money.clone());
    let handed = |shown: &Analysis| then(&Handover::of(shown, &scenario.settings, &money));
    Some(store.analysis.with_untracked(|shown| handed(shown)))
}

/// Saves the report as Markdown.
pub(super) fn save_report(store: Store) {
    save(store, File::Plan(Output::Report));
}

/// Saves the Blueprint, whatever view is open, and says where another reader sees something else in it.
pub(in crate::app) fn download(store: Store) {
    store.read_now();
    let (text, reading) = store.reading.with_untracked(|shown| {
        let reading = store.here_now().map(|later| (later.read_again)(&shown.tree));
        (shown.tree.text().to_owned(), reading)
    });
    let said = match reading {
        Some(SecondReading::Refuses(reason)) => Some(page::results_second_refuses(reason)),
        Some(SecondReading::Differs(place)) => Some(page::results_second_differs(place)),
        Some(SecondReading::Agrees | SecondReading::NotAsked) | None => None,
    };
    store.second_reading.set(said.map(|said| said.to_string()));
    let blueprint = Output::Blueprint;
    let saved = browser::save(blueprint.name(), blueprint.media_type(), text.as_bytes());
    if saved.is_ok() {
        store.note_download();
    }
    say(store, saved, None);
}

/// Saves all files in one.
pub(in crate::app) fn archive(store: Store) {
    store.read_now();
    if !store.reading.with_untracked(|shown| shown.is_reckoned()) {
        store.notice.set(Some(page::results_archive_broken().to_string()));
        return;
    }
    spawn_local(async move {
        match kit::load(store).await {
            Some(kit) => archive_with(store, kit),
            None => store.notice.set(Some(page::results_not_loaded().to_string())),
        }
    });
}

fn archive_with(store: Store, kit: Kit) {
    let date = store.report_date.get_untracked().unwrap_or_default();
    let packed = with_handover(store, |plan| {
        let files = (kit.files)(plan.analysis, plan.settings, &plan.checklist);
        let name = output::zip_name(&plan.settings.name);
        output::zip(plan, &date, &files).map(|bytes| (name, bytes))
    });
    if packed.is_some_and(|packed| save_archive(store, packed)) {
        store.note_download();
    }
}

/// Saves the files of the kit in one.
pub(in crate::app) fn kit_archive(store: Store, files: &[KitFile]) {
    let Some(name) = store
        .on_screen_now()
        .map(|own| output::kit_name(&own.settings.name))
    else {
        return;
    };
    save_archive(store, output::zip_kit(files).map(|bytes| (name, bytes)));
}

/// Saves an archive under its name; answers whether it was saved, and says why if not.
fn save_archive(store: Store, packed: Result<(String, Vec<u8>), Message>) -> bool {
    match packed {
        Ok((name, bytes)) => {
            let saved = browser::save(&name, "application/zip", &bytes);
            let is_saved = saved.is_ok();
            say(store, saved, None);
            is_saved
        }
        Err(reason) => {
            store.notice.set(Some(reason.to_string()));
            false
        }
    }
}

pub(super) fn say(store: Store, done: Result<(), Refused>, otherwise: Option<String>) {
    match done {
        Ok(()) => {
            if otherwise.is_some() {
                store.notice.set(otherwise);
            }
        }
        Err(Refused(reason)) => store.notice.set(Some(page::results_refused(reason).to_string())),
    }
}
