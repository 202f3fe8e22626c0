//! `plano set`.

use super::{PRODUCTION, SMALL, fails, succeeds};

#[test]
fn references_follow_a_name() {
    let file = "databases:\n- name: db\nservices:\n- name: a\n  type: worker\n  envVars:\n  - key: DB\n    fromDatabase: {name: 'db', property: host}\n";
    succeeds(
        &["set", "-", "db", "name", "data"],
        file,
        &file.replace("name: db", "name: data").replace("'db'", "'data'"),
    );
}

#[test]
fn set_changes_nothing_else() {
    let edited = PRODUCTION.replacen("maxInstances: 4", "maxInstances: 6", 1);
    let set = [
        "set",
        "gp-bikes-production.yaml",
        "gp-bikes-web",
        "scaling.maxInstances",
        "6",
    ];
    succeeds(&set, "", &edited);
    succeeds(
        &["set", "-", "gp-bikes-web", "scaling.maxInstances", "6"],
        PRODUCTION,
        &edited,
    );
    let edited = PRODUCTION.replacen("diskSizeGB: 100", "diskSizeGB: 105", 1);
    succeeds(
        &["set", "-", "gp-bikes-postgres", "diskSizeGB", "105"],
        PRODUCTION,
        &edited,
    );
    succeeds(
        &["set", "-", "gp-bikes-postgres", "diskSizeGB", "100"],
        PRODUCTION,
        PRODUCTION,
    );
    let file = "\u{feff}services:\r\n  - {type: web, name: 's', plan: free}  # x\r\n# no break at the end";
    succeeds(
        &["set", "-", "s", "plan", "1c-2g"],
        file,
        &file.replace("free", "1c-2g"),
    );
    succeeds(
        &["set", "-", "s", "dockerCommand", "--", "-v"],
        file,
        &file.replace("free", "free, dockerCommand: \"-v\""),
    );
    succeeds(
        &["set", "-", "s", "disk.sizeGB", "5"],
        DISK,
        &DISK.replace("10", "5"),
    );
}

const DISK: &str = "services:\n  - {type: web, name: s, disk: {name: d, mountPath: /d, sizeGB: 10}}\n";

/// A file in which names repeat and projects stand.
const PROJECTS: &str = "\
projects:
  - name: shop
    environments:
      - name: staging
        services:
          - {type: web, name: web, runtime: node}
      - name: production
        networking:
          isolation: disabled  # for now
        services:
          - type: web
            name: web
            runtime: static
            routes:
              - type: rewrite
                source: /a
                destination: /b
";

#[track_caller]
fn sets(arguments: &[&str], (before, from, to): (&str, &str, &str)) {
    assert!(before.contains(from), "{from}");
    let command: Vec<&str> = ["set"].into_iter().chain(arguments.iter().copied()).collect();
    succeeds(&command, before, &before.replacen(from, to, 1));
}

#[test]
fn lists_groups_of_fields_and_items() {
    sets(
        &["-", "shop", "domains", "[shop.example.com]"],
        (
            SMALL,
            "    envVars:",
            "    domains:\n      - shop.example.com\n    envVars:",
        ),
    );
    sets(
        &["-", "shop", "buildFilter", "{paths: [src/**]}"],
        (
            SMALL,
            "    plan: 1c-2g  # enough\n",
            "    plan: 1c-2g  # enough\n    buildFilter:\n      paths:\n        - src/**\n",
        ),
    );
    sets(
        &["-", "db", "ipAllowList.0.source", "10.0.0.1/32"],
        (SMALL, "ipAllowList: []", "ipAllowList: [{source: 10.0.0.1/32}]"),
    );
    sets(
        &["-", "db", "readReplicas.0.name", "copy"],
        (
            SMALL,
            "diskSizeGB: 15",
            "diskSizeGB: 15, readReplicas: [{name: copy}]",
        ),
    );
}

#[test]
fn variables_by_name() {
    sets(
        &["-", "shop", "envVars.MODE", "off"],
        (SMALL, "it's on", "\"off\""),
    );
    sets(
        &["-", "shop", "envVars.MODE.value", "1"],
        (SMALL, "it's on", "\"1\""),
    );
    sets(
        &["-", "shop", "envVars.HOST.fromDatabase.property", "port"],
        (SMALL, "property: host", "property: port"),
    );
    sets(
        &["-", "shop", "envVars.TOKEN.generateValue", "true"],
        (SMALL, "sync: false", "generateValue: true"),
    );
    sets(
        &["-", "shop", "envVars.NODE_ENV", "production"],
        (
            SMALL,
            "it's on}\n",
            "it's on}\n      - key: NODE_ENV\n        value: production\n",
        ),
    );
}

#[test]
fn the_file_projects_and_environments() {
    sets(
        &["-", ".", "previews.generation", "automatic"],
        (
            SMALL,
            "databases:\n",
            "previews:\n  generation: automatic\ndatabases:\n",
        ),
    );
    sets(
        &["-", "shop/production", "networking.isolation", "enabled"],
        (PROJECTS, "isolation: disabled", "isolation: enabled"),
    );
    sets(
        &["-", "shop/production/web", "routes.0.destination", "/c"],
        (PROJECTS, "destination: /b", "destination: /c"),
    );
    sets(
        &["-", "shop/", "name", "store"],
        (PROJECTS, "name: shop", "name: store"),
    );
    sets(
        &[
            "-",
            ".",
            "projects.shop.environments.staging.services.web.plan",
            "free",
        ],
        (PROJECTS, "runtime: node", "runtime: node, plan: free"),
    );
}

#[test]
fn fields_are_removed() {
    let removes = |arguments: &[&str], before: &str, gone: &str| {
        let command: Vec<&str> = ["set", "--remove", "-"]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        assert!(before.contains(gone), "{gone}");
        succeeds(&command, before, &before.replacen(gone, "", 1));
    };
    removes(&["shop", "numInstances"], SMALL, "    numInstances: 2\n");
    removes(
        &["shop", "envVars.HOST"],
        SMALL,
        "      - {key: HOST, fromDatabase: {name: db, property: host}}\n",
    );
    removes(&["db", "diskSizeGB"], SMALL, "diskSizeGB: 15, ");
    removes(
        &["shop/production", "networking.isolation"],
        PROJECTS,
        "        networking:\n          isolation: disabled  # for now\n",
    );
    fails(
        &["set", "--remove", "-", "shop", "runtime"],
        SMALL,
        "error: `runtime` is needed, so it cannot be removed.\n",
    );
    fails(
        &["set", "--remove", "-", "shop", "envVars.MODE.value"],
        SMALL,
        "error: `envVars.MODE.value` is needed, so it cannot be removed.\n",
    );
    fails(
        &["set", "--remove", "-", "shop", "healthCheckPath"],
        SMALL,
        "error: There is no `healthCheckPath` here.\n",
    );
}

#[test]
fn refused_places_and_values() {
    fails(
        &["set", "-", "web", "plan", "free"],
        PROJECTS,
        "error: 2 resources are called `web`: web service on line 6, static site on line 12. Rename one first, or name its environment: `PROJECT/ENVIRONMENT/web`.\n",
    );
    fails(
        &["set", "-", "shop/test", "name", "x"],
        PROJECTS,
        "error: The project `shop` has no environment called `test`. There is: `staging` or `production`.\n",
    );
    fails(
        &["set", "-", "store/", "name", "x"],
        PROJECTS,
        "error: There is no project called `store`. There is: `shop`.\n",
    );
    fails(
        &["set", "-", "store/x", "name", "x"],
        SMALL,
        "error: There is no project called `store`; the file has none.\n",
    );
    fails(
        &["set", "-", "shop", "type", "worker"],
        SMALL,
        "error: `type` cannot be changed once the resource exists. Edit the text itself if it is new.\n",
    );
    fails(
        &["set", "-", "shop", "domains", "shop.example.com"],
        SMALL,
        "error: `shop.example.com` is no list, which `domains` takes. Write it as `[…]`.\n",
    );
    fails(
        &["set", "-", "shop", "disk", "{name: d, mountPath: /d, sizeGB: 0}"],
        SMALL,
        "error: `0` does not fit. `disk.sizeGB` takes a whole number, 1 or more.\n",
    );
    fails(
        &["set", "-", "db", "highAvailability", "{enable: true}"],
        SMALL,
        "error: A high availability has no field `enable`. It can have: `enabled`.\n",
    );
}

#[test]
fn refused_edits() {
    fails(
        &["set", "-", "shopp", "plan", "free"],
        SMALL,
        "error: There is no service, database or env group called `shopp`. There is: `shop` or `db`.\n",
    );
    fails(
        &["set", "-", "shop", "plan", "free"],
        "services: []",
        "error: There is no service, database or env group called `shop`; the file has none.\n",
    );
    fails(
        &["set", "-", "a", "plan", "free"],
        "services:\n  - {type: web, name: a}\ndatabases:\n  - {name: a}\n",
        "error: 2 resources are called `a`: web service on line 2, Postgres on line 4. Rename one first.\n",
    );
    fails(
        &["set", "-", "shop", "numInstances", "-1"],
        SMALL,
        "error: `-1` does not fit. `numInstances` takes a whole number, 1 to 100.\n",
    );
    fails(
        &["set", "-", "shop", "region", "bogota"],
        SMALL,
        "error: `bogota` is no region. It can be: `oregon`, `ohio`, `virginia`, `frankfurt` or `singapore`.\n",
    );
    fails(
        &["set", "-", "shop", "disk.sizeGB", "5"],
        SMALL,
        "error: `disk.sizeGB` cannot be set before `name` or `mountPath`.\n",
    );
}
