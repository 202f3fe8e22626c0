//! What is noted of run books: kept, undone, written as Markdown.

use crate::kit::Date;
use crate::plan::{Mark, Rollout, Session, Workspace, analyse, save};
use crate::words::plan as words;

#[test]
fn what_is_noted_of_run_books_is_kept_and_undone() {
    let mut session = Session::new(Workspace::start());
    let before = save::encode(session.workspace()).unwrap();
    let day = Date::parse("2026-12-01");
    session.set(words::step_text(), "", |settings| {
        settings.rollout.first_day = day;
        settings.rollout.change("staging.steps.branch", |mark| {
            *mark = Mark {
                done: true,
                owner: " Ana: \"#1\"\n".to_owned(),
                date: day,
            };
        });
        settings
            .rollout
            .change("a step of later", |mark| mark.done = true);
        settings.rollout.change("of which nothing is noted", |_| {});
    });
    let saved = save::encode(session.workspace()).unwrap();
    assert!(
        !before.contains("rollout:") && !saved.contains("nothing is noted"),
        "{saved}"
    );
    let workspace = save::decode(&saved).unwrap();
    assert_eq!(&workspace, session.workspace());
    let own = &workspace.on_screen().unwrap().settings.rollout;
    assert_eq!(own.mark("staging.steps.branch").unwrap().owner, "Ana: \"#1\"");
    assert!(own.is_done("a step of later"));

    let analysis = analyse(workspace.on_screen().unwrap(), workspace.money.prices.list());
    let books = analysis.runbooks(&workspace.on_screen().unwrap().settings, &analysis.checklist());
    let text = own.markdown(&books);
    assert!(text.contains("- [x] Make a branch for staging, with the files of this kit in their places. (`Ana: \"#1\", 2026-12-01`)\n"), "{text}");
    assert_eq!(text.matches("- [x] ").count(), 1);
    assert_eq!(own.done(&books[0]), 1);

    assert!(save::decode(&saved.replace("2026-12-01", "2026-13-01")).is_err());
    session.undo();
    assert_eq!(save::encode(session.workspace()).unwrap(), before);
    let mut rollout = Rollout::default();
    rollout.change("a", |mark| mark.done = true);
    rollout.change("a", |mark| mark.done = false);
    assert_eq!(rollout, Rollout::default());
}
