//! `plano size`, and `plano cost` by month.

use super::{fails, json_of, plano};

#[test]
fn production_takes_its_own_users_and_grows_for_more() {
    let sized = |users: &str| {
        json_of(
            &[
                "size",
                "gp-bikes-production.yaml",
                "--mau",
                users,
                "--format",
                "json",
            ],
            "",
            0,
        )
    };
    let own = sized("1000");
    let more = sized("5000");
    let changes = |answer: &serde_json::Value| -> Vec<String> {
        let resources = answer["resources"].as_array().cloned().unwrap_or_default();
        let changed = resources.iter().filter(|resource| resource["change"] == true);
        changed
            .map(|resource| {
                format!(
                    "{} {} {}",
                    resource["resource"], resource["plan"], resource["instances_max"]
                )
            })
            .collect()
    };
    assert_eq!(changes(&own), Vec::<String>::new());
    assert_eq!(
        changes(&more),
        [
            "\"gp-bikes-worker\" \"1c-2g\" 2",
            "\"gp-bikes-redis\" \"1g\" 1",
            "\"gp-bikes-postgres\" \"8c-32g\" 1",
        ]
    );
}

#[test]
fn sizes_as_a_table() {
    let ran = plano(&["size", "gp-bikes-production.yaml", "--mau", "5000"], "");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(ran.stdout, @r#"
    Resource           Load                 Full   Full at  Advice
    gp-bikes-web       200 requests         67 %   6,001    as it is
    gp-bikes-worker    159.7 jobs a minute  106 %  3,757    2 instances of `1c-2g`
    gp-bikes-redis     488.3 MB             191 %  2,098    `1g`
    gp-bikes-postgres  3.7 cores            93 %   3,751    `8c-32g` with 200 GB
                       15692 MB             96 %   3,277
                       46.6 connections     12 %   34,303
                       160 GB               160 %  1,001

    gp-bikes-worker: 5,000 monthly users take 2 instances of `1c-2g`; the document plans 2 instances of `1c-2g` for 5,000 (GP Bikes, October 2025).
    gp-bikes-redis: 5,000 monthly users take `1g`; the document plans `1g` for 5,000 (GP Bikes, October 2025).
    gp-bikes-postgres: 5,000 monthly users take `8c-32g` with 200 GB; the document plans `8c-32g` with 200 GB for 5,000 (GP Bikes, October 2025).
    5,000 monthly users. Assumptions: The document, October 2025.
    "#);
}

#[test]
fn files_on_object_storage_are_sized_too() {
    for (planned, said) in [
        ("200", "5,000 users keep 400 GB of files; 200 GB are planned."),
        ("400", "5,000 users keep 400 GB of files."),
    ] {
        let arguments = ["--mau", "5000", "--object-storage-gb", planned];
        let ran = plano(
            &[&["size", "gp-bikes-production.yaml"][..], &arguments].concat(),
            "",
        );
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        assert!(ran.stdout.lines().any(|line| line == said), "{}", ran.stdout);
    }
}

#[test]
fn costs_by_month() {
    let arguments = [
        "cost",
        "gp-bikes-production.yaml",
        "--workspace",
        "pro",
        "--object-storage-gb",
        "200",
        "--mau",
        "1000",
        "--growth",
        "40",
        "--months",
        "6",
    ];
    let ran = plano(&arguments, "");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(ran.stdout, @r#"
    Month  Users  Monthly
    1      1,000  $344.60
    2      1,400  $360.06
    3      1,960  $360.70
    4      2,744  $383.61
    5      3,842  $649.87
    6      5,378  $691.63

    Month 2, 1,400 users: gp-bikes-postgres takes `4c-16g` with 150 GB instead of `4c-16g` with 100 GB.
    Month 4, 2,744 users: gp-bikes-redis takes `1g` instead of `256mb`.
    Month 5, 3,842 users: gp-bikes-worker takes 2 instances of `1c-2g` instead of 1 instance of `1c-2g`.
    Month 5, 3,842 users: gp-bikes-postgres takes `8c-32g` with 200 GB instead of `4c-16g` with 150 GB.
    Month 6, 5,378 users: gp-bikes-postgres takes `8c-32g` with 250 GB instead of `8c-32g` with 200 GB.
    1,000 monthly users. Assumptions: The document, October 2025. Monthly cost in USD. Prices: Render, September 2026. Prices are before tax.
    "#);
    let csv = plano(&[&arguments[..], &["--format", "csv"]].concat(), "").stdout;
    let first: Vec<&str> = csv.lines().take(8).collect();
    insta::assert_snapshot!(first.join("\n"), @r#"
    Month,Users,Resource,Monthly
    1,1000,gp-bikes-web,50.00
    1,1000,gp-bikes-worker,25.00
    1,1000,gp-bikes-redis,10.00
    1,1000,gp-bikes-postgres,230.00
    1,1000,Workspace,25.00
    1,1000,Amazon S3,4.60
    1,1000,Total,344.60
    "#);
}

#[test]
fn growth_that_makes_no_sense_is_refused() {
    fails(
        &[
            "cost",
            "gp-bikes-production.yaml",
            "--mau",
            "1000",
            "--growth",
            "-5",
        ],
        "",
        "error: Growth must be from 0 to 100 percent a month; -5 is not.\n",
    );
}

#[test]
fn a_reason_begins_with_what_is_full() {
    let arguments = "size gp-bikes-production.yaml --mau 5000 --assumptions published";
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let ran = plano(&arguments, "");
    let expected = "Sessions, cache and queues would be at ";
    let reason = ran.stdout.lines().find(|line| line.contains(expected));
    assert_eq!(
        reason.expect("a reason"),
        "gp-bikes-redis: Sessions, cache and queues would be at 230 % with 5,000 monthly users; with `1g` that stays below 80 %."
    );
}
