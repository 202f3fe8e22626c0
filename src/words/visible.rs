//! Signs that turn the direction of reading, in a form that can be seen: with them a name could read as another one.

use std::borrow::Cow;
use std::fmt::Write as _;

fn turns(next: char) -> bool {
    matches!(next, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text of a user for people to read: `⟨U+202E⟩` stands for a sign that turns the direction of reading.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(turns) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for next in text.chars() {
        if turns(next) {
            // Writing to a string does not fail.
            let _ = write!(shown, "\u{27e8}U+{:04X}\u{27e9}", u32::from(next));
        } else {
            shown.push(next);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn turns_of_direction_are_seen() {
        for (text, shown) in [
            ("", ""),
            ("gp-bikes é 漢 עברית", "gp-bikes é 漢 עברית"),
            ("a\u{202e}b\u{2066}c\u{61c}", "a⟨U+202E⟩b⟨U+2066⟩c⟨U+061C⟩"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
