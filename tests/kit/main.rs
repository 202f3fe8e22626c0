//! The files of the kit before the tools that will read them: bash, shellcheck, Ruby, Node, Mermaid, and readers of JSON,
//! YAML, SQL and iCalendar; for every preset, with files on S3 and on a disk, and with names that want to break out
//! of their quotes.
//!
//! A trial whose tool is not installed is reported as ignored; `PLANO_TOOLS=required` turns that into a failure.
//! `scripts/setup browser` installs them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says why"
)]

mod formats;
mod inputs;
mod names;
mod quoting;
mod runs;
mod sections;
mod spanish;
mod tools;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

/// A trial that needs these tools.
fn needing(name: &str, needed: &'static [&'static str], test: fn()) -> Trial {
    let missing: Vec<&str> = needed
        .iter()
        .copied()
        .filter(|tool| !tools::is_there(tool))
        .collect();
    let required = std::env::var("PLANO_TOOLS").is_ok_and(|value| value == "required");
    let ignored = !missing.is_empty() && !required;
    let missing = missing.join(", ");
    let run = move || {
        if !missing.is_empty() {
            return Err(Failed::from(format!("not installed: {missing}")));
        }
        test();
        Ok(())
    };
    Trial::test(format!("kit::{name}"), run).with_ignored_flag(ignored)
}

/// The trial that reads the architecture document: reported as ignored where that is absent;
/// `PLANO_REFERENCE=required` turns this into a failure.
fn document(name: &str) -> Trial {
    let required = std::env::var("PLANO_REFERENCE").is_ok_and(|value| value == "required");
    let ignored = !sections::is_there() && !required;
    let run = || {
        sections::headings_have_files_or_tabs();
        Ok(())
    };
    Trial::test(format!("kit::{name}"), run).with_ignored_flag(ignored)
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = vec![
        needing(
            "shell_is_taken_by_bash_and_shellcheck",
            &["bash", "shellcheck"],
            tools::shell,
        ),
        needing("commands_in_notes_are_bash", &["bash"], tools::commands_in_notes),
        needing(
            "smoke_tests_find_that_nobody_answers",
            &["bash", "curl"],
            runs::dead_host,
        ),
        needing(
            "smoke_tests_take_what_render_takes",
            &["bash", "curl", "python3"],
            runs::live_host,
        ),
        needing("a_deployment_can_be_taken_back", &["bash", "git"], runs::rollback),
        needing("ruby_is_taken_by_ruby", &["ruby"], tools::ruby),
        needing("load_tests_are_taken_by_node", &["node"], tools::javascript),
        needing(
            "flowcharts_are_taken_by_mermaid",
            &["node", "mermaid"],
            tools::mermaid,
        ),
        needing("json_is_json", &[], formats::json),
        needing("policies_allow_what_they_say", &[], formats::policies),
        needing("monitors_have_what_datadog_asks", &[], formats::monitors),
        needing("yaml_is_yaml", &[], formats::yaml),
        needing("sidekiq_has_its_queues", &["ruby"], formats::sidekiq),
        needing("sql_is_sql", &[], formats::sql),
        needing("the_calendar_is_a_calendar", &[], formats::calendar),
        needing("the_procfile_names_processes", &["bash"], formats::procfile),
        needing("notes_keep_their_shape", &[], formats::notes),
        needing("bash_reads_every_literal_back", &["bash"], quoting::bash),
        needing("ruby_reads_every_literal_back", &["ruby"], quoting::ruby),
        needing("node_reads_every_literal_back", &["node"], quoting::node),
        needing("other_readers_read_every_literal_back", &[], quoting::others),
        needing(
            "scripts_hold_the_names_as_they_are",
            &["bash", "ruby", "node"],
            quoting::in_place,
        ),
        needing("a_spanish_kit_has_no_english_lines", &[], formats::spanish),
        needing("numbers_have_their_forms", &[], formats::numbers),
        needing("nothing_is_named_that_does_not_exist", &[], names::absent),
        document("every_heading_of_the_document_has_its_file_or_tab"),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}
