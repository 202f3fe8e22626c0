use super::files::{Kept, files};
use super::{Money, Prices, Session, Workspace, save};
use crate::blueprint::Blueprint;
use crate::blueprint::edit::Edit;
use crate::check::{Context, Severity, check};
use crate::cost::{Meter, SecondCurrency};
use crate::demand::{Growth, Role, Set, Workload};
use crate::price::own::OwnList;
use crate::words::plan as words;
use crate::yaml::Tree;
use crate::yaml::edit::TextEdit;

mod rollout;
mod steps;

fn with_text(workspace: &Workspace, text: &str) -> Workspace {
    let mut next = workspace.clone();
    let mut scenario = (**next.on_screen().unwrap()).clone();
    scenario.text = text.into();
    next.replace(scenario);
    next
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
    session.set_money(words::step_text(), "", |money| {
        money.paying_today = Some("900".parse().unwrap())
    });
    let mut workspace = session.workspace().clone();
    workspace = with_text(&workspace, "a: \u{feff}\r\nb: |\r\n  x\t\r\n# é\n\n\n");
    let saved = save::encode(&workspace).unwrap();
    assert_eq!(save::decode(&saved).unwrap(), workspace);
}

#[test]
fn every_sign_is_saved_and_read_again() {
    let far = [
        '\u{feff}',
        '\u{fffe}',
        '\u{ffff}',
        '\u{2028}',
        '\u{2029}',
        '\u{202e}',
        '\u{1f6b2}',
        '\u{10ffff}',
    ];
    for sign in ('\0'..'\u{300}').chain(far) {
        for text in [
            format!("{sign}"),
            format!("a: {sign}b\n"),
            format!("a\n {sign}\n{sign}"),
            format!("&a {sign} *a"),
        ] {
            let mut session = Session::new(with_text(&Workspace::start(), &text));
            session.set(words::step_text(), "", |settings| settings.name.clone_from(&text));
            let saved = save::encode(session.workspace()).unwrap();
            let again = save::decode(&saved).unwrap_or_else(|reason| panic!("{reason} {sign:?}: {saved}"));
            assert_eq!(&again, session.workspace(), "{sign:?}");
        }
    }
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
            workspace.money.paying_today,
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
    assert_eq!(again, VERSION_1.replacen("plano: 1", "plano: 5", 1));
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

#[test]
fn demand_and_money_are_saved() {
    let mut session = Session::new(Workspace::start());
    session.set(words::step_text(), "", |settings| {
        let mut workload = Workload::of(Set::Published);
        workload.change("daily-share", "12.5".parse().unwrap()).unwrap();
        workload
            .grow(Growth::Targets([(6, 3_000), (12, 5_000)].into()))
            .unwrap();
        workload.look_ahead(24).unwrap();
        settings.workload = workload;
        settings.roles.insert("gp-bikes-web".to_owned(), Role::Jobs);
        settings.metered = [
            (Meter::Bandwidth, None),
            (Meter::BuildMinutes, Some("700".parse().unwrap())),
        ]
        .into();
        settings
            .unit_prices
            .insert(Meter::Mails, "0.001".parse().unwrap());
        settings
            .cron_minutes
            .set("nightly", Some("90.5".parse().unwrap()));
    });
    session.set_money(words::step_text(), "", |money| {
        money.prices = Prices::shipped("2025-10").unwrap();
        money.currency = Some(SecondCurrency::new("COP", "4000".parse().unwrap(), "2026-11-24").unwrap());
    });
    check_saved(&session, 0);
    let own = OwnList::copy_of("2026-09", "Ours", "2026-11").unwrap();
    session.set_money(words::step_text(), "", |money| money.prices = Prices::own(own));
    let saved = save::decode(&save::encode(session.workspace()).unwrap()).unwrap();
    assert_eq!(saved.money.prices.list(), session.workspace().money.prices.list());
    session.undo();
    session.undo();
    assert_eq!(session.workspace().money, Money::default());
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
        "It was saved by a newer Plano (format 99; this one reads 5)."
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
    use super::output::{Handover, Output, kit_name, zip, zip_kit, zip_name};
    let workspace = Workspace::start();
    let own = workspace.on_screen().unwrap();
    let analysis = super::analyse(own, workspace.money.prices.list());
    let plan = Handover::of(&analysis, &own.settings, &workspace.money);
    let kit = analysis.kit(&own.settings, &plan.checklist);
    let bytes = zip(&plan, "2026-11-25", &kit).unwrap();
    assert_eq!(zip(&plan, "2026-11-25", &kit).unwrap(), bytes);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for output in Output::ALL {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(output.name()).unwrap(), &mut text).unwrap();
        assert_eq!(text, output.text(&plan, "2026-11-25"));
    }
    assert_eq!(archive.len(), Output::ALL.len() + kit.len());
    let mut alone = zip::ZipArchive::new(std::io::Cursor::new(zip_kit(&kit).unwrap())).unwrap();
    assert_eq!(alone.len(), kit.len());
    for file in &kit {
        let archives = [
            (&mut archive, format!("kit/{}", file.path)),
            (&mut alone, file.path.clone()),
        ];
        for (archive, path) in archives {
            let mut packed = archive.by_name(&path).unwrap();
            let runs = packed.unix_mode().unwrap() & 0o111 != 0;
            let mut text = String::new();
            std::io::Read::read_to_string(&mut packed, &mut text).unwrap();
            assert_eq!((text, runs), (file.body.clone(), file.executable), "{path}");
        }
    }
    assert_eq!(kit_name("Copy of Scaled, 2"), "plano-copy-of-scaled-2-kit.zip");
    assert_eq!(zip_name("Copy of Scaled, 2"), "plano-copy-of-scaled-2.zip");
}

/// A line for each month and each resource, and the month's total.
#[test]
fn costs_by_month() {
    use super::output::{Handover, Output};
    let workspace = Workspace::start();
    let own = workspace.on_screen().unwrap();
    let analysis = super::analyse(own, workspace.money.prices.list());
    let plan = Handover::of(&analysis, &own.settings, &workspace.money);
    let text = Output::CostsByMonth.text(&plan, "");
    let months = plan.months();
    assert_eq!(
        text.lines().count(),
        1 + months.len() * (months[0].lines.len() + 1)
    );
    let first: Vec<&str> = text.lines().take(months[0].lines.len() + 2).collect();
    insta::assert_snapshot!(first.join("\n"));
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
