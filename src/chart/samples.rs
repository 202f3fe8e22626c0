//! Charts for the tests, usual and awful ones.

use rust_decimal::Decimal;

use super::*;

pub(super) fn dollars(value: Decimal) -> String {
    format!("${:.2}", value)
}

pub(super) fn whole_dollars(value: Decimal) -> String {
    format!("${}", grouped(value))
}

pub(super) fn count(value: Decimal) -> String {
    grouped(value)
}

pub(super) fn percent(value: Decimal) -> String {
    format!("{} %", value.round())
}

pub(super) fn grouped(value: Decimal) -> String {
    let digits = value.round().abs().to_string();
    let mut text = if value.is_sign_negative() {
        "-".to_owned()
    } else {
        String::new()
    };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub(super) fn about(title: &str) -> About {
    About {
        title: title.to_owned(),
        description: format!("{title}, drawn"),
        empty: "There is nothing to draw yet.".to_owned(),
    }
}

pub(super) fn frame(width: u32, variant: Variant) -> Frame<'static> {
    Frame {
        id: "c1",
        width,
        height: None,
        variant,
    }
}

pub(super) fn stacked(
    names: &[&str],
    months: usize,
    value: impl Fn(usize, usize) -> Option<Decimal>,
    steps: &[usize],
) -> Stacked {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    Stacked {
        about: about("Cost by month"),
        month: "Month".to_owned(),
        months: (0..months)
            .map(|at| format!("{} {}", NAMES[at % 12], 2027 + at / 12))
            .collect(),
        series: names
            .iter()
            .enumerate()
            .map(|(series, name)| Series {
                name: (*name).to_owned(),
                values: (0..months).map(|month| value(series, month)).collect(),
            })
            .collect(),
        total: "Total".to_owned(),
        unknown: "unknown".to_owned(),
        steps: steps
            .iter()
            .map(|month| Step {
                month: *month,
                text: format!("A bigger plan in month {month}"),
            })
            .collect(),
        step: "What changes".to_owned(),
        axis: whole_dollars,
        value: dollars,
    }
}

pub(super) fn line(name: &str, stepped: bool, points: &[(u32, i64)]) -> Line {
    Line {
        name: name.to_owned(),
        points: points
            .iter()
            .map(|(users, value)| (*users, Some(Decimal::from(*value))))
            .collect(),
        stepped,
        strong: false,
    }
}

pub(super) fn curve(lines: Vec<Line>, present: Option<Present>) -> Curve {
    Curve {
        about: about("Cost by users"),
        quantity: "Monthly users".to_owned(),
        lines,
        present,
        unknown: "unknown".to_owned(),
        users: count,
        axis: whole_dollars,
        value: dollars,
    }
}

pub(super) fn scenarios() -> Curve {
    let lines = vec![
        line("Staging", true, &[(100, 25), (2_000, 60), (9_000, 140)]),
        line(
            "Production",
            true,
            &[(100, 345), (5_000, 395), (30_000, 720), (200_000, 1_500)],
        ),
        line(
            "Scaled",
            false,
            &[
                (100, 676),
                (1_000, 680),
                (10_000, 730),
                (100_000, 1_100),
                (1_000_000, 4_200),
            ],
        ),
    ];
    let label = "5,000 users: $395.00 a month".to_owned();
    curve(
        lines,
        Some(Present {
            users: 5_000,
            line: 1,
            label,
        }),
    )
}

pub(super) fn bars(bars: &[(&str, Option<i64>, &str)]) -> Bars {
    Bars {
        about: about("How full"),
        name: "Resource".to_owned(),
        share: "Full".to_owned(),
        text: "Of what".to_owned(),
        bars: bars
            .iter()
            .map(|(name, share, text)| Bar {
                name: (*name).to_owned(),
                percent: share.map(Decimal::from),
                text: (*text).to_owned(),
            })
            .collect(),
        mark: Decimal::from(80),
        unknown: "unknown".to_owned(),
        percent,
    }
}

pub(super) fn some_bars() -> Bars {
    bars(&[
        ("web memory", Some(62), "62 % of 2 GB"),
        ("worker memory", Some(91), "91 % of 512 MB"),
        ("database disk", Some(140), "140 % of 15 GB"),
        ("key value", None, "unknown"),
    ])
}

pub(super) fn break_even(start: (i64, i64), cents: (i64, i64), to: i64) -> BreakEven {
    let straight = |name: &str, start: i64, cents: i64| Straight {
        name: name.to_owned(),
        start: Decimal::from(start),
        each: Decimal::new(cents, 3),
    };
    BreakEven {
        about: about("Disk or S3"),
        quantity: "GB".to_owned(),
        lines: [
            straight("Render Disk", start.0, cents.0),
            straight("S3 with requests", start.1, cents.1),
        ],
        to: Decimal::from(to),
        label: |quantity, value| format!("equal at {} GB: {}", quantity.round(), dollars(value)),
        count,
        axis: whole_dollars,
        value: dollars,
    }
}

pub(super) fn production() -> Stacked {
    let value = |series: usize, month: usize| {
        let grown = (month / 5) as i64;
        Some(Decimal::from(
            [25 + 25 * grown, 19, 110 + 40 * (grown / 2), 10, 8 + month as i64][series],
        ))
    };
    stacked(
        &["web", "worker", "database", "key value", "S3"],
        12,
        value,
        &[5, 6, 10],
    )
}

pub(super) const LONG: &str =
    "a-service-with-quite-an-unreasonably-long-name-that-somebody-typed-WWWWWWWWWWWWWWWW";

/// Every kind of chart, with usual and with awful data.
pub(super) fn all(variant: Variant, width: u32) -> Vec<(&'static str, String)> {
    let frame = &frame(width, variant);
    let twelve = [
        "web",
        LONG,
        "worker",
        "cron",
        LONG,
        "database",
        "replica",
        "key value",
        "disk",
        "S3",
        "OpenAI",
        "<img onerror>",
    ];
    let uneven = |series: usize, month: usize| match (series * 7 + month) % 11 {
        0 => None,
        value => Some(Decimal::from(value as i64 * 37)),
    };
    let every_month: Vec<usize> = (0..36).chain(0..4).collect();
    let equal = || vec![(100, 50), (1_000_000, 50)];
    vec![
        ("stacked", production().svg(frame)),
        (
            "stacked-awful",
            stacked(&twelve, 36, uneven, &every_month).svg(frame),
        ),
        (
            "stacked-even",
            stacked(&twelve[..8], 24, |_, _| Some(Decimal::TEN), &[0, 23]).svg(frame),
        ),
        (
            "stacked-one",
            stacked(&["web"], 1, |_, _| Some(Decimal::from(7)), &[0, 0, 0]).svg(frame),
        ),
        (
            "stacked-zero",
            stacked(&["web", "worker"], 6, |_, _| Some(Decimal::ZERO), &[]).svg(frame),
        ),
        (
            "stacked-huge",
            stacked(
                &["web", "b"],
                36,
                |_, _| Some(Decimal::from(1_000_000_000_000_i64)),
                &[35],
            )
            .svg(frame),
        ),
        (
            "stacked-credit",
            stacked(
                &["web", "credit"],
                6,
                |at, _| Some(Decimal::from(60 - 90 * at as i64)),
                &[],
            )
            .svg(frame),
        ),
        ("stacked-empty", stacked(&[], 0, |_, _| None, &[]).svg(frame)),
        ("curve", scenarios().svg(frame)),
        (
            "curve-equal",
            curve((0..9).map(|_| line("the same", false, &equal())).collect(), None).svg(frame),
        ),
        (
            "curve-awful",
            curve(
                vec![line(LONG, true, &[(1, 0), (9, 1_000_000_000_000)])],
                Some(Present {
                    users: 0,
                    line: 0,
                    label: LONG.repeat(3),
                }),
            )
            .svg(frame),
        ),
        (
            "curve-one",
            curve(
                vec![line("point", false, &[(700, 4)])],
                Some(Present {
                    users: 1_000_000,
                    line: 7,
                    label: "now".to_owned(),
                }),
            )
            .svg(frame),
        ),
        ("curve-empty", curve(Vec::new(), None).svg(frame)),
        ("bars", some_bars().svg(frame)),
        (
            "bars-awful",
            bars(&[
                (LONG, Some(1_000_000), LONG),
                ("\"x\" & <b>", Some(-5), LONG),
                (LONG, None, ""),
            ])
            .svg(frame),
        ),
        ("bars-empty", bars(&[]).svg(frame)),
        ("break-even", break_even((0, 5), (250, 25), 100).svg(frame)),
        ("break-even-none", break_even((7, 14), (0, 0), 10).svg(frame)),
        (
            "break-even-huge",
            break_even((0, 1_000_000_000), (1_000, 1), 1_000_000_000_000).svg(frame),
        ),
        ("break-even-empty", break_even((0, 5), (250, 23), 0).svg(frame)),
    ]
}
