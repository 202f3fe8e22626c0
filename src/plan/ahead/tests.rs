use rust_decimal::Decimal;

use super::*;
use crate::demand::{Forecast, Growth};
use crate::plan::{Analysis, PRESETS, Preset, Scenario, ScenarioId, analyse};
use crate::price::{self, PriceList};

fn prices() -> &'static PriceList {
    price::default_list()
}

fn settings(preset: &Preset, mau: u32) -> Settings {
    let mut settings = preset.settings();
    settings.mau = mau;
    settings
        .workload
        .grow(Growth::Monthly(20.into()))
        .expect("within bounds");
    settings
}

fn analysis(text: &str, settings: &Settings) -> Analysis {
    let scenario = Scenario {
        id: ScenarioId(1),
        text: text.into(),
        settings: settings.clone(),
    };
    analyse(&scenario, prices())
}

fn forecast(preset: &Preset, settings: &Settings) -> Forecast {
    analysis(preset.text, settings).forecast(settings, prices())
}

fn amount(text: &str) -> Decimal {
    text.replace(['$', ','], "").parse().expect("a sum of money")
}

#[test]
fn a_forecast_is_the_same_whatever_the_present_users() {
    for preset in &PRESETS {
        let once = settings(preset, preset.mau);
        let once = forecast(preset, &basis(&once));
        for mau in [1, 900, 5_000, 300_000] {
            let own = settings(preset, mau);
            assert_eq!(
                once.by_month_from(mau),
                forecast(preset, &own).by_month(),
                "{mau} users"
            );
            assert_eq!(once.at(mau), forecast(preset, &own).at(mau), "{mau} users");
        }
    }
}

#[test]
fn the_table_of_months_has_the_forecasts_totals() {
    for preset in &PRESETS {
        let own = settings(preset, 1_000);
        let forecast = forecast(preset, &own);
        let months = by_month(&forecast, 1_000);
        let table = months.chart.table();
        let place = table[0].iter().position(|head| head == "Total").expect("a total");
        for (row, month) in table[1..].iter().zip(forecast.by_month_from(1_000)) {
            let (known, unknown) = row[place].split_once(" + ").unwrap_or((&row[place], ""));
            assert_eq!(amount(known), month.total.round_dp(2));
            assert_eq!(unknown == "not known", month.unpriced > 0);
        }
        assert!(months.grows);
    }
}

#[test]
fn months_of_production() {
    let own = settings(&PRESETS[1], 1_000);
    let months = by_month(&forecast(&PRESETS[1], &own), 1_000);
    let steps: Vec<String> = months
        .steps
        .iter()
        .map(|step| format!("{} {}", step.text, step.added))
        .collect();
    insta::assert_snapshot!(steps.join("\n"));
    let rows: Vec<String> = months.chart.table().iter().map(|row| row.join(" | ")).collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn many_resources_are_few_series() {
    let services: String = (0..40)
        .map(|at| {
            format!(
                "  - {{type: pserv, name: s-{at}, runtime: node, plan: 1c-2g, numInstances: {}}}\n",
                1 + at % 3
            )
        })
        .collect();
    let text = format!("services:\n{services}");
    let own = settings(&PRESETS[1], 1_000);
    let forecast = analysis(&text, &own).forecast(&own, prices());
    let months = by_month(&forecast, 1_000);
    let names: Vec<&str> = months
        .chart
        .series
        .iter()
        .map(|series| series.name.as_str())
        .collect();
    assert_eq!(names.len(), 13, "{names:?}");
    assert_eq!(names[11], "31 others");
    assert_eq!(names[12], "Without a price");
    let first: Decimal = months
        .chart
        .series
        .iter()
        .filter_map(|series| series.values[0])
        .sum();
    assert_eq!(first, forecast.by_month_from(1_000)[0].total);
}

#[test]
fn each_scenario_is_a_line_and_the_one_on_screen_counts() {
    let own: Vec<Settings> = PRESETS.iter().map(|preset| settings(preset, 1_000)).collect();
    let forecasts: Vec<Forecast> = PRESETS
        .iter()
        .zip(&own)
        .map(|(preset, own)| forecast(preset, own))
        .collect();
    let mut courses: Vec<Course<'_>> = own
        .iter()
        .zip(&forecasts)
        .enumerate()
        .map(|(at, (settings, forecast))| Course {
            name: &settings.name,
            forecast: Some(forecast),
            on_screen: at == 1,
        })
        .collect();
    courses.push(Course {
        name: "Broken",
        forecast: None,
        on_screen: false,
    });
    let curve = by_users(&courses);
    let strong: Vec<bool> = curve.lines.iter().map(|line| line.strong).collect();
    assert_eq!(strong, [false, true, false, false]);
    assert_eq!(curve.lines[1].name, "Production, and 3 without a price");
    assert!(curve.lines[3].points.is_empty());
    for (line, forecast) in curve.lines.iter().zip(&forecasts) {
        assert_eq!(line.points.len(), 201);
        for (users, value) in line.points.iter().step_by(25) {
            assert_eq!(*value, Some(forecast.at(*users).total));
        }
    }
    // The words of any present point have the room that is kept for them.
    let kept = curve.present.expect("a present point").label.len();
    for step in 0..=crate::plan::mau::STEPS {
        let words = point_words(&forecasts[1].at(crate::plan::mau::at_step(step)));
        assert!(words.len() <= kept, "{words}");
    }
}

#[test]
fn bars_say_what_the_sizes_say() {
    let own = settings(&PRESETS[1], 5_000);
    let demanded = analysis(PRESETS[1].text, &own).demanded(&own, prices());
    let full = fullness(&demanded.sizing, &own.workload);
    assert_eq!(full.note, None);
    let rows: Vec<String> = full.chart.table().iter().map(|row| row.join(" | ")).collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn of_many_bars_the_fullest_are_shown() {
    let services: String = (0..40)
        .map(|at| {
            format!(
                "  - {{type: web, name: s-{at}, runtime: node, plan: 1c-2g, numInstances: {}}}\n",
                1 + at
            )
        })
        .collect();
    let own = settings(&PRESETS[1], 5_000);
    let demanded = analysis(&format!("services:\n{services}"), &own).demanded(&own, prices());
    let full = fullness(&demanded.sizing, &own.workload);
    assert_eq!(full.chart.bars.len(), 24);
    assert_eq!(full.chart.bars[23].name, "s-23");
    assert_eq!(full.note.expect("a note").to_string(), "The fullest 24 of 40.");
}

fn disk(list: &str, users: u32) -> String {
    let own = settings(&PRESETS[1], users);
    let found = disk_or_objects(&own, price::list(list).expect("it ships"), users);
    let rows = found.chart.table();
    let crossing = found.chart.crossing();
    let label = crossing
        .map(|(even, sum)| (found.chart.label)(even, sum))
        .unwrap_or_default();
    let last = rows.last().map(|row| row.join(" | ")).unwrap_or_default();
    format!("{list}, {users}: {last}; {label}; {}", found.notes[0])
}

#[test]
fn a_disk_against_object_storage() {
    let told = [("2026-09", 1_000), ("2026-09", 1_000_000), ("2025-10", 5_000)]
        .map(|(list, users)| disk(list, users));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn more_instances_against_bigger_plans() {
    let own = settings(&PRESETS[1], 1_000);
    let analysis = analysis(PRESETS[1].text, &own);
    let (services, more) = bigger_plans(&analysis.blueprint(), prices());
    assert_eq!((services.len(), more), (1, 0));
    let chart = services[0].chart.as_ref().expect("there are bigger plans");
    let mut told: Vec<String> = chart.table().iter().map(|row| row.join(" | ")).collect();
    told.extend(services[0].notes.iter().map(ToString::to_string));
    insta::assert_snapshot!(told.join("\n"));
}
