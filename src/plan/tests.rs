use super::{History, Workspace};
use crate::words::plan as words;
use std::sync::Arc;

fn with_text(workspace: &Workspace, text: &str) -> Workspace {
    let mut next = workspace.clone();
    let mut scenario = (**next.on_screen().unwrap()).clone();
    scenario.text = text.into();
    next.replace(scenario);
    next
}

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
