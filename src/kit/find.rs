//! Finding a trouble by the words that people type: a number, an error's name, or what they see.

use super::Trouble;
use crate::words::{self, search::folded};

/// The troubles that have every word of a query, case and accents aside: first those that are about it, then those
/// that mention it in their steps or rules. All of them where nothing is typed.
pub fn find_troubles<'t>(troubles: &'t [Trouble], query: &str) -> Vec<&'t Trouble> {
    let query = folded(query);
    let wanted: Vec<&str> = query.split_whitespace().collect();
    let has = |text: &str| wanted.iter().all(|word| text.contains(word));
    let mut found = Vec::new();
    let mut mentioned = Vec::new();
    for trouble in troubles {
        let about = folded(&format!("{}\n{}", trouble.symptom, trouble.search));
        if has(&about) {
            found.push(trouble);
        } else if has(&format!("{about}\n{}", folded(&rest(trouble)))) {
            mentioned.push(trouble);
        }
    }
    found.append(&mut mentioned);
    found
}

/// Steps with their commands, and the rules.
fn rest(trouble: &Trouble) -> String {
    let mut text = String::new();
    for step in trouble.checks.iter().chain(&trouble.fix) {
        let command = step.command.as_deref().unwrap_or_default();
        text.push_str(&format!("{}\n{command}\n", step.text));
    }
    for code in trouble.codes {
        text.push_str(&format!("{code}\n{}\n", words::rule(code).unwrap_or_default()));
    }
    text
}
