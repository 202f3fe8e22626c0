use super::{MAX_LINK, is_link, link, open, qr};
use crate::plan::{PRESETS, Scenario, Workspace};

fn production() -> Scenario {
    Scenario::clone(Workspace::start().on_screen().unwrap())
}

fn with_text(text: &str) -> Scenario {
    Scenario {
        text: text.into(),
        ..production()
    }
}

/// What a link to a text opens to.
#[track_caller]
fn check(text: &str, expected: &str, withheld: &[&str]) {
    let made = link(&with_text(text)).unwrap();
    assert_eq!(made.withheld, withheld);
    assert!(is_link(&made.fragment));
    assert_eq!(*open(&made.fragment).unwrap().text, *expected);
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
    assert_eq!(arrived.settings, sent.settings);
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
    assert_eq!(*open(&made.fragment).unwrap().text, *changed);
}

#[test]
fn links_of_every_version_open() {
    #[track_caller]
    fn check(fragment: &str, name: &str, text: &str) {
        let opened = open(fragment.trim_end()).unwrap();
        assert_eq!((opened.settings.name.as_str(), &*opened.text), (name, text));
    }
    check(
        include_str!("samples/1-production.txt"),
        "Production",
        PRESETS[1].text,
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
