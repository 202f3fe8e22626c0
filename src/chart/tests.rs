use std::collections::BTreeSet;

use proptest::prelude::*;
use roxmltree::{Document, Node};
use rust_decimal::Decimal;

use super::samples::*;
use super::*;

/// A rectangle of the drawing with what it is, in tenths of a pixel: left, top, right, bottom.
type Seen = (String, [i32; 4]);

fn number(text: &str) -> i32 {
    let decimal = Decimal::from_str_exact(text).unwrap();
    (decimal * Decimal::TEN).try_into().unwrap()
}

fn attribute(node: Node<'_, '_>, name: &str) -> i32 {
    number(
        node.attribute(name)
            .unwrap_or_else(|| panic!("{name} of {node:?}")),
    )
}

/// Where a text stands, by the same estimate that the layout has.
fn text_box(node: Node<'_, '_>) -> Seen {
    let text = node.text().unwrap_or_default();
    let size = attribute(node, "font-size");
    let width = text::width(text, size / 10) * 10;
    let (x, y) = (attribute(node, "x"), attribute(node, "y"));
    let left = match node.attribute("text-anchor") {
        Some("middle") => x - width / 2,
        Some("end") => x - width,
        _ => x,
    };
    (
        text.to_owned(),
        [left, y - size * 8 / 10, left + width, y + size * 2 / 10],
    )
}

fn rectangle(node: Node<'_, '_>) -> [i32; 4] {
    let (left, top) = (attribute(node, "x"), attribute(node, "y"));
    [
        left,
        top,
        left + attribute(node, "width"),
        top + attribute(node, "height"),
    ]
}

fn ways(node: Node<'_, '_>) -> Vec<(i32, i32)> {
    let way = node
        .attribute("d")
        .unwrap()
        .replace(['M', 'L'], ";")
        .replace('Z', "");
    let points = way.split(';').filter(|point| !point.is_empty());
    points
        .map(|point| {
            let (x, y) = point.split_once(' ').unwrap();
            (number(x), number(y))
        })
        .collect()
}

fn drawn<'a, 'b>(document: &'a Document<'b>, tag: &'static str) -> impl Iterator<Item = Node<'a, 'b>> {
    document
        .descendants()
        .filter(move |node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)))
        .filter(|node| !node.ancestors().any(|above| above.tag_name().name() == "defs"))
}

#[track_caller]
fn check(name: &str, svg: &str) {
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}\n{svg}"));
    let root = document.root_element();
    let sides: Vec<i32> = root
        .attribute("viewBox")
        .unwrap()
        .split(' ')
        .map(number)
        .collect();
    let (width, height) = (sides[2] + 2 * sides[0], sides[3]);
    let within = |what: &str, [left, top, right, bottom]: [i32; 4]| {
        let fits = left >= 0 && top >= 0 && right <= width && bottom <= height;
        assert!(
            fits,
            "{name}: {what} at {left} {top} {right} {bottom} is not within {width} {height}"
        );
    };
    let texts: Vec<Seen> = drawn(&document, "text").map(text_box).collect();
    let marks: Vec<[i32; 4]> = drawn(&document, "rect")
        .filter(|node| node.attribute("rx").is_some())
        .map(rectangle)
        .collect();
    assert!(!texts.is_empty(), "{name} says nothing");
    for (what, area) in &texts {
        within(what, *area);
    }
    let apart = |a: &[i32; 4], b: &[i32; 4]| a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
    for (at, one) in texts.iter().enumerate() {
        for other in &texts[..at] {
            assert!(apart(&one.1, &other.1), "{name}: {one:?} lies upon {other:?}");
        }
    }
    for (at, mark) in marks.iter().enumerate() {
        within("a mark", *mark);
        assert!(
            marks[..at].iter().all(|other| apart(mark, other)),
            "{name}: marks lie upon one another"
        );
        let inside = |text: &[i32; 4]| {
            mark[0] <= text[0] && text[2] <= mark[2] && mark[1] <= text[1] && text[3] <= mark[3]
        };
        for (what, text) in &texts {
            assert!(
                apart(mark, text) || inside(text),
                "{name}: a mark lies upon {what:?}"
            );
        }
    }
    for path in drawn(&document, "path") {
        for (x, y) in ways(path) {
            within("a path", [x, y, x, y]);
        }
    }
    for circle in drawn(&document, "circle") {
        let (x, y) = (attribute(circle, "cx"), attribute(circle, "cy"));
        within("a circle", [x, y, x, y]);
    }
    for node in document.descendants() {
        assert!(
            !["style", "script", "foreignObject", "img"].contains(&node.tag_name().name()),
            "{name}"
        );
        for attribute in node.attributes() {
            let refused = attribute.name() == "style" || attribute.name().starts_with("on");
            assert!(!refused, "{name}: {}", attribute.name());
        }
    }
    let labelled = root.attribute("aria-labelledby").unwrap();
    for id in labelled.split(' ') {
        assert!(
            document
                .descendants()
                .any(|node| node.attribute("id") == Some(id)),
            "{name}: {id}"
        );
    }
}

#[test]
fn nothing_overlaps_nor_leaves_the_frame() {
    for width in [240, 340, 390, 520, 680, 1_100] {
        for variant in [Variant::Page, Variant::Alone] {
            for (name, svg) in all(variant, width) {
                check(&format!("{name} at {width}, {variant:?}"), &svg);
            }
        }
    }
}

#[test]
fn a_file_of_its_own_needs_no_classes_and_the_page_gives_all_colours() {
    for (name, svg) in all(Variant::Alone, 680) {
        assert!(!svg.contains("class="), "{name}");
    }
    for (name, svg) in all(Variant::Page, 680) {
        assert!(!svg.contains("fill=\"#") && !svg.contains("stroke=\"#"), "{name}");
    }
}

#[test]
fn every_class_has_its_rule() {
    let rules = include_str!("../../style/later/charts.css");
    let mut classes = BTreeSet::new();
    for (_, svg) in all(Variant::Page, 680) {
        let document = Document::parse(&svg).unwrap();
        let named = document.descendants().filter_map(|node| node.attribute("class"));
        classes.extend(named.flat_map(|class| class.split(' ').map(str::to_owned).collect::<Vec<_>>()));
    }
    assert!(classes.len() > 15, "{classes:?}");
    for class in classes {
        assert!(rules.contains(&format!(".{class}")), "{class}");
    }
}

/// The relative luminance of `#rrggbb`, as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[test]
fn series_stand_out_from_the_ground_in_light_and_in_dark() {
    let rules = include_str!("../../style/later/charts.css");
    let contrast = |a: &str, b: &str| {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    };
    for (at, colour) in ink::SERIES.iter().enumerate() {
        let (_, rest) = rules
            .split_once(&format!("--graph-{}: light-dark(", at + 1))
            .unwrap();
        let (light, rest) = rest.split_once(", ").unwrap();
        let (dark, _) = rest.split_once(')').unwrap();
        assert_eq!(light, *colour);
        assert!(contrast(light, "#ffffff") >= 3.0, "{light}");
        assert!(contrast(light, "#f6f8fb") >= 3.0, "{light}");
        assert!(contrast(dark, "#111c31") >= 3.0, "{dark}");
        assert!(contrast(dark, "#0c1424") >= 3.0, "{dark}");
    }
}

#[test]
fn what_a_user_typed_stays_text() {
    let mut chart = production();
    chart.series[0].name = "<img src=x onerror=\"alert('1')\">".to_owned();
    chart.months[0] = "\u{202e}Jan\u{2066}\u{0}".to_owned();
    chart.about.title = "</title><script>".to_owned();
    for variant in [Variant::Page, Variant::Alone] {
        let frame = Frame {
            id: "a\" onload=\"x",
            ..frame(680, variant)
        };
        let svg = chart.svg(&frame);
        check("typed", &svg);
        let document = Document::parse(&svg).unwrap();
        let texts: Vec<_> = drawn(&document, "text").filter_map(|node| node.text()).collect();
        assert!(texts.contains(&"Jan"), "{texts:?}");
        assert!(svg.contains("&lt;img src=x onerror=&quot;"));
        assert_eq!(
            document.root_element().children().next().unwrap().text(),
            Some("</title><script>")
        );
    }
}

#[test]
fn no_two_of_many_series_look_alike() {
    let looks: BTreeSet<_> = (0..64)
        .map(|series| (ink::colour(series), ink::sign(series)))
        .collect();
    assert_eq!(looks.len(), 64);
}

#[test]
fn a_small_stack() {
    let chart = stacked(
        &["web", "S3"],
        2,
        |series, month| (month + series < 2).then(|| Decimal::from(7 * (series + 1))),
        &[1],
    );
    insta::assert_snapshot!(broken(&chart.svg(&frame(340, Variant::Page))));
}

#[test]
fn a_small_stack_as_a_file() {
    let chart = stacked(&["web"], 1, |_, _| Some(Decimal::from(7)), &[0]);
    insta::assert_snapshot!(broken(&chart.svg(&frame(340, Variant::Alone))));
}

#[test]
fn a_small_curve() {
    let present = Present {
        users: 1_000,
        line: 0,
        label: "1,000 users: $25.00".to_owned(),
    };
    let chart = curve(
        vec![line("Staging", true, &[(100, 7), (1_000, 25)])],
        Some(present),
    );
    insta::assert_snapshot!(broken(&chart.svg(&frame(340, Variant::Page))));
}

#[test]
fn small_bars() {
    insta::assert_snapshot!(broken(&some_bars().svg(&frame(340, Variant::Page))));
}

#[test]
fn a_small_break_even() {
    insta::assert_snapshot!(broken(
        &break_even((0, 5), (250, 25), 100).svg(&frame(340, Variant::Page))
    ));
}

/// An SVG with a line for each element, to be read.
fn broken(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn the_plot_of_a_curve_is_the_one_that_is_drawn() {
    for width in [340, 680, 1_100] {
        let frame = frame(width, Variant::Page);
        let chart = scenarios();
        let plot = chart.plot(&frame);
        let svg = chart.svg(&frame);
        let data = format!(
            "data-left=\"{}\" data-top=\"{}\" data-width=\"{}\"",
            plot.left, plot.top, plot.width
        );
        assert!(svg.contains(&data), "{data}");
    }
}

#[test]
fn lines_cross_where_they_are_equal() {
    let crossing = break_even((0, 9), (250, 25), 100).crossing();
    assert_eq!(crossing, Some((Decimal::from(40), Decimal::from(10))));
    assert_eq!(break_even((0, 9), (250, 25), 39).crossing(), None);
    assert_eq!(break_even((0, 9), (25, 25), 100).crossing(), None);
    assert_eq!(break_even((9, 9), (25, 25), 100).crossing(), None);
}

#[test]
fn tables_say_what_is_drawn() {
    let unknown = stacked(
        &["web", "S3"],
        2,
        |series, month| (month + series < 2).then(|| Decimal::from(7)),
        &[1],
    );
    let tables = [
        unknown.table(),
        scenarios().table(),
        some_bars().table(),
        break_even((0, 9), (250, 25), 100).table(),
    ];
    insta::assert_snapshot!(tables.map(|rows| crate::table::markdown(&rows)).join("\n"));
    assert_eq!(crate::table::csv(some_bars().table()).lines().count(), 5);
}

/// `CHARTS=folder cargo test --lib chart` writes the charts to look at.
#[test]
fn charts_to_look_at() {
    let Some(folder) = std::env::var_os("CHARTS").map(std::path::PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    for width in [340, 680, 1_100] {
        for variant in [Variant::Page, Variant::Alone] {
            for (name, svg) in all(variant, width) {
                std::fs::write(folder.join(format!("{name}-{width}-{variant:?}.svg")), svg).unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_the_figures_are_it_can_be_drawn(
        values in proptest::collection::vec(proptest::option::of(any::<i64>()), 0..80),
        months in 0_usize..40,
        width in 200_u32..1_300,
        names in proptest::collection::vec("\\PC{0,40}", 0..13),
        steps in proptest::collection::vec(0_usize..40, 0..12),
    ) {
        let value = |series: usize, month: usize| {
            values.get((series * 36 + month) % values.len().max(1)).copied().flatten().map(|value| Decimal::new(value, 4))
        };
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        check("stacked", &stacked(&names, months, value, &steps).svg(&frame(width, Variant::Page)));
        let lines = names.iter().enumerate().map(|(series, name)| Line {
            strong: series == 0,
            name: (*name).to_owned(),
            points: (0..months).map(|at| (1_u32 << (at % 32), value(series, at))).collect(),
            stepped: series % 2 == 0,
        });
        check("curve", &curve(lines.collect(), None).svg(&frame(width, Variant::Alone)));
    }
}
