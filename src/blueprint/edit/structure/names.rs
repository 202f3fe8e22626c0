//! Names: which may be given, and which are free.

use super::EditError;
use crate::blueprint::Blueprint;
use crate::blueprint::references::{Space, definitions};
use crate::words::edits;
use crate::yaml::Path;

/// A name that no service, database, group, project or environment has: the wish itself, else numbered.
pub fn free_name(blueprint: &Blueprint<'_>, wish: &str) -> String {
    let taken = definitions(blueprint);
    free(wish, |name| {
        taken.iter().any(|definition| definition.name == name)
    })
}

/// The wish itself, else the first number behind it that makes it free.
pub(super) fn free(wish: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wish}-{number}"));
    let mut names = std::iter::once(wish.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

/// A name as it is written, refused where it is empty or where something else of the same space has it.
pub(super) fn checked<'n>(
    blueprint: &Blueprint<'_>,
    space: Space,
    name: &'n str,
    own: Option<&Path>,
) -> Result<&'n str, EditError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(edits::empty_name().into());
    }
    let taken = definitions(blueprint).into_iter().any(|definition| {
        definition.space == space && definition.name == name && Some(&definition.path) != own
    });
    if taken {
        return Err(edits::name_taken(name).into());
    }
    Ok(name)
}

/// What a part of something is called in a copy of it: the name of the whole is replaced where the part's name
/// has it as a word, and comes behind it where it has not. `web` in a copy of `production` that is called
/// `staging` becomes `web-staging`, and so does `web-production`.
pub(super) fn derived(part: &str, whole: &str, copy: &str) -> String {
    let (whole, copy) = (words_of(whole), words_of(copy));
    if copy.is_empty() {
        return part.to_owned();
    }
    with_word_replaced(part, &whole, &copy).unwrap_or_else(|| format!("{part}-{copy}"))
}

/// A name in small letters and digits, with `-` between its words.
fn words_of(name: &str) -> String {
    let words = name.split(|next: char| !next.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

/// A text with the first occurrence of a word replaced; none where it is no word of the text.
pub(super) fn with_word_replaced(text: &str, word: &str, by: &str) -> Option<String> {
    if word.is_empty() {
        return None;
    }
    let found = text.match_indices(word).find(|(at, _)| {
        let (before, after) = (text.get(..*at), text.get(at + word.len()..));
        !before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
            && !after.is_some_and(|after| after.starts_with(char::is_alphanumeric))
    });
    let (at, _) = found?;
    Some(format!(
        "{}{by}{}",
        text.get(..at).unwrap_or_default(),
        text.get(at + word.len()..).unwrap_or_default()
    ))
}
