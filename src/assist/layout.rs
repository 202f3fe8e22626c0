//! How a text is laid out, for what is added to it. By the rules of `yaml::edit`, which reads them off the
//! tree of a text that parses; here off the outline of one that need not.

use super::outline::{MarkKind, Outline, Value};
use crate::spec::{Field, Kind, Shape};

/// How new lines are indented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Between a mapping and the mapping below it.
    pub step: usize,
    /// Between a key and the dashes below it.
    pub dash: usize,
    /// In brackets, where nothing goes into a line of its own.
    pub flow: bool,
}

/// Distances beyond this are no habit.
const WIDEST: usize = 8;
/// Between a dash and what stands behind it.
const GAP: usize = 1;

impl Layout {
    /// The most frequent distances of a text; two columns where there are none.
    pub fn of(outline: &Outline<'_>, flow: bool) -> Self {
        let (mut steps, mut dashes) = ([0_usize; WIDEST + 1], [0_usize; WIDEST + 1]);
        for pair in outline.marks.windows(2) {
            let [key, below] = pair else { continue };
            let holds = matches!(key.kind, MarkKind::Key { .. }) && key.value == Value::None;
            let Some(distance) = below.column.checked_sub(key.column).filter(|_| holds) else {
                continue;
            };
            let votes = match below.kind {
                MarkKind::Dash => &mut dashes,
                MarkKind::Key { .. } if distance > 0 => &mut steps,
                _ => continue,
            };
            if let Some(vote) = votes.get_mut(distance) {
                *vote += 1;
            }
        }
        let step = most_frequent(&steps).unwrap_or(2);
        Self {
            step,
            dash: most_frequent(&dashes).unwrap_or(step),
            flow,
        }
    }

    /// A field's key in a column, with all that must follow before a value can be written.
    pub fn entry(self, field: &Field, column: usize) -> String {
        let name = field.name;
        let below = |column: usize| format!("{name}:\n{}", " ".repeat(column));
        match field.shape {
            Shape::Object(kind) if !self.flow => {
                let column = column + self.step;
                below(column) + &self.first(&[kind], column)
            }
            Shape::List(item) if !self.flow => {
                let column = column + self.dash;
                let dash = below(column) + "-" + &" ".repeat(GAP);
                let kinds: &[&Kind] = match item {
                    Shape::Object(kind) => &[kind],
                    Shape::Forms(kinds) => kinds,
                    _ => &[],
                };
                dash + &self.first(kinds, column + 1 + GAP)
            }
            _ => format!("{name}: "),
        }
    }

    /// What comes before a key that stands in a list, and the key's column.
    pub fn item(column: usize) -> (String, usize) {
        (format!("-{}", " ".repeat(GAP)), column + 1 + GAP)
    }

    /// The first field that all of these kinds require.
    fn first(self, kinds: &[&Kind], column: usize) -> String {
        let is_required = |name: &str| {
            kinds
                .iter()
                .all(|kind| kind.field(name).is_some_and(|field| field.required))
        };
        let mut fields = kinds.iter().flat_map(|kind| kind.fields);
        let first = fields.find(|field| is_required(field.name));
        first.map_or_else(String::new, |field| self.entry(field, column))
    }
}

fn most_frequent(votes: &[usize]) -> Option<usize> {
    let best = votes
        .iter()
        .enumerate()
        .max_by_key(|&(distance, &count)| (count, WIDEST + 1 - distance))?;
    (*best.1 > 0).then_some(best.0)
}
