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
