//! The one part in which two texts differ: what a step of the history keeps of a text.

use crate::yaml::edit::TextEdit;

/// The edit that turns `from` into `to`: everything between their common beginning and end.
pub(super) fn between(from: &str, to: &str) -> TextEdit {
    let mut start = from
        .bytes()
        .zip(to.bytes())
        .take_while(|(left, right)| left == right)
        .count();
    while !from.is_char_boundary(start) || !to.is_char_boundary(start) {
        start -= 1;
    }
    let rest = |text: &str| text.len() - start;
    let most = rest(from).min(rest(to));
    let tails = from.bytes().rev().zip(to.bytes().rev()).take(most);
    let mut tail = tails.take_while(|(left, right)| left == right).count();
    while !from.is_char_boundary(from.len() - tail) || !to.is_char_boundary(to.len() - tail) {
        tail -= 1;
    }
    TextEdit::replace(
        start,
        from.len() - tail,
        to.get(start..to.len() - tail).unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::between;
    use crate::yaml::edit::apply;

    #[track_caller]
    fn check(from: &str, to: &str, inserted: &str) {
        let edit = between(from, to);
        assert_eq!(edit.text, inserted);
        assert_eq!(apply(from, &[edit]), to);
    }

    #[test]
    fn texts() {
        check("abc", "abc", "");
        check("abc", "aXc", "X");
        check("aa", "aaa", "a");
        check("", "x", "x");
        check("é", "è", "è");
        check("aé", "a", "");
        check("aaa", "aa", "");
    }
}
