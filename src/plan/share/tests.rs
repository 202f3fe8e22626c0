use super::{Link, MAX_LINK, Shared, is_link, open, qr};
use crate::plan::{PRESETS, Prices, Scenario, Session, Workspace};
use crate::price::own::OwnList;
use crate::words::Message;

fn production() -> Scenario {
    Scenario::clone(Workspace::start().on_screen().unwrap())
}

fn with_text(text: &str) -> Scenario {
    Scenario {
        text: text.into(),
        ..production()
    }
}

fn link(scenario: &Scenario) -> Result<Link, Message> {
    super::link(scenario, &Prices::Current, "en")
}

/// What a link to a text opens to.
#[track_caller]
fn check(text: &str, expected: &str, withheld: &[&str]) {
    let made = link(&with_text(text)).unwrap();
    assert_eq!(made.withheld, withheld);
    assert!(is_link(&made.fragment));
    assert_eq!(*open(&made.fragment).unwrap().scenario.text, *expected);
}

#[test]
fn a_plan_arrives_as_it_was_sent() {
    for preset in &PRESETS {
        check(preset.text, preset.text, &[]);
    }
    for text in [
        "",
        "services: []\n",
        "# \u{1f6b2} a: \"b\"\r\nservices: []\r\n",
        "services: []\n\n  \n\t# end",
    ] {
        check(text, text, &[]);
    }
    let sent = production();
    let arrived = open(&link(&sent).unwrap().fragment).unwrap();
    assert_eq!(arrived.scenario.settings, sent.settings);
    assert_eq!(arrived.language.as_deref(), Some("en"));
}

#[test]
fn values_of_secrets_stay_where_they_are() {
    check(
        "services:\n  - type: web\n    name: app\n    envVars:\n      - key: API_TOKEN\n        value: abc123 # mine\n      - key: PORT\n        value: 80\n",
        "services:\n  - type: web\n    name: app\n    envVars:\n      - key: API_TOKEN\n        sync: false # mine\n      - key: PORT\n        value: 80\n",
        &["app: API_TOKEN"],
    );
    let broken = link(&with_text("services: [")).unwrap_err().to_string();
    assert!(broken.contains("line 1"), "{broken}");
}

#[test]
fn a_link_to_a_preset_is_short() {
    let made = link(&production()).unwrap();
    assert!(made.fragment.len() < 800, "{}", made.fragment.len());
    let changed = production().text.replace("1c-2g", "2c-4g");
    let made = link(&with_text(&changed)).unwrap();
    assert!(made.fragment.len() < MAX_LINK, "{}", made.fragment.len());
    assert_eq!(*open(&made.fragment).unwrap().scenario.text, *changed);
}

#[test]
fn links_of_every_version_open() {
    #[track_caller]
    fn check(fragment: &str, name: &str, text: &str, list: Option<&str>) {
        let Shared { scenario, prices, .. } = open(fragment.trim_end()).unwrap();
        assert_eq!((scenario.settings.name.as_str(), &*scenario.text), (name, text));
        assert_eq!(prices.map(|prices| prices.list().id.to_string()).as_deref(), list);
    }
    check(
        include_str!("samples/1-production.txt"),
        "Production",
        PRESETS[1].text,
        None,
    );
    check(
        include_str!("samples/2-production.txt"),
        "Production",
        PRESETS[1].text,
        Some("2025-10"),
    );
    check(
        include_str!("samples/2-own-prices.txt"),
        "Producción",
        "services: []\n",
        Some("Ours"),
    );
    let jobs = include_str!("samples/3-cron.txt");
    check(jobs, "Jobs", "services: []\n", Some("2026-09"));
    let settings = open(jobs.trim_end()).unwrap().scenario.settings;
    assert_eq!(
        settings.cron_minutes.get("nightly"),
        Some("90.5".parse().unwrap())
    );
}

#[test]
fn what_is_no_link_is_refused_in_words() {
    let newer = super::fragment::fold("link: 99\nscenario: {}\n");
    let aliases = super::fragment::fold("link: 1\nscenario: {a: &a [x], b: [*a, *a]}\n");
    let huge = super::fragment::fold(&"a".repeat(3_000_000));
    for fragment in [
        "",
        "plan=",
        "plan=!",
        "plan=AAAA",
        &newer,
        &aliases,
        &huge,
        &"plan=A".repeat(20_000),
    ] {
        assert!(open(fragment).is_err());
    }
    assert_eq!(open(&newer).unwrap_err(), crate::words::plan::link_newer());
}

#[test]
fn a_code_is_drawn_up_to_a_length() {
    let svg = qr::svg("https://example.com/").unwrap();
    // Version 2 has 25 modules, and four of white at each side.
    assert!(svg.contains("viewBox=\"0 0 33 33\""), "{svg}");
    assert!(qr::svg(&"a".repeat(qr::MOST)).is_some());
    assert_eq!(qr::svg(&"a".repeat(qr::MOST + 1)), None);
}

#[test]
fn prices_and_language_go_along() {
    let opened = |prices: Prices| {
        let made = super::link(&production(), &prices, "es").unwrap();
        open(&made.fragment).unwrap()
    };
    let old = opened(Prices::shipped("2025-10").unwrap());
    assert_eq!(
        (old.prices, old.language.as_deref()),
        (Prices::shipped("2025-10"), Some("es"))
    );
    assert_eq!(opened(Prices::Current).prices, Some(Prices::Current));
    let mut own = OwnList::copy_of("2026-09", "Ours", "2026-11").unwrap();
    own.set("services/1c-2g", "19.99".parse().ok()).unwrap();
    own.set("postgres/4c-16g", None).unwrap();
    let arrived = opened(Prices::own(own.clone())).prices.unwrap();
    assert_eq!(arrived.list(), own.list());

    let mut session = Session::new(Workspace::start());
    session.add_shared(&old);
    assert_eq!(session.workspace().scenarios.len(), 4);
    assert_eq!(session.workspace().money.prices.list().id, "2025-10");
    session.undo();
    assert_eq!(session.workspace(), &Workspace::start());
}

#[test]
fn a_price_list_that_is_not_here_is_named() {
    let made = link(&production()).unwrap().fragment;
    let plan = super::fragment::unfold(&made, 100_000).unwrap();
    let opened = |from: &str, to: &str| {
        let changed = plan.replacen(from, to, 1);
        assert_ne!(changed, plan);
        open(&super::fragment::fold(&changed)).unwrap()
    };
    let newer = opened("prices: 2026-09", "prices: 2031-01");
    assert_eq!(
        (newer.prices, newer.unknown_prices.as_deref()),
        (None, Some("2031-01"))
    );
    let strange = opened("language: en", "language: <script>alert(1)</script>");
    assert_eq!(strange.language, None);
}
