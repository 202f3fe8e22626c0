//! `plano cost`.

use serde_json::json;

use super::{SMALL, json_of, plano, succeeds};

#[test]
fn cost_as_a_table() {
    succeeds(
        &[
            "cost",
            "gp-bikes-production.yaml",
            "--workspace",
            "pro",
            "--object-storage-gb",
            "200",
        ],
        "",
        "\
Resource           Item       Plan    Quantity                 Monthly
gp-bikes-web       Instances  1c-2g   2 to 4 instances   $50.00–100.00
gp-bikes-worker    Instances  1c-2g   1 instance                $25.00
gp-bikes-redis     Key Value  256mb   1 instance                $10.00
gp-bikes-postgres  Database   4c-16g  1 instance               $200.00
gp-bikes-postgres  Storage            100 GB                    $30.00
Workspace          Workspace  pro     1 month                   $25.00
Amazon S3          Files              200 GB                     $4.60
Total                                                   $344.60–394.60

Monthly cost in USD. Prices: Render, September 2026. Prices are before tax.
",
    );
}

#[track_caller]
fn check_total(arguments: &[&str], expected: [&str; 2]) {
    let found = json_of(&[&["cost", "--format", "json"], arguments].concat(), "", 0);
    assert_eq!([&found["total_min"], &found["total_max"]], expected, "{found:#}");
    assert_eq!(
        (&found["currency"], &found["unknown"]),
        (&json!("USD"), &json!([]))
    );
}

#[test]
fn the_scenarios_on_both_lists() {
    let staging = ["gp-bikes-staging.yaml", "--workspace", "hobby"];
    let production = [
        "gp-bikes-production.yaml",
        "--workspace",
        "pro",
        "--object-storage-gb",
        "200",
    ];
    let scaled = [
        "gp-bikes-scaled.yaml",
        "--workspace",
        "pro",
        "--object-storage-gb",
        "400",
        "--monitoring",
        "50.00",
    ];
    let old = ["--prices", "2025-10"];
    check_total(&staging, ["24.50", "24.50"]);
    check_total(&production, ["344.60", "394.60"]);
    check_total(&scaled, ["676.20", "726.20"]);
    check_total(&[&staging[..], &old].concat(), ["21.00", "21.00"]);
    check_total(&[&production[..], &old].concat(), ["180.00", "230.00"]);
    check_total(&[&scaled[..], &old].concat(), ["410.00", "460.00"]);
}

#[test]
fn unknown_prices_are_null() {
    let file = "services: [{type: web, name: w, runtime: ruby, plan: 2c-4g}]";
    let found = json_of(&["cost", "-", "--prices", "2025-10", "--format", "json"], file, 0);
    let line = json!({
        "resource": "w", "item": "Instances", "plan": "2c-4g", "quantity": "1 instance", "unit_price": null,
        "monthly_min": null, "monthly_max": null, "monthly_expected": null, "source": null,
    });
    let expected = json!({
        "prices": "2025-10", "currency": "USD", "lines": [line],
        "total_min": "0.00", "total_max": "0.00", "total_expected": "0.00", "prices_date": "2025-10",
        "unknown": ["w: Instances"],
    });
    assert_eq!(found, expected);
    let text = plano(&["cost", "-", "--prices", "2025-10"], file);
    assert!(
        text.stdout.contains("1 instance            unpriced\n"),
        "{}",
        text.stdout
    );
    assert!(text.stdout.contains("$0.00 + 1 unpriced\n"), "{}", text.stdout);
}

#[test]
fn cost_as_csv_and_markdown() {
    let source = "Render pricing page, as its Markdown edition (2026-04 to 2026-08)";
    succeeds(
        &["cost", "-", "--format", "csv"],
        SMALL,
        &format!(
            "Resource,Item,Plan,Quantity,\"Monthly, at least\",\"Monthly, at most\",Source\n\
             shop,Instances,1c-2g,2 instances,50.00,50.00,\"{source}\"\n\
             db,Database,0.1c-256mb,1 instance,6.00,6.00,\"{source}\"\n\
             db,Storage,,15 GB,4.50,4.50,\"{source}\"\n\
             Total,,,,60.50,60.50,\"Render, September 2026 (2026-09)\"\n"
        ),
    );
    let markdown = plano(&["cost", "-", "--format", "md"], SMALL).stdout;
    assert!(
        markdown.starts_with("Monthly cost in USD. Prices: Render, September 2026."),
        "{markdown}"
    );
    assert!(markdown.contains("\n**Total: $60.50**\n"), "{markdown}");
}

#[test]
fn a_price_list_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let head = "plano_prices: 1\ntitle: Ours\ndate: 2026-11\nbased_on: 2026-09\nprices:\n";
    let ours = write("ours.yaml", &format!("{head}  services/1c-2g: 20\n"));
    let arguments = ["cost", "gp-bikes-production.yaml", "--format", "json", "--prices"];
    let found = json_of(&[&arguments[..], &[&ours]].concat(), "", 0);
    assert_eq!(
        (&found["total_min"], &found["total_max"], &found["prices"]),
        (&json!("300.00"), &json!("340.00"), &json!("Ours"))
    );
    assert_eq!(found["lines"][0]["source"], json!("Ours (2026-11)"));

    let refused = |prices: &str, expected: &str| {
        let ran = plano(&["cost", "gp-bikes-production.yaml", "--prices", prices], "");
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
        assert_ne!(ran.code, 0);
    };
    refused(
        &write("bad.yaml", &format!("{head}  services/1c-2gb: 20\n")),
        "line 6: there is no price `services/1c-2gb`; did you mean",
    );
    refused("2020-01", "give `2026-09` or `2025-10`, or a file");
    refused("absent.yaml", "absent.yaml");
}

#[test]
fn what_is_priced_by_the_unit() {
    let usage = [
        "gp-bikes-staging.yaml",
        "--workspace",
        "hobby",
        "--use",
        "bandwidth-gb=15",
        "--sentry",
        "listed",
    ];
    check_total(&usage, ["52.00", "52.00"]);
    let typed = [
        "gp-bikes-staging.yaml",
        "--mail",
        "listed",
        "--use",
        "mails=1000",
        "--unit-price",
        "mails=0.002",
    ];
    check_total(&typed, ["26.50", "26.50"]);
}

#[test]
fn what_a_cron_job_runs() {
    let file =
        "services:\n  - {type: cron, name: nightly, runtime: node, plan: 1c-2g, schedule: '0 2 * * *'}\n";
    let total = |arguments: &[&str], file: &str| {
        let found = json_of(&[&["cost", "-", "--format", "json"], arguments].concat(), file, 0);
        let unknown = found["unknown"].as_array().unwrap().len();
        (found["total_min"].as_str().unwrap().to_owned(), unknown)
    };
    assert_eq!(total(&[], file), ("1.00".to_owned(), 1));
    assert_eq!(total(&["--cron", "nightly=10000"], file), ("5.80".to_owned(), 0));

    let months = [
        "cost",
        "-",
        "--cron",
        "nightly=10000",
        "--mau",
        "1000",
        "--format",
        "json",
    ];
    let found = json_of(&months, file, 0);
    assert_eq!(found["months"][0]["total"], json!("5.80"));

    let refused = |cron: &str, file: &str, expected: &str| {
        let ran = plano(&["cost", "-", "--cron", cron], file);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
        assert_ne!(ran.code, 0);
    };
    refused(
        "hourly=5",
        file,
        "no cron job is called `hourly`; the file has `nightly`",
    );
    refused("hourly=5", SMALL, "the file has none");
    for minutes in ["nightly=often", "nightly", "nightly=-1", "nightly=44641"] {
        refused(minutes, file, "give the minutes of a month, from 0 to 44,640");
    }
}
