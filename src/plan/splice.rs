//! The one part in which two texts differ: what a step of the history keeps of a text.

use crate::yaml::edit::TextEdit;

/// The edit that turns `from` into `to`: everything between their common beginning and end.
pub(super) fn between(from: &str, to: &str) -> TextEdit {
    let mut start = common(
        from.as_bytes().chunks(BLOCK),
        to.as_bytes().chunks(BLOCK),
        |block| block.iter(),
    );
    while !from.is_char_boundary(start) || !to.is_char_boundary(start) {
        start -= 1;
    }
    let rest = |text: &str| text.len() - start;
    let most = rest(from).min(rest(to));
    let tail = common(
        from.as_bytes().rchunks(BLOCK),
        to.as_bytes().rchunks(BLOCK),
        |block| block.iter().rev(),
    );
    let mut tail = tail.min(most);
    while !from.is_char_boundary(from.len() - tail) || !to.is_char_boundary(to.len() - tail) {
        tail -= 1;
    }
    TextEdit::replace(
        start,
        from.len() - tail,
        to.get(start..to.len() - tail).unwrap_or_default(),
    )
}

/// Bytes that are compared at once: a key that is typed in a long text must not look at each of its bytes.
const BLOCK: usize = 256;

/// How many bytes two texts have in common, block by block; `bytes` goes through a block.
fn common<'t, B: Iterator<Item = &'t u8>>(
    left: impl Iterator<Item = &'t [u8]>,
    right: impl Iterator<Item = &'t [u8]>,
    bytes: impl Fn(&'t [u8]) -> B,
) -> usize {
    let mut count = 0;
    for (left, right) in left.zip(right) {
        if left == right {
            count += left.len();
            continue;
        }
        let pairs = bytes(left).zip(bytes(right));
        return count + pairs.take_while(|(left, right)| left == right).count();
    }
    count
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
        let long = "a: é\n".repeat(500);
        check(&long, &format!("{long}b"), "b");
        check(&long, &format!("{}b{}", &long[..1200], &long[1200..]), "b");
        check(&long, &long[6..], "");
        check(&long, "", "");
    }
}
