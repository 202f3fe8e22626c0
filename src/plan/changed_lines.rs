//! Which lines of a text a change added, and where it removed some.
//!
//! Myers' algorithm in linear space ("An O(ND) Difference Algorithm and Its Variations", 1986). Own lines rather
//! than a library: the page's first file marks changed lines, and imara-diff, the smallest library for it, weighs
//! five times as much (22 KB to 4 KB natively, optimised for size).

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

/// Most changes that are looked for from either end of a part. Where there are more, the part is cut at the farthest
/// place that was reached, so that the time grows no more than the texts.
const MOST_CHANGES: isize = 256;

/// The lines of the new text in order, with the removed ones before what took their place.
pub fn changed_lines<'t>(before: &'t str, after: &'t str) -> Vec<ChangedLine<'t>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    changed(&old, &new)
}

/// The same over lines that are cut already.
pub(super) fn changed<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<ChangedLine<'t>> {
    let (removed, added) = marks(old, new);
    let mut olds = old.iter().zip(removed).peekable();
    let mut lines = Vec::with_capacity(new.len());
    let mut news = new.iter().zip(added).peekable();
    loop {
        while let Some((line, _)) = olds.next_if(|(_, removed)| *removed) {
            lines.push(ChangedLine::Removed(line));
        }
        while let Some((line, _)) = news.next_if(|(_, added)| *added) {
            lines.push(ChangedLine::Added(line));
        }
        match (olds.next(), news.next()) {
            (Some(_), Some((line, _))) => lines.push(ChangedLine::Same(line)),
            _ => return lines,
        }
    }
}

/// Which of the old lines are removed, and which of the new ones are added.
pub(super) fn marks(old: &[&str], new: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let (mut removed, mut added) = (vec![true; old.len()], vec![true; new.len()]);
    compare((old, &mut removed), (new, &mut added));
    (removed, added)
}

/// Takes the marks off the lines that both have.
fn compare((old, removed): (&[&str], &mut [bool]), (new, added): (&[&str], &mut [bool])) {
    let head = old
        .iter()
        .zip(new)
        .take_while(|(left, right)| left == right)
        .count();
    let most = old.len().min(new.len()) - head;
    let tails = old.iter().rev().zip(new.iter().rev()).take(most);
    let tail = tails.take_while(|(left, right)| left == right).count();
    let (old, removed) = inner(old, removed, head, tail);
    let (new, added) = inner(new, added, head, tail);
    let (left, right) = middle(old, new);
    let is_end = left == old.len() && right == new.len();
    if left + right == 0 || is_end {
        return;
    }
    let halves = (
        old.split_at_checked(left),
        removed.split_at_mut_checked(left),
        new.split_at_checked(right),
        added.split_at_mut_checked(right),
    );
    if let (Some(old), Some(removed), Some(new), Some(added)) = halves {
        compare((old.0, removed.0), (new.0, added.0));
        compare((old.1, removed.1), (new.1, added.1));
    }
}

/// Lines and marks without so many at both ends, whose marks are taken off.
fn inner<'l, 't, 'm>(
    lines: &'l [&'t str],
    marks: &'m mut [bool],
    head: usize,
    tail: usize,
) -> (&'l [&'t str], &'m mut [bool]) {
    let end = lines.len() - tail;
    marks.iter_mut().take(head).for_each(|mark| *mark = false);
    marks.iter_mut().skip(end).for_each(|mark| *mark = false);
    (
        lines.get(head..end).unwrap_or_default(),
        marks.get_mut(head..end).unwrap_or_default(),
    )
}

/// A place through which a shortest way from the old lines to the new ones leads; the beginning where there is
/// nothing to cut.
fn middle(old: &[&str], new: &[&str]) -> (usize, usize) {
    if old.is_empty() || new.is_empty() {
        return (0, 0);
    }
    let (width, height) = (old.len() as isize, new.len() as isize);
    let slant = width - height;
    let most = ((width + height + 1) / 2).min(MOST_CHANGES);
    let mut ahead = Reached::new(most);
    let mut back = Reached::new(most);
    let ends = |x: isize, y: isize| (x.clamp(0, width) as usize, y.clamp(0, height) as usize);
    for changes in 0..=most {
        for diagonal in (-changes..=changes).step_by(2) {
            let start = ahead.step(changes, diagonal);
            let mut x = start;
            while is_equal(old.get(x as usize), new.get((x - diagonal) as usize)) {
                x += 1;
            }
            ahead.set(diagonal, x);
            let met = slant % 2 != 0 && (slant - diagonal).abs() < changes;
            if met && x + back.get(slant - diagonal) >= width {
                return ends(start, start - diagonal);
            }
        }
        for diagonal in (-changes..=changes).step_by(2) {
            let mut x = back.step(changes, diagonal);
            while is_equal(
                old.get((width - 1 - x) as usize),
                new.get((height - 1 - x + diagonal) as usize),
            ) {
                x += 1;
            }
            back.set(diagonal, x);
            let met = slant % 2 == 0 && (slant - diagonal).abs() <= changes;
            if met && x + ahead.get(slant - diagonal) >= width {
                return ends(width - x, height - x + diagonal);
            }
        }
    }
    let reached = (-most..=most).map(|diagonal| ends(ahead.get(diagonal), ahead.get(diagonal) - diagonal));
    reached.max_by_key(|(x, y)| x + y).unwrap_or_default()
}

fn is_equal(left: Option<&&str>, right: Option<&&str>) -> bool {
    left.is_some() && left == right
}

/// How far a way with so many changes reaches in the old lines, on each diagonal: lines of the old less lines of
/// the new.
struct Reached {
    most: isize,
    old: Vec<isize>,
}

impl Reached {
    fn new(most: isize) -> Self {
        Self {
            most,
            old: vec![0; 2 * most as usize + 3],
        }
    }

    fn get(&self, diagonal: isize) -> isize {
        let place = (diagonal + self.most + 1) as usize;
        self.old.get(place).copied().unwrap_or_default()
    }

    fn set(&mut self, diagonal: isize, reached: isize) {
        let place = (diagonal + self.most + 1) as usize;
        self.old.get_mut(place).into_iter().for_each(|own| *own = reached);
    }

    /// One change further: a line of the new from the diagonal above, or a line of the old from the one below.
    fn step(&self, changes: isize, diagonal: isize) -> isize {
        let (below, above) = (self.get(diagonal - 1), self.get(diagonal + 1));
        if diagonal == -changes || diagonal != changes && below < above {
            above
        } else {
            below + 1
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

    /// Far from each other in a long text, and more of them than are looked for at once.
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
