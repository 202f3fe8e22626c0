//! Small texts with a `|` where the cursor is.

mod help;
mod keys;
mod odd;
mod values;

use super::{Completion, Completions, complete};
use crate::price::default_list;
use crate::yaml::Tree;

/// What a Blueprint with one of everything offers to refer to.
const GOOD: &str = "\
services:
  - type: web
    name: shop
    runtime: ruby
    plan: 1c-2g
    startCommand: bundle exec rails server
    envVars:
      - key: SECRET_KEY_BASE
        sync: false
      - key: OWN_KEY
        value: x
      - fromGroup: shared
  - type: pserv
    name: inner
    runtime: image
  - type: keyvalue
    name: cache
    ipAllowList: []
  - type: web
    name: site
    runtime: static
databases:
  - name: main
    readReplicas:
      - name: main-copy
  - name: pooled
    connectionPool: pgbouncer
envVarGroups:
  - name: shared
    envVars:
      - key: SHARED_KEY
        value: y
buildSources:
  - name: build
    image: {url: a/b}
";

/// The text without its cursor, and where that is.
fn at_cursor(text: &str) -> (String, usize) {
    let offset = text.find('|').expect("a cursor");
    let mut text = text.to_owned();
    text.remove(offset);
    (text, offset)
}

fn completed(text: &str) -> (String, Option<Completions>) {
    let (text, offset) = at_cursor(text);
    let (good, error) = Tree::parse(GOOD);
    assert_eq!(error, None);
    let completions = complete(&text, offset, Some(&good), default_list());
    (text, completions)
}

/// Compares the labels. With `…` at the end of `expected` there may be more, with `… x` there is an x later.
#[track_caller]
fn check(text: &str, expected: &str) {
    let (_, completions) = completed(text);
    let items = completions
        .map(|completions| completions.items)
        .unwrap_or_default();
    let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    let expected: Vec<&str> = expected.split_whitespace().collect();
    let Some(more) = expected.iter().position(|label| *label == "…") else {
        assert_eq!(labels, expected, "{text}");
        return;
    };
    assert!(labels.len() >= more, "{text}: {labels:?}");
    assert_eq!(labels[..more], expected[..more], "{text}: {labels:?}");
    for later in &expected[more + 1..] {
        assert!(
            labels[more..].contains(later),
            "{text}: {later} is not in {labels:?}"
        );
    }
}

/// Checks that a label is not offered.
#[track_caller]
fn lacks(text: &str, label: &str) {
    let (_, completions) = completed(text);
    let items = completions.expect("completions").items;
    assert!(items.iter().all(|item| item.label != label), "{text}: {items:?}");
}

/// The completion with this label, and the text once it is taken.
#[track_caller]
fn taken(text: &str, label: &str) -> (Completion, String) {
    let (mut text, completions) = completed(text);
    let completions = completions.unwrap_or_else(|| panic!("nothing at {text}"));
    let items = &completions.items;
    let item = items.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("{label} is not in {items:?}"));
    text.replace_range(completions.span.start..completions.span.end, &item.insert);
    (item.clone(), text)
}

#[track_caller]
fn accepts(text: &str, label: &str, expected: &str) {
    assert_eq!(taken(text, label).1, expected);
}
