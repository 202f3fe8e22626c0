//! Lines stay within their boxes.

use super::layout::layout;
use super::topology;
use crate::blueprint::Blueprint;
use crate::chart::text::width;
use crate::plan::PRESETS;
use crate::yaml::Tree;

#[test]
fn every_line_has_its_room() {
    let long = "services:\n  - type: pserv\n    name: WWWWWWWW-a-name-that-is-much-longer-than-any-box-could-ever-be-drawn\n    plan: pro ultra\n";
    for text in PRESETS.iter().map(|preset| preset.text).chain([long]) {
        let tree = Tree::parse(text).0;
        let drawn = topology(&Blueprint::of(&tree));
        for room in [240, 366, 700, 1_076] {
            for placed in &layout(&drawn, room).boxes {
                let mut last = 0;
                for line in &placed.lines {
                    assert!(
                        width(&line.text, line.role.measure()) <= placed.area.width - 16,
                        "{line:?}"
                    );
                    assert!(
                        line.place.1 >= last + 12 && line.place.1 < placed.area.height,
                        "{line:?}"
                    );
                    last = line.place.1;
                }
            }
        }
    }
}
