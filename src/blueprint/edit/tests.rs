use super::{Edit, EnvValue, NewService};
use crate::blueprint::{Blueprint, ServiceType};
use crate::yaml::{Path, Tree};

mod structure;

const FILE: &str = "\
services:
  - type: web
    name: shop  # the shop
    runtime: node
    plan: 1c-2g
    numInstances: 2
    envVars:
      - key: A
        value: x

  - type: worker
    name: jobs
    runtime: node
    envVars:
      - key: A
        fromService:
          type: web
          name: shop
          envVarKey: A
databases:
  - name: db
";

fn path(name: &str) -> Path {
    let (tree, _) = Tree::parse(FILE);
    let blueprint = Blueprint::of(&tree);
    blueprint
        .resources()
        .map(|found| found.resource())
        .find(|resource| resource.name == name)
        .unwrap()
        .path
        .clone()
}

/// Makes an edit and shows the lines that changed, `-` before and `+` after.
fn changed(edit: &Edit) -> String {
    changed_in(FILE, edit)
}

fn changed_in(text: &str, edit: &Edit) -> String {
    let (tree, _) = Tree::parse(text);
    let edited = match edit.apply(&tree) {
        Ok(edited) => edited.tree.text().to_owned(),
        Err(error) => return format!("refused: {error}"),
    };
    let diff = similar::TextDiff::from_lines(text, edited.as_str());
    let lines = diff
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal);
    lines
        .map(|change| format!("{}{}", change.tag(), change.value()))
        .collect()
}

#[track_caller]
fn check(edit: Edit, expected: &str) {
    assert_eq!(changed(&edit).trim_end(), expected);
}

fn set(resource: &str, field: &str, value: &str) -> Edit {
    Edit::Set {
        resource: path(resource),
        field: field.to_owned(),
        value: value.to_owned(),
    }
}

#[test]
fn set_fields() {
    check(set("shop", "plan", "2c-4g"), "-    plan: 1c-2g\n+    plan: 2c-4g");
    check(set("jobs", "plan", "2c-4g"), "+    plan: 2c-4g");
    check(
        set("shop", "scaling.minInstances", "2"),
        "+    scaling:\n+      minInstances: 2",
    );
    check(
        set("db", "postgresMajorVersion", "16"),
        "+    postgresMajorVersion: \"16\"",
    );
    check(set("db", "diskSizeGB", "20"), "+    diskSizeGB: 20");
    check(
        set("db", "highAvailability.enabled", "true"),
        "+    highAvailability:\n+      enabled: true",
    );
}

#[test]
fn wrong_values_are_refused_with_what_is_allowed() {
    check(
        set("shop", "numInstances", "0"),
        "refused: `0` does not fit. `numInstances` takes a whole number, 1 to 100.",
    );
    check(
        set("db", "diskSizeGB", "18"),
        "refused: `18` does not fit. `diskSizeGB` takes a whole number, 1 or a multiple of 5.",
    );
    check(
        set("shop", "region", "bogota"),
        "refused: `bogota` is no region. It can be: `oregon`, `ohio`, `virginia`, `frankfurt` or `singapore`.",
    );
    check(
        set("shop", "disk.sizeGB", "5"),
        "refused: `disk.sizeGB` cannot be set before `name` or `mountPath`.",
    );
    check(
        set("shop", "type", "worker"),
        "refused: `type` cannot be changed once the resource exists. Edit the text itself if it is new.",
    );
}

#[test]
fn what_is_needed_stays() {
    let clear = |resource: &str, field: &str| Edit::Clear {
        resource: path(resource),
        field: field.to_owned(),
    };
    check(clear("shop", "plan"), "-    plan: 1c-2g");
    check(
        clear("shop", "name"),
        "refused: `name` is needed, so it cannot be removed.",
    );
    check(
        clear("shop", "runtime"),
        "refused: `runtime` is needed, so it cannot be removed.",
    );
}

#[test]
fn instances() {
    let shop = || path("shop");
    check(
        Edit::FixInstances {
            service: shop(),
            count: 3,
        },
        "-    numInstances: 2\n+    numInstances: 3",
    );
    check(
        Edit::Autoscale {
            service: shop(),
            min: 2,
            max: 4,
            cpu_percent: Some(70),
            memory_percent: None,
        },
        "-    numInstances: 2\n+    scaling:\n+      minInstances: 2\n+      maxInstances: 4\n+      targetCPUPercent: 70",
    );
    check(
        Edit::FixInstances {
            service: path("db"),
            count: 3,
        },
        "refused: A Postgres database has no number of instances.",
    );
}

#[test]
fn instances_in_each_others_place() {
    let fix = || Edit::FixInstances {
        service: path_of("services", 0),
        count: 3,
    };
    let scale = || Edit::Autoscale {
        service: path_of("services", 0),
        min: 1,
        max: 2,
        cpu_percent: None,
        memory_percent: None,
    };
    let check = |text: &str, edit: Edit, expected: &str| {
        let head = "services:\n  - type: web\n";
        check_on(&format!("{head}{text}"), edit, &format!("{head}{expected}"));
    };
    // The last lines of a text without a final break.
    check(
        "    name: a\n    scaling:\n      minInstances: 1\n      maxInstances: 2",
        fix(),
        "    name: a\n    numInstances: 3",
    );
    check(
        "    buildCommand: |\n      a\n    numInstances: 2",
        scale(),
        "    buildCommand: |\n      a\n    scaling:\n      minInstances: 1\n      maxInstances: 2",
    );
    // A blank line below that would join the scalar above.
    check(
        "    buildCommand: |+\n      a\n\n    numInstances: 2\n\n  - type: worker\n",
        scale(),
        "    buildCommand: |+\n      a\n\n    scaling:\n      minInstances: 1\n      maxInstances: 2\n\n  - type: worker\n",
    );
    check_on(
        "services: [{type: web, numInstances: 2, name: a}]\n",
        scale(),
        "services: [{type: web, scaling: {minInstances: 1, maxInstances: 2}, name: a}]\n",
    );
}

#[test]
fn disks() {
    let attach = Edit::AttachDisk {
        service: path("shop"),
        name: "files".to_owned(),
        mount_path: "/data".to_owned(),
        size_gb: 10,
    };
    check(
        attach,
        "+    disk:\n+      name: files\n+      mountPath: /data\n+      sizeGB: 10",
    );
}

#[test]
fn variables() {
    let add = |key: &str, value| Edit::AddEnvVar {
        owner: path("shop"),
        key: key.to_owned(),
        value,
    };
    check(
        add("PORT", EnvValue::Text("8080".to_owned())),
        "+      - key: PORT\n+        value: \"8080\"",
    );
    check(
        add("S", EnvValue::Prompted),
        "+      - key: S\n+        sync: false",
    );
    check(
        add("A", EnvValue::Generated),
        "refused: `A` stands in `shop` already.",
    );
    check(
        add("1A", EnvValue::Generated),
        "refused: `1A` is no name for a variable. Use letters, digits and `_`, and begin with a letter or `_`.",
    );
    let remove = Edit::RemoveEnvVar {
        owner: path("shop"),
        key: "A".to_owned(),
    };
    check(remove, "-    envVars:\n-      - key: A\n-        value: x");
    let rename = Edit::RenameEnvVar {
        owner: path("shop"),
        from: "A".to_owned(),
        to: "B".to_owned(),
    };
    check(
        rename,
        "-      - key: A\n+      - key: B\n-          envVarKey: A\n+          envVarKey: B",
    );
}

#[test]
fn a_variable_behind_an_alias() {
    check_on(
        "x: &vars\n  - key: A\n    value: b\nservices:\n  - type: worker\n    envVars: *vars\n",
        Edit::SetEnvValue {
            owner: path_of("services", 0),
            key: "A".to_owned(),
            value: EnvValue::Text("c".to_owned()),
        },
        "`services[0].envVars` is an alias of another place. Edit that place, or the text itself.",
    );
}

#[test]
fn services() {
    let fields = vec![
        ("runtime", "docker".to_owned()),
        ("plan", "0.5c-512mb".to_owned()),
    ];
    let service = NewService {
        service_type: ServiceType::PrivateService,
        name: "api".to_owned(),
        fields,
    };
    check(
        Edit::AddService {
            section: Path::default(),
            service,
        },
        "+\n+  - type: pserv\n+    name: api\n+    runtime: docker\n+    plan: 0.5c-512mb",
    );
    check(
        Edit::Remove {
            resource: path("jobs"),
        },
        "-  - type: worker\n-    name: jobs\n-    runtime: node\n-    envVars:\n-      - key: A\n-        fromService:\n-          type: web\n-          name: shop\n-          envVarKey: A",
    );
}

#[track_caller]
fn check_on(text: &str, edit: Edit, expected: &str) {
    let (tree, _) = Tree::parse(text);
    let edited = edit.apply(&tree).map(|edited| edited.tree.text().to_owned());
    assert_eq!(edited.unwrap_or_else(|error| error.to_string()), expected);
}

#[test]
fn addresses() {
    let list = "databases:\n  - name: db\n    ipAllowList: []\n";
    let two =
        "databases:\n  - name: db\n    ipAllowList:\n      - source: 10.0.0.1/32\n      - source: 10.0.0.2\n";
    let allow = |source: &str, description: &str| Edit::AllowAddress {
        resource: path_of("databases", 0),
        source: source.to_owned(),
        description: description.to_owned(),
    };
    let forbid = |at| Edit::ForbidAddress {
        resource: path_of("databases", 0),
        at,
    };
    let close = || Edit::ClosePublic {
        resource: path_of("databases", 0),
    };
    check_on(
        list,
        allow(" 203.0.113.7/32 ", "office"),
        "databases:\n  - name: db\n    ipAllowList:\n      - source: 203.0.113.7/32\n        description: office\n",
    );
    check_on(
        list,
        allow("office", ""),
        "`office` is no address range. Write one such as `203.0.113.7/32` or `2001:db8::/32`.",
    );
    check_on(
        list,
        allow("10.0.0.0/33", ""),
        "`10.0.0.0/33` is no address range. Write one such as `203.0.113.7/32` or `2001:db8::/32`.",
    );
    check_on(
        two,
        allow("::/0", ""),
        &format!("{two}      - source: \"::/0\"\n"),
    );
    check_on(
        two,
        forbid(0),
        "databases:\n  - name: db\n    ipAllowList:\n      - source: 10.0.0.2\n",
    );
    check_on(two, close(), "`ipAllowList` stands there already.");
    check_on("databases:\n  - name: db\n", close(), list);
}

#[test]
fn replicas() {
    let none = "databases:\n  - name: db\n    plan: 1c-4g\n";
    let one = "databases:\n  - name: db\n    plan: 1c-4g\n    readReplicas:\n      - name: db-replica\n";
    let add = |name: &str| Edit::AddReplica {
        database: path_of("databases", 0),
        name: name.to_owned(),
    };
    let remove = |name: &str| Edit::RemoveReplica {
        database: path_of("databases", 0),
        name: name.to_owned(),
    };
    check_on(none, add("db-replica"), one);
    check_on(one, add("db-replica"), "`db-replica` stands there already.");
    check_on(one, add("second"), &format!("{one}      - name: second\n"));
    let two = format!("{one}      - name: second\n");
    let emptied = format!("{none}    readReplicas: []\n");
    check_on(&two, remove("second"), one);
    // An empty list, not none: what is left out, Render keeps.
    check_on(one, remove("db-replica"), &emptied);
    check_on(&emptied, add("db-replica"), one);
}

fn path_of(list: &str, at: usize) -> crate::yaml::Path {
    crate::yaml::Path(vec![list.into(), at.into()])
}
