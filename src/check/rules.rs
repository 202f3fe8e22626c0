//! The rules as a list for people: each code with its family and what it is about.

use super::codes;
use crate::words;

/// A family of rules, which is the first part of their codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The first part of the codes.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Its rules.
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its code.
    pub code: &'static str,
    /// What it is about, and why it matters.
    pub about: &'static str,
}

/// All rules, family by family, in the order of [`codes::ALL`].
pub fn families() -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    for code in codes::ALL {
        let id = code.split('/').next().unwrap_or_default();
        let rule = Rule {
            code,
            about: words::rule(code).unwrap_or_default(),
        };
        match families.iter_mut().find(|family| family.id == id) {
            Some(family) => family.rules.push(rule),
            None => families.push(Family {
                id,
                title: words::rule(&format!("family/{id}")).unwrap_or_default(),
                rules: vec![rule],
            }),
        }
    }
    families
}
