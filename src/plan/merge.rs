//! Two changes of one text in one: what leads from `base` to `theirs` is made in `ours`.

use super::changed_lines::{ChangedLine, changed};

/// What one side does to the lines of the base.
struct Side<'t> {
    /// The lines that it puts before each line of the base, and behind the last.
    inserted: Vec<Vec<&'t str>>,
    /// Which lines of the base it removes.
    removed: Vec<bool>,
}

/// `ours` with what leads from `base` to `theirs`; none where both put different lines in one place.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let lines = cut(base);
    let (ours, theirs) = (Side::of(&lines, ours), Side::of(&lines, theirs));
    let mut merged = String::with_capacity(base.len());
    let sides = ours.inserted.iter().zip(&theirs.inserted);
    let removed = ours.removed.iter().zip(&theirs.removed);
    let kept = lines
        .iter()
        .zip(removed)
        .map(|(line, (left, right))| (!left && !right).then_some(*line));
    for ((own, other), kept) in sides.zip(kept.chain([None])) {
        if !own.is_empty() && !other.is_empty() && own != other {
            return None;
        }
        let inserted = if own.is_empty() { other } else { own };
        inserted
            .iter()
            .copied()
            .chain(kept)
            .for_each(|line| merged.push_str(line));
    }
    Some(merged)
}

/// Lines with what ends them.
fn cut(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

impl<'t> Side<'t> {
    fn of(base: &[&'t str], text: &'t str) -> Self {
        let mut side = Self {
            inserted: vec![Vec::new()],
            removed: Vec::with_capacity(base.len()),
        };
        for line in changed(base, &cut(text)) {
            match line {
                ChangedLine::Added(line) => side.inserted.last_mut().into_iter().for_each(|at| at.push(line)),
                ChangedLine::Same(_) | ChangedLine::Removed(_) => {
                    side.removed.push(matches!(line, ChangedLine::Removed(_)));
                    side.inserted.push(Vec::new());
                }
            }
        }
        side
    }
}

#[cfg(test)]
mod tests {
    use super::merge;

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: Option<&str>) {
        let lines = |text: &str| text.replace(' ', "\n");
        assert_eq!(
            merge(&lines(base), &lines(ours), &lines(theirs)),
            expected.map(lines)
        );
    }

    #[test]
    fn changes_of_both_sides() {
        check("a b c ", "a b c ", "a c ", Some("a c "));
        check("a b c ", "a X c ", "a b c d ", Some("a X c d "));
        check("a b c ", "a c ", "x a b c ", Some("x a c "));
        check("a b c ", "a X c ", "a X c ", Some("a X c "));
        check("a b c ", "a X c ", "a Y c ", None);
    }
}
