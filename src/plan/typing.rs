//! What is typed in an editor as edits of the text. An editor counts lines and columns, and every line break
//! as the same; the text keeps the line breaks that it has.

use crate::yaml::edit::TextEdit;
use crate::yaml::{EditorPlace, Lines};

/// A part of the text, as an editor counts it, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Where the part begins.
    pub from: EditorPlace,
    /// Where it ends.
    pub to: EditorPlace,
    /// What was typed, with LF at the end of its lines.
    pub text: String,
}

/// The edits that make what was typed in a text. Line breaks are those of the place.
pub fn typed(text: &str, changes: &[Typed]) -> Vec<TextEdit> {
    let lines = Lines::new(text);
    let edits = changes.iter().map(|change| {
        let start = lines.offset(text, change.from);
        let end = lines.offset(text, change.to).max(start);
        let inserted = match lines.ending(text, change.from.line) {
            "\n" => change.text.clone(),
            ending => change.text.replace('\n', ending),
        };
        TextEdit::replace(start, end, inserted)
    });
    edits.collect()
}

#[cfg(test)]
mod tests {
    use super::{Typed, typed};
    use crate::yaml::EditorPlace;
    use crate::yaml::edit::apply;

    #[track_caller]
    fn check(text: &str, (from, to): ((usize, usize), (usize, usize)), inserted: &str, expected: &str) {
        let place = |(line, column)| EditorPlace { line, column };
        let change = Typed {
            from: place(from),
            to: place(to),
            text: inserted.to_owned(),
        };
        assert_eq!(apply(text, &typed(text, &[change])), expected);
    }

    #[test]
    fn line_breaks_stay_what_they_are() {
        check("a: 1\nb: 2\n", ((0, 4), (0, 4)), "\nc: 3", "a: 1\nc: 3\nb: 2\n");
        check(
            "a: 1\r\nb: 2\r\n",
            ((0, 4), (0, 4)),
            "\nc: 3",
            "a: 1\r\nc: 3\r\nb: 2\r\n",
        );
        check("a: 1\r\nb: 2\n", ((0, 4), (1, 0)), "", "a: 1b: 2\n");
        check("a: 1\r\nb: 2\n", ((1, 4), (1, 4)), "\n", "a: 1\r\nb: 2\n\n");
        check("", ((0, 0), (0, 0)), "a\nb", "a\nb");
        check("a\rb", ((1, 1), (1, 1)), "\nc", "a\rb\rc");
        check("\u{1f6b2}: 1", ((0, 2), (0, 3)), "", "\u{1f6b2} 1");
        // A place that is not there is the nearest one.
        check("a", ((7, 7), (9, 9)), "b", "ab");
    }
}
