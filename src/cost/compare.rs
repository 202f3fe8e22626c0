//! Bills side by side: which line of the one is which line of the other.

use super::{Bill, Item, LineItem};

/// One thing and what it costs in each bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedLine<'b> {
    /// The line of each bill, in the order of the bills; none where a bill has no such line.
    pub lines: Vec<Option<&'b LineItem>>,
}

impl<'b> ComparedLine<'b> {
    /// The line that names the row: the preferred bill's, else the first.
    pub fn named_by(&self, preferred: usize) -> Option<&'b LineItem> {
        let preferred = self.lines.get(preferred).copied().flatten();
        preferred.or_else(|| self.lines.iter().copied().flatten().next())
    }

    fn is_of(&self, item: &Item, fits: impl Fn(&LineItem) -> bool) -> bool {
        self.lines
            .iter()
            .flatten()
            .any(|line| line.item == *item && fits(line))
    }
}

/// The lines of all bills. Lines belong together when they are of the same item of a resource with the same
/// name; else of a resource at the same place, where the other bill has none of that name: `app` and
/// `app-staging`.
pub fn compare<'b>(bills: &[&'b Bill]) -> Vec<ComparedLine<'b>> {
    let mut rows: Vec<ComparedLine<'b>> = Vec::new();
    for (at, bill) in bills.iter().enumerate() {
        let mut previous = None;
        for line in &bill.lines {
            let free = |row: &ComparedLine<'b>| row.lines.get(at).is_none_or(Option::is_none);
            let by_name = || {
                rows.iter()
                    .position(|row| free(row) && row.is_of(&line.item, |own| own.resource == line.resource))
            };
            let elsewhere = |name: &str| bill.lines.iter().any(|own| own.resource == name);
            let by_place = || {
                rows.iter().position(|row| {
                    free(row)
                        && row.is_of(&line.item, |own| {
                            own.path == line.path && !elsewhere(&own.resource)
                        })
                })
            };
            let place = by_name().or_else(by_place).unwrap_or_else(|| {
                let place = previous.map_or(0, |previous: usize| previous + 1);
                let place = if at == 0 { rows.len() } else { place };
                rows.insert(
                    place,
                    ComparedLine {
                        lines: vec![None; bills.len()],
                    },
                );
                place
            });
            if let Some(cell) = rows.get_mut(place).and_then(|row| row.lines.get_mut(at)) {
                *cell = Some(line);
            }
            previous = Some(place);
        }
    }
    rows
}
