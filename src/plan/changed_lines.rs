//! Which lines of a text a change added, and where it removed some.
//!
//! A general diff library would add more to the page than these lines do: the two texts mostly differ in
//! one place, found by their common beginning and end.

/// A line of the new text, or a removed line of the old one at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedLine<'t> {
    /// In both texts.
    Same(&'t str),
    /// Only in the new text.
    Added(&'t str),
    /// Only in the old text.
    Removed(&'t str),
}

/// Most pairs of lines that are compared; beyond it everything between beginning and end counts as changed.
const MAX_PAIRS: usize = 250_000;

/// The lines of the new text in order, with the removed ones before what took their place.
pub fn changed_lines<'t>(before: &'t str, after: &'t str) -> Vec<ChangedLine<'t>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    changed(&old, &new)
}

/// The same over lines that are cut already.
pub(super) fn changed<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<ChangedLine<'t>> {
    let head = old
        .iter()
        .zip(new)
        .take_while(|(left, right)| left == right)
        .count();
    let most = old.len().min(new.len()) - head;
    let tails = old.iter().rev().zip(new.iter().rev()).take(most);
    let tail = tails.take_while(|(left, right)| left == right).count();
    let middle = |lines: &[&'t str]| lines.get(head..lines.len() - tail).unwrap_or_default().to_vec();
    let (old_middle, new_middle) = (middle(old), middle(new));
    let mut lines: Vec<ChangedLine<'t>> = new
        .iter()
        .take(head)
        .map(|line| ChangedLine::Same(line))
        .collect();
    if old_middle.len() * new_middle.len() <= MAX_PAIRS {
        align(&old_middle, &new_middle, &mut lines);
    } else {
        lines.extend(old_middle.iter().map(|line| ChangedLine::Removed(line)));
        lines.extend(new_middle.iter().map(|line| ChangedLine::Added(line)));
    }
    lines.extend(
        new.iter()
            .skip(new.len() - tail)
            .map(|line| ChangedLine::Same(line)),
    );
    lines
}

/// Keeps the longest run of lines that both have in this order.
fn align<'t>(old: &[&'t str], new: &[&'t str], lines: &mut Vec<ChangedLine<'t>>) {
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    let get = |common: &[u32], row, column| common.get(at(row, column)).copied().unwrap_or_default();
    for (row, left) in old.iter().enumerate().rev() {
        for (column, right) in new.iter().enumerate().rev() {
            let length = if left == right {
                get(&common, row + 1, column + 1) + 1
            } else {
                get(&common, row + 1, column).max(get(&common, row, column + 1))
            };
            if let Some(cell) = common.get_mut(at(row, column)) {
                *cell = length;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(left), Some(right)) if left == right => {
                lines.push(ChangedLine::Same(right));
                (row, column) = (row + 1, column + 1);
            }
            (Some(left), right)
                if right.is_none() || get(&common, row + 1, column) >= get(&common, row, column + 1) =>
            {
                lines.push(ChangedLine::Removed(left));
                row += 1;
            }
            (_, Some(right)) => {
                lines.push(ChangedLine::Added(right));
                column += 1;
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ChangedLine, changed_lines};

    #[track_caller]
    fn check(before: &str, after: &str, expected: &str) {
        let shown: Vec<String> = changed_lines(before, after)
            .iter()
            .map(|line| match line {
                ChangedLine::Same(line) => format!(" {line}"),
                ChangedLine::Added(line) => format!("+{line}"),
                ChangedLine::Removed(line) => format!("-{line}"),
            })
            .collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn lines() {
        check("a\nb\nc\n", "a\nb\nc\n", " a| b| c");
        check("a\nb\nc\n", "a\nx\nc\n", " a|-b|+x| c");
        check("a\nc\n", "a\nb\nc\n", " a|+b| c");
        check("a\nb\nc\nd\ne\n", "a\nc\nX\ne\n", " a|-b| c|-d|+X| e");
        check("", "a\n", "+a");
        check("a\n", "", "-a");
        check("a\na\n", "a\n", " a|-a");
    }
}
