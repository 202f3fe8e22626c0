//! Every command with a plano.yaml in the place of a render.yaml.

use std::fs;

use plano::kit::Date;
use plano::plan::{Prices, Session, Workspace, save};
use plano::words::plan as words;

use tempfile::TempDir;

use super::{fails, json_of, plano};

/// A plano.yaml with the GP Bikes scenarios, priced as in October 2025, Production on screen.
fn file() -> String {
    let mut session = Session::new(Workspace::start());
    session.set_money(words::step_open_plan(), "", |money| {
        money.prices = Prices::shipped("2025-10").expect("it ships");
    });
    save::encode(session.workspace()).expect("it is written")
}

#[test]
fn a_scenario_is_priced_with_its_own_numbers() {
    #[track_caller]
    fn check(arguments: &[&str], expected: [&str; 2]) {
        let found = json_of(
            &[&["cost", "-", "--format", "json"], arguments].concat(),
            &file(),
            0,
        );
        assert_eq!([&found["total_min"], &found["total_max"]], expected, "{found:#}");
    }
    check(&[], ["180.00", "230.00"]);
    check(
        &["--scenario", "Production", "--prices", "2026-09"],
        ["344.60", "394.60"],
    );
    check(&["--scenario", "Staging"], ["21.00", "21.00"]);
    check(&["--scenario", "Scaled"], ["410.00", "460.00"]);
    check(
        &["--scenario", "Scaled", "--monitoring", "0"],
        ["360.00", "410.00"],
    );
}

#[test]
fn a_scenario_is_sized_for_its_own_users() {
    let users = |arguments: &[&str]| {
        let found = json_of(
            &[&["size", "-", "--format", "json"], arguments].concat(),
            &file(),
            0,
        );
        (found["users"].clone(), found["assumptions"].clone())
    };
    assert_eq!(users(&[]), (1_000.into(), "document".into()));
    assert_eq!(
        users(&["--scenario", "Scaled"]),
        (5_000.into(), "document".into())
    );
    assert_eq!(
        users(&["--mau", "7", "--assumptions", "published"]),
        (7.into(), "published".into())
    );
    fails(
        &["size", "gp-bikes-production.yaml"],
        "",
        "error: Give the monthly users with --mau N, or a plano.yaml that has them.\n",
    );
}

#[test]
fn a_kit_is_made_for_a_scenarios_users_and_first_day() {
    let mut session = Session::new(Workspace::start());
    session.set(words::step_no_first_day(), "", |settings| {
        settings.mau = 20_000;
        settings.rollout.first_day = Date::parse("2026-12-01");
    });
    let file = save::encode(session.workspace()).expect("it is written");
    let of = |arguments: &[&str], stdin: &str| {
        let folder = TempDir::new().expect("a folder");
        let out = folder.path().to_str().expect("its name is text");
        let ran = plano(&[&["kit", "-", "--out", out], arguments].concat(), stdin);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ["load/peak.js", "security/secret-rotation.ics"]
            .map(|path| fs::read_to_string(folder.path().join(path)).expect("it was written"))
    };
    let planned = of(&[], &file);
    let text = &session.on_screen().expect("there is one").text;
    let given = ["--mau", "20000", "--from", "2026-12-01"];
    assert_eq!(planned, of(&given, text));
    assert!(planned[1].contains("20261201"), "{}", planned[1]);
    // What is given takes the place of what is planned.
    let [peak, calendar] = of(&["--mau", "1000", "--from", "2027-01-01"], &file);
    assert_ne!(peak, planned[0]);
    assert!(calendar.contains("20270101"), "{calendar}");
    // Before its users are grown, the scenario takes fewer requests.
    assert_eq!(peak, of(&[], text)[0]);
}

#[test]
fn commands_about_a_text_take_a_scenarios() {
    let text = include_str!("../../src/plan/data/gp-bikes-staging.yaml");
    for command in [&["fix"][..], &["env"], &["kit", "--list"], &["check"]] {
        let arguments = |file| {
            [
                command,
                &[file],
                &["--scenario", "Staging"][..usize::from(file == "-") * 2],
            ]
            .concat()
        };
        let (of_plan, of_text) = (
            plano(&arguments("-"), file()),
            plano(&arguments("gp-bikes-staging.yaml"), ""),
        );
        let named = of_plan.stdout.replace("-: Staging", "gp-bikes-staging.yaml");
        assert_eq!((of_plan.code, named), (0, of_text.stdout), "{command:?}");
    }
    let set = plano(&["set", "-", "gp-bikes-web", "plan", "2c-4g"], file());
    assert!(set.stdout.contains("plan: 2c-4g") && !set.stdout.contains("plano:"));
    let unchanged = plano(
        &[
            "diff",
            "gp-bikes-staging.yaml",
            "-",
            "--scenario",
            "Staging",
            "--format",
            "patch",
        ],
        file(),
    );
    assert_eq!((unchanged.code, unchanged.stdout.as_str()), (0, ""), "{text}");
}

#[test]
fn what_cannot_be_chosen_is_said() {
    fails(
        &["cost", "-", "--scenario", "Staged"],
        file(),
        "error: There is no scenario called `Staged`. There is: `Staging`, `Production` or `Scaled`.\n",
    );
    fails(
        &["cost", "gp-bikes-production.yaml", "--scenario", "Staging"],
        "",
        "error: `gp-bikes-production.yaml` is no plano.yaml, so that it has no scenarios to choose from.\n",
    );
    fails(
        &["check", "-"],
        "plano: 99\nscenarios: []\n",
        "error: standard input cannot be opened. It was saved by a newer Plano (format 99; this one reads 5).\n",
    );
}

#[test]
fn a_plan_file_is_not_overwritten_with_one_of_its_blueprints() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("plano.yaml");
    let name = path.to_str().expect("its name is text");
    let old = file().replace("plan: 1c-2g", "plan: standard");
    fs::write(&path, &old).expect("it is written");
    fails(
        &["fix", name, "--output", name],
        "",
        &format!(
            "error: `{name}` is a plano.yaml, of which one Blueprint would be left. Name another file with --output.\n"
        ),
    );
    assert_eq!(fs::read_to_string(&path).expect("it is there"), old);
}
