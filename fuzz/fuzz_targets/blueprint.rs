//! Any text, through everything that reads one. A panic, or a promise that is not kept, ends the run.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plano::blueprint::Blueprint;
use plano::check::fix::fix_safe;
use plano::check::{Context, check};
use plano::cost::{Usage, bill};
use plano::envvars::checklist;
use plano::price::{default_list, plans};
use plano::yaml::Tree;

/// How many diagnostics have their fixes tried.
const TRIED: usize = 10;

fuzz_target!(|text: &str| {
    let (tree, error) = Tree::parse(text);
    assert_eq!(tree.text(), text, "the text stays as it is");
    for workspace in [None, plans::workspace("hobby")] {
        let context = Context {
            workspace,
            prices: None,
        };
        let report = check(&tree, error, &context);
        if let Some(valid) = report.schema_valid {
            let flagged = report.diagnostics.iter().any(|found| found.schema);
            assert_eq!(valid, !flagged, "the verdict and its diagnostics agree");
        }
        for found in report.diagnostics.iter().take(TRIED) {
            let range = found.span.start..found.span.end;
            assert!(text.get(range).is_some(), "a span is a part of the text");
            for fix in &found.fixes {
                // In a layout that nobody writes a fix may be refused; what is made reads as meant.
                if let Ok(fixed) = fix.apply(&tree) {
                    assert_ne!(fixed.text(), text, "{}: {}", found.code, fix.title);
                }
            }
        }
    }
    let blueprint = Blueprint::of(&tree);
    let bill = bill(&blueprint, default_list(), &Usage::default());
    assert!(bill.total().min <= bill.total().max);
    drop(checklist(&blueprint));
    let fixed = fix_safe(tree, error, &Context::default());
    let again = fix_safe(fixed.tree.clone(), None, &Context::default());
    assert!(error.is_some() || again.tree.text() == fixed.tree.text(), "a second time changes nothing");
});
