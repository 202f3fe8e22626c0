//! What there is, what it is called, and where it stands.

use super::changed_in;
use crate::blueprint::edit::Edit;
use crate::yaml::{Path, Step};

mod additions;
mod copies;
mod names;
mod places;

const PLACES: &str = "\
# The shop

projects:
  - name: shop
    environments:
      - name: production
        services:
          # What visitors see
          - type: web
            name: web-production
            runtime: node
            domains:
              - shop.example
            renderSubdomainPolicy: disabled
            envVars:
              - key: DB
                fromDatabase: {name: \"data\", property: host}
              - key: SELF
                fromService: {type: web, name: 'web-production', envVarKey: DB}
              - fromGroup: common
        databases:
          - name: data
            readReplicas:
              - name: data-copy

      - name: staging

ungrouped:
  envVarGroups:
    - name: common
      envVars: []
services:
  - type: cron
    name: report
    runtime: node
    schedule: \"0 3 * * *\"
    envVars:
      - {key: WEB, fromService: {type: web, name: web-production, property: hostport}}
";

#[track_caller]
fn check(text: &str, edit: Edit, expected: &str) {
    assert_eq!(changed_in(text, &edit).trim_end(), expected);
}

/// `projects[0].environments[1]` as a path.
fn at(text: &str) -> Path {
    let steps = text.split(['.', '[']).filter(|part| !part.is_empty());
    Path(
        steps
            .map(|part| match part.strip_suffix(']') {
                Some(index) => Step::Index(index.parse().unwrap()),
                None => Step::from(part),
            })
            .collect(),
    )
}

const WEB: &str = "projects[0].environments[0].services[0]";
