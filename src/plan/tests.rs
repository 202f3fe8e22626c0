use super::files::{Kept, files};
use super::{History, Session, Workspace, save};
use crate::blueprint::Blueprint;
use crate::blueprint::edit::Edit;
use crate::check::{Context, Severity, check};
use crate::words::plan as words;
use crate::yaml::Tree;
use crate::yaml::edit::TextEdit;
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

fn text_of(session: &Session) -> String {
    session.on_screen().unwrap().text.to_string()
}

fn tree_of(session: &Session) -> Tree {
    Tree::parse(text_of(session)).0
}

fn keep_files(session: &mut Session, kept: Kept) {
    let tree = tree_of(session);
    session.keep_files(&tree, kept).unwrap();
}

#[test]
fn files_come_onto_a_disk_with_all_that_follows() {
    let mut session = Session::new(Workspace::start());
    keep_files(&mut session, Kept::Disk);
    let tree = tree_of(&session);
    let blueprint = Blueprint::of(&tree);
    let web = blueprint.service("gp-bikes-web").unwrap();
    let disk = web.disk().unwrap();
    assert_eq!(
        (disk.name, disk.mount_path, disk.size_gb),
        (
            Some("gp-bikes-web-storage"),
            Some("/opt/render/project/src/storage"),
            200
        )
    );
    assert_eq!((web.scaling(), web.instances().max), (None, 1));
    let text = text_of(&session);
    for gone in [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_REGION",
        "S3_BUCKET_NAME",
    ] {
        assert!(!text.contains(&format!("key: {gone}")), "{gone}");
    }
    assert_eq!(session.on_screen().unwrap().settings.object_storage_gb, None);
    let report = check(&tree, None, &Context::default());
    assert_eq!(report.count(Severity::Error), 0, "{:?}", report.diagnostics);
    assert_eq!(report.schema_valid, Some(true));
}

#[test]
fn files_go_back_to_object_storage_as_they_were() {
    let mut session = Session::new(Workspace::start());
    let before = session.workspace().clone();
    keep_files(&mut session, Kept::Disk);
    keep_files(&mut session, Kept::ObjectStorage);
    assert_eq!(session.workspace(), &before);
}

#[test]
fn what_changed_meanwhile_is_kept() {
    let mut session = Session::new(Workspace::start());
    let before = text_of(&session);
    keep_files(&mut session, Kept::Disk);
    let tree = tree_of(&session);
    let edit = Edit::Set {
        resource: Blueprint::of(&tree).databases[0].resource.path.clone(),
        field: "plan".to_owned(),
        value: "8c-32g".to_owned(),
    };
    session.edit(&tree, &[edit], words::step_text(), "").unwrap();
    keep_files(&mut session, Kept::ObjectStorage);
    assert_eq!(text_of(&session), before.replace("plan: 4c-16g", "plan: 8c-32g"));
}

#[test]
fn a_plan_that_began_on_a_disk_asks_for_what_object_storage_needs() {
    let text = "\
services:
  - type: web
    name: app
    runtime: ruby
    plan: 1c-2g
    buildCommand: ./build
    startCommand: ./start
    disk: {name: files, mountPath: /opt/render/project/src/storage, sizeGB: 20}
    envVars:
      - fromGroup: shared
  - type: worker
    name: jobs
    runtime: ruby
    buildCommand: ./build
    startCommand: ./jobs
    envVars:
      - fromGroup: shared
envVarGroups:
  - name: shared
    envVars:
      - key: ACTIVE_STORAGE_SERVICE
        value: local
";
    let mut workspace = Workspace::start();
    workspace = with_text(&workspace, text);
    let mut session = Session::new(workspace);
    keep_files(&mut session, Kept::ObjectStorage);
    let tree = tree_of(&session);
    let blueprint = Blueprint::of(&tree);
    assert_eq!(files(&blueprint).unwrap().kept, Kept::ObjectStorage);
    assert_eq!(blueprint.service("app").unwrap().disk(), None);
    for key in [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_REGION",
        "S3_BUCKET_NAME",
    ] {
        let form = |service: &str| {
            let service = blueprint.service(service).unwrap();
            format!("{:?}", service.env_var(key).unwrap().form)
        };
        assert_eq!(form("app"), "Prompted");
        assert!(form("jobs").starts_with("FromService"), "{key}");
    }
    assert_eq!(check(&tree, None, &Context::default()).schema_valid, Some(true));
}

#[test]
fn what_is_saved_is_read_again() {
    let mut session = Session::new(Workspace::start());
    keep_files(&mut session, Kept::Disk);
    session.set(words::step_text(), "", |settings| {
        settings.ticked.insert("gp-bikes-web/OPENAI_API_KEY".to_owned());
        settings.outside.insert(
            crate::cost::OutsideService::OpenAi,
            Some("12.50".parse().unwrap()),
        );
    });
    session.pay_today(Some("900".parse().unwrap()), words::step_text());
    let mut workspace = session.workspace().clone();
    workspace = with_text(&workspace, "a: \u{feff}\r\nb: |\r\n  x\t\r\n# é\n\n\n");
    let saved = save::encode(&workspace).unwrap();
    assert_eq!(save::decode(&saved).unwrap(), workspace);
}

/// A workspace as the first version of the saved form has it.
const VERSION_1: &str = include_str!("../../tests/fixtures/saved/version-1.yaml");

#[test]
fn the_first_version_is_still_read() {
    let workspace = save::decode(VERSION_1).unwrap();
    let own = workspace.on_screen().unwrap();
    let settings = &own.settings;
    assert_eq!(
        (
            workspace.scenarios.len(),
            workspace.paying_today,
            settings.name.as_str()
        ),
        (2, Some("900".parse().unwrap()), "Production")
    );
    assert!(own.text.starts_with("# A shop\nservices:\n"), "{}", own.text);
    assert!(settings.ticked.contains("shop/TOKEN"));
    assert_eq!(
        settings.before_disk.as_ref().unwrap().before.as_ref(),
        "services: []\n"
    );
    assert_eq!(
        (settings.on_render, &settings.original, &settings.downloaded),
        (false, &None, &None)
    );
    let again = save::encode(&workspace).unwrap();
    assert_eq!(again, VERSION_1.replacen("plano: 1", "plano: 2", 1));
}

#[test]
fn what_runs_on_render_is_saved_once() {
    let mut session = Session::new(Workspace::start());
    session.open("shop", "services: []  # a shop\n".into(), true);
    session.downloaded();
    check_saved(&session, 1);
    session.type_text(&[TextEdit::insert(0, "# new\n")], false);
    check_saved(&session, 2);
    session.downloaded();
    session.type_text(&[TextEdit::insert(0, "# newer\n")], false);
    check_saved(&session, 3);
}

#[track_caller]
fn check_saved(session: &Session, times: usize) {
    let saved = save::encode(session.workspace()).unwrap();
    assert_eq!(saved.matches("# a shop").count(), times, "{saved}");
    assert_eq!(&save::decode(&saved).unwrap(), session.workspace());
}

#[test]
fn what_cannot_be_read_is_said() {
    let said = |text: &str| save::decode(text).unwrap_err().to_string();
    assert!(said("plano: [").contains("line 1"), "{}", said("plano: ["));
    assert_eq!(
        said("plano: 99\nscenarios: []\n"),
        "It was saved by a newer Plano (format 99; this one reads 2)."
    );
    let start = save::encode(&Workspace::start()).unwrap();
    assert!(said(&start.replace("workspace: pro", "workspace: gold")).contains("`gold`"));
    assert_eq!(
        said("plano: 1\nactive: 1\nscenarios: []\n"),
        "It holds no scenario."
    );
}

#[test]
fn the_archive_holds_every_file_and_is_the_same_each_time() {
    use super::output::{Output, zip, zip_name};
    let workspace = Workspace::start();
    let prices = crate::price::default_list();
    let analysis = super::analyse(workspace.on_screen().unwrap(), prices);
    let bytes = zip(&analysis, &analysis.checklist(), prices).unwrap();
    assert_eq!(zip(&analysis, &analysis.checklist(), prices).unwrap(), bytes);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for output in Output::ALL {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(output.name()).unwrap(), &mut text).unwrap();
        assert_eq!(text, output.text(&analysis, &analysis.checklist(), prices));
    }
    assert_eq!(archive.len(), Output::ALL.len());
    assert_eq!(zip_name("Copy of Scaled, 2"), "plano-copy-of-scaled-2.zip");
}

#[test]
fn scenarios_stand_side_by_side() {
    let workspace = Workspace::start();
    let bills: Vec<crate::cost::Bill> = workspace
        .scenarios
        .iter()
        .map(|scenario| super::analyse(scenario, crate::price::default_list()).bill)
        .collect();
    let rows = crate::cost::compare(&bills.iter().collect::<Vec<_>>());
    let shown: Vec<String> = rows
        .iter()
        .map(|row| {
            let named = row.named_by(1).unwrap();
            let cells = row.lines.iter().map(|line| match line {
                Some(line) => line
                    .monthly
                    .map_or_else(|| "?".to_owned(), crate::cost::range_text),
                None => "-".to_owned(),
            });
            format!(
                "{} {}: {}",
                named.resource,
                named.item.name(),
                cells.collect::<Vec<_>>().join(", ")
            )
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
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
fn every_server_of_every_preset_can_be_scaled() {
    for preset in &super::PRESETS {
        let (tree, _) = Tree::parse(preset.text);
        let blueprint = Blueprint::of(&tree);
        for service in blueprint
            .services
            .iter()
            .filter(|service| service.service_type.has_instances())
        {
            let path = service.resource.path.clone();
            let edits = [
                Edit::FixInstances {
                    service: path.clone(),
                    count: 3,
                },
                Edit::Autoscale {
                    service: path,
                    min: 1,
                    max: 2,
                    cpu_percent: Some(70),
                    memory_percent: None,
                },
            ];
            for edit in edits {
                if let Err(error) = edit.apply(&tree) {
                    panic!("{} {edit:?}: {error}", service.resource.name);
                }
            }
        }
    }
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
        let own = session.workspace().scenario(super::ScenarioId(2)).unwrap();
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
