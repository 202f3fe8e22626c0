//! Steps: made, undone, made again, listed, bounded.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{text_of, with_text};
use crate::blueprint::Blueprint;
use crate::blueprint::edit::Edit;
use crate::demand::Role;
use crate::plan::{History, ScenarioId, Session, Workspace};
use crate::words::plan as words;
use crate::yaml::Tree;
use crate::yaml::edit::TextEdit;

#[test]
fn undo_and_redo_restore_every_byte() {
    let mut workspace = Workspace::start();
    let mut history = History::default();
    let first = workspace.clone();
    let texts = ["a: 1\n", "a: 12\nb: é\n", "", "a: 1\n"];
    let mut states = vec![first.clone()];
    for text in texts {
        let next = with_text(&workspace, text);
        history.record(&mut workspace, next, words::step_text());
        states.push(workspace.clone());
    }
    for state in states.iter().rev().skip(1) {
        assert!(history.undo(&mut workspace).is_some());
        assert_eq!(&workspace, state);
    }
    assert_eq!(history.undo(&mut workspace), None);
    for state in states.iter().skip(1) {
        assert!(history.redo(&mut workspace).is_some());
        assert_eq!(&workspace, state);
    }
}

#[test]
fn deleting_a_scenario_can_be_undone() {
    let mut workspace = Workspace::start();
    let mut history = History::default();
    let first = workspace.clone();
    let mut next = workspace.clone();
    next.scenarios.remove(0);
    history.record(&mut workspace, next, words::step_remove_scenario("Staging"));
    assert_eq!(workspace.scenarios.len(), 2);
    assert_eq!(
        history.undo(&mut workspace).unwrap().to_string(),
        "Staging deleted"
    );
    assert_eq!(workspace, first);
}

#[test]
fn a_step_that_changes_nothing_is_not_noted() {
    let mut workspace = Workspace::start();
    let mut history = History::default();
    let next = workspace.clone();
    history.record(&mut workspace, next, words::step_text());
    assert_eq!(history.next_undo(), None);
}

#[test]
fn the_history_is_bounded() {
    let mut workspace = Workspace::start();
    let mut history = History::default();
    for turn in 0..60 {
        let text = Arc::<str>::from("x".repeat(1_000_000 + turn));
        for text in [text.as_ref(), ""] {
            let next = with_text(&workspace, text);
            history.record(&mut workspace, next, words::step_text());
        }
    }
    let mut undone = 0;
    while history.undo(&mut workspace).is_some() {
        undone += 1;
    }
    assert!((30..60).contains(&undone), "{undone}");
}

#[test]
fn buttons_are_steps_of_their_own() {
    let mut session = Session::new(Workspace::start());
    for plan in ["hobby", "scale"] {
        session.set(words::step_workspace(plan), "", |settings| {
            settings.workspace = plan.to_owned()
        });
    }
    session.undo();
    assert_eq!(session.on_screen().unwrap().settings.workspace, "hobby");
}

#[test]
fn a_plan_file_that_is_undone_leaves_nothing_behind() {
    let mut other = Session::new(Workspace::start());
    other.downloaded();
    let mut session = Session::new(Workspace::start());
    session.open_workspace(other.workspace().clone());
    assert_eq!(session.workspace(), other.workspace());
    session.undo();
    assert_eq!(session.workspace(), &Workspace::start());
    session.redo();
    assert_eq!(session.workspace(), other.workspace());
}

#[test]
fn opening_a_file_loses_nothing() {
    let mut session = Session::new(Workspace::start());
    let before = session.workspace().clone();
    let text: Arc<str> = "services:\n  - {type: web, name: shop, scaling: {minInstances: 2}}\n".into();
    session.open("Staging", text.clone(), true);
    assert_eq!(session.workspace().scenarios[..3], before.scenarios[..]);
    let own = session.on_screen().unwrap();
    let settings = &own.settings;
    assert_eq!((&own.text, settings.running()), (&text, Some(&text)));
    assert_eq!(
        (settings.name.as_str(), settings.workspace.as_str()),
        ("Staging 2", "pro")
    );
    session.undo();
    assert_eq!(session.workspace(), &before);
}

#[test]
fn a_preset_runs_on_render_as_it_was_when_that_was_said() {
    let mut session = Session::new(Workspace::start());
    assert_eq!(session.on_screen().unwrap().settings.running(), None);
    let text = text_of(&session);
    session.set_on_render(true, words::step_text());
    session.type_text(&[TextEdit::insert(0, "# new\n")], false);
    let running = |session: &Session| {
        session
            .on_screen()
            .unwrap()
            .settings
            .running()
            .map(|text| text.to_string())
    };
    assert_eq!(running(&session), Some(text.clone()));
    session.set_on_render(false, words::step_text());
    assert_eq!(running(&session), None);
    session.set_on_render(true, words::step_text());
    assert_eq!(running(&session), Some(text));
}

#[test]
fn a_download_is_no_step_and_is_not_undone() {
    let mut session = Session::new(Workspace::start());
    session.set(words::step_text(), "", |settings| settings.mau = 5);
    session.delete();
    session.undo();
    session.downloaded();
    let text = text_of(&session);
    let downloaded = |session: &Session| {
        let own = session.workspace().scenario(ScenarioId(2)).unwrap();
        own.settings.downloaded.as_ref().map(|text| text.to_string())
    };
    while session.undo().is_some() {
        assert_eq!(downloaded(&session), Some(text.clone()));
    }
    session.redo();
    assert_eq!(downloaded(&session), Some(text));
    assert_eq!(session.steps().1, 1);
}

#[track_caller]
fn type_text(session: &mut Session, edits: &[(usize, usize, &str)], continues: bool) -> bool {
    let edits: Vec<TextEdit> = edits
        .iter()
        .map(|(start, end, text)| TextEdit::replace(*start, *end, *text))
        .collect();
    session.type_text(&edits, continues)
}

fn typed(text: &str) -> Session {
    let mut session = Session::new(with_text(&Workspace::start(), text));
    session.end_gesture();
    session
}

#[test]
fn typing_goes_on_as_one_step() {
    let mut session = typed("a: 1\n");
    assert!(type_text(&mut session, &[(3, 4, "12")], false));
    assert!(type_text(&mut session, &[(5, 5, "3")], true));
    assert!(type_text(&mut session, &[(0, 0, "# "), (6, 6, "4")], true));
    assert_eq!(text_of(&session), "# a: 1234\n");
    assert!(type_text(&mut session, &[(0, 2, "")], false));
    assert_eq!(session.steps().0.len(), 2);
    session.undo();
    assert_eq!(text_of(&session), "# a: 1234\n");
    session.undo();
    assert_eq!(text_of(&session), "a: 1\n");
    // After something else, typing begins anew.
    session.redo();
    assert!(type_text(&mut session, &[(0, 1, "")], true));
    session.undo();
    assert_eq!(text_of(&session), "# a: 1234\n");
}

#[test]
fn typing_at_places_that_are_not_there_changes_nothing() {
    let mut session = typed("é: 1\n");
    for edits in [
        &[(6, 9, "x")][..],
        &[(9, 9, "x")],
        &[(1, 1, "x")],
        &[(3, 2, "x")],
        &[(3, 4, "x"), (3, 4, "y")],
        &[(3, 4, "x"), (0, 2, "y")],
        &[(usize::MAX, usize::MAX, "x")],
    ] {
        assert!(!type_text(&mut session, edits, false), "{edits:?}");
    }
    assert_eq!((text_of(&session).as_str(), session.steps().1), ("é: 1\n", 0));
}

#[test]
fn one_can_jump_to_any_step() {
    let mut session = typed("a\n");
    let mut states = vec![session.workspace().clone()];
    for text in ["b", "c", "d"] {
        type_text(&mut session, &[(0, 1, text)], false);
        states.push(session.workspace().clone());
    }
    session.set(words::step_mau("7"), "", |settings| settings.mau = 7);
    states.push(session.workspace().clone());
    for to in [1, 4, 0, 3, 3, 2, 99] {
        session.jump(to);
        let done = to.min(4);
        assert_eq!(session.workspace(), &states[done], "{to}");
        let (names, present) = session.steps();
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        assert_eq!(present, done);
        assert_eq!(
            names,
            ["Text edited", "Text edited", "Text edited", "7 monthly users"]
        );
    }
    session.jump(1);
    type_text(&mut session, &[(0, 1, "x")], false);
    assert_eq!((session.steps().0.len(), session.steps().1), (2, 2));
}

#[test]
fn what_can_be_made_again_is_bounded_with_the_rest() {
    let mut session = typed("");
    for turn in 0..60 {
        let text = "x".repeat(1_000_000 + turn);
        type_text(&mut session, &[(0, 0, &text)], false);
        type_text(&mut session, &[(0, text.len(), "")], false);
    }
    while session.undo().is_some() {}
    let (names, present) = session.steps();
    assert_eq!(present, 0);
    assert!((30..60).contains(&names.len()), "{}", names.len());
    session.jump(names.len());
    assert!(session.steps().1 >= 30, "{}", session.steps().1);
}

#[test]
fn texts_that_steps_share_are_counted_once() {
    let mut session = Session::new(Workspace::start());
    let large: Arc<str> = "#".repeat(1_000_000).into();
    session.open("large", large, true);
    for mau in 1..100 {
        session.set(words::step_text(), "", |settings| settings.mau = mau);
    }
    assert_eq!(session.steps().0.len(), 100);
    // Each of these keeps a text of its own.
    for turn in 0..60 {
        let original: Arc<str> = "#".repeat(1_000_000 + turn).into();
        session.set(words::step_text(), "", |settings| {
            settings.original = Some(original)
        });
    }
    let kept = session.steps().0.len();
    assert!((15..25).contains(&kept), "{kept}");
}

#[test]
fn a_gesture_that_comes_back_leaves_the_steps_before_it_alone() {
    let mut session = typed("a: 1\n");
    session.set(words::step_workspace("scale"), "", |settings| {
        settings.workspace = "scale".to_owned()
    });
    let before = session.on_screen().unwrap().settings.mau;
    for users in [before + 1, before, before + 2] {
        session.set(words::step_mau(users.to_string()), "mau", |settings| {
            settings.mau = users
        });
    }
    assert_eq!(session.steps().0.len(), 2);
    session.undo();
    let settings = &session.on_screen().unwrap().settings;
    assert_eq!((settings.mau, settings.workspace.as_str()), (before, "scale"));
}

/// A scenario with a group, a web service and two cron jobs, of which one runs as stated; `edit` is made in it.
fn after(on_render: bool, edit: impl FnOnce(&Blueprint<'_>) -> Edit) -> (Session, Session) {
    let text = "
        envVarGroups: [{name: nightly}]
        projects: [{name: nightly, environments: [{name: e}]}]
        services:
          - {type: cron, name: nightly, runtime: node, schedule: '0 2 * * *'}
          - {type: cron, name: weekly, runtime: node, schedule: '0 2 * * 1'}
        ";
    let mut before = Session::new(Workspace::start());
    before.open("jobs", text.into(), on_render);
    before.set(words::step_text(), "", |settings| {
        settings.roles.insert("nightly".to_owned(), Role::Jobs);
        settings.cron_minutes.set("nightly", Some(Decimal::ONE_HUNDRED));
        // Of a job that is not there any more.
        settings.cron_minutes.set("hourly", Some(Decimal::TEN));
        for tick in ["nightly/TOKEN", "nightly-other/TOKEN", "hourly/OLD"] {
            settings.ticked.insert(tick.to_owned());
        }
    });
    let mut session = before.clone();
    let (tree, _) = Tree::parse(text);
    let edit = edit(&Blueprint::of(&tree));
    session.edit(&tree, &[edit], words::step_text(), "").unwrap();
    (before, session)
}

/// What is said of `hourly`: its role, its minutes, its ticks.
#[track_caller]
fn check_hourly(session: &Session, expected: &str) {
    let settings = &session.on_screen().unwrap().settings;
    let role = settings.roles.get("hourly").map_or("-", |role| role.id());
    let minutes = settings.cron_minutes.get("hourly").unwrap_or_default();
    let ticks = settings
        .ticked
        .iter()
        .filter_map(|tick| tick.strip_prefix("hourly/"));
    let ticks: Vec<&str> = ticks.collect();
    assert_eq!(format!("{role} {minutes} {}", ticks.join(" ")), expected);
    assert!(settings.ticked.contains("nightly-other/TOKEN"));
}

#[test]
fn what_is_said_of_a_resource_follows_its_name() {
    let service = |at: usize| {
        move |blueprint: &Blueprint<'_>| Edit::Rename {
            resource: blueprint.services[at].resource.path.clone(),
            to: "hourly".to_owned(),
        }
    };
    let (before, mut session) = after(false, service(0));
    check_hourly(&session, "jobs 100 TOKEN");
    session.undo();
    assert_eq!(session.on_screen(), before.on_screen());
    // Under its new name it is another one on Render, where nothing of it is done.
    check_hourly(&after(true, service(0)).1, "jobs 100 ");
    // What was said of an earlier one of that name does not hold for it.
    check_hourly(&after(false, service(1)).1, "- 0 ");
}

#[test]
fn what_has_the_name_of_a_resource_takes_nothing_from_it() {
    let group = |blueprint: &Blueprint<'_>| Edit::Rename {
        resource: blueprint.groups[0].resource.path.clone(),
        to: "hourly".to_owned(),
    };
    let (_, session) = after(false, group);
    check_hourly(&session, "- 10 TOKEN");
    let settings = &session.on_screen().unwrap().settings;
    assert_eq!(settings.cron_minutes.get("nightly"), Some(Decimal::ONE_HUNDRED));
    assert!(settings.ticked.contains("nightly/TOKEN"));

    let project = |blueprint: &Blueprint<'_>| Edit::Rename {
        resource: blueprint.projects[0].path.clone(),
        to: "hourly".to_owned(),
    };
    check_hourly(&after(false, project).1, "- 10 OLD");
}

#[test]
fn a_copy_is_as_what_it_was_made_of() {
    let copy = |blueprint: &Blueprint<'_>| Edit::Duplicate {
        resource: blueprint.services[0].resource.path.clone(),
        name: "hourly".to_owned(),
    };
    check_hourly(&after(false, copy).1, "jobs 100 OLD");
}
