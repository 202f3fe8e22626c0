//! `plano env`.

use serde_json::{Value, json};

use super::{SMALL, json_of, plano, succeeds};

#[test]
fn env_as_text() {
    let file = "\
services:
  - type: web
    name: shop
    runtime: node
    envVars:
      - {key: TOKEN, sync: false}
      - {key: HOST, fromDatabase: {name: db, property: host}}
";
    succeeds(
        &["env", "-"],
        file,
        "\
1 variable to type in: Render asks for it once, when the Blueprint is first created. Set later ones in the Dashboard.

shop (web service)
  TOKEN  to type in (secret)
         Render asks for it once, when the Blueprint is first created.
  HOST   from database `db`: `host`
",
    );
}

#[test]
fn env_as_json() {
    let found = json_of(&["env", "-", "--format", "json"], SMALL, 0);
    let variable = |key: &str, source: Value, secret: bool, place: &str| {
        json!({
            "key": key, "source": source, "secret": secret, "need": null,
            "what": null, "where": place, "command": null, "example": null,
        })
    };
    let once = "Render asks for it once, when the Blueprint is first created.";
    let expected = json!({
        "file": "-",
        "to_type_in": 1,
        "missing": 0,
        "unclear": 0,
        "secrets_in_file": 0,
        "owners": [{
            "name": "shop",
            "kind": "web service",
            "groups": [],
            "variables": [
                variable("TOKEN", json!({"kind": "typed_in"}), true, once),
                variable(
                    "HOST",
                    json!({"kind": "database", "name": "db", "property": "host"}),
                    false,
                    "Render takes it from the database at each sync.",
                ),
                variable("MODE", json!({"kind": "set", "value": "it's on"}), false, "Change it in the file."),
            ],
        }],
    });
    assert_eq!(found, expected);
    let production = json_of(&["env", "gp-bikes-production.yaml", "--format", "json"], "", 0);
    assert_eq!(
        (&production["to_type_in"], &production["missing"]),
        (&json!(11), &json!(0))
    );
    assert_eq!(
        production["owners"][1]["groups"],
        json!([{"name": "gp-bikes-shared", "in_file": true}])
    );
}

#[test]
fn env_as_files() {
    succeeds(
        &["env", "-", "--format", "md"],
        SMALL,
        "\
# Environment variables

1 variable to type in: Render asks for it once, when the Blueprint is first created. Set later ones in the Dashboard.

## shop (web service)

- [ ] `TOKEN`: to type in (secret). Render asks for it once, when the Blueprint is first created.
- [x] `HOST`: from database `db`: `host`.
- [x] `MODE`: set to `it's on`.
",
    );
    let csv = plano(&["env", "-", "--format", "csv"], SMALL).stdout;
    assert!(
        csv.contains("\nshop,MODE,set in the file,it's on,no,,,Change it in the file.,,\n"),
        "{csv}"
    );
    let template = plano(&["env", "-", "--format", "dotenv"], SMALL).stdout;
    let lines: Vec<&str> = template.lines().filter(|line| line.contains('=')).collect();
    assert_eq!(lines, ["TOKEN=", "# HOST=", "MODE=\"it's on\""]);
}

/// What a shell reads from the template is what stands in the file.
#[cfg(unix)]
#[test]
fn a_shell_reads_the_template() {
    let template = plano(&["env", "gp-bikes-production.yaml", "--format", "dotenv"], "").stdout;
    let script = format!(
        "{template}\nprintf '%s|' \"$GP_BIKES_DEALERSHIP_ADDRESS\" \"$SMTP_PORT\" \"$SECRET_KEY_BASE\""
    );
    let output = std::process::Command::new("sh")
        .env_clear()
        .args(["-euc", &script])
        .output()
        .expect("a shell");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Calle 123 No 45-67, Bogotá, Colombia|587||"
    );
}
