//! The lines that an operation may touch, listed before it is made: from what it means and the old text.

use std::collections::BTreeSet;
use std::ops::Range;

use plano::yaml::{Kind, NodeId, Path, ScalarStyle, Step as At};

use super::before::Before;
use super::step::{Indent, New, Step};

/// Lines of the old text, and what may come.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    /// These go.
    pub goes: BTreeSet<usize>,
    /// These may go: comments directly above a removed part, blank lines beside it.
    pub may_go: BTreeSet<usize>,
    /// The comments of these go, though the dash before them stays.
    pub uncommented: BTreeSet<usize>,
    /// These become one of the forms.
    pub becomes: Vec<Becomes>,
    /// These come, each group in one place and in one of its forms.
    pub comes: Vec<Vec<Vec<String>>>,
    /// Lines before which a group may stand.
    pub places: BTreeSet<usize>,
}

/// Lines that change, and the forms that they may take.
#[derive(Debug)]
pub(crate) struct Becomes {
    pub lines: Range<usize>,
    pub forms: Vec<Vec<String>>,
    pub any_form: bool,
}

impl Becomes {
    pub(super) fn new(lines: Range<usize>, forms: Vec<Vec<String>>) -> Self {
        Self {
            lines,
            forms,
            any_form: false,
        }
    }
}

impl Listed {
    /// The lines for some steps. None where a step leads nowhere.
    pub(crate) fn of(before: &Before<'_>, steps: &[Step]) -> Option<Self> {
        let mut listed = Self::default();
        for step in steps {
            match step {
                Step::Set(path, new) => listed.set(before, before.tree.at(path)?, new)?,
                Step::Echo(..) => {}
                Step::Insert(path, key, new) => listed.insert(before, before.tree.at(path)?, key, new)?,
                Step::Append(path, new) => listed.append(before, before.tree.at(path)?, new)?,
                Step::Remove(path) => listed.remove(before, path)?,
            }
        }
        listed.join_the_overlapping();
        Some(listed)
    }

    /// Several steps in one line, between brackets: the line may take any form. What it means is left to the
    /// other reader.
    fn join_the_overlapping(&mut self) {
        self.becomes.sort_by_key(|part| part.lines.start);
        self.becomes.dedup_by(|next, part| {
            let overlaps = next.lines.start < part.lines.end;
            if overlaps {
                part.any_form = true;
                part.lines.end = part.lines.end.max(next.lines.end);
            }
            overlaps
        });
    }

    /// The lines between which everything happens.
    pub(crate) fn window(&self) -> Range<usize> {
        let lines = self.goes.iter().chain(&self.may_go);
        let ends = lines.flat_map(|line| [*line, line + 1]);
        let becomes = self
            .becomes
            .iter()
            .flat_map(|part| [part.lines.start, part.lines.end]);
        let all: BTreeSet<usize> = ends.chain(becomes).chain(self.places.iter().copied()).collect();
        all.first().copied().unwrap_or(0)..all.last().copied().unwrap_or(0)
    }

    fn set(&mut self, before: &Before<'_>, id: NodeId, new: &New) -> Option<()> {
        let node = before.tree.node(id);
        let span = node.span;
        let lines = before.line_of(span.start)..before.line_of(span.end) + 1;
        let (start, end) = (span.start, span.end);
        let mut forms = vec![new.inline(false), new.inline(true)];
        if let New::Text(text) = new {
            match node.kind {
                Kind::Scalar(ScalarStyle::SingleQuoted) => {
                    forms = vec![format!("'{}'", text.replace('\'', "''")), format!("{text:?}")]
                }
                Kind::Scalar(ScalarStyle::DoubleQuoted) => forms = vec![format!("{text:?}")],
                _ => {}
            }
        }
        let edits = |form: &str| match node.kind {
            Kind::Scalar(ScalarStyle::Block { header_end }) => {
                let header = before.end_of_text(before.line_of(header_end));
                vec![
                    (start..header_end, form.to_owned()),
                    (header..end.max(header), String::new()),
                ]
            }
            Kind::Scalar(_) if start == end => {
                let has_colon = before.entry_of(id).is_none_or(|entry| entry.colon.is_some());
                vec![(start..end, format!("{} {form}", if has_colon { "" } else { ":" }))]
            }
            _ => {
                let glued = before.tree.text()[..start].ends_with(':') && !form.starts_with(['"', '\'']);
                vec![(start..end, format!("{}{form}", if glued { " " } else { "" }))]
            }
        };
        let forms = forms
            .iter()
            .map(|form| rewritten(before, &lines, &edits(form)))
            .collect();
        self.becomes.push(Becomes::new(lines, forms));
        Some(())
    }

    fn insert(&mut self, before: &Before<'_>, mapping: NodeId, key: &'static str, new: &New) -> Option<()> {
        let node = before.tree.node(mapping);
        let entries = before.tree.entries(mapping);
        if node.flow {
            let children = entries.iter().map(|entry| {
                let key_end = before.tree.node(entry.key).span.end;
                (entry.start, before.tree.node(entry.value).span.end.max(key_end))
            });
            let children: Vec<_> = children.collect();
            let texts = [false, true].map(|quoted| format!("{key}: {}", new.inline(quoted)));
            return self.insert_in_flow(before, mapping, &children, &texts);
        }
        let Some(first) = entries.first() else {
            return self.begin(before, mapping, |column, indent| {
                new.entry(key, column + indent.step, indent)
            });
        };
        let last = entries.last()?;
        self.places
            .extend(before.extent(first.start, first.value).end..=before.extent(last.start, last.value).end);
        let column = before.column(first.start);
        let forms = indents(before, 1).map(|indent| new.entry(key, column, indent));
        self.come_apart(before, entries.iter().map(|entry| entry.start), forms.collect());
        self.final_block_scalar(before);
        Some(())
    }

    fn append(&mut self, before: &Before<'_>, list: NodeId, new: &New) -> Option<()> {
        let node = before.tree.node(list);
        let items = before.tree.items(list);
        let empty =
            node.flow && items.is_empty() && before.tree.text()[node.span.start + 1..].starts_with(']');
        let in_block = node.parent.is_some_and(|parent| !before.tree.node(parent).flow);
        if (empty && in_block) || node.kind != Kind::Sequence {
            return self.begin(before, list, |column, indent| {
                new.item(column + indent.dash, indent)
            });
        }
        if node.flow {
            let children = items.iter().map(|item| {
                let node = before.tree.node(item.node);
                (node.properties_start, node.span.end)
            });
            let texts = [false, true].map(|quoted| new.inline(quoted));
            return self.insert_in_flow(before, list, &children.collect::<Vec<_>>(), &texts);
        }
        let (first, last) = (items.first()?, items.last()?);
        let gap = before
            .tree
            .node(last.node)
            .properties_start
            .checked_sub(last.dash? + 1)?;
        let same_line =
            before.line_of(last.dash?) == before.line_of(before.tree.node(last.node).properties_start);
        let gap = if same_line { gap.max(1) } else { 1 };
        let column = before.column(first.dash?);
        let forms = indents(before, gap).map(|indent| new.item(column, indent));
        self.come_apart(before, items.iter().filter_map(|item| item.dash), forms.collect());
        self.places.insert(before.extent(last.dash?, last.node).end);
        self.final_block_scalar(before);
        Some(())
    }

    /// What comes beside parts of a collection that begin at `starts`: with a blank line where all of these
    /// have one between them.
    fn come_apart(
        &mut self,
        before: &Before<'_>,
        starts: impl Iterator<Item = usize>,
        forms: Vec<Vec<String>>,
    ) {
        let apart: Vec<bool> = starts.skip(1).map(|start| blank_above(before, start)).collect();
        let with_blank = forms
            .iter()
            .map(|form| [&[String::new()], form.as_slice()].concat());
        let with_blank: Vec<_> = with_blank
            .filter(|_| !apart.is_empty() && !apart.contains(&false))
            .collect();
        self.comes.push(with_blank.into_iter().chain(forms).collect());
    }

    /// The first lines below a key without a value or with `[]`.
    fn begin(
        &mut self,
        before: &Before<'_>,
        value: NodeId,
        lines: impl Fn(usize, Indent) -> Vec<String>,
    ) -> Option<()> {
        let entry = before.entry_of(value)?;
        let span = before.tree.node(value).span;
        if span.end > span.start {
            let line = before.line_of(span.start);
            let lines = line..line + 1;
            let form = rewritten(before, &lines, &[(entry.colon? + 1..span.end, String::new())]);
            self.becomes.push(Becomes::new(lines, vec![form]));
        }
        let column = before.column(entry.start);
        self.comes
            .push(indents(before, 1).map(|indent| lines(column, indent)).collect());
        self.places.insert(before.extent(entry.start, value).end);
        Some(())
    }

    fn remove(&mut self, before: &Before<'_>, path: &Path) -> Option<()> {
        let (parent, last) = path.split_last()?;
        let parent = before.tree.at(&parent)?;
        // The parts of the parent: where each begins, ends, and its value.
        let flow = before.tree.node(parent).flow;
        let (parts, at): (Vec<(usize, usize, NodeId)>, usize) = match last {
            At::Key(key) => {
                let entries = before.tree.entries(parent);
                let parts = entries.iter().map(|entry| {
                    let key_end = before.tree.node(entry.key).span.end;
                    let end = before.tree.node(entry.value).span.end.max(key_end);
                    (entry.start, end, entry.value)
                });
                let at = entries
                    .iter()
                    .position(|entry| before.tree.key_text(entry) == Some(key))?;
                (parts.collect(), at)
            }
            At::Index(at) => {
                let parts = before.tree.items(parent).iter().map(|item| {
                    let node = before.tree.node(item.node);
                    (
                        item.dash.unwrap_or(node.properties_start),
                        node.span.end,
                        item.node,
                    )
                });
                (parts.collect(), *at)
            }
        };
        let &(start, end, value) = parts.get(at)?;
        if flow {
            let others = (
                at.checked_sub(1).and_then(|at| parts.get(at)).map(|part| part.1),
                parts.get(at + 1).map(|part| part.0),
            );
            return self.remove_in_flow(before, parent, start..end, others);
        }
        if parts.len() == 1 {
            match last {
                At::Key(_) => {
                    let lines = before.line_of(start)..before.line_of(end) + 1;
                    let forms = vec![rewritten(before, &lines, &[(start..end, "{}".to_owned())])];
                    self.becomes.push(Becomes::new(lines, forms));
                    return Some(());
                }
                At::Index(_) => {
                    let colon = before.entry_of(parent)?.colon? + 1;
                    let line = before.line_of(colon);
                    let lines = line..line + 1;
                    let forms = vec![rewritten(before, &lines, &[(colon..colon, " []".to_owned())])];
                    self.becomes.push(Becomes::new(lines, forms));
                }
            }
        }
        let extent = before.extent(start, value);
        let beside_dash = !before.text(extent.start)[..start - before.lines[extent.start].start]
            .trim_matches(' ')
            .is_empty();
        match parts.get(at + 1) {
            Some(&(next, ..)) if beside_dash => {
                // The next key moves up to the dash, unless comments stand between.
                let next_line = before.line_of(next);
                let moved = extent.start..next_line + 1;
                let kept = (extent.end..next_line).any(|line| !before.is_blank(line));
                let dash_end = before.tree.text()[..start].trim_end_matches(' ').len();
                let edit = if kept {
                    dash_end..before.end_of_text(extent.end - 1)
                } else {
                    start..next
                };
                self.uncommented.extend(extent.clone());
                let lines = if kept { extent } else { moved };
                let forms = vec![rewritten(before, &lines, &[(edit, String::new())])];
                self.becomes.push(Becomes::new(lines, forms));
            }
            _ => {
                self.may_go.extend(before.above(start));
                if at == 0 {
                    self.may_go.extend(before.blank_below(extent.end));
                }
                self.may_go
                    .extend(before.would_join(before.above(start), extent.end));
                self.goes.extend(extent);
            }
        }
        Some(())
    }

    /// Lines below a block scalar that the text ended with, without a final break, would add one to it.
    fn final_block_scalar(&mut self, before: &Before<'_>) {
        let Some(node) = before.final_block_scalar().map(|id| before.tree.node(id)) else {
            return;
        };
        let Kind::Scalar(ScalarStyle::Block { header_end }) = node.kind else {
            return;
        };
        let line = before.line_of(header_end);
        let lines = line..line + 1;
        let header = before.tree.text()[node.span.start..header_end].replace(['+', '-'], "");
        let forms = vec![
            rewritten(
                before,
                &lines,
                &[(node.span.start..header_end, format!("{header}-"))],
            ),
            vec![before.text(line).to_owned()],
        ];
        self.becomes.push(Becomes::new(lines, forms));
    }
}

/// Whether a blank line stands above, with nothing but comments between.
fn blank_above(before: &Before<'_>, start: usize) -> bool {
    let above = (0..before.line_of(start)).rev();
    let mut above = above.skip_while(|line| before.comment_column(*line).is_some());
    above.next().is_some_and(|line| before.is_blank(line))
}

/// The ways to indent that the file itself has.
fn indents(before: &Before<'_>, gap: usize) -> impl Iterator<Item = Indent> {
    let steps = before.steps.iter();
    let layouts = steps.flat_map(|&step| before.dashes.iter().map(move |&dash| (step, dash)));
    layouts.flat_map(move |(step, dash)| {
        [false, true].map(|quoted| Indent {
            step,
            dash,
            gap,
            quoted,
        })
    })
}

/// Lines with some of their bytes replaced.
pub(super) fn rewritten(
    before: &Before<'_>,
    lines: &Range<usize>,
    edits: &[(Range<usize>, String)],
) -> Vec<String> {
    let mut text = String::new();
    let mut at = before.lines[lines.start].start;
    for (span, new) in edits {
        text.push_str(&before.tree.text()[at..span.start.max(at)]);
        text.push_str(new);
        at = span.end;
    }
    text.push_str(&before.tree.text()[at..before.end_of_text(lines.end - 1).max(at)]);
    super::lines::lines(&text)
        .iter()
        .map(|line| line.text.to_owned())
        .collect()
}
