//! Which lines of a text a change added, and where it removed some.
//!
//! Own lines rather than a library: the page's first file marks changed lines, and imara-diff, the smallest
//! library for it, weighs five times as much (22 KB to 4 KB natively, optimised for size).
//!
//! Short parts are compared line by line. Long ones are cut where a line stands once in both texts, as in
//! a patience diff, so that the time grows little more than the texts.

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

/// Most pairs of lines that are compared; a larger part is cut first.
const MAX_PAIRS: usize = 250_000;

/// How often a part is cut again; what is too large then, with hardly a line of its own, counts as changed.
const MAX_CUTS: usize = 16;

/// The lines of the new text in order, with the removed ones before what took their place.
pub fn changed_lines<'t>(before: &'t str, after: &'t str) -> Vec<ChangedLine<'t>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    changed(&old, &new)
}

/// The same over lines that are cut already.
pub(super) fn changed<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<ChangedLine<'t>> {
    let mut lines = Vec::with_capacity(new.len());
    compare(old, new, MAX_CUTS, &mut lines);
    lines
}

fn compare<'t>(old: &[&'t str], new: &[&'t str], cuts: usize, lines: &mut Vec<ChangedLine<'t>>) {
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
    let same = |line: &&'t str| ChangedLine::Same(line);
    lines.extend(new.iter().take(head).map(same));
    if old_middle.len().saturating_mul(new_middle.len()) <= MAX_PAIRS {
        align(&old_middle, &new_middle, lines);
    } else {
        cut(&old_middle, &new_middle, cuts, lines);
    }
    lines.extend(new.iter().skip(new.len() - tail).map(same));
}

/// Compares what is between lines that stand once in both.
fn cut<'t>(old: &[&'t str], new: &[&'t str], cuts: usize, lines: &mut Vec<ChangedLine<'t>>) {
    let unique = if cuts > 0 {
        in_order(unique(old, new))
    } else {
        Vec::new()
    };
    if unique.is_empty() {
        lines.extend(old.iter().map(|line| ChangedLine::Removed(line)));
        lines.extend(new.iter().map(|line| ChangedLine::Added(line)));
        return;
    }
    let (mut from, mut to) = (0, 0);
    for (left, right) in unique.into_iter().chain([(old.len(), new.len())]) {
        let part =
            |lines: &[&'t str], from: usize, to: usize| lines.get(from..to).unwrap_or_default().to_vec();
        compare(&part(old, from, left), &part(new, to, right), cuts - 1, lines);
        lines.extend(new.get(right).map(|line| ChangedLine::Same(line)));
        (from, to) = (left + 1, right + 1);
    }
}

/// The places of the lines that stand once in both, in the order of the old ones.
fn unique(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let (old, new) = (once(old), once(new));
    let mut others = new.iter().peekable();
    let mut places = Vec::new();
    for (line, left) in old {
        while others.next_if(|(other, _)| *other < line).is_some() {}
        if let Some((_, right)) = others.next_if(|(other, _)| *other == line) {
            places.push((left, *right));
        }
    }
    places.sort_unstable();
    places
}

/// The lines that stand once, sorted, with their places.
fn once<'t>(lines: &[&'t str]) -> Vec<(&'t str, usize)> {
    let mut sorted: Vec<(&str, usize)> = lines.iter().enumerate().map(|(at, line)| (*line, at)).collect();
    sorted.sort_unstable();
    let groups = sorted.chunk_by(|left, right| left.0 == right.0);
    groups
        .filter(|group| group.len() == 1)
        .flatten()
        .copied()
        .collect()
}

/// The longest run of places that stand in one order in both.
fn in_order(places: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    // For each length the run that ends first, by the index of its last place; and what came before each place.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    let right = |at: &usize| places.get(*at).map(|(_, right)| *right);
    for at in 0..places.len() {
        let length = ends.partition_point(|end| right(end) < right(&at));
        before.push(
            length
                .checked_sub(1)
                .and_then(|shorter| ends.get(shorter).copied()),
        );
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let last = ends.last().copied();
    let run = std::iter::successors(last, |at| before.get(*at).copied().flatten());
    let mut run: Vec<(usize, usize)> = run.filter_map(|at| places.get(at).copied()).collect();
    run.reverse();
    run
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

    /// Far from each other, and in a text that is too long to compare all lines with all.
    #[test]
    fn long_texts() {
        let line = |at: usize| match at % 3 {
            0 => format!("- name: {at}\n"),
            1 => "  type: web\n".to_owned(),
            _ => "  plan: free\n".to_owned(),
        };
        let before: String = (0..30_000).map(line).collect();
        let after = before
            .replace("- name: 300\n  type: web\n", "- name: 300\n  type: worker\n")
            .replace("- name: 15000\n  type: web\n  plan: free\n", "")
            .replace(
                "- name: 29400\n",
                "- name: 1\n  type: web\n  plan: free\n- name: 29400\n",
            );
        let changed = |line: &&ChangedLine<'_>| !matches!(line, ChangedLine::Same(_));
        assert_eq!(
            changed_lines(&before, &after).iter().filter(changed).count(),
            2 + 3 + 3
        );
        let other = before.replace("name", "key");
        assert!(changed_lines(&before, &other).iter().filter(changed).count() < 60_000);
    }
}
