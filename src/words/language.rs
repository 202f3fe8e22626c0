//! The language in which sentences are shown. English is built in; another one is a list of pairs, of the English
//! sentence and its own, that is read once and put in the place of the English when a sentence is shown.

use std::cell::Cell;
use std::sync::RwLock;

/// A language beside English.
#[derive(Debug)]
pub struct Language {
    /// Its code: `es`.
    pub id: String,
    list: &'static str,
    /// English sentences in ascending order, and what they are in this language.
    sentences: Vec<(&'static str, &'static str)>,
}

static CHOSEN: RwLock<Option<&'static Language>> = RwLock::new(None);

impl Language {
    /// A language from its list: a pair in each line, with a tab between its halves, in ascending order of the
    /// English. `\n` stands for a line break. What is no pair is passed over. The list stays in memory for good.
    pub fn read(id: &str, list: String) -> Self {
        let list: &'static str = list.leak();
        let sentences = list
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(english, own)| (unescaped(english), unescaped(own)))
            .collect();
        Self {
            id: id.to_owned(),
            list,
            sentences,
        }
    }

    fn sentence(&self, english: &str) -> Option<&'static str> {
        let at = self
            .sentences
            .binary_search_by_key(&english, |(english, _)| english)
            .ok()?;
        self.sentences.get(at).map(|(_, own)| *own)
    }
}

fn unescaped(text: &'static str) -> &'static str {
    if text.contains("\\n") {
        text.replace("\\n", "\n").leak()
    } else {
        text
    }
}

/// Shows sentences in a language from now on; without one, in English.
pub fn choose(language: Option<Language>) {
    let language = language.map(|language| &*Box::leak(Box::new(language)));
    if let Ok(mut chosen) = CHOSEN.write() {
        *chosen = language;
    }
}

/// The list of the language in use, for another program that shall show it; none for English.
pub fn chosen_list() -> Option<&'static str> {
    in_use().map(|language| language.list)
}

/// The code of the language in which sentences are shown.
pub fn chosen() -> &'static str {
    in_use().map_or("en", |language| &language.id)
}

thread_local! {
    /// Whether what is shown now is English, whatever language is in use.
    static IS_PLAIN: Cell<bool> = const { Cell::new(false) };
}

/// What is made while all sentences and numbers are English: for programs, to which a language would be noise.
pub fn in_english<T>(make: impl FnOnce() -> T) -> T {
    let before = IS_PLAIN.replace(true);
    let made = make();
    IS_PLAIN.set(before);
    made
}

fn in_use() -> Option<&'static Language> {
    if IS_PLAIN.get() {
        return None;
    }
    CHOSEN.read().ok().and_then(|chosen| *chosen)
}

/// A sentence in the language in use; in English where that does not have it.
pub(super) fn shown(english: &'static str) -> &'static str {
    in_use()
        .and_then(|language| language.sentence(english))
        .unwrap_or(english)
}

/// What stands between groups of three digits, and before the fraction.
pub fn number_marks() -> (char, char) {
    match chosen() {
        "es" => ('.', ','),
        _ => (',', '.'),
    }
}
