//! A place in the page as the fragment of an address: a view, or a problem in the text on screen.
//!
//! Never the fragment of a shared plan, which [`share`](super::share) makes and reads.

use std::fmt;

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The view of this name: `costs`.
    Tab(String),
    /// A problem.
    Problem {
        /// Its rule: `structure/unknown-field`.
        code: String,
        /// Its line in the text, from 1; the first problem of the rule is meant where none is given, or where the
        /// text has changed and none stands there.
        line: Option<usize>,
    },
}

const TAB: &str = "tab";
const PROBLEM: &str = "problem";

impl Place {
    /// The place that a fragment, without its `#`, names.
    pub fn read(fragment: &str) -> Option<Self> {
        let (kind, name) = fragment.split_once('=')?;
        let is_name = |text: &str| {
            let known = |next: char| next.is_ascii_alphanumeric() || matches!(next, '-' | '/');
            !text.is_empty() && text.chars().all(known)
        };
        let (name, line) = match name.split_once(':') {
            Some((name, line)) => (name, Some(line.parse().ok()?)),
            None => (name, None),
        };
        if !is_name(name) {
            return None;
        }
        match kind {
            TAB if line.is_none() => Some(Self::Tab(name.to_owned())),
            PROBLEM => Some(Self::Problem {
                code: name.to_owned(),
                line,
            }),
            _ => None,
        }
    }
}

impl fmt::Display for Place {
    /// The fragment, without its `#`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tab(name) => write!(formatter, "{TAB}={name}"),
            Self::Problem { code, line: None } => write!(formatter, "{PROBLEM}={code}"),
            Self::Problem {
                code,
                line: Some(line),
            } => write!(formatter, "{PROBLEM}={code}:{line}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;
    use crate::check::rules;
    use crate::plan::{PRESETS, Prices, Scenario, ScenarioId, share};

    #[test]
    fn a_fragment_is_a_place_only_in_its_form() {
        for (fragment, is_place) in [
            ("tab=costs", true),
            ("problem=cost/idle", true),
            ("problem=cost/idle:12", true),
            ("", false),
            ("costs", false),
            ("tab=", false),
            ("tab=costs:1", false),
            ("problem=", false),
            ("problem=cost/idle:", false),
            ("problem=cost/idle:-1", false),
            ("problem=cost/idle:99999999999999999999999", false),
            ("problem=<b>", false),
            ("tab=a\u{301}", false),
            ("other=costs", false),
        ] {
            assert_eq!(Place::read(fragment).is_some(), is_place, "{fragment:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same_place() {
        let codes = rules::families();
        let codes = codes.iter().flat_map(|family| &family.rules);
        for rule in codes {
            for line in [None, Some(1), Some(4_000)] {
                let place = Place::Problem {
                    code: rule.code.to_owned(),
                    line,
                };
                assert_eq!(Place::read(&place.to_string()), Some(place));
            }
        }
    }

    #[test]
    fn a_place_is_never_a_shared_plan_nor_the_other_way_round() {
        for fragment in ["tab=costs", "problem=cost/idle:12"] {
            assert!(!share::is_link(fragment), "{fragment}");
        }
        for preset in &PRESETS {
            let scenario = Scenario {
                id: ScenarioId(0),
                text: preset.text.into(),
                settings: preset.settings(),
            };
            let link = share::link(&scenario, &Prices::default(), "en").unwrap();
            assert_eq!(Place::read(&link.fragment), None);
        }
    }
}
