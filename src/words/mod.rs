//! Every sentence that a user reads, as data per language.
//!
//! Owns the sentences and how arguments are put into them; must not know what they are about. Messages are
//! made by functions generated from `data/en/*.yaml`, one per sentence, so an argument that is missing or
//! misspelt does not compile. Other languages stand beside `en` with the same keys; a sentence of theirs takes the
//! place of the English one when it is shown. Some files are tables instead, keyed by other data: lines of help by
//! field, descriptions by environment variable and by software, rules, run books, troubles, the documents of the kit and price lists.
//!
//! A message library (Fluent) was weighed: its parser, plural tables and memoizer would be the second
//! largest part of the page for what are plain sentences with two forms of plural.

pub mod closest;
mod language;
pub mod search;
mod visible;

pub use language::{
    Language, choose as choose_language, chosen as language, chosen_list as language_list, in_english,
    number_marks,
};

pub use visible::visible;

use std::fmt;

use rust_decimal::Decimal;

/// What a sentence is filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A name, a value, an amount of money as it is shown.
    Text(String),
    /// A number, written as the language in use writes it. The one called `count` chooses between the forms of a
    /// sentence.
    Count(usize),
    /// Another sentence, put together when the whole is.
    Said(Message),
    /// An amount, written when the sentence is shown.
    Amount(Amount),
}

/// An amount with how it is written, which follows the language in use.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    amount: Decimal,
    write: fn(Decimal) -> String,
}

impl Amount {
    /// An amount and what writes it.
    pub fn new(amount: Decimal, write: fn(Decimal) -> String) -> Self {
        Self { amount, write }
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        // Of two functions nobody can say whether they are the same; what they write can be compared.
        (self.write)(self.amount) == (other.write)(other.amount)
    }
}

impl Eq for Amount {}

/// A sentence with its arguments, put together when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    one: &'static str,
    other: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    fn new(one: &'static str, other: &'static str, arguments: Vec<(&'static str, Argument)>) -> Self {
        Self {
            one,
            other,
            arguments,
        }
    }

    /// The sentence without one of its arguments, such as a line, to compare it with another one.
    pub fn without(&self, name: &str) -> Self {
        let mut message = self.clone();
        message.arguments.retain(|(own, _)| *own != name);
        message
    }

    /// The sentence for where names cannot be drawn as code: without the backquotes around them.
    pub fn plain(&self) -> String {
        self.to_string().replace('`', "")
    }

    fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, argument)| argument)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = matches!(self.argument("count"), Some(Argument::Count(1)));
        let mut rest = language::shown(if one { self.one } else { self.other });
        while let Some((before, after)) = rest.split_once('{') {
            formatter.write_str(before)?;
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            match self.argument(name) {
                Some(Argument::Text(text)) => formatter.write_str(&visible(text))?,
                Some(Argument::Count(count)) => formatter.write_str(&grouped(*count))?,
                Some(Argument::Said(message)) => message.fmt(formatter)?,
                Some(Argument::Amount(amount)) => formatter.write_str(&(amount.write)(amount.amount))?,
                None => write!(formatter, "{{{name}}}")?,
            }
            rest = after;
        }
        formatter.write_str(rest)
    }
}

/// A number as the language in use writes it: `1,000`.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let (mark, _) = number_marks();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Argument {
    fn from(count: u32) -> Self {
        Self::Count(whole(count))
    }
}

/// A number that chooses between the forms of a sentence.
pub fn whole(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Said(message)
    }
}

impl From<Amount> for Argument {
    fn from(amount: Amount) -> Self {
        Self::Amount(amount)
    }
}

/// Some values as a list for people: `a, b or c`, in backquotes.
pub fn alternatives<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    listed(values, terms::either)
}

/// Some values as a list for people: `a, b and c`, in backquotes.
pub fn all_of<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    listed(values, terms::both)
}

fn listed<'a>(values: impl IntoIterator<Item = &'a str>, join: fn(String, String) -> Message) -> String {
    let mut values: Vec<String> = values.into_iter().map(|value| format!("`{value}`")).collect();
    match (values.pop(), values.is_empty()) {
        (Some(last), false) => join(values.join(", "), last).to_string(),
        (Some(only), true) => only,
        (None, _) => String::new(),
    }
}

/// The line of help of a field: `server-service.plan`.
pub fn field_help(key: &str) -> Option<&'static str> {
    find(SPEC, key)
}

/// What an environment variable is: its `what`, or where its value comes from: its `where`.
pub fn variable(key: &str, part: &str) -> Option<&'static str> {
    find(VARIABLES, &format!("{key}.{part}"))
}

/// What the rule with this code is about, and why it matters; with `family/NAME`, the heading of a family.
pub fn rule(code: &str) -> Option<&'static str> {
    find(RULES, &code.replace('/', "."))
}

/// A sentence about a known software.
pub fn software(key: &str) -> Option<&'static str> {
    find(SOFTWARE, key)
}

/// A sentence of a run book, with the values of a plan put in: `staging.title`, `staging.steps.branch`.
pub fn runbook(key: &str, values: Vec<(&'static str, Argument)>) -> Option<Message> {
    find(RUNBOOKS, key).map(|sentence| Message::new(sentence, sentence, values))
}

/// A sentence about a trouble, with the values of a plan put in: `memory.symptom`, `memory.fix.plan`.
pub fn trouble(key: &str, values: Vec<(&'static str, Argument)>) -> Option<Message> {
    find(TROUBLES, key).map(|sentence| Message::new(sentence, sentence, values))
}

/// The name of a price list that ships: `2026-09`.
pub fn price_list(id: &str) -> Option<&'static str> {
    find(PRICE_LISTS, id)
}

/// The same as a sentence, for another one that is shown later.
pub fn price_list_said(id: &str) -> Option<Message> {
    english(PRICE_LISTS, id).map(|sentence| Message::new(sentence, sentence, Vec::new()))
}

/// A document of the kit, with marks where values of a plan belong: `logs`.
pub fn document(key: &str) -> Option<&'static str> {
    find(DOCUMENTS, key)
}

fn find(table: &'static [(&str, &str)], key: &str) -> Option<&'static str> {
    english(table, key).map(language::shown)
}

fn english(table: &'static [(&str, &str)], key: &str) -> Option<&'static str> {
    let at = table.binary_search_by_key(&key, |(key, _)| key).ok()?;
    table.get(at).map(|(_, sentence)| *sentence)
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

#[cfg(test)]
mod tests {
    use super::{all_of, alternatives, terms};

    #[test]
    fn forms_follow_the_count() {
        assert_eq!(terms::instances(1_usize).to_string(), "1 instance");
        assert_eq!(terms::instances(4_usize).to_string(), "4 instances");
        assert_eq!(
            terms::instances(1_234_567_usize).to_string(),
            "1,234,567 instances"
        );
    }

    #[test]
    fn lists_for_people() {
        assert_eq!(alternatives([]), "");
        assert_eq!(alternatives(["a"]), "`a`");
        assert_eq!(alternatives(["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(all_of(["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
