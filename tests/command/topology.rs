//! `plano topology`.

use super::{PRODUCTION, plano};

#[test]
fn topology_is_told_drawn_and_charted() {
    let answer = |more: &[&str]| {
        let ran = plano(&[&["topology", "-"], more].concat(), PRODUCTION);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        ran.stdout
    };
    let told = answer(&[]);
    assert!(
        told.contains("gp-bikes-worker: background worker, 1c-2g, 1 instance.\n")
            && told.contains("  Talks to gp-bikes-postgres by DATABASE_URL.\n"),
        "{told}"
    );
    let drawn = answer(&["--format", "svg"]);
    let document = roxmltree::Document::parse(&drawn).expect("it is XML");
    assert_eq!(document.root_element().tag_name().name(), "svg");
    assert!(answer(&["--format", "mermaid"]).starts_with("flowchart LR\n"));
}

#[test]
fn nothing_is_drawn_of_what_cannot_be_read() {
    let ran = plano(&["topology", "-"], "services: [");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
}
