//! What is read off a Blueprint, in words; and that lines stay within their boxes.

use super::layout::layout;
use super::topology;
use crate::blueprint::Blueprint;
use crate::chart::text::width;
use crate::plan::PRESETS;
use crate::yaml::Tree;

/// A Blueprint, and what is said of it.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let tree = Tree::parse(text).0;
    let said = topology(&Blueprint::of(&tree)).text();
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn nothing_is_said_to_be_nothing() {
    check(
        "services: []",
        &["There is nothing to draw yet: the Blueprint has no services and no databases."],
    );
}

#[test]
fn several_instances_stand_behind_a_load_balancer() {
    check(
        "services: [{type: web, name: shop, plan: 1c-2g, scaling: {minInstances: 2, maxInstances: 4, targetCPUPercent: 70}}]",
        &[
            "shop: web service, 1c-2g, 2–4 instances.",
            "  In Render · oregon.",
            "  Answers requests from the Internet, which a load balancer spreads over its instances.",
        ],
    );
    check(
        "services: [{type: web, name: shop, plan: 1c-2g, region: ohio}]",
        &[
            "shop: web service, 1c-2g, 1 instance.",
            "  In Render · ohio.",
            "  Answers requests from the Internet.",
        ],
    );
}

#[test]
fn variables_say_who_talks_to_whom() {
    check(
        r"
databases: [{name: db, plan: 4c-16g, diskSizeGB: 100, readReplicas: [{name: copy}]}]
services:
  - {type: keyvalue, name: cache, plan: 256mb}
  - type: worker
    name: jobs
    plan: 1c-2g
    envVars:
      - {key: DATABASE_URL, fromDatabase: {name: db, property: connectionString}}
      - {key: REPLICA_URL, fromDatabase: {name: copy, property: connectionString}}
      - {key: REDIS_URL, fromService: {type: keyvalue, name: cache, property: connectionString}}
      - {key: PEER, fromService: {type: pserv, name: gone, property: host}}
      - fromGroup: shared
envVarGroups:
  - name: shared
    envVars: [{key: CACHE_URL, fromService: {type: keyvalue, name: cache, property: hostport}}]
",
        &[
            "jobs: background worker, 1c-2g, 1 instance.",
            "  In Render · oregon.",
            "  Talks to db by DATABASE_URL.",
            "  Talks to copy by REPLICA_URL.",
            "  Talks to cache by CACHE_URL, REDIS_URL.",
            "  Talks to gone by PEER; it is not in this file.",
            "db: Postgres, 4c-16g, 100 GB.",
            "  In Render · oregon.",
            "copy: read replica, 4c-16g.",
            "  In Render · oregon.",
            "  Is a copy of db to read from.",
            "cache: Key Value, 256mb.",
            "  In Render · oregon.",
            "gone: not in this file.",
        ],
    );
}

#[test]
fn services_of_others_are_known_by_their_variables() {
    check(
        r"
services:
  - type: pserv
    name: api
    plan: 1c-2g
    disk: {name: files, mountPath: /data, sizeGB: 5}
    envVars:
      - {key: OPENAI_API_KEY, sync: false}
      - {key: S3_BUCKET_NAME, value: uploads}
      - {key: SENTRY_DSN, value: ''}
      - {key: SMTP_ADDRESS, value: smtp.example.com}
",
        &[
            "api: private service, 1c-2g, 1 instance.",
            "  In Render · oregon.",
            "  Keeps files on its disk files, at /data.",
            "  Uses OpenAI by OPENAI_API_KEY.",
            "  Uses Amazon S3 by S3_BUCKET_NAME.",
            "  Uses Mail server by SMTP_ADDRESS.",
            "files: disk, 5 GB.",
            "  In Render · oregon.",
            "OpenAI: language models.",
            "Amazon S3: object storage.",
            "Mail server: outgoing mail, SMTP.",
        ],
    );
}

#[test]
fn environments_and_regions_stand_apart() {
    check(
        r"
services: [{type: static, name: site}]
projects:
  - name: bikes
    environments:
      - {name: staging, services: [{type: pserv, name: a, plan: 1c-2g, region: oregon}]}
      - {name: live, services: [{type: pserv, name: a, plan: 1c-2g, region: frankfurt}, {type: cron, name: nightly, plan: 1c-2g, region: ohio}]}
",
        &[
            "site: static site.",
            "  In Render.",
            "  Answers requests from the Internet.",
            "a: private service, 1c-2g, 1 instance.",
            "  In bikes / staging · oregon.",
            "a: private service, 1c-2g, 1 instance.",
            "  In bikes / live · frankfurt.",
            "nightly: cron job, 1c-2g.",
            "  In bikes / live · ohio.",
        ],
    );
}

#[test]
fn every_line_has_its_room() {
    let long = "services:\n  - type: pserv\n    name: WWWWWWWW-a-name-that-is-much-longer-than-any-box-could-ever-be-drawn\n    plan: pro ultra\n";
    for text in PRESETS.iter().map(|preset| preset.text).chain([long]) {
        let tree = Tree::parse(text).0;
        let drawn = topology(&Blueprint::of(&tree));
        for room in [240, 366, 700, 1_076] {
            for placed in &layout(&drawn, room).boxes {
                let mut last = 0;
                for line in &placed.lines {
                    assert!(
                        width(&line.text, line.role.measure()) <= placed.area.width - 16,
                        "{line:?}"
                    );
                    assert!(
                        line.place.1 >= last + 12 && line.place.1 < placed.area.height,
                        "{line:?}"
                    );
                    last = line.place.1;
                }
            }
        }
    }
}
