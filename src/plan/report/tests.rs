use super::super::output::{Handover, Output};
use super::super::{Workspace, analyse};
use super::{Part, report};
use crate::cost::SecondCurrency;
use crate::demand::Growth;

/// Production of the presets, growing, with pesos.
fn with_production<T>(then: impl FnOnce(&Handover<'_>) -> T) -> T {
    let mut workspace = Workspace::start();
    workspace.money.currency =
        Some(SecondCurrency::new("COP", "4000".parse().unwrap(), "1 September 2026").unwrap());
    let own = workspace.on_screen().unwrap();
    let mut settings = own.settings.clone();
    settings
        .workload
        .grow(Growth::Monthly("20".parse().unwrap()))
        .unwrap();
    settings
        .ticked
        .insert("gp-bikes-shared/OPENAI_API_KEY".to_owned());
    let analysis = analyse(own, workspace.money.prices.list());
    then(&Handover::of(&analysis, &settings, &workspace.money))
}

#[test]
fn a_report_in_markdown() {
    let text = with_production(|plan| report(plan, " 25 November\n2026 ").markdown());
    insta::assert_snapshot!(text);
}

#[test]
fn without_a_date_none_is_named() {
    with_production(|plan| {
        let report = report(plan, " ");
        assert_eq!(report.about.len(), 1, "{:?}", report.about);
    });
}

/// No two totals disagree, and each row has a cell for each column.
#[test]
fn totals_and_tables_fit() {
    with_production(|plan| {
        let report = report(plan, "");
        let tables = report.sections.iter().flat_map(|section| &section.parts);
        for part in tables {
            if let Part::Table(table) = part {
                for row in &table.rows {
                    assert_eq!(row.len(), table.head.len(), "{row:?}");
                }
            }
        }
        assert!(report.markdown().contains(&plan.demanded.bill.total_text()));
    });
}

#[test]
fn a_plan_without_anything_has_a_report() {
    let workspace = Workspace::start();
    let mut own = (**workspace.on_screen().unwrap()).clone();
    own.text = "".into();
    let analysis = analyse(&own, workspace.money.prices.list());
    let plan = Handover::of(&analysis, &own.settings, &workspace.money);
    let text = report(&plan, "").markdown();
    assert!(text.contains("no services and no databases"), "{text}");
}

#[test]
fn of_what_cannot_be_read_no_costs_are_named() {
    for text in ["services: [", "- type: web\n", "just words\n"] {
        let workspace = Workspace::start();
        let mut own = (**workspace.on_screen().unwrap()).clone();
        own.text = text.into();
        let analysis = analyse(&own, workspace.money.prices.list());
        let plan = Handover::of(&analysis, &own.settings, &workspace.money);
        for output in Output::ALL {
            let written = output.text(&plan, "");
            assert!(
                !written.contains("0.00"),
                "{text:?}, {}: {written}",
                output.name()
            );
        }
        let total = |output: Output, total: &str| {
            let written = output.text(&plan, "");
            assert!(written.contains(total), "{text:?}: {written}");
        };
        total(Output::CostsMarkdown, "**Total: not known**");
        total(Output::CostsCsv, "\nTotal,,,,not known,not known,");
        total(Output::CostsJson, "\"total_min\": null,\n  \"total_max\": null,");
        total(
            Output::Report,
            "Not known: the text cannot be read as a Blueprint.",
        );
        total(Output::ChecklistMarkdown, "Not known:");
    }
}
