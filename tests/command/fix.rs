//! `plano fix`.

use super::{fails, plano};

const OLD: &str = "\
# A shop
services:
  - type: web  # serves
    name: shop
    env: node
    plan: Starter # small
    autoDeploy: true
    healthCheckPath: /up
    buildCommand: npm ci
    startCommand: npm start
    envVars:
      - key: FLAG
        value: true
";

const MENDED: &str = "\
# A shop
services:
  - type: web  # serves
    name: shop
    runtime: node
    plan: 0.5c-512mb # small
    autoDeployTrigger: commit
    healthCheckPath: /up
    buildCommand: npm ci
    startCommand: npm start
    envVars:
      - key: FLAG
        value: \"true\"
";

#[test]
fn what_has_one_answer_is_mended() {
    let ran = plano(&["fix", "-"], OLD);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, MENDED), "{}", ran.stderr);
    insta::assert_snapshot!(ran.stderr, @r#"
    4 diagnostics were mended.
      5:5 shape/old-field: `env` is the old name of `runtime`. Rename it to `runtime`.
      6:11 shape/unknown-value: `Starter` is no value of `plan`. Write `0.5c-512mb`.
      7:5 shape/deprecated-field: `autoDeploy` is the old form of `autoDeployTrigger`. Rename it to `autoDeployTrigger`.
      13:16 shape/boolean-value: `FLAG` has the bare value `true`. Write `"true"`.
    0 diagnostics are left.
    "#);
    assert!(
        ran.stderr.ends_with("0 diagnostics are left.\n"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_second_time_nothing_changes() {
    let ran = plano(&["fix", "-"], MENDED);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, MENDED));
    assert_eq!(
        ran.stderr,
        "0 diagnostics were mended.\n0 diagnostics are left.\n"
    );
}

#[test]
fn what_is_left_is_said_with_its_choices() {
    let ran = plano(
        &["fix", "-"],
        "databases: [{name: d, plan: pro, diskSizeGB: 5, ipAllowList: []}]\n",
    );
    assert_eq!(ran.code, 0);
    assert!(
        ran.stderr.contains(
            "1:29 shape/retired-value: No new database can have the plan `pro`. To choose: Write `free`; "
        ),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_file_is_written_only_where_one_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("render.yaml");
    std::fs::write(&file, OLD).expect("a file");
    let name = file.to_str().expect("a name");
    let read = || std::fs::read_to_string(&file).expect("the file");
    plano(&["fix", name], "");
    assert_eq!(read(), OLD);
    let ran = plano(&["fix", name, "--output", name], "");
    assert_eq!((ran.code, ran.stdout.as_str(), read().as_str()), (0, "", MENDED));
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[test]
fn what_is_no_yaml_is_not_mended() {
    let ran = plano(&["fix", "-"], "a: [");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("syntax/unclosed"), "{}", ran.stderr);
}

#[test]
fn an_absent_file_is_said() {
    fails(
        &["fix", "absent.yaml"],
        "",
        "error: `absent.yaml` does not exist.\n",
    );
}
